"""Time expressions of one report: grammar and parse joined, anchored, resolved, and the report's own date."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from communique.model import Ground, Interval, Span, Time, row_id
from communique.model.time import TimexType
from communique.parse import Parse, span_of
from communique.resources.calendar import Calendar
from communique.resources.vocabulary import wordlist
from communique.time import happening
from communique.time.anchor import anchor
from communique.time.constraint import Outcome
from communique.time.draft import Draft
from communique.time.grammar import Phrase, phrases
from communique.time.lexicon import load, words_of
from communique.time.named import addresses, feast_in_name, year_in_name
from communique.time.offices import HasCast
from communique.time.published import infer
from communique.time.recipe import duration_value, resolve
from communique.time.tense import Direction, direction, governing_verb
from communique.time.tied import relation_of, tie_days, tie_durations, tied_times
from communique.time.times import Times

_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC", "GPE", "LAW", "NORP"})
_BARE = frozenset({"month", "season", "weekday", "feast", "clockpoint", "part-bare", "weekday-part"})
"""Rules whose single words may also be names or verbs."""
_TIMES = frozenset({"DATE", "TIME"})
_DOUBTFUL = re.compile(r"(?i)(?:march|may|fall|spring|quarters?|seconds?)")
"""Words that more often mean no time: alone they count only where the parser's entity recogniser agrees."""
_BEFORE_MONTH = wordlist("time_words", "before_month")
_TIME_WORD = re.compile(
    r"(?i)\b(?:day|week|month|year|decade|centur|hour|minute|night|season|age|eve|anniversary|weekend|daytime|term|era)"
)
_LEADING = wordlist("time_words", "leading")


def find_times(parse: Parse, cast: HasCast, calendar: Calendar, *, stated: Interval) -> Times:
    """All time expressions of a report, resolved against its own date, and that date.

    `stated` is the date in the metadata; it wins over what the text says. Where neither tells, relative phrases stay
    unresolved: their recipes are kept, so that a later stage can resolve them once the date is known.
    """
    blocks = sorted((*parse.docs, *parse.dated), key=lambda piece: piece[0].span)
    drafts = [draft for index, (_, doc) in enumerate(blocks) for draft in _drafts(parse, doc, index)]
    anchor(drafts, parse.report.text, stated)
    tie_durations(drafts, parse.report.text)
    found = happening.find(parse, calendar)
    tie_days(drafts, parse.report.text, found)
    outcome = (
        Outcome(stated, (Ground("stated", left=stated),))
        if stated.known
        else infer(parse, cast, calendar, drafts, found)
    )
    times = [_time(parse, draft, outcome.interval) for draft in drafts]
    times += tied_times(parse, found, times, outcome.interval)
    times.sort(key=lambda time: (time.span, time.type))
    known = tuple((i.span, i.rows[0]) for i in found if len(i.rows) == 1 and not i.ongoing)
    return Times(parse, tuple(times), outcome.interval, outcome.grounds, known)


def _drafts(parse: Parse, doc: Doc, block: int) -> list[Draft]:
    drafts = []
    taken: list[Span] = addresses(doc.text)
    links = tuple(taken)
    for phrase in phrases(doc.text):
        if any(start <= phrase.start < end for start, end in links):
            continue
        tokens = doc.char_span(phrase.start, phrase.end, alignment_mode="expand")
        if tokens is None or not _is_time(phrase, tokens):
            continue
        offset = span_of(tokens)[0] - tokens.start_char
        draft = _draft(parse, tokens, phrase, offset, block)
        drafts.append(draft)
        taken.append((draft.span[0] - offset, draft.span[1] - offset))
    drafts += [
        _unread(parse, ent, block)
        for ent in doc.ents
        if ent.label_ in _TIMES
        and not any(start < ent.end_char and ent.start_char < end for start, end in taken)
        and _TIME_WORD.search(ent.text)
    ]
    return sorted(drafts, key=lambda draft: draft.span)


def _draft(parse: Parse, tokens: Tokens, phrase: Phrase, offset: int, block: int) -> Draft:
    span = (phrase.start + offset, phrase.end + offset)
    draft = Draft(
        tokens=tokens,
        span=span,
        type=phrase.type,
        recipe=_recipe(phrase, tokens),
        rule=phrase.rule,
        anchored=phrase.anchored,
        direction=_direction(phrase, tokens),
        sentence=_sentence(parse, span, block),
        block=block,
        quoted=parse.quotation_at(span[0]) is not None,
    )
    if phrase.rule == "duration-bare":
        _count_before(draft)
    return draft


def _direction(phrase: Phrase, tokens: Tokens) -> Direction:
    """The clause's direction; a weekday without a verb lies back, as in headlines and captions."""
    found = direction(tokens.root)
    if phrase.rule == "season-next" and found != "future" and tokens[0].lower_ == "this":
        return "near" if ":WI:" in phrase.recipe else "year"  # "this summer", told in spring, is to come in any tense
    if phrase.rule in {"month-day", "day-month"} and found == "past":
        return "recent"
    return "past" if found == "near" and phrase.recipe.startswith("wd:") else found


def _recipe(phrase: Phrase, tokens: Tokens) -> str:
    """The phrase's recipe; "this weekend" under a verb in a past tense is the last one."""
    root = tokens.root
    if phrase.recipe != "U:WE:0" or root.dep_ not in {"npadvmod", "pobj"} or direction(root) != "past":
        return phrase.recipe
    verb = governing_verb(root)
    return "we:past" if verb is not None and verb.tag_ in {"VBD", "VBN"} else phrase.recipe


def _sentence(parse: Parse, span: Span, block: int) -> int:
    """The sentence's number; a dateline has none, and a number of its own below zero."""
    sentence = parse.sentence_at(span[0])
    return sentence.index if sentence else -1 - block


def _unread(parse: Parse, entity: Tokens, block: int) -> Draft:
    """A time the parser saw and the grammar cannot read: its words, without a value."""
    while len(entity) > 1 and entity[0].lower_ in _LEADING:
        entity = entity[1:]
    span = span_of(entity)
    kind: TimexType = "TIME" if entity.label_ == "TIME" else "DATE"
    return Draft(
        entity, span, kind, "val:", "parser", "", "past", _sentence(parse, span, block), block, quoted=False
    )  # fmt: skip


def _count_before(draft: Draft) -> None:
    """Find the count in "two bloody weeks" and "six straight days", which an adjective parts from its unit."""
    root: Token = draft.tokens.root
    counts = [child for child in root.lefts if child.dep_ == "nummod" and root.i - child.i <= 3]
    if not counts:
        return
    row, words = words_of(counts[0].text, load())
    word = words[0] if row else None
    if word and "count" in word.values:
        unit = draft.recipe.removeprefix("val:PX").removeprefix("val:PTX")
        draft.recipe = "val:" + duration_value(word.values["count"], unit)
        shift = draft.span[0] - draft.tokens.start_char
        draft.span = (counts[0].idx + shift, draft.span[1])


def _is_time(phrase: Phrase, tokens: Tokens) -> bool:
    """Whether the parse lets the phrase be a time: no name of a person or body, no verb, no count of things."""
    root = tokens.root
    if phrase.rule in _BARE and (root.ent_type_ in _NAMES or root.pos_ in {"VERB", "AUX"}):
        return False
    if phrase.rule == "daily" and tokens.text[:1].isupper() and (root.ent_type_ in _NAMES or _next_is_name(tokens)):
        return False  # "the New York Daily News"
    if phrase.rule == "month" and _beside_name(tokens):
        return False
    if phrase.rule == "season" and tokens[-1].text.istitle() and _next_is_name(tokens):
        return False
    if phrase.rule in {"soon", "recently"} and _follows(tokens, {"after", "before", "thereafter"}):
        return False
    if phrase.rule == "the-past" and (root.pos_ != "NOUN" or root.dep_ in {"compound", "amod"}):
        return False
    if phrase.rule == "soon" and (verb := governing_verb(root)) is not None and verb.tag_ == "VBD":
        return False  # soon after what is told, not from now
    if phrase.rule == "duration-a" and root.pos_ != "NOUN":
        return False
    if phrase.rule == "feast" and feast_in_name(tokens):
        return False
    if phrase.rule == "the-day":
        return root.ent_type_ in _TIMES and not _told_by_clause(tokens)
    if _DOUBTFUL.search(tokens.text) and not any(char.isdecimal() for char in tokens.text):
        before = tokens.doc[tokens.start - 1].lower_ if tokens.start else ""
        month = phrase.rule == "month" and before in _BEFORE_MONTH
        return month or any(token.ent_type_ in _TIMES for token in tokens)
    return _is_year(tokens) if phrase.rule == "year" else True


def _beside_name(tokens: Tokens) -> bool:
    """Whether a name stands right before or after: "Theresa May", "April Jones"."""
    before = tokens.doc[tokens.start - 1] if tokens.start else None
    if before is not None and before.pos_ == "PROPN" and before.ent_type_ not in _TIMES:
        return True
    return tokens.root.ent_type_ not in _TIMES and _next_is_name(tokens)


def _told_by_clause(tokens: Tokens) -> bool:
    """Whether a clause behind the noun says which day is meant: "the day on which it opens", "the day he came"."""
    behind = [token.lower_ for token in tokens.doc[tokens.end : tokens.end + 2]]
    if any(child.dep_ == "relcl" for child in tokens.root.rights):
        return True
    return behind[:1] in (["when"], ["that"]) or behind[1:] in (["which"], ["when"])


def _next_is_name(tokens: Tokens) -> bool:
    return tokens.end < len(tokens.doc) and tokens.doc[tokens.end].pos_ == "PROPN"


def _follows(tokens: Tokens, words: set[str]) -> bool:
    return tokens.end < len(tokens.doc) and tokens.doc[tokens.end].lower_ in words


def _is_year(tokens: Tokens) -> bool:
    root = tokens.root
    if year_in_name(tokens):
        return False
    if root.ent_type_ in {"DATE", "EVENT"}:
        return True
    if root.ent_type_ in {"MONEY", "QUANTITY", "PERCENT", "ORDINAL"}:
        return False
    if root.dep_ == "nummod" and root.head.tag_ in {"NNS", "NNPS"} and root.head.i > root.i:
        return False
    return not root.text.isdecimal() or int(root.text) > 1500


def _time(parse: Parse, draft: Draft, published: Interval) -> Time:
    value, interval = resolve(draft.recipe, published)
    base = draft.base
    return Time(
        id=row_id(parse.report.id, "times", [draft.span], draft.type),
        span=draft.span,
        type=draft.type,
        value=value or None,
        interval=interval,
        anchor=row_id(parse.report.id, "times", [base.span], base.type) if base else draft.about,
        relation=draft.relation if draft.about else relation_of(draft),
        recipe="" if draft.absolute else draft.recipe,
        rule=draft.rule,
    )
