"""JSON Lines: one report a row, its text exactly as given, or its page as `html`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from communique.errors import Refused
from communique.model import Report
from communique.read.clutter import Clutter
from communique.read.page import report_of_page
from communique.read.report import make_report

FIELDS = ("title", "outlet", "url", "published", "author", "language")
"""Optional keys of a row besides `id` and `text` (or `html`); others are not read."""


def reports_of_rows(lines: Iterable[bytes], *, ref: str, clutter: Clutter) -> Iterator[Report | Refused]:
    """A report or a refusal for every row that is not blank.

    A row without `id` is named after the file and its line number: `ref:12`.
    """
    for number, line in enumerate(lines, start=1):
        data = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if not data.strip():
            continue
        locator = f"{ref}:{number}"
        try:
            yield _report(_row(data, number, locator), locator, clutter)
        except Refused as refused:
            yield refused


def _row(data: bytes, number: int, locator: str) -> dict[str, object]:
    try:
        row = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as exc:
        raise Refused(f"line {number} is not UTF-8: {exc.reason} at byte {exc.start}", locator=locator) from exc
    except json.JSONDecodeError as exc:
        raise Refused(f"line {number} is not JSON: {exc.msg} at column {exc.colno}", locator=locator) from exc
    except RecursionError as exc:
        raise Refused(f"line {number} is nested too deeply", locator=locator) from exc
    if not isinstance(row, dict):
        raise Refused(f"line {number} is no JSON object", locator=locator)
    return row


def _report(row: dict[str, object], locator: str, clutter: Clutter) -> Report:
    text, page = row.get("text"), row.get("html")
    ref = _string(row.get("id")) or locator
    where = ref if ref == locator else f"{locator} ({ref})"
    if not isinstance(text, str) and isinstance(page, str):
        return _of_page(row, page, ref, where, clutter)
    if not isinstance(text, str):
        raise Refused("the row has no text", locator=where)
    title, outlet, url, published, author, language = (_string(row.get(field)) for field in FIELDS)
    return make_report(
        text, ref=ref, title=title, outlet=outlet, url=url, published=published, author=author, language=language,
        clutter=clutter,
    )  # fmt: skip


def _of_page(row: dict[str, object], page: str, ref: str, where: str, clutter: Clutter) -> Report:
    """The report on a row's page; what the row says of it goes before what the page says."""
    try:
        found = report_of_page(page.encode("utf-8", "surrogatepass"), ref=ref, clutter=clutter)
    except Refused as refused:
        raise Refused(refused.reason, locator=where) from refused
    title, outlet, url, published, author, language = (_string(row.get(field)) for field in FIELDS)
    published = published or found.published_at or found.published.start
    return make_report(
        found.text, ref=ref, title=title or found.title, outlet=outlet or found.outlet, url=url or found.url,
        published=published, author=author or found.author, language=language, clutter=clutter,
        marked={block.span: block.role for block in found.marked},
    )  # fmt: skip


def _string(value: object) -> str | None:
    """A field's value as text: numbers as written, lists joined by commas; None if it is empty or of another kind."""
    if isinstance(value, list):
        return ", ".join(part for part in map(_string, value) if part) or None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None
