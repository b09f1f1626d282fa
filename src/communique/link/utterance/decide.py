"""The decisions: statements that render one act of speaking, and lines that come back over several stories."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, product

from communique.link.engine import Component, Likeness, average_link
from communique.link.meaning import embed, likeness
from communique.link.utterance.candidates import across_stories, courtesy, lines_of, within_story
from communique.link.utterance.features import StatementNode, nodes
from communique.link.utterance.likeness import cut_at_a_point, odds, one_word_apart, put_alike, quotes_same
from communique.link.utterance.sites import negations
from communique.link.utterance.tokens import render
from communique.link.utterance.told import opposite
from communique.link.wording import Wording, overlap, stems
from communique.link.words import words
from communique.resources import wordings
from communique.store import Store

THRESHOLD = 0.6
"""Least average likeness of one utterance's renderings."""

REFRAIN = 0.45
"""Least average likeness of a refrain's tellings: a stock line comes back in other words."""

LEAST_SHARED, LEAST_TOLD = 2.5, 6.0
"""Weight of shared words, names apart, below which two statements are not compared by meaning: one telling word where both
are quoted whole, or quote the same words; two or three where a report tells in its own."""

LEAST_WORDS = 3
"""Content words, names apart, that a report's own telling must have: "his resignation" is told by everybody."""

LEAST_APART = 2.0
"""The weight that suffices where two reports frame and quote one speaker alike and one word stands in another's place."""

NEARLY_ALL, MUCH = 0.8, 10.0
"""Share and weight in common that make up for a lack of words that are no names."""

STOCK, QUOTED = 4.5, 2.5
"""Weight of a quotation found again word for word beyond which it is no stock phrase, and what it adds to the log-odds."""

LEAST_MEANING = 0.5
"""Least cosine of meanings, but for quotations of the same words: "we can win" is in many sentences."""

REFRAIN_SHARED = 7.0
"""The same for refrains, which nothing else ties: two or three telling words."""

OTHER_SPEAKER = 0.15
"""What it takes away if the side is the same and the speaker another (a leader and his ministry)."""

BRIDGED = 60
"""Most statements of a component in which those that render different sentences of a third are joined: it costs the cube."""

LEAST_ALIKE = 0.5
"""Share of words in common from which two that cannot be compared tell nothing; those that share less tell different things."""

SAME_REPORT = 0.25
"""What it takes away in one report, unless the same words are quoted: it seldom tells one thing twice, but in its title."""

Stems = Callable[[Wording], dict[str, float]]


def _nearest(
    a: StatementNode, b: StatementNode, weigh: Callable[[str], dict[str, float]]
) -> tuple[float, float, str, str]:
    """The two sentences most alike in words: weight and share in common, and the sentences."""
    best = (0.0, 0.0, "", "")
    for one, other in product(a.wording.sentences, b.wording.sentences):
        x, y = min(one, other), max(one, other)
        shared, share = overlap(weigh(x), weigh(y))
        best = max(best, (shared, share, x, y), key=lambda found: (found[0] * found[1], found[2], found[3]))
    return best


class Utterances:
    """Links of kind `utterance`."""

    name = "utterance"
    floor = 0.5
    whole = True

    def load(self, store: Store, ids: Collection[str]) -> Mapping[str, StatementNode]:
        """Spoken statements with a known speaker, and quotations without one, by id."""
        return {id_: node for id_, node in nodes(store, ids).items() if node.attitude == "speech"}

    def keys(self, node: StatementNode) -> Iterable[str]:
        """See `candidates`."""
        return within_story(node)

    def compare(self, a: StatementNode, b: StatementNode) -> Likeness:
        """Story, side, person and day must allow it; then words and meaning of the two sentences most alike."""
        forbidden = _forbidden(a, b)
        if forbidden:
            return Likeness(0.0, (forbidden,), never=True)
        if a.same_words(b):
            return Likeness(0.0, ("the same words of one report",), silent=True)
        shared, share, x, y = _nearest(a, b, stems)
        same = quotes_same(a.wording, b.wording)
        if not (a.speakers and b.speakers) and same < MUCH:
            return Likeness(0.0, ("no speaker, and not the same words",), silent=_alike(share, x, y))
        quoted = same >= STOCK
        if (a.standing or b.standing) and not quoted and render(x).forms != render(y).forms:
            return Likeness(0.0, ("told as a standing view",), silent=_alike(share, x, y))
        told_whole = a.kind == b.kind == "direct"
        cut = told_whole and cut_at_a_point(x, y)
        if not quoted and not cut and not (share >= NEARLY_ALL and shared >= MUCH):
            least, count = (LEAST_SHARED, 1) if told_whole else (LEAST_TOLD, LEAST_WORDS)
            if not told_whole and _quoted_apart(a, b) and one_word_apart(x, y):
                least, count = LEAST_APART, 1
            short = _too_little(x, y, least, count)
            if short:
                return Likeness(0.0, (short,), silent=_alike(share, x, y))
        score, alike, reasons = odds(x, y, least=self.floor, lift=QUOTED if quoted else 0.0)
        if alike < LEAST_MEANING and not quoted:
            return Likeness(0.0, (*reasons, f"meaning < {LEAST_MEANING}"))
        if a.speakers and b.speakers and not a.same_speaker(b):
            score, reasons = score - OTHER_SPEAKER, (*reasons, f"another speaker of the same side - {OTHER_SPEAKER}")
        if a.report == b.report and not quoted:
            score, reasons = score - SAME_REPORT, (*reasons, f"in one report - {SAME_REPORT}")
        return Likeness(max(0.0, score), reasons)

    def order(self, node: StatementNode) -> tuple[str, str]:
        """By date, then id."""
        return node.date.start or "", node.id

    def decide(self, component: Component[StatementNode]) -> Sequence[Sequence[str]]:
        """Average link, without rows that stand inside another's that is linked: "his visit" of "We reject his visit".

        Those that stand inside another's are asked only where that one is not linked. Two that render different sentences of a
        third are as alike as the less alike of them is to it.
        """
        nodes, held = component.nodes, frozenset().union(*component.together)
        inner = _inside(nodes.values(), nodes.values()) - held
        groups = self._joined(_without(component, inner))
        alone = _inside([nodes[id_] for id_ in sorted(inner)], _linked(nodes, groups))
        if alone != inner:
            groups = self._joined(_without(component, alone))
            linked = _linked(nodes, groups)
            alone |= _inside(linked, linked) - held
        kept = [[id_ for id_ in group if id_ not in alone] for group in groups]
        return [*(group for group in kept if group), *([id_] for id_ in sorted(alone))]

    def _joined(self, component: Component[StatementNode]) -> Sequence[Sequence[str]]:
        long = [id_ for id_, node in sorted(component.nodes.items()) if len(node.wording.sentences) > 1]
        if not long or len(component.nodes) > BRIDGED:
            return average_link(component, threshold=THRESHOLD)

        def score(a: str, b: str) -> Likeness:
            found = component.score(a, b)
            if found.never or found.score >= THRESHOLD:
                return found
            through = max((_through(component, a, b, over) for over in long if over not in {a, b}), default=0.0)
            return replace(found, score=through, silent=False) if through > found.score else found

        return average_link(replace(component, score=score), threshold=THRESHOLD)


def _linked(nodes: Mapping[str, StatementNode], groups: Iterable[Sequence[str]]) -> list[StatementNode]:
    return [nodes[id_] for group in groups if len(group) > 1 for id_ in group]


def _inside(rows: Iterable[StatementNode], others: Iterable[StatementNode]) -> frozenset[str]:
    """The rows whose words are a part of another's of its speaker."""
    holders: dict[str, list[StatementNode]] = {}
    for node in others:
        holders.setdefault(node.report, []).append(node)
    return frozenset(
        node.id
        for node in rows
        if any(node.within(other) and node.same_speaker(other) for other in holders.get(node.report, ()))
    )


def _without(component: Component[StatementNode], left_out: frozenset[str]) -> Component[StatementNode]:
    return replace(
        component,
        nodes={id_: node for id_, node in component.nodes.items() if id_ not in left_out},
        edges=[pair for pair in component.edges if left_out.isdisjoint(pair)],
    )


def _through(component: Component[StatementNode], a: str, b: str, over: str) -> float:
    """The lesser likeness of two statements to a third, if they render different sentences of it; else 0."""
    least = min(component.score(a, over).score, component.score(over, b).score)
    one, third, other = (component.nodes[id_] for id_ in (a, over, b))
    return least if least >= THRESHOLD and parted(one, other, third) else 0.0


def parted(a: StatementNode, b: StatementNode, over: StatementNode) -> bool:
    """Whether two statements render different sentences of a third."""
    found = [set(_nearest(one, over, stems)[2:]) & set(over.wording.sentences) for one in (a, b)]
    return all(found) and found[0].isdisjoint(found[1])


def _alike(share: float, x: str, y: str) -> bool:
    """Whether two sentences that cannot be compared are alike enough to tell nothing; names exchanged take away from `share`."""
    return share >= LEAST_ALIKE / 2 and put_alike(x, y) >= LEAST_ALIKE


def _quoted_apart(a: StatementNode, b: StatementNode) -> bool:
    """Whether two reports quote words of one known speaker."""
    return a.report != b.report and bool(a.wording.pieces and b.wording.pieces) and a.same_speaker(b)


def _too_little(x: str, y: str, least: float, words: int) -> str:
    """Why two sentences share too little, names apart, to be compared by meaning; empty if they share enough."""
    left, right = Wording(x).plain_stems, Wording(y).plain_stems
    shared, _ = overlap(left, right)
    if shared < least:
        return f"share words of weight {shared:.1f} < {least}"
    return f"fewer than {words} words that are no names" if min(len(left), len(right)) < words else ""


def _forbidden(a: StatementNode, b: StatementNode) -> str:
    """Why two statements cannot be one act of speaking; empty if they can."""
    known = bool(a.speakers and b.speakers)
    if a.story != b.story or (known and a.sides.isdisjoint(b.sides)):
        return "another story or side"
    if known and not a.same_speaker(b) and not (a.official and b.official):
        return "another speaker"
    if a.person and b.person and not a.same_speaker(b):
        return "another person"
    if a.another_talk(b):
        return "another talk"
    if a.another_day(b):
        return "said on other days"
    return ""


def _turned(x: str, y: str) -> str:
    """Why one sentence says the opposite of the other: it denies, or tells the opposite act; empty if it does not."""
    one, other = (render(text).forms for text in (x, y))
    if (negations(one) + one.count("unless") - negations(other) - other.count("unless")) % 2:
        return "one denies"
    return "opposite acts" if opposite(words(x), words(y)) else ""


def _fulfilled(x: str, y: str) -> str:
    """Why one sentence tells as done what the other tells as to be done; empty if it does not."""
    return "done and to be done" if {_stands(x), _stands(y)} == {"done", "to be done"} else ""


def _stands(sentence: str) -> str:
    """How a sentence tells its act: `done`, `to be done`, or empty where it has signs of both or of neither."""
    forms, classes = render(sentence).forms, wordings.load()
    ahead = forms[:1] == ("to",) or not classes.prospects.isdisjoint(forms)
    back = any(
        one in classes.perfects and other not in classes.determiners and other != "to" for one, other in pairwise(forms)
    )
    return "" if ahead == back else "to be done" if ahead else "done"


def _no_line(node: StatementNode, sentence: str) -> str:
    """Why a sentence is no line: a courtesy, or a subject that a report names in its words, "relations between the two"."""
    if courtesy(sentence):
        return "a courtesy"
    short = not node.wording.pieces and len(Wording(sentence).plain_stems) < LEAST_WORDS
    return f"fewer than {LEAST_WORDS} words that are no names" if short else ""


class Refrains(Utterances):
    """Links of kind `refrain`: one side's line on several occasions."""

    name = "refrain"
    floor = REFRAIN
    whole = False

    def keys(self, node: StatementNode) -> Iterable[str]:
        """See `candidates`."""
        return across_stories(node)

    def compare(self, a: StatementNode, b: StatementNode) -> Likeness:
        """Same side, words (names apart) and meaning. Two persons of one side have lines of their own."""
        if (
            a.sides.isdisjoint(b.sides)
            or not (a.speakers and b.speakers)
            or (a.person and b.person and not a.same_speaker(b))
        ):
            return Likeness(0.0, ("another speaker",), never=True)
        if a.same_words(b):
            return Likeness(0.0, ("the same words of one report",), silent=True)
        if a.polarity != b.polarity or "not said" in {a.polarity, b.polarity}:
            return Likeness(0.0, (f"told as {a.polarity} and {b.polarity}",), never=True)
        if a.date.day is not None and a.date.day == b.date.day:
            return Likeness(0.0, ("said on one day: one occasion, told in two stories",), silent=True)
        if lines_of(a.wording) & lines_of(b.wording):
            return Likeness(1.0, ("a line word for word",))
        shared, share, x, y = _nearest(a, b, lambda text: Wording(text).plain_stems)
        if shared < REFRAIN_SHARED:
            return Likeness(0.0, (f"share words of weight {shared:.1f} < {REFRAIN_SHARED}",))
        unlike = _turned(x, y) or _fulfilled(x, y) or _no_line(a, x) or _no_line(b, y)
        if unlike:
            return Likeness(0.0, (unlike,))
        if not (a.wording.pieces or b.wording.pieces):
            common = Wording(x).plain_stems.keys() & Wording(y).plain_stems.keys()
            if len(common) < LEAST_WORDS and shared < MUCH:
                return Likeness(0.0, (f"told in the reports' words, with fewer than {LEAST_WORDS} in common",))
            score, _, reasons = odds(x, y, least=THRESHOLD)
            if score < THRESHOLD:
                return Likeness(0.0, (*reasons, f"told in the reports' words, and likeness < {THRESHOLD}"))
        alike = likeness(embed(x), embed(y))
        return Likeness((share + alike) / 2, (f"words {share:.2f}", f"meaning {alike:.2f}"))

    def decide(self, component: Component[StatementNode]) -> Sequence[Sequence[str]]:
        """Average link."""
        return average_link(component, threshold=REFRAIN)
