"""The claims of a store, as those read them who work on with them."""

from __future__ import annotations

import re

from rdflib import URIRef
from rdflib.term import Node

from graph.query.questions import question
from graph.rdf.relations import relations
from graph.rdf.times import day_of
from graph.store import Rows, Store

PLACE = re.compile("[0-9]{1,8}")
"""Offsets that a text can have; greater ones would ask for as much memory as they say."""
_STANCES = frozenset({"-1", "0", "1"})


def all_claims(store: Store) -> Rows:
    """Answer the question "claims", without the claims of others that have not the shape of the ontology's.

    Args:
        store: what to ask.

    Returns:
        The rows whose ends are IRIs, whose relation is one of the ontology's, whose stance is -1, 0 or 1, whose
        confidence lies between 0 and 1 and whose sentence has a place in its article; a date that is none is left out.

    Raises:
        StoreError: the store cannot be read.
    """
    told = store.select(question("claims").sparql)
    rows = []
    for row in told:
        named = dict(zip(told.variables, row, strict=True))
        if _has_shape(named):
            known = named["date"] is None or day_of(str(named["date"]))
            rows.append(row if known else tuple((named | {"date": None}).values()))
    return Rows(told.variables, tuple(rows))


def _has_shape(row: dict[str, Node | None]) -> bool:
    start, end, relation = str(row["sentence_start"]), str(row["sentence_end"]), str(row["relation"])
    return (
        all(isinstance(row[name], URIRef) for name in ("claim", "subject", "object"))
        and relation in relations()
        and row["modality"] is not None
        and str(row["stance"]) in _STANCES
        and _is_share(str(row["confidence"]))
        and all(PLACE.fullmatch(text) for text in (start, end))
        and int(start) <= int(end)
    )


def _is_share(text: str) -> bool:
    try:
        return 0 <= float(text) <= 1
    except ValueError:
        return False
