"""What a hostile or careless client cannot do to the server, its host, or its other users."""

from __future__ import annotations

import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest

CROSS = "SELECT (COUNT(*) AS ?n) WHERE { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(8)) + " }"
DEEP = "SELECT * WHERE " + "{" * 60_000 + "}" * 60_000


@pytest.fixture(scope="module")
def canary() -> Iterator[tuple[str, list[bytes]]]:
    """Give an address that nobody may call, and the calls that came."""
    calls: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def listen() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                calls.append(connection.recv(1000))
                connection.close()

        threading.Thread(target=listen, daemon=True).start()
        yield f"127.0.0.1:{listener.getsockname()[1]}", calls
        listener.shutdown(socket.SHUT_RDWR)


def payloads(host: str) -> list[str]:
    """Give queries that would call another host, from an engine that lets itself be talked into it."""
    here = f"http://{host}/x"
    service = f"SERVICE <{here}> {{ ?s ?p ?o }}"
    return [
        *(
            f"{form} {{ {service} }}"
            for form in ("SELECT * WHERE", "ASK", "CONSTRUCT { ?s ?p ?o } WHERE", "DESCRIBE ?s WHERE")
        ),
        f"SELECT * WHERE {{ SERVICE SILENT <{here}> {{ ?s ?p ?o }} }}",
        f"SELECT * WHERE {{ service silent <{here}> {{ ?s ?p ?o }} }}",
        f"SELECT * WHERE {{ VALUES ?x {{ <{here}> }} SERVICE ?x {{ ?s ?p ?o }} }}",
        f"SELECT * WHERE {{ BIND(IRI('{here}') AS ?x) SERVICE SILENT ?x {{ ?s ?p ?o }} }}",
        f"SELECT * WHERE {{ ?x ?y ?z BIND(IRI(CONCAT('http://', '{host}')) AS ?e) SERVICE ?e {{ ?s ?p ?o }} }}",
        f"PREFIX e: <http://{host}/> SELECT * WHERE {{ SERVICE e:x {{ ?s ?p ?o }} }}",
        f"PREFIX : <http://{host}/> SELECT * WHERE {{ SERVICE:x {{ ?s ?p ?o }} }}",
        f"BASE <http://{host}/> SELECT * WHERE {{ SERVICE <x> {{ ?s ?p ?o }} }}",
        f"SELECT * WHERE {{ SERVIC\\u0045 <{here}> {{ ?s ?p ?o }} }}",
        f"SELECT * WHERE {{ \\u0053ERVICE <{here}> {{ ?s ?p ?o }} }}",
        f"SELECT * WHERE {{ \\U00000053ERVICE <{here}> {{ ?s ?p ?o }} }}",
        f"SELECT * WHERE {{ SER#\nVICE <{here}> {{ ?s ?p ?o }} }}",
        f"SELECT * WHERE {{ SERVICE#\n<{here}> {{ ?s ?p ?o }} }}",
        f"SELECT * WHERE {{ #'\n {service} #'\n }}",
        f"SELECT * WHERE {{ ?s ?p ?o FILTER(?s<'x>') {service} FILTER('' = ' ') }}",
        f'SELECT * WHERE {{ VALUES ?x {{""" "}} {service} VALUES ?y {{" """}} }}',
        f"SELECT * WHERE {{ OPTIONAL {{ {service} }} }}",
        f"SELECT * WHERE {{ {{ {service} }} UNION {{ ?s ?p ?o }} }}",
        f"SELECT * WHERE {{ MINUS {{ {service} }} }}",
        f"SELECT * WHERE {{ ?a ?b ?c FILTER EXISTS {{ {service} }} }}",
        f"SELECT * WHERE {{ ?a ?b ?c FILTER NOT EXISTS {{ {service} }} }}",
        f"SELECT * WHERE {{ {{ SELECT * WHERE {{ {service} }} }} }}",
        f"SELECT * WHERE {{ GRAPH ?g {{ {service} }} }}",
        f"SELECT * WHERE {{ LATERAL {{ {service} }} }}",
        f"SELECT * WHERE {{ ?a ?b ?c BIND(EXISTS {{ {service} }} AS ?x) }}",
        f"SELECT * FROM <{here}> WHERE {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{here}> WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"PREFIX e: <http://{host}/> SELECT * FROM e:x WHERE {{ ?s ?p ?o }}",
        f"BASE <http://{host}/> ASK FROM <x> {{ ?s ?p ?o }}",
        f"ASK FROM#\n<{here}> {{ ?s ?p ?o }}",
        f"ASK from NaMeD <{here}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"DESCRIBE <{here}> FROM <{here}>",
        f"CONSTRUCT {{ ?s ?p ?o }} FROM <{here}> WHERE {{ ?s ?p ?o }}",
        f"CONSTRUCT FROM <{here}> WHERE {{ ?s ?p ?o }}",
        f"SELECT * WHERE {{ GRAPH <{here}> {{ ?s ?p ?o }} }}",
        f"DESCRIBE <{here}>",
        f"LOAD <{here}>",
        f"LOAD SILENT <{here}> INTO GRAPH <a:b>",
        f"ASK {{}} ; LOAD <{here}>",
        f"INSERT DATA {{ <a:b> <c:d> 1 }} ; LOAD <{here}>",
        f"INSERT {{ ?s ?p ?o }} WHERE {{ {service} }}",
        f"SELECT (<{here}>(1) AS ?x) WHERE {{}}",
        f"SELECT * WHERE {{ ?s ?p ?o FILTER(<{here}>(?s)) }}",
        f"SELECT * WHERE {{ ?s <{here}>* ?o }}",
        f"PREFIX owl: <http://www.w3.org/2002/07/owl#> SELECT * WHERE {{ <{here}> owl:imports <{here}> }}",
        f"PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
        f"ASK {{ ?s ?p \"<!DOCTYPE x [<!ENTITY e SYSTEM '{here}'>]>\"^^rdf:XMLLiteral }}",
    ]


def test_no_query_reaches_another_host(server, canary):
    host, calls = canary
    calls.clear()
    attacks = payloads(host)
    assert len(attacks) >= 50
    for attack in attacks:
        assert server.ask(attack).status in (200, 400), attack
    for name in ("default-graph-uri", "named-graph-uri", "endpoint", "format", "output"):
        assert server.ask("SELECT * WHERE { ?s ?p ?o }", **{name: f"http://{host}/{name}"}).status == 200
    with socket.create_connection(host.split(":")) as probe:
        probe.sendall(b"the canary is alive")
    deadline = time.monotonic() + 5
    while not calls and time.monotonic() < deadline:
        time.sleep(0.01)
    assert calls == [b"the canary is alive"]


@pytest.mark.parametrize(
    "attack", [p for p in payloads("127.0.0.1:9") if "SERVICE" in p.upper() or "FROM" in p.upper() or "LOAD" in p]
)
def test_a_query_that_names_another_host_as_a_source_is_refused(server, attack):
    assert server.ask(attack).status == 400


def call_by_service(host: str, first: str) -> str:
    """Let the engine call another host from a process of its own, without any check of the query."""
    query = f"SELECT * WHERE {{ SERVICE <http://{host}/> {{ ?s ?p ?o }} }}"
    code = f"import pyoxigraph\n{first}\nlist(pyoxigraph.Store().query({query!r}))"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stderr


@pytest.mark.skipif(sys.platform != "linux", reason="the filter of system calls is Linux's")
def test_the_engine_could_not_call_another_host_from_a_worker(canary):
    host, calls = canary
    calls.clear()
    close = "from graph.service.sandbox import close_network; assert close_network()"
    assert "not permitted" in call_by_service(host, close)
    assert calls == []
    call_by_service(host, "")
    assert len(calls) == 1
    calls.clear()


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_every_worker_runs_without_network_and_with_bounded_memory(server):
    workers = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    assert len(workers) == 4
    for worker in workers:
        assert "Seccomp:\t2" in Path(f"/proc/{worker}/status").read_text()
        assert str(2 << 30) in Path(f"/proc/{worker}/limits").read_text()


def seconds_of_ask(server) -> float:
    start = time.monotonic()
    assert server.ask("ASK { ?s ?p ?o }").truth()
    return time.monotonic() - start


@pytest.mark.slow
def test_a_cross_product_is_stopped_in_time_while_others_are_answered(server):
    calm = sorted(seconds_of_ask(server) for _ in range(20))[10]
    with ThreadPoolExecutor(1) as pool:
        start = time.monotonic()
        heavy = pool.submit(server.ask, CROSS)
        meanwhile = []
        while not heavy.done():
            meanwhile.append(seconds_of_ask(server))
            time.sleep(0.1)
        took = time.monotonic() - start
    assert heavy.result().status == 503
    assert "longer than 10 s" in heavy.result().text
    assert 9.5 <= took <= 11
    assert len(meanwhile) > 20
    assert sorted(meanwhile)[len(meanwhile) // 2] < max(0.2, 20 * calm)


def test_workers_that_were_stopped_are_replaced(served, folder):
    with served(folder, "--timeout", "1") as server, ThreadPoolExecutor(4) as pool:
        assert {answer.status for answer in pool.map(server.ask, [CROSS] * 4)} == {503}
        deadline = time.monotonic() + 30
        while server.ask("ASK {}").status != 200:
            assert time.monotonic() < deadline


def test_a_query_that_is_nested_too_deeply_harms_nobody(server):
    assert server.ask(DEEP).status in (400, 503)
    assert server.ask("ASK {}").truth()


@pytest.mark.slow
def test_a_query_that_wants_too_much_memory_is_stopped(served, folder):
    greedy = "SELECT * WHERE { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(4)) + " } ORDER BY ?a0 ?c1"
    with served(folder, "--timeout", "120") as server:
        answer = server.ask(greedy)
        assert answer.status == 503
        assert "memory" in answer.text
        assert server.ask("ASK {}").truth()


def broken(number: int) -> list[str]:
    """Make queries with faults, the same ones at each run."""
    chance = random.Random(9)
    whole = [
        "PREFIX dg: <https://w3id.org/diplograph/ontology#> "
        "SELECT ?s (COUNT(*) AS ?n) WHERE { ?s dg:relation ?r FILTER(?r != 1) } GROUP BY ?s",
        'CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o OPTIONAL { ?o ?q "ä\\n"@de } } LIMIT 5',
        "ASK FROM NAMED <a:b> { GRAPH ?g { ?s <x:y>/<x:z>* [ ?p 'it' ] } VALUES ?s { <a:b> UNDEF } }",
    ]
    wrong = [
        "",
        "SELECT",
        "}",
        "\0",
        "SELECT * WHERE { ?s ?p ?o } } ",
        "SELECT ?x WHERE { BIND(1 AS ?x) BIND(2 AS ?x) }",
    ]
    while len(wrong) < number:
        text = list(chance.choice(whole))
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(text))
            match chance.randrange(3):
                case 0:
                    del text[at]
                case 1:
                    text.insert(at, chance.choice("{}()<>\"'\\?$#@^.;:/*|&\x01\ufffe𝕏 "))
                case _:
                    text[at:] = text[at : at + chance.randrange(len(text))][::-1]
            text = text or [" "]
        wrong.append("".join(text))
    return wrong


def test_broken_queries_are_the_clients_fault_and_never_ours(server):
    statuses = [server.ask(query).status for query in broken(200)]
    assert set(statuses) <= {200, 400}
    assert statuses.count(400) >= 150
    assert server.ask("ASK {}").truth()


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost@evil.example", "10.0.0.1", "localhost:x"],
)
def test_a_request_for_another_host_is_refused(server, host):
    for path in ("/", "/sparql?query=ASK%7B%7D", "/static/form.js"):
        assert server.get(path, Host=host).status == 400


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:80", "[::1]"])
def test_a_request_for_this_computer_is_answered_whatever_its_port(server, host):
    assert server.get("/sparql?query=ASK%7B%7D", Host=host).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2Fapp.py",
        "/static/%2e%2e/app.py",
        "/static//etc/passwd",
        "/static/..%5Capp.py",
        "/static/pages.css%00.js",
        "/static/",
        "/questions/../../__init__.rq",
        "/questions/..%2F..%2Fservice%2Fqueries%2Fthing.rq",
        "/%2e%2e/%2e%2e/etc/passwd",
    ],
)
def test_no_path_leads_out_of_the_table_of_files(server, path):
    assert server.get(path).status == 404


def test_errors_tell_nothing_of_the_host(server, folder):
    for answer in (
        server.ask("SELECT"),
        server.ask(DEEP),
        server.get("/thing?iri=x"),
        server.get(f"/x{quote(str(folder))}"),
    ):
        assert str(folder.parent) not in answer.text
        assert "Traceback" not in answer.text
        assert answer.headers["x-content-type-options"] == "nosniff"
