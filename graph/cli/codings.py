"""`diplograph codings`: what people coded in Discourse Network Analyzer, into a store."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli import options

ROLES = ("person", "organization", "concept", "agreement")


def _roles(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """Read ROLE=NAME."""
    pairs: dict[str, str] = {}
    for value in values:
        role, _, name = value.partition("=")
        pairs[role.strip()] = name.strip()
    if wrong := [role for role, name in pairs.items() if role not in ROLES or not name]:
        raise click.BadParameter(f"{wrong[0]!r} is not like concept=Forderung; roles are {', '.join(ROLES)}")
    return pairs


@click.command(epilog="Example: diplograph codings anna.dna --store wissen")
@click.argument("file", metavar="FILE.dna", type=click.Path(path_type=Path))
@options.store()
@click.option(
    "--base",
    metavar="IRI",
    default=options.DEFAULT_BASE,
    show_default=True,
    callback=options.iri_base,
    help="Where the IRIs of articles and claims begin.",
)
@click.option(
    "--entities", metavar="FILE", multiple=True, help="Turtle or CSV file with actors of your own; may be repeated."
)
@click.option(
    "--variable",
    "variables",
    metavar="ROLE=NAME",
    multiple=True,
    callback=_roles,
    help="Variable that is the person, organization, concept or agreement, where it has another name; may be repeated.",
)
def codings(file: Path, store_name: str, base: str, entities: tuple[str, ...], variables: dict[str, str]) -> None:
    """Take the statements that people coded in Discourse Network Analyzer into a store as claims.

    Each claim names its coder (see docs/networks.md), so that codings and extracted claims of the same articles can be
    compared: 'diplograph build FILE.dna' extracts the claims of the file's documents, 'diplograph query
    coding-comparison' shows both side by side. What an earlier import of the file brought in is replaced.
    """
    from graph.dna import import_codings
    from graph.store import open_store

    with open_store(store_name) as store:
        report = import_codings(file, store, base=base, entities=entities, variables=variables)
    click.echo(f"{store_name}: {report}", err=True)
