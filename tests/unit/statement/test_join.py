"""Joining tags into statements, on hand-made tags: no model takes part."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest

from communique.statement.join import decode, join
from communique.statement.pieces import PARAGRAPH, Pieces
from communique.statement.tagger import PLACES, TAGS, Tagged

_STRETCH = re.compile(r"\{(\w+) ([^}]*)\}")
_WORD = re.compile(r"\w+|[^\w\s]")
_NAMES = {"cue": "B-cue", "who": "B-speaker", "say": "B-content", "more": "R-content"}
SURE, UNSURE = -0.01, -5.0


def tagged(marked_up: str, *, cue_side: str = "before", speaker_side: str = "before") -> tuple[Tagged, str]:
    """Tags as a sure model gives them for "{who The envoy} {cue said} {say it was over}."; sides hold everywhere."""
    text, spans = "", []
    at = 0
    for found in _STRETCH.finditer(marked_up):
        text += marked_up[at : found.start()]
        spans.append((len(text), len(text) + len(found.group(2)), _NAMES[found.group(1)]))
        text += found.group(2)
        at = found.end()
    text += marked_up[at:]
    words = [m.span() for m in _WORD.finditer(text)]
    pieces = _pieces(text, words)
    tags = np.full((len(words), len(TAGS)), UNSURE, dtype=np.float32)
    for n, (start, _) in enumerate(words):
        inside = next(((s, name) for s, e, name in spans if s <= start < e), None)
        if inside is None:
            tags[n, 0] = SURE
        elif inside[0] == start:
            tags[n, TAGS.index(inside[1])] = SURE
        else:
            tags[n, TAGS.index("I-" + inside[1][2:])] = SURE
    steps = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    return Tagged(pieces, tags, _places(len(words), cue_side, speaker_side), steps), text


def _pieces(text: str, words: list[tuple[int, int]]) -> Pieces:
    spans = np.array(words, dtype=np.int64).reshape(-1, 2)
    shapes = np.array(
        [PARAGRAPH if n == 0 or "\n" in text[words[n - 1][1] : s] else 0 for n, (s, _) in enumerate(words)],
        dtype=np.int64,
    )
    return Pieces(
        np.zeros(len(words), dtype=np.int64), spans[:, 0], spans[:, 1], shapes, np.ones(len(words), dtype=np.bool_)
    )


def _places(length: int, cue_side: str, speaker_side: str) -> np.ndarray:
    places = np.full((length, sum(PLACES.values())), UNSURE, dtype=np.float32)
    sides = ("before", "after", "none")
    places[:, sides.index(cue_side)] = SURE
    places[:, 2 + sides.index(speaker_side)] = SURE
    places[:, 5 + 1 - sides.index(cue_side)] = SURE
    places[:, 7 + sides.index(speaker_side)] = SURE
    return places


def read(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[s:e] for s, e in spans]


def test_indirect_statement_with_cue_and_speaker_before() -> None:
    tags, text = tagged("{who The envoy} {cue said} {say the ferry would sail at noon}.")
    [one] = join(tags, text)
    assert read(text, one.content) == ["the ferry would sail at noon"]
    assert read(text, one.cue) == ["said"]
    assert read(text, one.speaker) == ["The envoy"]
    assert one.rule == "cue before"
    assert one.score > 0.9


def test_utterance_is_joined_around_its_cue() -> None:
    tags, text = tagged(
        '{say "We wait,"} {cue said} {who the harbour master}. {more "Then we sail."}',
        cue_side="after",
        speaker_side="after",
    )
    [one] = join(tags, text)
    assert read(text, one.content) == ['"We wait,"', '"Then we sail."']
    assert read(text, one.speaker) == ["the harbour master"]
    assert one.rule == "cue inside"


def test_two_statements_share_a_speaker_but_not_a_cue() -> None:
    tags, text = tagged("{who Lindqvist} {cue said} {say the road was open} and {cue warned} {say of falling stones}.")
    first, second = join(tags, text)
    assert read(text, first.cue) == ["said"]
    assert read(text, second.cue) == ["warned"]
    assert first.speaker == second.speaker


def test_no_speaker_is_an_answer() -> None:
    tags, text = tagged("{who Okafor} left. It is {cue feared} {say the dam may fail}.", speaker_side="none")
    [one] = join(tags, text)
    assert one.speaker == ()
    assert read(text, one.cue) == ["feared"]


def test_content_without_a_cue_goes_on_with_the_statement_before() -> None:
    tags, text = tagged('{who She} {cue said} {say it was late}. {say "Go home."}')
    [one] = join(tags, text)
    assert read(text, one.content) == ["it was late", '"Go home."']


def test_unmarked_content_without_a_cue_is_dropped() -> None:
    tags, text = tagged("{say the roof} leaked.")
    assert join(tags, text) == ()


def test_doubtful_statement_is_dropped() -> None:
    tags, text = tagged("{who She} {cue said} {say it was late}.")
    tags.tags[2:, 5:] = np.log(0.3)
    tags.tags[2:, 0] = np.log(0.29)
    assert join(tags, text) == ()


def test_likely_steps_decide_between_near_equals() -> None:
    tags, _ = tagged("{who She} {cue said} {say it was late}.")
    tags.tags[2, 5], tags.tags[2, 7] = -0.70, -0.69
    assert TAGS[int(decode(tags)[2])] == "R-content"
    tags.steps[2, 5] = tags.steps[1, 5] = 0.5
    assert TAGS[int(decode(tags)[2])] == "B-content"


def test_marked_content_without_a_cue_is_kept() -> None:
    tags, text = tagged('{say "Nobody asked us."}')
    [one] = join(tags, text)
    assert one.cue == ()
    assert one.rule == "no cue"


def test_content_that_runs_into_the_next_line_stays_one_statement() -> None:
    tags, text = tagged('{who She} {cue wrote} : {say "The first line.\n"The second line."}')
    [one] = join(tags, text)
    assert read(text, one.content) == ['"The first line.', '"The second line."']


def test_a_quotation_that_resumes_passes_over_what_its_cue_clause_reports() -> None:
    tags, text = tagged(
        '{say "We wait,"} {who she} {cue said} when {cue asked} {say whether the ferry would sail}. {more "Then we sail."}'
    )
    first, second = join(tags, text)
    assert read(text, first.content) == ['"We wait,"', '"Then we sail."']
    assert read(text, second.content) == ["whether the ferry would sail"]


def test_a_new_line_after_a_closed_quotation_begins_a_statement() -> None:
    tags, text = tagged('{who She} {cue wrote} : {say "The first line."\n"The second line."}')
    assert len(join(tags, text)) == 2


def test_inside_tag_without_a_beginning_is_repaired() -> None:
    tags, _ = tagged("The {say bridge} stands.")
    tags.tags[1] = UNSURE
    tags.tags[1, TAGS.index("I-speaker")] = SURE
    assert TAGS[int(decode(tags)[1])] != "I-speaker"


@pytest.mark.parametrize("text", ["", "\n\n", "Nothing is said here."])
def test_text_without_statements(text: str) -> None:
    tags, plain = tagged(text)
    assert join(tags, plain) == ()


def test_ten_thousand_tiny_contents() -> None:
    tags, text = tagged('{cue says} {say "a"} ' * 5_000)
    assert len(join(tags, text)) == 5_000


def test_spans_lie_in_the_text_and_do_not_overlap() -> None:
    tags, text = tagged(
        '{who A} {cue said} {say b c}. {say "D e,"} {who he} {cue said}. {more "F."}\n{say "G."} {cue said} {who H}.'
    )
    spans = sorted(span for one in join(tags, text) for span in (*one.content, *one.cue))
    assert all(0 <= s < e <= len(text) for s, e in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize(
    ("marked_up", "side", "cue"),
    [
        ("{who Berg} {cue said:}\n\n{say “The ferry is late.”}", "before", ["said:"]),
        ("{who Berg} {cue said} nothing.\n\n{say “The ferry is late.”}", "before", []),
        ("{say “The ferry is late.”}\n\n{who Berg} {cue said} nothing.", "after", []),
    ],
)
def test_a_cue_reaches_into_the_next_line_over_a_colon_alone(marked_up: str, side: str, cue: list[str]) -> None:
    tags, text = tagged(marked_up, cue_side=side)
    assert [read(text, one.cue) for one in join(tags, text)] == [cue]


def test_content_without_a_cue_stays_if_it_holds_marks() -> None:
    tags, text = tagged("In brief, {say the ferry was a “wreck” at sea}. Then {say the storm} came.")
    assert [read(text, one.content) for one in join(tags, text)] == [["the ferry was a “wreck” at sea"]]
