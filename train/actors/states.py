"""Build states.csv: names, demonyms, capitals and codes of states, territories and states of the past."""

from __future__ import annotations

import itertools
import re

from babel import Locale
from tables import CLDR, FACTBOOK, HAND, OWN, PUBLIC_DOMAIN, SOURCES, UNICODE, Row, alpha3_codes, fold, read, write

COLUMNS = [
    "id", "alpha2", "qid", "name", "official", "aliases", "adjectives", "people", "capital", "metonyms",
    "latitude", "longitude", "kind", "source", "licence", "verified",
]  # fmt: skip
# world_leaders.csv names some states otherwise than CLDR.
OTHER_NAMES = {
    "kingdom of denmark": "DNK", "kingdom of the netherlands": "NLD", "people's republic of china": "CHN",
    "republic of ireland": "IRL", "united states of america": "USA", "state of palestine": "PSE",
    "turkish republic of northern cyprus": "QNC", "republic of abkhazia": "QXA", "republic of artsakh": "QXR",
    "sahrawi arab democratic republic": "ESH", "federated states of micronesia": "FSM",
}  # fmt: skip


def names_to_codes(states: list[Row]) -> dict[str, str]:
    """Folded name or alias -> alpha-3, of every state of the table; the first state keeps a shared name."""
    index: dict[str, str] = {}
    for state in states:
        for name in [state["name"], state["official"], *state["aliases"].split("|")]:
            index.setdefault(fold(name), state["id"])
    index.pop("", None)
    return index | OTHER_NAMES


def build() -> list[Row]:
    """Write states.csv from CLDR, the Factbook and the hand table; return its rows."""
    hand = {row["iso3"]: row for row in read(HAND / "states.csv")}
    pages = read(HAND / "factbook.csv")
    by_code = {row["gec"]: row for row in pages}
    by_name = {fold(row["short"]): row for row in pages}
    states = []
    for alpha2, name in sorted(Locale("en").territories.items()):
        code = alpha3_codes().get(alpha2)
        if code:
            extra = hand.pop(code, {})
            page = by_code.get(extra.get("gec", "")) or by_name.get(fold(name).replace("&", "and"), {})
            states.append(living_state(code, alpha2, name, extra, page))
    states += [past_state(row) for row in hand.values()]
    add_wikidata(states)
    states.sort(key=lambda row: row["id"])
    write("states.csv", COLUMNS, states)
    return states


def living_state(code: str, alpha2: str, cldr_name: str, extra: Row, page: Row) -> Row:
    """One row from CLDR's name, the Factbook's page and the hand additions."""
    name = extra.get("name") or cldr_name
    official = page.get("long", "").split(";")[0]
    official = "" if official.startswith(("none", "conventional")) or fold(official) == fold(name) else official
    capital = extra.get("capital") or re.split(r" \(|;|,? note|, D\.C\.", page.get("capital", ""))[0].strip()
    spelt = [cldr_name, page.get("short", ""), official, *abbreviations(page), *extra.get("aliases", "").split("|")]
    position = coordinates(page.get("capital_at", ""))
    adjectives = extra.get("adjectives") or "|".join(plain_forms(page.get("adjective", ""))[0])
    people = extra.get("people") or "|".join(dict.fromkeys(itertools.chain(*plain_forms(page.get("noun", "")))))
    names = dict.fromkeys(alias for alias in spelt if alias not in {"", "none", name} and "(" not in alias)
    return {
        "id": code, "alpha2": alpha2, "qid": "", "name": name, "official": official,
        "aliases": "|".join(names),
        "adjectives": adjectives, "people": people, "capital": capital if capital not in {"none", "NA"} else "",
        "metonyms": extra.get("metonyms", ""), "latitude": position[0], "longitude": position[1],
        "kind": extra.get("kind", ""), "source": "; ".join([CLDR, *([FACTBOOK] if page else []), "hand/states.csv"]),
        "licence": f"{UNICODE}; {PUBLIC_DOMAIN}", "verified": "yes",
    }  # fmt: skip


def past_state(row: Row) -> Row:
    """A state of the past or one that few recognise, from the hand table alone."""
    return {
        "id": row["iso3"], "alpha2": "", "qid": "", "name": row["name"], "official": "", "aliases": row["aliases"],
        "adjectives": row["adjectives"], "people": row["people"], "capital": "", "metonyms": row["metonyms"],
        "latitude": "", "longitude": "", "kind": row["kind"], "source": "hand/states.csv", "licence": OWN,
        "verified": "no",
    }  # fmt: skip


def abbreviations(page: Row) -> list[str]:
    """The Factbook's abbreviations ("US or USA": both), those left out that news does not use."""
    found = re.findall(r"\b[A-Z]{2,5}\b", page.get("abbreviation", ""))
    return [short for short in found if short not in {"CH", "NL", "GU", "PR", "VI", "HIMI", "FDRE", "PDR"}]


def plain_forms(text: str) -> tuple[list[str], list[str]]:
    """Singulars and plurals of "Chilean(s)"; words in brackets and notes dropped."""
    text = re.sub(r"; ?(note|Dutch).*|\((singular|plural|colloquial|US|collective)[^)]*\)|note -.*", "", text)
    singular, plural = [], []
    for part in re.split(r",|;| or |/", text):
        word = part.strip()
        if word in {"", "NA", "none", "Chinese"} and word != "Chinese":
            continue
        singular.append(re.sub(r"\([a-z]+\)", "", word).strip())
        plural.append(word.replace("(s)", "s") if "(s)" in word else singular[-1])
    return list(dict.fromkeys(singular)), list(dict.fromkeys(plural))


def coordinates(text: str) -> tuple[str, str]:
    """Degrees, north and east positive, of "55 45 N, 37 36 E"."""
    match = re.match(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])", text)
    if not match:
        return "", ""
    south, west = match[3] == "S", match[6] == "W"
    latitude = int(match[1]) + int(match[2]) / 60
    longitude = int(match[4]) + int(match[5]) / 60
    return f"{-latitude if south else latitude:.2f}", f"{-longitude if west else longitude:.2f}"


def add_wikidata(states: list[Row]) -> None:
    """Set the Wikidata id and the kind: what world_leaders.csv lists is a state, the rest territories."""
    index = names_to_codes(states)
    ids = {
        index[fold(row["country"])]: row["country_wikidata_id"]
        for row in read(SOURCES / "world_leaders.csv")
        if fold(row["country"]) in index
    }
    for state in states:
        if state["id"] in ids:
            state["qid"] = ids[state["id"]]
            state["source"] += "; world_leaders.csv"
        state["kind"] = state["kind"] or ("member" if state["id"] in ids else "territory")
