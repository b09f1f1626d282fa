"""Whom "it" and "they" mean: tied by structure to bodies, states and groups, or left alone."""

from __future__ import annotations

from spacy.tokens import Token

from communique.actor.clause import above, acting, clause_verb, own_subject, same_clause, subject
from communique.actor.memory import Memory
from communique.actor.peers import met
from communique.actor.scene import Entity, Scene
from communique.actor.structure import ahead, within
from communique.parse import span_of

IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_THINGS = frozenset({"state", "body", "firm", "government", "outlet", "group"})

Meant = tuple[Entity | None, tuple[Entity, ...], str]
"""One actor or several, and the rule."""


def thing(token: Token, memory: Memory) -> Meant:
    """Whom "it" or "they" means: the subject of the clause, of the governing clause or of the sentence before.

    Where no subject can be meant: who spoke last, the only body of a sentence about a person, or the people named last.
    Nearness alone is not enough: on GUM train the only body or state of two sentences was meant once in ten times.
    """
    entity, members, rule = by_subject(token, memory)
    plural = token.lower_ in THEY
    if entity is None and not members and token.lower_ == "they" and rule in {"kind", "number", "no subject"}:
        members = memory.joined_before(memory.scene.sentence_index(span_of(token)[0]), token)
        rule = "pronoun: joined before" if members else rule
    if entity is None and not members and token.lower_ == "they" and rule in {"kind", "no actor"}:
        members = _two_met(token, memory)
        rule = "pronoun: the two who met" if members else rule
    if entity is not None and rule != _TOLD and _crossed(token, entity, memory):
        entity, rule = None, "ambiguous"
    if entity is not None or members or rule == "empty":
        return entity, members, rule
    if plural and rule in {"kind", "no actor", "no subject"} and (members := _pair_here(token, memory)):
        return None, members, "pronoun: pair"
    for name, found in (
        ("pronoun: last speaker", _last_speaker(token, memory, plural=plural)),
        ("pronoun: people", _people(token, memory) if plural else None),
        ("pronoun: again", _again(token, memory, plural=plural)),
        ("pronoun: only body", _only_body(token, memory, plural=plural)),
    ):
        if found is not None:
            return found, (), name
    return None, (), rule


def _pair_here(token: Token, memory: Memory) -> tuple[Entity, ...]:
    """The two persons of the sentence whom the report joins, if it has no other plural: "Revik told Solenz their ..."."""
    sentence = memory.scene.sentence_index(span_of(token)[0])
    held = memory.pair("person", sentence)
    if not held or any(_many(other) for other in token.doc[token.sent.start : token.i]):
        return ()
    here = {draft.entity for draft in memory.back(sentence, 0) if draft.entity is not None and draft.entity.person}
    return held if here == set(held) else ()


def _last_speaker(token: Token, memory: Memory, *, plural: bool) -> Entity | None:
    """Who spoke last, for the subject of a verb of speaking: "..., said the ministry. It added ...".

    Several speakers ("experts noted") are no "it".
    """
    scene = memory.scene
    verbs, position = scene.words.speech_verbs, span_of(token)[0]
    if token.dep_ != "nsubj" or token.head.lemma_ not in verbs or scene.quotation(position) >= 0:
        return None
    for draft in memory.back(scene.sentence_index(position), SPOKEN):
        if draft.head.dep_ == "nsubj" and draft.head.head.lemma_ in verbs and draft.quotation < 0:
            entity = draft.entity
            if entity is None or (not plural and (entity.plural or _many(draft.head))):
                return None
            return entity if entity.kind in _THINGS and not entity.place else None
    return None


SPOKEN = 2
"""Sentences back over which "it added" takes up who spoke."""


def _again(token: Token, memory: Memory, *, plural: bool) -> Entity | None:
    """Whom the last pronoun of this number means in the sentence, if nothing that rivals it stands between."""
    forms = THEY if plural else IT
    verb = clause_verb(token)
    if verb is None or (token.dep_ in {"nsubj", "nsubjpass"} and verb.dep_ in {"ROOT", "parataxis", "ccomp"}):
        return None
    for other in reversed(token.doc[token.sent.start : token.i]):
        draft = memory.scene.over(other) or memory.scene.by_head(other)
        if other.lower_ in forms and draft is not None:
            entity = draft.entity
            bound = token.dep_ == "dobj" and same_clause(token, other)
            return entity if entity is not None and entity.kind in _THINGS and not bound else None
        if plural and _many(other):
            return None
        if draft is not None and draft.kind == "name" and draft.entity is not None and draft.entity.kind in _THINGS:
            return None
    return None


def _people(token: Token, memory: Memory) -> Entity | None:
    """The people named last ("the Kardovians ... they"), if no other plural stands between."""
    scene = memory.scene
    number = scene.sentence_index(span_of(token)[0])
    for index in (number, number - 1):
        if index < 0 or scene.parse.sentences[index].layer == "title":
            return None
        for other in reversed(list(scene.parse.sentences[index].tokens)):
            if (index == number and other.i >= token.i) or not _many(other):
                continue
            draft = scene.over(other)
            alone = other.tag_ == "NNPS" and other.dep_ != "conj" and (index == number or acting(other))
            entity = draft.entity if draft is not None and alone else None
            return entity if entity is not None and entity.named and entity.kind in {"state", "group"} else None
    return None


def _many(token: Token) -> bool:
    """Whether "they" may take up the word: a plural, or the first of several joined names."""
    joined = token.pos_ in {"NOUN", "PROPN"} and any(
        c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN"} for c in token.rights
    )
    return joined or (token.tag_ in {"NNS", "NNPS"} and token.dep_ not in {"compound", "nmod", "npadvmod"})


def _only_body(token: Token, memory: Memory, *, plural: bool) -> Entity | None:
    """The only body or state that the sentence has named, where its subject is a person, who is no "it"."""
    scene, verb = memory.scene, clause_verb(token)
    acts = token.dep_ in {"nsubj", "nsubjpass"} and token.head == verb  # but "making it a party" has it acted on
    if verb is None or (not plural and acts):
        return None
    outer = above(verb)
    head = own_subject(outer) if acts and outer is not None else subject(verb)
    draft = (scene.by_head(head) or scene.over(head)) if head is not None and head.i < token.i else None
    if head is None or draft is None or draft.entity is None or not draft.entity.person or _many(head):
        return None
    held: dict[Entity, int] = {}
    for other in token.doc[token.sent.start : token.i]:
        if plural and _many(other):
            return None
        name = scene.over(other)
        if name is None or name.head != other or name.entity is None or name.modifier or other.dep_ == "compound":
            continue
        within_other = any(_inside(other, entity, scene) for entity in held)
        if name.entity.kind in _THINGS and not name.entity.place and not name.entity.plural and not within_other:
            held[name.entity] = other.i
    if len(held) != 1:
        return None
    entity, position = next(iter(held.items()))
    between = token.doc[position + 1 : token.i]
    rivals = (o for o in between if o.tag_ == "NN" and o.dep_ in {"dobj", "nsubj", "nsubjpass"})
    return None if not plural and any(True for _ in rivals) else entity


def _two_met(token: Token, memory: Memory) -> tuple[Entity, ...]:
    """The only two persons so far, if one of them was the subject before and no plural noun stands between."""
    verb = clause_verb(token)
    held = met(memory) if verb is not None and token.dep_ in {"nsubj", "nsubjpass"} else ()
    if not held or verb is None or verb.dep_ not in {"ROOT", "conj", "ccomp"}:
        return ()
    sentence = memory.scene.sentence_index(span_of(token)[0])
    outer = above(verb)
    if outer is not None:
        head = own_subject(outer)
    else:
        head = own_subject(memory.scene.parse.sentences[sentence - 1].tokens.root) if sentence > 0 else None
    draft = memory.scene.by_head(head) or memory.scene.over(head) if head is not None else None
    return held if draft is not None and draft.entity in held else ()


def _crossed(token: Token, entity: Entity, memory: Memory) -> bool:
    """Whether the sentence has since named what the pronoun may as well mean.

    For "it" that is another body or state, for "they" anything plural.
    """
    start, plural = token.sent.start, token.lower_ in THEY
    for other in reversed(token.doc[start : token.i]):
        draft = memory.scene.over(other) or memory.scene.by_head(other)
        if draft is not None and draft.entity is entity:
            return False
        if _inside(other, entity, memory.scene):
            continue
        if plural and other.tag_ == "NNS":
            return True
        if plural or draft is None or draft.entity is None or draft.kind != "name" or draft.modifier:
            continue
        if draft.entity.kind in _THINGS and not draft.entity.place and other.dep_ != "compound":
            return True
    return False


def _inside(token: Token, entity: Entity, scene: Scene) -> bool:
    """Whether the token stands within a phrase that the actor heads: "the bank of Kardovia"."""
    below = token
    for above_it in token.ancestors:
        if above_it.pos_ in {"VERB", "AUX"} or below.dep_ == "conj":
            return False
        below = above_it
        draft = scene.over(above_it) or scene.by_head(above_it)
        if draft is not None and draft.entity is entity:
            return True
    return False


def by_subject(token: Token, memory: Memory) -> Meant:
    """The actor that stands as subject where the pronoun takes it up; the rule says why where there is none."""
    scene = memory.scene
    plural = token.lower_ in THEY
    if not plural and _empty(token):
        return None, (), "empty"
    coming = ahead(token, scene)
    if coming is not None and not plural and coming.kind in _THINGS and not coming.plural:
        return coming, (), "pronoun: subject ahead"
    inner = within(token, scene) if token.dep_ == "poss" and not plural else None
    if inner is not None and inner.kind in _THINGS and not inner.place:
        return inner, (), "pronoun: possessor"
    verb = clause_verb(token)
    if verb is None:
        return None, (), "no clause"
    if token.dep_ in {"nsubj", "nsubjpass"}:
        return _as_subject(token, verb, memory, plural=plural)
    head = subject(verb) or own_subject(token.sent.root)
    if head is not None and head in token.ancestors:  # "... whether its voters agree"
        outer = above(verb)
        head = subject(outer) if outer is not None else None
    elif head is not None and (teller := _teller(token, verb, head, scene)) is not None:
        return _take(teller, scene, plural=plural, rule=_TOLD)
    if head is None or head == token or token.i < head.i:
        return None, (), "no subject"
    if token.dep_ == "poss" or token.lower_.endswith(("self", "selves")):
        return _take(head, scene, plural=plural, rule="pronoun: subject", one=token.dep_ == "poss")
    return None, (), "object"


_TOLD = "pronoun: teller"


def _teller(token: Token, verb: Token, head: Token, scene: Scene) -> Token | None:
    """Who says what a thing is, and owns it: "the firm says the plant is one of its oldest"."""
    if token.dep_ != "poss" or verb.lemma_ != "be" or verb.dep_ not in {"ccomp", "xcomp"}:
        return None
    if scene.by_head(head) is not None or not any(
        step.dep_ == "attr" and step.head == verb for step in token.ancestors
    ):
        return None
    return own_subject(verb.head)


def _as_subject(token: Token, verb: Token, memory: Memory, *, plural: bool) -> Meant:
    scene = memory.scene
    governing = above(verb)
    if governing is not None:
        head = own_subject(governing)
        while head is None or head.i >= token.i:  # "the ministry has the ships, and what it lacks, the army has"
            outer = above(governing)
            if outer is None:
                break
            governing, head = outer, own_subject(outer)
        passive = verb.dep_ == "conj" and token.dep_ == "nsubjpass"  # "... is ready, but it will not be done"
        if head is None or head.i >= token.i or verb.dep_ not in {"ccomp", "advcl", "conj"} or passive:
            return _joined_above(verb, scene) if plural else (None, (), "no subject")
        one = verb.dep_ == "conj"  # "Kardovia is arming, and they say so"
        found = _take(head, scene, plural=plural, rule="pronoun: governing subject", one=one)
        single = plural and found[0] is not None and not found[0].plural and head.lower_ not in THEY
        loose = single and verb.dep_ != "ccomp" and any(_many(t) for t in token.doc[token.sent.start : token.i])
        return (None, (), "number") if loose else found
    sentence = scene.sentence_index(span_of(token)[0])
    if sentence <= 0:
        return None, (), "no sentence before"
    before = scene.parse.sentences[sentence - 1]
    if before.layer == "title":
        return None, (), "title before"
    root = before.tokens.root
    head = own_subject(root)
    if head is not None and head.i > root.i and verb.lemma_ not in scene.words.speech_verbs:
        head = None
    if head is None:
        return None, (), "no subject"
    if plural and any(_many(other) for other in before.tokens if other.i > head.i):
        return _take_many(_take(head, scene, plural=True, rule="pronoun: subject before"))
    return _take(head, scene, plural=plural, rule="pronoun: subject before")


def _take_many(found: Meant) -> Meant:
    """What was found if it is more than one: with another plural behind it, "they" is no single body."""
    single = found[0] is not None and not found[0].plural
    return (None, (), "number") if single else found


def _joined_above(verb: Token, scene: Scene) -> Meant:
    """For "they": the joined subjects of a clause further up, "both ministries deny that it was the way they acted"."""
    outer = above(verb)
    while outer is not None:
        head = own_subject(outer)
        if head is not None and any(token.i > head.i for token in head.conjuncts):
            found = _take(head, scene, plural=True, rule="pronoun: governing subject")
            if found[1]:
                return found
        outer = above(outer)
    return None, (), "no subject"


def _take(head: Token, scene: Scene, *, plural: bool, rule: str, one: bool = False) -> Meant:
    """The actor behind a subject if its number agrees; `one` lets "their" mean one state."""
    parts = [head, *(token for token in head.conjuncts if token.i > head.i)]
    drafts = [scene.by_head(part) for part in parts]
    if len(parts) > 1:
        held = tuple(d.entity for d in drafts if d is not None and d.entity is not None)
        return (None, held, rule) if plural and len(held) == len(parts) else (None, (), "number")
    draft = drafts[0]
    if draft is None:
        return None, (), "no actor"
    if draft.members:
        return (None, draft.members, rule) if plural else (None, (), "number")
    entity = draft.entity
    if entity is None or entity.kind not in _THINGS or entity.place:
        return None, (), "kind"
    taken_up = one or head.tag_ == "NNPS" or head.lower_ in THEY
    if plural and not entity.plural and entity.kind == "state" and not taken_up:
        return None, (), "number"
    if entity.plural and not plural:
        return None, (), "number"
    return entity, (), rule


def _empty(token: Token) -> bool:
    """Whether "it" means nothing: "it is clear that", "it seems", "it was Kardovia who"."""
    if token.lower_ != "it" or token.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    verb = token.head
    if verb.lemma_ in {"seem", "appear", "happen", "rain", "snow", "matter", "turn", "emerge", "transpire"}:
        return True
    due = verb.lemma_ == "be" and not any(child.dep_ in {"acomp", "attr"} for child in verb.children)
    if due and any(child.dep_ == "xcomp" and child.tag_ == "VB" for child in verb.children):
        return False  # "if it is to keep its word"
    if verb.lemma_ in {"be", "become"} or token.dep_ == "nsubjpass":
        return any(child.dep_ in {"ccomp", "xcomp", "advcl", "csubj", "relcl"} for child in verb.children) or any(
            grandchild.dep_ in {"relcl", "acl", "xcomp", "ccomp", "prep"}
            for child in verb.children
            if child.dep_ in {"acomp", "attr"}
            for grandchild in child.children
        )
    return False
