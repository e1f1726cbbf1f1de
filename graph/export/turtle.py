"""Turtle, TriG, N-Triples, N-Quads, RDF/XML and JSON-LD of a whole store, the same bytes for the same claims.

The syntaxes that people read are written article by article: the article first, then its claims in the order of the
text, then what they speak of. An entity that several articles name is described in each of them. The description of the
whole data set comes first, in a graph of its own where the syntax has graphs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import chain
from typing import IO, Any

from rdflib import Graph, URIRef
from rdflib.namespace import FOAF, RDF
from rdflib.plugins.serializers.jsonld import from_rdf
from rdflib.term import Node

from graph.export.description import article_graphs, base_of, description
from graph.namespaces import DG, PREFIXES
from graph.resources import ontology_path
from graph.store import Store, Triple
from graph.store.serialise import trig_body, turtle_body, turtle_header, write_rdf_xml
from graph.store.sorting import sorted_lines
from graph.store.terms import sparql_term

_ONE_GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"
_USED = ("con", "dc", "dcterms", "dg", "ent", "oa", "owl", "prov", "rdf", "rdfs", "skos", "void", "dcat", "wd", "xsd")
_MINTED = {"claim": "claim", "entity": "entity", "attribution": "speaker", "run": "run", "time": "when"}
_CHARACTERS = re.compile(r"#char=(\d+),(\d+)")
_FIRST_PREDICATES = (RDF.type, DG.subject, DG.relation, DG.object)


def write_turtle(store: Store, out: IO[bytes]) -> None:
    """Write Turtle, with a comment before each article; the graphs' names are not kept."""
    graphs = article_graphs(store)
    prefixes = _prefixes(graphs)
    out.write(turtle_header(prefixes))
    for name, triples in _blocks(store, graphs, named=False):
        out.write(f"# {name}\n".encode() + turtle_body(triples, prefixes))


def write_trig(store: Store, out: IO[bytes]) -> None:
    """Write TriG, one block an article."""
    graphs = article_graphs(store)
    prefixes = _prefixes(graphs)
    out.write(turtle_header(prefixes))
    for name, triples in _blocks(store, graphs, named=True):
        out.write(trig_body(name, triples, prefixes))


def write_nquads(store: Store, out: IO[bytes]) -> None:
    """Write N-Quads, sorted by their bytes: the form to keep."""
    graphs = article_graphs(store)
    described = description(store, graphs, named=True)
    end = f" {sparql_term(described[0][0])} .\n".encode() if described else None
    own = (line for line in store.nquads() if end is None or not line.endswith(end))
    extra = sorted(_line(triple).removesuffix(b" .\n") + (end or b"") for triple in described)
    out.writelines(merge(own, extra))


def write_ntriples(store: Store, out: IO[bytes]) -> None:
    """Write N-Triples, sorted by their bytes, each once; the graphs' names are not kept."""
    graphs = article_graphs(store)
    kept = frozenset(graphs)
    lines = (_line((s, p, o)) for s, p, o, name in store.quads() if name in kept)
    out.writelines(sorted_lines(chain(lines, map(_line, description(store, graphs, named=False)))))


def write_rdfxml(store: Store, out: IO[bytes]) -> None:
    """Write RDF/XML, article by article; the graphs' names are not kept."""
    graphs = article_graphs(store)
    triples = (triple for _, triples in _blocks(store, graphs, named=False) for triple in triples)
    write_rdf_xml(triples, out, {name: iri for name, iri in _prefixes(graphs).items() if name != "rdf"})


def write_jsonld(store: Store, out: IO[bytes]) -> None:
    """Write JSON-LD 1.1 with the shipped context inside, one named graph an article."""
    context = json.loads(ontology_path("context.jsonld").read_text("utf-8"))["@context"]
    head = json.dumps(context, ensure_ascii=False, indent=1)
    out.write(f'{{"@context": {head},\n"@graph": ['.encode())
    comma = ""
    for name, triples in _blocks(store, article_graphs(store), named=True):
        g = Graph(bind_namespaces="none")
        for triple in triples:
            g.add(triple)
        nodes = from_rdf(g, context_data=context, auto_compact=False)  # type: ignore[no-untyped-call]
        entry = {"@id": str(name), "@graph": _sorted_json(_nodes(nodes, context))}
        text = json.dumps(entry, ensure_ascii=False, indent=1)
        out.write(f"{comma}\n{text}".encode())
        comma = ","
    out.write(b"\n]}\n")


def turtle(triples: Sequence[Triple]) -> str:
    """Write some triples as Turtle, types first."""
    text = turtle_header(_prefixes([])) + turtle_body(ordered(triples, None), _prefixes([]))
    return text.decode().rstrip("\n") + "\n"


def ordered(triples: Sequence[Triple], article: URIRef | None) -> list[Triple]:
    """Put triples into the order in which people read them.

    Args:
        triples: triples of one graph.
        article: the graph's name; what is said of it stands first, then claims in the order of the text.
    """
    places: dict[Node, tuple[int, int]] = {}
    for s, p, o in triples:
        if p == DG.evidence and (match := _CHARACTERS.search(str(o))):
            places[s] = int(match[1]), int(match[2])
    ranks: dict[Node, int] = {p: rank for rank, p in enumerate(_FIRST_PREDICATES)}

    def place(triple: Triple) -> tuple[object, ...]:
        s, p, o = triple
        group = 0 if s == article else 1 if s in places else 2
        return group, places.get(s, (0, 0)), sparql_term(s), ranks.get(p, len(ranks)), str(p), sparql_term(o)

    return sorted(triples, key=place)


def _blocks(store: Store, graphs: Sequence[URIRef], *, named: bool) -> Iterator[tuple[URIRef, list[Triple]]]:
    """Give the description of the data set, then article by article, each under the name of its graph."""
    described = description(store, graphs, named=named)
    if described:
        node = URIRef(str(described[0][0]))
        yield node, ordered(described, node)
    for name in graphs:
        yield name, ordered(store.construct(_ONE_GRAPH, {"g": name}), name)


def _line(triple: Triple) -> bytes:
    return f"{' '.join(map(sparql_term, triple))} .\n".encode()


def _prefixes(graphs: Sequence[URIRef]) -> dict[str, str]:
    """Give our prefixes, and those of minted names below the base that the articles' names show."""
    prefixes = {name: PREFIXES[name] for name in _USED} | {"foaf": str(FOAF)}
    base = base_of(graphs)
    if base is not None:
        prefixes |= {prefix: f"{base}{room}/" for room, prefix in _MINTED.items()}
    return prefixes


def _nodes(document: Any, context: dict[str, Any]) -> list[Any]:
    """Take the nodes out of what the serialiser gives: a list, a document with a graph (in any word for it), a node."""
    if isinstance(document, list):
        return document
    rest = {key: value for key, value in document.items() if key != "@context"}
    inner = [value for key, value in rest.items() if "@graph" in (key, context.get(key))]
    return list(inner[0]) if inner else [rest] if rest else []


def _sorted_json(value: Any) -> Any:
    """Sort the arrays of a JSON-LD document, all of which are sets here, and its keys, with name and type first."""
    if isinstance(value, list):
        return sorted((_sorted_json(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: (key.strip("@") not in ("id", "type"), key))
        return {key: _sorted_json(value[key]) for key in keys}
    return value
