"""What those counted, or a share of a group, do or think, told as a clause about them: "farmers who were worried"."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from communique.actor import words as actor_words
from communique.figure.phrase import MAX_ACT, NOMINAL, end_of, first_of, joined, unbound
from communique.figure.tables import lemmas, load
from communique.resources import cues
from communique.resources.gerunds import gerund

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_VERBS = frozenset({"VERB", "AUX"})


@cache
def _persons() -> frozenset[str]:
    return frozenset(actor_words.load().person_gender) | lemmas("persons") | lemmas("casualties") | lemmas("folk")


def who(noun: Token) -> str:
    """The word that joins a clause to a noun: "who" for persons, else "that"."""
    person = noun.ent_type_ in {"PERSON", "NORP"} or noun.lower_ == "people" or noun.lemma_.lower() in _persons()
    return "who" if person else "that"


def told(noun: Token, figure: Tokens) -> str | None:
    """A short relative clause about those counted whose subject they are: "who love music"."""
    for child in noun.rights:
        if child.dep_ != "relcl" or child.left_edge.i > max(noun.i, figure.end - 1) + 1:
            continue
        link = next((inner for inner in child.lefts if inner.dep_ in _SUBJECTS), None)
        if link is not None and link.lower_ in {"who", "that"}:
            clause = predicate(child, figure)
            return clause and f"{link.lower_} {clause}"
    return None


def done(noun: Token, figure: Tokens, *, share: bool) -> str | None:
    """What those counted do, as the subject of their clause: "who agreed" in "two thirds of the members agreed".

    Of a count no verb of saying is told: "two officials said" measures nothing.
    """
    if (doing := _participle(noun, figure)) is not None:
        return doing
    verb = acting(figure.root)
    says = verb is not None and any(child.dep_ == "ccomp" for child in verb.children)
    if verb is None or (not share and says and verb.lemma_.lower() in cues.load().verbs) or _disagree(noun, verb):
        return None
    clause = predicate(verb, figure)
    return clause and f"{who(noun)} {clause}"


def _participle(noun: Token, figure: Tokens) -> str | None:
    """What those counted are doing, by the participle right after them: "members blasting the plan"."""
    after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    if after is None or after.tag_ != "VBG" or after.pos_ != "VERB" or after.dep_ == "amod":
        return None
    return predicate(after, figure) if after.head.i == noun.i or noun.head.i == after.i else None


def _disagree(noun: Token, verb: Token) -> bool:
    """Whether a plural has a verb in the singular, so that the parser took another's verb for its own."""
    first = next((child for child in verb.lefts if child.dep_ in {"aux", "auxpass"}), verb)
    return (noun.tag_ in {"NNS", "NNPS"} and first.tag_ == "VBZ") or (noun.tag_ == "NNS" and first.lower_ == "was")


def acting(root: Token) -> Token | None:
    """The verb whose subject a figure is."""
    place = first_of(root)
    verb = place.head
    if place.dep_ not in _SUBJECTS or verb.pos_ not in _VERBS or place.i > verb.i:
        return None
    finite = verb.tag_ in {"VBD", "VBP", "VBZ"} or any(child.dep_ in {"aux", "auxpass"} for child in verb.lefts)
    finite = finite or (
        verb.tag_ == "VB" and verb.dep_ not in {"ccomp", "xcomp"}
    )  # a plural's "want" is often taken for it
    return verb if finite and not any(child.lower_ == "to" for child in verb.lefts) else None


def alone(figure: Tokens, group: str | None) -> str | None:
    """What those counted do or think, where the noun stands elsewhere (`group`) or nowhere: "those who would be scared"."""
    if (clause := told(figure.root, figure)) is not None:
        return f"{group or 'those'} {clause}"
    verb = acting(figure.root)
    if verb is None or (verb.lemma_.lower() in lemmas("stating") and verb.lemma_ != "be"):
        return None
    clause = predicate(verb, figure)
    return clause and f"{group or 'those'} who {clause}"


def predicate(verb: Token, figure: Tokens) -> str | None:
    """A verb with its auxiliaries, objects and complements, up to a clause of its own; None if it tells nothing."""
    lefts = [c.i for c in verb.lefts if c.dep_ in {"aux", "auxpass", "neg"} and c.i >= figure.end]
    last = end_of(verb, MAX_ACT)
    if last == verb.i and verb.lemma_.lower() in lemmas("light") and not any(c.dep_ == "auxpass" for c in verb.lefts):
        return None
    words = joined(unbound(list(verb.doc[min([verb.i, *lefts]) : last + 1])))
    after = verb.doc[last + 1 : last + 3].text.lower()
    return f"{words} {after}" if words and verb.doc[last].like_num and after in load().bounds_after else words


def held_by(group: Token, phrase: str, figure: Tokens) -> str | None:
    """A group with what a share of it, as an object, tells: "support from farmers", "exports that oil makes up"."""
    root = first_of(figure.root)
    link = root.head if root.dep_ == "pobj" else None
    if link is not None and link.head.pos_ in NOMINAL and link.lower_ != "of" and link.head.i < link.i:
        words = [*link.head.lefts, link.head]
        kept = [t for t in words if t.dep_ in {"compound", "amod"} or t.i == link.head.i]
        return f"{joined(kept)} {link.text} {phrase}"
    verb = link.head if link is not None else root.head
    if verb.pos_ != "VERB" or (link is None and root.dep_ not in {"dobj", "attr"}) or group.i < verb.i:
        return None
    if verb.lemma_.lower() in lemmas("forming"):
        return _formed(verb, phrase, link)
    if link is not None or verb.lemma_.lower() in lemmas("light"):
        return None
    return f"{phrase} {verb.text}" if verb.tag_ in {"VBN", "VBD"} else f"{gerund_of(verb)} {phrase}"


def gerund_of(verb: Token) -> str:
    """A verb as a noun: a finite form or an infinitive takes its form in -ing, participles and the past stay."""
    past = verb.text.endswith("ed") and not verb.text.endswith(
        "eed"
    )  # where tagger and lemmatizer take it for a plain form
    plain = (
        verb.tag_ in {"VB", "VBP", "VBZ"}
        and verb.text in {verb.lemma_, f"{verb.lemma_}s", f"{verb.lemma_}es"}
        and not past
    )
    return gerund(verb.lemma_.lower()) if plain else verb.text


def _formed(verb: Token, phrase: str, link: Token | None) -> str | None:
    """As in "exports that oil makes up", "spending that the army accounts for"."""
    subject = next((c for c in verb.lefts if c.dep_ in _SUBJECTS and c.pos_ in NOMINAL), None)
    if subject is None or subject.i - subject.left_edge.i > MAX_ACT:
        return None
    who_ = joined(verb.doc[subject.left_edge.i : subject.i + 1]) or ""
    if verb.doc[subject.left_edge.i].tag_ in {"DT", "PRP$"}:
        who_ = who_[0].lower() + who_[1:]
    particle = next((c.text for c in verb.rights if c.dep_ == "prt"), link.text if link is not None else "")
    return f"{phrase} that {who_} {verb.text} {particle}".strip()
