"""Descriptions without a title of the tables: nouns that introduced somebody, persons under discussion, and their staffs."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from communique.actor.clause import acting, speaks
from communique.actor.memory import Memory
from communique.actor.offices import country_agrees
from communique.actor.scene import Entity, Scene
from communique.actor.titles import Phrase, read_phrase
from communique.model.actor import ActorKind
from communique.parse import span_of
from communique.resources.vocabulary import wordlist


def called_before(scene: Scene, known: Iterable[Phrase], loose: Iterable[Phrase]) -> list[Phrase]:
    """Speakers called by a noun of no list with which the report introduced somebody: "pollster Orsk ... the pollster said"."""
    taken = {span_of(phrase.head) for phrase in (*known, *loose)}
    nouns = {noun for entity in scene.entities if entity.person and entity.named for noun in entity.nouns}
    found = []
    for number, doc in scene.docs():
        for token in doc:
            if token.tag_ == "NN" and token.lemma_.lower() in nouns and speaks(token):
                phrase = read_phrase(token, scene, number=number)
                if span_of(token) not in taken and phrase.determiner in {"the", "this"}:
                    found.append(phrase)
    return found


def staff_of(phrase: Phrase, memory: Memory) -> tuple[Entity, str] | None:
    """The body that works for a person and here acts for them: "Netanyahu's office said", and "the office" after it."""
    scene = memory.scene
    if not _acts(phrase.head, scene):
        return None
    if phrase.owner is not None and phrase.owner.person and phrase.owner.named:
        name, kind = f"{phrase.owner.name}'s {phrase.lemma}", _KINDS.get(phrase.lemma, "group")
        found = next((e for e in scene.entities if e.name == name and e.kind == kind), None)
        entity = found or scene.entity(Entity(name, kind, country=phrase.owner.country))
        entity.nouns.add(phrase.lemma)
        return entity, "staff"
    if phrase.determiner != "the" or len(phrase.words) > 1 or phrase.owner is not None:
        return None
    sentence = scene.sentence_index(phrase.span[0])
    again = memory.last(sentence, _FAR, lambda e: not e.person and not e.plural and phrase.lemma in e.nouns)
    return (again, "noun again") if again is not None else None


_KINDS: dict[str, ActorKind] = {"office": "body"}
"""What a staff is, if not a group."""
_FAR = 40
"""Sentences back over which "the campaign" points to the last one told of."""


def _acts(token: Token, scene: Scene) -> bool:
    """Whether the noun is the subject of a verb of speech or act, or what something is according to."""
    if token.dep_ == "pobj":
        return token.head.dep_ == "agent" or token.head.head.lower_ == "according"
    verb = token.head.lemma_
    return token.dep_ == "nsubj" and verb in scene.words.agent_verbs and verb not in _STATES


_STATES = wordlist("coreference", "state_verbs")


def foretold(phrase: Phrase, scene: Scene) -> tuple[Entity, str] | None:
    """Who a headline calls by a noun that the next sentences put beside a name: "Saudi prince mocks Orla"."""
    number = scene.sentence_index(phrase.span[0])
    whom = phrase.head.dep_ == "nsubj" or (phrase.country is not None and phrase.head.dep_ in {"dobj", "pobj"})
    if phrase.determiner or not whom or number < 0 or not _headline(number, scene):
        return None
    if phrase.lemma in _ENVOYS and phrase.country is not None:
        sent = [e for e in scene.entities if e.person and e.named and e.nouns & _ENVOYS and e.country == phrase.country]
        return (sent[0], "named next") if len(sent) == 1 else None
    coming = {d.entity for d in scene.drafts if 0 < d.sentence - number <= _NEXT and d.rule in _BESIDE and d.entity}
    held = [
        e
        for e in coming
        if e.person and e.named and phrase.lemma in e.nouns and country_agrees(phrase.country, e.country)
    ]
    return (held[0], "named next") if len(held) == 1 else None


_ENVOYS = wordlist("coreference", "accredited")
"""Words for whom one state sends to another, which take each other up: "Kardovian envoy summoned ... Ambassador Revik"."""
_NEXT = 2
"""Sentences behind a headline in which whom it describes is named."""
_BESIDE = frozenset({"title before name", "apposition"})


def _headline(number: int, scene: Scene) -> bool:
    return number == 0 or scene.parse.sentences[number].layer == "title"


def topic(phrase: Phrase, memory: Memory) -> tuple[Entity, str] | None:
    """The person under discussion whom a new description takes up: "Solenz visited Oslo ... The former nurse said".

    That is the only person who was a subject of the last sentence outside quotation marks. The description says
    something ("former"), and nothing that tells against them: no other title, country, gender or bearer.
    """
    scene, head = memory.scene, phrase.head
    number = scene.sentence_index(phrase.span[0])
    if phrase.determiner != "the" or head.dep_ not in {"nsubj", "nsubjpass"} or scene.quotation(phrase.span[0]) >= 0:
        return None
    if (len(phrase.words) < 2 and phrase.owner is None) or any(c.dep_ in _FURTHER for c in head.rights):
        return None
    before = _before(number, scene)
    if phrase.lemma in scene.words.sources or before is None or scene.parse.sentences[before].layer == "title":
        return None
    held = _subjects(before, memory)
    if len(held) != 1 or not _fits(phrase, held[0], scene):
        return None
    if any(phrase.lemma in other.nouns for other in scene.entities if other.person and other is not held[0]):
        return None
    own = scene.parse.sentences[number].tokens
    here = [scene.over(token) for token in own]
    return None if any(d is not None and d.entity is held[0] for d in here) else (held[0], "under discussion")


_FURTHER = frozenset({"prep", "relcl", "acl", "appos", "conj"})


def _before(number: int, scene: Scene) -> int | None:
    """The last sentence before that does not begin inside a quotation, at most a few back."""
    for before in range(number - 1, max(number - 2 - _NEXT, -1), -1):
        if scene.quotation(scene.parse.sentences[before].span[0]) < 0:
            return before
    return None


def _subjects(number: int, memory: Memory) -> list[Entity]:
    """The named persons who are subjects in a sentence, outside quotation marks."""
    found: list[Entity] = []
    for draft in memory.back(number, 0):
        entity = draft.entity
        if (
            draft.sentence == number
            and entity is not None
            and entity.person
            and acting(draft.head)
            and draft.quotation < 0
        ):
            found.append(entity)
    held = list(dict.fromkeys(found))
    return held if all(entity.named for entity in held) else []


def _fits(phrase: Phrase, entity: Entity, scene: Scene) -> bool:
    gender = scene.words.person_gender.get(phrase.lemma)
    if gender is not None and entity.gender is not None and gender != entity.gender:
        return False
    if (
        phrase.title
        and entity.titles
        and all(title.removeprefix("former ") != phrase.title for title, _ in entity.titles)
    ):
        return False
    return country_agrees(phrase.country, entity.country)
