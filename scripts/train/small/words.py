"""Words as the small network sees them: their pieces, and the row of their static vector."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from padding import pad
from torch import Tensor

from graph.annotate.encoder.network import VOCABULARY, WORDS, read_rows
from graph.annotate.encoder.wordpiece import WordPiece

MAX_PIECES_PER_WORD = 8


@dataclass
class Inputs:
    """Tensors of a batch of sentences.

    Attributes:
        ids, mask: pieces, and 1 where there is one.
        first, last: positions of the first and the last piece of each word.
        rows: row of each word's static vector, 0 for none.
        counts: number of words of each sentence.
    """

    ids: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    rows: Tensor
    counts: Tensor

    def __iter__(self):
        return iter((self.ids, self.mask, self.first, self.last, self.rows, self.counts))


class Words:
    """Pieces and rows of words, from vocab.txt and words.tsv in a folder."""

    def __init__(self, folder: Path) -> None:
        self.pieces = WordPiece(folder / VOCABULARY, MAX_PIECES_PER_WORD)
        self.rows = read_rows(folder / WORDS)

    def split(self, word: str, rng: random.Random, skip: float = 0.3) -> list[int]:
        """Pieces of a word, some of the longest passed over at random (MaxMatch-dropout, Hiraoka 2022)."""
        found: list[int] = []
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            ends = [end for end in range(len(word), start, -1) if prefix + word[start:end] in self.pieces.ids]
            if not ends:
                return self.pieces.pieces(word)
            end = next((end for end in ends[:-1] if rng.random() >= skip), ends[-1])
            found.append(self.pieces.ids[prefix + word[start:end]])
            start = end
        return found[:MAX_PIECES_PER_WORD]

    def encode(
        self, words: Sequence[str], varied: Sequence[bool], rng: random.Random | None
    ) -> tuple[list[int], list[int]]:
        """Piece ids of a sentence and first pieces of its words, where `varied` in other pieces than usual."""
        ids, first = [self.pieces.start], []
        for word, other in zip(words, varied, strict=True):
            first.append(len(ids))
            ids += self.split(word, rng) if other and rng else self.pieces.pieces(word)
        return [*ids, self.pieces.end], first

    def inputs(
        self,
        sentences: Sequence[Sequence[str]],
        varied: Sequence[Sequence[bool]] | None = None,
        rng: random.Random | None = None,
    ) -> Inputs:
        """Arrays of sentences of a batch; `varied` says which words come in other pieces than usual."""
        chosen = varied or [[False] * len(words) for words in sentences]
        encoded = [self.encode(words, other, rng) for words, other in zip(sentences, chosen, strict=True)]
        ids, mask, first = pad(encoded)
        last, rows = np.zeros_like(first), np.zeros_like(first)
        for row, (words, (found, starts)) in enumerate(zip(sentences, encoded, strict=True)):
            last[row, : len(words)] = [start - 1 for start in [*starts[1:], len(found) - 1]]
            rows[row, : len(words)] = [self.rows.get(word, 0) for word in words]
        counts = np.array([len(words) for words in sentences])
        return Inputs(*map(torch.from_numpy, (ids, mask, first, last, rows, counts)))


def read_vectors(path: Path) -> Tensor:
    """The table of vectors.npz in 32 bits."""
    with np.load(path) as stored:
        table, scales = stored["table"], stored["scales"]
    return torch.from_numpy(table.astype(np.float32) * scales[:, None])
