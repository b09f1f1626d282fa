"""What a figure measures, whose, and when: read from the parse around the number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from communique.figure.purpose import purpose, spent_on
from communique.figure.tables import AGE, PERSON, Unit, load
from communique.model.figure import FigureChange
from communique.parse import span_of

if TYPE_CHECKING:
    from communique.actor import Cast

MAX_ABOUT = 12
"""Longest `about` in tokens; a longer phrase is cut at its head's last plain modifier."""
MAX_REACH = 200
"""Characters of a phrase in which its owners are looked for; relative clauses run longer."""
_STEPS = 4
"""Arcs followed from a figure to what it measures or to its clause; beyond them the link is anybody's guess."""
_MODIFIERS = frozenset({"nummod", "compound", "amod", "nmod", "quantmod", "npadvmod", "poss", "appos", "dep"})
_TRAILING = frozenset({"relcl", "acl", "appos", "cc", "conj", "punct", "advcl", "ccomp", "dep", "parataxis", "preconj"})
_LEADING = frozenset({"det", "predet", "poss", "nummod", "quantmod", "cc", "punct"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_STATING = frozenset({
    "be", "reach", "hit", "total", "amount", "equal", "exceed", "surpass", "stand", "average", "become", "remain",
    "top",
    "account", "represent", "cost", "measure", "weigh", "number", "come", "pass", "near", "approach", "see", "range",
    "touch", "last", "take", "run",
})  # fmt: skip


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


@cache
def _rises() -> frozenset[str]:
    return load().lemmas("rises")


@cache
def _falls() -> frozenset[str]:
    return load().lemmas("falls")


@cache
def _befalls() -> frozenset[str]:
    return load().lemmas("befalls")


@cache
def _levels() -> frozenset[str]:
    return load().lemmas("levels")


def direction(verb: Token) -> FigureChange | None:
    """`up` or `down` if the word tells of a rise or a fall."""
    lemma = verb.lemma_.lower()
    return "up" if lemma in _rises() else "down" if lemma in _falls() else None


def measure(figure: Tokens, after: int, unit: Unit | None, cast: Cast, *, span: bool = False) -> Measure:
    """What the figure whose tokens these are measures; all parts may be unknown.

    `after` is the token after the number: what follows within the figure is its unit or the counted noun. `span` says
    that the figure is a "from ... to ...", whose verb tells the direction.
    """
    root = figure.root
    kind = unit.kind if unit is not None else ""
    if kind == "noun" and after >= figure.end:  # the noun is lent and stands elsewhere
        kind = ""
    thing = _thing(root, figure, kind)
    moved = _moved(root, figure, span=span)
    within = kind != "noun" and thing is not None and figure.start <= thing.i < figure.end
    if thing is None or within or thing.pos_ == "PRON" or not thing.text[0].isalpha():
        thing = purpose(root, figure, kind)
    if thing is None:
        return Measure(None, direction=moved)
    about = _about(thing, figure)
    if about is None and thing.pos_ in {"VERB", "AUX"}:
        about = thing.text
    if kind == "noun" and thing.i == figure[-1].i:
        about = _with_act(_joined(_unbound(list(figure.doc[after : thing.i + 1]))), root)
    implied = _implied(thing) if kind == "" else None
    return Measure(about, _owners(thing, figure, cast), thing, moved, implied)


def _implied(thing: Token) -> Unit | None:
    lemma = thing.lemma_.lower()
    return PERSON if lemma in load().lemmas("tolls") else AGE if lemma in load().lemmas("ages") else None


def _thing(root: Token, figure: Tokens, kind: str) -> Token | None:
    """The noun, or the verb of repeated acts, that the figure measures."""
    if kind == "noun":
        head = figure[-1]
        outer = head.dep_ in _MODIFIERS and head.head.pos_ in {"NOUN", "PROPN"} and head.head.i > head.i
        return head.head if outer else head
    inner = _of(root, figure)
    if inner is not None and (kind != "duration" or inner.ent_type_ not in {"DATE", "TIME"}):
        return inner
    if kind == "money" and (spent := spent_on(root, figure)) is not None:
        return spent
    current = root
    for _ in range(_STEPS):
        found = _step(current, figure)
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
    return token.dep_ == "npadvmod" and token.head.pos_ == "VERB"


def _of(token: Token, figure: Tokens) -> Token | None:
    """The noun after "of" that belongs to the figure: "barrels of oil", "ten percent of exports"."""
    for child in token.rights:
        if child.lower_ == "of" and child.dep_ == "prep":
            return next((inner for inner in child.children if inner.dep_ == "pobj" and inner.i >= figure.end), None)
    return None


def _step(token: Token, figure: Tokens) -> tuple[Token, bool] | None:
    """One step towards what is measured: the next token, and whether it is the answer."""
    head, dep = token.head, token.dep_
    if head.i == token.i:
        return None
    if dep in _MODIFIERS and head.pos_ in {"NOUN", "PROPN"}:
        return head, not (figure.start <= head.i < figure.end) and head.lemma_ not in _levels()
    if dep == "pobj":
        return _past_preposition(head)
    if head.pos_ in {"VERB", "AUX"}:
        return _at_verb(token, head)
    if dep in {"prep", "pcomp", "acomp", "advmod", "npadvmod", "conj", "amod"}:
        return head, False
    return None


def _past_preposition(preposition: Token) -> tuple[Token, bool] | None:
    governor = preposition.head
    if governor.pos_ in {"NOUN", "PROPN"}:
        return governor, governor.lemma_ not in _levels()
    if governor.pos_ == "ADP" and governor.head.i != governor.i:
        return _past_preposition(governor)
    if governor.pos_ in {"VERB", "AUX"}:
        return _subject(governor)
    return (governor, False) if governor.head.i != governor.i else None


def _at_verb(token: Token, verb: Token) -> tuple[Token, bool] | None:
    if token.dep_ in {"npadvmod", "dobj", "advmod"} and token.lemma_ == "time":
        return verb, True
    states = verb.lemma_.lower() in _STATING or direction(verb) is not None
    if states or token.dep_ != "dobj":
        return _subject(verb)
    return None if token.pos_ not in {"NOUN", "PROPN"} else _subject(verb)


def _subject(verb: Token) -> tuple[Token, bool] | None:
    for child in verb.lefts:
        if child.dep_ in _SUBJECTS:
            return child, True
    if verb.dep_ in {"acl", "relcl", "amod"}:
        return verb.head, True
    if verb.dep_ in {"xcomp", "conj", "advcl", "pcomp", "ccomp", "dep"} and verb.head.pos_ in {"VERB", "AUX"}:
        return _subject(verb.head)
    return None


def _about(thing: Token, figure: Tokens) -> str | None:
    """The measured phrase in the report's words, without the figure, leading determiners and trailing clauses."""
    if thing.pos_ in {"VERB", "AUX"}:
        tokens = list(thing.doc[thing.i : min(figure.start, thing.right_edge.i + 1)])
        if not tokens:  # the figure is the verb's subject: "54% have a negative view"
            told = next((child for child in thing.rights if child.dep_ in {"dobj", "attr"}), thing)
            tokens = list(thing.doc[thing.i : told.right_edge.i + 1]) if told is not thing else [thing]
        return _joined(_unbound(tokens)[:MAX_ABOUT])
    left = thing.left_edge.i
    while left < thing.i and (
        thing.doc[left].dep_ in _LEADING
        or figure.start <= thing.doc[left].i < figure.end
        or thing.doc[left].head.dep_ == "poss"
    ):
        left += 1
    right = thing.i
    for child in thing.rights:
        if (
            child.dep_ in _TRAILING
            or figure.start <= child.i < figure.end
            or child.right_edge.i >= figure.start > child.i
        ):
            break
        right = child.right_edge.i
    if right - left >= MAX_ABOUT:
        right = thing.i
    words = [t for t in thing.doc[left : right + 1] if not figure.start <= t.i < figure.end and t.ent_type_ != "DATE"]
    return _joined(_unbound(words))


_BOUND = frozenset(
    {
        "more",
        "than",
        "less",
        "about",
        "some",
        "least",
        "at",
        "over",
        "nearly",
        "roughly",
        "just",
        "only",
        "almost",
        "around",
        "up",
        "as",
        "many",
    }
)
_ARTICLES = frozenset({"-", "a", "an", "the", "of", "other", "its", "their"})


def _unbound(words: list[Token]) -> list[Token]:
    """The words without the ends of a bound that belongs to the figure ("called her at least")."""
    while words and (
        words[-1].lower_ in _BOUND
        or words[-1].is_punct
        or words[-1].is_currency
        or words[-1].tag_ in {"IN", "DT", "PRP$"}
    ):
        words = words[:-1]
    while words and (words[0].is_punct or words[0].lower_ in _ARTICLES | _BOUND):
        words = words[1:]
    return words


def _joined(words: list[Token]) -> str | None:
    return "".join(token.text_with_ws for token in words).partition("](")[0].strip() or None


def _with_act(about: str | None, root: Token) -> str | None:
    """A counted noun with what befell it, so that the killed and the wounded are told apart: "people killed"."""
    verb = root.head
    if root.dep_ in {"nsubj", "nsubjpass", "dobj"} and verb.pos_ == "VERB":
        acts = [verb]
    else:
        acts = [child for child in root.rights if child.dep_ == "acl" and child.tag_ == "VBN"]
    act = next((act for act in acts if act.lemma_.lower() in _befalls()), None)
    if about is None or act is None:
        return about
    if root.dep_ == "nsubj" and any(child.dep_ in {"dobj", "ccomp", "xcomp", "attr"} for child in verb.children):
        return about
    return f"{about} {act.text if act.tag_ in {'VBN', 'VBD'} else act.lemma_}"


def _moved(root: Token, figure: Tokens, *, span: bool) -> FigureChange | None:
    """Direction of the change whose size the figure tells: "rose 5%", "up 9%"; not the level reached ("to 80")."""
    before = figure.doc[figure.start - 1] if figure.start else None
    if before is not None and before.lower_ in {"up", "down"}:
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


def _owners(thing: Token, figure: Tokens, cast: Cast) -> tuple[str, ...]:
    """Ids of the actors named with what is measured, else those of the clause's subject."""
    if thing.pos_ in {"VERB", "AUX"}:
        found = [id_ for child in thing.children if child.dep_ in _SUBJECTS for id_ in _ids(child, cast)]
        return tuple(dict.fromkeys(found + _named(thing.doc[thing.i : max(figure.start, thing.i + 1)], cast)))
    found = _named(thing.doc[thing.left_edge.i : thing.right_edge.i + 1], cast)
    if found:
        return tuple(dict.fromkeys(found))
    subject = _clause_subject(thing)
    return tuple(dict.fromkeys(_ids(subject, cast))) if subject is not None else ()


def _named(tokens: Tokens, cast: Cast) -> list[str]:
    start, end = span_of(tokens)
    mentions = cast.within((start, min(end, start + MAX_REACH)))
    ids = [id_ for mention in mentions for id_ in (mention.members or ((mention.actor,) if mention.actor else ()))]
    return [id_ for id_ in ids if not _nobody(id_, cast)]


def _nobody(id_: str, cast: Cast) -> bool:
    """Whether an actor is no more than the counted noun itself: "19 states", "troops"."""
    actor = cast.actor(id_)
    return actor is not None and actor.anonymous


def _ids(token: Token, cast: Cast) -> list[str]:
    party = cast.party(token)
    return [id_ for id_ in party.ids if not _nobody(id_, cast)] if party is not None else []


def _clause_subject(token: Token) -> Token | None:
    current = token
    for _ in range(_STEPS):
        if current.pos_ in {"VERB", "AUX"}:
            subject = next((child for child in current.lefts if child.dep_ in _SUBJECTS), None)
            if subject is not None and subject.i != token.i and not subject.is_ancestor(token):
                return subject
        if current.head.i == current.i:
            return None
        current = current.head
    return None


def described(thing: Token, cast: Cast) -> tuple[str | None, tuple[str, ...]]:
    """The words and the owners of what rises or falls."""
    nothing = thing.doc[thing.i : thing.i]
    return _about(thing, nothing), _owners(thing, nothing, cast)
