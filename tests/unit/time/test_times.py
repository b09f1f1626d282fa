"""Which time dates an act, and the report's own date."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

import pytest

from communique.model import Actor, Interval, Mention, Office, meet
from communique.resources.calendar import Calendar, Happening, load
from communique.time import find_times
from communique.time.constraint import FAIR, FIRM, Constraint, combine


class CastOf(NamedTuple):
    """A cast given by hand."""

    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]


TABLE = Calendar(
    (
        Happening("Sarvania invades Lissen", ("invasion of lissen",), Interval("2019-03-12", "2019-03-12"), "invasion",
                  verified=True),
        Happening("Petar Varo takes office", (), Interval("2016-05-02", "2016-05-02"), "inauguration", ("Petar Varo",),
                  ordinals=("first",), verified=True),
        Happening("Petar Varo takes office again", (), Interval("2020-05-04", "2020-05-04"), "inauguration",
                  ("Petar Varo",), ordinals=("second", "9th"), verified=True),
        Happening("Rumoured battle", ("battle of orsk",), Interval("2018-01-01", "2018-01-01"), "war"),
    )
)  # fmt: skip


def of(times_of: Any, text: str, word: str) -> str | None:
    times = times_of(text, published="2021-06-17")
    token = next(t for s in times.parse.sentences for t in s.tokens if t.text == word)
    time = times.of(token)
    return text[slice(*time.span)] if time else None


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("The two leaders met on Monday in Velgrad.", "met", "Monday"),
        ("On Monday, the two leaders met in Velgrad.", "met", "Monday"),
        ("The leaders held talks on Tuesday.", "talks", "Tuesday"),
        ("Monday's meeting ended without result.", "meeting", "Monday"),
        ("The meeting on Friday was brief.", "meeting", "Friday"),
        ("On Monday the envoy arrived and met the king.", "met", "Monday"),
        ("The king arrived and left on Friday.", "arrived", None),
        ("She said on Monday that troops attacked the port.", "attacked", None),
        ("She agreed on Monday to send aid.", "send", None),
        ("“We attacked the port,” she said on Monday.", "attacked", None),
        ("He praised the man who fled on Sunday.", "praised", None),
    ],
)
def test_the_time_of_an_act(text: str, word: str, wanted: str | None, times_of: Any) -> None:
    assert of(times_of, text, word) == wanted


def published(times_of: Any, text: str, **metadata: str) -> Any:
    return times_of(text, calendar=TABLE, **metadata)


def days(times: Any) -> tuple[str | None, str | None]:
    return times.published.start, times.published.end


def test_stated_date_wins(times_of: Any) -> None:
    times = times_of("On January 3, 2020 it rained.", published="2021-06-17")
    assert times.published.day == "2021-06-17"


def test_nothing_known_is_unknown(times_of: Any) -> None:
    assert not published(times_of, "The two leaders spoke by phone.").published.known


def test_inauguration_and_weekday(times_of: Any) -> None:
    times = published(times_of, "Hours after Petar Varo’s inauguration on Monday, the envoys spoke.")
    assert days(times) == ("2016-05-02", "2020-05-10")  # both inaugurations fell on a Monday


def test_ordinal_chooses_the_term(times_of: Any) -> None:
    times = published(times_of, "It was his first trip since Petar Varo was sworn in for a second term last week.")
    assert days(times) == ("2020-05-11", "2020-05-17")


def test_simultaneous_weekday(times_of: Any) -> None:
    text = "The envoys met on Tuesday, coinciding with Petar Varo’s inauguration as the 9th president."
    times = published(times_of, text)
    assert days(times) == ("2020-05-05", "2020-05-08")
    assert [time.value for time in times.times if text[slice(*time.span)] == "Tuesday"] == ["2020-05-05"]


def test_anniversary_with_ordinal(times_of: Any) -> None:
    times = published(times_of, "Envoys met on the second anniversary of the invasion of Lissen.")
    assert times.published.start == "2021-03-12"
    assert times.published.holds(Interval("2021-03-14", "2021-03-14"))


def test_anniversary_with_weekday(times_of: Any) -> None:
    text = "On Saturday, the anniversary of the invasion of Lissen, envoys met."
    assert published(times_of, text).published.start == "2022-03-12"


def test_a_year_inside_an_anniversary_is_its_own(times_of: Any) -> None:
    text = "On Saturday, the anniversary of the 2019 invasion of Lissen, envoys met."
    times = published(times_of, text, published="2022-03-13").times
    assert [(text[slice(*time.span)], time.value) for time in times] == [
        ("Saturday", "2022-03-12"), ("the anniversary", "2022-03-12"), ("2019", "2019")
    ]  # fmt: skip


def test_a_happening_that_is_not_verified_dates_nothing(times_of: Any) -> None:
    assert not published(times_of, "The battle of Orsk shook the town on Monday.").published.known


def test_later_today(times_of: Any) -> None:
    text = "Petar Varo was sworn in for a second term last week. On Friday he spoke; he will dine later on Friday."
    assert published(times_of, text).published.day == "2020-05-15"


def test_past_dates_bound_the_report_from_below(times_of: Any) -> None:
    times = published(times_of, "The firm collapsed in 2019.")
    assert days(times) == ("2019-01-01", None)


def test_a_year_that_may_lie_ahead_bounds_nothing(times_of: Any) -> None:
    assert not published(times_of, "She spoke of the 2024 race.").published.known


def test_url(times_of: Any) -> None:
    times = published(times_of, "The port is shut.", url="https://example.org/2021/06/17/port")
    assert times.published.day == "2021-06-17"


def test_contradiction_drops_the_weaker() -> None:
    firm = Constraint((Interval("2021-01-01", "2021-01-03"),), ((0, 1),), "a", FIRM)
    weak = Constraint((Interval("2022-01-01", None),), ((2, 3),), "b", FAIR)
    found = combine([weak, firm])
    assert [(ground.rule, ground.spans) for ground in found.grounds] == [("a", ((0, 1),))]
    assert (found.interval.start, found.interval.end) == ("2021-01-01", "2021-01-03")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("VELGRAD | Tue May 4, 2021 7:47 pm BST VELGRAD (Wire) - The port was shut.", "2021-05-04"),
        ("Port shut Posted May 4, 2021 | Velgrad What do you think of this?", "2021-05-04"),
        ("Talks on Herring Aired May 4, 2021-10:00 ET THIS IS A TRANSCRIPT.", "2021-05-04"),
        ("May 4, 2021 | By Pavel Orsk The port was shut.", "2021-05-04"),
        ("A blast shook the port on May 4, 2021 10:30 GMT, officials said.", None),
        ("Updated: Tue May 4, 2021 08:01 GMT The port was shut.", None),
        ("4 May 2021 Last updated at 04:27 GMT Share this page. The port was shut.", None),
        ("The port stood in Velgrad on May 4, 2021.", None),
    ],
)
def test_a_stamp_dates_the_report(text: str, day: str | None, times_of: Any) -> None:
    found = published(times_of, text)
    assert found.published.day == day if day else "stamp" not in {ground.rule for ground in found.published_by}


def test_a_stamp_further_down_is_another_page_s(times_of: Any) -> None:
    text = "The port was shut. " * 40 + "See also | Tue May 4, 2021 7:47 pm BST"
    assert "stamp" not in {ground.rule for ground in published(times_of, text).published_by}


def test_what_dates_a_report_names_rule_words_and_row(times_of: Any) -> None:
    text = "Petar Varo was sworn in for a second term last week. On Friday he spoke; he will dine later on Friday."
    first, second = published(times_of, text).published_by
    assert first.rule == "happening-with-time"
    assert [text[slice(*span)] for span in first.spans] == ["sworn in", "last week"]
    assert first.rows == ("public event: Petar Varo takes office again, 2020-05-04, by no source",)
    assert (first.left.start, first.left.end) == ("2020-05-11", "2020-05-17")
    assert (second.rule, second.rows, second.left.day) == ("later-today", (), "2020-05-15")


def test_of_several_rows_those_are_named_that_the_days_left_allow() -> None:
    early, late = Interval("2020-01-01", "2020-01-03"), Interval("2021-01-01", "2021-01-03")
    either = Constraint((early, late), ((0, 1),), "a", FIRM, ("first", "second"))
    after = Constraint((Interval("2020-06-01", None),), ((2, 3),), "b", FAIR)
    assert [ground.rows for ground in combine([after, either]).grounds] == [("second",), ()]


def test_an_office_that_dates_a_report_names_its_spell(parsed: Any) -> None:
    text = "President Petar Varo opened the bridge."
    varo = Actor("x1", "Petar Varo", "person", offices=(Office("president", "XSA", "2020-05-04", source="a page"),))
    cast = CastOf((Mention((10, 20), "name", "x1", "Petar Varo"),), (varo,))
    [ground] = find_times(parsed(text), cast, TABLE, stated=Interval()).published_by
    assert (ground.rule, ground.spans) == ("office", ((10, 20),))
    assert ground.rows == ("office: Petar Varo, president of XSA, 2020-05-04 to open, by a page",)


def test_counted_from_a_happening(times_of: Any) -> None:
    text = "They signed it just days before the town fell."
    time = times_of(text, published="2021-06-17").times[0]
    assert (time.type, time.anchor, time.relation) == ("DURATION", "the town fell", "before")


def test_hours_from_a_day_are_that_day_or_the_next(times_of: Any) -> None:
    text = "Within hours of the vote on Monday, the two leaders spoke by phone."
    times = times_of(text, published="2021-06-17")
    token = next(t for s in times.parse.sentences for t in s.tokens if t.text == "spoke")
    time = times.of(token)
    assert (time.interval.start, time.interval.end) == ("2021-06-14", "2021-06-15")


def test_before_and_since(times_of: Any) -> None:
    text = "The port has been shut since Monday and must open before Saturday."
    relations = {text[slice(*t.span)]: t.relation for t in times_of(text, published="2021-06-17").times}
    assert relations == {"Monday": "after", "Saturday": "before"}


def test_spans_lie_in_the_text_in_order_without_overlap(times_of: Any) -> None:
    text = (
        "On May 3, 2019, two days after the vote, and again last week, on Monday night at 10:30, she left for 5 years."
    )
    spans = [time.span for time in times_of(text, published="2021-06-17").times]
    assert spans == sorted(spans)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


def test_resolved_again_under_a_narrower_date_stays_inside(times_of: Any) -> None:
    from communique.time import resolve

    times = published(times_of, "Petar Varo was sworn in for a second term last week. This month he went home.")
    narrow = Interval("2020-05-12", "2020-05-12")
    assert meet(times.published, narrow) is not None
    for time in times.times:
        if time.recipe:
            assert time.interval.holds(resolve(time.recipe, narrow)[1])


def test_the_calendar_is_large_enough_and_every_row_has_a_source() -> None:
    rows = load().happenings
    assert sum(row.verified for row in rows) >= 150
    assert all(row.source for row in rows)
    assert all(not row.verified for row in rows if row.source == "memory")
    assert all((row.interval.start or "") <= (row.interval.end or "") for row in rows)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("President Petar Varo spoke by phone.", "2016-05-02"),
        ("Former President Petar Varo spoke by phone.", "2020-05-04"),
        ("The president spoke to Petar Varo.", None),
    ],
)
def test_titles_bound_the_report_from_below(text: str, start: str | None, parsed: Any) -> None:
    office = Office("president", "SRV", "2016-05-02", "2020-05-04")
    actor = Actor("x1", "Petar Varo", "person", offices=(office,))
    at = text.index("Petar")
    cast = CastOf((Mention((at, at + 10), "name", "x1", "Petar Varo"),), (actor,))
    times = find_times(parsed(text), cast, TABLE, stated=Interval())
    assert times.published.start == start


@pytest.mark.parametrize(
    ("text", "offices", "start"),
    [
        ("President Petar Varo spoke.", [("2016-05-02", False)], None),
        ("President Petar Varo spoke.", [("2011-03-01", False), ("2016-05-02", True)], None),
        ("President Petar Varo spoke.", [("2016-05-02", True), ("2019-03-01", False)], "2016-05-02"),
        ("Former President Petar Varo spoke.", [("2016-05-02", True)], None),
    ],
)
def test_a_day_that_no_source_states_bounds_nothing(text: str, offices: Any, start: str | None, parsed: Any) -> None:
    spells = tuple(
        Office("president", "SRV", day, "2020-05-04", start_stated=stated, end_stated=False) for day, stated in offices
    )
    at = text.index("Petar")
    cast = CastOf(
        (Mention((at, at + 10), "name", "x1", "Petar Varo"),), (Actor("x1", "Petar Varo", "person", offices=spells),)
    )
    assert find_times(parsed(text), cast, TABLE, stated=Interval()).published.start == start


def test_the_day_after_a_happening_claims_no_day(times_of: Any) -> None:
    time = times_of("Police searched the port on the day after the attack.", published="2021-09-06").times[0]
    assert (time.value, time.anchor, time.relation, time.interval.known) == (None, "the attack", "after", False)


def test_a_dateline_takes_the_year_of_a_quarter_told_shortly_before(times_of: Any) -> None:
    text = "VELGRAD, April 18 (Wire) — The envoys met on Tuesday. Exports rose in the first quarter of 2023."
    assert published(times_of, text).published.day == "2023-04-18"


def test_a_dateline_without_a_sign_of_the_year_dates_nothing(times_of: Any) -> None:
    assert not published(times_of, "VELGRAD, April 18 (Wire) — The envoys met on Tuesday.").published.known


def test_a_weekday_before_the_dated_one_moves_no_report_to_the_next_week(times_of: Any) -> None:
    text = "The envoys spoke by phone on Tuesday, 15 June 2021. A mill owner announced on Monday that it would shut."
    times = published(times_of, text)
    assert (times.published.start, times.published.end) == ("2021-06-15", "2021-06-20")


def test_a_weekday_after_the_dated_one_claims_no_day(times_of: Any) -> None:
    text = "The envoys spoke by phone on Tuesday, 15 June 2021. A mill owner announced on Wednesday that it would shut."
    times = published(times_of, text)
    assert (times.published.start, times.published.end) == ("2021-06-16", "2021-06-19")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The envoys met in late 2018.", ("2018-10-01", "2018-12-31")),
        ("The envoys met in mid-2019.", ("2019-05-01", "2019-08-31")),
        ("The envoys met early last year.", ("2020-01-01", "2020-03-31")),
    ],
)
def test_a_part_of_a_year_has_its_months(text: str, days: tuple[str, str], times_of: Any) -> None:
    time = times_of(text, published="2021-09-06").times[0]
    assert (time.value, (time.interval.start, time.interval.end)) == (days[0][:4], days)


HEADLINE, BODY = "Velgrad summons the envoy of Orsk", "The ministry handed the envoy a note. He must leave soon."


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("14.02.2031 16:22 | News", "2031-02-14"),
        ("14.02.2031", "2031-02-14"),
        ("2031/02/14", "2031-02-14"),
        ("02/14/2031", "2031-02-14"),
        ("News · 14 February 2031 · 16:22", "2031-02-14"),
        ("Press release / 14.2.2031", "2031-02-14"),
        ("Release date: 14 Feb 2031", "2031-02-14"),
        ("No. 112/2021, 14 February", "2021-02-14"),
        ("03/02/2031", None),
        ("Varo in Orsk, 14 February 2031", None),
    ],
)
def test_the_line_of_a_date_under_a_headline(line: str, day: str | None, times_of: Any) -> None:
    assert published(times_of, f"{HEADLINE}\n\n{line}\n\n{BODY}").published.day == day


@pytest.mark.parametrize("line", ["Done at Velgrad, Orsk, on 14 February 2031.", "Velgrad, the 14th of February 2031"])
def test_the_day_at_the_foot_of_a_document(line: str, times_of: Any) -> None:
    assert published(times_of, f"{HEADLINE}\n\n{BODY}\n\n{line}").published.day == "2031-02-14"


@pytest.mark.parametrize(
    "line",
    [
        "Velgrad/Orsk (Feb. 14, 2031)",
        "February 14, 2031 - Velgrad, Tarn - Office of Trade",
        "Velgrad, 14 February 2031. ",
    ],
)
def test_a_place_and_a_day_date_the_report_in_any_house_style(line: str, times_of: Any) -> None:
    text = f"{HEADLINE}\n\n{line}{'' if line.endswith(' ') else chr(10) * 2}{BODY}"
    assert published(times_of, text).published.day == "2031-02-14"


def test_a_stamp_behind_the_service_that_sent_it(times_of: Any) -> None:
    text = f"{HEADLINE}\n\n(English service) Velgrad, Feb. 14, 2031. - {BODY}"
    assert published(times_of, text).published.day == "2031-02-14"


def test_days_told_as_over_bound_the_report_by_their_last(times_of: Any) -> None:
    assert days(published(times_of, "The talks were held in Velgrad on 19-21 February 2031.")) == ("2031-02-21", None)


def test_what_was_last_done_does_not_give_the_year_of_a_dateline(times_of: Any) -> None:
    text = f"{HEADLINE}\n\nThe two sides last met in March 2021.\n\nVelgrad, 5 April"
    assert published(times_of, text).published.day is None


def test_a_weekday_beside_full_dates_of_late_counts_from_the_report(times_of: Any) -> None:
    text = (
        "On Tuesday the ministry closed its mission. It had protested against an attack of December 18, 2031. "
        "She fled on August 5, 2030. A court sentenced her on November 17, 2031. She ruled until the summer of 2030."
    )
    times = published(times_of, text)
    assert next(time for time in times.times if text[slice(*time.span)] == "Tuesday").recipe == "wd:2:past"
    assert times.published.start == "2031-12-18"


def test_a_month_of_long_ago_told_in_passing_moves_no_story(times_of: Any) -> None:
    text = (
        "The bridge bore flour in March 2025. The last train ran in July 1993. The ban was lifted in October. "
        "It had carried aid in February 2023. The two signed on 8 August 2025. It opened in May 2021, a year after the flood of June 2020."
    )
    assert [t.value for t in published(times_of, text).times if t.value and t.value.endswith("-10")] == ["2025-10"]
