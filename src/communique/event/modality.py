"""How an event stands to the world: asserted, planned, denied, alleged, hypothetical, or only a topic."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from spacy.tokens import Token

from communique.model import Modality
from communique.parse import infinitive, reality

_CLAUSAL = frozenset({"xcomp", "ccomp", "pcomp", "conj", "acl", "advcl"})
_STEPS = 4
"""Most verbs to climb from an act to the word that decides its modality."""


@dataclass(frozen=True)
class _Words:
    lists: dict[str, frozenset[str]]
    under_noun: dict[str, Modality]
    of_noun: dict[str, Modality]
    before_noun: dict[str, Modality]


@cache
def _words() -> _Words:
    text = (files("communique.resources") / "plover" / "modality.yaml").read_text("utf-8")
    raw = yaml.load(text, yaml.CSafeLoader)
    lists = {name: frozenset(words) for name, words in raw.items() if isinstance(words, list)}
    under: dict[str, Modality] = {word: kind for kind, words in raw["under_noun"].items() for word in words}
    of: dict[str, Modality] = {word: kind for kind, words in raw["of_noun"].items() for word in words}
    before: dict[str, Modality] = {word: kind for kind, words in raw["before_noun"].items() for word in words}
    return _Words(lists, under, under | of, before)


def listed(name: str) -> frozenset[str]:
    """One of the word lists of `modality.yaml`."""
    return _words().lists[name]


def modality(token: Token) -> Modality | None:
    """The modality of the act that a verb, or the verb over a noun, tells; the nearest sign decides.

    None where the act is only a topic, a purpose or a condition: "talks on deepening ties", "works to deliver aid", "will
    respond if Oman attacks".
    """
    lists = _words().lists
    if performs(token):
        return "asserted"
    if any(child.lower_ in lists["hearsay"] for child in token.children):
        return "alleged"
    if token.pos_ == "NOUN":
        return None if _ruled(token) else _of_noun(token)
    if _habit(token) or _asked(token):
        return None
    if _imperative(token) or _ruled(token):
        return None
    if _whenever(token):
        return None
    current, steps = token, 0
    while steps < _STEPS:
        if _supposed(current) or _listed(current) or (current.dep_ == "xcomp" and _supposed(current.head)):
            return None
        if _purpose(current):
            return None
        if _told_apart(current):
            return "asserted"
        own = _own(current)
        if own is not None:
            return own
        head = current.head
        if current.dep_ == "relcl" and infinitive(current) and head.lemma_ in _words().under_noun:
            return _words().under_noun[head.lemma_]  # "pave the way for Oman to withdraw"
        if current.dep_ == "relcl" and infinitive(current) and any(child.dep_ == "mark" for child in current.children):
            return None  # "offered Oslo as a venue for the two to meet"
        if head == current or current.dep_ not in _CLAUSAL:
            break
        decided, found = _under(current, head, token)
        if not decided and _beside(current) and head.dep_ != "acl":
            above = modality(head)
            return above if above in {"planned", "hypothetical"} else found
        if decided or current.dep_ in {"ccomp", "advcl", "acl"}:
            return found
        steps += current.dep_ != "conj"
        current = head.head if head.pos_ == "ADP" else head
    return "asserted"


def of_force(verb: Token) -> bool:
    """Whether what is used is force: "pledged not to use force"."""
    return any(child.dep_ == "dobj" and child.lemma_ in {"force", "violence"} for child in verb.children)


def performs(word: Token) -> bool:
    """Whether words are the act that they tell: "thank you for ...", "I would like to congratulate", "we are grateful"."""
    return teller(word) is not None


def teller(word: Token) -> Token | None:
    """The first person who does with words what they tell; the word itself in "thank you for ...", None in other words."""
    lists = _words().lists
    if word.lemma_ in lists["conveying"]:
        told = any(child.dep_ == "dobj" and child.lemma_ in lists["thanks"] for child in word.children)
    else:
        told = word.lemma_ in lists["thanking"] and word.pos_ in {"VERB", "ADJ"}
    if not told or any(child.dep_ == "neg" for child in word.children):
        return None
    verb = word.head if word.pos_ == "ADJ" else word
    heard = any(child.dep_ == "dobj" and child.lower_ == "you" for child in verb.children)
    bare = not _doers(verb) and not any(child.dep_ in {"aux", "mark"} for child in verb.children)
    if verb.tag_ in {"VB", "VBP"} and heard and bare:
        return word if verb.dep_ in {"ROOT", "ccomp"} else None
    for _ in range(_STEPS + _STEPS):
        if (subject := next(iter(_doers(verb)), None)) is not None:
            begging = _BEGGING if verb.lemma_ in lists["performing"] else _SAYING
            auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"} - {"to"}
            begged = subject.lower_ in {"me", "us"} and verb.head.lemma_ in lists["letting"]
            own = subject.lower_ in {"i", "we"} and verb.tag_ in {"VBP", "VB"} and auxiliaries <= begging
            return subject if begged or own else None
        if verb.lemma_ in lists["letting"]:
            return next((child for child in verb.children if child.lower_ in {"me", "us"}), None)
        if verb.head == verb or verb.head.lemma_ not in lists["performing"] | lists["letting"]:
            return None
        verb = verb.head
    return None


def _doers(verb: Token) -> list[Token]:
    """The subjects of a verb but for the name of who speaks: "Karl Weiss: Thank you for ..."."""
    subjects = (child for child in verb.children if child.dep_ == "nsubj")
    return [noun for noun in subjects if all(":" not in token.text for token in verb.doc[noun.i : verb.i])]


_SAYING = frozenset({"must", "do", "can"})
_BEGGING = _SAYING | {"would", "'d", "’d", "should"}
"""Auxiliaries of the first person that take nothing from what is done with words: "I must thank", "I would like to"."""


def _told_apart(verb: Token) -> bool:
    """Whether a past tense with a subject of its own stands in line with what only may be: "I would note ..., and we met"."""
    subject = any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)
    return (
        verb.dep_ == "conj" and verb.tag_ == "VBD" and verb.head.tag_ == "VB" and subject and not _supposed(verb.head)
    )


def _ruled(token: Token) -> bool:
    """Whether an act belongs to a rule: "the Parties shall consult", "After consultations with Oman, Peru shall adopt"."""
    current = token
    while True:
        if any(child.dep_ == "aux" and child.lower_ in _words().lists["ruling"] for child in current.children):
            return True
        if current.head == current or current.dep_ in {"relcl", "acl", "ccomp"}:
            return False
        current = current.head


def _beside(gerund: Token) -> bool:
    """Whether a gerund goes on with what the verb before it does or plans: "plans to ease the rules, lifting two bans"."""
    own = any(child.dep_ in {"nsubj", "nsubjpass", "mark"} for child in gerund.children)
    return gerund.dep_ == "advcl" and gerund.tag_ == "VBG" and gerund.i > gerund.head.i and not own


def _habit(verb: Token) -> bool:
    """Whether a verb tells what somebody does all along: "frequently meets with them", "has long been talking"."""
    present = verb.tag_ in {"VBZ", "VBP"} or any(c.dep_ == "aux" and c.tag_ in {"VBZ", "VBP"} for c in verb.children)
    return present and any(child.lower_ in _words().lists["habitual"] for child in verb.children)


def _asked(verb: Token) -> bool:
    """Whether a main verb stands in a question: "Why does Oman refuse to sign?"."""
    if verb.dep_ != "ROOT" or verb.right_edge.text != "?":
        return False
    return any(c.tag_ in {"WRB", "WP", "WDT"} or (c.dep_ == "aux" and c.i < verb.i) for c in verb.children)


def _whenever(verb: Token) -> bool:
    """Whether a clause of *when* tells a case of a rule: "When Oman imposes a tariff, Peru intends to tell Chile"."""
    present = {"VBZ", "VBP"}
    if verb.dep_ != "advcl" or verb.tag_ not in present or verb.head.tag_ not in present or verb.i > verb.head.i:
        return False
    return any(child.lower_ in {"when", "whenever"} and child.i < verb.i for child in verb.children)


def _imperative(verb: Token) -> bool:
    """Whether a bare verb without a subject asks for the act: "Call off the summit!", "Call it off, Oman tells Iran"."""
    if verb.tag_ not in {"VB", "VBP"}:
        return False
    if any(child.dep_ in {"aux", "auxpass", "mark"} for child in verb.children):
        return False
    subjects = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    if subjects:  # "Oman to Iran: call it off"
        return any(token.text == ":" for token in verb.doc[subjects[-1].i : verb.i])
    if verb.dep_ == "conj":
        return _imperative(verb.head)
    return verb.dep_ == "ROOT" or (verb.dep_ in {"ccomp", "advcl"} and verb.i < verb.head.i)


def _own(verb: Token) -> Modality | None:
    """What a verb's own auxiliaries and negation say."""
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _words().lists["wishing"]:
        return "hypothetical"
    if verb.tag_ == "VB" and verb.dep_ == "ccomp" and all(child.dep_ != "aux" for child in verb.children):
        return "hypothetical"  # "that Oman investigate the matter"
    found = reality(verb)
    if found == "negated":
        return "denied"
    if found == "modal" and _would(verb):
        return "planned"
    if found in {"conditional", "modal"}:
        return "hypothetical"
    return "planned" if found == "future" else None


def _under(verb: Token, head: Token, told: Token) -> tuple[bool, Modality | None]:
    """Whether the governing word decides, and what: `(False, "asserted")` where it does not.

    `told` is the act's own verb, `verb` that or one it is co-ordinated with.
    """
    lists = _words().lists
    with_to = infinitive(verb)
    if seized(verb):
        return False, "asserted"
    if verb.dep_ == "ccomp" and verb.i < head.i and any(child.dep_ == "mark" for child in head.children):
        return True, "asserted"  # main and subordinate clause exchanged by the parser: "A urged B, after C was ..."
    if verb.dep_ == "conj" and _out_of_line(verb, head, with_to=with_to):
        return True, None
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.i > head.i and head.lemma_ in lists["conferring"]:
        topics = any(child.dep_ == "dobj" or child.lower_ in _TOPICS for child in head.children)
        return topics, None if topics else "asserted"
    if verb.dep_ in {"advcl", "conj"}:
        purpose = verb.dep_ == "advcl" and with_to and not _done_by(told, head)
        return purpose, None if purpose else "asserted"
    lemma = (head.head if head.pos_ == "ADP" else head).lemma_.lower()
    if verb.dep_ == "pcomp" and (head.lower_ in _MEANS or _of_its_own(verb, head)):
        return head.lower_ == "with", "asserted"
    if lemma in lists["denying"]:
        return True, "denied"
    if lemma in lists["accusing"]:
        given = verb.dep_ == "pcomp" and head.lower_ == "for" and lemma in lists["blaming"]
        return True, "asserted" if given else "alleged"
    if with_to and lemma == "decision" and verb.lemma_.lower() in lists["accusing"]:
        return True, "asserted"  # "her decision to blame Oman"
    if with_to and lemma in _words().under_noun:
        return True, _words().under_noun[lemma]
    if verb.dep_ == "pcomp" and (head.head.pos_ == "NOUN" or head.lower_ in _TOPICS or _heeded(head)):
        return True, None
    if lemma in lists["topical"]:
        return True, None
    if lemma in lists["hypothetical"]:
        return True, "hypothetical"
    if lemma in lists["planned"] and (with_to or verb.dep_ != "pcomp" or head.lower_ in _AHEAD):
        return True, "planned"
    if with_to and lemma == "be" and any(child.dep_ == "nsubj" and child.pos_ == "PROPN" for child in head.children):
        return True, "planned"  # "the President is to visit Oman", but "the aim is to visit Oman"
    if with_to and lemma not in lists["factual"] and not _done_by(verb, head):
        return True, None
    return False, "asserted"


def seized(verb: Token) -> bool:
    """Whether an infinitive tells what an opportunity was taken for: "took the opportunity to thank Oman"."""
    chance = verb.head if verb.dep_ == "acl" else next((c for c in verb.head.children if c.dep_ == "dobj"), verb)
    over = verb.head.head if verb.dep_ == "acl" else verb.head
    taken = over.lemma_ in listed("seizing") and chance.lemma_ in listed("chances")
    return infinitive(verb) and verb.dep_ in {"acl", "xcomp", "advcl"} and taken


def _purpose(verb: Token) -> bool:
    """Whether an infinitive tells what for, not what is planned: "offered a bounty to kill him"."""
    return (
        infinitive(verb)
        and verb.head.lemma_ in listed("setting")
        and any(child.dep_ == "dobj" for child in verb.head.children)
    )


def _supposed(verb: Token) -> bool:
    """Whether a clause is a condition ("if Oman attacks") or what somebody thought would be."""
    thought = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in _words().lists["thinking"]
    marked = any(child.dep_ == "mark" and child.lower_ in _CONDITIONS for child in verb.children)
    return thought or marked or in_case(verb)


def in_case(verb: Token) -> bool:
    """Whether an act is told for a case that may come: "in the event of an attack, they will ...", not "in the case of Oman"."""
    preps = (child for child in verb.children if child.dep_ == "prep" and child.lower_ == "in")
    nouns = (noun for prep in preps for noun in prep.children if noun.dep_ == "pobj" and noun.lower_ in _CASES)
    return any(
        any(child.lower_ == "of" for child in noun.children)
        and (noun.lower_ == "event" or all(child.dep_ != "det" for child in noun.children))
        for noun in nouns
    )


_CASES = frozenset({"event", "case"})


def _listed(verb: Token) -> bool:
    """Whether a gerund goes on with a list of topics: "their interest in promoting peace, supporting Oman, and ..."."""
    if verb.dep_ != "advcl" or verb.tag_ != "VBG":
        return False
    top = verb.head
    while top.dep_ == "advcl" and top.tag_ == "VBG":
        top = top.head
    first = any(
        t.dep_ == "pcomp" and t.tag_ == "VBG" and t.i < verb.i and t.head.head.pos_ == "NOUN" for t in top.subtree
    )
    return first and any(t.dep_ == "conj" and t.tag_ == "VBG" for t in verb.subtree)


def _out_of_line(verb: Token, head: Token, *, with_to: bool) -> bool:
    """Whether a verb is co-ordinated with what is no verb of its own form, and so is no act of the same doer.

    It continues an infinitive before a finite verb ("vowed to fight what they saw and to deepen ..."), or it is one of the
    things spoken of ("discussed trade, and deepening ties", "conferred on the visit and deepening ties").
    """
    finite = head.tag_ in FINITE
    gerund = verb.tag_ == "VBG" and not any(child.dep_ in {"aux", "nsubj"} for child in verb.children)
    return (finite and (with_to or _bare(verb))) or (gerund and (finite or head.pos_ in {"NOUN", "PROPN", "ADP"}))


def _bare(verb: Token) -> bool:
    """Whether a verb is an infinitive without "to", and not after an auxiliary of its own."""
    return verb.tag_ == "VB" and not any(child.dep_ in {"aux", "auxpass", "nsubj"} for child in verb.children)


FINITE = frozenset({"VBD", "VBZ", "VBP"})
"""Tags of a verb that stands by itself."""
_CONDITIONS = frozenset({"if", "unless"})
"""Marks of a clause that only supposes its act, negated or not: "if Oman does not lift the ban"."""
_AWAITING = _CONDITIONS | {"until"}
"""Marks of a clause whose state is not there yet."""
_MEANS = frozenset({"by", "after", "through", "while", "before"})
"""Prepositions whose gerund tells how or when the act was done: "ended the war by withdrawing ..."."""
_TOPICS = frozenset({"on", "about", "towards", "toward", "in", "at"})
_AHEAD = frozenset({"on", "about", "for", "to", "of"})


def _of_age(word: Token) -> bool:
    """Whether a word tells how old a thing is: "the 40-year-old agreement"."""
    return word.lower_ in {"old", "older"} and word.dep_ == "amod" and any(child.text == "-" for child in word.children)


def _heeded(preposition: Token) -> bool:
    """Whether a gerund is only what somebody gives weight to: "attach importance to building up their cooperation"."""
    return preposition.lower_ == "to" and any(child.dep_ == "dobj" for child in preposition.head.children)


def _of_its_own(verb: Token, head: Token) -> bool:
    """Whether a gerund after "with" has its own subject and so its own standing: "with Oman also inviting ..."."""
    return head.lower_ == "with" and any(child.dep_ == "nsubj" for child in verb.children)


def _would(verb: Token) -> bool:
    """Whether the verb is a future told in the past ("said it would send ..."), not the outcome of a condition."""
    if not any(child.dep_ == "aux" and child.lower_ in {"would", "’d", "'d"} for child in verb.children):
        return False
    marks = [mark for child in verb.children if child.dep_ == "advcl" for mark in child.children]
    return not any(mark.lower_ in {*_CONDITIONS, "were"} for mark in marks)


def _done_by(verb: Token, head: Token) -> bool:
    """Whether an infinitive of purpose is done by the very act that it is the purpose of."""
    lists = _words().lists
    return verb.lemma_.lower() in lists["uttered"] and head.lemma_.lower() in lists["visits"]


def _will(verb: Token) -> bool:
    return verb.pos_ in {"VERB", "AUX"} and reality(verb) == "future"


def _of_noun(noun: Token) -> Modality | None:
    """The modality of an act that a noun names: its own "no", then the verb or noun that it is object of."""
    if reality(noun) == "negated":
        return None if noun.dep_ in {"attr", "nsubj"} and reality(noun.head) == "modal" else "denied"
    lists = _words().lists
    if noun.dep_ == "nsubj" and reality(noun.head) in {"modal", "conditional"}:
        return "hypothetical"  # "a deal between Oman and Qatar could be near"
    if noun.dep_ in {"attr", "nsubj"} and any(c.dep_ == "mark" and c.lower_ in _AWAITING for c in noun.head.children):
        return None  # "until there is an agreement"
    for child in noun.lefts:
        if child.lower_ in _words().before_noun:
            return _words().before_noun[child.lower_]
    if any(child.lower_ in lists["lasting"] or _of_age(child) for child in noun.lefts):
        return None
    owned = any(child.dep_ == "poss" for child in noun.children)
    current = noun
    for _ in range(_STEPS):
        head = current.head
        if head == current or current.dep_ not in {"dobj", "pobj", "prep", "conj", "nsubjpass"}:
            return "asserted"
        if current.dep_ == "pobj" and head.lower_ in {"after", "following", "during", "since", "in", "at", "amid"}:
            return "planned" if _will(head.head) and head.lower_ not in {"after", "following", "since"} else "asserted"
        lemma = head.lemma_.lower()
        if head.pos_ == "NOUN" and lemma in _words().of_noun:
            return _words().of_noun[lemma]
        if head.pos_ == "VERB":
            if lemma in lists["unconfirmed"] and reality(head) == "negated":
                return None
            if owned and lemma in lists["given"]:
                return "asserted"
            if lemma in lists["hypothetical"] or lemma in lists["sought"]:
                return "hypothetical"
            return "planned" if lemma in lists["planned"] else modality(head)
        current = head
    return "asserted"
