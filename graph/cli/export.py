"""`diplograph export`: a store to a file of another tool."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli import options


@click.command(epilog="Example: diplograph export --store wissen -o wissen.ttl")
@options.store()
@options.output(
    "File to write; its suffix tells the format: ttl nt nq trig jsonld rdf graphml gexf csv parquet dna neo4j.zip "
    "labelstudio.zip.",
    required=True,
)
@click.option("--format", "form", metavar="SUFFIX", help="The format where the file's name does not tell it.")
@click.option(
    "--articles",
    metavar="INPUT",
    multiple=True,
    help="Where dna and labelstudio take the articles' texts from, as in build; may be repeated. "
    "Without it they hold the sentences of the claims only.",
)
@click.option(
    "--password",
    metavar="TEXT",
    default="diplograph",
    show_default=True,
    envvar="DIPLOGRAPH_DNA_PASSWORD",
    help="Password of the coders in a .dna file; DIPLOGRAPH_DNA_PASSWORD where it is not given.",
)
def export(store_name: str, output: str, form: str | None, articles: tuple[str, ...], password: str) -> None:
    """Write all that a store holds to a file: RDF, a network for Gephi and yEd, a table, a database of Discourse
    Network Analyzer, the import of Neo4j, or tasks for Label Studio (see docs/networks.md).
    """
    from graph.export import write
    from graph.store import open_store

    with open_store(store_name, read_only=True) as store:
        write(store, Path(output), format=form, articles=articles, password=password)
