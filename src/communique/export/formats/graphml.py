"""GraphML: actors as nodes, events and addressed statements as edges, for Gephi, yEd, networkx and igraph.

Edges run from source to target, or from speaker to addressee; an event of several actors gives an edge for each pair.
Days are ISO texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from communique.export.safe import terminal
from communique.export.written import Asked, Written, rows_of, sound_rows, tally, write_text
from communique.query.filters import parties
from communique.store import Store
from communique.store.rows import Row

FILE = "actors.graphml"
_NODE = {"name": "string", "kind": "string", "country": "string"}
_EDGE = {
    "id": "string", "kind": "string", "type": "string", "modality": "string", "date": "string", "date_end": "string",
    "quad": "int", "intensity": "double", "weight": "int", "reports": "string", "words": "string",
}  # fmt: skip
"""Data of an edge and their GraphML types; `weight` counts mentions."""

_Edge = tuple[str, str, Mapping[str, Any]]


def write(store: Store, target: Path, asked: Asked) -> Written:
    """Write `actors.graphml`; what has only one side is counted as left out."""
    del asked
    actors = {row["id"]: row for row in rows_of(store, "actors")}
    reports = {row["id"]: row for row in rows_of(store, "reports")}
    edges, left = _edges(store, reports)
    edges = [edge for edge in edges if edge[0] in actors and edge[1] in actors]
    nodes = sorted({end for edge in edges for end in edge[:2]})
    lines = [*_head(), *(_node(actors[id_]) for id_ in nodes), *(_edge(edge) for edge in edges)]
    write_text(target, FILE, "\n".join([*lines, "  </graph>", "</graphml>", ""]))
    left += ["actors that no edge touches"] * (len(actors) - len(nodes))
    return Written({f"{FILE} nodes": len(nodes), f"{FILE} edges": len(edges)}, tally(left))


def _edges(store: Store, reports: Mapping[str, Row]) -> tuple[list[_Edge], list[str]]:
    edges: list[_Edge] = []
    left = []
    mentions = {row["id"]: row for row in rows_of(store, "event_mentions")}
    for row in rows_of(store, "events"):
        made = _pairs(row["source"], row["target"], _event(row, mentions, reports))
        left += [] if made else ["events with one side only"]
        edges += made
    statements, judged = sound_rows(store, "statements")
    left += judged
    for row in statements:
        sides = (sorted(parties(row, "speaker")), sorted(parties(row, "addressee")))
        made = _pairs(*sides, _statement(row, reports))
        left += [] if made else ["statements without a known speaker and addressee"]
        edges += made
    return edges, left


def _pairs(sources: Sequence[str], targets: Sequence[str], data: Mapping[str, Any]) -> list[_Edge]:
    return [(one, other, data) for one, other in product(sources, targets) if one != other]


def _event(row: Row, mentions: Mapping[str, Row], reports: Mapping[str, Row]) -> dict[str, Any]:
    told = [mentions[id_] for id_ in row["mentions"] if id_ in mentions]
    spans = [(reports[mention["report"]], mention["span"]) for mention in told]
    common = {key: row[key] for key in ("id", "type", "modality", "date", "date_end", "quad", "intensity")}
    return {**common, "kind": "event", "weight": len(told), **_evidence(spans)}


def _statement(row: Row, reports: Mapping[str, Row]) -> dict[str, Any]:
    spans = [(reports[row["report"]], span) for span in row["content"]]
    common = {"id": row["id"], "type": row["kind"], "date": row["date"], "date_end": row["date_end"]}
    return {**common, "kind": "statement", "weight": 1, **_evidence(spans)}


def _evidence(spans: Sequence[tuple[Row, Sequence[int]]]) -> dict[str, str]:
    refs = dict.fromkeys(report["ref"] for report, _ in spans)
    words = dict.fromkeys(report["text"][start:end] for report, (start, end) in spans)
    return {"reports": ", ".join(refs), "words": " … ".join(words)}


def _head() -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
        'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">'
    )
    for owner, keys in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in keys.items():
            yield f'  <key id="{owner}-{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>'
    yield '  <graph id="record" edgedefault="directed">'


def _node(row: Row) -> str:
    data = {key: row[key] for key in _NODE}
    return f"    <node id={quoteattr(_xml(row['id']))}>{_data('node', data)}</node>"


def _edge(edge: _Edge) -> str:
    one, other, data = edge
    return f"    <edge source={quoteattr(_xml(one))} target={quoteattr(_xml(other))}>{_data('edge', data)}</edge>"


def _data(owner: str, data: Mapping[str, Any]) -> str:
    return "".join(
        f'<data key="{owner}-{name}">{escape(_xml(str(value)))}</data>'
        for name, value in data.items()
        if value is not None
    )


def _xml(text: str) -> str:
    """Text that XML 1.0 allows: controls are shown by their codes, the two noncharacters of the plane are dropped."""
    return terminal(text).replace("\ufffe", "").replace("\uffff", "")
