"""The persons of a report: full names, their parts, and famous surnames."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from communique.actor.lexicon import LEADING, WELL_KNOWN, Listed
from communique.actor.scene import Entity, Gender, Scene
from communique.actor.sift import ROYAL, nick_of, royal_rest
from communique.actor.spot import Spot
from communique.resources.entries import Office, Person, fold
from communique.resources.gazetteer import surnames
from communique.resources.romanised import same_name, spelled_ends
from communique.resources.vocabulary import wordlist

PARTICLES = wordlist("names", "particles")
_THRONES = frozenset({"monarch", "crown prince"})
_FATHERS = wordlist("names", "patronymics")


@dataclass(slots=True)
class Name:
    """A spotted name: its words without "Jr", its block, and the label that the report's votes give it."""

    spot: Spot
    doc: Doc
    number: int
    words: tuple[str, ...]
    label: str

    @property
    def text(self) -> str:
        """The name as written, on one line, without "Jr" and nickname."""
        start, end = nick_of(self.doc, self.spot)
        parts = self.doc[self.spot.start : start], self.doc[end : self.spot.start + len(self.words) + end - start]
        return " ".join(" ".join(part.text for part in parts if len(part)).split())

    @property
    def nick(self) -> str:
        """The nickname without its marks, "" if there is none."""
        start, end = nick_of(self.doc, self.spot)
        return self.doc[start + 1 : end - 1].text if end > start else ""

    @property
    def head(self) -> Token:
        """The head word."""
        return self.doc[self.spot.start : self.spot.end].root


_CONTRADICTING = LEADING | {"vice president", "defence minister", "finance minister", "national security adviser"}
"""Titles whose holders the tables list well enough that another person of the surname is not meant."""


def known_surnames(listed: Listed) -> list[str]:
    """What the tables say that somebody is called by alone, as keys: "leyen", "wang", "lula"."""
    return [key(name) for name in surnames(listed.entry)] if isinstance(listed.entry, Person) else []


def elsewhere_listed(word: str, scene: Scene) -> bool:
    """Whether the tables give a place, a state or a body the word for its name: "Washington", also in capitals."""
    return any(len(words) == 1 and listed.sort != "person" for words, listed in scene.index.get(word.title(), ()))


def _gender_of(listed: Listed) -> Gender | None:
    return listed.entry.gender if isinstance(listed.entry, Person) else None


def famous(surname: str, scene: Scene) -> Person | None:
    """The only person of the tables with this short name, else with this surname who ever bore a title of the well-known."""
    if (person := short_named(surname, scene)) is not None:
        return person
    held = [
        person for person, offices in _bearers(surname, scene) if any(office.title in WELL_KNOWN for office in offices)
    ]
    return held[0] if len(held) == 1 else None


def _bearers(surname: str, scene: Scene) -> list[tuple[Person, tuple[Office, ...]]]:
    """The persons of the tables with this surname and their offices."""
    tables = scene.gazetteer
    return [(person, tables.by_person.get(person.id, ())) for person in tables.surnames.get(fold(surname), ())]


def _of_owner(surname: str, owner: Entity, scene: Scene) -> Person | None:
    """The only person of this surname with an office of a state or body: "NATO's Rutte"."""

    def of(office: Office) -> bool:
        return office.country == owner.country if owner.kind == "state" else fold(office.body or "") == fold(owner.name)

    held = [person for person, offices in _bearers(surname, scene) if any(map(of, offices))]
    return held[0] if len(held) == 1 else None


def short_named(word: str, scene: Scene) -> Person | None:
    """The only one of several names whom the tables also call by this word alone: "Jokowi", "MBS"."""
    named = scene.gazetteer.named(word)
    person = named[0] if len(named) == 1 and " " not in word else None
    return person if isinstance(person, Person) and " " in person.name else None


def printed_title(name: Name, scene: Scene) -> str | None:
    """The plain title printed right before a name ("vice president" for "Vice President Revik"), None if there is none."""
    words: list[str] = []
    found = None
    for token in reversed(name.doc[max(name.spot.start - _TITLE_WORDS, 0) : name.spot.start]):
        if token.is_punct or token.is_space or token.pos_ == "VERB":
            break
        words.insert(0, token.lower_)
        found = scene.roles.office(" ".join(words), None) or found
    return found


_TITLE_WORDS = 4


class People:
    """The persons of the report, by full name and by its parts."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.by_key: dict[str, Entity] = {}
        self.by_words: dict[tuple[str, str], Entity] = {}
        self.by_last: dict[str, list[tuple[int, Entity]]] = {}
        self.by_first: dict[str, list[tuple[int, Entity]]] = {}
        self.by_inner: dict[str, list[tuple[int, Entity]]] = {}
        self.styled: dict[str, set[Entity]] = {}
        self.single: dict[str, Entity] = {}
        self.clock = 0
        self.of: dict[int, Entity] = {}
        self.printed: dict[Entity, set[str | None]] = {}
        self.longer: dict[tuple[str, ...], tuple[str, str]] = {}
        self.families: set[str] = set()
        self.spelled: dict[tuple[str, str], dict[str, Entity]] = {}

    def widen(self, names: list[Name]) -> None:
        """Learn which full names are parts of one longer name ("Marta Ilves" of "Marta Ilves Solenz")."""
        full = {tuple(map(key, n.words)) for n in names if len(n.words) > 1 and (
            n.label == "PERSON" if n.spot.listed is None else n.spot.listed.sort == "person")}  # fmt: skip
        self.families = {family for words in full for family in _families(words)}
        for short in sorted(full):
            size = len(short)
            ends = {
                (words[0], words[-1])
                for words in full
                if len(words) > size and (words[:size] == short or words[-size:] == short)
            }
            if len(ends) == 1:
                self.longer[short] = ends.pop()

    def full(self, name: Name) -> None:
        """Take in a full name: two words and more, or one that the tables know in full."""
        listed = name.spot.listed
        if listed is not None and listed.sort != "person":
            return
        if listed is None and (name.label != "PERSON" or len(name.words) < 2 or len(royal_rest(name.words)) == 1):
            return
        if listed is None and self._family(name.words):
            return
        self.clock += 1
        entity = self._known(name, listed)
        if entity.gender is None:
            entity.gender = _honorific_gender(name, self.scene) or self.scene.gazetteer.gender(name.words[0])
        entity.aliases.add(name.text)
        if not entity.key and len(name.words) > len(entity.name.split()):
            entity.name = name.text
        self.printed.setdefault(entity, set()).add(self._title(name))
        called = known_surnames(listed) if listed is not None else ()
        last_words = (key(name.words[-1]), *_families(name.words)) if name.words[-1][:1].isupper() else ()
        for last in dict.fromkeys((*last_words, *called)):
            self.by_last.setdefault(last, []).append((self.clock, entity))
        self.by_first.setdefault(key(name.words[0]), []).append((self.clock, entity))
        for word in name.words[1:-1]:
            self.by_inner.setdefault(key(word), []).append((self.clock, entity))
        for style in name.doc[max(name.spot.start - 2, 0) : name.spot.start]:
            if style.i == name.spot.start - 1 or name.head in style.ancestors:
                self.styled.setdefault(style.text, set()).add(entity)
        if name.nick:
            entity.aliases.add(f"{name.nick} {name.words[-1]}")
            self.by_words.setdefault((key(name.nick.split()[0]), key(name.words[-1])), entity)
            self.by_first.setdefault(key(name.nick), []).append((self.clock, entity))
        self.of[id(name)] = entity

    def _family(self, words: tuple[str, ...]) -> bool:
        """Whether this is a surname with its particles: written small, or the end of a full name of the report."""
        return (words[0] in PARTICLES and len(words) > 1) or key(*words) in self.families

    def _known(self, name: Name, listed: Listed | None) -> Entity:
        words = tuple(map(key, name.words))
        first_last = self.longer.get(words, (words[0], words[-1]))
        if listed is not None:
            entity = self.by_key.get(listed.id) or self.by_words.get(first_last)
            if entity is None and (other := self._romanised(name)) is not None and not other.key:
                entity = other
            if entity is None:
                entity = self.scene.entity(Entity(listed.name, "person", listed.id, listed.country, _gender_of(listed)))
            elif not entity.key:
                entity.name, entity.key, entity.country = listed.name, listed.id, listed.country
                entity.gender = _gender_of(listed) or entity.gender
            self.by_key[listed.id] = entity
        else:
            entity = self.by_words.get(first_last) or self._romanised(name)
            if entity is None:
                entity = self.scene.entity(Entity(name.text, "person"))
        if len(name.words) > 1:
            self.by_words.setdefault(first_last, entity)
            for end in spelled_ends(name.text):
                self.spelled.setdefault(end, {})[name.text] = entity
        return entity

    def _romanised(self, name: Name) -> Entity | None:
        """The only person so far whose full name this is in another romanisation."""
        told = {text: entity for end in spelled_ends(name.text) for text, entity in self.spelled.get(end, {}).items()}
        held = {entity for text, entity in told.items() if same_name(name.text, text)}
        return held.pop() if len(held) == 1 else None

    def entity(self, name: Name) -> tuple[Entity | None, str]:
        """The person that the name means, None if it means no person."""
        if id(name) in self.of:
            return self.of[id(name)], "full name"
        if name.spot.listed is not None or name.label != "PERSON":
            return None, ""
        found = self._styled(name) or self._part(name) or self._royal(name) or self._famous(name)
        if found is not None:
            return found, "surname"
        first = (royal_rest(name.words) or name.words)[0]
        called = key(first) if len(royal_rest(name.words)) == 1 else key(*name.words)
        if called not in self.single:
            entity = self.scene.entity(Entity(name.text, "person"))
            entity.gender = _honorific_gender(name, self.scene) or self.scene.gazetteer.gender(first)
            self.single[called] = entity
        return self.single[called], "full name"

    def _styled(self, name: Name) -> Entity | None:
        """Who was called by a style that the tables do not hold before a full name: "Amir Omar bin Said ... the Amir".

        Also by a royal title without an article: "Emir Omar bin Said ... the President and Emir".
        """
        article = name.spot.start > 0 and name.doc[name.spot.start - 1].lower_ == "the"
        style = article or name.words[0].lower() in ROYAL
        held = self.styled.get(name.words[0], set()) if style and len(name.words) == 1 else set()
        return next(iter(held)) if len(held) == 1 else None

    def _part(self, name: Name) -> Entity | None:
        """The person whose surname, else first name this is; of several, "Mr" or "Mrs" decides."""
        word, whole = key(name.words[-1]), key(*name.words)
        for table in (self.by_last,) if self._family(name.words) else (self.by_last, self.by_first, self.by_inner):
            if table is self.by_inner and not self._may_be_inner(name):
                break
            held = list(dict.fromkeys(entity for _, entity in table.get(whole, table.get(word, ()))))
            if table is self.by_first and _royal_before(name):
                held = [entity for entity in held if self._reigns(entity)]
            gender = _honorific_gender(name, self.scene)
            if gender is not None:
                held = [entity for entity in held if entity.gender in {None, gender}]
            held = self._of_title(name, held)
            if len(held) == 1:
                if held[0].gender is None:
                    held[0].gender = gender
                return held[0]
            if held:
                return self._nearest(held)
        return None

    def _may_be_inner(self, name: Name) -> bool:
        """Whether one word may be a full name's in the middle: behind a title, or no given name ("Orsk" of Luka Orsk Solenz)."""
        if len(name.words) > 1:
            return False
        given = self.scene.gazetteer.gender(name.words[0]) is not None
        return printed_title(name, self.scene) is not None or not (given or famous(name.words[0], self.scene))

    def _of_title(self, name: Name, held: list[Entity]) -> list[Entity]:
        """Of several persons of one surname those whose full name bears the title that is printed before it here."""
        title = self._title(name) if len(held) > 1 else None
        bearers = [entity for entity in held if title in self.printed.get(entity, ())] if title else []
        return bearers or held

    def _title(self, name: Name) -> str | None:
        """The plain title printed before a name, else its last word if that heads titles ("Senator")."""
        before = name.doc[name.spot.start - 1].lower_ if name.spot.start else ""
        return printed_title(name, self.scene) or (before if before in self.scene.words.title_heads else None)

    def _royal(self, name: Name) -> Entity | None:
        """The person whom a royal title and the first name mean: "Crown Prince Mohammed" of Mohammed bin Salman."""
        rest = royal_rest(name.words)
        if len(rest) != 1:
            return None
        held = [e for e in dict.fromkeys(e for _, e in self.by_first.get(key(rest[0]), ())) if self._reigns(e)]
        return held[0] if len(held) == 1 else None

    def _reigns(self, entity: Entity) -> bool:
        """Whether somebody bears a royal title, by the tables or by a name with the father's ("bin")."""
        offices = self.scene.gazetteer.by_person.get(entity.key, ()) if entity.key else ()
        return any(office.title in _THRONES for office in offices) or bool(set(entity.name.lower().split()) & _FATHERS)

    def _nearest(self, held: list[Entity]) -> Entity:
        """Of several persons with one surname the one meant here.

        That is who was called by it alone last, else who was named last, else the first of the report.
        """
        before = [d for d in self.scene.drafts if d.entity in held]
        alone = [d for d in before if d.rule == "surname"]
        last = (alone or before)[-1:]
        return last[0].entity or held[0] if last else held[0]

    def _famous(self, name: Name) -> Entity | None:
        """The well-known person of a surname alone; a title before it must be one that the person held."""
        if len(name.words) > 1 and not self._family(name.words):
            return None
        surname = " ".join(name.words)
        title = printed_title(name, self.scene)
        if title is None and _royal_before(name):
            return None
        owner = self._owner(name)
        if owner is not None:
            person = _of_owner(surname, owner, self.scene)
        else:
            person = famous(surname, self.scene) if title is None else self._holder(surname, title)
        if person is None:
            return None
        if person.id not in self.by_key:
            self.by_key[person.id] = self.scene.entity(
                Entity(person.name, "person", person.id, person.country, person.gender)
            )
        return self.by_key[person.id]

    def _owner(self, name: Name) -> Entity | None:
        """The state or body whose possessive stands right before the name: the "UN" of "the UN's Guterres"."""
        at = name.spot.start - 2
        draft = self.scene.over(name.doc[at]) if at >= 0 and name.doc[at + 1].tag_ == "POS" else None
        return draft.entity if draft is not None and draft.entity is not None and draft.entity.key else None

    def _holder(self, surname: str, title: str) -> Person | None:
        """The only person of this surname who by the tables held the title.

        For a title that the tables list for nobody of that name: the well-known one, unless the title leads a state.
        """
        held = [person for person, offices in _bearers(surname, self.scene) if any(o.title == title for o in offices)]
        if held:
            known = famous(surname, self.scene)
            return held[0] if len(held) == 1 else known if known in held else None
        return None if title in _CONTRADICTING else famous(surname, self.scene)

    def with_particles(self, token: Token) -> Words:
        """A surname with the small words before it that the report's full name has too."""
        doc, start = token.doc, token.i
        while start and doc[start - 1].text in PARTICLES and key(doc[start - 1 : token.i + 1].text) in self.families:
            start -= 1
        return doc[start : token.i + 1]

    def known_part(self, word: str) -> Entity | None:
        """The only person of the report with this surname, None if there is none or several."""
        held = list(dict.fromkeys(entity for _, entity in self.by_last.get(key(word), ())))
        return held[0] if len(held) == 1 else None

    def known_first(self, word: str) -> Entity | None:
        """The only person of the report with this first name, None if there is none or several."""
        held = list(dict.fromkeys(entity for _, entity in self.by_first.get(key(word), ())))
        return held[0] if len(held) == 1 else None


def key(*words: str) -> str:
    """Words of a name without accents, case and hyphens."""
    return fold(" ".join(words)).lower()


def _families(words: tuple[str, ...]) -> list[str]:
    """The surnames with particles that end a full name: "von der Leyen", "der Leyen" of "Ursula von der Leyen"."""
    return [key(*words[start:]) for start in range(1, len(words) - 1) if words[start].lower() in PARTICLES]


def _royal_before(name: Name) -> bool:
    """Whether a royal title stands right before the name; then its one word is no commoner's first name."""
    return name.spot.start > 0 and name.doc[name.spot.start - 1].lower_ in ROYAL


def _honorific_gender(name: Name, scene: Scene) -> Gender | None:
    if name.spot.start == 0:
        return None
    return scene.roles.honorifics.get(name.doc[name.spot.start - 1].lower_)
