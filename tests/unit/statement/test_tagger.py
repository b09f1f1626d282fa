"""The shipped tagger: what it finds in plain sentences, and that nothing but the text decides."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files

import numpy as np
import pytest

from communique.statement.join import RawStatement, join
from communique.statement.pieces import cut
from communique.statement.tagger import PLACES, TAGS, Tagger

REPORT = (
    "The ferry company halted all crossings on Friday.\n"
    "“We cannot sail in this wind,” said Marta Lindqvist, the harbour master. “Not today.”\n"
    "Passengers complained that nobody had told them.\n"
    "According to the transport ministry, service will resume on Sunday."
)


def statements(text: str) -> tuple[RawStatement, ...]:
    return join(Tagger.load().tag(text), text)


def words(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " … ".join(text[s:e] for s, e in spans)


def test_card_matches_the_files() -> None:
    folder = files("communique.resources") / "models" / "statement_tagger"
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    for name, digest in card["sha256"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert tuple(card["tags"]) == TAGS
    assert card["places"] == PLACES


@pytest.mark.parametrize(
    ("text", "content", "cue", "speaker"),
    [
        ("The minister said the talks had failed.", "the talks had failed", "said", "The minister"),
        ("Prime Minister Okafor warned that the dam could burst.", "the dam could burst", "warned", "Okafor"),
        ("“The bridge is safe,” the engineer told reporters.", "The bridge is safe", "told", "the engineer"),
        ("According to the ministry, two ships have sunk.", "two ships have sunk", "According", "the ministry"),
    ],
)
def test_plain_statements(text: str, content: str, cue: str, speaker: str) -> None:
    [one] = statements(text)
    assert content in words(text, one.content)
    assert cue in words(text, one.cue)
    assert speaker in words(text, one.speaker)


def test_an_utterance_is_whole_around_its_cue() -> None:
    found = [s for s in statements(REPORT) if "wind" in words(REPORT, s.content)]
    [one] = found
    assert "Not today" in words(REPORT, one.content)
    assert "Lindqvist" in words(REPORT, one.speaker)


def test_text_that_says_nothing() -> None:
    assert statements("") == ()
    assert statements("\n \n") == ()
    assert statements("The train left at noon.") == ()


def test_same_text_same_result_whatever_came_before() -> None:
    tagger = Tagger.load()
    alone = tagger.tag(REPORT)
    tagger.tag("Something else entirely, and “much” louder.")
    again = tagger.tag(REPORT)
    assert np.array_equal(alone.tags, again.tags)
    assert np.array_equal(alone.places, again.places)


def test_log_probabilities() -> None:
    tagged = Tagger.load().tag(REPORT)
    assert np.allclose(np.exp(tagged.tags).sum(axis=1), 1, atol=1e-4)
    assert tagged.places.shape == (len(tagged.pieces), sum(PLACES.values()))


@pytest.mark.parametrize("line", [1, 30, 55, 300, 5000])
@pytest.mark.parametrize("length", [1, 253, 254, 255, 600, 2000])
def test_every_piece_of_a_long_text_counts_once(length: int, line: int) -> None:
    tagger = Tagger.load()
    text = (
        "".join("\n" if n % line == line - 1 else " " for n in range(length)).replace(" ", "go ").replace("\n", "go\n")
    )
    pieces = cut(text, tagger.tokenizer)
    assert len(pieces) == length
    windows = list(tagger._windows(pieces))
    assert [n for _, _, first, last in windows for n in range(first, last)] == list(range(length))
    assert all(start <= first <= last <= end <= start + tagger.window - 2 for start, end, first, last in windows)


def test_a_window_begins_where_a_line_does() -> None:
    tagger = Tagger.load()
    pieces = cut("\n".join(["go " * 29 + "go"] * 20), tagger.tokenizer)
    windows = list(tagger._windows(pieces))
    assert len(windows) > 2
    assert {at % 30 for start, _, first, _ in windows for at in (start, first)} == {0}


@pytest.mark.parametrize(
    "text", ['"' * 10_000, "”“" * 2_000, "«" * 500 + " he said", "a" * 20_000, "\u0000\ufffd\u202e said", "🙂 " * 300]
)
def test_hostile_text(text: str) -> None:
    for one in statements(text):
        assert all(0 <= s < e <= len(text) for s, e in (*one.content, *one.cue, *one.speaker))
