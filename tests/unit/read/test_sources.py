"""What comes in: files, folders, rows, pages, standard input; and what is refused, with which words."""

from __future__ import annotations

import codecs
import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from communique.errors import NotFound, Refused, UsageError
from communique.model import Report, report_id, text_hash
from communique.read import documents

TEXT = "Talks end in Velgrad\n\nThe two ministers agreed on Monday to reopen the border, officials said.\n"


@dataclass(frozen=True)
class Choice:
    clutter: Path | None = None


def read(source: Path | str, clutter: Path | None = None) -> list[Report | Refused]:
    return list(documents(source, settings=Choice(clutter)))


def one(source: Path | str) -> Report:
    [found] = read(source)
    assert isinstance(found, Report), found
    return found


def reason(source: Path | str) -> str:
    [found] = read(source)
    assert isinstance(found, Refused), found
    assert "\n" not in str(found)
    return found.reason


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_text_file_is_frozen_as_it_is(tmp_path: Path) -> None:
    found = one(put(tmp_path, "talks.txt", TEXT))
    assert (found.ref, found.text, found.title) == ("talks", TEXT, "Talks end in Velgrad")
    assert found.sha256 == text_hash(TEXT)
    assert found.id == report_id("talks", None, TEXT)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"One.\r\nTwo.\rThree.\n", "One.\nTwo.\nThree.\n"),
        (codecs.BOM_UTF8 + "Käse.".encode(), "Käse."),
        (codecs.BOM_UTF16_LE + "Käse — “so”.".encode("utf-16-le"), "Käse — “so”."),
        (codecs.BOM_UTF16_BE + "Käse.".encode("utf-16-be"), "Käse."),
        (codecs.BOM_UTF32_LE + "Käse.".encode("utf-32-le"), "Käse."),
        ("“We agreed,” said José Müller — at last.".encode("cp1252"), "“We agreed,” said José Müller — at last."),
        (b"  kept \t blanks  \n\n\n", "  kept \t blanks  \n\n\n"),
    ],
    ids=["line ends", "utf-8 mark", "utf-16 le", "utf-16 be", "utf-32", "windows-1252", "blanks stay"],
)
def test_encodings_and_line_ends(tmp_path: Path, data: bytes, text: str) -> None:
    assert one(put(tmp_path, "a.txt", data)).text == text


def test_other_code_pages_are_detected(tmp_path: Path) -> None:
    text = "Президент провёл переговоры с премьер-министром соседней страны. Стороны обсудили торговлю и границу. " * 5
    found = one(put(tmp_path, "a.txt", text.encode("cp1251")))
    assert found.text == text
    assert found.language == "ru"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\r\n ", "empty"),
        ("a.txt", codecs.BOM_UTF8, "empty"),
        ("a.txt", b"The talks \x00 ended.", "null bytes"),
        ("a.txt", b"%PDF-1.7\n1 0 obj", "binary"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        ("a.txt", bytes(range(256)) * 8, "binary"),
        ("a.txt", b"\x01\x02\x03\x04 some words \x05\x06", "binary"),
        ("a.txt", codecs.BOM_UTF16_LE + b"a\x00\x00\xd8", "broken UTF-16-LE"),
        ("a.txt", b"word " * 1_100_000, "too long"),
        ("a.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no article"),
        ("a.html", b"<html></html>", "no article"),
        ("a.html", b"", "empty"),
        ("a.jsonl", b"", "empty"),
        ("a.yaml", b"actors: []", "holds no report"),
        ("a.json", b'{\n  "id": 1\n}', "holds no report"),
    ],
)
def test_refusals_say_why(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    assert words in reason(put(tmp_path, name, data))


def test_an_unreadable_file_is_refused_and_the_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.txt", TEXT)
    put(tmp_path, "b.txt", TEXT)
    real = Path.read_bytes

    def closed(path: Path) -> bytes:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", closed)
    refused, report = read(tmp_path)
    assert isinstance(refused, Refused)
    assert (refused.locator, refused.reason) == ("a", "the file cannot be read: Permission denied")
    assert isinstance(report, Report)


def test_a_link_to_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert reason(tmp_path) == "not a regular file"


def test_a_missing_source_is_the_callers_error(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no such file"):
        documents(tmp_path / "gone", settings=Choice())


def test_a_folder_is_read_below_sorted_and_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.md", ".hidden/x.txt", ".DS_Store", "no-suffix"):
        put(tmp_path, name, TEXT)
    assert [item.ref for item in read(tmp_path) if isinstance(item, Report)] == ["a/b/c", "a/z", "b", "no-suffix"]


def test_refs_that_would_be_the_same_keep_their_suffix(tmp_path: Path) -> None:
    for name in ("a.txt", "a.md", "b.txt", "c.d.txt", "c.d.md", "c.d"):
        put(tmp_path, name, TEXT)
    refs = [item.ref for item in read(tmp_path) if isinstance(item, Report)]
    assert refs == ["a.md", "a.txt", "b", "c", "c.d.md", "c.d.txt"]


def test_dotted_names_stay_apart(tmp_path: Path) -> None:
    for name in ("v1.2.txt", "v1.3.txt"):
        put(tmp_path, name, TEXT)
    assert [item.ref for item in read(tmp_path) if isinstance(item, Report)] == ["v1.2", "v1.3"]


def rows(*values: object) -> str:
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)


def test_rows_carry_their_fields_and_their_text_exactly(tmp_path: Path) -> None:
    text = "One.\r\nTwo.\u2028Three.  "
    row = {"id": 7, "text": text, "title": "A title", "outlet": "The Post", "url": "https://post.example/7",
           "published": "2024-05-16T23:30:00-05:00", "author": ["Ann Lee", "Bo Ray"], "language": "en-GB"}  # fmt: skip
    found = one(put(tmp_path, "rows.jsonl", rows(row)))
    assert (found.ref, found.text, found.title, found.outlet) == ("7", text, "A title", "The Post")
    assert (found.url, found.author, found.language) == ("https://post.example/7", "Ann Lee, Bo Ray", "en")
    assert (found.published.day, found.published.basis) == ("2024-05-16", "stated")
    assert found.id == report_id("7", "The Post", text)


def test_a_row_may_hold_a_page_and_say_more_of_it(tmp_path: Path) -> None:
    sentences = "".join(
        f"<p>On day {day} the ferry of the western shore stayed in its harbour again.</p>" for day in range(9)
    )
    page = (
        f"<html><head><title>No ferry</title></head><body><article><h1>No ferry</h1>{sentences}</article></body></html>"
    )
    found = one(
        put(tmp_path, "rows.jsonl", rows({"id": 7, "html": page, "outlet": "The Post", "published": "2024-05-16"}))
    )
    assert (found.ref, found.outlet, found.published.day, found.title) == ("7", "The Post", "2024-05-16", "No ferry")
    assert "On day 8 the ferry" in found.text
    assert "<p>" not in found.text
    [refused] = read(put(tmp_path, "empty.jsonl", rows({"id": "no-page", "html": "<html></html>"})))
    assert str(refused) == "empty:1 (no-page): the page holds no article"


@pytest.mark.parametrize(
    ("stated", "start", "end"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-03 10:00", "2024-02-03", "2024-02-03"),
        ("2024-02-30", None, None),
        ("May 16, 2024", None, None),
        ("20240516", None, None),
        ("", None, None),
    ],
)
def test_published_is_an_iso_prefix_or_unknown(tmp_path: Path, stated: str, start: str | None, end: str | None) -> None:
    found = one(put(tmp_path, "rows.jsonl", rows({"id": "a", "text": TEXT, "published": stated})))
    assert (found.published.start, found.published.end) == (start, end)
    assert found.published.basis == ("stated" if start else "unknown")


def test_a_bad_row_is_refused_with_its_line_and_the_others_are_read(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "ok", "text": TEXT}),
        "{broken",
        json.dumps({"id": "no-text"}),
        "",
        json.dumps(["a list"]),
        json.dumps({"id": "null", "text": "a\x00b"}),
        json.dumps({"id": "half", "text": "a \ud83d b"}),
        json.dumps({"id": "empty", "text": "  "}),
        "[" * 100_000,
        json.dumps({"text": TEXT}),
    ]
    found = read(put(tmp_path, "rows.jsonl", "\n".join(lines).encode("utf-8", "surrogatepass") + b'\n{"id": "\xff"}\n'))
    refused = [str(item) for item in found if isinstance(item, Refused)]
    expected = [
        "rows:2: line 2 is not JSON",
        "rows:3 (no-text): the row has no text",
        "rows:5: line 5 is no JSON object",
        "null: the text holds null bytes",
        "half: the text holds half a character",
        "empty: the text is empty",
        "rows:9: line 9",
        "rows:11: line 11 is not UTF-8",
    ]
    assert len(refused) == len(expected)
    assert all(words in line for words, line in zip(expected, refused, strict=True)), refused
    assert [item.ref for item in found if isinstance(item, Report)] == ["ok", "rows:10"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_rows_with_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    data = rows({"id": "a", "text": TEXT}, {"id": "b", "text": TEXT}).encode(encoding)
    assert [item.ref for item in read(put(tmp_path, "rows.jsonl", data)) if isinstance(item, Report)] == ["a", "b"]


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> io.BytesIO:
    buffer = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(buffer))
    return buffer


@pytest.mark.parametrize(
    ("data", "refs"),
    [
        (TEXT.encode(), ["stdin"]),
        (rows({"id": "a", "text": TEXT}, {"id": "b", "text": TEXT}).encode(), ["a", "b"]),
        (b"{Curly} braces begin this note, which is plain text all the same.", ["stdin"]),
    ],
    ids=["text", "rows", "braces"],
)
def test_standard_input_is_told_by_how_it_begins(stdin: io.BytesIO, data: bytes, refs: list[str]) -> None:
    stdin.write(data)
    stdin.seek(0)
    assert [item.ref for item in read("-") if isinstance(item, Report)] == refs


def test_empty_standard_input_is_refused(stdin: io.BytesIO) -> None:
    assert "empty" in reason("-")


def test_the_clutter_file_marks_lines_of_its_site(tmp_path: Path) -> None:
    line = "The Post is read by the finest people in the whole country."
    text = f"{line}\n\nThe ministers met on Monday in the capital and agreed to meet again.\n"
    path = put(tmp_path, "rows.jsonl", rows({"id": "a", "text": text, "outlet": "The Post"}, {"id": "b", "text": text}))
    sites = put(tmp_path, "sites.yaml", f'"The Post": ["{line}"]\n')
    mine, other = (item for item in read(path, sites) if isinstance(item, Report))
    assert [block.role for block in mine.blocks] == ["boilerplate", "body"]
    assert [block.role for block in other.blocks] == ["body", "body"]


@pytest.mark.parametrize("data", ["- a\n- b\n", "a: b\n", "a: [\n"])
def test_a_broken_clutter_file_is_the_callers_error(tmp_path: Path, data: str) -> None:
    with pytest.raises(UsageError, match="clutter file"):
        read(put(tmp_path, "a.txt", TEXT), put(tmp_path, "sites.yaml", data))
