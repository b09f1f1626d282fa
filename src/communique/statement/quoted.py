"""Quotations and their cues: before, after, in the middle, or none, when the speaker before goes on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from communique.model import Block, Span
from communique.parse import Parse, Quotation, span_of
from communique.resources.cues import Cues
from communique.statement.draft import Draft, joined, shared
from communique.statement.speaker import speaker_of

_BEFORE, _AFTER = 25, 15
"""How many words away from a quotation its cue may stand."""
_STOPS = frozenset(".;?!")


def outermost(parse: Parse) -> tuple[Quotation, ...]:
    """The quotations that count as speech marks: outermost double ones, and single ones in a report without any double."""
    double = [q for q in parse.quotations if q.double]
    chosen = double or [q for q in parse.quotations if q.depth == 1]
    found: list[Quotation] = []
    for quotation in chosen:
        if not found or quotation.outer[0] >= found[-1].outer[1]:
            found.append(quotation)
    return tuple(found)


class Quoting:
    """One block's quotations, tied one by one in text order to the drafts that report them."""

    def __init__(self, parse: Parse, block: Block, doc: Doc, quotations: Sequence[Quotation], cues: Cues) -> None:
        self._text = parse.report.text
        self._block, self._doc, self._cues = block, doc, cues
        self._quotations = quotations
        self._starts = [span_of(token)[0] for token in doc]
        self._quoted = {i for q in quotations for i in range(*self._numbers(q.outer))}

    def _numbers(self, span: Span) -> tuple[int, int]:
        return bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])

    def tie(self, drafts: Iterable[Draft], last: Draft | None) -> tuple[list[Draft], Draft | None]:
        """The drafts with their quotations, and the last one of this block that quotes.

        `last` is the draft that the block before ended with; a block that is one quotation without a cue goes on with it.
        """
        found = list(drafts)
        current: int | None = None
        for quotation in self._quotations:
            host = self._host(quotation, found)
            if host is not None:
                found[host] = self._with(found[host], quotation)
                current = host
                continue
            verb = self._cue_after(quotation) or self._cue_before(quotation)
            if verb is not None:
                current = self._add(found, quotation, verb)
            elif current is not None and self._resumes(quotation, found[current]):
                found[current] = self._with(found[current], quotation)
            elif self._fills(quotation):
                if last is None:
                    found.append(Draft((quotation.outer,), rule="quotation alone"))
                else:
                    found.append(replace(last, content=joined(self._text, (*last.content, quotation.outer))))
                current = len(found) - 1
        return found, found[current] if current is not None else None

    def _with(self, draft: Draft, quotation: Quotation) -> Draft:
        return replace(draft, content=joined(self._text, (*draft.content, quotation.outer)))

    def _add(self, found: list[Draft], quotation: Quotation, verb: Token) -> int:
        for number, draft in enumerate(found):
            if draft.verb is not None and draft.verb.i == verb.i and draft.verb.doc is verb.doc:
                found[number] = self._with(draft, quotation)
                return number
        act = self._cues.verbs[verb.lemma_.lower()].get("clause", "says")
        found.append(Draft((quotation.outer,), (span_of(verb),), verb, speaker_of(verb), act=act, rule="quotation"))
        return len(found) - 1

    def _host(self, quotation: Quotation, drafts: Sequence[Draft]) -> int | None:
        """The draft with most of its content in the quotation, its cue outside."""
        best, host = 0, None
        for number, draft in enumerate(drafts):
            if shared(draft.cue, [quotation.inner]):
                continue
            common = shared(draft.content, [quotation.inner])
            if common > best:
                best, host = common, number
        return host

    def _is_cue(self, token: Token) -> bool:
        if token.pos_ != "VERB" or token.i in self._quoted:
            return False
        return "clause" in self._cues.verbs.get(token.lemma_.lower(), {})

    def _cue_after(self, quotation: Quotation) -> Token | None:
        """The cue verb of `"...," he said`: a mark of pause, then a cue before the sentence ends."""
        end = quotation.outer[1]
        tail = self._text[quotation.inner[1] - 1 : quotation.inner[1]] + self._text[end : end + 1]
        if not set(tail) & set(",?!—–…"):
            return None
        first = self._numbers(quotation.outer)[1]
        for token in self._doc[first : first + _AFTER]:
            if token.i in self._quoted or token.text in _STOPS:
                return None
            if self._is_cue(token):
                return token
        return None

    def _cue_before(self, quotation: Quotation) -> Token | None:
        """The cue verb of `he said: "..."`, led in by a comma, a colon or "that"."""
        first = self._numbers(quotation.outer)[0]
        if first == 0 or self._doc[first - 1].lower_ not in {",", ":", "that"}:
            return None
        for number in range(first - 1, max(first - _BEFORE, 0) - 1, -1):
            token = self._doc[number]
            if token.i in self._quoted or token.text in _STOPS:
                return None
            if self._is_cue(token):
                return token
        return None

    def _resumes(self, quotation: Quotation, draft: Draft) -> bool:
        """Whether the quotation goes on with the draft's: nothing but the draft's cue clause stands between them."""
        end = max(end for _, end in (*draft.content, *draft.cue) if end <= quotation.outer[0])
        first, last = self._numbers((end, quotation.outer[0]))
        between = self._doc[first:last]
        if any(self._is_cue(token) for token in between):
            return False
        sentences = {token.sent.start for token in between if token.is_alpha and token.sent.start >= first}
        return not sentences

    def _fills(self, quotation: Quotation) -> bool:
        """Whether the quotation is the whole block."""
        outside = self._text[self._block.span[0] : quotation.outer[0]], self._text[quotation.outer[1] : self._block.span[1]]
        return not any(c.isalnum() for part in outside for c in part)
