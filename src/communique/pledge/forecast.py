"""What is no announcement though its words are: suppositions, guesses, and forecasts of what others will do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.model import Party, Statement
from communique.parse import span_of
from communique.parse.endings import forms
from communique.pledge.candidates import Candidate
from communique.pledge.doer import FIRST, behalf
from communique.pledge.known import Known
from communique.pledge.lexicon import Lexicon

if TYPE_CHECKING:
    from communique.actor import Cast

_VERBAL = ("s", "es", "ed", "d", "ing")
"""Endings of verbs, as in the cue of a statement."""
_COMMITTED = ("commit", "noun", "accept", "planned", "announced")


def foreseen(party: Party, candidate: Candidate, told: Statement | None, known: Known) -> bool:
    """Whether the act is no announcement of the one who is to act, for any of the reasons below."""
    return (
        _guessed(candidate, known.words)
        or _alleged(candidate, known.words)
        or _crowd(candidate, known.words)
        or _supposed(candidate, told, known)
        or _watched(candidate, told, known.words)
        or (told is not None and (_another(candidate, told, known) or _forecast(party, candidate, told, known)))
    )


def _guessed(candidate: Candidate, words: Lexicon) -> bool:
    """Whether the act is only likely, or stands under a noun of guessing: "will almost certainly pass", "fears that".

    "I will certainly come" is firm: of oneself nobody guesses.
    """
    head = candidate.cue
    while head.dep_ in {"acl", "ccomp", "conj", "xcomp", "aux"}:
        head = head.head
        if head.lemma_.lower() in words.guesses:
            return True
    subject = candidate.subject
    if candidate.rule.startswith(_COMMITTED) or (subject is not None and subject.lower_ in FIRST):
        return False
    views = (child for child in candidate.act.lefts if child.dep_ == "prep" and child.lower_ == "in")
    if any(inner.lemma_.lower() in words.guesses for child in views for inner in child.children):
        return True  # "in her view, he would make it worse"
    adverbs = [child for child in (*candidate.act.lefts, *candidate.cue.children) if child.dep_ == "advmod"]
    return any(token.lower_ in words.likelihood for child in adverbs for token in child.subtree)


def _alleged(candidate: Candidate, words: Lexicon) -> bool:
    """Whether somebody is only said to have promised it, or its telling is by the way.

    "Intelligence that Norway had offered to pay rebels"; "the ship that Norway threatened to sink".
    """
    cue, subject = candidate.cue, candidate.subject
    has_object = any(child.dep_ == "dobj" for child in candidate.act.rights)
    by_the_way = cue.tag_ == "VBD" and cue.dep_ == "relcl" and candidate.rule.startswith("commit:")
    if by_the_way and not has_object and subject is not None and subject.tag_ not in {"WP", "WDT"}:
        return True
    head = cue
    while head.dep_ in {"acl", "ccomp", "xcomp", "aux"} or (head.dep_ == "relcl" and has_object):
        head = head.head
        teller = next((child for child in head.lefts if child.dep_ == "nsubj"), None)
        by_hearsay = teller is not None and (teller.tag_ == "WDT" or teller.lemma_.lower() in words.alleging)
        if head.lemma_.lower() in words.alleging or (by_hearsay and head.lemma_ in words.hinting):
            return True
    return False


def _crowd(candidate: Candidate, words: Lexicon) -> bool:
    """Whether the subject is everybody, nobody or part of a group: "people will vote", "some firms will sell"."""
    subject = candidate.subject
    if subject is None or candidate.rule.startswith(("commit", "noun", "accept", "announced")):
        return False
    if any(child.lower_ in words.quantifiers | words.generic for child in subject.lefts):
        return True
    if subject.tag_ in {"WP", "WDT"} and subject.head.dep_ == "relcl":
        subject = subject.head.head
    narrowed = any(
        child.dep_ in {"det", "poss", "amod", "compound", "nummod", "relcl", "acl"} for child in subject.lefts
    )
    return subject.lemma_.lower() in words.crowds and not narrowed


def _watched(candidate: Candidate, told: Statement | None, words: Lexicon) -> bool:
    """Whether the report itself says what onlookers will do: "traders will sell"."""
    subject = candidate.subject
    if told is not None or subject is None or candidate.rule.startswith(_COMMITTED):
        return False
    return subject.lemma_.lower() in words.onlookers


def _supposed(candidate: Candidate, told: Statement | None, known: Known) -> bool:
    """Whether "would" only supposes: it announces where it is reported speech's "will", outside quotation marks."""
    if not candidate.backshifted:
        return False
    quoted = known.parse.quotation_at(span_of(candidate.act)[0]) is not None
    act = candidate.act
    if any(token.lower_ in {"every", "each"} for token in act.doc[act.sent.start : act.i]):
        return True  # "every Friday she would lead"
    return told is None or told.attitude != "speech" or quoted


def _another(candidate: Candidate, told: Statement, known: Known) -> bool:
    """Whether somebody foretells what another will do, though the cast takes the two for one.

    In a direct quotation "he" is never its speaker, nor is a single speaker among "they"; nor does anybody warn of "could"
    but the one who could.
    """
    subject, speaker = candidate.subject, told.speaker
    party = known.cast.party(subject) if subject is not None else None
    same = party is not None and speaker is not None and bool(set(party.ids) & set(speaker.ids))
    if candidate.rule == "warned":
        return not same
    if subject is None or candidate.rule.startswith(_COMMITTED):
        return False
    quoted = told.kind != "indirect" and known.parse.quotation_at(span_of(subject)[0]) is not None
    single = speaker is not None and len(speaker.ids) == 1
    return same and quoted and (subject.lower_ in {"he", "she"} or (single and subject.lower_ == "they"))


def _forecast(party: Party, candidate: Candidate, told: Statement, known: Known) -> bool:
    """Whether somebody else foresees it: an onlooker, a verb of opinion, another country's speaker, another person."""
    if candidate.rule.partition(":")[0] not in {"will", "would", "be-to"}:
        return False
    speaker = told.speaker
    if speaker is not None and (set(party.ids) & set(speaker.ids) or set(party.spans) & set(speaker.spans)):
        return False
    cue = " ".join(known.parse.text(span) for span in told.cue)
    if speaker is not None and told.attitude == "speech" and set(party.ids) & set(behalf(speaker, known).ids):
        return False  # "the president warned that his country would close the strait"
    if told.attitude != "speech" or _named(cue, known.words.opinions, *_VERBAL):
        return True
    if speaker is None:
        return False
    spoken = " ".join(known.parse.text(span) for span in speaker.spans)
    if _named(spoken, known.words.onlookers, "s"):
        return True
    ours, theirs = _countries(party, known.cast), _countries(speaker, known.cast)
    return bool(ours and theirs and not ours & theirs) or _rival(party, speaker, spoken, known)


def _rival(party: Party, speaker: Party, spoken: str, known: Known) -> bool:
    """Whether one person tells what another will do without speaking for him, as a spokesman or minister does."""
    if not (_persons(party, known.cast) and _persons(speaker, known.cast)):
        return False
    offices = (
        office.title for id_ in speaker.ids for actor in [known.cast.actor(id_)] if actor for office in actor.offices
    )
    titles = f"{spoken} {' '.join(offices)}".replace("-", " ")
    return not _named(titles, known.words.voices, "s")


def _persons(party: Party, cast: Cast) -> bool:
    actors = [cast.actor(id_) for id_ in party.ids]
    return bool(actors) and all(actor is not None and actor.kind == "person" for actor in actors)


def _countries(party: Party, cast: Cast) -> set[str]:
    """Countries of a party's actors; media belong to none here, for they report what others announce."""
    actors = [cast.actor(id_) for id_ in party.ids]
    return {actor.country for actor in actors if actor is not None and actor.country and actor.kind != "outlet"}


def _named(words: str, listed: frozenset[str], *endings: str) -> bool:
    """Whether one of the words is on a list, as it is or without one of the endings."""
    return any(not listed.isdisjoint(forms(word, *endings)) for word in words.split())
