"""Where the data of a command goes: standard output as UTF-8, or a file that is written whole or not at all."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def opened(path: str | None) -> Iterator[IO[bytes]]:
    """Give the stream to write to: standard output for None and "-", else the file.

    Raises:
        ExportError: the file cannot be written.
    """
    if path in (None, "-"):
        yield sys.stdout.buffer
        return
    from graph.export import whole_file

    with whole_file(Path(str(path))) as out:
        yield out


def terminal_width() -> int | None:
    """Give the columns of the terminal, None where standard output is a file or a pipe."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
