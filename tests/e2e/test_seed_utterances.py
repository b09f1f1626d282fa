"""The six renderings that five reports of three meetings share: the labelled data beside the repository holds them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.record import Record, open_record

PAIRS = [
    (("000", "jointly support"), ("002", "are united"), ("reworded", True)),
    (("000", "an important stabilizing"), ("000", "a major stabilizing"), ("reworded", True)),
    (("000", "an important stabilizing"), ("002", "a crucial stabilizing"), ("paraphrase", False)),
    (("001", "unaffected by"), ("003", "nor are they influenced"), ("trimmed", False)),
    (("001", "recent Russian-American"), ("003", "recent Russian-American"), ("paraphrase", False)),
    (("004", "hostile” US"), ("004", "dual containment"), ("trimmed", False)),
]


@pytest.fixture(scope="module")
def record(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with open_record(tmp_path_factory.mktemp("seeds") / "seeds.db") as opened:
        opened.read(shared / "seeds")
        yield opened


def statements(record: Record, ref: str, words: str) -> set[str]:
    return {
        line["id"]
        for line in record.statements()
        if line["ref"].startswith(ref) and words in " ".join(e.text for e in line.evidence)
    }


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS, ids=str)
def test_renderings_are_one_utterance(
    record: Record, one: tuple[str, str], other: tuple[str, str], expected: tuple[str, bool]
) -> None:
    left, right = statements(record, *one), statements(record, *other)
    found = {
        (pair["change"], pair["altered"])
        for line in record.utterances()
        for pair in line["pairs"]
        if (pair["a"] in left and pair["b"] in right) or (pair["b"] in left and pair["a"] in right)
    }
    assert expected in found


def test_one_line_comes_back_in_all_three_stories(record: Record) -> None:
    assert max(len(line["stories"]) for line in record.lines("refrains")) == 3
