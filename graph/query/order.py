"""Putting the rows of a named question in order here, in place of the engine.

Oxigraph looks both terms up anew for each comparison, which in a large answer takes several times as long as finding
the rows; and so the order is the same on every engine, also where SPARQL leaves it open.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import XSD
from rdflib.term import Node

from graph.store import Rows

_ORDER = re.compile(r"\n[ \t]*ORDER BY((?:\s+(?:DESC\(\?\w+\)|\?\w+))+)\s*$")
_SELECTED = re.compile(r"^SELECT (.*?)\nWHERE", re.MULTILINE | re.DOTALL)
_COMPUTED = re.compile(r"\(.*?AS (\?\w+)\)", re.DOTALL)
_KEY = re.compile(r"(DESC\()?\?(\w+)")
_NUMBERS = {XSD.integer, XSD.decimal, XSD.double, XSD.float}
Order = tuple[tuple[str, bool], ...]
"""Variables by which rows are ordered, and whether descending."""


def without_order(sparql: str) -> tuple[str, Order]:
    """Take away the ORDER BY at a query's end, where it names nothing but variables that the answer has.

    Returns:
        The query without it and the variables; the query as it is and none where the engine must do it.
    """
    match, selected = _ORDER.search(sparql), _SELECTED.search(sparql)
    if match is None or selected is None:
        return sparql, ()
    order = tuple((name, bool(down)) for down, name in _KEY.findall(match[1]))
    columns = {name for _, name in _KEY.findall(_COMPUTED.sub(r"\1", selected[1]))}
    if not columns.issuperset(name for name, _ in order):
        return sparql, ()
    return sparql[: match.start()], order


def ordered(rows: Rows, order: Order) -> Rows:
    """Give the rows in order: unbound, blank nodes, IRIs, then literals by value, as SPARQL has it.

    Args:
        rows: an answer that has all variables of the order.
        order: the first counts most.
    """
    found = list(rows)
    for name, down in reversed(order):
        column = rows.variables.index(name)
        found.sort(key=lambda row: _key(row[column]), reverse=down)
    return Rows(rows.variables, tuple(found), rows.form)


def _key(term: Node | None) -> tuple[int, Decimal, str]:
    match term:
        case None:
            return 0, Decimal(), ""
        case BNode():
            return 1, Decimal(), str(term)
        case URIRef():
            return 2, Decimal(), str(term)
        case Literal() if term.datatype in _NUMBERS:
            try:
                return 3, Decimal(str(term)), ""
            except InvalidOperation:
                return 3, Decimal("Infinity"), str(term)
        case _:
            return 4, Decimal(), str(term)
