"""The bundled examples: reports in, whole record out.

The expected record lies beside this file, one JSON Lines file a table. After a change that is meant, look at the difference
and keep it: `python tests/golden/test_examples.py`.
"""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import communique

EXPECTED = Path(__file__).with_name("examples")
EXAMPLES = Path(str(files("communique.resources").joinpath("examples")))
VOLATILE = ("analysis", "score")
"""Columns that may differ where nothing else does: the analysis id, and a model's score in its third decimal."""


def build(folder: Path) -> None:
    with communique.open(folder / "examples.db", actors=EXAMPLES / "actors.yaml") as record:
        record.read(EXAMPLES / "reports")
        assert record.quarantine() == []
        assert record.verify() == []
        record.export("jsonl", folder / "out")


def rows(path: Path) -> list[dict[str, Any]]:
    loaded = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [{key: value for key, value in row.items() if key not in VOLATILE} for row in loaded]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("examples")
    build(folder)
    return folder / "out"


@pytest.mark.parametrize("name", sorted(path.name for path in EXPECTED.glob("*.jsonl")))
def test_record_of_the_examples(made: Path, name: str) -> None:
    assert rows(made / name) == rows(EXPECTED / name)


def test_nothing_is_missing(made: Path) -> None:
    assert {path.name for path in made.glob("*.jsonl")} == {path.name for path in EXPECTED.glob("*.jsonl")}


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        build(Path(scratch))
        shutil.rmtree(EXPECTED, ignore_errors=True)
        shutil.copytree(Path(scratch) / "out", EXPECTED)
    print(f"wrote {EXPECTED}")
