from collections.abc import Iterator

import pytest

from graph.store import Store, open_store
from tests.sample_graph import graphs


@pytest.fixture(scope="session")
def sample() -> Iterator[Store]:
    """Give a store with the sample graph."""
    with open_store("oxigraph:") as store:
        store.replace_many(graphs())
        yield store
