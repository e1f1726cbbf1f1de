"""Content negotiation: which syntax an answer is written in."""

from __future__ import annotations

RESULTS = {  # media type -> syntax, in our order of preference
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
TRIPLES = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
    "application/xml": "rdfxml",
}


def offers(form: str) -> dict[str, str]:
    """Give the media types that suit a form of query."""
    return RESULTS if form in ("SELECT", "ASK") else TRIPLES


def negotiate(accept: str, form: str) -> str | None:
    """Choose the media type of an answer.

    Args:
        accept: the request's Accept header; empty accepts all.
        form: SELECT, ASK, CONSTRUCT or DESCRIBE.

    Returns:
        The acceptable type of the highest quality, ours first among equals; None where none is acceptable.

    >>> negotiate("text/csv;q=0.5, text/*", "SELECT")
    'text/xml'
    >>> negotiate("image/png", "ASK")
    """
    ranges = _ranges(accept) or {"*/*": 1.0}
    weighed = {media: _quality(media, ranges) for media in offers(form)}
    best = max(weighed, key=lambda media: weighed[media])
    return best if weighed[best] > 0 else None


def _ranges(accept: str) -> dict[str, float]:
    ranges = {}
    for entry in accept.split(","):
        media, *parameters = (part.strip().lower() for part in entry.split(";"))
        if media:
            ranges[media] = next((_number(p[2:]) for p in parameters if p.startswith("q=")), 1.0)
    return ranges


def _number(text: str) -> float:
    """Read a quality value; one that is no number between 0 and 1 refuses the type."""
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 0 <= value <= 1 else 0.0


def _quality(media: str, ranges: dict[str, float]) -> float:
    """Give the quality of the narrowest range that holds a media type."""
    kind = media.partition("/")[0]
    return next((ranges[name] for name in (media, f"{kind}/*", "*/*") if name in ranges), 0.0)
