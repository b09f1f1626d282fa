"""From the words that name a source to the actor who speaks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from communique.model import Party, cover
from communique.parse import span_of
from communique.statement.documents import Documents
from communique.statement.draft import Draft

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.actor import Cast

FIRST = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
"""Pronouns that mean whoever speaks."""
_THIRD = {"he": "m", "she": "f"}
_NEAR = 600
"""Code points within which a pronoun may mean the speaker before."""


@dataclass(frozen=True, slots=True)
class Before:
    """The speaker of the statement before, and where that statement ends."""

    speaker: Party
    end: int

    def fits(self, draft: Draft, cast: Cast, gender: str) -> bool:
        """Whether "he" or "she" in the draft may be this speaker: near by, one person, of no other gender."""
        actor = cast.actor(self.speaker.actor or "")
        near = draft.order[0][0] - self.end <= _NEAR
        return near and actor is not None and actor.kind == "person" and actor.gender in {None, gender}


def source_of(
    draft: Draft, cast: Cast, documents: Documents, *, outer: Party | None, before: Before | None
) -> Party | None:
    """The speaker of a draft; None if its clause names nobody.

    `outer` is the speaker of the statement that reports this one: "I" and "we" mean that speaker. `before` is the
    speaker of the statement before, who goes on where a quotation has no cue, or a pronoun that nothing else settles.
    """
    if draft.follows and draft.speaker is None:
        return replace(before.speaker, how=(*before.speaker.how, "goes on")) if before is not None else None
    token = draft.speaker
    party = party_of(token, cast, documents) if token is not None else None
    if draft.source and (party is None or not party.ids):
        party = _named(draft, cast) or party or _covered(draft, cast)
    if party is None:
        return None
    word = token.lower_ if token is not None else ""
    if not party.ids and word in FIRST and outer is not None:
        party = Party(party.spans, outer.actor, outer.name, outer.members, (*outer.how, "first person"))
    elif not party.ids and word in _THIRD and before is not None and before.fits(draft, cast, _THIRD[word]):
        party = replace(before.speaker, spans=party.spans, how=(*before.speaker.how, "speaker before"))
    return replace(party, spans=draft.source) if draft.source else party


def _covered(draft: Draft, cast: Cast) -> Party:
    mention = cast.at(cover(draft.source))
    if mention is None:
        return Party(draft.source)
    return Party(draft.source, mention.actor, mention.name, mention.members, (mention.rule,))


def _named(draft: Draft, cast: Cast) -> Party | None:
    """The person whose name ends the source's words: "tennis great Anna Berg", but not "a lawyer for Anna Berg"."""
    token = draft.speaker
    if token is None:
        return None
    low, high = cover(draft.source)
    names = [m for m in cast.within((low, high)) if m.kind == "name" and m.actor is not None and m.span[1] == high]
    if not names or any(t.pos_ == "ADP" for t in token.doc if low <= span_of(t)[0] < names[0].span[0]):
        return None
    actor = cast.actor(names[0].actor or "")
    if actor is None or actor.kind != "person":
        return None
    return Party(draft.source, actor.id, names[0].name, how=(names[0].rule, "name in the phrase"))


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
