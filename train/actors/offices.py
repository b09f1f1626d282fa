"""Build offices.csv and offices_bysa.csv: who held which office, from when to when, and which source says so."""

from __future__ import annotations

import re
from functools import cache

from officials import rows_of_hand
from people import Known, factbook_name, known_people, match
from states import names_to_codes
from tables import (
    BY_SA,
    CC0,
    FACTBOOK,
    HAND,
    OWN,
    PUBLIC_DOMAIN,
    SOURCES,
    Row,
    alpha3_codes,
    fold,
    iso_date,
    read,
    write,
)  # fmt: skip

COLUMNS = [
    "person", "qid", "gender", "title", "raw", "country", "body", "posted", "from", "to", "as_of", "source",
    "licence", "verified",
]  # fmt: skip
# Spells that ended earlier are left out: news looks back at leaders and chief ministers for decades, hardly at others.
OLDEST_END = {"leading": "1990", "ambassador": "2018", "other": "2008"}
LEADING = {
    "president", "prime minister", "chancellor", "monarch", "pope", "supreme leader", "party leader", "vice president",
    "foreign minister", "defence minister", "secretary-general", "head of state", "crown prince",
    "national security adviser", "spy chief",
}  # fmt: skip
SNAPSHOT = {"office_holders.csv": "2022-06", "world_leaders.csv": "2022-10", "factbook": "2026-01"}
WHOLE_STATE = {"Republic", "State Council", "Council of Ministers", "Islamic Republic", "State Affairs"}
EMPTY = dict.fromkeys(COLUMNS, "")
# Titles that regions use too: of "premier of X" only the X that is the state itself counts.
NATIONAL = {"president", "prime minister", "monarch", "deputy prime minister", "vice president"}
# Offices that one person holds at a time, so that two spells of one person there are two tellings of one.
ONE_HOLDER = {"president", "prime minister", "monarch", "chancellor", "foreign minister", "defence minister", "pope"}


@cache
def title_rules() -> list[tuple[str, re.Pattern[str], str]]:
    """The rows of hand/titles.csv: country (or any), pattern, normalised title; the first that fits decides."""
    return [(row["country"], re.compile(row["pattern"]), row["title"]) for row in read(HAND / "titles.csv")]


def normal_title(raw: str, alpha2: str) -> str:
    """The normalised title of a source's own wording, or empty where the office is not one of ours."""
    for country, pattern, title in title_rules():
        if country in {"", alpha2} and pattern.search(raw):
            return "" if title == "-" else title
    return ""


def posting(raw: str, index: dict[str, str]) -> str:
    """The alpha-3 of the state an ambassador is posted to."""
    match_ = re.search(r"(?:to|in) (?:the )?(.+)$", raw)
    return index.get(fold(match_[1]), "") if match_ else ""


def from_wikidata(index: dict[str, str]) -> list[Row]:
    """Spells of office_holders.csv and world_leaders.csv whose office is one of ours."""
    rows = []
    for row in read(SOURCES / "office_holders.csv"):
        title = normal_title(row["position"], row["country_code"])
        oldest = OLDEST_END["leading" if title in LEADING else title if title == "ambassador" else "other"]
        if not title or (row["end"] and row["end"] < max(oldest, row["start"])):
            continue  # not ours, long over, or (three rows) ended before it started
        code = alpha3_codes()[row["country_code"]]
        region = re.search(r" (?:of|for) (?:the )?(.+)$", row["position"])
        if title in NATIONAL and region and index.get(fold(region[1])) != code and region[1] not in WHOLE_STATE:
            continue
        posted = posting(row["position"], index) if title == "ambassador" else ""
        rows.append(spell(row, title=title, country=code, posted=posted, start=row["start"], end=row["end"]))
    for row in read(SOURCES / "world_leaders.csv"):
        code = index.get(fold(row["country"]), "")
        title = normal_title(row["position"], next((two for two, three in alpha3_codes().items() if three == code), ""))
        if code and title:
            rows.append(spell(row, title=title, country=code, posted="", start=row["start_year"], end=row["end_year"]))
    return rows


def spell(row: Row, *, title: str, country: str, posted: str, start: str, end: str) -> Row:
    """One output row of a Wikidata-derived source row."""
    file = "world_leaders.csv" if "start_year" in row else "office_holders.csv"
    # Wikidata labels monarchs "Felipe VI of Spain", "Albert II, Prince of Monaco".
    person = re.sub(r",? (?:of|Prince of) .+$", "", row["person"]) if title == "monarch" else row["person"]
    return EMPTY | {
        "person": person, "qid": row["wikidata_id"], "title": title, "raw": row["position"],
        "country": country, "posted": posted, "from": start, "to": end, "as_of": end or SNAPSHOT[file],
        "source": f"{file}: {row['source']}", "licence": CC0, "verified": "yes" if start else "no",
    }  # fmt: skip


def from_factbook(states: list[Row], known: Known) -> list[Row]:
    """Heads of state and government and ambassadors to and from the United States, as of January 2026."""
    errata = {(row["gec"], row["field"]): row["right"] for row in read(HAND / "factbook_errata.csv")}
    pages = {page["gec"]: page for page in read(HAND / "factbook.csv")}
    rows = []
    for state, gec in factbook_states(states, pages):
        for field in ("chief_of_state", "head_of_government", "ambassador_in_us", "us_ambassador"):
            text = errata.get((gec, field), pages[gec][field])
            rows += factbook_spell(text, field=field, state=state, known=known)
    return rows


def factbook_states(states: list[Row], pages: dict[str, Row]) -> list[tuple[Row, str]]:
    """The states whose offices the Factbook tells, with its code; territories share their sovereign's head."""
    hand = {row["iso3"]: row["gec"] for row in read(HAND / "states.csv") if row["gec"]}
    named = {fold(page["short"]): gec for gec, page in pages.items() if page["short"]}
    found = []
    for state in states:
        gec = hand.get(state["id"]) or named.get(fold(state["name"]).replace("&", "and"))
        if gec and (state["kind"] in {"member", "observer"} or state["id"] in {"TWN", "XKX"}):
            found.append((state, gec))
    return found


def factbook_spell(text: str, *, field: str, state: Row, known: Known) -> list[Row]:
    """A text like "President XI Jinping (since 14 March 2013)" as a row; nothing without a holder or a date."""
    told = re.match(r"([^(;]+?)(?: \([^)]*\))?,? \((?:for the |since )([^,;)]+)", text)
    if not told or "vacant" in told[1] or not iso_date(told[2]):
        return []
    raw, person, surname = factbook_name(told[1])
    country, posted = ("USA", state["id"]) if field == "us_ambassador" else (state["id"], "")
    if field == "ambassador_in_us":
        posted = "USA"
    title = "ambassador" if posted else normal_title(raw, state["alpha2"])
    if not title or not person or (title == "monarch" and country in REALMS):
        return []
    name, qid = match(person, surname, country, known)
    return [
        EMPTY | {
            "person": name, "qid": qid, "title": title, "raw": raw, "country": country, "posted": posted,
            "from": iso_date(told[2]), "as_of": SNAPSHOT["factbook"], "source": FACTBOOK, "licence": PUBLIC_DOMAIN,
            "verified": "yes",
        }
    ]  # fmt: skip


# Realms whose monarch is told once, with the United Kingdom.
REALMS = {"AUS", "CAN", "NZL", "PNG", "SLB", "TUV", "ATG", "BHS", "BLZ", "GRD", "JAM", "KNA", "LCA", "VCT"}


def from_hand(known: Known) -> list[Row]:
    """The holders of hand/officials.txt, with the Wikidata id that another source gives them."""
    by_name: dict[str, set[str]] = {}
    for (_, name), pairs in known.items():
        by_name.setdefault(name, set()).update(qid for _, qid in pairs if qid)
    labels = {(row["country"], fold(row["name"])): fold(row["label"]) for row in read(HAND / "people.csv")}
    rows = []
    for row in rows_of_hand():
        name = fold(row["person"])
        name = labels.get((row["country"], name)) or name
        ids = {qid for _, qid in known.get((row["country"], name), [])} or set(by_name.get(name, ()))
        rows.append(EMPTY | row | {"qid": ids.pop() if len(ids) == 1 else ""})
    return rows


def from_current_leaders() -> list[Row]:
    """Leaders of 30 countries as of August 2026: share-alike, so kept in a file of their own."""
    rows = []
    for row in read(SOURCES / "current_leaders.csv"):
        raw = row["position"].replace("Prime Minister (King)", "Prime Minister")
        title = normal_title(raw, row["country_code"])
        country = alpha3_codes().get(row["country_code"], "")
        wrong = row["country_code"] == "SA" and title == "monarch"  # the source gives the crown prince as king
        if title and country and country not in REALMS - {"CAN", "AUS"} and not wrong and raw != "Monarch":
            rows.append(
                EMPTY | {
                    "person": row["person"], "qid": row["wikidata_id"], "title": title, "raw": raw,
                    "country": country, "from": row["since"], "as_of": row["as_of"],
                    "source": f"current_leaders.csv: {row['source']}", "licence": BY_SA,
                    "verified": "yes" if row["since"] else "no",
                }
            )  # fmt: skip
    return rows


def build(states: list[Row]) -> None:
    """Write the office tables and people.csv; the share-alike file holds only what the others do not tell."""
    index = names_to_codes(states)
    known = known_people(index)
    hand = read(HAND / "people.csv")
    spells = from_wikidata(index) + from_factbook(states, known) + from_hand(known)
    free = merge(usual_spelling(spells, hand))
    order = sorted(free, key=lambda row: [row[key] for key in ("country", "body", "title", "from", "person", "posted")])
    write("offices.csv", COLUMNS, order)
    shared = merge(usual_spelling(from_current_leaders(), hand))
    added = [row for row in shared if not any(same_spell(row, other) for other in free)]
    write("offices_bysa.csv", COLUMNS, sorted(added, key=lambda row: (row["country"], row["title"], row["from"])))
    write("people.csv", PEOPLE, people_rows(hand, free))


def usual_spelling(rows: list[Row], hand: list[Row]) -> list[Row]:
    """The rows with each person named as hand/people.csv names them, so that tellings of one spell meet."""
    labels = {(row["country"], fold(row["label"])): row for row in hand if row["label"]}
    named = {(row["country"], fold(row["name"])): row for row in hand}
    for row in rows:
        key = (row["country"], fold(row["person"]))
        person = labels.get(key) or named.get(key)
        if person:
            row["person"], row["gender"] = person["name"], person["gender"]
    return rows


PEOPLE = ["name", "country", "gender", "aliases", "source", "licence", "verified"]


def people_rows(hand: list[Row], spells: list[Row]) -> list[Row]:
    """Other spellings and the gender of the people most in the news, from the hand table."""
    held = {(row["country"], row["person"]) for row in spells}
    return [
        {
            "name": row["name"], "country": row["country"], "gender": row["gender"], "aliases": row["aliases"],
            "source": "hand/people.csv (memory)", "licence": OWN, "verified": "no",
        }
        for row in hand
        if (row["country"], row["name"]) in held
    ]  # fmt: skip


def merge(rows: list[Row]) -> list[Row]:
    """One row a spell: of tellings of the same spell the first (most exact source) stays and learns the rest."""
    kept: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        bucket = kept.setdefault((row["country"], row["body"], row["title"], row["posted"]), [])
        twin = next((other for other in bucket if same_spell(row, other)), None)
        if twin is None:
            bucket.append(row)
        else:
            absorb(twin, row)
    return [row for bucket in kept.values() for row in bucket]


def same_spell(a: Row, b: Row) -> bool:
    """Whether two rows tell the same spell: same office and person, and starts that agree or spells that overlap."""
    if any(a[key] != b[key] for key in ("country", "body", "title", "posted")):
        return False
    if fold(a["person"]) != fold(b["person"]) and (not a["qid"] or a["qid"] != b["qid"]):
        return False
    if a["from"].startswith(b["from"]) or b["from"].startswith(a["from"]):
        return True
    first, second = sorted((a, b), key=lambda row: row["from"])
    if not first["to"] and second["verified"] != "yes" and first["as_of"] < second["from"]:
        return False  # came back to the office: hand rows give whole spells, where other sources restart with a term
    return not first["to"] or (first["to"][:7] >= second["from"][:7] and a["title"] in ONE_HOLDER)


def absorb(kept: Row, other: Row) -> None:
    """Let a spell learn from another telling of it: the later view decides whether it is still open."""
    if other["as_of"] > kept["as_of"]:
        kept["as_of"] = other["as_of"]
        if not other["to"] and other["verified"] == "yes":
            kept["to"] = ""
        elif not kept["to"] and other["verified"] == "yes":
            kept["to"] = other["to"]
    kept["qid"] = kept["qid"] or other["qid"]
    kept["gender"] = kept["gender"] or other["gender"]
    if other["verified"] != "yes":
        return
    for key in ("from", "to"):  # a day tells more than its year
        if other[key].startswith(kept[key]) and kept[key]:
            kept[key] = other[key]
    for key in ("source", "licence"):
        if other[key] not in kept[key]:
            kept[key] += f"; {other[key]}"
