"""Readings made by hand, without any language model: a text, and rows whose spans are found by their words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from communique.ingest import write
from communique.model import (
    Actor,
    Attribute,
    Block,
    EventMention,
    Figure,
    Interval,
    Mention,
    Office,
    Party,
    PledgeMention,
    Reading,
    Report,
    Span,
    Statement,
    Time,
    Via,
    report_id,
    row_id,
    text_hash,
)
from communique.model.interval import of_prefix
from communique.store import Store

ANALYSIS = "by hand"

MORVIA = Actor("Q1001", "Morvia", "state", "XMO", "Q1001", ("Republic of Morvia",))
TELLAND = Actor("Q1002", "Telland", "state", "XTE", "Q1002", ("Kingdom of Telland",))
OSK = Actor("Q1003", "Osk", "state", "XOS", "Q1003")
ARDEN = Actor(
    "Q1004", "Mira Arden", "person", "XMO", "Q1004", ("Arden",), offices=(Office("president", "XMO", "2019-05"),)
)
BELOW = Actor(
    "Q1005", "Jon Below", "person", "XTE", "Q1005", offices=(Office("prime minister", "XTE", "2021", "2030"),)
)
MINISTRY = Actor("Q1006", "Ministry of Trade of Morvia", "body", "XMO", "Q1006")
OFFICIAL = Actor("x0123456789abcdef", "a senior Tellish official", "group", "XTE", anonymous=True)
PACT = Actor("Q1007", "Northern Pact", "body", None, "Q1007", members=("Q1001", "Q1002"))


@dataclass
class Draft:
    """A report and what was found in it; each call adds a row and gives it back."""

    ref: str
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    stated: str | None = None
    language: str = "en"
    marked: tuple[Block, ...] = ()
    alone: Interval | None = None
    """The report's own date; the stated one if not given."""
    actors: list[Actor] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    events: list[EventMention] = field(default_factory=list)
    pledges: list[PledgeMention] = field(default_factory=list)

    @property
    def report(self) -> Report:
        """The report: the title's line, if it is in the text, and one body block a line."""
        blocks, start = [], 0
        for line in self.text.split("\n"):
            if line.strip():
                role = "title" if line == self.title else "body"
                blocks.append(Block((start, start + len(line)), role))
            start += len(line) + 1
        return Report(
            id=self.id,
            ref=self.ref,
            text=self.text,
            sha256=text_hash(self.text),
            blocks=tuple(blocks),
            title=self.title,
            outlet=self.outlet,
            url=self.url,
            language=self.language,
            published=of_prefix(self.stated, basis="stated") if self.stated else Interval(),
            marked=self.marked,
        )

    @property
    def id(self) -> str:
        """The report's id."""
        return report_id(self.ref, self.outlet, self.text)

    def reading(self, *, analysis: str = ANALYSIS) -> Reading:
        """All of it."""
        report = self.report
        return Reading(
            report=report,
            analysis=analysis,
            published=self.alone if self.alone is not None else report.published,
            mentions=tuple(sorted(self.mentions, key=lambda m: (m.span, m.kind))),
            actors=tuple(self.actors),
            times=tuple(self.times),
            statements=tuple(self.statements),
            figures=tuple(self.figures),
            events=tuple(self.events),
            pledges=tuple(self.pledges),
        )

    def span(self, words: str, nth: int = 0) -> Span:
        """Where some words stand; the test is wrong if they do not."""
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return start, start + len(words)

    def mention(self, words: str, actor: Actor, *, nth: int = 0) -> Mention:
        """A name of an actor."""
        if actor not in self.actors:
            self.actors.append(actor)
        self.mentions.append(Mention(self.span(words, nth), "name", actor.id, actor.name, rule="by hand"))
        return self.mentions[-1]

    def party(self, actor: Actor, words: str | None = None) -> Party:
        """A participant by its words, else by its name; without either the text means it otherwise ("he")."""
        if actor not in self.actors:
            self.actors.append(actor)
        named = words or (actor.name if actor.name in self.text else None)
        return Party((self.span(named),) if named else (), actor.id, actor.name, how=("by hand",))

    def time(self, words: str, value: str | None = None, *, recipe: str = "") -> Time:
        """A date: absolute by `value`, or relative by `recipe`, unresolved until linking."""
        span = self.span(words)
        interval = of_prefix(value, basis="stated") if value else Interval()
        self.times.append(Time(self._row("times", span, "DATE"), span, "DATE", value, interval, recipe=recipe))
        return self.times[-1]

    def statement(
        self,
        words: str,
        speaker: Actor | None,
        *,
        kind: str = "direct",
        time: Time | None = None,
        cue: str = "",
        **more: Any,
    ) -> Statement:
        """What somebody said, in these words of the text; `cue` are its words of saying."""
        span = self.span(words)
        self.statements.append(
            Statement(
                id=self._row("statements", span, kind),
                kind=kind,  # type: ignore[arg-type]
                content=(span,),
                cue=(self.span(cue),) if cue else (),
                speaker=self.party(speaker) if speaker else None,
                **self._dated(time),
                rule="by hand",
                **more,
            )
        )
        return self.statements[-1]

    def figure(self, words: str, value: float | None, **more: Any) -> Figure:
        """A number."""
        span = self.span(words)
        self.figures.append(Figure(self._row("figures", span), span, value, **more))
        return self.figures[-1]

    def event(
        self, words: str, kind: str, source: Actor, target: Actor, *, time: Time | None = None,
        asked: tuple[tuple[str, str], ...] = (), **more: Any,
    ) -> EventMention:  # fmt: skip
        """An act told by these words; `asked` are questions with the words that answer them."""
        span = self.span(words)
        self.events.append(
            EventMention(
                id=self._row("event_mentions", span, kind),
                span=span,
                type=kind,
                mode=more.pop("mode", None),
                cameo=more.pop("cameo", None),
                source=(self.party(source),),
                target=(self.party(target),),
                trigger=span,
                **self._dated(time),
                attributes=tuple(Attribute(question, answer, self.span(answer)) for question, answer in asked),
                **more,
            )
        )
        return self.events[-1]

    def pledge(self, words: str, actor: Actor, lemma: str, *, time: Time | None = None, **more: Any) -> PledgeMention:
        """A promise whose act stands in these words."""
        span = self.span(words)
        self.pledges.append(
            PledgeMention(
                id=self._row("pledge_mentions", span),
                span=span,
                actor=self.party(actor),
                act=words,
                lemma=lemma,
                time=time.id if time else None,
                rule="by hand",
                **more,
            )
        )
        return self.pledges[-1]

    def _row(self, table: str, span: Span, kind: str = "") -> str:
        return row_id(self.id, table, [span], kind)

    @staticmethod
    def _dated(time: Time | None) -> dict[str, Any]:
        return {} if time is None else {"date": time.interval, "time": time.id}


def keep(store: Store, *drafts: Draft, analysis: str = ANALYSIS) -> None:
    """Write the readings of drafts, with their links, as one batch."""
    write(store, [draft.reading(analysis=analysis) for draft in drafts])


def whole(ref: str = "whole", **metadata: Any) -> Draft:
    """A report with a row of every kind, each field of it set."""
    draft = Draft(
        ref,
        "Arden calls Below\n"
        "President Mira Arden of Morvia called Jon Below on 3 May 2031 and spoke for 40 minutes.\n"
        "“We will sign the harbour treaty by June,” Mira Arden told Jon Below, according to a readout of the ministry.\n"
        "Trade of Morvia with Telland rose to 12 million crowns in 2030, a senior Tellish official said.",
        title="Arden calls Below",
        **{"stated": "2031-05-04", **metadata},
    )
    for words, actor in (("Mira Arden", ARDEN), ("Morvia", MORVIA), ("Jon Below", BELOW), ("Telland", TELLAND)):
        draft.mention(words, actor)
    day = draft.time("3 May 2031", "2031-05-03")
    june = draft.time("by June", "2031-06")
    said = draft.statement(
        "“We will sign the harbour treaty by June,”",
        ARDEN,
        addressee=draft.party(BELOW),
        via=(Via((draft.span("a readout"),), MINISTRY.id, "readout"),),
        time=day,
        score=0.875,
    )
    draft.actors += [MINISTRY, PACT]
    draft.statements[-1] = replace(said, cue=(draft.span("told"),), parent=None)
    draft.figure(
        "12 million crowns", 12e6, low=11e6, high=13e6, change="~", unit="crown", unit_code="XCR", about="trade",
        measured_of=(MORVIA.id,), period="2030", time=june.id,
        claimed_by=draft.party(OFFICIAL), statement=said.id, rule="by hand",
    )  # fmt: skip
    draft.event(
        "called Jon Below on 3 May 2031", "CONSULT", ARDEN, BELOW, time=day, mode="phone", cameo="041",
        place="Telland", place_span=draft.span("Telland"), asked=(("duration", "40 minutes"),), statement=said.id, score=0.5, rule="by hand",
    )  # fmt: skip
    draft.pledge(
        "sign the harbour treaty", ARDEN, "sign", time=june, due="2031-06", due_kind="by", firmness="plans to",
        condition="if the price holds", objects=(TELLAND.id,), statement=said.id,
    )  # fmt: skip
    return draft


def texts(store: Store) -> Iterable[str]:
    """The frozen texts in a record, sorted."""
    return sorted(row["text"] for row in store.rows("reports"))
