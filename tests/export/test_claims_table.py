"""Claims as tables: every attribute, with its type in Parquet."""

import csv
import io
from datetime import date

import pyarrow.parquet as pq
import pytest

from graph.export import write
from graph.export.claims_table import columns, full_rows
from graph.rdf.claims import participants
from graph.store import open_store
from tests.sample_graph import extractions, graphs

CLAIMS = {
    f"{claim.document}-{claim.relation}-{claim.sentence.start}": claim for e in extractions() for claim in e.claims
}


@pytest.fixture(scope="module")
def rows(sample):
    return list(full_rows(sample))


@pytest.fixture(scope="module")
def parquet(sample, tmp_path_factory):
    path = tmp_path_factory.mktemp("parquet") / "claims.parquet"
    write(sample, path)
    return pq.read_table(path)


def test_a_row_has_everything_that_the_claim_has(rows):
    assert len(rows) == len(CLAIMS)
    for row in rows:
        claim = CLAIMS[f"{row['document']}-{row['relation']}-{row['sentence_start']}"]
        assert row["subject_label"] == claim.subject.entity.label
        assert row["object_label"] == claim.object.entity.label
        assert (row["subject_start"], row["subject_end"]) == (claim.subject.start, claim.subject.end)
        assert row["modality"] == claim.modality.value
        assert row["negated"] == str(claim.negated).lower()
        assert row["trigger"] == claim.trigger.text
        assert row["rules"] == " ".join(claim.rules)
        assert row["confidence"] == claim.confidence
        assert row.get("source_label") == (claim.source.entity.label if claim.source else None)
        assert row.get("place_label") == (claim.place.entity.label if claim.place else None)
        assert row.get("time") == (claim.time.value if claim.time else None)
        assert row.get("time_text") == (claim.time.text if claim.time else None)
        assert row.get("conditions", "") == " | ".join(condition.entity.label for condition in claim.conditions)
        assert {str(part.entity.label) for part in participants(claim)} >= {row["subject_label"], row["object_label"]}


def test_chain_of_speakers_goes_from_the_outermost_to_the_innermost(rows):
    assert [row["attribution"] for row in rows if "|" in str(row.get("attribution"))] == [
        "Juri Uschakow (sagte) | Kreml (sagte)"
    ]


def test_actor_has_its_class_and_wikidata_item(rows):
    (row,) = [row for row in rows if row["subject_label"] == "Juri Uschakow"]
    assert (row["subject_class"], row["subject_wikidata"]) == ("Person", "Q4478793")
    assert row["object_class"] == "Proposal"


def test_csv_and_parquet_have_the_same_columns_and_values(sample, parquet, tmp_path):
    write(sample, tmp_path / "claims.csv")
    with (tmp_path / "claims.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert list(table[0]) == parquet.column_names == list(columns())
    for row, record in zip(table, parquet.to_pylist(), strict=True):
        for name, value in record.items():
            shown = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
            assert row[name].removeprefix("'") == shown, name


def test_parquet_has_types(parquet):
    record = parquet.to_pylist()[0]
    assert isinstance(record["date"], date)
    assert isinstance(record["negated"], bool)
    assert isinstance(record["confidence"], float)
    assert isinstance(record["sentence_start"], int)


def test_empty_store_has_columns(tmp_path):
    with open_store("oxigraph:") as store:
        write(store, tmp_path / "claims.parquet")
    assert pq.read_table(tmp_path / "claims.parquet").column_names == list(columns())


def test_date_of_a_foreign_store_may_be_none(tmp_path):
    with open_store("oxigraph:") as store:
        store.replace_many(graphs())
        lines = [line.decode().replace('"2025-04-01"^^', '"heuer"^^') for line in store.nquads()]
    assert any("heuer" in line for line in lines)
    from rdflib import Dataset

    ds = Dataset()
    ds.parse(io.StringIO("".join(lines)), format="nquads")
    with open_store("oxigraph:") as store:
        for g in ds.graphs():
            if len(g):
                store.replace(g.identifier, [(s, p, o, g.identifier) for s, p, o in g])
        write(store, tmp_path / "claims.parquet")
    assert None in pq.read_table(tmp_path / "claims.parquet").column("earliest").to_pylist()


def test_missing_package_is_told_with_its_remedy(sample, tmp_path, monkeypatch):
    from graph.errors import ExportError

    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(ExportError, match=r"pip install 'diplograph\[parquet\]'"):
        write(sample, tmp_path / "claims.parquet")
    assert not list(tmp_path.iterdir())
