"""Files to documents: plain text, web pages, JSON lines and web archives, read one by one and cleaned."""

from __future__ import annotations

import dataclasses
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from graph.errors import IngestError
from graph.ingest.dates import date_in_name
from graph.ingest.dna import MAGIC, read_dna
from graph.ingest.document import MAX_BYTES
from graph.ingest.files import STDIN, Source, find_sources, suffix_of
from graph.ingest.html import read_html
from graph.ingest.jsonl import read_json, read_jsonl
from graph.ingest.normalise import decode
from graph.ingest.text import read_text
from graph.ingest.warc import read_warc
from graph.model import Document

__all__ = ["read_documents"]

OnError = Callable[[IngestError], None]
_LOOKS_LIKE_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_LOOKS_LIKE_JSON = re.compile(rb"\s*(?:\[\s*)?\{\s*\"")


def read_documents(inputs: Sequence[str], *, on_error: OnError | None = None) -> Iterator[Document]:
    """Read the articles of files, folders (to the bottom, sorted), patterns and "-" (standard input).

    Ids are unique among the documents of one call: the second of two equal ones gets "-2". A file that
    several inputs name is read once.

    Args:
        inputs: what to read, in this order.
        on_error: told of every article that cannot be read, after which the rest goes on; raised where it is None.

    Yields:
        The documents, each as soon as it is read.

    Raises:
        IngestError: an article cannot be read and `on_error` is None.
    """
    report = on_error or _raise
    taken: set[str] = set()
    seen: set[str] = set()
    for given in inputs:
        for document in _read_input(given, seen, report):
            unique = _unique(document.id, taken)
            taken.add(unique)
            yield document if unique == document.id else dataclasses.replace(document, id=unique)


def _raise(error: IngestError) -> None:
    raise error


def _unique(id: str, taken: set[str]) -> str:
    number, unique = 1, id
    while unique in taken:
        number += 1
        unique = f"{id}-{number}"
    return unique


def _read_input(given: str, seen: set[str], report: OnError) -> Iterator[Document]:
    if given == STDIN:
        yield from _reported(_read_stream(sys.stdin.buffer, "", Source(Path("stdin"), "stdin"), STDIN, report), report)
        return
    try:
        for source in find_sources(given, report):
            real = os.path.realpath(source.path)
            if real not in seen:
                seen.add(real)
                yield from _reported(_read_file(source, report), report)
    except IngestError as error:
        report(error)


def _reported(documents: Iterator[Document], report: OnError) -> Iterator[Document]:
    """Hand on documents; what cannot be read at all ends this file, not the others."""
    while True:
        try:
            document = next(documents)
        except StopIteration:
            return
        except IngestError as error:
            report(error)
            return
        yield document


def _read_file(source: Source, report: OnError) -> Iterator[Document]:
    origin = str(source.path).encode("utf-8", "replace").decode("utf-8")
    try:
        stream = source.path.open("rb")
    except OSError as error:
        raise IngestError(origin, (error.strerror or "cannot be opened").lower(), "check its permissions") from error
    with stream:
        yield from _read_stream(stream, suffix_of(source.path), source, origin, report)


def _read_stream(stream: BinaryIO, suffix: str, source: Source, origin: str, report: OnError) -> Iterator[Document]:
    """Read an open file by its suffix; without one, by its first bytes."""
    if suffix in (".jsonl", ".ndjson"):
        yield from read_jsonl(stream, stem=source.id, origin=origin, on_error=report)
        return
    if suffix in (".warc", ".warc.gz"):
        yield from read_warc(stream, stem=source.id, origin=origin, on_error=report)
        return
    data = stream.read(MAX_BYTES + 1)
    if suffix == ".dna" or data.startswith(MAGIC):
        yield from read_dna(data + stream.read(), stem=source.id, origin=origin, on_error=report)
        return
    if len(data) > MAX_BYTES:
        raise IngestError(origin, "larger than 20 MB", "split it, or give many articles as .jsonl")
    if not data.strip():
        raise IngestError(origin, "the file is empty", "leave it out")
    kind = suffix or _sniff(data)
    named = date_in_name(source.id)
    if kind in (".html", ".htm", ".xhtml"):
        yield read_html(data, id=source.id, origin=origin, named=named)
    elif kind == ".json":
        yield from read_json(data, stem=source.id, origin=origin, on_error=report)
    elif kind == ".jsonl":
        yield from read_jsonl(BytesIO(data), stem=source.id, origin=origin, on_error=report)
    else:
        yield read_text(decode(data, origin), id=source.id, origin=origin, named=named)


def _sniff(data: bytes) -> str:
    """Tell the format of standard input or a file without a known suffix."""
    start = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if _LOOKS_LIKE_HTML.match(start):
        return ".html"
    if _LOOKS_LIKE_JSON.match(start):
        return ".json" if start.lstrip().startswith(b"[") else ".jsonl"
    return ".txt"
