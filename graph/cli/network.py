"""`diplograph network`: discourse networks of a store."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from graph.cli import options
from graph.cli.progress import Progress
from graph.errors import ExportError

KINDS = ("affiliation", "ignore", "congruence", "conflict", "subtract", "polarization")
TIES = ("count", "binary", "combine", "subtract")
NORMALIZATIONS = ("no", "activity", "prominence", "average", "jaccard", "cosine")
DUPLICATES = ("include", "document", "week", "month", "year", "acrossrange")
MODALITIES = ("asserted", "possible", "planned", "conditional", "obligation")
ACTORS = ("subject", "organization", "source", "publisher", "author")
UNITS = ("seconds", "minutes", "hours", "days", "weeks", "months", "years")
KERNELS = ("no", "uniform", "triangular", "epanechnikov", "gaussian")
FORMATS = ("graphml", "gexf", "csv", "edges", "nodes", "net", "dl", "json")
VARIABLES = (
    "subject, organization, source, publisher, author, concept, object, relation, modality, agreement, document, coder"
)


def _pair(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Read VARIABLE=VALUE."""
    pairs = [value.partition("=") for value in values]
    if wrong := [name for name, sign, _ in pairs if not sign]:
        raise click.BadParameter(f"{wrong[0]!r} is not like publisher=Tagesbote")
    return tuple((name.strip(), value.strip()) for name, _, value in pairs)


def _choice(name: str, values: Iterable[str], default: str, text: str) -> Callable[[Any], Any]:
    return click.option(name, type=click.Choice(list(values)), default=default, show_default=True, help=text)


@click.command(
    epilog="Example: diplograph network --store wissen --kind congruence --normalization average -o netz.graphml"
)
@options.store()
@options.output("File to write; its suffix tells the format: graphml gexf csv net dl json.", required=True)
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    required=True,
    help="Actors with concepts (affiliation), actors tied by what they say, or how polarised they are (a table).",
)
@_choice("--nodes", ("actor", "concept"), "actor", "What is tied in all kinds but affiliation.")
@_choice("--actor", ACTORS, "subject", "Who the actors are.")
@_choice("--topic", ("concept", "object"), "concept", "What is spoken of: concepts, or each proposal by itself.")
@_choice("--ties", TIES, "count", "Weights of an affiliation network.")
@_choice("--normalization", NORMALIZATIONS, "no", "What weights are divided by, as DNA does.")
@_choice("--duplicates", DUPLICATES, "document", "Within what the same statement counts once.")
@click.option("--isolates", is_flag=True, help="Keep nodes of the whole store that have no tie.")
@click.option("--measures", is_flag=True, help="Add communities and centralities to the nodes.")
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
@click.option(
    "--include",
    metavar="VARIABLE=VALUE",
    multiple=True,
    callback=_pair,
    help=f"Only statements with this value, or another one given for the variable; variables are {VARIABLES}.",
)
@click.option(
    "--exclude",
    metavar="VARIABLE=VALUE",
    multiple=True,
    callback=_pair,
    help="No statements with this value; may be repeated.",
)
@click.option("--since", metavar="YYYY-MM-DD", callback=options.day, help="Only articles of this day or later.")
@click.option("--until", metavar="YYYY-MM-DD", callback=options.day, help="Only articles of this day or earlier.")
@click.option(
    "--window", metavar="N", type=click.IntRange(1), help="One network for each stretch of so many units, a file each."
)
@_choice("--unit", UNITS, "days", "What windows and steps are counted in.")
@click.option(
    "--step",
    metavar="N",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Units from one window to the next.",
)
@_choice("--kernel", KERNELS, "no", "How statements lose weight with their distance from the middle of a window.")
@click.option(
    "--indent/--no-indent",
    default=True,
    show_default=True,
    help="Whether windows lie wholly between the first and last statement.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Format where the file's name does not tell it; edges is a CSV with one tie a row, nodes one with one node a row.",
)
def network(output: str, store_name: str, kind: str, form: str | None, **chosen: Any) -> None:
    """Write a discourse network of actors and concepts, with the weights of Discourse Network Analyzer.

    A claim with a stance is a statement: its subject agrees or disagrees with the concept of its object.
    See docs/networks.md for every choice with worked examples.
    """
    path = Path(output)
    chosen_form = form or path.suffix.lower().removeprefix(".")
    if chosen_form not in FORMATS:
        raise ExportError(output, "the file name does not tell the format", f"formats are {', '.join(FORMATS)}")
    from graph.export import whole_file
    from graph.network import NetworkChoice, StatementFilter, networks, polarization, polarization_table, to_bytes
    from graph.store import open_store

    filtering = ("topic", "relations", "concepts", "modalities", "since", "until", "hearsay", "actor")
    filters = StatementFilter(
        **{name: chosen.pop(name) for name in filtering}, include=chosen.pop("include"), exclude=chosen.pop("exclude")
    )
    with open_store(store_name, read_only=True) as store:
        if kind == "polarization":
            _only_for_networks(chosen)
            found = Progress(noun="windows").count(polarization(store, filters, NetworkChoice(**chosen)))
            table = polarization_table(found, chosen_form)
            with whole_file(path) as out:
                out.write(table)
            return
        for day, made in Progress(noun="networks").count(networks(store, filters, NetworkChoice(kind, **chosen))):
            with whole_file(path if day is None else _named(path, day)) as out:
                out.write(to_bytes(made, chosen_form))


def _only_for_networks(chosen: dict[str, Any]) -> None:
    """Refuse what a table of polarisation cannot heed."""
    for name, default in (("nodes", "actor"), ("ties", "count"), ("isolates", False), ("measures", False)):
        if chosen[name] != default:
            raise click.UsageError(f"--{name} does not go with --kind polarization", click.get_current_context())


def _named(path: Path, day: date) -> Path:
    """Put the middle of a window into a file's name."""
    text = day.strftime("%Y-%m-%dT%H%M%S") if isinstance(day, datetime) else day.isoformat()
    return path.with_name(f"{path.stem}-{text}{path.suffix}")
