"""The concept scheme is whole, and each German word in it leads to one concept."""

from __future__ import annotations

from collections import defaultdict

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SKOS

from graph.namespaces import CON
from graph.resources import ontology_path


@pytest.fixture(scope="module")
def scheme() -> Graph:
    return Graph().parse(ontology_path("concepts.ttl"))


def test_there_are_at_least_70_concepts_all_in_one_scheme(scheme):
    concepts = set(scheme.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) >= 70
    assert concepts == set(scheme.subjects(SKOS.inScheme, URIRef(str(CON))))


@pytest.mark.parametrize(
    ("word", "concept"),
    [
        ("Waffenruhe", "ceasefire"),
        ("Waffenstillstand", "ceasefire"),
        ("Feuerpause", "ceasefire"),
        ("Kampfpause", "ceasefire"),
        ("Feuereinstellung", "ceasefire"),
        ("Blauhelme", "peacekeepers"),
        ("Waffenlieferungen", "arms-deliveries"),
        ("Nato-Beitritt", "nato-accession"),
        ("Gefangenenaustausch", "prisoner-exchange"),
        ("Gebietsabtretung", "territorial-concessions"),
        ("Hilfskorridor", "aid-corridor"),
        ("Urananreicherung", "nuclear-programme"),
        ("Geiselfreilassung", "hostage-release"),
        ("Flugverbotszone", "no-fly-zone"),
    ],
)
def test_a_german_word_leads_to_its_concept(scheme, word, concept):
    found = {
        s
        for p in (SKOS.prefLabel, SKOS.altLabel)
        for s, o in scheme.subject_objects(p)
        if o.language == "de" and str(o) == word
    }
    assert found == {CON[concept]}


def test_no_german_word_leads_to_two_concepts(scheme):
    owners = defaultdict(set)
    for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
        for concept, label in scheme.subject_objects(predicate):
            if label.language == "de":
                owners[str(label).lower()].add(concept)
    assert {word: found for word, found in owners.items() if len(found) > 1} == {}


def test_no_concept_has_a_word_twice(scheme):
    for concept in scheme.subjects(RDF.type, SKOS.Concept):
        labels = [o for p in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel) for o in scheme.objects(concept, p)]
        assert len(labels) == len(set(labels))


def test_broader_and_narrower_agree_and_have_no_circle(scheme):
    assert {(a, b) for a, b in scheme.subject_objects(SKOS.broader)} == {
        (b, a) for a, b in scheme.subject_objects(SKOS.narrower)
    }
    for concept in scheme.subjects(SKOS.broader):
        assert not list(scheme.transitive_objects(concept, SKOS.broader)).count(concept) > 1
    tops = {c for c in scheme.subjects(RDF.type, SKOS.Concept) if not list(scheme.objects(c, SKOS.broader))}
    assert tops == set(scheme.objects(URIRef(str(CON)), SKOS.hasTopConcept)) == set(scheme.subjects(SKOS.topConceptOf))


def test_notations_are_unique_and_follow_the_tree(scheme):
    notation = dict(scheme.subject_objects(SKOS.notation))
    assert len(set(notation.values())) == len(notation)
    for concept, parent in scheme.subject_objects(SKOS.broader):
        assert str(notation[concept]).rpartition(".")[0] == str(notation[parent])
