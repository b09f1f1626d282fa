"""Pledges of one report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.model import EventMention, PledgeMention, Statement, row_id
from communique.parse import span_of, subtree_span

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse
    from communique.time import Times


def find_pledges(
    parse: Parse,
    cast: Cast,
    times: Times,
    statements: tuple[Statement, ...],
    events: tuple[EventMention, ...],
) -> tuple[PledgeMention, ...]:
    """All pledges that the report tells, in text order."""
    found: list[PledgeMention] = []
    for sentence in parse.sentences:
        for token in sentence.tokens:
            if token.lower_ not in {"will", "'ll", "’ll"} or token.dep_ != "aux" or token.head.pos_ != "VERB":
                continue
            subject = next((child for child in token.head.children if child.dep_ == "nsubj"), None)
            party = cast.party(subject) if subject is not None else None
            if party is None or not party.ids:
                continue
            act = token.doc[token.head.i : token.head.right_edge.i + 1]
            span = subtree_span(token.head)
            found.append(
                PledgeMention(
                    id=row_id(parse.report.id, "pledge_mentions", [span_of(act)], token.head.lemma_),
                    span=span,
                    actor=party,
                    act=act.text.rstrip(" ."),
                    lemma=token.head.lemma_,
                    rule="will",
                )
            )
    return tuple(found)
