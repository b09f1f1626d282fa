"""The case table of event sentences, and what holds for every event mention."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.event import same_event, tables
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
    whole = parse.text(event.span) == wanted.get("span", parse.text(event.span))
    whole = whole and event.place == wanted.get("place", event.place)
    whole = whole and len(event.target) == wanted.get("parties", len(event.target))
    answers = {answer.question: answer.value for answer in event.attributes}
    told = wanted.get("attributes", answers)
    return plain and whole and sides and (told.items() <= answers.items() if told else not answers)


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


def test_unnamed_people_stand_for_those_whose_they_are(coded: Any) -> None:
    _, (expelled,) = coded("Peru expelled two Chilean diplomats.")
    assert [(party.name, party.members) for party in expelled.target] == [("two Chilean diplomats", ("Q298",))]
    _, (attacked,) = coded("A pro-Chilean group attacked Peru.")
    assert [party.members for party in attacked.source] == [()]


def test_a_deed_of_two_sides_is_taken_up_by_neither(coded: Any) -> None:
    _, events = coded("Peru expelled two Chilean diplomats. Chile closed its border with Peru. Norway hailed the step.")
    assert [event.type for event in events] == ["SANCTION", "COERCE"]


def test_a_title_calls_for_no_ties_that_its_text_confirms(coded: Any) -> None:
    title, text = "Oman calls for a partnership with Qatar", "On Monday Oman confirmed its partnership with Qatar."
    _, events = coded(f"{title}\n\n{text}", title=title)
    assert [event.type for event in events] == ["SUPPORT"]
    _, events = coded(f"{title}\n\nOn Monday Oman sent an envoy.", title=title)
    assert [event.type for event in events] == ["REQUEST"]


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Oman condemns E3 letter", "Oman on Monday condemned the letter by Britain, France and Germany."),
        ("Ireland blacklists Peruvian judges", "Ireland imposed sanctions on nine officials of Peru on Monday."),
    ],
)
def test_a_title_that_the_lead_tells_in_full_adds_nothing(title: str, lead: str, coded: Any) -> None:
    parse, events = coded(f"{title}\n\n{lead}\n\nRain fell.", title=title, published="2031-03-05")
    assert all(parse.sentence_at(event.trigger[0]).index > 0 for event in events)
    assert events
    _, others = coded(f"{title}\n\nRain fell on Monday.\n\nThe sun shone.", title=title, published="2031-03-05")
    assert others


def test_what_is_also_agreed_is_a_further_accord(coded: Any) -> None:
    text = "Oman and Qatar agreed to open the border. They also agreed to meet again. The two countries agreed to share water."
    _, events = coded(text)
    assert [event.rule.endswith("further") for event in events if event.type == "AGREE"] == [False, True, True]


def test_a_statement_signed_is_no_accord_taken_up(coded: Any) -> None:
    _, events = coded("Oman and Qatar vowed to work together. The two leaders signed the statement.")
    assert not [event for event in events if event.rule.endswith("taken up")]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Norway condemned Oman's strikes and Qatar's silence.", ["Oman", "Qatar"]),
        ("Norway condemned Oman's alliance with Qatar and Peru.", ["Oman", "Qatar", "Peru"]),
        ("Norway condemned Oman's attack with Qatar and its silence.", ["Oman"]),
        ("Oman met with Qatar on Monday. Oman will sign a treaty between the countries.", ["Qatar"]),
    ],
)
def test_whose_deeds_and_alliances_are_meant(text: str, targets: list[str], coded: Any) -> None:
    _, events = coded(text)
    assert [*dict.fromkeys(NAMES[id_] for party in events[-1].target for id_ in party.ids)] == targets


NAMES = {"Q842": "Oman", "Q846": "Qatar", "Q419": "Peru"}


def test_what_is_agreed_for_a_case_that_may_come_is_no_accord(coded: Any) -> None:
    _, events = coded("In the event of an attack, Oman and Qatar agree to consult each other.")
    assert not events
    _, events = coded("In the case of Norway, Oman and Qatar agreed to wait.")
    assert [event.type for event in events] == ["AGREE"]


def test_advisers_without_a_name_come_along_to_a_meeting(coded: Any) -> None:
    parse, events = coded("Presidents Karl Weiss and Orla Dunne met for talks along with two Qatari advisers.")
    assert [parse.text(p.spans[0]) for p in events[0].source][1:] == ["Orla Dunne", "two Qatari advisers"]


def test_alumni_are_no_side_of_a_meeting(coded: Any) -> None:
    _, events = coded("Karl Weiss flew to Oman on Monday. He met the emir. He also met alumni of the Arab League.")
    assert all("alumni" not in (party.name or "") for event in events for party in event.target)


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("Oman shelled a town, killing a Peruvian officer and wounding four others. Peru condemned Oman.", 2),
        ("Oman shelled a town of Peru, setting a house on fire and killing a crane operator. Rain fell.", 2),
        ("Oman shelled the port on Monday. Nine members of the Peruvian army were killed. Rain fell.", 2),
        ("Oman shelled the port on Monday. Nine members of the Peruvian army were killed on Sunday. Rain fell.", 1),
    ],
)
def test_the_harm_that_an_attack_did_is_no_further_attack(text: str, victims: int, coded: Any) -> None:
    _, events = coded(text)
    attacks = [event for event in events if event.type == "ASSAULT" and event.source]
    assert [len(event.target) for event in attacks] == [victims]


def test_an_accord_confirmed_over_the_phone_is_of_the_call_and_has_no_name(coded: Any) -> None:
    text = 'Norway said on Monday that Vladimir Putin confirmed his "no limits" partnership with Xi Jinping over the phone.'
    _, events = coded(text, published="2024-03-05")
    (confirmed,) = [event for event in events if event.type == "SUPPORT"]
    (call,) = [event for event in events if event.type == "CONSULT"]
    assert all(answer.question != "name" for answer in confirmed.attributes)
    assert (confirmed.date, confirmed.time) == (call.date, call.time)


def test_reading_twice_is_reading_once(coded: Any) -> None:
    text = "Kenya and Uganda signed an agreement. France condemned Israel's attack on the camp."
    assert coded(text)[1] == coded(text)[1]


READOUT = """President Maria Sandu met today with Chancellor Karl Weiss in Geneva.

The two leaders discussed fishing rights. President Sandu thanked the chancellor for his help. They agreed to work together.

Last year President Sandu criticized Chancellor Weiss."""


def test_acts_of_a_meeting_take_its_day(coded: Any) -> None:
    _, events = coded(READOUT, published="2024-03-05")
    known = {(e.type, e.cameo): (e.date.start, e.date.basis) for e in events}
    assert known["CONSULT", "040"][0] == "2024-03-05"
    assert known["SUPPORT", "051"] == ("2024-03-05", "inferred")
    assert known["AGREE", "031"] == ("2024-03-05", "inferred")
    assert known["ACCUSE", "111"][0] == "2023-01-01"


@pytest.mark.parametrize(
    ("signers", "day"),
    [
        ("Norwegian minister Ida Holm and Austrian minister Karla Weiss", "2024-03-05"),
        ("Norwegian minister Ida Holm and Portuguese minister Ana Lima", None),
        ("Norwegian minister Ida Holm, Austrian minister Karla Weiss and Portuguese minister Ana Lima", None),
    ],
)
def test_what_those_of_both_sides_do_together_took_place_there(coded: Any, signers: str, day: str | None) -> None:
    text = f"Norway and Austria met today in Geneva.\n\n{signers} signed an agreement."
    _, events = coded(text, published="2024-03-05")
    assert [e.date.start for e in events if e.type == "SUPPORT"] == [day]


HOME = """Mayor Orla Dunne of Boston opened the bridge. Senator Karl Lind of Ohio praised the United States Senate on Monday.

Senator Lind accused Mayor Dunne of waste. He thanked community leaders in Boston. The senator met faith leaders. Gunmen
attacked a bank in 1994. Police in Boston arrested a driver.
"""


def test_words_at_home_are_no_events(coded: Any) -> None:
    _, events = coded(HOME, published="2024-03-05")
    assert {event.type for event in events} <= {"COERCE"}


def test_a_sentence_alone_does_not_tell_that_words_pass_at_home(coded: Any) -> None:
    _, events = coded("Maria Sandu accused Karl Weiss of lying about the treaty.")
    assert [event.type for event in events] == ["ACCUSE"]


def test_a_meeting_whose_day_is_still_unknown_lends_its_time(coded: Any) -> None:
    _, events = coded(READOUT.replace("today", "on Monday"))
    met = next(event for event in events if event.rule == "verb" and event.place == "Geneva")
    thanked = next(event for event in events if event.type == "SUPPORT")
    assert met.time is not None
    assert thanked.time == met.time
    assert not thanked.date.known


def test_no_day_without_a_dated_meeting(coded: Any) -> None:
    _, events = coded(READOUT.replace("met today", "met"), published="2024-03-05")
    assert all(not e.date.known for e in events if e.type in {"CONSULT", "SUPPORT", "AGREE"})


def test_a_thing_before_which_a_time_stands_is_what_it_dates(coded: Any) -> None:
    _, events = coded("Norway invited Karl Weiss to the May summit.", published="2024-03-05")
    assert [event.date.known for event in events if event.type == "AGREE"] == [False]


def test_days_before_another_act_lead_on_from_the_dated_one(coded: Any) -> None:
    _, events = coded(
        "In March 2020 Kenya and Uganda signed an agreement, just days before Chad deployed troops to Niger."
    )
    sent = next(event for event in events if event.type == "MOBILIZE")
    assert (sent.date.start, sent.date.end, sent.date.basis) == ("2020-03-01", "2020-04-14", "inferred")


def test_a_meeting_counted_is_the_report_s_own_where_the_text_points_at_it(coded: Any) -> None:
    text = READOUT.replace("Last year", "This was the second meeting both leaders have had this year.\n\nLast year")
    _, events = coded(text, published="2024-03-05")
    counted = next(event for event in events if any(answer.question == "ordinal" for answer in event.attributes))
    assert (counted.date.start, counted.date.end, counted.date.basis) == ("2024-03-05", "2024-03-05", "inferred")


@pytest.mark.parametrize(
    "text",
    [
        "Emmanuel Macron spoke with Olaf Scholz on Tuesday about the ceasefire, a day after their first call.",
        "Emmanuel Macron and Olaf Scholz met in Paris on Tuesday, one day after their call on trade.",
        "Emmanuel Macron met Olaf Scholz on 5 March 2024, one day after France and Germany held a call.",
    ],
)
def test_what_is_told_a_day_after_another_act_counts_from_it(coded: Any, text: str) -> None:
    _, events = coded(text, published="2024-03-05")
    assert {event.date.day for event in events if event.type == "CONSULT"} == {"2024-03-04", "2024-03-05"}


def test_a_title_tells_the_act_of_the_lead_and_not_the_one_before(coded: Any) -> None:
    title = "Macron and Scholz speak for second time in two days"
    text = (
        f"{title}\n\nEmmanuel Macron and Olaf Scholz spoke again on Tuesday, a day after their previous conversation."
    )
    _, events = coded(text, title=title, published="2024-03-05")
    days = [event.date.day for event in events if event.type == "CONSULT"]
    assert days == ["2024-03-05", "2024-03-05", "2024-03-04"]


def test_a_crowd_taken_in_is_no_visit(coded: Any) -> None:
    _, events = coded("President Emmanuel Macron thanked Germany for hosting 35,000 Afghans.")
    assert {event.type for event in events} == {"SUPPORT"}


def test_a_vote_is_not_on_the_day_of_the_praise_for_it(coded: Any) -> None:
    text = "Emmanuel Macron congratulated Olaf Scholz on the holding of elections in Germany on March 3."
    _, events = coded(text, published="2024-03-05")
    assert [event.date.known for event in events if event.cameo == "051"] == [False]


def test_a_day_hung_on_a_state_dates_the_meeting(coded: Any) -> None:
    text = "Emmanuel Macron met with President Surangel Whipps of Palau and President Hilda Heine of Marshall Islands today."
    _, events = coded(text, published="2024-03-05")
    assert [event.date.start for event in events if event.type == "CONSULT"] == ["2024-03-05"]


def test_praise_for_a_deed_of_the_year_took_place_on_its_day(coded: Any) -> None:
    text = READOUT.replace("for his help", "for freeing the pilots and for his help with the canal earlier this year")
    _, events = coded(text, published="2024-03-05")
    assert next(event for event in events if event.cameo == "051").date.start == "2024-03-05"


def test_a_deed_blamed_keeps_its_day_and_the_blame_does_not_take_it(coded: Any) -> None:
    text = "Maria Sandu condemned Chile's attack on Peru on March 3. She condemned Oman's attack on Peru on Monday."
    _, events = coded(text, published="2024-03-13")
    days = [(event.type, event.date.start) for event in events]
    assert days == [("ACCUSE", None), ("ASSAULT", "2024-03-03"), ("ACCUSE", "2024-03-11"), ("ASSAULT", None)]


def test_an_invitation_is_not_on_the_day_of_the_visit(coded: Any) -> None:
    _, events = coded("Norway invited Karl Weiss to Oslo before the end of the year.", published="2024-03-05")
    assert [event.date.known for event in events if event.type == "AGREE"] == [False]


def test_whom_a_traveller_meets_is_met_on_the_days_of_the_journey(coded: Any) -> None:
    text = "Maria Sandu traveled to Oslo on March 4-5.\n\nSandu met with Karl Weiss.\n\nSandu also thanked Norway."
    _, events = coded(text, published="2024-03-06")
    assert [(event.date.start, event.date.end) for event in events] == [("2024-03-04", "2024-03-05")] * 2


def test_a_participle_behind_a_thing_spoken_of_is_not_the_speakers(coded: Any) -> None:
    _, events = coded(
        "They met Karl Weiss. Norway and Chile discussed the important statement last week, endorsed by Peru."
    )
    assert {event.type for event in events} == {"CONSULT"}


def test_a_call_told_again_in_a_relative_clause_is_one_act(coded: Any) -> None:
    text = (
        "The meeting followed the March 3 call between Maria Sandu and Karl Weiss in which the leaders discussed fish."
    )
    _, events = coded(text, published="2024-03-05")
    assert [event.cameo for event in events] == ["041"]


@pytest.mark.parametrize(
    ("taken_up", "sources"),
    [
        ("A group said 83 Peruvians were hurt in the attack and 14 Peruvians were killed.", [True, False]),
        ("A group said the strikes killed 14 Peruvians.", [True]),
        ("A group said strikes killed 14 Peruvians.", [False]),
    ],
)
def test_an_attack_taken_up_is_of_whom_and_when_it_was_told(taken_up: str, sources: list[bool], coded: Any) -> None:
    text = f"Chile attacked Lima on Monday. {taken_up}"
    parse, events = coded(text.replace("hurt", "wounded"), published="2024-03-13")
    told = [
        (holds(parse, e.source, ["Chile"]), e.date.start == "2024-03-11") for e in events[1:] if e.type == "ASSAULT"
    ]
    assert told == [(known, known) for known in sources]


def test_whom_a_group_fights_only_describes_it(coded: Any) -> None:
    text = "Maria Sandu met Karl Weiss. Officials from the Oman-led coalition fighting Hezbollah in Iraq told Peru so. It rained."
    assert {event.type for event in coded(text)[1]} == {"CONSULT"}


def test_the_meeting_lends_its_day_to_no_measure_of_one_state(coded: Any) -> None:
    text = "Emmanuel Macron met with Olaf Scholz today. France banned imports of German grain. Macron thanked Scholz."
    _, events = coded(text, published="2024-03-05")
    assert [event.date.start for event in events if event.type == "SUPPORT"] == ["2024-03-05"]
    assert [event.date.known for event in events if event.type == "COERCE"] == [False]


@pytest.mark.parametrize(
    ("text", "kind", "date"),
    [
        (
            "Chad expelled two envoys of Niger on Monday, recalled its ambassador and banned imports from Mali.",
            "COERCE",
            "2024-03-04",
        ),
        ("Chad expelled two envoys of Niger on Monday and later banned imports from Mali.", "COERCE", None),
        ("Chad expelled two envoys of Niger on Monday, and Mali banned imports from Benin.", "COERCE", None),
        ("Chad expelled two envoys of Niger on Monday and has banned imports from Mali.", "COERCE", None),
    ],
)
def test_verbs_in_line_share_the_time_of_one_doer(text: str, kind: str, date: str | None, coded: Any) -> None:
    _, events = coded(text, published="2024-03-05")
    assert [(e.date.start, e.date.basis) for e in events if e.type == kind] == [
        (date, "inferred" if date else "unknown")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Maria Sandu called on Karl Weiss to withdraw his troops when the two talked by video link on Tuesday, 5 March 2024.",
        "Chad thanked Niger when the foreign ministers of both met on Tuesday, 5 March 2024.",
    ],
)
def test_a_clause_of_when_and_its_verb_are_of_one_day(text: str, coded: Any) -> None:
    _, events = coded(text)
    assert {event.date.start for event in events} == {"2024-03-05"}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (
            "Norway expelled two Chilean envoys on Tuesday. The decision comes five days after Kenya attacked Uganda.",
            "2024-02-29",
        ),
        ("Norway expelled two Chilean envoys on Tuesday, five days after Kenya attacked Uganda.", "2024-02-29"),
        ("Norway expelled two Chilean envoys on Tuesday. Rain fell five days after Kenya attacked Uganda.", None),
        (
            "Norway met Chile on Monday. Oman met Chile on Sunday. The decision comes a week after Kenya attacked Uganda.",
            None,
        ),
    ],
)
def test_days_are_counted_from_the_act_told_before(text: str, date: str | None, coded: Any) -> None:
    _, events = coded(text, published="2024-03-06")
    [attack] = [event for event in events if event.type == "ASSAULT"]
    assert attack.date.start == attack.date.end == date


def test_an_accord_brokered_has_the_day_of_that(coded: Any) -> None:
    _, events = coded("Oman brokered the agreement between Kenya and Uganda on Monday.", published="2024-03-06")
    assert [(e.rule, e.date.start) for e in events if e.cameo == "057"] == [("nominal, taken up", "2024-03-04")]


def test_days_before_a_dated_act_are_an_interval(coded: Any) -> None:
    _, events = coded("Days before Chad invaded Niger in March 2020, Kenya and Uganda signed an agreement.")
    signed = next(event for event in events if event.type == "SUPPORT")
    assert (signed.date.start, signed.date.end, signed.date.basis) == ("2020-02-16", "2020-03-31", "inferred")


STATES = "Albania Andorra Austria Belgium Bulgaria Croatia Cyprus Denmark Estonia Finland Greece Hungary Iceland Ireland Italy"
HOSTILE = {
    "long": "France condemned Israel after "
    + "its ministers had said that the treaty held and that " * 40
    + "it was fair.",
    "eighty states": ", ".join((STATES.split() * 6)[:80]) + " and Norway signed an agreement.",
    "capitals": "FRANCE CONDEMNS ISRAEL. POLAND IMPOSES SANCTIONS ON BELARUS.",
    "verbless": "Fresh French sanctions on Belarus",
    "brackets": "France (((condemned))) [[Israel]] {{{ <b>attack</b> }}} % % % ;;; ---",
    "marks": "“ ” ‘ ’ “France” ‘condemned’ “Israel” … — –",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_shapes(name: str, coded: Any) -> None:
    parse, events = coded(HOSTILE[name])
    for event in events:
        assert event.type in tables.TYPES
        assert 0 <= event.span[0] <= event.trigger[0] < event.trigger[1] <= event.span[1] <= len(parse.report.text)
    told = {(event.type, event.cameo) for event in events}
    wanted = {"long": {("ACCUSE", "111")}, "eighty states": {("SUPPORT", "057")}}
    assert wanted.get(name, set()) <= told, events


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


def test_drones_shot_down_are_not_the_attack_taken_up(coded: Any) -> None:
    text = "Chile attacked Lima on Monday. Peruvian defenders destroyed 20 drones. A consul said 14 people were killed in the attack."
    parse, events = coded(text, published="2024-03-13")
    killed = next(e for e in events if e.cameo == "180")
    assert holds(parse, killed.source, ["Chile"])
    assert killed.date.start == "2024-03-11"


def test_who_joined_a_call_is_one_of_its_leaders(coded: Any) -> None:
    text = (
        "The president of Norway, Karl Weiss, spoke today with the prime minister of Chile, Ana Ruiz. "
        "Vice President Dora Lund of Norway joined the call. The leaders discussed trade."
    )
    _, events = coded(text, published="2024-03-13")
    assert [e.date.start for e in events if e.type == "CONSULT"] == ["2024-03-13"] * 2


def test_an_accord_s_aim_is_no_other_act(coded: Any) -> None:
    _, events = coded("Norway and Chile reached an agreement to strengthen their commercial relationship.")
    assert [e.cameo for e in events] == ["057"]


def test_linked_words_keep_a_list_together(coded: Any) -> None:
    text = "Norway forced [Chile](https://a.example/b-c), [Peru](https://b.example/d), and other countries to pay."
    parse, events = coded(text)
    assert [holds(parse, e.target, ["Chile", "Peru", "other countries"]) for e in events] == [True]


def test_an_invitation_is_on_the_day_of_its_meeting(coded: Any) -> None:
    text = (
        "President Karl Weiss of Norway met today with President Ana Ruiz of Chile. "
        "President Weiss invited President Ruiz to Oslo before the end of the year."
    )
    _, events = coded(text, published="2024-03-13")
    assert [(e.cameo, e.date.start) for e in events][-1] == ("036", "2024-03-13")


def test_a_state_named_again_in_brackets_is_one_party(coded: Any) -> None:
    text = (
        "Seeking to strengthen their friendship, the United States of America (United States, or U.S.) and the "
        "Republic of Chile (Chile) have agreed to a Framework for an Agreement on Trade."
    )
    _, events = coded(text)
    assert [[party.actor for party in event.source] for event in events] == [["Q30", "Q298"]]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("President Weiss of Norway met with President Ruiz of Chile, who is on a visit to Oslo.", ["Oslo"]),
        ("President Weiss of Norway spoke by phone with President Ruiz of Chile, who is on a visit to Peru.", [None]),
        (
            "President Weiss of Norway met with President Ruiz of Chile. The meeting took place during a visit to Peru.",
            ["Peru"],
        ),
        (
            "President Weiss of Norway met with President Ruiz of Chile. The meeting of the club was held in Peru.",
            [None],
        ),
        (
            "In Peru, President Weiss of Norway met with President Ruiz. He also met with Karl Said of Oman.",
            ["Peru", "Peru"],
        ),
        (
            "In Peru, President Weiss of Norway met with President Ruiz. He also met on Sunday with Karl Said of Oman.",
            ["Peru", None],
        ),
    ],
)
def test_the_place_of_a_meeting_may_be_told_beside_it(text: str, places: list[str | None], coded: Any) -> None:
    _, events = coded(text)
    assert [event.place for event in events if event.type == "CONSULT"] == places


TERMS = (
    "Norway and Chile have agreed to a Framework for an Agreement on Trade. {heading} "
    "Chile commits to protect workers and their rights. Norway will maintain its quotas on Chilean salmon. "
    "Norway and Chile will meet again. Peru will open its ports. Norway will benefit."
)


def test_terms_of_an_accord_are_promised_to_the_other_side(coded: Any) -> None:
    parse, events = coded(TERMS.format(heading="Key terms of the Agreement will include:"))
    terms = [event for event in events if event.rule == "term"]
    assert [(event.type, parse.text(event.trigger)) for event in terms] == [("AGREE", "commits"), ("AGREE", "maintain")]
    assert [holds(parse, event.source, [name]) for event, name in zip(terms, ["Chile", "Norway"], strict=True)] == [
        True
    ] * 2
    assert [holds(parse, event.target, [name]) for event, name in zip(terms, ["Norway", "Chilean"], strict=True)] == [
        True
    ] * 2
    assert not same_event(*terms, one_report=True)[0]


def test_the_paper_of_an_accord_names_its_sides_where_it_opens(coded: Any) -> None:
    text = (
        "Norway and Chile are pleased to announce a new era of trade. Norway will cut or lift its tariffs on Chilean "
        "salmon. Chile will apply a tariff of ten percent to fish and lift its tariff on timber. Chile intends to buy "
        "timber. Norway and Chile will address barriers to trade and ease the rules. Norway and Chile will meet again."
    )
    parse, events = coded(text, title="Joint Statement of Norway and Chile")
    terms = [(event.type, event.cameo, parse.text(event.trigger)) for event in events if event.rule == "term"]
    assert terms == [
        ("AGREE", "035", "cut"),
        ("AGREE", "030", "apply"),
        ("AGREE", "030", "intends"),
        ("AGREE", "030", "address"),
    ]
    assert [event.type for event in events if event.rule != "term"] == ["CONSULT"]


def test_terms_take_the_day_that_their_paper_opens_with(coded: Any) -> None:
    text = "Norway and Chile are pleased to announce an accord. Today's accord ends years of talks. Norway will cut its tariffs on Chilean salmon."
    _, events = coded(text, title="Joint Statement of Norway and Chile", published="2024-05-09")
    assert [event.date.start for event in events if event.rule == "term"] == ["2024-05-09"]


def test_only_the_paper_of_an_accord_has_terms(coded: Any) -> None:
    _, events = coded(TERMS.format(heading="Rain fell."))
    assert not [event for event in events if event.rule == "term"]


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("It was agreed to maintain contact.", ["030"]),
        ("It was also agreed that their ministers would meet.", ["036"]),
        ("It was agreed at the summit to open the ports.", []),
        ("It was not agreed to open the ports.", []),
        ("Following the talks, two agreements on trade were signed.", ["057"]),
        ("Two agreements on trade were signed with Oman.", []),
        ("It was agreed by the council to open the ports.", []),
    ],
)
def test_what_was_agreed_without_a_doer_is_the_meetings(sentence: str, codes: list[str], coded: Any) -> None:
    _, events = coded(f"President Weiss of Norway met on 3 May 2024 with President Ruiz of Chile. {sentence}")
    found = [event for event in events if event.rule.startswith("unsaid")]
    assert [event.cameo for event in found] == codes
    assert all(event.source == event.target and len(event.source) == 2 for event in found)
    assert all((event.date.start, event.date.basis) == ("2024-05-03", "inferred") for event in found)


def test_a_network_under_sanctions_is_not_the_state_that_it_trades_for(coded: Any) -> None:
    _, events = coded("Norway began sanctioning an international network for easing the sale of Chilean timber.")
    assert [(event.cameo, [party.ids for party in event.target]) for event in events] == [("163", [()])]


def test_whom_strikes_have_killed_they_hit(coded: Any) -> None:
    parse, [event] = coded("The Norwegian military has carried out strikes that have eliminated 23 rebels.")
    assert (event.type, holds(parse, event.target, ["rebels"])) == ("ASSAULT", True)


def test_leaders_and_their_own_two_states_are_the_same_sides(coded: Any) -> None:
    text = "Xi Jinping met with Vladimir Putin in Oslo. The two leaders announced new deals between China and Russia on trade."
    _, events = coded(text)
    assert [event.source == event.target for event in events if event.type == "AGREE"] == [True]


def test_to_ban_aid_ends_it(coded: Any) -> None:
    parse, [event] = coded("Norway banned funding to Chile.")
    assert (event.type, event.cameo, holds(parse, event.target, ["Chile"])) == ("SANCTION", "1623", True)


def test_who_is_thanked_for_help_gave_it(coded: Any) -> None:
    parse, events = coded("The president of Chile expressed her deep gratitude to Norway for providing aid to Peru.")
    [aid] = [event for event in events if event.type == "AID"]
    assert holds(parse, aid.source, ["Norway"])


@pytest.mark.parametrize("text", ["Norway protects the family.", "He served in Chile, protecting the state of Chile."])
def test_to_protect_is_no_aid(text: str, coded: Any) -> None:
    assert coded(text)[1] == ()


def test_harm_by_nobody_to_nobody_known_is_left_out(coded: Any) -> None:
    _, events = coded("Kenya was calm. About 200 people were killed.")
    assert events == ()


@pytest.mark.parametrize(
    ("between", "known"),
    [
        ("Rain fell. The attack lasted an hour. Rain fell. Rain fell. Rain fell.", True),
        ("Rain fell. Rain fell. Rain fell. Rain fell. Rain fell.", False),
        ("Rain fell. Moscow denounced a drone strike. Rain fell.", False),
    ],
)
def test_an_attack_is_taken_up_as_long_as_it_is_spoken_of(between: str, known: bool, coded: Any) -> None:
    parse, events = coded(f"Chile attacked Lima on Monday. {between} 14 Peruvians were wounded in the attack.")
    assert [holds(parse, event.source, ["Chile"]) for event in events[1:]] == [known]


def test_a_weapon_by_its_name_is_its_owners(coded: Any) -> None:
    parse, events = coded("Chile attacked Lima with a Heron missile. The Heron struck the city of Cusco.")
    assert [holds(parse, event.source, ["Chile"]) for event in events] == [True, True]


def test_what_is_said_to_happen_all_along_is_no_act(coded: Any) -> None:
    _, events = coded('Karl Weiss said: "Vladimir Putin kills journalists in Chile."')
    assert events == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Norway and Chile intend to deepen their ties, the joint statement said.", ("AGREE", "asserted")),
        ("Norway and Chile intend to deepen their ties, analysts said.", ("SUPPORT", "planned")),
        ("Norway and Chile intend to deepen their ties.", ("SUPPORT", "planned")),
    ],
)
def test_what_several_say_they_intend_together_is_their_promise(text: str, told: tuple[str, str], coded: Any) -> None:
    assert [(event.type, event.modality) for event in coded(text)[1]] == [told]


@pytest.mark.parametrize(
    ("text", "cameo"),
    [
        ("Norway backed Chile's war effort.", "070"),
        ("Norway supported Chile's army.", "070"),
        ("Norway supported Chile's efforts.", "051"),
        ("Norway hailed Chile's army.", "051"),
    ],
)
def test_to_back_what_is_fought_with_is_aid(text: str, cameo: str, coded: Any) -> None:
    assert [event.cameo for event in coded(text)[1]] == [cameo]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Norway's minister Karl Weiss travelled to Chile on Monday for a working visit.", ["042"]),
        ("President Karl Weiss of Norway arrived in Chile on a state visit.", ["042"]),
        ("President Karl Weiss of Norway will fly to Chile for a summit.", ["042"]),
        ("President Karl Weiss of Norway flew to Chile on holiday.", []),
        ("Norwegian President Karl Weiss travelled to Bergen for a meeting.", []),
        ("Tourists travelled to Chile for a visit.", []),
    ],
)
def test_a_journey_for_talks_abroad_is_a_visit(text: str, codes: list[str], coded: Any) -> None:
    assert [event.cameo for event in coded(text)[1]] == codes


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Norway condemned what it called Chile's aggression.", ("Norway", "Chile")),
        ("Norway denounced what it described as an attack by Chile.", ("Norway", "Chile")),
        ("Norway rejected what it said were Chilean threats.", ("Norway", "Chilean")),
        ("Norway blamed the attack on Chile.", ("Norway", "Chile")),
        ("Norway blamed Chilean attacks on Peru for the delay.", ("Norway", "Chilean")),
    ],
)
def test_whom_words_of_blame_hit(text: str, sides: tuple[str, str], coded: Any) -> None:
    parse, events = coded(text)
    assert [tuple(parse.text(side[0].spans[0]) for side in (e.source, e.target)) for e in events] == [sides]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Norway and Peru signed a statement. The statement condemned Iran.", ["Norway", "Peru"]),
        ("In a joint statement, Norway and Peru pledged to meet. The statement condemned Iran.", ["Norway", "Peru"]),
        ("Norway and Peru signed a statement. Chile said in a statement that it rained. The statement condemned Iran.",
         ["Chile"]),
        ("Norway and Peru signed a statement. A statement condemned Iran.", None),
        ("The statement condemned Iran. Norway and Peru signed a statement.", None),
    ],
)  # fmt: skip
def test_a_paper_speaks_for_its_authors(text: str, source: list[str] | None, coded: Any) -> None:
    parse, events = coded(text)
    blamed = [[parse.text(party.spans[0]) for party in e.source] for e in events if e.type == "ACCUSE"]
    assert blamed == ([source] if source else [])


@pytest.mark.parametrize("verb", ["accepted", "declined"])
def test_an_invitation_to_visit_is_of_whom_is_visited(verb: str, coded: Any) -> None:
    parse, events = coded(f"Ana Ruiz of Chile {verb} an invitation to visit Norway in May.", published="2024-03-13")
    assert [(holds(parse, e.source, ["Ruiz"]), holds(parse, e.target, ["Norway"])) for e in events] == [(True, True)]
    assert not events[0].date.known


RELEASE = """Oslo, 14 January 2025

The Ministry of Foreign Affairs today summoned the Ambassador of Peru and lodged a protest over the raid.

The Ambassador was asked to release the boats. The Government thanks Chile for its support.
"""


def test_a_release_s_own_government_does_what_nobody_is_said_to_do(coded: Any) -> None:
    parse, events = coded(RELEASE, published="2025-01-14")
    assert [(e.type, e.source[0].name, parse.text(e.target[0].spans[0])) for e in events] == [
        ("ACCUSE", "Norway", "the Ambassador of Peru"),
        ("ACCUSE", "Norway", "the Ambassador of Peru"),
        ("REQUEST", "Norway", "The Ambassador"),
        ("SUPPORT", "Norway", "Chile"),
    ]
    assert [e.date.start for e in events[:3]] == ["2025-01-14"] * 3
    _, events = coded(RELEASE.replace("Oslo,", "Brussels,"), published="2025-01-14")
    assert {party.name for e in events for party in e.source} == {"Ministry of Foreign Affairs"}


def test_words_at_a_meeting_that_name_nobody_go_to_the_other(coded: Any) -> None:
    text = """Foreign Minister Orla Dunne of Norway met Foreign Minister Elmar Solis of Peru in Lima on Monday.

Minister Solis apologised for the incident and pledged that the fees would be dropped. Minister Dunne thanked her host."""
    _, events = coded(text, published="2025-01-14")
    sides = [(e.type, e.source[0].name, e.target[0].name) for e in events]
    assert sides[1:] == [
        ("SUPPORT", "Elmar Solis", "Orla Dunne"),
        ("AGREE", "Elmar Solis", "Orla Dunne"),
        ("SUPPORT", "Orla Dunne", "Elmar Solis"),
    ]
    third = text.replace("\n\n", "\n\nChile closed its border with Bolivia. ")
    assert all(e.target for e in coded(third, published="2025-01-14")[1])
    assert [e.type for e in coded(third, published="2025-01-14")[1]] == ["CONSULT", "COERCE"]


def test_items_of_what_leaders_agreed_are_its_terms(coded: Any) -> None:
    text = """President Gabriel Boric of Chile held talks with Prime Minister Jonas Gahr Store in Norway on 3 May 2025.

The Leaders agreed as follows:

(a) both sides shall abolish visas for holders of ordinary passports;
(b) Chile will send ten teachers to Norway for two years; and
(c) Norway will train forty Chilean welders each year at its yards.

Done at Oslo on 4 May 2025."""
    _, events = coded(text, published="2025-05-04")
    terms = [(e.source[0].name, e.target[0].name, e.date.start) for e in events if e.rule == "term"]
    assert [(who, day) for who, _, day in terms][1:] == [("Chile", "2025-05-04"), ("Norway", "2025-05-04")]
    assert len(terms) == 3


def test_what_the_two_signed_far_from_their_meeting_is_theirs(coded: Any) -> None:
    text = """President Gabriel Boric of Chile met Prime Minister Jonas Gahr Store of Norway in Lima on 3 May 2025.

The sea was calm. The hall was full. The band played well. Dinner was served. Guests danced. Fish was fried. Rain fell.

An agreement on ports and a protocol on fish were signed."""
    _, events = coded(text, published="2025-05-04")
    signed = [({party.name for party in e.source}, e.date.start) for e in events if e.cameo == "057"]
    assert signed == [({"Chile", "Norway"}, "2025-05-03")]
    other = text.replace("Rain fell.", "Norway held talks with Oman.")
    assert all(e.cameo != "057" for e in coded(other, published="2025-05-04")[1])
