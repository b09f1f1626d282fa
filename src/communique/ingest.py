"""Many reports into the record: batches, workers, quarantine, links; one transaction a batch.

A report's reading never depends on its neighbours, so workers only share the work. What fails is quarantined with its
reason and the run goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context

from communique.config import Settings
from communique.errors import NotFound, Refused
from communique.link import link
from communique.model import Reading, Report
from communique.pipeline import read_report, tools
from communique.read import make_report
from communique.store import Store
from communique.store import readings as written

BATCH = 50
"""Reports in one transaction: small enough that a killed run loses seconds, large enough that linking is shared."""


@dataclass(slots=True)
class Summary:
    """What a run did, in reports."""

    read: int = 0
    known: int = 0
    refused: int = 0


def ingest(
    store: Store,
    documents: Iterable[Report | Refused],
    settings: Settings,
    *,
    done: Callable[[int], None] = lambda count: None,
) -> Summary:
    """Read documents into the record. `done` is told how many more inputs are finished."""
    summary = Summary()
    with _Readers(settings) as readers:
        for batch in _batches(documents, BATCH):
            refused = [item for item in batch if isinstance(item, Refused)]
            reports = _unseen(store, (item for item in batch if isinstance(item, Report)))
            outcomes = list(readers.read(reports))
            refused += [outcome for outcome in outcomes if isinstance(outcome, Refused)]
            readings = [outcome for outcome in outcomes if isinstance(outcome, Reading)]
            _write(store, readings, refused)
            summary.read += len(readings)
            summary.refused += len(refused)
            summary.known += len(batch) - len(readings) - len(refused)
            done(len(batch))
    return summary


def reread(
    store: Store, settings: Settings, *, stale: bool = False, done: Callable[[int], None] = lambda count: None
) -> Summary:
    """Replace the readings of all reports, or with `stale` of those that another analysis made."""
    where = ("analysis <> ?", (settings.analysis,)) if stale else ("1", ())
    rows = store.rows("reports", *where, order="id")
    summary = Summary()
    with _Readers(settings) as readers:
        for batch in _batches(rows, BATCH):
            outcomes = list(readers.read([_again(store, row, settings) for row in batch]))
            readings = [outcome for outcome in outcomes if isinstance(outcome, Reading)]
            refused = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
            _write(store, readings, refused)
            summary.read += len(readings)
            summary.refused += len(refused)
            done(len(batch))
    return summary


def remove(store: Store, ref: str) -> int:
    """Remove every version of the report `ref` and relink what it touched; the number removed.

    Raises NotFound if there is none.
    """
    ids = {row["id"] for row in store.rows("reports", "ref = ? OR id = ?", (ref, ref))}
    if not ids:
        raise NotFound(f"no report {ref!r}: `communique reports` lists them")
    with store.transaction():
        rows = written.row_ids(store, ids)
        written.remove(store, ids)
        link(store, ids, rows)
    return len(ids)


def relink(store: Store) -> None:
    """Make all links anew from the stored readings."""
    with store.transaction():
        ids = {row["id"] for row in store.query("SELECT id FROM reports")}
        for table in ("link_keys", "link_edges", "link_groups"):
            store.query(f"DELETE FROM {table}")  # noqa: S608
        link(store, ids, written.row_ids(store, ids))


def _write(store: Store, readings: list[Reading], refused: Collection[Refused]) -> None:
    ids = {reading.report.id for reading in readings}
    with store.transaction():
        store.execute(
            "INSERT OR REPLACE INTO quarantine VALUES (?, ?, ?)", [(r.locator, r.reason, "read") for r in refused]
        )
        before = written.row_ids(store, ids)
        written.write(store, readings)
        written.number_versions(store, ids)
        after = written.row_ids(store, ids)
        link(store, ids, {table: before[table] | after[table] for table in after})


def _unseen(store: Store, reports: Iterable[Report]) -> list[Report]:
    by_id = {report.id: report for report in reports}
    known = {row["id"] for row in store.rows_in("reports", "id", by_id)}
    return [report for key, report in by_id.items() if key not in known]


def _again(store: Store, row: dict[str, object], settings: Settings) -> Report:
    source = store.query("SELECT title FROM report_source WHERE report = ?", (str(row["id"]),))[0]
    stated = written.stated(store, str(row["id"]))
    return make_report(
        str(row["text"]),
        ref=str(row["ref"]),
        title=source["title"],
        outlet=_text(row["outlet"]),
        author=_text(row["author"]),
        url=_text(row["url"]),
        published=stated.start,
        language=_text(row["language"]),
        settings=settings,
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _batches(items: Iterable[object], size: int) -> Iterator[list[object]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


class _Readers:
    """Reads reports in this process or in workers; each worker loads the models once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> _Readers:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)

    def _start(self) -> None:
        """Load the models here, or in workers of a pool; a model that is missing fails the run, not each report."""
        if self.settings.workers == 1:
            tools(self.settings)
        else:
            self.pool = ProcessPoolExecutor(self.settings.workers, mp_context=get_context("spawn"))

    def read(self, reports: list[Report]) -> Iterator[Reading | Refused]:
        """Readings in the order of the reports; a report whose analysis fails is refused with the reason."""
        if self.pool is None:
            yield from (_read(report, self.settings) for report in reports)
            return
        try:
            yield from list(self.pool.map(_read, reports, [self.settings] * len(reports), chunksize=4))
        except BrokenProcessPool:
            yield from self._one_by_one(reports)

    def _one_by_one(self, reports: list[Report]) -> Iterator[Reading | Refused]:
        """After a worker died: each report alone, so that only the one that kills is refused."""
        for report in reports:
            self._start()
            assert self.pool is not None  # noqa: S101
            try:
                yield self.pool.submit(_read, report, self.settings).result()
            except BrokenProcessPool:
                yield Refused("the analysis killed its worker process", locator=report.ref)


def _read(report: Report, settings: Settings) -> Reading | Refused:
    """The process edge: whatever goes wrong in one report is its own reason and no other report's."""
    try:
        return read_report(report, tools(settings))
    except Exception as exc:  # noqa: BLE001
        return Refused(f"analysis failed: {type(exc).__name__}: {exc}", locator=report.ref)
