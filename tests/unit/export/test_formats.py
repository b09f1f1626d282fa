"""Each format, opened by what people open it with, on a plain record and on a hostile one."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import duckdb
import icalendar
import networkx as nx
import pandas as pd
import polars as pl
import pytest
import yaml
from jsonschema import Draft202012Validator
from lxml import etree

from communique import export as exports
from communique.cli import group
from communique.errors import BadFilter, UsageError
from communique.export.formats.gdelt import EVENTS, MENTIONS
from communique.export.written import Written
from communique.record import open_record
from communique.resources import codes
from communique.resources.contract import tables
from communique.store import Store
from marks import risky

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
TEXT = sorted(set(exports.names()) - {"parquet"})
Exported = Callable[[Path, str], tuple[Path, Written]]
Row = dict[str, Any]


def rows(path: Path, table: str) -> list[Row]:
    with Store.open(path, readonly=True) as store:
        return list(store.rows(table))


# the registry


def test_a_new_format_is_one_file() -> None:
    folder = Path(exports.__file__).parent / "formats"
    assert exports.names() == tuple(sorted(p.stem for p in folder.glob("*.py") if p.stem != "__init__"))
    [choice] = [p.type for p in group.commands["export"].params if p.name == "form"]
    assert tuple(choice.choices) == exports.names()  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", exports.names())
def test_every_format_says_what_it_is_and_writes_the_same_twice(
    form: str, small: Path, exported: Exported, tmp_path: Path
) -> None:
    assert len(exports.about(form)) > 30
    folder, written = exported(small, form)
    with open_record(small, readonly=True) as record:
        assert record.export(form, tmp_path / "again", as_of="2021-06-15") == written
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        assert (tmp_path / "again" / path.relative_to(folder)).read_bytes() == path.read_bytes()
    assert {name.partition(" ")[0].partition("/")[0] for name in written.files} == {p.name for p in folder.iterdir()}
    assert sum(written.files.values()) > 0


def test_what_cannot_be_exported_says_why(small: Path, tmp_path: Path) -> None:
    with open_record(small, readonly=True) as record:
        with pytest.raises(UsageError, match="no export 'word'; there are"):
            record.export("word", tmp_path)
        with pytest.raises(UsageError, match="no table nonsense"):
            record.export("jsonl", tmp_path, tables=["nonsense"])
        with pytest.raises(BadFilter, match="no date"):
            record.export("icalendar", tmp_path, as_of="soon")
        (tmp_path / "file").write_text("mine")
        for form in exports.names():
            with pytest.raises(UsageError, match="name a folder"):
                record.export(form, tmp_path / "file")


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_one_table_alone(form: str, small: Path, tmp_path: Path) -> None:
    with open_record(small, readonly=True) as record:
        assert set(record.export(form, tmp_path, tables=["events"]).files) <= {f"events.{form}", "dictionary.csv"}


# other people's text


@pytest.mark.parametrize("form", sorted(set(TEXT) - {"jsonl"}))
def test_no_control_or_direction_character_gets_out(form: str, hostile: Path, exported: Exported) -> None:
    """JSON Lines hold the record as it is; the frozen texts beside annotations must keep their hash."""
    folder, _ = exported(hostile, form)
    read = [path.read_text("utf-8") for path in folder.iterdir() if path.is_file()]
    assert any(sign in text for text in read for sign in ("⟨U+", "\\u20", "\\u001b")), "else this tries nothing"
    assert [risky(text) for text in read] == [[]] * len(read)


# csv


def test_csv_holds_every_row_and_no_formula(record_path: Path, exported: Exported) -> None:
    folder, written = exported(record_path, "csv")
    for table in tables().values():
        path = folder / f"{table.name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            found = list(csv.reader(file))
        assert found[0] == [column.name for column in table.columns]
        assert len(found) - 1 == written.files[path.name] == len(rows(record_path, table.name))
        assert {len(line) for line in found} == {len(table.columns)}
        assert not [c for line in found for c in line if re.match(r"\s*[=+@＝＋－＠]|\s*-(?!\d)", c)]
        assert len(pd.read_csv(path, dtype=str)) == len(found) - 1
        assert duckdb.sql(
            f"SELECT count(*) FROM read_csv('{path}', all_varchar=true, header=true, max_line_size=10000000)"
        ).fetchall() == [(len(found) - 1,)]


def test_the_dictionary_names_every_column(small: Path, exported: Exported) -> None:
    folder, _ = exported(small, "csv")
    with (folder / "dictionary.csv").open(encoding="utf-8", newline="") as file:
        told = {(line["file"], line["column"]): line for line in csv.DictReader(file)}
    assert set(told) == {(f"{t.name}.csv", c.name) for t in tables().values() for c in t.columns}
    assert all(line["meaning"] for line in told.values())


def test_hostile_cells_are_there(hostile: Path, exported: Exported) -> None:
    folder, _ = exported(hostile, "csv")
    reports = pd.read_csv(folder / "reports.csv", dtype=str)
    assert list(reports["ref"]) == ["'=cmd|'/c calc'!A1", "⟨U+2066⟩⟨U+001B⟩[31mref"]
    assert list(reports["outlet"]) == ["'@SUM(1+1)⟨U+202E⟩", "Bay \nPost"]


# parquet and data frames


def test_parquet_is_the_record(record_path: Path, exported: Exported) -> None:
    folder, written = exported(record_path, "parquet")
    for table in tables().values():
        path, theirs = folder / f"{table.name}.parquet", rows(record_path, table.name)
        frame = pl.read_parquet(path)
        assert frame.height == written.files[path.name] == len(theirs)
        assert frame.columns == [column.name for column in table.columns]
        assert len(pd.read_parquet(path)) == len(theirs)
        assert duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall() == [(len(theirs),)]
        key = table.key
        mine = {tuple(map(str, (row[k] for k in key))): row for row in frame.to_dicts()}
        assert [mine[tuple(map(str, (row[k] for k in key)))] for row in theirs] == theirs


def test_parquet_can_be_asked_like_the_readme_says(small: Path, exported: Exported) -> None:
    folder, _ = exported(small, "parquet")
    found = duckdb.sql(
        f"SELECT s.name, count(*) FROM (SELECT unnest(source) AS id FROM '{folder}/events.parquet') e "
        f"JOIN '{folder}/actors.parquet' s USING (id) GROUP BY 1 ORDER BY 2 DESC"
    ).fetchall()
    assert any(name == "Mira Arden" for name, _ in found)


# gdelt


GDELT_INTEGERS = [c["column"] for c in codes.table("gdelt.csv") if c["type"] == "integer"]


def gdelt(folder: Path, name: str) -> pd.DataFrame:
    """The file as loaders of GDELT read it: no header, tabs, names by the codebook."""
    header = [
        c["column"] for c in codes.table("gdelt.csv") if c["file"] == ("export" if name == EVENTS else "mentions")
    ]
    return pd.read_csv(
        folder / name, sep="\t", header=None, names=header, dtype=str, keep_default_na=False, quoting=csv.QUOTE_NONE
    )


def test_gdelt_has_its_columns(record_path: Path, exported: Exported) -> None:
    folder, written = exported(record_path, "gdelt")
    for name, width in ((EVENTS, 61), (MENTIONS, 16)):
        lines = (folder / name).read_text("utf-8").splitlines()
        assert {line.count("\t") for line in lines} == {width - 1}
        frame = gdelt(folder, name)
        assert frame.shape == (len(lines), width)
        assert written.files[name] == len(lines)
        for column in set(GDELT_INTEGERS) & set(frame.columns):
            assert frame[column].str.fullmatch(r"-?\d*").all(), column
        loaded = duckdb.sql(
            f"SELECT * FROM read_csv('{folder / name}', delim='\t', header=false, quote='', escape='', all_varchar=true, max_line_size=10000000)"
        )
        assert (len(loaded.fetchall()), len(loaded.columns)) == frame.shape
        read = pl.read_csv(folder / name, separator="\t", has_header=False, quote_char=None, infer_schema=False)
        assert read.shape == frame.shape


def test_gdelt_dates_codes_and_counts(small: Path, exported: Exported) -> None:
    folder, written = exported(small, "gdelt")
    events = gdelt(folder, EVENTS)
    call = events[
        (events.Actor1Name == "MIRA ARDEN")
        & (events.Actor2Name == "JON HALE")
        & (events.EventCode.str.startswith("04"))
        & (events.SQLDATE != "")
    ].iloc[0]
    assert (call.SQLDATE, call.MonthYear, call.Year, call.FractionDate) == ("20210501", "202105", "2021", "2021.4137")
    assert (call.Actor1Code, call.Actor1CountryCode, call.Actor1Type1Code) == ("XMOGOV", "XMO", "GOV")
    assert (call.EventRootCode, call.QuadClass) == ("04", "1")
    assert call.EventCode.startswith(call.EventBaseCode)
    assert float(call.GoldsteinScale) > 0
    assert int(call.NumArticles) >= 2
    assert events[events.AvgTone != ""].empty
    assert events.GLOBALEVENTID.is_unique
    other = events[
        (events.Actor1Name == "JON HALE") & (events.Actor2Name == "MIRA ARDEN") & (events.EventCode == call.EventCode)
    ]
    assert len(other) >= 1, "a reciprocal event is told from both sides"
    happened = [e for e in rows(small, "events") if e["modality"] in {"asserted", "past"}]
    assert sum(written.left_out.values()) == len(rows(small, "events")) - len(happened)


def test_gdelt_offsets_point_to_the_words(record_path: Path, exported: Exported) -> None:
    folder, _ = exported(record_path, "gdelt")
    events = gdelt(folder, EVENTS).set_index("GLOBALEVENTID")
    texts = {row["id"]: row["text"] for row in rows(record_path, "reports")}
    tellings = {row["id"]: row for row in rows(record_path, "event_mentions")}
    mentions = gdelt(folder, MENTIONS)
    assert set(mentions.GLOBALEVENTID) == set(events.index)
    found = 0
    for line in mentions.itertuples():
        row = tellings[re.search(r"mention:(\w+)", line.Extras).group(1)]  # type: ignore[union-attr]
        text = texts[row["report"]]
        assert int(line.MentionDocLen) == len(text)
        assert int(line.ActionCharOffset) == row["trigger"][0]
        assert int(line.SentenceID) >= 1
        assert 10 <= int(line.Confidence) <= 100
        for offset, sides in ((line.Actor1CharOffset, row["source"]), (line.Actor2CharOffset, row["target"])):
            if offset != "-1":
                found += 1
                assert int(offset) in [party["spans"][0][0] for party in sides]
    assert found > 5
    named = mentions[mentions.InRawText == "1"]
    for line in named.itertuples():
        row = tellings[re.search(r"mention:(\w+)", line.Extras).group(1)]  # type: ignore[union-attr]
        name = events.loc[line.GLOBALEVENTID].Actor1Name.split()[-1]
        assert name[:4] in texts[row["report"]][int(line.Actor1CharOffset) :][:120].upper()


def test_the_sentence_number_counts_sentences(small: Path, exported: Exported) -> None:
    folder, _ = exported(small, "gdelt")
    mentions = gdelt(folder, MENTIONS)
    wire = mentions[mentions.MentionIdentifier.str.contains("coast-wire")]
    [seized] = {
        (int(m.SentenceID))
        for m in wire.itertuples()
        if "trawlers in April" in text_at(small, "coast-wire", int(m.ActionCharOffset))
    }
    assert seized == 5, "after the title, two sentences of the lead, and a quotation"


def text_at(path: Path, ref: str, offset: int) -> str:
    [text] = [row["text"] for row in rows(path, "reports") if row["ref"] == ref]
    return str(text[offset : offset + 60])


# calendars, timelines, graphs


def test_the_calendar_opens(record_path: Path, exported: Exported) -> None:
    folder, written = exported(record_path, "icalendar")
    raw = (folder / "pledges.ics").read_bytes()
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    assert b"\n" not in raw.replace(b"\r\n", b"")
    read = icalendar.Calendar.from_ical(raw)
    entries = read.walk("VEVENT")
    due = {row["id"]: row for row in rows(record_path, "pledges") if row["due"]}
    assert len(entries) == written.files["pledges.ics"] == len(due) > 0
    assert sum(written.left_out.values()) + len(due) == len(rows(record_path, "pledges"))
    for entry in entries:
        row = due[str(entry["UID"]).removesuffix("@communique")]
        assert entry.start.isoformat() <= entry.end.isoformat()
        assert row["due"].startswith(entry.start.isoformat()[: len(row["due"])]) or row["due_kind"] == "by"
        assert str(entry["DESCRIPTION"]).endswith(f"communique show {row['id']}")
        words = row["act"].split()
        assert words[0] in str(entry["SUMMARY"])


def test_a_long_word_survives_the_folding(hostile: Path, exported: Exported) -> None:
    folder, _ = exported(hostile, "icalendar")
    read = icalendar.Calendar.from_ical((folder / "pledges.ics").read_bytes())
    assert any("herring" * 1_430 in str(entry["SUMMARY"]) for entry in read.walk("VEVENT"))


class Tags(HTMLParser):
    """Which tags and attributes a piece of HTML holds."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(name for name, _ in attrs)}


def tags(text: str) -> set[str]:
    parser = Tags()
    parser.feed(text)
    return parser.found


def test_the_timeline_is_as_documented_and_holds_no_markup(record_path: Path, exported: Exported) -> None:
    folder, written = exported(record_path, "timelinejs")
    made = json.loads((folder / "timeline.json").read_text("utf-8"))
    schema = json.loads((SCHEMAS / "timelinejs.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert [e.message for e in Draft202012Validator(schema).iter_errors(made)] == []
    for slide in made["events"]:
        assert tags(slide["text"]["headline"]) == set()
        assert tags(slide["text"]["text"]) <= {"p"}
    dated = [row for row in rows(record_path, "stories") if row["date"] or row["date_end"]]
    due = [row for row in rows(record_path, "pledges") if row["due"]]
    assert len(made["events"]) == written.files["timeline.json"] == len(dated) + len(due) > 0


def test_the_graph_opens(record_path: Path, exported: Exported) -> None:
    folder, written = exported(record_path, "graphml")
    path = folder / "actors.graphml"
    read = nx.read_graphml(path, force_multigraph=True)
    assert isinstance(read, nx.MultiDiGraph)
    assert read.number_of_nodes() == written.files["actors.graphml nodes"] > 1
    assert read.number_of_edges() == written.files["actors.graphml edges"] > 0
    events = {row["id"]: row for row in rows(record_path, "events")}
    for one, other, data in read.edges(data=True):
        if data["kind"] == "event":
            row = events[data["id"]]
            assert one in row["source"]
            assert other in row["target"]
            assert (data["type"], data.get("date"), data["weight"]) == (row["type"], row["date"], len(row["mentions"]))
    one_sided = [r for r in events.values() if not any(s != t for s in r["source"] for t in r["target"])]
    assert written.left_out.get("events with one side only", 0) == len(one_sided)
    etree.parse(path, etree.XMLParser(resolve_entities=False))


# annotations


def test_annotations_are_as_the_model_says_and_point_to_the_words(record_path: Path, exported: Exported) -> None:
    folder, written = exported(record_path, "annotations")
    made = json.loads((folder / "annotations.jsonld").read_text("utf-8"))
    assert made["type"] == "AnnotationCollection"
    assert made["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert made["first"]["type"] == "AnnotationPage"
    items = made["first"]["items"]
    counted = sum(count for name, count in written.files.items() if name.startswith("annotations"))
    assert made["total"] == len(items) == counted
    schema = json.loads((SCHEMAS / "web-annotation.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    texts: dict[str, str] = {}
    for item in items:
        assert [e.message for e in validator.iter_errors(item)] == [], item["id"]
        for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
            source, (position, quote) = target["source"], target["selector"]
            if source["id"] not in texts:
                raw = (folder / source["id"]).read_bytes()
                assert hashlib.sha256(raw).hexdigest() == source["sha256"]
                texts[source["id"]] = raw.decode("utf-8")
            text, start, end = texts[source["id"]], position["start"], position["end"]
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])
    assert len({item["id"] for item in items}) == len(items)
    assert len(items) == sum(
        len(rows(record_path, t))
        for t in ("mentions", "times", "statements", "figures", "event_mentions", "pledge_mentions")
    )


def test_what_is_judged_wrong_is_left_out_and_counted(small: Path, tmp_path: Path) -> None:
    shutil.copy(small, tmp_path / "r.db")
    with open_record(tmp_path / "r.db") as record:
        [statement, *_] = record.statements(speaker="Arden")
        [event, *_] = record.events(type="CONSULT")
        record.judge("wrong", statement["id"])
        record.judge("wrong", event["id"])
        for form in exports.names():
            record.export(form, tmp_path / form)
        annotations = record.export("annotations", tmp_path / "annotations")
        assert annotations.left_out == {
            "event_mentions judged wrong": len(event["mentions"]),
            "statements judged wrong": 1,
        }
        assert record.export("jsonl", tmp_path / "jsonl").left_out == {}
    for form, kept in (
        ("annotations", False),
        ("graphml", False),
        ("gdelt", False),
        ("jsonl", True),
        ("csv", True),
    ):
        files = [
            path.read_bytes()
            for path in (tmp_path / form).rglob("*")
            if path.is_file() and "judgements" not in path.name
        ]
        assert any(event["mentions"][0].encode() in raw for raw in files) == kept, form
        assert any(statement["id"].encode() in raw for raw in files) == kept, form
    assert statement["id"] in set(pl.read_parquet(tmp_path / "parquet" / "statements.parquet")["id"])


# FollowTheMoney


def schemata() -> dict[str, Row]:
    found: dict[str, Row] = {}
    for path in (SCHEMAS / "followthemoney").glob("*.yaml"):
        found |= yaml.safe_load(path.read_text("utf-8"))
    return found


def lineage(name: str, model: dict[str, Row]) -> set[str]:
    parents = model[name].get("extends", [])
    return {name}.union(*(lineage(p, model) for p in ([parents] if isinstance(parents, str) else parents)))


CHECKS = {
    "date": re.compile(r"\d{4}(-\d{2}(-\d{2})?)?"),
    "url": re.compile(r"https?://\S+"),
    "country": re.compile(r"[a-z]{2}"),
    "language": re.compile(r"[a-z]{3}"),
    "mimetype": re.compile(r"\w+/\w+"),
}


def test_entities_are_as_the_model_says(record_path: Path, exported: Exported) -> None:
    folder, written = exported(record_path, "followthemoney")
    model = schemata()
    entities = [json.loads(line) for line in (folder / "entities.ftm.json").read_text("utf-8").split("\n") if line]
    assert sum(written.files.values()) == len(entities)
    by_id = {entity["id"]: entity for entity in entities}
    assert len(by_id) == len(entities)
    for entity in entities:
        line = lineage(entity["schema"], model)
        assert not model[entity["schema"]].get("abstract")
        known = {name: spec for s in line for name, spec in model[s].get("properties", {}).items()}
        required = {name for s in line for name in model[s].get("required", [])} - (
            {"name"} if "Document" in line else set()
        )
        assert required <= set(entity["properties"]), entity
        for name, values in entity["properties"].items():
            kind = known[name].get("type", "string")
            assert values, name
            for value in values:
                assert isinstance(value, str)
                assert value
                if kind in CHECKS:
                    assert CHECKS[kind].fullmatch(value), (name, value)
                if kind == "entity":
                    assert known[name]["range"] in lineage(by_id[value]["schema"], model), (entity, value)
    assert len(rows(record_path, "events")) == sum(e["schema"] == "Event" for e in entities)
