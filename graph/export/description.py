"""What a whole data set says of itself (VoID and DCAT), which stands in every RDF file that we write.

The description is made anew from the articles' graphs at each export and is never kept in the store. Where a store was
filled from such a file, the description in it is left out, so that it is neither counted nor written twice.
"""

from __future__ import annotations

from collections.abc import Sequence

from rdflib import Literal, URIRef

from graph.query.summary import summarise
from graph.rdf import dataset_iri, dataset_triples
from graph.store import Store, Triple

_PREFIXES = """
PREFIX dg: <https://w3id.org/diplograph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX void: <http://rdfs.org/ns/void#>
"""
_STATED = "GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { GRAPH ?g { ?g a void:Dataset } }"
_QUADS = f"SELECT (COUNT(*) AS ?n) WHERE {{ {_STATED} }}"
_TRIPLES = f"SELECT (COUNT(*) AS ?n) WHERE {{ SELECT DISTINCT ?s ?p ?o WHERE {{ {_STATED} }} }}"
_ENTITIES = "SELECT (COUNT(DISTINCT ?entity) AS ?n) WHERE { GRAPH ?g { ?entity skos:prefLabel ?label } }"
_CLAIMS = """SELECT ?relation (COUNT(DISTINCT ?claim) AS ?n) WHERE { GRAPH ?g { ?claim dg:relation ?relation } }
GROUP BY ?relation ORDER BY ?relation"""
_RUNS = "SELECT DISTINCT ?run WHERE { GRAPH ?g { ?run a dg:Run } } ORDER BY ?run"


def base_of(graphs: Sequence[URIRef]) -> str | None:
    """Give the base below which all articles lie, ending in "/"; None where there is none or more than one.

    >>> base_of([URIRef("https://example.org/kg/article/a"), URIRef("https://example.org/kg/dataset")])
    'https://example.org/kg/'
    """
    bases = {str(name).partition("/article/")[0] for name in graphs if "/article/" in name}
    return f"{bases.pop()}/" if len(bases) == 1 else None


def article_graphs(store: Store) -> list[URIRef]:
    """Give the names of a store's graphs, sorted, without that of a description that came with the data."""
    graphs = store.graphs()
    base = base_of(graphs)
    return graphs if base is None else [name for name in graphs if name != dataset_iri(base)]


def description(store: Store, graphs: Sequence[URIRef], *, named: bool) -> list[Triple]:
    """Describe what a file holds: title, licence, days, runs, and how many of what.

    Args:
        store: what the file is written from.
        graphs: names of the articles' graphs.
        named: whether the file keeps the graphs' names; a triple that several articles share counts once where not.

    Returns:
        The triples, with `void:triples` the number of all that the file holds, these included; none where the store
        has no article or more than one base.
    """
    base = base_of(graphs)
    if base is None:
        return []
    summary = summarise(store)
    if not summary.articles:
        return []
    claims = store.select(_PREFIXES + _CLAIMS).rows
    runs = store.select(_PREFIXES + _RUNS).rows
    entities = _number(store.select(_PREFIXES + _ENTITIES).rows[0][0])
    counted = _number(store.select(_PREFIXES + (_QUADS if named else _TRIPLES)).rows[0][0])

    def triples(total: int) -> list[Triple]:
        return list(
            dataset_triples(
                base,
                triples=total,
                entities=entities,
                articles=summary.articles,
                claims={str(relation).rpartition("#")[2]: _number(n) for relation, n in claims},
                runs=[run for (run,) in runs if isinstance(run, URIRef)],
                days=summary.days,
            )
        )

    return triples(counted + len(triples(counted)))


def _number(term: object) -> int:
    return int(term) if isinstance(term, Literal) else 0
