"""The record from Python, as the README shows it."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

import communique
from communique import errors

TESTS = Path(__file__).resolve().parents[1]
ACTORS = TESTS / "small" / "actors.yaml"


def test_the_tour(tmp_path: Path) -> None:
    with communique.open(tmp_path / "r.db", actors=str(ACTORS), encoder=False) as record:
        summary = record.read(
            TESTS / "small" / "reports" / "coast-wire.txt", str(TESTS / "small" / "reports" / "gull.txt")
        )
        assert summary.read == 2
        told = [(e.date, e.type, e.evidence[0].text) for e in record.events(actor="XMO", with_="XTE")]
        assert any(date == "2021-05-01" and kind == "CONSULT" and "Hale" in words for date, kind, words in told)
        assert record.status()["tables"]["reports"] == 2
        assert record.remove("gull") == 1
        assert record.verify() == []
    with communique.open(tmp_path / "r.db", readonly=True) as record, pytest.raises(errors.RecordError):
        record.remove("coast-wire")


def test_errors_are_one_tree() -> None:
    for name in ("UsageError", "NotFound", "BadFilter", "Refused", "RecordError", "RecordTooNew", "RecordBroken"):
        assert issubclass(getattr(errors, name), communique.CommuniqueError)


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(errors.NotFound):
        communique.open(tmp_path / "no.db", create=False)
    with pytest.raises(errors.UsageError, match=r"no\.yaml"):
        communique.open(tmp_path / "r.db", actors=tmp_path / "no.yaml")
    with communique.open(tmp_path / "r.db", encoder=False) as record:
        with pytest.raises(errors.NotFound, match="no such file"):
            record.read(tmp_path / "nowhere")
        with pytest.raises(TypeError):
            record.events(colour="red")
        with pytest.raises(errors.UsageError, match="no export 'word'"):
            record.export("word", tmp_path / "out")


def test_every_public_name_is_there_and_described() -> None:
    for name in communique.__all__:
        assert getattr(communique, name) is not None
        assert name == "__version__" or getattr(communique, name).__doc__
    with pytest.raises(AttributeError, match="has no attribute 'closed'"):
        _ = communique.closed


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import communique, sys; print(sorted({'spacy', 'numpy', 'yaml', 'sqlite3', 'rich', 'click'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


KILLED = """
import os, signal, sys
import communique
from communique import ingest

link, ingest.BATCH = ingest.link, 2

def linked(store, *rows):
    link(store, *rows)
    if len(store.rows("reports")) > 2:
        os.kill(os.getpid(), signal.SIGKILL)

ingest.link = linked
communique.open(sys.argv[1], encoder=False).read(sys.argv[2])
"""
"""A process that dies in its second batch: all is linked, and nothing of it is committed."""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_a_read_that_is_killed_and_made_again_loses_nothing(tmp_path: Path) -> None:
    reports = TESTS / "small" / "reports"
    died = subprocess.run([sys.executable, "-c", KILLED, tmp_path / "r.db", reports], check=False)
    assert died.returncode == -signal.SIGKILL
    for name in ("r", "whole"):
        with communique.open(tmp_path / f"{name}.db", encoder=False) as record:
            assert record.verify() == []
            assert bool(record.read(reports).known) == (name == "r")
            record.export("jsonl", tmp_path / name)
    written = [{file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("r", "whole")]
    assert written[0] == written[1]
    assert written[0]["reports.jsonl"].count(b"\n") > 2
