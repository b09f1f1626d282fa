"""How an event stands to the world: asserted, planned, denied, hypothetical."""

from __future__ import annotations

from spacy.tokens import Token

from communique.model import Modality
from communique.parse import reality

_PLANNED = frozenset({
    "plan", "intend", "aim", "expect", "prepare", "schedule", "set", "due", "decide", "mean", "hope", "want", "seek", "try",
    "attempt", "promise", "pledge", "vow", "agree", "offer", "prepare", "look", "go",
})  # fmt: skip
_HYPOTHETICAL = frozenset({
    "consider", "propose", "suggest", "discuss", "ask", "urge", "call", "demand", "press", "mull", "weigh", "contemplate",
    "avoid", "prevent", "fear", "threaten", "warn", "risk", "appear", "deny", "refuse", "fail", "recommend", "advise", "allow",
    "wish", "favor", "favour", "oppose", "want", "encourage", "request", "require", "help", "enable", "let", "stop", "likely",
})  # fmt: skip
_CLAUSAL = frozenset({"xcomp", "ccomp", "pcomp", "conj", "acl", "advcl"})
_STEPS = 4


def modality(token: Token) -> Modality:
    """The modality of the act that a verb, or the verb over a noun, tells; the nearest sign decides."""
    current = token
    for step in range(_STEPS):
        found = reality(current)
        if found == "negated":
            return "denied"
        if found in {"conditional", "modal"}:
            return "hypothetical"
        if found == "future":
            return "planned"
        head = current.head
        if head == current or current.dep_ not in _CLAUSAL or current.dep_ in {"conj"} and step:
            break
        if current.dep_ in {"xcomp", "pcomp", "ccomp", "acl"}:
            lemma = (head.head if head.pos_ == "ADP" else head).lemma_.lower()
            infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in current.children)
            if lemma in _HYPOTHETICAL:
                return "hypothetical"
            if lemma in _PLANNED or (infinitive and current.dep_ == "acl"):
                return "planned"
        elif current.dep_ == "advcl" and any(c.lower_ == "to" and c.dep_ == "aux" for c in current.children):
            return "planned"
        if current.dep_ in {"ccomp", "advcl", "acl"}:
            break
        current = head
    return "asserted"
