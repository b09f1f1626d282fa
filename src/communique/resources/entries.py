"""The entries of the actor tables, their names folded for look-up, and their ids."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal, TypeAlias

from communique.model.actor import ActorKind

Gender: TypeAlias = Literal["f", "m"]

# Upper-case names up to this length are also everyday words ("US", "WHO", "IS"): they are found in upper case only.
_CASED = 3
_MARKS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "-": " ", "‑": " ", "–": " ", "\u00a0": " "})
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "ð": "d", "þ": "th"}
_UNDECOMPOSED = str.maketrans(
    _LETTERS | {letter.upper(): plain.title() for letter, plain in _LETTERS.items() if letter not in "ıß"}
)

_BODY_KINDS: dict[str, ActorKind] = {"government": "government", "firm": "firm", "armed group": "group"}


@dataclass(frozen=True, slots=True)
class State:
    """A state, a territory with a government of its own, or a state of the past.

    `id` is the Wikidata QID or else the code; `code` is ISO 3166 alpha-3 (Q-codes of its private range for states that
    have none). `kind` is member, observer, other (in part recognised), territory or historical. `adjectives` and
    `people` are its demonyms; `metonyms` stand for it as its `capital` does.
    """

    id: str
    name: str
    code: str
    alpha2: str = ""
    qid: str | None = None
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: str = ""
    metonyms: tuple[str, ...] = ()
    kind: str = "member"
    source: str = ""
    verified: bool = False

    @property
    def country(self) -> str:
        """Its own code, so that every entry has a country."""
        return self.code

    @property
    def actor_kind(self) -> ActorKind:
        """The kind of actor it makes."""
        return "state"


@dataclass(frozen=True, slots=True)
class Person:
    """A holder of offices. `country` is that of the office, None for those of organisations."""

    id: str
    name: str
    country: str | None
    qid: str | None = None
    gender: Gender | None = None
    aliases: tuple[str, ...] = ()

    @property
    def actor_kind(self) -> ActorKind:
        """The kind of actor it makes."""
        return "person"


@dataclass(frozen=True, slots=True)
class Office:
    """A spell of one person in one office.

    `title` is normalised (`roles.yaml`), `raw` the source's wording; `country` is alpha-3, `body` the organisation
    where the office is not the state's, `posted` the alpha-3 code an ambassador is sent to. `start` and `end` are ISO
    prefixes; `end` None is open as of `as_of`, the last day or month for which the source speaks. `ended` tells how the
    end is known: stated, by the successor's start, or still open. Only a `verified` spell may bound a date, and only by
    its start or a stated end: its source states them. An `attested` one is from memory, but a dated text shows the
    person in office on `as_of`.
    """

    person: str
    name: str
    title: str
    raw: str
    country: str | None
    body: str | None
    posted: str | None
    start: str | None
    end: str | None
    as_of: str
    source: str
    licence: str
    verified: bool
    attested: bool = False
    ended: Literal["stated", "successor", "open"] = "open"


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation: government, ministry, alliance, firm, armed group, party, think tank and the like.

    `members` are alpha-3 codes; `group` is the parent's acronym ("EU", "UN") or a firm's trade ("energy").
    """

    id: str
    name: str
    kind: str
    country: str | None
    aliases: tuple[str, ...] = ()
    group: str = ""
    members: tuple[str, ...] = ()
    source: str = ""
    verified: bool = False

    @property
    def actor_kind(self) -> ActorKind:
        """The kind of actor it makes: ministries stay bodies."""
        return body_kind(self.kind)


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet.

    `kind` is government, agency, paper, broadcaster, aggregator or platform; `languages` are ISO 639-1 codes; `signs` is
    how a wire signs what others take from it: "(AFP)".
    """

    id: str
    name: str
    kind: str
    country: str | None
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    source: str = ""
    verified: bool = False
    signs: tuple[str, ...] = ()

    @property
    def actor_kind(self) -> ActorKind:
        """The kind of actor it makes."""
        return "outlet"


@dataclass(frozen=True, slots=True)
class Place:
    """A place: capital, city, region, sea, residence, landmark… `country` is alpha-3, None where several share it.

    Latitude and longitude are degrees, None where not known; `population` is 0 where not known.
    """

    id: str
    name: str
    kind: str
    country: str | None
    aliases: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    source: str = ""
    verified: bool = False


Entry: TypeAlias = State | Person | Body | Outlet | Place


def body_kind(kind: str) -> ActorKind:
    """The kind of actor that a body of this kind makes."""
    return _BODY_KINDS.get(kind, "body")


def fold(name: str) -> str:
    """The name without case, accents and hyphens, for look-up: "Jean-Noël" and "jean noel" are the same.

    An acronym of up to three letters keeps its case, so that "US" is not "us".
    """
    if len(name) <= _CASED and name.isupper() and name.isalpha():
        return name
    if not name.isascii():
        name = unaccented(name.translate(_MARKS).casefold()).translate(_MARKS)
    text = name.lower()
    if "-" in text:
        text = text.replace("-", " ")
    return text if " " not in text else " ".join(text.split())


def unaccented(text: str) -> str:
    """The text in plain Latin letters where it has accents: "Erdogan" of "Erdoğan", "Store" of "Støre"."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text.translate(_UNDECOMPOSED))
    return "".join(c for c in plain if not unicodedata.combining(c))
