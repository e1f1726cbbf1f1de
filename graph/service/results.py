"""Answers as bytes, in the syntaxes of the SPARQL 1.1 results formats and of RDF."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import cast

import pyoxigraph
from rdflib import BNode

from graph.export.table import format_rows
from graph.namespaces import PREFIXES
from graph.store import Rows
from graph.store.base import Triple
from graph.store.serialise import turtle_body, turtle_header, write_rdf_xml
from graph.store.terms import sparql_term, to_oxigraph_triple


def write_rows(rows: Rows, syntax: str) -> bytes:
    """Write the answer of a SELECT or ASK as json, xml, csv or tsv.

    CSV and TSV have no form for the answer of an ASK; it is written as the one word true or false.
    """
    if syntax in ("json", "xml"):
        return format_rows(rows, syntax).encode("utf-8", "replace")
    if rows.form == "ASK":
        return f"{rows.rows[0][0]}".lower().encode()
    return (_csv(rows) if syntax == "csv" else _tsv(rows)).encode("utf-8", "replace")


def write_triples(triples: Sequence[Triple], syntax: str) -> bytes:
    """Write the answer of a CONSTRUCT or DESCRIBE as turtle, ntriples, rdfxml or jsonld."""
    match syntax:
        case "turtle":
            return turtle_header(PREFIXES) + turtle_body(triples, PREFIXES)
        case "ntriples":
            return "".join(f"{to_oxigraph_triple(triple)} .\n" for triple in triples).encode()
        case "rdfxml":
            out = io.BytesIO()
            write_rdf_xml(triples, out, PREFIXES)
            return out.getvalue()
    quads = (pyoxigraph.Quad(t.subject, t.predicate, t.object) for t in map(to_oxigraph_triple, triples))
    return cast(bytes, pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.JSON_LD))


def _csv(rows: Rows) -> str:
    """Write plain values, as the standard wants them; unlike our exports, nothing is put before a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(rows.variables)
    for row in rows:
        writer.writerow(["" if t is None else f"_:{t}" if isinstance(t, BNode) else str(t) for t in row])
    return out.getvalue()


def _tsv(rows: Rows) -> str:
    """Write terms as in N-Triples, in which no raw tab or line break can stand."""
    lines = [_tabbed(f"?{name}" for name in rows.variables)]
    lines += [_tabbed("" if term is None else sparql_term(term) for term in row) for row in rows]
    return "".join(lines)


def _tabbed(cells: Iterable[str]) -> str:
    return "\t".join(cell.replace("\t", "\\t") for cell in cells) + "\n"
