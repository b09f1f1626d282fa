"""Read hand/officials.txt, the office holders of 2022 and after, and look for a dated report that shows them in office.

A line is `country|title|raw title: person,gender,from,to; person,…`; after the title `@body` names an organisation
instead of the state's government and `>STATE` an ambassador's posting. All of it is written from memory, so no date
of it may ever bound another date: `verified` is "no", or "attested" where a White House text of ../shared names the
person with that title on a day inside the spell (then `source` names the text and `as_of` is its day).
hand/confirmed.csv holds the spells whose start a dated public page states, at the precision that it states: those are
verified.
"""

from __future__ import annotations

import json
import re
from functools import cache

from tables import HAND, OWN, REPORTS, Row, read

WRITTEN = "2025-12"  # how far the memory behind the table reaches with some certainty
TITLE_WORDS = {
    "foreign minister": r"Foreign Minister|Minister (?:of|for) Foreign Affairs|Secretary of State|Foreign Secretary|"
    r"Minister of External",
    "defence minister": r"Defen[cs]e Minister|Minister of (?:National )?Defen[cs]e|Secretary of (?:Defense|War)|"
    r"Defen[cs]e Secretary",
    "finance minister": r"Finance Minister|Minister of Finance|Treasury Secretary|Secretary of the Treasury",
    "president": r"President|Presidents",
    "prime minister": r"Prime Minister|Premier",
    "vice president": r"Vice President",
    "chancellor": r"Chancellor",
    "national security adviser": r"National Security Advis[eo]r|National Security Secretariat",
    "secretary-general": r"Secretary[- ]General",
    "spokesperson": r"Press Secretary|[Ss]pokes(?:man|woman|person)",
    "special envoy": r"Envoy",
    "trade minister": r"Commerce Secretary|Secretary of Commerce|Commerce Minister",
    "energy minister": r"Energy Secretary|Secretary of Energy|Energy Minister",
    "crown prince": r"Crown Prince",
    "chief of staff": r"Chief of Staff",
    "trade representative": r"Trade Representative",
    "central bank governor": r"Governor|Chair",
    "attorney general": r"Attorney General",
}


@cache
def reports() -> list[tuple[str, str, str]]:
    """(id, day, text) of every White House text of ../shared, by day."""
    path = REPORTS / "white_house" / "reports.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    return sorted((row["published"][:10], row["id"], row["text"]) for row in rows)


@cache
def confirmed() -> dict[tuple[str, str, str], Row]:
    """(country, title, person) -> the row of hand/confirmed.csv that states when the spell began."""
    return {(row["country"], row["title"], row["person"]): row for row in read(HAND / "confirmed.csv")}


def rows_of_hand() -> list[Row]:
    """One row a spell of hand/officials.txt."""
    rows = []
    for line in (HAND / "officials.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            head, holders = line.split(": ", 1)
            country, office, raw = head.split("|")
            office, _, posted = office.partition(">")
            title, _, body = office.partition("@")
            common = {"country": country, "title": title, "raw": raw, "body": body, "posted": posted}
            rows += [row_of(common, holder) for holder in holders.split("; ")]
    return rows


def row_of(common: Row, holder: str) -> Row:
    """One holder's row: verified "attested" where a dated text shows the person in this office."""
    person, gender, start, end = (part.strip() for part in holder.split(","))
    row = common | {"person": person, "gender": gender, "from": start, "to": end, "licence": OWN}
    told = confirmed().get((row["country"], row["title"], person))
    if told:
        return row | {"from": told["from"], "as_of": end or WRITTEN, "source": told["source"], "verified": "yes"}
    shown = attested(row)
    if shown:
        day, report = shown
        source = f"memory; shown in office by white_house/reports.jsonl#{report} (CC0 1.0)"
        return row | {"as_of": day, "source": source, "verified": "attested"}
    return row | {"as_of": end or WRITTEN, "source": "memory", "verified": "no"}


def attested(row: Row) -> tuple[str, str] | None:
    """Day and id of the last text that gives the person this title inside the spell."""
    words = TITLE_WORDS.get(row["title"])
    if not words:
        return None
    name = re.compile(rf"(?<![A-Za-z])(?:{words})[,\w ’'.-]{{0,25}}? {re.escape(row['person'])}\b")
    for day, report, text in reversed(reports()):
        inside = row["from"] <= day and (not row["to"] or day <= row["to"])
        if inside and row["person"] in text and name.search(text):
            return day, report
    return None
