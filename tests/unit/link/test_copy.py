"""Copies: degree, direction with its reasons, families."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from communique.errors import UsageError
from communique.ingest import judge
from communique.link.copy import degree_of
from communique.link.copy.features import containment, node_of
from communique.model import Interval
from communique.query.explain import show, why
from communique.query.filters import Filter
from communique.query.judgement import changes, entries, groups
from communique.query.listing import listing
from communique.store import Store
from communique.store.judgements import entries as judgement_log
from communique.store.rows import report_row
from made import Draft, keep

WIRE = (
    "Fishermen of Osk found the wreck of a mail boat on Tuesday after a storm had moved the sands of the bay.\n"
    "The boat went down ninety years ago with letters, coins and a piano for the school of the island.\n"
    "Divers will bring up what they can before the winter, the harbour master told people who had come to the quay.\n"
    "The island's museum hopes to show the piano in spring, though nobody can say whether it will ever sound again.\n"
)
OTHER = (
    "Bakers in Telland bake fewer loaves than ten years ago, because young people leave the villages for the towns.\n"
    "A union of millers asks for lower taxes on ovens and says that one mill in four has closed for good.\n"
)
LIGHT = (
    WIRE.replace("found", "have found").replace("told people who had come to the quay", "said").replace("ninety", "90")
)


def report(ref: str, text: str, *, outlet: str | None = None, day: str | None = None, **more: Any) -> Draft:
    alone = Interval(day, day, "inferred") if day else None
    return Draft(ref, text, outlet=outlet, alone=alone, **more)


def copies(store: Store) -> list[tuple[str, str, str, str]]:
    return sorted((row["ref"], row["of"], row["degree"], row["direction"]) for row in store.rows("copies"))


def families(store: Store) -> list[list[str]]:
    found: dict[str, list[str]] = {}
    for row in store.rows("reports", order="ref"):
        found.setdefault(row["family"], []).append(row["ref"])
    return sorted(found.values())


@pytest.mark.parametrize(
    ("share", "degree"),
    [(1.0, "exact"), (0.98, "exact"), (0.979, "paste"), (0.93, "paste"), (0.9, "light"), (0.74, "light"), (0.28, "heavy"),
     (0.2799, "heavy"), (0.279, "none"), (0.0, "none")],
)  # fmt: skip
def test_degrees(share: float, degree: str) -> None:
    assert degree_of(share) == degree


def test_a_copy_and_what_is_none(store: Store) -> None:
    keep(store, report("wire", WIRE), report("gull", WIRE, outlet="The Gull"), report("mills", OTHER))
    assert [(sorted((ref, of)), degree, way) for ref, of, degree, way in copies(store)] == [
        (["gull", "wire"], "exact", "unknown")
    ]
    assert families(store) == [["gull", "wire"], ["mills"]]
    assert {row["containment"] for row in store.rows("copies")} == {1.0}


def test_a_light_rewrite_names_the_shared_words(store: Store) -> None:
    keep(store, report("wire", WIRE, day="2031-05-06"), report("gull", LIGHT, day="2031-05-07"))
    [row] = store.rows("copies")
    assert (row["ref"], row["of"], row["degree"], row["direction"]) == ("gull", "wire", "paste", "of")
    assert row["reasons"] == [f"containment {row['containment']:.3f}", "wire was published first"]
    shared = [LIGHT[start:end] for start, end in row["spans"]]
    assert shared[0] == "Fishermen of Osk"
    assert shared[1].startswith("found the wreck of a mail boat")
    assert not any("have" in words or "90" in words for words in shared)


def test_the_later_took_from_the_earlier_whatever_their_ids(store: Store) -> None:
    keep(store, report("a", WIRE, day="2031-05-09"), report("b", LIGHT, day="2031-05-06"))
    assert [(ref, of, way) for ref, of, _, way in copies(store)] == [("a", "b", "of")]


def test_who_credits_took(store: Store) -> None:
    keep(
        store,
        report("wire", WIRE, outlet="Osk Press", day="2031-05-09"),
        report("gull", f"{WIRE}This was first told by Osk Press.\n", outlet="The Gull", day="2031-05-09"),
    )
    [row] = store.rows("copies")
    assert (row["ref"], row["direction"]) == ("gull", "of")
    assert "gull has it from the other: 'told by Osk Press'" in row["reasons"]


def test_signs_that_gainsay_each_other_leave_it_open(store: Store) -> None:
    keep(
        store,
        report("wire", WIRE, outlet="Osk Press", day="2031-05-12"),
        report("gull", f"{WIRE}This was first told by Osk Press.\n", outlet="The Gull", day="2031-05-09"),
    )
    [row] = store.rows("copies")
    assert row["direction"] == "unknown"
    assert {reason.split()[0] for reason in row["reasons"]} == {"containment", "gull"}
    assert len(row["reasons"]) == 3


def test_an_abridged_copy(store: Store) -> None:
    keep(
        store,
        report("wire", WIRE, day="2031-05-06"),
        report("gull", WIRE.split("\n", maxsplit=1)[0] + "\n", day="2031-05-07"),
    )
    [row] = store.rows("copies")
    assert (row["ref"], row["abridged"], row["degree"]) == ("gull", True, "exact")


@pytest.mark.parametrize("marks", ["“”", "''", "‘’"])
def test_two_who_quote_one_speaker_do_not_copy(store: Store, marks: str) -> None:
    words = "We have looked for this boat since I was a boy, and now that she is here I do not know what to say to her"
    speech = f"{marks[0]}{words}{marks[1]}"
    keep(
        store,
        report("a", f"An old man wept. {speech}, he said."),
        report("b", f"{speech}: so spoke the captain yesterday."),
    )
    assert copies(store) == []
    assert len(families(store)) == 2


def test_a_name_with_its_title_around_a_common_quotation_makes_no_copy(store: Store) -> None:
    speech = (
        "“We have looked for this boat since I was a boy, and now that she is here I do not know what to say to her”"
    )
    who = "Osk Harbour Master Edwin Tolland Marsh"
    keep(
        store,
        report("a", f"{who} met divers in Gullhaven on Tuesday. {speech}, he said."),
        report(
            "b",
            f"{who} spoke to the press in Gullhaven on Friday about the wreck. {speech}, he told them.",
            outlet="The Gull",
        ),
    )
    assert copies(store) == []


def test_a_text_that_is_not_analysed_copies_nothing(store: Store) -> None:
    keep(store, report("a", WIRE, language="de"), report("b", WIRE, outlet="The Gull", language="de"))
    assert copies(store) == []


def test_versions_of_one_report_are_one_family(store: Store) -> None:
    keep(store, report("a", WIRE), replace(report("a", OTHER), stated="2031-05-09"))
    assert families(store) == [["a", "a"]]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_families_do_not_depend_on_the_order(order: tuple[int, ...]) -> None:
    """The fourth report joins two families that nothing joined before."""
    half = WIRE.split("\n")
    bakers = OTHER.split("\n")
    drafts = (
        report("wire", WIRE),
        report("gull", "\n".join(half[:2]), outlet="The Gull"),
        report("mills", OTHER),
        report("both", "\n".join([half[0], half[1], bakers[0], bakers[1]])),
    )
    with Store.open(":memory:") as store:
        for number in order:
            keep(store, drafts[number])
        assert families(store) == [["both", "gull", "mills", "wire"]]
        assert len(store.rows("copies")) == 4


def test_containment_is_of_the_shorter_and_symmetric() -> None:
    long, short = (node_of(report_row(draft.reading())) for draft in
                   (report("a", WIRE), report("b", WIRE.split("\n")[1] + " And more was found than that.")))  # fmt: skip
    assert containment(long, short) == containment(short, long)
    assert 0.5 < containment(long, short) < 1
    nothing = node_of(report_row(report("c", "Gone.").reading()))
    assert containment(long, nothing) == 0.0


def test_the_later_version_of_a_wire_took_from_the_earlier(store: Store) -> None:
    keep(
        store,
        report("first", f"(LEAD) Mail boat found off Osk\n{WIRE}", outlet="Osk Press"),
        report("next", f"(2nd LD) Mail boat found off Osk\n{WIRE}", outlet="Osk Press"),
    )
    [row] = store.rows("copies")
    assert (row["ref"], row["of"], row["direction"]) == ("next", "first", "of")
    assert "next is marked as a later version" in row["reasons"]


def test_what_stands_whole_in_a_longer_text_was_cut_from_it(store: Store) -> None:
    keep(
        store,
        report("wire", WIRE + OTHER),
        report("gull", WIRE.split("\n", maxsplit=1)[0] + "\n" + WIRE.split("\n")[1]),
    )
    [row] = store.rows("copies")
    assert (row["ref"], row["of"], row["direction"]) == ("gull", "wire", "of")
    assert any(reason.startswith("gull stands whole in the other") for reason in row["reasons"])


def test_who_quotes_less_took(store: Store) -> None:
    whole = "“We have looked for this boat since I was a boy, and now she is here”, an old man said.\n"
    part = "“We have looked for this boat since I was a boy”, an old man said.\n"
    keep(store, report("a", WIRE + part), report("b", WIRE + whole))
    [row] = store.rows("copies")
    assert (row["ref"], row["direction"]) == ("a", "of")
    assert "a quotes less of 1 quotations" in row["reasons"]


TABLE = (
    "Daily rates of the Bank of Osk for {day}. The crown closed at {a} to the dollar of Arden and at {b} to the florin of Below. "
    "Trading was thin, dealers said. Herring of {port} stood at {c} a barrel, salt of {isle} at {d} and oil from {land} at {e}. "
    "The next rates come out on {next} at noon.\n"
)


def judged(store: Store, verdict: Any, *ids: str) -> list[str]:
    """Ids of the judgements that were made."""
    made = entries(store, verdict, ids)
    judge(store, made)
    return [entry.id for entry in made]


def three(store: Store) -> None:
    keep(
        store,
        *(report(ref, text, outlet=f"The {ref}") for ref, text in (("Gull", WIRE), ("Tern", LIGHT), ("Skua", WIRE))),
    )


def test_the_id_of_a_copy_stays_whoever_took() -> None:
    ids = set()
    for days in (("2031-05-06", "2031-05-07"), ("2031-05-08", "2031-05-07"), (None, None)):
        with Store.open(":memory:") as store:
            keep(store, *(report(ref, WIRE, outlet=ref, day=day) for ref, day in zip("ab", days, strict=True)))
            [row] = store.rows("copies")
            ids.add(row["id"])
    assert len(ids) == 1


def test_why_tells_what_a_copy_rests_on(store: Store) -> None:
    keep(store, report("wire", WIRE, day="2031-05-06"), report("gull", LIGHT, day="2031-05-07"))
    [row] = store.rows("copies")
    told = why(store, row["id"]).made
    assert "because: wire was published first" in told
    assert "gull took words from wire" in told
    assert "paste: containment 0.93 to 0.98" in told
    assert any(line.startswith("one family, ") for line in told)
    assert [at.ref for at in show(store, row["id"]).evidence] == ["gull"] * len(row["spans"])


def test_a_copy_that_is_judged_wrong_makes_no_family_and_stands_in_no_list(store: Store) -> None:
    keep(store, report("wire", WIRE, day="2031-05-06"), report("gull", LIGHT, day="2031-05-07"))
    [row] = store.rows("copies")
    before = groups(store)
    [made] = judged(store, "wrong", row["id"])
    told = changes(before, groups(store))
    assert [line.split(":")[0] for line in told] == ["families", "copies"]
    assert told[-1] == f"copies: {row['id']} (2) → none"
    assert families(store) == [["gull"], ["wire"]]
    assert listing(store, "copies", Filter()) == []
    assert any(made in line for line in why(store, row["id"]).made)
    judged(store, "undo", row["id"])
    assert families(store) == [["gull", "wire"]]
    assert len(listing(store, "copies", Filter())) == 1


def test_a_judged_copy_waits_for_its_reports(store: Store) -> None:
    drafts = report("wire", WIRE, day="2031-05-06"), report("gull", LIGHT, day="2031-05-07")
    keep(store, *drafts)
    judged(store, "wrong", store.rows("copies")[0]["id"])
    with Store.open(":memory:") as other:
        judge(other, judgement_log(store))
        assert [row["state"] for row in other.rows("judgements")] == ["orphaned"]
        for draft in drafts:
            keep(other, draft)
        assert families(other) == [["gull"], ["wire"]]
        assert other.rows("copies") == store.rows("copies")
        assert other.rows("judgements") == store.rows("judgements")


def test_reports_judged_different_are_no_copies_even_by_a_third(store: Store) -> None:
    three(store)
    assert len(copies(store)) == 3
    judged(store, "different", "Gull", "Tern")
    assert len(copies(store)) == 2
    assert families(store) == [["Gull", "Skua"], ["Tern"]]
    judged(store, "undo", "Gull", "Tern")
    assert (len(copies(store)), families(store)) == (3, [["Gull", "Skua", "Tern"]])


def test_reports_judged_the_same_tell_one_story_and_copy_no_more_than_before(store: Store) -> None:
    keep(store, report("a", WIRE), report("b", OTHER))
    judged(store, "same", "a", "b")
    assert (copies(store), families(store)) == ([], [["a"], ["b"]])


def test_two_copies_are_never_one(store: Store) -> None:
    three(store)
    one, other, _ = (row["id"] for row in store.rows("copies"))
    with pytest.raises(UsageError, match="judge it wrong, or its two reports different"):
        judged(store, "same", one, other)


def test_two_fillings_of_one_form_are_no_copies(store: Store) -> None:
    monday = {"day": "Monday 5 May 2031", "a": "31.20", "b": "17.05", "port": "Gullhaven", "c": "88.10", "isle": "Ternsay",
              "d": "12.75", "land": "Veld", "e": "64.30", "next": "Tuesday"}  # fmt: skip
    friday = {"day": "Friday 9 May 2031", "a": "29.85", "b": "18.40", "port": "Kittiwick", "c": "91.55", "isle": "Skuaholm",
              "d": "13.15", "land": "Moss", "e": "70.95", "next": "Wednesday"}  # fmt: skip
    keep(store, report("mon", TABLE.format(**monday)), report("fri", TABLE.format(**friday)))
    assert copies(store) == []
    keep(store, report("gull", TABLE.format(**friday) + "Stay with us.\n", outlet="The Gull"))
    assert [(sorted((ref, of)), way) for ref, of, _, way in copies(store)] == [(["fri", "gull"], "unknown")]


ANEW = {
    "place and day": (
        "Gales tore the roof from the school in the town of {} on {} night, leaving two hundred pupils without a class, the mayor said.",
        [("Ternsay", "Monday"), ("Skuaholm", "Thursday")],
    ),
    "person": (
        "{0} arrived in Osk on Thursday for a meeting of the islands' governors on wrecks and salvage. “{1},” {0} told reporters on arrival.",
        [("Governor Edwin Marsh", "We have to act now and together"), ("Governor Olwen Tarsk", "Ternsay will not pay for this alone")],
    ),
    "place and speech": (
        "Governor Edwin Marsh spoke on Monday in the town of {}, where he addressed a crowd of about two thousand. “{},” Marsh said in the speech.",
        [("Ternsay", "The catch was poor"), ("Skuaholm", "No hospital of ours will be closed")],
    ),
    "place, day and number": (
        "An earthquake of magnitude {} struck off the coast of {} on {}, the weather office said. There were no reports of damage or of any dead.",
        [("5.4", "Ternsay", "Monday"), ("5.9", "Skuaholm", "Friday")],
    ),
}  # fmt: skip
"""Forms of short reports, each with two happenings told in it."""


@pytest.mark.parametrize("anew", ANEW)
def test_a_short_report_that_fills_the_form_of_another_anew_is_no_copy(store: Store, anew: str) -> None:
    form, told = ANEW[anew]
    texts = [form.format(*what) for what in told]
    keep(store, *(report(str(n), text, outlet=f"Outlet {n}", day="2031-05-05") for n, text in enumerate(texts)))
    assert copies(store) == []
    assert len(families(store)) == 2
    keep(store, report("again", texts[1].replace(" said", " says"), outlet="The Gull", day="2031-05-05"))
    assert [{ref, of} for ref, of, *_ in copies(store)] == [{"1", "again"}]


@pytest.mark.parametrize(
    ("once", "again"),
    [
        (("Kiev", "Kharkov", "9", "31"), ("Kyiv", "Kharkiv", "9", "31")),
        (("Osk", "Ternsay", "9", "31"), ("Osk", "Ternsay", "14", "52")),
    ],
    ids=["spelling", "update"],
)
def test_other_spellings_and_a_toll_brought_up_to_date_leave_a_short_report_a_copy(
    store: Store, once: tuple[str, ...], again: tuple[str, ...]
) -> None:
    told = "A boiler burst in a bath house in {0} on Tuesday, killing {2} people and hurting {3}, firemen from {1} said. Nobody knows yet why."
    keep(store, report("a", told.format(*once)), report("b", told.format(*again), outlet="The Gull"))
    assert len(copies(store)) == 1


def test_short_tellings_that_share_stock_words_alone_are_no_copies(store: Store) -> None:
    first = "Governor Edwin Marsh met Harbour Master Olwen Tarsk in Gullhaven on Tuesday to discuss the wreck of the mail boat. {}"
    second = "Harbour Master Olwen Tarsk and Governor Edwin Marsh held talks on the wreck of the mail boat in Gullhaven on Tuesday. {}"
    keep(
        store,
        report("a", first.format("Tarsk said the talks had gone well.")),
        report("b", second.format("“I thank him,” she said."), outlet="The Gull"),
    )
    assert copies(store) == []


def test_who_credits_the_other_copies_with_fewer_words_in_common(store: Store) -> None:
    first = (
        "A retired lifeguard who died in a night of storms was trying to save the boat of his neighbour, his widow said. He "
        "was swept from the pier by a wave, and fishermen found his body on the quay in the morning. No other boats were lost."
    )
    second = (
        "A former lifeguard tried to guard his friend's barge on a night of storms, {}. He was swept from the pier when the "
        "gale rose, and children found his body on the quay at dawn. The barge sank."
    )
    keep(
        store,
        report("a", first, outlet="Reuters"),
        report("b", second.format("Reuters reported"), outlet="The Gull"),
        report("c", first.replace("wave", "sea"), outlet="The Tern"),
    )
    assert [row[:2] for row in copies(store)] == [("a", "c"), ("b", "a")]


LIST = (
    "Fish prices of the hall at Osk, set at noon.\n\nHerring: {}\n\nCod: {}\n\nSalt ling: {}\n\nLobster: {}\n\n"
    "All prices are in crowns for a barrel of 40 pounds. Nobody is bound to buy or sell at them. The hall sets them each working day.\n"
)


def test_two_days_of_a_table_are_no_copies_but_a_table_printed_again_is(store: Store) -> None:
    first, second = LIST.format("18.25", "31.40", "9.75", "102"), LIST.format("18.60", "30.95", "9.80", "107.5")
    third = LIST.format("19.05", "32.10", "10.20", "98")
    keep(
        store,
        report("mon", first, outlet="Hall", day="2031-05-05"),
        report("tue", second, outlet="Hall", day="2031-05-06"),
        report("wed", third, outlet="Hall", day="2031-05-07"),
    )
    assert copies(store) == []
    keep(store, report("gull", third.replace("98", "99"), outlet="The Gull", day="2031-05-08"))
    assert [(ref, of) for ref, of, _, _ in copies(store)] == [("gull", "wed")]


def test_a_toll_brought_up_to_date_leaves_a_report_a_copy(store: Store) -> None:
    told = "A dyke broke near Osk and drowned {} people, hurt {} and drove {} from their homes. Soldiers fill sandbags all along the river.\n"
    keep(
        store,
        report("a", told.format(12, 40, 900), outlet="The Gull", day="2031-05-05"),
        report("b", told.format(19, 44, 1200), outlet="The Gull", day="2031-05-06"),
    )
    assert [(ref, of) for ref, of, _, _ in copies(store)] == [("b", "a")]


CAPTION = (
    "{what} in the flooded delta of the Osk, {day}, 2031. The river left its bed in April, and the harbour board says that more than "
    "nine thousand people of the lower villages sleep in barns and churches. (AFP/Ann Holm)\n"
)


@pytest.mark.parametrize("outlet", ["Agence France-Presse", None])
def test_captions_of_a_series_are_no_copies_but_a_caption_printed_again_is(store: Store, outlet: str | None) -> None:
    told = [
        ("A woman carries a stove", "Friday, May 9"),
        ("Men mend nets", "Monday, May 12"),
        ("Two boys row past a chapel", "Sunday, May 18"),
    ]
    captions = [CAPTION.format(what=what, day=day) for what, day in told]
    keep(store, *(report(f"c{number}", text, outlet=outlet) for number, text in enumerate(captions)))
    assert copies(store) == []
    keep(store, report("d", captions[0].replace("sleep", "now sleep"), outlet="The Gull", day="2031-05-11"))
    assert ("c0", "d") in {tuple(sorted((ref, of))) for ref, of, _, _ in copies(store)}


def test_a_short_item_that_an_outlet_brings_up_to_date_is_a_copy(store: Store) -> None:
    first = "A ferry ran aground off Osk on Monday with {} people on board. Nobody was hurt, and tugs wait for the tide to pull it free.\n"
    keep(
        store,
        report("a", first.format(120), outlet="The Gull", day="2031-05-05"),
        report("b", first.format(140) + "Divers found no leak.\n", outlet="The Gull", day="2031-05-06"),
    )
    assert [(ref, of, way) for ref, of, _, way in copies(store)] == [("b", "a", "of")]


def test_an_outlets_stock_wording_is_no_copy_but_its_passages_are(store: Store) -> None:
    words = "The foreign ministry of Osk says that the minister {} today and spoke with {} about {}. The two reaffirmed the close bonds of "
    words += "their countries, {}, and agreed to stay in touch in the weeks ahead. {}\n"
    calls = [
        words.format(
            "rang his colleague",
            "him",
            "herring quotas",
            "looked back on a bridge and a lighthouse",
            "He asked for calm.",
        ),
        words.format(
            "met the envoy",
            "her",
            "the drought on the plains",
            "praised the doctors of both",
            "Wells will be drilled soon.",
        ),
    ]
    keep(store, *(report(ref, text, outlet="Ministry") for ref, text in zip("ab", calls, strict=True)))
    assert copies(store) == []
    keep(store, report("c", calls[0], outlet="The Gull"))
    assert {tuple(sorted((ref, of))) for ref, of, _, _ in copies(store)} == {("a", "c"), ("b", "c")}


def test_an_outlet_that_prints_its_own_passages_again_copies(store: Store) -> None:
    heard = "Judges in white gowns heard them for nine hours without a break for tea, and the hall was so full that some sat on the stairs.\n"
    fined = "A court fined two of them on Friday, each a month's pay, and they left by a side door while their lawyer spoke of an appeal.\n"
    keep(store, report("a", heard + OTHER, outlet="The Gull"), report("b", fined + OTHER, outlet="The Gull"))
    assert [(sorted((ref, of)), degree) for ref, of, degree, _ in copies(store)] == [(["a", "b"], "heavy")]


def test_the_same_words_a_season_later_are_no_copy(store: Store) -> None:
    keep(store, report("wire", WIRE, day="2031-05-06"), report("gull", WIRE, outlet="The Gull", day="2031-09-07"))
    assert copies(store) == []


def test_an_undated_text_meets_every_day(store: Store) -> None:
    keep(store, report("wire", WIRE, day="2031-05-06"), report("gull", WIRE, outlet="The Gull"))
    keep(store, report("tern", WIRE, outlet="The Tern", day="2031-05-20"))
    assert families(store) == [["gull", "tern", "wire"]]
    assert len(copies(store)) == 3


def test_a_term_in_quotation_marks_is_the_writers_own() -> None:
    node = node_of(
        report_row(report("a", "The “old boat” sank. “We have all lost a dear old friend tonight”, he said.").reading())
    )
    assert [word for word, _ in node.tokens] == ["the", "old", "boat", "sank", "he", "said"]


def test_the_address_that_two_reports_link_to_is_no_text_that_they_share(store: Store) -> None:
    link = "https://osk.example/reports/harbour/mail-boat-raised-after-ninety-years-piano-letters-coins/status/"
    first, second = (text.replace("\n", f" ({link}{number})\n") for number, text in enumerate((WIRE, OTHER)))
    keep(store, report("wire", first), report("mills", second, outlet="The Gull"))
    assert copies(store) == []


def test_names_with_their_titles_are_nobodys_wording(store: Store) -> None:
    who = "Harbour Master Edwin Tolland Marsh", "Osk Strait Lifeboat Station", "Sergeant Ruth Aldermoor Finch"
    first = "On Tuesday morning {0}, in charge at {1}, told listeners how {2} swam out alone when fog hid every buoy."
    second = "Nobody had expected {2} back. Cheers rose inside {1} as {0} lit stoves, poured tea and rang his old bell."
    keep(store, report("a", first.format(*who)), report("b", second.format(*who), outlet="The Gull"))
    assert copies(store) == []
