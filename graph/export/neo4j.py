"""Claims for Neo4j: CSV files with the headers of `neo4j-admin database import`, in a zip archive.

Nodes are entities, articles and claims; a claim is tied to all that it names (SUBJECT, OBJECT, SOURCE, CONDITION,
PLACE, ON_BEHALF_OF) and to its article (IN). Beside it stands the relation itself, from subject to object (REJECTS),
with what one filters by, so that paths need not go through claims.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import IO

from graph.export.archive import write_archive
from graph.export.claims_table import Value, full_rows, things
from graph.export.table import xml_text
from graph.query import question
from graph.store import Store

COMMAND = (
    "neo4j-admin database import full neo4j --nodes=entities.csv --nodes=articles.csv --nodes=claims.csv "
    "--relationships=links.csv --relationships=sources.csv --relationships=relations.csv"
)
_CLAIM = (
    *("relation", "modality", "trigger", "rules", "coder", "time", "time_text", "attribution"),
    *("stance:int", "negated:boolean", "confidence:float", "earliest:date", "latest:date", "sentence"),
    *("sentence_start:int", "sentence_end:int", "subject_start:int", "subject_end:int", "object_start:int"),
    *("object_end:int", "software_version", "ontology_version", "model", "model_version"),
)
_ARTICLE = (
    "document",
    "title",
    "date:date",
    "issued:localdatetime",
    "publisher",
    "author",
    "url",
    "language",
    "digest",
)
_RELATION = ("claim", "date:date", "modality", "negated:boolean", "stance:int", "confidence:float", "coder", "sentence")
_ENDS = {"subject": "SUBJECT", "object": "OBJECT", "source": "SOURCE", "place": "PLACE", "organization": "ON_BEHALF_OF"}


def write_neo4j(store: Store, out: IO[bytes]) -> None:
    """Write the archive; README.txt in it has the command of the import."""
    rows = list(full_rows(store))
    articles = {str(row["article"]): row for row in reversed(rows)}
    ends = ":START_ID(Claim)"
    tables: dict[str, tuple[list[str], Iterable[list[str]]]] = {
        "entities.csv": (["iri:ID(Entity)", "label", "wikidata", "concept", ":LABEL"], _entities(store)),
        "articles.csv": (
            ["iri:ID(Article)", *_ARTICLE, ":LABEL"],
            ([iri, *_cells(articles[iri], _ARTICLE), "Article"] for iri in sorted(articles)),
        ),
        "claims.csv": (
            ["iri:ID(Claim)", *_CLAIM, ":LABEL"],
            ([str(row["claim"]), *_cells(row, _CLAIM), "Claim"] for row in rows),
        ),
        "links.csv": ([ends, ":END_ID(Entity)", ":TYPE"], _links(store, rows)),
        "sources.csv": (
            [ends, ":END_ID(Article)", ":TYPE"],
            ([str(row["claim"]), str(row["article"]), "IN"] for row in rows),
        ),
        "relations.csv": (
            [":START_ID(Entity)", *_RELATION, ":END_ID(Entity)", ":TYPE"],
            (
                [str(row["subject"]), *_cells(row, _RELATION), str(row["object"]), str(row["relation"]).upper()]
                for row in rows
            ),
        ),
    }
    files = {name: _csv(header, lines) for name, (header, lines) in tables.items()}
    write_archive(out, files | {"README.txt": f"{COMMAND}\n".encode()})


def _entities(store: Store) -> Iterator[list[str]]:
    for iri, thing in things(store).items():
        labels = dict.fromkeys(["Entity", *thing.classes])
        yield [iri, thing.labels[0], thing.wikidata, thing.concept, ";".join(labels)]


def _links(store: Store, rows: Iterable[Mapping[str, Value]]) -> Iterator[list[str]]:
    conditions: dict[str, list[str]] = {}
    for record in store.select(question("claim-conditions").sparql).records():
        conditions.setdefault(str(record["claim"]), []).append(str(record["condition"]))
    for row in rows:
        claim = str(row["claim"])
        yield from ([claim, str(row[name]), type_] for name, type_ in _ENDS.items() if name in row)
        yield from ([claim, condition, "CONDITION"] for condition in dict.fromkeys(conditions.get(claim, ())))


def _cells(row: Mapping[str, Value], header: Iterable[str]) -> list[str]:
    return [str(row.get(name.partition(":")[0], "")) for name in header]


def _csv(header: list[str], lines: Iterable[list[str]]) -> bytes:
    """Write CSV as the import reads it: no line breaks within a field, and nothing where nothing is known."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([" ".join(xml_text(cell).split()) for cell in line] for line in lines)
    return out.getvalue().encode()
