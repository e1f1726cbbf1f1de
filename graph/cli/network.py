"""`diplograph network`: discourse networks of a store."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from graph.cli import options
from graph.errors import ExportError

KINDS = ("affiliation", "ignore", "congruence", "conflict", "subtract")
TIES = ("count", "binary", "combine", "subtract")
NORMALIZATIONS = ("no", "activity", "prominence", "average", "jaccard", "cosine")
DUPLICATES = ("include", "document", "week", "month", "year", "range")
MODALITIES = ("asserted", "possible", "planned", "conditional", "obligation")
FORMATS = ("graphml", "gexf", "csv", "edges", "net", "dl", "json")


@click.command(
    epilog="Example: diplograph network --store wissen --kind congruence --normalization average -o netz.graphml"
)
@options.store()
@options.output("File to write; its suffix tells the format: graphml gexf csv net dl json.", required=True)
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    required=True,
    help="Actors with concepts (affiliation), or actors tied by what they say.",
)
@click.option(
    "--nodes",
    type=click.Choice(["actor", "concept"]),
    default="actor",
    show_default=True,
    help="What is tied in all kinds but affiliation.",
)
@click.option(
    "--topic",
    type=click.Choice(["concept", "object"]),
    default="concept",
    show_default=True,
    help="What is spoken of: concepts, or each proposal by itself.",
)
@click.option(
    "--ties", type=click.Choice(TIES), default="count", show_default=True, help="Weights of an affiliation network."
)
@click.option(
    "--normalization",
    type=click.Choice(NORMALIZATIONS),
    default="no",
    show_default=True,
    help="What weights are divided by, as DNA does.",
)
@click.option(
    "--duplicates",
    type=click.Choice(DUPLICATES),
    default="document",
    show_default=True,
    help="Within what the same statement counts once.",
)
@click.option("--isolates", is_flag=True, help="Keep nodes of the whole store that have no tie.")
@click.option("--hearsay", is_flag=True, help="Count what one actor says of another's stance, too.")
@click.option(
    "--relation", "relations", metavar="NAME", multiple=True, help="Only this relation, e.g. rejects; may be repeated."
)
@click.option(
    "--concept", "concepts", metavar="NAME", multiple=True, help="Only this concept, e.g. ceasefire; may be repeated."
)
@click.option(
    "--modality",
    "modalities",
    type=click.Choice(MODALITIES),
    multiple=True,
    help="Only claims of this modality; may be repeated.",
)
@click.option("--since", metavar="YYYY-MM-DD", callback=options.day, help="Only articles of this day or later.")
@click.option("--until", metavar="YYYY-MM-DD", callback=options.day, help="Only articles of this day or earlier.")
@click.option(
    "--window",
    metavar="DAYS",
    type=click.IntRange(1),
    help="One network for each stretch of so many days, a file each.",
)
@click.option(
    "--step",
    metavar="DAYS",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Days from one window to the next.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Format where the file's name does not tell it; edges is a CSV with one tie a row.",
)
def network(
    store_name: str,
    output: str,
    kind: str,
    nodes: str,
    topic: str,
    ties: str,
    normalization: str,
    duplicates: str,
    isolates: bool,
    hearsay: bool,
    relations: tuple[str, ...],
    concepts: tuple[str, ...],
    modalities: tuple[str, ...],
    since: date | None,
    until: date | None,
    window: int | None,
    step: int,
    form: str | None,
) -> None:
    """Write a discourse network of actors and concepts, with the weights of Discourse Network Analyzer.

    A claim with a stance is a statement: its subject agrees or disagrees with the concept of its object.
    """
    path = Path(output)
    chosen_form = form or path.suffix.lower().removeprefix(".")
    if chosen_form not in FORMATS:
        raise ExportError(output, "the file name does not tell the format", f"formats are {', '.join(FORMATS)}")
    from graph.export import whole_file
    from graph.network import NetworkChoice, StatementFilter, networks, to_bytes
    from graph.store import open_store

    filters = StatementFilter(topic, relations, concepts, modalities, since, until, hearsay)
    choice = NetworkChoice(kind, nodes, ties, normalization, duplicates, isolates, window, step)
    with open_store(store_name, read_only=True) as store:
        for day, made in networks(store, filters, choice):
            name = path if day is None else path.with_name(f"{path.stem}-{day.isoformat()}{path.suffix}")
            with whole_file(name) as out:
                out.write(to_bytes(made, chosen_form))
