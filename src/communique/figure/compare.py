"""Whether two figures may be compared, and whether they agree: unit, scope and period first, then the amounts.

A pure function of two values. That a later figure takes the place of an earlier one ("superseded") depends on the
reports' order and is not told here.
"""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from communique.figure.tables import lemmas, load
from communique.model import Figure
from communique.model.figure import Verdict
from communique.model.interval import Interval, meet, of_prefix

if TYPE_CHECKING:
    from pint import UnitRegistry

ABOUT = 0.1
"""Reach of an approximation, as a share of its value: "about 40" allows 36 to 44."""
ROUNDING = 0.1
"""Largest share by which a round number may stand for a finer one: 3 million for 3.12 million, not 20,000 for
24,000."""
NEAR = 0.8
"""Least share of the greater of two amounts that the other must reach where bounds let both be one."""
WORDS = 0.5
"""Least share of the shorter description's words that the longer one must hold for both to measure the same."""
_CLAUSE = re.compile(r" (?:who|that) ")
_WORD = re.compile(r"[\w'’]+")


def comparable(a: Figure, b: Figure) -> tuple[Verdict, tuple[str, ...]]:
    """`agree`, `conflict` or `cannot tell`, with the reasons, for two figures; symmetric in its arguments.

    `cannot tell` where unit, what is measured, whose, or the period does not allow a comparison.
    """
    factor = _factor(a, b)
    if factor is None:
        return "cannot tell", (f"units differ: {a.unit or 'none'}, {b.unit or 'none'}",)
    for blocked in (_shares(a, b), _scope(a, b), _owners(a, b), _periods(a, b), _directions(a, b)):
        if blocked is not None:
            return blocked
    if _bare(a) or _bare(b):
        return "agree", (f"both {a.change}",)
    return _amounts(a, b, factor)


def _shares(a: Figure, b: Figure) -> tuple[Verdict, tuple[str, ...]] | None:
    """Of things that are counted, a share ("two-thirds of the votes") and a number ("43 votes") measure nothing in common."""
    counted = a.unit_code is None and b.unit_code is None
    shares = [figure.value is not None and 0 < figure.value < 1 for figure in (a, b)]
    return ("cannot tell", ("a share and a number",)) if counted and shares[0] != shares[1] else None


def _bare(figure: Figure) -> bool:
    return figure.value is None and figure.low is None and figure.high is None


def _factor(a: Figure, b: Figure) -> float | None:
    """What turns amounts of `b` into the unit of `a`; None if nothing does."""
    if a.unit == b.unit or _bare(a) or _bare(b):
        return 1.0
    if a.unit is None or b.unit is None or countable(a) == countable(b):
        return 1.0 if a.unit and b.unit else None
    first, second = _pint(a.unit), _pint(b.unit)
    if first is None or second is None:
        return None
    import pint

    try:
        return float(_registry().Quantity(1.0, second).to(first).magnitude)
    except pint.errors.PintError:
        return None


def countable(figure: Figure) -> str:
    """What a figure counts, as others may name it: persons for passengers and for deaths, soldiers for those of a known owner."""
    unit = (figure.unit or "").lower()
    if figure.unit_code or not unit:
        return unit
    if figure.measured_of:
        named = {word.lower() for word in _CAPITAL.findall(figure.about or "")}
        words = unit.split()
        unit = " ".join([word for word in words[:-1] if word not in named] + words[-1:])
    return "person" if alike(unit) in lemmas("befalling") else alike(unit) if alike(unit) == "person" else unit


_CAPITAL = re.compile(r"\b[A-Z][\w’'-]*")


@cache
def _registry() -> UnitRegistry[Any]:
    from pint import UnitRegistry

    return UnitRegistry()


@cache
def _names() -> dict[str, str]:
    tables = load()
    listed = [*tables.words.values(), *tables.symbols.values(), *tables.glued.values()]
    return {unit.name: unit.pint for unit in listed if unit.pint and unit.kind != "temperature"}


def _pint(unit: str) -> str | None:
    """Pint's expression for a unit's name; each side of "per" on its own."""
    if (whole := _names().get(unit)) is not None:
        return whole
    head, _, per = unit.partition(" per ")
    top, bottom = _names().get(head), _names().get(per)
    return f"({top})/({bottom})" if top and bottom else None


def _scope(a: Figure, b: Figure) -> tuple[Verdict, tuple[str, ...]] | None:
    one, two = _content(described(a) or a.unit), _content(described(b) or b.unit)
    if not one or not two:
        return "cannot tell", ("what is measured is not known",)
    if _acts_differ(a, b):
        return "cannot tell", (f"tell different things of them: {a.about}; {b.about}",)
    shared = len(set(one) & set(two)) / min(len(set(one)), len(set(two)))
    parts = {word for word in (one[-1], two[-1]) if word in lemmas("containers")}
    if shared < WORDS or not (one[-1] in two or two[-1] in one) or (parts and one[-1] != two[-1]):
        return "cannot tell", (f"measure different things: {a.about or a.unit}; {b.about or b.unit}",)
    return None


def _acts_differ(a: Figure, b: Figure) -> bool:
    """Whether both tell what those counted do, and no word of it is shared: "people who fled", "people killed"."""
    told = [described(figure) for figure in (a, b)]
    nouns = {word for phrase in told if _CLAUSE.search(phrase) for word in _content(_CLAUSE.split(phrase)[0])[-1:]}
    if not nouns:
        return False
    one, two = (set(_content(_CLAUSE.sub(" ", phrase))) - nouns for phrase in told)
    return bool(one and two) and not one & two


_NAME = re.compile(r"(?<=\s)[A-Z][\w’'.-]*")


def described(figure: Figure) -> str:
    """What is measured, without "number of" and the owners: their names and words for them are compared by id."""
    about = figure.about or ""
    head, _, those = about.partition(" of ")
    if head.lower() in lemmas("counts"):
        about = those or about
    if not figure.measured_of:
        return about
    sides = lemmas("sides")
    return " ".join(word for word in _NAME.sub("", about).split() if word.lower() not in sides)


def _content(phrase: str | None) -> list[str]:
    """Content words, singular, the head of the phrase last."""
    words = [word.lower() for word in _WORD.findall(phrase or "")]
    cut = next((i for i, word in enumerate(words) if i and word in lemmas("links")), len(words))
    ordered = words[cut:] + words[:cut]
    return [alike(_singular(word)) for word in ordered if word not in lemmas("links")]


def alike(word: str) -> str:
    """One word for all that tell of one thing: "call" and "talk", "killed" and "dead"."""
    return _alike().get(word, word)


@cache
def _alike() -> dict[str, str]:
    return {word: name for name, words in load().raw["alike"].items() for word in words}


def _singular(word: str) -> str:
    if word == "people":
        return "person"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > 3 else word


def _owners(a: Figure, b: Figure) -> tuple[Verdict, tuple[str, ...]] | None:
    if (a.unit or "").endswith(" of age") and not set(a.measured_of) & set(b.measured_of):
        return "cannot tell", ("ages of persons not known to be one",)
    shared = set(a.measured_of) & set(b.measured_of)
    named = "person" != countable(a) == countable(b) and (a.unit or "").lower() != (b.unit or "").lower()
    if not shared and (named or (a.measured_of and b.measured_of)):
        return "cannot tell", ("measured of different actors",)
    return None


def _periods(a: Figure, b: Figure) -> tuple[Verdict, tuple[str, ...]] | None:
    if a.period == b.period or _so_far(a, b):
        return None
    one, two = _days(a.period), _days(b.period)
    if one is None or two is None:
        return "cannot tell", (f"period not known for both: {a.period or 'none'}, {b.period or 'none'}",)
    if meet(one, two) is None or (one.start, one.end) != (two.start, two.end):
        return "cannot tell", (f"periods differ: {a.period}, {b.period}",)
    return None


def _so_far(a: Figure, b: Figure) -> bool:
    """Whether a toll is told of a day, up to which it was counted, and nothing else of a longer time."""
    told = [set((figure.about or "").lower().split()) for figure in (a, b)]
    tolls = any("toll" in words or (lemmas("counts") & words and lemmas("cumulative") & words) for words in told)
    return tolls and all(figure.period is None or len(figure.period) == len("2031-05-03") for figure in (a, b))


def _days(period: str | None) -> Interval | None:
    if period is None:
        return None
    parts = period.split("/")
    try:
        first, last = of_prefix(parts[0]), of_prefix(parts[-1])
    except ValueError:
        return None
    return Interval(first.start, last.end, "resolved")


def _directions(a: Figure, b: Figure) -> tuple[Verdict, tuple[str, ...]] | None:
    moves = {"up", "down"}
    if a.change in moves and b.change in moves and a.change != b.change:
        return "conflict", (f"one goes {a.change}, the other {b.change}",)
    if (a.change in moves) != (b.change in moves):
        return "cannot tell", ("one is a change, the other a level",)
    return None


def _amounts(a: Figure, b: Figure, factor: float) -> tuple[Verdict, tuple[str, ...]]:
    one, two = _reach(a), tuple(end * factor for end in _reach(b))
    if one[0] <= two[1] and two[0] <= one[1]:
        return (
            ("agree", (_why(a, b),))
            if _near(one, two)
            else ("cannot tell", (f"bounds far apart: {_shown(a)}; {_shown(b)}",))
        )
    if a.value is not None and b.value is not None and rounds(a.value, b.value * factor):
        return "agree", ("one is the other rounded",)
    less, more = (a, b) if one <= two else (b, a)
    return "conflict", (f"{_shown(less)} against {_shown(more)}",)


def _near(one: tuple[float, ...], two: tuple[float, ...]) -> bool:
    """Whether what an open bound leaves open is filled: "more than 40" is not what tells the same as 9,000."""
    ends = [[abs(end) for end in side if math.isfinite(end)] for side in (one, two)]
    return not all(ends) or min(max(side) for side in ends) >= NEAR * max(min(side) for side in ends)


def _why(a: Figure, b: Figure) -> str:
    if a.value is not None and a.value == b.value and a.unit == b.unit:
        return "same amount"
    marks = {figure.change for figure in (a, b)} & {">", "<", "~"}
    return "within the bounds" if marks - {"~"} or a.value is None or b.value is None else "within what is approximate"


def _reach(figure: Figure) -> tuple[float, float]:
    """The amounts that a figure allows."""
    if figure.low is not None or figure.high is not None:
        low = -math.inf if figure.low is None else figure.low
        return low, math.inf if figure.high is None else figure.high
    value = figure.value or 0.0
    slack = abs(value) * ABOUT if figure.change == "~" else 0.0
    return value - slack, value + slack


def rounds(a: float, b: float) -> bool:
    """Whether the rounder of two amounts is what the other rounds to, at no more than ROUNDING of its size."""
    if not a or not b or abs(a - b) / max(abs(a), abs(b)) > ROUNDING:
        return False
    return any(abs(fine - coarse) <= _step(coarse) / 2 * (1 + 1e-9) for coarse, fine in ((a, b), (b, a)))


def _step(value: float) -> float:
    """The place of a number's last significant digit: 0.01 for 3.12, 1 for 40, 100,000 for 2,100,000."""
    if value != int(value):
        digits = f"{value:.6f}".rstrip("0").partition(".")[2]
        return float(10 ** -len(digits))
    whole = str(abs(int(value)))
    zeros = len(whole) - len(whole.rstrip("0"))
    return float(10**zeros) if abs(value) >= 1000 else 1.0


def _shown(figure: Figure) -> str:
    if figure.value is not None:
        return f"{figure.change if figure.change in '<>~' else ''}{figure.value:g} {figure.unit or ''}".strip()
    return (
        f"{figure.low:g}-{figure.high:g} {figure.unit or ''}".strip()
        if figure.low is not None and figure.high is not None
        else figure.change
    )
