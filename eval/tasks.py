"""The tasks: which gold, which scorer, which measures, and how predictions are made (through read and export)."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from communique.config import Settings
from communique.record import Record
from communique.store import Store

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def by_record(gold: Path, target: Path, settings: Settings) -> None:
    """Read the gold's reports into a record and export it: the predictions are the product's own files."""
    with tempfile.TemporaryDirectory() as folder, Record(Store.open(Path(folder) / "eval.db"), settings) as record:
        summary = record.read(gold / "reports.jsonl")
        if summary.refused:
            print(f"note: {summary.refused} reports refused, e.g. {record.quarantine()[0]}", file=sys.stderr)
        record.export("jsonl", target)


def by_habit(gold: Path, target: Path, settings: Settings) -> None:
    """The export, each set's figures stated by the habits of the tool that it comes from."""
    from eval.figures import follow

    by_record(gold, target, settings)
    follow(gold, target)


def by_pairs(gold: Path, target: Path, settings: Settings) -> None:
    """Code the relation of each given pair of actors."""
    del settings
    command = [sys.executable, str(ROOT / "eval" / "relations.py"), str(gold), str(SHARED / "score" / "relations.py")]
    subprocess.run([*command, "--part", "all", "--out", str(target)], capture_output=True, check=True)


def by_same_event(gold: Path, target: Path, settings: Settings) -> None:
    """Group coded records by the event stage's own comparison."""
    del settings
    from eval.same_events import predict

    predict(gold, target)


def copies_by_sources(gold: Path, target: Path, settings: Settings) -> None:
    """Copies of the sources, by the shipped degrees."""
    from eval.copies import by_sources

    by_sources(gold, target, settings)


def copies_left_out(gold: Path, target: Path, settings: Settings) -> None:
    """Copies of the sources, by degrees fitted without the answer's own task."""
    from eval.copies import left_out

    left_out(gold, target, settings)


def by_tellings(gold: Path, target: Path, settings: Settings) -> None:
    """The export with each telling of a pledge as a row of its pledges: the scorer asks for sentences."""
    by_record(gold, target, settings)
    (target / "pledge_mentions.jsonl").replace(target / "pledges.jsonl")


def clutter_measures() -> dict[str, float]:
    """How well furniture is told from the article: on the pages of development, and on those labelled beforehand."""
    from eval.lines import measures as labelled
    from eval.pages import measures

    return measures() | labelled()


@dataclass(frozen=True)
class Task:
    """Gold folder and scorer (below ../shared), the measures to hold, and the maker of predictions.

    `own` measures itself, without predictions and scorer. `negated` measures are rates of errors; they are shown as 1 - rate, so that every floor may only rise. `ratios` are best
    at 1 and are shown as 1 less their distance from it.
    `encoder` is on where statements decide; elsewhere it would double the time and change nothing.
    """

    gold: str
    scorer: str
    measures: Mapping[str, tuple[str, ...]]
    predict: Callable[[Path, Path, Settings], None] = field(default=by_record)
    negated: frozenset[str] = frozenset()
    ratios: frozenset[str] = frozenset()
    encoder: bool = False
    own: Callable[[], dict[str, float]] | None = None


@dataclass(frozen=True)
class OwnTask:
    """A file of labels of our own (below eval/) and what scores it; it needs nothing beside the repository."""

    labels: str
    measure: Callable[[], dict[str, float]]


def _wordings() -> dict[str, float]:
    from eval.wordings import score as scored

    return scored("all")


_PRF = {"exact F1": ("exact", "f1"), "IoU F1": ("iou", "f1"), "token F1": ("token", "f1")}
_TIMES = {"strict F1": ("strict", "f1"), "relaxed F1": ("relaxed", "f1"), "value F1": ("value", "f1")}
_COPIES = {"binary": ("binary_accuracy",), "four-class": ("degree_accuracy",), "source": ("source_accuracy",)}
_STORIES = {
    "B3 F1": ("b3", "f1"),
    "pairs F1": ("pairs", "f1"),
    "count": ("count_ratio",),
    "no over-merge": ("over_merge",),
}


def _stories(gold: str) -> Task:
    """A task of grouping reports into stories."""
    return Task(gold, "stories", _STORIES, negated=frozenset({"no over-merge"}), ratios=frozenset({"count"}))


TASKS: dict[str, Task] = {
    "statements": Task(
        "gold/statements/polnear/dev",
        "statements",
        {
            **_PRF,
            "recall direct": ("recall", "direct"),
            "recall mixed": ("recall", "mixed"),
            "recall indirect": ("recall", "indirect"),
            "speaker ok": ("speaker_ok",),
            "cue ok": ("cue_ok",),
        },
        encoder=True,
    ),
    "times meantime": Task("gold/times/meantime", "times", _TIMES),
    "times wikiwars": Task("gold/times/wikiwars", "times", _TIMES),
    "figures newsquant": Task(
        "gold/figures/newsquant/dev", "figures", {"value F1": ("value", "f1"), "value+unit F1": ("value+unit", "f1")}
    ),
    "figures cases": Task("gold/figures/cases", "figures", {"value F1": ("value", "f1")}, by_habit),
    "mentions": Task(
        "gold/coref/gum",
        "mentions",
        {f"{kind} {side.upper()}": (kind, side) for kind in ("he/she", "it/they", "title") for side in ("p", "r")},
    ),
    "events": Task(
        "gold/events/cameo/train",
        "events",
        {
            "joint P": ("joint", "p"),
            "joint R": ("joint", "r"),
            "5-class F1": ("classes_macro_f1",),
            "no false event": ("false_event_rate",),
        },
        negated=frozenset({"no false event"}),
        encoder=True,
    ),
    "relations": Task(
        "gold/events/plv/train",
        "relations",
        {"root F1": ("root_macro_f1",), "quad F1": ("quad_macro_f1",), "binary F1": ("binary_macro_f1",)},
        by_pairs,
    ),
    "same events": Task("gold/events/same/dev", "same_events", {"pairs F1": ("all", "pairs", "f1")}, by_same_event),
    "pledges": Task("gold/pledges/goldEN_dev", "pledges", {"sentence F1": ("detection", "f1")}, by_tellings),
    "copies": Task("gold/copies/clough", "copies", _COPIES, copies_by_sources),
    "copies left out": Task("gold/copies/clough", "copies", _COPIES, copies_left_out),
    "clutter": Task("sources/reports", "", {}, own=clutter_measures),
    "stories allsides": _stories("gold/stories/allsides/val"),
    "stories basil": _stories("gold/stories/basil/even"),
    "stories ecb": _stories("gold/stories/ecb/topics_1_35"),
}


OWN: dict[str, OwnTask] = {"wordings": OwnTask("labels/wordings.yaml", _wordings)}


def score(task: Task | OwnTask, settings: Settings) -> tuple[dict[str, float], str]:
    """Measures reached on a task, and the hash of its data."""
    if isinstance(task, OwnTask):
        labels = (ROOT / "eval" / task.labels).read_bytes()
        return task.measure(), hashlib.sha256(labels).hexdigest()[:16]
    gold = SHARED / task.gold
    if task.own is not None:
        return task.own(), data_hash(gold)
    target = Path(tempfile.mkdtemp())
    try:
        task.predict(gold, target, replace(settings, encoder=settings.encoder and task.encoder))
        scores = run_scorer(task.scorer, gold, target)
    finally:
        shutil.rmtree(target)
    reached = {name: _at(scores, path) for name, path in task.measures.items()}
    return {name: _rising(task, name, value) for name, value in reached.items()}, data_hash(gold)


def _rising(task: Task, name: str, value: float) -> float:
    """A measure turned so that more is better."""
    if name in task.negated:
        return 1 - value
    return 1 - abs(1 - value) if name in task.ratios else value


def run_scorer(name: str, gold: Path, predicted: Path) -> dict[str, Any]:
    """The scores that one of the scorers prints."""
    command = [sys.executable, str(SHARED / "score" / f"{name}.py"), str(gold), str(predicted), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def data_hash(folder: Path) -> str:
    """Hash of the labelled files of a folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.jsonl")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _at(scores: Any, path: tuple[str, ...]) -> float:
    for key in path:
        scores = scores[key]
    return float(scores)
