"""Statements that grammar shows: a cue word and the clause, infinitive or noun phrase that it governs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from communique.parse import Sentence, span_of
from communique.resources.cues import Cues
from communique.statement.draft import Draft, runs
from communique.statement.speaker import speaker_of

_NOT_A_CUE = frozenset({"amod", "compound", "aux", "auxpass", "case", "prep"})
_GROUP = frozenset({"aux", "auxpass", "neg", "prt"})


def clause_drafts(sentence: Sentence, cues: Cues) -> Iterator[Draft]:
    """The statements of a sentence in the order of their cues."""
    for token in sentence.tokens:
        pos = token.pos_
        if pos == "VERB" and token.dep_ not in _NOT_A_CUE:
            frames = cues.verbs.get(token.lemma_.lower())
        elif pos == "NOUN":
            frames = cues.nouns.get(token.lemma_.lower())
        else:
            continue
        if frames and (draft := _draft(token, frames)) is not None:
            yield draft


def _draft(cue: Token, frames: Mapping[str, str]) -> Draft | None:
    found = _complement(cue, frames)
    if found is None:
        return None
    frame, heads, lead = found
    numbers = {inner.i for head in heads for inner in head.subtree}
    numbers.discard(cue.i)
    content = runs(cue.doc, numbers)
    if not content:
        return None
    words = [cue, *(child for child in cue.children if child.dep_ in _GROUP), *lead]
    spans = runs(cue.doc, {word.i for word in words} - numbers) or (span_of(cue),)
    return Draft(content, spans, cue, speaker_of(cue), act=frames[frame], rule=f"{cue.pos_.lower()} {frame}")


def _complement(cue: Token, frames: Mapping[str, str]) -> tuple[str, list[Token], list[Token]] | None:
    """The frame that the cue fills here, the heads of its content and the words that lead in; None if none."""
    children = list(cue.children)
    clauses = [c for c in children if c.dep_ in {"ccomp", "acl"} and _is_clause(c)]
    if "clause" in frames and clauses:
        return "clause", clauses[:1], []
    inner = [c for c in children if c.dep_ in {"xcomp", "ccomp", "acl"} and _is_infinitive(c)]
    if "infinitive" in frames and inner:
        return "infinitive", inner[:1], []
    things = [c for c in children if c.dep_ == "dobj"]
    if "object" in frames and things:
        return "object", things[:1], []
    for child in children:
        if child.dep_ == "prep" and child.lower_ in frames:
            objects = [c for c in child.children if c.dep_ in {"pobj", "pcomp"}]
            if objects:
                return child.lower_, objects, [child]
    return None


def _is_infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def _is_clause(token: Token) -> bool:
    """Whether the word heads a finite clause; a noun's must be led in by "that"."""
    if _is_infinitive(token) or token.tag_ == "VBG":
        return False
    if token.dep_ == "acl":
        return any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children)
    return True
