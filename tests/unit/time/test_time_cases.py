"""The case table of time expressions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "times.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_case(case: dict[str, Any], times_of: Any) -> None:
    text = case["text"]
    times = times_of(text, published=case["published"])
    found = {text[slice(*time.span)]: [time.type, time.value] for time in times.times}
    wanted = {words: [kind, value and str(value)] for words, (kind, value) in _given(case.get("times", {}))}
    assert {words: found.get(words) for words in wanted} == wanted
    assert not [words for words in case.get("none", []) if words in found]


def _given(times: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(words, value) for words, value in times.items() if value is not None]
