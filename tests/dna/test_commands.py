"""`diplograph codings` and `diplograph export` to DNA, from end to end."""

import sqlite3

import pytest
from click.testing import CliRunner

from graph.cli import main
from graph.dna.tables import is_password
from graph.store import open_store
from tests.debate import graphs


@pytest.fixture
def call(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with open_store("wissen") as store:
        store.replace_many(graphs())

    def invoke(*args):
        try:
            return CliRunner().invoke(main, list(map(str, args)))
        except SystemExit as error:  # the group ends the program itself
            pytest.fail(f"exit {error.code}")

    return invoke


def test_codings_go_in_and_come_out(call, coded, tmp_path):
    path = coded()
    done = call("codings", path, "--store", "wissen")
    assert done.exit_code == 0, done.output
    assert "claims of 1 coders" in done.stderr
    done = call("export", "--store", "wissen", "-o", "aus.dna", "--articles", path, "--password", "kennwort")
    assert done.exit_code == 0, done.output
    coders = dict(sqlite3.connect(tmp_path / "aus.dna").execute("SELECT Name, Password FROM CODERS"))
    assert list(coders) == ["Admin", "Anna", "diplograph"]
    assert is_password("kennwort", coders["Anna"])


def test_codings_of_a_person_make_a_network(call, coded):
    call("codings", coded(), "--store", "wissen")
    done = call("network", "--store", "wissen", "--kind", "subtract", "--include", "coder=Anna", "-o", "netz.csv")
    assert done.exit_code == 0, done.output


def test_codings_are_removed_by_the_name_of_their_file(call, coded):
    with open_store("wissen", read_only=True) as store:
        before = store.graphs()
    call("codings", coded(), "--store", "wissen")
    done = call("remove", "anna", "--store", "wissen")
    assert "graphs removed" in done.stderr
    with open_store("wissen", read_only=True) as store:
        # Removing derives the links between articles anew, which the sample store was made without.
        assert [graph for graph in store.graphs() if not str(graph).endswith("/links")] == before


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("codings", "fehlt.dna", "--store", "wissen"), "no such file"),
        (("codings", "fehlt.dna", "--store", "wissen", "--variable", "thema=x"), "roles are person, organization"),
        (("export", "--store", "wissen", "-o", "x.ttl", "--articles", "."), "holds no texts"),
        (("export", "--store", "wissen", "-o", "x.zip"), "formats are ttl"),
    ],
)
def test_fault_is_told_in_one_line(call, args, told):
    done = call(*args)
    assert done.exit_code == 2
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
