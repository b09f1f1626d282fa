"""Statements that grammar shows: a cue word and the clause, infinitive or noun phrase that it governs."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from communique.parse import span_of
from communique.resources.cues import Cues
from communique.resources.vocabulary import wordlist
from communique.statement.draft import Draft, runs, tokens_of
from communique.statement.speaker import agent_of, speaker_of

_NOT_A_CUE = frozenset({"amod", "compound", "aux", "auxpass", "case", "prep"})
_GROUP = frozenset({"aux", "auxpass", "neg", "prt"})
_ARGUMENTS = frozenset({"ccomp", "xcomp", "acl", "advcl", "dobj", "oprd", "prep"})
_PASSIVE_ACTS = frozenset({"condemns", "praises", "accuses", "announces", "denies"})
_SELVES = wordlist("function_words", "reflexives")
_LIGHT = wordlist("cues", "light")
_VIOLENT = wordlist("cues", "violent")
_DAYS = frozenset({"DATE", "TIME"})
_RINGING = wordlist("cues", "ringing")
_ARMS = wordlist("plover/senses", "arms")


def clause_drafts(doc: Doc, cues: Cues) -> Iterator[Draft]:
    """The statements of a block in the order of their cues."""
    for token in tokens_of(doc, cues.lemmas):
        pos = token.pos_
        if pos == "VERB" and token.dep_ not in _NOT_A_CUE:
            frames = cues.verbs.get(token.lemma_.lower())
        elif pos in {"NOUN", "ADJ"}:
            frames = (cues.nouns if pos == "NOUN" else cues.adjectives).get(token.lemma_.lower())
        else:
            continue
        if frames and (draft := _draft(token, frames, cues.papers)) is not None:
            yield draft


def _draft(cue: Token, frames: Mapping[str, str], papers: Container[str]) -> Draft | None:
    found = _complement(cue, frames) or _around(cue, frames) or _passive(cue, frames)
    if found is None:
        return None
    frame, numbers, lead = found
    if frame in {"object", "passive"} and cue.lemma_.lower() in _VIOLENT and _armed(cue):
        return None
    if frame == "object" and rings(cue, [cue.doc[number] for number in sorted(numbers)]):
        return None
    numbers.discard(cue.i)
    content = runs(cue.doc, numbers - paper_tail(cue.doc, max(numbers), papers))
    if not content:
        return None
    words = [cue, *(child for child in cue.children if child.dep_ in _GROUP), *lead]
    spans = runs(cue.doc, {word.i for word in words} - numbers) or (span_of(cue),)
    act = frames.get(frame) or frames.get("object") or "says"
    return Draft(content, spans, cue, speaker_of(cue), act=act, rule=f"{cue.pos_.lower()} {frame}")


def paper_tail(doc: Doc, last: int, papers: Container[str]) -> set[int]:
    """The words "in a joint statement" at the end of a content, where the parser hangs them on its last verb."""
    while last > 0 and doc[last].is_punct:
        last -= 1
    noun = doc[last]
    if noun.dep_ != "pobj" or noun.lemma_ not in papers or noun.head.lower_ not in {"in", "via", "through"}:
        return set()
    if not any(c.lower_ in {"a", "an"} for c in noun.children):
        return set()
    return set(range(noun.head.i, last + 1))


_Found = tuple[str, set[int], list[Token]]
"""The frame that a cue fills, the token numbers of its content and the words that lead the content in."""


def _complement(cue: Token, frames: Mapping[str, str]) -> _Found | None:
    """What stands where the cue's frames have their content."""
    children = [child for child in cue.children if child.dep_ in _ARGUMENTS]
    if "clause" in frames and (clause := next((c for c in children if _is_clause(c)), None)) is not None:
        return "clause", _below(clause) - _asides(clause), []
    if any(c.dep_ == "prt" for c in cue.children):
        return None
    things = [c for c in children if _is_thing(c, cue)]
    inner = next((c for c in children if c.dep_ not in {"prep", "advcl"} and _is_infinitive(c)), None)
    leads = [c for c in children if c.dep_ == "prep" and c.lower_ in frames]
    if "infinitive" in frames and inner is not None:
        doers = [c for lead in leads for c in lead.children if c.dep_ == "pobj"]
        return "infinitive", _below(*things, *doers, inner, *_glued(inner)), leads
    if "object" in frames and things and cue.pos_ == "VERB":
        return _light(cue, things) or ("object", _below(*things, *leads, *_small_clause(children)), [])
    for number, lead in enumerate(leads):
        objects = [c for c in lead.children if c.dep_ in {"pobj", "pcomp"}]
        if objects:
            return lead.lower_, _below(*things, *objects, *leads[number + 1 :]), [] if things else [lead]
    return None


def _asides(clause: Token) -> set[int]:
    """Words that tell where a reported clause was found: "as stated in the readout", "according to the transcript".

    At the end of the clause "according to" may hang on any of its words.
    """
    found: set[int] = set()
    for child in clause.children:
        if child.dep_ == "advcl" and child.left_edge.lower_ == "as" and child.tag_ == "VBN":
            found |= _below(child)
    for word in clause.subtree:
        if word.lower_ == "according" and (word.head is clause or word.right_edge.i >= clause.right_edge.i - 1):
            found |= _below(word)
    return found


def _light(cue: Token, things: list[Token]) -> _Found | None:
    """The content of "expressed hope that ...": what hangs off the noun."""
    if cue.lemma_ not in _LIGHT:
        return None
    noun = things[0]
    for child in noun.rights:
        if child.dep_ in {"acl", "ccomp", "relcl"} and (_marked(child) or _is_infinitive(child)):
            return "light noun", _below(child), [t for t in noun.subtree if t.i < child.left_edge.i]
    return None


def _around(cue: Token, frames: Mapping[str, str]) -> _Found | None:
    """The clause that a cue interrupts: "talks will go on, he says, in May", or "as the minister put it"."""
    if "clause" not in frames or cue.dep_ not in {"parataxis", "advcl"} or cue.head is cue:
        return None
    if cue.tag_ not in {"VBD", "VBZ", "VBP"} or any(c.dep_ in {"dobj", "ccomp", "xcomp"} for c in cue.children):
        return None
    if not any(c.dep_ == "nsubj" for c in cue.children):
        return None
    marks = {c.lower_ for c in cue.children if c.dep_ in {"mark", "advmod"}}
    if cue.dep_ == "advcl" and marks != {"as"}:
        return None
    return "around", _below(cue.head) - _below(cue), []


def _passive(cue: Token, frames: Mapping[str, str]) -> _Found | None:
    """The subject of "was condemned by ...", where somebody is named who did."""
    if frames.get("object") not in _PASSIVE_ACTS:
        return None
    subject = next((c for c in cue.children if c.dep_ == "nsubjpass"), None)
    if subject is None or agent_of(cue) is None:
        return None
    return "passive", _below(subject), []


def _armed(cue: Token) -> bool:
    """Whether a word of violence tells an attack with arms, not with words: "forces attacked the port", "Oman attacked Iran".

    It does if an armed side or arms do it, or if no person is its subject and its object is a place or armed people or
    victims; what one is attacked for, or over, is said.
    """
    subject = next((c for c in cue.lefts if c.dep_ == "nsubj"), None) or agent_of(cue)
    struck = next((c for c in cue.children if c.dep_ in {"dobj", "nsubjpass"}), None)
    tools = [word for c in cue.rights if c.dep_ == "prep" and c.lower_ in {"with", "by", "using"} for word in c.subtree]
    if any(word.lemma_.lower() in _ARMS for word in (*tools, *([subject] if subject is not None else []))):
        return True
    if struck is None or any(c.dep_ == "prep" and c.lower_ in {"for", "over", "as"} for c in cue.rights):
        return False
    if subject is not None and subject.ent_type_ not in {"GPE", "LOC", "NORP", "ORG"}:
        return False
    return struck.ent_type_ in {"GPE", "LOC", "FAC"} or struck.lemma_.lower() in _ARMS


def rings(verb: Token, content: Sequence[Token]) -> bool:
    """Whether a verb telephones whom its content names: a person, of whom nothing is said but when he is called."""
    if verb.lemma_.lower() not in _RINGING:
        return False
    words = [token for token in content if not (token.is_punct or _dates(token))]
    return bool(words) and words[-1].ent_type_ == "PERSON" and all(words[-1].is_ancestor(word) for word in words[:-1])


def _dates(token: Token) -> bool:
    return token.ent_type_ in _DAYS or (token.dep_ == "prep" and any(c.ent_type_ in _DAYS for c in token.children))


def _below(*heads: Token) -> set[int]:
    return {inner.i for head in heads for inner in head.subtree}


def _glued(verb: Token) -> list[Token]:
    """The pieces of a hyphenated verb, which the parser takes for several: "to co-operate"."""
    return [c for c in verb.head.rights if c.i > verb.i and c.dep_ == verb.dep_ and not verb.doc[c.i - 1].whitespace_]


def _small_clause(children: list[Token]) -> list[Token]:
    """What "called them partners" says of its object, where the parser reads a clause without a verb."""
    return [c for c in children if c.dep_ in {"ccomp", "xcomp"} and c.pos_ in {"NOUN", "ADJ", "PROPN"}]


def _is_infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def _marked(token: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children)


def _is_clause(token: Token) -> bool:
    """Whether the word heads a finite clause; a noun's must be led in by "that"."""
    if token.dep_ not in {"ccomp", "acl", "advcl"} or _is_infinitive(token):
        return False
    if token.dep_ == "advcl" and token.head.pos_ != "ADJ":
        return False
    if token.tag_ == "VBG" and not any(c.dep_ == "aux" for c in token.children):
        return False
    return token.dep_ == "ccomp" or _marked(token)


def _is_thing(token: Token, cue: Token) -> bool:
    """Whether the word heads what an act is aimed at: "denied meeting them", "rejected what he called a plot".

    Who defends or promises himself is told to act, not to speak.
    """
    if token.i < cue.i:
        return False
    if token.dep_ in {"dobj", "oprd"}:
        return token.lower_ not in _SELVES
    if token.dep_ == "xcomp":
        return token.tag_ == "VBG"
    return token.dep_ == "ccomp" and token.left_edge.lower_ == "what"
