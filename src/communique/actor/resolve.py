"""Left to right through the report: titles, common nouns, plurals and pronouns that point back.

Whatever is precise on its own (names, titles before names, appositions, identity) is tied before; here each phrase is
tied to somebody whom the reader has met, becomes somebody new without a name, or stays unresolved.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from communique.actor import offices, pronouns, things
from communique.actor.bodies import body_of
from communique.actor.described import foretold, staff_of, topic
from communique.actor.memory import Memory
from communique.actor.offices import country_agrees
from communique.actor.peers import grouped, introduced, listed_after, meeter, met, peers
from communique.actor.scene import Draft, Entity, Scene
from communique.actor.structure import possessor
from communique.actor.titles import Phrase, describe, draft_of, named_next, read_phrase, tie_phrase
from communique.model.actor import ActorKind
from communique.parse import span_of
from communique.resources.vocabulary import wordlist

_JUST = 1
"""Sentences back over which "the two" are those whom a plural meant."""
FAR, CLOSE = 40, 3
"""Sentences back over which a described noun ("the senator") and a bare kind ("the company") may point."""


class Resolver:
    """One walk through a report."""

    def __init__(self, scene: Scene, speakers: dict[int, Token]) -> None:
        self.scene, self.memory = scene, Memory(scene)
        self.speaker_tokens = speakers
        self.untied: set[str] = set()

    def run(self, phrases: list[Phrase], unsure: list[Phrase], tokens: list[Token]) -> None:
        """Resolve the open phrases and pronoun tokens among the drafts that stand; `unsure` phrases only describe."""
        steps: list[tuple[int, int, Draft | Phrase | Token]] = []
        steps += [(span_of(d.head)[0], 0, d) for d in self.scene.drafts]
        steps += [(span_of(p.head)[0], 1, p) for p in phrases]
        steps += [(span_of(p.head)[0], 1, p) for p in unsure]
        only_describe = {id(p) for p in unsure}
        steps += [(span_of(t)[0], 2, t) for t in tokens]
        for _, _, step in sorted(steps, key=lambda item: item[:2]):
            if isinstance(step, Draft):
                self.memory.meet(step)
            elif isinstance(step, Phrase):
                self.phrase(step, tie_only=id(step) in only_describe)
            elif step.pos_ == "NUM":
                self._bare_two(step)
            else:
                self.pronoun(step)

    def phrase(self, phrase: Phrase, *, tie_only: bool = False) -> None:
        """Resolve a phrase; it is a mention if it is tied, somebody new, or a body of a state."""
        tied = tie_phrase(phrase, self.scene)
        if tied is not None:
            self.memory.meet(tied)
        if tied is not None or tie_only:
            return
        self._own(phrase)
        entity, members, rule = self._meaning(phrase)
        if entity is None and not members:
            if not (phrase.lemma == "leader" and phrase.plural and _unnumbered(phrase) and _bare(phrase)):
                return
            self.untied.add(phrase.lemma)
            entity, rule = self._summit(), "gathering"
            if entity is None:
                return
        draft = draft_of(phrase, self.scene, entity, rule)
        draft.members = members
        if entity is not None and rule in {"office held", "title in report"}:
            describe(entity, phrase, self.scene)
        elif entity is not None and not entity.anonymous and entity.named:
            entity.nouns.add(phrase.lemma)
        self.memory.meet(draft)

    def _own(self, phrase: Phrase) -> None:
        """Give the phrase the owner behind "his" or "its"."""
        if phrase.owner_pronoun is not None:
            draft = self.scene.by_head(phrase.owner_pronoun)
            if draft is not None and draft.entity is not None:
                phrase.owner = draft.entity
                if phrase.country is None:
                    phrase.country = draft.entity.country
        elif phrase.owner is None and phrase.lemma in self.scene.words.staffs:
            phrase.owner = possessor(phrase.head, self.scene)

    def _meaning(self, phrase: Phrase) -> tuple[Entity | None, tuple[Entity, ...], str]:
        words = self.scene.words
        if (two := self._plural(phrase)) is not None:
            return None, two, "pair"
        composed = body_of(phrase, self.scene)
        if composed is not None:
            return composed[0], (), composed[1]
        if phrase.plural:
            return self._group(phrase)
        if phrase.lemma in words.staffs and (serving := staff_of(phrase, self.memory)) is not None:
            return serving[0], (), serving[1]
        if phrase.lemma in words.person_gender:
            return self._person(phrase)
        if phrase.lemma in _LANDS and (homeland := self._homeland(phrase)) is not None:
            return homeland, (), "homeland"
        if phrase.lemma in words.body_kind and phrase.definite:
            return self._body(phrase)
        if phrase.lemma not in words.staffs and phrase.definite and (found := self._described(phrase)) is not None:
            return found[0], (), found[1]
        return None, (), ""

    # plurals and groups

    def _plural(self, phrase: Phrase) -> tuple[Entity, ...] | None:
        """The two behind "the two leaders", "both countries", "the pair"; None if the phrase is no such plural."""
        if phrase.plural and (named := listed_after(phrase, self.scene)):
            return named
        if phrase.lemma in self.untied and _unnumbered(phrase):
            return met(self.memory) or None  # who they are was unsure before
        if phrase.plural and phrase.owner is None and _bare(phrase) and (held := peers(phrase, self.memory)):
            return held
        kind = self.scene.words.plural_kind.get(phrase.lemma)
        pair_word = phrase.lemma in {"pair", "duo"}
        if kind is None or not (phrase.plural or pair_word):
            return None
        if phrase.owner is not None or not _bare(phrase):
            return None
        if any(word not in _PLAIN for word in phrase.words[:-1] if word != phrase.lemma) or grouped(
            phrase, self.memory
        ):
            return None
        if phrase.determiner not in {"the", "both", "these", "their"} or (pair_word and phrase.determiner != "the"):
            return None
        sentence = self.scene.sentence_index(phrase.span[0])
        held = self.memory.pair(
            kind,
            sentence,
            told=phrase.lemma in _SIDES,
            without=meeter(phrase.head, self.scene) or self._owner_of_object(phrase),
            apart=phrase.lemma in _OF_STATES,
        )
        gender = self.scene.words.person_gender.get(phrase.lemma)
        if gender is not None and any(entity.gender not in {None, gender} for entity in held):
            return None  # "the two women" are no men
        return held or None

    def _summit(self) -> Entity | None:
        """The only body of heads of state that the report names: "The Conference of Heads of Government met ... the leaders"."""
        held = {
            d.entity for d in self.memory.drafts if d.entity is not None and d.entity.kind == "body" and d.entity.named
        }
        found = [entity for entity in held if _HEADS.search(entity.name)]
        return found[0] if len(found) == 1 else None

    def _owner_of_object(self, phrase: Phrase) -> Entity | None:
        """Whose the object is: "Both leaders accepted the president's plan", of whom he is none."""
        owners = [
            owner
            for noun in phrase.head.head.rights
            if phrase.head.dep_ == "nsubj" and noun.dep_ == "dobj"
            for owner in noun.children
            if owner.dep_ == "poss" and owner.pos_ in {"NOUN", "PROPN"}
        ]
        for owner in owners:
            named = self.scene.over(owner)
            if named is not None:
                return named.entity if named.entity is not None and named.entity.person else None
            title = read_phrase(owner, self.scene, number=phrase.number)
            found = offices.titled(title, self.memory) if title.definite else None
            if found is not None:
                return found[0]
        return None

    def _bare_two(self, token: Token) -> None:
        """Tie "the two had met": two people, else two states, named together before."""
        span = (span_of(token)[0] - 4, span_of(token)[1])
        sentence = self.scene.sentence_index(span[0])
        doer = meeter(token, self.scene)
        held = (
            self.memory.two_before(sentence, _JUST)
            or self.memory.pair("person", sentence, without=doer)
            or self.memory.pair("state", sentence, without=doer)
        )
        if held and doer not in held:
            draft = Draft(span, token, "nominal", None, "pair", sentence, members=held,
                          quotation=self.scene.quotation(span[0]))  # fmt: skip
            self.memory.meet(self.scene.add(draft))

    def _group(self, phrase: Phrase) -> tuple[Entity | None, tuple[Entity, ...], str]:
        if phrase.lemma not in self.scene.words.groups and phrase.head.lower_ not in self.scene.words.groups:
            return None, (), ""
        bare = (
            phrase.determiner == "the"
            and _bare(phrase)
            and phrase.lemma in self.scene.words.plural_kind
            and len(phrase.words) == 1
        )
        if phrase.determiner in {"no", "both", "our", "your", "my"} or "two" in phrase.words:
            return None, (), ""
        sentence = self.scene.sentence_index(phrase.span[0])
        if bare and (known := self._told_group(phrase, sentence)) is not None:
            return known, (), "group again"
        if bare:
            return None, (), ""
        named = any(word.ent_type_ in {"NORP", "GPE"} for word in phrase.head.lefts)
        if phrase.definite and phrase.owner is None and not (named and phrase.country is None):
            known = self.memory.last(
                sentence,
                CLOSE,
                lambda e: (
                    e.anonymous
                    and e.plural
                    and phrase.lemma in e.nouns
                    and country_agrees(phrase.country, e.country)  # not "the Kurdish people" after "the people of Oman"
                ),
            )
            if known is not None:
                return known, (), "group again"
        if phrase.owner_pronoun is not None and phrase.owner is None and phrase.owner_pronoun.lower_ in things.IT:
            return None, (), ""  # "the river burst its banks"
        return self._nameless(phrase, "group"), (), "group"

    def _told_group(self, phrase: Phrase, sentence: int) -> Entity | None:
        """The only group of the report called by the noun: "leaders of twelve firms ... the leaders"."""
        if len(introduced(self.memory)) > 1:
            return None  # the hosts may be among "the leaders" too
        return self.memory.only(sentence, FAR, lambda e: e.anonymous and e.plural and phrase.lemma in e.nouns)

    # persons

    def _person(self, phrase: Phrase) -> tuple[Entity | None, tuple[Entity, ...], str]:
        if phrase.head.dep_ in {"compound", "nmod", "amod"} or phrase.determiner == "no":
            return None, (), ""
        if phrase.lemma == "counterpart" or (phrase.lemma == "colleague" and phrase.country is not None):
            offices.counterpart(phrase, self.scene)
        if self._predicate(phrase):
            return self._somebody(phrase), (), ""
        if phrase.definite or (phrase.country is not None and phrase.determiner == ""):
            found = offices.titled(phrase, self.memory) or self._described(phrase)
            if found is not None:
                return found[0], (), found[1]
            holder = offices.office(phrase, self.scene)
            if holder is not None:
                return holder, (), "office"
        if (meant := foretold(phrase, self.scene) or topic(phrase, self.memory)) is not None:
            return meant[0], (), meant[1]
        if phrase.lemma in self.scene.words.sources:
            return self._source(phrase)
        return self._somebody(phrase), (), ""

    def _predicate(self, phrase: Phrase) -> bool:
        """Whether the phrase says what somebody is, or belongs to whoever is spoken to: it points back to nobody."""
        if phrase.owner_pronoun is not None and phrase.owner_pronoun.lower_ in pronouns.SPEAKER:
            return True
        return phrase.head.dep_ in {"attr", "oprd"} or (phrase.head.dep_ == "pobj" and phrase.head.head.lower_ == "as")

    def _described(self, phrase: Phrase) -> tuple[Entity, str] | None:
        """Somebody whom the report described by this noun before ("a senator" ... "the senator")."""
        kin = phrase.owner_pronoun is not None and phrase.owner is not None
        pointing = kin or phrase.determiner in {"the", "this", "that"}
        if not pointing or any(c.dep_ in {"prep", "relcl"} for c in phrase.head.rights):
            return None

        acted_on = offices.partners(phrase, self.scene)
        office = _in_full(phrase, self.scene)

        def same(entity: Entity) -> bool:
            if office and all(
                office not in self.scene.parse.text(d.span) for d in self.scene.drafts if d.entity is entity
            ):
                return False  # "the Executive Secretary" is no Assistant Secretary
            fits = entity.person and phrase.lemma in entity.nouns and entity is not phrase.owner
            if phrase.title and entity.titles and all(title != phrase.title for title, _ in entity.titles):
                return False
            if entity in acted_on:
                return False
            return fits and (entity.named or not kin) and country_agrees(phrase.country, entity.country)

        sentence = self.scene.sentence_index(phrase.span[0])
        own = phrase.country and self.memory.last(sentence, FAR, lambda e: same(e) and e.country == phrase.country)
        found = own or self.memory.last(sentence, FAR, same)
        return (found, "noun again") if found is not None else None

    def _source(self, phrase: Phrase) -> tuple[Entity | None, tuple[Entity, ...], str]:
        """A speaker without a name: "a senior US official", and "the US official" after it."""
        sentence = self.scene.sentence_index(phrase.span[0])
        if phrase.definite:

            def same(entity: Entity) -> bool:
                described = entity.anonymous and not entity.plural and phrase.lemma in entity.nouns
                return described and country_agrees(phrase.country, entity.country)

            known = self.memory.last(sentence, FAR, same)
            if known is not None:
                return known, (), "source again"
        if (named := named_next(phrase, self.scene, sentence)) is not None:
            return named, (), "named next"
        if phrase.country is None and phrase.determiner not in {"a", "an", "one", "another"}:
            return self._somebody(phrase), (), ""
        return self._nameless(phrase, "person"), (), "source"

    def _nameless(self, phrase: Phrase, kind: ActorKind) -> Entity:
        entity = Entity(offices.wording(phrase, self.scene), kind, country=phrase.country, anonymous=True, named=False)
        entity.plural = kind == "group"
        describe(self.scene.entity(entity), phrase, self.scene)
        return entity

    def _somebody(self, phrase: Phrase) -> Entity:
        """A person without name or title: nobody of the record, but "he" may mean them."""
        entity = Entity("", "person", country=phrase.country, named=False)
        describe(self.scene.entity(entity), phrase, self.scene)
        return entity

    # bodies

    def _homeland(self, phrase: Phrase) -> Entity | None:
        """The state of a person whose country it is called: "Revik said that his country would send aid"."""
        owner, code = phrase.owner, phrase.country
        if phrase.owner_pronoun is None or owner is None or not owner.person or len(phrase.words) > 1:
            return None
        known = next((e for e in self.scene.entities if e.kind == "state" and e.key and e.country == code), None)
        state = self.scene.gazetteer.state(code) if code else None
        if known is None and state is not None:
            known = self.scene.entity(Entity(state.name, "state", state.id, state.code))
        return known

    def _body(self, phrase: Phrase) -> tuple[Entity | None, tuple[Entity, ...], str]:
        """Tie "the company" or "the alliance": described or named so before, or the only one of its kind."""
        sentence, lemma = self.scene.sentence_index(phrase.span[0]), phrase.lemma
        kinds = self.scene.words.body_kind[lemma]
        if phrase.determiner not in {"the", "this", "that"}:
            return None, (), ""

        def fits(entity: Entity) -> bool:
            return (
                entity.kind not in {"person", "state"}
                and not entity.plural
                and country_agrees(phrase.country, entity.country)
            )

        for rule, wanted in (
            ("noun again", lambda e: fits(e) and lemma in e.nouns),
            ("noun in name", lambda e: fits(e) and e.named and lemma in e.name.lower().split()),
        ):
            found = self.memory.last(sentence, FAR, wanted)
            if found is not None:
                return found, (), rule
        if phrase.owner is not None or len([w for w in phrase.words if w != lemma]) > 0:
            return None, (), ""
        if kinds == {"state"} and lemma in _LANDS:
            land = self.memory.only(sentence, CLOSE, lambda e: e.kind == "state" and bool(e.key) and not e.place)
            return land, (), "only one of its kind"
        only = self.memory.only(sentence, CLOSE, lambda e: e.named and not e.place and e.kind in kinds and not e.plural)
        if only is not None and kinds != {"body"}:
            return only, (), "only one of its kind"
        return None, (), ""

    # pronouns

    def pronoun(self, token: Token) -> None:
        """Resolve a pronoun; it is a mention even if nothing says whose."""
        low = token.lower_
        entity: Entity | None = None
        members: tuple[Entity, ...] = ()
        rule = "speaker"
        if low in pronouns.HE_SHE and _either(token):
            rule = "anybody"
        elif low in pronouns.HE_SHE:
            entity, rule = pronouns.personal(token, self.memory, self._speakers())
        elif low in things.IT or low in things.THEY:
            entity, members, rule = things.thing(token, self.memory)
        span = span_of(token)
        draft = Draft(span, token, "pronoun", entity, rule, self.scene.sentence_index(span[0]), members=members,
                      quotation=self.scene.quotation(span[0]))  # fmt: skip
        self.memory.meet(self.scene.add(draft))

    def _speakers(self) -> dict[int, Entity]:
        found = {}
        for quotation, token in self.speaker_tokens.items():
            draft = self.scene.by_head(token)
            if draft is not None and draft.entity is not None:
                found[quotation] = draft.entity
        return found


def _either(token: Token) -> bool:
    """Whether the pronoun is one of "he or she": whoever it may be."""
    doc, at = token.doc, token.i
    joined = [doc[i] for i in (at - 2, at + 2) if 0 <= i < len(doc) and doc[(i + at) // 2].lower_ in {"or", "/"}]
    return any(other.lower_ in pronouns.HE_SHE for other in joined)


def _bare(phrase: Phrase) -> bool:
    """Whether nothing behind the noun says which ones are meant ("the leaders of thirty states")."""
    following = (child for child in phrase.head.rights if child.i == phrase.head.i + 1)
    return not any(child.dep_ in {"prep", "relcl", "acl"} and child.lower_ not in {"in", "on"} for child in following)


def _unnumbered(phrase: Phrase) -> bool:
    """Whether a plural points back without a count and without an owner: "the leaders"."""
    return phrase.determiner == "the" and phrase.owner is None and len(phrase.words) == 1


_HEADS = re.compile(r"(?i)\bheads of (?:state|government)\b")
_LANDS = frozenset({"country", "nation"})
"""Nouns that take up the only state of the last sentences."""
_SIDES = wordlist("coreference", "sides")
_PLAIN = frozenset({"two", "2"})
_OF_STATES = frozenset({"leader", "president", "premier", "chancellor"})
"""Those of whom a state has one: two of them are of two states."""


def _in_full(phrase: Phrase, scene: Scene) -> str:
    """The words of an office that a phrase writes out in capitals, "" if it does not: "Executive Secretary"."""
    doc, at = phrase.head.doc, phrase.head.i
    if at <= phrase.start or not (doc[at].text[:1].isupper() and doc[at - 1].text[:1].isupper()):
        return ""
    if scene.over(doc[at - 1]) is not None:
        return ""  # "the Omani Minister"
    return "" if doc[at - 1].is_sent_start or doc[at - 1].lower_ == phrase.determiner else doc[at - 1 : at + 1].text
