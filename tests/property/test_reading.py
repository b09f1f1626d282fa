"""Whatever a text holds, it is read: blocks tile it, every span lies in it and says what it says, twice alike."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from communique.config import Settings
from communique.errors import Refused
from communique.ingest import write
from communique.model import Report
from communique.pipeline import read_report, tools
from communique.read import make_report
from communique.store import Store, reading_rows
from communique.store.verify import verify

PIECES = st.sampled_from(
    [
        "President", "Mira Arden", "Mr. Hale", "said", "told", "on Monday", "on 3 May 2021", "last week", "“", "”", '"', "‘", "’",
        "'", "(", ")", "[", "]", "…", "...", ".", "!", "?", ",", ";", ":", "—", "-", "\n", "\n\n", "\t", "\u00a0", "\u200b", "\ufeff",
        "$2.5 billion", "40%", "1,000,000", "0", "-5", "no", "not", "China", "the United States", "Russian", "will sign", "accused",
        "if", "by June", "trade", "rose", "talks", "He", "it", "who", "😀", "\u202e", "\x1b[31m", "é", "北京", "ß", "ﬁ", "\u0301",
        "A" * 60, "https://x.example/a?b=c", "@gull", "#harbour", "Read more", "*", "•", "|", "<b>", "&amp;", "\r", "\u2028", "\x85",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=40).map(" ".join) | st.text(max_size=120)


QUICK = Settings(encoder=False)


def made(text: str) -> Report | None:
    try:
        return make_report(text, ref="case")
    except Refused:
        return None


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_blocks_tile_the_text(text: str) -> None:
    report = made(text)
    if report is None:
        return
    assert report.text == text
    spans = [block.span for block in report.blocks]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    inside = {at for start, end in spans for at in range(start, end)}
    assert all(character.isspace() for at, character in enumerate(text) if at not in inside)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
@example("A0² on the ³rd of ①")
def test_every_text_is_read_and_every_span_lies_in_it(text: str) -> None:
    report = made(text)
    if report is None:
        return
    reading = read_report(report, tools(QUICK))
    assert read_report(report, tools(QUICK)) == reading
    for table, rows in reading_rows(reading).items():
        ids = [row["id"] for row in rows if "id" in row]
        assert len(set(ids)) == len(ids), table
    with Store.open(":memory:") as store:
        write(store, [reading])
        assert verify(store) == []
