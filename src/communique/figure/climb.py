"""From a figure up the parse to the noun or act that it measures."""

from __future__ import annotations

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from communique.figure.moved import direction
from communique.figure.near import behind_colon
from communique.figure.purpose import held_with, owed, spent_on
from communique.figure.tables import lemmas

_STEPS = 4
"""Arcs followed from a figure to what it measures or to its clause; beyond them the link is anybody's guess."""
_MODIFIERS = frozenset({"nummod", "compound", "amod", "nmod", "quantmod", "npadvmod", "poss", "appos", "dep"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_CLAUSES = frozenset({"xcomp", "conj", "advcl", "pcomp", "ccomp", "dep"})


def climbed(root: Token, figure: Tokens, kind: str) -> Token | None:
    """The noun, or the verb of repeated acts, that the figure measures."""
    if kind == "noun":
        head = figure[-1]
        outer = head.dep_ in _MODIFIERS and head.head.pos_ in {"NOUN", "PROPN"} and head.head.i > head.i
        return head.head if outer else head
    inner = of(root, figure) or _worth(figure) or (held_with(figure) if kind == "percent" else None)
    if inner is not None and (kind != "duration" or inner.ent_type_ not in {"DATE", "TIME"}):
        return inner
    if kind == "percent" and (who := _voted(figure)) is not None:
        return who
    if kind in {"money", ""} and (act := owed(root, figure)) is not None:
        return act
    if kind == "money" and (spent := spent_on(root, figure)) is not None:
        return spent
    if (verb := higher(figure)) is not None:
        subject = _subject(verb, kind)
        return subject[0] if subject is not None else None
    current = root
    for _ in range(_STEPS):
        found = _step(current, figure, kind)
        if found is None or (kind == "duration" and _spans(current)):
            return None
        if found[1]:
            return found[0]
        current = found[0]
    return None


def higher(figure: Tokens) -> Token | None:
    """The verb of a level so much higher or lower: "closed 2 percent higher"."""
    doc, end = figure.doc, figure.end
    word = doc[end] if end < len(doc) else None
    verb = word.head if word is not None and word.lower_ in {"higher", "lower"} else None
    return verb if verb is not None and verb.pos_ == "VERB" else None


def _worth(figure: Tokens) -> Token | None:
    """What so much money's worth there is of: "billions of dollars worth of chips"."""
    after = figure.doc[figure.end : figure.end + 2]
    if after.text.lower() != "worth of":
        return None
    return next((child for child in after[1].children if child.dep_ == "pobj"), None)


def _voted(figure: Tokens) -> Token | None:
    """The person for whom a share is: "39 percent to 32 percent for Reyes"."""
    doc, end = figure.doc, figure.end
    if end >= len(doc) or doc[end].lower_ != "for":
        return None
    return next((c for c in doc[end].children if c.dep_ == "pobj" and c.ent_type_ == "PERSON"), None)


def modified(root: Token, figure: Tokens) -> Token | None:
    """The noun that the figure stands before or beside: "a 25-year-old son", "the tower, 100 years old"."""
    current = root
    for _ in range(_STEPS):
        head = current.head
        tied = (
            current.dep_ in _MODIFIERS | {"advmod", "acomp", "acl"} or head.lower_ == "aged" or current.lower_ == "than"
        )
        if head.i == current.i or not (tied or head.lower_ == "than"):
            return None
        if head.pos_ in {"NOUN", "PROPN"} and not figure.start <= head.i < figure.end:
            return head
        current = head
    return None


def _spans(token: Token) -> bool:
    """Whether a span of time hangs on a verb or preposition, so that it tells how long something went on, or when."""
    if token.dep_ == "pobj":
        return token.head.lower_ != "of"
    return token.dep_ == "npadvmod" and token.head.pos_ == "VERB" and token.head.lemma_ not in lemmas("stating")


def of(token: Token, figure: Tokens) -> Token | None:
    """The noun after "of" that belongs to the figure: "barrels of oil", "billions of pounds of debts".

    Of an amount of another amount it is what that one is of: "$5 million of the $8 million in relief".
    """
    for child in token.rights:
        if child.lower_ != "of" or child.dep_ != "prep":
            continue
        inner = next((c for c in child.children if c.dep_ == "pobj"), None)
        if inner is None:
            return None
        if figure.start <= inner.i < figure.end:
            return of(inner, figure)
        if inner.pos_ not in {"NUM", "SYM"} and not inner.like_num:
            return inner
        links = (c for c in inner.rights if c.dep_ == "prep" and c.lower_ in {"in", "of", "for"})
        return next((noun for link in links for noun in link.children if noun.dep_ == "pobj"), None)
    return None


def _step(token: Token, figure: Tokens, kind: str) -> tuple[Token, bool] | None:
    """One step towards what is measured: the next token, and whether it is the answer."""
    head, dep = token.head, token.dep_
    if head.i == token.i:
        return None
    if dep == "appos" and head.lemma_.lower() in lemmas("shares") and (group := of(head, figure)) is not None:
        return group, True
    if dep in _MODIFIERS and head.pos_ in {"NOUN", "PROPN"}:
        return head, not (figure.start <= head.i < figure.end) and not _mere_level(head, figure)
    if dep == "pobj":
        return _past_preposition(head, kind)
    if head.pos_ in {"VERB", "AUX"}:
        return _at_verb(token, head, kind)
    if dep in {"prep", "pcomp", "acomp", "advmod", "npadvmod", "conj", "amod"}:
        return head, False
    return None


def _mere_level(noun: Token, figure: Tokens) -> bool:
    """Whether a noun only says that there is an amount ("a new peak of"), and not of what ("a zero percent tariff rate")."""
    kinds = (c for c in noun.lefts if c.dep_ == "compound" and not figure.start <= c.i < figure.end)
    return noun.lemma_ in lemmas("levels") and all(kind.lemma_ in lemmas("levels") for kind in kinds)


def _past_preposition(preposition: Token, kind: str) -> tuple[Token, bool] | None:
    governor = preposition.head
    if governor.pos_ in {"NOUN", "PROPN"}:
        return governor, governor.lemma_ not in lemmas("levels")
    if governor.pos_ == "ADP" and governor.head.i != governor.i:
        return _past_preposition(governor, kind)
    if governor.pos_ == "ADV" and governor.lower_ in {"up", "down"} and governor.head.pos_ == "VERB":
        governor = governor.head
    if governor.pos_ in {"VERB", "AUX"}:
        thing = _brought(governor, preposition, kind)
        return (thing, True) if thing is not None else _subject(governor, kind)
    return (governor, False) if governor.head.i != governor.i else None


def _brought(verb: Token, preposition: Token, kind: str) -> Token | None:
    """The object that a verb brings to an amount, changes by it or trades for it: "raised rates to 5%", "sold it for $4"."""
    links = lemmas("reached_by") | ({"for"} if kind == "money" else frozenset())
    if preposition.lower_ not in links or kind == "duration":
        return None
    thing = next((child for child in verb.rights if child.dep_ == "dobj"), None)
    return thing if thing is not None and thing.pos_ in {"NOUN", "PROPN"} and thing.ent_type_ != "PERSON" else None


def _at_verb(token: Token, verb: Token, kind: str) -> tuple[Token, bool] | None:
    if token.dep_ in {"npadvmod", "dobj", "advmod"} and token.lemma_ == "time":
        return verb, True
    states = verb.lemma_.lower() in lemmas("stating") or direction(verb) is not None
    if not states and token.dep_ == "dobj" and token.lemma_ == "point":
        return verb, True
    if not states and (token.dep_, kind) in {("npadvmod", "money"), ("dobj", "duration")}:
        return None
    if states or token.dep_ != "dobj":
        return _subject(verb, kind)
    given = kind in {"money", "percent"}  # "paid 5 million euros" tells of the payment, not of the payer
    return None if given or token.pos_ not in {"NOUN", "PROPN"} else _subject(verb, kind)


def _subject(verb: Token, kind: str, first: Token | None = None) -> tuple[Token, bool] | None:
    """The subject of the verb that states an amount (`first`), its own or that of the verb it is joined to."""
    first = first or verb
    if (total := _totalled(verb)) is not None:
        return total, True
    for child in verb.lefts:
        if child.dep_ in _SUBJECTS and child.tag_ == "WDT" and verb.dep_ == "relcl":
            return verb.head, True
        if child.dep_ in _SUBJECTS and not _no_share(child, first, kind):
            return behind_colon(child, verb), True
    if verb.dep_ in {"acl", "relcl", "amod"}:
        return verb.head, True
    if verb.dep_ in _CLAUSES and verb.head.pos_ in {"VERB", "AUX"}:
        return _subject(verb.head, kind, first)
    return None


def _totalled(verb: Token) -> Token | None:
    """The object whose sum a participle after it gives: "made gifts to the fund, totaling $5"."""
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or verb.lemma_.lower() not in lemmas("totalling"):
        return None
    return next((child for child in verb.head.rights if child.dep_ == "dobj" and child.i < verb.i), None)


def _no_share(subject: Token, verb: Token, kind: str) -> bool:
    """Whether a person stands where a rate is told, so that the parser took another clause's subject."""
    return kind == "percent" and subject.ent_type_ == "PERSON" and verb.lemma_.lower() in lemmas("rates_only")
