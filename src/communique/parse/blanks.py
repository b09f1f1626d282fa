"""Parsing past long blanks: where marks stood, the parser would else see a gap in the middle of a sentence.

The text is parsed with each run of blanks as one, or as none before a closing mark; then the blanks are put back as tokens of
their own, so every offset stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from spacy.language import Language
from spacy.tokens import Doc, Token

_RUN = re.compile(r"(?<!\s) {2,}(?!\s)")
_CLOSING = frozenset(".,;:!?)]’”'")
_OPENING = frozenset("([“‘")
_GAP = "dep"
"""Dependency of a blank on the word before it, as the parser's own."""


def parsed(text: str, pipeline: Language) -> Doc:
    """The text parsed as if it had no run of blanks; the same tokens at the same places, and the blanks between them."""
    runs = list(_RUN.finditer(text))
    if not runs:
        return pipeline(text)
    starts = [run.start() for run in runs]
    left = [_left(text, run) for run in runs]
    while True:
        doc = pipeline(_without(text, runs, left))
        begins = _begins(doc, runs, left)
        ends = (begin + len(token) for begin, token in zip(begins, doc, strict=True))
        inside = (range(bisect_right(starts, a), bisect_left(starts, b)) for a, b in zip(begins, ends, strict=True))
        torn = {number for numbers in inside for number in numbers if not left[number]}
        if not torn:
            return _spread(text, doc, begins)
        left = [" " if number in torn else kept for number, kept in enumerate(left)]  # "[U.S](link)." is two words


def _left(text: str, run: re.Match[str]) -> str:
    """What the parser sees of a run of blanks."""
    before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
    return "" if not before or not after or after in _CLOSING or before in _OPENING else " "


def _without(text: str, runs: list[re.Match[str]], left: list[str]) -> str:
    pieces, last = [], 0
    for run, kept in zip(runs, left, strict=True):
        pieces += [text[last : run.start()], kept]
        last = run.end()
    return "".join([*pieces, text[last:]])


def _begins(doc: Doc, runs: list[re.Match[str]], left: list[str]) -> list[int]:
    """Where each token of the shorter text begins in the text."""
    found: list[int] = []
    number = missing = 0
    for token in doc:
        while number < len(runs) and runs[number].start() - missing + len(left[number]) <= token.idx:
            missing += len(runs[number][0]) - len(left[number])
            number += 1
        found.append(token.idx + missing)
    return found


def _spread(text: str, doc: Doc, begins: list[int]) -> Doc:
    """The parse over the text as it stands, a token for each gap that is more than one blank."""
    words: list[str] = []
    spaces: list[bool] = []
    sources: list[Token | None] = []
    at: list[int] = []
    position = 0
    for token, begin in zip(doc, begins, strict=True):
        gap = text[position:begin]
        if len(gap) > 1 or (gap and not words):
            if words:
                spaces[-1], gap = True, gap[1:]
            words.append(gap)
            spaces.append(False)
            sources.append(None)
        elif gap:
            spaces[-1] = True
        at.append(len(words))
        words.append(token.text)
        spaces.append(False)
        sources.append(token)
        position = begin + len(token)
    if rest := text[position:]:
        if words:
            spaces[-1], rest = True, rest[1:]
        if rest:
            words.append(rest)
            spaces.append(False)
            sources.append(None)
    heads = [
        at[token.head.i] if token is not None else (number - 1 if number else min(1, len(words) - 1))
        for number, token in enumerate(sources)
    ]
    spread = Doc(
        doc.vocab,
        words=words,
        spaces=spaces,
        tags=[token.tag_ if token is not None else "_SP" for token in sources],
        pos=[token.pos_ if token is not None else "SPACE" for token in sources],
        morphs=[str(token.morph) if token is not None else "" for token in sources],
        lemmas=[token.lemma_ if token is not None else word for token, word in zip(sources, words, strict=True)],
        heads=heads,
        deps=[token.dep_ if token is not None else _GAP for token in sources],
        ents=_entities(sources),
    )
    spread.user_data.update(doc.user_data)
    return spread


def _entities(sources: list[Token | None]) -> list[str]:
    """The entities as one label a token; a blank between two words of one is its part."""
    labels = []
    for token, following in zip(sources, [*sources[1:], None], strict=True):
        named = (
            token if token is not None else following if following is not None and following.ent_iob_ == "I" else None
        )
        labels.append(f"{named.ent_iob_}-{named.ent_type_}" if named is not None and named.ent_type_ else "O")
    return labels
