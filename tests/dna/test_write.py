"""The database that DNA opens: tables, texts, offsets, coders."""

import io
import sqlite3

import pytest

from graph.dna import write_dna
from graph.dna.rows import LONGEST
from graph.dna.tables import COLUMNS, is_password, names, password_hash, read_tables, write_tables
from graph.errors import ExportError
from graph.model import Document
from graph.store import open_store
from tests.debate import PEOPLE, THINGS, Line, extractions, graphs, lines
from tests.dna.conftest import database

# One claim of each kind: with and without a stance, of a person and of a state.
TRUCE = THINGS["30-tägige Waffenruhe"]
TALKS = THINGS["Friedensgespräche"]


def filled(*found):
    store = open_store("oxigraph:")
    store.replace_many(graphs(found or None))
    return store


def written(store, *articles, **choice):
    out = io.BytesIO()
    write_dna(store, out, articles, **choice)
    return database(out.getvalue())


VALUES = """
SELECT VARIABLES.Variable, COALESCE(ENTITIES.Value, DATABOOLEAN.Value, DATAINTEGER.Value, DATALONGTEXT.Value)
FROM STATEMENTS JOIN VARIABLES ON VARIABLES.StatementTypeId = STATEMENTS.StatementTypeId
LEFT JOIN DATASHORTTEXT ON DATASHORTTEXT.StatementId = STATEMENTS.ID AND DATASHORTTEXT.VariableId = VARIABLES.ID
LEFT JOIN ENTITIES ON ENTITIES.ID = DATASHORTTEXT.Entity
LEFT JOIN DATABOOLEAN ON DATABOOLEAN.StatementId = STATEMENTS.ID AND DATABOOLEAN.VariableId = VARIABLES.ID
LEFT JOIN DATAINTEGER ON DATAINTEGER.StatementId = STATEMENTS.ID AND DATAINTEGER.VariableId = VARIABLES.ID
LEFT JOIN DATALONGTEXT ON DATALONGTEXT.StatementId = STATEMENTS.ID AND DATALONGTEXT.VariableId = VARIABLES.ID
WHERE STATEMENTS.ID = ?
"""


def test_claim_with_a_stance_is_a_dna_statement():
    db = written(filled(Line("2025-03-13", "Blatt", PEOPLE["Ukraine"], "rejects", TRUCE, "Kiew sagt Nein.")))
    (kind,) = db.execute(
        "SELECT Label FROM STATEMENTTYPES WHERE ID = (SELECT StatementTypeId FROM STATEMENTS)"
    ).fetchone()
    values = dict(db.execute(VALUES, [1]))
    assert kind == "DNA Statement"
    assert {name: values[name] for name in ("organization", "concept", "agreement", "relation", "confidence")} == {
        "organization": "Ukraine",
        "concept": "Waffenruhe",
        "agreement": 0,
        "relation": "rejects",
        "confidence": 90,
    }
    assert values["person"] == values["source"] == ""


def test_claim_without_a_stance_has_no_agreement():
    db = written(filled(Line("2025-03-13", "Blatt", PEOPLE["Türkei"], "consults", TALKS, "Ankara berät.")))
    (kind,) = db.execute("SELECT Label FROM STATEMENTTYPES").fetchone()
    assert kind == "Claim without stance"
    assert "agreement" not in dict(db.execute(VALUES, [1]))


def test_statement_stands_at_its_sentence_in_a_text_made_of_sentences():
    db = written(filled())
    for text, start, stop in db.execute(
        "SELECT Text, Start, Stop FROM STATEMENTS JOIN DOCUMENTS ON DocumentId = DOCUMENTS.ID"
    ):
        assert text[start:stop] in {line.sentence for line in lines()}


def test_given_texts_are_whole_and_a_changed_one_is_told():
    line = Line("2025-03-13", "Blatt", PEOPLE["Ukraine"], "rejects", TRUCE, "Kiew sagt Nein.")
    (extraction,) = extractions([line])
    db = written(filled(line), extraction.document)
    assert db.execute("SELECT Text FROM DOCUMENTS").fetchall() == [(extraction.document.text,)]
    with pytest.raises(ExportError, match="has changed"):
        written(filled(line), Document(extraction.document.id, "Ein anderer Text."))


def test_offsets_are_those_of_java():
    line = Line("2025-03-13", "Blatt", PEOPLE["Ukraine"], "rejects", TRUCE, "Kiew 😀 sagt 😀 Nein.")
    second = Line("2025-03-13", "Blatt", PEOPLE["Russland"], "rejects", TRUCE, "Moskau auch.")
    db = written(filled(line, second))
    text, start, stop = db.execute(
        "SELECT Text, Start, Stop FROM STATEMENTS JOIN DOCUMENTS ON DocumentId = DOCUMENTS.ID ORDER BY Start DESC"
    ).fetchone()
    assert text.encode("utf-16-le")[2 * start : 2 * stop].decode("utf-16-le") == "Moskau auch."


def test_document_carries_what_is_known_of_the_article():
    db = written(
        filled(Line("2025-03-13", "Blatt", PEOPLE["Ukraine"], "rejects", TRUCE, "Nein.", title="Kiew bleibt hart"))
    )
    assert db.execute("SELECT Title, Source, Notes, datetime(Date, 'unixepoch') FROM DOCUMENTS").fetchone() == (
        "Kiew bleibt hart",
        "Blatt",
        "diplograph article: Blatt/2025-03-13",
        "2025-03-13 00:00:00",
    )


def test_undated_article_says_so():
    db = written(filled(Line("", "Blatt", PEOPLE["Ukraine"], "rejects", TRUCE, "Nein.")))
    # Line has no year without a day, so its article has no date.
    assert db.execute("SELECT Date, Notes LIKE '%undated' FROM DOCUMENTS").fetchone() == (0, 1)


def test_actor_has_its_class_and_iri_as_attributes():
    db = written(filled(Line("2025-03-13", "Blatt", PEOPLE["Ukraine"], "rejects", TRUCE, "Nein.")))
    rows = db.execute(
        "SELECT Variable, AttributeVariable, AttributeValue FROM ATTRIBUTEVALUES"
        " JOIN ATTRIBUTEVARIABLES ON ATTRIBUTEVARIABLES.ID = AttributeVariableId"
        " JOIN VARIABLES ON VARIABLES.ID = ATTRIBUTEVARIABLES.VariableId"
    ).fetchall()
    assert ("organization", "IRI", PEOPLE["Ukraine"].iri) in rows


def test_coders_open_the_file_with_the_password(exported):
    coders = dict(database(exported).execute("SELECT Name, Password FROM CODERS"))
    assert list(coders) == ["Admin", "diplograph"]
    assert all(is_password("geheim", stored) for stored in coders.values())
    assert not any(is_password("diplograph", stored) for stored in coders.values())


def test_password_of_another_program_is_known():
    # Made with the library that DNA uses (jasypt's StrongPasswordEncryptor) of the word "sample".
    stored = "t7STqOHxpl+RXxRUgjsEno+e/38banaYjANbdYQ1geGfH6Xlc2roWgYrPbpCeg5M"
    assert is_password("sample", stored)
    assert not is_password("Sample", stored)
    assert len(password_hash("sample", "Admin")) == len(stored)


def test_database_is_sound_and_the_same_each_time(exported):
    db = database(exported)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    with open_store("oxigraph:") as store:
        store.replace_many(list(graphs())[::-1])
        out = io.BytesIO()
        write_dna(store, out, password="geheim")
    assert out.getvalue() == exported


def test_every_statement_has_a_value_for_every_variable(exported):
    db = database(exported)
    for number, *_ in db.execute("SELECT ID FROM STATEMENTS"):
        assert all(value is not None for _, value in db.execute(VALUES, [number]))


def test_long_names_are_cut():
    long = Line("2025-03-13", "Blatt", PEOPLE["Ukraine"], "states", THINGS["Kursk"], "Nein.", title="Wort " * 100)
    (title,) = written(filled(long)).execute("SELECT Title FROM DOCUMENTS").fetchone()
    assert len(title) <= LONGEST
    assert title.endswith("…")


def test_tables_that_break_a_rule_are_not_written():
    tables = {table: [] for table in COLUMNS}
    tables["DATABOOLEAN"] = [dict.fromkeys(names("DATABOOLEAN"), 1)]
    with pytest.raises(sqlite3.IntegrityError):
        write_tables(tables)


def test_tables_come_back_as_they_were(exported):
    tables = read_tables(database(exported))
    assert read_tables(database(write_tables(tables))) == tables
    assert sum(len(rows) for rows in tables.values()) > 400
