"""The small network in torch: word pieces and word vectors into bidirectional LSTMs, with joint heads.

A word is its first and last piece, each seen through a convolution over the pieces beside it, and its static vector.
The heads are those of the accurate model (Dozat and Manning 2017 for trees): biaffine arcs and relations, linear
classifiers for tags and features, each on a learned mixture of the layers' states (Peters et al. 2018). Names have a
smaller branch of their own.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from words import Inputs


@dataclass(frozen=True)
class Shape:
    """What makes the size of a network.

    Attributes:
        pieces, piece_width: rows and width of the table of word pieces.
        vector_width: width of a static word vector.
        window: width of a piece after the convolution.
        word: width of a word before the first layer.
        hidden: units of a layer in each direction.
        layers: how many.
        arc, relation: width of the features of arcs and relations.
        name_window, name_word, name_hidden, name_layers: the same sizes of the branch for names.
        labels: how many labels each head has.
    """

    pieces: int
    labels: dict[str, int] = field(default_factory=dict)
    piece_width: int = 128
    vector_width: int = 192
    window: int = 160
    word: int = 256
    hidden: int = 256
    layers: int = 3
    arc: int = 256
    relation: int = 64
    name_window: int = 96
    name_word: int = 192
    name_hidden: int = 160
    name_layers: int = 2

    def as_json(self) -> dict[str, object]:
        """For config.json."""
        return asdict(self)


@dataclass
class Scores:
    """What the heads say of a batch, by word (`arc`, `rh` and `rd` with the root as word 0)."""

    arc: Tensor
    rh: Tensor
    rd: Tensor
    up: Tensor
    xp: Tensor
    fj: Tensor
    ner: Tensor

    def classes(self) -> dict[str, Tensor]:
        """Scores of the heads that give each word a label, by name."""
        return {"upos": self.up, "xpos": self.xp, "feats": self.fj}


class Dropout(nn.Module):
    """Dropout of the same features at all words of a sentence (Gal and Ghahramani 2016); input [sentences, words, n]."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.share:
            return x
        kept = torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - self.share) / (1 - self.share)
        return x * kept


class Layer(nn.Module):
    """One LSTM a direction; the backward one reads each sentence from its own last word."""

    def __init__(self, inputs: int, hidden: int) -> None:
        super().__init__()
        self.forth = nn.LSTM(inputs, hidden, batch_first=True)
        self.back = nn.LSTM(inputs, hidden, batch_first=True)

    def forward(self, x: Tensor, reverse: Tensor) -> Tensor:
        index = reverse[:, :, None]
        turned = x.gather(1, index.expand(-1, -1, x.shape[2]))
        back = self.back(turned)[0]
        return torch.cat([self.forth(x)[0], back.gather(1, index.expand(-1, -1, back.shape[2]))], -1)


def reversal(counts: Tensor, width: int) -> Tensor:
    """Positions of the words in reversed order; padding stays where it is."""
    places = torch.arange(width)[None, :]
    return torch.where(places < counts[:, None], counts[:, None] - 1 - places, places)


def with_one(x: Tensor) -> Tensor:
    """Append a constant 1 to the last axis."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


class Words(nn.Module):
    """Words from their pieces and vectors; neither table is part of it.

    Args:
        unseen: share of words that lose their vector in training, as unknown words have none.
        inputs: dropout of the result.
    """

    def __init__(self, shape: Shape, window: int, word: int, *, unseen: float, inputs: float) -> None:
        super().__init__()
        self.unseen = unseen
        self.conv = nn.Conv1d(shape.piece_width, window, 3, padding=1)
        self.word = nn.Linear(2 * window + shape.vector_width, word)
        self.norm = nn.LayerNorm(word)
        self.drop = Dropout(inputs)

    def forward(self, pieces: Tensor, vectors: Tensor, batch: Inputs) -> Tensor:
        """The words of a batch [sentences, words, n]."""
        table = F.embedding(batch.ids, pieces) * batch.mask[:, :, None]
        seen = F.gelu(self.conv(table.transpose(1, 2))).transpose(1, 2)
        width = seen.shape[2]
        ends = [seen.gather(1, place[:, :, None].expand(-1, -1, width)) for place in (batch.first, batch.last)]
        rows = batch.rows
        if self.training and self.unseen:
            rows = rows * (torch.rand(rows.shape) >= self.unseen)
        found = F.embedding(rows, vectors)
        return self.drop(self.norm(F.gelu(self.word(torch.cat([*ends, found], -1)))))


class Names(nn.Module):
    """The branch for names: it shares nothing with the rest, and its table of pieces stays as it is.

    Trees need to know words by heart, names must not be: a network that has learned the names of its training text
    misses those it has not seen.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.register_buffer("pieces", torch.zeros(shape.pieces, shape.piece_width))
        self.words = Words(shape, shape.name_window, shape.name_word, unseen=0.3, inputs=0.35)
        sizes = [shape.name_word, *[2 * shape.name_hidden] * (shape.name_layers - 1)]
        self.layers = nn.ModuleList(Layer(size, shape.name_hidden) for size in sizes)
        self.drop = Dropout(0.4)
        self.out = nn.Linear(2 * shape.name_hidden, shape.labels["ner"])

    def forward(self, vectors: Tensor, batch: Inputs, reverse: Tensor) -> Tensor:
        """Scores of the entity tags."""
        x = self.words(self.pieces, vectors, batch)
        for layer in self.layers:
            x = self.drop(layer(x, reverse))
        return self.out(x)


class Small(nn.Module):
    """The network; `vectors` [rows, vector_width] are not trained, nor is the pieces' table of the branch for names."""

    def __init__(self, shape: Shape, vectors: Tensor, *, dropout: float = 0.33) -> None:
        super().__init__()
        self.shape = shape
        self.register_buffer("vectors", vectors, persistent=False)
        self.pieces = nn.Embedding(shape.pieces, shape.piece_width)
        self.words = Words(shape, shape.window, shape.word, unseen=0.15, inputs=0.2)
        sizes = [shape.word, *[2 * shape.hidden] * (shape.layers - 1)]
        self.layers = nn.ModuleList(Layer(size, shape.hidden) for size in sizes)
        self.drop = Dropout(dropout)
        width = 2 * shape.hidden
        for name, last in (("mixp", 1.0), ("mixt", 0.0)):
            start = torch.zeros(shape.layers)
            start[-1] = last
            self.register_parameter(name, nn.Parameter(start))
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.ah, self.ad = nn.Linear(width, shape.arc), nn.Linear(width, shape.arc)
        self.rh, self.rdp = nn.Linear(width, shape.relation), nn.Linear(width, shape.relation)
        self.U = nn.Parameter(nn.init.orthogonal_(torch.empty(shape.arc + 1, shape.arc)))
        self.W = nn.Parameter(torch.zeros(shape.labels["dep"], shape.relation + 1, shape.relation + 1))
        self.up, self.xp = nn.Linear(width, shape.labels["upos"]), nn.Linear(width, shape.labels["xpos"])
        self.fj = nn.Linear(width, shape.labels["feats"])
        self.names = Names(shape)

    def mixed(self, states: list[Tensor], name: str) -> Tensor:
        """A mixture of the layers' states."""
        shares = getattr(self, name).softmax(0)
        return self.drop(sum((share * s for share, s in zip(shares, states, strict=True)), torch.zeros(())))

    def relations(self, rd: Tensor, rh: Tensor) -> Tensor:
        """Label scores of dependents `rd` with the heads `rh` chosen for them (both [words, features])."""
        left = torch.einsum("wr,lrq->wlq", with_one(rd), self.W)
        return torch.einsum("wlq,wq->wl", left, with_one(rh))

    def entities(self, batch: Inputs) -> Tensor:
        """Scores of the entity tags alone."""
        return self.names(self.vectors, batch, reversal(batch.counts, batch.first.shape[1]))

    def forward(self, batch: Inputs) -> Scores:
        """Scores of all heads."""
        reverse = reversal(batch.counts, batch.first.shape[1])
        x = self.words(self.pieces.weight, self.vectors, batch)
        states = []
        for layer in self.layers:
            x = layer(x, reverse)
            states.append(x)
            x = self.drop(x)
        tree = self.mixed(states, "mixp")
        tree = torch.cat([self.root.expand(len(tree), 1, -1), tree], 1)
        head, dependent, rh, rd = (self.drop(F.gelu(part(tree))) for part in (self.ah, self.ad, self.rh, self.rdp))
        arc = with_one(dependent) @ self.U @ head.transpose(1, 2) * (4 / self.shape.arc**0.5)
        tags = self.mixed(states, "mixt")
        return Scores(arc, rh, rd, self.up(tags), self.xp(tags), self.fj(tags), self.entities(batch))
