"""Statements that the learned tagger finds, as drafts: its words, with the heads that grammar gives them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.model import Span, cover, overlaps
from communique.parse import span_of
from communique.resources.vocabulary import wordlist
from communique.statement.clauses import paper_tail, rings
from communique.statement.draft import Draft, Marks, unhinged
from communique.statement.speaker import of_verb

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

    from communique.model import Report
    from communique.parse import Parse
    from communique.resources.cues import Cues
    from communique.statement.join import RawStatement
    from communique.statement.tagger import Tagger

_EMPTY = wordlist("cues", "empty")
_IN_MARKS = 0.5
_EMPTY_TAGS = frozenset({"DT", "PRP$", "PDT", "WDT", "WP", "IN", "TO"})
_ANAPHORIC = wordlist("function_words", "definite") | {"such"}
_WORDS = wordlist("cues", "pointing_nouns")
_UNFINISHED = frozenset(
    {"det", "poss", "amod", "compound", "nummod", "aux", "neg", "nmod", "predet", "quantmod", "case"}
)
_LINKS, _REACH = 3, 6
"""Steps from a word that leaves a phrase unfinished to its head, and words between the two."""
_OPENERS = wordlist("cues", "openers")
_HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_RELATIVE = frozenset({"WP", "WDT"})
_OPEN_CLAUSE = 20
"""Most words that complete a clause which breaks off after its subject."""
_DEEDS = frozenset({"VERB", "NOUN", "AUX"})
_APPOINTING = wordlist("cues", "appointing")
_DRY = wordlist("cues", "dry")
_DEED_UNDER = 0.75
"""Score under which a content without a verb at an unknown cue is left out: 3 in 8 of them were statements, on the held-out
reports, against 7 in 8 where the cue is known."""
_INK = re.compile(r"\S")


def tagged_drafts(parse: Parse, tagger: Tagger, cues: Cues, marks: Marks) -> list[Draft]:
    """The statements that the tagger reads in the report's analysed blocks, in the order of their content."""
    from communique.statement.join import join

    text, report_text = analysed_text(parse.report), parse.report.text
    found: list[Draft] = []
    for raw in join(tagger.tag(text), text):
        content = _content(parse, raw, marks, cues)
        if not content:
            continue
        verb = _cue_head(parse, raw.cue, cues)
        if (
            verb is not None
            and verb.lemma_ in _APPOINTING
            and verb.tag_ == "VBN"
            and not raw.speaker
            and marks.share(content) == 0
        ):
            continue
        if marks.share(content) == 0 and _says_nothing(parse, content, verb, cues, raw.score):
            continue
        source = tuple(s for span in raw.speaker if (s := unhinged(parse.report.text, span)) is not None)
        speaker, source = _whole(_head(parse, source, verb), verb, source)
        if (own := _astray(parse, raw, speaker, verb)) is not None:
            speaker, source = own, ()
        if found and not raw.cue and _led_on(parse, found[-1], content):
            found[-1] = replace(found[-1], content=(*found[-1].content, *content))
            continue
        rule = f"tagger, {raw.rule}"
        act = _act(verb, cues, report_text[content[0][0] : content[0][1]])
        found.append(Draft(content, raw.cue, verb, speaker, source, act, rule, raw.score, follows=not raw.cue))
    return found


def _led_on(parse: Parse, before: Draft, content: tuple[Span, ...]) -> bool:
    """Whether a preposition leads a quotation without a cue on from the words or the cue before: "tariffs for “sending ...”"."""
    words = parse.tokens(content[0])
    if not words or before.verb is None or words.doc is not before.verb.doc:
        return False
    first = next((token for token in words if not token.is_punct), None)
    if first is None:
        return False
    lead = first if first.dep_ == "prep" else first.head
    if lead.dep_ != "prep" or not lead.i <= first.i <= lead.i + 2 or lead.sent != before.verb.sent:
        return False
    held = (*before.content, *before.cue)
    return any(overlaps(span_of(above), span) for above in lead.ancestors for span in held)


def _content(parse: Parse, raw: RawStatement, marks: Marks, cues: Cues) -> tuple[Span, ...]:
    """The content without loose ends.

    Left out are conjunctions and marks at its edges, stretches of another paragraph than the cue's that stand outside
    quotation marks, and all of it if only function words are left.
    """
    if raw.cue:
        line = _line(parse.report.text, raw.cue[0][0])
        kept = tuple(s for s in raw.content if overlaps(s, line) or marks.share([s]) >= _IN_MARKS)
    else:
        kept = raw.content
    spans = tuple(span for span in (unhinged(parse.report.text, s) for s in kept) if span is not None)
    if spans:
        spans = (*spans[:-1], _completed(parse, spans[-1], (*raw.cue, *raw.speaker), cues))
        spans = _around_aside(parse, _inside_aside(parse, spans, raw.cue))
    words = [w for span in spans for w in parse.report.text[span[0] : span[1]].split()]
    return () if len(words) == 1 and words[0].strip(",.“”\"'").lower() in _EMPTY else spans


def _completed(parse: Parse, span: Span, taken: tuple[Span, ...], cues: Cues) -> Span:
    """The span to the end of the phrase that it breaks off in: after "the", "of their", "a senior".

    The paper in which the words stand ("in a joint statement") is cut off instead.
    """
    tokens = parse.tokens(span)
    if not tokens:
        return span
    if len(tokens) > 2 and tokens[-2].dep_ in {"punct", "cc"} and _hangs(tokens[-1]):
        return _completed(parse, (span[0], span_of(tokens[-3])[1]), taken, cues)
    last = tokens[-1]
    if len(tokens) > 1 and last.dep_ == "mark" and last.i < last.head.i and last.head not in tokens:
        return _completed(parse, (span[0], span_of(tokens[-2])[1]), taken, cues)
    for _ in range(_LINKS):
        if last.dep_ not in _UNFINISHED or not last.i < last.head.i <= last.i + _REACH:
            break
        last = last.head
    if last.dep_ in _SUBJECTS and last.i < last.head.i <= last.i + _REACH and _grows(last.head, tokens, cues):
        last = last.head.right_edge
    if last.dep_ == "ccomp" and last.head.i > last.i and any(overlaps(span_of(last.head), other) for other in taken):
        last = last.right_edge
    if last.dep_ in {"prep", "agent", "pcomp"} and last.right_edge.i <= last.i + 2 * _REACH:
        last = last.right_edge
    if (tail := paper_tail(last.doc, last.i, cues.papers)) and min(tail) > tokens[0].i:
        return span[0], span_of(last.doc[min(tail) - 1])[1]
    end = span_of(last)[1]
    return (span[0], end) if end > span[1] and not any(overlaps((span[1], end), other) for other in taken) else span


def _inside_aside(parse: Parse, spans: tuple[Span, ...], cue: tuple[Span, ...]) -> tuple[Span, ...]:
    """The content of a cue in an aside about a subject, to the aside's end: "efforts, which it said failed, go on"."""
    verb = _root(parse, cue[-1]) if cue else None
    aside = next((t for t in (verb, *verb.ancestors) if t.dep_ == "relcl"), None) if verb is not None else None
    words = parse.tokens(spans[-1])
    if aside is None or words is None or aside.head.dep_ not in _SUBJECTS or words.doc is not aside.doc:
        return spans
    end, above = aside.right_edge.i, aside.head.head
    if not (words.start <= end < above.i < words.end) or aside.doc[end + 1].text != ",":
        return spans
    return (*spans[:-1], (spans[-1][0], span_of(aside.doc[end])[1]))


def _around_aside(parse: Parse, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The content with what follows the aside that it breaks off at: "efforts", "go on" of "efforts, which ..., go on"."""
    words = parse.tokens(spans[-1])
    if not words or words[-1].dep_ not in _SUBJECTS:
        return spans
    subject, verb = words[-1], words[-1].head
    aside = next((t for t in subject.rights if t.dep_ == "relcl"), None)
    if (
        aside is None
        or verb.i < subject.i
        or verb.doc[subject.i + 1].text != ","
        or subject.right_edge.i + 1 >= len(verb.doc)
    ):
        return spans
    first = next((t for t in verb.doc[subject.right_edge.i + 1 : verb.i + 1] if not t.is_punct), verb)
    if verb.right_edge.i - first.i > _OPEN_CLAUSE:
        return spans
    rest = span_of(verb.doc[first.i : verb.right_edge.i + 1])
    return (*spans, unhinged(parse.report.text, rest) or rest)


def _root(parse: Parse, span: Span) -> Token | None:
    words = parse.tokens(span)
    return words.root if words else None


def _hangs(last: Token) -> bool:
    """Whether the word only opens what was left out: "..., who", "..., particularly"."""
    return last.tag_ in {"WDT", "WP", "WP$", "WRB"} or last.lower_ in _OPENERS


def _grows(verb: Token, tokens: Tokens, cues: Cues) -> bool:
    """Whether the verb, no cue itself, ends the content: its clause is short and hangs on a word of the content."""
    if _frames(verb, cues):
        return False
    held = any(tokens.start <= above.i < tokens.end for above in verb.ancestors)
    return held and verb.right_edge.i - tokens.end < _OPEN_CLAUSE


def _says_nothing(parse: Parse, content: tuple[Span, ...], verb: Token | None, cues: Cues, score: float) -> bool:
    """Whether an unmarked content tells a deed with a dry verb: no known cue, a noun phrase, a tagger in doubt.

    So does whoever is telephoned. A lone determiner or relative pronoun is what is left of a content that was not understood.
    """
    words = [token for span in content for token in parse.tokens(span) or () if not token.is_punct]
    if len(words) == 1 and words[0].tag_ in _EMPTY_TAGS:
        return True
    if len(words) == 2 and words[0].lower_ in _ANAPHORIC and words[1].lemma_ in _WORDS:
        return True
    if verb is None or verb.pos_ not in _DEEDS or verb.lemma_ == "accord":
        return False
    if rings(verb, words):
        return True
    if verb.lemma_ in _DRY and not _frames(verb, cues) and _is_phrase(parse, content):
        return True
    if score >= _DEED_UNDER:
        return False
    known = _frames(verb, cues) or verb.lemma_.lower() in cues.stances
    if known:
        return False
    return words[0].pos_ == "ADP" or not any(word.pos_ in {"VERB", "AUX"} for word in words)


def _is_phrase(parse: Parse, content: tuple[Span, ...]) -> bool:
    """Whether the content is the subject or the object of a verb outside, no clause of its own."""
    words = parse.tokens(cover(content))
    return words is not None and words.root.dep_ in {"nsubj", "nsubjpass", "csubj", "dobj", "attr"}


def _line(text: str, at: int) -> Span:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text)


def _whole(
    speaker: Token | None, verb: Token | None, source: tuple[Span, ...]
) -> tuple[Token | None, tuple[Span, ...]]:
    """The whole subject where the tagger took a part of it: "Oslo and Rome" for "Rome"."""
    if speaker is None or verb is None or speaker.dep_ != "conj":
        return speaker, source
    first = speaker
    while first.dep_ == "conj":
        first = first.head
    if (
        first.dep_ != "nsubj"
        or _parts_clauses(first, speaker)
        or any(start <= span_of(first)[0] < end for start, end in source)
    ):
        return speaker, source
    return first, ()


def _parts_clauses(first: Token, last: Token) -> bool:
    """Whether the "and" before the last of several parts clauses rather than names: "for A and B, and C said"."""
    joints = [t for t in last.doc[first.i : last.i] if t.dep_ == "cc" and t.lower_ == "and"]
    return len(joints) > 1 and last.doc[joints[-1].i - 1].text == "," and last.doc[joints[0].i - 1].text != ","


def _astray(parse: Parse, raw: RawStatement, speaker: Token | None, verb: Token | None) -> Token | None:
    """The noun or name that is the cue's subject, its own or shared, where the tagger took somebody from elsewhere.

    Elsewhere is another sentence, or a "who ..." inside the subject. Nobody is no answer for an infinitive.
    """
    if verb is None or verb.pos_ != "VERB":
        return None
    if speaker is None:
        astray = verb.tag_ == "VB"
    elif _same_sentence(speaker, verb):
        source = parse.tokens(raw.speaker[0])
        astray = source is not None and source[0].tag_ in _RELATIVE and any(t.dep_ == "nsubj" for t in verb.lefts)
    else:
        astray = True
    own = of_verb(verb) if astray else None
    if own is None or own.pos_ not in {"NOUN", "PROPN"} or own.dep_ == "nsubjpass" or not _same_sentence(own, verb):
        return None
    return None if speaker is None and any(overlaps(span_of(own), span) for span in raw.cue) else own


def _same_sentence(one: Token, other: Token) -> bool:
    return one.doc is other.doc and one.sent.start <= other.i < one.sent.end


def analysed_text(report: Report) -> str:
    """The report's text with all that is not analysed blanked out, so that offsets stay."""
    parts, at = [], 0
    for block in report.analysed:
        parts.append(_INK.sub(" ", report.text[at : block.span[0]]))
        parts.append(report.text[slice(*block.span)])
        at = block.span[1]
    parts.append(_INK.sub(" ", report.text[at:]))
    return "".join(parts)


def _head(parse: Parse, spans: tuple[Span, ...], cue: Token | None) -> Token | None:
    """The word that heads the source: the subject where the tagger took a clause, the name in "Berg in state media"."""
    tokens = parse.tokens(cover(spans)) if spans else None
    if not tokens:
        return None
    root = tokens.root
    if root.pos_ in _HEADS:
        return root
    inside = range(tokens.start, tokens.end)
    nominal = [t for t in tokens if t.pos_ in _HEADS]
    if cue is not None and (own := next((t for t in nominal if cue in {t.head, *t.rights}), None)) is not None:
        return own
    return next((t for t in nominal if t.head.i not in inside or t.dep_ in _SUBJECTS), root)


def _cue_head(parse: Parse, spans: tuple[Span, ...], cues: Cues) -> Token | None:
    """The word of the cue that names the act: the last that is known to, else the head."""
    tokens = parse.tokens(spans[-1]) if spans else None
    if not tokens:
        return None
    known = [token for token in tokens if _frames(token, cues)]
    known = known or [token for token in tokens if token.lemma_.lower() in cues.stances]
    return known[-1] if known else tokens.root


def _frames(token: Token, cues: Cues) -> dict[str, str]:
    table = {"VERB": cues.verbs, "NOUN": cues.nouns, "ADJ": cues.adjectives}.get(token.pos_, {})
    return dict(table.get(token.lemma_.lower(), {}))


def _act(verb: Token | None, cues: Cues, content: str) -> str:
    """The class of the cue in the frame that the content fills: "agreed to go" promises, "agreed that" thinks."""
    if verb is None:
        return "says"
    frames = _frames(verb, cues)
    form = "infinitive" if content.startswith("to ") else "clause"
    return frames.get(form) or next(iter(frames.values()), cues.stances.get(verb.lemma_.lower(), "says"))
