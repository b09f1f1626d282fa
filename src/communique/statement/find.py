"""Finding the statements of one report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.model import Interval, Party, Statement, row_id
from communique.parse import negated
from communique.resources.cues import Cues, load
from communique.statement.clauses import clause_drafts
from communique.statement.draft import Draft, shared, size
from communique.statement.quoted import Quoting, outermost

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.model import Span
    from communique.parse import Parse, Quotation
    from communique.statement.tagger import Tagger
    from communique.time import Times


def find_statements(
    parse: Parse, cast: Cast, times: Times, *, tagger: Tagger | None = None
) -> tuple[Statement, ...]:
    """All statements that the report tells, in text order. Without a tagger the rules alone find them."""
    cues = load()
    quotations = outermost(parse)
    drafts: list[Draft] = []
    last: Draft | None = None
    for block, doc in parse.docs:
        own = [s for s in parse.sentences if s.tokens.doc is doc]
        found = [draft for sentence in own for draft in clause_drafts(sentence, cues)]
        inside = [q for q in quotations if block.span[0] <= q.outer[0] < block.span[1]]
        before = last
        found, last = Quoting(parse, block, doc, inside, cues).tie(found, last)
        if before is not None and last is not None and last.cue == before.cue and before in drafts:
            drafts.remove(before)
        drafts.extend(found)
    rows = {_key(d): d for d in sorted(drafts, key=lambda d: d.order)}
    ordered = list(rows.values())
    return tuple(_statement(draft, _parent(draft, ordered), parse, cast, times, cues, quotations) for draft in ordered)


def _key(draft: Draft) -> tuple[Span, ...]:
    return draft.content


def _parent(draft: Draft, drafts: list[Draft]) -> Draft | None:
    """The smallest statement whose content holds this one's cue and content."""
    own = (*draft.content, *draft.cue)
    holding = [d for d in drafts if d is not draft and draft.cue and size(own) == shared(own, d.content)]
    return min(holding, key=lambda d: (size(d.content), d.order), default=None)


def _statement(
    draft: Draft,
    parent: Draft | None,
    parse: Parse,
    cast: Cast,
    times: Times,
    cues: Cues,
    quotations: tuple[Quotation, ...],
) -> Statement:
    sentence = parse.sentence_at(draft.content[0][0])
    time = times.of(draft.verb) if draft.verb is not None else None
    return Statement(
        id=row_id(parse.report.id, "statements", draft.content),
        kind="direct" if _share(draft, quotations) > 0.9 else "mixed" if _share(draft, quotations) else "indirect",
        content=draft.content,
        cue=draft.cue,
        speaker=_party(draft, cast),
        parent=row_id(parse.report.id, "statements", parent.content) if parent is not None else None,
        polarity="not said" if draft.verb is not None and negated(draft.verb) else "denied" if draft.act == "denies" else "said",
        attitude=cues.attitude(draft.act),
        layer="title" if sentence is not None and sentence.layer == "title" else "body",
        date=time.interval if time is not None else Interval(),
        time=time.id if time is not None else None,
        score=draft.score,
        rule=draft.rule,
    )


def _share(draft: Draft, quotations: tuple[Quotation, ...]) -> float:
    return shared(draft.content, [q.outer for q in quotations]) / size(draft.content)


def _party(draft: Draft, cast: Cast) -> Party | None:
    if draft.speaker is not None and (party := cast.party(draft.speaker)) is not None:
        return party
    return Party(draft.source) if draft.source else None
