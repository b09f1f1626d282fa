"""Personal pronouns: tied by gender, number, clause and prominence, or left alone."""

from __future__ import annotations

from spacy.tokens import Token

from communique.actor.clause import above, acting, clause_verb, own_subject, same_clause, subject
from communique.actor.memory import Memory
from communique.actor.peers import met
from communique.actor.scene import Draft, Entity, Gender, Scene
from communique.parse import span_of

HE_SHE: dict[str, Gender] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
SPEAKER = frozenset(
    {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "you", "your", "yours", "yourself"}
)
ALL = frozenset({*HE_SHE, *IT, *THEY, *SPEAKER})

MARGIN = 7.0
"""How much better than the next the best candidate must be; below it the pronoun stays unresolved. Chosen on GUM train
for precision."""
FLOOR = 20.0
UNKNOWN_GENDER, TELLER = -12.0, 35.0
_THINGS = frozenset({"state", "body", "firm", "government", "outlet", "group"})


def personal(token: Token, memory: Memory, speakers: dict[int, Entity]) -> tuple[Entity | None, str]:
    """Who "he", "she" and their forms mean."""
    scene, gender = memory.scene, HE_SHE[token.lower_]
    position = span_of(token)[0]
    sentence, quotation = scene.sentence_index(position), scene.quotation(position)
    speaker = speakers.get(quotation) if quotation >= 0 else None
    reflexive = token.lower_.endswith("self")

    governor = clause_verb(token) if token.dep_ in {"dobj", "dative"} and not reflexive else None
    verb = clause_verb(token) if reflexive else None
    own = subject(verb) if verb is not None else None
    implied = subject(governor) if governor is not None and governor == token.head else None

    kin = token.head.head if token.dep_ == "poss" and token.head.dep_ == "appos" else None  # "Orla, his sister"

    def wanted(draft: Draft) -> bool:
        entity = draft.entity
        if entity is None or not entity.person or entity.gender not in {None, gender}:
            return False
        if entity is speaker and not (reflexive and draft.quotation == quotation):
            return False
        if draft.head == implied or (kin is not None and draft.head == kin):
            return False
        bound = token.dep_ not in {"poss", "nsubj", "nsubjpass"} and (
            (acting(draft.head) and same_clause(token, draft.head)) or (reflexive and draft.head == own)
        )
        return bound if reflexive else not bound

    ahead = _ahead(token, scene)
    if ahead is not None and ahead.person and ahead.gender in {None, gender} and ahead is not speaker:
        return ahead, "pronoun: subject ahead"
    teller = _teller(token, scene)
    ranked = [
        (worth + (UNKNOWN_GENDER if entity.gender is None else 0.0) + (TELLER if entity is teller else 0.0), entity)
        for worth, entity in memory.ranked(sentence, quotation, wanted)
    ]
    ranked.sort(key=lambda pair: (-pair[0], -pair[1].order))
    if not ranked and gender == "f":
        return _land(token, memory)
    if not ranked or ranked[0][0] < FLOOR:
        return None, "no candidate"
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN:
        return None, "ambiguous"
    entity = ranked[0][1]
    if entity.gender is None and len(ranked) == 1:
        entity.gender = gender
    return entity, "pronoun"


def _land(token: Token, memory: Memory) -> tuple[Entity | None, str]:
    """The state that solemn text calls "she", by the structure that "it" follows; never where a woman may be meant."""
    if any(entity.person and entity.gender == "f" for entity in memory.scene.entities if entity.named):
        return None, "no candidate"
    entity, _, rule = _by_subject(token, memory)
    return (entity, rule) if entity is not None and entity.kind == "state" else (None, "no candidate")


def _ahead(token: Token, scene: Scene) -> Entity | None:
    """The subject that follows a fronted phrase: "In her speech, Solenz said", "Ending his visit, Revik said"."""
    if token.dep_ != "poss":
        return None
    top = token
    while top.dep_ != "ROOT" and top.head.pos_ not in {"VERB", "AUX"}:
        top = top.head
    if top.head.tag_ == "VBG" and top.head.dep_ == "advcl" and own_subject(top.head) is None:
        top = top.head
    found = own_subject(top.head) if top.dep_ in {"prep", "advmod", "npadvmod", "advcl"} else None
    if found is None or found.i < token.i or top.i > found.i:
        return None
    draft = scene.by_head(found)
    entity = draft.entity if draft is not None else None
    return entity if entity is not None and entity.named else None


def _teller(token: Token, scene: Scene) -> Entity | None:
    """Whom the clause around the pronoun favours.

    The subject of the verb whose content clause has the pronoun for its subject ("Haldar told Revik he would"), or the
    possessor of the noun that the pronoun's noun explains ("Revik's visit, his first").
    """
    if token.dep_ == "poss" and token.head.dep_ == "appos":
        return _possessor(token.head.head, scene)
    if token.dep_ == "poss" and token.head.dep_ == "conj":
        return _within(token, scene)
    if token.dep_ not in {"nsubj", "nsubjpass"} or token.head.dep_ != "ccomp":
        return None
    found = subject(token.head.head)
    draft = scene.by_head(found) if found is not None and found != token else None
    return draft.entity if draft is not None else None


Meant = tuple[Entity | None, tuple[Entity, ...], str]


def _possessor(noun: Token, scene: Scene) -> Entity | None:
    owner = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    draft = scene.by_head(owner) if owner is not None else None
    return draft.entity if draft is not None else None


def _within(token: Token, scene: Scene) -> Entity | None:
    """Who owns the phrase that holds the pronoun.

    "Kardovia's exports to its neighbour"; or what the phrase is joined to: "the council and its chair".
    """
    noun = token.head
    if noun.dep_ == "conj" and noun.head.i < token.i:
        draft = scene.by_head(noun.head)
        return draft.entity if draft is not None else None
    for _ in range(3):
        if noun.dep_ != "pobj" or noun.head.head.pos_ != "NOUN":
            return None
        noun = noun.head.head
        if (owner := _possessor(noun, scene)) is not None:
            return owner
    return None


def thing(token: Token, memory: Memory) -> Meant:
    """Whom "it" or "they" means: the subject of the clause, of the governing clause or of the sentence before.

    Nearness alone is not enough: on GUM train the only body or state of two sentences was meant once in ten times.
    """
    entity, members, rule = _by_subject(token, memory)
    if entity is None and not members and token.lower_ == "they" and rule in {"kind", "number", "no subject"}:
        members = memory.joined(memory.scene.sentence_index(span_of(token)[0]), token)
        rule = "pronoun: joined before" if members else rule
    if entity is None and not members and token.lower_ == "they" and rule in {"kind", "no actor"}:
        members = _two_met(token, memory)
        rule = "pronoun: the two who met" if members else rule
    if entity is not None and _crossed(token, entity, memory):
        return None, (), "ambiguous"
    return entity, members, rule


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
        if plural and other.tag_ == "NNS":
            return True
        if plural or draft is None or draft.entity is None or draft.kind != "name" or draft.modifier:
            continue
        if draft.entity.kind in _THINGS and not draft.entity.place and other.dep_ != "compound":
            return True
    return False


def _by_subject(token: Token, memory: Memory) -> Meant:
    scene = memory.scene
    plural = token.lower_ in THEY
    if not plural and _empty(token):
        return None, (), "empty"
    ahead = _ahead(token, scene)
    if ahead is not None and not plural and ahead.kind in _THINGS and not ahead.plural:
        return ahead, (), "pronoun: subject ahead"
    inner = _within(token, scene) if token.dep_ == "poss" and not plural else None
    if inner is not None and inner.kind in _THINGS and not inner.place:
        return inner, (), "pronoun: possessor"
    verb = clause_verb(token)
    if verb is None:
        return None, (), "no clause"
    if token.dep_ in {"nsubj", "nsubjpass"}:
        return _as_subject(token, verb, memory, plural=plural)
    head = subject(verb) or own_subject(token.sent.root)
    if head is None or head == token or token.i < head.i:
        return None, (), "no subject"
    if token.dep_ == "poss" or token.lower_.endswith(("self", "selves")):
        return _take(head, scene, plural=plural, rule="pronoun: subject")
    return None, (), "object"


def _as_subject(token: Token, verb: Token, memory: Memory, *, plural: bool) -> Meant:
    scene = memory.scene
    governing = above(verb)
    if governing is not None:
        head = own_subject(governing)
        passive = verb.dep_ == "conj" and token.dep_ == "nsubjpass"  # "... is ready, but it will not be done"
        if head is None or head.i >= token.i or verb.dep_ not in {"ccomp", "advcl", "conj"} or passive:
            return None, (), "no subject"
        found = _take(head, scene, plural=plural, rule="pronoun: governing subject")
        loose = plural and found[0] is not None and not found[0].plural and verb.dep_ != "ccomp"
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
    return _take(head, scene, plural=plural, rule="pronoun: subject before")


def _take(head: Token, scene: Scene, *, plural: bool, rule: str) -> Meant:
    """The actor behind a subject if its number agrees."""
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
    if plural and not entity.plural and entity.kind == "state":
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
    if verb.lemma_ == "be" or token.dep_ == "nsubjpass":
        return any(child.dep_ in {"ccomp", "xcomp", "advcl", "csubj", "relcl"} for child in verb.children) or any(
            grandchild.dep_ in {"relcl", "acl", "xcomp", "ccomp", "prep"}
            for child in verb.children
            if child.dep_ in {"acomp", "attr"}
            for grandchild in child.children
        )
    return False
