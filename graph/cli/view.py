"""`diplograph view`: the picture of a store."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli import options


@click.command(epilog='Example: diplograph view --store wissen --actor "Juri Uschakow" --since 2025-03-12 -o bild.html')
@options.store()
@options.output("HTML file to write.", required=True)
@click.option("--actor", "actors", metavar="NAME|IRI", multiple=True, help="Only claims with this actor; may be repeated.")
@click.option("--relation", "relations", metavar="NAME", multiple=True, help="Only this relation, e.g. rejects; may be repeated.")
@click.option("--since", metavar="YYYY-MM-DD", callback=options.day, help="Only articles of this day or later.")
@click.option("--until", metavar="YYYY-MM-DD", callback=options.day, help="Only articles of this day or earlier.")
@click.option("--limit", metavar="N", type=click.IntRange(1), help="At most so many edges, the strongest first.")
def view(store_name: str, output: str) -> None:
    """Draw a store as one HTML file that needs no network."""
