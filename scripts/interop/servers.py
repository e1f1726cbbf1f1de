"""Servers of others, started for real on free ports of this computer, in a folder of the caller's."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, build_opener

from interop.java import Unavailable, classpath, run

_PATIENCE_S = 120
_VIRTUOSO = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = {port}
DirsAllowed = {folders}
NumberOfBuffers = 40000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
[SPARQL]
ResultSetMaxRows = 1000000
"""


@dataclass(frozen=True, slots=True)
class Virtuoso:
    """A running server: its query address, which wants the user dba by Digest, and a way to run statements of SQL."""

    url: str
    ask: Callable[..., list[str]]
    user: str = "dba"
    password: str = "dba"


@contextmanager
def oxigraph(folder: Path, *, port: int | None = None) -> Iterator[str]:
    """Run the Oxigraph server on an empty store below a folder, and give its query address.

    Raises:
        Unavailable: it is not installed, or does not start.
    """
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    if program is None:
        raise Unavailable("the oxigraph server is needed (pip install oxigraph)")
    port = port or free_port()
    command = [program, "serve", "--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}"]
    url = f"http://127.0.0.1:{port}/query"
    with _running(command, folder / "oxigraph.log", lambda: answers(url)):
        yield url


@contextmanager
def fuseki(folder: Path, *, port: int | None = None, users: Path | None = None) -> Iterator[str]:
    """Run Apache Jena Fuseki with an empty dataset in memory, and give its query address.

    Args:
        folder: where its log goes.
        port: where it listens; a free one by default.
        users: a file of lines "user: password"; nobody else may then ask it.

    Raises:
        Unavailable: Java or Maven are missing, Maven cannot fetch Fuseki, or it does not start.
    """
    port = port or free_port()
    options = ["--localhost", f"--port={port}", "--mem", "--update"]
    if users is not None:
        options += [f"--passwd={users}", "--auth=basic"]
    main = "org.apache.jena.fuseki.main.cmds.FusekiMainCmd"
    command = ["java", "-Xmx4g", "-cp", classpath("fuseki"), main, *options, "/ds"]
    url = f"http://127.0.0.1:{port}/ds/query"
    with _running(command, folder / "fuseki.log", lambda: answers(url)):
        yield url


@contextmanager
def virtuoso(folder: Path, readable: Sequence[Path] = (), *, http: int | None = None) -> Iterator[Virtuoso]:
    """Run Virtuoso on a fresh database below a folder.

    Args:
        folder: where its files go.
        readable: folders that it may load files from.
        http: port of its SPARQL endpoint; a free one by default.

    Raises:
        Unavailable: it is not installed, or does not start.
    """
    if shutil.which("virtuoso-t") is None or shutil.which("isql-vt") is None:
        raise Unavailable("virtuoso-t and isql-vt are needed: Debian's package virtuoso-opensource-7-bin")
    place = folder / "virtuoso"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    port, http = free_port(), http or free_port()
    folders = ", ".join(sorted({str(path) for path in readable} | {str(place)}))
    configuration = place / "virtuoso.ini"
    text = _VIRTUOSO.format(folder=place, port=port, http=http, folders=folders)
    configuration.write_text(text, encoding="utf-8")

    def ask(*lines: str) -> list[str]:
        script = place / "statements.sql"
        script.write_text("\n".join(lines) + "\n", encoding="utf-8")
        options = ["VERBOSE=OFF", "BANNER=OFF", "PROMPT=OFF", "ECHO=OFF", "ERRORS=STDOUT", str(script)]
        done = run(["isql-vt", f"127.0.0.1:{port}", "dba", "dba", *options])
        return [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]

    command = ["virtuoso-t", "+foreground", "+configfile", str(configuration)]
    url = f"http://127.0.0.1:{http}/sparql-auth"
    with _running(command, place / "output.log", lambda: "4711" in ask("SELECT 4711;") and answers(url)):
        yield Virtuoso(url, ask)


def free_port() -> int:
    """Give a port of this computer that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    """Tell whether a server answers at a query address, if only with a refusal."""
    opener = build_opener(ProxyHandler({}))
    try:
        opener.open(url + "?query=ASK%7B%7D", timeout=5).close()
    except HTTPError as error:
        error.close()
        return error.code in (400, 401)
    except (URLError, OSError):
        return False
    return True


@contextmanager
def _running(command: Sequence[str], log: Path, ready: Callable[[], bool]) -> Iterator[None]:
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out, cwd=log.parent) as process:
        try:
            end = time.monotonic() + _PATIENCE_S
            while not ready():
                if process.poll() is not None:
                    raise Unavailable(f"{command[0]} ends at once: {log.read_text('utf-8', 'replace')[-300:]}")
                if time.monotonic() > end:
                    raise Unavailable(f"{command[0]} does not answer within {_PATIENCE_S} s")
                time.sleep(0.2)
            yield
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=30)
            if process.poll() is None:
                process.kill()
