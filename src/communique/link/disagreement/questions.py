"""The questions asked of a story's reports, and the rows that their answers make."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from communique.link.disagreement.acts import attributes, numbers, participants
from communique.link.disagreement.asked import Asked, asked_of, in_order, row_of
from communique.link.disagreement.dates import dates
from communique.link.disagreement.doers import doers
from communique.link.disagreement.sayings import speakers, wordings
from communique.link.disagreement.sentences import sentences
from communique.link.figure import ruling
from communique.link.independence import count_families
from communique.link.setting import is_unit
from communique.store import Store
from communique.store.judgements import wrong
from communique.store.rows import Row


def disagreements(store: Store, stories: Collection[str]) -> dict[str, list[Row]]:
    """Disagreements (and agreements) of each story, conflicts first, then by what they are about."""
    hidden = wrong(store)
    found: dict[str, list[Row]] = {}
    for story in sorted(store.rows_in("stories", "id", stories), key=lambda row: row["id"]):
        if _told_once(store, story["id"]):
            found[story["id"]] = []
            continue
        asked = asked_of(store, story, hidden)
        answered = [*_once([*attributes(asked), *sentences(store, asked)]), *numbers(asked)]
        compared = list(_figures(store, story["id"], asked, answered))
        rows = [
            *answered,
            *compared,
            *participants(asked),
            *doers(store, asked),
            *dates(store, asked),
            *wordings(store, story["id"], asked),
            *speakers(asked),
        ]
        found[story["id"]] = sorted(
            filter(_telling, rows), key=lambda row: (row["verdict"] != "conflict", row["about"])
        )
    return found


def _telling(row: Row) -> bool:
    """Whether a row tells something: that copies or versions of one report agree with each other does not."""
    return row["verdict"] != "agree" or count_families(value["family"] for value in row["values"]) > 1


def _told_once(store: Store, story: str) -> bool:
    """Whether a story has one report, which renders no utterance twice: there is nothing to differ."""
    reports = store.query("SELECT count(*) AS n FROM reports WHERE story = ?", (story,))[0]["n"]
    return reports < 2 and not store.query("SELECT 1 FROM utterances WHERE story = ? LIMIT 1", (story,))


def _once(rows: Iterable[Row]) -> Iterable[Row]:
    """The rows without those on a matter that another row, told before it, already finds a conflict on."""
    told: set[str] = set()
    for row in rows:
        if row["about"] not in told:
            yield row
        if row["verdict"] == "conflict" and row["about"] == "place":
            told.add(row["about"])


def _figures(store: Store, story: str, asked: Asked, told: list[Row]) -> Iterable[Row]:
    """Comparisons of the story's figures. One whose figures have answered another question in part joins its row.

    Of a comparison over several stories only this one's figures count.
    """
    figures = {row["id"]: row for row in store.rows_in("figures", "report", asked.reports)}
    for comparison in store.rows("comparisons", "story = ?", (story,), order="about, id"):
        rows = [figures[i] for i in comparison["figures"] if i in figures]
        ruled = ruling(store, comparison["figures"], asked.reports)
        if ruled is None or (ruled.verdict == "agree" and _stretches(rows)):
            continue
        answers = [
            asked.answer(row["report"], asked.text(row, row["span"]), row["span"], row=row["id"]) for row in rows
        ]
        made = row_of(asked, f"figure: {comparison['about']}", ruled, answers, of=comparison["id"])
        known = next((row for row in told if any(_same(value, row["values"]) for value in made["values"])), None)
        if known is not None:
            _join(known, made)
        elif ruled.verdict != "cannot tell" or ruled.reasons:
            yield made


def _join(row: Row, other: Row) -> None:
    """Add to a row what another row on the same matter has; of two verdicts the graver holds."""
    told = {(value["report"], value["value"].casefold()) for value in row["values"]}
    new = [
        value
        for value in other["values"]
        if not _same(value, row["values"]) and (value["report"], value["value"].casefold()) not in told
    ]
    graver = _GRAVITY.index(other["verdict"]) < _GRAVITY.index(row["verdict"])
    row["values"] = in_order([*row["values"], *new])
    if graver:
        row |= {key: other[key] for key in ("verdict", "reasons", "corrections")}


_GRAVITY = ("conflict", "superseded", "cannot tell", "agree")


def _stretches(figures: Collection[Row]) -> bool:
    """Whether figures are stretches of time: that two reports give an age or the months of a war alike tells nothing."""
    return all(is_unit(row["unit"] or "") for row in figures)


def _same(value: Row, values: Iterable[Row]) -> bool:
    """Whether one of some values stands at the same characters, in part."""
    return any(
        other["report"] == value["report"]
        and other["span"][0] < value["span"][1]
        and value["span"][0] < other["span"][1]
        for other in values
    )
