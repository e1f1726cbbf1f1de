"""JSON lines and JSON: one record an article, with id, title, date, url, publisher, author, language and text."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from graph.errors import IngestError
from graph.ingest.dates import iso_date, stands_for_no_date
from graph.ingest.document import MAX_BYTES, make_document
from graph.ingest.normalise import clean
from graph.model import Document

OnError = Callable[[IngestError], None]
_OPTIONAL = ("id", "title", "date", "url", "publisher", "author", "language")


def read_jsonl(stream: BinaryIO, *, stem: str, origin: str, on_error: OnError) -> Iterator[Document]:
    """Read JSON lines one at a time; a bad line is reported and the rest goes on.

    Args:
        stream: the open file.
        stem: stands for the id of a record that has none, with the line's number.
        origin: name of the file; the number of the line is put behind it in messages.
        on_error: told of every bad line.
    """
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        where = f"{origin}:{number}"
        if len(line) > MAX_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
            on_error(IngestError(where, "the record is longer than 20 MB", "split the article"))
            continue
        line = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        if not line.strip():
            continue
        try:
            document = read_record(_parsed(line, where), id=f"{stem}-{number}", origin=where)
        except IngestError as error:
            on_error(error)
        else:
            yield document


def read_json(data: bytes, *, stem: str, origin: str, on_error: OnError) -> Iterator[Document]:
    """Read a JSON file that holds one record or a list of them; a bad record is reported and the rest goes on."""
    parsed = _parsed(data.removeprefix(codecs.BOM_UTF8), origin)
    if isinstance(parsed, dict):
        yield read_record(parsed, id=stem, origin=origin)
        return
    if not isinstance(parsed, list):
        raise IngestError(origin, "neither a record nor a list of records", 'write {"text": …} or [{"text": …}, …]')
    for number, record in enumerate(parsed, 1):
        try:
            document = read_record(record, id=f"{stem}-{number}", origin=f"{origin}[{number}]")
        except IngestError as error:
            on_error(error)
        else:
            yield document


def read_record(record: Any, *, id: str, origin: str) -> Document:
    """Make a document of one parsed record.

    Raises:
        IngestError: a field is missing or of the wrong kind.
    """
    if not isinstance(record, dict):
        raise IngestError(origin, f"a record must be an object, not {_kind(record)}", 'write {"text": …}')
    text = record.get("text")
    if not isinstance(text, str):
        raise IngestError(
            origin,
            f'"text" must be a string, not {_kind(text)}' if "text" in record else 'no "text" in the record',
            "put the article there",
        )
    fields: dict[str, str | None] = {}
    for name in _OPTIONAL:
        value = record.get(name)
        if name == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if value is not None and not isinstance(value, str):
            raise IngestError(
                origin, f'"{name}" must be a string, not {_kind(value)}', "put it in quotation marks or leave it out"
            )
        fields[name] = value
    written = fields["date"]
    day = iso_date(written) if written else None
    if written and written.strip() and day is None and not stands_for_no_date(written):
        raise IngestError(origin, f"{written[:40]!r} is not a date", "write it as YYYY-MM-DD")
    cleaned, offset_map = clean(text)
    return make_document(
        fields["id"] or id,
        cleaned,
        origin,
        offset_map=offset_map,
        title=fields["title"],
        date=day,
        publisher=fields["publisher"],
        author=fields["author"],
        url=fields["url"],
        language=fields["language"],
    )


def _parsed(data: bytes, where: str) -> Any:
    try:
        return json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise IngestError(where, "not UTF-8", "convert the file to UTF-8") from error
    except RecursionError as error:
        raise IngestError(where, "nested too deeply", "write one flat object") from error
    except ValueError as error:
        reason = (
            f"{error.msg} at column {error.colno}"
            if isinstance(error, json.JSONDecodeError)
            else "a number is too long"
        )
        raise IngestError(where, f"not valid JSON ({reason})", "write one object a line") from error


def _kind(value: object) -> str:
    """Name a JSON value's kind as its writer would."""
    if value is None:
        return "null"
    names = {
        bool: "a truth value",
        int: "a number",
        float: "a number",
        str: "a string",
        list: "a list",
        dict: "an object",
    }
    return names[type(value)]
