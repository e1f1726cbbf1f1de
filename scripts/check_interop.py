"""Loads the ontology and graphs of claims in the tools of others, and compares what they read.

Readers: Oxigraph, rdflib, Apache Jena, RDF4J (the parsers of GraphDB) and Virtuoso. All must hold the same number of
statements, and what they write again must be isomorphic to what we wrote. Besides, Jena judges the syntax (riot
--validate) and our shapes (shacl validate), and ROBOT, that is OWL API, whether all is OWL 2 DL, without a triple left
unparsed, and free of contradictions (HermiT). Jena, RDF4J and ROBOT come by Maven on the first run; Java 17 and Maven
must be there, and Virtuoso's virtuoso-t and isql-vt.

    python scripts/check_interop.py                          # the ontology
    python scripts/check_interop.py seeds                    # and the graph of the claims in these articles
    python scripts/check_interop.py --graph claims.nq        # and a graph that was built before
    python scripts/check_interop.py --tool jena --tool robot # some tools only

Exits with 0 if all agree, 1 if not, 3 if a tool is not to be had.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
from interop.java import ROOT, Unavailable, java
from interop.readers import FORMATS, READERS, Found, Statements, parsed
from rdflib import Dataset

from graph.export import write
from graph.store import Store, open_store

ONTOLOGY = ROOT / "ontology"
HEADER = "https://w3id.org/diplograph/ontology"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
OWL_ONTOLOGY = ox.NamedNode("http://www.w3.org/2002/07/owl#Ontology")
NOT_FOR_OWL = {f"{RDF}subject", f"{RDF}predicate", f"{RDF}object"}


class Checks:
    """The results so far, printed as they come."""

    def __init__(self) -> None:
        self.failed = 0

    def tell(self, tool: str, what: str, fault: str) -> None:
        self.failed += bool(fault)
        print(f"{'FAIL' if fault else 'ok  '}  {tool:8}  {what}{fault and ': ' + fault}", flush=True)

    def cell(self, found: Found | None, expected: Statements) -> str:
        """Give what a tool found in a file as a word for the table."""
        if found is None:
            return "-"
        if isinstance(found, str):
            self.failed += 1
            return f"FAIL ({found})"
        same = found == (len(expected) if isinstance(found, int) else expected)
        self.failed += not same
        number = found if isinstance(found, int) else len(found)
        return str(number) if same else f"FAIL ({number})"


def compare(checks: Checks, tools: Sequence[str], files: Sequence[Path], work: Path) -> None:
    """Read all files with each tool and print the numbers of statements; all must find the same ones."""
    found = {tool: READERS[tool](files, work) for tool in tools if tool in READERS}
    if not found:
        return
    print(f"\n{'statements in':34}{'parsed':>10}" + "".join(f"{tool:>10}" for tool in found))
    for file in files:
        expected = parsed(file)
        cells = [checks.cell(results.get(file), expected) for results in found.values()]
        name = file.relative_to(ROOT) if file.is_relative_to(ONTOLOGY) else file.name
        print(f"{name!s:34}{len(expected):>10}" + "".join(f"{cell:>10}" for cell in cells), flush=True)
    print("- : the tool has no loader for this form\n")


def jena_checks(checks: Checks, files: Sequence[Path], graphs: Sequence[Path], work: Path) -> None:
    """Let Jena judge the syntax of all files, and the graphs by our shapes."""
    done = java("jena", "riotcmd.riot", "--validate", *map(str, files))
    noise = [line for line in (done.stdout + done.stderr).splitlines() if "WARN" in line or "ERROR" in line]
    checks.tell("jena", f"riot --validate, {len(files)} files", noise[0] if noise else "")
    shapes = merged(work / "shapes.ttl", [ONTOLOGY / "shapes" / f"{name}.ttl" for name in ("claims", "documents")])
    for graph in graphs:
        data = merged(work / f"{graph.stem}-for-shacl.ttl", [ONTOLOGY / "vocabulary.ttl", graph])
        done = java("jena", "shacl.shacl", "validate", "--text", "--shapes", str(shapes), "--data", str(data))
        said = (done.stdout or done.stderr).strip()
        checks.tell("jena", f"shacl validate, {graph.name}", "" if said == "Conforms" else said[:300])


def robot_checks(checks: Checks, files: Sequence[Path]) -> None:
    """Let ROBOT read files, no triple left over, in OWL 2 DL and without contradiction; one start for all."""
    program = str(ROOT / "scripts" / "interop" / "CheckWithRobot.java")
    done = java("robot", program, *map(str, files))
    lines = [line.split("\t")[1:] for line in done.stdout.splitlines() if line.startswith("RESULT\t")]
    results = {name: (found, fault) for name, found, fault in lines}
    for file in files:
        report = Path(f"{file}.profile.txt")
        said = report.read_text(encoding="utf-8") if report.exists() else done.stderr or "not reached"
        found, fault = results.get(str(file), ("", " ".join(said.split())))
        checks.tell("robot", f"{file.stem}: OWL 2 DL, all triples parsed, consistent by HermiT; {found}", fault[:500])


def merged(out: Path, files: Iterable[Path], *, for_owl: bool = False) -> Path:
    """Join files into one with a single header; OWL tools know no rdf:subject, so it is left out for them."""
    quads = [
        quad
        for file in files
        for quad in ox.parse(path=str(file), format=FORMATS[file.suffix[1:]], rename_blank_nodes=True)
    ]
    headers = {quad.subject for quad in quads if quad.object == OWL_ONTOLOGY}
    others = {header for header in headers if header.value != HEADER} if len(headers) > 1 else set()
    kept = (
        quad.triple
        for quad in quads
        if quad.subject not in others and not (for_owl and quad.predicate.value in NOT_FOR_OWL)
    )
    ox.serialize(kept, str(out), format=ox.RdfFormat.TURTLE)
    return out


def build(inputs: Sequence[str], file: Path) -> Path:
    """Extract the claims of articles into a file of N-Quads."""
    from graph.pipeline import build as build_store

    with open_store("oxigraph:") as store:
        build_store(inputs, store)
        write(store, file)
    return file


def exports(file: Path, work: Path) -> list[Path]:
    """Write a graph in every RDF format that we export."""
    data = Dataset()
    data.parse(file, format="nquads")
    with open_store("oxigraph:") as store:
        fill(store, data)
        paths = [work / f"{file.stem}.{suffix}" for suffix in FORMATS]
        for path in paths:
            write(store, path)
    return paths


def fill(store: Store, data: Dataset) -> None:
    graphs = sorted((g for g in data.graphs() if len(g)), key=lambda g: str(g.identifier))
    store.replace_many((g.identifier, [(s, p, o, g.identifier) for s, p, o in g]) for g in graphs)  # type: ignore[misc]


def graphs_to_check(arguments: argparse.Namespace, work: Path) -> Iterator[Path]:
    """Give an N-Quads file of each graph to check besides the ontology."""
    yield from arguments.graph
    if arguments.inputs:
        yield build(arguments.inputs, work / "articles.nq")


def check(arguments: argparse.Namespace, work: Path) -> int:
    """Run all checks; gives the number of those that failed."""
    checks = Checks()
    tools = list(dict.fromkeys(arguments.tool or [*READERS, "robot"]))
    ontology = sorted(ONTOLOGY.rglob("*.ttl"))
    own = [file for file in ontology if "examples" not in file.parts]
    folder = work / "exports"
    folder.mkdir(exist_ok=True)
    graphs = [path for file in graphs_to_check(arguments, work) for path in exports(file, folder)]
    turtle = [path for path in graphs if path.suffix == ".ttl"]
    compare(checks, tools, [*own, *graphs], work)
    if "jena" in tools:
        jena_checks(checks, [*ontology, *graphs], turtle or [ONTOLOGY / "examples" / "claim.ttl"], work)
    if "robot" in tools:
        terms = [ONTOLOGY / f"{name}.ttl" for name in ("vocabulary", "alignments", "concepts")]
        rooms = {room: sorted((ONTOLOGY / room).glob("*.ttl")) for room in ("lexicon", "entities")}
        data = {f"{path.stem}-claims": [path] for path in turtle or [ONTOLOGY / "examples" / "claim.ttl"]}
        parts = {"terms": [], **rooms, **data}
        owl = [merged(work / f"{name}.owl.ttl", [*terms, *files], for_owl=True) for name, files in parts.items()]
        robot_checks(checks, owl)
    return checks.failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", help="articles whose claims are extracted and checked")
    parser.add_argument("--graph", type=Path, action="append", default=[], help="N-Quads of a store")
    parser.add_argument("--tool", choices=[*READERS, "robot"], action="append", help="check with this tool; repeatable")
    arguments = parser.parse_args()
    try:
        with TemporaryDirectory(prefix="diplograph-") as work:
            failed = check(arguments, Path(work))
    except Unavailable as reason:
        print(reason, file=sys.stderr)
        return 3
    print("all agree" if not failed else f"{failed} checks failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
