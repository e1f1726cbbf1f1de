"""The SPARQL 1.1 Protocol, as it is written and as its users' clients speak it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from rdflib import BNode, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from graph.store import open_store

SUITE = Path(__file__).parent.parent.parent.parent / "shared" / "w3c" / "sparql11-protocol"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
DATA = "http://kasei.us/2009/09/sparql/data/"
RESULTS = {"application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"}
TRIPLES = {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"}
ALL = "SELECT ?claim WHERE { ?claim <https://w3id.org/diplograph/ontology#relation> ?relation }"


def manifest() -> Graph:
    return Graph().parse(SUITE / "manifest.ttl") if (SUITE / "manifest.ttl").exists() else Graph()


G = manifest()
TESTS = sorted(str(name).rpartition("#")[2] for name in G.subjects(RDF.type, MF.ProtocolTest))


def requests_of(name: str) -> Iterator[tuple[str, str, bytes | None, dict[str, str], set[str], BNode]]:
    test = next(entry for entry in G.subjects(RDF.type, MF.ProtocolTest) if str(entry).endswith(f"#{name}"))
    for request in Collection(G, G.value(G.value(test, MF.action), HT.requests)):
        body = G.value(request, HT.body)
        chars = G.value(body, CNT.chars)
        encoding = str(G.value(body, CNT.characterEncoding) or "UTF-8")
        headers = {
            str(G.value(header, HT.fieldName)).title().replace("-", "_"): str(G.value(header, HT.fieldValue))
            for header in Collection(G, G.value(request, HT.headers) or RDF.nil)
        }
        response = G.value(request, HT.resp)
        expected = {str(status)[-3] for status in G.objects(response, MF.expectedStatus)}
        path = str(G.value(request, HT.absolutePath))
        sent = None if chars is None else str(chars).encode(encoding)
        yield str(G.value(request, HT.methodName)), path, sent, headers, expected, response


@pytest.fixture(scope="module")
def suite_server(tmp_path_factory, served):
    folder = tmp_path_factory.mktemp("w3c") / "store"
    with open_store(str(folder)) as store:
        for name in ("data1", "data2", "data3"):
            graph = URIRef(f"{DATA}{name}.rdf")
            store.replace(graph, [(*triple, graph) for triple in Graph().parse(SUITE / f"{name}.nt")])
    with served(folder) as running:
        yield running


@pytest.mark.skipif(not TESTS, reason="the W3C protocol tests are not here")
@pytest.mark.parametrize("name", [name for name in TESTS if "update" not in name])
def test_w3c_protocol_test_of_queries_passes(suite_server, name):
    for method, path, body, headers, expected, response in requests_of(name):
        answer = suite_server.send(method, path, body, **headers)
        assert str(answer.status)[0] in expected, answer.text
        truth, form = G.value(response, MF.expectedBoolean), str(G.value(response, MF.expectedFormat))
        if truth is not None:
            assert answer.truth() is truth.toPython()
        if form in ("tabular", "boolean"):
            assert answer.media in RESULTS
        if form == "RDF":
            assert answer.media in TRIPLES


@pytest.mark.skipif(not TESTS, reason="the W3C protocol tests are not here")
@pytest.mark.parametrize("name", [name for name in TESTS if "update" in name])
def test_w3c_protocol_test_of_updates_is_refused_and_changes_nothing(suite_server, name):
    for method, path, body, headers, _, _ in requests_of(name):
        if b"ASK" not in (body or b""):
            assert suite_server.send(method, path, body, **headers).status in (400, 415)
    rows = suite_server.ask("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g").rows()
    assert [row["g"] for row in rows] == [f"{DATA}data{i}.rdf" for i in (1, 2, 3)]


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/csv;q=0.5, text/tab-separated-values", "text/tab-separated-values"),
        ("text/html, application/xml;q=0.9, */*;q=0.8", "application/xml"),
    ],
)
def test_the_syntax_of_rows_is_the_one_that_the_client_likes_best(server, accept, media):
    answer = server.ask("SELECT ?x WHERE { VALUES ?x { 'ä\t' } }", accept)
    assert (answer.status, answer.media) == (200, media)
    assert "ä" in answer.text


@pytest.mark.parametrize("accept", sorted(TRIPLES))
def test_every_syntax_of_triples_holds_the_same(server, accept):
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s a <https://w3id.org/diplograph/ontology#Proposal> ; ?p ?o }"
    answer = server.ask(query, accept)
    assert answer.media == accept
    wanted = Graph().parse(data=server.ask(query, "text/turtle").text, format="turtle")
    assert len(wanted) > 5
    assert Graph().parse(data=answer.text, format=accept).isomorphic(wanted)


def test_rows_in_xml_csv_and_tsv_say_what_json_says(server):
    query = 'SELECT * WHERE { VALUES (?a ?b) { ("=1+1\\t\\n<&>" <a:b>) (UNDEF "ß"@de) (3 true) } }'
    assert [row.get("a") for row in server.ask(query).rows()] == ["=1+1\t\n<&>", None, "3"]
    assert "=1+1\t\n&lt;&amp;&gt;</literal>" in server.ask(query, "application/sparql-results+xml").text
    assert server.ask(query, "text/csv").text == 'a,b\r\n"=1+1\t\n<&>",a:b\r\n,ß\r\n3,true\r\n'
    lines = server.ask(query, "text/tab-separated-values").text.splitlines()
    assert lines[:3] == ["?a\t?b", '"=1+1\\t\\n<&>"\t<a:b>', '\t"ß"@de']


@pytest.mark.parametrize(
    ("accept", "text"), [("text/csv", "true"), ("application/sparql-results+xml", "<boolean>true")]
)
def test_the_answer_of_ask_can_be_had_in_every_syntax(server, accept, text):
    assert text in server.ask("ASK {}", accept).text


@pytest.mark.parametrize(
    ("query", "accept"), [(ALL, "text/turtle"), (ALL, "image/png"), ("DESCRIBE <a:b>", "text/csv")]
)
def test_a_syntax_that_does_not_suit_the_query_is_not_acceptable(server, query, accept):
    assert server.ask(query, accept).status == 406


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_not_allowed(server, method):
    answer = server.send(method, "/sparql?query=ASK%7B%7D")
    assert answer.status == 405
    assert {"GET", "POST"} <= set(answer.headers["allow"].split(", "))


def test_a_query_can_come_as_get_as_form_and_as_body_and_in_utf_8(server):
    query = 'ASK { FILTER("ä" = "\\u00E4") }'
    assert server.get(f"/sparql?query={quote(query)}").truth()
    assert server.ask(query).truth()
    direct = server.send("POST", "/sparql", query.encode(), Content_Type="application/sparql-query; charset=UTF-8")
    assert direct.truth()


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"ASK {}", {}, 415),
        (b"ASK {}", {"Content_Type": "application/json"}, 415),
        (b"ASK {}", {"Content_Type": "application/sparql-query", "Content_Encoding": "gzip"}, 415),
        (b"ASK {}", {"Content_Type": "application/sparql-query; charset=latin1"}, 415),
        (b"CLEAR ALL", {"Content_Type": "application/sparql-update"}, 415),
        (b"ASK { '\xe4' }", {"Content_Type": "application/sparql-query"}, 400),
        (b"query=ASK%7B%7D&update=CLEAR%20ALL", {"Content_Type": "application/x-www-form-urlencoded"}, 400),
        (b"query=%FF", {"Content_Type": "application/x-www-form-urlencoded"}, 400),
        (b"query=ASK%7B%7D&default-graph-uri=a%20b", {"Content_Type": "application/x-www-form-urlencoded"}, 400),
        (b"#" * (1 << 20) + b"\nASK {}", {"Content_Type": "application/sparql-query"}, 413),
    ],
)
def test_a_body_that_is_no_query_is_refused_by_its_status(server, body, headers, status):
    assert server.send("POST", "/sparql", body, **headers).status == status


def test_a_body_without_a_told_length_is_cut_off_at_the_limit(server):
    pieces = (b"#" * 65536 for _ in range(20))
    assert server.send("POST", "/sparql", pieces, Content_Type="application/sparql-query").status == 413


def test_the_dataset_is_taken_from_the_protocol_then_from_the_query_then_all(server):
    graphs = [row["g"] for row in server.ask("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g").rows()]
    count = "SELECT (COUNT(*) AS ?n) %s WHERE { ?s ?p ?o }"

    def number(query: str, **parameters) -> int:
        return int(server.ask(query, **parameters).rows()[0]["n"])

    of_first = number(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graphs[0]}> {{ ?s ?p ?o }} }}")
    assert number(count % f"FROM <{graphs[0]}>") == of_first
    assert number(count % "", **{"default-graph-uri": graphs[0]}) == of_first
    assert number(count % f"FROM <{graphs[0]}> FROM <{graphs[1]}>", **{"default-graph-uri": graphs[0]}) == of_first
    assert number(count % "") > number(count % f"FROM <{graphs[0]}> FROM <{graphs[1]}>") > of_first
    assert number(count % "", **{"named-graph-uri": graphs[0]}) == 0
    assert not server.ask("ASK { GRAPH ?g { ?s ?p ?o } }", **{"default-graph-uri": graphs[0]}).truth()


def test_a_graph_that_the_store_does_not_hold_is_empty_in_the_protocol_and_refused_in_from(server):
    assert not server.ask("ASK { ?s ?p ?o }", **{"default-graph-uri": "http://example.org/none"}).truth()
    for clause in ("FROM <http://example.org/none>", "FROM NAMED <file:///etc/passwd>", "FROM # x\n <none>"):
        answer = server.ask(f"SELECT * {clause} WHERE {{ ?s ?p ?o }}")
        assert answer.status == 400
        assert "no graph of this store" in answer.text
    text = "PREFIX x: <http://example.org/> CONSTRUCT { ?s ?p 'FROM <a:b>' } FROM x:none WHERE { ?s ?p ?o }"
    assert "http://example.org/none" in server.ask(text).text


def test_an_answer_that_is_too_long_is_cut_and_says_so(server):
    answer = server.ask("SELECT * WHERE { ?s ?p ?o }")
    assert len(answer.rows()) == 500
    assert answer.headers["diplograph-rows-limited"].startswith("500;")
    triples = server.ask("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples")
    assert len(triples.text.splitlines()) == 500
    assert "diplograph-rows-limited" in triples.headers
    assert "diplograph-rows-limited" not in server.ask(f"{ALL} LIMIT 3").headers


def test_a_fault_of_a_query_is_told_at_its_place_in_the_users_text(server):
    answer = server.ask("SELECT * WHERE {\n ?s ?p }")
    assert answer.status == 400
    assert "error at 2:" in answer.text


def test_sparqlwrapper_works_against_it(server):
    wrapper = pytest.importorskip("SPARQLWrapper", reason="SPARQLWrapper is not installed (extra test)")
    client = wrapper.SPARQLWrapper(f"{server.address}/sparql")
    client.setQuery(ALL)
    for form in (wrapper.JSON, wrapper.XML, wrapper.CSV, wrapper.TSV):
        client.setReturnFormat(form)
        assert client.query().convert(), form
    client.setMethod(wrapper.POST)
    client.setReturnFormat(wrapper.JSON)
    assert len(client.queryAndConvert()["results"]["bindings"]) > 30
    client.setQuery("CONSTRUCT WHERE { ?s <https://w3id.org/diplograph/ontology#subject> ?o }")
    for form in (wrapper.TURTLE, wrapper.RDFXML, wrapper.JSONLD):
        client.setReturnFormat(form)
        assert client.query().response.status == 200, form
    client.setReturnFormat(wrapper.JSON)
    client.setQuery("SELECT * WHERE {")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed):
        client.query()


@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_rdflibs_sparqlstore_works_against_it(server, method, form):
    g = Graph(SPARQLStore(f"{server.address}/sparql", method=method, returnFormat=form))
    found = {row.claim for row in g.query(ALL)}
    assert found == {URIRef(row["claim"]) for row in server.ask(ALL).rows()}
    if form in ("xml", "json"):
        label = next(iter(g.objects(None, URIRef("http://www.w3.org/2004/02/skos/core#prefLabel"))))
        assert (None, None, label) in g


def test_another_origin_may_ask_only_where_cors_names_it(server, served, folder):
    assert (
        "access-control-allow-origin" not in server.get("/sparql?query=ASK%7B%7D", Origin="https://a.example").headers
    )
    with served(folder, "--cors", "https://a.example") as open_to_one:
        path = "/sparql?" + urlencode({"query": "ASK {}"})
        ours = open_to_one.get(path, Origin="https://a.example").headers
        assert ours["access-control-allow-origin"] == "https://a.example"
        assert "access-control-allow-origin" not in open_to_one.get(path, Origin="https://b.example").headers
        preflight = {"Origin": "https://a.example", "Access_Control_Request_Method": "POST"}
        assert open_to_one.send("OPTIONS", "/sparql", **preflight).status == 200


def test_a_browser_without_a_query_is_sent_to_the_form(server):
    answer = server.get("/sparql", Accept="text/html")
    assert (answer.status, answer.headers["location"]) == (303, "/query")
    assert server.get("/sparql").status == 400


def test_the_answer_of_a_construct_uses_our_prefixes(server):
    answer = server.ask("CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }", "text/turtle")
    assert "@prefix dg: <https://w3id.org/diplograph/ontology#> ." in answer.text
    assert " a dg:" in answer.text
