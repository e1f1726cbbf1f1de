"""Files, folders, patterns and standard input, also the nasty ones."""

import io
import json
import os
import sys
from datetime import date

import pytest

from graph.errors import IngestError
from graph.ingest import read_documents

ARTICLE = "Der Kreml lehnt die Waffenruhe ab. Kiew stimmt ihr zu."
PAGE = """<!DOCTYPE html><html lang="de"><head><meta charset="{charset}"><title>Moskau lehnt ab</title>
<meta property="og:site_name" content="Der Elbbote">
<meta property="article:published_time" content="2025-03-13T09:00:00+01:00"></head>
<body><nav><a href="/">Start</a></nav><article><h1>Moskau lehnt ab</h1>
<p>Der Kreml lehnt die vorgeschlagene Waffenruhe über dreißig Tage ab.
Das teilte der Sprecher des Präsidenten am Donnerstag mit.</p>
<p>Kiew hatte dem Vorschlag zuvor in Dschidda zugestimmt und auf eine schnelle Antwort aus Moskau gehofft.</p>
</article></body></html>"""


def record(**fields):
    return json.dumps({"text": ARTICLE, **fields}, ensure_ascii=False)


def test_plain_text_with_a_head(read, tmp_path):
    file = tmp_path / "kreml.txt"
    file.write_text(
        f"Moskau lehnt ab\nDer Elbbote, 13. März 2025, 14:30 Uhr\nVon Jana van Dyk\n\n{ARTICLE}\n", encoding="utf-8"
    )
    [document], errors = read(file)
    assert not errors
    assert (document.id, document.title, document.date) == ("kreml", "Moskau lehnt ab", date(2025, 3, 13))
    assert (document.publisher, document.author, document.language) == ("Der Elbbote", "Jana van Dyk", "de")
    assert document.text.index(ARTICLE) == file.read_text(encoding="utf-8").index(ARTICLE)
    assert "Elbbote" not in document.text
    assert document.offset_map == ()
    assert document.origin == str(file)


@pytest.mark.parametrize(
    "line",
    [
        "13.03.2025",
        "Donnerstag, 13. März 2025",
        "Stand: 13.03.2025, 18.00 Uhr",
        "Rheinkurier | 13.3.2025",
        "Rheinkurier – 2025-03-13",
    ],
)
def test_date_lines(read, tmp_path, line):
    (tmp_path / "a.txt").write_text(f"Moskau lehnt ab\n{line}\n\n{ARTICLE}", encoding="utf-8")
    [document], _ = read(tmp_path)
    assert document.date == date(2025, 3, 13)
    assert document.publisher in (None, "Rheinkurier")
    assert line not in document.text


@pytest.mark.parametrize("line", ["Am 13. März 2025 lehnte Moskau ab.", "13. März 2025: Moskau lehnt ab", "32.01.2025"])
def test_lines_with_a_date_that_are_text(read, tmp_path, line):
    (tmp_path / "a.txt").write_text(f"{line}\n\n{ARTICLE}", encoding="utf-8")
    [document], _ = read(tmp_path)
    assert document.date is None
    assert line in document.text


def test_date_of_the_name_counts_where_the_head_has_none(read, tmp_path):
    (tmp_path / "2025-03-12-a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "2025-03-12-b.txt").write_text(f"Titel\n13.03.2025\n\n{ARTICLE}", encoding="utf-8")
    documents, _ = read(tmp_path)
    assert [document.date for document in documents] == [date(2025, 3, 12), date(2025, 3, 13)]


@pytest.mark.parametrize(
    "text",
    [ARTICLE, f"{ARTICLE}\n\nPeskow schwieg.", "Der Kreml lehnt am Mittwoch\ndie Waffenruhe in der\nUkraine ab."],
)
def test_text_without_a_headline_gets_no_title(read, tmp_path, text):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    [document], _ = read(tmp_path)
    assert document.title is None
    assert document.text == text


def test_folder_is_read_to_the_bottom_in_order(read, tmp_path):
    for name in ("b.txt", "a/z.txt", "a/b/c.TXT", ".hidden.txt", ".git/x.txt", "notes.md", "picture.png", "a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    documents, errors = read(tmp_path)
    assert [document.id for document in documents] == ["a", "b", "a/z", "a/b/c"]
    assert not errors


def test_pattern_gives_ids_below_its_fixed_folder(read, tmp_path):
    for name in ("x/b.txt", "x/y/c.txt", "x/y/d.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    documents, _ = read(tmp_path / "x" / "**" / "*")
    assert [document.id for document in documents] == ["b", "y/c"]
    assert read(tmp_path / "*.html") == ([], [f"{tmp_path}/*.html: no article matches this pattern; check it"])


def test_equal_ids_are_made_unique_and_a_file_is_read_once(read, tmp_path):
    for name in ("x/a.txt", "y/a.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    documents, _ = read(tmp_path / "x", tmp_path / "y", tmp_path / "x" / "a.txt")
    assert [document.id for document in documents] == ["a", "a-2"]


def test_unknown_suffix_is_read_by_its_content_when_named(read, tmp_path):
    (tmp_path / "artikel").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "seite.aspx").write_text(PAGE.format(charset="utf-8"), encoding="utf-8")
    (tmp_path / "zeilen.log").write_text(record(id="z"), encoding="utf-8")
    documents, errors = read(tmp_path / "artikel", tmp_path / "seite.aspx", tmp_path / "zeilen.log")
    assert [document.id for document in documents] == ["artikel", "seite", "z"]
    assert documents[1].title == "Moskau lehnt ab"
    assert not errors


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-1"])
def test_web_page(read, tmp_path, charset):
    (tmp_path / "seite.html").write_bytes(PAGE.format(charset=charset).encode(charset))
    [document], errors = read(tmp_path)
    assert not errors
    assert document.text.startswith(
        "Moskau lehnt ab\n\nDer Kreml lehnt die vorgeschlagene Waffenruhe über dreißig Tage ab."
    )
    assert "Start" not in document.text
    assert (document.title, document.publisher, document.date) == ("Moskau lehnt ab", "Der Elbbote", date(2025, 3, 13))


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<html><body><script>alert(1)</script></body></html>",
        "<html>" * 3000,
        "<",
        "<!DOCTYPE html>",
        "<p>\0\0</p>",
        "<?xml version='1.0' encoding='latin-1'?><html/>",
    ],
)
def test_pages_without_an_article_are_told(read, tmp_path, page):
    (tmp_path / "leer.html").write_text(page, encoding="utf-8")
    documents, errors = read(tmp_path)
    assert not documents
    assert len(errors) == 1
    assert "leer.html" in errors[0]


def _warc(*pages, packed):
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    target = io.BytesIO()
    writer = WARCWriter(target, gzip=packed)
    for number, (kind, page) in enumerate(pages, 1):
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.0")
        writer.write_record(
            writer.create_warc_record(
                f"https://example.org/{number}", "response", payload=io.BytesIO(page), http_headers=headers
            )
        )
    return target.getvalue()


@pytest.mark.parametrize("suffix", [".warc", ".warc.gz"])
def test_web_archive(read, tmp_path, suffix):
    page = PAGE.format(charset="utf-8").encode()
    pages = [
        ("text/html; charset=utf-8", page),
        ("image/png", b"\x89PNG"),
        ("text/html", b"<html></html>"),
        ("text/html", page),
    ]
    (tmp_path / f"netz{suffix}").write_bytes(_warc(*pages, packed=suffix.endswith("gz")))
    documents, errors = read(tmp_path)
    assert [document.id for document in documents] == ["netz-1", "netz-3"]
    assert documents[0].url == "https://example.org/1"
    assert len(errors) == 1


@pytest.mark.parametrize("data", [b"", b"WARC/1.0\r\n", b"not an archive", b"\x1f\x8b\x08\x00broken"])
def test_broken_archives_do_not_stop_the_rest(read, tmp_path, data):
    (tmp_path / "a.warc.gz").write_bytes(data)
    (tmp_path / "b.txt").write_text(ARTICLE, encoding="utf-8")
    documents, _ = read(tmp_path)
    assert [document.id for document in documents] == ["b"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n\t", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "no text"),
        ("a.txt", bytes(range(256)) * 100, "binary"),
        ("a.txt", b"%PDF-1.4", "PDF"),
        ("a.html", b"", "empty"),
        ("a.html", b"\x89PNG\r\n", "image"),
        ("a.json", b"{", "not valid JSON"),
        ("a.pdf", b"%PDF-1.4", "PDF"),
        ("a.docx", b"PK\x03\x04", "zip"),
    ],
)
def test_bad_files_are_told_and_the_rest_goes_on(read, tmp_path, name, data, words):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "gut.txt").write_text(ARTICLE, encoding="utf-8")
    documents, errors = read(tmp_path / name, tmp_path / "gut.txt")
    assert [document.id for document in documents] == ["gut"]
    assert len(errors) == 1
    assert name in errors[0]
    assert words in errors[0]
    with pytest.raises(IngestError, match=words):
        list(read_documents([str(tmp_path / name)]))


def test_a_file_above_the_limit_is_refused(read, tmp_path):
    with (tmp_path / "gross.txt").open("wb") as file:
        file.truncate(20_000_001)
    assert "larger than 20 MB" in read(tmp_path)[1][0]


def test_one_line_of_a_million_characters(read, tmp_path):
    (tmp_path / "a.txt").write_text("Moskau lehnt ab. " * 60_000, encoding="utf-8")
    [document], _ = read(tmp_path)
    assert len(document.text) == 17 * 60_000


@pytest.mark.parametrize(
    "given", ["gibt-es-nicht.txt", "", "a\0b", "ordner/", "x" * 5000, "*.gibtesnicht", "[", "\ud800"]
)
def test_inputs_that_are_nothing_are_told(read, given, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    documents, errors = read(given)
    assert not documents
    assert len(errors) == 1


def test_folder_without_articles_is_told(read, tmp_path):
    (tmp_path / "notes.md").write_text("x", encoding="utf-8")
    assert "no article in this folder" in read(tmp_path)[1][0]


def test_links_out_of_a_folder_are_not_followed(read, tmp_path):
    outside, folder = tmp_path / "geheim", tmp_path / "ordner"
    outside.mkdir()
    folder.mkdir()
    (outside / "s.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "innen.txt").symlink_to(folder / "a.txt")
    (folder / "aussen.txt").symlink_to(outside / "s.txt")
    (folder / "ordner").symlink_to(outside)
    (folder / "kreis").symlink_to(folder)
    (folder / "leer.txt").symlink_to(folder / "fehlt.txt")
    documents, errors = read(folder)
    assert [document.id for document in documents] == ["a"]
    assert len(errors) == 1
    assert "aussen.txt" in errors[0]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file_is_told(read, tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)
    assert "a.txt" in read(tmp_path)[1][0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipes_in_folders_are_passed_over(read, tmp_path):
    os.mkfifo(tmp_path / "rohr.txt")
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    assert [document.id for document in read(tmp_path)[0]] == ["a"]


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
def test_file_names_that_are_no_text(read, tmp_path):
    (tmp_path / os.fsdecode(b"kreml-\xff.txt")).write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "mu\u0308nchen.txt").write_text(ARTICLE, encoding="utf-8")
    documents, _ = read(tmp_path)
    assert [document.id for document in documents] == ["kreml-?", "münchen"]
    assert all(document.origin.encode("utf-8") for document in documents)


@pytest.mark.parametrize("data", [ARTICLE.encode(), PAGE.format(charset="utf-8").encode(), record(id="stdin").encode()])
def test_standard_input_is_read_by_its_content(read, data, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    [document], errors = read("-")
    assert not errors
    assert document.id == "stdin"
    assert "lehnt die" in document.text


def test_empty_standard_input_is_told(read, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert "empty" in read("-")[1][0]


def test_documents_come_one_by_one(tmp_path):
    (tmp_path / "k.jsonl").write_text(record(id="a") + "\n{\n", encoding="utf-8")
    stream = read_documents([str(tmp_path)])
    assert next(stream).id == "a"
    with pytest.raises(IngestError):
        next(stream)
