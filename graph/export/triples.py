"""Triples of anybody's own query as one HTML file: things as nodes, properties as edges, values at their node."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyvis
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SKOS
from rdflib.term import Node

from graph.errors import ExportError
from graph.export import whole_file
from graph.export.layout import positions
from graph.export.page import render
from graph.export.view_style import extent, node_size, wrapped
from graph.namespaces import PREFIXES
from graph.store import Triple

MOST_NODES = 1500

_VIS = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
_NAMES = (SKOS.prefLabel, RDFS.label)


def write_triples_view(triples: Iterable[Triple], path: Path, *, where: str) -> None:
    """Draw triples as one HTML file that needs no network.

    A resource is a node with its name (skos:prefLabel or rdfs:label among the triples, else its shortened IRI), a triple
    between two resources an edge; types and literals are told where a node is pointed at.

    Args:
        triples: what a CONSTRUCT or DESCRIBE query gave.
        path: the file, replaced whole at the end.
        where: the query's name, for messages.

    Raises:
        ExportError: there is nothing to draw, or too much for a readable picture, or the file cannot be written.
    """
    data = page_data(list(triples))
    if not data["edges"]:
        remedy = "let CONSTRUCT give triples between two resources"
        raise ExportError(where, "the answer has no edge to draw", remedy)
    if len(data["nodes"]) > MOST_NODES:
        what = f"{len(data['nodes'])} nodes would not be readable; {MOST_NODES} are possible"
        raise ExportError(where, what, "ask for less, with LIMIT or a parameter")
    vis = _VIS.read_text("utf-8").replace("\r\n", "\n").partition("//# sourceMappingURL")[0]
    page = render(data, "triples.html", ("triples.js",), vis)
    with whole_file(path) as out:
        out.write(page)


def page_data(triples: Sequence[Triple]) -> dict[str, Any]:
    """Give nodes with their places, and edges, as plain JSON values."""
    links = sorted((t for t in set(triples) if _is_link(t)), key=lambda t: tuple(map(str, t)))
    ends = dict.fromkeys(end for s, _, o in links for end in (s, o))
    numbers = {end: number for number, end in enumerate(ends)}
    names: dict[Node, str] = {}
    notes: dict[Node, list[str]] = defaultdict(list)
    for s, p, o in sorted(set(triples), key=lambda t: tuple(map(str, t))):
        if p in _NAMES and isinstance(o, Literal):
            names.setdefault(s, str(o))
        elif s in numbers and not _is_link((s, p, o)):
            notes[s].append(f"{short(p)}: {short(o)}")
    degrees = defaultdict(int, {end: sum(end in (s, o) for s, _, o in links) for end in ends})
    labels = {end: wrapped(names.get(end) or short(end)) for end in ends}
    radii = {end: node_size(degrees[end]) for end in ends}
    rooms = {numbers[end]: extent(labels[end], radii[end]) for end in ends}
    places = positions(rooms, [(numbers[s], numbers[o]) for s, _, o in links])
    nodes = [
        {
            "id": numbers[end],
            "label": labels[end],
            "title": "\n".join([names.get(end, ""), str(end), *notes[end]]).strip(),
            "x": places[numbers[end]][0],
            "y": places[numbers[end]][1],
            "size": radii[end],
        }
        for end in ends
    ]
    together: dict[tuple[int, int], list[str]] = defaultdict(list)
    for s, p, o in links:
        together[numbers[s], numbers[o]].append(short(p))
    edges = [{"from": s, "to": o, "label": "\n".join(words)} for (s, o), words in together.items()]
    return {"nodes": nodes, "edges": edges, "triples": len(links)}


def short(term: Node) -> str:
    """Give an IRI with our prefix where one fits, and the text of a literal."""
    if isinstance(term, URIRef):
        fitting = [name for name in PREFIXES if str(term).startswith(PREFIXES[name])]
        if fitting:
            best = max(fitting, key=lambda name: len(PREFIXES[name]))
            return f"{best}:{str(term)[len(PREFIXES[best]) :]}"
    return str(term)


def _is_link(triple: Triple) -> bool:
    _, p, o = triple
    return isinstance(o, URIRef | BNode) and p != RDF.type
