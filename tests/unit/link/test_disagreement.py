"""On what the reports of a story differ; neither side is chosen."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from communique.ingest import remove
from communique.link.disagreement import write
from communique.link.disagreement.asked import Asked, row_of
from communique.link.finding import Finding
from communique.link.where import places
from communique.model import Actor, Attribute, Party
from communique.query.explain import why
from communique.query.filters import Filter
from communique.query.ids import find
from communique.query.listing import listing
from communique.store import Store
from made import ARDEN, BELOW, MINISTRY, Draft, keep

HEAD = "Arden and Below haggle over herring quotas in the Osk strait, where trawlers of both neighbours fish"


def own_words(ref: str) -> str:
    """Words that no other report has, so that reports of one story are no copies of each other."""
    return "Also told: " + " ".join(f"{ref}{number}" for number in range(200)) + "."


def told(ref: str, medium: str, *, day: str = "2031-05-03", length: str = "40 minutes", place: str | None = None, tons: int = 900,
         words: str = "“No trawler of ours will leave the strait before the herring quota is doubled”") -> Draft:  # fmt: skip
    text = (
        f"{HEAD}\nMira Arden spoke to Jon Below by {medium} on {day} for {length} in Port {place or 'nowhere'}.\n"
        f"{words}, she said. They catch {tons} tons of herring a year.\n{own_words(ref)}"
    )
    draft = Draft(ref, text, title=HEAD)
    draft.mention("Mira Arden", ARDEN)
    draft.mention("Jon Below", BELOW)
    draft.event(
        f"spoke to Jon Below by {medium} on {day} for {length}", "CONSULT", ARDEN, BELOW, time=draft.time(day, day), cameo="041",
        asked=(("medium", medium), ("duration", length)), place=place, place_span=draft.span(place) if place else None,
    )  # fmt: skip
    draft.statement(words, ARDEN, cue="said")
    draft.figure(f"{tons} tons", float(tons), unit="ton", about="herring")
    return draft


def found(store: Store) -> dict[str, tuple[str, dict[str, str]]]:
    [story] = store.rows("stories")
    return {d["about"]: (d["verdict"], {v["ref"]: v["value"] for v in d["values"]}) for d in story["disagreements"]}


def test_phone_or_video(store: Store) -> None:
    keep(store, told("a", "phone"), told("b", "video"))
    assert found(store)["medium"] == ("conflict", {"a": "phone", "b": "video"})
    assert found(store)["duration"] == ("agree", {"a": "40 minutes", "b": "40 minutes"})


def test_every_value_points_to_its_words_and_its_row(store: Store) -> None:
    keep(store, told("a", "phone", place="Lorn"), told("b", "video", tons=800, place="Osk"))
    texts = {row["ref"]: row["text"] for row in store.rows("reports")}
    rows = {row["id"] for table in ("event_mentions", "figures", "statements") for row in store.rows(table)}
    for disagreement in store.rows("stories")[0]["disagreements"]:
        for value in disagreement["values"]:
            start, end = value["span"]
            assert value["row"] in rows
            if disagreement["about"] != "date":
                assert texts[value["ref"]][start:end].strip("“”") == value["value"].strip("“”")


def test_days(store: Store) -> None:
    keep(store, told("a", "phone"), told("b", "phone", day="2031-05-04"))
    assert found(store)["date"] == ("conflict", {"a": "2031-05-03", "b": "2031-05-04"})


def test_a_day_and_its_year_do_not_agree_on_a_day(store: Store) -> None:
    keep(store, told("a", "phone"), told("b", "phone", day="2031"))
    assert "date" not in found(store)
    keep(store, told("c", "phone"))
    assert found(store)["date"] == ("agree", {"a": "2031-05-03", "c": "2031-05-03"})


def test_a_day_and_another_year_conflict(store: Store) -> None:
    keep(store, told("a", "phone"), told("b", "phone", day="2030"))
    assert found(store)["date"][0] == "conflict"


def test_places(store: Store) -> None:
    keep(store, told("a", "phone", place="Lorn"), told("b", "phone", place="lorn"), told("c", "phone"))
    assert found(store)["place"] == ("agree", {"a": "Lorn", "b": "lorn"})


def test_figures_and_wordings(store: Store) -> None:
    other = "“Before the herring quota is doubled, our trawlers are not going to leave the strait”"
    keep(store, told("a", "phone"), told("b", "phone", tons=800, words=other))
    assert found(store)["figure: herring"] == ("conflict", {"a": "900 tons", "b": "800 tons"})
    assert found(store)["wording"][0] == "conflict"
    assert set(found(store)["wording"][1]) == {"a", "b"}


def test_two_wordings_in_one_report_are_no_conflict(store: Store) -> None:
    other = "“Before the herring quota is doubled, our trawlers are not going to leave the strait”"
    first = told("a", "phone")
    first.text = first.text.replace(own_words("a"), f"{other}, she said later. {own_words('a')}")
    first.statement(other, ARDEN)
    keep(store, first, told("b", "phone", words="“The cannery at Lorn is shut”"))
    assert len(store.rows("utterances")[0]["statements"]) == 2
    assert "wording" not in found(store)


def test_what_only_one_report_answers_is_no_disagreement(store: Store) -> None:
    keep(store, told("a", "phone"))
    assert found(store) == {}


def test_conflicts_come_first(store: Store) -> None:
    keep(store, told("a", "phone"), told("b", "video"))
    verdicts = [d["verdict"] for d in store.rows("stories")[0]["disagreements"]]
    assert verdicts == sorted(verdicts, key=lambda verdict: verdict != "conflict")


def test_they_follow_a_removal(store: Store) -> None:
    keep(store, told("a", "phone"), told("b", "video"), told("c", "phone"))
    assert found(store)["medium"][0] == "conflict"
    remove(store, "b")
    assert found(store)["medium"] == ("agree", {"a": "phone", "c": "phone"})


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_they_do_not_depend_on_the_order(order: tuple[int, ...]) -> None:
    drafts: list[Any] = [told("a", "phone"), told("b", "video", tons=800), told("c", "phone", day="2031-05-04")]
    with Store.open(":memory:") as store, Store.open(":memory:") as whole:
        for number in order:
            keep(store, drafts[number])
        keep(whole, *drafts)
        assert store.rows("stories") == whole.rows("stories")


def version(ref: str, medium: str, *, url: str = "https://gull.example/1", **more: Any) -> Draft:
    draft = told(ref, medium, **more)
    draft.url, draft.outlet = url, "The Gull"
    return draft


def test_what_an_outlet_has_since_replaced_is_superseded(store: Store) -> None:
    first, second = version("a", "phone"), version("a2", "video")
    second.text += " This report has been corrected."
    keep(store, first)
    keep(store, second)
    keep(store, told("b", "video"))
    assert found(store)["medium"][0] == "superseded"
    keep(store, told("c", "phone"))
    assert found(store)["medium"][0] == "conflict"


def test_rough_numbers_cannot_tell(store: Store) -> None:
    keep(store, told("a", "phone", length="about 40 minutes"), told("b", "phone", length="45 minutes"))
    assert found(store)["duration"][0] == "cannot tell"


def test_the_same_number_in_words_agrees(store: Store) -> None:
    keep(store, told("a", "phone", length="forty minutes"), told("b", "phone", length="40 minutes"))
    assert found(store)["duration"][0] == "agree"


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [("Lorn", "Osk", "conflict"), ("Lorn", "Lorn in Morvia", "agree"), ("Lorn", "capital", "cannot tell")],
)
def test_where(store: Store, a: str, b: str, verdict: str) -> None:
    keep(store, told("a", "phone", place=a), told("b", "phone", place=b))
    assert found(store)["place"][0] == verdict


def test_each_value_names_the_family_behind_it(store: Store) -> None:
    keep(store, told("a", "phone"), told("b", "video"))
    families = {row["ref"]: row["family"] for row in store.rows("reports")}
    for disagreement in store.rows("stories")[0]["disagreements"]:
        assert all(value["family"] == families[value["ref"]] for value in disagreement["values"])


def test_who_took_part(store: Store) -> None:
    quay = Actor("Q9002", "Ada Quay", "person", "XMO", "Q9002")
    second = told("b", "phone")
    event = second.events[0]
    second.text += " Ada Quay was there."
    second.actors.append(quay)
    second.events[0] = replace(event, source=(Party((second.span("Ada Quay"),), quay.id, quay.name),))
    keep(store, told("a", "phone"))
    keep(store, replace_all(second))
    story = store.rows("stories", order="id")[0]
    about = {d["about"]: d["verdict"] for d in story["disagreements"]}
    assert "participants: XTE" not in about
    assert about.get("participants: XMO") == "conflict"


def replace_all(draft: Draft) -> Draft:
    """The same draft with its rows made anew for its longer text."""
    made = Draft(draft.ref, draft.text, title=draft.title)
    made.mentions, made.actors = draft.mentions, draft.actors
    time = made.time("2031-05-03", "2031-05-03")
    words = draft.text[slice(*draft.events[0].span)]
    made.event(words, "CONSULT", ARDEN, BELOW, time=time, cameo="041")
    made.events[0] = replace(made.events[0], source=draft.events[0].source)
    return made


@pytest.mark.parametrize(("cue", "verdict"), [("said", "conflict"), ("", "cannot tell")])
def test_who_said_it(store: Store, cue: str, verdict: str) -> None:
    second = told("b", "phone")
    second.statements.clear()
    second.statement("“No trawler of ours will leave the strait before the herring quota is doubled”", BELOW, cue=cue)
    keep(store, told("a", "phone"), second)
    [(about, answer)] = [item for item in found(store).items() if item[0].startswith("speaker")]
    assert "No trawler" in about
    assert answer == (verdict, {"a": "Mira Arden", "b": "Jon Below"})


@pytest.mark.parametrize(("words", "kind"), [("He", "person"), ("The Gull", "outlet")])
def test_a_speaker_by_a_pronoun_or_an_outlet_gainsays_nobody(store: Store, words: str, kind: str) -> None:
    second = told("b", "phone")
    second.text += f" {words} spoke."
    second.statements.clear()
    other = Actor("Q9012", "The Gull" if kind == "outlet" else "Jon Below", kind, None, "Q9012")
    second.statement(
        "“No trawler of ours will leave the strait before the herring quota is doubled”", other, cue="said"
    )
    row = second.statements[0]
    second.statements[0] = replace(row, speaker=replace(row.speaker, spans=(second.span(words),)))
    keep(store, told("a", "phone"), second)
    assert [verdict for about, (verdict, _) in found(store).items() if about.startswith("speaker")] == ["cannot tell"]


@pytest.mark.parametrize("name", ["Mira J. Arden", "Queen Mira"])
def test_that_two_reports_name_one_speaker_is_no_news(store: Store, name: str) -> None:
    second = told("b", "phone")
    row = second.statements[0]
    other = Actor("Q9009", name, "person", "XMO", "Q9009")
    second.actors.append(other)
    second.statements[0] = replace(row, speaker=replace(row.speaker, actor=other.id, name=other.name))
    keep(store, told("a", "phone"), second)
    assert not [about for about in found(store) if about.startswith("speaker")]


def test_a_ministry_in_the_place_of_its_leader_cannot_tell(store: Store) -> None:
    second = told("b", "phone")
    second.statements.clear()
    second.statement("“No trawler of ours will leave the strait before the herring quota is doubled”", ARDEN)
    row = second.statements[0]
    party = replace(row.speaker, actor=MINISTRY.id, name=MINISTRY.name)
    second.actors.append(MINISTRY)
    second.statements[0] = replace(row, speaker=party)
    keep(store, told("a", "phone"), second)
    assert [verdict for about, (verdict, _) in found(store).items() if about.startswith("speaker")] == ["cannot tell"]


def test_that_copies_agree_is_nothing_to_tell(store: Store) -> None:
    first, second = told("a", "phone"), told("b", "phone")
    second.text = first.text
    keep(store, first, second)
    assert found(store) == {}


def rows(store: Store) -> dict[str, Any]:
    """The rows of the table by what they are about."""
    return {row["about"]: row for row in store.rows("disagreements")}


def test_the_value_that_fell_is_named_with_the_report_that_corrects_it(store: Store) -> None:
    first, second = version("a", "phone"), version("a2", "video")
    second.text += " This report has been corrected."
    for draft in (first, second, told("b", "video")):
        keep(store, draft)
    row = rows(store)["medium"]
    assert {(v["ref"], v["value"]): v["fell"] for v in row["values"]} == {
        ("a", "phone"): True, ("a2", "video"): False, ("b", "video"): False
    }  # fmt: skip
    [by] = row["corrections"]
    text = store.rows("reports", "id = ?", (by["report"],))[0]["text"]
    assert (by["ref"], text[slice(*by["span"])]) == ("a2", "video")


def test_what_the_newer_version_says_too_has_not_fallen(store: Store) -> None:
    first, second = version("a", "phone"), version("a2", "phone")
    second.text += " This report has been corrected."
    for draft in (first, second, told("b", "video")):
        keep(store, draft)
    row = rows(store)["medium"]
    assert row["verdict"] == "conflict"
    assert not row["corrections"]
    assert not any(value["fell"] for value in row["values"])


def test_ids_stay_when_reports_come(store: Store) -> None:
    keep(store, told("a", "phone"), told("b", "video", tons=800))
    before = {about: row["id"] for about, row in rows(store).items()}
    keep(store, told("c", "phone", day="2031-05-04"))
    after = {about: row["id"] for about, row in rows(store).items()}
    assert before
    assert {about: find(store, id_)[1]["id"] for about, id_ in before.items()} == {
        about: after[about] for about in before
    }
    assert before["medium"] == after["medium"]
    assert store.rows("stories")[0]["disagreements"][0]["id"] in after.values()


def test_why_tells_the_values_with_their_words_and_families(store: Store) -> None:
    keep(store, told("a", "phone"), told("b", "video"))
    row = rows(store)["medium"]
    made = why(store, row["id"]).made
    assert "verdict: conflict" in made
    assert "because: “phone” against “video”" in made
    for value in row["values"]:
        assert f"answer of {value['ref']}: {value['value']}" in made
        assert any(f"“{value['value']}”" in line and f"family {value['family']}" in line for line in made)
    assert [line["about"] for line in listing(store, "disagreements", Filter(conflict=True))] == ["medium"]


def test_that_two_reports_know_an_act_by_the_same_name_is_no_news(store: Store) -> None:
    for ref, ordinal in (("a", "second"), ("b", "second"), ("c", "third")):
        draft = told(ref, "phone")
        draft.text += f" It was their {ordinal} call."
        event = draft.events[0]
        draft.events[0] = replace(event, attributes=(Attribute("ordinal", ordinal, draft.span(ordinal)),))
        keep(store, draft)
        assert found(store).get("ordinal", ("none",))[0] == ("conflict" if ref == "c" else "none")


def test_a_vague_number_beside_the_answer_joins_its_row(store: Store) -> None:
    first, second = told("a", "phone", length="12 minutes"), told("b", "phone")
    second.text += " They talked for half an hour or more."
    for draft, words, minutes in ((first, "12 minutes", 12.0), (second, "half an hour or more", 30.0)):
        draft.figures.clear()
        draft.figure(words, minutes, unit="minute", about="length of the talk")
    keep(store, first, second)
    [row] = [row for row in store.rows("disagreements") if "talk" in row["about"] or row["about"] == "duration"]
    assert (row["about"], row["verdict"]) == ("duration", "conflict")
    assert [value["value"] for value in row["values"]] == ["12 minutes", "40 minutes", "half an hour or more"]


def test_a_wording_shows_the_pieces_that_another_report_has_in_other_words(store: Store) -> None:
    other = "“Before the herring quota is doubled, our trawlers are not going to leave the strait”"
    first, second = told("a", "phone"), told("b", "phone", words=other)
    pieces = ("“The strait is ours to fish”", "“Bread grows dear”")
    second.text = second.text.replace(", she said.", f", she said. {' she added. '.join(pieces)} she ended.")
    whole = second.statements[0]
    second.statements[0] = replace(whole, content=(*whole.content, *map(second.span, pieces)))
    keep(store, first, second)
    [value] = [value for value in rows(store)["wording"]["values"] if value["ref"] == "b"]
    text = store.rows("reports", "ref = 'b'")[0]["text"]
    assert [text[slice(*span)] for span in value["spans"]] == value["value"].split(" … ") == [other, pieces[0]]
    assert value["span"] == [value["spans"][0][0], value["spans"][-1][1]]


def test_an_event_told_of_two_places_states_neither(store: Store) -> None:
    keep(store, told("a", "phone", place="Lorn"), told("b", "phone", place="Osk"))
    [event] = store.rows("events")
    assert (event["place"], event["places"]) == (None, ["Lorn", "Osk"])
    assert found(store)["place"][0] == "conflict"


def test_places_are_asked_of_reports_that_differ_on_the_day(store: Store) -> None:
    keep(store, met("a", "Lorn", "2031-05-03"), met("b", "Gavle", "2031-05-04"))
    assert found(store)["date"][0] == "conflict"
    assert found(store)["place"] == ("conflict", {"a": "Lorn", "b": "Gavle"})


def met(ref: str, town: str, day: str) -> Draft:
    draft = Draft(
        ref, f"{HEAD}\nMira Arden and Jon Below met in {town} on {day} on herring. {own_words(ref)}", title=HEAD
    )
    draft.mention("Mira Arden", ARDEN)
    draft.mention("Jon Below", BELOW)
    draft.event(f"met in {town} on {day}", "CONSULT", ARDEN, BELOW, time=draft.time(day, day), cameo="040")
    return draft


def test_a_number_that_is_taken_back_answers_nothing(store: Store) -> None:
    note = "Correction: An earlier report said the call lasted 50 minutes. The call lasted 40 minutes."
    draft = Draft(
        "b", f"{HEAD}\nMira Arden spoke to Jon Below by phone on 2031-05-03.\n{note}\n{own_words('b')}", title=HEAD
    )
    draft.mention("Mira Arden", ARDEN)
    draft.mention("Jon Below", BELOW)
    time = draft.time("2031-05-03", "2031-05-03")
    draft.event("spoke to Jon Below by phone on 2031-05-03", "CONSULT", ARDEN, BELOW, time=time, cameo="041")
    keep(store, told("a", "phone"), draft)
    assert found(store)["duration"] == ("agree", {"a": "40 minutes", "b": "40 minutes"})


def test_two_sentences_that_begin_alike_are_two_questions(store: Store) -> None:
    lines = PAIR.splitlines()
    keep(store, *quoting(*lines))
    listed = [d["id"] for d in store.rows("stories")[0]["disagreements"] if d["about"].startswith("speaker")]
    assert len(listed) == len(set(listed)) == 2
    assert {row["id"] for row in store.rows("disagreements")} >= set(listed)
    own = set()
    for line in lines:  # each keeps its id without the other
        with Store.open(":memory:") as alone:
            keep(alone, *quoting(line))
            own |= {row["id"] for row in alone.rows("disagreements") if row["about"].startswith("speaker")}
    assert own == set(listed)


def quoting(*lines: str) -> list[Draft]:
    drafts = [Draft(ref, f"{HEAD}\n{PAIR}\n{own_words(ref)}", title=HEAD) for ref in "ab"]
    for draft, actor in zip(drafts, (ARDEN, BELOW), strict=True):
        for line in lines:
            draft.statement(line, actor, cue="said")
    return drafts


PAIR = """“We will not leave the people of the northern harbour this year without a single trawler”
“We will not leave the people of the northern harbour this year without roads or a school”, Mira Arden and Jon Below said."""


def test_an_event_that_two_stories_tell_is_asked_about_in_each(store: Store) -> None:
    [asked, other] = [
        Asked({"id": story}, {}, (), (), {}, {}, {}) for story in ("1111111111111111", "2222222222222222")
    ]
    finding = Finding("conflict")
    ids = {row_of(story, "place", finding, (), of="3333333333333333")["id"] for story in (asked, other)}
    assert len(ids) == 2


def test_no_row_is_lost_to_another_of_one_id(store: Store) -> None:
    keep(store, told("a", "phone"), told("b", "video"))
    [story] = store.rows("stories")
    [row] = store.rows("disagreements", "about = 'medium'")
    write(store, {story["id"]: [row, {**row, "about": "place"}]}, ())
    stored = {(row["id"], row["about"]) for row in store.rows("disagreements")}
    assert {about for _, about in stored} == {"medium", "place"}
    assert stored == {(d["id"], d["about"]) for d in store.rows("stories")[0]["disagreements"]}


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("Guinea", "Equatorial Guinea", "conflict"),
        ("Sudan", "Juba, South Sudan", "conflict"),
        ("Port Sudan", "South Sudan", "conflict"),
        ("Moscow", "Poland", "conflict"),
        ("Port Sudan", "Sudan", "agree"),
        ("Moscow", "Russia", "cannot tell"),
        ("Congo", "DR Congo", "agree"),  # either goes by the bare name
        ("Athens", "Georgia", "cannot tell"),  # of the United States
        ("the Sudan", "Sudan", "agree"),
    ],
)
def test_a_state_is_not_another_whose_name_holds_its_own(a: str, b: str, verdict: str) -> None:
    assert places(a, b) == places(b, a) == verdict
