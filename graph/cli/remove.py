"""`diplograph remove`: articles out of a store."""

from __future__ import annotations

import click

from graph.cli import options
from graph.errors import StoreError

_GRAPHS = """
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT DISTINCT ?g WHERE { GRAPH ?g { ?g dcterms:identifier ?id } } ORDER BY ?g
"""
_PARTS = """
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?part WHERE { GRAPH ?g { ?g dcterms:hasPart ?part } } ORDER BY ?part
"""


@click.command(epilog="Example: diplograph remove 2025-03-13-putin-bedingungen --store wissen")
@click.argument("articles", metavar="ID...", nargs=-1, required=True)
@options.store()
@options.entities
@options.base
def remove(articles: tuple[str, ...], store_name: str, entities: tuple[str, ...], base: str) -> None:
    """Take articles with their claims out of a store; ID is an article's id or IRI.

    The name of a .dna file (without suffix) takes out all codings that came from it.
    Nothing is removed where one of them is not in the store. What is linked across articles is made anew, with the
    decisions that it was made with unless --entities gives others. The same command ends a removal that was killed.
    """
    from pathlib import Path

    from rdflib import Literal, URIRef

    from graph.gazetteer import load_gazetteer
    from graph.links import is_linked, relink
    from graph.store import Store, open_store

    def named(store: Store, article: str) -> list[URIRef]:
        known = [graph for graph in store.graphs() if str(graph) == article]
        found = known or [
            row[0] for row in store.select(_GRAPHS, {"id": Literal(article)}) if isinstance(row[0], URIRef)
        ]
        if not found:
            raise StoreError(
                store_name, f"no article {article!r} in this store", "'diplograph query articles' lists them"
            )
        parts = [part for graph in found for (part,) in store.select(_PARTS, {"g": graph}) if isinstance(part, URIRef)]
        return [*found, *parts]

    gazetteer = load_gazetteer(tuple(Path(path) for path in entities))
    fault = None
    with open_store(store_name, read_only=True) as store:
        try:
            graphs = list(dict.fromkeys(graph for article in articles for graph in named(store, article)))
        except StoreError as error:
            if is_linked(store, base):
                raise
            graphs, fault = [], error  # perhaps a removal was killed when the articles were gone: make the links
    with open_store(store_name) as store:
        relink(store, gazetteer, base=base, without=graphs)
    if fault is not None:
        raise fault
    noun = "graph" if any("/dna/" in graph for graph in graphs) else "article"
    click.echo(f"{len(graphs)} {noun if len(graphs) == 1 else noun + 's'} removed", err=True)
