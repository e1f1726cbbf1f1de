"""The picture of a store as one HTML file: pyvis with our own page, nothing loaded from anywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyvis
from pyvis.network import Network

from graph.errors import ExportError
from graph.export import whole_file
from graph.export.layout import positions
from graph.export.page import Articles, record, render, shared_data
from graph.export.view_data import Edge, Picture, ViewFilter, read_picture
from graph.export.view_style import SHAPES, extent, node_size, wrapped
from graph.rdf.relations import relations
from graph.store import Store

__all__ = ["MOST_NODES", "ViewFilter", "page_data", "write_view"]

MOST_NODES = 1500

_VIS = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
_SCRIPTS = ("page.js", "picture.js", "claims.js", "panel.js", "filters.js", "keys.js")
_CURVE = 0.16


def write_view(store: Store, path: Path, filters: ViewFilter | None = None) -> None:
    """Draw the claims of a store as one HTML file that needs no network.

    Args:
        store: what to draw.
        path: the file, replaced whole at the end.
        filters: which claims; None draws the strongest edges of all.

    Raises:
        QueryError: an actor, relation or concept is unknown, or no claim fits.
        ExportError: there are too many nodes for a readable picture, or the file cannot be written.
        StoreError: the store cannot be read.
    """
    picture = read_picture(store, filters or ViewFilter())
    if len(picture.nodes) > MOST_NODES:
        what = f"{len(picture.nodes)} nodes would not be readable; {MOST_NODES} are possible"
        raise ExportError(str(path), what, "lower --limit, or choose with --actor, --relation, --since, --until")
    vis = _VIS.read_text("utf-8").replace("\r\n", "\n").partition("//# sourceMappingURL")[0]
    page = render(page_data(picture), "view.html", _SCRIPTS, vis)
    with whole_file(path) as out:
        out.write(page)


def page_data(picture: Picture) -> dict[str, Any]:
    """Give everything that the page's scripts know, as plain JSON values; nodes and edges as pyvis writes them."""
    numbers = {iri: number for number, iri in enumerate(picture.nodes)}
    net = _network(picture, numbers)
    articles = Articles(picture.urls)
    records: list[dict[str, Any]] = []
    for number, edge in enumerate(picture.edges):
        net.edges[number]["claims"] = list(range(len(records), len(records) + len(edge.rows)))
        records += [
            record(row, articles, numbers, edge=number, group=group)
            for row, group in zip(edge.rows, edge.groups, strict=True)
        ]
    loose = [record(row, articles, numbers) for row in picture.loose]
    return {
        "nodes": net.nodes,
        "edges": net.edges,
        "claims": records + loose,
        "articles": articles.records,
        "leftOut": picture.left_out,
    } | shared_data(records + loose)


def _network(picture: Picture, numbers: Mapping[str, int]) -> Network:
    names = {iri: wrapped(label) for iri, (label, _, _) in picture.nodes.items()}
    radii = {iri: node_size(claims) for iri, (_, _, claims) in picture.nodes.items()}
    rooms = {numbers[iri]: extent(names[iri], radii[iri]) for iri in picture.nodes}
    places = positions(rooms, [(numbers[edge.subject], numbers[edge.object]) for edge in picture.edges])
    net = Network(directed=True)
    for iri, (label, kind, claims) in picture.nodes.items():
        x, y = places[numbers[iri]]
        shape = next(shape for k, (shape, _) in SHAPES.items() if k.value == kind)
        net.add_node(
            numbers[iri],
            label=names[iri],
            shape=shape,
            group=kind,
            x=x,
            y=y,
            size=radii[iri],
            name=label,
            iri=iri,
            total=claims,
        )
    for edge, curve in zip(picture.edges, _curves(picture.edges), strict=True):
        stance = relations()[edge.relation].stance * (-1 if edge.negated else 1)
        told = {"relation": edge.relation, "negated": edge.negated, "stance": stance, "strength": edge.strength}
        net.add_edge(numbers[edge.subject], numbers[edge.object], curve=curve, **told)
    for number, entry in enumerate(net.edges):
        entry["id"] = number
    return net


def _curves(edges: Sequence[Edge]) -> list[float]:
    """Bend edges between the same two nodes away from each other; a lone one stays straight."""
    together: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, edge in enumerate(edges):
        together[min(edge.subject, edge.object), max(edge.subject, edge.object)].append(number)
    curves = [0.0] * len(edges)
    for numbers in together.values():
        for rank, number in enumerate(numbers):
            bend = (rank - (len(numbers) - 1) / 2) * _CURVE * 2
            forward = edges[number].subject <= edges[number].object
            curves[number] = round(bend if forward else -bend, 3)
    return curves
