"""Reports that try to do harm, through every command and every file: what comes out is text and nothing else."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from communique import export as exports
from communique.cli import group, main
from communique.store import Store
from marks import risky

Run = Callable[..., tuple[str, str]]
LISTS = [
    name
    for name, command in group.commands.items()
    if any("--format" in p.opts and "csv" in p.type.choices for p in command.params)  # type: ignore[attr-defined]
]


@pytest.fixture
def run(hostile: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run a command on the hostile record: standard output and error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMMUNIQUE_RECORD", str(hostile))

    def call(*arguments: str) -> tuple[str, str]:
        monkeypatch.setattr(sys, "argv", ["communique", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code in {0, 1, None}, arguments
        told = capsys.readouterr()
        return told.out, told.err

    return call


def needed(command: str) -> list[str]:
    """The arguments without which a listing does not run."""
    return {"relation": ["Mira Arden", "Jon Hale"], "search": ["harbour"]}.get(command, [])


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_no_listing_lets_codes_through(form: str, run: Run) -> None:
    assert {"stories", "statements", "events", "reports", "search"} <= set(LISTS)
    seen = ""
    for command in LISTS:
        out, err = run(command, *needed(command), "--format", form)
        assert risky(out + err) == [], command
        seen += out
    assert "⟨U+" in seen if form in {"table", "csv"} else "\\u001b" in seen, "else this tries nothing"
    assert "herringherring" in seen


def test_every_json_listing_is_json_and_every_csv_cell_is_plain(run: Run) -> None:
    for command in LISTS:
        json.loads(run(command, *needed(command), "--format", "json")[0])
        cells = [
            cell
            for line in csv.reader(io.StringIO(run(command, *needed(command), "--format", "csv")[0]))
            for cell in line
        ]
        assert not [cell for cell in cells if re.match(r"\s*[=+@＝＋－＠]|\s*-(?!\d)", cell)], command


def test_stories_rows_and_texts_print_as_text(run: Run, hostile: Path) -> None:
    with Store.open(hostile, readonly=True) as store:
        ids = [
            row["id"]
            for table in ("reports", "statements", "events", "stories", "pledges")
            for row in store.rows(table)
        ]
    for arguments in (
        ["timeline"],
        ["status"],
        ["verify"],
        ["quarantine"],
        *(["show", i] for i in ids),
        *(["why", i] for i in ids),
    ):
        assert risky("".join(run(*arguments))) == [], arguments


def test_a_long_word_and_a_line_end_break_no_table(run: Run) -> None:
    out, _ = run("pledges", "--as-of", "2021-06-15")
    assert max(map(len, out.splitlines())) <= 160, "cells fold"
    assert out.count("herring") > 1_000, "and nothing of the word is lost"


@pytest.mark.parametrize("form", exports.names())
def test_what_an_export_says_of_itself_is_inert(form: str, run: Run) -> None:
    out, err = run("export", form, "out")
    assert out == ""
    assert risky(err) == []
    assert all(re.fullmatch(r"left out: \d+ .+|\S+( \w+)?: \d+", line) for line in err.splitlines()), err
