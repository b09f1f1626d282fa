"""The record as Python sees it: open a file, read reports into it, ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from communique.config import Settings
from communique.errors import UsageError
from communique.query import Filter, Line
from communique.query import explain as _explain
from communique.query.listing import ask
from communique.store import Store, user_files

if TYPE_CHECKING:
    from communique.export.dossier import Page
    from communique.export.frames import Lines
    from communique.export.written import Written
    from communique.ingest import Summary
    from communique.judge.entry import Verdict
    from communique.model import Report
    from communique.query import Explanation
    from communique.query.explain import Diff
    from communique.read.learn import Site


def open_record(path: Path | str, *, create: bool = True, readonly: bool = False, **settings: Any) -> Record:
    """Open the record at `path`, or make it. `settings` are those of `communique.config.Settings`.

    Files of your own (`actors`, `clutter`) are kept in the record and used again where none are named.

    Raises NotFound if it is missing and `create` is false, RecordError if the file cannot be used.
    """
    for name in ("actors", "clutter"):
        if settings.get(name) is not None:
            settings[name] = Path(settings[name])
    chosen = Settings(**settings)
    with ExitStack() as stack:
        store = stack.enter_context(Store.open(path, create=create, readonly=readonly))
        record = Record(store, user_files.recall(store, chosen) if readonly else user_files.remember(store, chosen))
        stack.pop_all()
    return record


class Record:
    """An open record. Listings take the filters of `communique.query.Filter` by keyword and give frozen lines.

    Use as a context manager, or call `close`.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self.settings = settings

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.store.close()

    # reading

    def read(
        self,
        *sources: Path | str,
        done: Callable[[int], None] = lambda _: None,
        long: Callable[[Report], None] = lambda _: None,
    ) -> Summary:
        """Read files, folders, or `-` for standard input; a report that is there already changes nothing.

        `done` is told how many more inputs are finished, `long` of each very long report before it is read.
        """
        from communique.ingest import ingest
        from communique.read import documents

        found = (document for source in sources for document in documents(source, settings=self.settings))
        return ingest(self.store, found, self.settings, done=done, long=long)

    def reread(self, *, stale: bool = False, done: Callable[[int], None] = lambda _: None) -> Summary:
        """Replace all readings, or those that another analysis made."""
        from communique.ingest import reread

        return reread(self.store, self.settings, stale=stale, done=done)

    def remove(self, ref: str) -> int:
        """Remove a report in all its versions; NotFound if there is none."""
        from communique.ingest import remove

        return remove(self.store, ref)

    def relink(self) -> None:
        """Make all links anew."""
        from communique.ingest import relink

        relink(self.store)

    def recurring_lines(self) -> dict[str, Site]:
        """Lines that recur over each site's reports, by outlet: what a clutter file might hold."""
        from communique.read.learn import learn
        from communique.store.rows import report_of

        rows = self.store.rows("reports", "supersedes IS NULL", order="id")
        return learn(map(report_of, rows), families={row["id"]: row["family"] for row in rows})

    # asking

    def lines(self, noun: str, **filters: Any) -> Lines:
        """Lines of any noun of the record (`communique.query.LISTINGS` names them): a list, and a table."""
        from communique.export.frames import Lines

        found = ask(self.store, noun, Filter(**filters))
        return Lines(noun, found.rows, left_out=found.left_out)

    def reports(self, **filters: Any) -> Lines:
        """Reports, one line a version."""
        return self.lines("reports", **filters)

    def stories(self, **filters: Any) -> Lines:
        """Stories in order of date."""
        return self.lines("stories", **filters)

    def statements(self, **filters: Any) -> Lines:
        """Statements in text order."""
        return self.lines("statements", **filters)

    def utterances(self, **filters: Any) -> Lines:
        """Utterances with the pairs of their wordings."""
        return self.lines("utterances", **filters)

    def figures(self, **filters: Any) -> Lines:
        """Figures in text order."""
        return self.lines("figures", **filters)

    def events(self, **filters: Any) -> Lines:
        """Events in order of date."""
        return self.lines("events", **filters)

    def pledges(self, **filters: Any) -> Lines:
        """Pledges in order of due date, each with its status on `as_of`."""
        return self.lines("pledges", **filters)

    def actors(self, **filters: Any) -> Lines:
        """Actors, most mentioned first."""
        return self.lines("actors", **filters)

    def relation(self, a: str | None = None, b: str | None = None, **filters: Any) -> Lines:
        """The relation of two actors by month, or with `type="quarter"` by quarter (`any`: both).

        Without `b` a line for each actor that `a` has to do with, without `a` for each pair: all its events summed, the
        busiest pair first, `first` and `last` the days of its first and last dated event. Raises UsageError for a `type`
        then: a pair has no periods.
        """
        if b is not None:
            return self.lines("relations", actor=a, with_=b, **filters)
        if filters.get("type"):
            raise UsageError(
                "months and quarters are those of two actors: name both, `communique relation A B --by quarter`"
            )
        from communique.export.frames import Lines
        from communique.query.pairs import pairs

        found = pairs(self.store, Filter(actor=a, **filters))
        return Lines("pairs", found.rows, left_out=found.left_out)

    def show(self, id_: str) -> Line:
        """The row with that id (or the report with that ref), with all its evidence."""
        return _explain.show(self.store, id_)

    def report(self, ref: str) -> Line:
        """A report with all that stands in it as evidence; a notebook shows its text with the words marked.

        `ref` is the report's ref (its latest version) or id; NotFound if there is none.
        """
        from communique.query.marks import marked

        return marked(self.store, ref)

    def why(self, id_: str) -> Explanation:
        """What made a row."""
        return _explain.why(self.store, id_)

    def diff(self, a: str, b: str) -> Diff:
        """Two wordings side by side."""
        return _explain.diff(self.store, a, b)

    def search(self, words: str, *, limit: int = 50) -> list[Line]:
        """Reports that hold all the words."""
        from communique.query import search

        return search(self.store, words, limit=limit)

    # judging

    def judge(
        self, verdict: Verdict, *ids: str, by: str | None = None, note: str | None = None, everything: bool = False
    ) -> list[tuple[str, str]]:
        """Judge rows `same`, `different` or `wrong`, or `undo` it; each judgement's id and what became of it.

        `undo` takes back the newest judgement that stands on the rows, or `everything` that does.
        """
        from communique.ingest import judge
        from communique.query import judgement

        made = judgement.entries(self.store, verdict, ids, by=by, note=note, everything=everything)
        judge(self.store, made)
        states = {line["id"]: line["state"] for line in self.lines("judgements")}
        return [(entry.id, states[entry.id]) for entry in made]

    def apply_judgements(self, file: Path | str) -> int:
        """Add the judgements of a log (JSON Lines); the number that were new. UsageError if a line is none."""
        from communique.ingest import judge
        from communique.judge import read_log

        return judge(self.store, read_log(Path(file)))

    def judgement_log(self) -> list[str]:
        """The log of judgements as lines of JSON, in the order they were written."""
        from communique.judge import line_of
        from communique.store.judgements import entries

        return [line_of(entry) for entry in entries(self.store)]

    # keeping

    def verify(self) -> list[str]:
        """Every span, hash and key that does not hold, one line each; empty if all do."""
        from communique.store.verify import verify

        return verify(self.store)

    def status(self) -> dict[str, Any]:
        """Counts by table, stale readings, quarantined inputs."""
        from communique.store.verify import status

        return status(self.store, self.settings.analysis)

    def quarantine(self) -> list[dict[str, str]]:
        """Refused inputs with their reasons."""
        return [dict(row) for row in self.store.query("SELECT locator, stage, reason FROM quarantine ORDER BY locator")]

    def export(
        self, form: str, target: Path | str, *, tables: Iterable[str] | None = None, as_of: str | None = None
    ) -> Written:
        """Write the record as `form` (`communique.export.names()`) into a folder: rows by file, and what was left out.

        `tables` limits formats that write one file a table; `as_of` is the day on which pledges are judged.
        """
        from communique.export import export

        return export(self.store, form, Path(target), tables=tables, as_of=as_of)

    def to_arrow(self, table: str) -> Any:
        """A whole table of the record (docs/record.md) as a `pyarrow.Table`; needs the extra `tables`."""
        from communique.export.frames import arrow_of
        from communique.export.written import ask, rows_of

        ask([table], None)
        return arrow_of(table, rows_of(self.store, table))

    def to_pandas(self, table: str) -> Any:
        """A whole table of the record as a `pandas.DataFrame`; needs the extra `tables`."""
        from communique.export.frames import library, pandas_of

        library("pandas")
        return pandas_of(self.to_arrow(table))

    def to_polars(self, table: str) -> Any:
        """A whole table of the record as a `polars.DataFrame`; needs the extra `tables`."""
        from communique.export.frames import library, polars_of

        library("polars")
        return polars_of(self.to_arrow(table))

    def dossier(self, target: Path | str, *, title: str | None = None, **filters: Any) -> Page:
        """Write the stories that the filters choose as one HTML page to the file `target`; what it shows."""
        from communique.export.dossier import write_dossier

        return write_dossier(self.store, Path(target), Filter(**filters), title=title)
