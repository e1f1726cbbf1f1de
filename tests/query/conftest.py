from collections.abc import Iterator
from dataclasses import replace

import pytest

from graph.gazetteer import load_gazetteer
from graph.links import refresh
from graph.namespaces import DEFAULT_BASE
from graph.rdf import article_iri, article_quads
from graph.store import Store, open_store
from tests.sample_graph import RUN, extractions, graphs


@pytest.fixture(scope="session")
def sample() -> Iterator[Store]:
    """Give a store with the sample graph."""
    with open_store("oxigraph:") as store:
        store.replace_many(graphs())
        yield store


@pytest.fixture(scope="session")
def recurring() -> Iterator[Store]:
    """Give a store in which the article of 20 March stands twice, with what is linked across articles."""
    with open_store("oxigraph:") as store:
        store.replace_many(graphs())
        again = extractions()[1]
        claims = tuple(replace(claim, id=f"again-{claim.id}", document="april-09") for claim in again.claims)
        document = replace(again.document, id="april-09", date=again.document.date.replace(month=4, day=9))
        quads = article_quads(replace(again, document=document, claims=claims), RUN, base=DEFAULT_BASE)
        store.replace(article_iri("april-09", DEFAULT_BASE), list(quads))
        refresh(store, load_gazetteer(), base=DEFAULT_BASE, changed=True)
        yield store
