"""Articles, runs and data sets describe themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, FOAF, PROV, RDF, VOID

from graph.model import Run
from graph.namespaces import DG
from graph.rdf import dataset_iri, dataset_triples, ontology_version, relations
from graph.rdf.provenance import article_triples, run_iri, text_digest
from graph.store.validate import validate

BASE = "https://example.org/kg/"
RUN = Run("0.1.0", "0.1.0", "de_news", "0.3.0")


@pytest.mark.parametrize("field", ["software", "ontology", "model", "model_version"])
def test_another_version_of_anything_is_another_run(field):
    assert run_iri(RUN, BASE) == run_iri(replace(RUN), BASE)
    assert run_iri(replace(RUN, **{field: "9"}), BASE) != run_iri(RUN, BASE)


def test_an_address_that_is_none_leaves_the_article_without_one(document):
    g = Graph()
    for triple in article_triples(replace(document, url="javascript:alert(1)"), RUN, BASE):
        g.add(triple)
    assert not list(g.objects(None, DCTERMS.source))
    assert list(g.objects(None, DCTERMS.title))


def test_a_publisher_of_any_name_gets_an_iri(document):
    g = Graph()
    for triple in article_triples(replace(document, publisher='Blatt "für" <alle>'), RUN, BASE):
        g.add(triple)
    publisher = g.value(None, RDF.type, FOAF.Agent)
    assert str(publisher).startswith(f"{BASE}publisher/-")
    assert str(g.value(publisher, FOAF.name)) == 'Blatt "für" <alle>'


def test_another_text_has_another_digest():
    assert text_digest("a") == "sha256:ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    assert text_digest("a") != text_digest("b") != text_digest("\ud800")


def test_a_data_set_counts_its_claims_by_class():
    g = Graph()
    for triple in dataset_triples(
        BASE,
        triples=900,
        entities=40,
        articles=3,
        claims={"rejects": 7, "demands": 2, "unknown": 1},
        runs=[run_iri(RUN, BASE)],
        days=("2025-03-01", "2025-03-19"),
    ):
        g.add(triple)
    node = dataset_iri(BASE)
    parts = {
        g.value(part, VOID["class"]): g.value(part, VOID.entities).toPython()
        for part in g.objects(node, VOID.classPartition)
    }
    assert parts == {DG.Rejection: 7, DG.Demand: 2}
    assert g.value(node, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert g.value(node, VOID.triples).toPython() == 900
    assert g.value(node, PROV.wasGeneratedBy) == run_iri(RUN, BASE)
    assert str(g.value(g.value(node, DCTERMS.temporal), URIRef("http://www.w3.org/ns/dcat#endDate"))) == "2025-03-19"
    assert validate(g).lines() == []


def test_the_relation_table_has_29_relations_each_with_its_own_class():
    assert len(relations()) == len({r.claim_class for r in relations().values()}) == 29
    assert {r.stance for r in relations().values()} == {-1, 0, 1}
    assert ontology_version() == "0.1.0"
