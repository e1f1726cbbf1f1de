"""Tells whether a graph of claims carries what it must: SHACL shapes, and queries that must return no row.

Nothing is fetched and nothing inferred but the ontology's class tree; a graph is checked in memory, article by article.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SH, SKOS, XSD
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import ResultRow
from rdflib.term import Node

from graph.errors import OntologyError
from graph.namespaces import DG, OA, PREFIXES, bind_prefixes, vocabulary
from graph.rdf.iris import is_iri
from graph.resources import ontology_path

CLAIM_SHAPES = ("claims", "documents")
_RESULT = "https://w3id.org/diplograph/shapes/result/"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        focus: the node that is wrong, a claim or another.
        shape: the shape that it breaks, or the check that found it, by its IRI.
        path: the property, None where it is the node as a whole.
        value: the wrong value, None where one is missing.
        component: the kind of constraint, as SHACL names it.
        message: what must be the case.
        place: the words that tell a person which node it is: the sentence of a claim, the name of an entity.
    """

    focus: str
    shape: str
    path: str | None
    value: str | None
    component: str
    message: str
    place: str

    def __str__(self) -> str:
        where = f"{_short(self.focus)} ({self.place})" if self.place else _short(self.focus)
        what = f"{_short(self.path)} {self.message}" if self.path else self.message
        found = f"; found {_short(self.value)}" if self.value is not None else ""
        return " ".join(f"{where}: {what}{found} [{_short(self.shape)}]".split())


@dataclass(frozen=True, slots=True)
class Report:
    """What a validation found, in a fixed order."""

    findings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings

    def lines(self) -> list[str]:
        """Say each finding in one line: which node, which sentence, what is wrong."""
        return [str(finding) for finding in self.findings]

    def graph(self) -> Graph:
        """Give the report in SHACL's own terms, without blank nodes."""
        g = bind_prefixes(Graph(bind_namespaces="none"))
        g.bind("sh", str(SH))
        g.bind("shape", "https://w3id.org/diplograph/shapes#")
        key = hashlib.sha256(repr(self.findings).encode("utf-8", "surrogatepass")).hexdigest()[:24]
        report = URIRef(f"{_RESULT}{key}")
        g.add((report, RDF.type, SH.ValidationReport))
        g.add((report, SH.conforms, Literal("true" if self.conforms else "false", datatype=XSD.boolean)))
        for number, finding in enumerate(self.findings, start=1):
            node = URIRef(f"{report}-{number}")
            g.add((report, SH.result, node))
            for triple in _result_triples(node, finding):
                g.add(triple)
        return g


def validate(data: Graph, *, shapes: Sequence[str] = CLAIM_SHAPES) -> Report:
    """Validate a graph.

    Args:
        data: the triples, e.g. of one article; left as it is.
        shapes: names of files in ontology/shapes, without their ending; "lexicon", "entities" and "vocabulary" are
            for the ontology itself.

    Returns:
        The findings, ordered by node and property.

    Raises:
        OntologyError: there is no such file of shapes.
    """
    from pyshacl import validate as shacl  # a second to load, which most commands need not wait for

    known = Graph()
    compared = _compared(tuple(shapes))
    for s, p, o in (*data, *_class_tree()):
        # pySHACL stops at a blank node that it shall compare; a text is as wrong there, and told as such.
        known.add((s, p, Literal(str(o)) if p in compared and isinstance(o, BNode) else o))
    _, report, _ = shacl(
        known, shacl_graph=_shapes(tuple(shapes)), inference="none", do_owl_imports=False, inplace=True
    )
    findings = [*_shacl_findings(report, data), *(_check_findings(data) if "claims" in shapes else ())]
    return Report(tuple(sorted(dict.fromkeys(findings), key=_order)))


def merged(reports: Iterable[Report]) -> Report:
    """Join the reports of several graphs into one, each finding once."""
    findings = dict.fromkeys(finding for report in reports for finding in report.findings)
    return Report(tuple(sorted(findings, key=_order)))


@cache
def _shapes(names: tuple[str, ...]) -> Graph:
    g = Graph()
    for name in names:
        g.parse(ontology_path("shapes", f"{name}.ttl"), format="turtle")
    return g


@cache
def _compared(names: tuple[str, ...]) -> frozenset[Node]:
    """Give the properties whose values the shapes compare with each other."""
    shapes, found = _shapes(names), set()
    for pair in (SH.lessThan, SH.lessThanOrEquals):
        for shape, other in shapes.subject_objects(pair):
            found |= {other, *shapes.objects(shape, SH.path)}
    return frozenset(found)


@cache
def _class_tree() -> tuple[tuple[Node, Node, Node], ...]:
    return tuple(sorted(vocabulary().triples((None, RDFS.subClassOf, None))))


@cache
def _checks() -> tuple[tuple[Path, Query], ...]:
    paths = sorted(ontology_path("checks").glob("*-violation.rq"))
    if not paths:
        raise OntologyError("ontology/checks", "no checks found", "reinstall diplograph")
    return tuple((path, prepareQuery(path.read_text(encoding="utf-8"))) for path in paths)


def _shacl_findings(report: Graph, data: Graph) -> Iterator[Finding]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = report.value(result, SH.focusNode)
        path = report.value(result, SH.resultPath)
        value = report.value(result, SH.value)
        yield Finding(
            focus=str(focus),
            shape=str(report.value(result, SH.sourceShape)),
            path=None if path is None else str(path),
            value=None if value is None or value == focus else str(value),
            component=str(report.value(result, SH.sourceConstraintComponent)),
            message=str(report.value(result, SH.resultMessage)),
            place=_place(data, focus),
        )


def _check_findings(data: Graph) -> Iterator[Finding]:
    for path, query in _checks():
        name = path.name.removesuffix("-violation.rq")
        for row in data.query(query):
            assert isinstance(row, ResultRow)  # every check is a SELECT
            focus, value, message = row
            yield Finding(
                focus=str(focus),
                shape=f"https://w3id.org/diplograph/checks/{name}",
                path=None,
                value=None if value is None else str(value),
                component=str(SH.SPARQLConstraintComponent),
                message=str(message),
                place=_place(data, focus),
            )


def _place(data: Graph, focus: Node | None) -> str:
    """Give words by which a person knows a node: a claim's parts, the sentence that it stands in, or its name."""
    relation = data.value(focus, DG.relation)
    if relation is None:
        return _quoted(data, focus)
    parts = [
        _name(data, data.value(focus, DG.subject)),
        str(relation).rpartition("#")[2],
        _name(data, data.value(focus, DG.object)),
    ]
    sentence = _quoted(data, data.value(focus, DG.evidence))
    return " | ".join(parts) + (f" in {sentence}" if sentence else "")


def _quoted(data: Graph, node: Node | None) -> str:
    quotes = [data.value(selector, OA.exact) for selector in data.objects(node, OA.hasSelector)]
    text = min((str(text) for text in quotes if text is not None), default="") or _name(data, node)
    text = " ".join(text.split())
    return f"“{text if len(text) <= 100 else text[:99] + '…'}”" if text else ""


def _name(data: Graph, node: Node | None) -> str:
    names = (" ".join(str(x).split()) for p in (SKOS.prefLabel, RDFS.label, OA.exact) for x in data.objects(node, p))
    return min(names, default="")


def _result_triples(node: URIRef, finding: Finding) -> Iterator[tuple[Node, Node, Node]]:
    yield node, RDF.type, SH.ValidationResult
    yield node, SH.focusNode, _term(finding.focus)
    yield node, SH.sourceShape, _term(finding.shape)
    yield node, SH.sourceConstraintComponent, URIRef(finding.component)
    yield node, SH.resultSeverity, SH.Violation
    yield node, SH.resultMessage, Literal(str(finding))
    if finding.path is not None:
        yield node, SH.resultPath, URIRef(finding.path)
    if finding.value is not None:
        yield node, SH.value, _term(finding.value)


def _term(text: str) -> Node:
    return URIRef(text) if is_iri(text) else Literal(text)


def _short(iri: str | None) -> str:
    if iri is None:
        return ""
    for prefix, namespace in (*PREFIXES.items(), ("shape", "https://w3id.org/diplograph/shapes#")):
        if iri.startswith(namespace) and "/" not in iri[len(namespace) :]:
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri if len(iri) <= 200 else iri[:199] + "…"


def _order(finding: Finding) -> tuple[str, ...]:
    return (finding.focus, finding.path or "", finding.shape, finding.component, finding.value or "", finding.message)
