"""What every format shares: what it is asked for, the folder it writes into, and the account it gives of itself."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from communique.errors import UsageError
from communique.export.safe import as_json, cell
from communique.query import Filter
from communique.resources import contract
from communique.store import Store
from communique.store.judgements import wrong
from communique.store.rows import Row, order_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What an export is asked for: the tables (of formats that write one file a table) and the day of judgement."""

    tables: frozenset[str]
    as_of: str


@dataclass(frozen=True, slots=True)
class Written:
    """What an export wrote: rows by file, and what the format cannot hold, counted by reason. Nothing else is missing."""

    files: Mapping[str, int]
    left_out: Mapping[str, int] = field(default_factory=dict)


def ask(tables: Iterable[str] | None, as_of: str | None) -> Asked:
    """Check what is asked for. Raises UsageError for a table that is not in the contract, BadFilter for no day."""
    known = contract.tables()
    wanted = frozenset(known if tables is None else tables)
    unknown = sorted(wanted - known.keys())
    if unknown:
        raise UsageError(f"no table {', '.join(unknown)}; there are {', '.join(known)}")
    return Asked(wanted, Filter(as_of=as_of).day())


def folder(target: Path) -> Path:
    """The folder `target`, made if missing. Raises UsageError where that cannot be."""
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise UsageError(f"{target} cannot be made: {exc.strerror}; name a folder") from exc
    return target


def rows_of(store: Store, table: str) -> list[Row]:
    """All rows of a table in the contract's order, so that the same record gives the same bytes."""
    return sorted(store.rows(table), key=order_of(contract.tables()[table]))


def sound_rows(store: Store, table: str) -> tuple[list[Row], list[str]]:
    """The rows that nobody judged wrong, in the contract's order, and a reason for each that somebody did."""
    hidden, rows = wrong(store), rows_of(store, table)
    kept = [row for row in rows if row.get("id") not in hidden]
    return kept, [f"{table} judged wrong"] * (len(rows) - len(kept))


def write_text(target: Path, name: str, text: str) -> None:
    """Write a file of the export in UTF-8, its line ends as given; what UTF-8 cannot hold is shown as `?`."""
    with (folder(target) / name).open("w", encoding="utf-8", errors="replace", newline="") as file:
        file.write(text)


def write_json(target: Path, name: str, value: Any) -> None:
    """Write a JSON document, control and direction characters as escapes."""
    write_text(target, name, as_json(value, indent=1) + "\n")


def write_csv(target: Path, name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write a CSV file whose cells no spreadsheet takes for formulas; the number of rows."""
    count = 0
    with (folder(target) / name).open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for row in rows:
            writer.writerow([cell(value) for value in row])
            count += 1
    return count


def tally(reasons: Iterable[str]) -> dict[str, int]:
    """How often each reason was met, by reason."""
    return dict(sorted(Counter(reasons).items()))
