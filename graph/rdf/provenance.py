"""Where claims come from: the article and the run; and the description of a whole data set."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from rdflib import Literal, URIRef
from rdflib.namespace import DC, DCAT, DCTERMS, FOAF, PROV, RDF, RDFS, SKOS, VOID, XSD

from graph.model import Document, Run
from graph.namespaces import DG, OA, ONTOLOGY
from graph.rdf.evidence import Triple, whole
from graph.rdf.iris import article_iri, clean, digest, minted_iri, plain, spoken, web_iri
from graph.rdf.relations import relations

PROJECT = URIRef("https://w3id.org/diplograph")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_WORDS = {
    "de": (
        "Aussagen aus deutschen Nachrichten",
        "Wer nimmt welche Haltung zu welchem Vorschlag, welcher Bedingung, welchem Akteur oder Ort ein, wer sagt es, "
        "wann, und in welchem Satz.",
        "Zitierte Sätze bleiben bei ihren Verlagen.",
    ),
    "en": (
        "Claims extracted from German news",
        "Who takes which stance or act towards which proposal, condition, actor or place, who says so, when, and in "
        "which sentence.",
        "Quoted sentences remain with their publishers.",
    ),
}


def text_digest(text: str) -> str:
    """Give the SHA-256 of an article's cleaned text, by which a changed article is known."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def run_iri(run: Run, base: str) -> URIRef:
    """Mint the IRI of a run from its versions; it bears no time, so that the same input gives the same bytes."""
    parts = (run.software, run.ontology, run.model, run.model_version, *((run.coder,) if run.coder else ()))
    return URIRef(f"{base}run/{digest(*parts)}")


def run_triples(run: Run, base: str) -> Iterator[Triple]:
    """Describe a run: package, ontology and model with their versions; for what a person coded, the person, too."""
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
    if run.coder:
        coder = minted_iri("coder", clean(run.coder), base)
        yield node, PROV.wasAssociatedWith, coder
        yield coder, RDF.type, FOAF.Agent
        yield coder, FOAF.name, plain(run.coder)


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


def dataset_iri(base: str) -> URIRef:
    """Name the data set of all articles below a base, and the graph that describes it."""
    return URIRef(f"{base}dataset")


def dataset_triples(
    base: str,
    *,
    triples: int,
    entities: int,
    articles: int,
    claims: Mapping[str, int],
    runs: Sequence[URIRef] = (),
    days: tuple[str, str] | None = None,
    licence: str = LICENCE,
) -> Iterator[Triple]:
    """Describe a whole data set in VoID and DCAT.

    Args:
        base: base of the minted IRIs; the data set's own IRI is "dataset" below it.
        triples, entities, articles: how many there are.
        claims: number of claims by relation name.
        runs: IRIs of the runs that made them.
        days: the first and the last day of publication, as ISO dates.
        licence: IRI of the licence of the claims; quoted sentences stay their publishers'.
    """
    node = dataset_iri(base)
    yield node, RDF.type, VOID.Dataset
    yield node, RDF.type, DCAT.Dataset
    for language, (title, description, rights) in _WORDS.items():
        yield node, DCTERMS.title, spoken(title, language)
        yield node, DCTERMS.description, spoken(description, language)
        yield node, DCTERMS.rights, spoken(rights, language)
    yield node, DCTERMS.license, web_iri(licence) or URIRef(LICENCE)
    yield node, DCTERMS.conformsTo, ONTOLOGY
    for vocabulary in (DG, OA, PROV, SKOS):
        yield node, VOID.vocabulary, URIRef(str(vocabulary))
    yield node, VOID.uriSpace, plain(base)
    yield node, VOID.triples, whole(triples)
    yield node, VOID.entities, whole(entities)
    yield node, VOID.documents, whole(articles)
    for run in runs:
        yield node, PROV.wasGeneratedBy, run
    if days is not None:
        period = URIRef(f"{node}/period")
        yield node, DCTERMS.temporal, period
        yield period, RDF.type, DCTERMS.PeriodOfTime
        yield period, DCAT.startDate, Literal(days[0], datatype=XSD.date)
        yield period, DCAT.endDate, Literal(days[1], datatype=XSD.date)
    for name in sorted(claims.keys() & relations().keys()):
        part = URIRef(f"{node}/{name}")
        yield node, VOID.classPartition, part
        yield part, RDF.type, VOID.Dataset
        yield part, VOID["class"], relations()[name].claim_class
        yield part, VOID.entities, whole(claims[name])
