"""The accurate model in torch: transformer encoder with joint heads for trees, tags, features, lemmas and entities.

Parameters have the names of the weight files (`l4.q.w`, `ah.b`, `mixp`), so that a state dictionary and a folder of
weights are the same thing. The encoder's lower layers are frozen: `lower` runs them without gradient, `upper` the
rest. The heads read, at the first piece of each word, three learned mixtures of the upper layers' states: one for
trees (p), one for tags, features and lemmas (t), one for entities (n).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

HIDDEN, HEADS, INNER, POSITIONS = 768, 12, 3072, 256
ARC, RELATION = 384, 128
ARC_SCALE = 4 / ARC**0.5
EPSILON = 1e-12


@dataclass(frozen=True)
class Shape:
    """What makes the size of a model: layers, how many of them are frozen, vocabulary, labels of each head."""

    layers: int
    low: int
    vocab: int
    labels: dict[str, int]

    @classmethod
    def of(cls, config: dict[str, Any]) -> Shape:
        """The shape that a config.json describes."""
        labels = {name: len(values) for name, values in config["labels"].items()}
        return cls(config["layers"], config["low"], config["vocab"], labels)


class Table(nn.Module):
    """A bare matrix."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self.w = nn.Parameter(torch.randn(rows, HIDDEN) * 0.02)


class Linear(nn.Module):
    """Affine map."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.w = nn.Parameter(torch.randn(outputs, inputs) * 0.02)
        self.b = nn.Parameter(torch.zeros(outputs))

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(x, self.w, self.b)


class Norm(nn.Module):
    """Layer normalisation."""

    def __init__(self) -> None:
        super().__init__()
        self.w = nn.Parameter(torch.ones(HIDDEN))
        self.b = nn.Parameter(torch.zeros(HIDDEN))

    def forward(self, x: Tensor) -> Tensor:
        return F.layer_norm(x, (HIDDEN,), self.w, self.b, EPSILON)


class Layer(nn.Module):
    """One post-norm transformer layer; `bias` is added to the attention scores and hides padding."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.ln1, self.ln2 = Norm(), Norm()
        self.f1, self.f2 = Linear(HIDDEN, INNER), Linear(INNER, HIDDEN)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = (part(x).view(batch, length, HEADS, -1).transpose(1, 2) for part in (self.q, self.k, self.v))
        scores = q @ k.transpose(-1, -2) * (HIDDEN // HEADS) ** -0.5 + bias
        context = self.drop(scores.softmax(-1).to(v.dtype)) @ v
        context = context.transpose(1, 2).reshape(batch, length, HIDDEN)
        x = self.ln1(x + self.drop(self.o(context)))
        return self.ln2(x + self.drop(self.f2(F.gelu(self.f1(x)))))


@dataclass
class Scores:
    """What the heads say of a batch, by word (`arc`, `rh` and `rd` with the root as word 0)."""

    arc: Tensor
    rh: Tensor
    rd: Tensor
    up: Tensor
    xp: Tensor
    lem: Tensor
    fj: Tensor
    ner: Tensor

    def classes(self) -> dict[str, Tensor]:
        """Scores of the heads that give each word a label, by name."""
        return {"upos": self.up, "xpos": self.xp, "lem": self.lem, "feats": self.fj}


def with_one(x: Tensor) -> Tensor:
    """Append a constant 1 to the last axis."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


class Accurate(nn.Module):
    """Encoder and heads."""

    def __init__(self, shape: Shape, dropout: float = 0.1, head_dropout: float = 0.25) -> None:
        super().__init__()
        self.shape = shape
        self.emb, self.pos, self.embln = Table(shape.vocab), Table(POSITIONS), Norm()
        for number in range(shape.layers):
            self.add_module(f"l{number}", Layer(dropout))
        self.drop = nn.Dropout(head_dropout)
        count = shape.layers - shape.low + 1
        for name, last in (("mixp", 1.0), ("mixt", 1.0), ("mixn", 2.0)):
            start = torch.zeros(count)
            start[-1] = last
            self.register_parameter(name, nn.Parameter(start))
        self.root = nn.Parameter(torch.randn(HIDDEN) * 0.02)
        self.ah, self.ad = Linear(HIDDEN, ARC), Linear(HIDDEN, ARC)
        self.rh, self.rdp = Linear(HIDDEN, RELATION), Linear(HIDDEN, RELATION)
        self.U = nn.Parameter(nn.init.orthogonal_(torch.empty(ARC + 1, ARC)))
        self.W = nn.Parameter(torch.randn(shape.labels["dep"], RELATION + 1, RELATION + 1) * 0.01)
        self.up, self.xp = Linear(HIDDEN, shape.labels["upos"]), Linear(HIDDEN, shape.labels["xpos"])
        self.lem, self.fj = Linear(HIDDEN, shape.labels["lem"]), Linear(HIDDEN, shape.labels["feats"])
        self.ner = Linear(HIDDEN, shape.labels["ner"])

    def layers(self, start: int, end: int) -> list[Layer]:
        """Layers from `start` to before `end`."""
        found = [getattr(self, f"l{number}") for number in range(start, end)]
        return [layer for layer in found if isinstance(layer, Layer)]

    def frozen(self) -> list[nn.Module]:
        """The parts that are not trained."""
        return [self.emb, self.pos, self.embln, *self.layers(0, self.shape.low)]

    def trained_layers(self) -> list[Layer]:
        """The layers that are trained."""
        return self.layers(self.shape.low, self.shape.layers)

    @torch.no_grad()
    def lower(self, ids: Tensor, mask: Tensor) -> Tensor:
        """States before the first trained layer, without dropout; `mask` is true where there is a piece."""
        was = self.training
        self.eval()
        x = self.embln(F.embedding(ids, self.emb.w) + self.pos.w[: ids.shape[1]])
        for layer in self.layers(0, self.shape.low):
            x = layer(x, padding_bias(mask))
        self.train(was)
        return x

    def upper(self, states: Tensor, mask: Tensor) -> list[Tensor]:
        """The states given and those after each trained layer."""
        found, bias = [states], padding_bias(mask)
        for layer in self.trained_layers():
            found.append(layer(found[-1], bias))
        return found

    def view(self, states: list[Tensor], mixture: str, first: Tensor) -> Tensor:
        """A mixture of states at the first piece of each word."""
        shares = getattr(self, mixture).softmax(0)
        index = first[:, :, None].expand(-1, -1, HIDDEN)
        return sum(
            (share * state.gather(1, index) for share, state in zip(shares, states, strict=True)), torch.zeros(())
        )

    def arcs(self, states: list[Tensor], first: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Arc scores [batch, dependent, head] and the relation features of heads and dependents."""
        words = self.view(states, "mixp", first)
        x = self.drop(torch.cat([self.root.expand(len(words), 1, -1), words], 1))
        head, dependent, rh, rd = (self.drop(F.gelu(part(x))) for part in (self.ah, self.ad, self.rh, self.rdp))
        return with_one(dependent) @ self.U @ head.transpose(1, 2) * ARC_SCALE, rh, rd

    def relations(self, rd: Tensor, rh: Tensor) -> Tensor:
        """Label scores of dependents `rd` with the heads `rh` chosen for them (both [words, features])."""
        left = torch.einsum("wr,lrq->wlq", with_one(rd), self.W)
        return torch.einsum("wlq,wq->wl", left, with_one(rh))

    def forward(self, states: Tensor, mask: Tensor, first: Tensor) -> Scores:
        """Scores of all heads from the states below the first trained layer."""
        found = self.upper(states, mask)
        arc, rh, rd = self.arcs(found, first)
        tags = self.drop(self.view(found, "mixt", first))
        names = self.drop(self.view(found, "mixn", first))
        return Scores(arc, rh, rd, self.up(tags), self.xp(tags), self.lem(tags), self.fj(tags), self.ner(names))


def padding_bias(mask: Tensor) -> Tensor:
    """0 where attention may look, -1e9 where there is only padding."""
    return (~mask)[:, None, None, :].float() * -1e9
