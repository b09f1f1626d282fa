"""How an utterance is worded, and who is said to have said a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import dropwhile

from communique.actor import pronouns
from communique.link.disagreement.asked import Asked, hull, row_of, told
from communique.link.disagreement.verdict import Answer, Matched, fell, sets
from communique.link.finding import Finding
from communique.link.quoted import quoted_of
from communique.link.sides import party_ids
from communique.link.utterance.tokens import render
from communique.link.wording import Wording, overlap, stems
from communique.parse.quotes import pieces_inside_marks
from communique.resources import roles
from communique.resources.entries import fold
from communique.store import Store
from communique.store.rows import Row

SAME_SENTENCE = 6
"""Words of a quoted sentence that two reports must have alike to be one sentence, whoever is said to have said it."""

SHOWN = 60
"""Code points of a quotation in what a disagreement is about."""


def wordings(store: Store, story: str, asked: Asked) -> Iterable[Row]:
    """Utterances that two reports quote in two wordings, with the statements that differ.

    A report that quotes two wordings tells of two occasions, or of one in two places: it differs with nobody.
    """
    statements = {row["id"]: row for row in asked.statements}
    for utterance in store.rows("utterances", "story = ?", (story,), order="id"):
        ends = [(pair["a"], pair["b"]) for pair in utterance["pairs"] if pair["altered"]]
        altered = {
            end for pair in ends if len({statements[i]["report"] for i in pair if i in statements}) > 1 for end in pair
        }
        rows = [statements[i] for i in utterance["statements"] if i in altered]
        answers = [_worded_as(asked, row, rows) for row in rows]
        if answers:
            yield row_of(asked, "wording", _worded(asked, answers, utterance["pairs"]), answers, of=utterance["id"])


def _worded_as(asked: Asked, row: Row, rows: Sequence[Row]) -> Answer:
    """The pieces of a statement that share a telling word with what another report quotes; all of them if none does."""
    others = stems(" ".join(asked.text(o, span) for o in rows if o["report"] != row["report"] for span in o["content"]))
    told_too = [span for span in row["content"] if overlap(stems(asked.text(row, span)), others)[0]]
    spans = told_too or row["content"]
    words = " … ".join(asked.text(row, span) for span in spans)
    return asked.answer(row["report"], words, hull(spans), row=row["id"], spans=spans)


def _worded(asked: Asked, answers: Sequence[Answer], pairs: Sequence[Row]) -> Finding:
    """Conflict, unless all but one report have been replaced by a later version."""
    reasons = sorted({", ".join(dict.fromkeys((p["change"], p["cause"]))) for p in pairs if p["altered"]})
    standing = {answer.report for answer in answers} - asked.replaced.keys()
    if len(standing) != 1:
        return Finding("conflict", tuple(reasons))
    fallen = [answer for answer in answers if answer.report not in standing]
    return fell(Finding("superseded", tuple(reasons)), fallen, answers, asked.replaced)


def speakers(asked: Asked) -> Iterable[Row]:
    """Who said a sentence that several reports quote word for word; only differences are told.

    A quotation without a verb of saying has its speaker from the sentences around it, as has one whose speaker is a pronoun; an
    outlet passes on what others say: such a speaker gainsays nobody.
    """
    cued = {row["id"] for row in asked.statements if row["cue"] and _named(asked, row)}

    def match(a: Answer, b: Answer) -> Matched:
        if sets(a, b) == "agree" or _same_name(a, b):
            return "agree"
        if _shares_name(asked, a, b) or not cued.issuperset({a.row, b.row}):
            return "cannot tell"
        left, right = (frozenset(asked.side(actor) for actor in _meant(answer)) for answer in (a, b))
        persons = all(_meant(answer) and all(map(asked.person, _meant(answer))) for answer in (a, b))
        return "conflict" if persons or left.isdisjoint(right) else "cannot tell"

    quoted: dict[tuple[str, ...], list[Answer]] = {}
    shown: dict[tuple[str, ...], str] = {}
    for row in asked.statements:
        ids = frozenset(party_ids([row["speaker"]]))
        if not ids or not row["speaker"]["span"]:
            continue
        name = row["speaker"]["name"] or " and ".join(sorted(asked.name(actor) for actor in ids))
        for sentence in _sentences(asked, row):
            forms = render(sentence).forms
            if len(forms) >= SAME_SENTENCE:
                shown.setdefault(forms, sentence)
                answer = asked.answer(row["report"], name, row["speaker"]["span"], row=row["id"], meant=ids)
                quoted.setdefault(forms, []).append(answer)
    for forms, answers in sorted(quoted.items()):
        about, key = f"speaker of “{_cut(shown[forms])}”", f"speaker of {' '.join(forms)}"
        rows = told(asked, about, answers, match, key=key)
        yield from (row for row in rows if row["verdict"] != "agree")


def _named(asked: Asked, row: Row) -> bool:
    """Whether a speaker is named, by name or office, and no outlet."""
    ids = party_ids([row["speaker"]])
    if not ids or not row["speaker"]["span"]:
        return False
    said = asked.text(row, row["speaker"]["span"]).casefold()
    return said not in pronouns.ALL and not any(asked.actors[i]["kind"] == "outlet" for i in ids if i in asked.actors)


def _same_name(a: Answer, b: Answer) -> bool:
    """Whether two names are one person's: one surname, and given names that begin alike ("Mike", "Michael A."), or a bare name.

    A bare name is one word, but for words of honour, that stands in the other: "King Alric", "Alric of Osk".
    """
    left, right = sorted((_bare(answer.value) for answer in (a, b)), key=len)
    if len(left) == 1:
        return left[0] in right
    return len(left) > 1 and left[-1] == right[-1] and left[0][0] == right[0][0]


def _bare(name: str) -> list[str]:
    """The words of a name without those of honour at its head."""
    return list(dropwhile(roles.load().honorifics.__contains__, fold(name).split()))


def _shares_name(asked: Asked, a: Answer, b: Answer) -> bool:
    """Whether a person and what is none share a name: "Fox" may be a man or a broadcaster."""
    people = [bool(_meant(answer)) and all(map(asked.person, _meant(answer))) for answer in (a, b)]
    return people[0] != people[1] and bool(set(fold(a.value).split()) & set(fold(b.value).split()))


def _meant(answer: Answer) -> frozenset[str]:
    return answer.meant if isinstance(answer.meant, frozenset) else frozenset()


def _sentences(asked: Asked, row: Row) -> list[str]:
    report = asked.reports[row["report"]]
    spans = [(start, end) for start, end in row["content"]]
    pieces = [piece for span in spans for piece in pieces_inside_marks(report["text"], span, quoted_of(report))]
    return [sentence for piece in pieces for sentence in Wording(piece).sentences]


def _cut(text: str) -> str:
    """A sentence to know it by; the mark that its report sets at its end is none of it."""
    text = text.rstrip(",.;:")
    return text if len(text) <= SHOWN else text[:SHOWN].rsplit(" ", 1)[0] + " …"
