"""The decisions: statements that render one act of speaking, and lines that come back over several stories."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from communique.link.engine import Component, Likeness, average_link
from communique.link.meaning import likeness
from communique.link.utterance.candidates import across_stories, within_story
from communique.link.utterance.features import StatementNode, nodes
from communique.link.wording import overlap
from communique.store import Store

THRESHOLD = 0.6
"""Least average likeness of one utterance's renderings."""

REFRAIN = 0.6
"""Least likeness of two tellings of a refrain."""

LEAST_SHARED = 7.0
"""Weight of shared words below which nothing is compared by meaning: two or three telling words."""

OTHER_SPEAKER = 0.15
"""What it takes away if the side is the same and the speaker another (a leader and his ministry)."""


def _words_and_meaning(a: StatementNode, b: StatementNode) -> Likeness:
    """Mean of the share of weighted words in common and the cosine of meanings, with both as reasons."""
    shared, share = overlap(a.stems, b.stems)
    if shared < LEAST_SHARED and share < 0.8:
        return Likeness(0.0, (f"share words of weight {shared:.1f} < {LEAST_SHARED}",))
    meaning = likeness(a.meaning, b.meaning)
    score = (share + meaning) / 2
    reasons = (f"words {share:.2f}", f"meaning {meaning:.2f}")
    if a.speakers.isdisjoint(b.speakers):
        return Likeness(score - OTHER_SPEAKER, (*reasons, f"another speaker of the same side - {OTHER_SPEAKER}"))
    return Likeness(score, reasons)


class Utterances:
    """Links of kind `utterance`."""

    name = "utterance"
    floor = 0.5

    def load(self, store: Store, ids: Collection[str]) -> Mapping[str, StatementNode]:
        """Spoken statements with a known speaker, by id."""
        return {id_: node for id_, node in nodes(store, ids).items() if node.attitude == "speech"}

    def keys(self, node: StatementNode) -> Iterable[str]:
        """See `candidates`."""
        return within_story(node)

    def compare(self, a: StatementNode, b: StatementNode) -> Likeness:
        """Same story and side; days that do not exclude each other; words and meaning."""
        if a.story != b.story or a.side != b.side:
            return Likeness(0.0, ("another story or side",), never=True)
        if a.report == b.report:
            return Likeness(0.0, ("told apart in one report",), never=True)
        if a.date.day and b.date.day and a.date.day != b.date.day:
            return Likeness(0.0, ("said on other days",), never=True)
        return _words_and_meaning(a, b)

    def order(self, node: StatementNode) -> tuple[str, str]:
        """By date, then id."""
        return node.date.start or "", node.id

    def decide(self, component: Component[StatementNode]) -> Sequence[Sequence[str]]:
        """Average link."""
        return average_link(component, threshold=THRESHOLD)


class Refrains(Utterances):
    """Links of kind `refrain`: one side's line on several occasions."""

    name = "refrain"
    floor = REFRAIN

    def keys(self, node: StatementNode) -> Iterable[str]:
        """See `candidates`."""
        return across_stories(node)

    def compare(self, a: StatementNode, b: StatementNode) -> Likeness:
        """Same side, words and meaning; inside one story two tellings are an utterance's, which is another question."""
        if a.side != b.side:
            return Likeness(0.0, ("another side",), never=True)
        return _words_and_meaning(a, b)

    def decide(self, component: Component[StatementNode]) -> Sequence[Sequence[str]]:
        """Average link."""
        return average_link(component, threshold=REFRAIN)
