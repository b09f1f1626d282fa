"""What later reports say came of a pledge: sentences that tell its act as done, or as given up, and meetings told as held.

A sentence of another report counts if it holds most of the weight of the act's words (those of the due date are none), two of
them beside the head verb, or one with an actor that the act names or with a rare verb, and names the side that promised; one
that names no side counts in the pledge's own story only. It tells the act as done if the head verb, or one that tells the same
act, stands in a past form with the act's other words after it (or about it, in the passive) and nobody else right before it,
or after words for a kept promise ("kept its word by paying"), and nothing in the sentence denies or defers it; as dropped if a
verb of giving up has the act for its object or, in the passive, its subject. An act told by its verb alone is not judged.

A report without a date that tells the act in the past is known by the end of the due date at the latest; without a due date
it is left out: nothing says that it is later. A later report that tells the promise again may say that it was dropped or not
done, but not that it was done: in it the past form is often of another time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from communique.link.pledge.meetings import meetings
from communique.link.sides import countries, party_ids
from communique.link.wording import overlap, stem
from communique.link.words import placed, weight, words
from communique.model import Interval, Span
from communique.model.interval import of_period
from communique.model.report import ANALYSED
from communique.pledge.lexicon import load
from communique.pledge.status import Later, Outcome
from communique.store import Store
from communique.store.rows import Row

SHARE = 0.5
"""Least share of the weight of the act's words that a sentence must hold."""

TELLING = 3.5
"""Least weight of a word by which later reports are looked up."""

WEIGHTY = 2.0
"""Least weight of a word of the act that tells it apart from others of the same verb."""

RARE = 9.0
"""Weight of a verb with the only other word of its act that together tell one act: "reopen the crossing"."""

NEAR = 6
"""Words from a verb of giving up to the act that it governs: "abandoned her long-held plan to reopen"."""

_NAME = re.compile(r"\b[A-Z][\w’'.-]*")
_MONTH = re.compile(r"\bMay\b(?= \d)|(?<=\d )May\b|(?<=\b[Ii]n )May\b")
_CLAUSE = re.compile(r"[,;:](?=\s|[”\"’]|$)|[()—–]")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\s|$|[”\"’])|$|\n)")


@dataclass(frozen=True, slots=True)
class _Signs:
    past: Mapping[str, frozenset[str]]
    alike: Mapping[str, frozenset[str]]
    """Verbs that tell the same act, by each of them."""
    dropped: re.Pattern[str]
    """Forms of the verbs of giving up and of putting off."""
    lemmas: Mapping[str, tuple[str, str, Outcome]]
    """The verb, kind of form (`base`, `s`, `ing`, `past`), and what it tells, by each form."""
    deferred: re.Pattern[str]
    kept: re.Pattern[str]
    passive: frozenset[str]
    """Auxiliaries of the passive."""
    attributive: frozenset[str]
    """Words after which a past form stands with a noun: "on abandoned sites"."""
    undone: Mapping[str, frozenset[str]]
    """Words by which an act is told as not done, by what they are."""

    def forms(self, verb: str) -> frozenset[str]:
        """Past forms of a verb."""
        return _past(verb, self.past)


@dataclass(frozen=True, slots=True)
class _Sought:
    """What a sentence must tell: the head verb with its like, the act's stems by weight, the sides that promised."""

    verbs: frozenset[str]
    head: str
    stems: Mapping[str, float]
    names: frozenset[str]
    """Stems of the act's words with capitals."""
    sides: frozenset[str]
    objects: frozenset[str]
    """Ids of the actors that the act names."""
    stories: frozenset[str]
    """Stories of the tellings."""

    @property
    def past(self) -> frozenset[str]:
        """Forms that tell the act as done."""
        return frozenset(form for verb in self.verbs for form in _signs().forms(verb))

    @property
    def doing(self) -> frozenset[str]:
        """Forms that tell it after words for a kept promise."""
        return frozenset(form for verb in self.verbs for form in _doing(verb))

    @property
    def beside(self) -> frozenset[str]:
        """Weighty stems of the act beside its verb."""
        return frozenset(word for word, value in self.stems.items() if value >= WEIGHTY) - {stem(self.head)}


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence of a later report: its words with their places, and the sides and actors that it names there."""

    text: str
    words: tuple[tuple[int, str], ...]
    named: tuple[tuple[int, int, str], ...]
    """Where each actor is named, from and to, and its id."""
    sides: Mapping[str, str]

    def start(self, at: int) -> int:
        """Where the clause of a place starts."""
        return max((m.end() for m in _CLAUSE.finditer(self.text, 0, at)), default=0)

    def clause(self, at: int) -> tuple[list[str], list[str]]:
        """Words of the clause before and from a place on."""
        start = self.start(at)
        end = next((m.start() for m in _CLAUSE.finditer(self.text, at)), len(self.text))
        return [word for i, word in self.words if start <= i < at], [word for i, word in self.words if at <= i < end]


@cache
def _signs() -> _Signs:
    text = files("communique.resources").joinpath("outcomes.yaml").read_text(encoding="utf-8")
    raw: dict[str, Any] = yaml.safe_load(text)
    past = {verb: frozenset(forms) for verb, forms in raw["past"].items()}
    told: dict[str, Outcome] = dict.fromkeys(raw["dropped"], "dropped") | dict.fromkeys(raw["put_off"], "not done")
    lemmas = {form: (lemma, kind, tells) for lemma, tells in told.items() for form, kind in _inflected(lemma, past)}
    return _Signs(
        past,
        {verb: frozenset(group) for group in raw["alike"] for verb in group},
        _any(lemmas),
        lemmas,
        re.compile(_any(raw["not_done"]).pattern + r"|n['’]t\b", re.IGNORECASE),
        _any(raw["kept"]),
        frozenset(raw["passive"]),
        frozenset(raw["attributive"]),
        {name: frozenset(listed) for name, listed in {**raw["undone"], **raw["arrival"]}.items()},
    )


def _past(verb: str, irregular: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Irregular forms as listed, else regular ones with every spelling."""
    return irregular.get(verb, frozenset({f"{verb}ed", f"{verb}d", f"{verb[:-1]}ied", f"{verb}{verb[-1:]}ed"}))


def _doing(verb: str) -> frozenset[str]:
    return frozenset({f"{verb}ing", f"{verb[:-1]}ing", f"{verb}{verb[-1:]}ing"})


def _inflected(lemma: str, irregular: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    """Every form of a verb, its particle after it, with the kind of form."""
    verb, *particle = lemma.split()
    kinds = {"base": {verb}, "s": {f"{verb}s", f"{verb}es"}, "ing": _doing(verb), "past": _past(verb, irregular)}
    for kind, forms in kinds.items():
        for form in forms:
            yield " ".join([form, *particle]), kind


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(str(p)) for p in sorted(phrases)) + r")\b", re.IGNORECASE)


def outcomes(store: Store, pledge: Row, mentions: Iterable[Row]) -> tuple[Later, ...]:
    """Rows of later reports that bear on a pledge; `row` is `REPORT:START-END` of the sentence that says so."""
    mentions = list(mentions)
    told = {mention["report"] for mention in mentions}
    sought = _sought(store, pledge, mentions)
    days = {row["id"]: row["published"] or "" for row in store.rows_in("reports", "id", told)}
    made, first = max(days.values(), default=""), min(filter(None, days.values()), default="")
    again = {id_ for id_, day in days.items() if day > first}
    due = of_period(pledge["due"]) if pledge["due"] else Interval()
    found = []
    for report in _mentioning(store, sought, told - again):
        known = _known(report, pledge, first if report["id"] in again else made)
        if known is None:
            continue
        fallen = due.end is None or (known.end or "") >= due.end
        for span, sentence in _sentences(report):
            if _may_tell(sentence, sought):
                same_story = report["story"] in sought.stories
                outcome = _outcome(_told(store, report, span), sought, same_story=same_story, fallen=fallen)
                if outcome is not None and not (outcome == "done" and report["id"] in again):
                    found.append(Later(f"{report['id']}:{span[0]}-{span[1]}", outcome, known))
    for at, report in meetings(store, pledge, mentions):
        known = _known(report, pledge, made) if report["id"] not in told else None
        if known is not None and at not in {later.row for later in found}:
            found.append(Later(at, "done", known))
    return tuple(found)


def _sought(store: Store, pledge: Row, mentions: list[Row]) -> _Sought:
    head = next((mention["lemma"] for mention in mentions), "")
    apart = _due_words(store, mentions)
    stems = {stem(word): weight(word) for word in words(pledge["act"]) if weight(word) > 1.0 and word not in apart}
    sides = countries(store, party_ids(mention["party"] for mention in mentions))
    reports = store.rows_in("reports", "id", {mention["report"] for mention in mentions}, only=("id", "story"))
    return _Sought(
        _signs().alike.get(head, frozenset()) | {head},
        head,
        stems,
        frozenset(stem(word) for name in _NAME.findall(pledge["act"]) for word in words(name)),
        frozenset(sides.values()),
        frozenset(id_ for mention in mentions for id_ in mention["objects"]),
        frozenset(report["story"] for report in reports if report["story"]),
    )


def _due_words(store: Store, mentions: Iterable[Row]) -> set[str]:
    """Words that tell until when, not what: those of the tellings' times, and "no later than"."""
    times = store.rows_in("times", "id", {mention["time"] for mention in mentions if mention["time"]})
    texts = {row["id"]: row["text"] for row in store.rows_in("reports", "id", {time["report"] for time in times})}
    dated = [texts[time["report"]][slice(*time["span"])] for time in times]
    return {word for text in (*dated, *(phrase for phrase, _ in load().due)) for word in words(text)}


def _known(report: Row, pledge: Row, made: str) -> Interval | None:
    """When what a report says was known; None if it may be older than the pledge."""
    if report["published"] and report["published_end"]:
        later = report["published"] > made
        return Interval(report["published"], report["published_end"], report["published_basis"]) if later else None
    due = of_period(pledge["due"]) if pledge["due"] and pledge["due_kind"] in {"by", "on"} else Interval()
    return Interval(None, due.end, "inferred") if due.end is not None and due.end >= made else None


def _mentioning(store: Store, sought: _Sought, told: set[str]) -> list[Row]:
    """Other reports that hold one of the act's two most telling stems, those that hold most of them first."""
    ranked = sorted((-round(value, 3), word) for word, value in sought.stems.items() if value >= TELLING)
    if not ranked or not sought.beside:
        return []
    found = store.holding(" OR ".join(f'"{word}"*' for _, word in ranked[:2]), limit=200)
    return sorted(store.rows_in("reports", "id", {*found} - told), key=lambda row: (row["ref"], row["id"]))


def _sentences(report: Row) -> Iterator[tuple[Span, str]]:
    for block in report["blocks"]:
        if block["role"] in ANALYSED:
            for match in _SENTENCE.finditer(report["text"], *block["span"]):
                yield match.span(), match.group()


def _may_tell(sentence: str, sought: _Sought) -> bool:
    """Whether a sentence holds most of the weight of the act's words."""
    has = words(sentence)
    stems = {stem(word): weight(word) for word in has}
    if sought.past & set(has):
        stems |= {stem(verb): weight(verb) for verb in (sought.head,)}
    shared, _ = overlap(dict(sought.stems), stems)
    return shared >= max(TELLING, sum(sought.stems.values()) * SHARE)


def _told(store: Store, report: Row, span: Span) -> _Told:
    named = sorted(
        (row["span"][0] - span[0], row["span"][1] - span[0], id_)
        for row in store.rows("mentions", "report = ?", (report["id"],))
        if span[0] <= row["span"][0] and row["span"][1] <= span[1]
        for id_ in (row["members"] or [row["actor"]]) if id_
    )  # fmt: skip
    text = report["text"][slice(*span)]
    return _Told(text, tuple(placed(text)), tuple(named), countries(store, {id_ for *_, id_ in named}))


def _outcome(told: _Told, sought: _Sought, *, same_story: bool, fallen: bool) -> Outcome | None:
    """What a sentence tells; `fallen`: the due date has passed, so that what is not done is no longer to come."""
    ours = not sought.sides.isdisjoint(told.sides.values())
    if not ours and (told.named or not same_story):
        return None
    signs = _signs()
    has = [word for _, word in told.words]
    given_up = {
        signs.lemmas[match.group().lower()][2]
        for match in signs.dropped.finditer(told.text)
        if _gives_up(told, match, sought)
    }
    if given_up:
        return "dropped" if "dropped" in given_up else "not done"
    if fallen and any(_undone(told, at, word, sought) for at, word in told.words):
        return "not done"
    if signs.deferred.search(_MONTH.sub("", told.text)):
        return None
    if signs.kept.search(told.text) is not None and sought.doing & set(has) and _enough(has, told, sought):
        return "done"
    return "done" if any(_does(told, at, sought) for at, word in told.words if word in sought.past) else None


def _does(told: _Told, at: int, sought: _Sought) -> bool:
    """Whether the past form at a place tells the act: its words follow, and who stands last before it promised it."""
    before, after = told.clause(at)
    if not _passive(before):
        doer = next((id_ for place, _, id_ in reversed(told.named) if place < at), None)
        if _attributive(before) or (doer is not None and told.sides.get(doer) not in sought.sides):
            return False
        before = []
    return _enough(before + after[1:], told, sought)


def _undone(told: _Told, at: int, verb: str, sought: _Sought) -> bool:
    """Whether the verb at a place tells the act, or the coming of its thing, and is denied: "has not paid", "none has come"."""
    words, (before, after) = _signs().undone, told.clause(at)
    arrives = verb in words["forms"] and sought.head in words["acts"]
    near = {part for word in before[-NEAR:] for part in ((word[:-3], "not") if word.endswith("n't") else (word,))}
    if not (verb in sought.past | sought.verbs or arrives) or not words["supposed"].isdisjoint(before):
        return False
    if words["auxiliaries"].isdisjoint(near) or words["denials"].isdisjoint(near) or words["ends"] & {*before, *after}:
        return False
    doer = next((id_ for place, _, id_ in reversed(told.named) if place < at), None)
    if arrives:
        return _enough([word for _, word in told.words], told, sought)
    ours = _passive(before) or doer is None or told.sides.get(doer) in sought.sides
    return ours and _enough(before + after[1:], told, sought)


def _gives_up(told: _Told, verb: re.Match[str], sought: _Sought) -> bool:
    """Whether a verb of giving up governs the act: its subject in the passive, else what follows right after it."""
    lemma, form, _ = _signs().lemmas[verb.group().lower()]
    before, after = told.clause(verb.start())
    after = after[len(lemma.split()) :]
    denied = _signs().deferred.search(_MONTH.sub("", told.text[told.start(verb.start()) : verb.start()]))
    if lemma in sought.verbs or denied or not {"if", "unless"}.isdisjoint(after):
        return False
    if form == "past" and _passive(before):
        return before[-2:-1] != ["to"] and _enough(before, told, sought)
    doer = next(((end, id_) for at, end, id_ in reversed(told.named) if at < verb.start()), None)
    ours = doer is not None and told.sides.get(doer[1]) in sought.sides
    if _attributive(before) or (doer is not None and not ours) or (form in {"base", "ing"} and not ours):
        return False
    alone = doer is None or told.text[doer[0] : verb.start()].strip()
    if form == "ing" and before and not _passive(before[-1:]) and alone:
        return False  # "considers dropping its plan"
    return not sought.beside.union({stem(sought.head)}).isdisjoint(map(stem, after[:NEAR])) and _enough(
        after, told, sought
    )


def _enough(held: list[str], told: _Told, sought: _Sought) -> bool:
    """Whether words tell the act: two of its stems, or one and an actor (not names alone), or its only one if rare."""
    shared = sought.beside & {stem(word) for word in held}
    plain = sought.beside - sought.names
    if not shared or (plain and plain.isdisjoint(shared)):
        return False
    rare = len(sought.beside) == 1 and weight(sought.head) + sum(sought.stems[word] for word in shared) >= RARE
    return len(shared) > 1 or rare or not sought.objects.isdisjoint(id_ for *_, id_ in told.named)


def _passive(before: list[str]) -> bool:
    return not _signs().passive.isdisjoint(before[-2:])


def _attributive(before: list[str]) -> bool:
    return bool(before) and before[-1] in _signs().attributive
