"""Asking a store: parameters are read by their types and bound as terms, never pasted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from rdflib import Literal, URIRef
from rdflib.namespace import XSD
from rdflib.term import Node

from graph.errors import QueryError
from graph.namespaces import CON, DG, PREFIXES
from graph.query.names import find_concept, find_entity
from graph.query.order import ordered, without_order
from graph.query.questions import Parameter, Question, question, read_question
from graph.rdf.relations import relations
from graph.store import Rows, Store
from graph.store.syntax import check_query

_NAME = re.compile(r"[A-Za-z][\w-]*")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|^`\\\x00-\x20]+")
_CURIE = re.compile(r"([a-z]+):([\w.-]+)")
_LOCAL = re.compile(r"[a-z][a-z0-9-]*")
_INTEGER = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_USED_PREFIX = re.compile(r"\b([a-z]+):")
_NAMES = "SELECT DISTINCT ?entity WHERE { GRAPH ?g { ?entity <%s> ?name } } ORDER BY ?entity"
_ALL_NAMES = """SELECT DISTINCT ?entity ?name
WHERE { GRAPH ?g { ?entity <http://www.w3.org/2004/02/skos/core#prefLabel> ?name } FILTER(ISIRI(?entity)) }"""
_ACTORS = "SELECT DISTINCT ?entity WHERE { GRAPH ?g { ?entity a <https://w3id.org/diplograph/ontology#Actor> } }"
_IS_CONCEPT = "ASK { GRAPH ?g { ?thing <https://w3id.org/diplograph/ontology#concept> ?concept } }"
_WHOLE = "SELECT ?whole WHERE { GRAPH ?g { ?part <https://w3id.org/diplograph/ontology#mergedInto> ?whole } }"
_LABELS = (
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://www.w3.org/2004/02/skos/core#altLabel",
)
_LANGUAGES = ("de", None, "en")


def run(store: Store, name_or_text: str, params: Mapping[str, str] | None = None) -> Rows:
    """Ask a named question, or a query of one's own, and give the answer.

    Args:
        store: what to ask.
        name_or_text: a question of the library ("who-rejects"), or the text of a SELECT, ASK, CONSTRUCT or DESCRIBE
            query, for which our prefixes need not be declared.
        params: parameter name -> value as the user wrote it.

    Returns:
        Rows; of ASK one row with a boolean, of CONSTRUCT and DESCRIBE the triples.

    Raises:
        QueryError: the question is unknown, the text is not an allowed query, or a parameter is missing or malformed.
        StoreError: the store cannot be read.
    """
    if _NAME.fullmatch(name_or_text.strip()):
        asked = question(name_or_text.strip())
        sparql = asked.sparql
    else:
        asked = read_question(name_or_text, "")
        sparql = _with_prefixes(name_or_text)
    form = check_query(sparql)
    terms = terms_of(store, asked, params or {})
    if form == "SELECT":
        text, order = without_order(sparql) if asked.name else (sparql, ())
        return ordered(store.select(text, terms), order)
    if form == "ASK":
        return Rows(("answer",), ((Literal(store.ask(sparql, terms)),),), form)
    triples = store.construct(sparql, terms)
    return Rows(("subject", "predicate", "object"), tuple(triples), form)


def terms_of(store: Store, asked: Question, params: Mapping[str, str]) -> dict[str, Node]:
    """Read all parameters; those of a text without a documented head are told by their look."""
    known = {parameter.name: parameter for parameter in asked.parameters}
    for name in params:
        if name not in known and (asked.name or known):
            remedy = f"it has {', '.join(known)}" if known else "it has none"
            raise QueryError(
                f"parameter {name!r}", f"the question {asked.name} has no such parameter".replace("  ", " "), remedy
            )
    for parameter in asked.parameters:
        if parameter.required and not params.get(parameter.name):
            remedy = f"add --param {parameter.name}=…  ({parameter.description})"
            raise QueryError(f"question {asked.name}", f"needs the parameter {parameter.name!r}", remedy)
    return {
        name: _typed(store, known[name], value) if name in known else _guessed(value)
        for name, value in params.items()
        if value
    }


def _typed(store: Store, parameter: Parameter, value: str) -> Node:
    where = f"parameter {parameter.name!r}"
    match parameter.type:
        case "text":
            return Literal(value)
        case "iri":
            return _iri(value, where)
        case "entity":
            return _entity(store, value, where)
        case "concept":
            return _concept(store, value, where)
        case "relation":
            return _relation(value, where)
        case "date":
            return _date(value, where)
        case _:
            if not _INTEGER.fullmatch(value):
                raise QueryError(where, f"{value!r} is not a whole number", "write it like 3")
            if parameter.type == "count" and int(value) < 1:
                raise QueryError(where, f"{value} is less than 1", "write it like 100, or leave it out for all")
            return Literal(str(int(value)), datatype=XSD.integer)


def _iri(value: str, where: str) -> URIRef:
    """Read an IRI, with or without angle brackets, or one of our prefixed names."""
    text = value[1:-1] if value.startswith("<") and value.endswith(">") else value
    if (match := _CURIE.fullmatch(text)) and match[1] in PREFIXES:
        return URIRef(PREFIXES[match[1]] + match[2])
    if not _IRI.fullmatch(text) or not text.isprintable():
        raise QueryError(where, f"{value!r} is not an absolute IRI", "write it like https://… or ent:…")
    return URIRef(text)


def _entity(store: Store, value: str, where: str) -> URIRef:
    """Read an IRI, or find the entity with this name, or with this word in its name.

    A proposal of one article stands for that across articles.
    """
    if ":" in value and " " not in value:
        return _whole(store, _iri(value, where))
    for label in _LABELS:
        found: set[URIRef] = set()
        for language in _LANGUAGES:
            rows = store.select(_NAMES % label, {"name": Literal(value, lang=language)})
            found.update(_whole(store, row[0]) for row in rows if isinstance(row[0], URIRef))
        if len(found) == 1:
            return found.pop()
        if found:
            raise _ambiguous(value, found, where)
    labels: dict[str, str] = {}
    for entity, name in store.select(_ALL_NAMES):
        labels[str(entity)] = min(str(name), labels.get(str(entity), str(name)))
    actors = {str(entity) for (entity,) in store.select(_ACTORS)}
    meant = {_whole(store, URIRef(iri)) for iri in find_entity(value, labels, where=where, first=actors)}
    if len(meant) > 1:
        raise _ambiguous(value, meant, where)
    return meant.pop()


def _ambiguous(value: str, found: set[URIRef], where: str) -> QueryError:
    names = ", ".join(sorted(found)[:5])
    return QueryError(where, f"{value!r} names {len(found)} things", f"give one of their IRIs: {names}")


def _whole(store: Store, iri: URIRef) -> URIRef:
    """Give the proposal across articles that the one of an article has become part of, or the IRI itself."""
    rows = store.select(_WHOLE, {"part": iri})
    return next((row[0] for row in rows if isinstance(row[0], URIRef)), iri)


def _concept(store: Store, value: str, where: str) -> URIRef:
    """Read an IRI, or find the concept with this name in the scheme; the store's own ones have local names, too."""
    if ":" in value:
        return _iri(value, where)
    if _LOCAL.fullmatch(value) and store.ask(_IS_CONCEPT, {"concept": CON[value]}):
        return CON[value]
    return CON[find_concept(value, where=where)]


def _relation(value: str, where: str) -> URIRef:
    name = value.removeprefix("dg:").removeprefix(str(DG))
    relation = relations().get(name)
    if relation is None:
        raise QueryError(where, f"{value!r} is not a relation", f"relations are {', '.join(relations())}")
    return relation.iri


def _date(value: str, where: str) -> Literal:
    try:
        day = date.fromisoformat(value) if _DATE.fullmatch(value) else None
    except ValueError:
        day = None
    if day is None:
        raise QueryError(where, f"{value!r} is not a date", "write it like 2025-03-13")
    return Literal(day.isoformat(), datatype=XSD.date)


def _guessed(value: str) -> Node:
    """Tell a term of an undocumented parameter by its look: <IRI> or http…, date, whole number, else text."""
    if value.startswith(("http://", "https://", "<")) or ((m := _CURIE.fullmatch(value)) and m[1] in PREFIXES):
        return _iri(value, "parameter")
    if _DATE.fullmatch(value):
        return _date(value, "parameter")
    return Literal(value, datatype=XSD.integer) if _INTEGER.fullmatch(value) else Literal(value)


def _with_prefixes(sparql: str) -> str:
    """Declare those of our prefixes that a text uses and does not declare, on its first line."""
    declared = {name.lower() for name in re.findall(r"(?i)\bprefix\s+([\w.-]*):", sparql)}
    wanted = sorted((set(_USED_PREFIX.findall(sparql)) & set(PREFIXES)) - declared)
    return " ".join((*(f"PREFIX {name}: <{PREFIXES[name]}>" for name in wanted), sparql))
