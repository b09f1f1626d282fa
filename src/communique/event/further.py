"""One accord after another: "They agreed to open the border. They also agreed on fishing" tells of two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event.account import Account
from communique.event.compare import FURTHER, TAKEN_UP
from communique.model import EventMention
from communique.resources.vocabulary import wordlist

if TYPE_CHECKING:
    pass


def with_further(events: Sequence[EventMention], account: Account) -> list[EventMention]:
    """The mentions in text order, accords told as one more marked so, and with them all that those sides agree on after."""
    found: list[EventMention] = []
    listing: list[frozenset[str]] = []
    for event in sorted(events, key=lambda e: (e.trigger, e.id)):
        sides, head = account.states((*event.source, *event.target)), account.head(event)
        accord = event.type == "AGREE" and event.modality == "asserted" and not event.rule.endswith(TAKEN_UP)
        if accord and (_added(head) or (head.lemma_ == "agree" and sides in listing)):
            listing.append(sides)
            found.append(replace(event, rule=f"{event.rule}, {FURTHER}"))
        else:
            found.append(event)
    return found


def _added(verb: Token) -> bool:
    """Whether an act is told as one more: "they also agreed", "in addition, they agreed"."""
    while verb.dep_ == "conj" and not any(child.dep_ == "nsubj" for child in verb.children):
        verb = verb.head
    fronted = (noun for child in verb.children if child.lower_ == "in" for noun in child.children)
    return any(child.lower_ in _ADDING for child in verb.children) or any(n.lower_ == "addition" for n in fronted)


_ADDING = wordlist("plover/wording", "adding")
