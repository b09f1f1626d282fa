"""Whose words a cue reports: from the cue to the word that heads its source."""

from __future__ import annotations

from spacy.tokens import Token

from communique.resources.vocabulary import wordlist

_SUBJECT = frozenset({"nsubj", "csubj"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
GIVING = wordlist("cues", "giving")
_DOING = frozenset({"use", "promise"})
"""Verbs whose subject acts in the infinitive after their object: "used the podium to condemn", "promised Oslo to help"."""
_STEPS = 5
"""Most clauses climbed from a cue to its subject: "he went on trying to say"."""


def speaker_of(cue: Token) -> Token | None:
    """The head of the phrase that names the source of a cue verb, noun or adjective; None where there is none."""
    if cue.pos_ == "ADJ":
        return of_verb(cue.head) if cue.head.pos_ in {"VERB", "AUX"} else None
    return of_noun(cue) if cue.pos_ in {"NOUN", "PROPN"} else of_verb(cue)


def of_verb(verb: Token) -> Token | None:
    """The subject of a cue verb, also one that it shares with the clause above: "came out, saying that"."""
    subject, passive = _subject(verb)
    if passive or (subject is None and verb.tag_ == "VBN" and verb.dep_ in {"advcl", "acl"} and not _has_aux(verb)):
        return agent_of(verb)
    current = verb
    for _ in range(_STEPS):
        if subject is not None:
            return None if subject.lower_ in {"it", "there"} and subject.dep_ == "expl" else subject
        above = _above(current)
        if above is None:
            break
        current, nominal = above
        if nominal:
            return current
        subject, _passive = _subject(current)
    return _nearest(verb) if subject is None else subject


def agent_of(verb: Token) -> Token | None:
    """Who a passive verb says did it: "condemned by Oslo"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
    return None


def of_noun(noun: Token) -> Token | None:
    """The source of a reporting noun: "China's claim", "a warning by Beijing", "the ministry issued a statement"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from", "of"}:
            return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
    if noun.dep_ == "dobj" and noun.head.lemma_ in GIVING:
        return of_verb(noun.head)
    return None


def _subject(verb: Token) -> tuple[Token | None, bool]:
    passive = False
    found = None
    for child in verb.children:
        if child.dep_ in _SUBJECT:
            found = child
        elif child.dep_ == "nsubjpass":
            found, passive = child, True
        elif child.dep_ == "auxpass":
            passive = True
    return found, passive


def _has_aux(verb: Token) -> bool:
    return any(child.dep_ == "aux" for child in verb.children)


def _above(verb: Token) -> tuple[Token, bool] | None:
    """The clause whose subject this verb shares, or the noun that it modifies (true)."""
    head = verb.head
    if head is verb or verb.dep_ == "ROOT":
        return None
    if verb.dep_ == "acl" and verb.tag_ == "VB":
        owner = of_noun(head)
        return (owner, True) if owner is not None else None
    if verb.dep_ in {"acl", "relcl"}:
        return (head, True) if verb.tag_ in {"VBG", "VBZ", "VBD", "VBP"} else None
    if verb.dep_ == "xcomp":
        objects = [c for c in head.children if c.dep_ == "dobj" and head.i < c.i < verb.i and head.lemma_ not in _DOING]
        return (objects[0], True) if objects and verb.tag_ == "VB" else (head, False)
    if verb.dep_ == "pcomp":
        above = head.head
        blamed = next((c for c in above.children if c.dep_ == "dobj" and above.i < c.i < head.i), None)
        if blamed is not None and head.lower_ in {"for", "of"} and blamed.pos_ in {"PROPN", "PRON"}:
            return blamed, True  # "praised Berg for opposing", "accused her of saying"
        return (above, above.pos_ not in {"VERB", "AUX"})
    if verb.dep_ == "conj" or (verb.dep_ in {"advcl", "dep", "ccomp"} and verb.tag_ in {"VBG", "VB", "VBN"}):
        return (head, False) if head.pos_ in {"VERB", "AUX"} else None
    return None


def _nearest(verb: Token) -> Token | None:
    """For a finite verb whose subject the parser lost: the nominal before it that heads its sentence or a fragment."""
    if verb.tag_ not in _FINITE:
        return None
    for token in reversed(list(verb.sent[: verb.i - verb.sent.start])):
        if token.text in {";", ":", ".", "“", "”", '"'}:
            return None
        if token.pos_ in _NOMINAL and token.dep_ in {"ROOT", "nsubj", "dep", "npadvmod", "nsubjpass"}:
            return token
    return None
