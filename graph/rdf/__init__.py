"""Claims as RDF: one named graph an article, no blank nodes, the same bytes for the same input."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import URIRef
from rdflib.namespace import OWL, SKOS
from rdflib.term import Node

from graph.model import Extraction, Run
from graph.namespaces import DG, ontology_version
from graph.rdf.claims import attribution_triples, claim_triples, entity_triples, participants
from graph.rdf.evidence import Triple, sentence_triples
from graph.rdf.iris import article_iri, checked_base, coding_iri
from graph.rdf.provenance import article_triples, dataset_iri, dataset_triples, run_triples
from graph.rdf.relations import Relation, relations
from graph.rdf.times import time_triples

__all__ = [
    "Quad",
    "Relation",
    "article_iri",
    "article_quads",
    "coding_iri",
    "dataset_iri",
    "dataset_triples",
    "ontology_version",
    "relations",
]

Quad = tuple[Node, Node, Node, URIRef]

# An entity has one of these; where mentions disagree, the first in the text wins.
_SINGLE = {SKOS.prefLabel, OWL.sameAs, DG.concept, DG.text}


def article_quads(extraction: Extraction, run: Run, *, base: str, graph: URIRef | None = None) -> Iterator[Quad]:
    """Give the quads of one article's graph, which bears the article's IRI.

    Args:
        extraction: what was found in the article.
        run: the versions that found it.
        base: start of all minted IRIs, ending in "/".
        graph: name of the graph where it is not the article's (codings by people).

    Yields:
        Each quad once: article, run, claims, sentences, chains of speakers, times, entities.

    Raises:
        GraphError: the base is no IRI, or a claim's relation is not in the ontology.
    """
    name = graph or article_iri(extraction.document.id, checked_base(base))
    for triple in dict.fromkeys(_triples(extraction, run, base)):
        yield (*triple, name)


def _triples(extraction: Extraction, run: Run, base: str) -> Iterator[Triple]:
    claims = extraction.claims
    yield from article_triples(extraction.document, run, base)
    yield from run_triples(run, base)
    for claim in claims:
        yield from claim_triples(claim, run, base)
    article = article_iri(extraction.document.id, base)
    for claim in claims:
        yield from sentence_triples(claim.sentence, extraction.document, article)
    for claim in claims:
        yield from attribution_triples(claim, base)
    for claim in claims:
        if claim.time is not None:
            yield from time_triples(claim.time, base)
    seen: set[tuple[Node, Node]] = set()
    for claim in claims:
        for participant in participants(claim):
            for subject, predicate, value in entity_triples(participant, base):
                if predicate in _SINGLE:
                    if (subject, predicate) in seen:
                        continue
                    seen.add((subject, predicate))
                yield subject, predicate, value
