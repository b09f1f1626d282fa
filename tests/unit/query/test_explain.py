"""`show`, `why`, `diff` and search."""

from __future__ import annotations

import pytest

import quarrel
from communique.config import Settings
from communique.errors import NotFound, UsageError
from communique.query import Explanation
from communique.record import Record
from communique.resources.contract import tables
from communique.store import Store
from made import ARDEN, MORVIA, OFFICIAL, Draft, keep


@pytest.mark.parametrize("table", [name for name, table in tables().items() if "id" in table.key])
def test_every_row_with_an_id_is_shown_with_its_evidence(record: Record, table: str) -> None:
    for row in record.store.rows(table):
        line = record.show(row["id"])
        assert (line.table, line.to_dict()["id"]) == (table, row["id"])
        dated = table in {"reports", "stories"} and not (row.get("published_evidence") or row.get("date_evidence"))
        mentioned = table != "actors" or record.store.rows("mentions", "actor = ?", (row["id"],))
        assert line.evidence or dated or not mentioned, (table, row["id"])


def test_a_report_is_shown_by_its_ref_in_its_last_version(record: Record) -> None:
    assert record.show("whole").table == "reports"
    with Store.open(":memory:") as store:
        for day, text in (("2031-01-02", "The gulls left."), ("2031-01-03", "The gulls came back.")):
            keep(store, Draft("gulls", text, stated=day))
        assert Record(store, Settings()).show("gulls").text == "The gulls came back."


def test_what_is_not_there(record: Record) -> None:
    for ask in (record.show, record.why):
        with pytest.raises(NotFound, match="'nothing'"):
            ask("nothing")


def test_the_beginning_of_an_id_stands_for_it(record: Record) -> None:
    ids = [row["id"] for row in record.store.rows("statements")]
    for id_ in ids:
        assert record.show(id_[:12]).id == id_
    with pytest.raises(NotFound):
        record.show("%")


def test_why_an_event_names_its_tellings_and_their_triggers(record: Record) -> None:
    for event in record.store.rows("events"):
        told = [line for line in record.why(event["id"]).made if line.startswith("told in ")]
        assert len(told) == len(event["mentions"])
    [seized] = [row for row in record.store.rows("events") if row["date"] == "2031-06-10"]
    days = [
        line for line in record.why(seized["id"]).made if line.startswith("  date: 2031-06-10 to 2031-06-10, stated")
    ]
    assert len(days) == 2
    assert all(" from “2031-06-10” at " in line for line in days)
    for mention in record.store.rows("event_mentions"):
        made = record.why(mention["id"]).made
        assert any(line.startswith("trigger: “") for line in made)
        assert len([line for line in made if line.startswith("source: “")]) == len(mention["source"])


def test_a_type_that_does_not_exist_is_told(record: Record) -> None:
    with pytest.raises(UsageError, match="PROTEST"):
        record.events(type="FOO")
    with pytest.raises(UsageError, match="indirect"):
        record.statements(type="loud")


def test_a_shortened_id_is_enough(record: Record) -> None:
    [event, *_] = record.events()
    assert record.show(event.id[:6]).id == event.id
    assert record.show(OFFICIAL.id[:6]).id == OFFICIAL.id
    for short in ("9f", "x01", "j2"):
        with pytest.raises(NotFound, match="at least 4 characters"):
            record.show(short)


def test_an_id_that_was_taken_over_still_answers() -> None:
    with Store.open(":memory:") as store:
        keep(store, quarrel.call("b", "video", 800, quarrel.FREE, outlet="The Gull"))
        record = Record(store, Settings())
        before = {noun: [line.id for line in record.lines(noun)] for noun in ("stories", "events")}
        keep(store, quarrel.call("a", "phone", 900, quarrel.LINE, outlet="The Heron"))
        for noun, ids in before.items():
            standing = {line.id for line in record.lines(noun)}
            assert {record.show(id_).id for id_ in ids} <= standing


def test_why_names_the_links_of_a_group(record: Record) -> None:
    [utterance] = record.utterances()
    explained = record.why(utterance.id)
    assert explained.table == "utterances"
    [(a, b, score, reasons)] = explained.links
    assert {a, b} == set(utterance.statements)
    assert 0.5 <= score <= 1
    assert any(reason.startswith("meaning") for reason in reasons)


def test_of_the_links_of_a_group_those_stand_out_that_hold_it_together_and_the_weakest() -> None:
    scores = {"ab": 0.9, "ac": 0.7, "ad": 0.5, "bc": 0.8, "bd": 0.6, "cd": 0.4}
    links = tuple((a, b, score, ("alike",)) for (a, b), score in scores.items())
    held = Explanation("x", "events", (), links).holding
    assert ["".join(link[:2]) for link in held] == ["ab", "bc", "bd", "cd"]
    assert Explanation("x", "events", (), links[:1]).holding == links[:1]
    assert Explanation("x", "events", ()).holding == ()


def test_why_a_story_is_one(record: Record) -> None:
    [story] = record.lines("stories", conflict=True)
    links = record.why(story.id).links
    assert links
    assert {ref for a, b, _, _ in links for ref in (a, b)} <= set(story.reports)


def test_why_a_row_was_made(record: Record) -> None:
    [row] = record.store.rows("event_mentions", "ref = 'whole'")
    made = record.why(row["id"]).made
    assert "rule: by hand" in made
    assert "score: 0.5" in made
    assert "source: by hand" in made
    assert any("3 May 2031" in line and line.startswith("time:") for line in made)


def test_why_a_statement_is_one(record: Record) -> None:
    row = record.store.rows("statements")[0]
    text = record.store.rows("reports", "id = ?", (row["report"],))[0]["text"]
    made = record.why(row["id"]).made
    words = " … ".join(text[start:end] for start, end in row["cue"])
    assert f"cue: “{words}”" in made or (not row["cue"] and "no cue" in made)
    spoken = " … ".join(text[start:end] for start, end in row["speaker"]["spans"])
    assert any(line.startswith(f"speaker: “{spoken}” = ") for line in made)


def test_why_an_utterance_has_its_days(record: Record) -> None:
    line = record.utterances()[0]
    made = "\n".join(record.why(line["id"]).made)
    assert line["date_basis"] == "story"
    assert f"its story {line['story']} happened {line['date']}" in made
    assert "told first by" in made


def test_why_a_report_has_its_date(record: Record) -> None:
    made = record.why("whole").made
    assert "published_basis: stated" in made
    assert "alone: 2031-05-04 to 2031-05-04" in made


def test_diff_of_two_wordings(record: Record) -> None:
    [utterance] = record.utterances()
    found = record.diff(*utterance.statements)
    words = {
        side: " ".join(text for kind, text in found.runs if kind in {"same", side}) for side in ("only a", "only b")
    }
    for side, line in (("only a", found.a), ("only b", found.b)):
        assert words[side].replace(" ", "").casefold() == line.evidence[0].text.replace(" ", "").casefold()


def test_diff_of_a_wording_with_itself(record: Record) -> None:
    [utterance] = record.utterances()
    assert {side for side, _ in record.diff(utterance.statements[0], utterance.statements[0]).runs} == {"same"}


def test_diff_of_two_reports(record: Record) -> None:
    assert ("only a", "phone") in record.diff("a-heron", "b-gull").runs


def test_diff_keeps_the_spacing_of_the_texts(record: Record) -> None:
    found = record.diff("a-heron", "b-gull")
    text = "".join(("" if glued else " ") + words for (kind, words), glued in zip(found.runs, found.glued, strict=True)
                   if kind != "only b")  # fmt: skip
    assert " ".join(text.split()) == " ".join(found.a.text.split())


def test_diff_takes_statements_and_reports_only(record: Record) -> None:
    [event] = record.events(type="COERCE")
    with pytest.raises(UsageError, match="two statements or two reports"):
        record.diff(event.id, "whole")


def test_search_finds_reports_that_hold_all_words(record: Record) -> None:
    assert {line.ref for line in record.search("herring trawlers")} == {"a-heron", "b-gull"}
    assert [line.ref for line in record.search("HARBOUR treaty")] == ["whole"]
    assert record.search("herring treaty") == []
    assert len(record.search("herring", limit=1)) == 1


def test_search_shows_where_the_words_stand(record: Record) -> None:
    [line] = record.search("harbour treaty")
    assert [item.text for item in line.evidence] == ["harbour", "treaty"]


@pytest.mark.parametrize(
    "words", ["", "  ", "!!!", '"', "AND", "NEAR(", "herring*", "title:herring", "(", "' OR 1=1 --", "-"]
)
def test_search_takes_whatever_is_typed(record: Record, words: str) -> None:
    assert isinstance(record.search(words), list)


def test_search_meets_either_spelling() -> None:
    with Store.open(":memory:") as store:
        keep(store, Draft("a", "They stabilised the quay."), Draft("b", "They stabilized the pier."))
        record = Record(store, Settings())
        for word in ("stabilised", "stabilized"):
            assert {line.ref for line in record.search(word)} == {"a", "b"}
            assert all(line.evidence for line in record.search(word))


def test_actors_by_wikidata(record: Record) -> None:
    assert record.show(ARDEN.id).name == "Mira Arden"
    assert record.show(MORVIA.id).evidence


def test_why_a_time_names_its_words_and_its_anchor(record: Record) -> None:
    [row] = record.store.rows("times", "ref = 'whole'")[:1]
    made = record.why(row["id"]).made
    assert any(line.startswith("words: “") for line in made)
    assert any(line.startswith("counted from: ") for line in made)
    assert any(line.startswith("days: ") for line in made)


def test_why_an_actor_names_rules_and_tables(record: Record) -> None:
    listed = {actor.id for actor in record.actors()}
    told = [line for id_ in sorted(listed) for line in record.why(id_).made]
    assert any(line.startswith("tied by ") for line in told)
    assert any(line.startswith("table: ") for line in told)


def test_why_a_figure_names_its_words_and_its_claimant(record: Record) -> None:
    [row] = record.store.rows("figures", "ref = 'a-heron'")
    made = record.why(row["id"]).made
    text = record.show("a-heron").text
    about = next(line for line in made if line.startswith("about: "))
    start, end = (int(part) for part in about.rsplit(" ", 1)[1].split("-"))
    assert about.startswith("about: “herring” at ")
    assert text[start:end] == "herring"
    assert "words: “900 tons”" in made
    assert "period: 2030" in made
    assert "claimed_by: the report itself" in made


def test_why_a_pledge_names_its_tellings_and_what_its_status_rests_on(record: Record) -> None:
    [pledge] = record.store.rows("pledges")
    made = record.why(pledge["id"]).made
    [telling] = record.store.rows("pledge_mentions")
    assert any(line.startswith("told in whole: “") and "by rule by hand" in line for line in made)
    assert any(line.startswith("status: ") for line in made)
    assert any(line.startswith("status evidence: whole: “") for line in made)
    assert any(line.startswith("party: “") for line in record.why(telling["id"]).made)
