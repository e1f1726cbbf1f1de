"""Rows are ordered here as SPARQL orders them, whatever the engine."""

import pytest
from rdflib import XSD, BNode, Literal, URIRef

from graph.query import library
from graph.query.order import ordered, without_order
from graph.store import Rows

A, B = URIRef("https://example.org/a"), URIRef("https://example.org/b")
ORDERED = [q for q in library() if without_order(q.sparql)[1] and not any(p.required for p in q.parameters)]
LABELS = "SELECT ?label (COUNT(DISTINCT ?claim) AS ?claims)\nWHERE {\n    GRAPH ?g { ?claim ?p ?label }\n}\nGROUP BY ?label\n"


def column(*terms, down=False):
    return [row[0] for row in ordered(Rows(("x",), tuple((term,) for term in terms)), (("x", down),))]


def test_unbound_comes_before_blank_nodes_iris_and_literals():
    node, text = BNode("n"), Literal("a")
    assert column(text, B, None, A, node) == [None, node, A, B, text]
    assert column(text, B, None, A, node, down=True) == [text, B, A, node, None]


def test_numbers_are_ordered_by_value():
    two, ten, half = (
        Literal("2", datatype=XSD.integer),
        Literal("10", datatype=XSD.integer),
        Literal("2.5", datatype=XSD.decimal),
    )
    assert column(ten, half, two) == [two, half, ten]


def test_the_first_variable_counts_most_and_equal_rows_keep_their_order():
    rows = Rows(("x", "y", "z"), ((B, A, Literal(1)), (A, B, Literal(2)), (A, A, Literal(3)), (A, A, Literal(4))))
    found = ordered(rows, (("x", False), ("y", True)))
    assert [int(row[2]) for row in found] == [2, 3, 4, 1]


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("ORDER BY DESC(?claims) ?label\n", (("claims", True), ("label", False))),
        ("ORDER BY\n    ?label", (("label", False),)),
        ("ORDER BY ?claim", ()),  # no column of the answer
        ("ORDER BY STRLEN(?label)", ()),
        ("ORDER BY ?label LIMIT 3", ()),
        ("", ()),
    ],
)
def test_only_an_order_by_columns_is_taken_away(end, expected):
    text, order = without_order(LABELS + end)
    assert order == expected
    assert text == (LABELS.rstrip("\n") if expected else LABELS + end)


@pytest.mark.parametrize("question", ORDERED, ids=lambda q: q.name)
def test_the_engine_would_give_the_same_order(sample, question):
    text, order = without_order(question.sparql)
    assert ordered(sample.select(text), order).rows == sample.select(question.sparql).rows
