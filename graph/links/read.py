"""Reads from a store what links between articles are made of.

A store may hold the graphs of others too. What has not the shape that the ontology gives it is passed over: it has no links.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from rdflib import URIRef
from rdflib.term import Node

from graph.ingest.durations import is_duration
from graph.model import Terms
from graph.namespaces import CON, DG
from graph.rdf.times import day_of
from graph.store import Store

_PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX dg: <https://w3id.org/diplograph/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
# The sub-SELECTs with a limit are joined as wholes, which takes a fraction of the time of looking up each claim.
_CLAIMS = (
    _PREFIXES
    + """
SELECT ?article ?date ?node ?label ?concept ?claim ?subject ?name ?relation ?stance ?modality ?polarity ?source ?day
WHERE {
    { SELECT ?article ?node WHERE { GRAPH ?article { ?node a dg:Proposal } } LIMIT 100000000 }
    { SELECT ?article ?node ?concept WHERE { GRAPH ?article { ?node dg:concept ?concept } } LIMIT 100000000 }
    { SELECT ?article ?claim ?node WHERE { GRAPH ?article { ?claim dg:object ?node } } LIMIT 100000000 }
    { SELECT ?article ?claim ?subject WHERE { GRAPH ?article { ?claim dg:subject ?subject } } LIMIT 100000000 }
    { SELECT ?article ?claim ?relation WHERE { GRAPH ?article { ?claim dg:relation ?relation } } LIMIT 100000000 }
    { SELECT ?article ?claim ?stance WHERE { GRAPH ?article { ?claim dg:stance ?stance } } LIMIT 100000000 }
    { SELECT ?article ?claim ?modality WHERE { GRAPH ?article { ?claim dg:modality ?modality } } LIMIT 100000000 }
    { SELECT ?article ?claim ?polarity WHERE { GRAPH ?article { ?claim dg:polarity ?polarity } } LIMIT 100000000 }
    GRAPH ?article { ?article a dg:Article . ?node skos:prefLabel ?label . ?subject skos:prefLabel ?name }
    OPTIONAL { GRAPH ?article { ?article dcterms:date ?date } }
    OPTIONAL { GRAPH ?article { ?claim dg:source ?source } }
    OPTIONAL { GRAPH ?article { ?claim dg:time ?time . ?time dg:earliest ?day } }
}"""
)
_TERMS = (
    _PREFIXES
    + """
SELECT ?node ?property ?value WHERE {
    VALUES ?property { dg:duration dg:scope dg:about dg:process }
    GRAPH ?article { ?article a dg:Article . ?node a dg:Proposal ; ?property ?value }
}"""
)
_CONDITIONS = (
    _PREFIXES
    + """
SELECT DISTINCT ?condition ?node WHERE {
    { SELECT ?article ?claim ?condition WHERE { GRAPH ?article { ?claim dg:condition ?condition } } LIMIT 100000000 }
    GRAPH ?article { ?claim dg:object ?node . ?node a dg:Proposal ; dg:concept ?concept }
}"""
)
_ACTORS = (
    _PREFIXES
    + """
SELECT ?article ?subject (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
    { SELECT DISTINCT ?article WHERE { GRAPH ?article { ?node dg:concept ?concept . ?node a dg:Proposal } } LIMIT 100000000 }
    { SELECT ?article ?claim ?subject WHERE { GRAPH ?article { ?claim dg:subject ?subject } } LIMIT 100000000 }
} GROUP BY ?article ?subject"""
)
_REPEATED = (
    _PREFIXES
    + """
SELECT ?claim ?subject ?relation ?object ?day WHERE {
    {
        SELECT ?subject ?object WHERE {
            { SELECT ?g ?claim ?object WHERE { GRAPH ?g { ?claim dg:object ?object } } LIMIT 100000000 }
            { SELECT ?g ?claim ?subject WHERE { GRAPH ?g { ?claim dg:subject ?subject } } LIMIT 100000000 }
        } GROUP BY ?subject ?object HAVING(COUNT(*) > 1)
    }
    { SELECT ?g ?claim ?object WHERE { GRAPH ?g { ?claim dg:object ?object } } LIMIT 100000000 }
    { SELECT ?g ?claim ?subject WHERE { GRAPH ?g { ?claim dg:subject ?subject } } LIMIT 100000000 }
    { SELECT ?g ?claim ?relation WHERE { GRAPH ?g { ?claim dg:relation ?relation } } LIMIT 100000000 }
    { SELECT ?g ?claim WHERE { GRAPH ?g { ?claim dg:polarity dg:positive } } LIMIT 100000000 }
    OPTIONAL { SELECT ?g ?day WHERE { GRAPH ?g { ?document dcterms:date ?day } } LIMIT 100000000 }
}"""
)
_SENTENCES = (
    _PREFIXES
    + """
SELECT ?article ?text WHERE {
    { SELECT ?article WHERE { GRAPH ?article { ?article a dg:Article } } LIMIT 100000000 }
    { SELECT ?article ?text WHERE { GRAPH ?article { ?quote oa:exact ?text } } LIMIT 100000000 }
}"""
)
#: The terms of a proposal that are things; the others are texts.
_NODES = frozenset({"about", "process"})
_STANCES = frozenset({"-1", "0", "1"})

Stated = tuple[str, str, str]
"""Subject, relation and object of a claim, as IRIs."""


@dataclass(frozen=True, slots=True, order=True)
class Stance:
    """A claim about a proposal.

    Attributes:
        day: the first day that the claim's own time covers, else that of the article; "" where neither is known.
        own: the article or the subject says it, asserted.
    """

    day: str
    claim: str
    subject: str
    relation: str
    value: int
    proposal: str
    own: bool
    negated: bool


@dataclass(slots=True)
class Named:
    """A proposal as one article has it.

    Attributes:
        node: its IRI.
        day: of the article, None where it bears none.
        stances: the claims about it.
        setting: those whom its article has as subjects, with the number of their claims.
    """

    node: str
    article: str
    label: str
    concept: str
    day: date | None
    terms: Terms = field(default_factory=Terms)
    stances: list[Stance] = field(default_factory=list)
    setting: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a store holds of proposals, in a fixed order, with the names of their parties."""

    proposals: tuple[Named, ...]
    names: dict[str, str]
    conditions: tuple[tuple[str, str], ...]


def read_proposals(store: Store) -> Reading:
    """Read the proposals of all articles, by day and IRI, with what is claimed of them."""
    found: dict[str, Named] = {}
    names: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    for row in sorted(_texts(row) for row in store.select(_CLAIMS) if _is_claim(*row[2:10])):
        article, told, node, label, concept, claim, subject, name, relation, stance, modality, polarity, source, day = (
            row
        )
        names[subject] = min(name, names.get(subject, name))
        known = found.setdefault(node, Named(node, article, label, concept.rpartition("/")[2], day_of(told)))
        if (node, claim) not in seen:
            seen.add((node, claim))
            when = next((text for text in (day, told) if day_of(text)), "")
            own = modality.endswith("#asserted") and source in ("", subject)
            words = relation.rpartition("#")[2], int(stance)
            known.stances.append(Stance(when, claim, subject, *words, node, own, polarity.endswith("#negative")))
    for node, terms in _terms(store).items():
        if node in found:
            found[node].terms = terms
    settings = _settings(store)
    for named in found.values():
        named.setting = settings[named.article]
    ordered = sorted(found.values(), key=lambda named: (named.day or date.min, named.node))
    conditions = sorted(_texts(row) for row in store.select(_CONDITIONS) if _are_iris(*row) and str(row[1]) in found)
    return Reading(tuple(ordered), names, tuple((condition, node) for condition, node in conditions))


def read_repeated(store: Store) -> dict[str, tuple[str, Stated]]:
    """Give the claims whose subject and object are those of others too and that are not negated: claim -> (day of its article, edge)."""
    found: dict[str, tuple[str, Stated]] = {}
    for row in store.select(_REPEATED):
        if not _are_iris(*row[:4]):
            continue
        claim, subject, relation, object_, day = _texts(row)
        found[claim] = min((day, (subject, relation, object_)), found.get(claim, (day, (subject, relation, object_))))
    return found


def read_sentences(store: Store) -> dict[str, set[str]]:
    """Give the sentences that claims of an article stand in, by the article's IRI."""
    found: dict[str, set[str]] = defaultdict(set)
    for article, text in store.select(_SENTENCES):
        found[str(article)].add(" ".join(str(text).split()))
    return found


def _settings(store: Store) -> dict[str, dict[str, int]]:
    settings: dict[str, dict[str, int]] = defaultdict(dict)
    for article, subject, claims in store.select(_ACTORS):
        settings[str(article)][str(subject)] = int(str(claims))
    return settings


def _terms(store: Store) -> dict[str, Terms]:
    values: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for node, predicate, value in store.select(_TERMS):
        name = str(predicate).rpartition("#")[2]
        if is_duration(str(value)) if name == "duration" else _are_iris(value) == (name in _NODES):
            values[str(node)][name].add(str(value))
    return {
        node: Terms(
            duration=min(told["duration"], default=""),
            scope=min(told["scope"], default=""),
            about=tuple(sorted(told["about"])),
            process=min(told["process"], default=""),
        )
        for node, told in values.items()
    }


def _is_claim(
    node: Node | None,
    label: Node | None,
    concept: Node | None,
    claim: Node | None,
    subject: Node | None,
    name: Node | None,
    relation: Node | None,
    stance: Node | None,
) -> bool:
    return (
        _are_iris(node, concept, claim, subject, relation)
        and str(concept).startswith(str(CON))
        and str(relation).startswith(str(DG))
        and not _are_iris(label)
        and not _are_iris(name)
        and str(stance) in _STANCES
    )


def _are_iris(*terms: Node | None) -> bool:
    return all(isinstance(term, URIRef) for term in terms)


def _texts(row: tuple[Node | None, ...]) -> tuple[str, ...]:
    return tuple("" if term is None else str(term) for term in row)
