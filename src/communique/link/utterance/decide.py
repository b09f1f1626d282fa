"""The decisions: statements that render one act of speaking, and lines that come back over several stories."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from communique.link.engine import Component, Likeness, average_link
from communique.link.meaning import likeness
from communique.link.utterance.candidates import across_stories, within_story
from communique.link.utterance.features import StatementNode, meaning, nodes
from communique.link.wording import Wording, overlap
from communique.store import Store

THRESHOLD = 0.56
"""Least average likeness of one utterance's renderings."""

REFRAIN = 0.45
"""Least average likeness of a refrain's tellings: a stock line comes back in other words."""

LEAST_SHARED = 7.0
"""Weight of shared words below which nothing is compared by meaning: two or three telling words."""

OTHER_SPEAKER = 0.15
"""What it takes away if the side is the same and the speaker another (a leader and his ministry)."""

Stems = Callable[[Wording], dict[str, float]]


def words_and_meaning(a: StatementNode, b: StatementNode, *, stems: Stems = lambda wording: wording.stems) -> Likeness:
    """Mean of the share of weighted words in common and the cosine of meanings, of the two sentences most alike in words.

    What shares too little weight of words is never compared by meaning: that two sentences speak of the same matter makes
    them neither one utterance nor a refrain.
    """
    shared, share, x, y = max(
        ((*overlap(stems(x), stems(y)), x, y) for x in a.sentences for y in b.sentences),
        key=lambda found: (found[0] * found[1], found[2].text, found[3].text),
        default=(0.0, 0.0, a.wording, b.wording),
    )
    if shared < LEAST_SHARED:
        return Likeness(0.0, (f"share words of weight {shared:.1f} < {LEAST_SHARED}",))
    alike = likeness(meaning(x), meaning(y))
    return Likeness((share + alike) / 2, (f"words {share:.2f}", f"meaning {alike:.2f}"))


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
        found = words_and_meaning(a, b)
        if a.speakers.isdisjoint(b.speakers):
            reasons = (*found.reasons, f"another speaker of the same side - {OTHER_SPEAKER}")
            return Likeness(found.score - OTHER_SPEAKER, reasons)
        return found

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
        """Same side, words (names apart) and meaning. Two persons of one side have lines of their own."""
        if a.side != b.side or (a.person and b.person and a.speakers.isdisjoint(b.speakers)):
            return Likeness(0.0, ("another speaker",), never=True)
        return words_and_meaning(a, b, stems=lambda wording: wording.plain_stems)

    def decide(self, component: Component[StatementNode]) -> Sequence[Sequence[str]]:
        """Average link."""
        return average_link(component, threshold=REFRAIN)
