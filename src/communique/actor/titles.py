"""Title phrases: "Russian President", "China's top diplomat", "the former head of the agency".

A phrase is read by position, not by the parse alone: before a name the parser hangs title words on the name. Three ties
need no memory and are made here: a title right before a name, an apposition, and a statement of identity ("X is/was
elected/served as the president").
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from communique.actor.scene import Draft, Entity, Scene
from communique.model import Span
from communique.parse import negated, span_of
from communique.resources.vocabulary import wordlist

_FORMER = wordlist("coreference", "former")
_DEFINITE = wordlist("function_words", "definite") | {"both"}
_LEFT = frozenset({"compound", "amod", "nmod", "punct", "nummod", "advmod"})
_IDENTITY = frozenset({"be", "become", "remain"})
_AS_VERBS = wordlist("coreference", "as_verbs")


@dataclass(slots=True)
class Phrase:
    """A phrase headed by a noun for a person or body.

    `title` is the plain title it counts as, "" if none; `owner` the actor it belongs to ("China's", "of Gazprom");
    `owner_pronoun` the pronoun in that place ("his"). `determiner` is lower case, "" if none.
    """

    head: Token
    start: int
    end: int
    lemma: str
    title: str = ""
    words: tuple[str, ...] = ()
    country: str | None = None
    owner: Entity | None = None
    owner_pronoun: Token | None = None
    determiner: str = ""
    plural: bool = False
    former: bool = False
    number: int = 0

    @property
    def span(self) -> Span:
        """Report span of the phrase up to its head and "of" part."""
        return span_of(self.head.doc[self.start : self.end])

    @property
    def definite(self) -> bool:
        """Whether the phrase points at somebody known."""
        owned = self.owner is not None or self.owner_pronoun is not None
        return owned or self.determiner in _DEFINITE


def noun_of(token: Token, scene: Scene) -> str:
    """The noun of a token in the singular, also where the parse took a capitalised plural title for a name."""
    lemma: str = "media" if token.lower_ == "media" else token.lemma_.lower()
    if token.pos_ == "PROPN" and lemma.endswith("s") and lemma[:-1] in scene.words.title_heads:
        return lemma[:-1]
    return lemma


def read_phrase(head: Token, scene: Scene, *, number: int = 0) -> Phrase:
    """Read the phrase around a head noun."""
    lemma = noun_of(head, scene)
    plural = head.tag_ in {"NNS", "NNPS"} or lemma != head.lemma_.lower()
    phrase = Phrase(head, head.i, head.i + 1, lemma, plural=plural, number=number)
    words = _left(phrase, scene)
    _right(phrase, scene, words)
    if phrase.owner is not None and phrase.country is None:
        phrase.country = phrase.owner.country
    if not phrase.determiner and _under_one_article(phrase, scene):
        phrase.determiner = "the"
    phrase.words = tuple(words)
    if head.lower_ in words:
        words[words.index(head.lower_)] = phrase.lemma
    phrase.title = _plain(words, phrase.lemma, phrase.country, scene)
    return phrase


def _left(phrase: Phrase, scene: Scene) -> list[str]:
    """Walk left over the phrase's words; returns those that are neither country nor determiner."""
    doc, position, words = phrase.head.doc, phrase.head.i - 1, [phrase.head.lower_]
    while position >= 0 and not doc[position].is_sent_end:
        token = doc[position]
        if token.text in {" ", "\xa0"}:
            position -= 1
            continue
        name = scene.over(token)
        if name is not None:
            if name.entity is None or not (name.modifier or token.head.i >= position):
                break
            serving = phrase.lemma in scene.words.staffs or phrase.lemma in {"administration", "government", "regime"}
            if name.entity.kind == "person" and not serving:
                break
            tailed = name.span[1] < span_of(token)[1] or doc[position + 1].text in {"-", "–"}
            if phrase.owner is None and not tailed:
                phrase.owner, phrase.country = name.entity, name.entity.country
            phrase.start = _start_of(name, position)
            position = phrase.start - 1
            if position >= 0 and (doc[position].text in {"-", "–"} or name.head.dep_ == "poss"):
                break
            continue
        if token.tag_ == "POS":
            _possessor(phrase, scene, position)
            break
        if token.tag_ == "PRP$":
            phrase.owner_pronoun, phrase.start, phrase.determiner = token, position, token.lower_
            break
        if token.pos_ == "DET" and token.dep_ != "mark":
            phrase.determiner, phrase.start = token.lower_, position
            break
        joined = doc[position + 1].text in {"-", "–"} and token.pos_ in {"NOUN", "ADJ", "ADV"}  # "self-described"
        if token.dep_ not in _LEFT and not joined:
            break
        if token.pos_ in {"VERB", "ADP", "CCONJ"} and token.tag_ not in {"VBN", "VBG"}:
            break
        if (token.is_punct and token.text not in {"-", "–"}) or token.is_space or token.lower_ == "now":
            break
        words.insert(0, token.lower_)
        phrase.former = phrase.former or token.lower_ in _FORMER
        phrase.start = position
        position -= 1
    return words


def _start_of(name: Draft, position: int) -> int:
    """First token of the name that covers the token at `position`."""
    tokens = name.head.doc
    start = position
    offset = span_of(tokens[0])[0] - tokens[0].idx
    while start > 0 and tokens[start - 1].idx + offset >= name.span[0]:
        start -= 1
    return start


def _possessor(phrase: Phrase, scene: Scene, position: int) -> None:
    """Take the possessor that ends right before the mark at `position`."""
    doc = phrase.head.doc
    if position == 0:
        return
    name = scene.over(doc[position - 1])
    phrase.determiner = "'s"
    if name is not None and name.entity is not None:
        phrase.owner = name.entity
        phrase.country = name.entity.country
        phrase.start = _start_of(name, position - 1)
        if phrase.start > 0 and doc[phrase.start - 1].lower_ == "the":
            phrase.start -= 1


def _right(phrase: Phrase, scene: Scene, words: list[str]) -> None:
    """Take in "of ..." and "for ..." parts: an owner, or words of the title ("secretary of state")."""
    for child in phrase.head.rights:
        if child.dep_ == "prep" and child.lower_ == "from" and child.i == phrase.end:
            _origin(phrase, child, scene)
            return
        if child.dep_ != "prep" or child.lower_ not in {"of", "for"} or child.i != phrase.end:
            continue
        inner = next((token for token in child.children if token.dep_ == "pobj"), None)
        if inner is None:
            return
        name = scene.over(inner)
        if name is not None and (state := _glued(child, name, scene)) is not None:
            name, inner = state
        if name is not None and name.entity is not None and name.entity.kind != "person":
            if phrase.owner is None:
                phrase.owner, phrase.country = name.entity, name.entity.country
            phrase.end = inner.i + 1
        elif name is None and inner.i - phrase.head.i <= 4:
            _land(phrase, inner, scene)
            words += [token.lower_ for token in phrase.head.doc[child.i : inner.i + 1]]
            phrase.end = inner.i + 1
            _further_field(phrase, scene)
        return


def _land(phrase: Phrase, place: Token, scene: Scene) -> None:
    """The country of "a resident of Kardovia's Ostrel region": theirs, but nothing that they belong to."""
    owner = next((scene.over(child) for child in place.children if child.dep_ == "poss"), None)
    state = owner.entity if owner is not None else None
    if place.lemma_ in scene.words.place_nouns and state is not None and state.kind == "state" and not phrase.country:
        phrase.country = state.country


def _further_field(phrase: Phrase, scene: Scene) -> None:
    """Take in further fields of an office up to its state: "Minister of Foreign Affairs *and Cooperation of Oman*"."""
    doc, at = phrase.head.doc, phrase.end
    while at < len(doc) and at - phrase.end <= _FIELD and scene.over(doc[at]) is None:
        token = doc[at]
        if token.lower_ == "of":
            at += 1 + (at + 1 < len(doc) and doc[at + 1].lower_ == "the")
            state = scene.over(doc[at]) if at < len(doc) else None
            if phrase.owner is None and state is not None and state.entity is not None and state.entity.kind == "state":
                phrase.owner, phrase.country = state.entity, state.entity.country
                phrase.end = at + 1
            return
        if not (token.lower_ == "and" or token.text == "," or token.text[:1].isupper()):
            return
        if token.lower_ in scene.words.title_heads:
            return
        at += 1


_FIELD = 8
"""Most words of an office's further fields."""


def _glued(of: Token, person: Draft, scene: Scene) -> tuple[Draft, Token] | None:
    """The state, with its last word, that the parser took into the name behind it: "President of Chile Ana Lima"."""
    following = (token for token in of.doc[of.i + 1 :] if token.lower_ != "the")
    last, state = of, None
    for token in following:
        name = scene.over(token)
        if name is None or name is person or (state is not None and name is not state):
            break
        last, state = token, name
    if state is None or state.entity is None or state.entity.kind != "state" or scene.over(last.nbor()) is not person:
        return None
    return state, last


def _origin(phrase: Phrase, preposition: Token, scene: Scene) -> None:
    """The country of "officials from Kardovia": theirs, but nothing that they belong to."""
    inner = next((token for token in preposition.children if token.dep_ == "pobj"), None)
    name = scene.over(inner) if inner is not None else None
    speaks = phrase.lemma in scene.words.sources or phrase.lemma in scene.words.groups
    if speaks and name is not None and name.entity is not None and phrase.country is None:
        phrase.country = name.entity.country


def _plain(words: list[str], lemma: str, country: str | None, scene: Scene) -> str:
    """The plain title of the longest run of words with the head in it that the tables know."""
    text = [word for word in words if word not in {"-", "–"}]
    for start in range(len(text)):
        for end in range(len(text), start, -1):
            if lemma not in text[start:end]:
                continue
            wording = " ".join(text[start:end])
            if (found := scene.roles.office(wording, country)) is not None:
                return found
            if country is None and wording in _ELSEWHERE:
                return _ELSEWHERE[wording]
    return ""


_ELSEWHERE = {"secretary of state": "foreign minister"}
"""Titles of one state only that reports also write without it."""


def tie_phrase(phrase: Phrase, scene: Scene) -> Draft | None:
    """Tie a phrase to a name beside it: before it, in apposition, or by a statement of identity."""
    found = _before_name(phrase, scene)
    rule = "title before name"
    if found is None:
        found, rule = _apposed(phrase, scene), "apposition"
    if found is None:
        found, rule = _called(phrase, scene), "called"
    if found is None:
        found, rule = _identified(phrase, scene), "identity"
    if found is None or found.entity is None:
        return None
    entity = found.entity
    is_person = phrase.lemma in scene.words.person_gender or not _for_bodies(phrase, scene)
    if is_person != (entity.kind == "person") or phrase.plural != entity.plural:
        return None
    if rule == "title before name" and phrase.country is None and (state := _state_behind(found, scene)) is not None:
        phrase.owner, phrase.country = state, state.country
    describe(entity, phrase, scene)
    if rule == "title before name" and (first := _first_of_two(phrase, scene)) is not None:
        describe(entity, first, scene)
    return draft_of(phrase, scene, entity, rule)


def _for_bodies(phrase: Phrase, scene: Scene) -> bool:
    return phrase.lemma in scene.words.body_kind or phrase.lemma in scene.words.composed


def _under_one_article(phrase: Phrase, scene: Scene) -> bool:
    """Whether a title stands in line under another's article: "The President and Prime Minister agreed"."""
    head, first = phrase.head, phrase.head.head
    doc, before = head.doc, phrase.start - 1
    if head.dep_ != "conj" or head.pos_ != "PROPN" or phrase.plural or before < 1 or doc[before].lower_ != "and":
        return False
    held = first.i == before - 1 and first.lemma_.lower() in scene.words.title_heads and scene.over(first) is None
    return held and any(child.lower_ == "the" for child in first.children if child.dep_ == "det")


def _first_of_two(phrase: Phrase, scene: Scene) -> Phrase | None:
    """The title that stands in line before another of one person: "Crown Prince and Prime Minister Omar Said"."""
    doc, at = phrase.head.doc, phrase.start - 2
    if at < 0 or doc[at + 1].lower_ != "and":
        return None
    head = doc[at]
    titled = head.pos_ == "PROPN" and head.lemma_.lower() in scene.words.title_heads and scene.over(head) is None
    first = read_phrase(head, scene, number=phrase.number) if titled else None
    return first if first is not None and first.title and not first.determiner else None


def describe(entity: Entity, phrase: Phrase, scene: Scene) -> None:
    """Let the entity learn what the phrase says of it: title, country, gender, noun."""
    entity.nouns.add(phrase.lemma)
    if entity.country is None and phrase.owner is not None and not entity.key:
        entity.country = phrase.country
    if phrase.title:
        title = ("former " if phrase.former else "") + phrase.title
        pair = (title, phrase.country or entity.country)
        if pair not in entity.titles:
            entity.titles.append(pair)
    gender = scene.words.person_gender.get(phrase.lemma)
    if entity.gender is None and entity.kind == "person" and gender in {"f", "m"}:
        entity.gender = "f" if gender == "f" else "m"


def draft_of(phrase: Phrase, scene: Scene, entity: Entity | None, rule: str) -> Draft:
    """Put the phrase into the scene as a mention."""
    span = phrase.span
    draft = Draft(
        span,
        phrase.head,
        "title" if phrase.lemma in scene.words.title_heads else "nominal",
        entity,
        rule,
        scene.sentence_index(span[0]),
        quotation=scene.quotation(span[0]),
        doc=phrase.number,
    )
    draft.owned = phrase.owner_pronoun is not None
    return scene.add(draft)


def _before_name(phrase: Phrase, scene: Scene) -> Draft | None:
    doc = phrase.head.doc
    at = phrase.end
    styles = scene.roles.honorifics.keys() - scene.words.title_heads
    while at + 1 < len(doc) and scene.over(doc[at]) is None and (doc[at].lower_ in styles or _marked(doc, at, styles)):
        at += 1
    if at >= len(doc) or phrase.plural:
        return None
    name = scene.over(doc[at])
    if name is None or name.entity is None or name.span[0] != span_of(doc[at])[0]:
        return None
    outlet = name.entity.kind == "outlet" and "outlet" in scene.words.body_kind.get(phrase.lemma, ())
    return name if name.entity.kind == "person" or outlet else None


def _marked(doc: Doc, at: int, styles: Container[str]) -> bool:
    """Whether a mark ends a style: the one of "Dato' Orsk"."""
    return doc[at].text in {"'", "’"} and doc[at - 1].lower_ in styles


def _state_behind(name: Draft, scene: Scene) -> Entity | None:
    """The state behind the name of who bears a title: "President Omar Said of Oman"."""
    doc, at = name.head.doc, name.head.i + 1
    while at < len(doc) and scene.over(doc[at]) is name:
        at += 1
    if at >= len(doc) or doc[at].lower_ != "of":
        return None
    at += 1 + (at + 1 < len(doc) and doc[at + 1].lower_ == "the")
    place = scene.over(doc[at]) if at < len(doc) else None
    state = place.entity if place is not None and place.span[0] == span_of(doc[at])[0] else None
    return state if state is not None and state.kind == "state" and not state.place else None


def _apposed(phrase: Phrase, scene: Scene) -> Draft | None:
    head = phrase.head
    if head.dep_ == "appos" and any(":" in token.text for token in head.doc[head.head.i : head.left_edge.i]):
        return None  # "Karl Weiss: Mr President, thank you": whom the speaker calls
    if head.dep_ == "appos" and not _steals_subject(phrase):
        return scene.over(head.head) or _behind_comma(phrase, scene)
    for child in head.rights:
        if child.dep_ == "appos" and not _joined(head, child):
            name = scene.over(child)
            if name is not None and name.kind == "name" and not name.modifier:
                return name
    return _before_comma(phrase, scene)


def _joined(head: Token, name: Token) -> bool:
    """Whether "and" parts a title from a name that another title precedes: "the president and Prime Minister Orla"."""
    before = name.left_edge.i - 1
    return any(t.dep_ == "cc" and t.i < name.i for t in head.rights) and head.doc[before].text != ","


def _before_comma(phrase: Phrase, scene: Scene) -> Draft | None:
    """The person named between two commas right after the phrase, where the parse saw no apposition.

    A name that "and" follows may be the next of a list and is left alone.
    """
    doc = phrase.head.doc
    start = phrase.end + 1
    if phrase.plural or start >= len(doc) or doc[phrase.end].text != ",":
        return None
    if doc[start].lower_ in scene.roles.honorifics and start + 1 < len(doc):
        start += 1
    name = scene.over(doc[start])
    if name is None or name.entity is None or name.entity.kind != "person" or name.span[0] != span_of(doc[start])[0]:
        return None
    end = name.head.i + 1
    closed = end >= len(doc) or doc[end].is_punct
    listed = end + 1 < len(doc) and doc[end + 1].lower_ in {"and", "or", "as"}
    return name if closed and not listed else None


def _behind_comma(phrase: Phrase, scene: Scene) -> Draft | None:
    """The person named right before the comma that opens the phrase."""
    doc, comma = phrase.head.doc, phrase.start - 1
    name = scene.over(doc[comma - 1]) if comma > 0 and doc[comma].text == "," else None
    return name if name is not None and name.entity is not None and name.entity.kind == "person" else None


def _steals_subject(phrase: Phrase) -> bool:
    """Whether "According to X, a detective was ..." was read as an apposition: the clause then lacks its subject."""
    name = phrase.head.head
    if not (name.dep_ == "pobj" and name.head.head.lower_ == "according" and phrase.determiner):
        return False
    return not any(child.dep_ in {"nsubj", "nsubjpass"} for child in name.sent.root.children)


_CALLING = frozenset({"name", "call", "know", "identify", "dub"})


def _called(phrase: Phrase, scene: Scene) -> Draft | None:
    """Who is introduced by name: "a farmer named Pavel Orsk", "an aide identified as Lena Orsk"."""
    for clause in phrase.head.rights:
        if clause.dep_ != "acl" or clause.lemma_ not in _CALLING:
            continue
        for child in clause.rights:
            name = next(iter(child.children), child) if child.lower_ == "as" else child
            draft = scene.over(name)
            if draft is not None and draft.kind == "name" and not draft.modifier:
                return draft
    return None


def named_next(phrase: Phrase, scene: Scene, sentence: int) -> Entity | None:
    """Who is named only after the phrase: "Kardovia's top energy official said ... energy minister Pavel Orsk said".

    The title that the next two sentences put before the name must share a word with the phrase besides its head.
    """
    topics = {word for word in phrase.words if word.isalpha() and word not in _GENERIC and word != phrase.lemma}
    if not topics or phrase.owner is None:
        return None
    held: list[Entity] = []
    for draft in scene.drafts:
        if draft.rule not in {"title before name", "apposition"} or not 0 <= draft.sentence - sentence <= _NEXT:
            continue
        entity, words = draft.entity, set(scene.parse.text(draft.span).lower().split())
        if draft.span > phrase.span and entity is not None and entity.person and topics & words:
            held.append(entity)
    found = list(dict.fromkeys(entity for entity in held if entity.country in {None, phrase.country}))
    return found[0] if len(found) == 1 else None


_NEXT = 2
"""Sentences ahead in which a described speaker may be named."""
_GENERIC = wordlist("coreference", "ranking")


def _identified(phrase: Phrase, scene: Scene) -> Draft | None:
    """Who by "X is the president", "X was elected president", "X served as president" is the president."""
    head, verb = phrase.head, phrase.head.head
    if head.dep_ == "pobj" and verb.lower_ == "as" and verb.head.lemma_ in _AS_VERBS:
        verb = verb.head
    elif not (head.dep_ in {"attr", "oprd"} and (verb.lemma_ in _IDENTITY or verb.lemma_ in _AS_VERBS)):
        return None
    if negated(verb) or phrase.determiner == "no":
        return None
    wanted = "nsubjpass" if any(child.dep_ == "auxpass" for child in verb.children) else "nsubj"
    if verb.lemma_ not in _IDENTITY and wanted == "nsubj" and verb.lemma_ not in {"serve", "work", "act"}:
        return None
    if any(child.lower_ == "who" and child.dep_ == wanted for child in verb.children) and verb.dep_ == "relcl":
        return scene.over(verb.head) or scene.by_head(verb.head)
    subject = next((child for child in verb.children if child.dep_ == wanted), None)
    if subject is None or any(child.dep_ == "conj" for child in subject.children):
        return None
    return scene.over(subject) or scene.by_head(subject)
