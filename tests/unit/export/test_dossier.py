"""The dossier of records made by hand: nothing left out, every link lands, report text inert."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

import quarrel
from communique.errors import UsageError
from communique.export.dossier import gather, render, write_dossier
from communique.export.timeline import timeline
from communique.query import Filter
from communique.store import Store
from made import ARDEN, BELOW, MORVIA, TELLAND, Draft, keep

AS_OF = "2031-07-01"
HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> \u202eevil\u202c \x1b[31m {{ 7 * 7 }} =HYPERLINK(1) &amp;"
)
LONG = "w" * 10_000
VOID = frozenset({"meta", "br", "line", "path"})


@dataclass
class Read(HTMLParser):
    """What a browser would see: elements with their attributes, ids, links, text by element."""

    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "mark":
            self.marked.append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if "mark" in self.open:
            self.marked[-1] += data

    @property
    def ids(self) -> list[str]:
        return [value for _, attrs in self.elements if (value := attrs.get("id"))]

    @property
    def links(self) -> list[str]:
        return [value for _, attrs in self.elements if (value := attrs.get("href"))]


def read(html: str) -> Read:
    parser = Read()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    return parser


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        quarrel.told(opened)
        yield opened


@pytest.fixture(scope="module")
def html(store: Store) -> str:
    return render(gather(store, Filter(as_of=AS_OF)))


def test_every_row_has_its_address(store: Store, html: str) -> None:
    ids = read(html).ids
    assert len(ids) == len(set(ids))
    for table in ("stories", "reports", "statements", "figures", "events", "pledges", "refrains"):
        rows = store.rows(table)
        assert {row["id"] for row in rows} <= set(ids), table
    assert len(store.rows("statements")) > 2, "else this tries nothing"


def test_every_link_lands(html: str) -> None:
    page = read(html)
    inside = {link[1:] for link in page.links if link.startswith("#")}
    assert inside <= set(page.ids)
    assert [link for link in page.links if not link.startswith("#")] == []


def test_the_very_words_are_marked(store: Store, html: str) -> None:
    marked = set(read(html).marked)
    texts = {row["id"]: row["text"] for row in store.rows("reports")}
    for row in store.rows("statements"):
        for start, end in row["content"]:
            assert texts[row["report"]][start:end] in marked


def test_nothing_is_loaded_or_run(html: str) -> None:
    page = read(html)
    assert {tag for tag, _ in page.elements} & {"script", "link", "img", "iframe", "object", "form", "base"} == set()
    assert not any(name.startswith("on") or name in {"src", "style"} for _, attrs in page.elements for name in attrs)
    assert "default-src 'none'" in html
    assert "url(" not in html
    assert "@import" not in html


def test_the_style_is_the_one_that_the_page_allows(html: str) -> None:
    import base64
    import hashlib

    style = html[html.index("<style>") + 7 : html.index("</style>")]
    assert f"sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}" in html


def test_counts_are_the_lines_below_them(store: Store) -> None:
    page = gather(store, Filter(as_of=AS_OF))
    assert sum(story.statements for story in page.stories) == len(store.rows("statements"))
    assert sum(story.measured for story in page.stories) == len(store.rows("figures"))
    assert sum(len(story.events) for story in page.stories) == len(store.rows("events"))
    assert sum(len(story.pledges) for story in page.stories) == len(store.rows("pledges"))
    assert len(page.reports) == len(store.rows("reports"))


def test_two_wordings_stand_side_by_side(store: Store) -> None:
    page = gather(store, Filter(as_of=AS_OF))
    several = [line for story in page.stories for s in story.speakers for line in s.several]
    assert [len(line.wordings) for line in several] == [2]
    assert {t.text for wording in several[0].wordings for t in wording.tellings} == {quarrel.LINE, quarrel.FREE}


def test_a_filter_chooses_stories(store: Store) -> None:
    [chosen] = [row["id"] for row in store.rows("stories") if len(row["reports"]) > 1]
    page = gather(store, Filter(story=chosen, as_of=AS_OF))
    assert [story.id for story in page.stories] == [chosen]
    assert page.alone == ()
    assert gather(store, Filter(since="2050")).stories == ()
    assert "No story answers the filter" in render(gather(store, Filter(since="2050")))


def test_the_same_record_gives_the_same_page(store: Store, html: str) -> None:
    assert render(gather(store, Filter(as_of=AS_OF))) == html


def hostile() -> Draft:
    text = (
        f"Arden warns Below {HOSTILE}\n"
        f"Mira Arden of Morvia warned Jon Below of Telland on 2031-05-03.\n“{HOSTILE} {LONG}” she said.\n"
        f"They caught 900 {HOSTILE} of herring."
    )
    title = text.partition("\n")[0]
    draft = Draft(
        "<b>ref</b>\u202e", text, title=title, outlet=f"Gull {HOSTILE}", url="javascript:alert(1)", stated="2031-05-04"
    )
    for name, actor in (("Mira Arden", ARDEN), ("Morvia", MORVIA), ("Jon Below", BELOW), ("Telland", TELLAND)):
        draft.mention(name, actor)
    day = draft.time("2031-05-03", "2031-05-03")
    draft.event("warned Jon Below of Telland on 2031-05-03", "THREATEN", ARDEN, BELOW, time=day, cameo="130", asked=())
    draft.statement(f"“{HOSTILE} {LONG}”", ARDEN, time=day)
    draft.figure(f"900 {HOSTILE}", 900.0, unit=HOSTILE, about=HOSTILE, period=HOSTILE)
    draft.pledge(f"caught 900 {HOSTILE}", ARDEN, "catch", due="2031-06", due_kind="by", condition=HOSTILE)
    return draft


@pytest.fixture(scope="module")
def hostile_html() -> str:
    with Store.open(":memory:") as opened:
        keep(opened, hostile())
        return render(gather(opened, Filter(as_of=AS_OF), title=HOSTILE))


def test_hostile_text_is_inert(hostile_html: str) -> None:
    page = read(hostile_html)
    test_nothing_is_loaded_or_run(hostile_html)
    assert not any((link or "").casefold().startswith("javascript") for link in page.links)
    assert [c for c in hostile_html if unicodedata.category(c) in {"Cc", "Cf", "Cs"} and c != "\n"] == []
    shown = "".join(page.text)
    assert (
        "<script>alert(1)</script> <img src=x onerror=alert(2)> ⟨U+202E⟩evil⟨U+202C⟩ ⟨U+001B⟩[31m {{ 7 * 7 }}" in shown
    )
    assert "&amp;amp;" in hostile_html, "an entity in a report is shown as it was written"


def test_a_long_word_stays_whole_and_may_be_broken(hostile_html: str) -> None:
    page = read(hostile_html)
    assert any(LONG in words for words in page.marked)
    assert re.search(r"body \{[^}]*overflow-wrap: anywhere", hostile_html)


def test_the_page_says_where_it_cannot_be_written(store: Store, tmp_path: object) -> None:
    from pathlib import Path

    with pytest.raises(UsageError, match="cannot be written"):
        write_dossier(store, Path(str(tmp_path)) / "no" / "page.html", Filter())


def test_the_timeline_counts_what_it_leaves_out(store: Store) -> None:
    page = gather(store, Filter(as_of=AS_OF))
    lines = list(timeline(page, width=80))
    assert max(map(len, lines)) <= 80
    assert any(line.startswith("  two wordings") for line in lines)
    assert any("statements" in line for line in lines if line.startswith("  in all"))
    whole = "\n".join(timeline(page, everything=True, width=80))
    assert all(f"{tons} tons: herring" in whole for tons in (800, 900))
    assert lines[-1] == "2 stories, 4 reports. Pledges as of 1 July 2031."


def test_the_timeline_sets_what_was_planned_apart_from_what_was_done() -> None:
    draft = Draft(
        "a", "Mira Arden met Jon Below on 2031-05-03. They plan to sail on 2031-05-03. Arden fled on 2031-05-03."
    )
    for name, actor in (("Mira Arden", ARDEN), ("Jon Below", BELOW)):
        draft.mention(name, actor)
    day = draft.time("2031-05-03", "2031-05-03")
    for words, kind, modality in (
        ("met", "CONSULT", "asserted"),
        ("sail", "AID", "planned"),
        ("fled", "RETREAT", "denied"),
    ):
        draft.event(words, kind, ARDEN, BELOW, time=day, modality=modality)
    with Store.open(":memory:") as store:
        keep(store, draft)
        lines = [line.split() for line in timeline(gather(store, Filter(as_of=AS_OF)), everything=True)]
    told = {words[0]: words[4] for words in lines if words[2:4] == ["May", "2031,"]}
    assert told == {"done": "consult:", "planned": "aid:", "denied": "retreat:"}


@pytest.mark.parametrize("polarity", ["said", "denied", "not said"])
def test_the_timeline_says_what_was_not_said(polarity: str) -> None:
    draft = Draft("a", "Mira Arden never called the blockade “an act of war”.")
    draft.mention("Mira Arden", ARDEN)
    draft.statement("“an act of war”", ARDEN, kind="mixed", polarity=polarity)
    with Store.open(":memory:") as store:
        keep(store, draft)
        lines = "\n".join(timeline(gather(store, Filter(as_of=AS_OF))))
    assert (f"“an act of war” (a, {polarity})" in lines) is (polarity != "said")
    assert "“an act of war” (a" in lines


def told(ref: str, medium: str, **more: str | None) -> Draft:
    """A report of a talk of which a sentence alone says how they talked."""
    head = "Arden and Below haggle over herring quotas in the Osk strait, where trawlers of both neighbours fish"
    draft = Draft(ref, f"{head}\nMira Arden and Jon Below settled nothing in a {medium} call.", title=head, **more)
    draft.mention("Mira Arden", ARDEN)
    draft.mention("Jon Below", BELOW)
    return draft


def test_an_answer_that_a_sentence_gives_shows_its_words() -> None:
    spoken = told("a", "video", outlet="Gull")
    spoken.event("settled nothing in a video call", "CONSULT", ARDEN, BELOW, asked=(("medium", "video"),))
    with Store.open(":memory:") as store:
        keep(store, spoken, told("b", "phone", outlet="Tern"))
        [value] = [v for d in store.rows("stories")[0]["disagreements"] for v in d["values"] if v["ref"] == "b"]
        assert value["row"] is None, "else this tries nothing"
        page = gather(store, Filter(as_of=AS_OF))
    [question] = page.stories[0].differ
    assert {answer.value: [p.label for p in answer.passages] for answer in question.answers} == {
        "video": ["Gull"],
        "phone": ["Tern"],
    }
    assert "phone call" in read(render(page)).marked
    assert not any("(?)" in line for line in timeline(page))


def test_outlets_that_nobody_knows_are_not_counted() -> None:
    for outlet, words in ((None, "outlets unknown"), ("Gull", "1 outlet, 1 unknown")):
        with Store.open(":memory:") as store:
            keep(store, told("a", "video", outlet=outlet), told("b", "phone"))
            [story] = store.rows("stories")
            page = gather(store, Filter(as_of=AS_OF))
        assert (story["outlets"], story["outlets_unknown"]) == (2, 1 if outlet else 2)
        assert words in render(page)
        assert any(words in line for line in timeline(page))
