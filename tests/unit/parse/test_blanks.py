"""Marks leave gaps in a sentence; the parse is that of the sentence without them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.parse import pipeline
from communique.parse.blanks import parsed
from communique.parse.marks import unmarked

MARKED = [
    ("[Kardovia](https://a.example/b), **Velmark** and other states *left* the [pact](https://b.example).", "Kardovia, Velmark and other states left the pact."),
    ("Envoy [**Orla Dunne**](https://a.example)’s ship [reached](https://b.example/c) Oslo.", "Envoy Orla Dunne’s ship reached Oslo."),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "plain"), MARKED)
def test_gaps_do_not_change_the_parse(marked: str, plain: str) -> None:
    gapped, doc = parsed(unmarked(marked), pipeline.load()), pipeline.load()(plain)
    words = [token for token in gapped if not token.is_space]
    assert [(t.text, t.dep_, t.head.text, t.tag_, t.ent_type_) for t in words] == [
        (t.text, t.dep_, t.head.text, t.tag_, t.ent_type_) for t in doc
    ]
    assert len(list(gapped.sents)) == 1


def test_a_link_inside_a_word_is_two_words() -> None:
    doc = parsed(unmarked("They left the [U.S](https://a.example). Then it rained."), pipeline.load())
    assert [token.text for token in doc if not token.is_space][3:5] == ["U.S", "."]


@given(st.text(alphabet="ab. ,\n\t)(’", max_size=40))
def test_every_offset_stands(text: str) -> None:
    assert parsed(text, pipeline.load()).text == text
