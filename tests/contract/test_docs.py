"""The reference pages are what the code says."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from jsonschema import Draft202012Validator

from communique.resources.contract import tables

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_reference", DOCS / "make_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_are_up_to_date(maker: ModuleType) -> None:
    assert maker.differing() == [], "run python docs/make_reference.py"


def test_check_says_what_differs(maker: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
                                 tmp_path: Path) -> None:  # fmt: skip
    monkeypatch.setattr(maker, "DOCS", tmp_path)
    maker.write()
    assert maker.main(["--check"]) == 0
    (tmp_path / "cli.md").write_text("stale")
    (tmp_path / "schema" / "gone.json").write_text("{}")
    assert maker.main(["--check"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in told] == ["docs/cli.md", "docs/schema/gone.json"]
    maker.write()
    assert maker.main(["--check"]) == 0
    assert not (tmp_path / "schema" / "gone.json").exists()


@pytest.mark.parametrize("name", tables())
def test_each_schema_is_one(name: str) -> None:
    schema = json.loads((DOCS / "schema" / f"{name}.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["required"] == list(schema["properties"])


def test_every_field_is_told(maker: ModuleType) -> None:
    page = maker.record_page()
    for table in tables().values():
        assert f"## {table.name}\n\n{table.about}" in page
        for column in table.columns:
            assert column.about, f"{table.name}.{column.name}"
            assert f"| `{column.name}` |" in page


def test_every_command_is_told(maker: ModuleType) -> None:
    from communique.cli import group

    page = maker.command_page()
    for name, command in group.commands.items():
        assert f"## communique {name}\n" in page
        assert command.help, name


def test_help_does_not_load_the_models() -> None:
    """`--help` answers at once: nothing heavy is imported for it."""
    heavy = "spacy onnxruntime numpy trafilatura rich babel pint yaml"
    code = (
        "import sys; sys.argv = ['communique', '--help']\n"
        "from communique.cli import main\n"
        "try: main()\n"
        f"except SystemExit: print(sorted(set('{heavy}'.split()) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_a_listing_does_not_load_what_reads_and_links() -> None:
    """`communique stories` answers from the record: no parser, no vectors."""
    code = (
        "import communique.cli.tables, sys; print(sorted({'spacy', 'onnxruntime', 'trafilatura'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_files_that_the_architecture_names_are_there() -> None:
    page = (DOCS / "architecture.md").read_text("utf-8")
    named = set(re.findall(r"`([a-z_]+/[a-z_/]+\.(?:py|yaml))`", page))
    assert named
    assert [name for name in sorted(named) if not (DOCS.parent / "src" / "communique" / name).exists()] == []
