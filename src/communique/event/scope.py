"""Whether an act belongs in a record of foreign affairs: words between people of one country do not.

Party politics fills many reports with praise, blame and demands among politicians of one country; such rows are right less
often than those between countries (docs/limits/events.md). Deeds (arrests, protests, violence, sanctions) are kept
wherever they happen.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from communique.event.sides import ANCHORED, countries, kinds
from communique.event.tables import participants
from communique.model import Party
from communique.parse.endings import bare, forms
from communique.resources.vocabulary import wordlist

if TYPE_CHECKING:
    from communique.actor import Cast
    from communique.parse import Parse

VERBAL = frozenset({
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
})  # fmt: skip
"""Types that are mostly words."""
HOSTILE = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Of these, the hostile ones."""
MENTIONS = 8
"""Fewest mentions of actors with a known country that tell a report's own country."""
ALONE = 4
"""Fewest that tell it where no other country is named at all."""
SENTENCES = 3
"""Fewest sentences of such a report."""
SHARE = 0.8
"""Least share of them that one country has, if the report is about its home affairs."""


MOST = 0.6
"""Least share of them that makes an unknown person one of that country, where words are passed."""


def home(cast: Cast, parse: Parse) -> str | None:
    """The country whose home affairs a report tells, None if it tells of several or is too short to say."""
    counts = _told(cast)
    told = sum(counts.values())
    if told < MENTIONS and (told < ALONE or len(counts) > 1 or len(parse.sentences) < SENTENCES):
        return None
    country, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return country if count >= SHARE * told else None


def _told(cast: Cast) -> Counter[str]:
    """How often actors of each country are mentioned."""
    actors = (cast.actor(mention.actor) for mention in cast.mentions if mention.actor)
    return Counter(actor.country for actor in actors if actor is not None and actor.country)


def insiders(kind: str, source: tuple[Party, ...], target: tuple[Party, ...], cast: Cast, parse: Parse) -> bool:
    """Whether words pass between people of whom nothing tells that they are of two countries.

    No side has a country; or, for hostile words, one has that of most of the report's actors and the other none.
    """
    everyone = (*source, *target)
    known = countries(everyone, cast)
    if "state" in kinds(everyone, cast) or any(ANCHORED in party.how for party in everyone) or len(known) > 1:
        return False
    if any(_international(party, cast) for party in everyone):
        return False
    listed = any((m := cast.at(party.spans[0])) is not None and m.rule == "table" for party in everyone if party.ids)
    counts = _told(cast)
    if not known:
        return not listed and bool(counts) and len(parse.sentences) >= SENTENCES
    told = sum(counts.values())
    return kind in HOSTILE and not listed and told >= MENTIONS and counts[next(iter(known))] >= MOST * told


def unresolved(parties: tuple[Party, ...], parse: Parse) -> bool:
    """Whether a side is only named by words that point to somebody told before, who was not found: "the group"."""
    return bool(parties) and all(
        not party.ids
        and ANCHORED not in party.how
        and parse.text(party.spans[0]).partition(" ")[0].casefold() in _POINTING
        for party in parties
    )


_POINTING = wordlist("function_words", "pointing")


def domestic(
    source: tuple[Party, ...], target: tuple[Party, ...], cast: Cast, parse: Parse, at_home: str | None
) -> bool:
    """Whether both sides are people or bodies of one country, as far as the text tells.

    Two known countries make an act foreign, so does a state beside an unknown side, unless it is that of `at_home`; an
    unknown side counts as of `at_home`, or where it is named by a home role ("senators", "voters"). Of two who act together
    each is a side.
    """
    everyone = (*source, *target)
    if any(_apart(party, cast, parse) for party in everyone):
        return False
    known = [countries(source, cast), countries(target, cast)]
    if source == target and any(not cast.country(id_) for party in source for id_ in party.ids):
        known[1] = frozenset()  # one of the two who did it together
    told = known[0] | known[1]
    if len(told | ({at_home} if at_home else set())) > 1:
        return False
    if known[0] and known[1]:
        return source != target or "state" not in kinds(everyone, cast)
    if "state" in kinds(everyone, cast) and not (at_home and told):
        return False
    return bool(at_home) or any(home_role(party, parse) for party in everyone)


def _apart(party: Party, cast: Cast, parse: Parse) -> bool:
    """Whether a party is a side of its own in whatever country: a listed movement ("the Taliban"), unnamed states."""
    mention = cast.at(party.spans[0])
    if mention is not None and mention.rule == "table" and kinds([party], cast) == {"group"}:
        return True
    if _international(party, cast):
        return True
    return (
        not party.ids
        and bool(_STATES.intersection(_words(party, parse)))
        and not any(map(_plain, _words(party, parse)))
    )


def _words(party: Party, parse: Parse) -> list[str]:
    return [word.strip(".,’'") for span in party.spans for word in parse.text(span).split()]


def _international(party: Party, cast: Cast) -> bool:
    """Whether a party holds an office above states: "the High Representative", "the Personal Envoy"."""
    actors = [actor for id_ in party.ids if (actor := cast.actor(id_)) is not None]
    offices = [office for actor in actors for office in actor.offices if not office.end or office.end_stated]
    return any(office.country is None and office.title in participants("international") for office in offices)


_STATES = frozenset({"countries", "nations"})


def abroad(parties: tuple[Party, ...], cast: Cast, parse: Parse) -> bool:
    """Whether some parties can be a side in foreign affairs.

    That is a person, a state, a body that the tables know or that is tied to an actor, or peers ("15 leaders", "allies");
    not "civil society leaders" or "officials".
    """
    return any(_foreign(party, cast, parse) for party in parties)


def _foreign(party: Party, cast: Cast, parse: Parse) -> bool:
    actors = [actor for id_ in party.ids if (actor := cast.actor(id_)) is not None]
    known = any(actor.country or actor.kind in {"person", "state"} for actor in actors)
    if known or "capital" in party.how or ANCHORED in party.how:
        return True
    mention = cast.at(party.spans[0])
    if mention is not None and mention.rule == "table":
        return True
    words = _words(party, parse)
    return any(word.casefold() in participants("peers") for word in words) and not any(_plain(word) for word in words)


def private(parties: tuple[Party, ...], cast: Cast, parse: Parse) -> bool:
    """Whether a side is only people on business of their own: "Norwegian tourists", "35,000 Afghans"."""
    people = [party for party in parties if kinds([party], cast) != {"person"}]
    return bool(parties) and len(people) == len(parties) and all(_private(_words(party, parse)) for party in people)


def of_media(parties: tuple[Party, ...], parse: Parse) -> bool:
    """Whether a side is only reporters: "invited reporters into the hall"."""
    return bool(parties) and all(
        not party.ids and not participants("media").isdisjoint(forms(_words(party, parse)[-1], "s"))
        for party in parties
    )


def _private(words: list[str]) -> bool:
    crowd = words[0][:1].isdigit() and participants("peers").isdisjoint(word.casefold() for word in words)
    heads = (words[-1], *(word for word, after in pairwise(words) if after == "of"))  # "alumni of the Oslo School"
    return crowd or any(not participants("private").isdisjoint(forms(word, "s")) for word in heads)


def _plain(word: str) -> bool:
    """Whether a word of a phrase for peers sets them among people at home: "business leaders", "community partners"."""
    return word.isalpha() and word.islower() and word not in participants("peers") | _LINKING


_LINKING = wordlist("function_words", "linking")


def home_role(party: Party, parse: Parse) -> bool:
    """Whether a party's words or name hold a role inside a country, in whatever number: "senators’ aides"."""
    words = " ".join([*(parse.text(span) for span in party.spans), party.name or ""])
    first = bare(words.partition(" ")[0])
    return first in participants("short_roles") or any(
        not participants("home_roles").isdisjoint(forms(word, "s")) for word in words.split()
    )
