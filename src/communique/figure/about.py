"""What a figure measures in the report's own words: a noun with its complements, or an act."""

from __future__ import annotations

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from communique.figure.phrase import MAX_ACT, end_of, first_of, glued, joined, last_of, unbound, whole
from communique.figure.predicate import done, gerund_of, told
from communique.figure.tables import lemmas
from communique.parse import negated
from communique.resources.gerunds import gerund

MAX_ABOUT = 12
"""Longest `about` in tokens; a longer phrase is cut at its head's last plain modifier."""
MAX_NEAR = 8
"""Tokens between a noun and the "of" or participle that still belongs to it."""
REACH = 8
"""Tokens after a figure among which the phrase stands that tells what its amount goes to."""
_LEADING = frozenset({"det", "predet", "poss", "nummod", "quantmod", "cc", "punct"})


def noun_phrase(noun: Token, figure: Tokens) -> str | None:
    """The phrase without the figure, leading determiners and trailing clauses."""
    doc, left = noun.doc, noun.left_edge.i
    first, end = _amounts(figure)
    while left < noun.i and (first <= left < end or _leads(doc[left])):
        left += 1
    if left < first <= end <= noun.i and doc[first - 1].is_punct and not glued(doc[first - 1]):
        left = end  # "a similar, two-year pause"
    right = last_of(noun, figure)
    if right - left >= MAX_ABOUT:
        right = whole(noun.i, noun)
    words = [t for t in doc[left : right + 1] if not first <= t.i < end and t.ent_type_ != "DATE"]
    return joined(unbound(words))


def _leads(token: Token) -> bool:
    """Whether a token stands before what is measured and is no part of it."""
    return not glued(token) and (token.dep_ in _LEADING or token.head.dep_ == "poss")


def _amounts(figure: Tokens) -> tuple[int, int]:
    """The figure with the amounts joined to it: "$1,000 or $2,000 gifts"."""
    doc, first, end = figure.doc, figure.start, figure.end
    while first >= 2 and doc[first - 1].tag_ in {"CC", "$"} and doc[first - 2].tag_ in {"CD", "CC", "$"}:
        first -= 1 if doc[first - 1].tag_ == "$" else 2
    while end + 1 < len(doc) and doc[end].tag_ == "CC" and doc[end + 1].tag_ in {"CD", "$"}:
        end += 3 if doc[end + 1].tag_ == "$" else 2
    while first > 0 and doc[first - 1].is_currency:
        first -= 1
    return first, min(end, len(doc))


def counted_phrase(noun: Token, first: int, figure: Tokens, *, share: bool = False) -> str | None:
    """The counted noun with its "of" and what befell it or what it does.

    As in "members of the guild", "people killed", "balloons shot down", "farmers who were worried".
    """
    base = joined(unbound(list(noun.doc[first : last_counted(noun, figure) + 1])))
    if base is None:
        return None
    if (group := _container(figure)) is not None:
        base = f"{group.text} of {base}"
    clause = told(noun, figure) or (done(noun, figure, share=True) if share else None)
    act = befallen(figure.root) if clause is None else None
    if act is not None:
        return f"{base} aboard" if _carries(act) else _with_act(base, act)
    clause = clause or done(noun, figure, share=share)
    state = _state(noun) if clause is None and not share else None
    return " ".join(part for part in (base, clause or state) if part)


def _state(noun: Token) -> str | None:
    """The state told of those counted right after them: "aboard", "are missing"."""
    doc, index = noun.doc, noun.i + 1
    while index < len(doc) and doc[index].lower_ in lemmas("stating_state"):
        index += 1
    near = (doc[index : index + length].text.lower() for length in (1, 2))
    return next((words for words in near if words in lemmas("states")), None)


def numbered(noun: Token) -> Token | None:
    """The persons that "the number of" counts, by what befell them: "dead", "people"."""
    link = next((child for child in noun.rights if child.lower_ == "of"), None)
    inner = (
        next((child for child in link.children if child.dep_ in {"pobj", "amod"}), None) if link is not None else None
    )
    told = inner is not None and (inner.lower_ == "people" or inner.lower_ in lemmas("casualties"))
    return inner if told and noun.lemma_.lower() in lemmas("counts") else None


def number_of(noun: Token, figure: Tokens) -> str | None:
    """The number of persons with what befell them, and nothing of when or by what: "number of people killed"."""
    inner = numbered(noun)
    if inner is None or inner.i >= figure.start:
        return None
    after = inner.nbor() if inner.i + 1 < len(inner.doc) else inner
    last = after.i if after.lower_ in lemmas("casualties") else last_counted(inner, figure)
    told = joined(unbound(list(inner.doc[inner.left_edge.i : last + 1])))
    return told and f"{noun.text} of {told}"


def _with_act(base: str, act: Token) -> str:
    """Those counted with the verb whose object they are: "people killed", "hiring clerks"."""
    if act.text in base:
        return base
    after = " ".join(token.text for token in act.doc[act.i + 1 : act.i + 2] if is_particle(token))
    if act.tag_ == "VBN" or (act.tag_ == "VBD" and act.text.endswith(("d", "t", "won"))):
        return f"{base} {act.text} {after}".strip()
    word = (
        gerund(act.lemma_.lower()) if act.tag_ == "VBD" else gerund_of(act)
    )  # "people drew" would make them the doers
    return " ".join(part for part in (word, after, base) if part)


def _carries(act: Token) -> bool:
    """Whether a verb tells that a vessel has those counted aboard, and is not taking them anywhere."""
    vessel = any(c.dep_ == "nsubj" and c.lemma_.lower() in lemmas("vessels") for c in act.lefts)
    return act.lemma_.lower() == "carry" and vessel and not any(c.lower_ in {"to", "from"} for c in act.rights)


def _container(figure: Tokens) -> Token | None:
    """The group that those counted make up: "a delegation of 11 farmers"."""
    place = figure.root
    link = place.head if place.dep_ == "pobj" and place.head.lower_ == "of" else None
    group = link.head if link is not None and link.i < figure.start else None
    return group if group is not None and group.lemma_.lower() in lemmas("containers") else None


def last_counted(noun: Token, figure: Tokens) -> int:
    """Index of the last token of a counted noun with the "of" right after it."""
    link = next((child for child in noun.rights if child.i == noun.i + 1 and child.lower_ == "of"), None)
    inner = next((child for child in link.children if child.dep_ == "pobj"), None) if link is not None else None
    last = last_of(inner, figure) if inner is not None else whole(noun.i, noun)
    return last if last - noun.i < MAX_NEAR else whole(noun.i, noun)


def is_particle(token: Token) -> bool:
    """Whether a word belongs to the verb right before it: "shot down", "broke up"; the parser often misses it."""
    return (
        token.i > 0
        and token.nbor(-1).pos_ == "VERB"
        and token.lower_ in lemmas("particles")
        and (token.dep_ == "prt" or token.tag_ == "RP")
        and (token.i + 1 >= len(token.doc) or token.nbor().lower_ != "to")
    )


def befallen(root: Token) -> Token | None:
    """The verb that tells what befell those counted: as its object, its passive subject, or by a participle after it."""
    place = first_of(root)
    verb = place.head
    found = None
    if place.dep_ in {"dobj", "nsubjpass"} and verb.pos_ == "VERB":
        found = verb if verb.lemma_.lower() not in lemmas("light") else None
    if found is None:
        after = (child for child in root.rights if child.dep_ == "acl" and child.tag_ == "VBN")
        near = (child for child in after if child.i - root.i <= MAX_NEAR and child.i == child.left_edge.i)
        found = next((child for child in near if child.lemma_.lower() not in lemmas("light")), None)
    return None if found is None or negated(found) else found


def times_as(figure: Tokens, verb: Token | None) -> str | None:
    """What is so many times as much: "as long as the bill", "paying more than abroad"; None if nothing is compared."""
    doc, end = figure.doc, figure.end
    if end >= len(doc) or not (doc[end].lower_ == "as" or doc[end].tag_ in {"JJR", "RBR"}):
        return None
    last = min(end + MAX_NEAR, figure.root.sent.end)
    stop = next((t.i for t in doc[end:last] if t.is_punct and t.text not in {"’", "'"} and not glued(t)), last)
    while stop > end + 1 and doc[stop - 1].tag_ in {"IN", "DT", "CC"}:
        stop -= 1
    tail = joined(doc[end:stop])
    act = gerund_of(verb) if verb is not None and verb.text.isalpha() and verb.i == figure.start - 1 else None
    return f"{act} {tail}" if act else tail


def act_phrase(verb: Token, figure: Tokens) -> str | None:
    """An act that an amount goes with: "making the wall", "spending on a ferry", "earned for advising the port"."""
    words = list(verb.doc[verb.i : min(figure.start, verb.right_edge.i + 1)])
    if not words:  # the figure is the verb's subject, or the verb a participle that follows it
        return joined(unbound(list(verb.doc[verb.i : end_of(verb, MAX_ACT) + 1])))
    kept = unbound(words)
    if len(kept) > MAX_ABOUT or verb.pos_ == "AUX" or not verb.text[0].isalpha():
        return None
    if len(kept) <= 1 or (len(kept) == 2 and kept[1].pos_ in {"ADP", "PRON", "ADV"}):
        kept = [*(kept or [verb]), *_aimed(verb, figure)]
    if len(kept) == 1 and verb.lemma_.lower() in lemmas("light"):
        return None
    phrase = joined(kept)
    return phrase and phrase.replace(verb.text, gerund_of(verb), 1)


def _aimed(verb: Token, figure: Tokens) -> list[Token]:
    """The phrase after the figure that tells what the amount of an act goes to, comes from or is made at."""
    doc = verb.doc
    for child in doc[figure.end : min(figure.end + REACH, verb.sent.end)]:
        if child.tag_ in {"VBD", "VBZ", "VBP"} or child.text in {";", ".", ":"}:
            return []
        near = child.i == figure.end or child.head.i == verb.i or figure.start <= child.head.i < figure.end
        if child.dep_ not in {"prep", "dative"} or child.lower_ not in lemmas("aims") or not near:
            continue
        inner = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
        if inner is None or inner.ent_type_ in {"DATE", "TIME"} or inner.pos_ == "PRON":
            continue
        last = last_of(inner, figure) if inner.dep_ == "pobj" else end_of(inner, MAX_ACT)
        return list(doc[child.i : (last if last - child.i < MAX_ACT else inner.i) + 1])
    return []
