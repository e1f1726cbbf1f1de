"""`diplograph info`: versions, and what a store holds."""

from __future__ import annotations

import json
from collections import Counter
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import click

from graph import __version__
from graph.annotate.shipped import DEFAULT_MODEL, SHIPPED
from graph.cli import options
from graph.cli.output import terminal_width

Row = dict[str, str | None]

_LONGEST = 60
_LIBRARIES = ("spacy", "onnxruntime", "rdflib", "pyoxigraph")


@click.command(epilog="Example: diplograph info --store wissen")
@options.store(required=False)
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(1, 1000),
    default=15,
    show_default=True,
    help="How many of the strongest stances.",
)
def info(store_name: str | None, limit: int) -> None:
    """Tell the versions of package, ontology and pipeline, and what a store holds."""
    if store_name is None:
        _tell_versions()
    else:
        _tell_store(store_name, limit)


def _tell_versions() -> None:
    from graph.rdf import ontology_version

    click.echo(f"diplograph  {__version__}")
    click.echo(f"Ontology    {ontology_version()}")
    for name in SHIPPED:
        click.echo(f"Pipeline    {_pipeline(name)}")
    click.echo(f"Libraries   {', '.join(f'{name} {version(name)}' for name in _LIBRARIES)}")


def _pipeline(name: str) -> str:
    """Describe a shipped pipeline by its version, what it gives and what it costs."""
    folder = files("graph").joinpath("annotate", name)
    meta = json.loads(folder.joinpath("meta.json").read_text(encoding="utf-8"))
    scores = meta["performance"]
    size = sum(path.stat().st_size for path in Path(str(folder)).rglob("*") if path.is_file())
    default = ", default" if name == DEFAULT_MODEL else ""
    return (
        f"{name} {meta['version']}{default}: {size / 1e6:.0f} MB, trees {scores['dep_las']:.1%} (LAS), "
        f"names {scores['ents_f']:.1%} (F1), about {scores['speed']:,} words a second on one core"
    )


def _tell_store(store_name: str, limit: int) -> None:
    from graph.export.table import text_table
    from graph.query import run
    from graph.store import open_store

    with open_store(store_name, read_only=True) as store:
        articles = run(store, "articles").records()
        edges = run(store, "strongest-stances").records()
    days = sorted(article["date"] for article in articles if article["date"])
    span = f", {days[0]} to {days[-1]}" if days else ""
    claims = sum(int(article["claims"] or 0) for article in articles)
    actors = len({edge["actor"] for edge in edges})
    click.echo(
        f"{store_name}: {_number(len(articles), 'article')}{span}, "
        f"{_number(claims, 'claim')}, {_number(actors, 'actor')}"
    )
    if stances := _strongest(edges):
        click.echo("\nStrongest stances")
        header = ("actor", "relation", "object", "claims", "first", "last")
        click.echo(text_table(header, [_cells(stance) for stance in stances[:limit]], width=terminal_width()), nl=False)


def _strongest(edges: list[Row]) -> list[Row]:
    """Choose the edges for or against something: frequent ones first, then those on what most actors speak of."""
    from graph.rdf import relations

    taking_sides = {str(relation.iri) for relation in relations().values() if relation.stance}
    stances = [edge for edge in edges if edge["relation"] in taking_sides]
    actors, objects = Counter(edge["actor"] for edge in stances), Counter(edge["object"] for edge in stances)
    return sorted(
        stances,
        key=lambda edge: (
            -int(edge["claims"] or 0),
            -objects[edge["object"]],
            -actors[edge["actor"]],
            edge["first"] or "",
            edge["actor_label"] or "",
        ),
    )


def _cells(stance: Row) -> list[str]:
    relation = (stance["relation"] or "").rpartition("#")[2]
    label = stance["object_label"] or ""
    label = label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
    return [stance["actor_label"] or "", relation, label, *(stance[name] or "" for name in ("claims", "first", "last"))]


def _number(count: int, noun: str) -> str:
    return f"{count} {noun if count == 1 else noun + 's'}"
