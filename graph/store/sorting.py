"""Sorting more lines than fit into memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import groupby, islice
from typing import IO

_LINES_IN_MEMORY = 500_000


def sorted_lines(lines: Iterable[bytes], *, in_memory: int = _LINES_IN_MEMORY) -> Iterator[bytes]:
    """Give lines in the order of their bytes (`LC_ALL=C sort -u`), each once.

    Longer inputs are sorted in pieces that wait in temporary files, which vanish with the process.

    Args:
        lines: lines that end in a newline and hold no other.
        in_memory: how many are held at once.
    """
    with ExitStack() as files:
        pieces: list[Iterable[bytes]] = []
        for piece in _pieces(lines, in_memory):
            ordered = sorted(piece)
            if len(ordered) < in_memory:
                pieces.append(ordered)
            else:
                pieces.append(_spill(ordered, files))
        for line, _ in groupby(merge(*pieces)):
            yield line


def _pieces(lines: Iterable[bytes], size: int) -> Iterator[list[bytes]]:
    rest = iter(lines)
    while piece := list(islice(rest, size)):
        yield piece


def _spill(lines: list[bytes], files: ExitStack) -> IO[bytes]:
    file = files.enter_context(tempfile.TemporaryFile(prefix="diplograph-"))  # noqa: SIM115
    file.writelines(lines)
    file.seek(0)
    return file
