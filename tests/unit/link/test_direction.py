"""Who took from whom: credits, agencies' signs, times."""

from __future__ import annotations

import pytest

from communique.link.copy.direction import direction
from communique.link.copy.features import CopyNode, node_of
from communique.model import Reading
from communique.read.report import make_report
from communique.store.rows import report_row

WIRE = (
    "Fishermen of Osk found the wreck of a mail boat on Tuesday after a storm had moved the sands of the bay.\n\n"
    "Divers will bring up what they can before the winter, the harbour master told people who had come to the quay.\n\n"
    "The island's museum hopes to show the piano in spring, though nobody can say whether it will ever sound again.\n\n"
)


def node(ref: str, text: str = WIRE, **metadata: str | None) -> CopyNode:
    report = make_report(text, ref=ref, **metadata)  # type: ignore[arg-type]
    return node_of(report_row(Reading(report, "by hand", published=report.published)))


@pytest.mark.parametrize(
    ("taker", "giver", "reason"),
    [
        ({"text": f"{WIRE}With reporting by Osk Press\n"}, {"outlet": "Osk Press"}, "b credits Osk Press: 'With reporting by Osk Press'"),
        ({"text": f"{WIRE}Reporting by Reuters; editing by Ann Holm\n"}, {"text": f"OSK, May 5 (Reuters) - {WIRE}"},
         "b credits Reuters: 'Reporting by Reuters'"),
        ({"text": f"OSK, May 5 (AFP) - {WIRE}", "outlet": "The Gull"}, {"outlet": "Agence France-Presse"},
         "b credits Agence France-Presse: 'AFP'"),
        ({"text": f"{WIRE}Source: osk.example\n"}, {"outlet": "osk.example"}, "b credits osk.example: 'Source: osk.example'"),
        ({"text": f"{WIRE}As the Osk Post newspaper reported, the piano is of oak.\n"}, {"outlet": "The Osk Post"},
         "b has it from the other: 'Osk Post newspaper reported'"),
        ({"text": f"{WIRE}Read the full article here\n"}, {"outlet": "The Gull"},
         "b says that its words come from elsewhere: 'Read the full article'"),
        ({"text": f"{WIRE}Reporting by The AFP\n"}, {"outlet": "The AFP"}, "b credits The AFP: 'Reporting by The AFP'"),
        ({}, {"text": f"OSK, May 5 (Tern Wire) - {WIRE}"}, "a is signed by an agency: 'Tern Wire'"),
    ],
)  # fmt: skip
def test_credits_say_who_took(taker: dict[str, str], giver: dict[str, str], reason: str) -> None:
    side, reasons = direction(node("a", **giver), node("b", **taker))
    assert (side, reasons[0]) == ("to", reason)


@pytest.mark.parametrize(
    ("outlet", "line"),
    [
        ("The Tern", "Nobody in Latvia said a word of it."),
        ("The Tern", "They came by train via Osk and Moss."),
        ("The Tern", "A new resource: letters that no museum has."),
        ("The Island", "The island has not seen such crowds for years."),
        ("Dawn", "From dawn, people stood on the quay."),
        ("Osk Post", "Boys threw herring at the van of the Osk Post, whose editor had sworn that no boat lay there."),
        ("Osk Post", "According to Osk Post Office records, the boat carried forty bags."),
        ("The Tern", "Reporting by Ann Holm; editing by Kit Marsh"),
        ("The Tern", "Photo: Kit Marsh via AFP"),
        ("The Tern", "The ship was first published in a list of 1921."),
        (None, "Agencies working in the bay said that they were out of rope."),
        (None, "With agencies out of rope, the quay was shut."),
        (None, "News agencies were told to wait on the quay."),
        (None, "From wire reports nobody could tell how deep the piano lay."),
        (None, "Divers were sent by the museum, the harbour and two\nagencies."),
        (None, "First published in 1990, the book tells of the boat."),
        (None, "First published on Monday 5 May 2031"),
        ("Osk Post", "First published in the Osk Post, the song was sung in every inn."),
        (None, "Reprinted maps of the bay were sold on the quay."),
        (None, "The story first appeared in a diary, the widow said."),
    ],
)
def test_an_outlet_that_is_merely_named_and_words_within_words_credit_nobody(outlet: str | None, line: str) -> None:
    assert direction(node("a", outlet=outlet), node("b", f"{WIRE}{line}\n", outlet="The Gull")) == ("unknown", [])


@pytest.mark.parametrize(
    "line",
    [
        "Agencies",
        "(With inputs from agencies)",
        "The quay was full. (agencies)",
        "News agencies contributed to this report.",
        "This article was first published in a bulletin of the museum.",
        "Republished with permission.",
        "Originally published by a partner of ours, under licence.",
    ],
)
def test_a_line_may_credit_others_without_a_name(line: str) -> None:
    side, _ = direction(node("a", outlet="The Tern"), node("b", f"{WIRE}{line}\n", outlet="The Gull"))
    assert side == "to"


def test_two_who_print_one_agency_did_not_take_from_each_other() -> None:
    first = node("a", f"OSK, May 5 (Reuters) - {WIRE}", outlet="The Gull", published="2031-05-05")
    second = node("b", f"{WIRE}Reporting by Reuters\n", outlet="The Tern", published="2031-05-06")
    side, reasons = direction(first, second)
    assert side == "unknown"
    assert reasons == [
        "a says that its words come from elsewhere: 'Reuters'",
        "b says that its words come from elsewhere: 'Reporting by Reuters'",
        "a was published first",
    ]


@pytest.mark.parametrize(
    ("first", "second", "side"),
    [
        ("2031-05-05T08:00:00+00:00", "2031-05-05T15:00:00Z", "to"),
        ("2031-05-05T08:00:00-06:00", "2031-05-05T15:00:00+05:30", "of"),
        ("2031-05-06T00:30:00+10:00", "2031-05-05T20:00:00Z", "to"),  # the 6th there is the 5th here
        ("2031-05-05T08:00:00", "2031-05-05T15:00:00", "unknown"),  # whose clocks?
        ("2031-05-05T00:00:00Z", "2031-05-05T15:00:00Z", "unknown"),  # midnight is a mere day
        ("2031-05-05", "2031-05-05T15:00:00Z", "unknown"),
        ("2031-05-04", "2031-05-05T15:00:00Z", "to"),
    ],
)
def test_the_time_of_day_says_who_came_first(first: str, second: str, side: str) -> None:
    assert direction(node("a", published=first, outlet="A"), node("b", published=second, outlet="B"))[0] == side
