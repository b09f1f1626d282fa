"""The arguments of a verb or noun, read from the dependency parse."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from communique.actor.phrase import antecedent
from communique.event.definite import DEFINITE
from communique.event.fronted import fronted_subject
from communique.event.lists import headlined
from communique.event.modality import FINITE, seized
from communique.parse import infinitive
from communique.resources.vocabulary import wordlist

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_RELATIVES = frozenset({"who", "whom", "which", "that"})
_OBJECT_CONTROL = wordlist("plover/wording", "persuading")
_TERMING = wordlist("plover/wording", "terming")
STYLES = wordlist("names", "styles")
_DOCUMENTS = wordlist("plover/wording", "documents")
_STEPS = 6
"""Most verbs to climb in search of a shared subject; longer chains are parser errors in practice."""


@dataclass(slots=True)
class Arguments:
    """Heads of a predicate's arguments.

    `subject` is who acts, also in the passive; `preps` maps a preposition to its nouns; `more` are those that a second "with"
    adds behind a purpose.
    """

    subject: list[Token] = field(default_factory=list)
    object: list[Token] = field(default_factory=list)
    dative: list[Token] = field(default_factory=list)
    preps: dict[str, list[Token]] = field(default_factory=dict)
    complement: list[Token] = field(default_factory=list)
    particles: list[str] = field(default_factory=list)
    predicate: list[Token] = field(default_factory=list)
    passive: bool = False
    more: list[Token] = field(default_factory=list)


def arguments(verb: Token) -> Arguments:
    """The arguments of a verb, those it shares with other verbs included."""
    found = Arguments(passive=_is_passive(verb))
    grammatical: list[Token] = []
    for child in verb.children:
        dep = child.dep_
        before = dep == "npadvmod" and child.ent_type_ == "GPE" and child.i == verb.i - 1 and verb.tag_ in FINITE
        if (dep in _SUBJECTS and not swallows(verb)) or before:  # "Norway thanks Peru"
            named = [_antecedent(_guest(_visitor(child), verb)), *headlined(child, verb)]
            grammatical.extend(sorted(named, key=lambda noun: noun.i))
        elif (dep == "dobj" and not (found.object and _behind_comma(child))) or (dep == "ccomp" and _torn(child)):
            found.object.append(_antecedent(child))
        elif dep in {"attr", "oprd", "acomp"}:
            found.predicate.append(child)
        elif dep == "dative":
            found.dative.extend(_objects_of(child) or [child])
        elif dep == "agent" and _wire(child):
            _preposition(child, found)
        elif dep == "agent":
            found.subject.extend(_objects_of(child))
        elif dep in {"prep", "prt", "advmod"} and child.pos_ in {"ADP", "ADV", "SCONJ"}:
            if dep != "advmod" or child.lower_ in {"back", "away", "off", "out", "down", "home", "together"}:
                _preposition(child, found)
        elif dep in {"xcomp", "ccomp", "pcomp"} or (dep == "advcl" and infinitive(child)):
            found.complement.append(child)
    _with_purpose(verb, found)
    found.more = _second_with(verb)
    found.particles.extend(
        t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 2] if t.tag_ == "RP" and t.dep_ == "quantmod"
    )
    if verb.dep_ == "pcomp" and verb.head.lower_ == "with" and verb.head.i:
        paper = verb.head.nbor(-1)  # "her statement with two ministers demanding ..."
        grammatical += [child for child in paper.children if child.dep_ == "poss" and paper.lemma_ in _DOCUMENTS]
    if (earlier := taken_for_content(verb)) is not None:
        grammatical = arguments(earlier).subject
    if not grammatical:
        grammatical = _swallowed_subject(verb) or listed_subject(verb) or fronted_subject(verb) or shared_subject(verb)
    (found.object if found.passive else found.subject).extend(grammatical)
    for nouns in found.preps.values():
        nouns.sort(key=lambda noun: noun.i < verb.i)  # what is fronted is the setting: "On the radio she called on ..."
    _relative_object(verb, found)
    _object_behind_place(found)
    _raised_object(verb, found)
    _raised_agent(verb, found)
    _termed_object(found)
    _nested(found, [noun for nouns in found.preps.values() for noun in nouns], frozenset({"against"}))
    return found


def _object_behind_place(found: Arguments) -> None:
    """Whom the parser took into the place before: "received in the Chancellery Foreign Minister Orla Dunne"."""
    if found.object or found.passive:
        return
    for word in _PLACING & found.preps.keys():
        for noun in found.preps[word]:
            first = next((t for t in noun.doc[noun.left_edge.i : noun.i] if t.lower_ not in DEFINITE), noun)
            if noun.ent_type_ == "PERSON" and first.ent_type_ in _SITES:
                found.preps[word] = [first if other == noun else other for other in found.preps[word]]
                found.object = [noun]
                return


_PLACING = frozenset({"in", "at"})
_SITES = frozenset({"GPE", "FAC", "LOC", "ORG"})


def _termed_object(found: Arguments) -> None:
    """What something is called is the object: "condemned what it called Oman's aggression", "... said were Omani raids"."""
    for clause in found.complement if not found.object and not found.passive else ():
        if clause.dep_ == "ccomp" and clause.left_edge.lower_ == "what" and clause.lemma_ in _TERMING:
            as_ = [noun for child in clause.children if child.lower_ == "as" for noun in _objects_of(child)]
            inner = [word for child in clause.children if child.dep_ == "ccomp" for word in child.children]
            found.object.extend(as_ or [word for word in (*clause.children, *inner) if word.dep_ in {"oprd", "attr"}])


def _behind_comma(head: Token) -> bool:
    """Whether a comma stands before a phrase: a second object there is another clause's."""
    first = head.left_edge
    return first.i > 0 and first.nbor(-1).text == ","


def _torn(noun: Token) -> bool:
    """Whether a noun that the parser took for a clause is the end of the object before it: "held his first leader call"."""
    before = noun.nbor(-1) if noun.i else noun
    return noun.pos_ == "NOUN" and before.dep_ == "dobj" and before.head == noun.head and before.pos_ == "NOUN"


def _with_purpose(verb: Token, found: Arguments) -> None:
    """Whom a clause swallowed: in "spoke with Orla Dunne to discuss ..." the parser takes her for who discusses."""
    clauses = [clause for child in verb.children for clause in (child, *child.children)]
    for clause in clauses:
        if swallows(clause) and verb in {clause.head, clause.head.head}:
            found.preps.setdefault("with", []).extend(child for child in clause.children if child.dep_ == "nsubj")
            found.complement = [token for token in found.complement if token != clause]


def _second_with(verb: Token) -> list[Token]:
    """Whom else it was done with: "met with Orla to discuss trade and with Revik", "with Orla, who ..., and with Revik"."""
    purposes = (child for child in verb.children if child.dep_ in {"advcl", "xcomp"} and infinitive(child))
    words = [word for purpose in purposes for word in purpose.subtree if _withs(word, purpose)]
    withs = [child for child in verb.children if child.dep_ in {"prep", "conj"} and child.lower_ == "with"]
    withs += [word for first in withs for word in first.children if word.dep_ == "conj" and word.lower_ == "with"]
    last = max((word.i for word in withs if word.i and word.nbor(-1).lower_ == "and"), default=0)
    words += [word for word in withs if 0 < word.i < last and word.nbor(-1).text == ","]  # "with A, with B, and with C"
    words += [word for word in withs[1:] if word.i and word.nbor(-1).lower_ == "and"]
    return [noun for word in words for noun in _objects_of(word)]


def _withs(word: Token, purpose: Token) -> bool:
    """Whether a "with" behind a purpose goes on with whom it was done: the parser hangs it on the purpose or its last phrase."""
    if word.dep_ != "conj" or word.lower_ != "with" or not word.i or word.nbor(-1).lower_ != "and":
        return False
    return word.head == purpose or (word.head.dep_ == "prep" and any(n.pos_ == "PROPN" for n in _objects_of(word)))


def swallows(clause: Token) -> bool:
    """Whether an infinitive has for its subject whom the verb before it was done with."""
    if clause.dep_ == "pcomp":
        return clause.head.lower_ == "with" and infinitive(clause)
    marks = (child for child in clause.children if child.dep_ == "mark")
    return clause.dep_ == "advcl" and infinitive(clause) and any(mark.lower_ == "with" for mark in marks)


def _wire(by: Token) -> bool:
    """Whether a phrase with "by" names the wire that was spoken over, not a doer: "talked by video link"."""
    return any(noun.lemma_.lower() in _LINES for noun in by.children if noun.dep_ == "pobj")


def _guest(subject: Token, verb: Token) -> Token:
    """Who did it at an invitation, not the host: "At the invitation of the king, Karl II, Orla Dunne paid a visit"."""
    fronted = (noun for child in verb.children if child.i < subject.i for noun in child.children)
    if all(noun.lemma_ != "invitation" for noun in fronted):
        return subject
    names = (child for child in subject.rights if child.dep_ == "appos" and _behind_comma(child))
    return next((name for name in names if name.ent_type_ == "PERSON" or name.lower_ in STYLES), subject)


def _visitor(subject: Token) -> Token:
    """Who is called visiting, where the parser took that for a clause: "Visiting Minister Karl Weiss praised ..."."""
    clause = subject.dep_ == "csubj" and subject.lower_ == "visiting"
    return next((child for child in subject.children if clause and child.dep_ == "dobj"), subject)


def taken_for_content(verb: Token) -> Token | None:
    """The verb before this one in line that the parser took for what it tells, the end of a list for its subject.

    "She thanked Oman, the host of the talks, and praised Peru": the host praises nobody.
    """
    if verb.tag_ not in FINITE or not verb.i or verb.nbor(-1).lower_ != "and":
        return None
    before = next((child for child in verb.children if child.dep_ == "ccomp" and child.i < verb.i), None)
    subject = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
    if before is None or subject is None or before.tag_ != verb.tag_ or before.i > subject.i:
        return None
    return before if any(child.dep_ in _SUBJECTS for child in before.children) and _behind_comma(subject) else None


def _swallowed_subject(verb: Token) -> list[Token]:
    """The subject that the parser took into the phrase before it: "Hours after the vote on Monday, the leaders met"."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.i == 0 or verb.dep_ == "conj":
        return []
    before = verb.nbor(-1)
    if before.text == "," and before.i and (holder := _titled_before(before)) is not None:
        phrase = next((a for a in holder.ancestors if a.dep_ == "prep" and a.head == verb and a.i < verb.i), None)
        return [holder] if phrase is not None else []
    if before.pos_ not in {"PROPN", "NOUN", "PRON"}:
        return []
    current = before
    for _ in range(_STEPS):
        if current.dep_ in {"conj", "appos"} and _behind_comma(current):
            phrase = next((a for a in current.ancestors if a.dep_ == "prep" and a.head == verb and a.i < verb.i), None)
            return [current] if phrase is not None else []
        if current.head in {verb, current}:
            return []
        current = current.head
    return []


def _titled_before(comma: Token) -> Token | None:
    """Whom a name or title between commas belongs to: in "the host, Karl Weiss, President of Austria," Weiss."""
    noun = comma.nbor(-1)
    for _ in range(_STEPS):
        if noun.dep_ == "appos" and _behind_comma(noun):
            return noun.head if noun.head.dep_ in {"appos", "conj"} and _behind_comma(noun.head) else None
        if noun.head == noun:
            return None
        noun = noun.head
    return None


def listed_subject(verb: Token) -> list[Token]:
    """The subject that the parser took into a list before it: "sent troops to the border and Chile closed it"."""
    told = verb.head if verb.dep_ in {"aux", "auxpass"} else verb
    if verb.tag_ != "VBD" or any(child.dep_ in _SUBJECTS for child in told.children):
        return []
    before = next((token for token in reversed(verb.doc[max(0, verb.i - 2) : verb.i]) if not token.is_space), None)
    if before is None or before.dep_ != "conj" or before.pos_ not in {"PROPN", "NOUN"} or _swallowed_subject(verb):
        return []
    first = before.head
    while first.dep_ == "conj":
        first = first.head
    return [before] if first.dep_ in {"dobj", "pobj"} and not first.is_ancestor(verb) else []


_INTRODUCING = frozenset({"after", "before", "during", "of", "following", "amid"})


def next_subject(noun: Token) -> Token | None:
    """First word of the subject that the parser took into an introducing phrase; None where it took none.

    "During her visit to Oslo, Norway and Chile will sign": the visit goes no further than Oslo.
    """
    first = noun.left_edge
    if first.i == 0 or first.nbor(-1).lower_ not in _INTRODUCING:
        return None
    for token in noun.subtree:
        if token.dep_ not in {"conj", "appos"} or not _behind_comma(token):
            continue
        last = noun.right_edge.i
        after = noun.doc[last + 1] if last + 1 < len(noun.doc) else None
        if token.i > noun.i and after is not None and (after.tag_ in FINITE or after.dep_ == "aux"):
            verb = after.head if after.dep_ == "aux" else after
            subjects = [child for child in verb.children if child.dep_ in _SUBJECTS and child != noun]
            return None if subjects else token.left_edge
    return None


def _nested(found: Arguments, nouns: list[Token], prepositions: frozenset[str]) -> None:
    """Add phrases that the parser hung a noun too deep: "a lawsuit in a court against ..."."""
    for noun in nouns:
        for inner in noun.children:
            if inner.dep_ == "prep" and inner.lower_ in prepositions:
                found.preps.setdefault(inner.lower_, []).extend(_objects_of(inner))


def _preposition(child: Token, found: Arguments) -> None:
    word = child.lower_
    nouns = _objects_of(child)
    if child.dep_ != "prep" or not nouns:
        found.particles.append(word)
    named = [noun for noun in nouns if noun.ent_type_ not in {"DATE", "TIME"}]
    if named:
        found.preps.setdefault(word, []).extend(named)
    _nested(found, [n for n in nouns if n.ent_type_ in _SETTING or n.lemma_.lower() in _WIRES], _MET)
    for inner in child.children:
        if inner.dep_ == "pcomp":
            found.complement.append(inner)
        elif inner.dep_ == "prep":
            _preposition(inner, found)


_SETTING = frozenset({"DATE", "TIME", "GPE", "FAC", "LOC"})
_WIRES = frozenset({"phone", "telephone", "video"})
_LINES = _WIRES | {"link", "videolink", "videoconference"}
_MET = frozenset({"with", "against"})
"""What hangs off a day, a place or a telephone belongs to the verb: "spoke by phone with ...", "met on Monday with
..."."""


def _objects_of(preposition: Token) -> list[Token]:
    return [_antecedent(child) for child in preposition.children if child.dep_ == "pobj"]


def _antecedent(token: Token) -> Token:
    """The noun that a relative pronoun takes up, else the token itself."""
    found = antecedent(token)
    return found[0] if found is not None and not _either(token, found[0]) else token


def _either(pronoun: Token, noun: Token) -> bool:
    """Whether ", which" after a nested place may take up what is around it: "the exit from Oman, which was hailed by ..."."""
    loose = pronoun.lower_ == "which" and pronoun.i > 0 and pronoun.nbor(-1).text == ","
    if not loose or noun.ent_type_ != "GPE" or noun.dep_ != "pobj":
        return False
    return noun.head.lower_ in {"of", "from", "in", "to", "on", "with", "for", "against"} and pronoun.dep_ != "nsubj"


def _is_passive(verb: Token) -> bool:
    if any(
        child.dep_ in {"nsubjpass", "auxpass"} or (child.dep_ == "agent" and not _wire(child))
        for child in verb.children
    ):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ == "advcl" and not any(c.dep_ in {"aux", "nsubj", "dobj"} for c in verb.children):
        return True
    if verb.dep_ in {"oprd", "xcomp"} and not any(c.dep_ in {"aux", "nsubj", "dobj"} for c in verb.children):
        return any(child.dep_ == "auxpass" for child in verb.head.children)  # "were reported killed"
    if (
        verb.dep_ == "conj"
        and verb.head.tag_ == "VBN"
        and not any(c.dep_ in {"nsubj", "aux", "dobj"} for c in verb.children)
    ):
        return _is_passive(verb.head)
    return verb.dep_ == "acl"


def shared_subject(verb: Token) -> list[Token]:
    """Who does the act of a verb without a subject of its own: co-ordination, control, participles."""
    current = verb
    for _ in range(_STEPS):
        head = current.head
        if head == current:
            return []
        dep = current.dep_
        if dep in {"acl", "relcl"}:
            if dep == "acl" and current.tag_ == "VBG" and head.lemma_ in _DOCUMENTS and head.dep_ in {"dobj", "pobj"}:
                current = head
                while current.dep_ in {"dobj", "pobj", "prep"}:
                    current = current.head
                return [_antecedent(c) for c in current.children if c.dep_ in _SUBJECTS] or shared_subject(current)
            if seized(current):
                return arguments(head.head).subject
            owners = (
                [child for child in head.children if child.dep_ == "poss"]
                if dep == "acl" and infinitive(current)
                else []
            )
            return owners or [_antecedent(head)]  # "Oman's decision to blame Qatar"
        if dep == "xcomp" and head.lemma_ in _OBJECT_CONTROL:
            objects = [c for c in head.children if c.dep_ in {"dobj", "dative", "nsubjpass"}]
            if objects:
                return [_antecedent(objects[0])]
        if dep == "advcl" and current.tag_ == "VBN" and current.i > head.i and _is_passive(current):
            objects = [c for c in head.children if c.dep_ == "dobj" and c.i < current.i]
            if objects:
                return [_antecedent(objects[-1])]  # "discussed the statement, endorsed by Oman"
        if dep == "pcomp" and head.dep_ == "prep" and (current == verb or not infinitive(verb)):
            doers = _doers_of_gerund(head)
            if doers:
                return doers
        if dep in {"conj", "xcomp", "advcl", "prep", "pcomp", "ccomp", "dep"}:
            if dep == "conj" and _resumed(verb, head):
                above = next((a for a in head.ancestors if a.tag_ == "VBD"), None)
                return arguments(above).subject if above is not None else []
            if dep == "conj" and _reduced(verb) and not _is_passive(head):
                return []  # "discussed a deal that was ... and endorsed by the council": not they were endorsed
            if dep == "ccomp" and head.pos_ not in {"VERB", "AUX"}:
                return []
            subjects = [c for c in head.children if c.dep_ in _SUBJECTS]
            agents = [t for c in head.children if c.dep_ == "agent" for t in _objects_of(c)]
            if subjects:
                if dep == "conj" and _is_passive(head) and not _is_passive(verb) and agents:
                    return agents
                return [_antecedent(subjects[0])]
            current = head
            continue
        return []
    return []


def _resumed(verb: Token, head: Token) -> bool:
    """Whether a past tense goes on after a clause in the present: "hailed news that Oman intends to join and urged ..."."""
    past = verb.tag_ in {"VBD", "VBN"} and any(child.dep_ == "dobj" for child in verb.children)
    return past and head.tag_ in {"VBZ", "VBP"} and head.dep_ in {"ccomp", "acl", "relcl", "advcl"}


def _reduced(verb: Token) -> bool:
    """Whether a participle with a doer stands without an auxiliary: "described by the king and endorsed by the council"."""
    children = {child.dep_ for child in verb.children}
    return (
        verb.tag_ in {"VBN", "VBD"} and "agent" in children and not children & {"aux", "auxpass", "nsubjpass", "dobj"}
    )


def _doers_of_gerund(preposition: Token) -> list[Token]:
    """Who does what a gerund tells: the object ("accused Oman of blocking"), the owner ("its success in blocking")."""
    governor = preposition.head
    over = [governor, *(c for c in (governor.head, *governor.children) if _told_with(governor, c))]
    thanked = [p for word in over for p in word.children if p.lower_ in {"to", "at", "against"}]
    if preposition.lower_ == "for" and (whom := [noun for to in thanked for noun in _objects_of(to)]):
        return whom  # "expressed her gratitude to Oman for sending ...", "lashed out at Oman for sending ..."
    if governor.pos_ == "NOUN":
        return [child for child in governor.children if child.dep_ == "poss"]
    if governor.pos_ == "VERB" and preposition.lower_ in {"for", "of", "from", "as"}:
        return [_antecedent(c) for c in governor.children if c.dep_ in {"dobj", "nsubjpass"}]
    return []


def _told_with(governor: Token, word: Token) -> bool:
    """Whether two words are a verb and the noun that it tells with: "expressed her gratitude"."""
    if governor.pos_ == "NOUN":
        return word == governor.head
    return governor.pos_ == "VERB" and word.dep_ == "dobj" and word.head == governor


def _relative_object(verb: Token, found: Arguments) -> None:
    """The antecedent of a bare relative clause is the verb's object: "the sanctions the US imposed"."""
    if verb.dep_ != "relcl" or found.object or found.passive:
        return
    words = {child.lower_ for child in verb.children}
    if not words & _RELATIVES and found.subject and verb.head not in found.subject:
        found.object.append(verb.head)


_RAISED = 4
"""Most words between two verbs that share the object after the second."""


def _raised_object(verb: Token, found: Arguments) -> None:
    """The object after the second of two verbs belongs to both: "shot down or jammed 30 drones"."""
    if found.object or found.passive or found.complement or any(len(nouns) for nouns in found.preps.values()):
        return
    second = next((c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and c.i - verb.i <= _RAISED), None)
    if second is not None and second.tag_ == verb.tag_ and not any(c.dep_ in _SUBJECTS for c in second.children):
        found.object.extend(_antecedent(c) for c in second.children if c.dep_ == "dobj")


def _raised_agent(verb: Token, found: Arguments) -> None:
    """Who is named after the second of two participles did both: "37 people were killed and 1,300 wounded by troops"."""
    if not found.passive or found.subject:
        return
    for child in verb.children:
        inner = [token for token in child.children if token.dep_ == "acl"] if child.like_num else []
        for second in (child, *inner) if child.dep_ == "conj" else ():
            if second.tag_ != "VBN" and not child.like_num:
                continue
            found.subject.extend(t for by in second.children if by.dep_ == "agent" for t in _objects_of(by))


_TARGET_PREPOSITIONS = frozenset({"with", "on", "against", "to", "for", "into"})


def noun_arguments(noun: Token) -> Arguments:
    """The arguments of a noun that names an act: possessor, modifiers and prepositional phrases."""
    found = Arguments()
    for child in noun.children:
        dep = child.dep_
        if dep == "poss":
            found.subject.append(child)
        elif dep in {"prep", "agent"}:
            nouns = _objects_of(child)
            if child.lower_ == "by":
                found.subject.extend(nouns)
            elif nouns:
                found.preps.setdefault(child.lower_, []).extend(nouns)
                _nested(found, nouns, _TARGET_PREPOSITIONS)
        elif dep in {"amod", "compound", "nmod"}:
            found.particles.append(child.lower_)
    return found
