"""The case table of event sentences, and what holds for every event mention."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.event import tables
from communique.model import EventMention, Party
from communique.parse import Parse

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "events.yaml").read_text("utf-8"))


def holds(parse: Parse, parties: tuple[Party, ...], words: list[str]) -> bool:
    texts = [parse.text(span) for party in parties for span in party.spans]
    return all(any(word in text for text in texts) for word in words) and bool(words) == bool(texts)


def fits(parse: Parse, event: EventMention, wanted: dict[str, Any]) -> bool:
    named = [name for name in ("type", "mode", "cameo", "modality") if name in wanted]
    plain = all(getattr(event, name) == wanted[name] for name in named)
    sides = all(holds(parse, getattr(event, side), wanted[side]) for side in ("source", "target") if side in wanted)
    answers = {answer.question: answer.value for answer in event.attributes}
    return plain and sides and wanted.get("attributes", {}).items() <= answers.items()


@pytest.mark.parametrize("case", [c for c in CASES if "events" in c], ids=lambda case: case["text"][:40])
def test_tells(case: dict[str, Any], coded: Any) -> None:
    parse, events = coded(case["text"])
    for wanted in case["events"]:
        assert any(fits(parse, event, wanted) for event in events), events


@pytest.mark.parametrize("case", [c for c in CASES if c.get("none")], ids=lambda case: case["text"][:40])
def test_tells_nothing(case: dict[str, Any], coded: Any) -> None:
    _, events = coded(case["text"])
    codes = [event.cameo for event in events if not (event.cameo or "").startswith("01")]
    assert codes == []


def test_spoken_acts_are_not_coded_twice(coded: Any) -> None:
    _, events = coded("Brazil urged Peru to release the fishermen.")
    assert [event.type for event in events] == ["REQUEST"]


def test_every_mention_is_whole(coded: Any) -> None:
    text = " ".join(case["text"] for case in CASES)
    parse, events = coded(text)
    assert len({event.id for event in events}) == len(events)
    for event in events:
        assert event.type in tables.TYPES
        assert event.source or event.target
        assert event.span[0] <= event.trigger[0] < event.trigger[1] <= event.span[1]
        assert all(0 <= a < b <= len(parse.report.text) for p in (*event.source, *event.target) for a, b in p.spans)
        assert all(event.span[0] <= answer.span[0] < answer.span[1] <= event.span[1] for answer in event.attributes)


def test_reading_twice_is_reading_once(coded: Any) -> None:
    text = "Kenya and Uganda signed an agreement. France condemned Israel's attack on the camp."
    assert coded(text)[1] == coded(text)[1]


@pytest.mark.parametrize(
    "text",
    [
        "FRANCE CONDEMNS ISRAEL",
        "Talks, talks, talks",
        "Albania, Andorra, Austria, Belgium, Bulgaria, Croatia, Cyprus, Denmark, Estonia and Hungary signed a pact.",
        "France condemned " + "the attack and " * 130 + "the siege.",
    ],
    ids=["capitals", "verbless", "list", "long"],
)
def test_odd_texts_do_no_harm(text: str, coded: Any) -> None:
    for event in coded(text)[1]:
        assert event.source or event.target
