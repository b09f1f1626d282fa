"""Who did an act, and who suffered it: told where two reports plainly tell one act, and of nothing else."""

from __future__ import annotations

import pytest

from communique.model import Actor
from communique.store import Store
from made import MORVIA, OSK, TELLAND, Draft, keep

HEAD = "Depot at Gavle burns after a strike that killed two watchmen"
REBELS = Actor("x00000000000000aa", "Lurian rebels", "group", "XLU", anonymous=True)
LURIANS = Actor("x00000000000000ab", "Lurian envoys", "group", "XLU", anonymous=True)
TELLISH = Actor("x00000000000000ac", "Tellish envoys", "group", "XTE", anonymous=True)
NOBODY = Actor("x00000000000000ad", "gunmen", "group", None, anonymous=True)
DANES = Actor("x00000000000000ae", "two Danish sailors", "group", None, anonymous=True)
FINNS = Actor("x00000000000000af", "two Finnish sailors", "group", None, anonymous=True)
MINISTER = Actor("Q9011", "Mira Arden", "person", "XMO", "Q9011")


def told(ref: str, act: str, kind: str, source: Actor, target: Actor | None = None, *, also: Actor | None = None,
         mode: str | None = None, words: str | None = None) -> Draft:  # fmt: skip
    behind = f" {also.name} was silent." if also else ""
    own = " ".join(f"{ref}{number}" for number in range(60))
    draft = Draft(ref, f"{HEAD}\n{act}{behind} Heard at the quay: {own}.", title=HEAD)
    named = [actor for actor in (source, target, also) if actor]
    for actor in named:
        if actor.name in draft.text:
            draft.mention(actor.name, actor)
    draft.event(act.rstrip("."), kind, source, target or source, mode=mode)
    event = draft.events[0]
    parties = (draft.party(source, words if target is None else None),), (draft.party(target, words),) if target else ()
    draft.events[0] = type(event)(
        **{**{k: getattr(event, k) for k in event.__slots__}, "source": parties[0], "target": parties[1]}
    )
    return draft


def found(store: Store) -> dict[str, tuple[str, dict[str, str]]]:
    return {
        row["about"]: (row["verdict"], {value["ref"]: value["value"] for value in row["values"]})
        for row in store.rows("disagreements")
    }


def test_who_struck(store: Store) -> None:
    keep(
        store,
        told("a", "Morvia carried out the raid on the depot.", "ASSAULT", MORVIA),
        told("b", "Lurian rebels carried out the raid on the depot.", "ASSAULT", REBELS),
    )
    assert found(store)["who did it: assault"] == ("conflict", {"a": "Morvia", "b": "Lurian rebels"})


def test_whose_envoys_were_expelled(store: Store) -> None:
    keep(
        store,
        told(
            "a", "Morvia expelled three Lurian envoys over a spying affair.", "SANCTION", MORVIA, LURIANS, mode="expel"
        ),
        told(
            "b", "Morvia expelled three Tellish envoys over a spying affair.", "SANCTION", MORVIA, TELLISH, mode="expel"
        ),
    )
    assert found(store)["to whom: expel"] == ("conflict", {"a": "Lurian envoys", "b": "Tellish envoys"})


@pytest.mark.parametrize(
    ("act", "kind", "source", "also"),
    [
        ("Lurian rebels carried out the raid on the depot.", "ASSAULT", REBELS, MORVIA),  # b knows of Morvia: two raids
        ("Mira Arden carried out the raid on the depot.", "ASSAULT", MINISTER, None),  # a state and its own minister
        ("gunmen carried out the raid on the depot.", "ASSAULT", NOBODY, None),  # nobody's people
        ("Lurian rebels shelled a convoy of lorries by night.", "ASSAULT", REBELS, None),  # another act
        ("Lurian rebels condemned the raid on the depot.", "ACCUSE", REBELS, None),  # words, which many may say
    ],
)
def test_two_acts_or_one_side_are_no_conflict(
    store: Store, act: str, kind: str, source: Actor, also: Actor | None
) -> None:
    first = "condemned" if kind == "ACCUSE" else "carried out"
    keep(
        store,
        told("a", f"Morvia {first} the raid on the depot.", kind, MORVIA),
        told("b", act, kind, source, also=also),
    )
    assert not found(store)


def arrest(ref: str, people: str, sailors: Actor) -> Draft:
    words = f"two {people} sailors"
    return told(ref, f"Morvia arrested {words} over the burnt depot.", "COERCE", MORVIA, sailors, words=words)


def test_people_known_by_their_country_alone(store: Store) -> None:
    """The arrested are no actors of the tables: their words name the people."""
    keep(store, arrest("a", "Danish", DANES), arrest("b", "Finnish", FINNS))
    assert found(store)["to whom: coerce"] == ("conflict", {"a": "two Danish sailors", "b": "two Finnish sailors"})


def test_a_report_that_names_the_other_people_too_tells_of_two_acts(store: Store) -> None:
    second = arrest("b", "Finnish", FINNS)
    second.text += " Danish papers wrote of it."
    keep(store, arrest("a", "Danish", DANES), second)
    assert not found(store)


def test_a_territory_may_go_by_the_name_of_its_state(store: Store) -> None:
    police = [
        Actor(f"x00000000000000b{n}", f"{of} police", "group", c, anonymous=True)
        for n, (of, c) in enumerate((("Chinese", "CHN"), ("Macanese", "MAC")))
    ]
    keep(
        store,
        *(
            told(ref, f"{who.name} carried out the raid on the depot.", "COERCE", who)
            for ref, who in zip("ab", police, strict=True)
        ),
    )
    assert not found(store)


def test_raids_in_two_towns_are_two(store: Store) -> None:
    keep(
        store,
        told("a", "In Lorn Morvia carried out the raid on the depot.", "ASSAULT", MORVIA),
        told("b", "In Varn Lurian rebels carried out the raid on the depot.", "ASSAULT", REBELS),
    )
    assert not found(store)


def test_states_that_sanction_one_in_a_row_do_not_conflict(store: Store) -> None:
    keep(
        store,
        told("a", "Morvia sanctioned Telland over the burnt depot.", "SANCTION", MORVIA, TELLAND),
        told("b", "Osk sanctioned Telland over the burnt depot.", "SANCTION", OSK, TELLAND),
    )
    assert not found(store)


@pytest.mark.parametrize(("bare", "long"), [("c", "d"), ("d", "c")])
def test_whom_a_telling_is_tied_to_does_not_hang_on_the_order(store: Store, bare: str, long: str) -> None:
    raid = "carried out the raid on the depot"
    keep(
        store,
        told("a", f"Morvia {raid} with torches and lanterns.", "ASSAULT", MORVIA),
        told("b", f"Lurian rebels {raid} with torches and lanterns.", "ASSAULT", REBELS),
        told(bare, f"Morvia {raid}.", "ASSAULT", MORVIA, also=REBELS),
        told(long, f"Morvia {raid} with hounds and horses.", "ASSAULT", MORVIA),
    )
    assert found(store)["who did it: assault"][1] == {"a": "Morvia", "b": "Lurian rebels", "c": "Morvia", "d": "Morvia"}


def test_two_acts_of_one_kind_are_asked_apart(store: Store) -> None:
    raid, mine = "carried out the raid on the depot", "laid the mines that sank the ferry in the strait"
    keep(
        store,
        told("a", f"Morvia {raid}.", "ASSAULT", MORVIA),
        told("b", f"Lurian rebels {raid}.", "ASSAULT", REBELS),
        told("c", f"Telland {mine}.", "ASSAULT", TELLAND),
        told("d", f"Lurian rebels {mine}.", "ASSAULT", REBELS),
    )
    rows = store.rows("disagreements", "about = 'who did it: assault'")
    assert sorted([value["ref"] for value in row["values"]] for row in rows) == [["a", "b"], ["c", "d"]]
