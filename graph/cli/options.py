"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

import click

from graph.annotate.shipped import DEFAULT_MODEL, SHIPPED

F = TypeVar("F", bound=Callable[..., Any])

DEFAULT_BASE = "https://w3id.org/diplograph/data/"


def inputs(command: F) -> F:
    """Add the articles to read."""
    return click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)(command)


def store(*, required: bool = True) -> Callable[[F], F]:
    """Add the store to work on."""
    return click.option(
        "--store",
        "store_name",
        metavar="DIR|URL",
        required=required,
        envvar="DIPLOGRAPH_STORE",
        help="Folder of the store, or query address of a SPARQL 1.1 server; DIPLOGRAPH_STORE where it is not given.",
    )


def extraction(command: F) -> F:
    """Add what the extraction depends on: pipeline, own entities, base of the IRIs, behaviour on bad articles."""
    for option in reversed(
        (
            click.option(
                "--model",
                metavar="NAME|DIR",
                default=DEFAULT_MODEL,
                show_default=True,
                help=f"German spaCy pipeline: {', '.join(SHIPPED)}, an installed one, or a folder.",
            ),
            entities,
            base,
            click.option("--strict", is_flag=True, help="Stop at the first article that cannot be read."),
        )
    ):
        command = option(command)
    return command


def entities(command: F) -> F:
    """Add files with entities and decisions of the user's own."""
    return click.option(
        "--entities",
        metavar="FILE",
        multiple=True,
        help="Turtle or CSV file with actors or decisions of your own; may be repeated.",
    )(command)


def base(command: F) -> F:
    """Add where minted IRIs begin."""
    return click.option(
        "--base",
        metavar="IRI",
        default=DEFAULT_BASE,
        show_default=True,
        callback=iri_base,
        help="Where the IRIs of articles and claims begin.",
    )(command)


def output(text: str, *, required: bool = False) -> Callable[[F], F]:
    """Add the file to write."""
    return click.option("-o", "--output", metavar="FILE", required=required, help=text)


def day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """Read an option's date.

    Raises:
        click.BadParameter: it is not one.
    """
    if value is None:
        return None
    try:
        return datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not a date like 2025-03-13") from error


def iri_base(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    """Accept an absolute IRI that names can be put behind."""
    plain = value.isprintable() and not set(value) & set(' <>"{}|\\^`#?')
    if not (plain and value.startswith(("http://", "https://", "urn:")) and value.endswith("/")):
        raise click.BadParameter(f"{value!r} is not an absolute IRI that ends in /")
    return value
