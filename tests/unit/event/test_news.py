"""Forms in which news tells acts: one plain sentence each, with the code, the sides and the standing of its act."""

from __future__ import annotations

from typing import Any

import pytest

TOLD = [
    ("Norway had sent home two Peruvian diplomats.", "166", "Norway", "Peru", "asserted"),
    ("Norway put two Peruvian officials on its sanctions list.", "163", "Norway", "Peru", "asserted"),
    ("Norway holds the government of Peru responsible for the raid.", "112", "Norway", "Peru", "asserted"),
    ("The Norwegian foreign ministry called in Peru's head of mission.", "114", "Norway", "Peru", "asserted"),
    ("Norway gave Peru a formal complaint.", "114", "Norway", "Peru", "asserted"),
    ("Norway handed over two boats to Peru.", "070", "Norway", "Peru", "asserted"),
    ("Norway took in about 200 Peruvians.", "075", "Norway", "Peru", "asserted"),
    ("A Norwegian cutter trained its water cannon on two Peruvian boats.", "175", "Norway", "Peru", "asserted"),
    ("Norway cast its veto.", "129", "Norway", None, "asserted"),
    ("Norway scrambled two jets.", "154", "Norway", None, "asserted"),
    ("Norway insists that Peru first amend its constitution.", "100", "Norway", "Peru", "asserted"),
    ("In July 2023 Norway, under Karl Weiss, closed its border with Sweden.", "172", "Norway", "Sweden", "asserted"),
    ("When Peru closed the port in May 2021, Norway suspended a friendship treaty.", "160", "Norway", "Peru", "asserted"),
    ("President Jonas Gahr Store of Norway is due in Lima on 4 May 2024.", "042", "Jonas Gahr Støre", "Peru", "planned"),
    ("Norwegian Prime Minister Jonas Gahr Store was in Lima for two days.", "042", "Jonas Gahr Støre", "Peru", "asserted"),
    ("Norway and Peru have put their names to the fisheries agreement.", "057", "Norway", "Norway", "asserted"),
    ("The talks led to the release of nine Peruvian sailors by Norway.", "0841", "Norway", "Peru", "asserted"),
    ("Norway and Peru exchanged 50 prisoners on Friday.", "0841", "Norway", "Norway", "asserted"),
    ("The Norwegian foreign ministry claimed that Peru was in breach of the charter.", "112", "Norway", "Peru", "asserted"),
    ("Peru's charge d'affaires was summoned to the Norwegian foreign ministry.", "114", "Norway", "Peru", "asserted"),
    ("Peru's ambassador was called in to be told that Norway was putting off the talks.", "114", "Norway", "Peru", "asserted"),
    ("Norway's Karl Weiss phoned his Peruvian colleague.", "041", "Karl Weiss", "Peru", "asserted"),
    ("Karl Weiss has been under Peruvian sanctions since March 2021.", "163", "Peru", "Karl Weiss", "asserted"),
    ("Norway announced 40 truckloads of food for Peru.", "073", "Norway", "Peru", "asserted"),
    ("Norway declared two Peruvian diplomats unwelcome.", "166", "Norway", "Peru", "asserted"),
    ("Norway insisted on Peru's withdrawal from the island.", "105", "Norway", "Peru", "asserted"),
    ("Norway and Peru ran a joint exercise off Oslo.", "060", "Norway", "Norway", "asserted"),
    ("Norway suspended visa services at its missions in Lima.", "160", "Norway", "Peru", "asserted"),
    ("Norway announced its departure from the African Union.", "161", "Norway", "African Union", "asserted"),
    ("Norwegian police stopped a Peruvian-flagged yacht.", "171", "Norw", "Peru", "asserted"),
    ("Norway and Peru pledged not to use force against each other.", "030", "Norway", "Norway", "asserted"),
    ("About 200 students marched to the Peruvian embassy in Oslo.", "141", None, "Peru", "asserted"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cameo", "source", "target", "modality"), TOLD, ids=[row[0][:40] for row in TOLD])
def test_what_news_tells(
    text: str, cameo: str, source: str | None, target: str | None, modality: str, coded: Any
) -> None:
    parse, events = coded(text)
    told = [event for event in events if event.cameo == cameo]
    assert len(told) == 1, [(event.cameo, event.trigger) for event in events]
    for name, parties in ((source, told[0].source), (target, told[0].target)):
        words = " ".join(f"{party.name} {parse.text(party.spans[0])} {' '.join(party.members)}" for party in parties)
        assert (name is None and not words) or (name is None and source is None) or name[:4] in words, words
    assert told[0].modality == modality


UNTOLD = [
    "Norway offered Oslo as a venue for the two sides to meet.",
    "Norway sent arms, to Peru's annoyance.",
    "Norway took in many patients.",
    "Norway had taken two Peruvians in a car.",
]


@pytest.mark.parametrize("text", UNTOLD)
def test_what_news_only_names(text: str, coded: Any) -> None:
    assert not coded(text)[1]


def test_several_who_decide_to_work_together_promise_it(coded: Any) -> None:
    _, (event,) = coded("Norway and Peru decided to cooperate against smugglers.")
    assert event.type == "AGREE"
    assert event.source == event.target


def test_a_truce_brokered_by_others_is_of_those_who_made_it(coded: Any) -> None:
    _, (event,) = coded("Norway and Sweden reached a ceasefire with Peruvian mediation.")
    assert [party.name for party in event.target] == ["Norway", "Sweden"]


ANSWERED = [
    ("Norway's Karl Weiss met Peruvian President Ana Ruiz and promised two ferries.", "030", "Ana Ruiz"),
    ("Norway's Karl Weiss phoned Peruvian President Ana Ruiz and urged her to wait.", "020", "Ana Ruiz"),
    ("Norwegian Prime Minister Karl Weiss promised two ferries during a visit to Lima.", "030", "Peru"),
    ("President Karl Weiss of Norway told President Ana Ruiz of Peru that Norway is ready to talk.", "030", "Ana Ruiz"),
    ("Norway expelled two Peruvian diplomats on Monday. Peru promised a response.", "130", "Norway"),
    ("Norway shelled a Peruvian village on Monday. Peru apologised.", "055", None),
    ("Norway shelled a Peruvian village on Monday. Norway apologised.", "055", "Peru"),
    ("Norway shelled a Peruvian village on Monday. Peru filed a protest.", "114", "Norway"),
    ("Norway cast its veto on Monday. Peru called the veto a disgrace.", "111", "Norway"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cameo", "target"), ANSWERED, ids=[row[0][:60] for row in ANSWERED])
def test_words_go_to_whom_they_answer(text: str, cameo: str, target: str | None, coded: Any) -> None:
    parse, events = coded(text)
    told = [
        f"{party.name} {parse.text(party.spans[0])} {' '.join(party.members)}"
        for event in events
        if event.cameo == cameo
        for party in event.target
    ]
    assert (target is None and not told) or any(target and target[:4] in words for words in told), told


def test_deeds_in_line_under_one_announcement_are_told_each(coded: Any) -> None:
    _, events = coded("Norway announced the arrest of two Peruvian sailors and the release of a Swedish one.")
    assert {event.cameo for event in events} >= {"173", "0841"}


def test_an_apology_demanded_is_not_made(coded: Any) -> None:
    _, events = coded("Norway demanded an apology from Peru.")
    assert [event.type for event in events] == ["REQUEST"]
