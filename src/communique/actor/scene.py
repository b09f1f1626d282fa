"""The working state of one report: entities in the making and their drafts, before they become a `Cast`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Doc, Token

from communique.actor.lexicon import Index, index
from communique.actor.words import Words, load
from communique.model import MentionKind, Span
from communique.model.actor import ActorKind
from communique.parse import Parse, span_of
from communique.resources import roles
from communique.resources.gazetteer import Gazetteer
from communique.resources.roles import Roles

Gender = Literal["f", "m"]


@dataclass(eq=False, slots=True)
class Entity:
    """Somebody in the making. `key` is the table's id, "" if the tables do not know the actor.

    `titles` are (plain title, country) that the report gives them; `nouns` the head nouns that it describes them by.
    `office` is set for a titled person without a name: settled once the report's date is known. `named` is whether a
    name stands behind the entity.
    """

    name: str
    kind: ActorKind
    key: str = ""
    country: str | None = None
    gender: Gender | None = None
    named: bool = True
    anonymous: bool = False
    plural: bool = False
    place: bool = False
    titles: list[tuple[str, str | None]] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    office: tuple[str, str] | None = None
    order: int = 0

    @property
    def person(self) -> bool:
        """Whether the entity is one person."""
        return self.kind == "person" and not self.plural


@dataclass(eq=False, slots=True)
class Draft:
    """A mention in the making.

    `head` is its head word; `modifier` is true for adjectives ("Russian"), `owned` for somebody told of by another
    ("his brother").
    """

    span: Span
    head: Token
    kind: MentionKind
    entity: Entity | None
    rule: str
    sentence: int
    members: tuple[Entity, ...] = ()
    modifier: bool = False
    quotation: int = -1
    doc: int = 0
    owned: bool = False

    @property
    def subject(self) -> bool:
        """Whether the head is the subject of its clause."""
        return self.head.dep_ in {"nsubj", "nsubjpass"}


@dataclass(eq=False)
class Scene:
    """One report's drafts, found by the token that they cover or head."""

    parse: Parse
    gazetteer: Gazetteer
    words: Words = field(default_factory=load)
    drafts: list[Draft] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    covering: dict[int, Draft] = field(default_factory=dict)
    headed: dict[int, Draft] = field(default_factory=dict)

    def docs(self) -> Iterable[tuple[int, Doc]]:
        """The parsed blocks with their numbers."""
        return enumerate(doc for _, doc in self.parse.docs)

    def entity(self, entity: Entity) -> Entity:
        """Take an entity in."""
        entity.order = len(self.entities)
        self.entities.append(entity)
        return entity

    def add(self, draft: Draft, covered: Iterable[Token] = ()) -> Draft:
        """Take a draft in; its head and the covered tokens find it from now on."""
        self.drafts.append(draft)
        self.headed[span_of(draft.head)[0]] = draft
        for token in covered:
            self.covering[span_of(token)[0]] = draft
        return draft

    def over(self, token: Token) -> Draft | None:
        """The name that covers the token."""
        return self.covering.get(span_of(token)[0])

    def by_head(self, token: Token) -> Draft | None:
        """The draft headed by the token."""
        return self.headed.get(span_of(token)[0])

    def quotation(self, position: int) -> int:
        """Number of the outermost double quotation around the position, -1 outside."""
        from bisect import bisect_right

        starts, found = self._quotes
        index = bisect_right(starts, position) - 1
        return index if index >= 0 and position < found[index][1] else -1

    def sentence_index(self, position: int) -> int:
        """Number of the sentence at a position, -1 if there is none."""
        sentence = self.parse.sentence_at(position)
        return sentence.index if sentence is not None else -1

    def __post_init__(self) -> None:
        self.index: Index = index(self.gazetteer)
        self.roles: Roles = roles.load()
        outer: list[Span] = []
        for quote in self.parse.quotations:
            if quote.inner[1] - quote.inner[0] >= _SPEECH and (not outer or quote.inner[0] >= outer[-1][1]):
                outer.append(quote.inner)
        self.speeches: tuple[Span, ...] = tuple(outer)
        self._quotes = ([span[0] for span in outer], outer)


_SPEECH = 25
"""Shortest quotation, in code points, that counts as speech; shorter ones mark a word or a name."""
