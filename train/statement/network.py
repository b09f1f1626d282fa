"""The encoder with its tag and place heads, in plain torch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import torch
from data import PLACE_SIZES, TAGS
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from communique.statement.pieces import SHAPES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

WIDTH, HEADS, INNER = 384, 12, 1536
OUTPUTS: Final = len(TAGS) + sum(PLACE_SIZES)


class Layer(nn.Module):
    """One BERT layer, its three projections fused."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        """`mask` is added to the attention: far below 0 for pieces that only fill a row."""
        b, n, _ = x.shape
        q, k, v = (t.view(b, n, HEADS, WIDTH // HEADS).transpose(1, 2) for t in self.qkv(x).chunk(3, -1))
        mixed = F.scaled_dot_product_attention(q, k, v, None if mask is None else mask.to(q.dtype))
        mixed = mixed.transpose(1, 2).reshape(b, n, WIDTH)
        x = self.norm1(x + self.out(mixed))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Network(nn.Module):
    """Word pieces and shapes -> logits of the tags and places."""

    def __init__(self, *, vocabulary: int, layers: int, longest: int, dropout: float) -> None:
        super().__init__()
        self.words, self.order, self.shapes = (
            nn.Embedding(vocabulary, WIDTH),
            nn.Embedding(longest, WIDTH),
            nn.Embedding(SHAPES, WIDTH),
        )
        self.norm, self.drop = nn.LayerNorm(WIDTH, 1e-12), nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.head = nn.Linear(WIDTH, OUTPUTS)

    def forward(self, ids: Tensor, shapes: Tensor) -> Tensor:
        """Logits, one row a piece; all rows are full."""
        logits: Tensor = self.head(self.drop(self.read(ids, shapes)))
        return logits

    def read(self, ids: Tensor, shapes: Tensor, mask: Tensor | None = None) -> Tensor:
        """What the last layer makes of each piece."""
        order = torch.arange(ids.shape[1], device=ids.device)
        x: Tensor = self.drop(self.norm(self.words(ids) + self.order(order) + self.shapes(shapes)))
        for layer in self.layers:
            x = layer(x, mask)
        return x


def load_pretrained(network: Network, path: Path, chosen: Sequence[int]) -> None:
    """Fills a network from MiniLM's weights; `chosen` names the source layer of each of its layers."""
    source = load_file(path)
    with torch.no_grad():
        network.words.weight.copy_(source["embeddings.word_embeddings.weight"])
        network.order.weight.copy_(source["embeddings.position_embeddings.weight"][: network.order.num_embeddings])
        network.shapes.weight.copy_(source["embeddings.token_type_embeddings.weight"][:1].expand(SHAPES, WIDTH))
        _norm(network.norm, source, "embeddings.LayerNorm")
        for layer, number in zip(network.layers, chosen, strict=True):
            at = f"encoder.layer.{number}."
            names = [f"{at}attention.self.{n}" for n in ("query", "key", "value")]
            layer.qkv.weight.copy_(torch.cat([source[f"{n}.weight"] for n in names]))
            layer.qkv.bias.copy_(torch.cat([source[f"{n}.bias"] for n in names]))
            for part, name in (
                ("out", "attention.output.dense"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
            ):
                _norm(getattr(layer, part), source, at + name)
            _norm(layer.norm1, source, f"{at}attention.output.LayerNorm")
            _norm(layer.norm2, source, f"{at}output.LayerNorm")


def _norm(module: nn.Module, source: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(source[f"{name}.weight"])
    module.bias.copy_(source[f"{name}.bias"])
