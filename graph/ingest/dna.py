"""Databases of Discourse Network Analyzer (`.dna`, SQLite): their documents are articles.

Nothing but tables is read, and no text is blanked: what people have chosen to code stays as it is.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from graph.errors import IngestError
from graph.ingest.document import one_line
from graph.ingest.normalise import clean
from graph.model import Document

MAGIC = b"SQLite format 3\x00"
NOTE = "diplograph article: "
"""What stands before an article's id in the notes of a document that `diplograph export` wrote."""

_NOTED = re.compile(rf"^{NOTE}(.+)$", re.MULTILINE)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_REMEDY = "give a file that Discourse Network Analyzer 3 has saved"


def open_database(data: bytes, origin: str) -> sqlite3.Connection:
    """Open the bytes of a database in memory, for reading, with nothing in it trusted.

    Raises:
        IngestError: they are no database of DNA 3.
    """
    if not data.startswith(MAGIC):
        raise IngestError(origin, "not a database of Discourse Network Analyzer", _REMEDY)
    connection = sqlite3.connect(":memory:")
    try:
        # A file in write-ahead mode cannot be opened in memory; bytes 18 and 19 say that it is.
        connection.deserialize(data[:18] + b"\x01\x01" + data[20:])
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.Error as error:
        connection.close()
        raise IngestError(origin, f"a damaged database ({error})", _REMEDY) from error
    if not {"DOCUMENTS", "STATEMENTS", "STATEMENTTYPES", "VARIABLES", "ENTITIES"} <= tables:
        connection.close()
        raise IngestError(origin, "not a database of Discourse Network Analyzer 3", _REMEDY)
    return connection


def read_dna(data: bytes, *, stem: str, origin: str, on_error: Callable[[IngestError], None]) -> Iterator[Document]:
    """Read the documents of a database as articles, in the order of their numbers.

    An article's id is the stem and the document's number ("sample/1"), or the id that `diplograph export` noted.

    Args:
        data: the file.
        stem: first part of the ids.
        origin: name of the file.
        on_error: told of every document that cannot be read.

    Raises:
        IngestError: the file is no database of DNA 3.
    """
    connection = open_database(data, origin)
    try:
        rows = connection.execute("SELECT ID, Title, Text, Author, Source, Notes, Date FROM DOCUMENTS ORDER BY ID")
        for number, title, text, author, source, notes, seconds in rows:
            where = f"{origin}:document {number}"
            try:
                yield document(number, str(text), (title, author, source, notes), seconds, stem=stem, origin=where)
            except IngestError as error:
                on_error(error)
    except sqlite3.Error as error:
        raise IngestError(origin, f"a damaged database ({error})", _REMEDY) from error
    finally:
        connection.close()


def document(
    number: int, text: str, fields: tuple[str, str, str, str], seconds: int, *, stem: str, origin: str
) -> Document:
    """Make the article of a document.

    Args:
        number: its ID.
        text: as it stands in the database.
        fields: its title, author, source and notes.
        seconds: its date, counted from 1970.
        stem: first part of the id.
        origin: where it stands, for messages.

    Raises:
        IngestError: it has no text, or its date is none.
    """
    title, author, source, notes = (str(field or "") for field in fields)
    cleaned, offset_map = clean(text)
    if not cleaned.strip():
        raise IngestError(origin, "no text in it", "leave it out")
    return Document(
        id=article_id(number, notes, stem),
        text=cleaned,
        title=one_line(title),
        date=published(seconds, origin).date(),
        publisher=one_line(source),
        author=one_line(author),
        origin=origin,
        offset_map=offset_map,
    )


def article_id(number: int, notes: str, stem: str) -> str:
    """Give the id of a document's article.

    >>> article_id(3, "", "sample"), article_id(3, "read twice\\ndiplograph article: news/2025-03-13", "sample")
    ('sample/3', 'news/2025-03-13')
    """
    noted = _NOTED.search(notes)
    return (noted and one_line(noted[1])) or f"{stem}/{number}"


def published(seconds: int, origin: str) -> datetime:
    """Give the date and time of a document, which DNA counts in seconds of universal time.

    Raises:
        IngestError: the number is out of the calendar.
    """
    try:
        return (_EPOCH + timedelta(seconds=int(seconds))).replace(tzinfo=None)
    except (OverflowError, ValueError, TypeError) as error:
        raise IngestError(origin, f"{seconds!r} is not a date", "set the document's date in DNA") from error
