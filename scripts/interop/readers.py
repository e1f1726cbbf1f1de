"""What the tools of others make of RDF files: each is started once, reads all files and gives back what it holds.

A reader takes files and gives, for each that it can read, its statements, their number, or what it complains of.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / "build" / "interop"
BASE = "https://example.org/base/"
FORMATS = {
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}

Statements = frozenset[str]
Found = Statements | int | str
"""Statements, their number where a tool gives no more, or a complaint."""


class Unavailable(Exception):
    """A tool is not on this machine and cannot be fetched."""


def statements(quads: Iterator[ox.Quad]) -> Statements:
    """Give statements as lines in one spelling, with blank nodes named by RDFC-1.0: equal sets are isomorphic."""
    ds = ox.Dataset(quads)
    ds.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return frozenset(str(quad) for quad in ds)


def parsed(file: Path) -> Statements:
    """Read a file with Oxigraph's parser, to which all tools are compared."""
    return statements(ox.parse(path=str(file), format=FORMATS[file.suffix[1:]], base_iri=BASE))


def by_oxigraph(files: Sequence[Path], work: Path) -> dict[Path, Found]:
    """Load each file into a store with Oxigraph's loader, and dump it again."""
    found: dict[Path, Found] = {}
    for file in files:
        store = ox.Store()
        store.bulk_load(path=str(file), format=FORMATS[file.suffix[1:]], base_iri=BASE)
        dump = store.dump(format=ox.RdfFormat.N_QUADS)
        found[file] = statements(ox.parse(dump, format=ox.RdfFormat.N_QUADS))
    return found


def by_rdflib(files: Sequence[Path], work: Path) -> dict[Path, Found]:
    """Parse each file with rdflib, and write it again; rdflib gives a name to the graph without one."""
    from rdflib import Dataset

    found: dict[Path, Found] = {}
    formats = {"ttl": "turtle", "nq": "nquads", "nt": "nt", "trig": "trig", "rdf": "xml", "jsonld": "json-ld"}
    for file in files:
        data = Dataset(default_union=False)
        data.parse(file, format=formats[file.suffix[1:]])
        text = data.serialize(format="nquads", encoding="utf-8").replace(b" <urn:x-rdflib:default> .", b" .")
        found[file] = statements(ox.parse(text, format=ox.RdfFormat.N_QUADS))
    return found


def by_jena(files: Sequence[Path], work: Path) -> dict[Path, Found]:
    """Read each file with Apache Jena, warnings as errors, and write it again."""
    return _by_java("jena", "ReadWithJena.java", files, work)


def by_rdf4j(files: Sequence[Path], work: Path) -> dict[Path, Found]:
    """Read each file with RDF4J, and write it again."""
    return _by_java("rdf4j", "ReadWithRdf4j.java", files, work)


def by_virtuoso(files: Sequence[Path], work: Path) -> dict[Path, Found]:
    """Load each file into a Virtuoso server of our own, count its statements, and take them out again."""
    found: dict[Path, Found] = {}
    with _virtuoso(work, files) as ask:
        for file in (file for file in files if file.suffix in (".ttl", ".nt", ".nq", ".rdf")):
            loader = "DB.DBA.TTLP" if file.suffix != ".rdf" else "DB.DBA.RDF_LOAD_RDFXML"
            flags = {".ttl": ", 0", ".nt": ", 0", ".nq": ", 512", ".rdf": ""}[file.suffix]
            names = {_ONE_GRAPH}
            if file.suffix == ".nq":
                quads = ox.parse(path=str(file), format=ox.RdfFormat.N_QUADS)
                names = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
            answer = ask(
                f"{loader}(file_to_string_output('{file}'), '{BASE}', '{_ONE_GRAPH}'{flags});",
                *(f"SPARQL SELECT (COUNT(*) AS ?n) FROM <{name}> WHERE {{ ?s ?p ?o }};" for name in sorted(names)),
                *(f"SPARQL CLEAR GRAPH <{name}>;" for name in sorted(names)),
            )
            error = next((line for line in answer if line.startswith("*** Error")), None)
            found[file] = error or sum(int(line) for line in answer if line.isdecimal())
    return found


READERS: dict[str, Callable[[Sequence[Path], Path], dict[Path, Found]]] = {
    "oxigraph": by_oxigraph,
    "rdflib": by_rdflib,
    "jena": by_jena,
    "rdf4j": by_rdf4j,
    "virtuoso": by_virtuoso,
}

_ONE_GRAPH = "urn:diplograph:interop"
_CONFIGURATION = """\
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
"""


def java(tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Start a Java tool, fetched by Maven the first time.

    Raises:
        Unavailable: Java or Maven are missing, or Maven cannot fetch the tool.
    """
    return _run(["java", "-Xmx4g", "-cp", _classpath(tool), *arguments])


def _classpath(tool: str) -> str:
    file = CACHE / f"{tool}.classpath"
    CACHE.mkdir(parents=True, exist_ok=True)
    if shutil.which("java") is None or shutil.which("mvn") is None:
        raise Unavailable("java and mvn are needed: Debian's packages openjdk-17-jdk and maven")
    known = file.read_text(encoding="utf-8").strip() if file.exists() else ""
    if not known or not all(Path(jar).exists() for jar in known.split(":")):
        goal = ["dependency:build-classpath", f"-Dmdep.outputFile={file}"]
        done = _run(["mvn", "-q", "-B", "-f", str(ROOT / "scripts" / "interop" / "pom.xml"), "-P", tool, *goal])
        if done.returncode:
            raise Unavailable(f"Maven cannot fetch {tool}: {done.stdout.strip()[-300:]}")
    return file.read_text(encoding="utf-8").strip()


def _by_java(tool: str, program: str, files: Sequence[Path], work: Path) -> dict[Path, Found]:
    pairs = {file: work / f"{number}.{tool}.nq" for number, file in enumerate(files)}
    source = str(ROOT / "scripts" / "interop" / program)
    done = java(tool, source, *(str(path) for pair in pairs.items() for path in pair))
    if done.returncode:
        raise RuntimeError(f"{tool}: {done.stderr.strip()[-500:]}")
    found: dict[Path, Found] = {
        Path(file): complaint for file, _, complaint in (line.partition("\t") for line in done.stdout.splitlines())
    }
    for file, out in pairs.items():
        if file not in found:
            found[file] = statements(ox.parse(path=str(out), format=ox.RdfFormat.N_QUADS))
        out.unlink()
    return found


@contextmanager
def _virtuoso(work: Path, files: Sequence[Path]) -> Iterator[Callable[..., list[str]]]:
    """Run a server in a fresh folder, and give a function that runs statements there and gives the lines it prints."""
    if shutil.which("virtuoso-t") is None or shutil.which("isql-vt") is None:
        raise Unavailable("virtuoso-t and isql-vt are needed: Debian's package virtuoso-opensource-7-bin")
    folder = work / "virtuoso"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    folders = ", ".join(sorted({str(file.parent) for file in files}))
    configuration = folder / "virtuoso.ini"
    configuration.write_text(_CONFIGURATION.format(folder=folder, port=port, folders=folders), encoding="utf-8")

    def ask(*lines: str) -> list[str]:
        script = folder / "statements.sql"
        script.write_text("\n".join(lines) + "\n", encoding="utf-8")
        options = ["VERBOSE=OFF", "BANNER=OFF", "PROMPT=OFF", "ECHO=OFF", "ERRORS=STDOUT", str(script)]
        done = _run(["isql-vt", f"127.0.0.1:{port}", "dba", "dba", *options])
        return [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]

    server = subprocess.Popen(
        ["virtuoso-t", "+foreground", "+configfile", str(configuration)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(120):
            if "4711" in ask("SELECT 4711;"):
                break
            if server.poll() is not None:
                raise Unavailable("virtuoso-t ends at once; see its log")
            time.sleep(1)
        else:
            raise Unavailable("virtuoso-t does not answer")
        yield ask
    finally:
        server.terminate()
        try:
            server.wait(timeout=30)
        except subprocess.TimeoutExpired:
            server.kill()


def _run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
