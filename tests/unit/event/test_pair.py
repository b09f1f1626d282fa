"""Relations with the pair given."""

from __future__ import annotations

from typing import Any

import pytest

from communique.event.pair import code_event


def span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("text", "source", "target", "kind"),
    [
        ("Serbian police arrested a Bosnian poet on Friday.", "Serbian police", "a Bosnian poet", "COERCE"),
        ("Chile said that Bolivia must open the road.", "Chile", "Bolivia", "REQUEST"),
        ("Chile said it will not accept Bolivia's claim.", "Chile", "Bolivia", "REJECT"),
        ("Peru will free ten miners from Ecuador.", "Peru", "ten miners from Ecuador", "AGREE"),
        ("Ten miners were freed by Peru.", "Peru", "Ten miners", "RETREAT"),
        ("Kenya and Uganda failed to reach agreement.", "Kenya", "Uganda", "REJECT"),
    ],
)
def test_types(nlp: Any, text: str, source: str, target: str, kind: str) -> None:
    event = code_event(text, source=span(text, source), target=span(text, target), nlp=nlp)
    assert event is not None
    assert event.type == kind
    assert event.source[0].spans == (span(text, source),)


def test_the_classifier_answers_where_no_rule_does(nlp: Any) -> None:
    text = "Gunfire from Arland into Borland went on all night."
    event = code_event(text, source=span(text, "Arland"), target=span(text, "Borland"), nlp=nlp)
    assert event is not None
    assert event.rule == "classifier"
    assert 0 < event.score <= 1
    assert event == code_event(text, source=span(text, "Arland"), target=span(text, "Borland"), nlp=nlp)
