"""Actors, the places where reports mention them, and the parties of acts and statements."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from communique.model.span import Span

ActorKind: TypeAlias = Literal["person", "state", "government", "body", "firm", "group", "outlet"]
MentionKind: TypeAlias = Literal["name", "title", "nominal", "pronoun"]


@dataclass(frozen=True, slots=True)
class Office:
    """A spell in an office. `start` and `end` are ISO prefixes, None is open or not known.

    `start_stated` and `end_stated`: whether a source states that day. A day from memory, or an end taken from the
    successor's start, never bounds a report's date. `source` is the page or file that states the spell.
    """

    title: str
    country: str | None
    start: str | None = None
    end: str | None = None
    start_stated: bool = field(default=True, compare=False)
    end_stated: bool = field(default=True, compare=False)
    source: str = field(default="", compare=False)

    def line(self, holder: str, body: str | None = None) -> str:
        """The spell in words, with the page or file that states it."""
        where = f" of {self.country or body}" if self.country or body else ""
        return f"office: {holder}, {self.title}{where}, {self.start or '?'} to {self.end or 'open'}, by {self.source}"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, state, government, body, firm or group.

    `id` is a Wikidata QID, or `x` and a hash. `country` is ISO 3166 alpha-3. `members` are actor ids. `anonymous` actors
    ("a senior US official") keep kind and country without being anybody.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    wikidata: str | None = None
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    gender: Literal["f", "m"] | None = None
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a report names, titles or means an actor. `actor` is None where nothing says who it is.

    `members` holds the ids behind a plural ("the two leaders"). `rule` names the sieve that tied it.
    """

    span: Span
    kind: MentionKind
    actor: str | None
    name: str | None
    members: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """A participant of a statement, event or pledge as the text gives it.

    `spans` are the words; `actor` and `name` who it is, None if unresolved; `members` the ids behind a compound or a
    plural; `how` the chain that led from the words to the actor, shortest first.
    """

    spans: tuple[Span, ...]
    actor: str | None = None
    name: str | None = None
    members: tuple[str, ...] = ()
    how: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """All actor ids that this party stands for: its members, else its actor."""
        return self.members or ((self.actor,) if self.actor else ())
