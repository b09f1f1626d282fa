"""What a figure brings: itself, its report, the stems of what it measures."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from functools import cached_property

from communique.figure.compare import alike, comparable, described
from communique.figure.correct import in_note
from communique.figure.tables import lemmas
from communique.link.independence import family_of
from communique.link.setting import Setting, setting
from communique.link.sides import as_one, party_ids
from communique.link.wording import overlap, stem
from communique.link.words import weight, words
from communique.model import DENIED, Figure
from communique.model.figure import Verdict
from communique.store import Store, value_of

SAME = 0.5
"""Least share of weighted words in what two figures measure for both to measure the same."""

ALIKE = 0.8
"""Least share of weighted words for figures of one story to be of one time where only one of them says of which."""


@dataclass(frozen=True)
class FigureNode:
    """A figure with its report's place in the record."""

    id: str
    report: str
    text: str
    ref: str
    story: str | None
    version: int
    at: str
    outlet: str
    named: str | None
    published: str
    family: str
    figure: Figure
    beside: tuple[Figure, ...] = ()
    """All figures of its report."""

    @cached_property
    def stems(self) -> dict[str, float]:
        """Stems of what it measures, with weights; the owners' names and words for them are compared as owners."""
        return _stems(self.figure)

    @property
    def words(self) -> str:
        """The characters that give it."""
        start, end = self.figure.span
        return self.text[start:end]

    @cached_property
    def setting(self) -> Setting:
        """What its sentence says of where, over what time, and whether it was counted at all."""
        return setting(self.text, self.figure.span)

    @cached_property
    def picked_out(self) -> bool:
        """Whether its report tells no other amount of what it measures, but for one that somebody else claims.

        Words that fit two amounts of one report ("people injured", here and there) do not say which one another report means.
        """
        return not any(_rivals(self.figure, other) for other in self.beside if other.about)

    @cached_property
    def noted(self) -> tuple[Figure, ...]:
        """The figures of its report that stand in a note of correction, whatever they are told to measure."""
        return tuple(figure for figure in self.beside if in_note(self.text, figure.span[0]))

    @property
    def denied(self) -> bool:
        """Whether the report says that this is not the number."""
        return self.figure.rule == DENIED

    @property
    def idle(self) -> bool:
        """Whether it hardly counts: "one man", "the two sides"."""
        told = words(self.figure.about or "")
        return len(told) == 1 and (self.figure.value == 1 or told[0] in lemmas("sides"))

    @property
    def befalls(self) -> bool:
        """Whether it counts what befell persons, who may be those of one day: "36 deaths"."""
        return alike((self.figure.unit or "").lower()) in lemmas("befalling")

    @property
    def lone(self) -> bool:
        """Whether nothing but the noun counted is known of what is counted: "150 countries"."""
        told = words(self.figure.about or "")
        return len(told) == 1 and stem(told[0]) == stem((self.figure.unit or "").lower())

    @property
    def bare(self) -> bool:
        """Whether it counts people without a word on which: "more than 900 people" may be anybody."""
        return set(words(self.figure.about or "")) <= _PEOPLE


def _stems(figure: Figure) -> dict[str, float]:
    told = f"{described(figure)} {figure.unit or ''}"
    return {stem(word): weight(word) for word in map(alike, words(told)) if weight(word) > 1.0}


def _rivals(figure: Figure, other: Figure) -> bool:
    if other.id == figure.id or other.rule == DENIED or comparable(figure, other)[0] != "conflict":
        return False
    claimed = [party_ids([asdict(one.claimed_by)]) if one.claimed_by else [] for one in (figure, other)]
    return (claimed[0] == claimed[1] or not all(claimed)) and overlap(_stems(figure), _stems(other))[1] >= SAME


_PEOPLE = frozenset({"people", "person", "persons"})


_REPORT = ("id", "ref", "url", "text", "outlet", "story", "version", "published", "published_end", "family")


def nodes(store: Store, ids: Collection[str]) -> dict[str, FigureNode]:
    """Nodes of figures by id; only those that say what they measure can be compared."""
    amounts = ("value", "low", "high")
    told = {row["report"] for row in store.rows_in("figures", "id", ids, only=("report",))}
    rows = [
        row
        for row in as_one(store, store.rows_in("figures", "report", told), "claimed_by", "measured_of")
        if any(row[amount] is not None for amount in amounts)
    ]
    beside: dict[str, list[Figure]] = {}
    for row in rows:
        beside.setdefault(row["report"], []).append(value_of("figures", row))
    reports = {r["id"]: r for r in store.rows_in("reports", "id", beside, only=_REPORT)}
    wanted = set(ids)
    found = {}
    for row in sorted((row for row in rows if row["id"] in wanted and row["about"]), key=lambda row: row["id"]):
        report = reports[row["report"]]
        found[row["id"]] = FigureNode(
            row["id"],
            row["report"],
            report["text"],
            row["ref"],
            report["story"],
            report["version"],
            report["url"] or report["ref"],
            report["outlet"] or report["ref"],
            report["outlet"],
            (report["published"] if report["published_end"] else None) or "",
            family_of(report),
            value_of("figures", row),
            tuple(beside[row["report"]]),
        )
    return found


def compared(a: FigureNode, b: FigureNode) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict on two figures of different reports, with reasons; symmetric.

    A toll of "at least 12" is what had been counted when it was told: a later day's higher toll takes its place.
    Amounts that exclude each other conflict only where nothing sets their occasions apart and both descriptions pick out one.
    """
    if a.setting.awaited != b.setting.awaited:
        return "cannot tell", ("one is awaited, the other counted",)
    verdict, reasons = comparable(a.figure, b.figure)
    if verdict == "cannot tell" and (outgrown(a, b) or outgrown(b, a)):
        verdict, reasons = comparable(_so_far(a.figure), _so_far(b.figure))
    if verdict == "cannot tell" and _of_one_time(a, b):
        verdict, reasons = comparable(replace(a.figure, period=None), replace(b.figure, period=None))
    if verdict != "conflict" or a.at == b.at:
        return verdict, reasons
    if why := a.setting.apart(b.setting):
        return "cannot tell", (why,)
    if a.befalls != b.befalls:
        return "cannot tell", ("the new ones or all of them",)
    if (a.lone or b.lone) and not a.setting.told & b.setting.told - _stems(a.figure).keys() - _stems(b.figure).keys():
        return "cannot tell", ("nothing is told alike but the noun",)
    if not (a.picked_out and b.picked_out):
        return "cannot tell", ("one report tells several amounts of this",)
    return verdict, reasons


def _of_one_time(a: FigureNode, b: FigureNode) -> bool:
    """Whether two figures of one story measure the same in the same words, and one alone tells when."""
    dated = a.figure.period is not None, b.figure.period is not None
    told_alike = overlap(a.stems, b.stems)[1] >= ALIKE
    return a.story is not None and a.story == b.story and dated[0] != dated[1] and told_alike


def _so_far(figure: Figure) -> Figure:
    """The figure with its least amount as what was counted."""
    return replace(figure, low=None, change="=") if figure.value is not None and figure.value == figure.low else figure


def outgrown(old: FigureNode, new: FigureNode) -> bool:
    """Whether a toll was told higher on a later day: those killed or arrested become more while they are counted."""
    tolls = all(lemmas("cumulative") & set(words(node.figure.about or "")) for node in (old, new))
    day, later = old.published[:10], new.published[:10]
    return tolls and "" < day < later and least(old) < least(new)


def least(node: FigureNode) -> float:
    """The amount that a figure gives, or the least one that it allows."""
    figure = node.figure
    found = (amount for amount in (figure.value, figure.low, figure.high) if amount is not None)
    return next(found, 0.0)
