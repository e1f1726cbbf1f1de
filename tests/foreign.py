"""Articles as others may give them: every property with values that the ontology does not foresee."""

from __future__ import annotations

import pyoxigraph as ox

from graph.model import Run
from graph.namespaces import DEFAULT_BASE
from graph.rdf import article_quads
from graph.store import open_store
from tests.links.test_store import extraction

STRANGE = [
    ox.NamedNode("https://elsewhere.example/x"),
    ox.NamedNode("https://elsewhere.example/concept/a%20b#c"),
    ox.BlankNode("b"),
    ox.Literal(""),
    ox.Literal('a b <c> "d"\n'),
    ox.Literal("12", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
]


def lines(*names: str) -> list[ox.Quad]:
    """Give the quads of articles about one proposal."""
    found = [
        extraction(name, f"2025-01-{10 + n}", [("USA", "proposes", 1), ("Russland", "rejects", 2)], "P30D")
        for n, name in enumerate(names)
    ]
    with open_store("oxigraph:") as store:
        for one in found:
            quads = list(article_quads(one, Run("1", "1", "de", "1"), base=DEFAULT_BASE))
            store.replace(quads[0][3], quads)
        return list(ox.parse(b"".join(store.nquads()), ox.RdfFormat.N_QUADS))


def strange_articles(value: ox.NamedNode | ox.BlankNode | ox.Literal) -> list[list[ox.Quad]]:
    """Give an article for each property, all of whose values are this one."""
    return [
        [
            ox.Quad(q.subject, q.predicate, value, q.graph_name) if q.predicate == predicate else q
            for q in lines(f"c{n}")
        ]
        for n, predicate in enumerate(sorted({q.predicate for q in lines("c")}, key=str))
    ]
