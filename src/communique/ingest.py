"""Many reports into the record: batches, workers, quarantine, links; one transaction a batch.

A report's reading never depends on its neighbours, so workers only share the work. What fails is quarantined with its
reason and the run goes on.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from typing import Self, TypeVar

from communique.config import Settings
from communique.errors import NotFound, Refused
from communique.judge import Entry
from communique.link.journey import GROUPED, link
from communique.model import Reading, Report
from communique.model.interval import prefix_of
from communique.model.report import LANGUAGE
from communique.pipeline import read_report, tools
from communique.read import READ, Clutter, make_report
from communique.store import Store, judgements
from communique.store import readings as written
from communique.store.rows import Row

T = TypeVar("T")

LONG = 300_000
"""Characters of a report whose reading takes so many seconds that it is told beforehand: some 25 for a million."""
BATCH = 50
"""Reports in one transaction: small enough that a killed run loses seconds, large enough that linking is shared."""


@dataclass(slots=True)
class Summary:
    """What a run did, in reports."""

    read: int = 0
    known: int = 0
    refused: int = 0
    with_problems: int = 0
    """Of those read: see the column `problems` of `reports`."""
    foreign: int = 0
    """Of those read: in a language that is not analysed."""


def ingest(
    store: Store,
    documents: Iterable[Report | Refused],
    settings: Settings,
    *,
    done: Callable[[int], None] = lambda _: None,
    long: Callable[[Report], None] = lambda _: None,
) -> Summary:
    """Read documents into the record. `done` is told how many more inputs are finished, `long` of each very long report."""
    summary = Summary()
    with _Readers(settings) as readers:
        for batch in _batches(documents, BATCH):
            refused = [item for item in batch if isinstance(item, Refused)]
            reports = _unseen(store, (item for item in batch if isinstance(item, Report)))
            for report in reports:
                if len(report.text) >= LONG:
                    long(report)
            readings, failed = _sorted(readers.read(reports))
            write(store, readings, refused=refused, failed=failed)
            summary.read += len(readings)
            summary.with_problems += sum(bool(reading.problems) for reading in readings)
            summary.foreign += sum(reading.report.language != LANGUAGE for reading in readings)
            summary.refused += len(refused) + len(failed)
            summary.known += len(batch) - len(refused) - len(reports)
            done(len(batch))
    return summary


def reread(
    store: Store, settings: Settings, *, stale: bool = False, done: Callable[[int], None] = lambda _: None
) -> Summary:
    """Replace the readings of all reports, or with `stale` of those that another analysis made."""
    where, values = ("analysis <> ?", (settings.analysis,)) if stale else ("1", ())
    ids = [row["id"] for row in store.query(f"SELECT id FROM reports WHERE {where} ORDER BY id", values)]
    clutter, summary = Clutter.load(settings.clutter), Summary()
    with _Readers(settings) as readers:
        for batch in _batches(ids, BATCH):
            again = [_again(store, row, clutter) for row in store.rows_in("reports", "id", batch)]
            refused = [item for item in again if isinstance(item, Refused)]
            readings, failed = _sorted(readers.read([item for item in again if isinstance(item, Report)]))
            write(store, readings, refused=refused, failed=failed)
            summary.read += len(readings)
            summary.refused += len(refused) + len(failed)
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
        rows, chains = written.row_ids(store, ids), written.chains(store, ids)
        moved = written.remove(store, ids)
        written.number_versions(store, chains)
        link(store, ids, rows, moved)
    return len(ids)


def relink(store: Store) -> None:
    """Make all links anew from the stored readings. Old group ids keep leading to the groups that took them over."""
    with store.transaction():
        ids = {row["id"] for row in store.query("SELECT id FROM reports")}
        # Disagreements stay until those of their story are written anew: from their answers it is told where an id leads now.
        made = [table for table in GROUPED if table != "disagreements"]
        for table in ("link_keys", "link_keys_of", "link_near", "link_edges", "link_read", *made):
            store.query(f"DELETE FROM {table}")
        link(store, ids, written.row_ids(store, ids))


def judge(store: Store, entries: Iterable[Entry]) -> int:
    """Add judgements to the record's log and let links follow them; the number that were new."""
    with store.transaction():
        added = judgements.append(store, entries)
        link(store, (), {})
    return added


def write(
    store: Store, readings: Collection[Reading], *, refused: Collection[Refused] = (), failed: Collection[Refused] = ()
) -> None:
    """Write readings, their links and what was refused, all or nothing. `failed` are those whose analysis failed."""
    ids = {reading.report.id for reading in readings}
    stages = [(item, "read") for item in refused] + [(item, "analysis") for item in failed]
    with _without_collection(), store.transaction():
        store.execute("DELETE FROM quarantine WHERE locator = ?", [(r.report.ref,) for r in readings])
        store.execute(
            "INSERT OR REPLACE INTO quarantine VALUES (?, ?, ?)", [(r.locator, r.reason, stage) for r, stage in stages]
        )
        before = written.row_ids(store, ids)
        moved = written.write(store, readings)
        written.number_versions(store, written.chains(store, ids))
        after = written.row_ids(store, ids)
        link(store, ids, {table: before[table] | after[table] for table in after}, moved)


@contextmanager
def _without_collection() -> Iterator[None]:
    """A batch without the search for cycles: linking makes next to none, and each search walks all nodes kept in memory."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _sorted(outcomes: Iterable[Reading | Refused]) -> tuple[list[Reading], list[Refused]]:
    listed = list(outcomes)
    readings = [outcome for outcome in listed if isinstance(outcome, Reading)]
    return readings, [outcome for outcome in listed if isinstance(outcome, Refused)]


def _unseen(store: Store, reports: Iterable[Report]) -> list[Report]:
    by_id = {report.id: report for report in reports}
    known = store.ids_in("reports", "id", by_id)
    return [report for key, report in by_id.items() if key not in known]


def _again(store: Store, row: Row, clutter: Clutter) -> Report | Refused:
    """The report of a row, cut into blocks anew, from all that was known when it came."""
    source = written.source_of(store, row["id"])
    try:
        return make_report(
            row["text"],
            ref=row["ref"],
            title=source.title,
            outlet=row["outlet"],
            author=row["author"],
            url=row["url"],
            published=row["published_at"] or prefix_of(source.stated.start, source.stated.end),
            language=row["language"],
            clutter=clutter,
            marked=source.marked,
            problems=[problem for problem in row["problems"] if problem.startswith(READ)],
        )
    except Refused as refused:
        return refused


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


class _Readers:
    """Reads reports in this process or in workers; each worker loads the models once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def _start(self) -> None:
        """Load the models here, or in workers of a pool; a model that is missing fails the run, not each report."""
        if self.settings.workers == 1:
            tools(self.settings)
        else:
            self.pool = ProcessPoolExecutor(self.settings.workers, mp_context=get_context("spawn"))

    def _stop(self) -> None:
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)
            self.pool = None

    def read(self, reports: list[Report]) -> Iterator[Reading | Refused]:
        """Readings in the order of the reports; a report whose analysis fails is refused with the reason."""
        if self.pool is None:
            yield from (_read(report, self.settings) for report in reports)
            return
        try:
            yield from list(self.pool.map(_read, reports, [self.settings] * len(reports), chunksize=4))
        except BrokenProcessPool:
            self._restart()
            yield from self._one_by_one(reports)

    def _restart(self) -> None:
        self._stop()
        self._start()

    def _one_by_one(self, reports: list[Report]) -> Iterator[Reading | Refused]:
        """After a worker died: each report alone, so that only the one that kills is refused."""
        for report in reports:
            assert self.pool is not None  # noqa: S101 - for the type checker: there is a pool or nothing broke
            try:
                yield self.pool.submit(_read, report, self.settings).result()
            except BrokenProcessPool:
                yield Refused("the analysis killed its worker process", locator=report.ref)
                self._restart()


def _read(report: Report, settings: Settings) -> Reading | Refused:
    """The process edge: whatever goes wrong in one report is its own reason and no other report's."""
    try:
        return read_report(report, tools(settings))
    except Exception as exc:  # noqa: BLE001 - the one place where anything may come
        return Refused(f"analysis failed: {type(exc).__name__}: {exc}", locator=report.ref)
