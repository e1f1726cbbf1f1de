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
from graph.export.view_style import MANY_NODES, SHAPES, extent, node_size, wrapped
from graph.rdf.relations import relations
from graph.store import Store

__all__ = ["MANY_NODES", "MOST_NODES", "ViewFilter", "page_data", "write_view"]

MOST_NODES = 20_000

_VIS = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
_FIRST = ("page.js",)
_SMALL = ("picture.js",)
_LARGE = ("scene.js", "paint.js", "names.js", "camera.js", "pointer.js")
_LAST = ("claims.js", "panel.js", "filters.js", "keys.js")
_CURVE = 0.16
_FAN = 1.6  # between the outermost of many edges
_NEAR = 60.0  # length of edges whose nodes show no names at first


def write_view(store: Store, path: Path, filters: ViewFilter | None = None, language: str = "de") -> int:
    """Draw the claims of a store as one HTML file that needs no network.

    Args:
        store: what to draw.
        path: the file, replaced whole at the end.
        filters: which claims; None draws the strongest edges of all.
        language: "de" or "en", in which the page opens.

    Returns:
        The number of nodes; WebGL draws more than `MANY_NODES` of them.

    Raises:
        QueryError: an actor, relation or concept is unknown, or no claim fits.
        ExportError: there are too many nodes for a picture, or the file cannot be written.
        StoreError: the store cannot be read.
    """
    picture = read_picture(store, filters or ViewFilter())
    if len(picture.nodes) > MOST_NODES:
        what = f"{len(picture.nodes)} nodes are too many for a picture; {MOST_NODES} are possible"
        raise ExportError(str(path), what, "lower --limit, or choose with --actor, --relation, --since, --until")
    page = view_page(picture, language)
    with whole_file(path) as out:
        out.write(page)
    return len(picture.nodes)


def view_page(picture: Picture, language: str = "de") -> bytes:
    """Give the page of a picture; vis-network draws it, and WebGL a large one."""
    large = len(picture.nodes) > MANY_NODES
    data = page_data(picture, large=large) | {"language": language}
    if large:
        claims = data.pop("claims")
        return render(data, "view.html", (*_FIRST, *_LARGE, *_LAST), later=claims)
    vendor = _VIS.read_text("utf-8").replace("\r\n", "\n").partition("//# sourceMappingURL")[0]
    return render(data, "view.html", (*_FIRST, *_SMALL, *_LAST), vendor)


def page_data(picture: Picture, *, large: bool = False) -> dict[str, Any]:
    """Give everything that the page's scripts know, as plain JSON values; nodes and edges as pyvis writes them.

    Args:
        picture: what is drawn.
        large: leave out pyvis, which looks for every node among all others.
    """
    numbers = {iri: number for number, iri in enumerate(picture.nodes)}
    nodes = _nodes(picture, numbers, large=large)
    edges = [_edge(edge, curve, numbers) for edge, curve in zip(picture.edges, _curves(picture.edges), strict=True)]
    if not large:
        nodes, edges = _through_pyvis(nodes, edges)
    articles = Articles(picture.urls)
    records: list[dict[str, Any]] = []
    for number, edge in enumerate(picture.edges):
        edges[number] |= {"id": number, "claims": list(range(len(records), len(records) + len(edge.rows)))}
        records += [
            record(row, articles, numbers, edge=number, group=group)
            for row, group in zip(edge.rows, edge.groups, strict=True)
        ]
    loose = [record(row, articles, numbers) for row in picture.loose]
    return {
        "nodes": nodes,
        "edges": edges,
        "claims": records + loose,
        "articles": articles.records,
        "leftOut": picture.left_out,
    } | shared_data(records + loose)


def _nodes(picture: Picture, numbers: Mapping[str, int], *, large: bool) -> list[dict[str, Any]]:
    names = {} if large else {iri: wrapped(label) for iri, (label, _, _) in picture.nodes.items()}
    radii = {iri: node_size(claims) for iri, (_, _, claims) in picture.nodes.items()}
    links = [(numbers[edge.subject], numbers[edge.object]) for edge in picture.edges]
    if large:
        places = positions({numbers[iri]: (2 * radius, 2 * radius) for iri, radius in radii.items()}, links, step=_NEAR)
    else:
        places = positions({numbers[iri]: extent(names[iri], radii[iri]) for iri in radii}, links)
    return [
        {
            "id": numbers[iri],
            "group": kind,
            "x": places[numbers[iri]][0],
            "y": places[numbers[iri]][1],
            "size": radii[iri],
            "name": label,
            "total": claims,
        }
        | ({"label": names[iri]} if names else {})
        for iri, (label, kind, claims) in picture.nodes.items()
    ]


def _edge(edge: Edge, curve: float, numbers: Mapping[str, int]) -> dict[str, Any]:
    return {
        "from": numbers[edge.subject],
        "to": numbers[edge.object],
        "curve": curve,
        "relation": edge.relation,
        "negated": edge.negated,
        "stance": relations()[edge.relation].stance * (-1 if edge.negated else 1),
        "strength": edge.strength,
    }


def _through_pyvis(
    nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    shapes = {kind.value: shape for kind, (shape, _) in SHAPES.items()}
    net = Network(directed=True)
    for node in nodes:
        net.add_node(node["id"], shape=shapes[node["group"]], **{k: v for k, v in node.items() if k != "id"})
    for edge in edges:
        net.add_edge(edge["from"], edge["to"], **{k: v for k, v in edge.items() if k not in ("from", "to")})
    return net.nodes, net.edges


def _curves(edges: Sequence[Edge]) -> list[float]:
    """Bend edges between the same two nodes away from each other; a lone one stays straight."""
    together: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, edge in enumerate(edges):
        together[min(edge.subject, edge.object), max(edge.subject, edge.object)].append(number)
    curves = [0.0] * len(edges)
    for numbers in together.values():
        for rank, number in enumerate(numbers):
            bend = (rank - (len(numbers) - 1) / 2) * min(_CURVE * 2, _FAN / max(len(numbers) - 1, 1))
            forward = edges[number].subject <= edges[number].object
            curves[number] = round(bend if forward else -bend, 3)
    return curves
