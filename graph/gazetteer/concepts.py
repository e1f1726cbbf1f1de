"""Reads ontology/concepts.ttl: what proposals and conditions are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from graph.gazetteer.read import DG, SKOS, TYPE, Facts, first, new_facts, read_turtle
from graph.gazetteer.spelling import stem, words_of
from graph.gazetteer.tables import ConceptScheme
from graph.resources import ontology_path

_CON = "https://w3id.org/diplograph/concept/"


@lru_cache(maxsize=1)
def load_concepts() -> ConceptScheme:
    """Read the concept scheme of what proposals and conditions are about.

    Raises:
        OntologyError: the scheme is missing or is not Turtle.
    """
    facts: Facts = new_facts()
    read_turtle(ontology_path("concepts.ttl"), facts)
    labels: dict[str, str] = {}
    words: dict[str, str] = {}
    heads: dict[str, str] = {}
    broader: dict[str, str] = {}
    for iri, entry in facts.items():
        if not iri.startswith(_CON) or SKOS + "Concept" not in entry.get(TYPE, ()):
            continue
        name = iri.removeprefix(_CON)
        labels[name] = first(entry, SKOS + "prefLabel") or name
        if parent := first(entry, SKOS + "broader"):
            broader[name] = parent.removeprefix(_CON)
        for label in _concept_labels(entry):
            words.setdefault(" ".join(stem(w) for w in words_of(label)), name)
            if " " not in label:
                heads.setdefault(label.lower(), name)
        for head in entry.get(DG + "compoundHead", ()):
            heads.setdefault(head.lower(), name)
    return ConceptScheme(labels=labels, words=words, heads=heads, broader=broader)


def _concept_labels(entry: Mapping[str, list[str]]) -> Iterable[str]:
    for prop in ("prefLabel", "altLabel", "hiddenLabel"):
        yield from entry.get(SKOS + prop, ())
