"""The cast of one report: its actors, where they are mentioned, and who a noun phrase stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from spacy.tokens import Token

from communique.actor.phrase import antecedent, conjuncts, inner_head, phrase_spans
from communique.model import Actor, Mention, Party, Span, contains, overlap
from communique.parse import span_of
from communique.resources.gazetteer import Gazetteer, State


@dataclass(frozen=True, slots=True)
class Pending:
    """An office whose holder the report's date will tell.

    `mentions` are places in `Cast.mentions`; `title` is plain; `name` the words that name it; `gender` what they tell.
    """

    mentions: tuple[int, ...]
    title: str
    country: str
    name: str
    gender: Literal["f", "m"] | None = None


@dataclass(frozen=True)
class Cast:
    """Actors and mentions of one report.

    `mentions` are sorted by span; `heads` gives for each the start of its head word in the report, by which a token
    finds the mention that it heads. `gazetteer` are the tables that the report was read with, if any.
    """

    mentions: tuple[Mention, ...] = ()
    actors: tuple[Actor, ...] = ()
    heads: tuple[int, ...] = field(default=(), repr=False)
    pending: tuple[Pending, ...] = field(default=(), repr=False)
    gazetteer: Gazetteer | None = field(default=None, repr=False, compare=False)

    @cached_property
    def _by_id(self) -> Mapping[str, Actor]:
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def _by_head(self) -> Mapping[int, Mention]:
        found: dict[int, Mention] = {}
        for head, mention in zip(self.heads, self.mentions, strict=True):
            if head not in found or _worth(mention) > _worth(found[head]):
                found[head] = mention
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.span[0] for mention in self.mentions]

    @cached_property
    def _longest(self) -> int:
        return max((mention.span[1] - mention.span[0] for mention in self.mentions), default=0)

    def actor(self, id: str) -> Actor | None:  # noqa: A002 - the field's own name
        """The actor with this id, also a state of the tables that the report only means; None if there is none."""
        return self._by_id.get(id) or self._state(id)

    def _state(self, id: str) -> Actor | None:  # noqa: A002 - the field's own name
        entry = self.gazetteer.entries.get(id) if self.gazetteer is not None else None
        return Actor(entry.id, entry.name, "state", entry.code, entry.qid) if isinstance(entry, State) else None

    def country(self, id: str) -> str | None:  # noqa: A002 - the field's own name
        """The country of the actor with this id, None if it is not known."""
        actor = self.actor(id)
        return actor.country if actor is not None else None

    def with_states(self, ids: Iterable[str]) -> tuple[Actor, ...]:
        """The actors by id, with the tables' states among `ids` that the report only means: where somebody is to go."""
        states = [state for id_ in set(ids) - self._by_id.keys() if (state := self._state(id_)) is not None]
        return tuple(sorted((*self.actors, *states), key=lambda actor: actor.id))

    def within(self, span: Span) -> tuple[Mention, ...]:
        """Mentions that lie wholly within the span, in text order."""
        low, high = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        return tuple(mention for mention in self.mentions[low:high] if mention.span[1] <= span[1])

    def at(self, span: Span) -> Mention | None:
        """The mention that best covers the span: the smallest that holds it, else the one whose head lies in it."""
        low, high = bisect_left(self._starts, span[0] - self._longest), bisect_left(self._starts, span[1])
        near = [i for i in range(low, high) if overlap(self.mentions[i].span, span)]
        holding = [self.mentions[i] for i in near if contains(self.mentions[i].span, span)]
        if holding:
            return min(holding, key=lambda m: (m.span[1] - m.span[0], m.actor is None, m.span))
        headed = [self.mentions[i] for i in near if span[0] <= self.heads[i] < span[1]]
        return max(headed, key=lambda m: (overlap(m.span, span), m.actor is not None, -m.span[0]), default=None)

    def party(self, token: Token) -> Party | None:
        """Who the noun phrase headed by this token stands for; a co-ordination is folded into one party with members.

        None if the token is no nominal. `actor` is None where nothing says who it is.
        """
        parts = self.parties(token)
        if len(parts) < 2:
            return parts[0] if parts else None
        members = tuple(dict.fromkeys(id_ for part in parts for id_ in part.ids))
        return Party(
            spans=tuple(span for part in parts for span in part.spans),
            name=" and ".join(part.name for part in parts if part.name) or None,
            members=members,
            how=("compound", *dict.fromkeys(step for part in parts for step in part.how)),
        )

    def parties(self, token: Token) -> tuple[Party, ...]:
        """One party per conjunct of the noun phrase headed by this token, in text order."""
        found = (self._single(part) for part in conjuncts(token))
        return tuple(party for party in found if party is not None)

    def _name_around(self, token: Token) -> Mention | None:
        """The name that holds a word which is not its head: "Jr." of a name with a comma."""
        if token.pos_ != "PROPN":
            return None
        found = self.at(span_of(token))
        return found if found is not None and found.kind == "name" and contains(found.span, span_of(token)) else None

    def _single(self, token: Token) -> Party | None:
        if token.pos_ not in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"}:
            return None
        spans = phrase_spans(token)
        how: list[str] = []
        current: Token | None = token
        for _ in range(_STEPS):
            if current is None:
                break
            mention = self._by_head.get(span_of(current)[0]) or self._name_around(current)
            if mention is not None and mention.kind == "name" and _against(current, mention):
                break
            if mention is not None and (mention.actor or mention.members):
                return Party(spans, mention.actor, mention.name, mention.members, (mention.rule, *reversed(how)))
            step = antecedent(current)
            if step is None and mention is None:
                step = inner_head(current)
            if step is None:
                break
            how.append(f"{step[1]}: {current.text}")
            current = step[0]
        return Party(spans, how=tuple(reversed(how)))


def _against(token: Token, mention: Mention) -> bool:
    """Whether a name only tells for or against whom somebody is: "an anti-Orla committee" that the parse breaks up."""
    first = token
    while first.i and span_of(first)[0] > mention.span[0]:
        first = first.nbor(-1)
    joint = first.nbor(-1).text if first.i > 1 else ""
    return joint in {"-", "–"} and first.nbor(-2).lower_ in {"anti", "pro", "non"}


_STEPS = 4
"""Most steps from a head word to its actor; longer chains ("one of the sons of some of the ...") are not followed."""


def _worth(mention: Mention) -> tuple[bool, int, int]:
    """Which of two mentions with one head speaks for it: the resolved, then the longer."""
    return (bool(mention.actor or mention.members), mention.span[1] - mention.span[0], -mention.span[0])
