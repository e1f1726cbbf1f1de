"""Files of quads back into a store: whole or not at all, and each graph in its namesake's place."""

import gzip
import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rdflib import URIRef

from graph.errors import StoreError
from graph.export import write
from graph.store import open_store
from graph.store.load import Loaded, Source, load_store
from tests.sample_graph import graphs

ROOT = Path(__file__).parents[2]


@pytest.fixture
def sample(tmp_path):
    """Give an exporting function, and the lines of the sample graph."""
    with open_store("oxigraph:") as store:
        store.replace_many(graphs())
        lines = list(store.nquads())

        def exported(suffix):
            file = tmp_path / f"wissen.{suffix}"
            write(store, file)
            return file

        yield exported, lines


def lines_of(spec):
    with open_store(str(spec), read_only=True) as store:
        return [line for line in store.nquads() if not line.endswith(b"/dataset> .\n")]


def left_behind(folder):
    return [path.name for path in folder.iterdir() if path.name.endswith(".loading")]


@pytest.mark.parametrize("suffix", ["nq", "trig", "jsonld"])
def test_what_was_exported_can_be_loaded(sample, tmp_path, suffix):
    exported, lines = sample
    load_store(str(tmp_path / "neu"), [Source.of(str(exported(suffix)))])
    assert lines_of(tmp_path / "neu") == lines
    assert left_behind(tmp_path) == []


def test_a_store_that_was_loaded_exports_the_same_bytes(sample, tmp_path):
    file = sample[0]("nq")
    load_store(str(tmp_path / "neu"), [Source.of(str(file))])
    with open_store(str(tmp_path / "neu"), read_only=True) as store:
        write(store, tmp_path / "wieder.nq")
    assert (tmp_path / "wieder.nq").read_bytes() == file.read_bytes()


def test_a_packed_file_and_several_files_and_an_empty_folder(sample, tmp_path, article):
    packed = tmp_path / "wissen.nq.gz"
    packed.write_bytes(gzip.compress(sample[0]("nq").read_bytes()))
    with open_store("oxigraph:") as store:
        store.replace(*article("a"))
        (tmp_path / "a.nq").write_bytes(b"".join(store.nquads()))
    (tmp_path / "leer").mkdir()
    read = []
    graphs_in = load_store(
        str(tmp_path / "leer"), [Source.of(str(packed)), Source.of(str(tmp_path / "a.nq"))], on_bytes=read.append
    )
    assert graphs_in == Loaded(5, new=True)  # three articles, the description of the data set, and a
    assert len(lines_of(tmp_path / "leer")) == len(sample[1]) + 3
    assert max(read) > 1000


def test_standard_input_is_n_quads(sample, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"".join(sample[1]))))
    assert load_store(str(tmp_path / "neu"), [Source.of("-")]).graphs == 3


def test_in_a_store_that_is_there_each_graph_takes_its_namesake_s_place(tmp_path, article):
    with open_store(str(tmp_path / "wissen")) as store:
        store.replace_many([article("a", 5), article("b", 2)])
    with open_store("oxigraph:") as other:
        other.replace_many([article("a", 1), article("c", 4)])
        (tmp_path / "neu.nq").write_bytes(b"".join(other.nquads()))
    told = []
    sources = [Source.of(str(tmp_path / "neu.nq"))]
    assert load_store(str(tmp_path / "wissen"), sources, on_graph=lambda: told.append(1)) == Loaded(2, new=False)
    with open_store(str(tmp_path / "wissen"), read_only=True) as store:
        sizes = store.select("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g")
    assert [int(str(n)) for _, n in sizes] == [1, 2, 4]
    assert len(told) == 2


@pytest.mark.parametrize("there", [False, True])
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<https://a.org/s> <https://a.org/p> 'x", "cannot be read"),
        ('<https://a.org/s> <https://a.org/p> "x" .', "belongs to no graph"),
        ('<https://a.org/s> <https://a.org/p> "x" _:g .', "named by no IRI"),
        ('<rel> <https://a.org/p> "x" <https://a.org/g> .', "cannot be read"),
    ],
)
def test_a_faulty_file_is_told_in_one_line_and_changes_nothing(tmp_path, article, there, text, words):
    if there:
        with open_store(str(tmp_path / "wissen")) as store:
            store.replace(*article("a"))
    good = '<https://a.org/s> <https://a.org/p> "gut" <https://a.org/g> .\n'
    (tmp_path / "faul.nq").write_text(good * 3 + text + "\n", encoding="utf-8")
    with pytest.raises(StoreError, match=words) as caught:
        load_store(str(tmp_path / "wissen"), [Source.of(str(tmp_path / "faul.nq"))])
    assert "faul.nq" in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
    assert left_behind(tmp_path) == []
    if there:
        assert len(lines_of(tmp_path / "wissen")) == 3
    else:
        assert not (tmp_path / "wissen").exists()


@pytest.mark.parametrize("name", ["wissen.ttl", "gibt-es-nicht.nq", "ordner.nq", "wissen"])
def test_a_name_that_cannot_be_loaded_is_told(tmp_path, name):
    (tmp_path / "ordner.nq").mkdir()
    (tmp_path / "wissen.ttl").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match=name.replace(".", r"\.")):
        Source.of(str(tmp_path / name))


def test_json_ld_may_not_fetch_its_context(tmp_path):
    (tmp_path / "fern.jsonld").write_text(
        '{"@context": "http://127.0.0.1:9/c.jsonld", "@id": "urn:a"}', encoding="utf-8"
    )
    with pytest.raises(StoreError, match="cannot be read"):
        load_store(str(tmp_path / "neu"), [Source.of(str(tmp_path / "fern.jsonld"))])


def test_a_store_that_another_process_writes_is_not_loaded_into(sample, tmp_path):
    with open_store(str(tmp_path / "wissen")), pytest.raises(StoreError, match="being written"):
        load_store(str(tmp_path / "wissen"), [Source.of(str(sample[0]("nq")))])


LOAD = "import sys; from graph.store.load import Source, load_store; print('go', flush=True); load_store(sys.argv[1], [Source.of(sys.argv[2])])"


def many_quads(file, number, name="s"):
    with file.open("w", encoding="utf-8") as out:
        for i in range(number):
            out.write(f'<urn:{name}{i}> <urn:p> "{i}" <urn:g{i % 100}> .\n')


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize("wait", [0.02, 0.2, 0.5])
def test_a_killed_load_leaves_no_store_and_the_next_one_sweeps_up(tmp_path, wait):
    many_quads(tmp_path / "viel.nq", 100_000)
    command = [sys.executable, "-c", LOAD, str(tmp_path / "neu"), str(tmp_path / "viel.nq")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "go\n"
        time.sleep(wait)
        process.kill()
    if not (tmp_path / "neu").exists():
        load_store(str(tmp_path / "neu"), [Source.of(str(tmp_path / "viel.nq"))])
    assert len(lines_of(tmp_path / "neu")) == 100_000
    assert left_behind(tmp_path) == []


FULL = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)); " + LOAD


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX limits")
def test_a_full_disk_is_told_and_leaves_nothing(tmp_path):
    many_quads(tmp_path / "viel.nq", 20_000)
    command = [sys.executable, "-c", FULL, str(tmp_path / "neu"), str(tmp_path / "viel.nq")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "StoreError" in done.stderr.splitlines()[-1]
    assert "cannot be loaded" in done.stderr.splitlines()[-1]
    assert sorted(os.listdir(tmp_path)) == ["viel.nq"]


def test_a_graph_that_is_no_article_is_kept(tmp_path):
    """A derived graph, such as one of results across articles, is loaded and exported like an article's."""
    name = URIRef("https://example.org/derived/identity")
    with open_store("oxigraph:") as store:
        store.replace_many(graphs())
        store.replace(name, [(name, URIRef("urn:same"), name, name)])
        (tmp_path / "alles.nq").write_bytes(b"".join(store.nquads()))
    load_store(str(tmp_path / "neu"), [Source.of(str(tmp_path / "alles.nq"))])
    with open_store(str(tmp_path / "neu"), read_only=True) as store:
        assert name in store.graphs()
        write(store, tmp_path / "wieder.nq")
    assert b"<urn:same>" in (tmp_path / "wieder.nq").read_bytes()


def test_a_new_store_is_compact(tmp_path):
    """Oxigraph's bulk loader leaves a file for each index and each source, and every look-up would read all of them."""
    for number in range(3):
        many_quads(tmp_path / f"{number}.nq", 1000, f"s{number}-")
    sources = [Source.of(str(tmp_path / f"{number}.nq")) for number in range(3)]
    load_store(str(tmp_path / "eine"), sources[:1])
    load_store(str(tmp_path / "alle"), sources)
    files = {name: len(list((tmp_path / name).glob("*.sst"))) for name in ("eine", "alle")}
    assert files["alle"] < 2 * files["eine"]  # without compaction, one more set for each source
    assert len(lines_of(tmp_path / "alle")) == 3000
