"""Whether the record hangs on the names in the reports: swap them, and the record must come out swapped.

python -m eval.swap            swap the seeds' names, states, numbers, weekdays and months; print what differs
python -m eval.swap --keep DIR leave the swapped reports and both exports in DIR

Names are swapped in pairs, both ways, in the reports and in the tables of what the product knows: Serbia then has
Russia's capital, offices and history, under other names. So what differs afterwards hangs on a word itself: in a rule, or
in the language model, which has read more of some names than of others. Numbers, weekdays and months are swapped in the
reports alone: then days no longer fit the tables, and dates are not compared.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "communique"
SEEDS = ROOT.parent / "shared" / "seeds"

NAMES = (
    ("Russia", "Serbia"), ("Russian", "Serbian"), ("Russians", "Serbians"), ("Moscow", "Belgrade"), ("Kremlin", "Elysee"),
    ("Vladimir", "Aleksandar"), ("Putin", "Vucic"),
    ("China", "Vietnam"), ("Chinese", "Vietnamese"), ("Beijing", "Hanoi"), ("Xi", "Pham"), ("Jinping", "Dung"),
    ("United States", "United Kingdom"), ("U.S.", "U.K."), ("US", "UK"), ("American", "British"), ("Americans", "Britons"),
    ("Washington", "London"), ("Donald", "Barack"), ("Trump", "Obama"), ("Joe", "David"), ("Biden", "Cameron"),
    ("Antony", "John"), ("Blinken", "Kerry"),
    ("Ukraine", "Moldova"), ("Ukrainian", "Moldovan"), ("Taiwan", "Tibet"), ("Iran", "Iraq"), ("Malaysia", "Indonesia"),
    ("Mexico", "Panama"), ("Canada", "Norway"), ("Saudi Arabia", "South Africa"), ("Gazprom", "Petrobras"),
    ("Gabuev", "Kovac"), ("Novak", "Horvat"), ("Miller", "Fischer"), ("Manturov", "Babic"), ("Belousov", "Markovic"),
    ("Shoigu", "Nikolic"), ("Caixin", "Reuters"), ("Munich", "Geneva"), ("Siberia", "Patagonia"),
)  # fmt: skip
"""Words of the same build: what begins with a vowel stays so, what is two words stays two, a surname that comes first too.
All are common in the news that the language model has read: what it makes of rare names is another question. Nobody whom the
tables know may be called like one of them, with or without accents."""
DAYS = (("Monday", "Wednesday"), ("Tuesday", "Friday"), ("Thursday", "Saturday"))
MONTHS = (("January", "July"), ("February", "October"), ("March", "August"), ("April", "September"), ("May", "June"))
WORDS = (("five", "six"), ("fifth", "sixth"), ("ten", "twelve"), ("forty", "fifty"), ("ninety", "eighty"))
AMOUNTS = {"five": 5, "six": 6, "ten": 10, "twelve": 12, "forty": 40, "fifty": 50, "ninety": 90, "eighty": 80}
HALF = 0.5
"""Share of characters from which two rows are near."""
LOWER = 4
"""Letters from which a name is swapped in lower and upper case too; shorter ones would meet other words ("us", "may")."""
_NUMBER = r"(?<![\w.,])(?!(?:19|20)\d\d\b)\d+(?:[.,]\d+)*(?=[a-z]{0,3}\b)"
_DIGITS = str.maketrans("123456789", "234567891")


def _table(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    both = {**dict(pairs), **{b: a for a, b in pairs}}
    long = {a: b for a, b in both.items() if min(len(a), len(b)) >= LOWER}
    return {
        **{a.lower(): b.lower() for a, b in long.items()},
        **{a.upper(): b.upper() for a, b in long.items()},
        **both,
    }


def _pattern(words: Iterable[str], *more: str) -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile("|".join((rf"(?<!\w)(?:{listed})(?!\w)", *more)))


_OF_TABLES = _table(NAMES)
_OF_TEXTS = {**_OF_TABLES, **_table(WORDS), **{x: y for a, b in (*DAYS, *MONTHS) for x, y in ((a, b), (b, a))}}
_IN_TABLES, _IN_TEXTS = _pattern(_OF_TABLES), _pattern(_OF_TEXTS, _NUMBER)


def swap_names(text: str) -> str:
    """The text with its names swapped; twice gives it back."""
    return _IN_TABLES.sub(lambda match: _OF_TABLES[match.group()], text)


@dataclass(frozen=True)
class Swapped:
    """A text with names, numbers, weekdays and months swapped, and where its parts have gone."""

    text: str
    edits: tuple[tuple[int, int, int], ...]
    """(start, end, length): what stood from start to end is now so long."""

    def at(self, position: int, *, end: bool = False) -> int:
        """Where a position of the old text is now; inside a swapped word, its nearer edge outward."""
        moved = position
        for start, stop, length in self.edits:
            if position >= stop:
                moved += length - (stop - start)
            elif position > start:
                return moved - (position - start) + (length if end else 0)
        return moved

    def span(self, span: Iterable[int]) -> tuple[int, int]:
        """A span of the old text in the new one."""
        start, end = span
        return self.at(start), self.at(end, end=True)


def swap(text: str) -> Swapped:
    """Swap all that is to be swapped in a report."""
    edits, parts, done = [], [], 0
    for match in _IN_TEXTS.finditer(text):
        new = _OF_TEXTS.get(match.group()) or match.group().translate(_DIGITS)
        edits.append((match.start(), match.end(), len(new)))
        parts += [text[done : match.start()], new]
        done = match.end()
    return Swapped("".join([*parts, text[done:]]), tuple(edits))


def world(target: Path) -> Path:
    """A copy of the package in which the tables know the same of the swapped names; models are not touched."""
    copy = target / "communique"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "models", "examples"))
    (copy / "resources" / "models").symlink_to(PACKAGE / "resources" / "models")
    for path in (copy / "resources").rglob("*"):
        if path.suffix in {".csv", ".yaml", ".tsv"} and "models" not in path.parts and path.name != "contract.yaml":
            path.write_text(swap_names(path.read_text(encoding="utf-8")), encoding="utf-8")
    return target


def export(reports: Path, target: Path, *, package: Path, encoder: bool = True) -> None:
    """Read reports with the code at `package` and export the record to `target`."""
    code = (
        "import sys, communique\n"
        "with communique.open(':memory:', encoder=sys.argv[3] == 'True') as record:\n"
        "    record.read(sys.argv[1])\n"
        "    record.export('jsonl', sys.argv[2])\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(package)}
    subprocess.run([sys.executable, "-c", code, str(reports), str(target), str(encoder)], env=environment, check=True)


Row = dict[str, Any]
Made = tuple[Any, ...]


def _rows(folder: Path, name: str) -> list[Row]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").split("\n") if line]


@dataclass(frozen=True)
class Context:
    """How the parts of a row are turned into comparable values."""

    span: Callable[[Iterable[int]], tuple[int, int]]
    words: Callable[[str | None], str | None]
    names: Mapping[str, str]
    text: str
    swapping: bool

    def who(self, *parties: Row | None) -> Made:
        """Names behind parties, sorted."""
        found = {self.words(self.names.get(i)) for p in parties if p for i in (p["members"] or [p["actor"]]) if i}
        return tuple(sorted(name for name in found if name))

    def amount(self, row: Row, value: float | None) -> float | None:
        """A figure's amount; swapped in the ratio in which its digits are."""
        old = _first(self.text[row["span"][0] : row["span"][1]])
        new = _first(swap(self.text[row["span"][0] : row["span"][1]]).text)
        if value is None or not self.swapping or not old or new is None:
            return value
        return float(f"{value * new / old:.9g}")


def made(folder: Path, *, moved: Mapping[str, Swapped] | None = None) -> dict[str, Counter[Made]]:
    """Comparable values of an exported record by table; with `moved`, as the swapped record should have them."""
    names = {row["id"]: row["name"] for row in _rows(folder, "actors")}
    texts = {row["ref"]: row["text"] for row in _rows(folder, "reports")}
    found: dict[str, Counter[Made]] = {name: Counter() for name in TABLES}

    def words(value: str | None) -> str | None:
        return value if value is None or moved is None else swap(value).text

    for name, (file, of) in TABLES.items():
        for row in _rows(folder, file):
            ref = row["ref"]

            def span(one: Iterable[int], ref: str = ref) -> tuple[int, int]:
                return moved[ref].span(one) if moved is not None else (tuple(one))  # type: ignore[return-value]

            context = Context(span, words, names, texts[ref], swapping=moved is not None)
            found[name].update((ref, *value) for value in of(row, context))
    return found


def _first(words: str) -> float | None:
    """The first number in some words."""
    for match in re.finditer(r"\d+(?:[.,]\d+)*|[a-z]+", words.lower()):
        if match.group()[0].isdigit():
            return float(match.group().replace(",", ""))
        if match.group() in AMOUNTS:
            return AMOUNTS[match.group()]
    return None


def _statements(row: Row, with_: Context) -> list[Made]:
    return [
        (
            tuple(map(with_.span, row["content"])),
            row["kind"],
            with_.who(row["speaker"]),
            row["polarity"],
            row["attitude"],
        )
    ]


def _figures(row: Row, with_: Context) -> list[Made]:
    amounts = tuple(with_.amount(row, row[key]) for key in ("value", "low", "high"))
    return [(with_.span(row["span"]), amounts, row["change"], row["unit"], with_.words(row["about"]))]


def _events(row: Row, with_: Context) -> list[Made]:
    return [
        (with_.span(row["span"]), row["type"], with_.who(*row["source"]), with_.who(*row["target"]), row["modality"])
    ]


def _pledges(row: Row, with_: Context) -> list[Made]:
    condition = with_.words(row["condition"])
    return [
        (with_.span(row["span"]), with_.words(row["actor_name"]), with_.words(row["act"]), condition, row["firmness"])
    ]


def _blocks(row: Row, with_: Context) -> list[Made]:
    return [(with_.span(block["span"]), block["role"]) for block in row["blocks"]]


def _mentions(row: Row, with_: Context) -> list[Made]:
    return [(with_.span(row["span"]), row["kind"], with_.words(row["name"]))]


TABLES: dict[str, tuple[str, Callable[[Row, Context], list[Made]]]] = {
    "blocks": ("reports", _blocks),
    "mentions": ("mentions", _mentions),
    "statements": ("statements", _statements),
    "figures": ("figures", _figures),
    "events": ("event_mentions", _events),
    "pledges": ("pledge_mentions", _pledges),
}


@dataclass(frozen=True)
class Comparison:
    """Rows that came out swapped the same way, those expected that did not come, and those that came instead.

    `near` of the latter differ in their edges alone: most of the words and all the rest are the same.
    """

    same: int
    missing: tuple[Made, ...]
    instead: tuple[Made, ...]
    near: int

    @property
    def share(self) -> float:
        """F1 of the two sets of rows; 1 where there are none."""
        return self._f1(self.same)

    @property
    def loosely(self) -> float:
        """F1 where those that are near count as the same."""
        return self._f1(self.same + self.near)

    def _f1(self, same: int) -> float:
        rows = 2 * self.same + len(self.missing) + len(self.instead)
        return 2 * same / rows if rows else 1.0


def compare(expected: Mapping[str, Counter[Made]], came: Mapping[str, Counter[Made]]) -> dict[str, Comparison]:
    """Each table's comparison."""
    found = {}
    for name, rows in expected.items():
        missing = tuple(sorted((rows - came[name]).elements(), key=repr))
        instead = tuple(sorted((came[name] - rows).elements(), key=repr))
        found[name] = Comparison((rows & came[name]).total(), missing, instead, _near(missing, instead))
    return found


def _near(missing: Iterable[Made], instead: Iterable[Made]) -> int:
    """How many rows have one beside them that differs in its edges alone; each counts once."""
    left, count = list(instead), 0
    for row in missing:
        beside = max(left, key=lambda other: _overlap(row, other), default=None)
        if beside is not None and _overlap(row, beside) >= HALF:
            left.remove(beside)
            count += 1
    return count


def _overlap(a: Made, b: Made) -> float:
    """Share of the characters of either that both have; 0 where anything else differs."""
    if a[0] != b[0] or a[2:] != b[2:]:
        return 0.0
    one, other = (
        {at for start, end in ([row[1]] if isinstance(row[1][0], int) else row[1]) for at in range(start, end)}
        for row in (a, b)
    )
    return len(one & other) / len(one | other)


def run(reports: Path, folder: Path, *, encoder: bool = True) -> dict[str, Comparison]:
    """Swap text files, read both, compare; everything made is left in `folder`."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(reports.glob("*.txt"))}
    moved = {ref: swap(text) for ref, text in texts.items()}
    (folder / "swapped").mkdir(parents=True)
    for ref, one in moved.items():
        (folder / "swapped" / f"{ref}.txt").write_text(one.text, encoding="utf-8")
    export(reports, folder / "original", package=PACKAGE.parent, encoder=encoder)
    export(folder / "swapped", folder / "outcome", package=world(folder / "world"), encoder=encoder)
    return compare(made(folder / "original", moved=moved), made(folder / "outcome"))


def told(name: str, found: Comparison, texts: Mapping[str, str]) -> str:
    """A table's share and what differs, with the words of the swapped report."""
    counts = f"same {found.same}, missing {len(found.missing)}, instead {len(found.instead)}, near {found.near}"
    lines = [f"{name:<12} {found.share:.3f}  loosely {found.loosely:.3f}  {counts}"]
    for sign, rows in (("-", found.missing), ("+", found.instead)):
        for ref, where, *rest in rows:
            spans = [where] if isinstance(where[0], int) else list(where)
            lines.append(f"  {sign} {ref[:3]} {' … '.join(texts[ref][a:b] for a, b in spans)!r} {rest}")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="a folder, not there yet, for all that is made")
    parser.add_argument("--encoder", action=argparse.BooleanOptionalAction, default=True)
    args = parser.parse_args()
    if not SEEDS.is_dir():
        print("skipped: the reports (../shared/seeds) are not here")
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.keep or Path(temporary) / "swap"
        compared = run(SEEDS, folder, encoder=args.encoder)
        texts = {path.stem: path.read_text(encoding="utf-8") for path in (folder / "swapped").glob("*.txt")}
    for name, found in compared.items():
        print(told(name, found, texts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
