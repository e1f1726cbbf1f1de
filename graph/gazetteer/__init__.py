"""The gazetteer and the concept scheme as plain look-up tables, read once per process.

What the files hold is described in ontology/entities/README.md. A state and its government are one actor here: names
and metonyms of the government ("Kreml") lead to the state.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from graph.gazetteer.build import build_gazetteer
from graph.gazetteer.concepts import load_concepts
from graph.gazetteer.decisions import Decision, is_decisions, name_key, read_decisions
from graph.gazetteer.merges import why_merged
from graph.gazetteer.read import new_facts, read_csv, read_turtle
from graph.gazetteer.spelling import family_name, fold, is_particle, stem, variant_key, words_of
from graph.gazetteer.tables import ConceptScheme, Gazetteer, Name, Role, Tenure
from graph.resources import ontology_path

__all__ = [
    "ConceptScheme",
    "Decision",
    "Gazetteer",
    "Name",
    "Role",
    "Tenure",
    "family_name",
    "fold",
    "is_particle",
    "load_concepts",
    "load_gazetteer",
    "name_key",
    "read_decisions",
    "stem",
    "variant_key",
    "why_merged",
    "words_of",
]


def load_gazetteer(extra: Sequence[Path] = ()) -> Gazetteer:
    """Read the gazetteer and a user's own files.

    Args:
        extra: Turtle files as ours, or CSV files with a head line (label, class, other_labels, wikidata, adjective,
            metonym, gender; only label and class are needed, several values are parted by "|"), or CSV files of
            decisions (a, b, decision; see `graph.gazetteer.decisions`).

    Raises:
        OntologyError: a file is not there, is not Turtle or CSV, or lacks what an entity needs.
    """
    return _load(tuple(extra))


@lru_cache(maxsize=8)
def _load(extra: tuple[Path, ...]) -> Gazetteer:
    facts = new_facts()
    decisions: tuple[Decision, ...] = ()
    for path in sorted(ontology_path("entities").glob("*.ttl")):
        read_turtle(path, facts)
    for path in extra:
        if path.suffix.lower() == ".csv" and is_decisions(path):
            decisions += read_decisions(path)
        elif path.suffix.lower() == ".csv":
            read_csv(path, facts)
        else:
            read_turtle(path, facts)
    return build_gazetteer(facts, decisions)
