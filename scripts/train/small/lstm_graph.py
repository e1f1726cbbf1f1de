"""The ONNX graph of the small network: 16 bits a weight, 8 bits and a scale a row for the two tables.

Inputs are those of the accurate network and, a word, its last piece and the row of its static vector, and the number
of words of each sentence; outputs have the same names.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import paths  # noqa: F401 - makes the modules below importable
import torch
from onnx import TensorProto, helper
from onnx_graph import Builder, Weights
from weights import Arrays

OUTPUTS = ("arc", "rh", "rd", "up", "xp", "fj", "ner")
TABLES = ("pieces.weight", "names.pieces")
#: Gates of an LSTM in the order of torch (input, forget, cell, output) to that of ONNX (input, output, forget, cell).
GATES = (0, 3, 1, 2)


def in_bytes(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whole numbers from -127 to 127, and the scale of each row."""
    scales = np.abs(table).max(1).astype(np.float32) / 127
    return np.rint(table / np.maximum(scales, 1e-12)[:, None]).astype(np.int8), scales


def stored(state: dict[str, torch.Tensor]) -> Arrays:
    """The weights of lstm.Small as they are written: matrices in 16 bits, vectors in 32, tables in 8."""
    found: Arrays = {}
    for key, value in state.items():
        name, array = re.sub(r"\.(w)eight$|\.(b)ias$", r".\1\2", key), value.numpy()
        if key in TABLES:
            found[name], found[f"{name}.scale"] = in_bytes(array)
        else:
            found[name] = array.astype(np.float16) if array.ndim > 1 else array.astype(np.float32)
    return found


def direction(weights: Weights, layer: str, name: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Input weights, recurrent weights and biases of an LSTM with the gates in the order of ONNX."""

    def gates(kind: str) -> np.ndarray:
        array = weights.stored[f"{layer}.{name}.{kind}_l0"]
        return np.concatenate([np.split(array, 4)[i] for i in GATES])

    return gates("weight_ih"), gates("weight_hh"), np.concatenate([gates("bias_ih"), gates("bias_hh")])


def lstm(b: Builder, x: str, layer: str, counts: str) -> str:
    """Both directions of a layer; `x` and the result have words first: [words, sentences, n]."""
    forth, back = (direction(b.weights, layer, name) for name in ("forth", "back"))
    given = []
    for kind, pair in zip(("W", "R", "B"), zip(forth, back, strict=True), strict=True):
        constant = b.constant(f"{layer}.{kind}", np.stack(pair))
        given.append(constant if kind == "B" else b.op("Cast", constant, to=TensorProto.FLOAT))
    hidden = forth[1].shape[1]
    states = b.op("LSTM", x, *given, counts, hidden_size=hidden, direction="bidirectional")
    return b.op("Reshape", b.op("Transpose", states, perm=[0, 2, 1, 3]), b.ints(0, 0, 2 * hidden))


def words(b: Builder, part: str, pieces: str) -> str:
    """Words [words, sentences, n] before the first layer, from a part of the network and its table of pieces."""
    table = b.op("Mul", b.rows(pieces, "ids"), b.op("Unsqueeze", "mask", b.ints(2)))
    conv = f"{part}.conv"
    kernel = b.op("Cast", b.constant(f"{conv}.w.16", b.weights.stored[f"{conv}.w"]), to=TensorProto.FLOAT)
    turned = b.op("Transpose", table, perm=[0, 2, 1])
    seen = b.op("Conv", turned, kernel, b.constant(f"{conv}.b", b.weights.wide(f"{conv}.b")), pads=[1, 1])
    seen = b.op("Transpose", b.gelu(seen), perm=[0, 2, 1])
    window = len(b.weights.stored[f"{conv}.b"])

    def at(place: str) -> str:
        index = b.op("Expand", b.op("Unsqueeze", place, b.ints(2)), b.ints(1, 1, window))
        return b.op("GatherElements", seen, index, axis=1)

    joined = b.op("Concat", at("first"), at("last"), b.rows("vectors", "rows"), axis=-1)
    weight, bias = (b.constant(f"{part}.norm.{k}", b.weights.wide(f"{part}.norm.{k}")) for k in "wb")
    found = b.gelu(b.linear(joined, f"{part}.word"))
    return b.op("Transpose", b.op("LayerNormalization", found, weight, bias, axis=-1, epsilon=1e-5), perm=[1, 0, 2])


def mix(b: Builder, states: list[str], name: str) -> str:
    """Softmax-weighted sum of the layers' states, sentences first."""
    raw = np.exp(b.weights.wide(name) - b.weights.wide(name).max())
    shares = raw / raw.sum()
    terms = [b.op("Mul", s, b.scalar(float(w))) for s, w in zip(states, shares, strict=True)]
    return b.op("Transpose", b.op("Sum", *terms), perm=[1, 0, 2])


def heads(b: Builder, states: list[str]) -> None:
    """Biaffine arc scores, relation features, and the word classifiers other than that of names."""
    tree, tags = (mix(b, states, f"mix{k}") for k in "pt")
    root = b.weights.wide("root")
    batch = b.op("Shape", "ids", start=0, end=1)
    first = b.op("Expand", b.constant("root", root), b.op("Concat", batch, b.ints(1, len(root)), axis=0))
    x = b.op("Concat", first, tree, axis=1)
    head, dependent = b.gelu(b.linear(x, "ah")), b.gelu(b.linear(x, "ad"))
    arcs = b.weights.wide("U")
    left = b.op("Add", b.op("MatMul", dependent, b.constant("U.w", arcs[:-1])), b.constant("U.b", arcs[-1]))
    scores = b.op("MatMul", left, b.op("Transpose", head, perm=[0, 2, 1]))
    b.op("Mul", scores, b.scalar(4 / arcs.shape[1] ** 0.5), out="arc")
    b.gelu(b.linear(x, "rh"), out="rh")
    b.gelu(b.linear(x, "rdp"), out="rd")
    for name in ("up", "xp", "fj"):
        b.linear(tags, name, out=name)


def build(weights: Weights, target: Path, layers: int, name_layers: int) -> None:
    """Write the graph to `target`."""
    b = Builder(weights)
    counts = b.op("Cast", "counts", to=TensorProto.INT32)
    x, states = words(b, "words", "pieces.w"), []
    for layer in range(layers):
        x = lstm(b, x, f"layers.{layer}", counts)
        states.append(x)
    heads(b, states)
    x = words(b, "names.words", "names.pieces")
    for layer in range(name_layers):
        x = lstm(b, x, f"names.layers.{layer}", counts)
    b.linear(b.op("Transpose", x, perm=[1, 0, 2]), "names.out", out="ner")
    whole = {"ids": "BT", "first": "BN", "last": "BN", "rows": "BN", "counts": "B"}
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, list(shape)) for n, shape in whole.items()]
    b.write(target, [*inputs, helper.make_tensor_value_info("mask", TensorProto.FLOAT, ["B", "T"])], OUTPUTS)
