"""Names of people across the office sources: reading the Factbook's spelling and finding the same person elsewhere."""

from __future__ import annotations

import re
from functools import cache

from tables import HAND, SOURCES, Row, alpha3_codes, fold, read

# (country, folded name) -> the name and Wikidata id of the sources that give both.
Known = dict[tuple[str, str], list[tuple[str, str]]]

RANKS = r"(?:Gen\.|General|Capt\.|Col\.|Dr\.|Dame|Sir|Archbishop|Archduke|Sheikh)"
TITLES = (
    r"(?:Transition |Transitional |Interim |Acting |Caretaker |GNU |CNSP |overall )*"
    r"(?:President of the Swiss Confederation|President of (?:the )?(?:Council of Ministers|Government of Spain)|"
    r"President of the National Council for the Safeguard of the Homeland|President, Presidential Council,|"
    r"Sovereign Council Chair and Commander-in-Chief of the Sudanese Armed Forces|"
    r"Presidential Leadership Council Chairperson|Chairperson of the (?:Presidency|Council of Ministers)|"
    r"(?:Crown Prince|Sultan) and Prime Minister|Prime Minister and (?:Foreign Minister|Co-Vice President)|"
    r"Prime Minister Crown Prince|Prime Minister|Minister of State|Vice President|President|Premier|Chancellor|"
    r"Taoiseach|King|Queen|Emperor|Grand Duke|Prince|Amir|Emir|Pope|Supreme Leader|Taliban Leader|"
    r"State Affairs Commission President|Ambassador)"
)


def factbook_name(text: str) -> tuple[str, str, str]:
    """Title, name in usual case and the part in capitals (surname) of "Premier Mikhail Vladimirovich MISHUSTIN"."""
    found = re.match(rf"({TITLES}) (?:{RANKS} )*(.+)$", text.strip())
    if not found:
        return "", "", ""
    name = re.sub(r" of (?:the Netherlands|Denmark|Norway)$|,? [JS]r\.?$|\"[^\"]+\" ", "", found[2].strip(" ,"))
    capitals = [word for word in name.split() if re.search(r"[^\W\d_]{2}", word) and in_capitals(word)]
    usual = " ".join(usual_case(word) if word in capitals else word for word in name.split())
    return found[1].strip(" ,"), usual, " ".join(usual_case(word) for word in capitals)


def in_capitals(word: str) -> bool:
    """Whether the Factbook sets a word as the surname: "MODI", "al-SUDANI", not "XIV" or "Wang"."""
    core = re.sub(r"^(?:[Aa]l|[Ee]l|[Dd]')-?", "", word)
    return core.isupper() and core not in ROMAN


ROMAN = {"II", "III", "IV", "VI", "VII", "VIII", "IX", "XIV", "XVI"}


def usual_case(word: str) -> str:
    """Capitals as names: Akufo-Addo; MCDONALD comes out as Mcdonald, since the Factbook does not tell."""
    return re.sub(r"(?<!')[^\W\d_]{2,}", lambda part: part[0].capitalize() if part[0].isupper() else part[0], word)


def known_people(index: dict[str, str]) -> Known:
    """Everyone with a Wikidata id in office_holders.csv and world_leaders.csv, by country and folded name."""
    known: Known = {}
    rows: list[tuple[str, Row]] = [
        (alpha3_codes()[row["country_code"]], row) for row in read(SOURCES / "office_holders.csv")
    ]
    rows += [(index.get(fold(row["country"]), ""), row) for row in read(SOURCES / "world_leaders.csv")]
    for country, row in rows:
        name = re.sub(r",? (?:of|Prince of) [A-Z].+$", "", row["person"])
        found = known.setdefault((country, fold(name)), [])
        if (name, row["wikidata_id"]) not in found:
            found.append((name, row["wikidata_id"]))
    return known


def match(person: str, surname: str, country: str, known: Known) -> tuple[str, str]:
    """The usual name and Wikidata id of a Factbook person; its own spelling without an id where none or two fit."""
    listed = usual_names().get((country, fold(person)))
    if listed:
        ids = {qid for _, qid in known.get((country, fold(listed)), [])}
        return listed, ids.pop() if len(ids) == 1 else ""
    first = fold(person).split()[0]
    wanted = set(re.split(r"[ -]", fold(surname)))
    fits: set[tuple[str, str]] = set()
    for (where, name), found in known.items():
        words = set(re.split(r"[ -]", name)) if where == country else set()
        if wanted <= words and any(word[:3] == first[:3] for word in words - wanted):
            fits.update(found)
    if len({qid for _, qid in fits}) == 1:
        return min(fits)
    return short_form(person, surname), ""


def short_form(person: str, surname: str) -> str:
    """A name as news writes it: the first name and the surname; a name that leads with its surname stays whole."""
    first = person.split(maxsplit=1)[0]
    return person if not surname or person.startswith(surname) else f"{first} {surname}"


@cache
def usual_names() -> dict[tuple[str, str], str]:
    """(country, folded Factbook name) -> the name in English-language news, where neither rule nor match gives it."""
    return {(row["country"], fold(row["factbook"])): row["name"] for row in read(HAND / "factbook_names.csv")}
