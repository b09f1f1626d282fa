"""The bundled example reports, read into a record."""

from __future__ import annotations

from contextlib import ExitStack
from importlib.resources import as_file, files
from pathlib import Path

from communique.record import Record, open_record

AS_OF = "2023-05-20"
"""The day on which the demo judges pledges: after the last example report, before the last due date."""


def build(folder: Path) -> Record:
    """Read the bundled examples, with their actor file, into a new record in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "demo.db"
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    with ExitStack() as stack:
        examples = stack.enter_context(as_file(files("communique.resources").joinpath("examples")))
        record = open_record(path, actors=examples / "actors.yaml")
        record.read(examples / "reports")
    return record
