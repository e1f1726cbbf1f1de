"""What the tools of others make of RDF files: each is started once, reads all files and gives back what it holds.

A reader takes files and gives, for each that it can read, its statements, their number, or what it complains of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox
from interop.java import ROOT, java
from interop.servers import virtuoso

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
    with virtuoso(work, [file.parent for file in files]) as server:
        ask = server.ask
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
