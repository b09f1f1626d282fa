"""Whose report an official release is: "the Government" and "the Ministry" in it are its own, and so is who summons envoys.

Told by its head - a dateline from a capital, a line like "Republic of Varo" - or else by the officials whom its first sentences
name without a country, as one does at home.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from communique.event.capitals import capitals
from communique.event.clause import arguments
from communique.event.sides import countries, kinds
from communique.event.tables import participants
from communique.model import Mention, Party, Span
from communique.parse import span_of
from communique.resources.entries import fold
from communique.resources.vocabulary import wordlist

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.event.coding import Coded
    from communique.event.match import Match
    from communique.parse import Parse

HEAD = 6
"""Blocks at a report's begin in which its head may stand."""
LINE = 10
"""Most words of a line of the head."""
LEAD = 3
"""First sentences whose officials tell a report's own country, if all that they name bare are of one."""
_NAME = re.compile(r"[^\W\d_][\w’'.-]*(?:[ -][^\W\d_][\w’'.-]*){0,2}")
_BODIES = frozenset({"Government", "Ministry", "GOVERNMENT", "MINISTRY", "ministry"})
_PLAIN = wordlist("plover/wording", "own_bodies")
"""Words beside such a body that tell of no other country: "the Transitional Government", "the Foreign Ministry"."""
_SEATED = frozenset({"brussels"})
"""Capitals from which bodies of many states write."""


def issuer(parse: Parse, cast: Cast) -> Party | None:
    """The state whose body or outlet a report is from, in the words that tell it; None if nothing does."""
    return _by_head(parse, cast) or _by_officials(parse, cast)


def issued(parse: Parse, cast: Cast, home: Party | None) -> Cast:
    """The cast in which bodies named as one's own that are nobody known are the issuer's: "the Government"."""
    if home is None:
        return cast
    bodies = list(_own_bodies(parse))
    own = {
        mention.actor
        for token in bodies
        if (mention := cast.at(span_of(token))) is not None and mention.actor and not cast.country(mention.actor)
    }
    mentions = [
        replace(mention, actor=home.actor, name=home.name, rule=ISSUED) if mention.actor in own else mention
        for mention in cast.mentions
    ]
    found = {mention.span: (head, mention) for head, mention in zip(cast.heads, mentions, strict=True)}
    for token in bodies:
        mention = cast.at(span_of(token))
        if mention is None or not (mention.actor or mention.members):
            span = (span_of(token.doc[token.left_edge.i])[0], span_of(token)[1])
            found[span] = (span_of(token)[0], Mention(span, "title", home.actor, home.name, rule=ISSUED))
    kept = [found[span] for span in sorted(found)]
    return replace(cast, mentions=tuple(mention for _, mention in kept), heads=tuple(head for head, _ in kept))


ISSUED = "issuer"


def with_issuer(coded: Coded, match: Match, home: Party | None, cast: Cast) -> Coded:
    """The act with the issuer for who did it to an envoy, where nobody is said to: "the ambassador was summoned"."""
    if home is None or coded.source or not match.verb.passive or coded.code.type not in {"ACCUSE", "REQUEST"}:
        return coded
    foreign = countries(coded.target, cast) - countries((home,), cast)
    return replace(coded, source=(home,)) if foreign and any(map(_envoy, arguments(match.head).object)) else coded


def _envoy(noun: Token) -> bool:
    """Whether a noun is for whom another state speaks through here: "the Ambassador", "the Varoan side"."""
    lemma = noun.lemma_.lower()
    return lemma in participants("accredited") or lemma.endswith("affaire") or lemma == "side"


def _by_head(parse: Parse, cast: Cast) -> Party | None:
    report = parse.report
    lines = [block.span for block in report.blocks[:HEAD] if block.role in {"dateline", "heading", "body"}]
    short = [span for span in lines if len(parse.text(span).split()) <= LINE and not parse.text(span).endswith(".")]
    if any("/" in parse.text(span) for span in short):
        return None  # "Lima/Santiago"
    found = {party.actor: party for span in reversed(short) for party in _states(span, parse, cast)}
    home = next(iter(found.values())) if len(found) == 1 else None
    return home if home is None or fold(parse.text(home.spans[0])) not in _SEATED else None


def _states(line: Span, parse: Parse, cast: Cast) -> Iterator[Party]:
    """The states that a line of the head names: their capitals, or they themselves, as in "Republic of Varo"."""
    for words in _NAME.finditer(parse.text(line)):
        pieces = words.group().split()
        for first, last in ((a, b) for b in range(len(pieces), 0, -1) for a in range(b)):
            name = fold(" ".join(pieces[first:last]).strip(".,"))
            state = capitals().get(name)
            if state is not None:
                begin = line[0] + words.start()
                yield Party(((begin, begin + len(words.group())),), state[0], state[1], how=(ISSUED,))
    for mention in cast.within(line):
        actor = cast.actor(mention.actor) if mention.actor else None
        if actor is not None and actor.country and actor.kind in {"state", "government", "body"}:
            state_of = cast.gazetteer.state(actor.country) if cast.gazetteer is not None else None
            if state_of is not None:
                yield Party((mention.span,), state_of.id, state_of.name, how=(ISSUED,))


def _by_officials(parse: Parse, cast: Cast) -> Party | None:
    found: dict[str, Party] = {}
    for sentence in [s for s in parse.sentences if s.block.role == "body"][:LEAD]:
        for mention in cast.within(sentence.span):
            actor = cast.actor(mention.actor) if mention.actor else None
            tokens = parse.tokens(mention.span)
            if (
                actor is None
                or actor.country is None
                or tokens is None
                or kinds([Party((mention.span,), mention.actor)], cast) != {"person"}
            ):
                continue
            root = tokens.root
            words = root.doc[root.left_edge.i : tokens[-1].i + 1]
            if tokens[0].lower_ not in _OFFICES or any(token.ent_type_ in {"GPE", "NORP"} for token in words):
                continue
            state = cast.gazetteer.state(actor.country) if cast.gazetteer is not None else None
            if state is not None:
                found[state.id] = Party((mention.span,), state.id, state.name, how=(ISSUED,))
    return next(iter(found.values())) if len(found) == 1 else None


_OFFICES = frozenset({"foreign", "minister", "prime"})


def _own_bodies(parse: Parse) -> Iterator[Token]:
    """The nouns for a government or ministry without a country or owner: "the Ministry of Foreign Affairs"."""
    for _, doc in parse.docs:
        for token in doc:
            if token.text not in _BODIES:
                continue
            before = list(token.lefts)
            named = [t for child in token.rights if child.lower_ in {"of", "for"} for t in child.subtree]
            plain = all(child.lower_ in _PLAIN for child in before) and any(c.lower_ == "the" for c in before)
            if plain and not any(t.ent_type_ in {"GPE", "NORP"} or t.dep_ == "poss" for t in named):
                yield token
