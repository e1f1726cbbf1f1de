"""Stores of every kind, servers started for real on a free loopback port."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import pytest
from rdflib import Literal, URIRef

from graph.store import Quad, Store, open_store

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


def oxigraph_program() -> str:
    found = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    if found is None:
        pytest.skip("the oxigraph server is not installed (pip install oxigraph)")
    return found


def fuseki_jar() -> str:
    jar = os.environ.get("DIPLOGRAPH_FUSEKI_JAR", "")
    if not jar or not Path(jar).is_file():
        pytest.skip("DIPLOGRAPH_FUSEKI_JAR names no jena-fuseki-server jar (Maven Central, org.apache.jena)")
    if shutil.which("java") is None:
        pytest.skip("Fuseki needs java")
    return jar


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(command: list[str], url: str, log: Path) -> Iterator[str]:
    """Run a server until the test is over; it must answer within a minute."""
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out, cwd=log.parent) as process:
        try:
            opener = build_opener(ProxyHandler({}))
            for _ in range(600):
                try:
                    opener.open(url + "?query=ASK%7B%7D", timeout=5).close()
                    break
                except (URLError, OSError):
                    if process.poll() is not None:
                        pytest.fail(f"the server ended: {log.read_text()[-500:]}")
                    time.sleep(0.1)
            yield url
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("oxigraph")
    port = free_port()
    command = [oxigraph_program(), "serve", "--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}"]
    yield from serve(command, f"http://127.0.0.1:{port}/query", folder / "log")


@pytest.fixture(scope="session")
def fuseki_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    jar = fuseki_jar()
    folder = tmp_path_factory.mktemp("fuseki")
    port = free_port()
    command = ["java", "-Xmx1g", "-jar", jar, "--localhost", f"--port={port}", "--mem", "--update", "/ds"]
    yield from serve(command, f"http://127.0.0.1:{port}/ds/query", folder / "log")


KINDS = [
    "memory",
    "embedded",
    pytest.param("oxigraph_server", marks=pytest.mark.remote),
    pytest.param("fuseki_server", marks=[pytest.mark.remote, pytest.mark.slow]),
]


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Give an empty store of each kind in turn."""
    specs = {"memory": "oxigraph:", "embedded": str(tmp_path / "store")}
    spec = specs.get(request.param) or request.getfixturevalue(request.param)
    with open_store(spec) as opened:
        for graph in opened.graphs():
            opened.remove(graph)
        yield opened
