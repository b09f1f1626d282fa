"""Questions asked of the sentences of a story's reports, as `resources/questions.yaml` puts them.

An event answers by its attributes, where the event stage found it; a report that tells the same talk in passing ("failed
to agree in a phone call") answers by its sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from communique.link import keep
from communique.link.disagreement.amounts import amounts
from communique.link.disagreement.asked import Asked, by_event, told
from communique.link.disagreement.askers import one_side, side_of, talkers
from communique.link.disagreement.sites import Where, sites, where_of
from communique.link.disagreement.verdict import Answer, Matched, words
from communique.link.quoted import quoted_of
from communique.link.setting import setting
from communique.link.sides import party_ids
from communique.link.story.features import nodes
from communique.model import Block, Span
from communique.model.interval import Interval, meet
from communique.model.report import ANALYSED
from communique.parse.marks import unmarked
from communique.parse.quotes import CLOSING, OPENING
from communique.resources.questions import Question, load
from communique.store import Store
from communique.store.rows import Row

_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGen)(?<!\bSt)[.!?]"
    rf"[{CLOSING}]?\s+(?=[{OPENING}A-Z\d])"
)
_NOW = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})
_PAUSES = ",;:–—"
_MATCHES: Mapping[str, Callable[[Answer, Answer], Matched]] = {
    "words": words, "amount": amounts, "site": sites, "side": one_side,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report: its words with marks and quoted words blanked, its span, the actors named in it.

    `behind` are its dates that exclude the story's days: the stretch between commas that holds one tells another time.
    """

    report: str
    span: Span
    words: str
    named: tuple[tuple[Span, str], ...]
    behind: tuple[Span, ...]

    def elsewhen(self, start: int, end: int) -> bool:
        """Whether the stretch between commas around some of its words holds a date of another time."""
        first = max(self.words.rfind(mark, 0, start) for mark in _PAUSES) + 1
        last = min((at for mark in _PAUSES if (at := self.words.find(mark, end)) >= 0), default=len(self.words))
        return any(self.span[0] + first <= at[0] < self.span[0] + last for at in self.behind)


def sentences(store: Store, asked: Asked) -> Iterable[Row]:
    """The rows of all questions, each told once of a story."""
    listed = _listed(store, asked)
    for question in load().questions:
        acts = [mention for mention in asked.mentions if mention["type"] in question.types]
        if acts or (question.otherwise and any(question.otherwise.search(one.words) for one in listed)):
            yield from _rows(asked, question, listed)


def _rows(asked: Asked, question: Question, listed: Sequence[Sentence]) -> Iterable[Row]:
    given, sides = _attributes(asked, question)
    found: dict[str, list[Answer]] = {"": given}
    known = {answer.report for answer in given}
    told_in = [sentence for sentence in listed if sentence.report not in known]
    between = sides if given else _between(asked, question, told_in)
    for sentence in told_in:
        for whom, answer in _answers(asked, question, sentence, between):
            found.setdefault(whom, []).append(answer)
    match = _on_one_occasion(asked, question) if question.otherwise else _MATCHES[question.compare]
    for whom, answers in sorted(found.items()):
        about = f"{question.about}: {asked.name(whom)}" if whom else question.about
        key = f"{question.about}: {whom}" if whom else None
        rows = told(asked, about, sorted(answers, key=_telling), match, key=key)
        yield from (row for row in rows if question.agreement or row["verdict"] in {"conflict", "superseded"})


def _on_one_occasion(asked: Asked, question: Question) -> Callable[[Answer, Answer], Matched]:
    """How answers compare to a question that sentences answer without an event: crowds of two towns do not conflict."""

    def match(a: Answer, b: Answer) -> Matched:
        how = _MATCHES[question.compare](a, b)
        here, there = (setting(asked.reports[answer.report]["text"], answer.span) for answer in (a, b))
        return "cannot tell" if how == "conflict" and here.elsewhere(there, both=True) else how

    return match


def _telling(answer: Answer) -> tuple[bool, Span]:
    """A number in figures and a site by name tell more than a vague word and a town; of equals the first in the text counts."""
    named = bool(answer.meant.site) if isinstance(answer.meant, Where) else any(c.isdigit() for c in answer.value)
    return not named, answer.span


def _between(asked: Asked, question: Question, listed: Sequence[Sentence]) -> frozenset[str]:
    """The sides that the sentences of most reports name together where they answer: other sides held another talk."""
    told_by: dict[frozenset[str], set[str]] = {}
    for sentence in listed:
        if question.sides and any(frame.pattern.search(sentence.words) for frame in question.frames):
            for pair in combinations(sorted(_sides(asked, sentence)), question.sides):
                told_by.setdefault(frozenset(pair), set()).add(sentence.report)
    return max(told_by, key=lambda pair: (len(told_by[pair]), sorted(pair)), default=frozenset())


def _sides(asked: Asked, sentence: Sentence) -> frozenset[str]:
    return frozenset(asked.side(actor) for _, actor in sentence.named if actor in asked.actors)


def _attributes(asked: Asked, question: Question) -> tuple[list[Answer], frozenset[str]]:
    """The answers of the event that most reports answer for, and its sides: other events would be compared for nothing."""
    most: list[Answer] = []
    sides: frozenset[str] = frozenset()
    for _, mentions in by_event(asked):
        given = [
            answer
            for mention in mentions
            for one in mention["attributes"]
            if one["question"] == question.about and mention["type"] in question.types
            for answer in _meaning(
                asked, question, asked.answer(mention["report"], one["value"], one["span"], row=mention["id"])
            )
        ]
        if len({answer.report for answer in given}) > len({answer.report for answer in most}):
            most = given
            sides = frozenset(
                asked.side(actor)
                for mention in mentions
                for actor in party_ids([*mention["source"], *mention["target"]])
            )
    return most, sides


def _answers(
    asked: Asked, question: Question, sentence: Sentence, between: Collection[str]
) -> Iterator[tuple[str, Answer]]:
    """The answer of a sentence that names enough of the sides `between` which the talk was, with the person it is about.

    The person is "" where the question does not ask of each.
    """
    if len(_sides(asked, sentence) & set(between)) < question.sides:
        return
    for frame in question.frames:
        match = frame.pattern.search(sentence.words)
        if match is None or sentence.elsewhen(*match.span()) or load().negated.search(sentence.words[: match.end()]):
            continue
        start, end = match.span("answer" if "answer" in match.groupdict() else 0)
        span = (sentence.span[0] + start, sentence.span[0] + end)
        answer = asked.answer(
            sentence.report, frame.value or match[0][start - match.start() : end - match.start()], span
        )
        if question.compare == "side":
            yield from (("", meant) for meant in _meaning(asked, question, answer))
            return
        if question.compare == "site":
            where = where_of(answer.value)
            if where is None or _names_somebody(asked, sentence, span):
                continue
            answer = replace(answer, meant=where)
        whom = _beside(asked, sentence, match.span()) if question.each_person else ""
        if whom is not None:
            yield whom, answer
        return


def _meaning(asked: Asked, question: Question, answer: Answer) -> Iterator[Answer]:
    """An answer with the side that it names, where sides are compared; none if that is no side of the talk."""
    if question.compare != "side":
        yield answer
        return
    side = side_of(asked, answer.value)
    if side in talkers(asked, question.types):
        yield replace(answer, meant=side)


def _names_somebody(asked: Asked, sentence: Sentence, span: Span) -> bool:
    """Whether a person's name stands in a phrase; a pronoun does not make it one ("his residence")."""
    return any(
        span[0] < at[1] and at[0] < span[1] and asked.person(who) and sentence.words[at[0] - sentence.span[0]].isupper()
        for at, who in sentence.named
    )


def _beside(asked: Asked, sentence: Sentence, frame: Span) -> str | None:
    """The person named last before a frame, else first behind it."""
    start, end = (sentence.span[0] + at for at in frame)
    people = [(at, asked.one.get(who, who)) for at, who in sentence.named if asked.person(who)]
    before = [who for at, who in people if at[1] <= start]
    behind = [who for at, who in people if at[0] >= end]
    return before[-1] if before else behind[0] if behind else None


def _listed(store: Store, asked: Asked) -> list[Sentence]:
    """The sentences of the story's reports, those of each report in order; quoted words are nobody's telling.

    A report that dates the happening otherwise than the others tells of it all the same.
    """
    named: dict[str, list[tuple[Span, str]]] = {}
    for row in store.rows_in("mentions", "report", asked.reports):
        if row["actor"]:
            named.setdefault(row["report"], []).append(((row["span"][0], row["span"][1]), row["actor"]))
    days = Interval(asked.story["date"], asked.story["date_end"], "story")
    own = {id_: node.happened for id_, node in keep.load(store, "story", asked.reports, nodes).items()}
    dating = {mention["time"] for mention in asked.mentions if mention["modality"] == "asserted"}
    other: dict[str, list[Span]] = {}
    for row in store.rows_in("times", "report", asked.reports):
        acts = row["id"] in dating and not _apart(row, own.get(row["report"], days))
        here = row["value"] in _NOW or not _apart(row, days) or acts
        if row["type"] == "DATE" and row["relation"] == "on" and not here:
            other.setdefault(row["report"], []).append((row["span"][0], row["span"][1]))
    return [
        sentence
        for id_, report in sorted(asked.reports.items(), key=lambda item: item[1]["ref"])
        for sentence in _of(report, sorted(named.get(id_, ())), other.get(id_, ()))
    ]


def _apart(time: Row, days: Interval) -> bool:
    return bool(days.known and time["start"] and meet(Interval(time["start"], time["end"], "resolved"), days) is None)


def _of(report: Row, named: Sequence[tuple[Span, str]], behind: Sequence[Span]) -> Iterator[Sentence]:
    blocks = [Block((b["span"][0], b["span"][1]), b["role"]) for b in report["blocks"] if b["role"] in ANALYSED]
    text = unmarked(report["text"])
    for quotation in quoted_of(report):
        start, end = quotation.inner
        text = text[:start] + " " * (end - start) + text[end:]
    for block in blocks:
        start = block.span[0]
        for end in (*(match.end() for match in _END.finditer(text, *block.span)), block.span[1]):
            inside = tuple((at, who) for at, who in named if start <= at[0] < end)
            past = tuple(at for at in behind if start <= at[0] < end)
            yield Sentence(report["id"], (start, end), text[start:end], inside, past)
            start = end
