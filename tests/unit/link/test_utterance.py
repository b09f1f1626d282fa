"""Utterances: one act of speaking in several renderings; refrains: one line on several occasions."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.link.frequent import commonest_set
from communique.link.utterance import THRESHOLD, StatementNode, Utterances
from communique.link.wording import Wording
from communique.model import Actor, Interval, Party, Via
from communique.store import Store
from made import ARDEN, BELOW, MINISTRY, MORVIA, TELLAND, Draft, keep

LINE = "“Our trawlers will not leave the strait before the herring quota is doubled”"
FREE = "“Until the quota for herring is doubled, no trawler of ours is going to leave the strait”"
FRAMES = Path(__file__).resolve().parents[2] / "cases" / "frames.yaml"
HEAD = "Arden and Below haggle over herring quotas in the Osk strait, where trawlers of both neighbours fish"


def told(ref: str, words: str, speaker: Actor | None = ARDEN, *, day: str = "3 May 2031", value: str = "2031-05-03",
         kind: str = "direct", outlet: str | None = None, **more: Any) -> Draft:  # fmt: skip
    draft = Draft(
        ref,
        f"{HEAD}\nMira Arden and Jon Below spoke by telephone on {day}.\n{words}, it was said.",
        title=HEAD,
        outlet=outlet,
    )
    draft.mention("Mira Arden", ARDEN)
    draft.mention("Jon Below", BELOW)
    time = draft.time(day, value)
    draft.event("spoke by telephone", "CONSULT", ARDEN, BELOW, time=time)
    draft.statement(words, speaker, kind=kind, **more)
    return draft


def pairs(store: Store) -> list[tuple[str, bool, str]]:
    return [(p["change"], p["altered"], p["cause"]) for row in store.rows("utterances") for p in row["pairs"]]


def test_two_renderings_in_quotation_marks(store: Store) -> None:
    keep(store, told("a", LINE), told("b", FREE))
    [row] = store.rows("utterances")
    assert row["speaker"] == ARDEN.id
    assert len(row["statements"]) == 2
    assert pairs(store) == [("reworded", True, "translation possible")]
    assert {s["utterance"] for s in store.rows("statements")} == {row["id"]}
    assert store.rows("stories")[0]["id"] == row["story"]


def test_renderings_of_different_sentences_of_one_speech_are_one_utterance(store: Store) -> None:
    second = "“The cannery at Lorn keeps its doors shut to every foreign crew”"
    both = f"{LINE[:-1]}. {second[1:-1]}, and that is final”"
    keep(store, told("b", FREE), told("c", second))
    assert store.rows("utterances") == []
    keep(store, told("a", both))
    [row] = store.rows("utterances")
    assert len(row["statements"]) == 3
    assert sorted(pair["change"] for pair in row["pairs"]) == ["reworded", "trimmed"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (LINE, ("verbatim", False, "unknown")),
        (LINE.replace(" before the herring quota is doubled", ""), ("trimmed", False, "shortened")),
        (LINE.replace("leave the strait", "…"), ("marked", False, "shortened")),
        (LINE.replace("will not", "will"), ("negation", True, "negation")),
        (FREE, ("reworded", True, "translation possible")),
    ],
)
def test_what_the_change_is_put_down_to(store: Store, words: str, expected: tuple[str, bool, str]) -> None:
    keep(store, told("a", LINE), told("b", words))
    assert pairs(store) == [expected]


def test_an_english_speaker_is_not_translated(store: Store) -> None:
    cork = Actor("Q9001", "Finn Cork", "person", "IRL", "Q9001")
    keep(store, told("a", LINE, cork), told("b", FREE, cork))
    assert pairs(store) == [("reworded", True, "substituted")]


def test_words_outside_quotation_marks_alter_nothing(store: Store) -> None:
    keep(store, told("a", LINE), told("b", FREE.strip("“”"), kind="indirect"))
    assert pairs(store) == [("paraphrase", False, "translation possible")]


def test_of_a_mixed_statement_only_the_quoted_words_count(store: Store) -> None:
    keep(store, told("a", LINE), told("b", f"her trawlers, she said, {LINE[:-30]}”", kind="mixed"))
    assert [change for change, *_ in pairs(store)] == ["trimmed"]


@pytest.mark.parametrize(
    ("other", "more"),
    [
        ("“We hope for rain, since the barley of the uplands has withered”", {}),
        (FREE, {"speaker": BELOW}),
        (FREE, {"speaker": None}),
        (FREE, {"attitude": "thought"}),
    ],
)
def test_what_is_no_rendering(store: Store, other: str, more: dict[str, Any]) -> None:
    keep(store, told("a", LINE), told("b", other, **more))
    assert store.rows("utterances") == []
    assert {row["utterance"] for row in store.rows("statements")} == {None}


def twice(first: str, second: str) -> Draft:
    draft = told("a", LINE)
    draft.text += f"\nOnce more: {second}"
    draft.times.clear(), draft.statements.clear(), draft.events.clear()
    draft.statement(first, ARDEN)
    draft.statement(second, ARDEN)
    return draft


def test_one_report_may_tell_it_twice_in_two_wordings(store: Store) -> None:
    keep(store, twice(LINE, FREE))
    assert pairs(store) == [("reworded", True, "translation possible")]


def test_two_rows_on_the_same_words_are_one_telling(store: Store) -> None:
    draft = twice(LINE, FREE)
    draft.statements.pop()
    draft.statement(LINE.strip("“”"), ARDEN, kind="mixed")
    keep(store, draft)
    assert store.rows("utterances") == []


def test_another_person_of_the_side_says_something_of_his_own(store: Store) -> None:
    quay = Actor("Q9002", "Ada Quay", "person", "XMO", "Q9002")
    keep(store, told("a", LINE), told("b", LINE, quay))
    assert store.rows("utterances") == []


def test_a_firm_does_not_speak_for_its_country(store: Store) -> None:
    firm = Actor("Q9003", "Morvian Trawling", "firm", "XMO", "Q9003")
    keep(store, told("a", LINE), told("b", LINE, firm))
    assert store.rows("utterances") == []


def test_a_name_in_the_place_of_another_is_caught(store: Store) -> None:
    words = "“The trawlers of Telland rammed our patrol boat in the Osk strait”"
    keep(store, told("a", words), told("b", words.replace("Telland", "Morvia")))
    assert pairs(store) == [("reworded", True, "substituted")]


def test_a_stock_phrase_alone_ties_nothing(store: Store) -> None:
    keep(
        store,
        told("a", "“We will take all necessary measures to feed the lighthouse keepers”"),
        told("b", "“We will take all necessary measures to stop the smuggling of amber”"),
    )
    assert store.rows("utterances") == []


@pytest.mark.parametrize(
    ("one", "other", "kind", "linked"),
    [
        ("the strike was “cowardly”", "the strike was “brave”", "mixed", 1),
        ("the vote was “a disgrace for Morvia”", "the vote was “a disgrace for Osland”", "mixed", 1),
        ("the strike was “cowardly”", "the herring was “brave”", "mixed", 0),
        ("“We stand with Morvia”", "“We stand with Osland”", "direct", 0),
    ],
)
def test_a_short_quotation_in_the_same_frame_with_one_word_exchanged_is_linked(
    store: Store, one: str, other: str, kind: str, linked: int
) -> None:
    keep(store, told("a", one, kind=kind), told("b", other, kind=kind))
    assert [change for *_, change in pairs(store)] == ["substituted"] * linked


@pytest.mark.parametrize("words", yaml.safe_load(FRAMES.read_text("utf-8")), ids=lambda words: words[0])
def test_a_frame_filled_otherwise_is_another_sentence(words: list[str]) -> None:
    a, b = (_told_in(ref, said) for ref, said in zip("ab", words, strict=True))
    assert Utterances().compare(a, b).score < THRESHOLD


def _told_in(ref: str, words: str) -> StatementNode:
    kind, pieces = ("direct", (words.strip("“”"),)) if words.startswith("“") else ("indirect", ())
    return StatementNode(
        ref, ref, ref, "story", frozenset({"one"}), True, frozenset({"XMO"}), kind, "speech", "said",
        Wording(words, pieces), Interval(), ((0, len(words)),),
    )  # fmt: skip


def test_the_same_quoted_words_tie_what_is_told_around_them(store: Store) -> None:
    keep(
        store,
        told("a", "“Telland’s reckless and cowardly raid on our herring will be answered by our whole fleet”"),
        told("b", "the raid on the herring “reckless and cowardly”", kind="mixed"),
    )
    assert pairs(store) == [("trimmed", False, "shortened")]


def test_a_rendering_from_nearest_the_speaker_is_named(store: Store) -> None:
    second = told("b", FREE)
    second.statements[0] = replace(second.statements[0], via=(Via((second.span("said"),), None, "transcript"),))
    keep(store, told("a", LINE), second)
    assert [row["primary"] for row in store.rows("utterances")] == [second.statements[0].id]


def test_the_readout_of_the_speakers_own_office_is_nearest_the_speaker(store: Store) -> None:
    second = told("b", FREE, outlet="Office of the President of Morvia")
    second.text += " Morvia is content."
    second.mention("Morvia", MORVIA)
    keep(store, told("a", LINE, outlet="Office Weekly"), second)
    assert [row["primary"] for row in store.rows("utterances")] == [second.statements[0].id]


def test_a_report_that_calls_itself_a_readout_is_one(store: Store) -> None:
    second = told("b", FREE)
    second.text = second.text.replace(HEAD, f"Readout of {HEAD}")
    second = replace(second, title=f"Readout of {HEAD}", mentions=[], times=[], events=[], statements=[])
    second.mention("Mira Arden", ARDEN)
    time = second.time("3 May 2031", "2031-05-03")
    second.event("spoke by telephone", "CONSULT", ARDEN, BELOW, time=time)
    statement = second.statement(FREE, ARDEN)
    keep(store, told("a", LINE), second)
    assert [row["primary"] for row in store.rows("utterances")] == [statement.id]


def test_said_on_other_days_is_said_twice(store: Store) -> None:
    drafts = []
    for ref, day, value in (("a", "3 May 2031", "2031-05-03"), ("b", "4 May 2031", "2031-05-04")):
        draft = told(ref, LINE, day=day, value=value)
        draft.statements.clear()
        draft.statement(LINE, ARDEN, time=draft.times[0])
        drafts.append(draft)
    keep(store, *drafts)
    assert len(store.rows("stories")) == 1
    assert store.rows("utterances") == []


@pytest.mark.parametrize(
    ("when", "value", "cue", "linked"),
    [("in 2030", "2030", "said", 0), ("on 1 May", "2031-05-01", "said", 1), ("in 2030", "2030", "has said", 1)],
)
def test_what_names_no_day_was_said_in_the_days_before_its_report(
    store: Store, when: str, value: str, cue: str, linked: int
) -> None:
    drafts = [told(ref, LINE) for ref in "ab"]
    for draft, before in zip(drafts, (f"Mira Arden said {when}", f"Mira Arden {cue}"), strict=True):
        draft.text, draft.stated = draft.text.replace(LINE, f"{before}: {LINE}"), "2031-05-04"
        draft.statements.clear()
    drafts[0].statement(LINE, ARDEN, time=drafts[0].time(when, value))
    drafts[1].statement(LINE, ARDEN, cue=cue)
    keep(store, *drafts)
    assert len(store.rows("stories")) == 1
    assert len(store.rows("utterances")) == linked


@pytest.mark.parametrize(
    ("stated", "shown", "basis"),
    [
        (("2031-05-03", "2031-05-05"), ("2031-05-03", "2031-05-03"), "story"),
        (("2031-05-05", "2031-05-04"), ("2031-05-03", "2031-05-04"), "story"),
        ((None, None), ("2031-05-03", "2031-05-03"), "story"),
    ],
)
def test_what_names_no_day_was_said_between_the_talk_and_the_first_report(
    store: Store, stated: tuple[str | None, str | None], shown: tuple[str, str], basis: str
) -> None:
    drafts = [told(ref, LINE, outlet=ref) for ref in "ab"]
    for draft, day in zip(drafts, stated, strict=True):
        draft.stated = day
    keep(store, *drafts)
    [row] = store.rows("utterances")
    assert (row["date"], row["date_end"], row["date_basis"]) == (*shown, basis)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_day_of_an_utterance_does_not_depend_on_the_order(order: tuple[int, ...]) -> None:
    drafts = [told(ref, words, outlet=ref) for ref, words in (("a", LINE), ("b", LINE), ("c", "It rained"))]
    for draft in drafts[:2]:
        draft.text = draft.text.replace(" on 3 May 2031", "")
        draft.events.clear(), draft.times.clear(), draft.statements.clear()
        draft.statement(LINE, ARDEN)
    drafts[2].statements.clear()
    with Store.open(":memory:") as store:
        for number in order:
            keep(store, drafts[number])
        [row] = store.rows("utterances")
        assert (row["date"], row["date_end"], row["date_basis"]) == ("2031-05-03", "2031-05-03", "story")


def test_a_leader_and_her_ministry_speak_for_one_side(store: Store) -> None:
    keep(store, told("a", LINE), told("b", LINE, MINISTRY, outlet="The Gull"))
    assert len(store.rows("utterances")) == 1


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_utterances_do_not_depend_on_the_order(order: tuple[int, ...]) -> None:
    drafts = (told("a", LINE), told("b", FREE), told("c", LINE.replace("doubled", "raised")))
    with Store.open(":memory:") as store:
        for number in order:
            keep(store, drafts[number])
        [row] = store.rows("utterances")
        assert len(row["statements"]) == 3
        assert [pair["a"] < pair["b"] for pair in row["pairs"]] == [True] * 3


def test_a_line_that_comes_back_is_a_refrain(store: Store) -> None:
    keep(store, told("a", LINE), told("b", FREE, day="3 July 2031", value="2031-07-03"))
    assert len(store.rows("stories")) == 2
    assert store.rows("utterances") == []
    [row] = store.rows("refrains")
    assert row["speaker"] == ARDEN.id
    assert row["words"] == min(LINE, FREE, key=len).strip("“”")
    assert len(row["stories"]) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("calling up reservists for the herring patrol", "sending reservists of the herring patrol home"),
        ("imposing tolls on herring trawlers", "lifting tolls on herring trawlers"),
        ("“We shall pay for the herring trawlers”", "“We shall not pay for the herring trawlers”"),
        ("herring trawlers", "herring trawlers"),
        ("the talks on trade had been useful", "the talks on fisheries had been useful"),
    ],
)
def test_the_opposite_or_a_bare_subject_is_no_refrain(store: Store, one: str, other: str) -> None:
    kind = "direct" if one.startswith("“") else "indirect"
    second = told("b", other, day="3 July 2031", value="2031-07-03", kind=kind)
    keep(store, told("a", one, kind=kind), second)
    assert store.rows("refrains") == []


PLAIN = "“The sea belongs to nobody, and every child of ours must learn to share it”"


@pytest.mark.parametrize(
    ("words", "kind", "found"),
    [
        (PLAIN, "direct", 1),
        ("“We shall do all that we can to help our people”", "direct", 0),
        ("“We are grateful to every single child who came to greet us at the sea today”", "direct", 0),
        ("“Our thanks to every single child who came to greet us all at the sea today”", "direct", 0),
        ("“Thanks to the sea every single child of ours must learn to share what belongs to nobody”", "direct", 1),
    ],
)
def test_a_line_word_for_word_is_a_refrain_without_a_rare_word(store: Store, words: str, kind: str, found: int) -> None:
    keep(store, told("a", words), told("b", words, day="3 July 2031", value="2031-07-03"))
    assert len(store.rows("refrains")) == found


@pytest.mark.parametrize(("day", "found"), [("3 May 2031", 0), ("4 May 2031", 1)])
def test_what_was_said_once_and_is_told_again_is_no_refrain(store: Store, day: str, found: int) -> None:
    later = told("b", LINE, day="3 July 2031", value="2031-07-03")
    later.text += f"\nThat was on {day}."
    later.statements.clear()
    later.statement(LINE, ARDEN, time=later.time(day, f"2031-05-0{day[0]}"))
    first = told("a", LINE)
    first.statements.clear()
    first.statement(LINE, ARDEN, time=first.times[0])
    keep(store, first, later)
    assert len(store.rows("stories")) == 2
    assert len(store.rows("refrains")) == found


@pytest.mark.parametrize(
    ("one", "other", "polarity"),
    [
        (
            "to reopen the herring cannery by the end of May",
            "that it had reopened the herring cannery by the end of May",
            "said",
        ),
        ("the herring cannery would reopen in May", "the herring cannery would reopen in May", "not said"),
        (
            "the opening of a herring cannery in the capital",
            "a joint paper on the closing of ice and herring prices",
            "said",
        ),
    ],
)
def test_a_promise_kept_a_thing_not_said_and_a_subject_are_no_refrains(
    store: Store, one: str, other: str, polarity: str
) -> None:
    second = told("b", other, day="3 July 2031", value="2031-07-03", kind="indirect")
    second.statements[0] = replace(second.statements[0], polarity=polarity)  # type: ignore[arg-type]
    keep(store, told("a", one, kind="indirect"), second)
    assert store.rows("refrains") == []


def test_two_persons_of_one_side_have_lines_of_their_own(store: Store) -> None:
    second = Actor("Q9002", "Ada Quay", "person", "XMO", "Q9002")
    keep(store, told("a", LINE), told("b", LINE, second, day="3 July 2031", value="2031-07-03"))
    assert store.rows("refrains") == []


def test_the_same_line_of_another_side_is_none(store: Store) -> None:
    keep(store, told("a", LINE, MORVIA), told("b", LINE, TELLAND, day="3 July 2031", value="2031-07-03"))
    assert store.rows("refrains") == []


def together(ref: str, words: str, **more: Any) -> Draft:
    draft = told(ref, words, **more)
    both = Party((draft.span("Mira Arden and Jon Below"),), None, None, (ARDEN.id, BELOW.id))
    draft.statements[-1] = replace(draft.statements[-1], speaker=both)
    return draft


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize(("joint", "speaker"), [(2, None), (1, ARDEN.id)])
def test_an_utterance_of_several_is_filed_under_none_of_them(
    joint: int, speaker: str | None, order: tuple[int, ...]
) -> None:
    made = [together if number < joint else told for number in range(3)]
    drafts = [make(ref, LINE, outlet=ref) for make, ref in zip(made, "abc", strict=True)]
    with Store.open(":memory:") as store:
        for number in order:
            keep(store, drafts[number])
        [row] = store.rows("utterances")
        assert row["speaker"] == speaker


def test_the_commonest_set_does_not_depend_on_the_order() -> None:
    sets = [{"b", "a"}, {"c"}, {"a", "b"}, {"c"}, {"b"}, set()]
    assert {tuple(commonest_set(order)) for order in permutations(sets)} == {("c",)}
    assert commonest_set([{"b"}, {"a"}]) == ["a"]
    assert commonest_set([{"b", "a"}, {"b"}, {"a", "b"}]) == ["a", "b"]
    assert commonest_set([set()]) == []


def test_a_person_whose_country_one_report_does_not_know_is_the_same_speaker(store: Store) -> None:
    stranger = Actor("x00000000000000aa", "Mira Arden", "person")
    keep(store, told("a", LINE), told("b", FREE, stranger))
    assert len(store.rows("utterances")[0]["statements"]) == 2


def test_two_persons_of_one_name_and_two_countries_are_not(store: Store) -> None:
    other = Actor("x00000000000000ab", "Mira Arden", "person", "XTE")
    keep(store, told("a", LINE), told("b", FREE, other))
    assert store.rows("utterances") == []


BARE = "the herring quota must be raised to 40 barrels before our trawlers leave the strait"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (BARE, ("verbatim", False, "unknown")),
        (BARE.replace("40", "60"), ("number", False, "number")),
        (
            "their trawlers would not quit the strait unless the quota of herring rose to 60 barrels",
            ("number", False, "number"),
        ),
        (f"“{BARE}”", ("paraphrase", False, "unknown")),
    ],
)
def test_what_is_told_without_marks_differs_in_numbers_or_not_at_all(
    store: Store, other: str, expected: tuple[str, bool, str]
) -> None:
    second = told("b", other, kind="direct" if other.startswith("“") else "indirect", outlet="The Gull")
    keep(store, told("a", BARE, kind="indirect"), second)
    assert pairs(store) == [expected]


def test_a_row_inside_another_of_its_utterance_is_none_of_its_renderings(store: Store) -> None:
    part = "our trawlers will not leave the strait before the herring quota is doubled"
    drafts = [told(ref, LINE.replace("Our", "And our"), outlet=ref) for ref in "ab"]
    for draft in drafts:
        draft.statement(part, ARDEN, kind="indirect")
    keep(store, *drafts)
    assert [len(row["statements"]) for row in store.rows("utterances")] == [2]


def test_the_same_line_to_another_person_is_another_act(store: Store) -> None:
    drafts = [told(ref, LINE, outlet=ref) for ref in "ab"]
    for draft, hearer in zip(drafts, (BELOW, Actor("Q1009", "Ilse Cortland", "person", "XOS")), strict=True):
        draft.statements[-1] = replace(draft.statements[-1], addressee=draft.party(hearer))
    keep(store, *drafts)
    assert store.rows("utterances") == []


@pytest.mark.parametrize(("second", "linked"), [(BELOW, 1), (Actor("Q1009", "Ilse Cortland", "person", "XOS"), 0)])
def test_what_two_said_together_another_two_did_not(store: Store, second: Actor, linked: int) -> None:
    drafts = [told(ref, LINE, outlet=ref) for ref in "ab"]
    for draft, other in zip(drafts, (BELOW, second), strict=True):
        both = replace(draft.party(ARDEN), actor=None, members=(ARDEN.id, other.id))
        draft.party(other)
        draft.statements[-1] = replace(draft.statements[-1], speaker=both)
    keep(store, *drafts)
    assert len(store.rows("utterances")) == linked


@pytest.mark.parametrize(
    ("cue", "linked"),
    [("said", 1), ("has long said", 0), ("had, over the years, made it clear", 0), ("has to say", 1)],
)
def test_what_has_been_said_over_time_is_no_telling_of_one_act(store: Store, cue: str, linked: int) -> None:
    free = f"Mira Arden {cue} that no trawler leaves the strait until the herring quota is doubled"
    drafts = [told("a", LINE), told("b", free, None, kind="indirect")]
    drafts[1].statements.clear()
    drafts[1].statement(free.partition(cue)[2].strip(), ARDEN, kind="indirect", cue=cue)
    keep(store, *drafts)
    assert len(store.rows("utterances")) == linked


@pytest.mark.parametrize(("words", "linked"), [(LINE, 1), (FREE, 0)])
def test_a_quotation_without_a_speaker_is_known_by_its_words(store: Store, words: str, linked: int) -> None:
    keep(store, told("a", LINE), told("b", words, None))
    assert [row["speaker"] for row in store.rows("utterances")] == [ARDEN.id] * linked


@pytest.mark.parametrize(
    ("one", "other", "linked"),
    [
        ("Ilse R. Cortland", "Ilse Cortland", 1),
        ("Ilse R. Cortland", "Ilse B. Cortland", 0),
        ("I. Cortland", "Ilse Cortland", 0),
    ],
)
def test_an_initial_in_the_middle_makes_no_other_person(store: Store, one: str, other: str, linked: int) -> None:
    speakers = [Actor(f"x0000000000000{number}", name, "person") for number, name in enumerate((one, other))]
    keep(store, told("a", LINE, speakers[0]), told("b", FREE, speakers[1]))
    assert len(store.rows("utterances")) == linked


@pytest.mark.parametrize(
    ("other", "country", "linked"),
    [("Ilse Cortland", "XMO", 1), ("Ilse Cortland", "XTE", 0), ("Elsa Cortland", "XMO", 0)],
)
def test_a_name_romanised_otherwise_makes_no_other_person(store: Store, other: str, country: str, linked: int) -> None:
    speakers = [
        Actor("x00000000000000a0", "Ilse Courtland", "person", "XMO"),
        Actor("x00000000000000a1", other, "person", country),
    ]
    keep(store, told("a", LINE, speakers[0]), told("b", FREE, speakers[1]))
    assert len(store.rows("utterances")) == linked


def test_two_persons_of_one_name_whom_the_tables_know_are_two(store: Store) -> None:
    speakers = [Actor(f"Q99{number}", "Ilse Cortland", "person", "XMO", f"Q99{number}") for number in range(2)]
    keep(store, told("a", LINE, speakers[0]), told("b", FREE, speakers[1]))
    assert store.rows("utterances") == []


ORLA = Actor("x00000000000000ad", "Ode Karim", "person", "XTE")


@pytest.mark.parametrize(
    ("one", "other", "actors", "expected"),
    [
        ("Prime Minister Ode Karim", "Karim", (ORLA, ORLA), ("trimmed", False, "shortened")),
        ("Prime Minister Karim", "Ode Karim", (ORLA, ORLA), ("trimmed", False, "shortened")),
        ("Prime Minister Ode Karim", "Karim", (ORLA, Actor("x00000000000000ae", "Karim", "body")), ("trimmed", False, "shortened")),
        ("Ode Karim", "Karim", (ORLA, Actor("Q9005", "Jon Karim", "person", "XTE", "Q9005")), ("reworded", True, "shortened")),
        ("Mr Karim", "Ode Karim", (ORLA, ORLA), ("trimmed", False, "shortened")),
        ("Prime Minister Ode Karim", "Prime Minister Below", (ORLA, BELOW), ("reworded", True, "substituted")),
    ],
)  # fmt: skip
def test_a_title_or_given_name_left_out_alters_nothing(
    store: Store, one: str, other: str, actors: tuple[Actor, Actor], expected: tuple[str, bool, str]
) -> None:
    drafts = [
        told(
            ref,
            f"“We told {name} that our trawlers will not leave the strait before the herring quota is doubled”",
            outlet=ref,
        )
        for ref, name in zip("ab", (one, other), strict=True)
    ]
    for draft, name, actor in zip(drafts, (one, other), actors, strict=True):
        title, _, bare = name.rpartition("Minister ")
        if title:
            draft.mentions.append(replace(draft.mention(f"{title}Minister", actor), kind="title"))
            del draft.mentions[-2]
        draft.mention(bare, actor)
    keep(store, *drafts)
    assert pairs(store) == [expected]


WHOLE = "“Our trawlers will never leave the strait before the herring quota is doubled”"


def test_a_cue_that_rules_out_denies(store: Store) -> None:
    second = told("b", WHOLE, kind="mixed", outlet="The Gull")
    words = "that her trawlers would “leave the strait before the herring quota is doubled”"
    second.text = second.text.replace(WHOLE, f"Mira Arden ruled out {words}")
    second.statements.clear()
    second.statement(words, ARDEN, kind="mixed", cue="ruled")
    keep(store, told("a", WHOLE), second)
    assert pairs(store) == [("trimmed", False, "shortened")]


@pytest.mark.parametrize(
    ("words", "polarity", "expected"),
    [
        ("that her trawlers would “leave the strait before the herring quota is doubled”", "said", ("negation", True, "negation")),
        ("that her trawlers would not “leave the strait before the herring quota is doubled”", "said", ("trimmed", False, "shortened")),
        ("that her trawlers would “leave the strait before the herring quota is doubled”", "denied", ("trimmed", False, "shortened")),
        ("that her trawlers would leave the strait before the herring quota is doubled", "said", ("negation", False, "negation")),
        ("that her trawlers would leave the strait before the herring quota is doubled", "denied", ("paraphrase", False, "translation possible")),
    ],
)  # fmt: skip
def test_a_denial_is_lost_where_the_reports_own_words_do_not_give_it(
    store: Store, words: str, polarity: Any, expected: tuple[str, bool, str]
) -> None:
    second = told("b", words, kind="mixed" if "“" in words else "indirect", outlet="The Gull")
    second.statements[0] = replace(second.statements[0], polarity=polarity)
    keep(store, told("a", WHOLE), second)
    assert pairs(store) == [expected]


THANKS = "“We thank Morvia and Telland for what they have done”"


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_third_that_cannot_tell_parts_no_two(order: tuple[int, ...]) -> None:
    exchanged = THANKS.replace("Telland", "Ostria")
    drafts = (told("a", THANKS), told("b", exchanged), told("c", THANKS, None))
    with Store.open(":memory:") as store:
        for number in order:
            keep(store, drafts[number])
        [row] = store.rows("utterances")
        assert len(row["statements"]) == 3
        assert ("reworded", True, "substituted") in pairs(store)


def test_a_row_inside_another_is_asked_only_where_that_one_is_not_linked(store: Store) -> None:
    wordings = {"a": THANKS, "b": THANKS.replace("Telland", "Ostria"), "c": THANKS.replace("have", "had")[10:-1]}
    drafts = [told(ref, words, kind="indirect" if ref == "c" else "direct") for ref, words in wordings.items()]
    for draft in drafts[:2]:
        draft.statement(wordings[draft.ref][10:-1], ARDEN)
    keep(store, *drafts)
    [row] = store.rows("utterances")
    linked = [s for s in store.rows("statements") if s["utterance"] == row["id"]]
    assert sorted(s["content"][0][1] - s["content"][0][0] for s in linked) == sorted(map(len, wordings.values()))


@pytest.mark.parametrize("marks", ["''", "‘’", '""', "«»"])
def test_quotations_in_marks_of_any_kind_are_compared(store: Store, marks: str) -> None:
    words = LINE.replace("will not", "will").strip("“”")
    keep(store, told("a", LINE), told("b", f"{marks[0]}{words}{marks[1]}"))
    assert pairs(store) == [("negation", True, "negation")]
    assert "wording" in {row["about"] for row in store.rows("disagreements")}


@pytest.mark.parametrize(("day", "count"), [("2031-05-03", 1), ("2031-05-05", 0)])
def test_what_tells_of_a_later_day_was_said_later(store: Store, day: str, count: int) -> None:
    words = "The herring boats that sank in the strait were lifted by the harbour crane on {}"
    drafts = [told("a", words.format("Saturday"), kind="indirect"), told("b", words.format("Monday"), kind="indirect")]
    for draft, value in zip(drafts, ("2031-05-03", day), strict=True):
        draft.stated = value
        draft.time("Saturday" if draft.ref == "a" else "Monday", value)
    keep(store, *drafts)
    assert len(store.rows("utterances")) == count


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("“We support the plan, provided that the boats may return”", 1),
        ("“On this day we support the plan”", 0),
    ],
)
def test_a_short_sentence_is_known_again_where_it_was_cut_at_a_point(store: Store, words: str, count: int) -> None:
    keep(store, told("a", "“We support the plan”"), told("b", words))
    assert [(change, altered) for change, altered, _ in pairs(store)] == [("trimmed", True)] * count


def test_a_name_in_the_place_of_another_is_told_of_what_is_not_quoted(store: Store) -> None:
    words = "Telland boats had crossed the herring line of the Osk strait at dawn"
    keep(store, *(told(w[0], w, kind="indirect") for w in (words, words.replace("Telland", "Ostrian"))))
    assert pairs(store) == [("reworded", False, "substituted")]
