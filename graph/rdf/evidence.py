"""Where in the text a claim stands: sentences with their selectors, as Web Annotation has them."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, XSD
from rdflib.term import Node

from graph.model import Document, Sentence
from graph.namespaces import DG, OA
from graph.rdf.iris import plain, span_iri

Triple = tuple[Node, Node, Node]

_CONTEXT = 32  # characters of prefix and suffix, enough to find the sentence again in a changed text


def whole(number: int) -> Literal:
    """Make a literal of a count of characters or the like.

    Not the narrower xsd:nonNegativeInteger: Oxigraph gives it back as xsd:integer, and the data would differ.
    """
    return Literal(str(number), datatype=XSD.integer)


def sentence_triples(sentence: Sentence, document: Document, article: URIRef) -> Iterator[Triple]:
    """Describe a sentence of an article by its offsets and by its words with some context.

    Args:
        sentence: the sentence; its offsets count code points of the document's text.
        document: the article's text.
        article: IRI of the article.

    Yields:
        The sentence's triples, shared by all claims that stand in it.
    """
    node = span_iri(article, sentence.start, sentence.end)
    position = URIRef(f"{node}&by=position")
    quote = URIRef(f"{node}&by=quote")
    text = document.text
    yield node, RDF.type, DG.Sentence
    yield node, RDF.type, OA.SpecificResource
    yield node, OA.hasSource, article
    yield node, OA.hasSelector, position
    yield node, OA.hasSelector, quote
    yield position, RDF.type, OA.TextPositionSelector
    yield position, OA.start, whole(sentence.start)
    yield position, OA.end, whole(sentence.end)
    yield quote, RDF.type, OA.TextQuoteSelector
    yield quote, OA.exact, plain(text[sentence.start : sentence.end])
    yield quote, OA.prefix, _context(text[max(0, sentence.start - _CONTEXT) : sentence.start])
    yield quote, OA.suffix, _context(text[sentence.end : sentence.end + _CONTEXT])


def _context(text: str) -> Literal:
    """Give the text around a sentence, "" where it is only blanks: RDF4J loses those in RDF/XML."""
    return plain("" if text.isspace() else text)
