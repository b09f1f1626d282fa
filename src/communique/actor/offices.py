"""Offices: who in the report has a title, by the report's own words or by the tables, and whom only a date can tell."""

from __future__ import annotations

from communique.actor.memory import Memory
from communique.actor.scene import Entity, Scene
from communique.actor.titles import Phrase, describe
from communique.parse import span_of
from communique.resources.entries import Office, Person, fold
from communique.resources.gazetteer import surnames
from communique.resources.romanised import same_word
from communique.resources.vocabulary import wordlist

CLOSE = 3
"""Sentences back over which a bare title ("the president") points to one of several who have it."""
_LEADING = frozenset({"president", "prime minister", "chancellor", "supreme leader", "monarch"})


def titled(phrase: Phrase, memory: Memory) -> tuple[Entity, str] | None:
    """Somebody whom the report gave this title ("President Xi Jinping" ... "the Chinese president")."""
    scene = memory.scene
    if not phrase.title or (phrase.title == "leader" and phrase.country is None):
        return None
    prefix = "former " if phrase.former else ""
    plain = _plain_titles(phrase, scene)
    titles = {prefix + title for title in plain}
    held = [
        entity
        for entity in scene.entities
        if entity.person
        and entity.named
        and _gender_agrees(phrase, entity, scene)
        and any(title in titles and country_agrees(phrase.country, country) for title, country in entity.titles)
    ]
    if len(held) > 1 or (held and phrase.country is None):
        others = partners(phrase, scene) | _in_line(phrase, scene)
        held = [entity for entity in held if entity not in others]
        if not held:
            return None
    if len(held) > 1:
        own = phrase.determiner == "the" and phrase.head.text[0].isupper() and phrase.country is None
        if own and phrase.head.tag_ == "NNP":
            first = {
                d.entity: d.span for d in sorted(scene.drafts, key=lambda d: d.span, reverse=True) if d.entity in held
            }
            return min(held, key=lambda e: first.get(e, (phrase.span[0], e.order))), "title in report"
        sentence = scene.sentence_index(phrase.span[0])
        last = memory.last(sentence, CLOSE, lambda e: e in held)
        return (last, "title in report") if last is not None and phrase.country is None else None
    if held:
        return (held[0], "title in report") if phrase.country is not None or _near(held[0], phrase, scene) else None
    if phrase.former:
        return _once_held(phrase, plain, scene)
    return _held(phrase, plain, scene) if phrase.country is not None else None


def _near(entity: Entity, phrase: Phrase, scene: Scene) -> bool:
    """Whether somebody is named before a title, or soon after it: not a colleague of whom the report tells at its end."""
    first = min((draft.span[0] for draft in scene.drafts if draft.entity is entity), default=phrase.span[0])
    return scene.sentence_index(first) - scene.sentence_index(phrase.span[0]) <= CLOSE


def _in_line(phrase: Phrase, scene: Scene) -> set[Entity]:
    """Those in line with the phrase, who are others: "the Secretary and the Foreign Minister"."""
    drafts = (scene.by_head(token) or scene.over(token) for token in phrase.head.conjuncts)
    return {draft.entity for draft in drafts if draft is not None and draft.entity is not None}


def partners(phrase: Phrase, scene: Scene) -> set[Entity]:
    """Whom the clause names besides its subject, the phrase: nobody "thanked President Revik" who is Revik."""
    if phrase.head.dep_ not in {"nsubj", "nsubjpass"}:
        return set()
    found = set()
    for child in phrase.head.head.rights:
        inner = (
            next((c for c in child.children if c.dep_ == "pobj"), None) if child.dep_ in {"prep", "agent"} else child
        )
        draft = scene.over(inner) if inner is not None else None
        if draft is not None and draft.entity is not None and draft.kind == "name" and draft.head == inner:
            found.add(draft.entity)
    return found


def _gender_agrees(phrase: Phrase, entity: Entity, scene: Scene) -> bool:
    """Whether the noun's gender and the person's may be one: "the queen" is no king, though both are monarchs."""
    gender = scene.words.person_gender.get(phrase.lemma)
    return gender is None or entity.gender is None or gender == entity.gender


def _plain_titles(phrase: Phrase, scene: Scene) -> tuple[str, ...]:
    return (*scene.roles.leader_titles(phrase.country), "leader") if phrase.title == "leader" else (phrase.title,)


def _held(phrase: Phrase, titles: tuple[str, ...], scene: Scene) -> tuple[Entity, str] | None:
    """The only person of the report who, by the tables, ever held the office."""
    held = [
        entity
        for entity in scene.entities
        if entity.person and entity.key and entity.country == phrase.country
        and not any(title.startswith("former") for title, _ in entity.titles)
        and any(o.title in titles and o.country == phrase.country
                for o in scene.gazetteer.by_person.get(entity.key, ()))
    ]  # fmt: skip
    return (held[0], "office held") if len(held) == 1 else None


def _once_held(phrase: Phrase, titles: tuple[str, ...], scene: Scene) -> tuple[Entity, str] | None:
    """The only person of the report who by the tables held the office and left it: "the former secretary of state"."""
    held = [
        entity
        for entity in scene.entities
        if entity.person and entity.key and country_agrees(phrase.country, entity.country)
        and any(o.title in titles and o.end is not None for o in scene.gazetteer.by_person.get(entity.key, ()))
    ]  # fmt: skip
    return (held[0], "office held") if len(held) == 1 else None


def known_holders(scene: Scene) -> None:
    """Give those whose name the tables write otherwise their row: "President John Marek Orsk" is the tables' John Orsk.

    The report must give them an office that the row held in that country, and all words of the one name stand in the other,
    also in another romanisation; a surname alone must be that of one holder only.
    """
    by_key = {entity.key: entity for entity in scene.entities if entity.key}
    for entity in [e for e in scene.entities if e.person and e.named and not e.key]:
        held = {row.person for title, country in entity.titles for row in _spells(title, country, entity.name, scene)}
        people = [person for id_ in held if isinstance(person := scene.gazetteer.entries.get(id_), Person)]
        alike = _one_name if len(_name_words(entity.name)) > 1 else _surname_of
        meant = [person for person in people if alike(entity.name, person)]
        if len(meant) != 1:
            continue
        known = by_key.get(meant[0].id)
        if known is None:
            entity.aliases.add(entity.name)
            entity.name, entity.key, entity.country = meant[0].name, meant[0].id, meant[0].country
            entity.gender = meant[0].gender or entity.gender
            by_key[entity.key] = entity
            continue
        for draft in scene.drafts:
            if draft.entity is entity:
                draft.entity = known
        known.aliases |= entity.aliases
        known.titles += [title for title in entity.titles if title not in known.titles]
        known.nouns |= entity.nouns
        entity.named = False


def _spells(title: str, country: str | None, name: str, scene: Scene) -> list[Office]:
    """Who ever held an office; where the report gives no country, those of the same first and last name."""
    if country is not None:
        return list(scene.gazetteer.by_office.get((title.removeprefix("former "), country), ()))
    if " " not in name:
        return []
    first, last = name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1]
    people = [p for p in scene.gazetteer.surnames.get(fold(last), ()) if fold(p.name).split()[0] == fold(first)]
    return [row for p in people for row in scene.gazetteer.by_person.get(p.id, ()) if row.title == title]


def _name_words(name: str) -> list[str]:
    return [word for word in fold(name).split() if word not in _PARTICLES]


def _surname_of(name: str, person: Person) -> bool:
    return any(same_word(surname, word) for surname in surnames(person) for word in _name_words(name))


def _one_name(name: str, person: Person) -> bool:
    """Whether all words of one full name stand in the other, or begin a word of it: "Ukhnaa" of "Ukhnaagiin".

    They begin alike, or are the same words in another order.
    """
    short, long = sorted((_name_words(name), _name_words(person.name)), key=len)
    if len(short) < 2 or (not same_word(short[0], long[0]) and len(short) != len(long)):
        return False
    ways = [(short, long)] if len(short) < len(long) else [(short, long), (long, short)]
    return any(all(any(_goes_on(word, other) for other in names) for word in name) for name, names in ways)


def _goes_on(word: str, other: str) -> bool:
    return same_word(word, other) or (len(word) >= _STEM and other.startswith(word))


_PARTICLES = wordlist("names", "particles")
_STEM = 5
"""Fewest letters of a word that may go on in another spelling of the name."""


def office(phrase: Phrase, scene: Scene) -> Entity | None:
    """Whoever holds an office that one person holds; settled once the report's date is known."""
    if not phrase.title or phrase.former or phrase.country is None:
        return None
    if phrase.title not in scene.roles.unique or phrase.owner is None or phrase.owner.kind == "person":
        return None
    key = (phrase.title, phrase.country)
    known = next((e for e in scene.entities if e.office == key), None)
    if known is not None:
        return known
    entity = scene.entity(Entity(wording(phrase, scene), "person", country=phrase.country, named=False, office=key))
    describe(entity, phrase, scene)
    return entity


def counterpart(phrase: Phrase, scene: Scene) -> None:
    """Read "his Russian counterpart": somebody with the title of "him" in the other country."""
    owner = None
    if phrase.owner_pronoun is not None:
        draft = scene.by_head(phrase.owner_pronoun)
        owner = draft.entity if draft is not None else None
    elif phrase.owner is not None and phrase.owner.kind == "person":
        owner = phrase.owner
    phrase.country = phrase.country if phrase.country and (owner is None or phrase.country != owner.country) else None
    if owner is None or phrase.country is None:
        return
    titles = [title for title, _ in owner.titles if not title.startswith("former")]
    if not titles:  # by the tables, where they know of one office alone
        held = {row.title for row in scene.gazetteer.by_person.get(owner.key, ()) if row.country == owner.country}
        titles = list(held) if owner.key and len(held) == 1 else []
    if not titles and owner.office is not None:
        titles = [owner.office[0]]
    phrase.title = titles[0] if titles else ""
    if phrase.title in _LEADING:
        phrase.title = "leader"
    states = [e for e in scene.entities if e.kind == "state" and e.country == phrase.country]
    phrase.owner = states[0] if states else None


def wording(phrase: Phrase, scene: Scene) -> str:
    """The phrase without its article and count, its owner by name: "diplomats" of "three diplomats", "Kenya's troops"."""
    counts = [token.right_edge.i + 1 for token in phrase.head.lefts if token.dep_ == "nummod" and phrase.plural]
    start = max((phrase.start, *(after for after in counts if after <= phrase.head.i)))
    text = scene.parse.text(span_of(phrase.head.doc[start : phrase.end]))
    owner = phrase.owner
    if owner is not None and owner.kind == "state" and phrase.owner_pronoun is not None and start == phrase.start:
        return " ".join(text.split()[1:])  # "his Omani counterpart"
    if phrase.owner_pronoun is not None and phrase.owner is not None and phrase.owner.name and start == phrase.start:
        return " ".join((f"{phrase.owner.name}'s", *text.split()[1:]))
    first, _, rest = text.partition(" ")
    return " ".join(
        (
            rest if first.lower() in {"a", "an", "the", "some", "this", "these", "those", "both"} and rest else text
        ).split()
    )


def country_agrees(one: str | None, two: str | None) -> bool:
    """Whether two countries may be one: equal, or one not said."""
    return one is None or two is None or one == two
