"""A user's own decisions: read from a file, followed when names are linked, kept over rebuilding."""

from __future__ import annotations

import pytest

from graph.entities import find_mentions
from graph.errors import OntologyError
from graph.gazetteer import load_gazetteer, read_decisions
from graph.model import Document

BASE = "https://example.org/"
TWO_NAMES = """Ryanair Ryanair PROPN 2 nsubj _ Number=Sing
               klagt klagen VERB 0 root _ Number=Sing
               gegen gegen ADP 4 case
               Merz Merz PROPN 2 obl _ Number=Sing
               . . PUNCT 2 punct"""


@pytest.fixture
def file(tmp_path):
    def write(*rows, head="a,b,decision"):
        path = tmp_path / "meine.csv"
        path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
        return path

    return write


def labels(doc, *files):
    found = find_mentions(doc, Document("artikel", doc.text), load_gazetteer(files), base=BASE)
    return {doc.text[m.start_char : m.end_char]: (m.entity.label, m.entity.iri) for m in found}


def test_names_that_are_the_same_have_the_gazetteers_entity(parsed, file):
    found = labels(parsed(TWO_NAMES), file("Friedrich Merz,Ryanair,same"))
    assert {label for label, _ in found.values()} == {"Friedrich Merz"}


def test_names_that_are_the_same_have_the_first_name_and_one_iri(parsed, file):
    found = labels(parsed(TWO_NAMES), file("Die Opposition,Friedrich Merz,same"))
    assert found["Merz"] == ("Die Opposition", f"{BASE}actor/die-opposition")


def test_name_that_is_another_gets_an_entity_of_its_own(parsed, file):
    found = labels(parsed(TWO_NAMES), file("Merz,Friedrich Merz,different"))
    assert found["Merz"] == ("Merz", f"{BASE}actor/merz")


def test_full_name_stays_where_the_short_one_is_another(parsed, file):
    doc = parsed("""Friedrich Friedrich PROPN 3 nsubj _ Number=Sing
                    Merz Merz PROPN 1 flat _ Number=Sing
                    zögert zögern VERB 0 root _ Number=Sing""")
    assert labels(doc, file("Merz,Friedrich Merz,different"))["Friedrich Merz"][0] == "Friedrich Merz"


def test_without_a_decision_nothing_changes(parsed):
    assert labels(parsed(TWO_NAMES))["Merz"][0] == "Friedrich Merz"


@pytest.mark.parametrize("row", ["Merz,,same", ",Merz,same", "Merz,Scholz,vielleicht"])
def test_row_that_decides_nothing_is_told(file, row):
    with pytest.raises(OntologyError, match=r"meine\.csv:2"):
        read_decisions(file(row))


def test_file_of_another_kind_is_told(file):
    with pytest.raises(OntologyError, match="a,b,decision"):
        read_decisions(file("x,y", head="label,class"))


def test_decisions_are_kept_in_order(file):
    found = read_decisions(file("A,B,same", "C,D,different"))
    assert [(d.a, d.b, d.same) for d in found] == [("A", "B", True), ("C", "D", False)]
