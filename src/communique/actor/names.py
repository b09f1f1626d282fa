"""From spotted names to entities: label votes, full names and their parts, acronyms, states that stand for acts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from communique.actor.lexicon import Listed
from communique.actor.scene import Draft, Entity, Gender, Scene
from communique.actor.spot import Spot, spots
from communique.model.actor import ActorKind
from communique.parse import span_of
from communique.resources.entries import Person, fold

_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "PhD", "MP"})
_PARTICLES = frozenset({"al", "bin", "ibn", "van", "von", "der", "de", "da", "di", "du", "dos", "del", "la", "le", "el", "ben"})


@dataclass(slots=True)
class _Name:
    spot: Spot
    doc: Doc
    number: int
    words: tuple[str, ...]
    label: str

    @property
    def text(self) -> str:
        """The name as written, on one line, without "Jr"."""
        return " ".join(self.doc[self.spot.start : self.spot.start + len(self.words)].text.split())

    @property
    def head(self) -> Token:
        return self.doc[self.spot.start : self.spot.end].root


def find_names(scene: Scene) -> None:
    """Put every name of the report into the scene, with its entity."""
    names = [
        _Name(spot, doc, number, _words(doc, spot), spot.label)
        for number, doc in scene.docs()
        for spot in spots(doc, scene.index)
        if spot.listed is not None or not _hyphened(doc, spot, scene)
    ]
    _vote(names, scene)
    people = _People(scene)
    for name in names:
        people.full(name)
    others: dict[str, Entity] = {}
    for name in names:
        listed = name.spot.listed
        entity, rule = people.entity(name)
        if entity is None and listed is not None:
            entity, rule = _listed(name, listed, others, scene), "table"
        if entity is None:
            entity, rule = _unlisted(name, others, scene)
        if entity is not None:
            _add(scene, name, entity, rule)
    _missed(scene, people)


def _hyphened(doc: Doc, spot: Spot, scene: Scene) -> bool:
    """Whether the entity is one word that only begins with a state's name ("U.S.-led")."""
    first, dash, _ = doc[spot.start].text.partition("-")
    return spot.end == spot.start + 1 and bool(dash) and any(words == (first,) for words, _ in scene.index.get(first, ()))


def _words(doc: Doc, spot: Spot) -> tuple[str, ...]:
    words = [doc[i].text for i in range(spot.start, spot.end)]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    return tuple(words)


def _vote(names: list[_Name], scene: Scene) -> None:
    """Mend labels inside the report: a title or honorific makes a person, a full name makes its surname a person, and
    the label that most mentions of one text have wins."""
    for name in names:
        if name.spot.listed is None and name.label != "PERSON" and _titled(name, scene):
            name.label = "PERSON"
    _cut_headlines(names)
    full = [n for n in names if n.label == "PERSON" and len(n.words) > 1]
    surnames = {n.words[-1] for n in full} | {n.words[0] for n in full if n.spot.listed is None and len(n.words) > 1}
    surnames |= {n.words[-1] for n in names if n.spot.listed is not None and n.spot.listed.sort == "person"}
    count: dict[tuple[str, ...], Counter[str]] = {}
    for name in names:
        if name.spot.listed is None:
            count.setdefault(name.words, Counter())[name.label] += 1
    for name in names:
        listed = name.spot.listed
        if listed is None or listed.sort == "person" or name.words[-1] not in surnames or len(name.words) > 1:
            continue
        if name.label == "PERSON" or (listed.sort in {"capital", "place"} and name.head.dep_ != "pobj"):
            name.label = "PERSON"
            name.spot.listed = None  # a person who is called like a state: Jordan, Chad, Paris
    for name in names:
        if name.spot.listed is not None or name.label == "PERSON":
            continue
        votes = count[name.words]
        if len(name.words) == 1 and name.words[0] in surnames:
            name.label = "PERSON"
        elif votes["PERSON"] > sum(votes.values()) / 2:
            name.label = "PERSON"
    for name in names:
        votes = count.get(name.words, Counter())
        rest = sum(votes.values()) - votes["PERSON"]
        lone = name.spot.listed is None and name.label == "PERSON" and len(name.words) == 1 and name.words[0] not in surnames
        if lone and rest > votes["PERSON"] and not _titled(name, scene):
            name.label = max((label for label in votes if label != "PERSON"), key=lambda label: (votes[label], label))


def _cut_headlines(names: list[_Name]) -> None:
    """In a headline the parse takes a capitalised verb into the name ("Revik Engages"): cut it off the surname."""
    surnames = {n.words[-1] for n in names if len(n.words) > 1 and (n.label == "PERSON" or (
        n.spot.listed is not None and n.spot.listed.sort == "person"))}  # fmt: skip
    for name in names:
        if name.spot.listed is not None or len(name.words) != 2 or name.words[0] not in surnames:
            continue
        if not name.doc[name.spot.start].sent[-1].is_punct and name.label != "PERSON":
            name.spot.end, name.words, name.label = name.spot.start + 1, name.words[:1], "PERSON"


def _titled(name: _Name, scene: Scene) -> bool:
    """Whether an honorific or a person's title stands right before the name."""
    if name.spot.start == 0:
        return False
    before = name.doc[name.spot.start - 1]
    return before.lower_ in scene.roles.honorifics or (
        before.lower_ in scene.words.title_heads and before.lower_ not in {"leader", "chief", "head", "official", "deputy", "executive"}
    )


_LEADING = frozenset({"president", "prime minister", "chancellor", "supreme leader", "foreign minister", "monarch"})


def _gender_of(listed: Listed) -> Gender | None:
    return listed.entry.gender if isinstance(listed.entry, Person) else None


class _People:
    """The persons of the report, by full name and by its parts."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.by_key: dict[str, Entity] = {}
        self.by_words: dict[tuple[str, str], Entity] = {}
        self.by_last: dict[str, list[tuple[int, Entity]]] = {}
        self.by_first: dict[str, list[tuple[int, Entity]]] = {}
        self.single: dict[str, Entity] = {}
        self.clock = 0
        self.of: dict[int, Entity] = {}

    def full(self, name: _Name) -> None:
        """Take in a full name: two words and more, or one that the tables know in full."""
        listed = name.spot.listed
        if listed is not None and listed.sort != "person":
            return
        if listed is None and (name.label != "PERSON" or len(name.words) < 2):
            return
        self.clock += 1
        entity = self._known(name, listed)
        if entity.gender is None:
            entity.gender = _honorific_gender(name, self.scene) or self.scene.gazetteer.gender(name.words[0])
        entity.aliases.add(name.text)
        for last in _surnames(name.words):
            self.by_last.setdefault(last, []).append((self.clock, entity))
        self.by_first.setdefault(name.words[0], []).append((self.clock, entity))
        self.of[id(name)] = entity

    def _known(self, name: _Name, listed: Listed | None) -> Entity:
        ends = (name.words[0], name.words[-1])
        if listed is not None:
            entity = self.by_key.get(listed.id) or self.by_words.get(ends)
            if entity is None:
                entity = self.scene.entity(Entity(listed.name, "person", listed.id, listed.country, _gender_of(listed)))
            self.by_key[listed.id] = entity
        else:
            entity = self.by_words.get(ends)
            if entity is None:
                entity = self.scene.entity(Entity(name.text, "person"))
        if len(name.words) > 1:
            self.by_words.setdefault(ends, entity)
        return entity

    def entity(self, name: _Name) -> tuple[Entity | None, str]:
        """The person that the name means, None if it means no person."""
        if id(name) in self.of:
            return self.of[id(name)], "full name"
        if name.spot.listed is not None or name.label != "PERSON":
            return None, ""
        found = self._part(name) or self._famous(name)
        if found is not None:
            return found, "surname"
        key = name.text
        if key not in self.single:
            entity = self.scene.entity(Entity(key, "person"))
            entity.gender = _honorific_gender(name, self.scene) or self.scene.gazetteer.gender(name.words[0])
            self.single[key] = entity
        return self.single[key], "full name"

    def _part(self, name: _Name) -> Entity | None:
        """The person whose surname (else first name) this is; if several have it, the gender of "Mr" or "Mrs" decides."""
        word = name.words[-1]
        for table in (self.by_last, self.by_first):
            held = list(dict.fromkeys(entity for _, entity in table.get(word, ())))
            gender = _honorific_gender(name, self.scene)
            if gender is not None:
                held = [entity for entity in held if entity.gender in {None, gender}]
            if len(held) == 1:
                if held[0].gender is None:
                    held[0].gender = gender
                return held[0]
            if held:
                return self._nearest(name, held)
        return None

    def _nearest(self, name: _Name, held: list[Entity]) -> Entity:
        """Of several persons with one surname the one called by it alone last, else the one named last before this
        place, else the first of the report."""
        before = [d for d in self.scene.drafts if d.entity in held]
        alone = [d for d in before if d.rule == "surname"]
        last = (alone or before)[-1:]
        return last[0].entity or held[0] if last else held[0]

    def _famous(self, name: _Name) -> Entity | None:
        """The only person of the tables with this surname who ever led a state or its foreign affairs."""
        if len(name.words) > 1:
            return None
        gazetteer = self.scene.gazetteer
        held = [
            person
            for person in gazetteer.surnames.get(fold(name.words[0]), ())
            if any(office.title in _LEADING for office in gazetteer.by_person.get(person.id, ()))
        ]
        if len(held) != 1:
            return None
        person = held[0]
        if person.id not in self.by_key:
            self.by_key[person.id] = self.scene.entity(
                Entity(person.name, "person", person.id, person.country, person.gender)
            )
        return self.by_key[person.id]

    def known_part(self, word: str) -> Entity | None:
        """The only person of the report with this surname, None if there is none or several."""
        held = list(dict.fromkeys(entity for _, entity in self.by_last.get(word, ())))
        return held[0] if len(held) == 1 else None


def _surnames(words: tuple[str, ...]) -> list[str]:
    """What a person may be called by later: the last word, with its particles too; the first word of a Chinese or
    Korean order of names is found through the first-name table."""
    found = [words[-1]]
    if "-" in words:
        found.append(words[-1])
    if len(words) > 2 and words[-2].lower() in _PARTICLES:
        found.append(" ".join(words[-2:]))
    return found


def _honorific_gender(name: _Name, scene: Scene) -> Gender | None:
    if name.spot.start == 0:
        return None
    return scene.roles.honorifics.get(name.doc[name.spot.start - 1].lower_)


def _listed(name: _Name, listed: Listed, others: dict[str, Entity], scene: Scene) -> Entity:
    place = listed.sort in {"place", "capital"}
    key = f"{listed.name}|place" if place else listed.id
    if key not in others:
        others[key] = scene.entity(
            Entity(listed.name, listed.kind, "" if place else listed.id, listed.country, place=place)
        )
    return others[key]


_KINDS: dict[str, ActorKind] = {"ORG": "body", "GPE": "state", "NORP": "group", "LOC": "state", "FAC": "body"}


def _unlisted(name: _Name, others: dict[str, Entity], scene: Scene) -> tuple[Entity | None, str]:
    """Entity of a name that the tables do not hold; an acronym joins the body whose initials it gives."""
    if name.label not in _KINDS:
        return None, ""
    key = name.text
    if name.label == "NORP" and name.head.pos_ == "ADJ":
        return None, ""
    if key in others:
        return others[key], "name"
    if key.isupper() and 2 <= len(key) <= 7:
        for text, entity in others.items():
            if entity.kind != "state" and _initials(text) == key.replace(".", ""):
                others[key] = entity
                entity.aliases.add(key)
                return entity, "acronym"
    if len(name.words) == 1 and name.label == "ORG":
        holders = [e for text, e in others.items() if text.startswith(key + " ") and e.kind in {"body", "firm"}]
        if len(dict.fromkeys(holders)) == 1:
            others[key] = holders[0]
            return holders[0], "name part"
    kind: ActorKind = _KINDS[name.label]
    if name.label == "ORG" and name.words[-1].lower() in scene.words.firm_marks:
        kind = "firm"
    entity = scene.entity(Entity(key, kind, place=name.label in {"GPE", "LOC", "FAC"}))
    entity.country = _country_inside(name, scene)
    entity.plural = name.label == "NORP"
    others[key] = entity
    return entity, "name"


def _country_inside(name: _Name, scene: Scene) -> str | None:
    """Country that a body's own name states: "Kardovian Defence Ministry"."""
    for word in name.words:
        for words, listed in scene.index.get(word, ()):
            if len(words) == 1 and listed.sort in {"adjective", "state"}:
                return listed.country
    return None


def _initials(text: str) -> str:
    return "".join(word[0] for word in text.split() if word[0].isupper())


def _add(scene: Scene, name: _Name, entity: Entity, rule: str) -> None:
    tokens = name.doc[name.spot.start : name.spot.end]
    listed = name.spot.listed
    head = tokens.root
    modifier = listed is not None and listed.sort == "adjective" and head.dep_ in {"amod", "compound", "nmod"}
    span = span_of(tokens)
    scene.add(
        Draft(
            span, head, "name", entity, rule, scene.sentence_index(span[0]), modifier=modifier,
            quotation=scene.quotation(span[0]), doc=name.number,
        ),
        tokens,
    )


def _missed(scene: Scene, people: _People) -> None:
    """Surnames of the report's persons that the parse did not mark ("Xi" in a headline), and hyphenated names
    inside one token ("U.S.-led")."""
    index = scene.index
    for number, doc in scene.docs():
        for token in doc:
            text = token.text
            if not text[0].isupper() or scene.over(token) is not None:
                continue
            entity = people.known_part(text) if token.pos_ == "PROPN" else None
            end = len(text)
            rule = "surname"
            if entity is None and "-" in text:
                end = text.index("-")
                listed = next((e for words, e in index.get(text[:end], ()) if words == (text[:end],)), None)
                if listed is not None and listed.sort in {"state", "adjective"}:
                    entity = next((e for e in scene.entities if e.key == listed.id), None) or scene.entity(
                        Entity(listed.name, listed.kind, listed.id, listed.country)
                    )
                    rule = "table"
            if entity is None:
                continue
            start = span_of(token)[0]
            scene.add(
                Draft(
                    (start, start + end), token, "name", entity, rule, scene.sentence_index(start),
                    modifier=end < len(text), quotation=scene.quotation(start), doc=number,
                ),
                (token,),
            )
