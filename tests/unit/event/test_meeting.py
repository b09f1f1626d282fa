"""What readouts tell of one meeting: its guests, its day, its medium and place, and the words passed there."""

from __future__ import annotations

from typing import Any

import pytest

from communique.event.compare import compare
from communique.model import EventMention

MET = "President Karl Weiss of Norway met today with President Ana Ruiz of Chile in Lima. "


def names(event: EventMention) -> list[list[str | None]]:
    return [[party.name for party in side] for side in (event.source, event.target)]


@pytest.mark.parametrize(
    ("title", "cameo"), [("Call with President Ruiz", "041"), ("Meeting with President Ruiz", "040")]
)
def test_a_title_tells_the_medium_of_the_talks(title: str, cameo: str, coded: Any) -> None:
    text = "President Karl Weiss of Norway spoke today with President Ana Ruiz of Chile. The leaders discussed trade."
    _, events = coded(text, title=title)
    assert [(e.cameo, e.mode) for e in events] == [(cameo, "phone" if cameo == "041" else None)] * 2


def test_what_the_two_discussed_has_the_place_of_their_meeting(coded: Any) -> None:
    _, events = coded(MET + "The leaders discussed trade.", published="2024-03-13")
    assert [e.place for e in events] == ["Lima", "Lima"]


def test_what_was_discussed_before_has_not(coded: Any) -> None:
    _, events = coded(MET + "The leaders had discussed trade in 2022.", published="2024-03-13")
    assert [e.place for e in events] == ["Lima", None]


@pytest.mark.parametrize(
    "lead",
    [
        "Karl Weiss met today with families of the missing. ",
        "Karl Weiss of Norway hosted today a meeting of the group. ",
    ],
)
def test_a_meeting_with_nobody_known_still_gives_its_day(lead: str, coded: Any) -> None:
    _, events = coded(lead + "Weiss condemned the raids by Peru.", published="2024-03-13")
    assert [(e.type, e.date.start) for e in events] == [("ACCUSE", "2024-03-13")]


def test_a_guest_behind_a_year_is_no_crowd(coded: Any) -> None:
    _, events = coded("President Karl Weiss of Norway met today with 2022 OPEC Chair President Ana Ruiz of Chile.")
    assert [names(e)[1] for e in events] == [["Ana Ruiz"]]


def test_a_call_that_the_parser_tears_off_its_object(coded: Any) -> None:
    _, events = coded(
        "On Monday, President Karl Weiss held his first foreign leader call with Crown Prince Omar bin Said of Oman."
    )
    assert [(e.cameo, names(e)[1]) for e in events] == [("041", ["Omar bin Said"])]


def test_guests_with_long_titles_are_all_told(coded: Any) -> None:
    _, events = coded(
        "Karl Weiss had a telephone conversation with President of the French Republic Emmanuel Rousseau and Federal "
        "Chancellor of the Federal Republic of Germany Dora Lund."
    )
    assert [names(e)[1] for e in events] == [["Emmanuel Rousseau", "Dora Lund"]]


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Secretary Karl Weiss met with the Foreign Ministers of Chile, Peru, Kenya, and the Republic of Korea.", 4),
        ("On Monday the Government of Norway hosted the Governments of Chile and the United States in Oslo.", 2),
    ],
)
def test_the_ministers_of_several_states_are_all_of_theirs(text: str, members: int, coded: Any) -> None:
    _, events = coded(text)
    assert [[len(party.members) for party in e.target] for e in events] == [[members]]


def test_peoples_that_only_describe_whom_a_list_ends_with(coded: Any) -> None:
    _, events = coded("President Karl Weiss of Norway met with Muslim, Arab, and Kenyan ministers on Monday.")
    assert [[len(e.target)] for e in events] == [[1]]


def test_a_site_is_not_the_state_in_its_name(coded: Any) -> None:
    text = "Karl Weiss of Norway met with Ana Ruiz of Chile on Monday at the Headquarters of the United States Pacific Command."
    _, events = coded(text)
    assert all(e.place != "United States" for e in events)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        (
            "President Weiss expressed appreciation to Prime Minister Ruiz for Chile's support for the people of Kenya.",
            "Ruiz",
        ),
        ("President Weiss expressed gratitude for Chile's contributions to NATO.", "Chile"),
    ],
)
def test_thanks_go_to_whom_is_named_first(text: str, target: str, coded: Any) -> None:
    _, events = coded(text)
    assert [target in (names(e)[1][0] or "") for e in events] == [True]


def test_what_is_welcomed_for_next_year_is_welcomed_at_the_meeting(coded: Any) -> None:
    text = (
        MET
        + "President Weiss thanked President Ruiz for her leadership over the past year, and welcomed Peru's presidency next year."
    )
    _, events = coded(text, published="2024-03-13")
    assert [(e.date.start, e.modality) for e in events][-1] == ("2024-03-13", "asserted")


@pytest.mark.parametrize(
    "text",
    [
        "President Weiss recognized President Ruiz as a valued ally.",  # no diplomatic recognition
        "The leaders of Norway and Chile spoke in support of the ceasefire.",  # no talk with anybody
        "After consultations with the United States, Jordan shall adopt measures.",  # a rule
    ],
)
def test_no_act(text: str, coded: Any) -> None:
    assert coded(text)[1] == ()


@pytest.mark.parametrize(
    "text",
    [
        "The ministers of Norway and Chile discussed trade, and strengthening cooperation.",
        "The leaders of Norway and Chile spoke about the energy relationship, deepening strategic ties, and shared values.",
    ],
)
def test_the_meeting_of_ministers_without_its_topics(text: str, coded: Any) -> None:
    _, events = coded(text)
    assert [e.cameo for e in events] == ["040"]


def test_attackers_and_their_proxies(coded: Any) -> None:
    _, events = coded("Norway condemned the attacks against Chile by Peru and its proxies.")
    assert [len(e.target) for e in events if e.type == "ACCUSE"] == [2]


def test_praise_by_one_is_not_the_praise_by_both(coded: Any) -> None:
    text = MET + "President Weiss thanked President Ruiz. The two leaders reaffirmed their support for Kenya."
    _, events = coded(text, published="2024-03-13")
    thanks, support = (e for e in events if e.type == "SUPPORT")
    assert compare(thanks, support, one_report=True).score == 0.0


def test_of_two_who_talked_one_of_no_known_country(coded: Any) -> None:
    _, events = coded("Karl Weiss met today with Foreign Minister Ana Ruiz of Chile. They discussed trade. Weiss left.")
    assert [e.type for e in events] == ["CONSULT", "CONSULT"]


def test_all_who_were_met_are_the_leaders(coded: Any) -> None:
    text = (
        "President Karl Weiss of Norway met today with Chancellor Ana Ruiz of Chile and Vice President Dora Lund of Peru. "
        "The leaders discussed trade."
    )
    _, events = coded(text)
    assert [len(e.source[0].ids) for e in events][-1] == 3


def test_two_offices_under_one_article(coded: Any) -> None:
    text = (
        "President Karl Weiss of Norway spoke with Crown Prince and Prime Minister Omar bin Said of Oman. "
        "The President and Prime Minister discussed trade. The President and Crown Prince condemned Peru."
    )
    _, events = coded(text)
    assert [[party.name for party in e.source] for e in events[1:]] == [["Karl Weiss", "Omar bin Said"]] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Amir Omar bin Hamad of Qatar. President Weiss thanked the Amir.",
        "President Ana Luisa Ferrer da Costa of Chile. President Weiss thanked President Ferrer.",
    ],
)
def test_short_for_a_guest(text: str, coded: Any) -> None:
    _, events = coded("President Karl Weiss of Norway met with " + text)
    assert len(events) == 2
    assert len({e.target[0].actor for e in events}) == 1


def test_a_visit_discussed_lends_the_talk_neither_day_nor_medium(coded: Any) -> None:
    text = MET + "The leaders discussed the king's visit to Peru last week."
    _, events = coded(text, published="2024-03-13")
    assert [(e.date.start, e.attributes) for e in events] == [("2024-03-13", ())] * 2


def test_a_journey_tells_where_its_meetings_were(coded: Any) -> None:
    text = "Karl Weiss of Norway travelled to Lima on May 3 and 4 to tour the port. Weiss met with Minister Ana Ruiz of Chile."
    _, events = coded(text, published="2024-05-06")
    assert [e.place for e in events if e.cameo == "040"] == ["Lima"]


def test_meetings_of_a_journey_lie_in_its_week(coded: Any) -> None:
    text = "Earlier this week, Karl Weiss of Norway travelled to Chile and Peru. In Chile, Weiss met with Minister Ana Ruiz of Chile."
    _, events = coded(text, published="2024-05-09")
    assert [(e.date.start, e.date.end) for e in events if e.cameo == "040"] == [("2024-05-06", "2024-05-09")]


def test_an_attack_named_by_its_day_was_before_the_report(coded: Any) -> None:
    _, events = coded("Karl Weiss condemned Oman's October 7 attack on Chile.", published="2024-05-06")
    assert [e.date.start for e in events if e.type == "ASSAULT"] == ["2023-10-07"]


def test_an_unknown_speaker_leaves_a_list_open(coded: Any) -> None:
    _, events = coded("The President of Chile, the President of Peru, and I have just concluded talks on trade.")
    assert events == ()


def test_the_call_in_which_a_thing_was_discussed_is_the_medium(coded: Any) -> None:
    _, events = coded(
        "Karl Weiss of Norway and Ana Ruiz of Chile discussed the price of grain in a phone call on Tuesday."
    )
    assert [e.cameo for e in events if e.rule == "verb"] == ["041"]


@pytest.mark.parametrize(
    "listed",
    [
        (
            "Joining President Weiss on the call were Prime Minister Ana Ruiz of Chile, President Dora Lund of Peru, and "
            "representatives from Kenya."
        ),
        (
            "Joining President Weiss at the meeting were the following leaders:\n\n- Chilean Prime Minister Ana Ruiz\n\n"
            "- President Dora Lund of Peru\n\n- President Omar Said of Kenya"
        ),
    ],
)
def test_guests_listed_further_on(listed: str, coded: Any) -> None:
    _, events = coded(
        f"President Karl Weiss of Norway spoke today with allies and partners. They reviewed the plan.\n\n{listed}"
    )
    assert [len(e.target) for e in events if e.type == "CONSULT"] == [3]


def test_words_to_nobody_in_particular(coded: Any) -> None:
    _, events = coded(MET + "The king slept. President Weiss called on all parties to stop.")
    assert [e.type for e in events] == ["CONSULT"]


def test_a_case_of_a_rule_is_no_act(coded: Any) -> None:
    assert coded("When Norway imposes a tariff on Peru, Norway intends to tell Chile.")[1] == ()


def test_a_deal_of_firms_is_not_on_the_day_of_the_meeting(coded: Any) -> None:
    _, events = coded(MET + "They welcomed the agreement between Boeing and Gazprom.", published="2024-03-13")
    assert all(not e.date.known for e in events if e.cameo == "057")


def test_guests_met_for_two_purposes(coded: Any) -> None:
    text = (
        "Karl Weiss also met with First Deputy Prime Minister Ana Ruiz to discuss sanctions against Peru and with Foreign "
        "Minister Omar Said to review the efforts of Chile."
    )
    _, events = coded(text)
    assert [len(e.target) for e in events if e.cameo == "040"] == [2]


def test_a_guest_received_in_a_place_is_no_place(coded: Any) -> None:
    parse, events = coded("Karl Weiss received in the Kremlin US Secretary of State Omar Dunne.")
    assert [(parse.text(e.target[0].spans[0]), e.place) for e in events] == [
        ("US Secretary of State Omar Dunne", "Kremlin")
    ]


def test_a_call_that_somebody_had_is_of_that_day(coded: Any) -> None:
    text = "Karl Weiss of Norway informed Ana Ruiz about the telephone conversation with US President Omar Dunne he had on March 20."
    _, events = coded(text, published="2024-03-22")
    assert [(names(e), e.date.day) for e in events if e.cameo == "041"] == [
        ([["Karl Weiss"], ["Omar Dunne"]], "2024-03-20")
    ]


def test_talks_in_line_with_a_visit_are_held_on_it(coded: Any) -> None:
    text = "The President of Norway gave details of his recent visit to Peru and talks with Ana Ruiz."
    _, events = coded(text, published="2024-03-13")
    assert [(e.cameo, e.place, e.date.end) for e in events][-1] == ("040", "Peru", "2024-03-13")


def test_a_sentence_that_opens_with_two_withs_is_read(coded: Any) -> None:
    _, [event] = coded(
        "With talks under way in Oslo, and with envoys from Kenya in the room, Norway accused Chile of theft."
    )
    assert (event.type, event.target[0].name) == ("ACCUSE", "Chile")


def test_a_list_of_guests_goes_on_with_a_second_with(coded: Any) -> None:
    text = (
        "Karl Weiss of Norway met with Ana Ruiz of Chile, whose ship was seized in Peru, and with Omar Dunne of Kenya."
    )
    assert [names(e)[1] for e in coded(text)[1] if e.type == "CONSULT"] == [["Ana Ruiz", "Omar Dunne"]]


def test_those_who_stand_for_the_bodies_of_two_states(coded: Any) -> None:
    text = "During the talks, representatives of Chile's Ports Authority and Peru's Ministry of Trade signed a memorandum of understanding."
    assert [[len(party.members) for party in e.source] for e in coded(text)[1]] == [[2]]


@pytest.mark.parametrize(
    ("words", "agreed"), [("The sides agreed", 1), ("The sides never agreed", 0), ("Sides of the river agreed", 0)]
)
def test_the_sides_who_agreed_are_those_who_met(words: str, agreed: int, coded: Any) -> None:
    text = "Karl Weiss had a telephone conversation with President of the European Council Ana Ruiz. "
    assert sum(e.type == "AGREE" for e in coded(text + words + " on further contacts.")[1]) == agreed


def test_help_that_thanks_are_given_for_reached_who_gives_them(coded: Any) -> None:
    text = "President Karl Weiss of Norway expressed gratitude to Chile for providing substantial help in fighting the fires."
    assert [names(e) for e in coded(text)[1] if e.type == "AID"] == [[["Chile"], ["Norway"]]]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Norway's minister Karl Weiss flew to Chile on Monday.", ["042"]),
        ("Norway's minister Karl Weiss left for Lima on Monday.", ["042"]),
        ("Norway's minister Karl Weiss flew to Oslo on Monday.", []),
        ("Norway's minister Karl Weiss flew to Chile on Monday for treatment.", []),
        ("President Karl Weiss of Norway is to visit Chile.", ["042"]),
        ("The aim of President Karl Weiss of Norway is to visit Chile.", []),
        ("Norway's minister Karl Weiss promised a loan to Peru during a visit to Lima.", ["042", "033"]),
        ("The leaders recalled the visit of Norway's minister Karl Weiss to Lima in May 2023.", ["042"]),
        ("Norway's minister Karl Weiss paid a courtesy call on President Ana Ruiz of Chile.", ["040"]),
        ("Norway's minister Karl Weiss called on President Ana Ruiz of Chile.", ["040"]),
        ("Norway's minister Karl Weiss called on President Ana Ruiz of Chile to resign.", ["025"]),
        ("Norway's minister Karl Weiss was in Lima for talks with President Ana Ruiz of Peru.", ["040"]),
    ],
)
def test_a_minister_abroad_is_on_a_visit(text: str, codes: list[str], coded: Any) -> None:
    assert sorted(event.cameo for event in coded(text)[1]) == sorted(codes)


def test_a_journeys_meeting_is_where_the_last_sentence_opened(coded: Any) -> None:
    _, events = coded(
        "On 3 May 2024, Karl Weiss travelled to Norway and Chile. In Chile, Mr. Weiss met with President Ruiz. "
        "He welcomed the harvest. He met with Foreign Minister Orla Dunne."
    )
    assert [event.place for event in events if event.type == "CONSULT" and event.cameo == "040"] == ["Chile", "Chile"]


def test_talks_that_somebody_went_for_have_the_journeys_day_and_place(coded: Any) -> None:
    _, events = coded("Karl Weiss travelled to Rabat on 2 June 2024 for a meeting with Orla Dunne.")
    talks = [event for event in events if event.cameo == "040"]
    assert [(event.date.start, event.place) for event in talks] == [("2024-06-02", "Rabat")]


def test_nobody_urges_herself(coded: Any) -> None:
    _, events = coded(
        "Kenya's Foreign Minister Musalia Mudavadi held talks with his Ugandan counterpart, Jeje Odongo, in Kigali on 2 June 2024. "
        "They urged the parties in Sudan to return to the talks."
    )
    assert [event.type for event in events] == ["CONSULT"]


@pytest.mark.parametrize(
    ("told", "days"),
    [("followed their March 14 meeting in Rome", ["2024-03-14"]), ("was about their next meeting in Rome", [])],
)
def test_an_earlier_meeting_of_the_two_has_its_day(told: str, days: list[str], coded: Any) -> None:
    _, events = coded(MET + f"The conversation {told}.", published="2024-06-03")
    assert [event.date.start for event in events if event.rule == "unsaid"] == days
