"""Writes a trained network as one small ONNX file, its graph built by hand from operators that run fast on a CPU.

Word vectors are 8-bit with one scale a row. The layers' weights are 8-bit with one scale a column and seven bits of
range, because processors without VNNI add two products in 16 bits and would overflow; activations are quantised per
call, so the file must be run one window per call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnx
from network import HEADS, WIDTH
from onnx import TensorProto, helper, numpy_helper

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

MICROSOFT = "com.microsoft"


class Graph:
    """Nodes and constants of a graph; each method adds one operator and returns the name of its result."""

    def __init__(self, scheme: str) -> None:
        self.scheme = scheme
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def add(self, kind: str, *inputs: str, outputs: int = 1, domain: str = "", **attributes: object) -> str:
        names = [f"v{len(self.nodes)}_{k}" for k in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **attributes))
        return names[0] if outputs == 1 else ",".join(names)

    def keep(self, values: NDArray[np.generic]) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def linear(self, x: str, weight: NDArray[np.float32], bias: NDArray[np.float32], *, exact: bool = False) -> str:
        """X @ weight.T + bias."""
        if exact or self.scheme == "float":
            return self.add("Add", self.add("MatMul", x, self.keep(weight.T)), self.keep(bias))
        if self.scheme == "half":
            wide = self.add("Cast", self.keep(weight.T.astype(np.float16)), to=TensorProto.FLOAT)
            return self.add("Add", self.add("MatMul", x, wide), self.keep(bias))
        if self.scheme == "blocks":
            return self._blocks(x, weight, bias)
        scale = np.abs(weight).max(axis=1) / 63
        whole = np.clip(np.round(weight.T / scale), -64, 63).astype(np.int8)
        return self.add(
            "DynamicQuantizeMatMul",
            x,
            self.keep(whole),
            self.keep(scale.astype(np.float32)),
            self.keep(np.zeros(len(scale), np.int8)),
            self.keep(bias),
            domain=MICROSOFT,
        )

    def _blocks(self, x: str, weight: NDArray[np.float32], bias: NDArray[np.float32], size: int = 64) -> str:
        n, k = weight.shape
        parts = weight.reshape(n, k // size, size)
        scale = np.abs(parts).max(axis=2, keepdims=True) / 127
        whole = (np.clip(np.round(parts / scale), -128, 127) + 128).astype(np.uint8)
        return self.add(
            "MatMulNBits",
            x,
            self.keep(whole),
            self.keep(scale[..., 0].astype(np.float32).reshape(-1)),
            "",
            "",
            self.keep(bias),
            domain=MICROSOFT,
            K=k,
            N=n,
            bits=8,
            block_size=size,
            accuracy_level=4,
        )

    def norm(self, x: str, residual: str, weight: NDArray[np.float32], bias: NDArray[np.float32]) -> str:
        return self.add(
            "SkipLayerNormalization", x, residual, self.keep(weight), self.keep(bias), domain=MICROSOFT, epsilon=1e-12
        )


def build(state: Mapping[str, NDArray[np.float32]], *, layers: int, scheme: str = "int8") -> onnx.ModelProto:
    """The graph of a network's first `layers` layers and the head after them."""
    g = Graph(scheme)
    shapes = g.add("Gather", g.keep(state["shapes.weight"]), "shapes")
    read = _layers(g, _embed(g, state, shapes), state, layers)
    logits = g.linear(read, state["head.weight"], state["head.bias"], exact=True)
    return _model(g, logits, ["ids", "shapes"], ("logits", len(state["head.bias"])))


def build_body(state: Mapping[str, NDArray[np.float32]], *, layers: int, scheme: str = "int8") -> onnx.ModelProto:
    """The same without a head; all pieces have the first shape."""
    g = Graph(scheme)
    read = _layers(g, _embed(g, state, g.keep(state["shapes.weight"][0])), state, layers)
    return _model(g, read, ["ids"], ("pieces", WIDTH))


def _model(g: Graph, last: str, given: Sequence[str], made: tuple[str, int]) -> onnx.ModelProto:
    name, width = made
    g.nodes.append(helper.make_node("Identity", [last], [name]))
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "length"]) for n in given]
    output = helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", "length", width])
    graph = helper.make_graph(g.nodes, "encoder", inputs, [output], g.constants)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9)


_NAMES = [f"{part}.{kind}" for part in ("qkv", "out", "up", "down", "norm1", "norm2") for kind in ("weight", "bias")]


def _embed(g: Graph, state: Mapping[str, NDArray[np.float32]], shapes: str) -> str:
    table = state["words.weight"]
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8) / 127
    rows = g.add("Cast", g.add("Gather", g.keep(np.round(table / scale).astype(np.int8)), "ids"), to=TensorProto.FLOAT)
    words = g.add("Mul", rows, g.add("Gather", g.keep(scale.astype(np.float32)), "ids"))
    length = g.add("Gather", g.add("Shape", "ids"), g.keep(np.array([1], np.int64)))
    order = g.add(
        "Slice", g.keep(state["order.weight"]), g.keep(np.array([0], np.int64)), length, g.keep(np.array([0], np.int64))
    )
    total = g.add("Add", g.add("Add", words, shapes), order)
    return g.add("LayerNormalization", total, g.keep(state["norm.weight"]), g.keep(state["norm.bias"]), epsilon=1e-12)


def _layers(g: Graph, x: str, state: Mapping[str, NDArray[np.float32]], layers: int) -> str:
    for number in range(layers):
        x = _layer(g, x, {n: state[f"layers.{number}.{n}"] for n in _NAMES})
    return x


def _layer(g: Graph, x: str, w: Mapping[str, NDArray[np.float32]]) -> str:
    qkv = g.add(
        "Split", g.linear(x, w["qkv.weight"], w["qkv.bias"]), g.keep(np.array([WIDTH] * 3, np.int64)), outputs=3, axis=2
    )
    mixed = g.add("MultiHeadAttention", *qkv.split(","), domain=MICROSOFT, num_heads=HEADS)
    x = g.norm(g.linear(mixed, w["out.weight"], w["out.bias"]), x, w["norm1.weight"], w["norm1.bias"])
    up = g.linear(x, w["up.weight"], w["up.bias"])
    inner = g.add("Gelu", up, domain=MICROSOFT)
    return g.norm(g.linear(inner, w["down.weight"], w["down.bias"]), x, w["norm2.weight"], w["norm2.bias"])
