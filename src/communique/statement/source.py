"""From the words that name a source to the actor who speaks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from communique.actor.words import load as load_words
from communique.model import Party, Span, cover
from communique.parse import span_of
from communique.resources.vocabulary import wordlist
from communique.statement.documents import Documents
from communique.statement.draft import Draft

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.actor import Cast

FIRST = wordlist("function_words", "first_person")
_SELF = frozenset({"i", "me", "myself"})
_THIRD = {"he": "m", "she": "f"}
_PLURAL = frozenset({"they", "both"})
_TELLING = frozenset({"amod", "compound"})
_OTHERS = frozenset({"prep", "poss", "appos", "relcl", "acl"})
"""What a title must have and must not have beside it to take up somebody who was named."""
_PUT = frozenset({"ask", "press", "question", "quiz", "challenge"})
"""Verbs of questions: "asked whether ..., he said"."""
_MANY = frozenset({"group"})
_SIDES = wordlist("coreference", "sides")
_NEAR = 600
"""Code points within which a pronoun may mean the speaker before."""


@dataclass(frozen=True, slots=True)
class Before:
    """The speaker of the statement before, and where that statement ends."""

    speaker: Party
    end: int
    voice: Party
    """Who last said something, which a wish, a thought or a refusal is not: a quotation without a cue goes on with that."""
    last: bool = True
    """False if statements of nobody follow it: a quotation without a cue then has no speaker."""

    def fits(self, draft: Draft, cast: Cast, word: str) -> bool:
        """Whether a pronoun in the draft may be this speaker: near by, of its number and of no other gender."""
        if draft.order[0][0] - self.end > _NEAR:
            return False
        actor = cast.actor(self.speaker.actor or "")
        if word in _PLURAL:
            return bool(self.speaker.members) or (actor is not None and (actor.kind in _MANY or actor.anonymous))
        return (
            actor is not None
            and actor.kind == "person"
            and (word not in _THIRD or actor.gender in {None, _THIRD[word]})
        )

    def after(self, draft: Draft) -> Before:
        """The same after a statement of nobody. Who is "asked about Berg" is no Berg: the question's names do not count."""
        verb = draft.verb
        asked = verb is not None and verb.lemma_ in _PUT and verb.tag_ == "VBN" and verb.dep_ in {"advcl", "prep"}
        return replace(self, end=draft.order[-1][1] if asked else self.end, last=False)

    def adjoins(self, draft: Draft, cast: Cast) -> bool:
        """Whether no other person is named between that statement and the draft."""
        names = cast.within((self.end, draft.order[0][0]))
        return not any(m.kind == "name" and m.actor != self.speaker.actor and _is_person(m.actor, cast) for m in names)

    def titled(self, draft: Draft, cast: Cast, token: Token) -> bool:
        """Whether "the presidential candidate" in the draft is this speaker; a title that speaks for others is not."""
        known = load_words()
        if token.tag_ != "NN" or token.lemma_ not in known.person_gender or token.lemma_ in known.sources:
            return False
        parts = {c.dep_ for c in token.children}
        if not any(c.lower_ == "the" for c in token.children) or not parts & _TELLING or parts & _OTHERS:
            return False
        return self.fits(draft, cast, "") and self.adjoins(draft, cast)


def _is_person(actor_id: str | None, cast: Cast) -> bool:
    actor = cast.actor(actor_id or "")
    return actor is None or actor.kind == "person"


def source_of(
    draft: Draft, cast: Cast, documents: Documents, *, outer: Party | None, before: Before | None
) -> Party | None:
    """The speaker of a draft; None if its clause names nobody.

    `outer` is the speaker of the statement that reports this one: "I" and "we" mean that speaker. `before` is the
    speaker of the statement before, who goes on where a quotation has no cue, or a pronoun that nothing else settles.
    """
    if draft.follows and draft.speaker is None:
        if before is None or not before.last:
            return None
        return replace(before.voice, how=(*before.voice.how, "goes on"))
    token = draft.speaker
    if token is not None and token.pos_ == "NUM" and token.ent_type_ == "DATE":
        return None
    party = party_of(token, cast, documents) if token is not None else None
    if party is None or not party.ids:
        spans = draft.source or (party.spans if party is not None else ())
        party = (_named(draft, spans, cast) if spans else None) or party
    if party is None and draft.source:
        party = _covered(draft, cast)
    if party is None:
        return None
    word = token.lower_ if token is not None else ""
    if not party.ids and before is not None and party.spans == before.speaker.spans:
        party = before.speaker
    if not party.ids and word in FIRST and outer is not None:
        party = Party(party.spans, outer.actor, outer.name, outer.members, (*outer.how, "first person"))
    elif party.ids and token is not None and outer is not None and any(t.lower_ in _SELF for t in token.conjuncts):
        members = tuple(dict.fromkeys((*party.ids, *outer.ids)))
        party = replace(party, actor=None, members=members, how=(*party.how, "and the first person"))
    elif word in _THIRD or word in _PLURAL:
        party = _pronoun(party, word, draft, cast, before)
    elif not party.ids and token is not None and before is not None and before.titled(draft, cast, token):
        party = replace(before.speaker, spans=party.spans, how=(*before.speaker.how, "title for the speaker before"))
    elif not party.ids and token is not None and (both := _two_sides(token, documents, before)) is not None:
        party = replace(both, spans=party.spans, how=(*both.how, "the two of the sentence before"))
    return replace(party, spans=draft.source) if draft.source else party


def _two_sides(token: Token, documents: Documents, before: Before | None) -> Party | None:
    """Who "both sides", "the two delegations" or "the two" are: the two of the sentence before.

    They spoke there, are its subjects, or one is and the other stands behind "with".
    """
    number = {c.lower_ for c in token.children if c.dep_ in {"det", "nummod", "predet"}}
    here = documents.parse.sentence_at(span_of(token)[0])
    told = token.lemma_ in _SIDES and number & {"both", "two"}
    if not (told or (token.lower_ == "two" and "the" in number)) or here is None or not here.index:
        return None
    last = documents.parse.sentences[here.index - 1]
    if before is not None and len(before.speaker.members) == 2 and before.end > last.span[0]:
        return before.speaker
    root = last.tokens.root
    subject = next((c for c in root.children if c.dep_ == "nsubj"), None)
    party = documents.cast.party(subject) if subject is not None else None
    if party is None or len(party.ids) == 2:
        return party
    with_ = (c for head in (root, *root.children) for c in head.children if c.dep_ == "prep" and c.lower_ == "with")
    other = next((found for c in with_ for o in c.children if (found := documents.cast.party(o)) is not None), None)
    if len(party.ids) != 1 or other is None or len(other.ids) != 1 or other.ids == party.ids:
        return None
    return Party(party.spans, members=(*party.ids, *other.ids), how=(*party.how, "with"))


def _pronoun(party: Party, word: str, draft: Draft, cast: Cast, before: Before | None) -> Party:
    """Who "he", "she" or "they" is: the speaker before if nobody else is named since, else as the actor stage has it.

    Nobody is named in the content after the pronoun that stands for them: in "he said Berg may go" he is not Berg.
    """
    if before is not None and before.fits(draft, cast, word) and not _named_after(before.speaker, party, draft, cast):
        goes_on = (
            word in _THIRD and before.adjoins(draft, cast) and not any("relative" in h for h in before.speaker.how)
        )
        if goes_on or not party.ids:
            return replace(before.speaker, spans=party.spans, how=(*before.speaker.how, "speaker before"))
    return Party(party.spans) if _named_after(party, party, draft, cast) else party


def _named_after(who: Party, pronoun: Party, draft: Draft, cast: Cast) -> bool:
    """Whether the content that follows the pronoun calls this person by name, outside quotation marks or not."""
    at = pronoun.spans[0][0]
    after = [span for span in draft.content if span[0] > at]
    return who.actor is not None and any(
        m.kind == "name" and m.actor == who.actor for span in after for m in cast.within(span)
    )


def _covered(draft: Draft, cast: Cast) -> Party:
    mention = cast.at(cover(draft.source))
    if mention is None:
        return Party(draft.source)
    return Party(draft.source, mention.actor, mention.name, mention.members, (mention.rule,))


def _named(draft: Draft, spans: tuple[Span, ...], cast: Cast) -> Party | None:
    """Whose name ends the source's words: "tennis great Anna Berg", "its rival Orsk Steel", not "a lawyer for Anna Berg"."""
    token = draft.speaker
    if token is None:
        return None
    low, high = cover(spans)
    names = [m for m in cast.within((low, high)) if m.kind == "name" and m.actor is not None and m.span[1] == high]
    if not names:
        return None
    front = [t for t in token.doc if low <= span_of(t)[0] < names[0].span[0]]
    if any(t.pos_ == "ADP" for t in front) and not _is_office(front):
        return None
    actor = cast.actor(names[0].actor or "")
    if actor is None or (actor.kind != "person" and not _apposed(token, names[0].span[0])):
        return None
    return Party(spans, actor.id, names[0].name, how=(names[0].rule, "name in the phrase"))


def _is_office(words: list[Token]) -> bool:
    """Whether the words before a name are its bearer's office in capitals: "Assistant to the Mayor for Harbour Affairs"."""
    known = load_words()
    last = words[-1]
    plain = {"ADP", "DET", "CCONJ", "PART", "PUNCT"}
    capital = all(t.text[:1].isupper() for t in words if t.pos_ not in plain) and words[0].pos_ not in plain
    return capital and last.pos_ in {"NOUN", "PROPN"} and last.lemma_.lower() not in known.person_gender


def _apposed(token: Token, start: int) -> bool:
    """Whether what begins at a place of the report is in apposition to the noun."""
    return any(
        child.dep_ == "appos" and span_of(child.left_edge)[0] <= start <= span_of(child)[0] for child in token.rights
    )


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
