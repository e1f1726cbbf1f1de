"""Whatever is wrong is told in one line, with exit code 2 and nothing on standard output."""

import pytest


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["bild"], "No such command 'bild'"),
        (["--bild"], "No such option"),
        (["extract"], "Missing argument 'INPUT...'"),
        (["extract", "a.txt", "--format", "pdf"], "'pdf' is not one of"),
        (["extract", "a.txt", "--base", "nirgends"], "not an absolute IRI"),
        (["extract", "a.txt", "--base", "https://example.org/a b/"], "not an absolute IRI"),
        (["extract", "a.txt", "--base", "https://example.org/?x=/"], "not an absolute IRI"),
        (["build", "a.txt"], "Missing option '--store'"),
        (["query", "who-rejects"], "Missing option '--store'"),
        (["query", "who-rejects", "--store", "gibt/es/nicht"], "gibt/es/nicht"),
        (["query", "who-rejects", "--store", "oxigraph:", "--param", "concept"], "is not NAME=VALUE"),
        (["query", "who-rejects", "--store", "ftp://example.org"], "ftp://example.org"),
        (["query", "gibt-es-nicht.rq", "--store", "oxigraph:"], "gibt-es-nicht.rq: cannot be read"),
        (["export", "--store", "gibt/es/nicht", "-o", "a.ttl"], "gibt/es/nicht"),
        (["info", "--store", "gibt/es/nicht"], "gibt/es/nicht"),
        (["info", "--limit", "0"], "--limit"),
        (["validate"], "Give either files or --store"),
        (["validate", "gibt-es-nicht.ttl"], "gibt-es-nicht.ttl: no such file"),
        (["validate", "bild.png"], ".png is not a form"),
        (["remove", "artikel", "--store", "gibt/es/nicht"], "gibt/es/nicht"),
        (["extract", "gibt-es-nicht.txt", "--format", "text", "--strict"], "gibt-es-nicht.txt: no such file or folder"),
    ],
)
def test_fault_is_one_line_with_exit_code_2(call, tmp_path, monkeypatch, args, words):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DIPLOGRAPH_STORE", raising=False)
    result = call(*args)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_help_and_version_succeed(call):
    assert call("--help").exit_code == 0
    assert call("extract", "-h").exit_code == 0
    assert call("--version").stdout.startswith("diplograph, version ")


def test_no_command_shows_the_help(call):
    result = call()
    assert result.exit_code == 2
    assert "Commands:" in result.stderr + result.stdout


def test_a_closed_pipe_is_no_fault(shell, tmp_path):
    (tmp_path / "lang.txt").write_text("Der Kreml lehnt die Waffenruhe ab.\n" * 100_000, encoding="utf-8")
    import subprocess
    import sys

    with subprocess.Popen(
        [sys.executable, "-m", "graph.cli", "extract", str(tmp_path), "--format", "text"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.read(100)
        process.stdout.close()
        errors = process.stderr.read()
        assert process.wait(20) == 0
    assert errors == b""


def test_output_is_utf8_in_every_locale(shell, tmp_path):
    (tmp_path / "a.txt").write_text("Die Türkei lehnt „alles“ ab.", encoding="utf-8")
    result = shell("extract", tmp_path, "--format", "text")
    assert result.returncode == 0
    assert result.stdout.decode("utf-8") == "Die Türkei lehnt „alles“ ab.\n"
