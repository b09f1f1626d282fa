"""Quotations and their cues: before, after, in the middle, or none, when the speaker before goes on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from communique.model import Block, Span
from communique.parse import Parse, Quotation, span_of
from communique.parse.quotes import MAX_QUOTATION, outermost
from communique.resources.cues import Cues
from communique.statement.draft import TOLD_ON, Draft, joined, shared
from communique.statement.speaker import speaker_of

_BEFORE, _AFTER = 25, 15
"""How many words away from a quotation its cue may stand."""
_STOPS = frozenset(".;?!")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_GOVERNING = frozenset({"ADP", "DET", "PART"})
"""Words before a marked title: "in an interview with", "told the", "Oslo's"."""
MIN_CLAUSE = 4
"""Fewest words of a quotation that can stand without a cue; shorter ones are titles, terms or borrowed words."""


def speech(parse: Parse) -> tuple[Quotation, ...]:
    """The quotations that count as speech marks.

    Outermost double ones; single ones in a report whose doubles, if it has any, all stand inside them.
    """
    found = outermost(parse.quotations)
    doubles = outermost(q for q in parse.quotations if q.double)
    return doubles if any(q.double for q in found) else found


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

        `last` is the draft that the block before ended with; a block that is one quotation without a cue goes on with
        it.
        """
        found = sorted(self._told_on(drafts), key=lambda draft: draft.content)
        firsts = [draft.content[0][0] for draft in found]
        current: int | None = None
        for quotation in self._quotations:
            host = self._host(quotation, found, firsts)
            if host is not None:
                found[host] = self._with(found[host], quotation)
                current = host
                continue
            verb = self._cue_after(quotation) or self._cue_before(quotation)
            if verb is not None:
                current = self._add(found, quotation, verb)
            elif (labelled := self._labelled(quotation)) is not None:
                found.append(labelled)
                current = len(found) - 1
            elif current is not None and self._resumes(quotation, found[current]):
                found[current] = self._with(found[current], quotation)
            elif (alone := self._alone(quotation, last)) is not None:
                found.append(alone)
                current = len(found) - 1
        return found, found[current] if current is not None else None

    def _told_on(self, drafts: Iterable[Draft]) -> list[Draft]:
        """The drafts with the nearer of two cues for a quotation that is told on: `"...," A said, B reported`."""
        found = list(drafts)
        for quotation in self._quotations:
            near = self._cue_after(quotation)
            teller = self._teller(near) if near is not None else None
            if near is None or teller is None:
                continue
            found = [d for d in found if d.verb is None or d.verb.i not in {near.i, teller.i}]
            found.append(self._reported(quotation, near, TOLD_ON))
        return found

    def _teller(self, near: Token) -> Token | None:
        """The cue that ends a sentence behind a quotation's own: ", B reported"; it has nothing but a subject."""
        if not any(child.dep_ == "nsubj" for child in near.children):
            return None
        words = list(self._outside(range(near.i + 1, min(near.i + 1 + _AFTER, len(self._doc)))))
        verbs = [token for token in words if token.pos_ == "VERB"]
        if len(verbs) != 1 or not self._is_cue(verbs[0]):
            return None
        subject = next((child for child in verbs[0].children if child.dep_ == "nsubj"), None)
        if subject is None or not near.i < subject.left_edge.i < subject.i < verbs[0].i:
            return None
        return verbs[0] if self._doc[subject.left_edge.i - 1].text == "," else None

    def _alone(self, quotation: Quotation, last: Draft | None) -> Draft | None:
        """The draft of a quotation that no cue reports; None for a term in marks."""
        if self._fills(quotation):
            if last is None:
                return Draft((quotation.outer,), rule="quotation alone", follows=True)
            return replace(last, content=joined(self._text, (*last.content, quotation.outer)), rule="quotation goes on")
        if not self._is_sentence(quotation):
            return None
        return Draft((quotation.outer,), rule="quotation alone", follows=True)

    def _is_sentence(self, quotation: Quotation) -> bool:
        """Whether the quotation holds a sentence of its own: opens one with a capital, ends one, has a finite verb."""
        first, after = self._numbers(quotation.inner)
        words = self._doc[first:after]
        if sum(word.is_alpha for word in words) < MIN_CLAUSE or self._text[quotation.inner[1] - 1] not in ".?!…,":
            return False
        before = self._doc[first - 2].text if first > 1 else "."
        opens = before in {".", ":", "?", "!", "”", '"', ",", "—", "–"} and words[0].text[:1].isupper()
        return opens and any(word.tag_ in _FINITE or word.tag_ == "MD" for word in words)

    def _with(self, draft: Draft, quotation: Quotation) -> Draft:
        content = joined(self._text, (*draft.content, quotation.outer))
        return replace(draft, content=_without(content, draft.cue))

    def _add(self, found: list[Draft], quotation: Quotation, verb: Token) -> int:
        for number, draft in enumerate(found):
            if draft.verb is not None and draft.verb.i == verb.i:
                found[number] = self._with(draft, quotation)
                return number
        found.append(self._reported(quotation, verb, "quotation"))
        return len(found) - 1

    def _reported(self, quotation: Quotation, verb: Token, rule: str) -> Draft:
        act = self._cues.verbs.get(verb.lemma_.lower(), {}).get("clause", "says")
        return Draft((quotation.outer,), (span_of(verb),), verb, speaker_of(verb), act=act, rule=rule)

    def _host(self, quotation: Quotation, drafts: Sequence[Draft], firsts: Sequence[int]) -> int | None:
        """The draft with most of its content in the quotation, its cue outside."""
        best, host = 0, None
        low = bisect_left(firsts, quotation.outer[0] - MAX_QUOTATION)
        high = bisect_right(firsts, quotation.outer[1])
        for number in (*range(low, high), *range(max(high, len(firsts)), len(drafts))):
            draft = drafts[number]
            if not draft.cue or shared(draft.cue, [quotation.inner]):
                continue
            common = shared(draft.content, [quotation.inner])
            if common > best:
                best, host = common, number
        return host

    def _is_cue(self, token: Token) -> bool:
        return token.pos_ == "VERB" and "clause" in self._cues.verbs.get(token.lemma_.lower(), {})

    def _outside(self, numbers: range) -> Iterator[Token]:
        """Words up to the end of the sentence or the next quotation."""
        for number in numbers:
            token = self._doc[number]
            if number in self._quoted or token.text in _STOPS:
                return
            yield token

    def _cue_after(self, quotation: Quotation) -> Token | None:
        """The cue verb of `"...," he said`: a mark of pause, then a cue before the sentence ends.

        A verb that is no cue elsewhere is one here if it comes first and has its subject beside it.
        """
        end = quotation.outer[1]
        tail = self._text[quotation.inner[1] - 1 : quotation.inner[1]] + self._text[end : end + 1]
        if not set(tail) & set(",?!—–…"):
            return None
        first = self._numbers(quotation.outer)[1]
        words = list(self._outside(range(first, min(first + _AFTER, len(self._doc)))))
        cue = next((token for token in words if self._is_cue(token)), None)
        if cue is not None:
            return cue
        verb = next((token for token in words if token.pos_ == "VERB"), None)
        if verb is None or verb.tag_ not in _FINITE or "," not in tail:
            return None
        return verb if any(c.dep_ == "nsubj" and c.i >= first for c in verb.children) else None

    def _cue_before(self, quotation: Quotation) -> Token | None:
        """The cue verb of `he said: "..."`, led in by a comma, a colon or "that"; after a colon any finite verb."""
        first = self._numbers(quotation.outer)[0]
        lead = self._doc[first - 1].lower_ if first else ""
        if lead not in {",", ":", "that", "—", "–"}:
            return None
        words = list(self._outside(range(first - 1, max(first - _BEFORE, 0) - 1, -1)))
        cue = next((token for token in words if self._is_cue(token)), None)
        if cue is not None or lead != ":":
            return cue if lead not in {"—", "–"} else None
        finite = [token for token in words if token.pos_ in {"VERB", "AUX"} and token.tag_ in _FINITE]
        return next((token for token in finite if token.dep_ == "ROOT"), finite[-1] if finite else None)

    def _labelled(self, quotation: Quotation) -> Draft | None:
        """The draft of `Minister (Monday): "..."`: a name and a colon, no verb between."""
        first = self._numbers(quotation.outer)[0]
        words = self._doc[max(first - _BEFORE, 0) : first]
        colon = next((token for token in reversed(words) if token.text.startswith(":")), None)
        if colon is None or any(token.is_alpha for token in self._doc[colon.i + 1 : first]):
            return None
        before = list(self._outside(range(colon.i - 1, max(colon.i - _BEFORE, 0) - 1, -1)))
        if any(token.tag_ in _FINITE for token in before):
            return None
        name = next((token for token in before if token.ent_type_ in {"PERSON", "ORG"}), None)
        if name is None:
            return None
        entity = next((e for e in self._doc.ents if e.start <= name.i < e.end), None)
        speaker = entity.root if entity is not None else name
        return Draft((quotation.outer,), (span_of(colon),), None, speaker, rule="colon")

    def _resumes(self, quotation: Quotation, draft: Draft) -> bool:
        """Whether the quotation goes on with the draft's: nothing but the draft's cue clause stands between them."""
        end = max((end for _, end in (*draft.content, *draft.cue) if end <= quotation.outer[0]), default=None)
        if end is None:
            return False
        first, last = self._numbers((end, quotation.outer[0]))
        between = self._doc[first:last]
        told_on = draft.rule == TOLD_ON
        if (not told_on and any(self._is_cue(token) for token in between)) or (
            len(between) and between[-1].pos_ in _GOVERNING
        ):
            return False
        return not any(token.is_alpha and token.sent.start >= first for token in between)

    def _fills(self, quotation: Quotation) -> bool:
        """Whether the quotation is the whole block."""
        start, end = self._block.span
        outside = self._text[start : quotation.outer[0]], self._text[quotation.outer[1] : end]
        return not any(c.isalnum() for part in outside for c in part)


def _without(content: tuple[Span, ...], cue: tuple[Span, ...]) -> tuple[Span, ...]:
    """Content with the cue's words cut out."""
    found = list(content)
    for low, high in cue:
        found = [part for span in found for part in _cut(span, low, high)]
    return tuple(found)


def _cut(span: Span, low: int, high: int) -> list[Span]:
    if high <= span[0] or span[1] <= low:
        return [span]
    return [part for part in ((span[0], low), (high, span[1])) if part[1] > part[0]]
