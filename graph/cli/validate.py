"""`diplograph validate`: a file or a store against the ontology's shapes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli import options
from graph.cli.progress import Progress
from graph.errors import GraphError

if TYPE_CHECKING:
    from rdflib import Graph

_FORMATS = {".ttl": "turtle", ".nt": "nt", ".nq": "nquads", ".trig": "trig", ".rdf": "xml", ".owl": "xml"}


@click.command(epilog="Example: diplograph validate wissen.ttl")
@click.argument("files", metavar="[FILE...]", nargs=-1)
@options.store(required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "turtle"]),
    default="text",
    show_default=True,
    help="One line a finding, or a SHACL report.",
)
def validate(files: tuple[str, ...], store_name: str | None, form: str) -> int:
    """Check RDF files (.ttl .nt .nq .trig .rdf) or a store against the shapes of the ontology.

    Exits with 1 where something is wrong.
    """
    from graph.store.validate import merged
    from graph.store.validate import validate as check

    if bool(files) == bool(store_name):
        raise click.UsageError("Give either files or --store.")
    graphs = (g for file in files for g in _file_graphs(file)) if files else _store_graphs(str(store_name))
    progress = Progress(noun="graphs")
    report = merged([check(g) for g in progress.count(graphs)])
    if form == "turtle":
        click.echo(report.graph().serialize(format="turtle"), nl=False)
    else:
        for line in report.lines():
            click.echo(line)
    verdict = "nothing wrong" if report.conforms else f"{len(report.findings)} findings"
    click.echo(f"{progress.done} {'graph' if progress.done == 1 else 'graphs'} checked: {verdict}", err=True)
    return 0 if report.conforms else 1


def _file_graphs(name: str) -> Iterator[Graph]:
    """Read the graphs of a file, one by one where it names several."""
    from rdflib import Dataset

    path = Path(name)
    form = _FORMATS.get(path.suffix.lower())
    if form is None:
        raise GraphError(
            name,
            f"{path.suffix or 'a file without suffix'} is not a form that is checked",
            f"give {' '.join(_FORMATS)}",
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise GraphError(name, (error.strerror or "cannot be read").lower(), "check the name") from error
    ds = Dataset()
    try:
        ds.parse(data=data, format=form, publicID=path.resolve().as_uri())
    except Exception as error:  # every parser of rdflib has exceptions of its own
        raise GraphError(name, f"not valid {form}: {_reason(error)}", "mend the file") from error
    graphs = [g for g in ds.graphs() if len(g)]
    if not graphs:
        raise GraphError(name, "no triples in it", "give a file with claims")
    yield from graphs


def _store_graphs(name: str) -> Iterator[Graph]:
    from rdflib import Graph

    from graph.store import open_store

    with open_store(name, read_only=True) as store:
        for article in store.graphs():
            g = Graph(identifier=article)
            for triple in store.construct("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }", {"g": article}):
                g.add(triple)
            yield g


def _reason(error: Exception) -> str:
    """Give a parser's words without its copy of the file."""
    number = getattr(error, "lines", None)
    line = f"line {number + 1}: " if isinstance(number, int) else ""
    text = " ".join(str(getattr(error, "message", "") or getattr(error, "_why", "") or error).split())
    return f"{line}{text}"[:300]
