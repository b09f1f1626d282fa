"""Who did it to whom: from the arguments of a predicate to the parties of the event."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from communique.event.capitals import capital, towns
from communique.event.clause import STYLES, Arguments, arguments, noun_arguments
from communique.event.codes import PRAISE, RECALLED, SANCTIONS, VISIT
from communique.event.lexicon import Entry
from communique.event.lists import equals, last_state, listed_further, spokesmen
from communique.event.nouns import alias, begins_clause, means, of_title, placing, quality
from communique.event.sides import ANCHORED, OWN, actors, ids, in_compound, kinds
from communique.event.slots import between, in_line, slot_nouns
from communique.event.tables import participants
from communique.model import Party, Span, overlaps
from communique.parse import span_of
from communique.parse.endings import forms
from communique.resources.entries import Place, fold
from communique.resources.vocabulary import wordlist

if TYPE_CHECKING:
    from communique.actor import Cast

_INSIDE_SOURCE = ("poss", "by", "from", "of")
_INSIDE_TARGET = ("poss", "by", "of", "against", "on", "with", "to", "from", "for", "belonging")
_PLACES = ("in", "at", "near", "inside", "of")
_STRUCK = frozenset({"ASSAULT", "COERCE", "REJECT", "ACCUSE", "SANCTION", "MOBILIZE", "RETREAT", "AID"})
"""Types whose target may be a thing or place that no actor is named for: what was attacked, seized or rejected is
still told."""
_NOBODY = frozenset({"any", "no", "every", "such"})
"""Determiners of people who are nobody in particular: "questioned any party"."""
_SUFFIXES = wordlist("names", "suffixes")
"""Parts of names that the parser takes for conjuncts: "Joseph Doe, Jr."."""
_DEPTH = 3
"""How many nouns deep an actor may stand inside a phrase that is none itself."""


def people() -> frozenset[str]:
    """Nouns for people and bodies who can take part in an event ("rebels", "court")."""
    return participants("people")


def anchored(parties: tuple[Party, ...]) -> bool:
    """Whether any of the parties is an actor, or an unnamed body tied to one ("Iraqi troops")."""
    return any(party.ids or ANCHORED in party.how for party in parties)


def parties_of(token: Token, cast: Cast) -> tuple[Party, ...]:
    """The participants that a noun phrase names: resolved actors, and unnamed people and bodies."""
    if token.lower_ == "which" or of_title(token):
        return ()  # what it takes up is unsure
    heads = {span_of(t)[0]: t for t in (token, *token.conjuncts)}
    kept = [party for head in heads.values() for party in _styled(head, cast)]
    named = _apposed(token, cast) or _entitled(token, cast) or _named_with_style(token, cast)
    if named:
        return named
    taken: list[Party] = []
    for party in cast.parties(token):
        head = next((t for start, t in heads.items() if _holds(party, start)), token)
        if _stray(head, token) or _of_people(head) or _within(party, taken):
            continue
        bench = spokesmen(head, cast)
        if bench is not None:
            taken.append(bench)
            kept.append(bench)
            continue
        if _paper(head) and kinds([party], cast) <= {"body", "group"}:
            continue
        if party.ids:
            kept.append(party)
        elif any(child.dep_ == "det" and child.lower_ in _NOBODY for child in head.children):
            continue
        elif head.lemma_.lower() in people() and not means(head) and not quality(head):
            kept.append(_tied(party, head, cast))
    return _once((*kept, *listed_further(token, kept, cast)), token.doc, cast)


def _styled(style: Token, cast: Cast) -> tuple[Party, ...]:
    """Whom a style stands before: "His Excellency Karl Weiss", "Her Majesty the Queen"."""
    if style.lower_ not in STYLES or all(child.dep_ != "poss" for child in style.children):
        return ()
    holder = next((child for child in style.rights if child.dep_ == "appos"), None)
    found = parties_of(holder, cast) if holder is not None else ()
    begin = span_of(style.doc[style.left_edge.i])[0]
    return tuple(
        replace(party, spans=((begin, party.spans[0][1]), *party.spans[1:])) if number == 0 else party
        for number, party in enumerate(found)
    )


def _named_with_style(title: Token, cast: Cast) -> tuple[Party, ...]:
    """Who holds a title that a style and a name follow: "the Minister of Trade, His Excellency Karl Weiss,"."""
    styles = (child for child in title.rights if child.dep_ == "appos" and child.lower_ in STYLES)
    found = next((named for style in styles if (named := _styled(style, cast))), ())
    if len(found) != 1 or title.conjuncts or title.pos_ != "PROPN":
        return ()
    return (replace(found[0], spans=((span_of(title.doc[title.left_edge.i])[0], found[0].spans[0][1]),)),)


def _tied(party: Party, head: Token, cast: Cast) -> Party:
    """Unnamed people, tied to the actor whose they are ("two Omani diplomats", "delegations from Oman"), or in whose country."""
    relation = not participants("relations").isdisjoint(forms(head.lower_, "s"))  # "its partners in Oman and Qatar"
    within = [noun for word in head.rights if word.lower_ == "in" for noun in word.children] if relation else []
    owners = next((named for noun in within if (named := parties_of(noun, cast))), ())
    owners = owners or equals(head, cast) or dig(head, cast, ("of", "from"), 1, self_too=False)
    of = (noun for child in head.rights if child.lower_ in {"of", "from"} for noun in child.children)
    owners = owners or next((land for noun in of if (land := _land(noun, cast))), ())  # "of Oman's Dhofar region"
    found = owners or dig(head, cast, ("in",), 1, self_too=False)
    ids = [id_ for owner in found for id_ in owner.ids]
    own = (OWN,) if owners and not any(in_compound(owner, head.doc) for owner in owners) else ()
    if not ids and head.lemma_.lower() in participants("public"):
        own, ids = (OWN,), list(whereabouts(head, cast))
    return replace(party, spans=(_words(head),), how=(*party.how, *own, ANCHORED, *ids)) if ids else party


def _words(noun: Token) -> Span:
    """The phrase up to its noun, with whose or where that is, without what only tells more: "for the treatment of drivers"."""
    first, last = noun.left_edge.i, noun.i + 1
    while first < noun.i and (noun.doc[first].is_punct or noun.doc[first].dep_ in {"cc", "preconj"}):
        first += 1
    for child in noun.rights:
        inner = next((word for word in child.children if word.dep_ == "pobj"), None)
        whose = child.lower_ == "of" or (child.lower_ in _WHENCE and inner is not None and inner.pos_ == "PROPN")
        if child.dep_ != "prep" or child.i != last or inner is None or not whose:
            break
        last = max(word.i for word in (inner, *inner.conjuncts)) + 1
    return span_of(noun.doc[first:last])


_WHENCE = frozenset({"for", "in", "to", "from"})


def _stray(head: Token, token: Token) -> bool:
    """Whether what the parser took into a phrase is no party of it: a name's end, a town's state, the next clause's subject."""
    ends_name = any(child.dep_ == "compound" for child in head.children)  # "King Karl II"
    if (head.lower_ in _SUFFIXES and not ends_name) or placing(head) or alias(head):
        return True
    return head != token and token.dep_ in {"dobj", "pobj"} and begins_clause(head)


def _paper(noun: Token) -> bool:
    """Whether a name is that of a thing on paper: "the Karazan Accords"."""
    return not participants("papers").isdisjoint(forms(noun.lower_, "s"))


def _of_people(noun: Token) -> bool:
    """Whether a people's name in a list only describes the people who end it: "Muslim, Arab and Druze community leaders"."""
    last = max((noun, *noun.conjuncts), key=lambda t: t.i)
    named = any(child.dep_ == "det" for word in (noun, last) for child in word.children)
    bare = noun.ent_type_ == "NORP" and noun.tag_ in {"NNP", "JJ"} and not named
    return bare and last != noun and last.tag_ == "NNS" and last.ent_type_ != "NORP"


def _within(party: Party, taken: list[Party]) -> bool:
    return any(overlaps(span, whole) for other in taken for whole in other.spans for span in party.spans)


def _entitled(token: Token, cast: Cast) -> tuple[Party, ...]:
    """The person whose name the parser hung under "of" in a title: "Prime Minister of Norway Karl Weiss"."""
    if token.pos_ != "PROPN":
        return ()
    under = (noun for child in token.children if child.lower_ == "of" for noun in child.children if noun.dep_ == "pobj")
    for noun in under:
        mention = cast.at(span_of(noun))
        if mention is None or mention.kind != "name" or span_of(noun.doc[noun.left_edge.i])[0] >= mention.span[0]:
            continue
        found = tuple(party for party in cast.parties(noun) if party.ids)
        if kinds(found, cast) == {"person"}:
            begin = span_of(token.doc[token.left_edge.i])[0]
            return tuple(replace(party, spans=((begin, party.spans[-1][1]),)) for party in found)
    return ()


def _once(parties: tuple[Party, ...], doc: Doc, cast: Cast) -> tuple[Party, ...]:
    """Each party once: without titles of one who is named after them."""
    parties = tuple(
        party
        for number, party in enumerate(parties)
        if kinds([party], cast) != {"state"} or all(party.ids != other.ids for other in parties[:number])
    )
    if len(parties) < _SEVERAL:
        return parties
    kept: list[Party] = []
    text, begins, first = doc.text, 0, span_of(doc[:])[0]
    for party in reversed(parties):
        same = any(party.ids and party.ids == other.ids for other in kept) and not _named(party, cast)
        gap = text[max(0, party.spans[-1][1] - first) : max(0, begins - first)]
        near = len(gap) <= _GAP or _TITLES.fullmatch(gap) is not None
        begins = party.spans[0][0]
        if not same and not (kept and near and _heads(party, kept[-1], doc, cast)):
            kept.append(party)
    return tuple(reversed(kept))


def _named(party: Party, cast: Cast) -> bool:
    mention = cast.at(party.spans[0])
    return mention is not None and mention.kind == "name" and mention.actor in party.ids


def _heads(party: Party, following: Party, doc: Doc, cast: Cast) -> bool:
    """Whether an unresolved party is only the title of the person after it: "Adviser to the President Dr Omar Said"."""
    if party.ids or kinds([following], cast) != {"person"}:
        return False
    begin = span_of(doc[:])[0]
    words = doc.text[party.spans[0][0] - begin : party.spans[-1][1] - begin]
    return words[:1].isupper() and not words.endswith("s")


_SEVERAL = 2
_GAP = len(" and ")
_TITLES = re.compile(r"(?:,|\s(?:of|for|to)\b)\s(?:(?:[A-Z][\w.’'-]*|of|for|to|the|and|,)[,\s]*)*")
"""Further titles between a title and its holder: "Governor, Head of the Office, and Minister Omar Said"."""


def _apposed(token: Token, cast: Cast) -> tuple[Party, ...]:
    """The people that a plural noun announces: "the leaders Li and Petrov"."""
    if token.tag_ != "NNS":
        return ()
    for child in token.rights:
        if child.dep_ == "appos" and child.pos_ == "PROPN" and child.conjuncts:
            named = tuple(party for party in cast.parties(child) if party.ids)
            if len(named) > 1:
                return named
    return ()


def sides(parties: tuple[Party, ...]) -> int:
    """How many actors some parties are or are tied to: two in "the armies of Peru and Chile"."""
    return len({i for party in parties for i in ids(party)})


def _holds(party: Party, position: int) -> bool:
    return any(start <= position < end for start, end in party.spans)


def dig(
    token: Token, cast: Cast, inside: tuple[str, ...], depth: int = _DEPTH, *, self_too: bool = True
) -> tuple[Party, ...]:
    """The participants of a noun phrase, or those named inside it: "Israel's attack", "a proposal by Oman"."""
    found = parties_of(token, cast) if self_too else ()
    if found or depth == 0:
        return found
    slots: dict[str, list[Token]] = {}
    for child in token.children:
        if child.dep_ == "poss":
            slots.setdefault("poss", []).append(child)
        elif child.dep_ in {"amod", "compound", "nmod"}:
            owned = child.lower_ in {"flagged", "owned", "registered"}  # "an Omani-flagged yacht"
            slots.setdefault("mod", []).extend(child.lefts if owned else [child])
        elif child.dep_ in {"prep", "agent"}:
            slots.setdefault(child.lower_, []).extend(c for c in child.children if c.dep_ in {"pobj", "pcomp"})
        elif child.dep_ == "acl":
            slots.setdefault("by", []).extend(_agents(child))
    if not slots.get("by"):  # "the massacre of 60 civilians committed by Oman", "the expulsion of its envoy by Oman"
        clauses = (over for victim in slots.get("of", ()) for over in (victim, *victim.children))
        slots["by"] = [noun for over in clauses if over.dep_ in {"pobj", "acl"} for noun in _agents(over)]
    if not participants("relations").isdisjoint(forms(token.lower_, "s")):
        return (Party((span_of(token.doc[token.left_edge.i : token.i + 1]),)),)  # "NATO's partners" are not NATO
    if token.lemma_.lower() in participants("matters") and any(
        "-" in t.text for left in token.lefts for t in left.subtree
    ):
        slots.pop("mod", None)  # "the Oman-Qatar dispute"
    if token.lemma_.lower() in participants("suffered"):
        inside = tuple(slot for slot in inside if slot == "from")
    if token.ent_type_ == "MONEY":
        inside = (*inside, "in")  # "tariffs on $9 billion in Oman's goods"
    for slot in ("poss", "by", "mod", *inside):
        for inner in slots.get(slot, ()):
            named = _modifier(inner, cast) if slot == "mod" else dig(inner, cast, inside, depth - 1)
            if named:
                return named
    return ()


def _agents(over: Token) -> list[Token]:
    """Who is named behind "by" of a noun or participle."""
    words = (child for child in over.children if child.dep_ in {"agent", "prep"} and child.lower_ == "by")
    return [noun for word in words for noun in word.children if noun.dep_ == "pobj"]


def _modifier(token: Token, cast: Cast) -> tuple[Party, ...]:
    mention = None if _paper(token) else cast.at(span_of(token))
    if mention is None or not (mention.actor or mention.members):
        if token.dep_ == "compound" and token.lemma_.lower() in people() - participants("plain"):
            return (Party((span_of(token.doc[token.left_edge.i : token.i + 1]),), how=("modifier",)),)
        return ()
    named = [m for t in (token, *token.conjuncts) if (m := cast.at(span_of(t))) is not None and (m.actor or m.members)]
    parties = tuple(Party((m.span,), m.actor, m.name, m.members, ("modifier",)) for m in dict.fromkeys(named))
    return tuple(p for p in parties if not kinds([p], cast) <= {"firm", "outlet"})  # not "a Facebook post"


def sources(arguments: Arguments, cast: Cast, *, spoken: bool = False) -> tuple[Party, ...]:
    """Who acts: the subjects, or who stands inside them ("a Taliban attack").

    For acts of speaking (`spoken`) only papers and spokesmen are looked into; what else "threatens" or "supports" is
    no speaker.
    """
    found: list[Party] = []
    for token in arguments.subject:
        own = (
            _named_alone(token, cast)
            or parties_of(token, cast)
            or (capital(token, cast) if token.dep_ == "nsubj" else ())
        )
        if own or (spoken and token.lemma_.lower() not in participants("voices")):
            found.extend(own)
        else:
            found.extend(dig(token, cast, _INSIDE_SOURCE))
    if not found:
        found.extend(p for t in arguments.subject if t.lower_ in _SUFFIXES for p in _suffixed(t, cast))
    if not found:
        return ()
    doc = arguments.subject[0].doc
    return _once(_after_label(arguments.subject, [*found, *last_state(found, doc, cast)]), doc, cast)


def _named_alone(token: Token, cast: Cast) -> tuple[Party, ...]:
    """The name alone, where the parser took a time into it: "In July 2023 *Oman* closed the border"."""
    dated = token.dep_ == "pobj" and any(child.ent_type_ == "DATE" for child in token.lefts)
    mention = cast.at(span_of(token)) if dated else None
    return tuple(replace(p, spans=(mention.span,)) for p in cast.parties(token) if p.ids) if mention else ()


def _suffixed(suffix: Token, cast: Cast) -> tuple[Party, ...]:
    """Whose name ends in a suffix, where the parser took that alone for the subject: "..., Karl Weiss, Jr. met ..."."""
    mention = cast.at(span_of(suffix))
    named = mention is not None and mention.kind == "name"
    return tuple(replace(p, spans=(mention.span,)) for p in cast.parties(suffix) if p.ids) if named and mention else ()


def _after_label(subjects: list[Token], found: list[Party]) -> tuple[Party, ...]:
    """The parties without a speaker's name that stands before a colon: "Orla Dunne: Norway welcomes ..."."""
    first, last = subjects[0], subjects[-1]
    colons = [word for word in first.doc[first.left_edge.i : max(last.i, first.head.i)] if word.text == ":"]
    after = tuple(party for party in found if colons and party.spans[0][0] > span_of(colons[-1])[0])
    return after or tuple(found)


def acts_unnamed(arguments: Arguments) -> bool:
    """Whether the subject is a thing that acts for nobody, or unknown: "the conflict was destroying it", "we fight them"."""
    return any(
        token.pos_ == "PRON"
        or (token.pos_ == "NOUN" and token.lemma_.lower() not in people() | participants("weapons"))
        for token in arguments.subject
    )


def targets(
    entry: Entry, verb: Arguments, noun: Arguments | None, cast: Cast, *, kind: str, named: Token | None = None
) -> tuple[Party, ...]:
    """Who it is done to: the first of the entry's slots that names anybody.

    `kind` is the event's type, `named` the object that is part of the predicate ("expelled diplomats").
    """
    if "owner" in entry.target and named is not None:
        owners = dig(named, cast, ("by", "from"), 2, self_too=False)
        if owners:
            return owners  # "rejected a US call", "rejected an appeal lodged by ..."
    slots = [(slot, token) for slot in entry.target for token in slot_nouns(slot, verb, noun, named)]
    where: list[Token] = []
    if kind == "ASSAULT":
        where = [token for slot in _PLACES for token in verb.preps.get(slot, ())]
        slots = [(slot, token) for slot, token in slots if noun is None or slot not in _WHERE or not token.ent_type_]
    if entry.code == PRAISE and named is not None:  # "appreciation to Oman for its ties with Peru": the first
        slots.sort(key=lambda pair: (pair[1].i < named.i, pair[1].i))
    for slot, token in slots:
        if kind == "ASSAULT" and verb.passive and slot in _BY_WHICH:
            continue
        asked = slot == "for" and kind == "REQUEST"  # "called for Oman's return to the club" asks nothing of Oman
        found = parties_of(token, cast) if entry.direct or asked else dig(token, cast, _INSIDE_TARGET)
        praised = PRAISE in {entry.code, entry.otherwise} and not entry.direct
        if not found and (
            (kind in _JUDGING and slot == "obj") or praised
        ):  # "criticised a pact between Oman and Qatar"
            found = _both(between(token), cast)
        if asked and not found:  # but "called for talks with Oman"
            found = next((f for t in noun_arguments(token).preps.get("with", ()) if (f := parties_of(t, cast))), ())
        if found:
            beside = verb.more if slot == "with" else _beside(token, verb) if slot == "obj" else ()
            if slot == "whom":  # "demanded that Peru pay and that Chile withdraw"
                beside = [t for name, t in slots if name == slot and t != token and t.head.dep_ == "conj"]
            if slot == "obj" and entry.code in _OF_DEEDS:
                found = _with_more(found, in_line(token), cast)
            return (*found, *(party for more in beside for party in parties_of(more, cast)))
        recalled = entry.code == RECALLED and slot == "from"
        if (kind in _TO_CAPITALS or slot == "visited" or recalled) and (found := capital(token, cast)):
            return found
        if kind == "ASSAULT" and slot in _STRUCK_AT and not entry.direct and (found := thing(token, cast, where=where)):
            return found
    if entry.code == SANCTIONS:
        punished = (t for c in verb.complement if c.lemma_ in _PUNISHING for t in arguments(c).object)
        return next((found for token in punished if (found := dig(token, cast, _INSIDE_TARGET))), ())
    if kind in {"AID", "SANCTION"} and named is not None:  # "withheld millions of dollars in aid to Oman"
        deeper = (t for n in verb.preps.get("in", ()) for s in entry.target for t in noun_arguments(n).preps.get(s, ()))
        if found := next((f for token in deeper if (f := parties_of(token, cast))), ()):
            return found
    if "between" in entry.target and noun is not None and verb.object:
        return _both((n for t in verb.object[0].head.subtree if t.lower_ == "between" for n in t.children), cast)
    if entry.code in {VISIT, "125"}:
        return next((state for _, token in slots if (state := capital(token, cast))), ())
    if kind in _STRUCK and (not entry.direct or entry.code == "0841"):
        own = kind == "MOBILIZE"  # "returned troops to their barracks"
        left = (token for _, token in slots if not (own and any(c.lower_ in {"its", "their"} for c in token.children)))
        placed = kind not in {"RETREAT", "AID"}
        return next((found for token in left if (found := thing(token, cast, struck=placed, where=where))), ())
    return ()


def _with_more(found: tuple[Party, ...], matters: Iterable[Token], cast: Cast) -> tuple[Party, ...]:
    """The parties with those of further matters that are none of them."""
    known = set(actors(found))
    further = (party for matter in matters for party in dig(matter, cast, _INSIDE_TARGET))
    return (*found, *(party for party in further if not known & set(party.ids)))


def _beside(token: Token, verb: Arguments) -> list[Token]:
    """Further subjects of a passive, which the parser did not put in line: "a constable and two traders were killed"."""
    return [noun for noun in verb.object if noun.dep_ == "nsubjpass" and noun != token] if verb.passive else []


_STRUCK_AT = frozenset({"obj", "on", "against"})
"""Slots whose place or thing was struck, whoever else the words name: "strikes on the coast in a conflict with Oman"."""
_JUDGING = frozenset({"ACCUSE", "REJECT", "SUPPORT"})
"""Types of words that may be of what two others did: their pact, their talks."""
_TO_CAPITALS = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
"""Types of words that go to the state whose capital is named."""
_OF_DEEDS = frozenset({PRAISE, "111"})
"""Codes of praise and blame, which may be of several deeds, or of what two are allied in."""
_WHERE = frozenset({"at", "near"})
"""Slots that of a noun for an attack name where it was: "the attack at Tashmir"."""
_BY_WHICH = frozenset({"from", "with", "to"})
"""Slots that of what was struck name the arms: "was hit by fire from a battery of Oman's"."""
_PUNISHING = frozenset({"punish", "penalize", "penalise", "pressure", "press"})
"""What sanctions are imposed for, before whom they hit: "imposed sanctions to punish Oman"."""


def _both(nouns: Iterable[Token], cast: Cast) -> tuple[Party, ...]:
    """The two that the first of some nouns names with another: "between Oman and Qatar"."""
    return next((found for noun in nouns if len(found := parties_of(noun, cast)) > 1), ())


def thing(token: Token, cast: Cast, *, struck: bool = True, where: Iterable[Token] = ()) -> tuple[Party, ...]:
    """A thing or place that something was done to, tied to the actor whose place it is where the phrase says so.

    One that was `struck` stands for the state that it lies in, also where the act's own place (`where`) names that.
    """
    party = next(iter(cast.parties(token)), None)
    things = {token.lemma_.lower(), *forms(token.lower_, "s")} & participants("things")
    if party is None or not (things or token.ent_type_ in {"GPE", "LOC"}):
        return ()
    tie = dig(token, cast, _PLACES, 1, self_too=False)
    if struck and not tie and kinds(land := next((s for t in where if (s := _land(t, cast))), ()), cast) == {"state"}:
        tie = land
    found = (near for noun in (token, *where) if (near := whereabouts(noun, cast)))
    ids_ = tie[0].ids if tie else next(found, ()) if struck else ()
    own = (OWN,) if struck and not any(in_compound(owner, token.doc) for owner in tie) else ()
    arms = next((child for child in token.rights if struck and child.lower_ == "with" and child.dep_ == "prep"), None)
    if arms is not None:  # "attacked a post *with mortars*"
        party = replace(party, spans=((party.spans[0][0], span_of(arms.nbor(-1))[1]),))
    return (replace(party, how=(*party.how, *own, ANCHORED, *ids_)) if ids_ else party,)


def _land(place: Token, cast: Cast) -> tuple[Party, ...]:
    """The state that a place is, or whose it is called: "in Oman", "in Oman's Dhofar province"."""
    owners = (child for child in place.children if child.dep_ == "poss")
    named = (parties_of(noun, cast) for noun in (*owners, place) if noun.ent_type_ == "GPE")
    return next((found for found in named if found and kinds(found, cast) == {"state"}), ())


def whereabouts(noun: Token, cast: Cast) -> tuple[str, ...]:
    """Id of the state where the place lies that a phrase names: "an Arvel tribunal", "Arvel Airport", "the Arvel region"."""
    table = cast.gazetteer
    if table is None:
        return ()
    within = (t for child in noun.children if child.lower_ in _PLACES for t in child.children if t.dep_ == "pobj")
    parts = (child for child in noun.children if child.dep_ in {"compound", "nmod", "amod"})
    for word in (noun, *parts, *within):
        mention = cast.at(span_of(word))
        named = mention.name if mention is not None and not mention.actor else None
        for name in (named, word.text) if word.pos_ == "PROPN" else ():
            places = [entry.country for entry in table.named(name or "") if isinstance(entry, Place)]
            code = places[0] if places else towns().get(fold(name or ""))
            if code and (state := table.state(code)) is not None:
                return (state.id,)
    return ()
