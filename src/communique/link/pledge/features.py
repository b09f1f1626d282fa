"""What a pledge mention brings: who promises, to do what, with or to whom, until when."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from communique.link.setting import is_month
from communique.link.sides import as_one, countries
from communique.link.utterance.tokens import render
from communique.link.wording import stem
from communique.link.words import weight, words
from communique.model import PledgeMention
from communique.model.interval import Interval, of_period
from communique.pledge.lexicon import load
from communique.store import Store, value_of


@dataclass(frozen=True)
class PledgeNode:
    """A pledge mention with its actor's sides and the weighted stems of its act."""

    id: str
    report: str
    ref: str
    story: str | None
    mention: PledgeMention
    sides: frozenset[str]

    @cached_property
    def stems(self) -> dict[str, float]:
        """Content stems of the act with weights, the names of its objects among them."""
        return {stem(word): weight(word) for word in words(self.mention.act) if weight(word) > 1.0}

    @property
    def refuses(self) -> bool:
        """Whether the act is one not to be done: "not accept", "never return"."""
        return self.mention.act.split()[:1] in _REFUSALS or self.mention.act.startswith("no longer ")

    @cached_property
    def amounts(self) -> frozenset[str]:
        """Numbers of the act, but for those of dates: years, and days beside a month."""
        found = render(self.mention.act).words
        return frozenset(
            word.form
            for at, word in enumerate(found)
            if word.number
            and not _YEAR.fullmatch(word.raw)
            and not any(is_month(beside.raw) for beside in found[max(0, at - 1) : at + 2])
        )

    @property
    def kind(self) -> str:
        """Kind of the act: going to a place whatever the verb, else the verb itself."""
        return load().kinds.get(self.mention.lemma, self.mention.lemma)

    @property
    def due(self) -> Interval:
        """Days on which it falls due."""
        return of_period(self.mention.due) if self.mention.due else Interval()


_REFUSALS = (["not"], ["never"])
_YEAR = re.compile(r"(?:19|20|21)\d\d")


def _sides(mention: PledgeMention, ref: str, known: Mapping[str, str]) -> frozenset[str]:
    """The countries or actors who promise; one whom no table knows is himself in every version of his report."""
    if mention.actor.ids:
        return frozenset(known.get(actor, actor) for actor in mention.actor.ids)
    return frozenset({f"{ref}:{mention.actor.name.casefold()}"} if mention.actor.name else ())


def nodes(store: Store, ids: Collection[str]) -> dict[str, PledgeNode]:
    """Nodes of pledge mentions by id; those of nobody are left out."""
    rows = as_one(store, store.rows_in("pledge_mentions", "id", ids), "party")
    reports = {
        r["id"]: r for r in store.rows_in("reports", "id", {row["report"] for row in rows}, only=("id", "story"))
    }
    mentions = {row["id"]: value_of("pledge_mentions", row) for row in rows}
    sides = countries(store, {actor for m in mentions.values() for actor in m.actor.ids})
    return {
        row["id"]: PledgeNode(
            row["id"],
            row["report"],
            row["ref"],
            reports[row["report"]]["story"],
            mentions[row["id"]],
            _sides(mentions[row["id"]], row["ref"], sides),
        )
        for row in rows
    }
