"""`diplograph info`: versions, and what a store holds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph import __version__
from graph.annotate.shipped import DEFAULT_MODEL, SHIPPED
from graph.cli import options
from graph.cli.output import terminal_width

if TYPE_CHECKING:
    from graph.store import Store

Row = dict[str, str | None]

_LONGEST = 60
_CLAIMS_READ = 1000
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
    from graph.query.summary import summarise
    from graph.store import open_store

    with open_store(store_name, read_only=True) as store:
        summary = summarise(store)
        stances = _strongest(run(store, "strongest-stances").records(), limit, lambda: _newest(store))
    span = f", {' to '.join(summary.days)}" if summary.days else ""
    click.echo(
        f"{store_name}: {_number(summary.articles, 'article')}{span}, "
        f"{_number(summary.claims, 'claim')}, {_number(summary.actors, 'actor')}"
    )
    if stances:
        click.echo("\nStrongest stances")
        header = ("actor", "relation", "object", "claims", "first", "last")
        click.echo(text_table(header, [_cells(stance) for stance in stances], width=terminal_width()), nl=False)


def _newest(store: Store) -> list[Row]:
    """Give the newest claims that are not negated as edges of one claim each."""
    from graph.query import run
    from graph.rdf import relations

    names = {relation.name: str(relation.iri) for relation in relations().values()}
    found = run(store, "claims", {"limit": str(_CLAIMS_READ)}).records()
    return [
        {
            "actor": row["subject"],
            "actor_label": row["subject_label"],
            "relation": names.get(row["relation"] or ""),
            "object": row["object"],
            "object_label": row["object_label"],
            "claims": "1",
            "first": row["date"],
            "last": row["date"],
        }
        for row in found
        if row["negated"] == "false"
    ]


def _strongest(edges: list[Row], limit: int, single: Callable[[], list[Row]]) -> list[Row]:
    """Choose the edges for or against something: frequent ones first, then those on what most actors speak of.

    Args:
        edges: those of several claims.
        limit: how many are wanted.
        single: gives edges of one claim, taken where the others are too few.
    """
    from graph.rdf import relations

    taking_sides = {str(relation.iri) for relation in relations().values() if relation.stance}
    stances = [edge for edge in edges if edge["relation"] in taking_sides]
    if len(stances) < limit:
        known = {_ends(edge) for edge in edges}
        stances += [edge for edge in single() if edge["relation"] in taking_sides and _ends(edge) not in known]
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
    )[:limit]


def _ends(edge: Row) -> tuple[str | None, ...]:
    return edge["actor"], edge["relation"], edge["object"]


def _cells(stance: Row) -> list[str]:
    relation = (stance["relation"] or "").rpartition("#")[2]
    label = stance["object_label"] or ""
    label = label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
    return [stance["actor_label"] or "", relation, label, *(stance[name] or "" for name in ("claims", "first", "last"))]


def _number(count: int, noun: str) -> str:
    return f"{count} {noun if count == 1 else noun + 's'}"
