"""Judgements over a record: what they hold together, apart or back; and how they find their rows again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from communique.cli import group
from communique.config import Settings
from communique.errors import NotFound, UsageError
from communique.ingest import judge, relink, remove
from communique.judge import Entry, entry_of, line_of
from communique.query import Filter, listing, why
from communique.query.judgement import entries
from communique.record import Record
from communique.resources.contract import tables
from communique.store import Store
from communique.store.judgements import judge_all
from made import ARDEN, BELOW, Draft, keep

HEAD = "Arden and Below haggle over herring quotas in the Osk strait, where trawlers of both neighbours fish"
LINE = "“No trawler of ours will leave the strait before the herring quota is doubled”"
FREE = "“Before the herring quota is doubled, our trawlers are not going to leave the strait”"
RAIN = "“We hope for rain, since the barley of the uplands has withered”"


def told(ref: str, words: str, tons: int = 900) -> Draft:
    draft = Draft(
        ref,
        f"{HEAD}\nMira Arden called Jon Below on 3 May 2031.\n{words}, she said. They catch {tons} tons of herring.",
        title=HEAD,
    )
    draft.mention("Mira Arden", ARDEN)
    draft.mention("Jon Below", BELOW)
    draft.event("called Jon Below", "CONSULT", ARDEN, BELOW, time=draft.time("3 May 2031", "2031-05-03"), asked=())
    draft.statement(words, ARDEN)
    draft.figure(f"{tons} tons", float(tons), unit="ton", about="herring")
    return draft


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        keep(opened, told("a", LINE), told("b", FREE, 800), told("c", RAIN))
        yield opened


CLOCK = iter(range(10**9))


def say(store: Store, verdict: Any, *ids: str) -> list[tuple[str, str]]:
    made = entries(store, verdict, ids, at=f"2031-06-01T00:00:{next(CLOCK):09d}")
    judge(store, made)
    states = {row["id"]: row["state"] for row in store.rows("judgements")}
    return [(entry.id, states[entry.id]) for entry in made]


def statement(store: Store, ref: str) -> str:
    [row] = store.rows("statements", "ref = ?", (ref,))
    return str(row["id"])


def utterances(store: Store) -> list[set[str]]:
    refs = {row["id"]: row["ref"] for row in store.rows("statements")}
    return [{refs[id_] for id_ in row["statements"]} for row in store.rows("utterances", order="id")]


def state(store: Store) -> dict[str, list[Any]]:
    names = ("utterances", "events", "comparisons", "stories", "relations", "judgements", "refrains")
    found = {name: sorted(store.rows(name), key=str) for name in names}
    edges = store.query(
        "SELECT a.kind, min(a.node, b.node), max(a.node, b.node), score, reasons FROM link_edges "
        "JOIN link_nodes AS a ON a.nr = a JOIN link_nodes AS b ON b.nr = b ORDER BY 1, 2, 3"
    )
    return found | {"edges": [tuple(row) for row in edges]}


def test_different_parts_and_same_joins(store: Store) -> None:
    assert utterances(store) == [{"a", "b"}]
    say(store, "different", statement(store, "a"), statement(store, "b"))
    assert utterances(store) == []
    say(store, "same", statement(store, "a"), statement(store, "c"))
    assert utterances(store) == [{"a", "c"}]


def test_what_is_held_together_and_apart_binds_the_rest(store: Store) -> None:
    say(store, "same", statement(store, "b"), statement(store, "c"))
    say(store, "different", statement(store, "a"), statement(store, "c"))
    assert utterances(store) == [{"b", "c"}], "a is like b, but b is c, and a is not"


def test_a_wrong_row_leaves_lists_and_links_and_is_told_of(store: Store) -> None:
    id_ = statement(store, "b")
    [(judgement, applied)] = say(store, "wrong", id_)
    assert applied == "applied"
    assert utterances(store) == []
    assert {line["ref"] for line in listing(store, "statements", Filter())} == {"a", "c"}
    assert any("judged wrong" in line and judgement in line for line in why(store, id_).made)
    assert statement(store, "b") == id_, "nothing is lost"


def test_a_wrong_event_leaves_the_relation(store: Store) -> None:
    [event] = store.rows("events")
    say(store, "wrong", event["id"])
    assert store.rows("events") == []
    assert store.rows("relations") == []


@pytest.mark.parametrize("verdict", ["same", "different", "wrong"])
def test_undo_restores(store: Store, verdict: str) -> None:
    before = state(store)
    pair = [statement(store, "a"), statement(store, "c" if verdict == "same" else "b")][
        : 1 if verdict == "wrong" else 2
    ]
    [(id_, _)] = say(store, verdict, *pair)
    assert state(store)["utterances"] != before["utterances"]
    [(undo, _)] = say(store, "undo", *pair)
    after = state(store)
    assert {k: v for k, v in after.items() if k != "judgements"} == {
        k: v for k, v in before.items() if k != "judgements"
    }
    assert {row["id"]: row["state"] for row in after["judgements"]} == {id_: "undone", undo: "applied"}
    say(store, "undo", undo[:6])
    assert state(store)["utterances"] != before["utterances"], "an undo can be taken back"


def test_undo_takes_back_the_newest_of_several_or_all(store: Store) -> None:
    pair = [statement(store, "a"), statement(store, "b")]
    [(same, _)], [(different, _)] = say(store, "same", *pair), say(store, "different", *pair)
    say(store, "undo", *pair)
    states = {row["id"]: row["state"] for row in store.rows("judgements")}
    assert (states[same], states[different]) == ("applied", "undone")
    say(store, "different", *pair)
    judge(store, entries(store, "undo", pair, at="2031-06-02", everything=True))
    assert {row["state"] for row in store.rows("judgements") if row["verdict"] != "undo"} == {"undone"}


def test_groups_are_judged_by_their_members(store: Store) -> None:
    [utterance] = store.rows("utterances")
    say(store, "same", utterance["id"], statement(store, "c"))
    assert utterances(store) == [{"a", "b", "c"}]
    [comparison] = store.rows("comparisons", "verdict = 'conflict'")
    figures = comparison["figures"]
    say(store, "different", figures[0], figures[-1])
    assert all(not {figures[0], figures[-1]} <= set(row["figures"]) for row in store.rows("comparisons"))


def test_stories_part(store: Store) -> None:
    reports = {row["ref"]: row["id"] for row in store.rows("reports")}
    say(store, "different", reports["a"], reports["b"])
    assert not any({"a", "b"} <= set(row["reports"]) for row in store.rows("stories"))


def test_two_actors_judged_the_same_speak_with_one_mouth(store: Store) -> None:
    twin = replace(ARDEN, id="x1", name="M. Ardenn", country=None, wikidata=None)
    draft = Draft("d", f"{HEAD}\nM. Ardenn called Jon Below on 3 May 2031.\n{LINE}, she said.", title=HEAD)
    draft.event("called Jon Below", "CONSULT", twin, BELOW, time=draft.time("3 May 2031", "2031-05-03"))
    draft.statement(LINE, twin)
    keep(store, draft)
    assert utterances(store) == [{"a", "b"}]
    say(store, "same", ARDEN.id, "x1")
    assert utterances(store) == [{"a", "b", "d"}]
    assert {line["ref"] for line in listing(store, "statements", Filter(speaker="Mira Arden"))} == {"a", "b", "c", "d"}


def test_two_actors_judged_the_same_act_and_promise_as_one(store: Store) -> None:
    twin = replace(ARDEN, id="x1", name="M. Ardenn", country=None, wikidata=None)
    draft = Draft(
        "d", f"{HEAD}\nM. Ardenn called Jon Below on 3 May 2031 and will double the herring quota.", title=HEAD
    )
    draft.event("called Jon Below", "CONSULT", twin, BELOW, time=draft.time("3 May 2031", "2031-05-03"))
    draft.pledge("double the herring quota", twin, "double")
    other = Draft(
        "e", f"{HEAD}\nMira Arden rang Jon Below on 3 May 2031 and will double the herring quota.", title=HEAD
    )
    other.event("rang Jon Below", "CONSULT", ARDEN, BELOW, time=other.time("3 May 2031", "2031-05-03"))
    other.pledge("double the herring quota", ARDEN, "double")
    keep(store, draft, other)

    def apart(table: str) -> set[frozenset[str]]:
        mentions = {row["id"]: row["ref"] for row in store.rows(_MENTIONS[table])}
        groups = [frozenset(mentions[i] for i in row["mentions"]) for row in store.rows(table)]
        return {group & {"d", "e"} for group in groups if group & {"d", "e"}}

    assert apart("events") == apart("pledges") == {frozenset("d"), frozenset("e")}
    say(store, "same", ARDEN.id, "x1")
    assert apart("events") == apart("pledges") == {frozenset("de")}
    assert all("x1" not in (*row["source"], *row["target"]) for row in store.rows("events"))
    say(store, "undo", ARDEN.id, "x1")
    assert apart("events") == apart("pledges") == {frozenset("d"), frozenset("e")}


_MENTIONS = {"events": "event_mentions", "pledges": "pledge_mentions"}


def test_a_contradiction_is_reported_and_the_later_holds(store: Store) -> None:
    a, b, c = (statement(store, ref) for ref in "abc")
    say(store, "same", a, b)
    say(store, "same", b, c)
    say(store, "different", a, c)
    states = [row["state"] for row in store.rows("judgements", order="at")]
    assert states == ["overruled", "applied", "applied"]
    [overruled] = store.rows("judgements", "state = 'overruled'")
    assert len(overruled["against"]) == 2
    assert utterances(store) == [{"b", "c"}]


def test_the_record_is_that_of_relink(store: Store) -> None:
    a, b, c = (statement(store, ref) for ref in "abc")
    say(store, "same", a, c)
    say(store, "wrong", b)
    say(store, "undo", b)
    say(store, "different", a, b)
    before = state(store)
    relink(store)
    assert state(store) == before


def test_a_log_is_shared(store: Store, tmp_path: Path) -> None:
    say(store, "same", statement(store, "a"), statement(store, "c"))
    say(store, "wrong", statement(store, "b"))
    file = tmp_path / "log.jsonl"
    record = Record(store, Settings())
    file.write_text("\n".join(record.judgement_log()), encoding="utf-8")
    with Store.open(":memory:") as other:
        keep(other, told("c", RAIN), told("b", FREE, 800), told("a", LINE))
        copy = Record(other, Settings())
        assert copy.apply_judgements(file) == 2
        assert copy.apply_judgements(file) == 0
        assert state(other) == state(store)


def test_a_judgement_of_exact_copies_finds_both_under_other_refs() -> None:
    with Store.open(":memory:") as store, Store.open(":memory:") as other, Store.open(":memory:") as lone:
        keep(store, told("a", LINE), told("b", LINE))
        [copy] = store.rows("copies")
        say(store, "wrong", copy["id"])
        say(store, "different", statement(store, "a"), statement(store, "b"))
        log = [entry_of(row["entry"]) for row in store.query("SELECT entry FROM judgement_log")]
        keep(other, told("x", LINE), told("y", LINE))
        keep(lone, told("x", LINE))
        for record, state in ((other, "applied"), (lone, "orphaned")):
            judge(record, log)
            assert [row["state"] for row in record.rows("judgements")] == [state] * 2
        assert listing(other, "copies", Filter()) == []


def test_a_row_of_another_analysis_is_found_by_its_place(store: Store) -> None:
    say(store, "wrong", statement(store, "a"))
    draft = told("a", LINE)
    draft.statements.clear()
    draft.statement(LINE.strip("“”")[:-10], ARDEN, kind="mixed")
    old = statement(store, "a")
    keep(store, draft)
    assert statement(store, "a") != old
    [row] = store.rows("judgements")
    assert (row["state"], row["a"]) == ("applied", [statement(store, "a")])
    assert "a" not in {line["ref"] for line in listing(store, "statements", Filter())}


def test_what_is_found_nowhere_is_orphaned_and_kept(store: Store) -> None:
    say(store, "different", statement(store, "a"), statement(store, "b"))
    remove(store, "b")
    assert [row["state"] for row in store.rows("judgements")] == ["orphaned"]
    keep(store, told("b", FREE, 800))
    assert [row["state"] for row in store.rows("judgements")] == ["applied"]
    assert utterances(store) == []


@pytest.mark.parametrize("order", [("a", "b", "c"), ("c", "b", "a"), ("b", "a", "c")])
def test_reports_may_come_before_or_after_their_judgements(store: Store, order: tuple[str, ...]) -> None:
    say(store, "different", statement(store, "a"), statement(store, "b"))
    say(store, "same", statement(store, "b"), statement(store, "c"))
    log = [entry_of(row["entry"]) for row in store.query("SELECT entry FROM judgement_log")]
    texts = {"a": told("a", LINE), "b": told("b", FREE, 800), "c": told("c", RAIN)}
    with Store.open(":memory:") as other:
        judge(other, log)
        for ref in order:
            keep(other, texts[ref])
        assert state(other) == state(store)


def test_what_cannot_be_judged_is_said(store: Store) -> None:
    a = statement(store, "a")
    [figure] = store.rows("figures", "ref = 'a'")
    with pytest.raises(UsageError, match="different kinds"):
        entries(store, "same", [a, figure["id"]])
    with pytest.raises(UsageError, match="share a row"):
        entries(store, "same", [a, a])
    with pytest.raises(UsageError, match="nobody judges"):
        entries(store, "wrong", [store.rows("times")[0]["id"]])
    with pytest.raises(UsageError, match="remove a"):
        entries(store, "wrong", ["a"])
    keep(store, Draft("h", "Bakers of Telland bake fewer loaves every year."))
    stories = {len(row["reports"]): row["id"] for row in store.rows("stories")}
    with pytest.raises(UsageError, match="judge different.* parts two of its reports, a, b, c"):
        entries(store, "wrong", [stories[3]])
    with pytest.raises(UsageError, match="a story of one report, h"):
        entries(store, "wrong", [stories[1]])
    with pytest.raises(UsageError, match="is an actor"):
        entries(store, "wrong", [ARDEN.id])
    with pytest.raises(NotFound):
        entries(store, "undo", [a])
    with pytest.raises(NotFound):
        entries(store, "wrong", ["none"])


def test_a_judgement_is_exported_as_its_schema_says(store: Store) -> None:
    say(store, "different", statement(store, "a"), statement(store, "b"))
    say(store, "undo", statement(store, "a"))
    validator = Draft202012Validator(tables()["judgements"].schema())
    assert [error.message for row in store.rows("judgements") for error in validator.iter_errors(row)] == []


def test_the_command_line(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "r.db"
    with Store.open(file) as kept:
        keep(kept, told("a", LINE), told("b", FREE, 800), told("c", RAIN))
    a, b = statement(store, "a"), statement(store, "b")

    def run(*words: str) -> Any:
        return CliRunner().invoke(group, ["judge", *words, "--record", str(file)], standalone_mode=False)

    made = run("different", a, b, "--by", "ada", "--note", "two calls")
    assert made.stdout.strip().startswith("j")
    assert re.search(
        r"^utterances: \w+ \(2\) → \w+ \(1\), \w+ \(1\)$|^utterances: \w+ \(2\) → none$", made.stderr, re.MULTILINE
    )
    assert run("different", a, b).stderr.endswith("no group changed\n")
    run("undo", a, b)
    listed = run("list").stdout
    assert "applied" in listed
    assert "ada" in listed
    log = tmp_path / "log.jsonl"
    assert run("log", "-o", str(log)).return_value == 0
    older = run("same", a, b).stdout.strip()
    newer = run("different", a, b).stdout.strip()
    assert f"undid different ({newer}); 2 older: same ({older}), different (" in run("undo", a, b).stderr
    assert run("undo", older).stderr.startswith(f"undid same ({older})")
    assert run("undo", made.stdout.strip()).exception is None
    assert "undone" in run("list").stdout
    assert "0 new" in run("apply", str(log)).stderr
    assert isinstance(run("wrong", "none").exception, NotFound)
    assert isinstance(run("undo", "1", "2", "3").exception, UsageError | click.UsageError)


def test_an_undo_of_nothing_is_orphaned(store: Store) -> None:
    judge(store, [Entry("undo", "2031-06-01", of="j0")])
    assert [row["state"] for row in store.rows("judgements")] == ["orphaned"]
    assert judge_all(store)[1] == set()


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"verdict": "same"}', '{"verdict": "maybe", "at": "x"}', '{"verdict": "same", "at": "x", "a": 3}',
     '{"verdict": "same", "at": "x", "a": [{"id": "1"}]}', '{"verdict": "undo", "at": "x", "of": 3}',
     '{"verdict": "same", "at": "x", "a": [{"table": "t", "id": "1", "text": "", "spans": [1], "words": ""}]}'],
)  # fmt: skip
def test_a_line_that_is_no_judgement_is_refused(line: str) -> None:
    with pytest.raises(UsageError):
        entry_of(line)


def test_a_changed_line_is_refused() -> None:
    line = line_of(Entry("undo", "2031-06-01", of="j0"))
    assert entry_of(line) == Entry("undo", "2031-06-01", of="j0")
    with pytest.raises(UsageError, match="changed"):
        entry_of(line.replace("j0", "j1"))
