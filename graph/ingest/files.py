"""Which files an input stands for: a file, a folder, a pattern or "-", each with the id that its article gets."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from glob import glob, has_magic
from pathlib import Path, PurePath
from typing import NamedTuple

from graph.errors import IngestError

SUFFIXES = (".txt", ".text", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".json", ".warc", ".warc.gz", ".dna")
STDIN = "-"


class Source(NamedTuple):
    """A file to read: where it is, and the id that its article (or the first part of the ids of its articles) gets."""

    path: Path
    id: str


def find_sources(given: str, on_error: Callable[[IngestError], None]) -> Iterator[Source]:
    """List the files that one input stands for, in a fixed order.

    A folder is searched to the bottom, hidden files left out; a link in it that leads out of it is reported and not
    followed. The id is the path below the folder, or the name of a single file, without its suffix.

    Args:
        given: file, folder or pattern with `*`, `?` or `[…]`.
        on_error: told of what cannot be read in a folder.

    Raises:
        IngestError: there is nothing of that name, or no article in it.
    """
    path = Path(given)
    if not _is_name(given):
        raise IngestError(ascii(given), "not a file name", "give a file, a folder or -")
    if _exists(path, given):
        if path.is_dir():
            yield from _in_folder(path, given, on_error)
        else:
            yield Source(path, _id(path.name))
    elif has_magic(given):
        yield from _in_pattern(given)
    else:
        raise IngestError(given, "no such file or folder", "check the name")


def suffix_of(path: Path) -> str:
    """Give the suffix that tells the format, in lower case; "" where it is none of ours."""
    name = path.name.lower()
    return next((suffix for suffix in sorted(SUFFIXES, key=len, reverse=True) if name.endswith(suffix)), "")


def _is_name(given: str) -> bool:
    try:
        return bool(given) and b"\0" not in os.fsencode(given)
    except UnicodeEncodeError:
        return False


def _exists(path: Path, given: str) -> bool:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    except OSError as error:
        raise IngestError(
            given, (error.strerror or "cannot be read").lower(), "check the name and its permissions"
        ) from error
    if stat.S_ISSOCK(mode) or stat.S_ISBLK(mode):
        raise IngestError(given, "neither a file nor a folder", "give a file, a folder or -")
    return True


def _in_folder(folder: Path, given: str, on_error: Callable[[IngestError], None]) -> Iterator[Source]:
    root = folder.resolve()
    count = 0
    for parent, folders, names in os.walk(folder, onerror=lambda error: on_error(_unreadable(error))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if name.startswith(".") or not suffix_of(path):
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(root):
                on_error(
                    IngestError(
                        str(path), "a link that leads out of the folder is not followed", "give its target as an input"
                    )
                )
                continue
            if not path.is_file():
                continue
            count += 1
            yield Source(path, _id(path.relative_to(folder).as_posix()))
    if not count:
        raise IngestError(
            given,
            "no article in this folder",
            f"it should hold {', '.join(SUFFIXES[:1] + SUFFIXES[2:3] + SUFFIXES[5:6])} files",
        )


def _in_pattern(pattern: str) -> Iterator[Source]:
    """List what a pattern finds; ids begin below its last folder without a wildcard."""
    fixed = Path(*_until_magic(PurePath(pattern).parts[:-1]))
    found = [path for path in map(Path, sorted(glob(pattern, recursive=True))) if path.is_file() and suffix_of(path)]
    if not found:
        raise IngestError(pattern, "no article matches this pattern", "check it")
    for path in found:
        yield Source(path, _id(path.relative_to(fixed).as_posix()))


def _until_magic(parts: tuple[str, ...]) -> Iterator[str]:
    for part in parts:
        if has_magic(part):
            return
        yield part


def _id(name: str) -> str:
    """Drop the suffix of a file's name, also one that is none of ours."""
    suffix = suffix_of(Path(name))
    return name[: -len(suffix)] if suffix and len(name) > len(suffix) else PurePath(name).with_suffix("").as_posix()


def _unreadable(error: OSError) -> IngestError:
    return IngestError(str(error.filename), (error.strerror or "cannot be read").lower(), "check its permissions")
