"""Statements as a reader sees them: whole in their marks, and under whoever is quoted."""

from __future__ import annotations

from typing import Any

import pytest

from communique.export.dossier.sayings import _parts, _with_marks


@pytest.mark.parametrize(
    ("text", "held", "shown"),
    [
        ("“The boats are in,” she told him.", "“The boats are in", "“The boats are in,”"),
        ('He wrote: "The boats are in."', "The boats are in", '"The boats are in."'),
        ("The boats “are in” now, she said.", "The boats “are in” now", "The boats “are in” now"),
        ("“The boats are in. They sank,” she said.", "“The boats are in.", "“The boats are in."),
    ],
)
def test_a_quotation_is_shown_with_both_its_marks(text: str, held: str, shown: str) -> None:
    start = text.index(held)
    begin, end = _with_marks(text, (start, start + len(held)))
    assert text[begin:end] == shown


def test_who_only_passes_on_a_quotation_stands_with_the_minor_lines() -> None:
    def row(id_: str, kind: str, name: str, content: tuple[int, int], parent: str | None) -> dict[str, Any]:
        return {
            "id": id_,
            "report": "r",
            "kind": kind,
            "content": [content],
            "parent": parent,
            "speaker": {"name": name},
        }

    passed_on = row("a", "mixed", "the ministry", (0, 40), None)
    assert _parts([passed_on, row("b", "direct", "Orla Dunne", (1, 20), "a")]) == {"a"}
    assert _parts([passed_on, row("b", "indirect", "Orla Dunne", (1, 20), "a")]) == {"b"}
    assert _parts([passed_on, row("b", "direct", "the ministry", (1, 20), "a")]) == {"b"}
