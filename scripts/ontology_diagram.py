"""Draws the classes of the ontology as SVG: the claim in the middle, its kinds to the left, what it names to the right.

Only the vocabulary is read, and the same vocabulary gives the same bytes; scripts/ontology_docs.py puts the picture
into docs/ontology.html.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS

from graph.namespaces import DG

ROW, GAP, COLUMN, LETTER, BOLD_LETTER = 17, 9, 60, 6.3, 7.6
STANCES = {"1": "for", "-1": "against", "0": "neither"}


@dataclass
class Box:
    """A class with the properties that it is the domain of; x and y are those of its upper left corner."""

    name: str
    rows: list[tuple[str, str]]
    look: str
    children: list[Box] = field(default_factory=list)
    x: float = 0
    y: float = 0

    @property
    def width(self) -> float:
        rows = (f"{name} → {target}" if target else name for name, target in self.rows)
        return round(max(len(self.name) * BOLD_LETTER, *(len(row) * LETTER for row in rows), 0) + 18)

    @property
    def height(self) -> int:
        return ROW * (1 + len(self.rows)) + 6

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    def all(self) -> Iterator[Box]:
        yield self
        for child in self.children:
            yield from child.all()


def local(term: object) -> str:
    return str(term).rpartition("#")[2]


def class_boxes(g: Graph) -> list[Box]:
    """Give the topmost classes, with those below them as children."""
    stances = {relation: g.value(relation, DG.stance) for relation in g.subjects(RDF.type, DG.Relation)}
    looks = {g.value(relation, DG.claimClass): STANCES[str(stance)] for relation, stance in stances.items()}
    entities = set(g.transitive_subjects(RDFS.subClassOf, DG.Entity))

    def rows(term: URIRef) -> list[tuple[str, str]]:
        own = [p for p in g.subjects(RDFS.domain, term) if p not in stances]
        typed = sorted((p for p in own if (p, RDF.type, OWL.ObjectProperty) in g), key=local)
        plain = sorted((p for p in own if (p, RDF.type, OWL.ObjectProperty) not in g), key=local)
        found = [(local(p), local(g.value(p, RDFS.range) or "")) for p in typed]
        found += [(local(p), "") for p in plain]
        return [*found, *([(f"{len(stances)} relations", "Entity")] if term == DG.Entity else [])]

    def box(term: URIRef) -> Box:
        look = looks.get(term, "entity" if term in entities else "other")
        children = [box(child) for child in sorted(g.subjects(RDFS.subClassOf, term))]
        return Box(local(term), rows(term), look, children)

    classes = sorted(g.subjects(RDF.type, OWL.Class))
    return [box(term) for term in classes if not any(parent in classes for parent in g.objects(term, RDFS.subClassOf))]


def place(box: Box, x: float, top: float) -> float:
    """Lay out a class at x and those below it in columns to its right; gives the lower end."""
    bottom = top
    for child in box.children:
        bottom = place(child, x + box.width + COLUMN, bottom)
    if box.children:
        box.y = (box.children[0].middle + box.children[-1].middle - box.height) / 2
        box.y = max(box.y, top)
    else:
        box.y = top
    box.x = x
    return max(bottom, box.y + box.height + GAP)


def layout(boxes: list[Box]) -> tuple[Box, list[Box], float, float]:
    """Place all: kinds of claims left, the claim, then the other classes in the order in which a claim names them."""
    claim = next(box for box in boxes if box.name == "Claim")
    order = [target for _, target in claim.rows]
    others = sorted(
        (box for box in boxes if box is not claim),
        key=lambda box: (order.index(box.name) if box.name in order else len(order), box.name),
    )
    left = max(child.width for child in claim.children)
    bottom = 10.0
    for child in claim.children:
        child.x, child.y = 10 + left - child.width, bottom
        bottom += child.height + GAP
    claim.x = 10 + left + COLUMN
    right, x = 10.0, claim.x + claim.width + 2.2 * COLUMN
    for box in others:
        right = place(box, x, right) + GAP
    claim.y = (max(bottom, right) - claim.height) / 2
    width = max(box.x + box.width for root in others for box in root.all()) + 10
    return claim, others, width, max(bottom, right)


def draw_box(box: Box) -> Iterator[str]:
    yield f'<a href="#{escape(box.name)}"><g class="{box.look}"><title>dg:{escape(box.name)}</title>'
    yield f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height}" rx="4"/>'
    yield f'<text class="name" x="{box.x + 9:g}" y="{box.y + 15:g}">{escape(box.name)}</text>'
    if box.rows:
        yield f'<path d="M{box.x:g} {box.y + 21:g}h{box.width:g}"/>'
    for number, (name, target) in enumerate(box.rows, start=1):
        text = f"{name} → {target}" if target else name
        yield f'<text x="{box.x + 9:g}" y="{box.y + 17 + number * ROW:g}">{escape(text)}</text>'
    yield "</g></a>"


def draw_kinds(parent: Box, *, leftwards: bool) -> Iterator[str]:
    """Draw the lines from a class to those below it, with the hollow arrow of UML at the upper one."""
    if not parent.children:
        return
    side, sign = (parent.x, -1) if leftwards else (parent.x + parent.width, 1)
    tip, bend = side + sign * 11, side + sign * 26
    yield f'<path class="arrow" d="M{side:g} {parent.middle:g}l{sign * 11} -6v12z"/>'
    for child in parent.children:
        end = child.x + child.width if leftwards else child.x
        yield f'<path class="kind" d="M{tip:g} {parent.middle:g}H{bend:g}V{child.middle:g}H{end:g}"/>'
        if not leftwards:
            yield from draw_kinds(child, leftwards=False)


def draw_links(claim: Box, others: list[Box]) -> Iterator[str]:
    """Draw a curve from each property of the claim to the class that it points at."""
    targets = {box.name: box for root in others for box in root.all()}
    for number, (name, target) in enumerate(claim.rows, start=1):
        if target in targets:
            box, x, y = targets[target], claim.x + claim.width, claim.y + 12 + number * ROW
            half, end = (x + box.x) / 2, box.middle
            curve = f"M{x:g} {y:g}C{half:g} {y:g} {half:g} {end:g} {box.x:g} {end:g}"
            yield f'<path class="link" d="{curve}"><title>dg:{escape(name)}</title></path>'


def diagram(g: Graph) -> str:
    """Give the drawing of all classes of a vocabulary."""
    claim, others, width, height = layout(class_boxes(g))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" role="img"'
        ' aria-label="Classes: the claim, its kinds, and what it names">',
        "<style>svg{max-width:100%;height:auto} svg text{font:12px sans-serif;fill:#222} svg .name{font-weight:bold}"
        " svg rect{stroke:#555;fill:#f3f3f3}"
        " svg path{fill:none;stroke:#555} svg .link{stroke:#b06a00;stroke-width:1.4} svg .arrow{fill:#fff}"
        " svg .entity rect{fill:#e3eefb} svg .for rect{fill:#dff3e1} svg .against rect{fill:#fbe1e0}"
        " svg .neither rect{fill:#fff6dd}</style>",
        *draw_links(claim, others),
        *draw_kinds(claim, leftwards=True),
        *(line for box in others for line in draw_kinds(box, leftwards=False)),
        *(line for root in (claim, *others) for box in root.all() for line in draw_box(box)),
        "</svg>",
    ]
    return "\n".join(parts)
