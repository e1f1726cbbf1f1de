"""Loads the ontology and graphs of claims in the tools of others, and compares what they read.

Tools: rdflib, Oxigraph, Apache Jena (riot, shacl), RDF4J (the parsers of GraphDB), and OWL API through ROBOT (OWL 2 DL
profile without unparsed triples, consistency by HermiT). Jena, RDF4J and ROBOT come from Maven Central on the first
run; Java 17 and Maven must be there.

    python scripts/check_interop.py                          # the ontology and its examples
    python scripts/check_interop.py seeds                    # and the graph of the claims in these articles
    python scripts/check_interop.py --tool jena              # one tool only
    python scripts/check_interop.py --graph claims.nq        # and a graph that was built before

Exits with 0 if all agree, 1 if not, 3 if a tool is not to be had.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph
from rdflib.namespace import OWL, RDF

from graph.export import write
from graph.namespaces import ONTOLOGY, bind_prefixes
from graph.store import Store, open_store

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "interop"
TOOLS = ("oxigraph", "rdflib", "jena", "rdf4j", "robot")
FORMATS = ("nq", "trig", "ttl", "nt", "rdf", "jsonld")
OX_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nq": ox.RdfFormat.N_QUADS,
    "nt": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}

Statements = frozenset[str]


class Unavailable(Exception):
    """A tool is not on this machine and cannot be fetched."""


def classpath(tool: str) -> str:
    """Give the Java class path of a tool, fetched by Maven once."""
    file = WORK / f"{tool}.classpath"
    if not file.exists():
        if shutil.which("java") is None or shutil.which("mvn") is None:
            raise Unavailable("java and mvn are needed")
        goal = ["dependency:build-classpath", f"-Dmdep.outputFile={file}"]
        done = run(["mvn", "-q", "-B", "-f", str(ROOT / "scripts" / "check_interop.xml"), "-P", tool, *goal])
        if done.returncode:
            raise Unavailable(f"Maven cannot fetch {tool}: {done.stdout.strip()[-300:]}")
    return file.read_text(encoding="utf-8").strip()


def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def java(tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(["java", "-Xmx2g", "-cp", classpath(tool), *arguments])


class Checks:
    """The results so far, printed as they come."""

    def __init__(self) -> None:
        self.failed = 0

    def tell(self, tool: str, what: str, fault: str, found: str = "") -> None:
        self.failed += bool(fault)
        print(f"{'FAIL' if fault else 'ok  '} {tool:9} {what:48} {found}{fault}", flush=True)


def statements(data: bytes) -> Statements:
    """Give N-Quads as a set of lines in Oxigraph's spelling; blank nodes, which only shapes have, as one sign."""
    return frozenset(
        " ".join(
            "_:" if isinstance(t, ox.BlankNode) else str(t) for t in (q.subject, q.predicate, q.object, q.graph_name)
        )
        for q in ox.parse(data, format=ox.RdfFormat.N_QUADS)
    )


def by_oxigraph(file: Path) -> Statements:
    quads = ox.parse(path=str(file), format=OX_FORMATS[file.suffix[1:]], base_iri="https://example.org/base/")
    return statements(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")


def by_rdflib(file: Path) -> Statements:
    """Read with rdflib; N-Quads are read as a data set, whose default graph rdflib names."""
    from rdflib import Dataset

    data = Dataset(default_union=False)
    formats = {"ttl": "turtle", "nq": "nquads", "nt": "nt", "trig": "trig", "rdf": "xml", "jsonld": "json-ld"}
    data.parse(file, format=formats[file.suffix[1:]])
    text = data.serialize(format="nquads", encoding="utf-8")
    return statements(text.replace(b" <urn:x-rdflib:default> .", b" ."))


def by_jena(file: Path) -> Statements:
    done = java("jena", "riotcmd.riot", "--output=nquads", str(file))
    if done.returncode:
        raise ValueError(done.stderr.strip()[-300:])
    return statements(done.stdout.encode())


def by_rdf4j(file: Path) -> Statements:
    out = WORK / f"{file.name}.rdf4j.nq"
    done = java("rdf4j", str(ROOT / "scripts" / "CheckInterop.java"), str(file), str(out))
    if done.returncode:
        raise ValueError(done.stderr.strip()[-300:])
    return statements(out.read_bytes())


READERS = {"oxigraph": by_oxigraph, "rdflib": by_rdflib, "jena": by_jena, "rdf4j": by_rdf4j}


def compare(checks: Checks, tools: Iterable[str], files: Iterable[Path]) -> None:
    """Read each file with each tool; all must find the same statements."""
    for file in files:
        expected = by_oxigraph(file)
        for tool in (t for t in tools if t in READERS):
            try:
                found = READERS[tool](file)
            except ValueError as error:
                checks.tell(tool, file.name, f": {error}")
                continue
            odd = sorted(found ^ expected)
            checks.tell(tool, file.name, f": differs, e.g. {odd[0]}" if odd else "", f"{len(found)} statements")


def jena_checks(checks: Checks, files: Sequence[Path], data: Path) -> None:
    """Let Jena judge the syntax of all files, and the data by our shapes."""
    done = java("jena", "riotcmd.riot", "--validate", *map(str, files))
    noise = [line for line in done.stderr.splitlines() if "WARN" in line or "ERROR" in line]
    checks.tell("jena", "riot --validate", f": {noise[0]}" if noise or done.returncode else "", f"{len(files)} files")
    for name in ("claims", "documents"):
        shapes = ROOT / "ontology" / "shapes" / f"{name}.ttl"
        done = java("jena", "shacl.shacl", "validate", "--text", "--shapes", str(shapes), "--data", str(data))
        conforms = done.stdout.strip() == "Conforms"
        checks.tell(
            "jena", f"shacl validate, {name}", "" if conforms else f": {(done.stdout or done.stderr).strip()[:300]}"
        )


def robot_checks(checks: Checks, files: Iterable[Path]) -> None:
    """Let OWL API read files without leaving a triple over, in OWL 2 DL, and HermiT look for contradictions."""
    command = ["org.obolibrary.robot.CommandLineInterface", "--strict"]
    for file in files:
        out = WORK / f"{file.stem}.profile.txt"
        done = java(
            "robot", *command, "validate-profile", "--profile", "DL", "--input", str(file), "--output", str(out)
        )
        fault = "" if done.returncode == 0 else f": {done.stdout.strip()[:300]}"
        checks.tell("owl api", f"{file.name}, OWL 2 DL, strict", fault)
        done = java(
            "robot",
            *command,
            "reason",
            "--reasoner",
            "hermit",
            "--input",
            str(file),
            "--output",
            str(WORK / "reasoned.owl"),
        )
        checks.tell(
            "hermit", f"{file.name}, consistent", "" if done.returncode == 0 else f": {done.stdout.strip()[:300]}"
        )


def merged(name: str, files: Iterable[Path], *, for_owl: bool) -> Path:
    """Join files into one with a single header; OWL tools know no rdf:subject, so it is left out for them."""
    g = bind_prefixes(Graph(bind_namespaces="none"))
    for file in files:
        g.parse(file)
    for header in list(g.subjects(RDF.type, OWL.Ontology)):
        if header != ONTOLOGY:
            g.remove((header, None, None))
    for predicate in (RDF.subject, RDF.predicate, RDF.object) if for_owl else ():
        g.remove((None, predicate, None))
    out = WORK / f"{name}.ttl"
    g.serialize(out, format="turtle", encoding="utf-8")
    return out


def build(inputs: Sequence[str]) -> Store:
    """Extract the claims of articles into a store in memory."""
    from graph.ingest import read_documents
    from graph.pipeline import ExtractionConfig, Extractor
    from graph.rdf import article_iri, article_quads

    extractor = Extractor.load(ExtractionConfig())
    store = open_store("oxigraph:")
    for extraction in extractor.extract(read_documents(inputs)):
        quads = article_quads(extraction, extractor.run, base=extractor.config.base)
        store.replace(article_iri(extraction.document.id, extractor.config.base), quads)
    return store


def stores(arguments: argparse.Namespace) -> Iterator[tuple[str, Path]]:
    """Give the name and the N-Quads file of each graph to check besides the ontology."""
    for file in arguments.graph:
        yield file.stem, file
    if arguments.inputs:
        file = WORK / "articles.nq"
        with build(arguments.inputs) as store:
            file.write_bytes(b"".join(store.nquads()))
        yield "articles", file


def exports(name: str, file: Path) -> list[Path]:
    """Write a graph in every format that we export."""
    with open_store("oxigraph:") as store:
        by_graph: dict[str, list[ox.Quad]] = {}
        for quad in ox.parse(path=str(file), format=ox.RdfFormat.N_QUADS):
            by_graph.setdefault(quad.graph_name.value, []).append(quad)
        from rdflib import Dataset, URIRef

        data = Dataset()
        data.parse(file, format="nquads")
        for graph_name in sorted(by_graph):
            iri = URIRef(graph_name)
            store.replace(iri, [(s, p, o, iri) for s, p, o in data.graph(iri)])
        paths = [WORK / f"{name}.{suffix}" for suffix in FORMATS]
        for path in paths:
            write(store, path)
    return paths


def check(arguments: argparse.Namespace) -> int:
    """Run all checks; gives the number of those that failed."""
    checks = Checks()
    tools = arguments.tool or TOOLS
    ontology = sorted(p for p in (ROOT / "ontology").rglob("*.ttl") if "examples" not in p.parts)
    examples = sorted((ROOT / "ontology" / "examples").glob("*.ttl"))
    base = [ROOT / "ontology" / f"{name}.ttl" for name in ("vocabulary", "alignments", "concepts")]
    claim = ROOT / "ontology" / "examples" / "claim.ttl"
    compare(checks, tools, [p for p in ontology if "shapes" not in p.parts])
    graphs = dict(stores(arguments))
    turtle = [claim]
    for name, file in graphs.items():
        paths = exports(name, file)
        turtle += [p for p in paths if p.suffix == ".ttl"]
        compare(checks, tools, paths)
    if "jena" in tools:
        jena_checks(checks, [*ontology, *examples, *turtle], merged("for-shacl", [base[0], *turtle], for_owl=False))
    if "robot" in tools:
        rooms = {room: sorted((ROOT / "ontology" / room).glob("*.ttl")) for room in ("lexicon", "entities")}
        parts = [merged(f"with-{room}", [*base, *files], for_owl=True) for room, files in rooms.items()]
        robot_checks(checks, [*base, *parts, merged("with-claims", [*base, *turtle], for_owl=True)])
    return checks.failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", help="articles whose claims are extracted and checked")
    parser.add_argument("--graph", type=Path, action="append", default=[], help="N-Quads of a store")
    parser.add_argument("--tool", choices=TOOLS, action="append", help="check with this tool only; may be repeated")
    WORK.mkdir(parents=True, exist_ok=True)
    try:
        failed = check(parser.parse_args())
    except Unavailable as reason:
        print(reason, file=sys.stderr)
        return 3
    print("all agree" if not failed else f"{failed} checks failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
