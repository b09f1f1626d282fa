"""Page furniture: which lines of a report are no part of the article.

1 look       each line's stock wording and shape, without regard to place
2 place      head, middle, tail: before, among and after the article's sentences
3 score      the signs of the table below, added up; LIMIT and more is clutter

In the middle of an article only clear signs count, so no sentence of it is lost; at its tail a fragment that is no
sentence is enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

import yaml

from communique.errors import UsageError
from communique.read.lines import Line
from communique.read.vocabulary import Stock, key, load

Place: TypeAlias = Literal["head", "middle", "tail"]
LIMIT = 2.0
"""Score from which a line is clutter."""
SENTENCE_WORDS = 8
"""Words from which a line that ends like a sentence counts as the article's prose when the places are drawn."""
FRAGMENT_WORDS = 12
"""Longest fragment that the tail swallows; a longer one is an article's last sentence without its stop."""
TAG_WORDS = 4
LOOK_WORDS = 45
"""Longest line whose wording is looked at: furniture is short, and longer lines are paragraphs."""
LAST_PART = 0.7
"""A comment or author section counts as such only behind this share of the article's words."""

LIST_LINES = 3
"""Fragments in a row, none with stock wording, from which they are a list that ends the article."""

MENU_WORDS = 6
MENU_RUN = 5
MENU_STOCK = 2
MENU_SHARE = 0.1
MENU_LONG = 12
TITLE_WORDS = 5
"""A menu: so many fragments of so few words in a row, at least two and a tenth of them stock wording. An article's own
list (participants, results) holds none."""

_HASHTAG = re.compile(r"(?<!\w)#\w+")
_ADDRESS = re.compile(
    r"(?:https?://\S+|www\.\S+|\S+@\S+\.\w+|@\w{2,}|\w+(?:\.\w+)*\.(?:com|org|net|ru|cn|uk|eu|io)/\S*)"
)
_ACCOUNT = re.compile(r"(?<!\w)@\w{2,}|https?://|www\.")
_MAIL_FIELD = re.compile(r"(?:From|To|Cc|Bcc|Subject|Sent|Date|Reply-To|Message-ID|X-[\w-]+):\s", re.IGNORECASE)
_MENU = re.compile(r"(?:[A-Z][\w.'’& -]*\s*[|>»›•·/→]\s*){2,}[A-Z][\w.'’& -]*")
_QUOTE = re.compile('[“”«»"]')
_IMPERATIVE = re.compile(
    r"(?:please\s+)?(?:subscribe|sign|click|tap|follow|share|read|download|join|listen|watch|get|enter|log|register|"
    r"check|support|donate|contact|send|visit|see|view|discover|stay|receive|like|leave|add|write|tell|let us|help|try|"
    r"buy|order|browse|explore|learn|find out|become|unlock|continue|keep)\b",
    re.IGNORECASE,
)
_CLICK = re.compile(
    r"(?:to|for|if|you can|read|see|watch|find|more|please|click)\b[^“”\"]*\b(?:click|tap) (?:here|(?:on )?th(?:e|is) link)\b",
    re.IGNORECASE,
)
_READER = re.compile(r"\b(?:you|your|our|us)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Clutter:
    """Lines of sites known from before, by outlet (`*` for all), as `key` compares them."""

    sites: Mapping[str, frozenset[str]] | None = None

    @classmethod
    def load(cls, path: Path | None) -> Clutter:
        """The lines of a YAML file `{outlet or "*": [line, ...]}`, none without a file. UsageError if it is broken."""
        if path is None:
            return cls()
        try:
            text = path.read_text("utf-8")
            raw = yaml.load(text, yaml.CBaseLoader) or {}  # noqa: S506 - builds strings, lists and dicts only
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as exc:
            raise UsageError(f"the clutter file {path} cannot be read: {exc}") from exc
        if not isinstance(raw, dict) or not all(isinstance(lines, list) for lines in raw.values()):
            raise UsageError(f"the clutter file {path} must map each outlet (or '*') to a list of lines")
        return cls({outlet: frozenset(key(str(line)) for line in lines) for outlet, lines in raw.items()})

    def lines_of(self, outlet: str | None) -> frozenset[str]:
        """The known lines of an outlet."""
        sites = self.sites or {}
        return sites.get("*", frozenset()) | sites.get(outlet or "*", frozenset())


@dataclass(frozen=True, slots=True)
class View:
    """What the signs look at: a line, its stock wording, its place and what heads it."""

    line: Line
    stock: Stock
    place: Place = "middle"
    below: str | None = None
    known: bool = False
    held: bool = False
    """Markup says that the line is part of the article: a list item, caption or quotation."""
    listed: bool = False
    """Stands in a list that ends the article: fragments after its last sentence, before any stock wording."""
    menu: bool = False
    """Stands in a run of short fragments of which several are stock wording."""
    after_link: bool = False
    """Markup says that the line before is a mere link."""

    @property
    def short(self) -> bool:
        """A fragment of few words."""
        return self.line.fragment and len(self.line.words) <= FRAGMENT_WORDS

    @property
    def tag(self) -> bool:
        """One of a row of tags: a name with a comma behind it."""
        return len(self.line.words) <= TAG_WORDS and self.line.text.endswith(",")

    @property
    def sentence(self) -> bool:
        """Ends like a sentence and is as long as one."""
        return self.line.sentence_end and len(self.line.words) >= SENTENCE_WORDS

    @property
    def imperative(self) -> bool:
        """Begins by telling somebody to do something that sites ask of readers."""
        return _IMPERATIVE.match(self.line.text) is not None

    @property
    def to_reader(self) -> bool:
        """Has the wording of furniture or begins with an order, and says you, your, us or our."""
        stock = self.stock.opening or self.stock.phrases or self.imperative
        return bool(stock) and _READER.search(self.line.text) is not None


@dataclass(frozen=True, slots=True)
class Sign:
    """One row of the table: a reason, what it weighs and when it holds."""

    reason: str
    weight: float
    holds: Callable[[View], bool]
    around: bool = False
    """Whether it looks at what stands around the line and not at the line."""


SIGNS: tuple[Sign, ...] = (
    # the line itself
    Sign("known line of the site", 10.0, lambda v: v.known),
    Sign("stock line", 3.0, lambda v: v.stock.line is not None),
    Sign("stock opening of a fragment", 2.0, lambda v: v.stock.opening is not None and not v.sentence),
    Sign("stock opening of a sentence", 1.0, lambda v: v.stock.opening is not None and v.sentence),
    Sign("stock phrase", 1.0, lambda v: bool(v.stock.phrases)),
    Sign("further stock phrase", 0.5, lambda v: len(set(v.stock.phrases)) > 1),
    Sign("made of menu words", 1.5, lambda v: v.stock.vocabulary is not None and v.line.fragment),
    Sign("four menu words or more", 0.5, lambda v: v.stock.vocabulary is not None and len(v.line.words) > 3),
    Sign("speaks to the reader", 0.5, lambda v: v.to_reader),
    Sign("points to an account", 1.0, lambda v: v.imperative and _ACCOUNT.search(v.line.text) is not None),
    Sign("tells where to click", 3.0, lambda v: _CLICK.match(v.line.text) is not None),
    Sign("no words", 2.0, lambda v: not v.line.words),
    Sign("hashtags", 3.0, lambda v: 2 * len(_HASHTAG.findall(v.line.text)) >= max(2, len(v.line.text.split()))),
    Sign("address", 3.0, lambda v: _ADDRESS.fullmatch(v.line.text) is not None),
    Sign("among the lines of a menu", 2.0, lambda v: v.menu, around=True),
    Sign("menu separators", 2.0, lambda v: v.short and _MENU.fullmatch(v.line.text) is not None),
    # its place
    Sign("mail field at the head", 2.0, lambda v: v.place == "head" and _MAIL_FIELD.match(v.line.text) is not None),
    Sign("before the article", 0.5, lambda v: v.place == "head", around=True),
    Sign("after the article", 1.0, lambda v: v.place == "tail", around=True),
    Sign(
        "fragment after the article",
        1.0,
        lambda v: v.place == "tail" and v.short and not v.held and not v.listed,
        around=True,
    ),
    Sign("fragment below a section of links", 2.0, lambda v: v.below is not None and (v.short or v.tag), around=True),
    Sign("teaser of a link", 5.0, lambda v: v.below == "links" and v.after_link, around=True),
    Sign("below the comments", 3.0, lambda v: v.below == "comments", around=True),
    Sign("about the author", 2.0, lambda v: v.below == "about", around=True),
    # what speaks for the article
    Sign("full sentence", -1.0, lambda v: v.place == "middle" and v.sentence and not v.imperative and not v.to_reader),
    Sign("quotation marks", -1.0, lambda v: v.place != "tail" and _QUOTE.search(v.line.text) is not None),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A line's score, the signs that made it, and what of it the line has by itself, wherever it stands."""

    score: float
    reasons: tuple[str, ...]
    wording: float = 0.0

    @property
    def clutter(self) -> bool:
        """Whether the line is page furniture."""
        return self.score >= LIMIT


def judge(
    lines: Sequence[Line],
    *,
    known: frozenset[str] = frozenset(),
    held: frozenset[int] = frozenset(),
    links: frozenset[int] = frozenset(),
) -> tuple[Verdict, ...]:
    """A verdict for every line.

    `known` are lines of the site; `held` and `links` the numbers of lines that markup vouches for or calls mere links.
    """
    looks = [_look(line, known) for line in lines]
    first, last = _extent(looks)
    title = _title(looks, first)
    listed = _listed(looks, last)
    menu = _menus(looks, first) - {title} if any(_is_prose(view) for view in looks) else frozenset()
    words = [len(view.line.words) if _is_prose(view) else 0 for view in looks]
    verdicts: list[Verdict] = []
    below: str | None = None
    done = 0
    for index, look in enumerate(looks):
        place: Place = "head" if index < first else "tail" if index > last else "middle"
        view = replace(
            look, place=place, below=None if index == title else below, held=index in held, listed=index in listed,
            menu=index in menu, after_link=index - 1 in links,
        )  # fmt: skip
        verdict = _score(view)
        verdicts.append(verdict)
        done += words[index]
        below = _heads(view, below, clutter=verdict.clutter or index in links, late=0 < LAST_PART * sum(words) <= done)
    return tuple(verdicts)


def _look(line: Line, known: frozenset[str]) -> View:
    stock = load().of(line.text) if len(line.words) <= LOOK_WORDS else Stock()
    return View(line, stock, known=bool(known) and key(line.text) in known)


def _is_prose(view: View) -> bool:
    if not view.sentence:
        return len(view.line.words) > 2 * FRAGMENT_WORDS
    return _score(view).score < LIMIT - 1


def _extent(looks: Sequence[View]) -> tuple[int, int]:
    """Numbers of the first and last line of prose; everything is middle where there is none."""
    prose = [index for index, view in enumerate(looks) if _is_prose(view)]
    return (prose[0], prose[-1]) if prose else (0, len(looks))


def _listed(looks: Sequence[View], last: int) -> frozenset[int]:
    """Numbers of the fragments after the last sentence that may be the article's own, no stock wording being before.

    LIST_LINES and more in a row are a list (participants, signatures); one that is longer than a menu's is a sentence
    that lacks its stop.
    """
    end = next((index for index in range(last + 1, len(looks)) if _score(looks[index]).score >= LIMIT - 1), len(looks))
    run = range(last + 1, end)
    return frozenset(i for i in run if len(run) >= LIST_LINES or len(looks[i].line.words) > MENU_WORDS)


def _menus(looks: Sequence[View], first: int) -> frozenset[int]:
    """Numbers of the lines in runs of MENU_RUN and more short fragments, MENU_STOCK of them with stock wording.

    Before the article's `first` sentence MENU_LONG in a row are enough.
    """
    found: set[int] = set()
    run: list[int] = []
    for index, view in enumerate([*looks, None]):
        if view is not None and view.line.fragment and len(view.line.words) <= MENU_WORDS:
            run.append(index)
            continue
        stock = sum(_score(looks[other]).score >= LIMIT - 1 for other in run) if len(run) >= MENU_RUN else 0
        long = run[MENU_LONG - 1 :] and run[-1] < first
        if stock >= max(MENU_STOCK, MENU_SHARE * len(run)) or long:
            found.update(run)
        run = []
    return frozenset(found)


def _title(looks: Sequence[View], first: int) -> int | None:
    """Number of the last line before the article's `first` sentence that may be its title: it is no line of a menu."""
    for index in reversed(range(first)):
        view = looks[index]
        if view.line.fragment and len(view.line.words) >= TITLE_WORDS and _score(view).score < LIMIT - 1:
            return index
    return None


def _score(view: View) -> Verdict:
    if _ordinary(view):
        return Verdict(0.0, ())
    held = [sign for sign in SIGNS if sign.holds(view)]
    return Verdict(
        sum(sign.weight for sign in held),
        tuple(sign.reason for sign in held),
        sum(sign.weight for sign in held if not sign.around),
    )


def _ordinary(view: View) -> bool:
    """Whether a line is a sentence without anything of furniture, which no place makes clutter: most are."""
    plain = view.stock == _NOTHING and view.sentence and not view.known and view.below is None
    return plain and "#" not in view.line.text and not view.imperative


_NOTHING = Stock()


def _heads(view: View, below: str | None, *, clutter: bool, late: bool) -> str | None:
    """What the next line stands below: the class of a section heading; late in the text comments and links hold on."""
    if below == "comments":
        return below
    name = view.stock.line or (view.stock.opening if view.line.fragment else None)
    if clutter and name in load().sections:
        return _LATE.get(name or "", name) if late else name
    return below if clutter and below != "about" else None


_LATE = {"comment": "comments", "author": "about", "related": "links"}
"""What a section that stands late in a text is: there nothing of the article follows."""
