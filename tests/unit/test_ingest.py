"""Many reports into the record: batches, what fails, what dies, what is known already."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from communique import ingest
from communique.config import Settings
from communique.errors import NotFound, Refused
from communique.model import Reading, Report
from communique.store import Store
from communique.store.verify import verify
from made import ANALYSIS, Draft, keep, whole

SETTINGS = Settings(encoder=False)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readings without any model: the tools are a name, the reading is empty unless a text asks for trouble."""

    def read_report(report: Report, tools: Any) -> Reading:
        if "trouble" in report.text:
            raise ValueError("too much trouble")
        return Reading(report=report, analysis=ANALYSIS)

    monkeypatch.setattr(ingest, "tools", lambda settings: "tools")
    monkeypatch.setattr(ingest, "read_report", read_report)


def drafts(*texts: str) -> list[Report | Refused]:
    return [Draft(f"r{number}", text).report for number, text in enumerate(texts)]


def refs(store: Store) -> list[str]:
    return [row["ref"] for row in store.rows("reports", order="ref")]


def quarantine(store: Store) -> list[tuple[str, ...]]:
    return [tuple(row) for row in store.query("SELECT locator, stage, reason FROM quarantine ORDER BY locator")]


def test_what_fails_is_refused_with_its_reason_and_the_rest_is_read(store: Store) -> None:
    refused = Refused("the file is empty", locator="nothing")
    summary = ingest.ingest(store, [*drafts("One.", "There is trouble.", "Three."), refused], SETTINGS)
    assert (summary.read, summary.known, summary.refused) == (2, 0, 2)
    assert refs(store) == ["r0", "r2"]
    assert quarantine(store) == [
        ("nothing", "read", "the file is empty"),
        ("r1", "analysis", "analysis failed: ValueError: too much trouble"),
    ]


def test_known_reports_are_not_read_again(store: Store) -> None:
    ingest.ingest(store, drafts("One.", "Two."), SETTINGS)
    summary = ingest.ingest(store, drafts("One.", "Two.", "Three."), SETTINGS)
    assert (summary.read, summary.known, summary.refused) == (1, 2, 0)


def test_the_same_report_twice_in_a_batch_is_read_once(store: Store) -> None:
    [report] = drafts("One.")
    summary = ingest.ingest(store, [report, report], SETTINGS)
    assert (summary.read, summary.known) == (1, 1)
    assert refs(store) == ["r0"]


def test_batches_are_told_as_they_are_done(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "BATCH", 2)
    told: list[int] = []
    ingest.ingest(store, drafts(*(f"Text {n}." for n in range(5))), SETTINGS, done=told.append)
    assert told == [2, 2, 1]
    assert len(refs(store)) == 5


def test_a_source_that_breaks_leaves_the_batches_before_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "BATCH", 2)

    def source() -> Iterator[Report | Refused]:
        yield from drafts("One.", "Two.", "Three.")
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        ingest.ingest(store, source(), SETTINGS)
    assert refs(store) == ["r0", "r1"]
    assert verify(store) == []


def test_nothing_at_all(store: Store) -> None:
    summary = ingest.ingest(store, [], SETTINGS)
    assert (summary.read, summary.known, summary.refused) == (0, 0, 0)


def test_what_was_refused_and_is_read_now_leaves_quarantine(store: Store) -> None:
    ingest.ingest(store, [Refused("the file is empty", locator="r0")], SETTINGS)
    ingest.ingest(store, drafts("One."), SETTINGS)
    assert quarantine(store) == []


def test_rereading_replaces_all_or_the_stale(store: Store) -> None:
    keep(store, whole("a"))
    ingest.ingest(store, drafts("One.", "Two."), SETTINGS)
    store.query("UPDATE reports SET analysis = ? WHERE ref = 'r1'", (SETTINGS.analysis,))
    told: list[int] = []
    assert ingest.reread(store, SETTINGS, stale=True, done=told.append).read == 2
    assert told == [2]
    assert ingest.reread(store, SETTINGS).read == 3
    assert store.rows("event_mentions") == [], "the new reading found nothing"
    assert refs(store) == ["a", "r0", "r1"]


def test_a_report_whose_rereading_fails_keeps_its_reading(store: Store) -> None:
    trouble = whole("a")
    trouble = replace(trouble, text=trouble.text + " There is trouble.")
    keep(store, trouble)
    summary = ingest.reread(store, SETTINGS)
    assert (summary.read, summary.refused) == (0, 1)
    assert len(store.rows("event_mentions")) == 1
    assert quarantine(store)[0][1] == "analysis"


def test_rereading_takes_the_stated_date_as_it_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(store, whole("a", stated="2031-05"))
    seen: list[Report] = []
    monkeypatch.setattr(
        ingest, "read_report", lambda report, tools: (seen.append(report), Reading(report, ANALYSIS))[1]
    )
    ingest.reread(store, SETTINGS)
    assert (seen[0].published.start, seen[0].published.end, seen[0].published.basis) == (
        "2031-05-01",
        "2031-05-31",
        "stated",
    )
    assert seen[0].title == "Arden calls Below"
    assert seen[0].id == whole("a").id


def test_a_text_that_would_be_refused_today_is_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(store, whole("a"))

    def refuse(text: str, *, ref: str, **more: Any) -> Report:
        raise Refused("the text is too long", locator=ref)

    monkeypatch.setattr(ingest, "make_report", refuse)
    assert ingest.reread(store, SETTINGS).refused == 1
    assert refs(store) == ["a"]


def test_one_version_can_be_removed_by_its_id(store: Store) -> None:
    for day, text in (("2031-01-02", "The gulls left."), ("2031-01-03", "The gulls came back.")):
        keep(store, Draft("gulls", text, stated=day))
    first = store.rows("reports", "version = 1")[0]
    assert ingest.remove(store, first["id"]) == 1
    [left] = store.rows("reports")
    assert (left["version"], left["supersedes"]) == (1, None)
    with pytest.raises(NotFound):
        ingest.remove(store, first["id"])


# workers


class Pool:
    """A pool whose worker dies of one text, without starting any process."""

    started = 0

    def __init__(self, workers: int, mp_context: Any) -> None:
        Pool.started += 1
        self.broken = False

    def submit(self, function: Any, report: Report, settings: Settings) -> Any:
        from concurrent.futures import Future
        from concurrent.futures.process import BrokenProcessPool

        future: Future[Any] = Future()
        self.broken = self.broken or "kill" in report.text
        if self.broken:
            future.set_exception(BrokenProcessPool("a worker died"))
        else:
            future.set_result(Reading(report=report, analysis=ANALYSIS))
        return future

    def map(self, function: Any, reports: list[Report], settings: list[Settings], chunksize: int) -> Iterator[Any]:
        return iter(
            [self.submit(function, report, one).result() for report, one in zip(reports, settings, strict=True)]
        )

    def shutdown(self, *, cancel_futures: bool) -> None:
        assert cancel_futures


def test_a_report_that_kills_its_worker_is_refused_alone(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "ProcessPoolExecutor", Pool)
    monkeypatch.setattr(ingest, "BATCH", 4)
    texts = ("One.", "They kill time.", "Three.", "Four.", "Five.", "Six.")
    summary = ingest.ingest(store, drafts(*texts), replace(SETTINGS, workers=2))
    assert (summary.read, summary.refused) == (5, 1)
    assert refs(store) == ["r0", "r2", "r3", "r4", "r5"]
    assert quarantine(store) == [("r1", "analysis", "the analysis killed its worker process")]
    assert Pool.started == 3, "one to begin with, one after the batch broke, one after the culprit broke it again"


def test_a_very_long_report_is_told_of_before_it_is_read(store: Store, report: Callable[..., Report]) -> None:
    told: list[str] = []
    documents = [report("Short.", ref="a"), report("Ships sailed on. " * 20_000, ref="b")]
    ingest.ingest(store, documents, SETTINGS, long=lambda found: told.append(found.ref))
    assert told == ["b"]
