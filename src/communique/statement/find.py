"""Finding the statements of one report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.model import Interval, Party, Statement, row_id
from communique.resources.cues import Cues, load
from communique.statement.channel import channels_of
from communique.statement.clauses import clause_drafts
from communique.statement.documents import Documents
from communique.statement.draft import Draft, Marks
from communique.statement.forms import phrase_drafts, tail_drafts, title_draft, turn_drafts
from communique.statement.manner import hearer_of, kind_of, polarity_of
from communique.statement.merge import merged
from communique.statement.nest import ordered, parents
from communique.statement.quoted import Quoting, speech
from communique.statement.source import FIRST, Before, party_of, source_of
from communique.statement.tagged import tagged_drafts
from communique.statement.when import said_at

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from communique.actor import Cast
    from communique.model import Span
    from communique.parse import Parse, Quotation
    from communique.statement.tagger import Tagger
    from communique.time import Times

_OPINIONS = frozenset({"says", "believes", "asks"})
"""Acts that "I" and "we" perform inside their own words without adding a statement."""
_TWO = 2
"""Labelled paragraphs that tell whom the first person means; to tell turns as statements takes more."""
_ASKING = frozenset({"asks", "demands"})


def find_statements(parse: Parse, cast: Cast, times: Times, *, tagger: Tagger | None = None) -> tuple[Statement, ...]:
    """All statements that the report tells, in text order.

    Rules alone find them without a tagger.
    """
    cues = load()
    quotations = speech(parse)
    turns = turn_drafts(parse)
    ruled = _by_rules(parse, cues, quotations, turns)
    marks = tuple(q.outer for q in quotations)
    found = ruled
    if tagger is not None:
        quoted = Marks(marks)
        found = merged(tagged_drafts(parse, tagger, cues, quoted), ruled, quoted, cues, parse.report.text)
    return _Builder(
        parse, times, Documents(parse, cast, cues), marks, turns or turn_drafts(parse, least=_TWO)
    ).statements(ordered(found))


def _by_rules(parse: Parse, cues: Cues, quotations: tuple[Quotation, ...], turns: Mapping[Span, Draft]) -> list[Draft]:
    """Cue clauses, phrases, labels and quotations, block by block."""
    drafts: list[Draft] = list({turn.source: turn for turn in turns.values()}.values())
    last: Draft | None = None
    waiting = list(reversed(quotations))
    for block, doc in parse.docs:
        found = _of_block(doc, cues)
        if block.role in {"title", "heading"} and (headline := title_draft(block, doc)) is not None:
            found.append(headline)
        inside = []
        while waiting and waiting[-1].outer[0] < block.span[1]:
            inside.append(waiting.pop())
        before = last
        found, last = Quoting(parse, block, doc, inside, cues).tie(found, last)
        if before is not None and last is not None and last.content[0] == before.content[0]:
            drafts = [d for d in drafts if d is not before]
        drafts.extend(found)
    return drafts


def _of_block(doc: Doc, cues: Cues) -> list[Draft]:
    """Cue clauses, and phrases and tails where they are the only cue of their words."""
    found = list(clause_drafts(doc, cues))
    verbs = {draft.verb.i for draft in found if draft.verb is not None}
    found.extend(draft for draft in phrase_drafts(doc) if not _found_in(draft, verbs, cues))
    found.extend(draft for draft in tail_drafts(doc, cues) if draft.verb is None or draft.verb.i not in verbs)
    return found


def _found_in(draft: Draft, verbs: set[int], cues: Cues) -> bool:
    """Whether "according to the transcript" or "to official data" only says where a cue clause's words were found."""
    if draft.speaker is None or draft.verb is None:
        return False
    source = draft.speaker.lemma_.lower()
    if source in cues.records:
        return any(above.i in verbs for above in draft.verb.ancestors)
    return source in cues.papers and draft.verb.head.i in verbs


@dataclass(frozen=True)
class _Builder:
    """Makes statements of drafts: speakers, channels, dates, parents."""

    parse: Parse
    times: Times
    documents: Documents
    marks: tuple[Span, ...]
    turns: Mapping[Span, Draft]
    """The turns of a transcript, by the span of the block that each begins with or goes on in."""

    def statements(self, drafts: list[Draft]) -> tuple[Statement, ...]:
        made: dict[int, Statement] = {}
        above = parents(drafts)
        before: Before | None = None
        for number in sorted(range(len(drafts)), key=lambda k: _depth(above, k)):
            parent = above[number]
            while parent is not None and parent not in made:
                parent = above[parent]
            outer = (drafts[parent], made[parent]) if parent is not None else None
            statement = self._statement(drafts[number], outer, before if outer is None else None)
            if outer is None:
                speaker = statement.speaker
                if speaker is not None:
                    told = statement.attitude == "speech" and statement.polarity != "not said"
                    voice = speaker if told or before is None else before.voice
                    before = Before(speaker, drafts[number].order[-1][1], voice)
                elif before is not None:
                    before = before.after(drafts[number])
            elif not _worth(drafts[number], statement, outer[0]):
                continue
            made[number] = statement
        return tuple(made[number] for number in sorted(made))

    def _statement(self, draft: Draft, outer: tuple[Draft, Statement] | None, before: Before | None) -> Statement:
        cast, documents = self.documents.cast, self.documents
        outer_speaker = outer[1].speaker if outer is not None else self._turn_of(draft)
        speaker = source_of(draft, cast, documents, outer=outer_speaker, before=before)
        heard = hearer_of(draft, documents.cues)
        addressee = party_of(heard, cast, documents) if heard is not None else None
        sentence = self.parse.sentence_at(draft.content[0][0])
        time = said_at(draft.verb, self.times, outside=draft.content) if draft.verb is not None else None
        return Statement(
            id=row_id(self.parse.report.id, "statements", draft.content),
            kind=kind_of(self.parse.report.text, draft.content, self.marks),
            content=draft.content,
            cue=draft.cue,
            speaker=speaker,
            addressee=addressee,
            parent=outer[1].id if outer is not None else None,
            via=channels_of(draft, documents, speaker=speaker, hearer=addressee, outer=outer),
            polarity=polarity_of(draft, reported=outer is not None),
            attitude=documents.cues.attitude(draft.act),
            layer="title" if sentence is not None and sentence.layer == "title" else "body",
            date=time.interval if time is not None else Interval(),
            time=time.id if time is not None else None,
            score=draft.score,
            rule=draft.rule,
        )

    def _turn_of(self, draft: Draft) -> Party | None:
        """Who has the floor where the draft stands; None outside a transcript."""
        sentence = self.parse.sentence_at(draft.content[0][0]) if self.turns else None
        turn = self.turns.get(sentence.block.span) if sentence is not None else None
        return source_of(turn, self.documents.cast, self.documents, outer=None, before=None) if turn else None


def _worth(draft: Draft, statement: Statement, outer: Draft) -> bool:
    """Whether a statement inside another is kept: its source is known, and it is told.

    The other's own "I think" adds nothing; what the other asks somebody to say is not said: "urged Oslo to condemn".
    """
    if statement.speaker is None or not statement.speaker.ids:
        return False
    if outer.act in _ASKING and draft.verb is not None and _bare(draft.verb):
        return False
    return not (draft.speaker is not None and draft.speaker.lower_ in FIRST and draft.act in _OPINIONS)


def _bare(verb: Token) -> bool:
    return verb.tag_ == "VB" and all(child.lower_ == "to" for child in verb.children if child.dep_ == "aux")


def _depth(above: list[int | None], number: int) -> tuple[int, int]:
    """How many statements hold this one, then its place: outer statements are made first."""
    depth, current = 0, above[number]
    while current is not None:
        depth, current = depth + 1, above[current]
    return depth, number
