"""order.tsv, the sentences to annotate, and the pieces in which steps work through it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

#: Source, words, and whether a space follows each word.
Item = tuple[str, list[str], list[bool]]
CHUNK = 2000


def write_order(path: Path, items: list[Item]) -> None:
    """Write the tokenised sentences, one a line."""
    with path.open("w", encoding="utf-8") as handle:
        for source, words, spaces in items:
            handle.write(f"{source}\t{' '.join(words)}\t{''.join(str(int(s)) for s in spaces)}\n")


def read_order(path: Path) -> list[Item]:
    """The sentences to annotate."""
    lines = (line.rstrip("\n").split("\t") for line in path.open(encoding="utf-8"))
    return [(source, words.split(" "), [c == "1" for c in spaces]) for source, words, spaces in lines]


def chunks(items: list[Item], size: int = CHUNK) -> Iterator[tuple[str, list[Item]]]:
    """Runs of `size` sentences with the name of the files that belong to them."""
    for start in range(0, len(items), size):
        yield f"{start // size:03d}", items[start : start + size]
