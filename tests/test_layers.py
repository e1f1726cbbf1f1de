"""The order of the rooms and the fences around heavy packages, read from the import statements."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "graph"
ORDER = [
    *(
        "errors",
        "model",
        "resources",
        "namespaces",
        "lexicon",
        "gazetteer",
        "ingest",
        "annotate",
        "entities",
        "clauses",
    ),
    *("claims", "rdf", "store", "links", "query", "network", "dna", "export", "pipeline", "service", "scale", "cli"),
]
FENCES = {  # package -> where it may be imported, also inside functions
    "spacy": {"annotate", "entities", "clauses", "claims"},
    "rdflib": {"namespaces", *ORDER[ORDER.index("rdf") :]},
    "pyoxigraph": {"lexicon", "gazetteer", "store", "service/worker", "service/results"},
    "networkx": {"network", "export"},
    "pyvis": {"export/html", "export/triples"},
    "matplotlib": {"export/figures", "export/figure_network", "export/figure_charts"},
    "starlette": {"service"},
    "uvicorn": {"service/run"},
    "click": {"cli"},
    "sqlite3": {"ingest/dna", "dna"},
    "pyarrow": {"export/claims_table"},
    "dask": {"scale/dask"},
    "distributed": {"scale/dask"},
    "trafilatura": {"ingest/html"},
    "htmldate": {"ingest/html"},
    "warcio": {"ingest/warc"},
    "charset_normalizer": {"ingest/normalise"},
}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def room(name):
    """Give "claims" for graph.claims.polarity and for the module path claims/polarity."""
    return name.replace("/", ".").split(".")[0]


def location(path):
    return path.relative_to(PACKAGE).with_suffix("").as_posix()


def walk(node):
    """Go through a module without what only type checkers read."""
    yield node
    if not (isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"):
        for child in ast.iter_child_nodes(node):
            yield from walk(child)


def imports(path):
    for node in walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively; write the whole name"
            names = [node.module] if node.module != "graph" else [f"graph.{alias.name}" for alias in node.names]
            yield from names


@pytest.mark.parametrize("path", MODULES, ids=location)
def test_module_imports_only_rooms_before_it(path):
    own = room(location(path))
    for name in imports(path):
        if name.startswith("graph.") and name != "graph.__version__":
            other = name.split(".")[1]
            assert other in ORDER, f"{name} is no room"
            assert ORDER.index(other) <= ORDER.index(own), f"{location(path)} imports {name}, which comes after it"


@pytest.mark.parametrize("path", MODULES, ids=location)
def test_heavy_package_stays_behind_its_fence(path):
    here = location(path)
    for name in imports(path):
        allowed = FENCES.get(name.split(".")[0])
        if allowed is not None:
            assert any(here == place or here.startswith(f"{place}/") for place in allowed), f"{here} imports {name}"


def test_every_module_belongs_to_a_room():
    assert {room(location(path)) for path in MODULES} <= set(ORDER)


def fresh_python(code):
    return subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=PACKAGE.parent
    ).stdout


def test_importing_the_package_or_the_command_line_loads_nothing_heavy():
    heavy = "spacy rdflib pyoxigraph networkx igraph matplotlib pyvis trafilatura numpy"
    code = f"import sys, graph, graph.cli; print(*(name for name in {heavy!r}.split() if name in sys.modules))"
    assert fresh_python(code).split() == []


def test_importing_the_package_does_not_load_click():
    assert fresh_python("import sys, graph, graph.ingest; print('click' in sys.modules)").strip() == "False"
