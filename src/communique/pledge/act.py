"""The words of a pledged act: its extent, its head's lemma, and the condition it hangs on."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from communique.figure.tables import load as tables
from communique.model import Span, Statement
from communique.parse import span_of
from communique.pledge.candidates import Candidate, shares_object
from communique.pledge.lexicon import Lexicon, load
from communique.resources import cues
from communique.resources.vocabulary import wordlist

_CLAUSES = frozenset({"relcl", "advcl", "parataxis", "appos", "acl", "ccomp"})
_LOOSE = wordlist("function_words", "joints")
"""Words at which an act never ends."""
_CUT = frozenset({"parataxis", "punct", "cc"})
_SAID = re.compile(r",[’”\"]?\s[^,]{2,80}?\s(?:said|says|reported|reports|announced|confirmed|added|wrote)\b")
"""A trailing "..., the paper reported", which the parser at times takes into the act."""
MAX_ACT = 45
"""Longest act in tokens; what runs on is cut, the head and its objects come first."""


@cache
def _phrases() -> re.Pattern[str]:
    numbers = "|".join(sorted(tables().raw["small"]))  # "waiting as long as five hours"
    phrases = "|".join(re.escape(phrase) for phrase in load().condition_phrases)
    return re.compile(rf"\s({phrases})\s(?!\d|(?:{numbers})\b)", re.IGNORECASE)


def act_lemma(candidate: Candidate) -> str:
    """Lemma of the act's head; a word cut at hyphens is put together, an accepted event is attended."""
    act = candidate.act
    if candidate.rule == "accept" and act.pos_ in {"NOUN", "PROPN"}:
        return "attend"
    first, last = _word(act)
    if last > first and act.pos_ not in {"NOUN", "PROPN"}:
        parts = [token.text for token in act.doc[first:last] if token.text != "-"]
        return "".join([*parts, act.doc[last].lemma_]).lower()
    return act.lemma_.lower()


def act_span(candidate: Candidate, condition: Span | None, told: Statement | None) -> Span:
    """The words of the act: from its head to the end of its clause, before a condition or a clause of its own."""
    act = candidate.act
    doc = act.doc
    first = act.left_edge.i if act.pos_ in {"NOUN", "PROPN"} else _word(act)[0]
    while act.dep_ == "conj" and shares_object(act.head):
        act = act.head
        first = _word(act)[0]
    act = candidate.act
    first = min([first, *(child.left_edge.i for child in act.lefts if _negates(child) and act.i - child.i <= 2)])
    right = min(_right(act, condition), first + MAX_ACT)
    while right > act.i and (doc[right].is_punct or doc[right].lower_ in _LOOSE):
        right -= 1
    start, end = span_of(doc[first : right + 1])
    if (match := _SAID.search(doc.text, start - _base(act), end - _base(act))) is not None:
        end = match.start() + _base(act)
    edges = [condition] if condition is not None else []
    edges += [*told.cue, *(told.speaker.spans if told.speaker else ())] if told is not None else []
    end = min([end, *(_before(act, edge[0]) for edge in edges if start < edge[0] < end)])
    end = _whole(act, end)
    text = doc.text[start - _base(act) : end - _base(act)].rstrip(" ,;:—-")
    end = start + len(text)
    if text.count("“") > text.count("”") and doc.text[end - _base(act) : end - _base(act) + 1] == "”":
        end += 1
    return start, end


def _negates(child: Token) -> bool:
    """As in "will not", "would no longer", "will never"."""
    return child.dep_ == "neg" or (child.lower_ == "longer" and child.left_edge.lower_ == "no")


def _whole(act: Token, end: int) -> int:
    """The end without a clause that breaks off at its verb: "target the banks it alleged"."""
    last = next((token for token in reversed(act.doc) if span_of(token)[1] <= end and not token.is_punct), act)
    if last.i <= act.i or last.tag_ not in {"VBD", "VBZ", "VBP"}:
        return end
    subject = next((child for child in last.lefts if child.dep_ == "nsubj"), None)
    return span_of(subject.left_edge)[0] if subject is not None and subject.left_edge.i > act.i else end


def _before(act: Token, cut: int) -> int:
    """Where words stop before a cut: before the whole relative clause that it falls into."""
    at = next((token for token in act.doc if span_of(token)[1] > cut), act)
    for token in (at, *at.ancestors):
        if token.i == act.i:
            break
        if token.dep_ == "relcl" and token.left_edge.i > act.i:
            return span_of(token.left_edge)[0]
    return cut


def _right(act: Token, condition: Span | None) -> int:
    """Last token of the act: its dependents, cut before a clause set off by a comma or joined on."""
    doc = act.doc
    right = _word(act)[1]
    for child in act.rights:
        if (child.dep_ in _CUT and child.dep_ != "punct") or (child.dep_ == "conj" and child.tag_ in {"VB", "VBP"}):
            break
        if condition is not None and condition[0] <= span_of(child)[0] and span_of(child)[1] <= condition[1]:
            break
        if child.dep_ != "punct":
            right = max(right, child.right_edge.i)
    for token in doc[act.i + 1 : right + 1]:
        edge = token.left_edge.i
        if edge <= act.i + 1:
            continue
        set_off = doc[edge - 1].text in {",", "—", "–", "--"}
        if set_off and (token.dep_ in _CLAUSES or token.tag_ == "VBG"):
            return edge - 2
        if _apart(token) or _place_of_words(token, right):
            return edge - 1
    return right


_AS = 4
"""Tokens before "as it can" in which the "as" stands that it completes."""
_REASONS = wordlist("function_words", "reasons")


def _apart(token: Token) -> bool:
    """Whether a clause tells why or when, or is an act of its own: "..., because", "when he lands", "and to deepen"."""
    if token.dep_ == "advcl" and token.pos_ in {"VERB", "AUX"}:
        first = token.left_edge
        if first.lower_ == "as" and any(t.lower_ == "as" for t in first.doc[max(0, first.i - _AS) : first.i]):
            return False  # "as many ships as it can"
        return first.lower_ in _REASONS and first.dep_ in {"mark", "advmod"}
    return token.lower_ == "and" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to"


def _place_of_words(token: Token, right: int) -> bool:
    """Whether a last phrase tells where the promise stands, not what it is: "widen it in a joint statement".

    What hangs on "under an agreement" tells of the agreement, however long it runs on.
    """
    if token.dep_ != "prep" or token.lower_ not in {"in", "during", "via", "under"} or token.right_edge.i < right:
        return False
    noun = next((child for child in token.children if child.dep_ == "pobj"), None)
    if token.lower_ == "under":
        return noun is not None and noun.lemma_.lower() in load().terms
    return noun is not None and noun.lemma_.lower() in cues.load().papers and noun.right_edge.i == noun.i


def condition_of(candidate: Candidate, words: Lexicon) -> Span | None:
    """The clause or phrase on which the act hangs."""
    for head in (candidate.act, candidate.cue, *candidate.cue.ancestors):
        for child in head.children:
            if child.dep_ == "advcl" and any(
                c.dep_ in {"mark", "advmod"} and c.lower_ in words.conditions for c in child.children
            ):
                return span_of(child.doc[child.left_edge.i : child.right_edge.i + 1])
        if head.dep_ == "ROOT":
            break
    act = candidate.act
    if (inverted := _inverted(act)) is not None:
        return inverted
    base = _base(act)
    stretch = span_of(act.doc[act.i : act.right_edge.i + 1])
    match = _phrases().search(act.doc.text, stretch[0] - base, stretch[1] - base)
    return (base + match.start(1), stretch[1]) if match else None


def _inverted(act: Token) -> Span | None:
    """The condition put as a question: "should she win the vote"."""
    for token in act.doc[act.i + 1 : act.sent.end]:
        if token.lower_ == "should" and token.tag_ == "MD":
            verb = token.head
            subject = next((c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
            if subject is not None and token.i < subject.i < verb.i:
                right = max([verb.i, *(c.right_edge.i for c in verb.rights if not c.is_punct)])
                return span_of(act.doc[token.i : right + 1])
    return None


def _word(token: Token) -> tuple[int, int]:
    """First and last token of a word that the tokenizer cut at hyphens: "co-operate"."""
    doc, first, last = token.doc, token.i, token.i
    while (
        last + 2 < len(doc)
        and doc[last + 1].text == "-"
        and not doc[last].whitespace_
        and not doc[last + 1].whitespace_
    ):
        last += 2
    while (
        first >= 2 and doc[first - 1].text == "-" and not doc[first - 2].whitespace_ and not doc[first - 1].whitespace_
    ):
        first -= 2
    return first, last


def _base(token: Token) -> int:
    """Report offset of the token's document."""
    return span_of(token)[0] - token.idx
