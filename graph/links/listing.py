"""Lists the proposals of a store, and which wordings of which articles were taken for one and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from graph.gazetteer import Decision, name_key
from graph.ingest.durations import duration_words
from graph.store import Store

_PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX dg: <https://w3id.org/diplograph/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_MEMBERS = (
    _PREFIXES
    + """
SELECT DISTINCT ?whole ?label ?duration ?part ?wording ?id ?date WHERE {
    GRAPH ?links { ?part dg:mergedInto ?whole . ?whole skos:prefLabel ?label }
    OPTIONAL { GRAPH ?links { ?whole dg:duration ?duration } }
    GRAPH ?g { ?claim dg:object ?part . ?part skos:prefLabel ?wording . ?article a dg:Article ; dcterms:identifier ?id }
    OPTIONAL { GRAPH ?g { ?article dcterms:date ?date } }
}"""
)
_PROPOSERS = (
    _PREFIXES
    + """
SELECT DISTINCT ?whole ?proposer ?name WHERE {
    GRAPH ?links { ?whole dg:proposer ?proposer } GRAPH ?g { ?proposer skos:prefLabel ?name }
}"""
)
_REASONS = (
    _PREFIXES
    + """
SELECT ?part ?reason WHERE {
    GRAPH ?links { ?link a dg:SameProposal ; dg:links ?part ; dg:reason ?reason . ?part dg:mergedInto ?whole }
}"""
)
PROPOSAL_COLUMNS = ("proposal", "articles", "proposed by", "duration", "first", "last", "iri")
MERGE_COLUMNS = ("proposal", "wording", "article", "why", "decision", "iri")


def proposal_rows(store: Store, limit: int) -> list[list[str]]:
    """Give the proposals, those of most articles first: name, articles, proposers, duration, days, IRI."""
    makers: dict[str, dict[str, str]] = defaultdict(dict)
    for whole, proposer, name in sorted(_texts(store, _PROPOSERS)):
        makers[whole].setdefault(proposer, name)
    rows = []
    for whole, members in _ranked(store)[:limit]:
        _, label, duration, *_ = members[0]
        days = sorted(member[6] for member in members if member[6])
        length = duration_words(duration) if duration else ""
        by = ", ".join(sorted(makers[whole].values()))
        span = (days[0], days[-1]) if days else ("", "")
        rows.append([label, str(len({member[5] for member in members})), by, length, *span, whole])
    return rows


def merge_rows(store: Store, limit: int, decisions: Sequence[Decision]) -> list[list[str]]:
    """Give one row a wording of an article, with why it was taken for the proposal; "" for the first of each."""
    reasons = dict(sorted(_pairs(store, _REASONS)))
    rows = []
    for whole, members in _ranked(store)[:limit]:
        for _, label, _, part, wording, article, _ in members:
            decided = _decision((whole, part), (label, wording), decisions)
            rows.append([label, wording, article, reasons.get(part, ""), decided, part])
    return rows


def _ranked(store: Store) -> list[tuple[str, list[tuple[str, ...]]]]:
    """Give the rows of each proposal by day, the proposals with most articles first."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in sorted(_texts(store, _MEMBERS), key=lambda row: (row[6], row)):
        found[row[0]].append(row)
    return sorted(found.items(), key=lambda item: (-len({row[5] for row in item[1]}), item[1][0][1], item[0]))


def _decision(iris: tuple[str, str], names: tuple[str, str], decisions: Sequence[Decision]) -> str:
    """Give the decision that speaks of a wording, by name or IRI."""
    keys = {name_key(name) for name in names}
    for decision in decisions:
        if any(name in iris or name_key(name) in keys for name in (decision.a, decision.b)):
            return "same" if decision.same else "different"
    return ""


def _pairs(store: Store, query: str) -> list[tuple[str, str]]:
    return [(one, other) for one, other in _texts(store, query)]


def _texts(store: Store, query: str) -> list[tuple[str, ...]]:
    return [tuple("" if term is None else str(term) for term in row) for row in store.select(query)]
