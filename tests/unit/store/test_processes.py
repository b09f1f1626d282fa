"""Two processes at one record: one reads while the other writes, and one is killed in the middle of a batch."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from communique.store import Store
from communique.store.verify import verify
from made import keep, texts, whole

TESTS = str(Path(__file__).resolve().parents[2])

READER = """
import sys
from communique.store import Store

with Store.open(sys.argv[1], readonly=True) as store:
    for _ in sys.stdin:
        print(len(store.rows("reports")), len(store.rows("events")), flush=True)
"""

WRITER = """
import sys, time
sys.path.insert(0, sys.argv[2])
from communique import ingest
from communique.store import Store
from made import keep, whole

def hang(store, reports, rows, moved):
    print("in the middle", flush=True)
    time.sleep(600)

with Store.open(sys.argv[1]) as store:
    keep(store, whole("old"))
    store.query("PRAGMA cache_size = 5")  # so that changed pages reach the disk before the batch ends
    ingest.link = hang
    keep(store, *(whole(f"new-{number}") for number in range(40)))
"""


def start(script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_one_process_reads_while_another_writes(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with Store.open(path) as store, start(READER, str(path)) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None

        def asked() -> str:
            print(file=reader.stdin, flush=True)
            return reader.stdout.readline().strip()

        try:
            keep(store, whole("a"))
            assert asked() == "1 1"
            with store.transaction():
                keep(store, whole("b", stated="2032-01-01"))
                assert asked() == "1 1", "a reader sees what is committed, and does not wait"
            assert asked().startswith("2 ")
        finally:
            reader.stdin.close()


def test_a_batch_that_is_killed_leaves_the_old_record(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with start(WRITER, str(path), TESTS) as writer:
        assert writer.stdout is not None
        try:
            assert writer.stdout.readline() == "in the middle\n"
        finally:
            writer.send_signal(signal.SIGKILL)
    assert Path(f"{path}-wal").stat().st_size > 100_000, "the batch had reached the disk"
    with Store.open(path) as store:
        assert verify(store) == []
        assert [row["ref"] for row in store.rows("reports")] == ["old"]
        keep(store, whole("new"))
        assert len(list(texts(store))) == 2
        assert verify(store) == []
