"""The same RDF term as rdflib, pyoxigraph and N-Triples write it; illegal ones are refused here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import pyoxigraph
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import XSD
from rdflib.term import Node

from graph.errors import StoreError
from graph.store.base import Triple

OxTerm = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal
_STRING = str(XSD.string)


def to_oxigraph(term: Node) -> OxTerm:
    """Give pyoxigraph's form of an rdflib term.

    Raises:
        StoreError: the IRI, language tag or characters are not legal in RDF (spaces in an IRI, lone surrogates).
    """
    try:
        match term:
            case URIRef():
                return pyoxigraph.NamedNode(str(term))
            case Literal():
                datatype = pyoxigraph.NamedNode(str(term.datatype)) if term.datatype else None
                return pyoxigraph.Literal(str(term), language=term.language, datatype=datatype)
            case BNode():
                return pyoxigraph.BlankNode(str(term))
    except ValueError as error:
        raise StoreError(
            ascii(str(term)[:80]), f"not a legal RDF term ({error})", "mend the source of this text"
        ) from None
    raise StoreError(repr(term), "neither an IRI nor a literal nor a blank node")


def from_oxigraph(term: object) -> Node:
    """Give rdflib's form of a pyoxigraph term, with the lexical form kept as it is."""
    match term:
        case pyoxigraph.NamedNode():
            return _iri(term.value)
        case pyoxigraph.Literal():
            return _literal(term.value, term.language, term.datatype.value)
        case pyoxigraph.BlankNode():
            return BNode(term.value)
    raise StoreError(str(term), "a term of RDF 1.2, which the rest of diplograph cannot hold")


@lru_cache(maxsize=1 << 16)
def _iri(text: str) -> URIRef:
    """Give an IRI; answers name the same ones over and over, and rdflib checks each anew."""
    return URIRef(text)


@lru_cache(maxsize=1 << 16)
def _literal(text: str, language: str | None, datatype: str) -> Literal:
    """Give a literal; labels, days and numbers recur like IRIs, and rdflib reads the value of each."""
    if language:
        return Literal(text, lang=language)
    return Literal(text) if datatype == _STRING else Literal(text, datatype=_iri(datatype), normalize=False)


def sparql_term(term: Node) -> str:
    """Write a term so that it can stand in SPARQL and N-Triples alike; quotes and controls come escaped."""
    return str(to_oxigraph(term))


def sorted_triples(triples: Iterable[pyoxigraph.Triple | pyoxigraph.Quad]) -> list[Triple]:
    """Give pyoxigraph triples as rdflib terms, sorted by their N-Triples form, each once."""
    lines = {f"{t.subject} {t.predicate} {t.object}": t for t in triples}
    ordered = (lines[key] for key in sorted(lines))
    return [(from_oxigraph(t.subject), from_oxigraph(t.predicate), from_oxigraph(t.object)) for t in ordered]


def to_oxigraph_triple(triple: Triple) -> pyoxigraph.Triple:
    """Give pyoxigraph's form of a triple."""
    s, p, o = (to_oxigraph(term) for term in triple)
    if isinstance(s, pyoxigraph.Literal) or not isinstance(p, pyoxigraph.NamedNode):
        raise StoreError(ascii(f"{s} {p}"[:80]), "a subject cannot be a literal, and a predicate must be an IRI")
    return pyoxigraph.Triple(s, p, o)
