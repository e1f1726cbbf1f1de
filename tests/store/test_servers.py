"""What only real servers show: who may write, and files loaded into them."""

import pytest
from interop.servers import fuseki

from graph.errors import StoreError
from graph.gazetteer import load_gazetteer
from graph.links import load_linked, refresh
from graph.namespaces import DEFAULT_BASE
from graph.store import open_store
from graph.store.load import Source, load_store
from tests.sample_graph import graphs
from tests.store.conftest import started

pytestmark = [pytest.mark.remote, pytest.mark.slow]


def as_user(environment, user, password):
    environment.setenv("DIPLOGRAPH_STORE_USER", user)
    environment.setenv("DIPLOGRAPH_STORE_PASSWORD", password)


@pytest.fixture(scope="module")
def locked_fuseki(tmp_path_factory):
    folder = tmp_path_factory.mktemp("locked")
    (folder / "users").write_text("anna: geheim:1\n", encoding="utf-8")
    yield from started(fuseki(folder, users=folder / "users"))


def test_fuseki_takes_user_and_password_from_the_environment(locked_fuseki, article, monkeypatch):
    as_user(monkeypatch, "anna", "geheim:1")
    with open_store(locked_fuseki) as store:
        store.replace(*article("a"))
        store.replace_many([article("b")])
        assert len(list(store.nquads())) == 6


@pytest.mark.parametrize("password", [None, "falsch"])
def test_fuseki_refuses_others_and_we_say_what_to_set(locked_fuseki, article, monkeypatch, password):
    monkeypatch.delenv("DIPLOGRAPH_STORE_USER", raising=False)
    if password:
        as_user(monkeypatch, "anna", password)
    with open_store(locked_fuseki) as store:
        for call in (store.graphs, lambda: store.replace(*article("c"))):
            with pytest.raises(StoreError, match=r"401.*DIPLOGRAPH_STORE_USER") as caught:
                call()
            assert "falsch" not in str(caught.value)


def test_virtuoso_asks_for_digest_and_refuses_a_wrong_password(virtuoso_server, article, monkeypatch):
    as_user(monkeypatch, virtuoso_server.user, "falsch")
    with open_store(virtuoso_server.url) as store, pytest.raises(StoreError, match="401"):
        store.replace(*article("a"))
    as_user(monkeypatch, virtuoso_server.user, virtuoso_server.password)
    with open_store(virtuoso_server.url) as store:
        store.replace(*article("a"))
        assert len(store.graphs()) >= 1


def test_a_file_is_loaded_into_a_server(server_store, tmp_path, monkeypatch):
    with open_store("oxigraph:") as embedded:
        embedded.replace_many(graphs())
        lines = list(embedded.nquads())
    file = tmp_path / "wissen.nq"
    file.write_bytes(b"".join(lines))
    assert load_store(server_store.name, [Source.of(str(file))]).graphs == 3
    assert list(server_store.nquads()) == lines


def test_a_server_that_files_are_loaded_into_links_them_as_an_embedded_store_does(server_store, tmp_path):
    files = []
    with open_store("oxigraph:") as whole:
        for number, (name, quads) in enumerate(graphs()):
            with open_store("oxigraph:") as single:
                single.replace(name, quads)
                files.append(tmp_path / f"{number}.nq")
                files[-1].write_bytes(b"".join(single.nquads()))
            whole.replace(name, quads)
        refresh(whole, load_gazetteer(), base=DEFAULT_BASE, changed=True)
        expected = list(whole.nquads())
    for file in files:
        load_linked(server_store.name, [Source.of(str(file))], load_gazetteer())
    assert list(server_store.nquads()) == expected
    assert any(b"/links> ." in line for line in expected)
