"""A report's parse: one spaCy Doc per analysed block, offsets kept into the report's text.

Blocks are parsed apart, so no sentence crosses a block. Tokens carry their block's offset in `doc.user_data`, so
`span_of` gives report offsets for any token or spaCy span. Sentences in capitals are parsed in the usual case (`case.py`),
marks of Markdown and HTML as blanks (`marks.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from communique.model import Block, Report, Span
from communique.parse.blanks import parsed
from communique.parse.case import settled
from communique.parse.marks import unmarked
from communique.parse.quotes import Quotation, quotations
from communique.resources import gazetteer
from communique.resources.gazetteer import Gazetteer

_OFFSET = "communique_offset"
MAX_BLOCK = 100_000
"""Longest block in code points given to the parser at once; longer ones are cut at a blank. The parser needs about
1 GB for 100,000 characters at worst, the budget of one worker."""

_BULLET = re.compile(r"[-*+•][ \t]+(?=\S)")
"""The mark of a list's item, which is no word of it."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its number in the report, its block, its report span and its spaCy tokens."""

    index: int
    block: Block
    span: Span
    tokens: Tokens

    @property
    def layer(self) -> str:
        """`title` for titles and headings, else `body`."""
        return "title" if self.block.role in {"title", "heading"} else "body"


@dataclass(frozen=True)
class Parse:
    """A report with the parses of its analysed blocks, in text order.

    `dated` holds those of bylines and datelines, which give dates and nothing else. `problems` names the blocks that could
    not be parsed; they are left out and the rest stands.
    """

    report: Report
    docs: tuple[tuple[Block, Doc], ...]
    problems: tuple[str, ...] = ()
    dated: tuple[tuple[Block, Doc], ...] = ()

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences of the report in text order."""
        return tuple(
            Sentence(index, block, span_of(tokens), tokens)
            for index, (block, tokens) in enumerate(
                (block, tokens) for block, doc in self.docs for tokens in doc.sents if tokens.text.strip()
            )
        )

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """All quotations of the analysed blocks in text order."""
        return quotations(unmarked(self.report.text), [block for block, _ in self.docs])

    @cached_property
    def _starts(self) -> tuple[list[int], list[Sentence]]:
        return [sentence.span[0] for sentence in self.sentences], list(self.sentences)

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds the code point at `position`, or None."""
        import bisect

        starts, sentences = self._starts
        index = bisect.bisect_right(starts, position) - 1
        if index >= 0 and position < sentences[index].span[1]:
            return sentences[index]
        return None

    def quotation_at(self, position: int) -> Quotation | None:
        """The innermost quotation whose inside holds `position`, or None."""
        holding = [q for q in self.quotations if q.inner[0] <= position < q.inner[1]]
        return min(holding, key=lambda q: q.inner[1] - q.inner[0], default=None)

    def text(self, span: Span) -> str:
        """The characters of a span."""
        return self.report.text[span[0] : span[1]]

    def tokens(self, span: Span) -> Tokens | None:
        """The spaCy tokens that overlap a report span, None if it lies in no parsed block."""
        for _, doc in self.docs:
            offset = offset_of(doc)
            if offset <= span[0] and span[1] <= offset + length_of(doc):
                return doc.char_span(span[0] - offset, span[1] - offset, alignment_mode="expand")
        return None


def parse(report: Report, pipeline: Language, tables: Gazetteer | None = None) -> Parse:
    """Parse the analysed blocks of one report, and its datelines; a block that fails or is cut is named in `problems`.

    `tables` tell names in sentences in capitals; the package's own where none are given.
    """
    tables = tables or gazetteer.load()
    problems: list[str] = []
    problems += [
        f"block {b.span[0]}-{b.span[1]} of {b.span[1] - b.span[0]:,} characters parsed in pieces"
        for b in report.analysed
        if b.span[1] - b.span[0] > MAX_BLOCK
    ]
    docs = _docs(report, report.analysed, pipeline, tables, problems)
    dated = _docs(report, report.dated, pipeline, tables, problems)
    return Parse(report, docs, tuple(problems), dated)


def _docs(
    report: Report, blocks: Sequence[Block], pipeline: Language, tables: Gazetteer, problems: list[str]
) -> tuple[tuple[Block, Doc], ...]:
    docs: list[tuple[Block, Doc]] = []
    for block, start, end in ((b, *piece) for b in blocks for piece in _cut(report.text, b.span)):
        try:
            doc = parsed(settled(unmarked(report.text[start:end]), pipeline, tables), pipeline)
        except (ValueError, MemoryError, RuntimeError) as exc:
            problems.append(f"block {start}-{end} not parsed: {exc}")
            continue
        doc.user_data[_OFFSET] = start
        docs.append((block, doc))
    return tuple(docs)


def offset_of(doc: Doc) -> int:
    """Where a parsed block begins in its report, in code points."""
    offset: int = doc.user_data[_OFFSET]
    return offset


def length_of(doc: Doc) -> int:
    """How many code points a parsed block has, without its text being put together."""
    return doc[-1].idx + len(doc[-1].text_with_ws) if len(doc) else 0


def span_of(tokens: Token | Tokens) -> Span:
    """Report span of a token or of a run of tokens."""
    offset = offset_of(tokens.doc)
    if isinstance(tokens, Token):
        return offset + tokens.idx, offset + tokens.idx + len(tokens)
    return offset + tokens.start_char, offset + tokens.end_char


def subtree_span(token: Token) -> Span:
    """Report span of a token's whole subtree, blanks at the ends left out."""
    return span_of(token.doc[token.left_edge.i : token.right_edge.i + 1])


def _cut(text: str, span: Span) -> Iterator[Span]:
    """The span, cut at blanks into pieces of at most MAX_BLOCK code points; outer blanks and a list's mark left out."""
    start, end = span
    if bullet := _BULLET.match(text, start, end):
        start = bullet.end()
    while start < end:
        stop = min(end, start + MAX_BLOCK)
        if stop < end:
            blank = text.rfind(" ", start, stop)
            stop = blank if blank > start else stop
        piece = text[start:stop]
        left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
        if right > left:
            yield start + left, start + right
        start = stop
