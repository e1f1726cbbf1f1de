import csv
import io
import json
from xml.etree import ElementTree

import pyoxigraph
import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import XSD

from graph.errors import ExportError
from graph.export.table import FORMATS, csv_text, format_rows, guarded, text_table
from graph.query import run
from graph.store import Rows

EX = URIRef("https://example.org/a")
ODD = Rows(
    ("s", "text"),
    (
        (EX, Literal('=1+1;"x"\nzwei', lang="de")),
        (URIRef("https://w3id.org/diplograph/ontology#rejects"), Literal("2025-03-13", datatype=XSD.date)),
        (BNode("b"), None),
        (None, Literal("<b>&amp;</b> \u0001 🦊")),
    ),
)


@pytest.mark.parametrize("name", ["json", "xml"])
def test_results_are_read_back_by_another_library(name):
    kind = {"json": pyoxigraph.QueryResultsFormat.JSON, "xml": pyoxigraph.QueryResultsFormat.XML}[name]
    answer = pyoxigraph.parse_query_results(format_rows(ODD, name).encode(), kind)
    back = [[None if term is None else term.value for term in row] for row in answer]
    expected = [[None if term is None else str(term) for term in row] for row in ODD]
    if name == "xml":
        expected[3][1] = expected[3][1].replace("\u0001", "")
    assert [v.value for v in answer.variables] == ["s", "text"]
    assert back == expected


def test_json_keeps_language_and_datatype():
    bindings = json.loads(format_rows(ODD, "json"))["results"]["bindings"]
    assert bindings[0]["text"]["xml:lang"] == "de"
    assert bindings[1]["text"]["datatype"] == str(XSD.date)
    assert "text" not in bindings[2]


def test_ask_is_a_boolean_in_every_format(sample):
    rows = run(sample, "ASK { GRAPH ?g { ?s a dg:Rejection } }")
    assert json.loads(format_rows(rows, "json"))["boolean"] is True
    assert ElementTree.fromstring(format_rows(rows, "xml"))[1].text == "true"
    assert format_rows(rows, "csv") == "answer\r\ntrue\r\n"


def test_construct_is_written_as_turtle_and_nothing_else_is(sample):
    rows = run(sample, "actor-graph", {"actor": "Juri Uschakow"})
    g = Graph().parse(data=format_rows(rows, "turtle"), format="turtle")
    assert set(g) == set(rows.rows)
    with pytest.raises(ExportError, match="suits CONSTRUCT, not SELECT"):
        format_rows(ODD, "turtle")


def test_an_unknown_format_is_refused():
    with pytest.raises(ExportError, match="formats are table, csv"):
        format_rows(ODD, "yaml")


def test_the_table_shows_names_in_place_of_iris(sample):
    text = format_rows(run(sample, "who-speaks-of-whom"), "table")
    assert text.splitlines()[0].split() == ["speaker", "subject", "relation", "claims"]
    assert "Vereinigte Staaten  Ukrainische Regierung  dg:accepts" in text
    assert "https://" not in text


def test_a_missing_name_falls_back_on_the_iri():
    rows = Rows(("actor", "actor_label"), ((EX, Literal("Name")), (EX, None)))
    assert format_rows(rows, "table").splitlines() == ["actor", "-" * 21, "Name", str(EX)]


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_the_table_keeps_to_the_width_of_the_terminal(sample, width):
    lines = format_rows(run(sample, "who-rejects"), "table", width=width).splitlines()
    assert len({len(line) for line in lines[1:2]}) == 1
    assert all(len(line) <= max(width, 8 * 8 + 14) for line in lines)


def test_cells_are_cut_with_an_ellipsis_and_shown_on_one_line():
    text = text_table(["a", "b"], [["kurz", "ein sehr langer\nText\x1b[31m"]], width=20)
    assert text.splitlines()[2] == "kurz  ein sehr lang…"
    assert "\x1b" not in text


def test_no_columns_give_no_table():
    assert text_table([], []) == ""


@pytest.mark.parametrize(
    "cell", ["=1+1", "+49 30", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "--1", "=cmd|'/c calc'!A0"]
)
def test_formulas_are_defused(cell):
    assert guarded(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "Text", "-1", "+3.5", "-0.25", "2025-03-13", "a=b", 3, 0.5, -1])
def test_plain_text_and_numbers_stay(cell):
    assert guarded(cell) == cell


def test_csv_is_read_back():
    rows = [["a;b", 'c"d', "e\nf", None, 'ä,"'], ["", "x", "y", "z", "1"]]
    back = list(csv.reader(io.StringIO(csv_text(list("12345"), rows), newline="")))
    assert back[1:] == [["a;b", 'c"d', "e\nf", "", 'ä,"'], ["", "x", "y", "z", "1"]]


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "turtle"])
def test_an_empty_answer_has_its_header(name):
    assert "text" in format_rows(Rows(("s", "text"), ()), name)
