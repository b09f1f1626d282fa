"""Which act a verb or noun of the parse tells."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from communique.event import lexicon as lexicons
from communique.event.clause import Arguments, arguments, noun_arguments
from communique.event.lexicon import Entry, Lexicon
from communique.event.modality import listed, of_force, performs
from communique.event.tables import participants
from communique.parse import infinitive
from communique.resources.vocabulary import wordlist


@dataclass(slots=True)
class Match:
    """A predicate found: its entry, the words that tell it, and its arguments.

    `noun` are those of the noun under a light verb.
    """

    entry: Entry
    head: Token
    words: tuple[Token, ...]
    verb: Arguments
    noun: Arguments | None = None
    rule: str = ""
    speech: str | None = None


def match_verb(verb: Token, lexicon: Lexicon) -> Match | None:
    """The act that a verb tells, with its object where that decides; None for verbs that tell none."""
    lemma = whole_lemma(verb)
    if lemma not in lexicon.heads or verb.dep_ in {"amod", "compound"} or _describes(verb):
        return None
    if verb.tag_ == "VBN" and any(child.dep_ == "mark" and child.lower_ == "as" for child in verb.children):
        return None  # "as seen in a video"
    if _adjectival(verb):
        return None  # "considered occupied territory"
    if lemma in lexicon.topical and infinitive(verb):
        return None  # "met to discuss": the purpose of an act that is told by its own verb
    found = arguments(verb)
    if lemma in lexicon.told_of and any(_of_fact(token) or _advised(token) for token in found.complement):
        return None
    _called_as(lemma, found, lexicon)
    _unwelcome(verb, found, lexicon)
    names = _names(lemma, found)
    objects = [named for noun in found.object for n in (noun, *noun.conjuncts) for named in _nouns(n)]
    said = [(token, token.lemma_.lower()) for token in found.predicate]
    for name in names:
        preposition = name.rpartition("_")[2]
        under = [named for noun in found.preps.get(preposition, ()) for named in _nouns(noun)]
        for noun, called in (*objects, *said, *under):
            entry = lexicon.objects.get((name, called))
            if entry is not None:
                return Match(entry, verb, (verb, noun), found, noun_arguments(noun), entry.rule)
    particle = any(child.dep_ == "prt" for child in verb.children)
    for name in names:
        if name in lexicon.speech and _speaks_of_act(name, found, objects, lexicon):
            return _speech(verb, name, found, objects, lexicon)
    for name in names:
        if name in lexicon.light and not (particle and name == lemma):  # "put off tariffs" puts none on
            carrier = lexicon.light[name]
            under = [n for noun in found.preps.get(carrier, []) for n in _nouns(noun)] if carrier else objects
            for noun, called in under:
                act = lexicon.acts.get(called) or _nominal(noun, called, lexicon)
                if act is not None and name in lexicon.holding and act.code in lexicon.performed:
                    return None  # "had the support of Oman"
                if act is not None and not (name in lexicon.uttering and noun.dep_ == "conj"):
                    return Match(act, verb, (verb, noun), found, noun_arguments(noun), "light verb")
    if names[-1] == lemma and particle:
        names = [name for name in names if name != lemma]  # "called out", "hit back" are other verbs
    spoken = any(name in lexicon.speech for name in names[:-1])  # "called for ..." is no telephone call
    for name in names:
        entry = lexicon.verbs.get(name)
        if (
            entry is not None
            and not (spoken and name == lemma)
            and not (entry.transitive and not (found.object or found.dative))
            and not (name in lexicon.naming and found.predicate)
            and not (entry.intransitive and (found.object or found.passive or "through" in found.preps))
            and not any(noun.lower_ in _REFLEXIVE for noun in found.object)
            and not (
                entry.code == _RECOGNISED
                and any(n.lemma_ in participants("relations") for n in found.preps.get("as", ()))
            )
            and not any(_called(noun) & lexicon.unacted.get(lemma, frozenset()) for noun in found.object)
        ):
            return Match(entry, verb, (verb,), found, rule=entry.rule)
    return None


def journeys(verb: Token) -> bool:
    """Whether a verb tells a journey: "flew", "arrived"."""
    return verb.lemma_ in listed("travelling") | listed("arriving")


def for_talks(verb: Token) -> bool:
    """Whether a journey is told as a visit: "flew to Oman for talks", "arrived on a state visit", "went there to meet her"."""
    purposes = (noun for word in verb.children if word.lower_ in {"for", "on"} for noun in word.children)
    talking = any(infinitive(child) and child.lemma_ in listed("holding") for child in verb.children)
    return talking or any({noun.lower_, noun.lemma_.lower()} & listed("meetings") for noun in purposes)


def _describes(verb: Token) -> bool:
    """Whether a participle behind a possessive only describes the noun after it: "highlighted their deepening ties"."""
    owned = verb.tag_ == "VBG" and verb.dep_ in {"xcomp", "dobj"} and any(c.dep_ == "poss" for c in verb.children)
    return owned and any(child.dep_ == "dobj" and child.i == verb.i + 1 for child in verb.children)


_RECOGNISED = "054"
"""The code of recognising a state or a government, not an ally in somebody."""


def _called_as(lemma: str, found: Arguments, lexicon: Lexicon) -> None:
    """Add what somebody is designated as where the parser hung it on whom: "designated two cartels as terrorist groups"."""
    if (f"{lemma}_as", "terrorist") in lexicon.objects:
        whom = [named for noun in found.object for named in (noun, *noun.conjuncts)]
        if hung := [noun for named in whom for noun in noun_arguments(named).preps.get("as", ())]:
            found.preps.setdefault("as", []).extend(hung)


def _unwelcome(verb: Token, found: Arguments, lexicon: Lexicon) -> None:
    """Add what a diplomat is declared to be: the parser takes "persona non grata" for anything behind whom it is said of."""
    if (f"{verb.lemma_}_as", _UNWELCOME) not in lexicon.objects:
        return
    if said := [word for word in verb.subtree if word.i > verb.i and word.lower_ in {_UNWELCOME, _UNWELCOME + "e"}]:
        found.preps["as"] = said
        if not found.object:
            found.object.extend(word for word in verb.subtree if word.dep_ == "nsubj" and word.i > verb.i)


_UNWELCOME = "grata"


def _adjectival(verb: Token) -> bool:
    """Whether a participle that the parser took for a verb only describes the noun behind it."""
    if verb.tag_ != "VBN" or verb.dep_ not in {"ccomp", "xcomp", "oprd"}:
        return False
    children = {child.dep_ for child in verb.children}
    return not children & {"aux", "auxpass", "nsubj"} and any(
        c.i == verb.i + 1 and c.dep_ == "dobj" for c in verb.children
    )


def _of_fact(complement: Token) -> bool:
    """Whether a clause tells what is so, not what its speaker will do: "warned that it would rain"."""
    if complement.dep_ != "ccomp":
        return False
    auxiliaries = {child.lower_ for child in complement.children if child.dep_ == "aux"}
    own = any(child.dep_ == "nsubj" and child.lower_ in _SELF for child in complement.children)
    return "to" not in auxiliaries and not (own and auxiliaries & (_WILL | {"could", "may", "might"}))


def _called(noun: Token) -> set[str]:
    """What a noun is called, or the name that it ends: "operation" of "Operation Wild Heron"."""
    return {
        noun.lemma_.lower(),
        *(c.lemma_.lower() for c in noun.children if noun.pos_ == "PROPN" and c.dep_ == "compound"),
    }


_REFLEXIVE = wordlist("function_words", "reflexives")


def _speaks_of_act(name: str, found: Arguments, objects: list[tuple[Token, str]], lexicon: Lexicon) -> bool:
    """Whether an act is spoken of at all, not a remark ("declined to comment") or an opinion ("agreed with him")."""
    if any(token.lemma_.lower() in lexicon.comments and not of_force(token) for token in found.complement):
        return False
    if name == "call_for" and found.object:
        return False  # "called him out for ..."
    if name == "call_on" and _calls(found):
        return False
    if any(noun.lower_ in _REFLEXIVE for noun in found.object):
        return name == "commit" and bool(found.complement)  # "committed itself to reopen the port"
    told = (lexicon.acts.get(called) for _, called in objects)
    given = any(called in lexicon.goods for _, called in objects) or any(act and act.code[:2] != "01" for act in told)
    if name == "offer" and not given and (objects or not found.complement):
        return False  # "offered a critique of ...", "offered her condolences"
    asked = any(_asks(token) for token in found.complement) or any(called in lexicon.acts for _, called in objects)
    asked = asked or (name == "ask" and "for" in found.preps)
    if name.split("_", maxsplit=1)[0] in lexicon.asking and not asked:
        return False  # "asked about his claims"; "undertook formalities"
    return bool(found.complement or objects or (set(found.preps) & {"on", "to", "for", "of", "against"}))


def _calls(found: Arguments) -> bool:
    """Whether somebody is called on to be seen, not asked for anything: "called on President Ruiz"."""
    called = found.preps.get("on", [])
    people = bool(called) and all(noun.ent_type_ == "PERSON" and noun.pos_ == "PROPN" for noun in called)
    return people and not found.complement and "for" not in found.preps


def _advised(complement: Token) -> bool:
    """Whether a complement names what somebody should do, not leave: "warned the traders to be careful"."""
    words = {child.lower_ if child.dep_ == "aux" else child.dep_ for child in complement.children}
    return "to" in words and "neg" not in words


def _asks(complement: Token) -> bool:
    """Whether a complement names an act that is asked for or promised: an infinitive, "that ...", not "whether ..."."""
    marks = {child.lower_ for child in complement.children if child.dep_ in {"mark", "advmod", "aux"}}
    if complement.left_edge.lower_ in _QUESTIONS and complement.dep_ == "ccomp":
        return False
    return not marks & _QUESTIONS and (complement.dep_ != "pcomp" or complement.head.lower_ in {"to", "for"})


_QUESTIONS = wordlist("function_words", "questions")


def _speech(verb: Token, name: str, found: Arguments, objects: list[tuple[Token, str]], lexicon: Lexicon) -> Match:
    """An act of speaking, with the noun that names the act spoken of: "pledged support for ..."."""
    kind = lexicon.speech[name]
    for noun, called in objects:
        act = lexicon.acts.get(called)
        if act is not None and (
            (act.code in lexicon.performed and kind in _PERFORMING.get(act.code, {kind})) or verb.lemma_ == "order"
        ):
            return Match(act, verb, (verb, noun), found, noun_arguments(noun), "light verb")
        if act is not None:
            entry = Entry(act.code, ("dat", *(("from",) if kind == "demand" else ()), *act.target), rule="speech")
            return Match(entry, verb, (verb, noun), found, noun_arguments(noun), "speech", kind)
    return Match(_BY_KIND.get(kind, _SPOKEN), verb, (verb,), found, rule="speech", speech=kind)


_PERFORMING = {"055": {"promise"}}  # "offered an apology", not "demanded an apology"
_SPOKEN = Entry("", ("obj", "dat", "on", "upon", "to", "against", "for", "from", "with", "comp"), rule="speech")
_PROMISED = Entry("", ("obj", "dat", "to", "with", "for", "gain"), rule="speech")
"""A promise goes to whom it is made or whom it serves, not to whom it is made against."""
_DEMANDED = Entry("", ("from", "obj", "dat", "whom", *_SPOKEN.target), rule="speech")
"""A demand goes to whom it is made to or who shall do it: "demanded that Peru release ..."."""
_BY_KIND = {"promise": _PROMISED, "demand": _DEMANDED, "appeal": _DEMANDED}


def whole_lemma(token: Token) -> str:
    """The lemma, with a prefix that the tokeniser cut off: `cooperation` for "co-operation"."""
    lemma = token.lemma_.lower()
    if token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ == "co":
        return "co" + lemma
    return lemma


def _names(lemma: str, found: Arguments) -> list[str]:
    """The verb's names in the lexicon, the longest first: with its particles or prepositions, then alone."""
    both = (f"{particle}_{word}" for particle in found.particles for word in found.preps if word != particle)
    return [*(f"{lemma}_{word}" for word in (*both, *found.particles, *found.preps)), lemma]


def _nominal(noun: Token, called: str, lexicon: Lexicon) -> Entry | None:
    """The act of a noun made from a verb with its object: "a suspension of aid"."""
    verb = lexicon.nominals.get(called)
    if verb is None:
        return None
    for child in noun.children:
        inner = (
            [t for t in child.children if t.dep_ == "pobj"]
            if child.lower_ == "of"
            else [child]
            if child.dep_ == "compound"
            else []
        )
        for _, name in (named for token in inner for named in _nouns(token)):
            if (verb, name) in lexicon.objects:
                return lexicon.objects[verb, name]
    return None


def match_adjective(adjective: Token, lexicon: Lexicon) -> Match | None:
    """The promise or the thanks that an adjective tells: "is ready to send troops", "is grateful to Oman"."""
    if performs(adjective):
        return Match(_THANKS, adjective, (adjective,), noun_arguments(adjective), rule="adjective")
    if adjective.dep_ == "acomp" and adjective.lemma_.lower() in lexicon.grateful:
        found = arguments(adjective.head)
        found.preps = {**found.preps, **noun_arguments(adjective).preps}
        return Match(_THANKED, adjective, (adjective,), found, rule="adjective") if found.preps.get("to") else None
    if adjective.dep_ != "acomp" or adjective.lemma_.lower() not in lexicon.willing:
        return None
    complement = [child for child in adjective.children if child.dep_ == "xcomp"]
    if not complement:
        return None
    found = arguments(adjective.head)
    found.complement = complement
    return Match(_SPOKEN, adjective, (adjective,), found, rule="speech", speech="promise")


_THANKED = Entry("051", ("to",), rule="adjective")
_THANKS = Entry("051", ("to", "for"), rule="adjective", needed=True)


def match_announcement(verb: Token, lexicon: Lexicon) -> Match | None:
    """The promise or refusal that a speaker makes by announcing an own act: "said it would send troops"."""
    if verb.lemma_.lower() not in lexicon.announcing:
        return None
    for inner in verb.children:
        if inner.dep_ != "ccomp" or not any(c.dep_ == "aux" and c.lower_ in _WILL for c in inner.children):
            continue
        if not any(c.dep_ == "nsubj" and c.lower_ in _SELF for c in inner.children):
            continue
        act = match_verb(inner, lexicon)
        if act is not None and act.entry.code:
            found = arguments(verb)
            found.complement = [inner]
            kind = "refuse" if any(c.dep_ == "neg" for c in inner.children) else "promise"
            return Match(_SPOKEN, verb, (verb, inner), found, rule="announcement", speech=kind)
    return None


def match_calling(verb: Token) -> Match | None:
    """The rebuke of calling something by a bad name: "called the step hostile", "described the raid as an act of piracy"."""
    if verb.lemma_ not in _CALLING:
        return None
    found = arguments(verb)
    called = [word for child in (verb, *found.object) for word in child.children if _names_it(word, found.object)]
    words = [
        inner for word in called for inner in (word, *word.children, *(g for c in word.children for g in c.children))
    ]
    damning = next((word for word in words if word.lemma_.lower() in _DAMNING and word.i > verb.i), None)
    if damning is None or not found.object or any(child.dep_ == "neg" for child in verb.children):
        return None
    return Match(_REBUKE, verb, (verb, called[0] if called[0].pos_ != "ADP" else damning), found, rule="calling")


def _names_it(word: Token, objects: list[Token]) -> bool:
    """Whether a word is, or stands before, what something is called."""
    return word not in objects and (word.dep_ in {"oprd", "acomp", "attr"} or word.lower_ == "as")


_REBUKE = Entry("111", ("obj",), rule="calling")
_CALLING = wordlist("plover/wording", "calling")
_DAMNING = wordlist("plover/wording", "damning")


_WILL = frozenset({"will", "would", "'ll", "’ll", "wo"})
_SELF = frozenset({"it", "they", "he", "she", "we", "i"})


def _nouns(noun: Token) -> list[tuple[Token, str]]:
    """A noun with its names in the lexicon: with its compound, alone, then what it counts ("a round of talks", "400 of ...")."""
    lemma = whole_lemma(noun)
    named = [(noun, f"{child.lemma_.lower()}_{lemma}") for child in noun.lefts if child.dep_ in {"compound", "amod"}]
    named.append((noun, lemma))
    if noun.pos_ == "PROPN":
        titles = (child.lemma_.lower() for child in noun.lefts if child.dep_ == "compound")
        named += [(noun, title) for title in titles if title in participants("accredited")]
    if lemma in lexicons.load().measures or noun.like_num:
        named += [(noun, child.lemma_.lower()) for child in noun.lefts if child.dep_ == "compound"]
        for child in noun.rights:
            if child.lower_ in {"of", "in"} and child.dep_ == "prep":
                named += [(n, n.lemma_.lower()) for t in child.children if t.dep_ == "pobj" for n in (t, *t.conjuncts)]
    return named


def named_act(noun: Token, lexicon: Lexicon) -> Entry | None:
    """The act that a noun names, alone or with what it is done to: "the arrest", "the suspension of aid"."""
    named = _nouns(noun)
    entry = next((lexicon.acts[name] for _, name in named if name in lexicon.acts), None)
    return entry or next((act for _, name in named if (act := _nominal(noun, name, lexicon)) is not None), None)


def match_noun(noun: Token, lexicon: Lexicon) -> Match | None:
    """The act that a noun tells without a light verb."""
    entry = next((lexicon.acts[name] for _, name in _nouns(noun) if name in lexicon.acts), None)
    if entry is None or not entry.alone:
        return None
    found = noun_arguments(noun)
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "take" and any(c.lower_ == "place" for c in noun.head.children):
        found.preps = {**found.preps, **arguments(noun.head).preps}  # "a call took place between Oman and Peru"
    if not found.subject and entry.code[:2] == "04" and (clause := had(noun)) is not None:
        found.subject = arguments(clause).subject
    if not found.subject and entry.code[:2] == "04" and found.preps.get("with"):
        found.subject = _informing(noun)
    if not found.subject and entry.code[:2] == "04":
        verb = _governing_verb(noun)
        if verb is not None and found.preps.get("with"):
            found.subject = verb.subject
        elif verb is not None and noun.lemma_ in SPOKEN_IN and not found.preps.get("between"):
            found.subject, found.preps["with"] = verb.subject, _addressed(noun.head.head, lexicon)
    if not found.subject and entry.code[:2] == "04" and found.preps.get("with"):
        found.subject = gone_for(noun)
    if not found.subject and entry.code == _VISIT and found.preps.get("to"):
        found.subject = found.preps.get("of", []) or _on_visit(noun)
    if not found.subject and entry.code[:2] in _ARMED and (verb := _governing_verb(noun)) is not None:
        found.subject = verb.subject if noun.head.head.lemma_ in lexicon.wielding else []
    return Match(entry, noun, (noun,), found, found, "nominal")


def had(noun: Token) -> Token | None:
    """The clause that only says who had a meeting, and when: "the call with Karl Weiss (that) she had on May 3"."""
    under = [noun, *(inner for word in noun.children if word.dep_ == "prep" for inner in word.children)]
    for clause in (child for token in under for child in token.children if child.dep_ == "relcl"):
        objects = [child for child in clause.children if child.dep_ == "dobj"]
        if clause.lemma_ in _HAVING and all(child.lower_ in _TAKING_UP for child in objects):
            return clause
    return None


def visit_beside(talks: Token) -> Token | None:
    """The journey in line with talks, on which they were held: "her visit to Peru and talks with Karl Weiss"."""
    if talks.i < _JOINED or talks.nbor(-1).lower_ != "and" or talks.lower_ not in _TALKS:
        return None
    before = [
        token for token in talks.doc[: talks.i - 1] if token.lemma_ in listed("journeys") and token.pos_ == "NOUN"
    ]
    last = before[-1] if before else None
    return last if last is not None and talks.nbor(-2) in last.subtree else None


_JOINED = 2
_TALKS = frozenset({"talks", "meeting", "meetings", "conversation", "conversations"})
_HAVING = frozenset({"have", "hold"})
_TAKING_UP = frozenset({"that", "which"})
_ARMED = frozenset({"18", "19"})


def _governing_verb(noun: Token) -> Arguments | None:
    """The arguments of the clause that a noun's phrase dates: "said after a call with ...", "in a call she told ...".

    Copulas and relative clauses, which the parser likes to hang such phrases on, are passed over.
    """
    if noun.dep_ != "pobj" or noun.head.lower_ not in DURING or noun.head.dep_ == "pcomp":
        return None
    for verb in noun.head.ancestors:
        if verb.pos_ == "VERB" and verb.dep_ != "relcl":
            found = arguments(verb)
            return None if found.passive else found
    return None


def _informing(noun: Token) -> list[Token]:
    """Who tells somebody of talks of their own: "informed her of the outcome of the May 3 talks with Karl Weiss"."""
    told = noun.head.head if noun.dep_ == "pobj" else noun
    if told.lemma_ in _OUTCOMES and told.dep_ == "pobj":
        told = told.head.head
    told = told.head if told.dep_ in {"dobj", "dative"} else told
    found = arguments(told) if told.lemma_ in INFORMING and told.pos_ == "VERB" else None
    return found.subject if found is not None and not found.passive else []


INFORMING = wordlist("plover/wording", "informing")
_OUTCOMES = wordlist("plover/wording", "outcomes")


def gone_for(noun: Token) -> list[Token]:
    """Who is told to have gone to a meeting: "was in Oslo for talks with her", "continued to Oslo for a meeting with her"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "for" else None
    if verb is None or not (verb.lemma_ == "be" or verb.lemma_ in listed("going_on")):
        return []
    return arguments(verb).subject


def gone(noun: Token) -> Token | None:
    """The verb of the journey that was made for a meeting, which has its day and place."""
    return noun.head.head if gone_for(noun) else None


def _on_visit(noun: Token) -> list[Token]:
    """Who does something during a visit, where nobody is named for whose it is: "promised it during a visit to Oslo"."""
    during = noun.dep_ == "pobj" and noun.head.lower_ in {"during", "on"} and noun.head.head.pos_ == "VERB"
    found = arguments(noun.head.head) if during else None
    return found.subject if found is not None and not found.passive else []


_VISIT = "042"


def _addressed(verb: Token, lexicon: Lexicon) -> list[Token]:
    """Whom a verb of telling speaks to: "In a call she told him ..."."""
    if verb.lemma_ not in lexicon.addressing:
        return []
    return [
        child for child in verb.children if child.dep_ in {"dobj", "dative"} and child.pos_ in {"PROPN", "PRON", "NOUN"}
    ]


def match_wire(noun: Token, lexicon: Lexicon) -> Match | None:
    """Talking over a wire, whatever was said: "told him by phone", "reaffirmed their ties with him over the phone"."""
    code = lexicon.by_wire.get(noun.lemma_.lower())
    preposition = noun.head
    if code is None or noun.dep_ != "pobj" or preposition.lower_ not in _WIRED:
        return None
    verb = next((ancestor for ancestor in preposition.ancestors if ancestor.pos_ == "VERB"), None)
    if verb is None:
        return None
    known = match_verb(verb, lexicon)
    if known is not None and known.entry.code[:2] == "04":
        return None
    found = arguments(verb)
    for token in found.object:
        for name, inner in noun_arguments(token).preps.items():
            found.preps.setdefault(name, []).extend(inner)
    entry = Entry(code, ("dat", "with", "to", "obj"), both=True, rule="by wire")
    return Match(entry, verb, (preposition, noun), found, rule="by wire")


_WIRED = frozenset({"by", "over", "on", "via"})
SPOKEN_IN = frozenset({"call", "conversation", "phonecall"})
DURING = wordlist("plover/wording", "during")
