"""The rows that a page draws on, read once and laid out by report and story."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from communique.export.dossier.passage import Paragraph, Passage, paragraphs, passages
from communique.export.phrases import party
from communique.query import Filter, Line
from communique.query.days import Within
from communique.query.listing import ask
from communique.resources.contract import tables
from communique.store import Store
from communique.store.rows import Row, order_of

_NARROWING = ("actor", "with_", "since", "until", "outlet", "story", "conflict", "limit")
"""Filters that choose stories; without any of them, reports of no story are shown too."""


@dataclass
class Shelf:
    """Rows of the chosen stories. `numbers` gives each story's place on the page; `taken` are ids that stand on it."""

    store: Store
    wanted: Filter
    taken: set[str] = field(default_factory=set)

    @cached_property
    def chosen(self) -> Within[Line]:
        """The chosen stories, with how many were left out for want of a date."""
        return ask(self.store, "stories", self.wanted)

    @cached_property
    def stories(self) -> list[Row]:
        """The chosen stories in order of date."""
        return [dict(line.data) for line in self.chosen.rows]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Number of each story on the page, by id."""
        return {row["id"]: number for number, row in enumerate(self.stories, 1)}

    @cached_property
    def reports(self) -> dict[str, Row]:
        """Reports of the chosen stories, by id; with no filter, all reports."""
        rows = self.store.rows_in("reports", "story", self.numbers)
        if not any(getattr(self.wanted, name) for name in _NARROWING):
            rows += self.store.rows("reports", "story IS NULL")
        ordered = sorted(rows, key=lambda row: (_day(row) or "9999", row["ref"], row["version"]))
        return {row["id"]: row for row in ordered}

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of all actors by id, of states by their code too."""
        rows = self.store.query("SELECT id, name, kind, country FROM actors ORDER BY id")
        codes = {row["country"]: row["name"] for row in rows if row["kind"] == "state" and row["country"]}
        return codes | {row["id"]: row["name"] for row in rows}

    @cached_property
    def labels(self) -> dict[str, str]:
        """How each report is cited: its outlet, else its ref; with its version or ref where the story has several."""
        plain = {id_: row["outlet"] or row["ref"] for id_, row in self.reports.items()}
        uses = Counter((row["story"], plain[id_]) for id_, row in self.reports.items())
        versions = Counter((row["story"], row["ref"]) for row in self.reports.values())
        return {id_: self._label(row, plain[id_], uses, versions) for id_, row in self.reports.items()}

    @staticmethod
    def _label(
        row: Row, plain: str, uses: Mapping[tuple[str, str], int], versions: Mapping[tuple[str, str], int]
    ) -> str:
        same = versions[row["story"], row["ref"]]
        if uses[row["story"], plain] == 1:
            return plain
        named = plain if uses[row["story"], plain] == same else f"{plain} ({row['ref']})"
        return f"{named}, version {row['version']}" if same > 1 else named

    @cached_property
    def blocks(self) -> dict[str, tuple[Paragraph, ...]]:
        """Paragraphs of each report."""
        return {id_: paragraphs(row) for id_, row in self.reports.items()}

    @cached_property
    def home(self) -> dict[str, str]:
        """The report of each statement, figure, event mention and time that a story's row may name."""
        told = {row["id"]: row["report"] for rows in (self.statements, self.figures, self.mentions) for row in rows}
        named = [value["row"] for story in self.stories for value in story["date_evidence"]]
        named += [v["row"] for story in self.stories for d in story["disagreements"] for v in d["values"] if v["row"]]
        times = self.store.rows_in("times", "id", [row for row in named if row not in told])
        return told | {row["id"]: row["report"] for row in times}

    def _of_reports(self, table: str) -> list[Row]:
        return sorted(self.store.rows_in(table, "report", self.reports), key=order_of(tables()[table]))

    @cached_property
    def statements(self) -> list[Row]:
        """Statements in text order."""
        return self._of_reports("statements")

    @cached_property
    def statement(self) -> dict[str, Row]:
        """Statements by id."""
        return {row["id"]: row for row in self.statements}

    @cached_property
    def figures(self) -> list[Row]:
        """Figures in text order."""
        return self._of_reports("figures")

    @cached_property
    def figure(self) -> dict[str, Row]:
        """Figures by id."""
        return {row["id"]: row for row in self.figures}

    @cached_property
    def mentions(self) -> list[Row]:
        """Event mentions in text order."""
        return self._of_reports("event_mentions")

    @cached_property
    def pledge_mentions(self) -> list[Row]:
        """Pledge mentions in text order."""
        return self._of_reports("pledge_mentions")

    @cached_property
    def copies(self) -> dict[str, list[Row]]:
        """Which report takes words from which, under both reports."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self._of_reports("copies"):
            found[row["report"]].append(row)
            found[row["of_report"]].append(row)
        return found

    @cached_property
    def origins(self) -> dict[str, list[Row]]:
        """The ends of the channels of each report's statements."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.statements:
            if row["via"]:
                found[row["report"]].append(row["via"][-1])
        return found

    @cached_property
    def members(self) -> dict[str | None, list[Row]]:
        """Reports by story."""
        found: dict[str | None, list[Row]] = defaultdict(list)
        for row in self.reports.values():
            found[row["story"]].append(row)
        return found

    @cached_property
    def replaced(self) -> set[str]:
        """Reports that a later version supersedes."""
        return {row["supersedes"] for row in self.reports.values() if row["supersedes"]}

    @cached_property
    def events(self) -> list[Row]:
        """Events that the reports tell."""
        return self.store.rows_in("events", "id", [row["event"] for row in self.mentions if row["event"]])

    @cached_property
    def pledges(self) -> list[Row]:
        """Pledges that the reports tell."""
        return self.store.rows_in("pledges", "id", [row["pledge"] for row in self.pledge_mentions if row["pledge"]])

    def story_of(self, rows: Iterable[Row], preferred: str | None = None) -> str | None:
        """The story under which a group of a story's rows stands: its own if it is shown, else its first telling's."""
        if preferred in self.numbers:
            return preferred
        stories = [self.reports[row["report"]]["story"] for row in rows if row["report"] in self.reports]
        return next((story for story in stories if story in self.numbers), None)

    def by_story(self, rows: Iterable[Row]) -> dict[str, list[Row]]:
        """Rows of reports by the story of their report."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            found[self.reports[row["report"]]["story"]].append(row)
        return found

    def take(self, id_: str) -> str | None:
        """The id as an anchor, the first time that it is asked for; then None, so that no two lines share one."""
        if id_ in self.taken:
            return None
        self.taken.add(id_)
        return id_

    def passages(self, report: str, spans: Iterable[Sequence[int]]) -> tuple[Passage, ...]:
        """The passages of a report at some spans."""
        if report not in self.reports:
            return ()
        return passages(self.reports[report], self.labels[report], self.blocks[report], spans)

    def words(self, report: str, spans: Sequence[Sequence[int]]) -> str:
        """The characters at some spans; a mark of omission stands between those that do not touch."""
        text, out, last = self.reports[report]["text"], "", 0
        for start, end in spans:
            gap = text[last:start] if out else ""
            out += (gap if not gap.strip() else " … ") + text[start:end]
            last = end
        return " ".join(out.split())

    def party(self, report: str, value: Mapping[str, Any] | None) -> str:
        """A party by name; else in the report's words; empty if there is none."""
        if not value:
            return ""
        named = party(value, self.names)
        if named != "?":
            return named
        spans = value["spans"] or []
        return f"“{self.words(report, spans)}”" if spans else ""


def _day(report: Row) -> str | None:
    """The first day of a report's own date; None where the last is open, since that is a bound and no date."""
    return report["published"] if report["published_end"] else None
