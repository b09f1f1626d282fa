"""Pledges found in own sentences by all stages together, without resolved dates or a tagger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.config import Settings
from communique.pipeline import Tools, read_report, tools

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "pledges.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def stages() -> Tools:
    return tools(Settings(encoder=False))


@pytest.mark.parametrize(("place", "state"), [("Skell", "XTE"), ("Gavle Bay", "XTE"), ("Lyon", "Q142")])
def test_a_place_to_go_to_means_its_state(report: Any, tmp_path: Path, place: str, state: str) -> None:
    own = tmp_path / "actors.yaml"
    own.write_text(
        "- {name: Telland, kind: state, code: XTE, capital: Gavle Bay}\n- {name: Skell, kind: place, country: XTE}\n"
    )
    reading = read_report(
        report(f"Mira Arden will travel to {place} in June, she said."), tools(Settings(encoder=False, actors=own))
    )
    [pledge] = reading.pledges
    assert pledge.objects == (state,)
    assert state in {actor.id for actor in reading.actors}


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_case(report: Any, stages: Tools, case: dict[str, Any]) -> None:
    reading = read_report(report(case["text"]), stages)
    found = reading.pledges
    got = [(p.lemma, p.act, p.firmness, p.condition, p.due_kind, p.due, p.rule) for p in found]
    assert len(found) == len(case["pledges"]), got
    for pledge, wanted in zip(found, case["pledges"], strict=True):
        for name, key in (
            ("lemma", "lemma"),
            ("firmness", "firmness"),
            ("due_kind", "kind"),
            ("due", "due"),
            ("rule", "rule"),
        ):
            if key in wanted:
                assert getattr(pledge, name) == wanted[key], got
        assert pledge.act.startswith(wanted.get("act", "")), got
        assert (pledge.condition or "").startswith(wanted.get("condition", "")), got
        assert 0 <= pledge.span[0] < pledge.span[1] <= len(case["text"])


def test_the_speaker_is_the_actor_of_we(report: Any, stages: Tools) -> None:
    reading = read_report(report("“We will sign the accord,” Angela Kestrel said."), stages)
    assert [p.actor.name for p in reading.pledges] == ["Angela Kestrel"]
    assert reading.pledges[0].statement == reading.statements[0].id


def test_a_title_that_outlines_what_the_body_promises_is_no_pledge(report: Any, stages: Tools) -> None:
    title = "Japan pledges aid to farmers"
    body = "The Japanese government promised on Monday to send 40 tractors to the farmers of the north."
    reading = read_report(report(f"{title}\n\n{body}", title=title), stages)
    assert [p.act for p in reading.pledges] == ["send 40 tractors to the farmers of the north"]


def test_a_leader_warns_of_what_his_own_state_would_do(report: Any, stages: Tools) -> None:
    text = "French President Emmanuel Macron warned that France would impose a tax on steel unless the ban was lifted."
    [pledge] = read_report(report(text, published="2024-05-02"), stages).pledges
    assert (pledge.actor.name, pledge.lemma, pledge.condition) == ("France", "impose", "unless the ban was lifted")
    text = "French President Emmanuel Macron warned that Poland would impose a tax on steel unless the ban was lifted."
    assert not read_report(report(text, published="2024-05-02"), stages).pledges
