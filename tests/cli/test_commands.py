"""What the commands print and write."""

import io
import json

import pytest

from graph.cli.progress import Progress
from graph.errors import IngestError

ARTICLE = "Der Kreml lehnt die Waffenruhe ab."


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "artikel").mkdir()
    (tmp_path / "artikel" / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path / "artikel"


def test_text_of_one_article_comes_just_as_it_is(call, folder):
    assert call("extract", folder, "--format", "text").stdout == f"{ARTICLE}\n"


def test_texts_of_several_articles_are_named(call, folder):
    (folder / "b.txt").write_text("Kiew stimmt zu.", encoding="utf-8")
    assert (
        call("extract", folder, "--format", "text").stdout
        == f"# newdoc id = a\n{ARTICLE}\n# newdoc id = b\nKiew stimmt zu.\n"
    )


def test_standard_input_is_read(call):
    assert call("extract", "-", "--format", "text", stdin=ARTICLE).stdout == f"{ARTICLE}\n"


def test_a_bad_article_is_told_and_the_rest_goes_on(call, folder):
    (folder / "leer.txt").write_text("", encoding="utf-8")
    result = call("extract", folder, "--format", "text")
    assert (result.exit_code, result.stdout) == (1, f"{ARTICLE}\n")
    assert result.stderr == f"diplograph: {folder}/leer.txt: the file is empty; leave it out\n"


def test_nothing_but_bad_articles_is_exit_code_2(call, folder):
    (folder / "a.txt").write_text("", encoding="utf-8")
    assert call("extract", folder, "--format", "text").exit_code == 2


def test_strict_stops_at_a_bad_article_and_writes_nothing(call, folder, tmp_path):
    (folder / "leer.txt").write_text("", encoding="utf-8")
    result = call("extract", folder, "--format", "text", "--strict", "-o", tmp_path / "aus.txt")
    assert result.exit_code == 2
    assert not (tmp_path / "aus.txt").exists()


def test_file_is_written_whole(call, folder, tmp_path):
    result = call("extract", folder, "--format", "text", "-o", tmp_path / "aus.txt")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert (tmp_path / "aus.txt").read_text(encoding="utf-8") == f"{ARTICLE}\n"


@pytest.mark.parametrize("target", ["gibt/es/nicht/aus.txt", "."])
def test_file_that_cannot_be_written_is_told(call, folder, tmp_path, monkeypatch, target):
    monkeypatch.chdir(tmp_path)
    result = call("extract", folder, "--format", "text", "-o", target)
    assert result.exit_code == 2
    assert target in result.stderr


def test_many_bad_articles_are_counted_instead_of_told(capsys):
    progress = Progress()
    for number in range(50):
        progress.report(IngestError(f"a.jsonl:{number}", "not valid JSON"))
    progress.advance()
    assert progress.finish() == 1
    assert capsys.readouterr().err.count("\n") == 21


def test_counter_is_shown_only_on_a_terminal_and_after_two_seconds(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    screen, clock = Terminal(), iter([0.0, 1.0, 3.0, 3.1, 4.0])
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    progress = Progress()
    list(progress.count(range(4)))
    assert "1 articles" not in screen.getvalue()
    assert "2 articles, 0.7 a second" in screen.getvalue()
    assert "3 articles" not in screen.getvalue()
    assert screen.getvalue().endswith("\r\x1b[K")


def test_questions_are_listed_without_a_store(call):
    result = call("query")
    assert result.exit_code == 0
    assert "who-rejects: Wer lehnt was ab?" in result.stdout
    assert "--param concept=" in result.stdout


def test_question_by_name_file_and_standard_input(call, sample_store, tmp_path):
    by_name = call("query", "who-rejects", "--store", sample_store, "--param", "concept=ceasefire", "--format", "csv")
    assert "Juri Uschakow" in by_name.stdout
    sparql = "SELECT ?who WHERE { GRAPH ?g { ?who dg:rejects ?what } } ORDER BY ?who"
    (tmp_path / "frage.rq").write_text(sparql, encoding="utf-8")
    from_file = call("query", tmp_path / "frage.rq", "--store", sample_store, "--format", "json")
    assert json.loads(from_file.stdout)["head"]["vars"] == ["who"]
    assert call("query", "-", "--store", sample_store, "--format", "json", stdin=sparql).stdout == from_file.stdout


@pytest.mark.parametrize(
    "sparql", ["", "DROP ALL", "SELECT", "SELECT * WHERE { SERVICE <http://localhost/> { ?s ?p ?o } }", "\xff\ufffe"]
)
def test_queries_that_are_not_allowed_are_told(call, sample_store, sparql):
    result = call("query", "-", "--store", sample_store, stdin=sparql)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1


def test_info_tells_versions_and_what_a_store_holds(call, sample_store):
    assert "Ontology" in call("info").stdout
    told = call("info", "--store", sample_store, "--limit", "3").stdout
    assert "articles" in told.splitlines()[0]
    assert "rejects" in told
    assert len(told.splitlines()) == 3 + 2 + 3


def test_removed_article_is_gone_and_the_others_stay(call, sample_store):
    before = json.loads(call("query", "articles", "--store", sample_store, "--format", "json").stdout)["results"][
        "bindings"
    ]
    assert call("remove", before[0]["id"]["value"], "--store", sample_store).exit_code == 0
    after = json.loads(call("query", "articles", "--store", sample_store, "--format", "json").stdout)["results"][
        "bindings"
    ]
    assert after == before[1:]


def test_nothing_is_removed_where_one_article_is_unknown(call, sample_store):
    before = call("query", "articles", "--store", sample_store, "--format", "csv").stdout
    known = call("query", "articles", "--store", sample_store, "--format", "json").stdout
    identifier = json.loads(known)["results"]["bindings"][0]["id"]["value"]
    result = call("remove", identifier, "gibt-es-nicht", "--store", sample_store)
    assert result.exit_code == 2
    assert "gibt-es-nicht" in result.stderr
    assert call("query", "articles", "--store", sample_store, "--format", "csv").stdout == before


def test_export_and_validate_what_was_exported(call, sample_store, tmp_path):
    for suffix in ("ttl", "trig", "nq"):
        assert call("export", "--store", sample_store, "-o", tmp_path / f"wissen.{suffix}").exit_code == 0
        result = call("validate", tmp_path / f"wissen.{suffix}")
        assert "nothing wrong" in result.stderr, result.stdout
        assert result.exit_code == 0
    assert call("validate", "--store", sample_store).exit_code == 0


def test_validate_tells_what_is_wrong(call, tmp_path):
    (tmp_path / "a.ttl").write_text(
        "@prefix dg: <https://w3id.org/diplograph/ontology#> . <urn:x:c> a dg:Rejection .", encoding="utf-8"
    )
    result = call("validate", tmp_path / "a.ttl")
    assert result.exit_code == 1
    assert "urn:x:c" in result.stdout
    assert "sh:ValidationReport" in call("validate", tmp_path / "a.ttl", "--format", "turtle").stdout


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ttl", "<urn:a> <urn:b> ."),
        ("a.ttl", "\x00"),
        ("a.nt", "Unsinn"),
        ("a.nq", "<urn:a> <urn:b> <urn:c> <urn:d> <urn:e> ."),
        ("a.trig", "{"),
        ("a.rdf", "<rdf"),
        ("a.ttl", "# nur ein Kommentar"),
    ],
)
def test_broken_rdf_is_one_line(call, tmp_path, name, text):
    (tmp_path / name).write_text(text, encoding="utf-8")
    result = call("validate", tmp_path / name)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert name in result.stderr


@pytest.mark.model
def test_build_skips_what_is_unchanged_and_prunes_what_is_gone(call, folder, tmp_path):
    (folder / "b.txt").write_text("Juri Uschakow lehnte die Waffenruhe ab.", encoding="utf-8")
    store = tmp_path / "wissen"
    assert "2 articles" in call("build", folder, "--store", store).stderr
    before = call("query", "articles", "--store", store, "--format", "csv").stdout
    assert "2 unchanged" in call("build", folder, "--store", store, "--prune").stderr
    assert call("query", "articles", "--store", store, "--format", "csv").stdout == before
    assert "Juri Uschakow" in call("query", "who-rejects", "--store", store, "--param", "concept=ceasefire").stdout
    (folder / "b.txt").unlink()
    assert "1 removed" in call("build", folder, "--store", store, "--prune").stderr
    assert "Uschakow" not in call("query", "who-rejects", "--store", store).stdout


@pytest.mark.model
def test_an_article_that_cannot_be_read_keeps_the_store_from_being_pruned(call, folder, tmp_path):
    (folder / "b.txt").write_text("Juri Uschakow lehnte die Waffenruhe ab.", encoding="utf-8")
    store = tmp_path / "wissen"
    call("build", folder, "--store", store)
    (folder / "b.txt").write_text("", encoding="utf-8")
    result = call("build", folder, "--store", store, "--prune")
    assert result.exit_code == 1
    assert "b.txt: the file is empty" in result.stderr
    assert "Uschakow" in call("query", "who-rejects", "--store", store).stdout


@pytest.mark.model
@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("jsonl", '"relation": "rejects"'),
        ("csv", ",rejects,"),
        ("turtle", "dg:Rejection"),
        ("conllu", "\tPTKVZ\t"),
    ],
)
def test_claims_of_standard_input(call, form, words):
    result = call("extract", "-", "--format", form, stdin="Juri Uschakow lehnte die Waffenruhe ab.")
    assert result.exit_code == 0
    assert words in result.stdout
    assert "Uschakow" in result.stdout


def test_view_is_one_file_with_the_actors(call, sample_store, tmp_path):
    assert call("view", "--store", sample_store, "--since", "2025-03-13", "-o", tmp_path / "bild.html").exit_code == 0
    assert "Juri Uschakow" in (tmp_path / "bild.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "args",
    [
        ["--since", "gestern"],
        ["--limit", "0"],
        ["--actor", "Niemand"],
        ["--relation", "mag"],
        ["--since", "2099-01-01"],
    ],
)
def test_view_tells_what_it_cannot_draw(call, sample_store, tmp_path, args):
    result = call("view", "--store", sample_store, "-o", tmp_path / "bild.html", *args)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "bild.html").exists()


def test_a_question_can_be_given_on_the_command_line(call, sample_store):
    result = call("query", "-e", "ASK { GRAPH ?g { ?c a dg:Rejection } }", "--store", sample_store, "--format", "csv")
    assert (result.exit_code, result.stdout.split()) == (0, ["answer", "true"])


def test_triples_of_a_question_are_drawn(call, sample_store, tmp_path):
    picture = tmp_path / "bild.html"
    result = call("query", "actor-graph", "--store", sample_store, "-p", "actor=Kreml", "--view", picture)
    assert (result.exit_code, result.stdout) == (0, "")
    text = picture.read_text(encoding="utf-8")
    assert '"label":"Kreml"' in text
    assert "dg:rejects" in text


def test_texts_in_drawn_triples_are_no_markup(call, sample_store, tmp_path):
    hostile = "CONSTRUCT { ?c dg:object <urn:x> . <urn:x> skos:prefLabel '</script><script>alert(1)//' } WHERE { GRAPH ?g { ?c a dg:Rejection } }"
    call("query", "-e", hostile, "--store", sample_store, "--view", tmp_path / "bild.html")
    text = (tmp_path / "bild.html").read_text(encoding="utf-8")
    assert "<script>alert" not in text
    assert "\\u003c/script\\u003e" in text


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["who-rejects", "-e", "ASK {}"], "not both"),
        (["-e", "DROP ALL"], "begins with DROP"),
        (["-e", "who-rejects"], "no query in it"),
        (["who-rejects", "--view", "bild.html"], "SELECT gives no triples"),
        (["-e", "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o FILTER(isLiteral(?o)) } }", "--view", "bild.html"], "no edge"),
        (["-e", "CONSTRUCT WHERE { ?s ?p ?o }", "--view", "bild.html", "-o", "a.ttl"], "not both"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_or_drawn_is_told(call, sample_store, tmp_path, monkeypatch, args, words):
    monkeypatch.chdir(tmp_path)
    result = call("query", *args, "--store", sample_store)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert not (tmp_path / "bild.html").exists()


def test_an_export_is_loaded_back(call, sample_store, tmp_path):
    call("export", "--store", sample_store, "-o", tmp_path / "wissen.nq")
    result = call("load", tmp_path / "wissen.nq", "--store", tmp_path / "neu")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith("neu: 4 graphs loaded\n")
    call("export", "--store", tmp_path / "neu", "-o", tmp_path / "wieder.nq")
    assert (tmp_path / "wieder.nq").read_bytes() == (tmp_path / "wissen.nq").read_bytes()


@pytest.mark.parametrize("name", ["gibt-es-nicht.nq", "wissen.ttl", "kaputt.nq"])
def test_what_cannot_be_loaded_is_told(call, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kaputt.nq").write_text("das ist kein RDF\n", encoding="utf-8")
    result = call("load", name, "--store", "neu")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert name in result.stderr
    assert not (tmp_path / "neu").exists()


def test_a_table_ends_after_so_many_rows_and_says_so(call, sample_store, monkeypatch):
    monkeypatch.setattr("graph.cli.query._ROWS_TO_READ", 2)
    table = call("query", "claims", "--store", sample_store)
    assert len(table.stdout.splitlines()) == 2 + 2  # two lines of heading
    assert table.stderr == (
        "diplograph: a table ends after 2 rows: --param limit=… gives more, --format csv gives all\n"
    )
    whole = call("query", "claims", "--store", sample_store, "--format", "csv")
    assert len(whole.stdout.splitlines()) > 4
    assert whole.stderr == ""
    more = call("query", "claims", "--store", sample_store, "--param", "limit=3")
    assert (len(more.stdout.splitlines()), more.stderr) == (2 + 3, "")


def test_a_table_that_holds_all_says_nothing(call, sample_store):
    assert call("query", "claims", "--store", sample_store).stderr == ""


@pytest.mark.parametrize(
    ("sparql", "found"),
    [
        ("SELECT (COUNT(*) AS ?n) WHERE { ?c a dg:Rejection }", "n\n3\n"),
        ("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?c a dg:Rejection } }", "n\n3\n"),
        ("ASK { ?c a dg:Rejection }", "answer\ntrue\n"),
        ("ASK FROM <https://example.org/none> WHERE { ?c a dg:Rejection }", "answer\nfalse\n"),
    ],
)
def test_a_pattern_outside_of_graph_is_asked_of_all_articles(call, sample_store, sparql, found):
    assert call("query", "-e", sparql, "--store", sample_store, "--format", "csv").stdout.replace("\r", "") == found
