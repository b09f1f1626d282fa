"""Names that the parse did not mark: full names of persons, surnames, other names of the report, states inside a token."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from communique.actor.clause import speaks
from communique.actor.people import PARTICLES, Name, People, elsewhere_listed, famous, key
from communique.actor.scene import Draft, Entity, Scene
from communique.actor.sift import stands
from communique.actor.spot import Spot, after_office
from communique.model import Span
from communique.parse import span_of


def with_unmarked(names: list[Name], scene: Scene) -> list[Name]:
    """The names and the full names of persons that the parse left unmarked, in text order.

    Such a run of capitalised words ends in what the report elsewhere has for the name of a person who speaks, or begins
    with a given name and speaks, or follows the state of an office ("President of Estonia Karin Tamm").
    """
    persons = [name for name in names if len(name.words) == 1 and name.label == "PERSON" and not name.spot.listed]
    single = {name.words[0] for name in persons if speaks(name.head)}
    taken = {(name.number, i): name.spot for name in names for i in range(name.spot.start, name.spot.end)}
    found = list(names)
    for number, doc in scene.docs():
        spots = [taken.get((number, i)) for i in range(len(doc))]
        for begin, end in _runs(doc):
            behind = next((i + 1 for i in reversed(range(begin, end)) if spots[i] is not None), begin)
            if begin < behind < end and end - behind <= _LONGEST and after_office(doc, behind, end, spots):
                words = tuple(token.text for token in doc[behind:end])
                found.append(Name(Spot(behind, end, "PERSON"), doc, number, words, "PERSON"))
                continue
            start = next((i for i in range(begin, end) if not _titles(doc[i], scene)), end)
            words = tuple(token.text for token in doc[start:end])
            if not words or len(words) > _LONGEST or any((number, i) in taken for i in range(start, end)):
                continue
            if begin < start and _bears_office(doc, start, end, scene):
                found.append(Name(Spot(start, end, "PERSON"), doc, number, words, "PERSON"))
                continue
            if len(words) < _FEWEST:
                continue
            acts = speaks(doc[start:end].root)
            if words[-1] in single or (acts and scene.gazetteer.gender(words[0]) is not None):
                found.append(Name(Spot(start, end, "PERSON"), doc, number, words, "PERSON"))
        led = filter(None, (_led_by_particles(token, scene) for token in doc if spots[token.i] is None))
        found += (Name(Spot(w.start, w.end, "PERSON"), doc, number, tuple(t.text for t in w), "PERSON") for w in led)
    return sorted(found, key=lambda name: (name.number, name.spot.start))


def _led_by_particles(token: Token, scene: Scene) -> Words | None:
    """A surname that speaks with the small words before it, if it is a leader's by the tables: "von der Leyen said"."""
    start = token.i
    while start and token.doc[start - 1].text in PARTICLES:
        start -= 1
    words = token.doc[start : token.i + 1]
    known = start < token.i and token.pos_ == "PROPN" and speaks(token) and famous(words.text, scene) is not None
    return words if known else None


def _bears_office(doc: Doc, start: int, end: int, scene: Scene) -> bool:
    """Whether a run stands between an office and its state: "Chancellor Weiss of Germany"."""
    state = next((token for token in doc[end + 1 : end + 3] if token.lower_ != "the"), None)
    office = doc[start - 1].lower_ in scene.words.title_heads
    return office and end < len(doc) and doc[end].lower_ == "of" and state is not None and state.ent_type_ == "GPE"


_FEWEST = 2
_LONGEST = 4
"""Most words of a full name."""


def _runs(doc: Doc) -> Iterator[tuple[int, int]]:
    """Longest runs of capitalised proper nouns."""
    start: int | None = None
    for token in doc:
        if token.pos_ == "PROPN" and token.text[:1].isupper() and not token.is_sent_start:
            start = token.i if start is None else start
            continue
        if start is not None:
            yield start, token.i
        start = token.i if token.pos_ == "PROPN" and token.text[:1].isupper() else None
    if start is not None:
        yield start, len(doc)


def _titles(token: Token, scene: Scene) -> bool:
    low = token.lower_
    return low in scene.roles.honorifics or low in scene.words.title_heads or low in scene.words.person_gender


def missed(scene: Scene, people: People) -> None:
    """Add the names that the parse did not mark.

    These are surnames of the report's persons, the report's other names where they act, and states inside one
    hyphenated token ("U.S.-led").
    """
    known: dict[str, Draft] = {}
    for draft in scene.drafts:
        if draft.entity is not None and not draft.modifier and draft.entity.kind != "group":
            known.setdefault(scene.parse.text(draft.span), draft)
    for number, doc in scene.docs():
        for token in doc:
            text = token.text
            if not text[0].isupper() or scene.over(token) is not None:
                continue
            start = span_of(token)[0]
            entity = _person(token, scene, people)
            if entity is not None:
                _add_name(scene, people.with_particles(token), entity, "surname", number)
            elif "-" in text:
                _add_states(scene, token, number)
        for start, end in _runs(doc):
            words = doc[start:end]
            same = known.get(words.text)
            if same is not None and _acts(words, scene) and not any(map(scene.over, words)):
                _add_name(scene, words, same.entity, same.rule, number)


def _acts(words: Words, scene: Scene) -> bool:
    """Whether the words are a subject, and no titles, document or noun for a body in capital letters."""
    common = words[0].lower_ in scene.words.body_kind or words[0].lower_ in scene.words.person_gender
    acting = words.root.dep_ in {"nsubj", "nsubjpass"} and not (len(words) == 1 and common)
    return acting and stands(scene, words.doc, words.start, words.end, "ORG")


def _person(token: Token, scene: Scene, people: People) -> Entity | None:
    """The person of the report whose surname, or if it speaks first name, the word is."""
    if token.pos_ != "PROPN" and not _headed(token, scene):
        return None
    entity = people.known_part(token.text) or (people.known_first(token.text) if speaks(token) else None)
    return None if entity is not None and _of_another(token, entity, scene) else entity


def _of_another(token: Token, entity: Entity, scene: Scene) -> bool:
    """Whether a surname in capitals ends somebody else's full name in capitals, or is a place's or a body's name."""
    before = token.nbor(-1) if token.i else token
    ends = before.is_upper and before.pos_ == "PROPN" and key(before.text) not in key(entity.name)
    return token.is_upper and (ends or (token.text not in entity.name and elsewhere_listed(token.text, scene)))


def _headed(token: Token, scene: Scene) -> bool:
    """Whether the parse may have taken a name for a common noun.

    So it does in headlines, with somebody who speaks, and where a sentence opens with a word that it does not know.
    """
    says = token.head.lemma_ in scene.words.speech_verbs
    opens = token.dep_ == "nsubj" and (says or (token.is_sent_start and not token.vocab.has_vector(token.lower_)))
    return token.pos_ == "NOUN" and token.tag_ == "NN" and (opens or not token.sent[-1].is_punct)


def _add_states(scene: Scene, token: Token, number: int) -> None:
    """Add the states that a hyphenated token names: "U.S.-led", "U.S.-UK"."""
    position = span_of(token)[0]
    for part in token.text.split("-"):
        listed = next((e for words, e in scene.index.get(part, ()) if words == (part,)), None)
        if listed is not None and listed.sort in {"state", "adjective"}:
            entity = next((e for e in scene.entities if e.key == listed.id), None) or scene.entity(
                Entity(listed.name, listed.kind, listed.id, listed.country)
            )
            _add_part(scene, token, (position, position + len(part)), entity, number)
        position += len(part) + 1


def _add_part(scene: Scene, token: Token, span: Span, entity: Entity, number: int) -> None:
    """Add a name that is a part of a token."""
    draft = Draft(span, token, "name", entity, "table", scene.sentence_index(span[0]))
    draft.modifier, draft.quotation, draft.doc = True, scene.quotation(span[0]), number
    scene.add(draft, (token,))


def _add_name(scene: Scene, words: Words, entity: Entity | None, rule: str, number: int) -> None:
    """Add a name of the report where the parse did not mark it."""
    span = span_of(words)
    draft = Draft(span, words.root, "name", entity, rule, scene.sentence_index(span[0]))
    draft.quotation, draft.doc = scene.quotation(span[0]), number
    scene.add(draft, words)
