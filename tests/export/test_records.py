import csv
import io
import json

from graph.export.records import claim_record, claims_csv, jsonl
from graph.model import Entity, Kind, Participant
from tests.sample_graph import KREMLIN, NEUTRAL, RIYADH, TRUCE, USA, claim, extractions

ORDER = ["id", "document", "sentence", "subject", "relation", "object", "negated", "modality", "source", "conditions",
         "place", "time", "quote", "trigger", "confidence", "attribution", "rules"]  # fmt: skip


def full():
    return claim(
        "a",
        0,
        KREMLIN,
        "accepts",
        TRUCE,
        negated=True,
        speakers=(USA, KREMLIN),
        conditions=(NEUTRAL,),
        place=RIYADH,
        time="2025-03-18",
    )


def test_the_keys_stand_in_the_promised_order():
    assert list(claim_record(full())) == ORDER
    assert list(claim_record(full())["subject"]) == ["text", "start", "end", "label", "iri", "type"]
    assert claim_record(full())["object"]["concept"] == "ceasefire"


def test_the_source_is_the_innermost_speaker():
    record = claim_record(full())
    assert record["source"] == record["attribution"][-1]["speaker"]
    assert [link["speaker"]["label"] for link in record["attribution"]] == ["Vereinigte Staaten", "Kreml"]


def test_a_claim_of_the_article_itself_has_nulls():
    record = claim_record(claim("a", 0, KREMLIN, "rejects", TRUCE))
    assert [record[key] for key in ("source", "place", "time", "quote")] == [None] * 4
    assert (record["conditions"], record["attribution"]) == ([], [])


def test_every_line_is_json_and_valid_utf_8():
    odd = Entity("https://example.org/x", "halb \ud800 \u2028", Kind.ACTOR)
    lines = list(jsonl([full(), claim("a", 1, odd, "rejects", TRUCE)]))
    assert [json.loads(line.encode("utf-8"))["relation"] for line in lines] == ["accepts", "rejects"]
    assert all(line.count("\n") == 1 for line in lines)
    assert "30-tägige" in lines[0]


def test_csv_has_a_row_a_claim_and_can_be_written_in_pieces():
    claims = [entry for extraction in extractions() for entry in extraction.claims]
    whole = claims_csv(claims)
    pieces = claims_csv(()) + "".join(claims_csv([entry], header=False) for entry in claims)
    assert pieces == whole
    rows = list(csv.DictReader(io.StringIO(whole, newline="")))
    assert [row["id"] for row in rows] == [entry.id for entry in claims]
    assert {row["negated"] for row in rows} == {"true", "false"}
    assert [row["conditions"] for row in rows if row["conditions"]] == ["Verzicht auf den NATO-Beitritt"]
    assert all(None not in row and None not in row.values() for row in rows)


def test_csv_survives_lone_surrogates():
    odd = Entity("https://example.org/x", "halb \ud800", Kind.ACTOR)
    assert "halb \\ud800" in claims_csv([claim("a", 1, odd, "rejects", TRUCE)])
    assert claims_csv([claim("a", 1, odd, "rejects", TRUCE)]).encode("utf-8")


def test_a_text_that_looks_like_a_formula_is_defused():
    odd = Entity("https://example.org/x", "=1+1", Kind.ACTOR)
    assert Participant("=1+1", 0, 4, odd).text in claims_csv([claim("a", 1, odd, "rejects", TRUCE)])
    assert ",'=1+1," in claims_csv([claim("a", 1, odd, "rejects", TRUCE)])
