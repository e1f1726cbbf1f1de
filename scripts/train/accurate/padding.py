"""Sentences in pieces put together: batches of like length, and arrays filled up with zeros."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

#: Piece ids of a sentence and the position of each word's first piece.
Encoded = tuple[list[int], list[int]]


def by_length(sizes: list[int], longest: int, budget: int) -> Iterator[list[int]]:
    """Numbers of sentences in batches of like length, at most `budget` pieces each; longer and empty ones are left out."""
    batch: list[int] = []
    for number in sorted((i for i, size in enumerate(sizes) if 2 < size <= longest), key=lambda i: sizes[i]):
        if batch and (len(batch) + 1) * sizes[number] > budget:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def pad(encoded: Sequence[Encoded]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Piece ids, their mask, and first pieces of words of a batch of encoded sentences, filled up with zeros."""
    width = max(len(ids) for ids, _ in encoded)
    words = max(len(first) for _, first in encoded)
    ids = np.zeros((len(encoded), width), np.int64)
    mask = np.zeros((len(encoded), width), np.float32)
    first = np.zeros((len(encoded), words), np.int64)
    for row, (pieces, starts) in enumerate(encoded):
        ids[row, : len(pieces)] = pieces
        mask[row, : len(pieces)] = 1
        first[row, : len(starts)] = starts
    return ids, mask, first
