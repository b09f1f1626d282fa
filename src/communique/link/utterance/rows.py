"""Rows of utterances, with the pairs of their wordings, and of refrains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise, product
from types import MappingProxyType
from typing import Any

from communique.link import keep
from communique.link.frequent import commonest_set, most_frequent
from communique.link.sides import as_one
from communique.link.utterance.cause import cause
from communique.link.utterance.change import Difference, difference
from communique.link.utterance.day import dated
from communique.link.utterance.decide import THRESHOLD, Utterances, parted
from communique.link.utterance.features import StatementNode, nodes
from communique.link.utterance.likeness import names_exchanged, one_word_apart
from communique.link.utterance.names import Named
from communique.link.utterance.sites import denying, pieced
from communique.link.utterance.tokens import BREAK, render
from communique.link.wording import Wording, overlap, stems
from communique.model.statement import PRIMARY
from communique.resources import roles
from communique.resources.wordings import load
from communique.store import Store
from communique.store.rows import Row

SAME_PASSAGE = 0.5
"""Least share of weighted words in common for two quoted stretches to be renderings of one passage."""


def utterance_rows(store: Store, groups: Mapping[str, Sequence[str]]) -> list[Row]:
    """Rows of `utterances` for groups of statement ids that more than one statement renders."""
    found = keep.load(store, "utterance", [i for members in groups.values() for i in members], nodes)
    countries = _countries(store, found.values())
    named = _named(store, [found[i] for members in groups.values() if len(members) > 1 for i in members if i in found])
    rows = []
    for id_, members in sorted(groups.items()):
        told = [found[i] for i in sorted(members) if i in found]
        if len(told) < 2:
            continue
        rows.append(
            {
                "id": id_,
                "speaker": _speaker(told),
                "story": told[0].story,
                "statements": [node.id for node in told],
                "pairs": _pairs(told, countries, named),
                "primary": _primary(told),
            }
        )
    return dated(store, rows)


def _pairs(
    told: Sequence[StatementNode], countries: Mapping[str, str], named: Mapping[str, Sequence[Named]]
) -> list[dict[str, Any]]:
    """Each two wordings of an utterance, but for those that only a third ties which quotes both: they are two passages."""
    found = []
    kind = Utterances()
    for a, b in combinations(told, 2):
        if a.same_words(b):
            continue
        linked = len(told) == 2 or round(kind.compare(a, b).score, 3) >= THRESHOLD
        others = () if linked else (c for c in told if len(c.wording.sentences) > 1 and c not in (a, b))
        if not any(parted(a, b, over) for over in others):
            found.append({"a": a.id, "b": b.id, **wording_pair(a, b, countries, named, linked=linked)})
    return found


def wording_pair(
    a: StatementNode,
    b: StatementNode,
    countries: Mapping[str, str],
    named: Mapping[str, Sequence[Named]] = MappingProxyType({}),
    *,
    linked: bool = True,
) -> dict[str, Any]:
    """`change`, `altered`, `cause` and `reasons` of two renderings.

    `countries` gives the speakers' alpha-3 codes, `named` the names that each statement mentions, by its id. `linked` says
    that the two were found alike themselves.
    """
    found = _compared(a, b, (named.get(a.id, ()), named.get(b.id, ())), linked=linked)
    quoted = found.change in {"number", "negation", "reworded"} or bool(a.wording.pieces) == bool(b.wording.pieces)
    return {
        "change": found.change if quoted else "paraphrase",
        "altered": found.altered,
        "cause": cause(found, a.speakers | b.speakers, countries),
        "reasons": list(found.reasons),
    }


def _compared(
    a: StatementNode, b: StatementNode, named: tuple[Sequence[Named], Sequence[Named]], *, linked: bool
) -> Difference:
    """The difference of the quoted words.

    Of a rendering without quotation marks only what number, name or denial it tells, and whether its words are the same.
    """
    if a.wording.pieces and b.wording.pieces:
        pieces = _passage(a, b, linked=linked)
        return (
            _in_context(difference(*pieces, named=named), a, b) if pieces else Difference("paraphrase", altered=False)
        )
    found = difference([a.wording.text], [b.wording.text], named=named, told=True)
    telling = {"number", "verbatim"} | ({"negation"} if not (a.rejects or b.rejects) else set())
    renamed = found.swap == "substituted" and names_exchanged(a.wording.text, b.wording.text)
    told = found.change in telling or renamed
    return replace(found, altered=False) if told else Difference("paraphrase", altered=False)


def _passage(a: StatementNode, b: StatementNode, *, linked: bool) -> tuple[list[str], list[str]] | None:
    """The quoted sentences of either that have a fellow in the other; None if they quote different passages.

    Where both are quoted whole, the link itself says that their sentences most alike are one passage; the same frame with one
    word in another's place says so of shorter quotations.
    """
    pieces = [[part for piece in node.wording.pieces for part in Wording(piece).sentences] for node in (a, b)]
    if pieced(*(render(BREAK.join(parts)) for parts in pieces)) is not None:
        return pieces[0], pieces[1]
    alike = a.kind == b.kind == "direct" or one_word_apart(a.wording.text, b.wording.text)
    if linked and alike and max(map(len, pieces)) == 1:
        return pieces[0], pieces[1]
    kept = [
        [one for one in mine if any(_share(one, other) >= SAME_PASSAGE for other in others)]
        for mine, others in (pieces, pieces[::-1])
    ]
    if not all(kept) and linked and a.kind == b.kind == "direct":
        one, other = max(product(*pieces), key=lambda pair: (_share(*pair), pair))
        return [one], [other]
    return (kept[0], kept[1]) if all(kept) else None


def _share(a: str, b: str) -> float:
    return overlap(stems(a), stems(b))[1]


def _in_context(found: Difference, a: StatementNode, b: StatementNode) -> Difference:
    """A cut at the ends of a few quoted words turns no meaning: the sentence around them is the report's own.

    Unless that sentence leads into them with an auxiliary and denies nothing: would “sell the harbour”.
    """
    turned_down = a.rejects != b.rejects and found.change == "negation"
    if not found.edge or ("mixed" not in {a.kind, b.kind} and not turned_down):
        return found
    if found.change == "negation" and not turned_down and any(_affirms(node) for node in (a, b)):
        return found
    return Difference("trimmed", altered=False, swap="shortened")


def _affirms(node: StatementNode) -> bool:
    """Whether the report's own words lead into the quoted ones with an auxiliary, and nothing in all of them denies."""
    before = render(node.wording.text.partition(node.wording.pieces[0])[0]).forms
    whole = render(node.wording.text).forms
    return (
        node.kind == "mixed"
        and not node.rejects
        and not load().auxiliaries.isdisjoint(before[-1:])
        and not denying(whole)
    )


def _primary(told: Sequence[StatementNode]) -> str | None:
    """The quoted rendering that came nearest to the speaker; None if no channel is told."""
    quoted = [node for node in told if node.wording.pieces and node.via in PRIMARY]
    best = min(
        quoted,
        key=lambda n: (not n.firsthand, PRIMARY.index(n.via), n.kind != "direct", -len(n.wording.quoted), n.id),
        default=None,
    )
    return best.id if best else None


def _countries(store: Store, found: Iterable[StatementNode]) -> dict[str, str]:
    ids = {speaker for node in found for speaker in node.speakers}
    return {row["id"]: row["country"] for row in store.rows_in("actors", "id", ids) if row["country"]}


def _named(store: Store, told: Sequence[StatementNode]) -> dict[str, list[Named]]:
    """The names in each statement, a title before one of a person with it, by the statement's id."""
    rows = as_one(store, store.rows_in("mentions", "report", {node.report for node in told}, only=_MENTION), "actor")
    persons = store.rows_in("actors", "id", {row["actor"] for row in rows if row["actor"]}, only=("id", "kind"))
    kinds = {row["id"]: row["kind"] for row in persons}
    texts = {
        row["id"]: row["text"] for row in store.rows_in("reports", "id", {n.report for n in told}, only=("id", "text"))
    }
    mentions: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: row["span"]):
        mentions.setdefault(row["report"], []).append(row)
    return {node.id: list(_names(texts[node.report], node, mentions.get(node.report, ()), kinds)) for node in told}


_MENTION = ("report", "span", "kind", "actor")


def _names(text: str, node: StatementNode, mentions: Sequence[Row], kinds: Mapping[str, str]) -> Iterator[Named]:
    for before, row in pairwise([{"kind": "", "actor": None, "span": [0, 0]}, *mentions]):
        start, end = row["span"]
        if (
            row["kind"] != "name"
            or not row["actor"]
            or not any(low <= start and end <= high for low, high in node.spans)
        ):
            continue
        name = render(text[start:end]).forms
        titled = before["kind"] == "title" and before["actor"] == row["actor"]
        first = before["span"][0] if titled and not text[before["span"][1] : start].strip() else start
        words = render(text[_before_honorifics(text, first) : end]).forms
        yield Named(words, name, row["actor"], kinds.get(row["actor"]) == "person")


def _before_honorifics(text: str, start: int) -> int:
    """Where the honorifics right before a name begin ("Mr", "Gen."), else where the name does."""
    known = roles.load().honorifics
    while match := _WORD_BEFORE.search(text[max(0, start - _HONORIFIC) : start]):
        if match[1].casefold() not in known:
            break
        start -= len(match.group())
    return start


_WORD_BEFORE = re.compile(r"(?<!\S)(\w+\.?) $")
_HONORIFIC = 20
"""Characters before a name in which an honorific stands."""


def _speaker(told: Sequence[StatementNode]) -> str | None:
    """The one who speaks; None where most tellings name several who speak as one ("the two ministers")."""
    speakers = commonest_set(node.speakers for node in told)
    return speakers[0] if len(speakers) == 1 else None


def refrain_rows(store: Store, groups: Mapping[str, Sequence[str]]) -> list[Row]:
    """Rows of `refrains` for groups whose statements stand in more than one story."""
    found = keep.load(store, "refrain", [i for members in groups.values() for i in members], nodes)
    rows = []
    for id_, members in sorted(groups.items()):
        told = [found[i] for i in sorted(members) if i in found]
        stories = sorted({node.story for node in told if node.story})
        if len(stories) < 2:
            continue
        shortest = min(told, key=lambda node: (not node.wording.pieces, len(node.wording.text), node.id))
        rows.append(
            {
                "id": id_,
                "speaker": most_frequent(speaker for node in told for speaker in node.speakers) or "",
                "words": (shortest.wording.quoted or shortest.wording.text).rstrip(" ,;"),
                "statements": [node.id for node in told],
                "stories": stories,
            }
        )
    return rows
