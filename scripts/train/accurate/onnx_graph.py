"""The ONNX graph of the accurate pipeline's network, with its weights in 8 bits in files beside it.

The runtime widens the weights once, when it loads the graph: whatever hangs on constants alone (Cast, Mul) is folded.
The table of word pieces stays in 8 bits, and only the rows that are looked up are widened.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx.external_data_helper import set_external_data
from weights import Arrays, widened

HEADS, HEAD_WIDTH = 12, 64
WIDTH = HEADS * HEAD_WIDTH
ARC_SCALE = 4 / 384**0.5
OUTPUTS = ("arc", "rh", "rd", "up", "xp", "fj", "ner", "px", "nx", "tx")
# Many hosts of repositories refuse files of 50 MB and more.
FILE_LIMIT = 45_000_000


class Weights:
    """Tensors by name: as they are stored (see weights.py), and widened."""

    def __init__(self, stored: Arrays) -> None:
        self.stored = stored

    def scale(self, name: str) -> np.ndarray | None:
        """The scale of each row of a tensor in 8 bits; None for one that is not."""
        return self.stored.get(f"{name}.scale")

    def wide(self, name: str) -> np.ndarray:
        """The tensor in 32 bits."""
        return widened(self.stored, name)


class Builder:
    """Small helper that collects ONNX nodes and initializers under generated names."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: np.ndarray) -> str:
        """Register an initializer once and return its name."""
        if name not in self.initializers:
            self.initializers[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def ints(self, *values: int) -> str:
        """Register an int64 vector."""
        return self.constant("i_" + "_".join(map(str, values)), np.array(values, dtype=np.int64))

    def scalar(self, value: float) -> str:
        """Register a float scalar."""
        return self.constant(f"f_{value}", np.array(value, dtype=np.float32))

    def op(self, kind: str, *inputs: str, out: str | None = None, **attributes: Any) -> str:
        """Append a node and return the name of its output."""
        name = out or f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def widened(self, name: str, *, transposed: bool = False) -> str:
        """A matrix, from its 8 bits and scales where it is stored so; its rows become columns where `transposed`."""
        scale, stored = self.weights.scale(name), self.weights.stored[name]
        if scale is None and stored.dtype == np.float16:
            narrow = self.constant(f"{name}.16", stored.T if transposed else stored)
            return self.op("Cast", narrow, to=TensorProto.FLOAT)
        if scale is None:
            return self.constant(name, stored.T if transposed else stored)
        narrow = self.constant(f"{name}.8", stored.T if transposed else stored)
        factors = scale.astype(np.float32)
        factor = self.constant(f"{name}.scale", factors[None, :] if transposed else factors[:, None])
        return self.op("Mul", self.op("Cast", narrow, to=TensorProto.FLOAT), factor)

    def linear(self, x: str, name: str, out: str | None = None) -> str:
        """x @ W.T + b"""
        weight = self.widened(f"{name}.w", transposed=True)
        bias = self.constant(f"{name}.b", self.weights.wide(f"{name}.b"))
        return self.op("Add", self.op("MatMul", x, weight), bias, out=out)

    def norm(self, x: str, name: str) -> str:
        """Layer normalisation over the last axis."""
        weight = self.constant(f"{name}.w", self.weights.wide(f"{name}.w"))
        bias = self.constant(f"{name}.b", self.weights.wide(f"{name}.b"))
        return self.op("LayerNormalization", x, weight, bias, axis=-1, epsilon=1e-12)

    def gelu(self, x: str, out: str | None = None) -> str:
        """Exact GELU (error function)."""
        return self.op("Gelu", x, approximate="none", out=out)

    def rows(self, name: str, index: str) -> str:
        """Rows of a table in 8 bits, of which only those that are looked up are widened."""
        table = self.constant(f"{name}.8", self.weights.stored[name])
        scales = self.constant(f"{name}.scale", self.weights.stored[f"{name}.scale"].astype(np.float32)[:, None])
        found = self.op("Cast", self.op("Gather", table, index, axis=0), to=TensorProto.FLOAT)
        return self.op("Mul", found, self.op("Gather", scales, index, axis=0))

    def write(self, target: Path, inputs: list[onnx.ValueInfoProto], outputs: Sequence[str]) -> None:
        """Write the graph to `target`, its large tensors to files `weights-<n>.bin` beside it."""
        found = [helper.make_tensor_value_info(n, TensorProto.FLOAT, None) for n in outputs]
        graph = helper.make_graph(self.nodes, "encoder", inputs, found, list(self.initializers.values()))
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], producer_name="diplograph")
        model.ir_version = 10
        move_out(model, target.parent)
        onnx.save(model, target)


def attention_layer(b: Builder, x: str, bias: str, layer: int) -> str:
    """One post-norm transformer layer."""
    prefix = f"l{layer}."

    def split(name: str) -> str:
        shaped = b.op("Reshape", b.linear(x, prefix + name), b.ints(0, 0, HEADS, HEAD_WIDTH))
        return b.op("Transpose", shaped, perm=[0, 2, 3, 1] if name == "k" else [0, 2, 1, 3])

    scores = b.op("Mul", b.op("MatMul", split("q"), split("k")), b.scalar(HEAD_WIDTH**-0.5))
    weights = b.op("Softmax", b.op("Add", scores, bias), axis=-1)
    context = b.op("Transpose", b.op("MatMul", weights, split("v")), perm=[0, 2, 1, 3])
    context = b.op("Reshape", context, b.ints(0, 0, WIDTH))
    x = b.norm(b.op("Add", x, b.linear(context, prefix + "o")), prefix + "ln1")
    inner = b.linear(b.gelu(b.linear(x, prefix + "f1")), prefix + "f2")
    return b.norm(b.op("Add", x, inner), prefix + "ln2")


def encode(b: Builder, layers: int, low: int) -> list[str]:
    """Embeddings and all layers; returns the states before layer `low` and after each later one."""
    length = b.op("Shape", "ids", start=1, end=2)
    positions = b.op("Slice", b.widened("pos.w"), b.ints(0), length, b.ints(0))
    x = b.norm(b.op("Add", b.rows("emb.w", "ids"), positions), "embln")
    hidden = b.op("Mul", b.op("Sub", b.scalar(1.0), "mask"), b.scalar(-1e9))
    bias = b.op("Unsqueeze", hidden, b.ints(1, 2))
    states = []
    for layer in range(layers):
        if layer == low:
            states.append(x)
        x = attention_layer(b, x, bias, layer)
        if layer >= low:
            states.append(x)
    return states


def mix(b: Builder, states: list[str], name: str, out: str) -> str:
    """Softmax-weighted sum of states at the first piece of every word."""
    weights = b.weights.wide(name)
    raw = np.exp(weights - weights.max())
    shares = raw / raw.sum()
    terms = [b.op("Mul", s, b.scalar(float(w))) for s, w in zip(states, shares, strict=True)]
    index = b.op("Expand", b.op("Unsqueeze", "first", b.ints(2)), b.ints(1, 1, WIDTH))
    return b.op("GatherElements", b.op("Sum", *terms), index, axis=1, out=out)


def heads(b: Builder, states: list[str]) -> None:
    """Biaffine arc scores, relation features, and the token classifiers."""
    ner, parse, tags = (mix(b, states, f"mix{k}", f"{k}x") for k in "npt")
    batch = b.op("Shape", "ids", start=0, end=1)
    shape = b.op("Concat", batch, b.ints(1, WIDTH), axis=0)
    root = b.op("Expand", b.constant("root", b.weights.wide("root")), shape)
    x = b.op("Concat", root, parse, axis=1)
    head, dependent = b.gelu(b.linear(x, "ah")), b.gelu(b.linear(x, "ad"))
    bilinear = b.constant("U.w", b.weights.wide("U")[:-1])
    offset = b.constant("U.b", b.weights.wide("U")[-1])
    left = b.op("Add", b.op("MatMul", dependent, bilinear), offset)
    scores = b.op("MatMul", left, b.op("Transpose", head, perm=[0, 2, 1]))
    b.op("Mul", scores, b.scalar(ARC_SCALE), out="arc")
    b.gelu(b.linear(x, "rh"), out="rh")
    b.gelu(b.linear(x, "rdp"), out="rd")
    for name in ("up", "xp", "fj"):
        b.linear(tags, name, out=name)
    b.linear(ner, "ner", out="ner")


def build(weights: Weights, target: Path, layers: int, low: int) -> None:
    """Write the graph to `target`."""
    b = Builder(weights)
    heads(b, encode(b, layers, low))
    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT64, ["B", "T"]),
        helper.make_tensor_value_info("mask", TensorProto.FLOAT, ["B", "T"]),
        helper.make_tensor_value_info("first", TensorProto.INT64, ["B", "N"]),
    ]
    b.write(target, inputs, OUTPUTS)


def move_out(model: onnx.ModelProto, folder: Path, smallest: int = 4096) -> None:
    """Move the large tensors of a model to files of limited size, in the order of the graph."""
    parts: list[bytearray] = [bytearray()]
    for tensor in model.graph.initializer:
        raw = tensor.raw_data
        if len(raw) < smallest:
            continue
        if len(parts[-1]) + len(raw) > FILE_LIMIT:
            parts.append(bytearray())
        location = f"weights-{len(parts)}.bin"
        set_external_data(tensor, location, offset=len(parts[-1]), length=len(raw))
        tensor.ClearField("raw_data")
        parts[-1] += raw
        # Offsets at multiples of a page may be mapped into memory.
        parts[-1] += b"\0" * (-len(parts[-1]) % 4096)
    for number, part in enumerate(parts, 1):
        (folder / f"weights-{number}.bin").write_bytes(part)
