"""What a view reads of a store: claims and entities, a query for each property.

One query for all properties joins them claim by claim, which takes a store of 30,000 claims most of a minute; columns
that are put together here take seconds.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rdflib import URIRef
from rdflib.namespace import DCTERMS, FOAF, PROV, RDF, SKOS

from graph.namespaces import CON, DG, OA
from graph.rdf.relations import relations
from graph.rdf.times import day_of
from graph.store import Store

Row = Mapping[str, Any]
Kinds = Mapping[str, tuple[str, str, int]]
"""IRI -> name, kind and number of claims."""

_COLUMN = "SELECT ?s ?o WHERE { %s GRAPH ?g { ?s <%s> ?o } }"
_PLACE = re.compile("[0-9]{1,10}")
_KINDS = {
    str(DG[name]): name.lower()
    for name in ("Actor", "Agreement", "Condition", "Event", "Place", "Proposal", "Statement")
}


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of a store.

    Attributes:
        name: the store's, for errors.
        rows: one a claim, by article, place in the text and IRI; what is not known is left out.
        kinds: everything that is the subject or object of a claim.
        urls: article IRI -> web address, those only that a browser may open without danger.
    """

    name: str
    rows: list[Row]
    kinds: Kinds
    urls: Mapping[str, str]


def read_claims(store: Store) -> Claims:
    """Read all claims of a store.

    Raises:
        StoreError: the store cannot be read.
    """
    names = _column(store, SKOS.prefLabel)
    subjects, objects = _column(store, DG.subject), _column(store, DG.object)
    counts: Counter[str] = Counter()
    for claim, subject in subjects.items():
        counts.update({subject, objects.get(claim, subject)})
    kinds = _kinds(store)
    rows = _rows(store, names, {"subject": subjects, "object": objects})
    urls = {
        article: url
        for article, url in _column(store, DCTERMS.source).items()
        if url.lower().startswith(("http://", "https://"))
    }
    return Claims(
        store.name,
        rows,
        {iri: (names.get(iri, iri), kinds.get(iri, "other"), counts[iri]) for iri in sorted(counts)},
        urls,
    )


def _rows(store: Store, names: Mapping[str, str], ends: Mapping[str, Mapping[str, str]]) -> list[Row]:
    needed = dict(ends) | {
        "relation": _column(store, DG.relation),
        "modality": _column(store, DG.modality),
        "trigger": _column(store, DG.trigger),
        "confidence": _column(store, DG.confidence),
        "article": _column(store, PROV.wasDerivedFrom),
        "evidence": _column(store, DG.evidence),
    }
    denied = set(_columns(store, DG.polarity, among=f"VALUES ?o {{ <{DG.negative}> }}"))
    known = {"source": _column(store, DG.source), "place": _column(store, DG.place)}
    conditions = _columns(store, DG.condition)
    concepts = {iri: value.removeprefix(str(CON)) for iri, value in _column(store, DG.concept).items()}
    sentences, articles, times = _sentences(store), _articles(store), _times(store)
    rows: list[Row] = []
    for claim in sorted(needed["relation"]):
        row: dict[str, Any] = {key: column[claim] for key, column in needed.items() if claim in column}
        sentence = sentences.get(row.get("evidence", ""))
        article = articles.get(row.get("article", ""))
        if len(row) < len(needed) or sentence is None or article is None or not _is_told(row):
            continue
        row |= {**article, **sentence} | {key: column[claim] for key, column in known.items() if claim in column}
        row |= {f"{end}_label": names[row[end]] for end in ("subject", "object", *known) if row.get(end) in names}
        relation = row["relation"].removeprefix(str(DG))
        row |= {
            "claim": claim,
            "relation": relation,
            "negated": claim in denied,
            "stance": relations()[relation].stance * (-1 if claim in denied else 1),
            "modality": row["modality"].removeprefix(str(DG)),
            "confidence": float(row["confidence"]),
        }
        told = {
            "concept": concepts.get(row["object"]),
            "time": times.get(claim),
            "conditions": " | ".join(sorted(names.get(iri, iri) for iri in conditions.get(claim, ()))),
        }
        rows.append(row | {key: value for key, value in told.items() if value})
    rows.sort(key=lambda row: (row["document"], row["sentence_start"], row["claim"]))
    return rows


def _is_told(row: Row) -> bool:
    """Tell whether a claim has a relation and a confidence such as we write: a store of others may hold anything."""
    try:
        return row["relation"].removeprefix(str(DG)) in relations() and 0 <= float(row["confidence"]) <= 1
    except ValueError:
        return False


def _sentences(store: Store) -> dict[str, Row]:
    """Give the words and the place of every sentence that is evidence."""
    exact, start = _column(store, OA.exact), _column(store, OA.start)
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for span, selectors in _columns(store, OA.hasSelector).items():
        for selector in selectors:
            if selector in exact:
                found[span]["sentence"] = exact[selector]
            if _PLACE.fullmatch(start.get(selector, "")):
                found[span]["sentence_start"] = int(start[selector])
    return {span: told for span, told in found.items() if len(told) == 2}


def _articles(store: Store) -> dict[str, Row]:
    outlets = _column(store, FOAF.name)
    columns = {
        "title": _column(store, DCTERMS.title),
        "date": {article: day for article, day in _column(store, DCTERMS.date).items() if day_of(day)},
        "publisher": {
            article: outlets[agent] for article, agent in _column(store, DCTERMS.publisher).items() if agent in outlets
        },
    }
    return {
        article: {"document": document} | {key: column[article] for key, column in columns.items() if article in column}
        for article, document in _column(store, DCTERMS.identifier).items()
    }


def _times(store: Store) -> dict[str, str]:
    values = _column(store, DG.value)
    return {claim: values[when] for claim, when in _column(store, DG.time).items() if when in values}


def _kinds(store: Store) -> dict[str, str]:
    classes = _columns(store, RDF.type, among=f"VALUES ?o {{ {' '.join(f'<{iri}>' for iri in _KINDS)} }}")
    return {iri: min(_KINDS[found] for found in all_found) for iri, all_found in classes.items()}


def _column(store: Store, prop: URIRef) -> dict[str, str]:
    """Give the value of a property for everything that has it; the first of several by their order."""
    found: dict[str, str] = {}
    for subject, value in store.select(_COLUMN % ("", prop)):
        name, text = str(subject), str(value)
        if found.setdefault(name, text) > text:
            found[name] = text
    return found


def _columns(store: Store, prop: URIRef, among: str = "") -> dict[str, set[str]]:
    """Give all values of a property for everything that has it, or those among some only."""
    found: dict[str, set[str]] = defaultdict(set)
    for subject, value in store.select(_COLUMN % (among, prop)):
        found[str(subject)].add(str(value))
    return found
