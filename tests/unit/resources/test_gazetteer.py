"""The actor tables as loaded: what they hold, how names are found, who held which office when."""

from __future__ import annotations

import csv
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from communique.errors import UsageError
from communique.resources import gazetteer, roles, spells
from communique.resources.entries import Body, Office, Outlet, Person, Place, State, fold

TABLES = ("states", "offices", "offices_bysa", "people", "bodies", "outlets", "places", "given_names")

VALDORIA = """
- {name: Valdoria, kind: state, code: XVD, demonyms: [Valdorian, Valdorians], capital: Estermark,
   aliases: [Republic of Valdoria]}
- {name: Norvane, kind: state, code: XNV, demonyms: [Norvanian, Norvanians], capital: Luthen}
- name: Mira Toldan
  kind: person
  country: XVD
  gender: female
  aliases: [Mirela Toldan]
  offices:
    - {title: president, country: XVD, from: "2021-06-01"}
    - {title: defense minister, country: XVD, from: "2018", to: "2021-05"}
- name: Karel Oss
  kind: person
  country: XVD
  gender: male
  offices:
    - {title: president, country: XVD, from: "2013-03-04"}
    - {title: ambassador to Norvane, country: XVD, from: "2022"}
- name: Ines Brault
  kind: person
  offices:
    - {title: secretary-general of the Coastal League, from: "2020-01-01"}
- {name: Coastal League, kind: alliance, members: [XVD, XNV], aliases: [CL]}
- {name: Estermark Courier, kind: outlet, country: XVD, domains: [courier.example]}
- {name: Lake Sul, kind: place, country: XVD, latitude: 50.5, longitude: 12.25}
- {name: Germany, kind: state, code: DEU, aliases: [Teutonia]}
"""


@pytest.fixture(scope="module")
def tables() -> gazetteer.Gazetteer:
    return gazetteer.load()


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> gazetteer.Gazetteer:
    path = tmp_path_factory.mktemp("actors") / "actors.yaml"
    path.write_text(VALDORIA, encoding="utf-8")
    return gazetteer.load(path)


def rows(name: str) -> list[dict[str, str]]:
    with (files("communique.resources") / "actors" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names(found: tuple[Office, ...]) -> list[str]:
    return [office.name for office in found]


@pytest.mark.parametrize("table", TABLES)
def test_every_row_names_its_source(table: str) -> None:
    assert all(row["source"] for row in rows(table))
    if table != "given_names":
        assert all(row["licence"] and row["verified"] in {"yes", "no", "attested"} for row in rows(table))


def test_memory_is_never_verified() -> None:
    for table in TABLES[:-1]:
        assert not [row for row in rows(table) if row["source"] == "memory" and row["verified"] == "yes"]


@pytest.mark.parametrize("table", ["offices", "bodies", "outlets", "places", "people"])
def test_share_alike_rows_lie_apart(table: str) -> None:
    assert not [row for row in rows(table) if "SA" in row["licence"] or "ODbL" in row["licence"]]
    assert {row["licence"] for row in rows("offices_bysa")} == {"CC BY-SA 4.0"}


def test_tables_are_as_large_as_promised(tables: gazetteer.Gazetteer) -> None:
    kinds = Counter(type(entry) for entry in tables.entries.values())
    members = [state for state in rows("states") if state["kind"] == "member"]
    assert len(members) == 193
    assert kinds[State] >= 250
    assert sum(len(found) for found in tables.by_person.values()) >= 1500
    assert kinds[Body] >= 150
    assert kinds[Outlet] >= 120
    assert kinds[Place] >= 500


def test_no_spell_stands_twice() -> None:
    keys = [
        tuple(row[key] for key in ("person", "title", "country", "body", "posted", "from"))
        for row in rows("offices") + rows("offices_bysa")
    ]
    assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_no_spell_ends_before_it_starts() -> None:
    backwards = [
        row
        for row in rows("offices")
        if row["to"] and row["from"] > row["to"] and not row["from"].startswith(row["to"])
    ]
    assert backwards == []


def test_codes_and_ids_are_unique() -> None:
    states = rows("states")
    for key in ("id", "alpha2", "qid"):
        values = [row[key] for row in states if row[key]]
        assert len(values) == len(set(values))


def test_no_two_states_share_a_name(tables: gazetteer.Gazetteer) -> None:
    shared = {key for key, found in tables.names.items() if sum(isinstance(entry, State) for entry in found) > 1}
    assert shared == set()


def test_every_office_country_is_a_state(tables: gazetteer.Gazetteer) -> None:
    used = {office.country for found in tables.by_person.values() for office in found if office.country}
    used |= {office.posted for found in tables.by_person.values() for office in found if office.posted}
    assert used <= set(tables.states)


def test_every_office_title_is_a_known_one() -> None:
    known = set(roles.load().titles.values())
    unknown = Counter(row["title"] for row in rows("offices") if row["title"] not in known)
    # Single posts of one state or organisation keep their own title.
    assert sum(unknown.values()) <= 40
    assert max(unknown.values(), default=0) <= 6


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("US", "United States"),
        ("the U.S.", "United States"),
        ("USA", "United States"),
        ("the States", "United States"),
        ("Q30", "United States"),
        ("PRC", "China"),
        ("RU", "Russia"),
        ("UKRAINE", "Ukraine"),
        ("Ivory Coast", "Côte d’Ivoire"),
        ("Burma", "Myanmar"),
        ("DRC", "DR Congo"),
        ("USSR", "Soviet Union"),
        ("Third Reich", "Nazi Germany"),
        ("Turkey", "Türkiye"),
        ("Beijing", "China"),
        ("Kremlin", "Kremlin"),
        ("Nato", "NATO"),
        ("E.U.", "European Union"),
        ("WHO", "World Health Organization"),
        ("Reuters", "Reuters"),
        ("Novo-Ogarevo", "Novo-Ogaryovo"),
        ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Zelensky", "Volodymyr Zelenskyy"),
    ],
)
def test_resolves(tables: gazetteer.Gazetteer, query: str, name: str) -> None:
    found = tables.resolve(query)
    assert found is not None
    assert tables.entries[found].name == name


@pytest.mark.parametrize("query", ["us", "who", "is", "Nobody Of This Name", ""])
def test_everyday_words_are_nobody(tables: gazetteer.Gazetteer, query: str) -> None:
    assert tables.resolve(query) is None


def test_a_body_keeps_its_country(tables: gazetteer.Gazetteer) -> None:
    kremlin = tables.named("the Kremlin")[0]
    assert isinstance(kremlin, Body)
    assert (kremlin.country, kremlin.actor_kind) == ("RUS", "government")


@pytest.mark.parametrize(("word", "codes"), [("Chinese", ["CHN"]), ("Britons", ["GBR"]), ("Congolese", ["COD", "COG"])])
def test_demonyms(tables: gazetteer.Gazetteer, word: str, codes: list[str]) -> None:
    assert [state.code for state in tables.demonyms[fold(word)]] == codes


def test_the_two_koreas_share_no_demonym(tables: gazetteer.Gazetteer) -> None:
    assert [state.code for state in tables.demonyms["south korean"]] == ["KOR"]
    assert "korean" not in tables.demonyms


@pytest.mark.parametrize(
    ("title", "country", "start", "end", "holders"),
    [
        ("president", "USA", "2012", "2012", ["Barack Obama"]),
        ("president", "US", "2017-01-20", "2017-01-20", ["Barack Obama", "Donald Trump"]),
        ("president", "China", "2013-03-14", "2013-03-14", ["Hu Jintao", "Xi Jinping"]),
        ("Secretary of State", "USA", "2014-07", "2014-07", ["John Kerry"]),
        ("foreign secretary", "GBR", "2017", "2017", ["Boris Johnson"]),
        ("defense minister", "Russia", "2015-05-09", "2015-05-09", ["Sergei Shoigu"]),
        ("prime minister", "DEU", "2015", "2015", []),
        ("secretary general", "NATO", "2016-07", "2016-07", ["Jens Stoltenberg"]),
    ],
)
def test_office_on(
    tables: gazetteer.Gazetteer, title: str, country: str, start: str, end: str, holders: list[str]
) -> None:
    assert names(tables.office_on(title, country, start, end)) == holders


@pytest.mark.parametrize(
    ("country", "day", "leader"),
    [
        ("China", "2024-05-16", "Xi Jinping"),
        ("Germany", "2016-01-01", "Angela Merkel"),
        ("North Korea", "2018-06-12", "Kim Jong Un"),
        ("United Kingdom", "2018-01-01", "Theresa May"),
        ("Iran", "2018-01-01", "Ali Khamenei"),
    ],
)
def test_leader_on(tables: gazetteer.Gazetteer, country: str, day: str, leader: str) -> None:
    assert names(tables.leader_on(country, day, day)) == [leader]


def spell(start: str | None, end: str | None, *, as_of: str = "") -> Office:
    return Office("x", "A B", "president", "President", "XVD", None, None, start, end, as_of, "s", "l", verified=True)


@pytest.mark.parametrize(
    ("office", "start", "end", "expected"),
    [
        (spell("2011", "2011-12-17"), "2011-12-17", "2011-12-17", True),
        (spell("2011", "2011-12-17"), "2011-12-18", "2011-12-18", False),
        (spell("2011", "2011-12-17"), "2011-12", "2011-12", True),
        (spell("2011-12-17", None), "2011", "2011", True),
        (spell("2011-12-17", None), "2011-12-16", "2011-12-16", False),
        (spell("2011-12-17", None), None, "2011-12", True),
        (spell("2011-12-17", None), None, "2011-11", False),
        (spell(None, "2011-12"), "2011-12-31", "2011-12-31", True),
        (spell(None, "2011-12"), "2012", None, False),
        (spell("2011", None, as_of="2014-06"), "2016-12-31", "2016-12-31", True),
        (spell("2011", None, as_of="2014-06"), "2017-01-01", "2017-01-01", False),
    ],
)
def test_overlap_of_imprecise_dates(office: Office, start: str | None, end: str | None, *, expected: bool) -> None:
    assert spells.overlaps(office, start, end) is expected


def test_an_open_spell_ends_with_its_successor(invented: gazetteer.Gazetteer) -> None:
    first = invented.office_on("president", "XVD", "2014", "2014")[0]
    assert (first.name, first.end, first.ended) == ("Karel Oss", "2021-06-01", "successor")
    assert names(invented.office_on("president", "Valdoria", "2023-05-05", "2023-05-05")) == ["Mira Toldan"]


def test_invented_states_work_like_real_ones(invented: gazetteer.Gazetteer) -> None:
    state = invented.state("Valdoria")
    assert state is not None
    assert (state.code, state.id) == ("XVD", "XVD")
    assert invented.demonyms["valdorian"] == (state,)
    assert invented.capitals["estermark"] == (state,)
    assert invented.resolve("Estermark") is None
    assert names(invented.leader_on("XVD", "2022", "2022")) == ["Mira Toldan"]
    assert names(invented.office_on("defence minister", "XVD", "2019", "2019")) == ["Mira Toldan"]


def test_titles_of_users_are_read(invented: gazetteer.Gazetteer) -> None:
    assert names(invented.office_on("ambassador", "XVD", "2023", "2023", posted="Norvane")) == ["Karel Oss"]
    assert names(invented.office_on("secretary general", "Coastal League", "2021", "2021")) == ["Ines Brault"]
    league = invented.named("Coastal League")[0]
    assert isinstance(league, Body)
    assert league.members == ("XVD", "XNV")
    assert invented.domains["courier.example"].name == "Estermark Courier"


def test_users_may_say_more_about_a_real_state(invented: gazetteer.Gazetteer, tables: gazetteer.Gazetteer) -> None:
    assert invented.resolve("Teutonia") == tables.resolve("Germany") == invented.resolve("DEU")
    assert tables.resolve("Teutonia") is None
    assert invented.resolve("Federal Republic of Germany") is not None


def test_a_person_is_found_by_surname(tables: gazetteer.Gazetteer, invented: gazetteer.Gazetteer) -> None:
    assert [person.name for person in tables.surnames["xi"]] == ["Xi Jinping"]
    assert "Ursula von der Leyen" in [person.name for person in tables.surnames["von der leyen"]]
    toldan = invented.surnames["toldan"][0]
    assert (toldan.name, toldan.gender) == ("Mira Toldan", "f")
    assert isinstance(invented.named("Mirela Toldan")[0], Person)


@pytest.mark.parametrize(("name", "expected"), [("Angela", "f"), ("Sergei", "m"), ("Andrea", None), ("Qwxz", None)])
def test_gender_of_given_names(tables: gazetteer.Gazetteer, name: str, expected: str | None) -> None:
    assert tables.gender(name) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name: one", "must be a list"),
        ("- {name: Nowhere, kind: state}", "code of three"),
        ("- {kind: person}", "needs name and kind"),
        ("- {name: A, kind: person, agee: 3}", "unknown key agee"),
        ("- {name: A, kind: person, gender: x}", "gender"),
        ("- {name: A, kind: person, offices: [{title: king, from: yesterday}]}", "no date"),
        ("- {name: A, kind: person, offices: [{title: king, from: '2020', to: '2019'}]}", "before it starts"),
        ("- [", "not YAML"),
    ],
)
def test_what_is_wrong_with_a_users_file(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=says):
        gazetteer.load(path)


def test_the_bundled_example_file_loads() -> None:
    path = Path(str(files("communique.resources") / "examples" / "actors.yaml"))
    found = gazetteer.load(path)
    assert names(found.office_on("prime minister", "XSV", "2023-03-14", "2023-03-14")) == ["Helena Orvath"]
    assert names(found.office_on("spokesman", "XKD", "2023-03", "2023-03")) == ["Pavel Dornik"]


@pytest.mark.parametrize(
    ("wording", "country", "office"),
    [
        ("secretary of state", "USA", "foreign minister"),
        ("secretary of state", "XVD", None),
        ("chancellor", "DEU", "chancellor"),
        ("chancellor", "GBR", "finance minister"),
        ("Vice-Premier", None, "deputy prime minister"),
        ("plumber", None, None),
    ],
)
def test_wordings_of_offices(wording: str, country: str | None, office: str | None) -> None:
    assert roles.load().office(wording, country) == office
