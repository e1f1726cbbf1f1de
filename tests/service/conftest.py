"""The server as users start it, on a free loopback port, and a client that shows what it answers."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import debate
import pytest

from graph.store import open_store

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")
ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    def truth(self) -> bool:
        return json.loads(self.body)["boolean"]

    def rows(self) -> list[dict[str, str]]:
        bindings = json.loads(self.body)["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in bindings]


class Server:
    """A server that runs."""

    def __init__(self, port: int, pid: int) -> None:
        self.port = port
        self.pid = pid
        self.address = f"http://127.0.0.1:{port}"

    def send(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Send a request as it is; a header's name is written with underscores.

        A server that refuses a body before it has read all of it closes the connection, and the answer can be lost with
        what was still being sent: then the client asks again, as browsers do.
        """
        for attempt in range(5):
            with suppress(BrokenPipeError, ConnectionResetError):
                return self._send(method, path, body, headers)
            time.sleep(0.2 * attempt)
        return self._send(method, path, body, headers)

    def _send(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            with suppress(BrokenPipeError):
                connection.request(method, path, body, named)
            response = connection.getresponse()
            told = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, told, response.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        return self.send("GET", path, **headers)

    def ask(self, query: str, accept: str = "application/json, text/turtle", **parameters: str | list[str]) -> Answer:
        """Send a query by POST of a form."""
        body = urlencode({"query": query, **parameters}, doseq=True).encode()
        return self.send("POST", "/sparql", body, Content_Type="application/x-www-form-urlencoded", Accept=accept)


@contextmanager
def run_server(folder: Path, *options: str) -> Iterator[Server]:
    """Run `diplograph serve` in a process of its own."""
    command = [sys.executable, "-m", "graph.cli", "serve", "--store", str(folder), "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, cwd=ROOT, text=True) as process:
        try:
            assert process.stderr is not None
            said = process.stderr.readline()
            assert said.startswith("Serving at http://127.0.0.1:"), said + process.stderr.read()
            threading.Thread(target=process.stderr.read, daemon=True).start()
            yield Server(int(said.split("/")[2].rpartition(":")[2]), process.pid)
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="session")
def served() -> Callable[..., AbstractContextManager[Server]]:
    """Give a way to run further servers: `with served(folder, "--cors", "*") as server`."""
    return run_server


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store that holds the debate."""
    path = tmp_path_factory.mktemp("service") / "wissen"
    with open_store(str(path)) as store:
        store.replace_many(debate.graphs())
    return path


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[Server]:
    """Give a server of the debate with a small limit of rows."""
    with run_server(folder, "--max-rows", "500") as running:
        yield running
