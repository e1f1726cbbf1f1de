"""What a `.dna` file keeps beside its statements (colours, attributes, regular expressions, …) as triples and back.

Each row is a node with one triple a column, after the W3C's Direct Mapping of relational data. Texts and passwords are
left out: the texts belong to others, and a store may be served to everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, XSD
from rdflib.term import Node

from graph.dna.tables import COLUMNS, Row, Tables, Value, names
from graph.rdf.iris import minted_iri, plain
from graph.store import Store

NAMESPACE = "https://w3id.org/diplograph/dna#"
_DATABASE = URIRef(f"{NAMESPACE}Database")
_LEFT_OUT = {("DOCUMENTS", "Text"), ("CODERS", "Password")}
_ROWS = f"""
SELECT ?table ?row ?column ?value WHERE {{
    GRAPH ?g {{ ?row a ?table ; ?column ?value }}
    FILTER(STRSTARTS(STR(?table), "{NAMESPACE}") && STRSTARTS(STR(?column), "{NAMESPACE}"))
}}
ORDER BY ?table ?row ?column
"""
_NAMES = (
    f"SELECT DISTINCT ?g ?name WHERE {{ GRAPH ?g {{ ?g a <{_DATABASE}> ; <{DCTERMS.identifier}> ?name }} }} ORDER BY ?g"
)
_PARTS = f"SELECT ?part WHERE {{ GRAPH ?g {{ ?g a <{_DATABASE}> ; <{DCTERMS.hasPart}> ?part }} }} ORDER BY ?part"


def database_iri(name: str, base: str) -> URIRef:
    """Mint the name of the graph that keeps a database."""
    return minted_iri("dna", name, base)


def database_triples(
    name: str, tables: Tables, parts: Iterable[URIRef], base: str
) -> Iterator[tuple[Node, Node, Node]]:
    """Describe a database.

    Args:
        name: of its file, without suffix.
        tables: what is in it.
        parts: names of the graphs that hold its codings.
        base: start of all minted IRIs.
    """
    graph = database_iri(name, base)
    yield graph, RDF.type, _DATABASE
    yield graph, DCTERMS.identifier, plain(name)
    for part in parts:
        yield graph, DCTERMS.hasPart, part
    for table in COLUMNS:
        for place, row in enumerate(tables[table], 1):
            node = URIRef(f"{graph}/{table}/{row.get('ID', place)}")
            yield node, RDF.type, URIRef(NAMESPACE + table)
            for column, value in row.items():
                if value is not None and (table, column) not in _LEFT_OUT:
                    yield node, URIRef(NAMESPACE + column), _literal(value)


def read_databases(store: Store) -> dict[str, Tables]:
    """Give the databases that a store keeps, by name; texts and passwords are empty."""
    return {str(name): _tables(store, graph) for graph, name in store.select(_NAMES) if graph is not None}


def _tables(store: Store, graph: Node) -> Tables:
    rows: dict[tuple[str, int], Row] = {}
    for type_, node, column, value in store.select(_ROWS, {"g": graph}):
        table = str(type_).removeprefix(NAMESPACE)
        if table in COLUMNS:
            number = int(str(node).rpartition("/")[2])
            row = rows.setdefault((table, number), dict.fromkeys(names(table)))
            row[str(column).removeprefix(NAMESPACE)] = _value(value)
    tables: Tables = {table: [] for table in COLUMNS}
    for (table, _), row in sorted(rows.items(), key=lambda entry: entry[0]):
        tables[table].append(row)
    for table, name in _LEFT_OUT:
        for row in tables[table]:
            row[name] = ""
    return tables


def kept_parts(store: Store, name: str, base: str) -> set[URIRef]:
    """Give the names of the graphs that hold the codings of a database."""
    rows = store.select(_PARTS, {"g": database_iri(name, base)})
    return {part for (part,) in rows if isinstance(part, URIRef)}


def _literal(value: str | int) -> Literal:
    return Literal(str(value), datatype=XSD.integer) if isinstance(value, int) else plain(value)


def _value(term: Node | None) -> Value:
    return int(term) if isinstance(term, Literal) and term.datatype == XSD.integer else str(term)
