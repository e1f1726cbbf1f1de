"""Stores of every kind, servers started for real on a free loopback port."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import TypeVar

import pytest
from rdflib import Literal, URIRef

from graph.store import Quad, Store, open_store

sys.path.append(str(Path(__file__).parents[2] / "scripts"))  # the servers are started by scripts/interop
from interop.java import Unavailable
from interop.servers import Virtuoso, fuseki, oxigraph, virtuoso

T = TypeVar("T")
EX = "https://example.org/"
Article = tuple[URIRef, list[Quad]]


def article(name: str, size: int = 3) -> Article:
    graph = URIRef(EX + name)
    return graph, [
        (URIRef(f"{EX}{name}/c{i}"), URIRef(EX + "says"), Literal(f"Satz {i} von {name}", lang="de"), graph)
        for i in range(size)
    ]


@pytest.fixture(scope="session", name="article")
def article_maker() -> Callable[..., Article]:
    """Make a named graph of `size` triples."""
    return article


def started(server: AbstractContextManager[T]) -> Iterator[T]:
    """Run a server of scripts/interop until the test is over, or skip where its program is not to be had."""
    with ExitStack() as running:
        try:
            found = running.enter_context(server)
        except Unavailable as error:
            pytest.skip(str(error))
        yield found


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from started(oxigraph(tmp_path_factory.mktemp("oxigraph")))


@pytest.fixture(scope="session")
def fuseki_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from started(fuseki(tmp_path_factory.mktemp("fuseki")))


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    yield from started(virtuoso(tmp_path_factory.mktemp("virtuoso")))


def empty_store(request: pytest.FixtureRequest, kind: str) -> Store:
    """Open a server's store with nothing in it, as the user that the server knows."""
    server = request.getfixturevalue(kind)
    environment = request.getfixturevalue("monkeypatch")
    if isinstance(server, Virtuoso):
        environment.setenv("DIPLOGRAPH_STORE_USER", server.user)
        environment.setenv("DIPLOGRAPH_STORE_PASSWORD", server.password)
    opened = open_store(server.url if isinstance(server, Virtuoso) else server)
    for graph in opened.graphs():
        opened.remove(graph)
    return opened


SERVERS = [
    pytest.param("oxigraph_server", marks=pytest.mark.remote),
    pytest.param("fuseki_server", marks=[pytest.mark.remote, pytest.mark.slow]),
    pytest.param("virtuoso_server", marks=[pytest.mark.remote, pytest.mark.slow]),
]


@pytest.fixture(params=SERVERS)
def server_store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """Give an empty store behind each server in turn."""
    with empty_store(request, request.param) as opened:
        yield opened


@pytest.fixture(params=["memory", "embedded", *SERVERS])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Give an empty store of each kind in turn."""
    specs = {"memory": "oxigraph:", "embedded": str(tmp_path / "store")}
    spec = specs.get(request.param)
    with open_store(spec) if spec else empty_store(request, request.param) as opened:
        yield opened
