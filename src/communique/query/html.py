"""Lines in a notebook: rows as tables, evidence in its context, reports with their evidence marked.

Report text is escaped throughout. Styles stand on the elements, because notebooks drop style sheets; kinds of evidence
differ by their underline and their title, never by colour alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from communique.inert import markup
from communique.model import Span
from communique.model.interval import shown
from communique.query.lines import Evidence, Line, thawed

SHOWN = 50
"""Lines of a listing that a notebook shows; it says how many there are."""
WORDS = 200
"""Code points of evidence in a cell of a listing."""
_UNDERLINE = {
    "statement": "solid #b58900", "figure": "dotted #2aa198", "event": "double #268bd2", "pledge": "dashed #d33682",
    "time": "groove #6c71c4", "": "solid #b58900",
}  # fmt: skip
_QUIET = frozenset({"byline", "dateline", "boilerplate"})
"""Roles that give no rows; shown smaller."""


def evidence_html(item: Evidence) -> str:
    """The words in their context, with the report's ref."""
    before, text, after, ref = (markup(part) for part in (item.before, item.text, item.after, item.ref))
    return f"<blockquote>…{before}<mark>{text}</mark>{after}… <cite>{ref}</cite></blockquote>"


def line_html(line: Line) -> str:
    """A line: a report as its text with its evidence marked, any other row as a table and its evidence in context."""
    if line.table == "reports" and "text" in line.data:
        return "".join(_report(line))
    rows = ((key, _value(line, thawed(value))) for key, value in line.data.items())
    cells = "".join(f"<tr><th scope='row'>{markup(key)}</th><td>{told}</td></tr>" for key, told in rows if told)
    return f"<table>{cells}</table>" + "".join(map(evidence_html, line.evidence))


def listing_html(found: Sequence[Line]) -> str:
    """Lines as a table, the words of their evidence in the last column; says how many there are."""
    if not found:
        return "<p>nothing found</p>"
    columns = [
        key for key in found[0].data if key != "text" and any(_told(line, line.data[key]) for line in found[:SHOWN])
    ]
    head = "".join(f"<th scope='col'>{markup(name)}</th>" for name in [*columns, "words"])
    rows = "".join(
        "<tr>" + "".join(f"<td>{_value(line, thawed(line.data.get(key)))}</td>" for key in columns)
        + f"<td>{_words(line)}</td></tr>" for line in found[:SHOWN]
    )  # fmt: skip
    more = f", the first {SHOWN} shown; <code>to_pandas()</code> has all" if len(found) > SHOWN else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table><p>{len(found)} lines{more}</p>"


def _told(line: Line, value: Any) -> bool:
    """Whether a listing shows a value: scalars, parties and actors; spans and ids of other rows are left to `show`."""
    if isinstance(value, Mapping):
        return "actor" in value
    if isinstance(value, tuple):
        return any(
            part in line.names if isinstance(part, str) else isinstance(part, Mapping) and "actor" in part
            for part in value
        )
    return value is not None and value != ""


def _words(line: Line) -> str:
    text = " … ".join(dict.fromkeys(item.text for item in line.evidence))
    return markup(text if len(text) <= WORDS else text[: WORDS - 1].rstrip() + "…")


def _value(line: Line, value: Any) -> str:
    """A value for people: actors by name, parties by name, lists one after the other; nothing for null."""
    if value is None or value in ("", []):
        return ""
    if isinstance(value, str):
        return markup(line.names.get(value, value))
    if isinstance(value, Mapping):
        return _object(line, value)
    if isinstance(value, list | tuple):
        flat = all(isinstance(part, int) for part in value)
        return "–".join(map(str, value)) if flat else ", ".join(told for part in value if (told := _value(line, part)))
    return markup(str(value))


def _object(line: Line, value: Mapping[str, Any]) -> str:
    if "actor" in value and "members" in value:
        members = [line.names.get(id_, id_) for id_ in value["members"]]
        return markup(value["name"] or " and ".join(members) or "?")
    return (
        "(" + "; ".join(f"{markup(key)}: {told}" for key, part in value.items() if (told := _value(line, part))) + ")"
    )


def _report(line: Line) -> Iterator[str]:
    """A report's text, block by block, with a legend that counts what is marked."""
    counts = Counter(item.kind for item in line.evidence)
    days = [line.data["published"], line.data["published_end"]]
    about = [
        line.data["ref"],
        line.data["outlet"],
        shown(*days) if any(days) else "",
        f"version {line.data['version']}",
    ]
    yield f"<article><p><small>{markup(', '.join(str(part) for part in about if part))}</small></p>"
    if any(counts):
        legend = (f"<span style='{_style(kind)}'>{counts[kind]} {kind}</span>" for kind in _UNDERLINE if counts[kind])
        yield f"<p><small>marked: {', '.join(legend)}</small></p>"
    for block in line.data["blocks"]:
        tag = {"title": "h3", "heading": "h4", "quote": "blockquote"}.get(block["role"], "p")
        told = "".join(_marked(line, (block["span"][0], block["span"][1])))
        yield f"<{tag}><small>{told}</small></{tag}>" if block["role"] in _QUIET else f"<{tag}>{told}</{tag}>"
    yield "</article>"


def _marked(line: Line, within: Span) -> Iterator[str]:
    """The text of a block, cut wherever evidence begins or ends; the inmost evidence gives the underline."""
    text: str = line.data["text"]
    inside = [item for item in line.evidence if item.span[0] < within[1] and within[0] < item.span[1]]
    points = {point for item in inside for point in item.span if within[0] < point < within[1]}
    cuts = sorted({*within, *points})
    for start, end in pairwise(cuts):
        here = [item for item in inside if item.span[0] <= start and end <= item.span[1]]
        part = markup(text[start:end])
        if here:
            title = markup("; ".join(dict.fromkeys(f"{item.kind}: {item.note}" if item.kind else "" for item in here)))
            inmost = min(here, key=lambda item: item.span[1] - item.span[0])
            yield f"<mark title='{title}' style='{_style(inmost.kind)}'>{part}</mark>"
        else:
            yield part


def _style(kind: str) -> str:
    return f"background: transparent; color: inherit; border-bottom: 3px {_UNDERLINE[kind]}"
