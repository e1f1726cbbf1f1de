"""The picture of a store as one HTML file: pyvis with our own page, nothing loaded from anywhere."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyvis
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pyvis.network import Network
from rdflib import Graph, URIRef
from rdflib.namespace import RDFS, SKOS

from graph.errors import ExportError
from graph.export import whole_file
from graph.export.layout import positions
from graph.export.view_data import Edge, Picture, Row, ViewFilter, read_picture
from graph.export.view_style import SHAPES, STANCES, extent, node_size, wrapped
from graph.model import Modality
from graph.namespaces import CON, DG, vocabulary
from graph.rdf.relations import relations
from graph.resources import ontology_path
from graph.store import Store

MOST_NODES = 1500

_TEMPLATES = Path(__file__).parent / "templates"
_VIS = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
_SCRIPTS = ("page.js", "picture.js", "panel.js", "filters.js", "keys.js")
_DANGEROUS = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
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
    page = render(page_data(picture))
    with whole_file(path) as out:
        out.write(page.encode("utf-8", "replace"))


def page_data(picture: Picture) -> dict[str, Any]:
    """Give everything that the page's scripts know, as plain JSON values; nodes and edges as pyvis writes them."""
    numbers = {iri: number for number, iri in enumerate(picture.nodes)}
    net = _network(picture, numbers)
    articles = _Articles(picture.urls)
    records: list[dict[str, Any]] = []
    for number, edge in enumerate(picture.edges):
        net.edges[number]["claims"] = list(range(len(records), len(records) + len(edge.rows)))
        records += [_record(row, articles, numbers, edge=number, group=group) for row, group in zip(edge.rows, edge.groups, strict=True)]
    loose = [_record(row, articles, numbers) for row in picture.loose]
    return {
        "nodes": net.nodes,
        "edges": net.edges,
        "claims": records + loose,
        "articles": articles.records,
        "leftOut": picture.left_out,
        "relations": {name: {"de": r.label_de, "en": r.label_en} for name, r in relations().items()},
        "concepts": _concept_labels({str(record["concept"]) for record in records + loose if "concept" in record}),
        "modalities": _labels(vocabulary(), {value.value: DG[value.value] for value in Modality}, RDFS.label),
        "stances": {str(stance): look for stance, look in STANCES.items()},
        "shapes": {kind.value: {"shape": shape, "color": color} for kind, (shape, color) in SHAPES.items()},
        "messages": json.loads((_TEMPLATES / "messages.json").read_text("utf-8")),
    }


def render(data: Mapping[str, Any], template: str = "view.html") -> str:
    """Fill the page: scripts and style are allowed by their hashes, data is JSON that no markup can leave."""
    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=False, undefined=StrictUndefined)
    vis = _VIS.read_text("utf-8").replace("\r\n", "\n").partition("//# sourceMappingURL")[0]
    script = "".join((_TEMPLATES / name).read_text("utf-8") for name in _SCRIPTS)
    parts = {"vis": vis, "script": f'"use strict";\n(() => {{\n{script}}})();\n', "style": (_TEMPLATES / "view.css").read_text("utf-8")}
    policy = (
        f"default-src 'none'; script-src {_hash(parts['vis'])} {_hash(parts['script'])}; style-src {_hash(parts['style'])}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_DANGEROUS)
    return environment.get_template(template).render(policy=policy, data=text, **parts)


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
            numbers[iri], label=names[iri], shape=shape, group=kind, x=x, y=y, size=radii[iri], name=label, iri=iri, total=claims
        )
    for edge, curve in zip(picture.edges, _curves(picture.edges), strict=True):
        stance = relations()[edge.relation].stance * (-1 if edge.negated else 1)
        net.add_edge(
            numbers[edge.subject], numbers[edge.object], relation=edge.relation, negated=edge.negated, stance=stance, curve=curve,
            strength=edge.strength, concept=next((row["concept"] for row in edge.rows if "concept" in row), None),
        )  # fmt: skip
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


class _Articles:
    """The articles of the claims, each told once."""

    def __init__(self, urls: Mapping[str, str]) -> None:
        self.records: list[dict[str, str]] = []
        self._urls = urls
        self._numbers: dict[str, int] = {}

    def number(self, row: Row) -> int:
        """Give an article's place in the list."""
        iri = str(row["article"])
        if iri not in self._numbers:
            self._numbers[iri] = len(self.records)
            told = {"id": row["document"], "title": row.get("title"), "date": row.get("date"), "outlet": row.get("publisher"), "url": self._urls.get(iri)}
            self.records.append({key: str(value) for key, value in told.items() if value is not None})
        return self._numbers[iri]


def _record(row: Row, articles: _Articles, numbers: Mapping[str, int], *, edge: int | None = None, group: int = 0) -> dict[str, Any]:
    """Give what the panel tells of a claim; what is not known is left out."""
    known = {
        "edge": edge,
        "group": group,
        "subject": numbers.get(str(row["subject"]), str(row.get("subject_label", row["subject"]))),
        "object": numbers.get(str(row["object"]), str(row.get("object_label", row["object"]))),
        "relation": row["relation"],
        "negated": row["negated"] == "true" or None,
        "modality": row["modality"],
        "source": row.get("source_label"),
        "article": articles.number(row),
        "sentence": marked(str(row["sentence"]), str(row["trigger"])),
        "conditions": row.get("conditions"),
        "place": row.get("place_label"),
        "time": row.get("time"),
        "concept": row.get("concept"),
        "confidence": row["confidence"],
    }
    return {key: value for key, value in known.items() if value is not None}


def marked(sentence: str, trigger: str) -> list[str]:
    """Cut a sentence so that every second piece is a word of the trigger.

    >>> marked("Er lehnt die Waffenruhe ab.", "lehnt … ab")
    ['Er ', 'lehnt', ' die Waffenruhe ', 'ab', '.']
    """
    pieces, rest = [], sentence
    for word in trigger.split(" … "):
        match = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", rest) or re.search(re.escape(word), rest) if word else None
        if match:
            pieces += [rest[: match.start()], match[0]]
            rest = rest[match.end() :]
    return [*pieces, rest]


def _concept_labels(names: set[str]) -> dict[str, dict[str, str]]:
    g = Graph().parse(ontology_path("concepts.ttl"), format="turtle")
    return _labels(g, {name: CON[name] for name in sorted(names)}, SKOS.prefLabel)


def _labels(g: Graph, terms: Mapping[str, URIRef], prop: URIRef) -> dict[str, dict[str, str]]:
    return {
        name: {language: next((str(x) for x in sorted(g.objects(term, prop), key=str) if getattr(x, "language", "") == language), name) for language in ("de", "en")}
        for name, term in terms.items()
    }


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
