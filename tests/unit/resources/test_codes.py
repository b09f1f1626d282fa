"""The code lists fit the tables that they translate."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from communique.export.coded import Coded, coded, located
from communique.resources import actor_tables, codes
from communique.resources.gazetteer import load


def test_every_state_of_today_has_its_codes() -> None:
    known = codes.countries()
    members = [state for state in actor_tables.states() if state.kind == "member"]
    assert len(members) == 193
    assert [state.code for state in members if state.code not in known or not known[state.code].fips] == []
    assert [state.code for state in members if known[state.code].alpha2 != state.alpha2] == []


def test_cameo_differs_from_iso_where_gdelt_says_so() -> None:
    differing = {row.alpha3: row.cameo for row in codes.countries().values() if row.alpha3 != row.cameo}
    assert differing == {"ROU": "ROM", "TLS": "TMP", "MNE": "MTN", "IMN": "IMY"}


def test_groups_and_kinds_are_those_of_the_tables() -> None:
    text = (files("communique.resources") / "actors" / "bodies.csv").read_text("utf-8")
    bodies = list(csv.DictReader(text.splitlines()))
    assert set(codes.groups()) <= {row["name"] for row in bodies}
    assert {word for of, word in codes.types() if of == "body"} <= {row["kind"] for row in bodies}
    offices = {row.title for rows in load().by_person.values() for row in rows}
    assert {word for of, word in codes.types() if of == "office"} <= offices
    assert all(len(code) in {0, 3} for code in (*codes.groups().values(), *codes.types().values()))


def test_gdelt_has_61_and_16_columns() -> None:
    files_ = [row["file"] for row in codes.table("gdelt.csv")]
    assert (files_.count("export"), files_.count("mentions")) == (61, 16)
    assert all(row["meaning"] and row["type"] in {"integer", "float", "text"} for row in codes.table("gdelt.csv"))


def actor(name: str, kind: str, **more: object) -> dict[str, object]:
    found = load().named(name)
    id_ = found[0].id if found else "x"
    return {"id": id_, "name": name, "kind": kind, "country": None, "offices": [], **more}


@pytest.mark.parametrize(
    ("row", "day", "expected"),
    [
        (actor("Romania", "state", country="ROU"), None, Coded("ROMANIA", "ROM", "", "")),
        (actor("United Nations", "body"), None, Coded("UNITED NATIONS", "", "UNO", "IGO")),
        (actor("NATO", "body"), None, Coded("NATO", "", "NAT", "IGO")),
        (actor("Taliban", "body", country="AFG"), None, Coded("TALIBAN", "AFG", "TAL", "UAF")),
        (actor("Gazprom", "firm", country="RUS"), None, Coded("GAZPROM", "RUS", "", "BUS")),
        (actor("A crowd", "group"), None, Coded("A CROWD", "", "", "")),
    ],
    ids=lambda value: value["name"] if isinstance(value, dict) else None,
)
def test_actors_in_cameo(row: dict[str, object], day: str | None, expected: Coded) -> None:
    assert coded(row, day, load()) == expected


def test_a_role_is_held_on_a_day() -> None:
    offices = [{"title": "foreign minister", "country": "XKD", "from": "2020-09", "to": "2022-03-01"},
               {"title": "speaker", "country": "XKD", "from": "2022-06-01", "to": None}]  # fmt: skip
    row = actor("Marta Solenz", "person", country="XKD", offices=offices)
    assert coded(row, "2021-05-01", load()).code == "XKDGOV"
    assert coded(row, "2022-03-01", load()).role == "GOV"
    assert coded(row, "2022-04-01", load()).role == ""
    assert coded(row, "2023-01-01", load()).role == "LEG"
    assert coded({**row, "offices": [{**offices[0], "country": None}]}, "2021-05-01", load()).role == ""


def test_places_in_gdelts_geography() -> None:
    assert (located("Beijing", load()).type, located("Beijing", load()).country) == (4, "CH")
    assert located("Beijing", load()).latitude == pytest.approx(39.9, abs=0.2)
    assert (located("New York", load()).type, located("New York", load()).country) == (3, "US")
    assert (located("Romania", load()).type, located("Romania", load()).country) == (1, "RO")
    assert located("Nowhere at all", load()).type is None
    assert located(None, load()).latitude is None
