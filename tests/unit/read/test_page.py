"""Saved pages: what is article, what is not, and what a hostile page may not do."""

from __future__ import annotations

import pytest
from trafilatura.utils import load_html

from communique.errors import Refused
from communique.model import Report
from communique.read.clutter import Clutter
from communique.read.markup import lede_of, left_out
from communique.read.page import author_of, report_of_page, title_of

BODY = [
    "The ministers of two coastal states met in Ostrel on Tuesday and agreed to share the catch of the northern banks.",
    "“We have waited nine years for this day,” said the fisheries minister, who signed for the smaller of the two.",
    "The agreement runs until the end of the decade and may be ended by either side with a notice of twelve months.",
    "Fishing crews on both coasts said that they would believe it when they saw the first boats come home in peace.",
]


def page(*, head: str = "", before: str = "", after: str = "", lede: str = "", body: list[str] = BODY) -> bytes:
    paragraphs = "".join(f"<p>{words}</p>" for words in body)
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Catch shared | Coast News</title>
        <meta property="og:site_name" content="Coast News"><link rel="canonical" href="https://coast.example/a/catch">
        {head}</head><body>{before}<article><h1>Catch shared</h1>{lede}{paragraphs}</article>{after}
        </body></html>""".encode()


def read(data: bytes) -> Report:
    return report_of_page(data, ref="page", clutter=Clutter())


def roles(report: Report) -> list[tuple[str, str]]:
    return [(block.role, report.text[block.span[0] : block.span[1]]) for block in report.blocks]


def test_the_text_is_title_blank_line_paragraphs() -> None:
    found = read(page())
    assert found.text == "\n\n".join(["Catch shared", *BODY])
    assert roles(found) == [("title", "Catch shared"), *(("body", words) for words in BODY)]
    assert (found.title, found.outlet, found.url) == ("Catch shared", "Coast News", "https://coast.example/a/catch")
    assert found.published.basis == "unknown"


def test_menus_scripts_and_footers_stay_out() -> None:
    data = page(
        before="<nav><a href='/'>Home</a><a href='/w'>World</a></nav><script>var text = 'She resigned.';</script>",
        after="<footer><p>All rights reserved.</p></footer><style>p { color: red }</style>",
    )
    assert read(data).text == read(page()).text


def test_a_lede_above_the_text_comes_first() -> None:
    lede = "Nine years of quarrels over cod end with a signature"
    found = read(page(lede=f'<div class="article__standfirst"><p>{lede}</p></div>'))
    assert roles(found)[:2] == [("title", "Catch shared"), ("heading", lede)]


def test_a_lede_is_known_by_the_pages_own_description() -> None:
    lede = "Nine years of quarrels over cod end with a signature"
    described = f'<meta name="description" content="{lede}">'
    shown = f'<div class="x1">{lede}</div>'
    assert lede_of(load_html(page(head=described, lede=shown)), BODY[0]) == lede
    assert lede_of(load_html(page(lede=shown)), BODY[0]) is None


def test_paragraphs_that_the_extractor_leaves_out_are_put_back_in_place() -> None:
    opened = "<p>Crews of both coasts saw the boats leave at six.</p>"
    tree = load_html(page(lede=opened, after="<aside><p>Buy our map of the northern banks for ten crowns.</p></aside>"))
    back = left_out(tree, BODY)
    assert back == [(0, "Crews of both coasts saw the boats leave at six.")]
    assert left_out(tree, [BODY[0], BODY[1], BODY[3]]) == [(2, BODY[2]), *back]
    assert left_out(tree, BODY[:2]) == []


def test_an_authors_note_is_no_lede() -> None:
    note = "Ada Quist writes about the sea and everything that lives in it for readers of this page."
    found = read(page(lede=f'<div class="author-bio"><p class="intro">{note}</p></div>'))
    assert note not in found.text


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2023-05-05T08:00:00+02:00">', "2023-05-05"),
        ('<script type="application/ld+json">{"datePublished": "2023-05-05T08:00:00Z"}</script>', "2023-05-05"),
        ("", None),
    ],
    ids=["metadata", "linked data", "none"],
)  # fmt: skip
def test_the_date_is_what_the_pages_data_say(head: str, day: str | None) -> None:
    body = [*BODY, "The first boats sail on 24 April 2021, the ministry said in a note published in the evening."]
    assert read(page(head=head, body=body)).published.day == day


def test_a_page_keeps_the_time_of_day_that_its_data_state() -> None:
    stamp = '<meta property="article:published_time" content="{}">'
    stated = "2023-05-05T08:00:00+02:00"
    assert read(page(head=stamp.format(stated))).published_at == stated
    assert read(page(head=stamp.format("2023-05-05T00:00:00Z"))).published_at is None
    assert read(page(head=stamp.format("0001-01-01T01:00:00+05:00"))).published_at is None


def test_a_mere_link_between_paragraphs_is_marked() -> None:
    teaser = "Why the price of herring keeps on rising along the coast"
    data = page(body=[*BODY[:2], f'<strong><a href="/herring">{teaser}</a></strong>', *BODY[2:]])
    assert ("boilerplate", teaser) in roles(read(data))


def test_headings_lists_and_quotations_keep_their_roles() -> None:
    marked = "</p><h2>What it says</h2><ul><li>equal shares of cod</li><li>a joint patrol</li></ul>"
    marked += "<blockquote><p>No boat shall be turned away from the banks in bad weather.</p></blockquote><p>"
    data = page(body=[*BODY[:2], marked, *BODY[2:]])
    found = roles(read(data))
    assert ("heading", "What it says") in found
    assert ("body", "equal shares of cod") in found
    assert ("quote", "No boat shall be turned away from the banks in bad weather.") in found


def test_a_declared_encoding_other_than_utf_8_is_read() -> None:
    data = page().decode().replace('charset="utf-8"', 'charset="windows-1252"').encode("cp1252")
    assert BODY[1] in read(data).text


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body>" + b"<div>" * 50_000 + b"deep" + b"</div>" * 50_000 + b"</body></html>",
        b"<html><body><p>" + b"<b>" * 50_000 + b"</p></body></html>",
        b"<html><body><table>" + b"<tr><td>" * 20_000,
        b"<html><body><script>" + b"alert(1);" * 10_000 + b"</script></body></html>",
        b"<html><body><p>&#0;&#xd800;&bogus;</p><!-- never closed",
        b"<" * 100_000,
        b'<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;&b;">]><html><body><p>&c;</p></body></html>',
    ],
    ids=["deep divisions", "deep bold", "deep table", "script only", "bad entities", "angles", "entity bomb"],
)
def test_hostile_pages_are_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(Refused) as caught:
        read(data)
    assert "\n" not in str(caught.value)


def test_an_article_within_deep_nesting_is_read_or_refused() -> None:
    deep = page(before="<div>" * 20_000, after="</div>" * 20_000)
    try:
        text = read(deep).text
    except Refused as refused:
        text = refused.reason
    assert BODY[0] in text or text == "the page holds no article"


@pytest.mark.parametrize(
    ("title", "site", "host", "bare"),
    [
        ("Catch shared | Coast News", "Coast News", None, "Catch shared"),
        ("Catch shared - World - Coast News", "Coast News", None, "Catch shared - World"),
        ("Catch shared | coast.example", None, "coast.example", "Catch shared"),
        ("Catch – shared", "Coast News", None, "Catch – shared"),
        ("Coast News", "Coast News", None, "Coast News"),
    ],
)
def test_the_sites_name_is_no_part_of_the_title(title: str, site: str | None, host: str | None, bare: str) -> None:
    assert title_of(title, site, host) == bare


def test_authors_are_names() -> None:
    assert author_of("Coast News; https://coast.example/ada; Ada Quist", "Coast News") == "Ada Quist"
    assert author_of("Coast News", "Coast News") is None
