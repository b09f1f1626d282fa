"""What a figure measures in the report's own words: a noun with its complements, an act, or what a share of a group does."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from communique.figure.tables import lemmas
from communique.parse import negated

MAX_ABOUT = 12
"""Longest `about` in tokens; a longer phrase is cut at its head's last plain modifier."""
MAX_ACT = 8
"""Longest act told of a share or of those counted, in tokens; what runs on tells something else."""
_TRAILING = frozenset({"relcl", "acl", "appos", "cc", "conj", "punct", "advcl", "ccomp", "dep", "parataxis", "preconj"})
_LEADING = frozenset({"det", "predet", "poss", "nummod", "quantmod", "cc", "punct"})
_BREAKS = frozenset({"advcl", "cc", "conj", "parataxis", "punct", "dep"})
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "SYM"})


def last_of(noun: Token, figure: Tokens) -> int:
    """Index of the last token of a noun's phrase, before clauses, joined nouns and the figure itself."""
    right = noun.i
    for child in noun.rights:
        inside = figure.start <= child.i < figure.end or child.right_edge.i >= figure.start > child.i
        if child.dep_ in _TRAILING or inside:
            break
        right = child.right_edge.i
    return right


def noun_phrase(noun: Token, figure: Tokens) -> str | None:
    """The phrase without the figure, leading determiners and trailing clauses."""
    left = noun.left_edge.i
    while left < noun.i and (
        noun.doc[left].dep_ in _LEADING
        or figure.start <= noun.doc[left].i < figure.end
        or noun.doc[left].head.dep_ == "poss"
    ):
        left += 1
    if left < figure.start <= figure.end <= noun.i and noun.doc[figure.start - 1].is_punct:
        left = figure.end  # "a similar, two-year pause"
    right = last_of(noun, figure)
    if right - left >= MAX_ABOUT:
        right = noun.i
    words = [t for t in noun.doc[left : right + 1] if not figure.start <= t.i < figure.end and t.ent_type_ != "DATE"]
    return joined(unbound(words))


def counted_phrase(noun: Token, first: int, figure: Tokens, *, share: bool = False) -> str | None:
    """The counted noun with its "of" and what befell it: "members of the guild", "people killed", "balloons shot down".

    Of a share of those counted what they do is told too: "members agreed" in "two thirds of the members agreed".
    """
    base = joined(unbound(list(noun.doc[first : last_counted(noun, figure) + 1])))
    if base is not None and (whole := _container(figure)) is not None:
        base = f"{whole.text} of {base}"
    told = share_act(noun, figure) if share else told_by_clause(noun, figure)
    if base is None or told is not None:
        return base and f"{base} {told}"
    act = befallen(figure.root)
    if act is None or act.text in base:
        return base
    words = " ".join([act.text, *(token.text for token in act.doc[act.i + 1 : act.i + 2] if is_particle(token))])
    return f"{base} {words}" if act.tag_ in {"VBN", "VBD"} else f"{words} {base}"


def _container(figure: Tokens) -> Token | None:
    """The group that those counted make up: "a delegation of 11 farmers"."""
    place = figure.root
    link = place.head if place.dep_ == "pobj" and place.head.lower_ == "of" else None
    whole = link.head if link is not None and link.i < figure.start else None
    return whole if whole is not None and whole.lemma_.lower() in lemmas("containers") else None


def last_counted(noun: Token, figure: Tokens) -> int:
    """Index of the last token of a counted noun with the "of" right after it."""
    link = next((child for child in noun.rights if child.i == noun.i + 1 and child.lower_ == "of"), None)
    inner = next((child for child in link.children if child.dep_ == "pobj"), None) if link is not None else None
    last = last_of(inner, figure) if inner is not None else noun.i
    return last if last - noun.i < MAX_ACT else noun.i


def first_of(token: Token) -> Token:
    """The first of nouns joined by "and", whose place in the clause the others share."""
    while token.dep_ == "conj" and token.head.pos_ in _NOMINAL:
        token = token.head
    return token


def is_particle(token: Token) -> bool:
    """Whether a word belongs to the verb right before it: "shot down", "broke up"; the parser often misses it."""
    return (
        token.i > 0
        and token.nbor(-1).pos_ == "VERB"
        and token.lower_ in {"up", "down", "out", "off"}
        and (token.dep_ == "prt" or token.tag_ == "RP")
    )


def befallen(root: Token) -> Token | None:
    """The verb that tells what befell those counted: as its object, its passive subject, or by a participle after it.

    Of those who act themselves only what is listed as befalling is kept: "people fled", not "voters agree".
    """
    place = first_of(root)
    verb = place.head
    found = None
    if place.dep_ in {"dobj", "nsubjpass"} and verb.pos_ == "VERB":
        found = verb if verb.lemma_.lower() not in lemmas("light") else None
    elif place.dep_ == "nsubj" and verb.pos_ == "VERB" and verb.lemma_.lower() in lemmas("befalls"):
        takes = any(child.dep_ in {"dobj", "ccomp", "xcomp", "attr"} for child in verb.children)
        found = None if takes else verb
    if found is None:
        after = (child for child in root.rights if child.dep_ == "acl" and child.tag_ == "VBN")
        near = (child for child in after if child.i - root.i <= MAX_ACT and child.i == child.left_edge.i)
        found = next((child for child in near if child.lemma_.lower() not in lemmas("light")), None)
    return None if found is None or negated(found) else found


def act_phrase(verb: Token, figure: Tokens) -> str | None:
    """An act that an amount goes with: "make the wall", "spend on a ferry", "earned for advising the port"."""
    words = list(verb.doc[verb.i : min(figure.start, verb.right_edge.i + 1)])
    if not words:  # the figure is the verb's subject
        return joined(unbound(list(verb.doc[verb.i : _end(verb, MAX_ACT, figure) + 1])))
    whole = unbound(words)
    if len(whole) > MAX_ABOUT:
        return None
    if len(whole) <= 1 and figure.start > verb.i:
        whole = [verb, *_aimed(verb, figure)]
    return joined(whole)


def _aimed(verb: Token, figure: Tokens) -> list[Token]:
    """The phrase after the figure that tells what the amount of an act goes to or comes from."""
    for child in verb.doc[figure.end : figure.end + 2]:
        if child.dep_ != "prep" or child.lower_ not in lemmas("aims") or not child.is_ancestor(child.right_edge):
            continue
        inner = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
        if inner is None or inner.ent_type_ in {"DATE", "TIME", "GPE", "PERSON"} or inner.pos_ == "PRON":
            continue
        last = last_of(inner, figure) if inner.dep_ == "pobj" else _end(inner, MAX_ACT, figure)
        return list(verb.doc[child.i : (last if last - child.i < MAX_ACT else inner.i) + 1])
    return []


def share_act(noun: Token, figure: Tokens) -> str | None:
    """What a share of a group does or thinks: "were worried" in "40% of voters were worried"; None if nothing is told.

    `noun` is the group, or the share itself where none is named ("33% would be scared", "18% who would be scared").
    """
    if (told := told_by_clause(noun, figure)) is not None:
        return told
    place = first_of(figure.root)
    if place.dep_ not in {"nsubj", "nsubjpass"} or place.head.pos_ not in {"VERB", "AUX"}:
        return None
    return _predicate(place.head, figure)


def told_by_clause(noun: Token, figure: Tokens) -> str | None:
    """A short relative clause about those counted whose subject they are: "people who love music"."""
    for child in noun.rights:
        if child.dep_ != "relcl" or child.left_edge.i > max(noun.i, figure.end - 1) + 1:
            continue
        who = next((inner for inner in child.lefts if inner.dep_ in {"nsubj", "nsubjpass"}), None)
        if who is not None and who.lower_ in {"who", "that"}:
            return _predicate(child, figure)
    return None


def _predicate(verb: Token, figure: Tokens) -> str | None:
    """A verb with its auxiliaries, objects and complements, up to a clause of its own; None if a figure stands in it."""
    first = min([verb.i, *(c.i for c in verb.lefts if c.dep_ in {"aux", "auxpass", "neg"} and c.i >= figure.end)])
    last = _end(verb, MAX_ACT, figure)
    tokens = list(verb.doc[first : last + 1])
    if any(token.like_num for token in tokens) or (last == verb.i and verb.lemma_.lower() in lemmas("light")):
        return None
    return joined(unbound(tokens))


def _end(verb: Token, limit: int, figure: Tokens) -> int:
    """Index of the last token of a verb's complements, none of which takes the phrase past `limit` tokens."""
    last = verb.i
    for child in verb.rights:
        if child.dep_ in _BREAKS or child.ent_type_ in {"DATE", "TIME"}:
            break
        edge = _edge(child, limit - (child.i - verb.i), figure)
        if edge - verb.i > limit:
            break
        last = edge
        if edge < child.right_edge.i:
            break
    return last


def _edge(child: Token, limit: int, figure: Tokens) -> int:
    if child.dep_ in {"ccomp", "xcomp", "pcomp"}:
        return _end(child, limit, figure)
    return last_of(child, figure) if child.pos_ in _NOMINAL else child.right_edge.i


def unbound(words: list[Token]) -> list[Token]:
    """The words without the ends of a bound that belongs to the figure ("called her at least")."""
    while words and (
        words[-1].lower_ in lemmas("edges")
        or words[-1].is_punct
        or words[-1].is_currency
        or words[-1].tag_ in {"IN", "DT", "PRP$"}
    ):
        words = words[:-1]
    while words and (words[0].is_punct or words[0].like_num or words[0].lower_ in lemmas("edges") | lemmas("openers")):
        words = words[1:]
    return words


def joined(words: Iterable[Token]) -> str | None:
    """The words as they stand in the text, None if there are none."""
    return "".join(token.text_with_ws for token in words).partition("](")[0].strip() or None
