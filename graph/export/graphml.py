"""Claims as a property graph: entities with flat attributes, one edge a claim."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import IO

import networkx as nx
from rdflib import Literal, URIRef
from rdflib.term import Node

from graph.export.table import xml_text
from graph.query import question
from graph.query.claims import all_claims
from graph.store import Store

_MODIFIED = re.compile(rb'<meta lastmodifieddate="[^"]*">')
_NUMBERS: dict[str, type[int] | type[float]] = {
    **dict.fromkeys(("integer", "nonNegativeInteger"), int),
    **dict.fromkeys(("decimal", "double", "float"), float),
}
_ENDS = ("subject", "subject_label", "object", "object_label")


def claim_rows(store: Store) -> Iterator[dict[str, str | float | int]]:
    """Give every claim of a store with all that is known of it, sorted by article, place in the text and IRI.

    Unbound values are left out; numbers are numbers; several conditions are joined with " | ".
    """
    conditions: dict[str, list[str]] = {}
    for claim, _, _, label in store.select(question("claim-conditions").sparql):
        conditions.setdefault(str(claim), []).append(xml_text(str(label)))
    rows = all_claims(store)
    for row in rows:
        flat = {name: _flat(term) for name, term in zip(rows.variables, row, strict=True) if term is not None}
        if flat["claim"] in conditions:
            flat["conditions"] = " | ".join(conditions[str(flat["claim"])])
        yield flat


def claim_network(store: Store) -> nx.MultiDiGraph[str]:
    """Give the claims as a directed multigraph: nodes are entities by IRI, edges are claims by IRI.

    Every attribute is a string or a number, since Gephi and GEXF know nothing else. The claim's IRI is an attribute,
    too: igraph gives an edge's own id wrongly.
    """
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for entity, label, kind, claims in sorted(store.select(question("entities").sparql)):
        net.add_node(str(entity), label=xml_text(str(label)), kind=str(kind or "other"), claims=int(str(claims)))
    for row in claim_rows(store):
        attributes = {key: value for key, value in row.items() if key not in _ENDS}
        attributes |= {"label": row["relation"], "weight": 1.0}
        net.add_edge(str(row["subject"]), str(row["object"]), key=str(row["claim"]), **attributes)
    return net


def write_graphml(store: Store, out: IO[bytes]) -> None:
    """Write the claims as GraphML (yEd, Gephi, Cytoscape, igraph)."""
    for line in nx.generate_graphml(claim_network(store), named_key_ids=True):
        out.write(f"{line}\n".encode())


def write_gexf(store: Store, out: IO[bytes]) -> None:
    """Write the claims as GEXF (Gephi), without the day of writing, which networkx would put in.

    An edge's id is its claim's IRI, as it is in GraphML.
    """
    buffer = io.BytesIO()
    net = claim_network(store)
    for _, _, claim, attributes in net.edges(keys=True, data=True):
        attributes["id"] = claim
    nx.write_gexf(net, buffer, version="1.2draft")
    out.write(_MODIFIED.sub(b"<meta>", buffer.getvalue()))


def _flat(term: Node) -> str | float | int:
    text = xml_text(str(term))
    if isinstance(term, URIRef):
        return text
    if isinstance(term, Literal) and term.datatype is not None:
        kind = str(term.datatype).rpartition("#")[2]
        number = _NUMBERS.get(kind)
        try:
            return number(text) if number is not None else text
        except ValueError:  # a foreign store may hold any text as a number
            return text
    return text
