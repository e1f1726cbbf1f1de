"""`diplograph view`: the picture of a store."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from graph.cli import options

_FOR_PRINT = ("svg", "png")


@click.command(epilog='Example: diplograph view --store wissen --actor "Juri Uschakow" --since 2025-03-12 -o bild.html')
@options.store()
@options.output("File to write: .html, .svg or .png.", required=True)
@click.option(
    "--kind",
    type=click.Choice(["network", "timeline", "matrix"]),
    default="network",
    show_default=True,
    help="Who says what as a network, stances over time, or actors by topics.",
)
@click.option(
    "--actor", "actors", metavar="NAME|IRI", multiple=True, help="Only claims with this actor; may be repeated."
)
@click.option(
    "--relation", "relations", metavar="NAME", multiple=True, help="Only this relation, e.g. rejects; may be repeated."
)
@click.option(
    "--concept",
    "concepts",
    metavar="NAME",
    multiple=True,
    help="Only what is about this concept, e.g. ceasefire; may be repeated.",
)
@click.option("--since", metavar="YYYY-MM-DD", callback=options.day, help="Only articles of this day or later.")
@click.option("--until", metavar="YYYY-MM-DD", callback=options.day, help="Only articles of this day or earlier.")
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(1),
    help="At most so many edges, rows or cells, the strongest first (40).",
)
@click.option("--everything", is_flag=True, help="Draw statements and what one claim names in the network, too.")
@click.option(
    "--language",
    type=click.Choice(["de", "en"]),
    default="de",
    show_default=True,
    help="Language of the labels; an HTML page can switch.",
)
def view(
    store_name: str,
    output: str,
    kind: str,
    actors: tuple[str, ...],
    relations: tuple[str, ...],
    concepts: tuple[str, ...],
    since: date | None,
    until: date | None,
    limit: int | None,
    everything: bool,
    language: str,
) -> None:
    """Draw a store as one HTML file that needs no network, or as SVG or PNG for print, by the file's suffix."""
    from graph.errors import ExportError
    from graph.export.view_data import ViewFilter
    from graph.store import open_store

    if everything and kind != "network":
        raise click.UsageError("--everything goes with --kind network only.")
    filters = ViewFilter(actors, relations, concepts, since, until, limit, everything)
    suffix = Path(output).suffix.lower().removeprefix(".")
    if suffix not in ("", "html", "htm", *_FOR_PRINT):
        raise ExportError(output, f"{suffix!r} is not a format of views", f"formats are html, {', '.join(_FOR_PRINT)}")
    with open_store(store_name, read_only=True) as store:
        if suffix in _FOR_PRINT:
            from graph.export.figures import write_figure

            write_figure(store, Path(output), kind, filters, language)
        elif kind == "network":
            from graph.export.html import write_view
            from graph.export.view_style import MANY_NODES

            nodes = write_view(store, Path(output), filters, language)
            if nodes > MANY_NODES:
                click.echo(f"{output}: {nodes} nodes, so WebGL draws them; more names show when you zoom in.", err=True)
        else:
            from graph.export.charts import write_matrix, write_timeline

            (write_timeline if kind == "timeline" else write_matrix)(store, Path(output), filters, language)
