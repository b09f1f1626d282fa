"""Statements that the learned tagger finds, as drafts: its words, with the heads that grammar gives them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from communique.model import Span, cover
from communique.statement.draft import Draft

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.model import Report
    from communique.parse import Parse
    from communique.resources.cues import Cues
    from communique.statement.tagger import Tagger

_INK = re.compile(r"\S")


def tagged_drafts(parse: Parse, tagger: Tagger, cues: Cues) -> list[Draft]:
    """The statements that the tagger reads in the report's analysed blocks, in the order of their content."""
    from communique.statement.join import join

    text = analysed_text(parse.report)
    found = []
    for raw in join(tagger.tag(text), text):
        verb = _cue_head(parse, raw.cue, cues)
        act = _act(verb, cues)
        speaker = _head(parse, raw.speaker)
        rule = f"tagger, {raw.rule}"
        found.append(
            Draft(raw.content, raw.cue, verb, speaker, raw.speaker, act, rule, raw.score, follows=not raw.cue)
        )
    return found


def analysed_text(report: Report) -> str:
    """The report's text with all that is not analysed blanked out, so that offsets stay."""
    parts, at = [], 0
    for block in report.analysed:
        parts.append(_INK.sub(" ", report.text[at : block.span[0]]))
        parts.append(report.text[slice(*block.span)])
        at = block.span[1]
    parts.append(_INK.sub(" ", report.text[at:]))
    return "".join(parts)


def _head(parse: Parse, spans: tuple[Span, ...]) -> Token | None:
    tokens = parse.tokens(cover(spans)) if spans else None
    return tokens.root if tokens else None


def _cue_head(parse: Parse, spans: tuple[Span, ...], cues: Cues) -> Token | None:
    """The word of the cue that names the act: the last that is known to, else the head."""
    tokens = parse.tokens(spans[-1]) if spans else None
    if not tokens:
        return None
    known = [token for token in tokens if _frames(token, cues)]
    return known[-1] if known else tokens.root


def _frames(token: Token, cues: Cues) -> dict[str, str]:
    table = {"VERB": cues.verbs, "NOUN": cues.nouns, "ADJ": cues.adjectives}.get(token.pos_, {})
    return dict(table.get(token.lemma_.lower(), {}))


def _act(verb: Token | None, cues: Cues) -> str:
    frames = _frames(verb, cues) if verb is not None else {}
    return frames.get("clause") or next(iter(frames.values()), "says")
