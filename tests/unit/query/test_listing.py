"""The filter language, noun by noun, on a record made by hand."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console

from communique.cli.tables import table_of
from communique.config import Settings
from communique.errors import BadFilter, NotFound, UsageError
from communique.export.dossier import gather, render
from communique.model import Interval, Party
from communique.query import LISTINGS, Filter, listing
from communique.query.lines import columns
from communique.record import Record
from communique.resources.contract import tables
from communique.store import Store
from made import ARDEN, BELOW, MORVIA, OSK, TELLAND, Draft, keep


def found(record: Record, noun: str, **wanted: Any) -> list[Any]:
    return [(line["ref"] if "ref" in line.data else line["id"]) for line in record.lines(noun, **wanted)]


# dates


@pytest.mark.parametrize("date", ["yesterday", "2031-13", "2031-02-30", "31-01-01", "2031-1", "", "2031-05-03T10"])
def test_what_is_no_date(record: Record, date: str) -> None:
    for wanted in ({"since": date}, {"until": date}):
        with pytest.raises(BadFilter, match="is no date"):
            record.events(**wanted)


@pytest.mark.parametrize(
    ("since", "until", "start", "end", "meets"),
    [
        ("2031", None, "2031-05-03", "2031-05-03", True),
        ("2031-05-03", "2031-05-03", "2031-05-03", "2031-05-03", True),
        ("2031-05-04", None, "2031-05-03", "2031-05-03", False),
        (None, "2031-05", "2031-05-31", "2031-06-02", True),
        (None, "2031-05", "2031-06-01", "2031-06-02", False),
        ("2031-05", None, None, None, False),
        (None, None, None, None, True),
        (None, None, None, "2031-05-01", True),
    ],
)
def test_an_interval_meets_the_window(
    since: str | None, until: str | None, start: str | None, end: str | None, meets: bool
) -> None:
    assert Filter(since=since, until=until).dated(start, end) is meets
    assert Filter(since=since, until=until, open_dates=True).dated(start, end) is meets


@pytest.mark.parametrize(
    ("since", "until", "start", "end", "surely", "may"),
    [
        ("2031-05", "2031-05", "1999-12-28", None, False, True),
        ("2031-05", "2031-05", "2031-05-03", None, False, True),
        ("2031-05", None, "2031-05-01", None, True, True),
        ("2031-05", None, "2031-01-01", None, False, True),
        ("2031-05", None, None, "2031-05-01", False, True),
        ("2031-05", None, None, "2031-04-30", False, False),
        (None, "2031-05", None, "2031-05-31", True, True),
        (None, "2031-05", None, "2031-06-01", False, True),
        (None, "2031-05", "2031-06-01", None, False, False),
    ],
)
def test_a_half_known_date_meets_the_window_only_if_it_must(
    since: str | None, until: str | None, start: str | None, end: str | None, surely: bool, may: bool
) -> None:
    assert Filter(since=since, until=until).dated(start, end) is surely
    assert Filter(since=since, until=until, open_dates=True).dated(start, end) is may


def test_events_of_half_known_days_stand_with_the_undated_and_are_counted_when_left_out() -> None:
    with Store.open(":memory:") as store:
        draft = Draft("a", "Mira Arden met Jon Below. She rang him. She wrote to him.")
        draft.mention("Mira Arden", ARDEN)
        draft.mention("Jon Below", BELOW)
        draft.event("met", "CONSULT", ARDEN, BELOW, time=draft.time("met", "2031-05-03"))
        later = draft.times[-1] = replace(draft.time("rang"), interval=Interval("1999-12-28", None, "resolved"))
        draft.event("rang", "THREATEN", ARDEN, BELOW, time=later)
        draft.event("wrote", "AGREE", ARDEN, BELOW)
        keep(store, draft)
        lines = Record(store, Settings()).lines
        assert [line.date for line in lines("events")] == ["2031-05-03", "1999-12-28", None]
        found = lines("events", since="2031", until="2031")
        assert [line.date for line in found] == ["2031-05-03"]
        assert found.left_out == "left out: 1 undated, 1 with open dates"
        assert len(lines("events", since="2031", until="2031", open_dates=True)) == 2
        assert not lines("events", since="2031", until="2031", type="SUPPORT").left_out


def test_a_story_of_unknown_day_is_filed_by_the_day_of_its_report_and_says_so() -> None:
    with Store.open(":memory:") as store:
        undated = Draft("a", "Mira Arden met Jon Below.", stated="2031-02-21")
        undated.event("met", "CONSULT", ARDEN, BELOW)
        dated = Draft("b", "Telland and Osk spoke on 2031-01-05.", stated="2031-01-06")
        dated.event("spoke", "CONSULT", TELLAND, OSK, time=dated.time("2031-01-05", "2031-01-05"))
        keep(store, undated, dated, Draft("c", "It rained on the ice."))
        lines = Record(store, Settings()).stories
        assert [line.reports for line in lines()][:2] == [("b",), ("a",)]
        assert [line.reports for line in lines(since="2031-02-21", until="2031-02-21")] == [("a",)]
        assert not lines(since="2031-03")
        [story] = lines(since="2031-02")
        assert (story.date, story.reported) == (None, ("2031-02-21", "2031-02-21"))
        console = Console(width=300, record=True, file=io.StringIO())
        console.print(table_of("stories", [story], {}))
        assert "?; reported 2031-02-21" in console.export_text()
        page = gather(store, Filter(since="2031-02", until="2031-02"))
        assert [told.date for told in page.stories] == ["undated; reported 21 February 2031"]


def test_a_page_says_how_many_stories_have_no_date() -> None:
    with Store.open(":memory:") as store:
        draft = Draft("a", "Mira Arden met Jon Below.")
        draft.event("met", "CONSULT", ARDEN, BELOW)
        keep(store, draft)
        page = gather(store, Filter(since="2031"))
        assert (page.stories, page.left_out) == ((), "left out: 1 undated")
        assert "Shown: stories since 2031; left out: 1 undated." in render(page)


# nouns


def test_every_noun_lists_and_filters_know_their_columns(record: Record) -> None:
    for noun in LISTINGS:
        lines = record.lines(noun)
        assert lines or noun in {"refrains", "judgements"}, noun
        for line in lines:
            assert set(column.name for column in tables()[noun].columns) <= set(line.data), noun
    with pytest.raises(UsageError, match="there is no listing 'trolls'"):
        listing(record.store, "trolls", Filter())


def test_rows_of_reports_come_in_text_order(record: Record) -> None:
    for noun in ("statements", "figures", "times", "event_mentions"):
        starts = [(line["ref"], line.evidence[0].span) for line in record.lines(noun)]
        assert starts == sorted(starts), noun
    spans = [line.evidence[0].span[0] for line in record.lines("times") if line["ref"] == "whole"]
    assert len({len(str(start)) for start in spans}) > 1, "else text order and number order could not differ"


@pytest.mark.parametrize(
    ("noun", "wanted", "count"),
    [
        ("statements", {"speaker": "Arden"}, 3),
        ("statements", {"speaker": "Below"}, 0),
        ("statements", {"actor": "Arden", "with_": "Below"}, 3),
        ("statements", {"speaker": "XMO"}, 3),
        ("statements", {"altered": True}, 2),
        ("statements", {"outlet": "the gull"}, 1),
        ("statements", {"type": "direct"}, 3),
        ("statements", {"type": "DIRECT"}, 3),
        ("statements", {"type": "wish"}, 0),
        ("statements", {"min_score": 0.8}, 1),
        ("statements", {"since": "2031-05"}, 1),
        ("statements", {"limit": 2}, 2),
        ("statements", {"limit": 0}, 0),
        ("events", {}, 2),
        ("events", {"actor": "XMO", "with_": "XTE"}, 2),
        ("events", {"actor": "XTE", "with_": "XMO", "type": "coerce"}, 1),
        ("events", {"actor": "Arden", "with_": "XMO"}, 0),
        ("events", {"since": "2031-06"}, 1),
        ("events", {"until": "2031-05"}, 1),
        ("events", {"min_score": 0.5}, 1),
        ("events", {"outlet": "Bay Post"}, 1),
        ("event_mentions", {"actor": "Arden", "with_": "Below"}, 3),
        ("event_mentions", {"type": "COERCE"}, 2),
        ("figures", {"conflict": True}, 2),
        ("figures", {"type": "Ton"}, 2),
        ("figures", {"actor": "Telland"}, 3),
        ("figures", {"outlet": "The Gull"}, 1),
        ("figures", {"since": "2030", "until": "2030"}, 3),
        ("figures", {"since": "2031"}, 0),
        ("comparisons", {"conflict": True}, 1),
        ("utterances", {"altered": True}, 1),
        ("utterances", {"speaker": "Below"}, 0),
        ("utterances", {"since": "2031-05", "until": "2031-05"}, 1),
        ("utterances", {"since": "2032"}, 0),
        ("pledges", {"actor": "Arden"}, 1),
        ("pledges", {"actor": "Morvia", "with_": "Telland"}, 1),
        ("pledges", {"actor": "Telland"}, 0),
        ("pledges", {"open": True, "as_of": "2031-05-05"}, 1),
        ("pledges", {"since": "2031-06-15", "until": "2031"}, 1),
        ("pledges", {"until": "2031-05"}, 0),
        ("stories", {"conflict": True}, 1),
        ("stories", {"actor": "Arden"}, 1),
        ("stories", {"outlet": "Bay Post"}, 1),
        ("stories", {"since": "2031-05-04"}, 0),
        ("reports", {"actor": "Telland"}, 3),
        ("reports", {"outlet": "The Gull"}, 2),
        ("reports", {"since": "2031-05-05"}, 0),
        ("times", {"since": "2031-06-01", "until": "2031-06-30"}, 3),
        ("actors", {"type": "State"}, 2),
        ("events", {"actor": "Arden", "with_": "Arden"}, 0),
        ("statements", {"actor": "Arden", "with_": "Arden"}, 0),
        ("actors", {"actor": "XMO"}, 2),
        ("copies", {"outlet": "The Gull"}, 1),
        ("copies", {"outlet": "The Heron"}, 0),
    ],
)
def test_filters(record: Record, noun: str, wanted: dict[str, Any], count: int) -> None:
    lines = record.lines(noun, **wanted)
    assert len(lines) == count, [line["id"] if "id" in line.data else "" for line in lines]


def test_of_one_story(record: Record) -> None:
    [story] = record.lines("stories", conflict=True)
    [other] = [line.id for line in record.stories() if line.id != story.id]
    assert found(record, "reports", story=story.id) == list(story.reports) != found(record, "reports")
    assert found(record, "statements", story=story.id) == found(record, "statements") != []
    assert found(record, "statements", story=other) == found(record, "events", story=other) == []
    assert found(record, "stories", story=story.id) == [story.id]
    assert found(record, "events", story=story.id) == [line.id for line in record.events() if line.story == story.id]
    for noun in ("stories", "events", "statements", "utterances", "comparisons"):
        assert found(record, noun, story=story.id[:6]) == found(record, noun, story=story.id), noun
    with pytest.raises(NotFound, match="nothing in the record has the id 'nowhere'"):
        record.figures(story="nowhere")
    with pytest.raises(UsageError, match="is of events, not of stories"):
        record.figures(story=record.events()[0].id)


def test_stories_of_an_outlet_are_those_it_tells(record: Record) -> None:
    [story] = record.stories(outlet="the gull", conflict=True)
    outlets = {line.outlet for line in record.reports(story=story.id)}
    assert "The Gull" in outlets
    with pytest.raises(NotFound, match="no outlet 'Gul' in the record; close: The Gull"):
        record.stories(outlet="Gul")
    assert record.stories(outlet="The Gull", story=story.id) == [story]


def test_evidence_says_so(record: Record) -> None:
    for noun in LISTINGS:
        for line in record.lines(noun):
            for item in line.evidence:
                [report] = [r for r in record.reports() if r.id == item.report]
                start, end = item.span
                assert report.text[start:end] == item.text
                assert report.text[:start].endswith(item.before)
                assert report.text[end:].startswith(item.after)
            needs = noun not in {"relations", "actors", "reports", "stories"}
            assert line.evidence or not needs, noun


def test_actors_come_most_mentioned_first_with_names_for_ids(record: Record) -> None:
    counts = [line.mentions for line in record.actors()]
    assert counts == sorted(counts, reverse=True)
    [event] = record.events(type="COERCE")
    assert {event.names[i] for i in event.source} == {"Telland"}


def test_the_relation_of_two_states(record: Record) -> None:
    lines = record.relation("XMO", "Telland")
    assert [(line.period, line.net > 0) for line in lines] == [("2031-05", True), ("2031-06", False)]
    assert record.relation("XMO", "XTE", since="2031-06")[0].period == "2031-06"
    assert [line.data for line in record.relation("Telland", "Morvia")] == [line.data for line in lines]


def test_the_pairs_of_a_state_are_told_with_all_their_events(record: Record) -> None:
    months = record.relation("XMO", "XTE", type="any")
    [pair] = record.relation("Morvia")
    assert (pair.a, pair.b) == (months[0].a, months[0].b)
    assert set(pair.events) == {id_ for month in months for id_ in month.events}
    assert pair.net == pytest.approx(sum(month.net for month in months if "Q" not in month.period))
    assert (pair.first[:7], pair.last[:7]) == ("2031-05", "2031-06")
    assert {"period", "shift"}.isdisjoint(pair.data)
    assert list(pair.to_dict()) == columns("pairs")
    assert [line.data for line in record.relation()] == [pair.data]
    [later] = record.relation(since="2031-06")
    assert set(later.events) < set(pair.events)
    assert record.relation("Morvia", limit=0) == []
    with pytest.raises(UsageError, match="name both"):
        record.relation("Morvia", type="quarter")


def test_a_relation_of_states_that_are_never_named() -> None:
    with Store.open(":memory:") as store:
        draft = Draft("a", "Mira Arden met Jon Below on 2031-05-03.")
        draft.mention("Mira Arden", ARDEN)
        draft.mention("Jon Below", BELOW)
        draft.event("met", "CONSULT", ARDEN, BELOW, time=draft.time("2031-05-03", "2031-05-03"))
        keep(store, draft)
        record = Record(store, Settings())
        [line] = record.relation("Arden", "Below")
        assert (line.a, line.b) == ("XMO", "XTE")
        assert record.relation("XTE", "XMO")


def test_pledges_are_judged_on_a_day(record: Record) -> None:
    def status(day: str) -> str:
        return record.pledges(as_of=day)[0].status

    assert status("2031-05-05") == "open"
    assert status("2031-08-01") == "overdue"
    with pytest.raises(BadFilter):
        record.pledges(as_of="soon")


# lines


def test_a_line_as_a_dict_names_its_actors_and_has_the_keys_of_its_noun(record: Record) -> None:
    for noun in LISTINGS:
        for line in record.lines(noun):
            assert list(line.to_dict()) == columns(noun), noun
    [event] = record.events(type="COERCE")
    assert event.to_dict()["source_names"] == ["Telland"]
    assert "Mira Arden" in record.stories(conflict=True)[0].to_dict()["actor_names"]


def test_one_who_acts_with_others_is_not_found_as_acting_with_himself() -> None:
    with Store.open(":memory:") as store:
        draft = Draft("a", "Mira Arden and Jon Below spoke. Morvia and Mira Arden sang.")
        draft.mention("Morvia", MORVIA)
        both = replace(draft.party(ARDEN), members=(ARDEN.id, BELOW.id))
        draft.event("spoke", "CONSULT", ARDEN, BELOW)
        draft.events[-1] = replace(draft.events[-1], source=(both,), target=(both,))
        keep(store, draft)
        lines = Record(store, Settings()).events
        assert [len(lines(actor="Arden", with_=other)) for other in ("Below", "Morvia", "Arden")] == [1, 0, 0]


def test_stories_of_no_known_outlet_have_no_number_of_them() -> None:
    with Store.open(":memory:") as store:
        keep(store, Draft("a", "Mira Arden met Jon Below."))
        [story] = Record(store, Settings()).stories()
        assert story.to_dict()["outlets"] is None


def test_a_line_is_frozen(record: Record) -> None:
    [line] = record.lines("events", type="COERCE")
    with pytest.raises(AttributeError):
        line.table = "x"  # type: ignore[misc]
    with pytest.raises(TypeError):
        line.data["type"] = "x"  # type: ignore[index]
    with pytest.raises(AttributeError):
        line.source.append("x")
    with pytest.raises(TypeError):
        line.names["x"] = "y"  # type: ignore[index]
    thawed = line.to_dict()
    thawed["source"].append("x")
    assert "x" not in line.source


def test_a_line_reads_as_a_mapping_and_as_an_object(record: Record) -> None:
    [line] = record.lines("events", type="COERCE")
    assert line.type == line["type"] == dict(line)["type"] == "COERCE"
    assert "type" in dir(line)
    with pytest.raises(AttributeError, match=r"events has no column 'typo'; it has id, type"):
        _ = line.typo
    with pytest.raises(KeyError):
        _ = line["typo"]


def test_a_line_shows_itself_in_a_notebook_without_running_what_it_quotes() -> None:
    with Store.open(":memory:") as store:
        draft = Draft("<b>ref</b>", "It counted <script>alert(1)</script> 9 gulls.")
        draft.figure("<script>alert(1)</script> 9", 9.0, about="<i>gulls</i>")
        keep(store, draft)
        shown = Record(store, Settings()).figures()[0]._repr_html_()
    assert "<script>" not in shown
    assert "<i>" not in shown
    assert "<b>" not in shown
    assert "<mark>&lt;script&gt;" in shown


def test_osk_is_only_a_bystander(record: Record) -> None:
    with pytest.raises(NotFound):
        record.events(actor=OSK.name)


def _joint(ref: str) -> Draft:
    pieces = "“No trawler leaves the strait this spring”", "“before the herring quota is doubled for both fleets”"
    draft = Draft(
        ref,
        f"Herring talks in the Osk strait end on 2031-05-03\nMira Arden and Jon Below spoke by telephone on 2031-05-03. "
        f"{pieces[0]}, they said, {pieces[1]}.",
        outlet=ref,
    )
    draft.mention("Mira Arden", ARDEN)
    draft.mention("Jon Below", BELOW)
    day = draft.time("2031-05-03", "2031-05-03")
    draft.event("spoke by telephone", "CONSULT", ARDEN, BELOW, time=day)
    draft.statement(pieces[0], ARDEN, time=day)
    both = Party((draft.span("they"),), None, None, (ARDEN.id, BELOW.id))
    content = tuple(draft.span(piece) for piece in pieces)
    draft.statements[-1] = replace(draft.statements[-1], speaker=both, content=content)
    return draft


def test_an_utterance_of_two_names_both_and_is_found_under_either() -> None:
    with Store.open(":memory:") as store:
        keep(store, _joint("a"), _joint("b"))
        for name in ("Arden", "Below"):
            [line] = listing(store, "utterances", Filter(speaker=name))
            assert line["speaker"] is None
            assert line["speakers"] == tuple(sorted((ARDEN.id, BELOW.id)))
        console = Console(width=300, record=True, file=io.StringIO())
        console.print(table_of("utterances", [line], {}))
        shown = console.export_text()
        assert " and ".join(line.names[id_] for id_ in line["speakers"]) in " ".join(shown.split())
        assert "this spring” … “before the herring quota" in shown
        assert " / " not in shown
