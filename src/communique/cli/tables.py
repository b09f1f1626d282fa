"""Tables for people: which columns each noun shows, and in what words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from communique.export.phrases import counted, names, number, outlets, party
from communique.export.safe import terminal
from communique.link.independence import count_families
from communique.model.interval import shown
from communique.model.pledge import status_words
from communique.query import Line
from communique.relation import FORMULA

Cell = Callable[[Line], str]
MAX_QUOTED = 160
"""Code points of evidence in a cell; `show ID` has it whole."""
_NARROW = 24
"""Greatest width of a column that holds neither words of a report nor the id, in characters: none crowds the words out."""


_WHOLE = frozenset({"id", "ref", "report"})
"""Columns of what a reader copies to ask on."""
_LONGEST = 48
"""Characters up to which such a name is never broken."""


def table_of(
    noun: str,
    found: Sequence[Line],
    events: Mapping[str, Line] | None = None,
    group: str | None = None,
) -> object:
    """What to print for the lines of a noun, an empty row where the column `group` changes.

    Relations are told with their `events`.
    """
    if noun == "stories":
        return Group(*(_story(line) for line in found))
    if noun == "relations":
        return Group(*(_relation(line, events or {}) for line in found), Text(FORMULA, style="dim"))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    columns = _COLUMNS[noun]
    for name, cell, wide in columns:
        whole = name in _WHOLE
        most = None if wide or whole else _NARROW
        least = min(_LONGEST, max((len(cell(line)) for line in found), default=0)) if whole else None
        table.add_column(name, min_width=least, max_width=most, overflow="fold", no_wrap=name == "id", vertical="top")
    for before, line in zip([None, *found], found, strict=False):
        if group and before is not None and before[group] != line[group]:
            table.add_row()
        table.add_row(*(Text(terminal(cell(line))) for _, cell, _ in columns))
    return table


def quoted(line: Line, limit: int = MAX_QUOTED) -> str:
    """The evidence's words, cut."""
    text = " … ".join(dict.fromkeys(item.text for item in line.evidence))
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _dates(line: Line) -> str:
    return _days(line["date"], line["date_end"])


def _days(start: str | None, end: str | None) -> str:
    """An interval in short; one with an open end says that the day is not known."""
    half = bool(start) != bool(end)
    return f"on or {'after' if start else 'before'} {start or end}" if half else shown(start, end)


def _said(line: Line) -> str:
    """A statement's kind, and what else is not plainly said: "indirect, denied", "mixed, wish", "direct via readout"."""
    marked = [line["kind"], *(v for v in (line["polarity"], line["attitude"]) if v not in {"said", "speech"})]
    return ", ".join(marked) + "".join(f"\nvia {via['kind']}" for via in line["via"])


def _story(line: Line) -> Text:
    text = Text()
    text.append(f"{_when(line)}  ", style="bold")
    text.append(f"{terminal(line['title'])}\n", style="bold")
    counts = [counted(len(line["reports"]), "report"), outlets(line.data)]
    counts += [counted(line["families"], "family"), counted(line["origins"], "origin")]
    text.append(f"  {line['id']}  {', '.join(counts)}\n")
    text.append(f"  actors: {terminal(names(line['actors'], line.names))}\n")
    dated = (f"“{terminal(value['value'])}” ({terminal(value['ref'])})" for value in line["date_evidence"])
    text.append("".join(f"  dated by: {words}\n" for words in dict.fromkeys(dated)))
    for found in line["disagreements"]:
        text.append(f"  {found['verdict']} on {terminal(found['about'])}: {terminal(_answers(found))}\n")
    return text


def _answers(found: Mapping[str, Any]) -> str:
    """Each value once, with the reports that give it; of one that fell, that and by which report."""
    values: dict[tuple[str, bool], list[Any]] = {}
    for value in found["values"]:
        values.setdefault((value["value"], value["fell"]), []).append(value)
    told = "; ".join(f"{value} ({_behind(given)}{', fell' if fell else ''})" for (value, fell), given in values.items())
    by = ", ".join(dict.fromkeys(by["ref"] for by in found["corrections"]))
    return f"{told}; corrected in {by}" if by else told


def _when(line: Line) -> str:
    """The days of what happened; where they are not known, also those on which it was reported, marked as such."""
    known = (line["date"] and line["date_end"]) or not line["reported"]
    return _dates(line) if known else f"{_dates(line)}; reported {shown(*line['reported'])}"


def _behind(given: Sequence[Any]) -> str:
    """The reports that give a value, and how many families they are, where that is fewer."""
    refs = list(dict.fromkeys(value["ref"] for value in given))
    families = count_families(value["family"] for value in given)
    return ", ".join(refs) + (f": {counted(families, 'family')}" if families < len(refs) else "")


def _relation(line: Line, events: Mapping[str, Line]) -> Text:
    text = Text()
    head = (
        f"{line['period']}  cooperation {line['cooperation']:g}  conflict {line['conflict']:g}  net {line['net']:+g}\n"
    )
    text.append(head, style="bold")
    shift = line["shift"]
    if shift:
        told = f"  shift since {shift['since']}: mean net {shift['before']:+g} before, {shift['after']:+g} from then on"
        text.append(f"{told} (Pettitt's test, p = {shift['p']:g})\n", style="bold")
    for id_ in line["events"]:
        event = events.get(id_)
        if event is not None:
            told = f"{terminal(_sides(event))}: {terminal(quoted(event, 90))}"
            text.append(f"  {id_}  {event['intensity'] or 0:+g} {event['type']} {told}\n")
    return text


def _sides(event: Line) -> str:
    """Who acts, on whom; those who do it together once."""
    source, target = names(event["source"], event.names), names(event["target"], event.names)
    return source if set(event["source"]) == set(event["target"]) else f"{source} → {target}"


def _quoted_in(line: Line) -> str:
    """Whether an utterance is quoted in two wordings, with the possible causes; never who is right."""
    causes = sorted({pair["cause"] for pair in line["pairs"] if pair["altered"]})
    told = f"in two wordings ({', '.join(causes)})" if causes else ""
    return told + (f"; from nearest the speaker: {line['primary']}" if line["primary"] and causes else "")


def _wordings(line: Line) -> str:
    """The wordings of an utterance, each once: between them a stroke, between the pieces of one an ellipsis."""
    pieces = iter(line.evidence)
    return " / ".join(dict.fromkeys(" … ".join(e.text for e in islice(pieces, count)) for count in line["pieces"]))


_COLUMNS: dict[str, tuple[tuple[str, Cell, bool], ...]] = {
    "reports": (
        ("ref", lambda line: line["ref"], False),
        ("published", lambda line: _days(line["published"], line["published_end"]), False),
        ("basis", lambda line: line["published_basis"], False),
        ("outlet", lambda line: line["outlet"] or "—", False),
        ("title", lambda line: line["title"] or "—", True),
        ("story", lambda line: line["story"] or "—", False),
    ),
    "statements": (
        ("id", lambda line: line["id"], False),
        ("report", lambda line: line["ref"], False),
        ("speaker", lambda line: party(line["speaker"], line.names), False),
        ("to", lambda line: party(line["addressee"], line.names), False),
        ("kind", _said, False),
        ("words", quoted, True),
    ),
    "utterances": (
        ("id", lambda line: line["id"], False),
        ("speaker", lambda line: " and ".join(line.names.get(i, i) for i in line["speakers"]) or "?", False),
        ("date", _dates, False),
        ("change", lambda line: ", ".join(sorted({p["change"] for p in line["pairs"]})), False),
        ("quoted", _quoted_in, True),
        ("wordings", _wordings, True),
    ),
    "refrains": (
        ("id", lambda line: line["id"], False),
        ("speaker", lambda line: line.names.get(line["speaker"], line["speaker"]), False),
        ("stories", lambda line: str(len(line["stories"])), False),
        ("words", lambda line: line["words"], True),
    ),
    "figures": (
        ("id", lambda line: line["id"], False),
        ("report", lambda line: line["ref"], False),
        ("figure", lambda line: number(line.data), False),
        ("about", lambda line: line["about"] or "—", True),
        ("period", lambda line: line["period"] or "—", False),
        ("claimed by", lambda line: party(line["claimed_by"], line.names), False),
        ("words", quoted, True),
    ),
    "disagreements": (
        ("id", lambda line: line["id"], False),
        ("story", lambda line: line["story"], False),
        ("verdict", lambda line: line["verdict"], False),
        ("about", lambda line: line["about"], False),
        ("answers", lambda line: _answers(line.data), True),
    ),
    "comparisons": (
        ("id", lambda line: line["id"], False),
        ("verdict", lambda line: line["verdict"], False),
        ("about", lambda line: line["about"], True),
        ("figures", quoted, True),
    ),
    "events": (
        ("id", lambda line: line["id"], False),
        ("date", _dates, False),
        ("source", lambda line: names(line["source"], line.names), False),
        ("type", lambda line: line["type"], False),
        ("target", lambda line: names(line["target"], line.names), False),
        ("modality", lambda line: line["modality"], False),
        ("words", quoted, True),
    ),
    "pledges": (
        ("id", lambda line: line["id"], False),
        ("actor", lambda line: line["actor_name"] or "?", False),
        ("act", lambda line: line["act"], True),
        ("due", lambda line: f"{line['due_kind'] or ''} {line['due'] or ''}".strip() or "?", False),
        ("if", lambda line: line["condition"] or "", True),
        ("status", lambda line: status_words(line["status"], line["reasons"]), False),
    ),
    "pairs": (
        ("between", lambda line: " – ".join(line.names.get(line[side], line[side]) for side in "ab"), True),
        ("events", lambda line: str(len(line["events"])), False),
        ("cooperation", lambda line: f"{line['cooperation']:g}", False),
        ("conflict", lambda line: f"{line['conflict']:g}", False),
        ("net", lambda line: f"{line['net']:+g}", False),
        ("days", lambda line: shown(line["first"], line["last"]) if line["first"] else "undated", False),
    ),
    "copies": (
        ("id", lambda line: line["id"], False),
        ("report", lambda line: line["ref"], False),
        ("of", lambda line: line["of"], False),
        ("degree", lambda line: line["degree"], False),
        ("shared", lambda line: f"{line['containment']:.2f}", False),
        ("direction", lambda line: line["direction"], False),
        ("reasons", lambda line: "; ".join(line["reasons"]), True),
    ),
    "times": (
        ("id", lambda line: line["id"], False),
        ("report", lambda line: line["ref"], False),
        ("words", quoted, True),
        ("type", lambda line: line["type"], False),
        ("value", lambda line: line["value"] or "?", False),
        ("means", lambda line: _days(line["start"], line["end"]), False),
    ),
    "actors": (
        ("id", lambda line: line["id"], False),
        ("name", lambda line: line["name"], True),
        ("kind", lambda line: line["kind"], False),
        ("country", lambda line: line["country"] or "—", False),
        ("mentions", lambda line: str(line["mentions"]), False),
        ("reports", lambda line: str(line["reports"]), False),
    ),
    "judgements": (
        ("id", lambda line: line["id"], False),
        ("verdict", lambda line: line["verdict"], False),
        ("state", lambda line: " ".join((line["state"], *line["against"])), False),
        ("at", lambda line: line["at"][:10], False),
        ("by", lambda line: line["by"] or "—", False),
        ("of", lambda line: line["of"] or line["table"] or "—", False),
        (
            "words",
            lambda line: " / ".join(line["words"])[:MAX_QUOTED] + (f" ({line['note']})" if line["note"] else ""),
            True,
        ),
    ),
    "search": (
        ("report", lambda line: line["ref"], False),
        ("words", lambda line: " … ".join(f"{e.before[-40:]}»{e.text}«{e.after[:40]}" for e in line.evidence), True),
    ),
}
