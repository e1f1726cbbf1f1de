"""Make a `Document` of an article's text and what is known about it, the same way for every format."""

from __future__ import annotations

import unicodedata
from datetime import date

from graph.errors import IngestError
from graph.ingest.boilerplate import blank_boilerplate
from graph.ingest.normalise import OffsetMap, clean
from graph.model import Document

MAX_BYTES = 20_000_000
_MAX_ID = 300


def make_document(
    id: str,
    text: str,
    origin: str,
    *,
    offset_map: OffsetMap = (),
    title: str | None = None,
    date: date | None = None,
    publisher: str | None = None,
    author: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Document:
    """Put a document together from a cleaned text; a title that is not its beginning becomes its first paragraph.

    Args:
        id: the article's name, still to be made unique among those read together.
        text: the article, already cleaned.
        origin: where it was read from, for messages.
        offset_map: the way back from `text` to the original.
        title: the headline, if it is known.
        date: the day of publication.
        publisher: the outlet.
        author: the byline's name.
        url: the page's address.
        language: two-letter code; German where it is not told.

    Raises:
        IngestError: there is no article, or it is too long.
    """
    text = blank_boilerplate(text)
    if not text.strip():
        raise IngestError(origin, "no text in it", "leave it out")
    title = one_line(title)
    if title and not " ".join(text[: 2 * len(title) + 200].split()).casefold().startswith(title.casefold()):
        head = f"{title}\n\n"
        text = head + text
        offset_map = ((0, -len(head)), *((cleaned + len(head), original) for cleaned, original in offset_map))
    if len(text.encode("utf-8")) > MAX_BYTES:
        raise IngestError(origin, "the article is longer than 20 MB", "split it")
    return Document(
        id=_plain_id(id, origin),
        text=text,
        title=title,
        date=date,
        publisher=one_line(publisher),
        author=one_line(author),
        url=one_line(url),
        language=(language or "de").strip().lower()[:2] or "de",
        origin=origin,
        offset_map=offset_map,
    )


def one_line(value: str | None) -> str | None:
    """Clean a short field of its line breaks and odd characters; None where nothing is left of it."""
    return (" ".join(clean(value)[0].split()) or None) if value else None


def _plain_id(id: str, origin: str) -> str:
    """Bring an id to NFC, without control characters and without spaces at its ends."""
    plain = unicodedata.normalize("NFC", one_line(id.encode("utf-8", "replace").decode("utf-8")) or "")
    if not plain or len(plain) > _MAX_ID:
        raise IngestError(origin, "the article's id is empty or longer than 300 characters", "give it a short name")
    return plain
