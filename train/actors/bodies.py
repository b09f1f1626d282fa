"""Build bodies.csv and outlets.csv from the hand tables; the event dictionaries confirm that a body exists."""

from __future__ import annotations

import re

from tables import HAND, OWN, SOURCES, Row, fold, read, write

BODIES = ["name", "aliases", "kind", "country", "group", "members", "source", "licence", "verified"]
OUTLETS = ["name", "aliases", "domains", "kind", "language", "country", "signs", "source", "licence", "verified"]
DICTIONARIES = ("Phoenix.International.actors.txt", "Phoenix.MilNonState.actors.txt", "Phoenix.Countries.actors.txt")


def dictionary_names() -> dict[str, str]:
    """Folded name -> file, of every actor of the MIT-licensed Phoenix dictionaries."""
    names: dict[str, str] = {}
    for file in DICTIONARIES:
        for line in (SOURCES.parent / "dictionaries" / file).read_text(encoding="utf-8", errors="replace").splitlines():
            name = re.split(r"\s*[\[;#]", line.lstrip("+"))[0].replace("_", " ").strip()
            names.setdefault(fold(re.sub(r"^THE ", "", name)), file)
    names.pop("", None)
    return names


def sourced(row: Row, names: dict[str, str]) -> Row:
    """The row with the dictionary that lists its name or an alias of at least four letters, else memory."""
    spelt = [fold(name) for name in [row["name"], *row["aliases"].split("|")] if len(name) >= 4]
    files = [names[name] for name in spelt if name in names]
    found = {"source": f"{files[0]} (MIT)", "verified": "yes"} if files else {"source": "memory", "verified": "no"}
    return row | found | {"licence": OWN}


def build() -> None:
    """Write both tables, sorted by name."""
    names = dictionary_names()
    bodies = [sourced(row, names) for row in read(HAND / "bodies.csv")]
    write("bodies.csv", BODIES, sorted(bodies, key=lambda row: (row["name"], row["country"])))
    outlets = [sourced(row, names) for row in read(HAND / "outlets.csv")]
    write("outlets.csv", OUTLETS, sorted(outlets, key=lambda row: (row["name"], row["country"])))
