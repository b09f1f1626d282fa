"""What a figure measures, whose, and when: read from the parse around the number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from communique.figure.about import (
    act_phrase,
    counted_phrase,
    first_of,
    is_particle,
    last_counted,
    last_of,
    noun_phrase,
    share_act,
    told_by_clause,
)
from communique.figure.near import behind_colon, only_when, stated
from communique.figure.owner import owners
from communique.figure.purpose import held_with, purpose, spent_on
from communique.figure.tables import AGE, PERSON, Unit, lemmas
from communique.model.figure import FigureChange

if TYPE_CHECKING:
    from communique.actor import Cast

_STEPS = 4
"""Arcs followed from a figure to what it measures or to its clause; beyond them the link is anybody's guess."""
_MODIFIERS = frozenset({"nummod", "compound", "amod", "nmod", "quantmod", "npadvmod", "poss", "appos", "dep"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured in the report's words, the ids of whose it is, its token and the direction of change.

    `implied` is the unit that the measured noun gives a bare number: a toll counts persons, an age years.
    """

    about: str | None
    of: tuple[str, ...] = ()
    thing: Token | None = None
    direction: FigureChange | None = None
    implied: Unit | None = None


def direction(verb: Token) -> FigureChange | None:
    """`up` or `down` if the word tells of a rise or a fall."""
    lemma = verb.lemma_.lower()
    return "up" if lemma in lemmas("rises") else "down" if lemma in lemmas("falls") else None


def measure(
    figure: Tokens, after: int, unit: Unit | None, cast: Cast, *, span: bool = False, share: bool = False
) -> Measure:
    """What the figure whose tokens these are measures; all parts may be unknown.

    `after` is the token after the number: what follows within the figure is its unit or the counted noun. `span` says
    that the figure is a "from ... to ...", whose verb tells the direction; `share` that it is a part of a whole.
    """
    root = figure.root
    kind = unit.kind if unit is not None else ""
    if only_when(figure, kind):
        return Measure(None)
    if kind == "noun" and after >= figure.end:  # the noun is lent and stands elsewhere
        kind = ""
    moved = _moved(root, figure, span=span, counts=kind == "noun")
    share = share or kind == "percent"
    thing = stated(figure, kind) or _thing(root, figure, kind)
    if kind in {"percent", ""} and (thing is None or thing.pos_ == "PRON" or not _grouped(thing, root)):
        told = share_act(root, figure) if share else told_by_clause(root, figure)
        if told is not None and moved is None and not _states(root):
            return Measure(told, direction=moved)
    within = kind != "noun" and thing is not None and figure.start <= thing.i < figure.end
    if thing is None or within or thing.pos_ == "PRON" or not thing.text[0].isalpha():
        thing = purpose(root, figure, kind)
    if thing is None or (kind == "age" and thing.pos_ == "VERB"):
        return Measure(None, direction=moved)
    counts = kind == "noun" and thing.i == figure[-1].i
    if counts:
        about = counted_phrase(thing, after, figure, share=share)
    elif thing.pos_ in {"VERB", "AUX"}:
        about = act_phrase(thing, figure)
    else:
        about = noun_phrase(thing, figure)
        if about and share and moved is None and _grouped(thing, root) and (act := share_act(thing, figure)):
            about = f"{about} {act}"
    implied = _implied(thing) if kind == "" else None
    last = last_counted(thing, figure) if counts else last_of(thing, figure)
    return Measure(about, owners(thing, figure, last, cast), thing, moved, implied)


def _grouped(thing: Token, root: Token) -> bool:
    """Whether the thing is what the figure is a share of: "40% of voters"."""
    return thing.dep_ == "pobj" and thing.head.lower_ == "of" and thing.head.head.i == root.i


def _states(root: Token) -> bool:
    """Whether the figure is the subject of a verb that gives an amount: "40% is the most that it reached"."""
    verb = first_of(root).head
    return verb.lemma_.lower() in lemmas("stating") and verb.lemma_ != "be"


def _implied(thing: Token) -> Unit | None:
    lemma = thing.lemma_.lower()
    return PERSON if lemma in lemmas("tolls") else AGE if lemma in lemmas("ages") else None


def _thing(root: Token, figure: Tokens, kind: str) -> Token | None:
    """The noun, or the verb of repeated acts, that the figure measures."""
    if kind == "noun":
        head = figure[-1]
        outer = head.dep_ in _MODIFIERS and head.head.pos_ in {"NOUN", "PROPN"} and head.head.i > head.i
        return head.head if outer else head
    inner = _of(root, figure) or (held_with(figure) if kind == "percent" else None)
    if inner is not None and (kind != "duration" or inner.ent_type_ not in {"DATE", "TIME"}):
        return inner
    if kind == "money" and (spent := spent_on(root, figure)) is not None:
        return spent
    current = root
    for _ in range(_STEPS):
        found = _step(current, figure, kind)
        if found is None or (kind == "duration" and _spans(current)):
            return None
        if found[1]:
            return found[0]
        current = found[0]
    return None


def _spans(token: Token) -> bool:
    """Whether a span of time hangs on a verb or preposition, so that it tells how long something went on, or when."""
    if token.dep_ == "pobj":
        return token.head.lower_ != "of"
    return token.dep_ == "npadvmod" and token.head.pos_ == "VERB" and token.head.lemma_ not in lemmas("stating")


def _of(token: Token, figure: Tokens) -> Token | None:
    """The noun after "of" that belongs to the figure: "barrels of oil", "ten percent of exports"."""
    for child in token.rights:
        if child.lower_ == "of" and child.dep_ == "prep":
            return next((inner for inner in child.children if inner.dep_ == "pobj" and _names(inner, figure)), None)
    return None


def _names(inner: Token, figure: Tokens) -> bool:
    """Whether a noun after "of" says what is measured; in "$5 million of the $8 million" it is another amount."""
    return inner.i >= figure.end and inner.pos_ not in {"NUM", "SYM"} and not inner.like_num


def _step(token: Token, figure: Tokens, kind: str) -> tuple[Token, bool] | None:
    """One step towards what is measured: the next token, and whether it is the answer."""
    head, dep = token.head, token.dep_
    if head.i == token.i:
        return None
    if dep == "appos" and head.lemma_.lower() in lemmas("shares") and (whole := _of(head, figure)) is not None:
        return whole, True
    if dep in _MODIFIERS and head.pos_ in {"NOUN", "PROPN"}:
        return head, not (figure.start <= head.i < figure.end) and head.lemma_ not in lemmas("levels")
    if dep == "pobj":
        return _past_preposition(head)
    if head.pos_ in {"VERB", "AUX"}:
        return _at_verb(token, head, kind)
    if dep in {"prep", "pcomp", "acomp", "advmod", "npadvmod", "conj", "amod"}:
        return head, False
    return None


def _past_preposition(preposition: Token) -> tuple[Token, bool] | None:
    governor = preposition.head
    if governor.pos_ in {"NOUN", "PROPN"}:
        return governor, governor.lemma_ not in lemmas("levels")
    if governor.pos_ == "ADP" and governor.head.i != governor.i:
        return _past_preposition(governor)
    if governor.pos_ in {"VERB", "AUX"}:
        return _subject(governor)
    return (governor, False) if governor.head.i != governor.i else None


def _at_verb(token: Token, verb: Token, kind: str) -> tuple[Token, bool] | None:
    if token.dep_ in {"npadvmod", "dobj", "advmod"} and token.lemma_ == "time":
        return verb, True
    states = verb.lemma_.lower() in lemmas("stating") or direction(verb) is not None
    if states or token.dep_ != "dobj":
        return _subject(verb)
    given = kind in {"money", "percent"}  # "paid 5 million euros" tells of the payment, not of the payer
    return None if given or token.pos_ not in {"NOUN", "PROPN"} else _subject(verb)


def _subject(verb: Token) -> tuple[Token, bool] | None:
    for child in verb.lefts:
        if child.dep_ in _SUBJECTS and child.tag_ == "WDT" and verb.dep_ == "relcl":
            return verb.head, True
        if child.dep_ in _SUBJECTS:
            return behind_colon(child, verb), True
    if verb.dep_ in {"acl", "relcl", "amod"}:
        return verb.head, True
    if verb.dep_ in {"xcomp", "conj", "advcl", "pcomp", "ccomp", "dep"} and verb.head.pos_ in {"VERB", "AUX"}:
        return _subject(verb.head)
    return None


def _moved(root: Token, figure: Tokens, *, span: bool, counts: bool) -> FigureChange | None:
    """Direction of the change whose size the figure tells: "rose 5%", "up 9%"; not the level reached ("to 80")."""
    before = figure.doc[figure.start - 1] if figure.start else None
    if before is not None and before.lower_ in {"up", "down"} and not (counts and is_particle(before)):
        return "up" if before.lower_ == "up" else "down"
    current = root
    for _ in range(3):
        head = current.head
        if head.i == current.i or (current.dep_ == "prep" and current.lower_ not in {"by", "of"} and not span):
            return None
        if head.pos_ == "VERB" and current.dep_ in {
            "dobj",
            "npadvmod",
            "prep",
            "advmod",
            "oprd",
            "attr",
            "nsubj",
            "ccomp",
            "pobj",
        }:
            return direction(head) if current.dep_ != "nsubj" else None
        current = head
    return None


def described(thing: Token, cast: Cast) -> tuple[str | None, tuple[str, ...]]:
    """The words and the owners of what rises or falls."""
    nothing = thing.doc[thing.i : thing.i]
    return noun_phrase(thing, nothing), owners(thing, nothing, last_of(thing, nothing), cast)
