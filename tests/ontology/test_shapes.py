"""Examples keep to the shapes, invalid ones break the one that they name, and our own files keep to them too."""

from __future__ import annotations

import pytest
from rdflib import Graph
from rdflib.namespace import OWL, RDF, RDFS, SH

from graph.namespaces import DG
from graph.resources import ontology_path
from graph.store.validate import validate

ALL_SHAPES = ("claims", "documents", "entities", "lexicon", "vocabulary")
EXAMPLES = sorted(ontology_path("examples").glob("*.ttl"))
VALID = [path for path in EXAMPLES if not path.name.endswith(".invalid.ttl")]
INVALID = [path for path in EXAMPLES if path.name.endswith(".invalid.ttl")]


@pytest.mark.parametrize("path", VALID, ids=lambda p: p.stem)
def test_an_example_keeps_to_all_shapes(path):
    assert validate(Graph().parse(path), shapes=ALL_SHAPES).lines() == []


@pytest.mark.parametrize("path", INVALID, ids=lambda p: p.stem)
def test_an_invalid_example_breaks_the_shape_that_its_first_line_names(path):
    named = path.read_text(encoding="utf-8").split("shape:", 1)[1].split()[0]
    broken = {finding.shape.rpartition("#")[2] for finding in validate(Graph().parse(path), shapes=ALL_SHAPES).findings}
    assert named in broken
    assert path.with_name(path.name.replace(".invalid", "")) in VALID


def test_every_class_has_an_example():
    vocabulary = Graph().parse(ontology_path("vocabulary.ttl"))
    shown = {o for path in VALID for o in Graph().parse(path).objects(None, RDF.type)}
    values = {
        DG.Claim,
        DG.Polarity,
        DG.Modality,
    }  # claims have a class below; the members of the others stand in the vocabulary
    assert set(vocabulary.subjects(RDF.type, OWL.Class)) - shown == values


def test_every_property_shape_says_what_must_be_the_case():
    for name in ALL_SHAPES:
        g = Graph().parse(ontology_path("shapes", f"{name}.ttl"))
        for shape in g.subjects(RDF.type, SH.PropertyShape):
            assert g.value(shape, SH.message) is not None, shape
        for shape in g.subjects(RDF.type, SH.NodeShape):
            assert {x.language for x in g.objects(shape, RDFS.label)} == {"de", "en"}, shape


@pytest.mark.parametrize("files", [("vocabulary.ttl",), ("concepts.ttl",)], ids=["vocabulary", "concepts"])
def test_vocabulary_and_concepts_keep_to_their_shapes(files):
    g = Graph()
    for name in files:
        g.parse(ontology_path(name))
    assert validate(g, shapes=("vocabulary",)).lines() == []


def test_every_check_names_a_focus_and_a_message():
    paths = sorted(ontology_path("checks").iterdir())
    assert paths
    for path in paths:
        assert path.name.endswith("-violation.rq")
        text = path.read_text(encoding="utf-8")
        assert text.startswith("# ")
        assert "SELECT ?focus ?value" in text
        assert "AS ?message" in text
