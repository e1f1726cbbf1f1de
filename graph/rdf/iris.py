"""Minting of IRIs and literals from text that nobody vouches for.

Everything minted lies below the user's base. Names that are safe stay readable, all others become hashes; the same
input gives the same IRI on every machine.
"""

from __future__ import annotations

import hashlib
import json
import re
from urllib.parse import urlsplit

from rdflib import Literal, URIRef

from graph.errors import GraphError

# The characters of RFC 3987 that need no escape; private-use ones and noncharacters are left out.
_UCS = "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef" + "".join(
    f"{chr(plane * 0x10000 + (0x1000 if plane == 14 else 0))}-{chr(plane * 0x10000 + 0xFFFD)}" for plane in range(1, 15)
)
_IRI = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#@!$&'()*+,;={_UCS}-]|%[0-9A-Fa-f]{{2}})+")
_READABLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*(?:/[A-Za-z0-9][A-Za-z0-9_.-]*)*")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_LONGEST_NAME = 120


def digest(*parts: str | int) -> str:
    """Give a hash of some values, 96 bits as 24 hexadecimal digits.

    Parts are kept apart, so ("ab", "c") and ("a", "bc") differ.
    """
    return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()[:24]


def is_iri(text: str) -> bool:
    """Tell whether a text is an absolute IRI that every RDF parser reads.

    >>> is_iri("https://example.org/a%20b"), is_iri("https://example.org/a b"), is_iri("a")
    (True, False, False)
    """
    return _IRI.fullmatch(text) is not None and text.count("#") < 2


def web_iri(text: str | None) -> URIRef | None:
    """Give a web address as an IRI, or None where it is not one (other scheme, no host, forbidden characters).

    >>> web_iri("javascript:alert(1)") is None
    True
    """
    if not text or not is_iri(text):
        return None
    try:
        parts = urlsplit(text)
        valid = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number
        return None
    return URIRef(text) if valid else None


def checked_base(base: str) -> str:
    """Give back the base of minted IRIs, once it is sure that names can be appended to it.

    Raises:
        GraphError: it is not an absolute IRI ending in "/".
    """
    if not is_iri(base) or not base.endswith("/") or "#" in base or "?" in base:
        raise GraphError(
            f"base {base!r}", "not an absolute IRI that ends in /", "give one like https://example.org/kg/"
        )
    return base


def article_iri(document_id: str, base: str) -> URIRef:
    """Mint the IRI of an article, which also names its graph.

    An id of plain letters, digits, "_", ".", "-" and "/" stays as it is, any other becomes a hash.

    Args:
        document_id: the document's id.
        base: start of all minted IRIs, ending in "/".
    """
    if _READABLE.fullmatch(document_id) and len(document_id) <= _LONGEST_NAME:
        return URIRef(f"{base}article/{document_id}")
    return URIRef(f"{base}article/-{digest(document_id)}")


def coding_iri(document_id: str, coder: str, base: str) -> URIRef:
    """Mint the name of the graph that holds what one person coded in one article."""
    name = f"{coder}/{document_id}"
    if _READABLE.fullmatch(name) and len(name) <= _LONGEST_NAME:
        return URIRef(f"{base}coding/{name}")
    return URIRef(f"{base}coding/-{digest(coder, document_id)}")


def minted_iri(kind: str, name: str, base: str) -> URIRef:
    """Mint the IRI of something with a name that is unique within its kind, e.g. ("claim", claim id).

    A plain name stays readable, any other becomes a hash.
    """
    safe = _READABLE.fullmatch(name) and "/" not in name and len(name) <= _LONGEST_NAME
    return URIRef(f"{base}{kind}/{name if safe else '-' + digest(name)}")


def claim_iri(claim_id: str, base: str) -> URIRef:
    """Mint the IRI of a claim from its id."""
    return minted_iri("claim", claim_id, base)


def entity_iri(iri: str, base: str) -> URIRef:
    """Give an entity's own IRI; one that is no IRI is replaced by a hash below the base."""
    return URIRef(iri) if is_iri(iri) else minted_iri("entity", iri, base)


def span_iri(article: URIRef, start: int, end: int) -> URIRef:
    """Name a stretch of an article by its characters, as RFC 5147 and NIF do.

    >>> str(span_iri(URIRef("https://example.org/a1"), 0, 83))
    'https://example.org/a1#char=0,83'
    """
    return URIRef(f"{article}#char={start},{end}")


def clean(text: str) -> str:
    """Replace what no serialisation can carry (NUL, controls, lone surrogates), character by character.

    The length stays, so offsets into the text hold.
    """
    return _NOT_XML.sub("\ufffd", text).replace("\r", "\n")


def plain(text: str) -> Literal:
    """Make a literal without language from any text."""
    return Literal(clean(text))


def spoken(text: str, language: str = "de") -> Literal:
    """Make a literal with a language tag; a tag that is none is left away."""
    tag = language.lower() if _LANGUAGE.fullmatch(language) else None
    return Literal(clean(text), lang=tag)
