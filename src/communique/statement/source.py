"""From the words that name a source to the actor who speaks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from communique.model import Party, cover
from communique.statement.documents import Documents
from communique.statement.draft import Draft

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.actor import Cast

FIRST = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
"""Pronouns that mean whoever speaks."""


def source_of(
    draft: Draft, cast: Cast, documents: Documents, *, outer: Party | None, before: Party | None
) -> Party | None:
    """The speaker of a draft; None if its clause names nobody.

    `outer` is the speaker of the statement that reports this one: "I" and "we" mean that speaker. `before` is the
    speaker of the statement before, who goes on where a quotation has no cue.
    """
    if draft.follows and draft.speaker is None:
        return replace(before, how=(*before.how, "goes on")) if before is not None else None
    token = draft.speaker
    party = party_of(token, cast, documents) if token is not None else None
    if party is None and draft.source:
        mention = cast.at(cover(draft.source))
        party = Party(draft.source)
        if mention is not None:
            party = Party(draft.source, mention.actor, mention.name, mention.members, (mention.rule,))
    if party is None:
        return None
    if token is not None and token.lower_ in FIRST and outer is not None and not party.ids:
        party = Party(party.spans, outer.actor, outer.name, outer.members, (*outer.how, "first person"))
    return replace(party, spans=draft.source) if draft.source else party


def party_of(token: Token, cast: Cast, documents: Documents) -> Party | None:
    """The party that a noun phrase names; a paper stands for its authors."""
    party = cast.party(token)
    if party is None or party.ids or token.lemma_ not in documents.cues.documents:
        return party
    authors = documents.authors(token)
    if authors is None:
        return party
    return Party(
        party.spans, authors.actor, authors.name, authors.members, (*authors.how, f"author of the {token.lemma_}")
    )
