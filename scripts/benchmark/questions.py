"""What users would ask: every named question with values that the graph holds, the frequent ones more often."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from graph.query import Question, library
from graph.store import Store

T = TypeVar("T")

PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX dg: <https://w3id.org/diplograph/ontology#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
PUBLISHERS = (
    PREFIXES
    + """
SELECT ?name ?month (COUNT(DISTINCT ?claim) AS ?claims) (COUNT(DISTINCT ?source) AS ?speakers) WHERE {
    GRAPH ?g { ?claim dg:relation dg:rejects ; prov:wasDerivedFrom ?article . ?article dcterms:date ?date }
    OPTIONAL { GRAPH ?g { ?claim dg:source ?source } }
    OPTIONAL { GRAPH ?g { ?article dcterms:publisher ?publisher . ?publisher foaf:name ?name } }
    BIND(SUBSTR(STR(?date), 1, 7) AS ?month)
} GROUP BY ?name ?month ORDER BY ?name ?month
"""
)
"""A question of a user's own with OPTIONAL and GROUP BY, a pair that engines have stumbled over."""

_VALUES = {
    "actor": "GRAPH ?g { ?claim dg:subject ?value }",
    "speaker": "GRAPH ?g { ?claim dg:source ?value }",
    "proposal": "GRAPH ?g { ?value a dg:Proposal . ?claim dg:object ?value }",
    "concept": "GRAPH ?g { ?claim dg:object ?object . ?object dg:concept ?value }",
    "relation": "GRAPH ?g { ?claim dg:relation ?value }",
    "place": "GRAPH ?g { ?claim dg:place ?value }",
    "article": "GRAPH ?g { ?article dcterms:identifier ?value . ?claim prov:wasDerivedFrom ?article }",
    "name": "GRAPH ?g { ?claim dg:subject ?actor . ?actor skos:prefLabel ?value }",
    "coder": "GRAPH ?g { ?claim prov:wasGeneratedBy ?run . ?run prov:wasAssociatedWith ?person . ?person foaf:name ?value }",
}
_SAME = {"subject": "actor", "object": "proposal", "document": "article"}
_EDGES = "SELECT ?s ?p ?o (COUNT(?c) AS ?n) WHERE { GRAPH ?g { ?c dg:subject ?s ; dg:relation ?p ; dg:object ?o } }"
_DAYS = "SELECT ?article ?day WHERE { GRAPH ?g { ?article dcterms:date ?day } } ORDER BY ?day ?article"
_WINDOW = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a question.

    Attributes:
        question: its name in the table.
        text: the name or the SPARQL that is asked.
        params: its parameters.
        kind: "needed", "narrowed" by an optional parameter, or "whole" without any.
    """

    question: str
    text: str
    params: Mapping[str, str]
    kind: str


class Asker:
    """Draws the values of parameters from a graph, each as often as claims have it; the same for the same seed."""

    def __init__(self, store: Store, seed: int = 1) -> None:
        self._chance = Random(seed)
        self._known = {name: _counted(store, pattern) for name, pattern in _VALUES.items()}
        edges = store.select(f"{PREFIXES}{_EDGES} GROUP BY ?s ?p ?o ORDER BY ?s ?p ?o")
        self._edges = [((str(s), str(p), str(o)), int(str(n))) for s, p, o, n in edges]
        self._days = [date.fromisoformat(str(day)) for _, day in store.select(PREFIXES + _DAYS)]

    def calls(self, times: int, *, whole: bool, limit: int = 0) -> Iterator[Call]:
        """Give calls of every question: so many with what it needs, and so many with an optional parameter each.

        Args:
            times: how many of each kind.
            whole: ask the questions that need nothing once without parameters, too.
            limit: how many rows are asked for, where a question can be asked so; 0 for all.
        """
        for question in library():
            cut = {p.name: str(limit) for p in question.parameters if p.name == "limit" and limit}
            needs = any(parameter.required for parameter in question.parameters)
            optional = [
                p.name
                for p in question.parameters
                if not p.required and p.name != "limit" and self._known.get(_SAME.get(p.name, p.name), True)
            ]
            for _ in range(times if needs else 0):
                yield Call(question.name, question.name, self._needed(question) | cut, "needed")
            for number in range(times if optional else 0):
                params = self._needed(question) | self._optional(optional[number % len(optional)]) | cut
                yield Call(question.name, question.name, params, "narrowed")
            if whole and not needs:
                yield Call(question.name, question.name, cut, "whole")

    def _needed(self, question: Question) -> dict[str, str]:
        names = [parameter.name for parameter in question.parameters if parameter.required]
        if {"subject", "object"} <= set(names):
            subject, _, target = self._drawn(self._edges)
            return {"subject": subject, "object": target}
        return {name: self._value(name) for name in names}

    def _optional(self, name: str) -> dict[str, str]:
        if name in ("since", "until"):
            start = self._chance.choice(self._days)
            return {"since": start.isoformat(), "until": (start + _WINDOW).isoformat()}
        return {name: self._value(name)}

    def _value(self, name: str) -> str:
        if name == "minimum":
            return str(self._chance.choice((2, 5, 20)))
        if name == "only":
            return self._value("relation").rpartition("#")[2]
        value: str = self._drawn(self._known[_SAME.get(name, name)])
        return value.rpartition("#")[2] if name == "relation" else value

    def _drawn(self, known: Sequence[tuple[T, int]]) -> T:
        return self._chance.choices([value for value, _ in known], [number for _, number in known])[0]


def _counted(store: Store, pattern: str) -> list[tuple[str, int]]:
    query = f"SELECT ?value (COUNT(DISTINCT ?claim) AS ?n) WHERE {{ {pattern} }} GROUP BY ?value ORDER BY ?value"
    return [(str(value), int(str(number))) for value, number in store.select(PREFIXES + query)]
