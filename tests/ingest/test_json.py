"""JSON lines and JSON files, also the broken ones."""

import json
from datetime import date

import pytest

ARTICLE = "Der Kreml lehnt die Waffenruhe ab. Kiew stimmt ihr zu."


def record(**fields):
    return json.dumps({"text": ARTICLE, **fields}, ensure_ascii=False)


def test_json_lines(read, tmp_path):
    lines = [
        record(
            id="eins",
            title="Moskau lehnt ab",
            date="2025-03-13",
            url="https://example.org/1",
            publisher="Elbbote",
            author="J. B.",
            language="de",
        ),
        "",
        record(),
    ]
    (tmp_path / "k.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (first, second), errors = read(tmp_path)
    assert not errors
    assert (first.id, first.date, first.publisher, first.url) == (
        "eins",
        date(2025, 3, 13),
        "Elbbote",
        "https://example.org/1",
    )
    assert first.text == f"Moskau lehnt ab\n\n{ARTICLE}"
    assert first.offset_map == ((0, -17),)
    assert second.id == "k-3"
    assert second.origin.endswith("k.jsonl:3")
    assert second.text == ARTICLE


def test_title_that_the_text_begins_with_is_not_doubled(read, tmp_path):
    (tmp_path / "k.jsonl").write_text(
        record(title="Moskau  lehnt ab", text=f"Moskau lehnt\nab\n\n{ARTICLE}"), encoding="utf-8"
    )
    [document], _ = read(tmp_path)
    assert document.text == f"Moskau lehnt\nab\n\n{ARTICLE}"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "not valid JSON"),
        ('{"text": "ab"', "not valid JSON"),
        ("[]", "must be an object, not a list"),
        ('"Text"', "must be an object, not a string"),
        ("null", "not null"),
        ("17", "not a number"),
        ("{}", 'no "text"'),
        ('{"text": null}', "not null"),
        ('{"text": ["a"]}', "not a list"),
        ('{"text": {"de": "a"}}', "not an object"),
        ('{"text": ""}', "no text"),
        ('{"text": " \\n\\t "}', "no text"),
        ('{"text": "Anzeige"}', "no text"),
        (record(title=3), '"title" must be a string'),
        (record(id=True), '"id" must be a string'),
        (record(id=""), None),
        (record(id=" \n"), "id is empty"),
        (record(id="x" * 400), "longer than 300"),
        (record(date="13.03.2025"), "not a date"),
        (record(date="2025-02-30"), "not a date"),
        (record(date="0001-02-30"), "not a date"),
        (record(date="0001-01-01"), None),
        (record(date=20250313), '"date" must be a string'),
        (record(language=["de"]), '"language"'),
        ("[" * 100_000, "nested too deeply"),
        ('{"text": ' + "9" * 5000 + "}", "not valid JSON"),
        (b"\xff\xfe{", "not UTF-8"),
        (b'{"text": "\xe4h"}', "not UTF-8"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_the_rest_goes_on(read, tmp_path, line, words):
    line = line if isinstance(line, bytes) else line.encode()
    (tmp_path / "k.jsonl").write_bytes(record(id="vor").encode() + b"\n" + line + b"\n" + record(id="nach").encode())
    documents, errors = read(tmp_path)
    assert [document.id for document in documents if document.id in ("vor", "nach")] == ["vor", "nach"]
    if words is None:
        assert not errors
    else:
        assert len(errors) == 1
        assert "k.jsonl:2: " in errors[0]
        assert words in errors[0]


def test_json_lines_with_a_mark_and_odd_characters(read, tmp_path):
    (tmp_path / "k.jsonl").write_bytes(
        b"\xef\xbb\xbf" + json.dumps({"id": 7, "text": "Moskau\ud800 lehnt\u0000 ab."}).encode()
    )
    [document], errors = read(tmp_path)
    assert not errors
    assert (document.id, document.text) == ("7", "Moskau\ufffd lehnt  ab.")


def test_a_line_that_is_too_long_is_skipped_and_read_past(read, tmp_path, monkeypatch):
    monkeypatch.setattr("graph.ingest.jsonl.MAX_BYTES", 1000)
    (tmp_path / "k.jsonl").write_text(record(text="x" * 5000) + "\n" + record(id="nach") + "\n", encoding="utf-8")
    documents, errors = read(tmp_path)
    assert [document.id for document in documents] == ["nach"]
    assert "larger than 20 MB" in errors[0] or "longer than 20 MB" in errors[0]


def test_json_file_with_one_record_or_many(read, tmp_path):
    (tmp_path / "eins.json").write_text(record(), encoding="utf-8")
    (tmp_path / "viele.json").write_text(f"[{record(id='a')}, 3, {record()}]", encoding="utf-8")
    (tmp_path / "zahl.json").write_text("3", encoding="utf-8")
    documents, errors = read(tmp_path)
    assert [document.id for document in documents] == ["eins", "a", "viele-3"]
    assert len(errors) == 2
    assert "viele.json[2]" in errors[0]
