"""Plain text: an article with an optional head of title, author, outlet and date.

The head is the lines before the first sentence. A line of it that gives the date ("Der Tag, 13. März 2025") or the
author ("Von Jana Beispiel") is read and then blanked like boilerplate, so that offsets stay those of the file.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from graph.ingest.boilerplate import blank_boilerplate
from graph.ingest.dates import written_date
from graph.ingest.document import make_document
from graph.ingest.normalise import clean
from graph.model import Document

_HEAD_LINES = 5
_TITLE = 200
_DATE = r"\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\d{1,2}\.\s?[A-Za-zäÄ]{3,9}\.?\s\d{4}|\d{4}-\d\d-\d\d"
_WEEKDAY = r"(?:Mo|Di|Mi|Do|Fr|Sa|So)(?:\.|[a-z]*tag|ttwoch|nnabend)"
_DATE_LINE = re.compile(
    r"(?:(?P<outlet>[^,|·.!?\n]{2,60}?)\s*[,|·–-]\s*)??"
    rf"(?:\w+(?: am)?:\s*)?(?:{_WEEKDAY},?\s+)?(?:(?:vom|am|den)\s+)?(?P<date>{_DATE})"
    r"(?:(?:\s*[,|·–-]|\s+um)?\s*\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*Uhr)?)?\.?"
)
_AUTHOR = re.compile(r"Von (?P<name>[A-ZÄÖÜ][\w.’'-]+(?: (?:von|van|de|der|zu|[A-ZÄÖÜ][\w.’'-]+)){1,4})")
_NOT_OUTLET = re.compile(rf"{_WEEKDAY}|.*:")


class _Head(NamedTuple):
    date: date | None = None
    publisher: str | None = None
    author: str | None = None
    spans: tuple[tuple[int, int], ...] = ()


def read_text(text: str, *, id: str, origin: str, named: date | None = None) -> Document:
    """Read a plain text article.

    Args:
        text: the decoded file.
        id: name of the article.
        origin: name of the file.
        named: the date in the file's name; the head's own goes before it.

    Raises:
        IngestError: there is no text.
    """
    cleaned, offset_map = clean(text)
    head = _read_head(cleaned)
    for start, end in head.spans:
        cleaned = cleaned[:start] + " " * (end - start) + cleaned[end:]
    return make_document(
        id,
        cleaned,
        origin,
        offset_map=offset_map,
        title=_title(cleaned),
        date=head.date or named,
        publisher=head.publisher,
        author=head.author,
    )


def _read_head(text: str) -> _Head:
    """Read date, outlet and author from the first lines, up to the first one that is a sentence."""
    head, position, seen = _Head(), 0, 0
    for line in text[:4000].split("\n"):
        start, position = position, position + len(line) + 1
        words = line.strip()
        if not words:
            continue
        seen += 1
        span = (start, start + len(line))
        if not head.date and (match := _DATE_LINE.fullmatch(words)) and (found := written_date(match["date"])):
            outlet = match["outlet"]
            outlet = outlet.strip() if outlet and not _NOT_OUTLET.fullmatch(outlet.strip()) else None
            head = head._replace(date=found, publisher=outlet, spans=(*head.spans, span))
        elif seen > 1 and not head.author and (match := _AUTHOR.fullmatch(words)):
            head = head._replace(author=match["name"], spans=(*head.spans, span))
        elif seen == _HEAD_LINES or len(words) > _TITLE or words.endswith((".", ".“", '."')):
            break
    return head


def _title(text: str) -> str | None:
    """Take the first line as the title where an empty line follows and it does not read like a sentence."""
    lines = blank_boilerplate(text[:4000]).lstrip("\n ").split("\n")
    first = lines[0].strip()
    if len(lines) < 3 or lines[1].strip() or not "".join(lines[1:]).strip():
        return None
    return None if not first or len(first) > _TITLE or first.endswith((".", ":", ",", ";", ".“", '."')) else first
