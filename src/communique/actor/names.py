"""From spotted names to entities: label votes, full names and their parts, acronyms, states that stand for acts."""

from __future__ import annotations

from collections import Counter
from functools import partial

from spacy.tokens import Doc

from communique.actor.lexicon import Listed
from communique.actor.missed import missed, with_unmarked
from communique.actor.people import PARTICLES, Name, People, elsewhere_listed, famous, key, known_surnames, short_named
from communique.actor.scene import Draft, Entity, Scene
from communique.actor.sift import (
    SUFFIXES,
    a_name,
    chained,
    crowned,
    datelined,
    documents,
    headlined,
    nick_of,
    nicknamed,
    plain,
    stands,
    suffixed,
)
from communique.actor.spot import Spot, spots
from communique.model.actor import ActorKind
from communique.parse import span_of
from communique.resources.entries import fold
from communique.resources.vocabulary import wordlist


def find_names(scene: Scene) -> None:
    """Put every name of the report into the scene, with its entity."""
    names = [
        Name(spot, doc, number, _words(doc, spot), spot.label)
        for number, doc in scene.docs()
        for spot in map(partial(suffixed, doc), _spots(doc, scene))
        if (spot.listed is not None and not _in_a_title(doc, spot, scene))
        or a_name(doc, plain(doc, spot, scene), scene)
    ]
    papers = documents((doc for _, doc in scene.docs()), scene)
    names = [part for name in names if _somebodys(name, papers, scene) for part in _parted(name, names)]
    _vote(names, scene)
    names = with_unmarked(names, scene)
    people = People(scene)
    people.widen(names)
    for name in names:
        people.full(name)
    others: dict[str, Entity] = {}
    short: dict[str, Entity | None] = {}
    for name in names:
        listed = name.spot.listed
        entity, rule = people.entity(name)
        if entity is None and listed is not None and (meant := _shortened(name, listed, short, others)) is not None:
            entity, rule = meant, "acronym"
            entity.aliases.add(name.text)
        if entity is None and listed is not None:
            entity, rule = _listed(listed, others, scene), "table"
            if listed.sort in {"body", "outlet"} and name.text.replace("’", "'") != entity.name:
                entity.aliases.add(name.text)
        if entity is None:
            entity, rule = _unlisted(name, others, scene)
        if entity is not None:
            _add(scene, name, entity, rule)
            if len(name.words) > 1 and entity.kind not in {"person", "state"} and len(_initials(name.text)) > 1:
                known = short.setdefault(_initials(name.text), entity)
                short[_initials(name.text)] = entity if known is entity else None
    missed(scene, people)


def _parted(name: Name, names: list[Name]) -> list[Name]:
    """The name, or two if it joins persons of the report with a hyphen: "Second Revik-Solenz call"."""
    if name.spot.listed is not None or len(name.words) != 3 or name.words[1] not in {"-", "–"}:
        return [name]
    persons = [n for n in names if n is not name and (
        n.label == "PERSON" if n.spot.listed is None else n.spot.listed.sort == "person")]  # fmt: skip
    whole = any(len(other.words) > 3 and other.words[-3:] == name.words for other in persons)
    if whole or not {name.words[0], name.words[2]} <= {other.words[-1] for other in persons if "-" not in other.words}:
        return [name]
    start = name.spot.start
    return [
        Name(Spot(i, i + 1, "PERSON"), name.doc, name.number, (name.doc[i].text,), "PERSON") for i in (start, start + 2)
    ]


def _spots(doc: Doc, scene: Scene) -> list[Spot]:
    """The names of a block, each whole."""
    return chained(doc, nicknamed(doc, spots(doc, scene.index, partial(stands, scene)), scene), scene)


def _shortened(name: Name, listed: Listed, short: dict[str, Entity | None], others: dict[str, Entity]) -> Entity | None:
    """The body whose full name the report gave before with these initials, though the tables know another by the acronym."""
    if listed.sort not in {"body", "outlet"} or listed.id in others or not name.text.isupper() or len(name.words) > 1:
        return None
    return short.get(name.text) if len(name.text) > 2 else None


def _somebodys(name: Name, papers: frozenset[str], scene: Scene) -> bool:
    """Whether the name is a person's or a body's: no document's, no piece of a headline."""
    words = name.doc[name.spot.start : name.spot.end]
    if name.spot.listed is None and datelined(words, scene):
        name.label = "GPE"
    if name.spot.listed is not None or name.label == "PERSON":
        return True
    return name.text not in papers and not headlined(words, scene)


def _words(doc: Doc, spot: Spot) -> tuple[str, ...]:
    words = [doc[i].text for i in range(spot.start, spot.end)]
    start, end = nick_of(doc, spot)
    del words[start - spot.start : end - spot.start]
    while len(words) > 1 and (words[-1].lower() in SUFFIXES or words[-1] == ","):
        words.pop()
    return tuple(words)


def _vote(names: list[Name], scene: Scene) -> None:
    """Mend labels inside the report.

    A title or honorific makes a person, a full name makes its surname a person, and the label that most mentions of one
    text have wins.
    """
    titled: set[tuple[str, ...]] = set()
    for name in names:
        before = name.doc[name.spot.start - 1].lower_ if name.spot.start else ""
        if before in _SHIPS or name.words[0].lower() in _SHIPS:
            name.label = "PRODUCT"  # "USS Marta Orsk"
        if name.spot.listed is None and name.label == "GPE" and _firm_before(name, scene):
            name.label = "ORG"  # "the airline Orvia"
        if name.spot.listed is None and name.label != "PERSON" and _behind_office(name):
            titled.add(name.words)
            name.label = "PERSON"
        elif name.spot.listed is None and name.label != "PERSON" and (_titled(name, scene) or crowned(name.words)):
            name.label = "PERSON"
        elif name.spot.listed is None and name.label == "PERSON" and _acronym(name) and not _titled(name, scene):
            name.label = "ORG"
    called = {name.words for name in names if name.label == "PERSON" and _mister(name, scene)}
    for name in names:
        tails = (name.words[i:] for i in range(1, len(name.words)))
        if name.spot.listed is None and name.label != "PERSON" and any(tail in called for tail in tails):
            titled.add(name.words)
            name.label = "PERSON"  # "Marek de Orsk" of "Mr. de Orsk"
    _cut_headlines(names, scene)
    surnames, written = _surnames_of(names)
    for name in names:
        site = name.head.dep_ == "compound" and name.head.head.i == name.spot.end
        if name.spot.listed is None and name.label == "PERSON" and site and _site(name, names, scene):
            name.label = "FAC"  # "at the Ostrel residence"
    for name in names:
        if name.spot.listed is None and len(name.words) == 1 and name.label == "PERSON":
            name.spot.listed = _outlet(name, surnames, scene)
    for name in names:
        listed = name.spot.listed
        if listed is None or listed.sort == "person" or len(name.words) > 1 or _shape(name.words[0]) not in written:
            continue
        alone = name.head.dep_ not in {"amod", "compound", "nmod"}
        if (
            name.label == "PERSON"
            or (listed.sort in {"capital", "place"} and name.head.dep_ != "pobj")
            or (listed.sort == "adjective" and alone and name.head.pos_ == "PROPN")
            or (listed.sort == "outlet" and name.head.dep_ in {"nsubj", "nsubjpass"})
        ):
            name.label, name.spot.listed = (
                "PERSON",
                None,
            )  # a person called like a state or an outlet: Jordan, Paris, Fox
    _count(names, surnames, written, titled, scene)


def _firm_before(name: Name, scene: Scene) -> bool:
    """Whether a noun for a firm with its article stands right before the name: "the airline Orvia"."""
    doc, at = name.doc, name.spot.start - 1
    noun = doc[at].lower_ if at > 0 else ""
    return "firm" in scene.words.body_kind.get(noun, ()) and doc[at - 1].lower_ in {"the", "a", "an"}


def _mister(name: Name, scene: Scene) -> bool:
    """Whether "Mr." or "Ms." stands before the name."""
    before = name.doc[name.spot.start - 1].lower_ if name.spot.start else ""
    return before.endswith(".") and scene.roles.honorifics.get(before) is not None


def _site(name: Name, names: list[Name], scene: Scene) -> bool:
    """Whether a single word before a noun for a place names that place: nobody of the report is called so."""
    if len(name.words) > 1:
        return False
    words = [other.words for other in names if other.label == "PERSON" and name.words[0] in other.words]
    return name.head.head.lemma_ in scene.words.place_nouns and all(other == name.words for other in words)


def _behind_office(name: Name) -> bool:
    """Whether a full name stands behind an office and its state: "the President of Mongolia, Ukhnaagiin Khurelsukh"."""
    doc, at = name.doc, name.spot.start - 2
    if len(name.words) < 2 or at < 2 or doc[at + 1].text != "," or doc[at].pos_ != "PROPN":
        return False
    while at > 1 and doc[at].lower_ != "of" and (doc[at].pos_ == "PROPN" or doc[at].lower_ == "the"):
        at -= 1
    return doc[at].lower_ == "of" and doc[at - 1].lower_ in {"president", "minister", "chancellor", "king", "queen"}


def _outlet(name: Name, surnames: set[str], scene: Scene) -> Listed | None:
    """The outlet that the parse took for a person: its name is nobody's, by the report and by the tables."""
    word = name.words[0]
    if key(word) in surnames or _titled(name, scene) or scene.gazetteer.gender(word) is not None:
        return None
    if scene.gazetteer.surnames.get(fold(word)):
        return None
    return next((e for words, e in scene.index.get(word, ()) if words == (word,) and e.sort == "outlet"), None)


def _acronym(name: Name) -> bool:
    """Whether one word of capitals, among others that are not, is an acronym: no person's name."""
    word = name.words[0]
    alone = len(name.words) == 1 and word.isalpha() and word.isupper() and 2 < len(word) <= _ACRONYM
    near = name.doc[max(name.spot.start - 3, 0) : name.spot.end + 3]
    return alone and any(not token.is_upper for token in near if token.is_alpha)


_SHIPS = wordlist("names", "ships")
_ACRONYM = 6
"""Most letters of an acronym."""


def _surnames_of(names: list[Name]) -> tuple[set[str], set[str]]:
    """What the report's full names may be shortened to: as keys, and as the names have it but for accents."""
    full = [n for n in names if n.label == "PERSON" and len(n.words) > 1 and n.spot.listed is None]
    listed = [n for n in names if n.spot.listed is not None and n.spot.listed.sort == "person"]
    known = {word for n in listed if n.spot.listed is not None for word in known_surnames(n.spot.listed)}
    words = {n.words[-1] for n in (*full, *listed)} | {n.words[0] for n in full}
    return set(map(key, words)) | known, set(map(_shape, words)) | known  # "takaichi" of "Takaichi Sanae"


def _shape(word: str) -> str:
    return key(word).upper() if word.isupper() else key(word)


def _count(
    names: list[Name], surnames: set[str], written: set[str], titled: set[tuple[str, ...]], scene: Scene
) -> None:
    """Give each text that the tables do not hold the label that most of its mentions have; an office makes a person."""
    votes: dict[tuple[str, ...], Counter[str]] = {}
    loose = [name for name in names if name.spot.listed is None]
    for name in loose:
        votes.setdefault(name.words, Counter())[name.label] += 1
    for name in loose:
        cast, single = votes[name.words], len(name.words) == 1
        rest = sum(cast.values()) - cast["PERSON"]
        last = name.words[-1]
        shouted = last.isupper() and not elsewhere_listed(last, scene)
        called = _shape(last) in written or (key(last) in surnames and (shouted or cast["PERSON"] > 0))
        shortened = (single or name.words[0].lower() in PARTICLES) and called
        leads = (single and cast["PERSON"] > 0) or (not single and name.words[0] in PARTICLES)  # "el-Sisi"
        sure = shortened or (leads and famous(" ".join(name.words), scene) is not None)
        sure = sure or (single and short_named(last, scene) is not None)
        if sure or name.words in titled or cast["PERSON"] > rest:
            name.label = "PERSON"
        elif single and rest > cast["PERSON"] and name.label == "PERSON" and not _titled(name, scene):
            name.label = max((label for label in cast if label != "PERSON"), key=lambda label: (cast[label], label))


def _cut_headlines(names: list[Name], scene: Scene) -> None:
    """In a headline the parse takes capitalised words into the name: cut them off.

    Off a full name that the text gives without them ("Anton Revik Wows Delegates"), and a verb off a surname ("Revik Engages").
    """
    surnames = {n.words[-1] for n in names if len(n.words) > 1 and (n.label == "PERSON" or (
        n.spot.listed is not None and n.spot.listed.sort == "person"))}  # fmt: skip
    elsewhere = {n.words for n in names if n.label == "PERSON" and not _in_title(n, scene)}
    for name in names:
        if name.spot.listed is None and name.words not in elsewhere and _in_title(name, scene):
            size = max((size for size in range(2, len(name.words)) if name.words[:size] in elsewhere), default=0)
            if size:
                name.spot.end, name.words, name.label = name.spot.start + size, name.words[:size], "PERSON"
        if name.spot.listed is not None or len(name.words) != 2:
            continue
        first, second = name.words[0], name.doc[name.spot.start + 1]
        verb = second.pos_ == "VERB" or second.lower_.endswith("s")
        given = scene.gazetteer.gender(first) is not None or name.words in elsewhere
        if name.label == "PERSON" and (given or not verb or not _in_title(name, scene)):
            continue
        known = first in surnames or (verb and famous(first, scene) is not None)
        if known and not name.doc[name.spot.start].sent[-1].is_punct:
            name.spot.end, name.words, name.label = name.spot.start + 1, name.words[:1], "PERSON"


def _in_a_title(doc: Doc, spot: Spot, scene: Scene) -> bool:
    """Whether an outlet's name is only the start of a title: "The National" of "The National Security Advisors"."""
    if spot.listed is None or spot.listed.sort != "outlet":
        return False
    of = doc[spot.start - 1].lower_ if spot.start > 1 else ""
    if of in {"of", "for"} and doc[spot.start - 2].lower_ in {"minister", "ministry", "secretary"}:
        return True  # "Minister of Foreign Affairs"
    if doc[spot.end - 1].dep_ != "compound":
        return False
    head = doc[spot.end - 1].head
    return head.i >= spot.end and head.pos_ == "PROPN" and head.lower_.removesuffix("s") in scene.words.title_heads


def _in_title(name: Name, scene: Scene) -> bool:
    sentence = scene.parse.sentence_at(span_of(name.doc[name.spot.start])[0])
    return sentence is not None and (sentence.layer == "title" or not name.doc[name.spot.start].sent[-1].is_punct)


def _titled(name: Name, scene: Scene) -> bool:
    """Whether an honorific or a person's title stands right before the name."""
    if name.spot.start == 0:
        return False
    before = name.doc[name.spot.start - 1]
    return before.lower_ in scene.roles.honorifics or (
        before.lower_ in scene.words.title_heads
        and before.lower_ not in {"leader", "chief", "head", "official", "deputy", "executive"}
    )


def _listed(listed: Listed, others: dict[str, Entity], scene: Scene) -> Entity:
    place = listed.sort in {"place", "capital"}
    key = f"{listed.name}|place" if place else listed.id
    if key not in others:
        others[key] = scene.entity(
            Entity(listed.name, listed.kind, "" if place else listed.id, listed.country, place=place)
        )
    return others[key]


_KINDS: dict[str, ActorKind] = {"ORG": "body", "GPE": "state", "NORP": "group", "LOC": "state", "FAC": "body"}


def _unlisted(name: Name, others: dict[str, Entity], scene: Scene) -> tuple[Entity | None, str]:
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
        bodies = [entity for entity in others.values() if entity.kind in {"body", "firm"}]
        holders = [e for e in bodies if any(_shortens(name, whole, scene) for whole in (e.name, *e.aliases))]
        if len(dict.fromkeys(holders)) == 1:
            others[key] = holders[0]
            return holders[0], "name part"
    kind: ActorKind = _KINDS[name.label]
    if name.label == "ORG" and (name.words[-1].lower() in scene.words.firm_marks or _firm_before(name, scene)):
        kind = "firm"
    entity = scene.entity(Entity(key, kind, place=name.label in {"GPE", "LOC", "FAC"}))
    entity.country = _country_inside(name, scene)
    entity.plural = name.label == "NORP"
    others[key] = entity
    return entity, "name"


def _shortens(name: Name, whole: str, scene: Scene) -> bool:
    """Whether a word is a body's name cut short: its first word, or behind "the" the noun that it ends in ("the Council")."""
    if whole.startswith(name.text + " "):
        return True
    noun, start = name.text.lower(), name.spot.start
    led = start > 0 and name.doc[start - 1].lower_ == "the" and name.text[:1].isupper()
    return led and noun in scene.words.body_kind and whole.endswith(" " + name.text)


def _country_inside(name: Name, scene: Scene) -> str | None:
    """Country that a body's own name states: "Kardovian Defence Ministry"."""
    for word in name.words:
        for words, listed in scene.index.get(word, ()):
            if len(words) == 1 and listed.sort in {"adjective", "state"}:
                return listed.country
    return None


def _initials(text: str) -> str:
    return "".join(word[0] for word in text.split() if word[0].isupper())


def _add(scene: Scene, name: Name, entity: Entity, rule: str) -> None:
    tokens = name.doc[name.spot.start : name.spot.end]
    listed = name.spot.listed
    head = tokens.root
    modifier = listed is not None and listed.sort == "adjective" and head.dep_ in {"amod", "compound", "nmod"}
    span = span_of(tokens)
    scene.add(
        Draft(
            span,
            head,
            "name",
            entity,
            rule,
            scene.sentence_index(span[0]),
            modifier=modifier,
            quotation=scene.quotation(span[0]),
            doc=name.number,
        ),
        tokens,
    )
