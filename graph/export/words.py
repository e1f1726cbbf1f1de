"""Words of the views in German and English: those of the pages, and the names of relations and concepts."""

from __future__ import annotations

import json
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from rdflib import Graph
from rdflib.namespace import SKOS

from graph.namespaces import CON
from graph.rdf.relations import relations
from graph.resources import ontology_path

MESSAGES = Path(__file__).parent / "templates" / "messages.json"


class Words:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._messages: dict[str, str] = json.loads(MESSAGES.read_text("utf-8"))[language]

    def say(self, key: str) -> str:
        """Give a word or line of the pages."""
        return self._messages[key]

    def relation(self, name: str, negated: bool) -> str:
        """Give the name of a relation, with the remark that it is denied."""
        known = relations()[name]
        label = known.label_de if self.language == "de" else known.label_en
        return f"{label} ({self.say('denied')})" if negated else label

    def concept(self, name: str) -> str:
        """Give the name of a concept of the scheme."""
        labels = (
            label for label in self._scheme.objects(CON[name], SKOS.prefLabel) if _language(label) == self.language
        )
        return next((str(label) for label in sorted(labels, key=str)), name)

    def day(self, day: date) -> str:
        """Write a date with numbers."""
        return f"{day.day}.{day.month}.{day.year}" if self.language == "de" else day.isoformat()

    @cached_property
    def _scheme(self) -> Graph:
        return Graph().parse(ontology_path("concepts.ttl"), format="turtle")


def _language(label: Any) -> str | None:
    return getattr(label, "language", None)
