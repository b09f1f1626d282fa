"""Make given_names.csv: given names whose gender the sources agree on.

Needs `faker` 40.54.0 (MIT) and `names` 0.3.0 (MIT; the first names of the 1990 census of the United States, public
domain); run it in an environment of its own and commit the result:

    pip install faker==40.54.0 names==0.3.0
    python train/actors/given_names.py

A name stays out where the sources disagree: fewer than 6 locales for one gender to 1 for the other, and less than 50
times as often in the census.
"""

from __future__ import annotations

import csv
import importlib
import pkgutil
import re
import unicodedata
from pathlib import Path

import names
from faker.providers import person

OUT = Path(__file__).parents[2] / "src" / "communique" / "resources" / "actors" / "given_names.csv"
HAND = Path(__file__).parent / "hand" / "given_names.csv"
CLEAR = 50.0
LOCALES = 6
CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ",
        "a,b,v,g,d,e,e,zh,z,i,y,k,l,m,n,o,p,r,s,t,u,f,kh,ts,ch,sh,shch,,y,,e,yu,ya,i,i,ie,g".split(","),
        strict=True,
    )
)
SKIPPED = {"en"}  # the list of all English names of Faker repeats rare uses of each name for the other gender
LIST = re.compile(r"first(_romanized)?_names_(fe)?male(_\w+)?")


def latin(name: str) -> str:
    """The name in plain Latin letters, lower case; empty where it is in another script."""
    text = "".join(CYRILLIC.get(c, c) for c in name.casefold().strip())
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    plain = plain.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("ß", "ss").replace("ð", "d")
    return plain if re.fullmatch(r"[a-z'-]{2,}", plain) else ""


def census() -> dict[str, dict[str, float]]:
    """Name -> gender -> per cent of the people of that gender, in 1990."""
    found: dict[str, dict[str, float]] = {}
    for gender, file in (("m", "dist.male.first"), ("f", "dist.female.first")):
        for line in (Path(names.__file__).parent / file).read_text().splitlines():
            name, share = line.split()[:2]
            found.setdefault(name.casefold(), {})[gender] = float(share)
    return found


def lists() -> dict[str, dict[str, set[str]]]:
    """Name -> gender -> the languages of Faker's locales that list it so."""
    found: dict[str, dict[str, set[str]]] = {}
    for module in pkgutil.iter_modules(person.__path__):
        if module.name in SKIPPED:
            continue
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            match = LIST.fullmatch(attribute)
            if match and not callable(getattr(provider, attribute)):
                for name in getattr(provider, attribute):
                    genders = found.setdefault(latin(name), {"f": set(), "m": set()})
                    genders["f" if match[2] else "m"].add(module.name[:2])
    found.pop("", None)
    return found


def main() -> None:
    """Write name, gender and source."""
    shares, listed = census(), lists()
    with HAND.open(encoding="utf-8", newline="") as file:
        by_hand = {row["name"]: row["gender"] for row in csv.DictReader(file)}
    rows = [[name, gender, "hand/given_names.csv (memory)"] for name, gender in by_hand.items()]
    for name in sorted((set(shares) | set(listed)) - set(by_hand)):
        share, locales = shares.get(name, {}), listed.get(name, {"f": set(), "m": set()})
        for gender, other in (("f", "m"), ("m", "f")):
            in_lists = len(locales[gender]) >= max(1, LOCALES * len(locales[other]))
            in_census = share.get(gender, 0.0) >= CLEAR * share.get(other, 0.0) and gender in share
            against = len(locales[other]) > len(locales[gender]) or (other in share and not in_census)
            if (in_lists or in_census) and not against:
                used = [("faker 40.54.0", bool(locales[gender])), ("names 0.3.0", gender in share)]
                rows.append([name, gender, "; ".join(source for source, there in used if there)])
    rows.sort()
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "gender", "source"])
        writer.writerows(rows)
    print(f"{len(rows)} names")


if __name__ == "__main__":
    main()
