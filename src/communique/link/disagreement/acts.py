"""What is asked of the tellings of one event: its attributes, its place, who took part, and how many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from communique.link.disagreement.amounts import amounts
from communique.link.disagreement.asked import Asked, by_event, hull, told
from communique.link.disagreement.verdict import Answer, places, sets, words
from communique.link.sides import party_ids
from communique.link.utterance.tokens import render
from communique.resources.questions import load
from communique.store.rows import Row


def attributes(asked: Asked) -> Iterable[Row]:
    """Questions on one event (medium, initiator ...) and its place, answered by the mentions of that event.

    What is asked of a story's sentences too is left to `sentences.py`, which takes these answers in.
    """
    elsewhere, quiet = {question.about for question in load().questions if question.agreement}, load().quiet
    for event, mentions in by_event(asked):
        answers: dict[str, list[Answer]] = {}
        for mention in mentions:
            for one in mention["attributes"]:
                answer = asked.answer(mention["report"], one["value"], one["span"], row=mention["id"])
                if one["question"] not in elsewhere:
                    answers.setdefault(one["question"], []).append(answer)
        for question, given in sorted(answers.items()):
            rows = told(asked, question, given, words, of=event)
            yield from (row for row in rows if row["verdict"] != "agree" or question not in quiet)
        located = [
            asked.answer(m["report"], m["place"], m["place_span"] or m["span"], row=m["id"])
            for m in mentions
            if m["place"]
        ]
        yield from told(asked, "place", located, places, of=event)


def participants(asked: Asked) -> Iterable[Row]:
    """Which persons of a country took part in an event: reports that name none, or only the state, are not asked.

    Only differences are told: that reports of a call name the same two callers is no news.
    """
    for event, mentions in by_event(asked):
        by_country: dict[str, list[Answer]] = {}
        for mention in mentions:
            for country, persons in _persons(asked, mention).items():
                who = " and ".join(asked.name(actor) for actor in sorted(persons))
                span = hull(persons.values())
                answer = asked.answer(mention["report"], who, span, row=mention["id"], meant=frozenset(persons))
                by_country.setdefault(country, []).append(answer)
        for country, answers in sorted(by_country.items()):
            rows = told(asked, f"participants: {country}", answers, sets, of=event)
            yield from (row for row in rows if row["verdict"] != "agree")


def _persons(asked: Asked, mention: Row) -> Mapping[str, Mapping[str, Sequence[int]]]:
    """The persons known by name who took part, by country, each with the words that name them."""
    named: dict[str, dict[str, Sequence[int]]] = {}
    for party in [*mention["source"], *mention["target"]]:
        for actor in party_ids([party]):
            if asked.person(actor) and party["span"] and asked.actors[actor]["country"]:
                named.setdefault(asked.side(actor), {}).setdefault(actor, party["span"])
    return named


def numbers(asked: Asked) -> Iterable[Row]:
    """How many an event was done by or to, where its tellings count the same people or things: "four diplomats"."""
    for event, mentions in by_event(asked):
        counted: dict[str, list[Answer]] = {}
        for mention in mentions:
            for party in [*mention["source"], *mention["target"]]:
                for span in party["spans"]:
                    said = asked.text(mention, span)
                    if what := _counted(said):
                        answer = asked.answer(mention["report"], said, span, row=mention["id"])
                        counted.setdefault(what, []).append(answer)
        for what, answers in sorted(counted.items()):
            rows = told(asked, f"how many {what}", answers, amounts, of=event)
            yield from (row for row in rows if row["verdict"] != "agree")


def _counted(said: str) -> str | None:
    """The last word of a phrase that begins with a number, in lower case: what is counted."""
    found = render(said).words
    first = next((index for index, word in enumerate(found) if word.number), None)
    if first is None or first > 2 or first + 1 >= len(found) or found[-1].number:
        return None
    return found[-1].raw.casefold()
