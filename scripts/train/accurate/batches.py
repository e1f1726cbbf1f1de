"""Batches of examples of like length, in an order that a seed and a pass number fix, and their tensors."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import numpy as np
import torch
from examples import Example
from labels import IGNORE
from padding import pad
from torch import Tensor

WINDOW = 600
CLASSES = ("upos", "xpos", "dep", "lem", "feats")


def cut(examples: list[Example], budget: int, rng: random.Random) -> list[list[Example]]:
    """Batches of at most `budget` pieces with padding, each from a window of the shuffled examples."""
    pool = list(examples)
    rng.shuffle(pool)
    result: list[list[Example]] = []
    for start in range(0, len(pool), WINDOW):
        window = sorted(pool[start : start + WINDOW], key=lambda e: len(e.ids))
        batches: list[list[Example]] = [[]]
        for example in window:
            if batches[-1] and (len(batches[-1]) + 1) * len(example.ids) > budget:
                batches.append([])
            batches[-1].append(example)
        rng.shuffle(batches)
        result += batches
    return result


@dataclass
class Stream:
    """Endless batches; `passes` and `position` say where it stands and can be set to go on from there."""

    examples: list[Example]
    budget: int
    seed: int
    passes: int = 0
    position: int = 0
    only_gold: bool = False
    _batches: list[list[Example]] = field(default_factory=list)

    def __next__(self) -> list[Example]:
        if self._batches and self.position >= len(self._batches):
            self.passes, self.position, self._batches = self.passes + 1, 0, []
        if not self._batches:
            pool = [e for e in self.examples if e.gold] if self.only_gold else self.examples
            self._batches = cut(pool, self.budget, random.Random(f"{self.seed} {self.passes} {self.only_gold}"))
        self.position += 1
        return self._batches[self.position - 1]

    def state(self) -> dict[str, int | bool]:
        """Where the stream stands."""
        return {"passes": self.passes, "position": self.position, "only_gold": self.only_gold}

    def finish_on_gold(self) -> None:
        """From now on give gold examples only."""
        if not self.only_gold:
            self.passes, self.position, self.only_gold, self._batches = 0, 0, True, []


@dataclass
class Batch:
    """Tensors of a batch; targets are [sentences, words, ...], zero or IGNORE where there is none."""

    ids: Tensor
    mask: Tensor
    first: Tensor
    words: Tensor
    arcs: Tensor
    heads: Tensor
    classes: dict[str, Tensor]
    entities: Tensor


def collate(examples: list[Example], entity_tags: int) -> Batch:
    """Fill the arrays of a batch."""
    ids, mask, first = pad([(example.ids, example.first) for example in examples])
    count, width = first.shape
    words = np.array([len(example.first) for example in examples])
    arcs = np.zeros((count, width, width + 1), np.float32)
    heads = np.zeros((count, width), np.int64)
    classes = {head: np.full((count, width), IGNORE, np.int64) for head in CLASSES}
    entities = np.zeros((count, width, entity_tags), np.float32)
    for row, example in enumerate(examples):
        size = len(example.first)
        if example.tree is not None:
            arcs[row, :size, : size + 1] = example.tree.arcs
            heads[row, :size] = example.tree.heads
            for head in CLASSES:
                classes[head][row, :size] = example.tree.classes[head]
        if example.entities is not None:
            entities[row, :size] = example.entities
    as_tensor = torch.from_numpy
    targets = {head: as_tensor(values) for head, values in classes.items()}
    return Batch(
        as_tensor(ids), as_tensor(mask) > 0, as_tensor(first), as_tensor(words),
        as_tensor(arcs), as_tensor(heads), targets, as_tensor(entities),
    )  # fmt: skip
