"""Where a parse tells an announced future act: the act's head, the word that commits, the subject, the firmness.

Who the subject is and whether it can act is for `find` to say; nothing here needs more than the parse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from communique.model.pledge import Firmness
from communique.parse import hedged, negated
from communique.pledge.lexicon import Lexicon, load
from communique.resources import cues
from communique.resources.vocabulary import wordlist

_WILL = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_VERBS = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A future act: `act` its head verb (or noun), `cue` the word that makes it a pledge, `subject` whose act it is.

    `backshifted` marks "would" under a verb of saying, `passive` a subject that the arrangement is made for.
    """

    act: Token
    cue: Token
    subject: Token | None
    firmness: Firmness
    rule: str
    backshifted: bool = False


def candidates(doc: Doc, words: Lexicon) -> Iterator[Candidate]:
    """All candidates of a parsed block; an act may come up by more than one rule, the surer rule first."""
    for token in doc:
        lemma = words.slips.get(token.lower_) or token.lemma_.lower()
        if token.pos_ in _VERBS:
            if lemma in words.commit:
                yield from _committed(token, lemma, words)
            if lemma == "accept":
                yield from _accepted(token, words)
            yield from _future(token)
            if lemma == "be":
                yield from _is_to(token)
        if token.lower_ in words.arranged and token.pos_ in {"VERB", "ADJ"}:
            yield from _arranged(token, words)
        elif token.pos_ == "NOUN":
            if lemma in words.commit_nouns:
                yield from _by_noun(token, lemma, words)
            elif lemma in words.acts:
                yield from _planned(token, words)
                yield from _announced(token, words)


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, its own or the one it shares with the verb it is joined or subordinate to."""
    for _ in range(4):
        if any(child.dep_ == "csubj" for child in verb.children):
            return None
        found = next((child for child in verb.children if child.dep_ in _SUBJECTS and child.i < verb.i), None)
        if found is not None:
            return found
        if verb.dep_ in {"relcl", "acl"} and verb.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return verb.head
        if verb.dep_ not in {"conj", "xcomp", "advcl"} or verb.head.pos_ not in _VERBS:
            return None
        verb = verb.head
    return None


def _joined(verb: Token) -> Iterator[Token]:
    """The verb and the verbs joined to it that share its auxiliary and subject: "will meet and sign".

    Verbs that share an object are one act, told by the last of them: "will adopt and keep a ban".
    """
    if not shares_object(verb):
        yield verb
    for child in verb.children:
        if child.dep_ != "conj" or not child.tag_.startswith("VB") or child.lower_ != child.lemma_.lower():
            continue
        if not any(
            inner.dep_ in _SUBJECTS or (inner.dep_ == "aux" and inner.lower_ != "to") for inner in child.children
        ):
            yield from _joined(child)


def shares_object(verb: Token) -> bool:
    """Whether a verb has no object but the one of the verb joined right to it: "adopt and keep a ban"."""
    other = next((child for child in verb.rights if child.dep_ == "conj"), None)
    if other is None or other.i - verb.i > _CLOSE or verb.lemma_.lower() in load().alone:
        return False
    if any(child.dep_ == "dobj" or (child.i < other.i and child.dep_ not in {"cc", "punct"}) for child in verb.rights):
        return False
    return other.tag_ == verb.tag_ and any(child.dep_ == "dobj" for child in other.rights)


_CLOSE = 3
"""Tokens from a verb to the one joined to it with which it shares an object: "adopt and fully keep"."""
_VERBAL = frozenset({"xcomp", "ccomp"})
_NOMINAL = frozenset({"acl", "relcl", "xcomp", "advcl", "ccomp"})


def _infinitive(token: Token) -> Token | None:
    """The verb of the to-infinitive that a word governs; of a verb its complement, not a purpose told further on."""
    arcs = _NOMINAL if token.pos_ in {"NOUN", "PROPN"} else _VERBAL
    for child in token.children:
        if child.i < token.i or child.tag_ != "VB" or child.dep_ not in arcs | {"advcl"}:
            continue
        marks = {inner.lower_: inner.i for inner in child.children if inner.dep_ in {"aux", "mark", "advmod"}}
        if any(_upon(inner) and inner.i < child.i for inner in token.rights):
            return None  # "agreed on the need to": what follows is what they agreed on
        if "to" not in marks or marks.keys() & {"whether", "how", "when", "where"}:
            continue
        if child.dep_ in arcs or marks["to"] - token.i <= 2:
            return child
    return None


def _upon(link: Token) -> bool:
    """Whether a preposition tells upon what they agreed, and not on which day."""
    days = any(child.ent_type_ in {"DATE", "TIME"} for child in link.children if child.dep_ == "pobj")
    return link.dep_ == "prep" and link.lower_ in {"on", "over"} and not days


def _committed(verb: Token, lemma: str, words: Lexicon) -> Iterator[Candidate]:
    if (
        negated(verb)
        or _unreal(verb)
        or _denied(verb)
        or _unsaid(verb)
        or _asked(verb)
        or (verb.dep_ == "acl" and verb.tag_ == "VBN")
    ):
        return
    subject = subject_of(verb)
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children)
    infinitive = None if passive else _infinitive(verb) or _to_doing(verb)
    if infinitive is not None:
        if _came_true(verb, lemma, words) or (lemma == "hope" and infinitive.lemma_.lower() in words.causatives):
            return
        for act in _listed(infinitive):
            yield Candidate(act, verb, subject, words.commit[lemma], f"commit:{lemma}")
    elif lemma in words.nominal and not passive:
        noun = _object(verb, lemma)
        if noun is not None:
            yield Candidate(noun, verb, subject, words.commit[lemma], f"commit-noun:{lemma}")


def _denied(verb: Token) -> bool:
    """Whether somebody denies that it was promised: "denied that she had promised", "denied having pledged"."""
    return any(
        head.lemma_ in load().denying and not negated(head)
        for token, head in zip((verb, *verb.ancestors), verb.ancestors, strict=False)
        if token.dep_ in _VERBAL and (token is verb or token.dep_ == "ccomp")
    )


def _to_doing(verb: Token) -> Token | None:
    """The act of "committed to maintaining the talks"."""
    if verb.lemma_.lower() != "commit":
        return None
    link = next((child for child in verb.rights if child.lower_ == "to" and child.dep_ == "prep"), None)
    return next((c for c in link.children if c.dep_ == "pcomp" and c.tag_ == "VBG"), None) if link is not None else None


def _unsaid(verb: Token) -> bool:
    """Whether nobody is told to have said it: "never said she would", "I am not sure they will", "it is unfair to say"."""
    for token in (verb, *verb.ancestors):
        head = token.head
        if token.dep_ not in _VERBAL or head.i == token.i:
            return False
        if token.dep_ == "ccomp":
            if head.lemma_.lower() in cues.load().verbs and head.lemma_ not in load().denying:
                infinitive = head.tag_ == "VB" and any(child.lower_ == "to" for child in head.lefts)
                return negated(head) or (infinitive and (head.head.lemma_ == "be" or head.head.pos_ == "ADJ"))
            if head.pos_ in {"ADJ", "AUX"}:
                return negated(head) or negated(head.head)
    return False


def _came_true(verb: Token, lemma: str, words: Lexicon) -> bool:
    """Whether the verb in the past tells of an act done rather than announced: "they decided to found a bank"."""
    return lemma in words.implicative and verb.tag_ in {"VBD", "VBN", "VBG"}


def _listed(infinitive: Token) -> Iterator[Token]:
    """The acts of one commitment, also those that a long object parts from it: "to work against X and to deepen Y"."""
    yield from _joined(infinitive)
    nearer = {token.i for token in _joined(infinitive)}
    for token in infinitive.subtree:
        if token.tag_ != "VB" or token.i in nearer or token.dep_ not in {"conj", "xcomp", "advcl", "acl"}:
            continue
        mark = next((child for child in token.lefts if child.lower_ == "to" and child.dep_ == "aux"), None)
        if mark is not None and mark.i > 0 and mark.nbor(-1).lower_ == "and":
            yield from _joined(token)


def _object(verb: Token, lemma: str) -> Token | None:
    """The promised thing: "pledged support"; of a threat what it threatens with: "threatened them with tariffs"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "with" and lemma == "threaten":
            return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
    thing = next((c for c in verb.children if c.dep_ == "dobj" and c.pos_ == "NOUN" and not _pointing(c)), None)
    if thing is None or lemma != "threaten":
        return thing
    known = any(child.lower_ in _KNOWN or child.dep_ == "poss" for child in thing.lefts)
    return thing if thing.lemma_.lower() in load().threats and not known else None


_KNOWN = frozenset({"the", "this", "that", "these", "those"})


def _pointing(noun: Token) -> bool:
    """Whether the promised thing only points back to what was promised before: "promised the sum"."""
    children = list(noun.children)
    return len(children) == 1 and children[0].lower_ in {"the", "this", "that"}


def _unreal(verb: Token) -> bool:
    """Whether the verb of commitment is itself only possible or asked for: "may agree", "if they agree"."""
    if hedged(verb) or any(
        child.dep_ == "mark" and child.lower_ in {"if", "unless", "whether"} for child in verb.children
    ):
        return True
    if verb.lemma_ in load().given_up and any(child.dep_ == "aux" and child.lower_ == "had" for child in verb.children):
        return True
    return (
        verb.tag_ == "VB"
        and verb.dep_ in {"xcomp", "ccomp"}
        and not any(child.lower_ in _WILL for child in verb.children)
    )


def _future(verb: Token) -> Iterator[Candidate]:
    if verb.dep_ == "aux":
        return
    auxiliaries = {child.lower_: child for child in verb.children if child.dep_ == "aux"}
    cue = next((token for word, token in auxiliaries.items() if word in _WILL), None)
    going = verb.dep_ == "xcomp" and verb.head.lower_ == "going" and "to" in auxiliaries
    back = auxiliaries.get("would")
    if (cue is None and not going and back is None) or (going and negated(verb.head)):
        yield from _warned(verb, auxiliaries)
        return
    if _denied(verb) or _unsaid(verb):
        return
    if any(child.dep_ in {"auxpass", "nsubjpass", "expl"} for child in verb.children) or _asked(verb):
        yield from _passive(verb, cue or back)
        return
    subject = subject_of(verb)
    for act in _joined(verb):
        inner = _infinitive(act) if act.lemma_ in load().phases else None
        yield Candidate(
            inner or act,
            cue or back or verb.head,
            subject,
            "will",
            "will" if cue or going else "would",
            cue is None and not going,
        )


_QUESTIONS = wordlist("function_words", "asking")


def _asked(verb: Token) -> bool:
    """Whether the clause is a condition or a question rather than an announcement: "where he would go".

    What is joined to a question is one too: "whether he plans to resign or will stand again".
    """
    if verb.dep_ in {"conj", "xcomp"} and verb.head.pos_ in _VERBS and not _has_subject(verb) and _asked(verb.head):
        return True
    first = verb.doc[verb.left_edge.i]
    fronted = first.tag_ in {"WDT", "WP", "WP$"} and first.lower_ != "that"
    if fronted and verb.dep_ in {"ccomp", "pcomp"} and first.i > 0 and first.nbor(-1).text != ",":
        return True  # "which way he will turn"
    asking = next((child for child in verb.lefts if child.tag_ == "WRB"), None)
    if asking is not None and verb.dep_ in {"ccomp", "advcl"} and asking.i > 0 and asking.nbor(-1).text != ",":
        return True
    return any(child.dep_ in {"mark", "advmod"} and child.lower_ in _QUESTIONS for child in verb.lefts)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in _SUBJECTS for child in verb.lefts)


def _warned(verb: Token, auxiliaries: dict[str, Token]) -> Iterator[Candidate]:
    """As in "warned that it could target the banks"; that the one who warns is the one who acts is for `find` to say."""
    able = next((token for word, token in auxiliaries.items() if word in {"could", "may", "might", "can"}), None)
    governor = verb.head
    if able is None or governor.lemma_ not in {"warn", "threaten"} or verb.dep_ != "ccomp" or negated(verb):
        return
    for act in _joined(verb):
        yield Candidate(act, able, subject_of(verb), "threatens to", "warned")


_BESIDE = frozenset({"that", "while", "whereas", "though", "although"})
"""What opens a clause that announces beside the main one: "while the camp will be closed"."""


def _passive(verb: Token, cue: Token | None) -> Iterator[Candidate]:
    """As in "the camps will be closed": an act without its actor, a pledge if one who can act announces it.

    What "will not be done" is a refusal: it tells no act that could be done or left undone by a day.
    """
    thing = next((child for child in verb.children if child.dep_ == "nsubjpass" and child.i < verb.i), None)
    if cue is None or thing is None or verb.tag_ != "VBN" or verb.dep_ == "relcl" or _asked(verb) or negated(verb):
        return
    if verb.dep_ == "advcl" and any(child.dep_ == "mark" and child.lower_ not in _BESIDE for child in verb.lefts):
        return  # "before the bridge would be closed"
    agent = next((child for child in verb.children if child.dep_ == "agent"), None)
    by = next((child for child in agent.children if child.dep_ == "pobj"), None) if agent is not None else None
    yield Candidate(verb, cue, by, "will", "passive", cue.lower_ == "would")


def _is_to(verb: Token) -> Iterator[Candidate]:
    """As in "The two are to meet on Friday"."""
    if verb.lower_ not in {"is", "are", "was", "were"} or negated(verb):
        return
    subject = subject_of(verb)
    infinitive = _infinitive(verb)
    if (
        subject is None
        or infinitive is None
        or infinitive.dep_ != "xcomp"
        or subject.pos_ not in {"PROPN", "PRON", "NOUN"}
    ):
        return
    if any(child.dep_ in {"attr", "acomp", "oprd"} for child in verb.children) or infinitive.i - verb.i > 3:
        return
    for act in _joined(infinitive):
        yield Candidate(act, verb, subject, "will", "be-to")


def _arranged(token: Token, words: Lexicon) -> Iterator[Candidate]:
    """As in "is expected to visit", "were set to join"."""
    infinitive = _infinitive(token)
    verb = token if token.pos_ == "VERB" else token.head
    be = (
        token.pos_ == "ADJ"
        or any(child.dep_ in {"auxpass", "aux"} for child in token.children)
        or token.dep_ in {"acl", "relcl"}
    )
    if infinitive is None or not be or negated(token) or negated(verb) or hedged(token):
        return
    if any(child.lower_ == "had" for child in (*token.lefts, *verb.lefts)):
        return  # "had been scheduled to": it came otherwise
    if any(child.dep_ == "agent" or child.lower_ == "widely" for child in token.children):
        return  # "is expected by some to": what others expect
    subject = subject_of(token) or subject_of(verb)
    for act in _joined(infinitive):
        yield Candidate(act, token, subject, words.arranged[token.lower_], f"arranged:{token.lower_}")


def _by_noun(noun: Token, lemma: str, words: Lexicon) -> Iterator[Candidate]:
    """As in "announced plans to build", "its promise to withdraw"."""
    infinitive = _infinitive(noun)
    if infinitive is None or min(c.i for c in infinitive.children if c.lower_ == "to") - noun.i > 2:
        return
    if negated(noun) or any(child.lower_ in {"no", "any", "another"} for child in noun.lefts):
        return
    subject = next(
        (child for child in noun.lefts if child.dep_ == "poss" or child.ent_type_ in {"GPE", "NORP", "ORG"}), None
    )
    verb = noun.head
    if noun.dep_ in {"dobj", "attr"} and verb.lemma_ in words.holders and not negated(verb) and not _unreal(verb):
        subject = subject or subject_of(verb)
    if subject is None:
        return
    for act in _joined(infinitive):
        yield Candidate(act, noun, subject, words.commit_nouns[lemma], f"noun:{lemma}")


def _planned(noun: Token, words: Lexicon) -> Iterator[Candidate]:
    """As in "Her planned visit to the capital"."""
    cue = next((child for child in noun.lefts if child.lower_ in words.planned), None)
    subject = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    if cue is not None and subject is not None:
        yield Candidate(noun, cue, subject, "plans to", f"planned:{cue.lower_}")


def _announced(noun: Token, words: Lexicon) -> Iterator[Candidate]:
    """As in "announced ten percent tariffs from 1 June"; that the day is yet to come is for `find` to say."""
    verb = noun.head
    if verb.lemma_.lower() not in words.announcing or noun.dep_ not in {"dobj", "dep", "ccomp"}:
        return
    subject = subject_of(verb)
    if subject is not None and not (negated(verb) or _unreal(verb)) and verb.tag_ in {"VBD", "VBZ", "VBP", "VBN"}:
        yield Candidate(noun, verb, subject, "will", f"announced:{verb.lemma_.lower()}")


def _accepted(verb: Token, words: Lexicon) -> Iterator[Candidate]:
    """As in "accepted an invitation to visit", "invited him to the parade, which he accepted"."""
    if negated(verb) or _unreal(verb):
        return
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None) or subject_of(verb)
    taken = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if taken is not None and taken.lemma_ in words.invitations:
        act = _infinitive(taken) or _destination(taken) or _infinitive(verb)
        if act is not None:
            yield Candidate(act, verb, subject, "will", "accept")
        return
    pointing = taken is not None and taken.lower_ in {"which", "that", "it"}
    if (verb.dep_ in {"relcl", "advcl"} and pointing) or (verb.dep_ == "conj" and (taken is None or pointing)):
        for governor in verb.ancestors:
            if governor.lemma_ == "invite":
                act = _infinitive(governor) or _destination(governor)
                if act is not None:
                    yield Candidate(act, verb, subject, "will", "accept")
                return


def _destination(token: Token) -> Token | None:
    """The event or place of "an invitation to the parade", "invited him to the summit"."""
    for child in token.children:
        if child.dep_ in {"prep", "dative"} and child.lower_ == "to":
            return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
    return None
