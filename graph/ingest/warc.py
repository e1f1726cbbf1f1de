"""Web archives (WARC): every saved page in them is an article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from graph.errors import IngestError
from graph.ingest.document import MAX_BYTES
from graph.ingest.html import read_html
from graph.ingest.jsonl import OnError
from graph.model import Document


def read_warc(stream: BinaryIO, *, stem: str, origin: str, on_error: OnError) -> Iterator[Document]:
    """Read the pages of an archive, plain or gzipped; one without an article is reported and the rest goes on.

    Args:
        stream: the open file.
        stem: begins the id of every page, its number ends it.
        origin: name of the file.
        on_error: told of every page that cannot be read.

    Raises:
        IngestError: the file is no archive.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    if not stream.read(5).startswith((b"WARC/", b"\x1f\x8b")):
        raise IngestError(origin, "not a web archive", "a WARC file begins with WARC/, packed or not")
    stream.seek(0)
    records = ArchiveIterator(stream)
    number = 0
    while True:
        try:
            record = next(records)
        except StopIteration:
            return
        except (ArchiveLoadFailed, OSError, EOFError, ValueError):
            on_error(IngestError(origin, f"the archive is broken behind its page {number}", "save it again"))
            return
        if record.rec_type != "response" or record.http_headers is None:
            continue
        if "html" not in (record.http_headers.get_header("Content-Type") or ""):
            continue
        number += 1
        address = record.rec_headers.get_header("WARC-Target-URI")
        where = f"{origin} ({address or number})"
        data = record.content_stream().read(MAX_BYTES + 1)
        try:
            if len(data) > MAX_BYTES:
                raise IngestError(where, "the page is larger than 20 MB", "leave it out")
            document = read_html(data, id=f"{stem}-{number}", origin=where, url=address)
        except IngestError as error:
            on_error(error)
        else:
            yield document
