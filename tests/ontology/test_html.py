"""The HTML documentation shows the ontology as it is."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rdflib import Graph
from rdflib.namespace import OWL, RDF, SKOS

from graph.namespaces import DG
from graph.resources import ontology_path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "ontology.html"

pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="docs/ is not shipped with this copy")


def term_names() -> set[str]:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual)
    g = Graph().parse(ontology_path("vocabulary.ttl"))
    terms = {str(term) for kind in kinds for term in g.subjects(RDF.type, kind)}
    return {term.removeprefix(str(DG)) for term in terms if term.startswith(str(DG))}


def blocks() -> dict[str, str]:
    found = re.findall(r'<section class="term" id="([^"]+)">(.*?)</section>', PAGE.read_text("utf-8"), re.DOTALL)
    return dict(found)


def test_the_page_has_every_term_and_no_other():
    assert set(blocks()) == term_names(), "run: python scripts/ontology_docs.py"


def test_every_term_has_label_definition_and_example_in_both_languages():
    for name, text in blocks().items():
        for part in ("label", "definition", "example"):
            for language in ("de", "en"):
                assert f'<dd lang="{language}" class="{part}">' in text, f"{name}: {part} in {language}"


def test_the_page_says_of_each_concept_what_the_scheme_says():
    text = unescape(PAGE.read_text("utf-8"))
    g = Graph().parse(ontology_path("concepts.ttl"))
    for concept in g.subjects(RDF.type, SKOS.Concept):
        assert f"con:{str(concept).rpartition('/')[2]}<" in text, "run: python scripts/ontology_docs.py"


def test_the_diagram_holds_every_class_once_and_none_over_another():
    drawing = re.search(r"<svg.*?</svg>", PAGE.read_text("utf-8"), re.DOTALL)[0]
    root = ElementTree.fromstring(drawing)
    svg = "{http://www.w3.org/2000/svg}"
    names = [link.get("href").removeprefix("#") for link in root.iter(f"{svg}a")]
    found = Graph().parse(ontology_path("vocabulary.ttl")).subjects(RDF.type, OWL.Class)
    classes = [str(term).removeprefix(str(DG)) for term in found]
    assert sorted(names) == sorted(classes)
    boxes = [[float(box.get(key)) for key in ("x", "y", "width", "height")] for box in root.iter(f"{svg}rect")]
    for i, (x, y, width, height) in enumerate(boxes):
        for x2, y2, width2, height2 in boxes[:i]:
            apart = x + width <= x2 or x2 + width2 <= x or y + height <= y2 or y2 + height2 <= y
            assert apart, (names[i], x, y)


def test_the_page_is_what_the_script_writes():
    script = ROOT / "scripts" / "ontology_docs.py"
    if not script.exists():
        pytest.skip("scripts/ is not shipped with this copy")
    done = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
