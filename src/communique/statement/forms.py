"""Statements without a cue verb: "according to", "in the words of", and a name with a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from communique.model import Block, Span
from communique.parse import Parse, span_of
from communique.resources import roles
from communique.resources.cues import Cues
from communique.resources.entries import fold
from communique.resources.vocabulary import wordlist
from communique.statement.draft import Draft, runs, tokens_of

_WORDS = wordlist("cues", "views")
_PHRASES = frozenset(get_string_id(word) for word in (*_WORDS, "accord", "according"))
"""The parser takes "according" for a form of "accord"."""
_LABEL_WORDS, _LABEL_LENGTH = 9, 90
"""Most words and characters of a speaker's label at the head of a paragraph or the end of a headline."""
_TITLE = 3
"""Most words of a title at the head of a label."""
_REMARK = re.compile(r"\s*\([^()\n]*\)\s*$")
_PLAIN = re.compile(r"[^\W\d_][\w.’'(),-]*")
_SPEAKERS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_HEADLINE_SPEAKERS = frozenset({"PERSON", "ORG"})
"""A place before a colon is the topic of a headline rather than its speaker."""
_TAIL, _TAIL_CONTENT = 8, 4
_FILLED = frozenset({"dobj", "ccomp", "xcomp", "attr", "acomp", "oprd"})
_RELATIVE = frozenset({"WP", "WDT"})
MIN_TURNS = 3
"""Labelled paragraphs that make a text a transcript, in which a paragraph without a label goes on with the turn before.
Fewer may be headings or a list."""


def phrase_drafts(doc: Doc) -> Iterator[Draft]:
    """The statements of a block that rest on "according to X" or "in X's words"."""
    for token in tokens_of(doc, _PHRASES):
        if token.lower_ == "according":
            yield from _according(token)
        elif token.dep_ == "pobj" and token.head.lower_ == "in" and token.lemma_ in _WORDS:
            yield from _in_words(token)


def _according(token: Token) -> Iterator[Draft]:
    to = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "to"), None)
    source = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    if to is None or source is None:
        return
    if content := _rest(token):
        cue = (span_of(token.doc[token.i : to.i + 1]),)
        yield Draft(content, cue, token, source, rule="according to")


def _in_words(noun: Token) -> Iterator[Draft]:
    source = next((c for c in noun.children if c.dep_ == "poss"), None)
    if source is None:
        of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        source = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if source is not None and (content := _rest(noun.head)):
        yield Draft(content, (span_of(noun.head), span_of(noun)), noun.head, source, rule="in the words of")


def _rest(token: Token) -> tuple[Span, ...]:
    """The clause that a phrase hangs off, without the phrase."""
    head = token.head
    while head.dep_ in {"pobj", "prep", "pcomp", "dobj", "attr", "nummod", "nsubj", "amod", "npadvmod", "compound"}:
        head = head.head
    numbers = {t.i for t in head.subtree} - {t.i for t in token.subtree}
    return runs(token.doc, numbers)


def tail_drafts(doc: Doc, cues: Cues) -> Iterator[Draft]:
    """Statements told in full before "..., the agency reported", where the parser hangs the tail on some noun.

    The tail runs from the last comma and holds one finite verb, a cue with a subject of its own and no more than eight
    words after it.
    """
    for sentence in doc.sents:
        end = sentence.end - 1
        low = max(sentence.start, end - 2 * _TAIL)
        comma = next((i for i in range(end, low, -1) if doc[i].text == ","), None)
        if comma is None or comma - sentence.start < _TAIL_CONTENT:
            continue
        tail = doc[comma + 1 : sentence.end]
        verbs = [t for t in tail if t.pos_ in {"VERB", "AUX"}]
        if len(verbs) != 1 or verbs[0].tag_ not in {"VBD", "VBZ"} or tail[0].pos_ in {"VERB", "CCONJ", "SCONJ", "ADP"}:
            continue
        verb = verbs[0]
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i > comma), None)
        if any(t.is_quote for t in tail) or any(c.dep_ in _FILLED for c in verb.rights):
            continue
        cue = "clause" in cues.verbs.get(verb.lemma_, {})
        if cue and subject is not None and subject.tag_ not in _RELATIVE and sentence.end - verb.i <= _TAIL:
            content = runs(doc, range(sentence.start, comma))
            if content:
                yield Draft(content, (span_of(verb),), verb, subject, rule="tail")


def turn_drafts(parse: Parse, *, least: int = MIN_TURNS) -> dict[Span, Draft]:
    """The turns of a transcript, by the span of the block that each begins with or goes on in.

    `least` is the number of labelled paragraphs that make a text a transcript.
    """
    labelled = [(block, doc, _label(block, doc, alone=True)) for block, doc in parse.docs]
    if sum(found is not None for _, _, found in labelled) < least:
        return {}
    turns: dict[Span, Draft] = {}
    current: Draft | None = None
    for block, doc, found in labelled:
        if found is not None:
            current = found
            if not found.content:
                continue
        elif current is not None and block.role in {"body", "quote"}:
            content = (*current.content, span_of(doc[:]))
            current = Draft(content, current.cue, None, current.speaker, current.source, rule="turn")
        else:
            continue
        turns[block.span] = current
    return turns


def title_draft(block: Block, doc: Doc) -> Draft | None:
    """The statement of a headline with a colon: "Minister: No talks" or "No talks: minister"."""
    if (found := _label(block, doc)) is not None:
        return found
    text = doc.text.rstrip()
    colon = text.rfind(": ")
    if colon < 1 or not _names(doc, (colon + 2, len(text)), whole=True):
        return None
    start = span_of(doc[:])[0]
    source = doc.char_span(colon + 2, len(text), alignment_mode="contract")
    cue = (start + colon, start + colon + 1)
    return Draft(((start, start + colon),), (cue,), None, source.root if source else None, rule="colon after")


def _label(block: Block, doc: Doc, *, alone: bool = False) -> Draft | None:
    """The statement of a block that begins with its speaker's name and a colon.

    A remark in brackets may stand between them: "Ada Quay (in French):". `alone` takes a label that is the whole block,
    which says nothing itself.
    """
    text = doc.text
    colon = text.find(":", 1, _LABEL_LENGTH)
    after = len(text) - len(text[colon + 1 :].lstrip())
    empty = after >= len(text.rstrip())
    headline = block.role in {"title", "heading"}
    if colon < 0 or (not empty and after == colon + 1) or (empty and (not alone or headline)):
        return None
    end = colon if headline else len(_REMARK.sub("", text[:colon]))
    if not _names(doc, (0, end), whole=headline) or (headline and text.rstrip().endswith("?")):
        return None
    source = doc.char_span(0, end, alignment_mode="contract")
    if source is None:
        return None
    start = span_of(doc[:])[0]
    cue = (start + colon, start + colon + 1)
    content = () if empty else ((start + after, start + len(text.rstrip())),)
    return Draft(content, (cue,), None, source.root, ((start, start + end),), rule="colon")


def _names(doc: Doc, span: Span, *, whole: bool) -> bool:
    """Whether the words name a speaker: an entity that ends them, in a headline nothing else."""
    tokens = doc.char_span(*span, alignment_mode="contract")
    if tokens is None or not tokens or not all(_PLAIN.fullmatch(word) for word in tokens.text.split()):
        return False
    if len(tokens.text.split()) > _LABEL_WORDS:
        return False
    if tokens.text.isupper() and tokens.text.isascii():
        return not whole or any(t.ent_type_ in _SPEAKERS for t in tokens)
    if not whole and tokens[-1].pos_ == "PROPN" and _titled(tokens.text):
        return True
    speakers = _HEADLINE_SPEAKERS if whole else _SPEAKERS
    return tokens[-1].ent_type_ in speakers and (not whole or all(t.ent_type_ in speakers for t in tokens))


def _titled(words: str) -> bool:
    """Whether a label begins with a title of office, before a name that the parser may not know: "President Ada Quay"."""
    listed = fold(words).split()
    return any(roles.load().office(" ".join(listed[:size])) for size in range(1, _TITLE + 1) if size < len(listed))
