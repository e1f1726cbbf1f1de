"""`diplograph export`: a store to a file of another tool."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli import options


@click.command(epilog="Example: diplograph export --store wissen -o wissen.ttl")
@options.store()
@options.output(
    "File to write; its suffix tells the format: ttl nt nq trig jsonld rdf graphml gexf csv.", required=True
)
@click.option("--format", "form", metavar="SUFFIX", help="The format where the file's name does not tell it.")
def export(store_name: str, output: str, form: str | None) -> None:
    """Write all that a store holds to a file: RDF, a network for Gephi and yEd, or a table."""
    from graph.export import write
    from graph.store import open_store

    with open_store(store_name, read_only=True) as store:
        write(store, Path(output), format=form)
