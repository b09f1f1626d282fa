"""Train the event type classifier: `python train/event/train.py STORIES CODEBOOK [--epochs N]`.

STORIES: stories.jsonl of NGEC's synthetic stories (text, title, type). CODEBOOK:
PLOVER_structured_codebook_updated.csv. The third
source are the MIT verb patterns of `resources/plover/`. One tenth of the stories is held out by the SHA-256 of the id.
No sentence of an evaluation set is read. Deterministic: fixed seed, one thread.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
from pathlib import Path

import numpy as np
from spacy.tokens import Doc, Span

from communique.event import lexicon, tables
from communique.event.classify import BUCKETS, VECTOR, Features, features
from communique.event.tables import TYPES
from communique.parse import load

OUT = Path(__file__).resolve().parents[2] / "src" / "communique" / "resources" / "models" / "event_type" / "weights.npz"
SENTENCES = 3
"""Sentences of a story that are read: its label is that of the story, and later ones tell other things."""
WEIGHTS = {"title": 1.0, "first": 1.0, "later": 0.3, "codebook": 1.0, "pattern": 0.3}
Example = tuple[Features, int, float]


def stories(path: Path) -> tuple[list[Example], list[Example]]:
    """Training and held-out examples of the synthetic stories."""
    nlp = load()
    nlp.max_length = 10_000_000
    texts, labels = [], []
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        held = int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % 10 == 0
        title = re.sub(r"\{[^}]*\}", "Arvania", row["title"])
        pieces = [
            (title, "title"),
            *((s, "first" if i == 0 else "later") for i, s in enumerate(split(row["text"])[:SENTENCES])),
        ]
        for text, kind in pieces:
            texts.append(text)
            labels.append((TYPES.index(row["type"]), WEIGHTS[kind], held and kind == "first", held))
    train, kept = [], []
    for doc, (label, weight, score, held) in zip(nlp.pipe(texts, batch_size=256), labels, strict=True):
        example = (features(prepared(doc)), label, weight)
        if score:
            kept.append(example)
        elif not held:
            train.append(example)
    return train, kept


def split(text: str) -> list[str]:
    return [s for s in re.split(r"(?<=[.!?])\s+(?=[A-Z\"“])", text.replace("\n", " ")) if len(s) > 20]


def prepared(doc: Doc) -> Span:
    """The whole text as tokens, at offset 0."""
    doc.user_data["communique_offset"] = 0
    return doc[:]


def tabled(codebook: Path) -> list[Example]:
    """Examples from the codebook's definitions, the MIT verb patterns and the lexicon's own predicates."""
    nlp, codes, found = load(), tables.load(), []
    texts: list[tuple[str, str, float]] = []
    with codebook.open(encoding="utf-8", newline="") as file:
        texts += [(f"They {row['mode_def']}.", row["event"], WEIGHTS["codebook"]) for row in csv.DictReader(file)]
    words = lexicon.load()
    for (verb, preposition, noun), code in sorted(lexicon.patterns().items()):
        texts.append(
            (
                f"They {verb} {preposition} {noun}.",
                codes.code(code).type if codes.code(code) else "",
                WEIGHTS["pattern"],
            )
        )
    for (verb, noun), entry in sorted(words.objects.items()):
        code = codes.code(entry.code)
        texts.append((f"They {verb.replace('_', ' ')} the {noun}.", code.type if code else "", WEIGHTS["pattern"]))
    for verb, entry in sorted(words.verbs.items()):
        code = codes.code(entry.code)
        texts.append((f"They {verb.replace('_', ' ')} them.", code.type if code else "", 1.0))
    texts = [row for row in texts if row[1] in TYPES]
    for doc, (_, kind, weight) in zip(nlp.pipe((t for t, _, _ in texts), batch_size=256), texts, strict=True):
        found.append((features(prepared(doc)), TYPES.index(kind), weight))
    return found


def fit(examples: list[Example], epochs: int, rate: float, decay: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Multinomial logistic regression by Adagrad, example by example in a fixed order."""
    order = np.random.default_rng(7)
    hashed = np.zeros((BUCKETS, len(TYPES)), np.float32)
    dense = np.zeros((2 * VECTOR, len(TYPES)), np.float32)
    bias = np.zeros(len(TYPES), np.float32)
    sums = [np.full_like(w, 1e-2) for w in (hashed, dense, bias)]
    for _ in range(epochs):
        for index in order.permutation(len(examples)):
            found, label, weight = examples[index]
            raw = hashed[found.buckets].T @ found.weights + dense.T @ found.vectors + bias
            step = np.exp(raw - raw.max())
            step /= step.sum()
            step[label] -= 1
            step *= weight
            near = np.outer(found.weights, step) + decay * hashed[found.buckets]
            sums[0][found.buckets] += near**2
            hashed[found.buckets] -= rate * near / np.sqrt(sums[0][found.buckets])
            if found.vectors.any():
                wide = np.outer(found.vectors, step) + decay * dense
                sums[1] += wide**2
                dense -= rate * wide / np.sqrt(sums[1])
            sums[2] += step**2
            bias -= rate * step / np.sqrt(sums[2])
    return hashed, dense, bias


def main() -> None:
    """Train, print the held-out accuracy, write the weights as half floats."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("stories", type=Path)
    arguments.add_argument("codebook", type=Path)
    arguments.add_argument("--epochs", type=int, default=5)
    arguments.add_argument("--rate", type=float, default=0.1)
    arguments.add_argument("--decay", type=float, default=1e-5)
    options = arguments.parse_args()
    train, held = stories(options.stories)
    train += tabled(options.codebook)
    hashed, dense, bias = fit(train, options.epochs, options.rate, options.decay)
    right = sum(
        int(np.argmax(hashed[f.buckets].T @ f.weights + dense.T @ f.vectors + bias)) == label for f, label, _ in held
    )
    print(f"{len(train)} examples, held-out accuracy {right / len(held):.3f} of {len(held)} first sentences")
    OUT.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        OUT, hashed=hashed.astype(np.float16), dense=dense.astype(np.float16), bias=bias.astype(np.float16)
    )
    print(f"{OUT.name}: {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
