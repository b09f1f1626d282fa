"""What the dossier shows, as values: the page, its stories, and the lines of each. Templates read them and decide nothing.

Every line holds the passages that say so. An `anchor` is the row's own id, so that `dossier.html#ID` is its permanent
address; it is None where the row stands on the page already.
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.export.dossier.chart import Chart
from communique.export.dossier.passage import Paragraph, Passage
from communique.export.dossier.wordings import SideBySide


@dataclass(frozen=True, slots=True)
class Reported:
    """A report with its text in paragraphs. `family` is a letter where several reports of the story share one."""

    id: str
    ref: str
    label: str
    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    language: str
    published: str
    basis: str
    dated_by: tuple[str, ...]
    version: int
    superseded: bool
    family: str
    takes: tuple[str, ...]
    origins: tuple[str, ...]
    text: tuple[tuple[Paragraph, str], ...]
    problems: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question, with the passages of the reports that give it."""

    value: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What reports of a story answer alike or apart. `kind` is date, place, medium, wording, figure ...

    `beside` is the anchor of the utterance whose wordings stand side by side; None for other questions.
    """

    kind: str
    about: str
    verdict: str
    answers: tuple[Answer, ...]
    beside: str | None = None

    @property
    def name(self) -> str:
        """What is asked: `date`, `medium`, `figure: delegations`."""
        return f"{self.kind}: {self.about}" if self.about else self.kind


@dataclass(frozen=True, slots=True)
class Speaker:
    """All that one speaker is reported to have said in a story.

    `several` are utterances in more than one wording, `quoted` lines with quotation marks, `reported` those without.
    """

    name: str
    several: tuple[SideBySide, ...]
    quoted: tuple[SideBySide, ...]
    reported: tuple[SideBySide, ...]

    @property
    def count(self) -> int:
        """Lines under this speaker."""
        return len(self.several) + len(self.quoted) + len(self.reported)


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure; or figures of one comparison that say the same, `anchors` the others' ids."""

    anchor: str | None
    about: str
    value: str
    period: str
    claimed_by: str
    passages: tuple[Passage, ...]
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """Figures that measure the same thing, one line for each value; `count` figures in all."""

    anchor: str | None
    about: str
    verdict: str
    figures: tuple[Measured, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Promised:
    """A pledge with its status on the page's day; `outcome` are the passages of later reports that tell it."""

    anchor: str | None
    actor: str
    act: str
    condition: str
    due: str
    status: str
    status_words: str
    passages: tuple[Passage, ...]
    outcome: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Happened:
    """An event, once however often told."""

    anchor: str | None
    date: str
    type: str
    sides: str
    place: str
    modality: str
    words: str
    passages: tuple[Passage, ...]
    families: int


@dataclass(frozen=True, slots=True)
class Told:
    """A story with all that its reports say."""

    number: int
    id: str
    title: str
    date: str
    place: str
    actors: tuple[str, ...]
    outlets: str
    families: int
    origins: int
    dated_by: tuple[Passage, ...]
    reports: tuple[Reported, ...]
    questions: tuple[Question, ...]
    speakers: tuple[Speaker, ...]
    compared: tuple[Compared, ...]
    figures: tuple[Measured, ...]
    pledges: tuple[Promised, ...]
    events: tuple[Happened, ...]

    @property
    def anchor(self) -> str:
        """Where the story stands on the page."""
        return self.id

    @property
    def differ(self) -> tuple[Question, ...]:
        """Questions on which the reports do not give one answer."""
        return tuple(question for question in self.questions if question.verdict != "agree")

    @property
    def agree(self) -> tuple[Question, ...]:
        """Questions on which they do."""
        return tuple(question for question in self.questions if question.verdict == "agree")

    @property
    def statements(self) -> int:
        """Statements, each rendering counted."""
        lines = (line for s in self.speakers for line in (*s.several, *s.quoted, *s.reported))
        return sum(len(wording.tellings) for line in lines for wording in line.wordings)

    @property
    def measured(self) -> int:
        """Figures, compared or not."""
        return len(self.figures) + sum(group.count for group in self.compared)


@dataclass(frozen=True, slots=True)
class Repeated:
    """A refrain: the line, who repeats it, and each occasion."""

    anchor: str | None
    speaker: str
    words: str
    occasions: tuple[tuple[int, str, tuple[Passage, ...]], ...]


@dataclass(frozen=True, slots=True)
class Month:
    """Sums of one period of a relation, with the events summed: label, anchor (None if not on this page)."""

    period: str
    cooperation: float
    conflict: float
    net: float
    events: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Two actors and how they stand to one another."""

    a: str
    b: str
    months: tuple[Month, ...]
    chart: Chart


@dataclass(frozen=True, slots=True)
class Indexed:
    """An actor, and the stories that mention it: number, anchor, mentions."""

    name: str
    note: str
    anonymous: bool
    mentions: int
    stories: tuple[tuple[int, str, int], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole dossier. `alone` are reports that belong to no story; `left_out` says what no date let the filter choose."""

    title: str
    subtitle: str
    shown: str
    left_out: str
    as_of: str
    stories: tuple[Told, ...]
    alone: tuple[Reported, ...]
    relations: tuple[Related, ...]
    refrains: tuple[Repeated, ...]
    index: tuple[Indexed, ...]
    version: str

    @property
    def reports(self) -> tuple[Reported, ...]:
        """All reports of the page, by story."""
        return (*(report for story in self.stories for report in story.reports), *self.alone)
