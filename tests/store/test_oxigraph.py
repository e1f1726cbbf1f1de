"""What only the embedded store must do: locks, damage, death."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import URIRef

from graph.errors import StoreError
from graph.store import open_store

ROOT = Path(__file__).parents[2]
OPEN = "import sys; from graph.store import open_store; open_store(sys.argv[1], read_only=sys.argv[2] == 'r')"


def another_process(folder, mode):
    result = subprocess.run(
        [sys.executable, "-c", OPEN, str(folder), mode], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return result.returncode, result.stderr.strip().splitlines()[-1:] or [""]


@pytest.fixture
def filled(tmp_path, article):
    folder = tmp_path / "store"
    with open_store(str(folder)) as store:
        store.replace_many(article(name) for name in "abc")
    return folder


def test_what_was_written_is_there_after_opening_again(filled):
    with open_store(f"oxigraph:{filled}") as store:
        assert len(list(store.nquads())) == 9


@pytest.mark.parametrize("mode", ["w", "r"])
def test_beside_a_writer_nobody_else_may_open(filled, mode):
    with open_store(str(filled)):
        code, (message,) = another_process(filled, mode)
    assert code == 1
    assert f"being written by process {os.getpid()}" in message


def test_readers_share_a_store_and_keep_writers_out(filled):
    with open_store(str(filled), read_only=True) as store:
        assert another_process(filled, "r")[0] == 0
        code, (message,) = another_process(filled, "w")
        assert code == 1
        assert "being read by another process" in message
        assert len(store.graphs()) == 3
    assert another_process(filled, "w")[0] == 0


def test_the_lock_of_a_killed_writer_is_gone(filled):
    code = OPEN.replace("open_store(sys", "s = open_store(sys") + "; print('open', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", code, str(filled), "w"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "open\n"
        process.kill()
    assert another_process(filled, "w")[0] == 0


def test_a_reader_cannot_write(filled, article):
    with open_store(str(filled), read_only=True) as store:
        for write in (
            lambda: store.replace(*article("d")),
            lambda: store.replace_many([article("d")]),
            lambda: store.remove(URIRef("a:b")),
        ):
            with pytest.raises(StoreError, match="reading only"):
                write()


def test_a_closed_store_says_so(filled):
    store = open_store(str(filled))
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.graphs()


def test_a_file_is_no_store(tmp_path):
    path = tmp_path / "artikel.txt"
    path.write_text("Text")
    with pytest.raises(StoreError, match="a file, not the folder"):
        open_store(str(path))
    assert path.read_text() == "Text"


@pytest.mark.parametrize("read_only", [False, True])
def test_a_folder_with_other_files_is_no_store_and_stays_as_it_is(tmp_path, read_only):
    (tmp_path / "brief.txt").write_text("Text")
    with pytest.raises(StoreError, match="no store"):
        open_store(str(tmp_path), read_only=read_only)
    assert os.listdir(tmp_path) == ["brief.txt"]


def test_reading_makes_no_store(tmp_path):
    with pytest.raises(StoreError, match="no store is here"):
        open_store(str(tmp_path / "none"), read_only=True)
    assert os.listdir(tmp_path) == []


def test_a_folder_below_a_file_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError):
        open_store(str(tmp_path / "file" / "store"))


def test_a_store_killed_before_its_first_file_opens_again(tmp_path, article):
    (tmp_path / "diplograph.lock").write_text("1")
    (tmp_path / "LOCK").write_text("")
    with open_store(str(tmp_path)) as store:
        store.replace(*article("a"))
        assert len(store.graphs()) == 1


def read_all(folder):
    """Give the number of quads, or the message of the error."""
    try:
        with open_store(str(folder), read_only=True) as store:
            return len(list(store.nquads()))
    except StoreError as error:
        return str(error)


def test_a_truncated_file_is_reported_or_harmless_and_nothing_is_deleted(filled, tmp_path):
    for name in sorted(os.listdir(filled)):
        copy = tmp_path / f"copy-{name}"
        shutil.copytree(filled, copy)
        size = (copy / name).stat().st_size
        os.truncate(copy / name, size // 2)
        before = sorted(os.listdir(copy))
        told = read_all(copy)
        assert told == 9 or (str(copy) in told and "nothing was deleted" in told), name
        assert set(before) <= set(os.listdir(copy))


def test_some_file_of_a_store_is_missed_when_cut(filled):
    for path in filled.glob("*.sst"):
        os.truncate(path, path.stat().st_size // 2)
    (filled / "CURRENT").write_text("MANIFEST-999999\n")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(str(filled))


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the system's administrator may write anywhere"
)
def test_a_folder_without_write_permission_is_reported(filled):
    filled.chmod(0o500)
    try:
        with pytest.raises(StoreError, match="cannot be"):
            open_store(str(filled))
        with open_store(str(filled), read_only=True) as store:
            assert len(store.graphs()) == 3
    finally:
        filled.chmod(0o700)


FULL = """
import resource, sys
from tests.store.conftest import article
from graph.errors import StoreError
from graph.store import open_store
store = open_store(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    for i in range(200):
        store.replace(*article(f"neu{i}", 300))
except StoreError as error:
    print(error)
    sys.exit(7)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX limits")
def test_a_full_disk_is_reported_and_loses_nothing(filled):
    result = subprocess.run(
        [sys.executable, "-c", FULL, str(filled)], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert result.returncode == 7, result.stderr
    assert "cannot be written" in result.stdout
    assert len(result.stdout.splitlines()) == 1
    with open_store(str(filled)) as store:
        sizes = store.select("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    assert {int(str(n)) for _, n in sizes} <= {3, 300}
    assert len(sizes) >= 3


def test_opening_and_closing_is_quick(filled):
    begin = time.perf_counter()
    with open_store(str(filled), read_only=True) as store:
        store.graphs()
    assert time.perf_counter() - begin < 5


def test_a_graph_that_another_tool_made_and_left_empty_is_not_listed(filled):
    engine = pyoxigraph.Store(filled)
    engine.add_graph(pyoxigraph.NamedNode("https://example.org/leer"))
    del engine
    with open_store(str(filled), read_only=True) as store:
        assert [str(name) for name in store.graphs()] == [f"https://example.org/{name}" for name in "abc"]
