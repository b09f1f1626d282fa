"""How an act is told: in a main clause of the past, as one of another time, or once more."""

from __future__ import annotations

from spacy.tokens import Token

from communique.event.clause import taken_for_content
from communique.event.modality import listed, seized


def main(verb: Token) -> bool:
    """Whether a verb tells a past act in a main clause."""
    if verb.tag_ == "VB" and (verb.dep_ in {"advcl", "pcomp"} or seized(verb)):  # "spoke with her to thank Oman"
        return any(main(above) for above in verb.ancestors if above.tag_ == "VBD")
    if verb.tag_ != "VBD" and not _was(verb):
        return False
    if verb.dep_ == "ccomp" and (taken_for_content(verb.head) == verb or _before_semicolon(verb)):
        return main(verb.head)
    return verb.dep_ == "ROOT" or (verb.dep_ == "conj" and main(verb.head))


def _was(verb: Token) -> bool:
    """Whether a verb is in the past by its auxiliary: "the ambassador was asked to leave"."""
    return verb.tag_ == "VBN" and any(child.dep_ == "auxpass" and child.tag_ == "VBD" for child in verb.children)


def _before_semicolon(verb: Token) -> bool:
    """Whether a clause was taken for what the next one says: "the envoy blamed Oman; he said that ..."."""
    return any(mark.text == ";" and verb.i < mark.i < verb.head.i for mark in verb.head.children)


def taken_up(head: Token) -> bool:
    """Whether a meeting is told of again to say which one it was: "this was their second call", "the call marked ..."."""
    noun = head.head if head.dep_ == "relcl" else head
    if (
        noun.dep_ not in {"attr", "dobj"}
        or noun.head.lemma_ not in listed("naming")
        or noun.lemma_ not in listed("meetings")
    ):
        return False
    subjects = (child for child in noun.head.children if child.dep_ == "nsubj")
    return any(child.lower_ in {"this", "that", "it"} or child.lemma_ in listed("meetings") for child in subjects)


REASONS = frozenset({"for"})
"""Words before what praise and blame are about."""


def elsewhen(head: Token, before: frozenset[str] = frozenset(), *, perfect: bool = True) -> bool:
    """Whether an act is set at another time: by a word beside it, or by a `perfect` ("had signed", "has supported").

    What stands behind a word of `before` is of another act, and so is what stands behind the thing praised: "thanked her for
    her help last year", "welcomed Oman's vote last year".
    """
    deed = (child for child in head.children if child.dep_ == "dobj" and before is REASONS)
    reason = min((t.i for t in (*deed, *(t for t in head.subtree if t.lower_ in before))), default=None)
    children = (child for child in head.children if child.dep_ != "mark" and (reason is None or child.i < reason))
    near = [head, *children]
    if any(t.lemma_.lower() in listed("otherwise") and not (t.lower_ == "again" and t.i < head.i) for t in near):
        return True
    return perfect and any(child.dep_ == "aux" and child.lemma_ == "have" for child in head.children)
