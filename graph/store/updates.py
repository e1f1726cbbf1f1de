"""SPARQL updates that replace named graphs, several graphs to a request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rdflib import Literal, URIRef

from graph.errors import StoreError
from graph.store.base import Quad
from graph.store.terms import sparql_term


def replacements(graphs: Iterable[tuple[URIRef, Iterable[Quad]]], *, triples: int) -> Iterator[tuple[str, int]]:
    """Give updates that replace graphs whole, each of which is one transaction of a server or of Oxigraph.

    Args:
        graphs: names and quads.
        triples: an update is given as soon as it holds so many.

    Yields:
        The update, and how many graphs it replaces.

    Raises:
        StoreError: a quad belongs to another graph, or a term is not legal; nothing of the update at hand is given then.
    """
    removals: list[str] = []
    blocks: list[str] = []
    waiting = 0
    for graph, quads in graphs:
        lines = ntriples(graph, quads)
        removals.append(removal(graph))
        if lines:
            blocks.append(f"GRAPH {sparql_term(graph)} {{\n" + "\n".join(lines) + "\n}")
        waiting += len(lines)
        if waiting >= triples:
            yield _update(removals, blocks), len(removals)
            removals, blocks, waiting = [], [], 0
    if removals:
        yield _update(removals, blocks), len(removals)


def _update(removals: Sequence[str], blocks: Sequence[str]) -> str:
    """Join the parts; all that is inserted stands in one operation, since no two may share a blank node."""
    inserted = ["INSERT DATA { " + "\n".join(blocks) + " }"] if blocks else []
    return " ;\n".join([*removals, *inserted])


def removal(graph: URIRef) -> str:
    """Give the update that takes a named graph away, if it is there."""
    return f"DROP SILENT GRAPH {sparql_term(graph)}"


def ntriples(graph: URIRef, quads: Iterable[Quad]) -> list[str]:
    """Write the triples of one graph as sorted lines, each once.

    Raises:
        StoreError: a quad belongs to another graph, or a term is not legal.
    """
    lines = set()
    for s, p, o, context in quads:
        if context != graph:
            raise StoreError(str(graph), f"given a quad of another graph, <{context}>")
        if isinstance(s, Literal) or not isinstance(p, URIRef):
            raise StoreError(ascii(f"{s} {p}"[:80]), "a subject cannot be a literal, and a predicate must be an IRI")
        lines.add(f"{sparql_term(s)} {sparql_term(p)} {sparql_term(o)} .")
    return sorted(lines)
