"""How much a store holds, in a few numbers."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib.term import Node

from graph.store import Store

_PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX dg: <https://w3id.org/diplograph/ontology#>
"""
_ARTICLES = "SELECT (COUNT(DISTINCT ?article) AS ?n) WHERE { GRAPH ?g { ?article a dg:Article } }"
_CLAIMS = "SELECT (COUNT(DISTINCT ?claim) AS ?n) WHERE { GRAPH ?g { ?claim dg:relation ?relation } }"
_ACTORS = "SELECT (COUNT(DISTINCT ?actor) AS ?n) WHERE { GRAPH ?g { ?claim dg:subject ?actor } }"
# Articles without a date, or with what is none, would leave MIN and MAX without a value.
_DAYS = """SELECT (MIN(?day) AS ?first) (MAX(?day) AS ?last) WHERE {
    GRAPH ?g { ?article a dg:Article ; dcterms:date ?date }
    BIND(STR(?date) AS ?day)
    FILTER(REGEX(?day, "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"))
}"""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a store holds.

    Attributes:
        articles, claims, actors: how many; an actor is the subject of a claim.
        days: the first and the last day of publication, as ISO dates; None where no article has one.
    """

    articles: int
    claims: int
    actors: int
    days: tuple[str, str] | None


def summarise(store: Store) -> Summary:
    """Count articles, claims and actors of a store.

    Raises:
        StoreError: the store cannot be read.
    """
    articles, claims, actors = (
        _number(store.select(_PREFIXES + query).rows[0][0]) for query in (_ARTICLES, _CLAIMS, _ACTORS)
    )
    first, last = store.select(_PREFIXES + _DAYS).rows[0]
    days = (str(first), str(last)) if first is not None and last is not None else None
    return Summary(articles, claims, actors, days)


def _number(term: Node | None) -> int:
    return int(str(term)) if term is not None else 0
