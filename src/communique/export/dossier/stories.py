"""A story as the page shows it: reports, questions, statements, figures, pledges, events."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from communique.export.dossier.passage import Passage
from communique.export.dossier.sayings import speakers
from communique.export.dossier.shelf import Shelf
from communique.export.dossier.views import Answer, Compared, Happened, Measured, Promised, Question, Reported, Told
from communique.export.phrases import date_words, fallen, names, number, outlets, prefix_words
from communique.export.safe import address
from communique.model import PledgeStatus
from communique.query.days import LAST, day_of
from communique.query.status import pledge_statuses
from communique.store.rows import Row

_BASES = {"resolved": "from its text", "inferred": "inferred", "story": "narrowed by its story"}
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PARTS = ("statements", "figures", "utterances", "comparisons", "events", "pledges")
_VERDICTS = ("conflict", "superseded", "cannot tell", "agree")


def told(shelf: Shelf) -> tuple[Told, ...]:
    """The stories of the shelf in order of date."""
    parts: dict[str, Mapping[str, list[Row]]] = {
        "statements": shelf.by_story(shelf.statements),
        "figures": shelf.by_story(shelf.figures),
        "utterances": _own(shelf.store.rows_in("utterances", "story", shelf.numbers)),
        "comparisons": _own(shelf.store.rows_in("comparisons", "story", shelf.numbers)),
        "events": _grouped(shelf, shelf.events, shelf.mentions, "event"),
        "pledges": _grouped(shelf, shelf.pledges, shelf.pledge_mentions, "pledge"),
    }
    statuses = pledge_statuses(shelf.store, shelf.pledges, shelf.wanted.day())
    return tuple(
        _story(shelf, row, {part: parts[part].get(row["id"], []) for part in _PARTS}, statuses) for row in shelf.stories
    )


def _own(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["story"]].append(row)
    return found


def _grouped(shelf: Shelf, rows: Iterable[Row], mentions: Iterable[Row], column: str) -> dict[str, list[Row]]:
    """Events or pledges by the one story they stand under; each row gets its mentions as `told`."""
    tellings: dict[str, list[Row]] = defaultdict(list)
    for mention in mentions:
        tellings[mention[column] or ""].append(mention)
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        story = shelf.story_of(tellings[row["id"]], row.get("story"))
        if story is not None:
            found[story].append({**row, "told": tellings[row["id"]]})
    return found


def _story(shelf: Shelf, row: Row, parts: Mapping[str, list[Row]], statuses: Mapping[str, PledgeStatus]) -> Told:
    shelf.take(row["id"])
    compared = _compared(shelf, parts["comparisons"])
    loose = [figure for figure in parts["figures"] if figure["id"] not in shelf.taken]
    dated = [p for v in row["date_evidence"] for p in shelf.passages(shelf.home.get(v["row"], ""), [v["span"]])]
    return Told(
        shelf.numbers[row["id"]],
        row["id"],
        row["title"],
        _when(row),
        row["place"] or "",
        tuple(shelf.names.get(actor, actor) for actor in row["actors"]),
        outlets(row),
        row["families"],
        row["origins"],
        tuple(dated),
        reports(shelf, shelf.members[row["id"]]),
        tuple(_question(shelf, d) for d in sorted(row["disagreements"], key=_urgency)),
        speakers(shelf, parts["statements"], parts["utterances"]),
        compared,
        tuple(_figure(shelf, figure) for figure in loose),
        tuple(_pledge(shelf, pledge, statuses) for pledge in sorted(parts["pledges"], key=_due)),
        tuple(_event(shelf, event) for event in sorted(parts["events"], key=_day)),
    )


def _when(row: Row) -> str:
    """The days of what happened; where they are not known, also those on which it was reported, marked as such."""
    told = [date_words(row["date"], row["date_end"])]
    if row["reported"] and not (row["date"] and row["date_end"]):
        told.append(f"reported {date_words(*row['reported'])}")
    return "; ".join(told)


def reports(shelf: Shelf, rows: Sequence[Row]) -> tuple[Reported, ...]:
    """Reports of one story, with a letter for each family of several."""
    sizes = Counter(row["family"] for row in rows if row["family"])
    shared = sorted({f for f, size in sizes.items() if size > 1}, key=[row["family"] for row in rows].index)
    letters = {family: _LETTERS[index % 26] * (1 + index // 26) for index, family in enumerate(shared)}
    return tuple(_report(shelf, row, letters.get(row["family"], ""), row["id"] in shelf.replaced) for row in rows)


def _report(shelf: Shelf, row: Row, family: str, superseded: bool) -> Reported:  # noqa: FBT001
    shelf.take(row["id"])
    text = row["text"]
    return Reported(
        row["id"],
        row["ref"],
        shelf.labels[row["id"]],
        row["title"],
        row["outlet"],
        row["author"],
        address(row["url"]),
        row["language"],
        date_words(row["published"], row["published_end"]),
        _BASES.get(row["published_basis"], ""),
        tuple(text[start:end] for start, end in row["published_evidence"]),
        row["version"],
        superseded,
        family,
        tuple(_takes(shelf, row)),
        tuple(_origins(shelf, row)),
        tuple((block, text[block.span[0] : block.span[1]]) for block in shelf.blocks[row["id"]]),
        tuple(row["problems"]),
        row["sha256"],
    )


def _takes(shelf: Shelf, report: Row) -> Iterable[str]:
    """Whose words a report takes, how much of them, and in what direction where that is known."""
    for row in shelf.copies[report["id"]]:
        if row["degree"] == "none":
            continue
        own = row["report"] == report["id"]
        other = row["of_report"] if own else row["report"]
        label = shelf.labels.get(other, row["of"] if own else row["ref"])
        share = f"{row['containment']:.0%} of the shorter text"
        if row["direction"] == "unknown":
            yield f"shares words with {label}: {row['degree']}, {share}"
        elif own == (row["direction"] == "of"):
            yield f"{row['degree']} copy of {label}{', abridged' if row['abridged'] else ''}: {share}"


def _origins(shelf: Shelf, report: Row) -> Iterable[str]:
    """The ends of its statements' channels, each once: what kind, and whose where it is known."""
    return dict.fromkeys(
        end["kind"] + (f" of {shelf.names.get(end['actor'], end['actor'])}" if end["actor"] else "")
        for end in shelf.origins[report["id"]]
    )


def _urgency(row: Mapping[str, Any]) -> tuple[int, bool]:
    return _VERDICTS.index(row["verdict"]), row["about"] == "wording"


def _question(shelf: Shelf, row: Mapping[str, Any]) -> Question:
    kind, _, about = row["about"].partition(": ")
    answers: dict[str, tuple[str, list[Passage]]] = {}
    for value in row["values"]:
        shown = " ".join(prefix_words(value["value"]).split()) + fallen(value)
        passages = shelf.passages(value["report"], value["spans"])
        answers.setdefault(shown.casefold(), (shown, []))[1].extend(passages)
    listed = tuple(Answer(shown, tuple(passages)) for shown, passages in answers.values())
    said = (
        [shelf.statement[v["row"]] for v in row["values"] if v["row"] in shelf.statement] if kind == "wording" else []
    )
    speaker = next((name for s in said if (name := shelf.party(s["report"], s["speaker"]))), "")
    return Question(kind, about or speaker, row["verdict"], listed, next((s["utterance"] for s in said), None))


def _compared(shelf: Shelf, comparisons: Iterable[Row]) -> tuple[Compared, ...]:
    ordered = sorted(comparisons, key=lambda row: (_VERDICTS.index(row["verdict"]), row["about"], row["id"]))
    found = []
    for row in ordered:
        figures = [_figure(shelf, shelf.figure[id_]) for id_ in row["figures"] if id_ in shelf.figure]
        found.append(Compared(shelf.take(row["id"]), row["about"], row["verdict"], _by_value(figures), len(figures)))
    return tuple(found)


def _by_value(figures: Iterable[Measured]) -> tuple[Measured, ...]:
    """One line for each value, with all its passages and claimants."""
    groups: dict[str, list[Measured]] = defaultdict(list)
    for figure in figures:
        groups[figure.value].append(figure)
    return tuple(
        replace(
            same[0],
            claimed_by=" and ".join(dict.fromkeys(f.claimed_by for f in same if f.claimed_by)),
            passages=tuple(passage for figure in same for passage in figure.passages),
            anchors=tuple(figure.anchor for figure in same[1:] if figure.anchor),
        )
        for same in groups.values()
    )


def _figure(shelf: Shelf, row: Row) -> Measured:
    whose = names(row["measured_of"], shelf.names) if row["measured_of"] else ""
    about = row["about"] or "not said what"
    return Measured(
        shelf.take(row["id"]),
        f"{about}, {whose}" if whose and whose.casefold() not in about.casefold() else about,
        number(row),
        prefix_words(row["period"] or ""),
        shelf.party(row["report"], row["claimed_by"]),
        shelf.passages(row["report"], [row["span"]]),
    )


def _due(row: Row) -> tuple[str, str, str]:
    return row["due"] or "9999", row["act"], row["id"]


def _pledge(shelf: Shelf, row: Row, statuses: Mapping[str, PledgeStatus]) -> Promised:
    status = statuses[row["id"]]
    kind = {"on": "", None: ""}.get(row["due_kind"], f"{row['due_kind']} ")
    due = f"{kind}{prefix_words(row['due'])}" if row["due"] else "no date"
    actor = row["actor_name"] or next((shelf.party(m["report"], m["party"]) for m in row["told"]), "") or "not resolved"
    return Promised(
        shelf.take(row["id"]),
        actor,
        " ".join(row["act"].split()),
        " ".join((row["condition"] or "").split()),
        due,
        status.status,
        status.words,
        tuple(p for m in row["told"] for p in shelf.passages(m["report"], [m["span"]])),
        tuple(p for place in status.evidence for p in _placed(shelf, place)),
    )


def _placed(shelf: Shelf, place: str) -> tuple[Passage, ...]:
    """The passage at `REPORT:START-END`."""
    report, _, span = place.partition(":")
    start, _, end = span.partition("-")
    return shelf.passages(report, [(int(start), int(end))])


def _day(row: Row) -> tuple[str, str, str]:
    return day_of("events", row), row["date_end"] or LAST, row["id"]


def sides(shelf: Shelf, row: Row) -> str:
    """Who acts, on whom: `A → B`; one side alone where the other is not known."""
    source, target = names(row["source"], shelf.names), names(row["target"], shelf.names)
    if set(row["source"]) == set(row["target"]):
        return source
    return source if target == "—" else f"{source} → {target}"


def _event(shelf: Shelf, row: Row) -> Happened:
    spans = [(mention["report"], mention["span"]) for mention in row["told"]]
    return Happened(
        shelf.take(row["id"]),
        date_words(row["date"], row["date_end"]),
        " ".join([row["type"].lower(), *([f"({row['mode'].lower()})"] if row["mode"] else [])]),
        sides(shelf, row),
        row["place"] or " or ".join(row["places"]),
        row["modality"],
        shelf.words(spans[0][0], [spans[0][1]]) if spans else "",
        tuple(p for report, span in spans for p in shelf.passages(report, [span])),
        row["families"],
    )
