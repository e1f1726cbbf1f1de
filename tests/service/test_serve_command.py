"""Starting and stopping the server."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys

import pytest
from sample_graph import graphs

from graph.cli import main
from graph.errors import StoreError
from graph.service.run import serve
from graph.store import open_store


def test_a_second_server_on_the_same_port_is_told_so(server, folder):
    with pytest.raises(
        StoreError, match=f"127.0.0.1:{server.port}/: another program listens there; choose another --port"
    ):
        serve(str(folder), port=server.port)


@pytest.mark.parametrize("host", ["256.1.1.1", "not a host", "8.8.8.8"])
def test_a_host_that_is_not_ours_is_told_so(folder, host):
    with pytest.raises(StoreError, match="cannot be listened on"):
        serve(str(folder), host=host, port=0)


def test_two_servers_can_read_the_same_store(server, served, folder):
    with served(folder) as other:
        assert other.ask("ASK { ?s ?p ?o }").truth()


def test_a_store_that_is_being_written_is_not_served_and_one_that_is_served_not_written(server, folder, tmp_path):
    with open_store(str(tmp_path / "store")) as store:
        store.replace_many(graphs())
        code = f"from graph.service.run import serve; serve({str(tmp_path / 'store')!r}, port=0)"
        said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stderr
        assert "being written by process" in said.splitlines()[-1]
    code = f"from graph.store import open_store; open_store({str(folder)!r})"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stderr
    assert "being read by another process" in said.splitlines()[-1]


@pytest.mark.parametrize("store", ["http://127.0.0.1:1/query", "sparql:http://127.0.0.1:1/", "oxigraph:"])
def test_only_a_store_in_a_folder_can_be_served(store):
    with pytest.raises(StoreError, match="only a store in a folder"):
        serve(store)


def test_a_folder_without_a_store_is_told_so(tmp_path):
    with pytest.raises(StoreError, match="no store is here"):
        serve(str(tmp_path))


def test_the_command_tells_faults_in_one_line(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--store", str(tmp_path)])
    assert ended.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_ctrl_c_ends_the_server_and_its_workers_in_order(folder):
    command = [sys.executable, "-m", "graph.cli", "serve", "--store", str(folder), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        port = int(process.stderr.readline().split("/")[2].rpartition(":")[2])
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()  # ends only when the workers, who share it, have ended too
        assert process.wait(20) == 0
    assert said == ""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))
