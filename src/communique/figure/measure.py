"""What a figure measures, and whose: read from the parse around the number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from communique.figure.about import act_phrase, counted_phrase, last_counted, noun_phrase, number_of, numbered, times_as
from communique.figure.climb import climbed, modified
from communique.figure.moved import moved
from communique.figure.near import fronted, only_when, set_off, stated
from communique.figure.owner import named as ids_of
from communique.figure.owner import owners
from communique.figure.phrase import joined, last_of, unbound
from communique.figure.predicate import alone, done, held_by, told
from communique.figure.purpose import holder, purpose
from communique.figure.tables import AGE, PERSON, Unit, lemmas
from communique.model.figure import FigureChange
from communique.resources.plurals import plural

if TYPE_CHECKING:
    from communique.actor import Cast


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


def measure(
    figure: Tokens, after: int, unit: Unit | None, cast: Cast, *, span: bool = False, share: bool = False
) -> Measure:
    """What the figure whose tokens these are measures; all parts may be unknown.

    `after` is the token after the number: what follows within the figure is its unit or the counted noun. `span` says
    that the figure is a "from ... to ...", whose verb tells the direction; `share` that it is a part of a whole.
    """
    kind = unit.kind if unit is not None else ""
    if only_when(figure, kind):
        return Measure(None)
    if kind == "age":
        return _aged(figure, cast)
    lent = None
    if unit is not None and kind == "noun" and after >= figure.end:  # the noun is lent and stands elsewhere
        kind, lent = "", plural(unit.name)
    way = moved(figure, kind, span=span)
    if lent is not None and (verb := holder(figure)) is not None:
        return Measure(lent, owners(verb, figure, figure.end, cast), verb, way)
    share = share or kind == "percent"
    thing = stated(figure, kind) or climbed(figure.root, figure, kind)
    if kind in {"percent", ""} and way is None and _ungrouped(thing, figure.root):
        clause = alone(figure, lent or fronted(figure))
        if clause is not None:
            persons = clause.startswith("people ") or lemmas("casualties") & set(clause.split())
            return Measure(clause, implied=PERSON if persons and not share else None)
    if thing is None or not _tells(thing, figure, kind):
        thing = purpose(figure, kind)
    if thing is None:
        return Measure(lent, direction=way)
    return _described(thing, figure, after, cast, kind=kind, share=share and way is None, way=way)


def _described(
    thing: Token, figure: Tokens, after: int, cast: Cast, *, kind: str, share: bool, way: FigureChange | None
) -> Measure:
    """The words, owners and implied unit of what is measured, once its token is found."""
    counts = kind == "noun" and thing.i == figure[-1].i
    if counts:
        about = counted_phrase(thing, after, figure, share=share)
    elif thing.pos_ in {"VERB", "AUX"}:
        about = act_phrase(thing, figure)
    else:
        about = (number_of(thing, figure) if kind == "" else None) or noun_phrase(thing, figure)
        if about and share and not _ungrouped(thing, figure.root):
            clause = told(thing, figure) or done(thing, figure, share=True)
            about = f"{about} {clause}" if clause else held_by(thing, about, figure) or about
    if kind == "count" and (compared := times_as(figure, thing if thing.pos_ == "VERB" else None)):
        about = compared
    if about and kind == "" and thing.pos_ == "VERB" and thing.lemma_.lower() in lemmas("harming"):
        about = f"people {about}"  # "killed 1,200"
    implied = _implied(thing, about, figure) if kind == "" else None
    last = last_counted(thing, figure) if counts else last_of(thing, figure)
    whose = owners(thing, figure, last, cast)
    if about and not whose and not counts and (named := _possessor(thing, figure)):
        about = f"{named} {about}"
    return Measure(about, whose, thing, way, implied)


def _possessor(thing: Token, figure: Tokens) -> str | None:
    """Whose the measured thing is, where no actor is known by that name: "Alzheimer's" deaths."""
    owner = next((c for c in thing.lefts if c.dep_ == "poss" and c.pos_ in {"NOUN", "PROPN"}), None)
    if owner is None or figure.start <= owner.i < figure.end or owner.ent_type_ in {"DATE", "TIME"}:
        return None
    return joined(unbound(list(owner.doc[owner.left_edge.i : owner.right_edge.i + 1])))


def _ungrouped(thing: Token | None, root: Token) -> bool:
    """Whether the thing is no noun that the figure is a share of, as in "40% of voters"."""
    return (
        thing is None
        or thing.pos_ == "PRON"
        or not (thing.dep_ == "pobj" and thing.head.lower_ == "of" and thing.head.head.i == root.i)
    )


def _tells(thing: Token, figure: Tokens, kind: str) -> bool:
    """Whether a token can say what is measured: no pronoun, no part of the figure but the noun it counts."""
    within = kind != "noun" and figure.start <= thing.i < figure.end
    return not within and thing.pos_ != "PRON" and thing.text[0].isalpha()


def _aged(figure: Tokens, cast: Cast) -> Measure:
    """The age of whom: the noun beside the number, else the subject of "is" or "turned"; a pronoun only if it is resolved."""
    if figure.end < len(figure.doc) and figure.doc[figure.end].tag_ == "POS":
        return Measure(None)  # "the 19-year-old's death"
    owner = set_off(figure) or modified(figure.root, figure)
    verb = next((token for token in figure.root.ancestors if token.pos_ in {"VERB", "AUX"}), None)
    if owner is None and verb is not None:
        owner = next((c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if owner is None or figure.start <= owner.i < figure.end:
        return Measure(None)
    ids = ids_of(owner, cast)
    if owner.pos_ == "PRON":
        return Measure("age" if ids else None, ids, owner)
    first = figure.end if owner.left_edge.i < figure.end <= owner.i else owner.left_edge.i
    whose = joined(unbound(list(owner.doc[first : last_counted(owner, figure) + 1])))
    return Measure(f"age of {whose}" if whose else None, ids, owner)


def _implied(thing: Token, about: str | None, figure: Tokens) -> Unit | None:
    lemma = thing.lemma_.lower()
    link = figure.root.head  # "a crew of seven"
    crew = lemma in lemmas("crews") and link.lower_ == "of" and link.head.i == thing.i < link.i
    return (
        PERSON
        if crew or lemma in lemmas("tolls") or (about or "").startswith("people ") or numbered(thing) is not None
        else AGE
        if lemma in lemmas("ages")
        else None
    )


def described(thing: Token, cast: Cast) -> tuple[str | None, tuple[str, ...]]:
    """The words and the owners of what rises or falls."""
    nothing = thing.doc[thing.i : thing.i]
    return noun_phrase(thing, nothing), owners(thing, nothing, last_of(thing, nothing), cast)
