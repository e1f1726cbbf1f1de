"""A saved web page: trafilatura finds the article in it, htmldate the day of publication."""

from __future__ import annotations

import re
from datetime import date

from graph.errors import IngestError
from graph.ingest.dates import iso_date
from graph.ingest.document import make_document
from graph.ingest.normalise import clean, decode
from graph.model import Document

_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_LANGUAGE = re.compile(r"<html[^>]*?\slang\s*=\s*[\"']?([A-Za-z]{2})", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[-•]\s+)", re.MULTILINE)


def read_html(data: bytes, *, id: str, origin: str, named: date | None = None, url: str | None = None) -> Document:
    """Read the article of a web page; offsets are those of the article's own text, not of the page's source.

    Args:
        data: the page.
        id: name of the article.
        origin: name of the file.
        named: the date in the file's name, for a page that tells none.
        url: the address that the page was fetched from, where it is known.

    Raises:
        IngestError: the page holds no article.
    """
    from trafilatura import bare_extraction

    declared = _CHARSET.search(data[:4096])
    page = _DECLARATION.sub("", decode(data, origin, declared=declared[1].decode("ascii") if declared else None))
    found = bare_extraction(
        page.replace("\0", " "),
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"original_date": True, "extensive_search": True},
    )
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        raise IngestError(origin, "no article in the page", "save the article's own page, or its text as .txt")
    paragraphs = "\n\n".join(line for line in _BULLET.sub("", found.text or "").split("\n") if line.strip())
    language = _LANGUAGE.search(page[:4096])
    return make_document(
        id,
        clean(paragraphs)[0],
        origin,
        title=found.title,
        date=(iso_date(found.date) if found.date else None) or named,
        publisher=found.sitename,
        author=found.author,
        url=found.url or url,
        language=language[1] if language else None,
    )
