"""What people coded, as claims that know their coder, beside those that were extracted."""

import io
import sqlite3
from collections import Counter

import pytest
from rdflib import Graph

from graph.dna import import_codings, write_dna
from graph.dna.tables import read_tables
from graph.errors import ExportError, IngestError
from graph.gazetteer import load_gazetteer
from graph.ingest import read_documents
from graph.links import refresh
from graph.namespaces import DEFAULT_BASE, DG
from graph.network import StatementFilter, read_statements
from graph.query import run
from graph.store import open_store
from graph.store.validate import validate
from tests.debate import graphs
from tests.dna.conftest import database

FLIP = "UPDATE DATABOOLEAN SET Value = 1 - Value WHERE StatementId = (SELECT MIN(ID) FROM STATEMENTS WHERE Coder = 9)"


@pytest.fixture
def store():
    with open_store("oxigraph:") as store:
        store.replace_many(graphs())
        yield store


def said(store, **choice):
    statements, names = read_statements(store, StatementFilter(hearsay=True, **choice))
    return sorted((names[entry.actor], names[entry.topic], entry.agreement, entry.document) for entry in statements)


def test_codings_stand_beside_the_claims_of_the_machine(store, coded):
    before = said(store)
    report = import_codings(coded(), store)
    assert report.coders == {"Anna"}
    assert said(store, include=(("coder", "diplograph"),)) == before
    by_anna = said(store, include=(("coder", "Anna"),))
    assert by_anna == [entry for entry in before if entry[1] == "Waffenruhe"]
    assert report.claims == len(by_anna)


def test_coding_points_at_the_words_and_the_article_of_the_machine(store, coded):
    import_codings(coded(), store)
    rows = run(store, "coding-comparison").records()
    assert {row["passage"] for row in rows} == {row["sentence"] for row in rows}
    assert all(row["stance"] == row["found"] for row in rows)


def test_comparison_shows_where_a_person_differs(store, coded):
    import_codings(coded(FLIP), store)
    differing = [row for row in run(store, "coding-comparison").records() if row["stance"] != row["found"]]
    assert len(differing) == 1
    assert differing[0]["coder"] == "Anna"


def test_two_coders_of_one_article_are_kept_apart(store, coded):
    path = coded(
        "INSERT INTO CODERS(ID, Name, Password) VALUES(10, 'Ben', 'x')",
        "UPDATE STATEMENTS SET Coder = 10 WHERE ID = (SELECT MAX(ID) FROM STATEMENTS WHERE Coder = 9)",
    )
    assert import_codings(path, store).coders == {"Anna", "Ben"}
    assert len(said(store, include=(("coder", "Ben"),))) == 1


def test_graph_with_codings_keeps_to_the_shapes(store, coded):
    import_codings(coded(), store)
    g = Graph()
    for s, p, o, _ in store.quads():
        g.add((s, p, o))
    assert validate(g).lines() == []


def test_second_import_replaces_the_first(store, coded):
    import_codings(coded(), store)
    path = coded("DELETE FROM STATEMENTS WHERE Coder = 9 AND ID <> (SELECT MIN(ID) FROM STATEMENTS WHERE Coder = 9)")
    import_codings(path, store)
    assert len(said(store, include=(("coder", "Anna"),))) == 1


def test_what_was_imported_is_exported_and_imported_again_without_loss(store, coded):
    path = coded(
        "UPDATE ENTITIES SET Red = 17 WHERE Value = 'Ukraine'", "INSERT INTO REGEXES(Label, Red) VALUES('w.ff', 3)"
    )
    import_codings(path, store)
    out = io.BytesIO()
    write_dna(store, out, read_documents([str(path)]))
    before, after = (read_tables(database(content)) for content in (path.read_bytes(), out.getvalue()))
    for table in before.keys() - {"CODERS", "CODERRELATIONS", "STATEMENTS", "DOCUMENTS", "ATTRIBUTEVALUES"}:
        rows = [row for row in after[table] if row in before[table]]
        assert table.startswith("DATA") or rows == before[table], table
    hand = [row for row in before["STATEMENTS"] if row["Coder"] == 9]
    assert [row for row in after["STATEMENTS"] if row["Coder"] == 9] == hand
    path.write_bytes(out.getvalue())
    with open_store("oxigraph:") as other:
        import_codings(path, other)
        assert said(other) == said(store, include=(("coder", "Anna"),))


def test_codings_of_two_files_do_not_fit_into_one(store, coded):
    import_codings(coded(), store)
    import_codings(coded(coder="Ben", name="ben.dna"), store)
    with pytest.raises(ExportError, match=r"anna, ben"):
        write_dna(store, io.BytesIO())


def test_documents_of_a_database_are_articles(exported, tmp_path):
    path = tmp_path / "debatte.dna"
    path.write_bytes(exported)
    found = list(read_documents([str(path)]))
    assert len(found) == database(exported).execute("SELECT COUNT(*) FROM DOCUMENTS").fetchone()[0]
    assert found[0].id.startswith(("Beispielblatt/", "Tagesbote/", "Nordblatt/", "Morgenpost Muster/"))
    assert found[0].date is not None


def test_document_of_dna_itself_is_named_by_file_and_number(exported, tmp_path):
    connection = database(exported)
    connection.execute("UPDATE DOCUMENTS SET Notes = ''")
    connection.commit()
    path = tmp_path / "debatte.dna"
    path.write_bytes(connection.serialize())
    assert [article.id for article in read_documents([str(path)])][:2] == ["debatte/1", "debatte/2"]


def test_offsets_hold_in_the_cleaned_text(store, coded, tmp_path):
    path = coded()
    connection = sqlite3.connect(path)
    # A soft hyphen and a character that Java counts twice before everything that is coded.
    connection.execute("UPDATE DOCUMENTS SET Text = '😀Ter\u00admin. ' || Text")
    connection.execute("UPDATE STATEMENTS SET Start = Start + 11, Stop = Stop + 11")
    connection.commit()
    connection.close()
    with open_store("oxigraph:") as other:
        import_codings(path, other)
        passages = {row["passage"] for row in run(other, "coding-comparison").records()}
    import_codings(coded(name="plain.dna"), store)
    assert passages == {row["passage"] for row in run(store, "coding-comparison").records()}


def test_person_speaks_on_behalf_of_the_organization(store, coded):
    path = coded(
        "UPDATE DATASHORTTEXT SET Entity = (SELECT ENTITIES.ID FROM ENTITIES JOIN VARIABLES ON VARIABLES.ID = VariableId"
        " WHERE Value = 'Ukraine' AND Variable = 'organization' AND StatementTypeId = 1)"
        " WHERE VariableId = (SELECT ID FROM VARIABLES WHERE Variable = 'organization' AND StatementTypeId = 1)",
        "INSERT INTO ENTITIES(ID, VariableId, Value) SELECT 9000, ID, 'Olena Muster' FROM VARIABLES"
        " WHERE Variable = 'person' AND StatementTypeId = 1",
        "UPDATE DATASHORTTEXT SET Entity = 9000"
        " WHERE VariableId = (SELECT ID FROM VARIABLES WHERE Variable = 'person' AND StatementTypeId = 1)",
    )
    import_codings(path, store)
    anna = (("coder", "Anna"),)
    assert {actor for actor, *_ in said(store, include=anna)} == {"Olena Muster"}
    assert {actor for actor, *_ in said(store, include=anna, actor="organization")} == {"Ukraine"}


def test_variables_may_have_other_names(store, coded):
    rename = "UPDATE VARIABLES SET Variable = 'Forderung' WHERE Variable = 'concept'"
    with pytest.raises(IngestError, match=r"--variable concept="):
        import_codings(coded(rename), store)
    assert import_codings(coded(rename), store, variables={"concept": "Forderung"}).claims > 0


def test_statement_without_an_actor_is_kept_for_the_way_back(store, coded):
    path = coded(
        "INSERT INTO ENTITIES(ID, VariableId, Value) SELECT 9000, ID, '' FROM VARIABLES"
        " WHERE Variable = 'organization' AND StatementTypeId = 1",
        "UPDATE DATASHORTTEXT SET Entity = 9000 WHERE VariableId IN (SELECT ID FROM VARIABLES WHERE Variable = 'organization' AND StatementTypeId = 1)",
    )
    report = import_codings(path, store)
    assert report.kept > 0
    assert "other statements kept" in str(report)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "not a database"),
        (b"Kein SQLite", "not a database"),
        (b"SQLite format 3\x00" + b"\x00" * 100, "damaged"),
        (None, "no such file"),
    ],
)
def test_file_that_is_none_is_told(store, tmp_path, content, told):
    path = tmp_path / "kaputt.dna"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(IngestError, match=told):
        import_codings(path, store)


def test_other_database_is_told(store, tmp_path):
    connection = sqlite3.connect(tmp_path / "fremd.dna")
    connection.execute("CREATE TABLE X(Y)")
    connection.commit()
    connection.close()
    with pytest.raises(IngestError, match="Discourse Network Analyzer 3"):
        import_codings(tmp_path / "fremd.dna", store)


def test_article_with_another_text_is_told(store, coded):
    with pytest.raises(IngestError, match="another one than that of the article"):
        import_codings(coded("UPDATE DOCUMENTS SET Text = 'Neu: ' || Text"), store)


def test_truncated_database_is_told(store, coded):
    path = coded()
    path.write_bytes(path.read_bytes()[:20000])
    with pytest.raises(IngestError, match=r"damaged|not a database"):
        import_codings(path, store)


def test_values_of_a_wrong_type_break_nothing(store, coded):
    path = coded(
        "PRAGMA ignore_check_constraints = ON",
        "UPDATE STATEMENTS SET Start = 'viel', Stop = 'mehr' WHERE ID = (SELECT MIN(ID) FROM STATEMENTS WHERE Coder = 9)",
        "UPDATE CODERS SET Red = x'ff' WHERE ID = 9",
    )
    assert import_codings(path, store).kept >= 1


def counted(store):
    return {
        (row["actor"], row["relation"], row["object"]): int(row["claims"])
        for row in run(store, "strongest-stances").records()
    }


def recurring(store):
    """Count the edges of several claims in the list of all claims."""
    rows = [row for row in run(store, "claims").records() if row["negated"] == "false"]
    found = Counter((row["subject"], str(DG[row["relation"]]), row["object"]) for row in rows)
    return {edge: number for edge, number in found.items() if number > 1}


def test_codings_count_in_the_edges_across_articles(store, coded):
    refresh(store, load_gazetteer(), base=DEFAULT_BASE, changed=True)
    before = counted(store)
    assert before == recurring(store)
    import_codings(coded(), store)
    assert counted(store) == recurring(store) != before


def test_import_that_breaks_off_leaves_no_links_of_the_claims_as_they_were(store, coded, monkeypatch):
    refresh(store, load_gazetteer(), base=DEFAULT_BASE, changed=True)
    assert counted(store)
    with monkeypatch.context() as patch:
        patch.setattr(type(store), "replace_many", lambda self, graphs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            import_codings(coded(), store)
    assert counted(store) == {}
    import_codings(coded(), store)
    assert counted(store)
