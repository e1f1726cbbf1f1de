import pytest
from rdflib import Literal, URIRef

from graph.errors import QueryError
from graph.store.syntax import bind, check_query

SERVICE = "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }"


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * WHERE {{ {SERVICE} }}",
        "SELECT * WHERE { service silent ?x { ?s ?p ?o } }",
        "SELECT * WHERE { SERVIC\\u0045 <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * WHERE { SERVIC\\U00000045 <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * WHERE { SERVICE:x { ?s ?p ?o } }",
        "SELECT * WHERE { ?s ?p ?o FILTER(?s<'x>') " + SERVICE + " FILTER('' = ' ') }",
        'SELECT * WHERE { ?s ?p ?o FILTER(?s<"x>") ' + SERVICE + ' FILTER("" = " ") }',
        'SELECT * WHERE { VALUES ?x {""" "} ' + SERVICE + ' VALUES ?y {" """} }',
        "SELECT * WHERE { #'\n " + SERVICE + " #'\n }",
        "ASK { { SELECT * { " + SERVICE + " } } }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o . OPTIONAL { " + SERVICE + " } }",
    ],
)
def test_service_is_refused_however_it_is_written(text):
    with pytest.raises(QueryError, match="SERVICE"):
        check_query(text)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * WHERE { ?s ?p "Secret Service { SERVICE <x> }" }',
        "SELECT * WHERE { ?s ?p 'it\\'s SERVICE' } # SERVICE <x> {",
        "SELECT * WHERE { ?service <https://example.org/service> ?o }",
        "PREFIX ex: <https://example.org/> SELECT * WHERE { ?s ex:service ?o FILTER(1 < 2 && 3 > 2) }",
        'SELECT * WHERE { ?s ?p """lang SERVICE Text""" }',
    ],
)
def test_the_word_in_text_names_or_comments_is_no_service(text):
    assert check_query(text) == "SELECT"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("# select\nPREFIX a: <b:c> BASE <d:e> ask {}", "ASK"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT"),
        ("DESCRIBE <a:b>", "DESCRIBE"),
    ],
)
def test_the_form_is_told(text, form):
    assert check_query(text) == form


@pytest.mark.parametrize(
    "text",
    ["CLEAR ALL", "LOAD <http://127.0.0.1/>", "WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "", "# nothing"],
)
def test_updates_are_refused(text):
    with pytest.raises(QueryError, match="only SELECT"):
        check_query(text)


def test_two_statements_in_one_text_are_refused():
    with pytest.raises(QueryError):
        check_query("SELECT * WHERE { ?s ?p ?o } ; DROP ALL")


def test_values_are_put_at_the_head_of_the_where_group():
    text = bind(
        'SELECT ("{" AS ?x) ?s WHERE { ?s ?p ?o }', {"o": Literal('"} } DELETE'), "s": URIRef("https://example.org/a")}
    )
    assert (
        text == 'SELECT ("{" AS ?x) ?s WHERE { VALUES (?o ?s) { ("\\"} } DELETE" <https://example.org/a>) }  ?s ?p ?o }'
    )
    assert check_query(text) == "SELECT"


def test_the_template_of_construct_is_not_the_where_group():
    assert "} WHERE { VALUES (?s) {" in bind("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", {"s": URIRef("a:b")})


def test_a_query_without_where_group_cannot_be_bound():
    with pytest.raises(QueryError, match="no WHERE group"):
        bind("CONSTRUCT WHERE { ?s ?p ?o }", {"s": URIRef("a:b")})


WITH = """SELECT ?s WHERE {
    GRAPH ?g {
        # with kind: ?s a ?kind .
        # with s:
        # with day: FILTER(?o >= ?day) # and more
        ?s ?p ?o
    }
}"""


def test_a_line_for_a_parameter_is_switched_on_with_its_value():
    bound = bind(WITH, {"kind": URIRef("urn:k")})
    assert "        ?s a <urn:k> .\n" in bound
    assert "# with s:" in bound
    assert "VALUES" not in bound
    assert bind(WITH, {}) == WITH


def test_an_empty_line_for_a_parameter_becomes_its_values():
    bound = bind(WITH, {"s": URIRef("urn:s")})
    assert "        VALUES ?s { <urn:s> }\n" in bound
    assert bound.count("VALUES") == 2


def test_a_line_for_several_parameters_is_switched_on_where_all_are_given():
    both = WITH.replace("# with s:", "# with kind and day: ?s a ?kind ; ?p ?day .").replace(
        "# with kind:", "# with kind and s:", 1
    )
    kind, day, s = URIRef("urn:k"), Literal("1"), URIRef("urn:s")
    assert '        ?s a <urn:k> ; ?p "1" .\n' in bind(both, {"kind": kind, "day": day})
    assert "# with kind and day: ?s" in bind(both, {"day": day})
    with pytest.raises(QueryError, match="no variable of this name"):
        bind(both, {"kind": kind})
    assert "<urn:s> a <urn:k> .\n" in bind(both, {"kind": kind, "s": s})
    empty = WITH.replace("# with s:", "# with s and o:")
    assert "        VALUES ?o { <urn:k> } VALUES ?s { <urn:s> }\n" in bind(empty, {"o": kind, "s": s})


def test_a_value_in_a_line_for_a_parameter_cannot_leave_its_literal():
    bound = bind(WITH, {"day": Literal('") } } DROP ALL #')})
    assert 'FILTER(?o >= "\\") } } DROP ALL #") # and more\n' in bound


def test_what_looks_like_such_a_line_in_a_string_stays_as_it_is():
    text = "SELECT ?s WHERE { GRAPH ?g { ?s ?p '''\n# with s: } ; DROP ALL\n''' } }"
    assert "# with s: } ; DROP ALL" in bind(text, {"s": URIRef("urn:s")})


def test_a_line_that_is_switched_on_may_not_call_other_hosts():
    text = "SELECT ?s WHERE {\n# with s: SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }\n ?s ?p ?o }"
    with pytest.raises(QueryError, match="SERVICE"):
        bind(text, {"s": URIRef("urn:s")})
