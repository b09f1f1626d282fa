"""Build the code tables of `resources/plover/` from the published dictionaries.

    python train/plover/build.py [DICTIONARIES]

DICTIONARIES holds the files as published: CAMEO2PLOVER-2021.txt and plover_scores.tsv (PLOVER, CC BY-SA 4.0), cameo-
codes.csv (andybega/icews, MIT) and CAMEO.2.0.txt (openeventdata/petrarch2, MIT). What is CC BY-SA stays in a folder of
its own.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT.parent / "shared" / "sources" / "dictionaries"
OUT = ROOT / "src" / "communique" / "resources" / "plover"

MODES = {
    "ban": "restrict", "assassinate": "targeted", "massacre": "", "cleansing": "", "pro_autocracy": "", "return":
    "release",
    "ease": "", "political": "restrict", "asylum": "",
}  # fmt: skip
"""Modes of the conversion table that the manual's own list of modes does not have, and the mode that the manual gives
the act."""

MENDED_CODES = {
    "112": ("ACCUSE", "allege"),  # "Accuse" stands under `disapprove`; its own sub-codes stand under `allege`
    "143": ("PROTEST", "strike"),  # "Conduct strike or boycott": every sub-code is a strike for something
    "191": (
        "ASSAULT",
        "",
    ),  # blockade and occupation stay with CAMEO's root 19, use of force: the manual's COERCE is repression
    "192": ("ASSAULT", ""),
    "105": ("REQUEST", "yield"),  # "Demand that target yields" stands under `change`, its sub-codes under `yield`
    "0842": ("RETREAT", "release"),
    "1712": ("ASSAULT", "destroy"),  # "Destroy property" stands under the mode of confiscation
    "0874": ("RETREAT", "withdraw"),  # "Retreat or surrender militarily" stands under `disarm`
    "0871": ("RETREAT", "ceasefire"),
}
"""Slips of the conversion table, mended by the manual's definitions."""

APPEALS = {code: ("REQUEST", mode) for code, mode in {
    "02": "", "020": "", "021": "assist", "0211": "assist", "0212": "assist", "0213": "assist", "0214": "assist",
    "022": "assist",
    "023": "assist", "0231": "assist", "0232": "assist", "0233": "assist", "0234": "assist", "024": "change", "0241":
    "change",
    "0242": "change", "0243": "change", "0244": "change", "025": "yield", "0251": "yield", "0252": "yield", "0253":
    "yield",
    "0254": "yield", "0255": "yield", "0256": "yield", "026": "meet", "027": "meet", "028": "meet",
}.items()}  # fmt: skip
"""Appeals (CAMEO 02) are requests in PLOVER; the conversion table leaves the root out. Modes as in the demands (10)."""


LONG_SET = 40
"""Longest synonym set that is written out; the longer ones list weapons, aircraft and currencies by brand."""


def conversion(path: Path) -> dict[str, tuple[str, str, str]]:
    """CAMEO code -> PLOVER type, mode, context; the first line of a code that stands twice counts."""
    rows: dict[str, tuple[str, str, str]] = {}
    for line in path.read_text("utf-8").splitlines():
        match = re.match(r"(\d{2,4}):\s*([A-Z]+)\s*,?([^,#]*),?([^#]*)", line)
        if match is None:
            continue
        code, kind, mode, context = (part.strip() for part in match.groups())
        rows.setdefault(code, (kind, MODES.get(mode, mode), context))
    for code, (kind, mode) in {**APPEALS, **MENDED_CODES}.items():
        rows[code] = (kind, mode, rows.get(code, ("", "", ""))[2])
    return rows


def scores(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """PLOVER's intensity per type and mode; ACCUSE is printed without its sign."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            slip = row["event"] == "ACCUSE" and not row["mode"]
            yield row["event"], row["mode"], "-3" if slip else row["score"], row["quad"]


def codes(path: Path) -> Iterator[tuple[str, str, str]]:
    """CAMEO code, name, Goldstein score."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["code"], row["name"], row["goldstein"]


def patterns(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """Verb patterns as rows lemma, preposition, noun, code.

    Those that look right of the verb for one noun or preposition. A pattern counts for the verb that its comment names. Left
    contexts, actor slots and the empty code are left out: the parse gives the first two, and the third codes nothing.
    """
    sets = synonyms(path)
    for line in path.read_text("utf-8").splitlines():
        match = re.match(r"- \*\s+(.*?)\s*\[(\d{2,4})(?::\d*)?\]\s*#\s*([A-Z_]+)\s*$", line)
        if match is None or match[3].startswith("_"):
            continue
        right, code, verb = match[1], match[2], match[3].lower().replace("_", " ")
        preposition = re.fullmatch(r"\(([A-Z]+)(?: \{?([&A-Z_ -]+?)\}?)?\)", right)
        plain = re.fullmatch(r"\{?([&A-Z_ -]+?)\}?", right)
        if preposition:
            for noun in nouns(preposition[2] or "", sets):
                yield verb, preposition[1].lower(), noun, code
        elif plain:
            for noun in nouns(plain[1], sets):
                yield verb, "", noun, code


def synonyms(path: Path) -> dict[str, list[str]]:
    """The dictionary's synonym sets: name -> words."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("&"):
            current = found.setdefault(line[1:].strip(), [])
        elif line.startswith("+") and not line.endswith("}"):
            current.append(line[1:].strip().rstrip("_").replace("_", " "))
        elif line.startswith("---"):
            break
    return found


def nouns(text: str, sets: dict[str, list[str]]) -> list[str]:
    """The words that the last slot of a pattern stands for; a word before it is kept as `word noun`."""
    parts = text.split()
    if not parts:
        return [""]
    ends = sets.get(parts[-1][1:], []) if parts[-1].startswith("&") else [parts[-1].replace("_", " ")]
    front = [part.replace("_", " ") for part in parts[:-1] if not part.startswith("&")]
    if len(front) != len(parts) - 1:
        return []
    if len(ends) > LONG_SET:
        return []
    return [" ".join([*front, end]).lower() for end in ends if len(end.split()) == 1]


def write(path: Path, head: str, rows: Iterator[tuple[str, ...]] | list[tuple[str, ...]]) -> None:
    """Write a table, sorted, without doubles."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = sorted(set(rows))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head.split(","))
        writer.writerows(lines)
    print(f"{path.relative_to(OUT)}: {len(lines)} rows")


def main(sources: Path) -> None:
    """Build every table."""
    table = conversion(sources / "CAMEO2PLOVER-2021.txt")
    known = {(kind, mode) for kind, mode, _, _ in scores(sources / "plover_scores.tsv")}
    for code, (kind, mode, _) in sorted(table.items()):
        if (kind, mode) not in known:
            print(f"no such mode: {code} {kind} {mode!r}")
    write(OUT / "cc-by-sa" / "cameo.csv", "code,type,mode,context", [(c, *row) for c, row in table.items()])
    write(OUT / "cc-by-sa" / "scores.csv", "type,mode,score,quad", scores(sources / "plover_scores.tsv"))
    write(OUT / "mit" / "codes.csv", "code,name,goldstein", codes(sources / "cameo-codes.csv"))
    write(OUT / "mit" / "patterns.csv", "verb,preposition,noun,code", patterns(sources / "CAMEO.2.0.txt"))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCES)
