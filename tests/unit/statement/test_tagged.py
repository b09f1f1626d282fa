"""What grammar makes of the tagger's words, and what the rules add to them."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import Mock

import pytest

from communique.model import Span
from communique.parse import Parse
from communique.resources.cues import load
from communique.statement.draft import Draft, Marks
from communique.statement.join import RawStatement
from communique.statement.merge import merged
from communique.statement.tagged import tagged_drafts


@pytest.mark.parametrize(
    ("text", "cue", "content", "tagged", "speaker"),
    [
        (
            "Anna Berg toured the piers.\n\nMayor Olav Dahl has pressed for a speedy agreement on the ferry.",
            "pressed for",
            "a speedy agreement",
            "Anna Berg",
            "Dahl",
        ),
        (
            "Anna Berg toured the piers.\n\nHe has pressed for a speedy agreement on the ferry.",
            "pressed for",
            "a speedy agreement",
            "Anna Berg",
            "Berg",
        ),
        (
            "Anna Berg toured the piers.\n\nThe harbour office put its new siren to use, warning that the storm was near.",
            "warning",
            "that the storm was near",
            "Anna Berg",
            "office",
        ),
        (
            "Mayor Olav Dahl, who left the council on Monday, said the ferry was late.",
            "said",
            "the ferry was late",
            "who left the council",
            "Dahl",
        ),
        ("Mayor Olav Dahl tried to warn that the storm was near.", "warn", "that the storm was near", "", "Dahl"),
    ],
)
def test_a_cue_has_the_subject_of_its_clause(
    parsed: Callable[..., Parse],
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    cue: str,
    content: str,
    tagged: str,
    speaker: str,
) -> None:
    def span(words: str) -> Span:
        return text.index(words), text.index(words) + len(words)

    raw = RawStatement((span(content),), (span(cue),), (span(tagged),) if tagged else (), 0.9, "cue before")
    monkeypatch.setattr("communique.statement.join.join", lambda _tagged, _text: (raw,))
    [draft] = tagged_drafts(parsed(text), Mock(), load(), Marks(()))
    assert draft.speaker is not None
    assert draft.speaker.text == speaker


@pytest.mark.parametrize(
    ("tagged", "ruled", "wanted"),
    [
        ([[(0, 10), (40, 60)]], [(0, 12)], [[(0, 12), (40, 60)]]),
        ([[(0, 10)], [(40, 60)]], [(0, 12), (40, 60)], [[(0, 12)], [(40, 60)]]),
    ],
    ids=["the tagger's further quotations stay", "another statement's quotation is not taken"],
)
def test_the_rules_tell_the_extent_of_a_quotation(
    parsed: Callable[..., Parse], tagged: list[list[Span]], ruled: list[Span], wanted: list[list[Span]]
) -> None:
    verb = parsed("Somebody or other said it.").docs[0][1][3]
    drafts = [Draft(tuple(spans), ((17 + 50 * n, 21 + 50 * n),), rule="tagger") for n, spans in enumerate(tagged)]
    rule = Draft(tuple(ruled), ((17, 21),), verb, rule="quotation")
    found = merged(drafts, [rule], Marks([(0, 12), (40, 60)]), load(), "x" * 90)
    assert [list(draft.content) for draft in found] == wanted


@pytest.mark.parametrize(
    ("text", "raw", "wanted"),
    [
        (
            "Oslo threatened Rome with higher tariffs on Monday, for “sending old ferries to the fjord.”",
            [("threatened", "Rome with higher tariffs"), ("", "for “sending old ferries to the fjord.”")],
            ["Rome with higher tariffs | for “sending old ferries to the fjord.”"],
        ),
        (
            "Critics say these efforts, which have presented Oslo as a neutral broker, are without foundation.",
            [("say", "these efforts"), ("have presented", "Oslo as a neutral broker, are without foundation")],
            ["these efforts | are without foundation", "Oslo as a neutral broker"],
        ),
        (
            "Berg said it was one of her first plans after a council found that the pier was old.",
            [("said", "it was one of her first plans after")],
            ["it was one of her first plans"],
        ),
        ("Berg put forward new taxes without consulting the council.", [("put forward", "new taxes without consulting")],
         ["new taxes without consulting the council"]),
        ("Reporters of the paper heard loud explosions near the pier.", [("heard", "loud explosions near the pier")], []),
        ("Building new ferries has become a priority for the ministry.",
         [("has become a priority for", "Building new ferries")], []),
    ],
    ids=["preposition before marks", "aside of a subject", "conjunction", "participle", "perception", "becoming"],
)  # fmt: skip
def test_contents_end_where_their_clauses_do(
    parsed: Callable[..., Parse],
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    raw: list[tuple[str, str]],
    wanted: list[str],
) -> None:
    def span(words: str) -> Span:
        return text.index(words), text.index(words) + len(words)

    read = tuple(RawStatement((span(said),), (span(cue),) if cue else (), (), 0.9, "cue before") for cue, said in raw)
    monkeypatch.setattr("communique.statement.join.join", lambda _tagged, _text: read)
    marks = Marks([(text.index("“"), text.index("”") + 1)] if "“" in text else [])
    found = tagged_drafts(parsed(text), Mock(), load(), marks)
    assert [" | ".join(text[low:high] for low, high in draft.content) for draft in found] == wanted


def test_an_and_between_clauses_joins_no_speakers(
    parsed: Callable[..., Parse], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "For hosting Rome and Oslo, and Berg stressed her trust."
    parse = parsed(text)
    by = {token.text: token for token in parse.docs[0][1]}
    for word, dep, head in (("Rome", "nsubj", "stressed"), ("Oslo", "conj", "Rome"), ("Berg", "conj", "Oslo")):
        by[word].dep_, by[word].head = dep, by[head]  # as the parser may read it
    raw = RawStatement(((45, 54),), ((36, 44),), ((31, 35),), 0.9, "cue before")
    monkeypatch.setattr("communique.statement.join.join", lambda _tagged, _text: (raw,))
    [draft] = tagged_drafts(parse, Mock(), load(), Marks(()))
    assert draft.speaker is not None
    assert draft.speaker.text == "Berg"


def test_a_content_that_breaks_off_at_a_telling_is_told_to_its_end(
    parsed: Callable[..., Parse], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Mayor Anna Berg told Mayor Olav Dahl that the ferry had kept its times, her office said."
    raw = RawStatement(
        ((0, len("Mayor Anna Berg told")),), ((text.index("said"), len(text) - 1),), (), 0.9, "cue after"
    )
    monkeypatch.setattr("communique.statement.join.join", lambda _tagged, _text: (raw,))
    [draft] = tagged_drafts(parsed(text), Mock(), load(), Marks(()))
    assert [text[start:end] for start, end in draft.content] == [text[: text.index(", her office")]]
