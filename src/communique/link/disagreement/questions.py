"""The questions asked of a story's reports, and the rows that their answers make."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from communique.link.disagreement.acts import attributes, numbers, participants
from communique.link.disagreement.asked import Asked, asked_of, row_of
from communique.link.disagreement.dates import dates
from communique.link.disagreement.sayings import speakers, wordings
from communique.link.disagreement.sentences import sentences
from communique.link.independence import count_families
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
        rows = [
            *answered,
            *participants(asked),
            *dates(store, asked),
            *_figures(store, story["id"], asked, answered),
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


def _figures(store: Store, story: str, asked: Asked, told: Collection[Row]) -> Iterable[Row]:
    """Comparisons of the story's figures, but for those whose figures have answered another question."""
    answered = {(value["ref"], value["value"]) for row in told for value in row["values"]}
    spans = [(value["ref"], value["span"]) for row in told for value in row["values"]]
    figures = {row["id"]: row for row in store.rows_in("figures", "report", asked.reports)}
    for comparison in store.rows("comparisons", "story = ?", (story,), order="about, id"):
        rows = [figures[i] for i in comparison["figures"] if i in figures]
        if all(
            (row["ref"], asked.text(row, row["span"])) in answered or any(_same(row, ref, span) for ref, span in spans)
            for row in rows
        ):
            continue
        answers = [
            asked.answer(row["report"], asked.text(row, row["span"]), row["span"], row=row["id"]) for row in rows
        ]
        yield row_of(f"figure: {comparison['about']}", comparison["verdict"], answers)


def _same(figure: Row, ref: str, span: Collection[int]) -> bool:
    start, end = span
    return bool(figure["ref"] == ref and figure["span"][0] < end and start < figure["span"][1])
