"""Who speaks to whom in direct speech: "I", "you" and "Mr President" in the turns of those who met.

A page gives the words spoken at a meeting under the speakers' names: "President of Norway Karl Weiss: Thank you for coming."
What is done with words alone (thanks, praise) is the speaker's towards whom it goes to; what "we" agreed, where both made
statements after their talks, is an accord of the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event.modality import listed, performs, teller
from communique.event.place import called, known_place
from communique.event.sides import state
from communique.event.talks import INFORMING
from communique.model import Mention, Party, Span, Time
from communique.parse import span_of
from communique.resources.vocabulary import wordlist

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from communique.actor import Cast
    from communique.parse import Parse
    from communique.time import Times

_LABEL = re.compile(r"([^\n:]{2,100}?)\s*(?:\([^()\n]*\)\s*)?:(?=\s)")
_ASKED = re.compile(r"(?:Q|Question|QUESTION)\b[.:]?(?=\s)")
"""How a question from the hall begins, where the asker has no name."""
_AFTER_TALKS = re.compile(
    r"\b(?:press|news|media) (?:statements?|conferences?|points?)\b|\bstatements? (?:following|after)\b", re.IGNORECASE
)
"""What a title calls the words that leaders say of their talks afterwards."""
_LONG = 3
"""Longest word of a speaker's label that may have a small letter: "of", "the"."""
_SIDES = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """Words of one speaker, by block; `hearer` is the only other who speaks, if they are of two countries."""

    doc: Doc
    speaker: Mention
    hearer: Mention | None


def turns(parse: Parse, cast: Cast) -> tuple[Turn, ...]:
    """The blocks that somebody known speaks in, in text order."""
    found: list[tuple[Doc, Mention]] = []
    speaker: Mention | None = None
    first: int | None = None
    for block, doc in parse.docs:
        words = parse.text(block.span)
        label = _LABEL.match(words)
        if label is not None and all(word[0].isupper() or len(word) <= _LONG for word in label[1].split()):
            speaker = _named((block.span[0], block.span[0] + label.end(1)), cast)
            first = block.span[0] if first is None and speaker is not None else first
        elif _ASKED.match(words):
            speaker = None
        if speaker is not None and block.role in {"body", "quote"}:
            found.append((doc, speaker))
    people = {mention.actor: mention for _, mention in reversed(found)}
    other = dict(zip(people, reversed(people.values()), strict=True)) if first and _two(people, first, cast) else {}
    return tuple(Turn(doc, mention, other.get(mention.actor)) for doc, mention in found)


def _named(label: Span, cast: Cast) -> Mention | None:
    """The person named in a label, the last of several."""
    found = ((m, cast.actor(m.actor)) for m in cast.within(label) if m.actor is not None)
    people = (m for m, a in found if a is not None and a.kind == "person" and not a.anonymous and "(" not in a.name)
    return max(people, key=lambda mention: mention.span[1], default=None)


def _two(people: dict[str | None, Mention], first: int, cast: Cast) -> bool:
    """Whether the speakers are two of two countries, by office or name, and nobody of a third is named before they speak."""
    officials = [a for id_ in people if id_ and (a := cast.actor(id_)) is not None and (a.offices or a.country)]
    sides = {state(actor.id, cast) for actor in officials}
    if not len(people) == len(officials) == len(sides) == _SIDES:
        return False
    before = (cast.actor(m.actor) for m in cast.within((0, first)) if m.actor)
    named = (actor.country for actor in before if actor is not None and actor.kind == "person")
    return all(country in sides for country in named if country)


def addressed(parse: Parse, cast: Cast) -> Cast:
    """The cast with whom the first and second person mean, where words are done by saying them or tell what both did."""
    told = turns(parse, cast)
    if not told:
        return cast
    joint = after_talks(parse)
    found = {mention.span: (head, mention) for head, mention in zip(cast.heads, cast.mentions, strict=True)}
    for turn in told:
        for token, mention in _meant(turn, cast, joint=joint):
            found[mention.span] = (span_of(token)[0], mention)
    kept = [found[span] for span in sorted(found)]
    return replace(cast, mentions=tuple(m for _, m in kept), heads=tuple(head for head, _ in kept))


def _meant(turn: Turn, cast: Cast, *, joint: bool) -> Iterator[tuple[Token, Mention]]:
    speaker, hearer = turn.speaker, turn.hearer
    for token in turn.doc:
        joined = token.dep_ == "conj" or any(child.dep_ == "conj" for child in token.children)
        if token.lower_ in _SELF and (joined or (token.dep_ == "nsubj" and token.head.lemma_ in INFORMING)):
            yield token, _as(speaker, (token,), FIRST)
        if (act := thanks(token)) is not None:
            yield token, _as(speaker, (token,), FIRST)
        if hearer is None:
            continue
        if act is not None:
            yield from ((word, _as(hearer, (word,), SECOND)) for word in act)
            yield from _by_title(token, speaker, hearer, cast)
        if joint and token.lower_ == "we" and _did(token):
            alone = any(child.lower_ == "with" for child in token.head.children)
            both = replace(
                _as(speaker, (token,), PLURAL), actor=None, name=_both(speaker, hearer), members=_ids(speaker, hearer)
            )
            yield token, _as(speaker, (token,), FIRST) if alone else both
        if token.lower_.rstrip(".") in _STYLES and (title := _title(token)) and _open(title, cast):
            yield title[-1], _as(hearer, title, SECOND)


def _by_title(act: Token, speaker: Mention, hearer: Mention, cast: Cast) -> Iterator[tuple[Token, Mention]]:
    """The hearer in thanks that are said of "the President", who is not the one that speaks."""
    for word in act.subtree:
        mention = cast.at(span_of(word)) if any(child.lower_ == "the" for child in word.children) else None
        bare = mention is not None and mention.kind == "title" and mention.actor in {None, speaker.actor}
        if mention is not None and bare and all(child.dep_ != "prep" for child in word.children):
            yield word, replace(mention, actor=hearer.actor, name=hearer.name, rule=SECOND)


def _as(mention: Mention, words: Sequence[Token], rule: str) -> Mention:
    span = (span_of(words[0])[0], span_of(words[-1])[1])
    return Mention(span, "title" if len(words) > 1 else "pronoun", mention.actor, mention.name, rule=rule)


def _both(first: Mention, second: Mention) -> str:
    return " and ".join(name for name in (first.name, second.name) if name)


def _ids(*mentions: Mention) -> tuple[str, ...]:
    return tuple(mention.actor for mention in mentions if mention.actor)


FIRST, SECOND, PLURAL = "first person", "second person", "first person plural"
_SELF = frozenset({"i", "me"})
_STYLES = wordlist("names", "address")


def speaker(verb: Token, cast: Cast) -> Party | None:
    """Who does the act of a verb, adjective or noun by saying it, None if it is no such act or its speaker is not known."""
    mention = cast.at(span_of(verb))
    if mention is None or mention.rule != FIRST or mention.span != span_of(verb):
        return None
    told = teller(verb)
    label = next(
        (m for m in reversed(cast.within((0, mention.span[0]))) if m.kind == "name" and m.actor == mention.actor), None
    )
    span = label.span if told == verb and label is not None else span_of(told or verb)
    return Party((span,), mention.actor, mention.name, how=(FIRST,))


def thanks(word: Token) -> tuple[Token, ...] | None:
    """The second persons in thanks or praise that somebody says, told by its verb or adjective; None for other words.

    Thanks without a reason, and those for nobody's deed ("for your attention"), are none.
    """
    if not performs(word):
        return None
    told = [word, *(child for child in word.children if child.dep_ == "dobj")]
    reasons = [noun for w in told for prep in w.children if prep.lower_ in {"for", "on"} for noun in prep.children]
    objects = [child for child in word.children if child.dep_ == "dobj"]
    valued = word.lemma_ == "appreciate" and bool(objects)
    if not (reasons or valued) or any(noun.lemma_ in _COURTESIES for noun in (*reasons, *(objects if valued else ()))):
        return None
    return tuple(w for w in word.subtree if w.lower_ in _YOU and w.dep_ in {"dobj", "dative", "pobj", "poss"})


_YOU = wordlist("function_words", "second_person")
_COURTESIES = wordlist("plover/wording", "courtesies")


def _did(we: Token) -> bool:
    """Whether "we" did a thing together: "we agreed", "we have signed", not "as we agreed in Karazan"."""
    verbs = [verb for verb in (we.head, *we.head.conjuncts) if verb.lemma_ in _TOGETHER]
    marked = any(child.dep_ == "mark" for child in we.head.children)
    return we.dep_ == "nsubj" and any(map(_past, verbs)) and not marked


def _past(verb: Token) -> bool:
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and any(child.lower_ in _HAVE for child in verb.children))


_HAVE = frozenset({"have", "'ve", "’ve"})
_TOGETHER = wordlist("plover/wording", "together")


def _title(style: Token) -> tuple[Token, ...]:
    """The title behind a style: "Mr Prime Minister"; nothing where a name follows."""
    found = [style]
    for token in style.doc[style.i + 1 : style.i + 6]:
        if not (token.is_title or token.lower_ == "of") or token.ent_type_ == "PERSON":
            break
        found.append(token)
    following = style.doc[found[-1].i + 1] if found[-1].i + 1 < len(style.doc) else None
    named = following is not None and following.ent_type_ == "PERSON"
    return tuple(found) if len(found) > 1 and not named and found[-1].lower_ != "of" else ()


def _open(title: Sequence[Token], cast: Cast) -> bool:
    """Whether nothing but the speaker's label before it says who a title is."""
    mention = cast.at((span_of(title[0])[0], span_of(title[-1])[1]))
    return mention is None or mention.actor is None or mention.rule == "apposition"


def met(told: Sequence[Turn]) -> tuple[Mention, ...]:
    """The two who speak to each other, none where more do."""
    return next(((turn.speaker, turn.hearer) for turn in told if turn.hearer is not None), ())


def after_talks(parse: Parse) -> bool:
    """Whether a report gives what leaders said of their talks afterwards, by its title."""
    return _AFTER_TALKS.search(parse.report.title or "") is not None


def today(told: Sequence[Turn], parse: Parse, times: Times) -> Time | None:
    """The day on which they speak, where they call it "today": that of "today's meeting", or of what is done on it."""
    for turn in told:
        for time in times.within(span_of(turn.doc[:])):
            words = parse.tokens(time.span) if time.interval.day is not None else None
            if words is not None and words[0].lower_ in _NOW and _done(words.root):
                return time
    return None


_NOW = frozenset({"today", "tonight"})


def _done(word: Token) -> bool:
    """Whether a time is of a meeting or of something done, not of how things are: not "it controls the coast today"."""
    over = word.head
    return over.lemma_ in listed("meetings") if word.dep_ == "poss" or over.pos_ == "NOUN" else over.tag_ in _DONE


_DONE = frozenset({"VB", "VBD", "VBG", "VBN"})


def welcomed(told: Sequence[Turn], cast: Cast) -> tuple[str, Span] | None:
    """Where they speak, as the host says: "welcome to Lima", "here in Lima"; a town before its state."""
    found = [noun for turn in told for word in turn.doc for noun in _welcoming(word, cast)]
    town = next((noun for noun in found if not _state(noun, cast)), None)
    return called(town or found[0], cast) if found else None


def _welcoming(word: Token, cast: Cast) -> Iterator[Token]:
    here = word.lower_ == "here"
    if not here and not (word.lemma_ in _GREETING and word.pos_ in {"VERB", "NOUN"} and _at_once(word)):
        return
    near = word.nbor(1) if here and word.i + 1 < len(word.doc) else None
    behind = [near] if near is not None and near.lower_ == "in" else [] if here else word.children
    for preposition in behind:
        if preposition.lower_ in {"to", "in"}:
            nouns = (noun for noun in preposition.children if noun.dep_ == "pobj")
            yield from (
                n
                for noun in nouns
                for n in (noun, *noun.conjuncts)
                if n.ent_type_ in {"GPE", "FAC"} or known_place(n, cast)
            )


def _at_once(word: Token) -> bool:
    """Whether a welcome is said where it is given, not held out: not "we would be glad to welcome you"."""
    words = [token for token in word.sent if token.lower_ in _AHEAD]
    return all(token.lower_ in {"would", "'d", "’d"} and token.head.lemma_ == "like" for token in words)


def _state(noun: Token, cast: Cast) -> bool:
    mention = cast.at(span_of(noun))
    actor = cast.actor(mention.actor or "") if mention is not None else None
    return actor is not None and actor.kind == "state"


_GREETING = frozenset({"welcome", "greet"})
_AHEAD = wordlist("plover/wording", "holding_out")
