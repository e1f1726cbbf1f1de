"""The relation table of the ontology: which class a relation's claims have and which stance it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS

from graph.errors import OntologyError
from graph.namespaces import DG, vocabulary


@dataclass(frozen=True, slots=True)
class Relation:
    """One of the ontology's relations.

    Attributes:
        name: its local name, e.g. "rejects".
        iri: the property.
        claim_class: class of the claims that have it.
        stance: of the subject towards the object where nothing is negated: -1, 0 or 1.
        label_de, label_en: its names for people.
    """

    name: str
    iri: URIRef
    claim_class: URIRef
    stance: int
    label_de: str
    label_en: str


@cache
def relations() -> Mapping[str, Relation]:
    """Give the relations by local name, in alphabetical order, read once from ontology/vocabulary.ttl.

    Raises:
        OntologyError: the vocabulary lacks a relation's class, stance or label.
    """
    g = vocabulary()
    return MappingProxyType({str(r).rpartition("#")[2]: _relation(g, r) for r in sorted(_properties(g))})


def _properties(g: Graph) -> list[URIRef]:
    return [subject for subject in g.subjects(RDF.type, DG.Relation) if isinstance(subject, URIRef)]


def _relation(g: Graph, iri: URIRef) -> Relation:
    claim_class = g.value(iri, DG.claimClass)
    stance = g.value(iri, DG.stance)
    labels = {x.language: str(x) for x in g.objects(iri, RDFS.label) if isinstance(x, Literal)}
    if not isinstance(claim_class, URIRef) or not isinstance(stance, Literal) or not {"de", "en"} <= labels.keys():
        raise OntologyError(
            f"ontology/vocabulary.ttl, {iri}", "class, stance or label is missing", "complete the relation"
        )
    name = str(iri).rpartition("#")[2]
    return Relation(name, iri, claim_class, int(stance.value), labels["de"], labels["en"])
