"""The timeline as text: stories in order of date, each with its essence; what is left out is counted.

The lines are those of the dossier. A story's essence is where its reports differ, what was quoted in several wordings, each
speaker's first quotation, pledges that have a date or an outcome, and events that have a date.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from communique.export.dossier.passage import Passage
from communique.export.dossier.views import Happened, Measured, Page, Promised, Question, Speaker, Told
from communique.export.dossier.wordings import SideBySide, Wording
from communique.export.phrases import counted
from communique.export.safe import terminal

WIDTH = 96
_LABEL = 15
_VOICES = 5
"""Speakers whose first quotation stands for them, those quoted most first."""


def timeline(page: Page, *, everything: bool = False, width: int = WIDTH) -> Iterator[str]:
    """Lines of text for the stories of a page; with `everything`, all of each story's lines."""
    for story in page.stories:
        yield from _story(story, everything=everything, width=width)
        yield ""
    counts = [counted(len(page.stories), "story"), counted(len(page.reports), "report")]
    yield f"{', '.join(counts)}. Pledges as of {page.as_of}."


def _story(story: Told, *, everything: bool, width: int) -> Iterator[str]:
    yield from _entry(story.date, story.title, width, first="")
    counts = [
        counted(len(story.reports), "report"), story.outlets, counted(story.families, "family"),
        counted(story.origins, "origin"),
    ]  # fmt: skip
    yield from _entry("", f"{', '.join(counts)} · {story.id}", width)
    for question in story.differ:
        if not question.beside:
            yield from _question(question, width)
    if not everything:
        altered = ((s.name, line) for s in story.speakers for line in s.several if line.altered)
        yield from _section("two wordings", (f"{name}: {_wordings(line)}" for name, line in altered), width)
    yield from _section("said", _said(story.speakers, everything=everything), width)
    if everything:
        figures = [figure for group in story.compared for figure in group.figures] + list(story.figures)
        yield from _section("figures", map(_figure, figures), width)
    pledges = [p for p in story.pledges if everything or p.due != "no date" or p.outcome]
    yield from _section("pledged", map(_pledge, pledges), width)
    events = [e for e in story.events if everything or e.date != "undated"]
    for label in dict.fromkeys((*_DONE.values(), *sorted({e.modality for e in events} - _DONE.keys()))):
        yield from _section(label, (_event(e) for e in events if _DONE.get(e.modality, e.modality) == label), width)
    if not everything:
        yield from _rest(story, len(pledges), len(events), width)


def _rest(story: Told, pledges: int, events: int, width: int) -> Iterator[str]:
    """What stands in the record besides."""
    left = [
        counted(story.statements, "statement"), counted(story.measured, "figure"),
        counted(len(story.pledges) - pledges, "pledge") + " without a date",
        counted(len(story.events) - events, "event") + " without a date",
    ]  # fmt: skip
    shown = [words for words in left if not words.startswith("0 ")]
    if shown:
        yield from _entry("in all", ", ".join(shown), width)


def _entry(label: str, text: str, width: int, *, first: str = "  ") -> Iterator[str]:
    """A label in its column, and text that hangs beside it."""
    begin = f"{first}{label}"
    begin = f"{begin:<{_LABEL}}  " if len(begin) <= _LABEL else f"{begin}  "
    cleaned = " ".join(terminal(text).split())
    yield from textwrap.wrap(
        cleaned, width, initial_indent=begin, subsequent_indent=" " * (_LABEL + 2), break_on_hyphens=False
    ) or [begin.rstrip()]


def _section(label: str, lines: Iterable[str], width: int) -> Iterator[str]:
    for index, line in enumerate(dict.fromkeys(lines)):
        yield from _entry("" if index else label, line, width)


def _question(question: Question, width: int) -> Iterator[str]:
    label = {"conflict": "differ on", "superseded": "corrected", "cannot tell": "cannot tell"}[question.verdict]
    values = " / ".join(f"{answer.value} ({_where(answer.passages)})" for answer in question.answers)
    yield from _entry(label, f"{question.name}: {values}", width)


def _where(passages: Sequence[Passage]) -> str:
    return "; ".join(dict.fromkeys(passage.label for passage in passages)) or "?"


def _said(speakers: Sequence[Speaker], *, everything: bool) -> Iterator[str]:
    if everything:
        lines = ((s, line) for s in speakers for line in (*s.several, *s.quoted, *s.reported))
        yield from (f"{speaker.name}: {_wordings(line)}" for speaker, line in lines)
        return
    voices = ((s.name, line) for s in speakers for line in s.quoted[:1])
    yield from (f"{name}: {_wordings(line)}" for name, line in islice(voices, _VOICES))


def _wordings(line: SideBySide) -> str:
    return " / ".join(f"{wording.tellings[0].text} ({_whence(wording)})" for wording in line.wordings)


def _whence(wording: Wording) -> str:
    """Where a wording stands, and that it was denied, not said or only thought: the words alone would say it was said."""
    return ", ".join((_where(wording.passages), *(tag for tag in wording.tellings[0].tags if tag in _NOT_SAID)))


_NOT_SAID = frozenset({"denied", "not said", "thought", "wish"})


def _figure(figure: Measured) -> str:
    return f"{figure.value}: {figure.about}{f', {figure.period}' if figure.period else ''} ({_where(figure.passages)})"


def _pledge(pledge: Promised) -> str:
    condition = f", {pledge.condition}" if pledge.condition else ""
    return f"{pledge.actor}: {pledge.act}{condition} ({pledge.due}: {pledge.status_words})"


_DONE = {"asserted": "done", "past": "done"}
"""Modalities of what took place; the events of any other stand under its own name."""


def _event(event: Happened) -> str:
    modality = ", past" if event.modality == "past" else ""
    told = f", {counted(event.families, 'family')}" if event.families > 1 else ""
    return f"{event.date}, {event.type}: {event.sides} ({_where(event.passages[:1])}{modality}{told})"
