"""A way to read inputs that tells what could not be read."""

import pytest

from graph.ingest import read_documents


@pytest.fixture
def read():
    """Read inputs, and give the documents and the messages of those that could not be."""

    def call(*inputs):
        errors = []
        documents = list(read_documents([str(given) for given in inputs], on_error=errors.append))
        return documents, [str(error) for error in errors]

    return call
