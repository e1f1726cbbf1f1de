"""Probabilities of arcs and entity tags of annotated sentences, in a compressed file beside a CoNLL-U file."""

from __future__ import annotations

from pathlib import Path

import numpy as np

#: Logarithmic probabilities of the arcs [words, words + 1] and of the entity tags [words, tags] of a sentence.
Soft = tuple[np.ndarray, np.ndarray]


def beside(conllu: Path) -> Path:
    """The file that belongs to a CoNLL-U file."""
    return conllu.with_suffix(".npz")


def write(path: Path, sentences: list[Soft]) -> None:
    """Write the arrays of all sentences, one behind the other, through a temporary file."""
    partial = path.with_name(f"{path.stem}.part.npz")
    np.savez_compressed(
        partial,
        words=np.array([len(arcs) for arcs, _ in sentences], np.int32),
        arcs=np.concatenate([arcs.astype(np.float16).ravel() for arcs, _ in sentences]),
        entities=np.concatenate([entities.astype(np.float16) for _, entities in sentences]),
    )
    partial.replace(path)


def read(path: Path) -> list[Soft]:
    """The arrays of all sentences."""
    with np.load(path) as stored:
        words, arcs, entities = (stored[name] for name in ("words", "arcs", "entities"))
    result = []
    row = cell = 0
    for count in words.tolist():
        size = count * (count + 1)
        result.append((arcs[cell : cell + size].reshape(count, count + 1), entities[row : row + count]))
        row, cell = row + count, cell + size
    return result
