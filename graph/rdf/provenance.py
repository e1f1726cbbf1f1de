"""Where claims come from: the article and the run; and the description of a whole data set."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from rdflib import Literal, URIRef
from rdflib.namespace import DC, DCAT, DCTERMS, FOAF, PROV, RDF, RDFS, SKOS, VOID, XSD

from graph.model import Document, Run
from graph.namespaces import DG, ONTOLOGY
from graph.rdf.evidence import Triple, whole
from graph.rdf.iris import article_iri, clean, digest, minted_iri, plain, spoken, web_iri
from graph.rdf.relations import relations

PROJECT = URIRef("https://w3id.org/diplograph")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def text_digest(text: str) -> str:
    """Give the SHA-256 of an article's cleaned text, by which a changed article is known."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def run_iri(run: Run, base: str) -> URIRef:
    """Mint the IRI of a run from its versions; it bears no time, so that the same input gives the same bytes."""
    return URIRef(f"{base}run/{digest(run.software, run.ontology, run.model, run.model_version)}")


def run_triples(run: Run, base: str) -> Iterator[Triple]:
    """Describe a run: package, ontology and model with their versions."""
    node = run_iri(run, base)
    label = f"diplograph {run.software}, ontology {run.ontology}, {run.model} {run.model_version}"
    yield node, RDF.type, DG.Run
    yield node, RDF.type, PROV.Activity
    yield node, RDFS.label, plain(label)
    yield node, DG.softwareVersion, plain(run.software)
    yield node, DG.ontologyVersion, plain(run.ontology)
    yield node, DG.model, plain(run.model)
    yield node, DG.modelVersion, plain(run.model_version)
    yield node, PROV.wasAssociatedWith, PROJECT


def article_triples(document: Document, run: Run, base: str) -> Iterator[Triple]:
    """Describe an article: what is known of it, a hash of its text, and the run that read it."""
    article = article_iri(document.id, base)
    yield article, RDF.type, DG.Article
    yield article, DCTERMS.identifier, plain(document.id)
    if document.title:
        yield article, DCTERMS.title, spoken(document.title, document.language)
    if document.date:
        yield article, DCTERMS.date, Literal(document.date.isoformat(), datatype=XSD.date)
    if document.publisher:
        publisher = minted_iri("publisher", clean(document.publisher), base)
        yield article, DCTERMS.publisher, publisher
        yield publisher, RDF.type, FOAF.Agent
        yield publisher, FOAF.name, plain(document.publisher)
    if document.author:
        yield article, DC.creator, plain(document.author)
    if document.language:
        yield article, DCTERMS.language, plain(document.language)
    address = web_iri(document.url)
    if address is not None:
        yield article, DCTERMS.source, address
    yield article, DG.digest, plain(text_digest(document.text))
    yield run_iri(run, base), PROV.used, article


def dataset_triples(
    base: str,
    *,
    triples: int,
    entities: int,
    articles: int,
    claims: Mapping[str, int],
    run: Run | None = None,
    title: str = "Claims extracted from German news",
    licence: str = LICENCE,
) -> Iterator[Triple]:
    """Describe a whole data set in VoID and DCAT.

    Args:
        base: base of the minted IRIs; the data set's own IRI is "dataset" below it.
        triples, entities, articles: how many there are.
        claims: number of claims by relation name.
        run: what made them, where it is one run.
        title: name of the data set.
        licence: IRI of the licence of the claims; quoted sentences stay their publishers'.
    """
    node = URIRef(f"{base}dataset")
    yield node, RDF.type, VOID.Dataset
    yield node, RDF.type, DCAT.Dataset
    yield node, DCTERMS.title, spoken(title, "en")
    yield node, DCTERMS.license, web_iri(licence) or URIRef(LICENCE)
    yield node, DCTERMS.rights, spoken("Quoted sentences remain with their publishers.", "en")
    yield node, DCTERMS.conformsTo, ONTOLOGY
    yield node, VOID.vocabulary, URIRef(str(DG))
    yield node, VOID.vocabulary, URIRef(str(PROV))
    yield node, VOID.vocabulary, URIRef(str(SKOS))
    yield node, VOID.uriSpace, plain(base)
    yield node, VOID.triples, whole(triples)
    yield node, VOID.entities, whole(entities)
    yield node, VOID.documents, whole(articles)
    if run is not None:
        yield node, PROV.wasGeneratedBy, run_iri(run, base)
    for name in sorted(claims.keys() & relations().keys()):
        part = URIRef(f"{base}dataset/{name}")
        yield node, VOID.classPartition, part
        yield part, VOID["class"], relations()[name].claim_class
        yield part, VOID.entities, whole(claims[name])
