"""The vocabulary is complete, documented in both languages, and the same in Turtle and in code."""

from __future__ import annotations

import json

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import BNode

from graph.model import Kind, Modality
from graph.namespaces import DG, ONTOLOGY
from graph.resources import ontology_path

TERM_TYPES = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual}


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    return Graph().parse(ontology_path("vocabulary.ttl"))


@pytest.fixture(scope="module")
def alignments() -> Graph:
    return Graph().parse(ontology_path("alignments.ttl"))


def own_terms(g: Graph) -> set[URIRef]:
    return {s for s, t in g.subject_objects(RDF.type) if t in TERM_TYPES and str(s).startswith(str(DG))}


def test_code_and_turtle_have_the_same_terms(vocabulary):
    in_turtle = {str(term).removeprefix(str(DG)) for term in own_terms(vocabulary)}
    in_code = {str(term).removeprefix(str(DG)) for term in dir(DG) if str(term).startswith(str(DG))} | {"from"}
    assert in_turtle == in_code


def test_every_term_has_label_definition_and_example_in_german_and_english(vocabulary):
    for term in own_terms(vocabulary):
        for predicate in (RDFS.label, SKOS.definition, SKOS.example):
            values = list(vocabulary.objects(term, predicate))
            assert sorted(v.language for v in values) == ["de", "en"], f"{term} {predicate}: give one in each language"
            assert all(str(v).strip() == str(v) != "" for v in values), f"{term} {predicate}: blanks around it"
        assert vocabulary.value(term, RDFS.isDefinedBy) == ONTOLOGY


def test_every_relation_has_a_claim_class_of_its_own(vocabulary):
    relations = set(vocabulary.subjects(RDF.type, DG.Relation))
    classes = set(vocabulary.objects(None, DG.claimClass))
    assert len(relations) == len(classes) == 29
    assert classes == set(vocabulary.subjects(RDFS.subClassOf, DG.Claim))


def test_domains_and_ranges_are_classes_that_exist(vocabulary):
    classes = set(vocabulary.subjects(RDF.type, OWL.Class))
    for predicate in (RDFS.domain, RDFS.range, RDFS.subClassOf, OWL.disjointWith):
        named = {o for o in vocabulary.objects(None, predicate) if str(o).startswith(str(DG))}
        assert named <= classes


def test_the_class_tree_has_no_circle(vocabulary):
    for term in vocabulary.subjects(RDF.type, OWL.Class):
        assert term not in set(vocabulary.transitive_objects(term, RDFS.subClassOf)) - {term}
        assert (term, RDFS.subClassOf, term) not in vocabulary


def test_every_kind_and_modality_of_the_code_is_a_term(vocabulary):
    for modality in Modality:
        assert (DG[modality.value], RDF.type, DG.Modality) in vocabulary
    for kind in set(Kind) - {Kind.OTHER}:
        assert (DG[kind.value.capitalize()], RDF.type, OWL.Class) in vocabulary


def test_no_property_is_of_two_kinds(vocabulary):
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    for term in own_terms(vocabulary):
        assert sum((term, RDF.type, kind) in vocabulary for kind in kinds) <= 1


def test_vocabulary_and_alignments_have_no_blank_nodes(vocabulary, alignments):
    for g in (vocabulary, alignments):
        assert not any(isinstance(term, BNode) for triple in g for term in triple)


def test_alignments_declare_our_terms_as_the_vocabulary_does_and_define_none(vocabulary, alignments):
    named = {t for triple in alignments for t in triple if isinstance(t, URIRef) and str(t).startswith(str(DG))}
    assert named == own_terms(alignments) <= own_terms(vocabulary)
    for term in named:
        assert set(alignments.objects(term, RDF.type)) <= set(vocabulary.objects(term, RDF.type))
        assert alignments.value(term, SKOS.definition) is None


def test_the_json_ld_context_covers_the_vocabulary_and_loses_nothing(vocabulary):
    context = json.loads(ontology_path("context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert {str(t).removeprefix(str(DG)) for t in own_terms(vocabulary)} - set(context) <= {
        "claimClass",
        "plover",
        "cameo",
        "names",
    }
    example = Graph().parse(ontology_path("examples", "claim.ttl"))
    again = Graph().parse(
        data=example.serialize(format="json-ld", context=context, auto_compact=True), format="json-ld"
    )
    assert isomorphic(example, again)


def test_a_claim_reads_plainly_in_json_ld():
    context = json.loads(ontology_path("context.jsonld").read_text(encoding="utf-8"))["@context"]
    claim = {
        "id": "https://example.org/c",
        "type": "Rejection",
        "relation": "rejects",
        "stance": -1,
        "modality": "asserted",
        "trigger": "lehnt ab",
    }
    g = Graph().parse(data=json.dumps({"@context": context, **claim}), format="json-ld")
    node = URIRef("https://example.org/c")
    assert set(g) == {
        (node, RDF.type, DG.Rejection),
        (node, DG.relation, DG.rejects),
        (node, DG.stance, Literal(-1)),
        (node, DG.modality, DG.asserted),
        (node, DG.trigger, Literal("lehnt ab")),
    }
