"""W3C Web Annotation (JSON-LD): every row that stands in a report, with position and quote selectors and the text's hash.

`annotations.jsonld` is a collection with one page; each annotation stands on its own. The frozen texts lie beside it in
`texts/`, so that positions (code points, as the model counts them) and hashes can be checked without the record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from communique.export.safe import address
from communique.export.written import Asked, Written, rows_of, sound_rows, tally, write_json, write_text
from communique.store import Store
from communique.store.rows import Row

FILE, TEXTS = "annotations.jsonld", "texts"
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"sha256": "http://schema.org/sha256"}]
"""The published context, and schema.org's word for a hash, which the model has none for."""
AROUND = 32
"""Code points of prefix and suffix, as annotation clients use."""
_WIKIDATA = "http://www.wikidata.org/entity/"


def write(store: Store, target: Path, asked: Asked) -> Written:
    """Write the collection and the texts."""
    del asked
    reports = {row["id"]: row for row in rows_of(store, "reports")}
    made, counts, left = [], {}, []
    for table, describe in _TABLES.items():
        rows, judged = sound_rows(store, table)
        left += judged
        made += [_annotation(table, row, reports[row["report"]], describe(row)) for row in rows]
        counts[f"{FILE} {table}"] = len(rows)
    page = {"type": "AnnotationPage", "startIndex": 0, "items": made}
    collection = {"@context": CONTEXT, "id": "urn:x-communique:record", "type": "AnnotationCollection"}
    write_json(target, FILE, {**collection, "label": "Communiqué", "total": len(made), "first": page})
    for report in reports.values():
        write_text(target / TEXTS, f"{report['id']}.txt", report["text"])
    return Written({**counts, f"{TEXTS}/": len(reports)}, tally(left))


def _annotation(table: str, row: Row, report: Row, bodies: list[dict[str, Any]]) -> dict[str, Any]:
    spans = row["content"] if table == "statements" else [row["span"]]
    targets = [_target(report, span) for span in spans]
    kind = {"type": "TextualBody", "purpose": "classifying", "value": table, "format": "text/plain"}
    id_ = row.get("id") or f"{row['report']}-{row['span'][0]}-{row['span'][1]}-{row['kind']}"
    return {
        "@context": CONTEXT,
        "id": f"urn:x-communique:{table}:{quote(id_)}",
        "type": "Annotation",
        "motivation": "identifying" if table == "mentions" else "describing",
        "body": [kind, *bodies],
        "target": targets if len(targets) > 1 else targets[0],
    }


def _target(report: Row, span: list[int]) -> dict[str, Any]:
    text, (start, end) = report["text"], span
    source: dict[str, Any] = {
        "id": f"{TEXTS}/{report['id']}.txt", "type": "Text", "format": "text/plain", "language": report["language"],
        "sha256": report["sha256"],
    }  # fmt: skip
    if via := address(report["url"]):
        source["via"] = via
    around = {"prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND]}
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {"type": "TextQuoteSelector", "exact": text[start:end], **around},
        ],
    }


def _says(**facts: Any) -> list[dict[str, Any]]:
    """One body that gives the row's facts, in the record's words."""
    told = "; ".join(f"{key}: {value}" for key, value in facts.items() if value not in (None, "", []))
    return [{"type": "TextualBody", "purpose": "describing", "value": told, "format": "text/plain"}] if told else []


def _mention(row: Row) -> list[dict[str, Any]]:
    wikidata = row["actor"] if row["actor"] and row["actor"][0] == "Q" and row["actor"][1:].isdigit() else None
    known = [{"type": "SpecificResource", "source": f"{_WIKIDATA}{wikidata}", "purpose": "identifying"}]
    return [*(known if wikidata else []), *_says(name=row["name"], actor=row["actor"], kind=row["kind"])]


def _name(party: Mapping[str, Any] | None) -> str | None:
    return (party["name"] or ", ".join(party["members"])) if party else None


def _names(listed: list[Mapping[str, Any]]) -> str:
    return ", ".join(name for party in listed if (name := _name(party)))


_TABLES: dict[str, Callable[[Row], list[dict[str, Any]]]] = {
    "mentions": _mention,
    "times": lambda row: _says(type=row["type"], value=row["value"], start=row["start"], end=row["end"]),
    "statements": lambda row: _says(
        speaker=_name(row["speaker"]), addressee=_name(row["addressee"]), kind=row["kind"], polarity=row["polarity"],
        attitude=row["attitude"], utterance=row["utterance"],
    ),
    "figures": lambda row: _says(
        value=row["value"], low=row["low"], high=row["high"], change=row["change"], unit=row["unit"], about=row["about"],
        period=row["period"], comparison=row["comparison"],
    ),
    "event_mentions": lambda row: _says(
        type=row["type"], mode=row["mode"], cameo=row["cameo"], source=_names(row["source"]),
        target=_names(row["target"]), date=row["date"], modality=row["modality"], event=row["event"],
    ),
    "pledge_mentions": lambda row: _says(
        actor=row["actor_name"], act=row["act"], due=row["due"], due_kind=row["due_kind"], condition=row["condition"],
        firmness=row["firmness"], pledge=row["pledge"],
    ),
}  # fmt: skip
