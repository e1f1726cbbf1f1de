"""What only a remote store must do: addresses, credentials, and servers that misbehave."""

import base64
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from rdflib import URIRef

from graph.errors import QueryError, StoreError
from graph.store import SparqlStore, open_store
from graph.store.endpoint import Credentials, Endpoints

ASK = "ASK { ?s ?p ?o }"


@pytest.mark.parametrize(
    ("url", "update", "graphs"),
    [
        ("http://h:7878/query", "http://h:7878/update", "http://h:7878/store"),
        ("http://h:7878", "http://h:7878/update", "http://h:7878/store"),
        ("http://h:3030/ds/query", "http://h:3030/ds/update", "http://h:3030/ds/data"),
        ("http://h:3030/ds/sparql", "http://h:3030/ds/update", "http://h:3030/ds/data"),
        ("http://h:3030/ds", "http://h:3030/ds", "http://h:3030/ds"),
        (
            "https://h/repositories/news",
            "https://h/repositories/news/statements",
            "https://h/repositories/news/rdf-graphs/service",
        ),
        ("http://h:8890/sparql", "http://h:8890/sparql", "http://h:8890/sparql-graph-crud"),
        ("http://h:8890/sparql-auth", "http://h:8890/sparql-auth", "http://h:8890/sparql-graph-crud-auth"),
    ],
)
def test_the_layouts_of_known_servers(url, update, graphs):
    endpoints = Endpoints.of(url)
    assert (endpoints.query, endpoints.update, endpoints.graphs) == (url, update, graphs)


def test_a_graph_s_name_is_escaped_in_its_address():
    assert (
        Endpoints.of("http://h/query").graph("a:b?c&d=e#f ü") == "http://h/store?graph=a%3Ab%3Fc%26d%3De%23f%20%C3%BC"
    )


@pytest.mark.parametrize(
    "spec",
    [
        "",
        " ",
        "ftp://host/x",
        "sparql:",
        "sparql:file:///etc/passwd",
        "http://",
        "http://ho st/",
        "http://h:99999/query",
    ],
)
def test_what_is_no_address_is_refused(spec):
    with pytest.raises(StoreError):
        open_store(spec)


def test_a_password_in_the_address_is_refused_and_not_shown():
    with pytest.raises(StoreError, match="DIPLOGRAPH_STORE_PASSWORD") as caught:
        open_store("http://me:geheim@host/query")
    assert "geheim" not in str(caught.value)


class Server(BaseHTTPRequestHandler):
    """Answers by the first segment of the path and remembers what it was sent."""

    seen: list[tuple[str, str, str | None]]
    release: threading.Event

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append((self.command, self.path, self.headers["Authorization"]))
        room = self.path.strip("/").split("/")[0]
        if room == "slow":
            self.release.wait(20)
        status = {"away": 302, "moved": 307, "locked": 401, "broken": 500, "wrong": 400, "none": 404}.get(room, 200)
        body = {
            "text": b"<html>hello</html>",
            "cut": b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":',
            "wrong": b"Line 1\nLine 2",
        }.get(room, b'{"head":{},"boolean":true}')
        self.send_response(status)
        if status in (302, 307):
            self.send_header("Location", f"http://localhost:{self.server.server_address[1]}/canary")
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_PUT = do_GET = do_POST

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[tuple[str, list[tuple[str, str, str | None]]]]:
    Server.seen, Server.release = [], threading.Event()
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_address[1]}", Server.seen
        Server.release.set()
        http.shutdown()


@pytest.mark.parametrize("room", ["away", "moved"])
def test_a_redirect_is_not_followed(server, monkeypatch, room):
    url, seen = server
    monkeypatch.setenv("DIPLOGRAPH_STORE_TOKEN", "abc")
    store = open_store(f"{url}/{room}/query")
    with pytest.raises(StoreError, match="points elsewhere"):
        store.ask(ASK)
    with pytest.raises(StoreError):
        store.remove(URIRef("https://example.org/g"))
    assert [path for _, path, _ in seen if "canary" in path] == []


def test_user_and_password_are_sent_from_the_environment(server, monkeypatch):
    url, seen = server
    monkeypatch.setenv("DIPLOGRAPH_STORE_USER", "anna")
    monkeypatch.setenv("DIPLOGRAPH_STORE_PASSWORD", "geheim:ü")
    assert open_store(f"{url}/ds/query").ask(ASK) is True
    assert seen[-1][2] == "Basic " + base64.b64encode("anna:geheim:ü".encode()).decode()


def test_a_token_is_sent_from_the_environment(server, monkeypatch):
    url, seen = server
    monkeypatch.setenv("DIPLOGRAPH_STORE_TOKEN", "abc")
    assert open_store(f"sparql:{url}/ds/query").ask(ASK) is True
    assert seen[-1][2] == "Bearer abc"


def test_no_credentials_no_header(server, monkeypatch):
    for name in ("USER", "PASSWORD", "TOKEN"):
        monkeypatch.delenv(f"DIPLOGRAPH_STORE_{name}", raising=False)
    url, seen = server
    open_store(f"{url}/ds/query").ask(ASK)
    assert seen[-1][2] is None


def test_credentials_are_not_shown():
    assert "geheim" not in repr(Credentials("anna", "geheim", "geheim"))


def test_the_other_addresses_may_be_set(server, monkeypatch):
    url, seen = server
    monkeypatch.setenv("DIPLOGRAPH_STORE_UPDATE_URL", f"{url}/elsewhere/u")
    monkeypatch.setenv("DIPLOGRAPH_STORE_GRAPHS_URL", f"{url}/elsewhere/g?x=1")
    store = open_store(f"{url}/ds/query")
    graph = URIRef("https://example.org/g")
    store.remove(graph)
    store.replace(graph, [(graph, graph, graph, graph)])
    assert [(method, path) for method, path, _ in seen] == [
        ("POST", "/elsewhere/u"), ("PUT", "/elsewhere/g?x=1&graph=https%3A%2F%2Fexample.org%2Fg")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("room", "kind", "message"),
    [
        ("locked", StoreError, "DIPLOGRAPH_STORE_TOKEN"),
        ("broken", StoreError, "500"),
        ("wrong", QueryError, "400 Bad Request: Line 1"),
        ("none", StoreError, "check the address"),
        ("text", StoreError, "cannot be read"),
    ],
)
def test_what_a_server_refuses_is_told_in_one_line(server, room, kind, message):
    with pytest.raises(kind, match=message) as caught:
        open_store(f"{server[0]}/{room}/query").ask(ASK)
    assert len(str(caught.value).splitlines()) == 1


def test_a_cut_answer_is_no_answer(server):
    with pytest.raises(StoreError, match="cannot be read"):
        open_store(f"{server[0]}/cut/query").select("SELECT ?s WHERE { ?s ?p ?o }")


def test_a_silent_server_is_given_up(server):
    store = SparqlStore(Endpoints.of(f"{server[0]}/slow/query"), timeout=0.3)
    with pytest.raises(StoreError, match=r"no answer within 0\.3 s"):
        store.ask(ASK)


def test_a_server_that_is_not_there_is_told():
    with pytest.raises(StoreError, match="cannot be reached"):
        open_store("http://127.0.0.1:9/query").ask(ASK)


def test_service_is_refused_before_anything_is_sent(server):
    url, seen = server
    with pytest.raises(QueryError, match="SERVICE"):
        open_store(f"{url}/ds/query").ask("ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    assert seen == []


def test_a_read_only_store_sends_no_update(server):
    url, seen = server
    store = open_store(f"{url}/ds/query", read_only=True)
    for write in (
        lambda: store.remove(URIRef("a:b")),
        lambda: store.replace(URIRef("a:b"), []),
        lambda: store.replace_many([]),
    ):
        with pytest.raises(StoreError, match="reading only"):
            write()
    assert seen == []
