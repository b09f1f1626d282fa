"""Statements in own sentences, by the rules alone and with the tagger, and what hostile text does to them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
import yaml
from spacy.tokens import Doc, Token

from communique.actor import Cast
from communique.config import Settings
from communique.model import Block, Party, Reading, Report, Span, Statement, text_hash
from communique.parse import Parse, Pipeline
from communique.pipeline import Tools, read_report, tools
from communique.statement import find_statements

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "statements.yaml").read_text("utf-8"))
Reader = Callable[[str], Reading]


@pytest.fixture(scope="module")
def stages() -> Tools:
    return tools(Settings(encoder=False))


@pytest.fixture(scope="module")
def read(report: Callable[..., Report], stages: Tools) -> Reader:
    def reading(text: str) -> Reading:
        return read_report(report(text), stages)

    return reading


@pytest.fixture(scope="module")
def whole(report: Callable[..., Report]) -> Callable[..., Reading]:
    """Reads with the learned tagger too."""
    with_ = tools(Settings())
    return lambda text, **metadata: read_report(report(text, **metadata), with_)


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " | ".join(text[start:end] for start, end in spans)


def seen(text: str, statement: Statement, by_id: dict[str, Statement]) -> dict[str, Any]:
    def of(party: Party | None) -> str:
        return words(text, party.spans) if party is not None else ""

    outer = by_id[statement.parent] if statement.parent else None
    return {
        "says": words(text, statement.content),
        "by": of(statement.speaker),
        "who": statement.speaker.name if statement.speaker is not None else None,
        "cue": words(text, statement.cue),
        "kind": statement.kind,
        "to": of(statement.addressee),
        "via": [via.kind for via in statement.via],
        "polarity": statement.polarity,
        "attitude": statement.attitude,
        "layer": statement.layer,
        "inside": words(text, outer.content) if outer else "",
    }


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_case(read: Reader, case: dict[str, Any]) -> None:
    text = case["text"]
    found = read(text).statements
    by_id = {statement.id: statement for statement in found}
    got = [seen(text, statement, by_id) for statement in found]
    assert [row["says"] for row in got] == [wanted["says"] for wanted in case["statements"]], got
    for row, wanted in zip(got, case["statements"], strict=True):
        for key in wanted.keys() - {"inside"}:
            assert row[key] == wanted[key], (key, row)
        assert row["inside"].startswith(wanted.get("inside", "")), row
        assert bool(row["inside"]) == ("inside" in wanted), row


def sound(text: str, reading: Reading) -> None:
    """What holds for any text: spans in range, in order, apart; ids of their own; parents that hold their children."""
    by_id = {statement.id: statement for statement in reading.statements}
    assert len(by_id) == len(reading.statements)
    for statement in reading.statements:
        assert statement.content
        assert list(statement.content) == sorted(statement.content)
        for start, end in (*statement.content, *statement.cue):
            assert 0 <= start < end <= len(text)
        for before, after in zip(statement.content, statement.content[1:], strict=False):
            assert before[1] <= after[0]
        if statement.parent is not None:
            outer = by_id[statement.parent].content
            assert all(any(a <= s and e <= b for a, b in outer) for s, e in statement.content)


HOSTILE = {
    "a stray mark": 'The minister said "the dam is safe. Nobody asked him. The mayor said it was not.',
    "a stray closing mark": "The dam is safe,” the minister said. The mayor agreed that it was.",
    "ten thousand marks": '"' * 10_000 + " the minister said that the dam was safe.",
    "ten thousand pairs": "“a” " * 5_000 + "the minister said that the dam was safe.",
    "marks of six languages": (
        "„Der Damm hält“, said Anna Berg. «Le barrage tient», said Luc Morel. ‚So ist es‘, said Anna Berg. "
        "”Dammen håller”, said Per Lund. 「ダムは安全」 said Ken Ito. “The dam holds,” said Mira Okello. "
        "‘It does,’ she said."
    ),
    "nested marks": "“He told me ‘she said “never again” to us’ and left,” Mira Okello said.",
    "a cue alone": "Said.",
    "marks alone": "“”",
    "marks around everything": "“" + "The dam is safe. " * 50 + "”",
    "control characters": "The minister\u200b said\u00a0that the dam\u2028was safe.",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read(read: Reader, name: str) -> None:
    text = HOSTILE[name]
    sound(text, read(text))


@pytest.mark.parametrize("name", ["a stray mark", "marks of six languages", "nested marks", "control characters"])
def test_hostile_text_is_read_with_the_encoder(whole: Reader, name: str) -> None:
    text = HOSTILE[name]
    sound(text, whole(text))


def test_each_block_stands_for_itself_with_the_encoder(whole: Reader) -> None:
    good = "“The dam is safe,” Mira Okello said."
    text = f'A "stray mark stands here.\n\n{good}\n\nAnother ” stands here.'
    start = text.index(good)
    [found] = [s for s in whole(text).statements if s.content[0][0] >= start]
    assert words(text, found.content) == "“The dam is safe,”"
    assert found.speaker is not None
    assert found.speaker.name == "Mira Okello"


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Norway has supported Sweden since 1905.", {"thought"}),
        ("The mayor opened the new harbour museum.", set()),
        ("The envoy said that the bridge would open.", {"speech"}),
        ("The envoy hopes that the bridge will open.", {"wish"}),
    ],
)
def test_deeds_are_no_statements(whole: Reader, text: str, whose: set[str]) -> None:
    assert {s.attitude for s in whole(text).statements} <= whose


def test_the_paper_is_a_channel_and_no_content(whole: Reader) -> None:
    text = "Norway and Sweden pledged to share their radar data in a lengthy joint statement."
    [found] = whole(text).statements
    assert words(text, found.content) == "to share their radar data"
    assert [via.kind for via in found.via] == ["joint statement"]


def test_a_pronoun_that_nothing_settles_is_the_speaker_before(whole: Reader) -> None:
    text = "Harbour master Anna Berg said the ferry was late. She said the storm had passed."
    found = whole(text).statements
    assert [s.speaker.name for s in found if s.speaker] == ["Anna Berg", "Anna Berg"]


def test_he_is_who_spoke_before_and_nobody_that_his_words_name(whole: Reader) -> None:
    text = (
        "Harbour master Anna Berg praised Carl Lund on Monday.\n\n"
        "Mayor Olav Dahl said that Lund knew the sea. He noted that Lund might retire soon."
    )
    last = whole(text).statements[-1]
    assert last.speaker is not None
    assert last.speaker.name == "Olav Dahl"
    assert last.speaker.how[-1] == "speaker before"


def test_they_are_the_group_that_spoke_before(whole: Reader) -> None:
    found = whole("The lawmakers warned of delays. They wrote that the port was empty.").statements
    assert next(s.speaker.actor for s in found if s.speaker) is not None
    assert len({s.speaker.actor for s in found if s.speaker}) == 1


def test_a_title_takes_up_who_spoke_before(whole: Reader) -> None:
    text = "Anna Berg spoke of Carl Lund. Lund, she said, was late. “It was nice,” the outgoing mayor told reporters."
    last = whole(text).statements[-1]
    assert last.speaker is not None
    assert last.speaker.name == "Anna Berg"
    assert last.speaker.how[-1] == "title for the speaker before"


def test_a_spokesman_is_not_who_spoke_before(whole: Reader) -> None:
    text = "Anna Berg said the ferry was late. “The storm has passed,” the harbour spokesman told reporters."
    last = whole(text).statements[-1]
    assert last.speaker is not None
    assert last.speaker.name != "Anna Berg"


def test_words_that_only_point_back_are_no_content(whole: Reader) -> None:
    text = "Mira Okello said that the dam was safe. The ministry echoed this sentiment."
    assert [words(text, s.content) for s in whole(text).statements] == ["that the dam was safe"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Foreign Minister Olan Breck blamed Kardovia for the flood in 2019.", None),
        ("On May 3, 2021, Foreign Minister Olan Breck blamed Kardovia for the flood in 2019.", "2021-05-03"),
        ("Foreign Minister Olan Breck said in 2019 that Kardovia was safe.", "2019-01-01"),
    ],
)
def test_a_time_among_the_words_said_does_not_date_them(whole: Reader, text: str, said: str | None) -> None:
    assert [s.date.start for s in whole(text).statements] == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Speaking to reporters on 3 May 2031, Mira Arden said the harbour would stay open.", "2031-05-03"),
        ("Asked on 3 May 2031 whether the harbour was safe, Mira Arden said it would stay open.", "2031-05-03"),
        ("Mira Arden met the pilots on 3 May 2031 and promised them a new harbour.", "2031-05-03"),
        ("Mira Arden spoke with the pilots on 3 May 2031 to stress the need for a new harbour.", "2031-05-03"),
        ("Morvia expelled two envoys on 3 May 2031, accusing them of spying.", "2031-05-03"),
        ("Mira Arden will meet the pilots on 3 May 2031, promising them a new harbour.", None),
        ("Mira Arden closed the harbour on 3 May 2031 and the pilots said it was safe.", None),
        ("Mira Arden received the pilots in the afternoon and promised them a new harbour.", None),
        ("Mira Arden attacked the ruling of 3 May 2031, calling it a mistake.", None),
        ("Mira Arden praised the strike of 3 May 2031, and Jon Below said the harbour was safe.", None),
    ],
)
def test_a_statement_has_the_day_of_the_talk_that_it_is_told_with(
    whole: Callable[..., Reading], text: str, said: str | None
) -> None:
    assert [s.date.start for s in whole(text, published="2031-05-05").statements][-1:] == [said]


def test_two_cues_of_one_subject_are_two_statements(whole: Reader) -> None:
    text = "The envoy thanked the Swedish crew and praised the Norwegian pilots."
    found = whole(text).statements
    assert [words(text, s.content) for s in found] == ["the Swedish crew", "the Norwegian pilots"]


def test_a_stray_mark_costs_its_own_block_alone(read: Reader) -> None:
    good = "“The dam is safe,” Mira Okello said."
    text = f'A "stray mark stands here.\n\n{good}\n\nAnother ” stands here.'
    start = text.index(good)
    found = [s for s in read(text).statements if s.content[0][0] >= start]
    assert [words(text, s.content) for s in found] == ["“The dam is safe,”"]


class NoTimes:
    """Times of a report without any."""

    def of(self, token: Token) -> None:
        """Nothing is dated."""


def copied(text: str, report: Report, nlp: Pipeline) -> Parse:
    """The parse of a text whose lines recur: each distinct line is parsed once."""
    known: dict[str, Doc] = {}
    docs = []
    for block in report.blocks:
        line = text[slice(*block.span)]
        doc = (known[line] if line in known else known.setdefault(line, nlp(line))).copy()
        doc.user_data = {**doc.user_data, "communique_offset": block.span[0]}
        docs.append((block, doc))
    return Parse(report, tuple(docs))


def test_a_long_transcript_is_read_turn_by_turn(nlp: Pipeline) -> None:
    lines = [
        "Mira Okello: The dam holds and the harbour is open to all ships of both shores.",
        "No one will close it.",
        "Anna Berg: That is good to hear.",
    ] * 2_000
    text = "\n".join(lines)
    assert len(text.split()) > 50_000
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    blocks = tuple(Block((at, at + len(line)), "body") for at, line in zip(starts, lines, strict=False))
    parse = copied(text, Report("r", "r", text, text_hash(text), blocks), nlp)
    found = find_statements(parse, Cast(), NoTimes())  # type: ignore[arg-type]
    turns = [s for s in found if s.parent is None]
    assert len(turns) == 4_000
    assert [words(text, s.speaker.spans) for s in turns[:2] if s.speaker] == ["Mira Okello", "Anna Berg"]
    assert [len(s.content) for s in turns[:2]] == [2, 1]


def test_a_text_without_sentences_has_no_statements(read: Reader) -> None:
    assert read("Oslo, Lissen, 14:30, 3-1").statements == ()


@pytest.mark.parametrize("reader", ["read", "whole"])
def test_results_do_not_depend_on_what_was_read_before(request: pytest.FixtureRequest, reader: str) -> None:
    read: Reader = request.getfixturevalue(reader)
    text = "“The dam is safe,” the minister said. Norway condemned the attack."
    alone = read(text).statements
    read("“Something else,” Anna Berg said. The statement said it was so.")
    assert read(text).statements == alone


def test_what_is_named_behind_its_noun_speaks(whole: Reader) -> None:
    first = whole("Its rival Facebook said nothing.").statements[0]
    assert first.speaker is not None
    assert first.speaker.name == "Meta"


def test_nobody_speaks_for_what_they_are_against(whole: Reader) -> None:
    first = whole("On Monday an anti-Donald Trump super PAC said it would release a robocall.").statements[0]
    assert first.speaker is not None
    assert first.speaker.actor is None


def test_the_first_person_of_a_transcript_is_who_has_the_floor(whole: Reader) -> None:
    text = (
        "Mayor Anna Berg: Good evening.\n\nWe discussed the new pier at length.\n\n"
        "Minister Olav Dahl: Good evening.\n\nI would like to note that the pier is old.\n\n"
        "Mayor Anna Berg: Good night.\n\nMr Dahl and I discussed the fish market."
    )
    reading = whole(text)
    names = {actor.id: actor.name for actor in reading.actors}
    spoke = [(words(text, s.cue), {names[i] for i in s.speaker.ids}) for s in reading.statements if s.speaker]
    assert [one for one in spoke if one[0] != ":"] == [
        ("discussed", {"Anna Berg"}),
        ("would like to note", {"Olav Dahl"}),
        ("discussed", {"Anna Berg", "Olav Dahl"}),
    ]


def test_a_quotation_without_a_cue_goes_on_with_who_spoke_and_not_with_who_wished(whole: Reader) -> None:
    text = (
        "Mayor Anna Berg said the ferry was safe. Minister Olav Dahl wants to build a new pier.\n\n"
        "“The ferry has sailed for forty years and nobody was hurt.”"
    )
    last = whole(text).statements[-1]
    assert last.speaker is not None
    assert last.speaker.name == "Anna Berg"


def test_both_sides_are_the_two_of_the_sentence_before(whole: Reader) -> None:
    text = (
        "China and the European Union held talks in Geneva. Both sides said the tariffs would fall. "
        "The two delegations announced a new round of talks."
    )
    reading = whole(text)
    names = {actor.id: actor.name for actor in reading.actors}
    assert [{names[i] for i in s.speaker.ids} for s in reading.statements if s.speaker] == [
        {"China", "European Union"},
        {"China", "European Union"},
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Assistant to the Mayor for Harbour Affairs Anna Berg stressed that the pier is safe.", "Anna Berg"),
        ("Spokeswoman for Minister Anna Berg said the pier was old.", None),
    ],
)
def test_an_office_stands_before_its_bearers_name(whole: Reader, text: str, name: str | None) -> None:
    [found] = whole(text).statements
    assert found.speaker is not None
    assert found.speaker.name == name


def test_remarks_and_labels_alone_begin_turns(read: Reader) -> None:
    text = (
        "Mira Okello: We will open the bridge.\n\n"
        "President of Norway Jan Brandt (in Norwegian): We thank you.\n\n"
        "The ferry will go on.\n\n"
        "President of Chile Wuyal Temukutxe (interpreted):\n\n"
        "Friends, the harbour is ours.\n\n"
        "We agree on that."
    )
    found = [s for s in read(text).statements if s.parent is None]
    assert [(words(text, s.speaker.spans), words(text, s.content)) for s in found if s.speaker] == [
        ("Mira Okello", "We will open the bridge."),
        ("President of Norway Jan Brandt", "We thank you. | The ferry will go on."),
        ("President of Chile Wuyal Temukutxe", "Friends, the harbour is ours. | We agree on that."),
    ]


def test_two_labelled_turns_tell_whom_the_first_person_means(whole: Reader) -> None:
    text = "Mayor Anna Berg: Good evening.\n\nMinister Olav Dahl: Good evening.\n\nWe discussed the new pier at length."
    [found] = [s for s in whole(text).statements if words(text, s.cue) == "discussed"]
    assert found.speaker is not None
    assert found.speaker.name == "Olav Dahl"


def test_the_two_are_who_met(whole: Reader) -> None:
    reading = whole("China met with the European Union in Geneva. The two reaffirmed their support for the ferry.")
    names = {actor.id: actor.name for actor in reading.actors}
    [found] = reading.statements
    assert found.speaker is not None
    assert {names[i] for i in found.speaker.ids} == {"China", "European Union"}


def test_a_year_is_no_speaker(whole: Reader) -> None:
    text = (
        "Oct. 1, 1935: Opening of the pier. The ferry sailed.\n\nJuly 15, 1960: “In honoured memory of the first ferry "
        "that sailed from this harbour to Norway.” Plaque displayed 1964."
    )
    [found] = whole(text).statements
    assert found.speaker is None


def test_an_appointment_by_nobody_named_is_no_statement(whole: Reader) -> None:
    found = whole("Hours after Anna Berg was named the new leader of the harbour bureau, the ferry sailed.").statements
    assert found == ()


@pytest.mark.parametrize(("rest", "count"), [("", 0), (" a coward", 1)])
def test_who_is_telephoned_is_not_spoken_of(whole: Reader, rest: str, count: int) -> None:
    found = whole(f"Norwegian Foreign Minister Anna Berg called Swedish Foreign Minister Nils Holm{rest} on Monday.")
    assert len(found.statements) == count


def test_states_that_are_only_near_each_other_are_no_two_sides(whole: Reader) -> None:
    [found] = whole("Maps of Norway hang in the head office in Sweden. Both sides are looking for a deal.").statements
    assert found.speaker is not None
    assert found.speaker.ids == ()


def test_a_label_of_its_own_line_speaks_before_a_name_of_the_line_before(whole: Reader) -> None:
    said = {
        "Batya Okello-Brandt": "It is good to see the two shores agree. The ferry is on the water again.",
        "Jan Tolland": "What a great day and meeting for the two shores & their ferry. A peace that lasts",
        "Larry Dahl": "If anybody can mend the pier, it is the harbour office. Right now, it moves at speed.",
    }
    text = "\n\n".join(f"[{who}](https://osk.example/status/{len(what)}): “{what}”" for who, what in said.items())
    assert [s.speaker.name for s in whole(text).statements if s.speaker] == list(said)
