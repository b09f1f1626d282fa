"""How an event stands to the world: asserted, planned, denied, hypothetical."""

from __future__ import annotations

from spacy.tokens import Token

from communique.model import Modality
from communique.parse import reality

_PLANNED = frozenset({
    "plan", "intend", "aim", "expect", "prepare", "schedule", "set", "due", "mean", "hope", "want", "seek", "try",
    "attempt", "promise", "pledge", "vow", "agree", "offer", "prepare", "look", "go",
})  # fmt: skip
_HYPOTHETICAL = frozenset({
    "consider", "propose", "suggest", "discuss", "ask", "urge", "call", "demand", "press", "mull", "weigh", "contemplate",
    "avoid", "prevent", "fear", "threaten", "warn", "risk", "appear",  "recommend", "advise", "allow",
    "wish", "favor", "favour", "oppose", "want", "encourage", "request", "require", "help", "enable", "let", "stop", "likely",
})  # fmt: skip
_NOUNS: dict[str, Modality] = {
    **dict.fromkeys(("refusal", "failure", "inability", "reluctance"), "denied"),
    **dict.fromkeys(("call", "request", "demand", "proposal", "threat", "bid", "offer", "suggestion", "possibility", "option", "idea",
                     "appeal", "push", "effort", "attempt", "hope", "wish", "desire", "pressure", "need", "right", "ability"), "hypothetical"),
    **dict.fromkeys(("plan", "decision", "intention", "pledge", "promise", "vow", "agreement", "order", "commitment"), "planned"),
}  # fmt: skip
"""Modality of an infinitive under a noun: "its refusal to sign", "plans to meet"."""
_FACTUAL = frozenset({"begin", "start", "continue", "manage", "proceed", "come", "use", "have", "force", "get", "cease", "move", "go_on", "join",
                      "appear", "seem", "report", "believe", "say", "claim", "decide", "vote", "opt", "choose", "allege", "know", "last", "first", "rush"})  # fmt: skip
"""Verbs whose infinitive took place: "began to shell", "was forced to withdraw"."""
_VISITS = frozenset({"call", "phone", "telephone", "write", "speak", "host", "talk", "meet", "visit", "ring", "summon", "take", "rise", "gather", "tweet", "post"})
_UTTERED = frozenset({"congratulate", "thank", "apologize", "apologise", "protest", "complain", "discuss", "praise", "condemn", "welcome",
                      "express", "negotiate", "meet", "criticize", "criticise"})  # fmt: skip
"""What is done in calling or visiting: "called him to congratulate"."""
_DENYING = frozenset({"deny", "dismiss", "reject", "refute", "disavow"})
_HEARSAY = frozenset({"allegedly", "reportedly", "purportedly", "supposedly"})
_ACCUSING = frozenset({"accuse", "blame", "charge", "suspect", "allege", "claim", "convict", "indict", "sue", "condemn", "criticize",
                       "criticise", "denounce", "slam"})  # fmt: skip
_CLAUSAL = frozenset({"xcomp", "ccomp", "pcomp", "conj", "acl", "advcl"})
_STEPS = 4


def modality(token: Token) -> Modality | None:
    """The modality of the act that a verb, or the verb over a noun, tells; the nearest sign decides.

    None where the act is only a topic or a purpose: "talks on deepening ties", "works to deliver aid".
    """
    if any(child.lower_ in _HEARSAY for child in token.children):
        return "alleged"
    if token.pos_ == "NOUN":
        return _of_noun(token)
    current = token
    for step in range(_STEPS):
        found = reality(current)
        if found == "negated":
            return "denied"
        if found == "modal" and _would(current):
            return "planned"
        if found in {"conditional", "modal"}:
            return "hypothetical"
        if found == "future":
            return "planned"
        head = current.head
        if head == current or current.dep_ not in _CLAUSAL or (step == _STEPS - 1):
            break
        if current.dep_ in {"xcomp", "pcomp", "ccomp", "acl"}:
            lemma = (head.head if head.pos_ == "ADP" else head).lemma_.lower()
            infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in current.children)
            if lemma in _DENYING:
                return "denied"
            if lemma in _ACCUSING:
                return "alleged"
            if infinitive and lemma in _NOUNS:
                return _NOUNS[lemma]
            if current.dep_ == "pcomp" and (head.head.pos_ == "NOUN" or head.lower_ in {"on", "about", "towards", "toward"}):
                return None
            if lemma in _HYPOTHETICAL:
                return "hypothetical"
            if lemma in _PLANNED:
                return "planned"
            if infinitive and lemma not in _FACTUAL and not _done_by(current, head):
                return None
        elif current.dep_ in {"advcl", "relcl"} and any(c.lower_ == "to" and c.dep_ == "aux" for c in current.children):
            return "asserted" if _done_by(current, head) else None
        if current.dep_ in {"ccomp", "advcl", "acl"}:
            break
        current = head
    return "asserted"


def _would(verb: Token) -> bool:
    """Whether the verb is a future told in the past ("said it would send ..."), not the outcome of a condition."""
    if not any(child.dep_ == "aux" and child.lower_ in {"would", "’d", "'d"} for child in verb.children):
        return False
    conditions = {"if", "unless", "were"}
    return not any(mark.lower_ in conditions for child in verb.children if child.dep_ == "advcl" for mark in child.children)


def _done_by(verb: Token, head: Token) -> bool:
    """Whether an infinitive of purpose is done by the very act that it is the purpose of."""
    return verb.lemma_.lower() in _UTTERED and head.lemma_.lower() in _VISITS


def _of_noun(noun: Token) -> Modality | None:
    """The modality of an act that a noun names: its own "no", then the verb or noun that it is object of."""
    if reality(noun) == "negated":
        return "denied"
    current = noun
    for _ in range(_STEPS):
        head = current.head
        if head == current or current.dep_ not in {"dobj", "pobj", "prep", "conj", "nsubjpass"}:
            return "asserted"
        if current.dep_ == "pobj" and head.lower_ in {"after", "following", "during", "since", "in", "at"}:
            return "asserted"
        lemma = head.lemma_.lower()
        if head.pos_ == "NOUN" and lemma in _NOUNS | _PROSPECTS:
            return (_NOUNS | _PROSPECTS)[lemma]
        if head.pos_ == "VERB":
            if lemma in _HYPOTHETICAL or lemma in _SOUGHT:
                return "hypothetical"
            return "planned" if lemma in _PLANNED else modality(head)
        current = head
    return "asserted"


_PROSPECTS: dict[str, Modality] = {
    **dict.fromkeys(("prospect", "chance", "likelihood", "fear", "risk", "warning", "absence", "lack", "talk", "rumor", "rumour"), "hypothetical"),
    **dict.fromkeys(("preparation", "eve", "schedule", "invitation"), "planned"),
}  # fmt: skip
_SOUGHT = frozenset({"invite", "need", "justify", "support", "rule", "await", "expect", "seek", "want", "see", "face", "boycott", "exclude"})
