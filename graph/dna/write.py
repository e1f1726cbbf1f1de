"""A store as a database of Discourse Network Analyzer 3."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import IO

from graph.dna.bookkeeping import read_databases
from graph.dna.codings import MACHINE
from graph.dna.offsets import java_offset
from graph.dna.rows import TYPES, Database
from graph.dna.tables import Row, Tables, password_hash, write_tables
from graph.errors import ExportError
from graph.gazetteer import load_concepts
from graph.ingest.dna import NOTE, article_id
from graph.model import Document
from graph.query.claims import all_claims
from graph.query.texts import article_texts
from graph.store import Store

DEFAULT_PASSWORD = "diplograph"

_CLASSES = """
PREFIX dg: <https://w3id.org/diplograph/ontology#>
SELECT DISTINCT ?actor ?class WHERE {
    VALUES ?class {
        dg:Person dg:State dg:Government dg:InternationalOrganization dg:ArmedGroup dg:Party dg:Media dg:Group
        dg:Organization
    }
    GRAPH ?g { ?actor a ?class }
}
ORDER BY ?actor ?class
"""
Record = Mapping[str, str | None]


def write_dna(
    store: Store, out: IO[bytes], articles: Iterable[Document] = (), *, password: str = DEFAULT_PASSWORD
) -> None:
    """Write all claims of a store as statements that DNA 3 opens.

    Codings that were imported from a `.dna` file come back as they were, with everything that stood beside them.
    Claims that no person coded are statements of the coder "diplograph": those with a stance have an agreement, the
    others are a statement type of their own.

    Args:
        store: what to write.
        out: where to.
        articles: where the texts are taken from; else they are made of the sentences that claims stand in.
        password: of all coders, for opening the file in DNA; none of the old ones is known.

    Raises:
        ExportError: the store holds codings of more than one file, or an article has changed.
        StoreError: the store cannot be read.
    """
    databases = read_databases(store)
    if len(databases) > 1:
        names = ", ".join(databases)
        raise ExportError(store.name, f"it holds the codings of {names}, a .dna file only one", "use a store for each")
    given = {article.id: article for article in articles}
    texts = {id_: article.text for id_, article in given.items()} | article_texts(store, given.values())
    name, tables = next(iter(databases.items()), ("", None))
    database = Database(tables)
    documents = _known_documents(database.tables, name, texts)
    rows = [row for row in all_claims(store).records() if row["coder"] is None and row["document"] in texts]
    if rows:
        _add(database, rows, store, documents, texts)
    for coder in database.tables["CODERS"]:
        coder["Password"] = password_hash(password, str(coder["Name"]))
    try:
        out.write(write_tables(database.tables))
    except sqlite3.Error as error:
        raise ExportError(
            store.name, f"cannot be told in DNA's tables ({error})", "import the .dna file anew"
        ) from error


def _known_documents(tables: Tables, name: str, texts: Mapping[str, str]) -> dict[str, Row]:
    """Give the documents of an imported file by the ids of their articles, and put their texts back."""
    found: dict[str, Row] = {}
    for row in tables["DOCUMENTS"]:
        id_ = article_id(int(row["ID"] or 0), str(row["Notes"]), name)
        stops = [int(entry["Stop"] or 0) for entry in tables["STATEMENTS"] if entry["DocumentId"] == row["ID"]]
        text = texts.get(id_, "")
        row["Text"] = text + " " * (max(stops, default=1) - java_offset(text, len(text)))
        found[id_] = row
    return found


def _add(
    database: Database, rows: Sequence[Record], store: Store, documents: dict[str, Row], texts: Mapping[str, str]
) -> None:
    """Add the claims that no person coded."""
    classes: dict[str | None, str] = {}
    for iri, cls in store.select(_CLASSES):
        if classes.get(str(iri), "Organization") == "Organization":
            classes[str(iri)] = str(cls).rpartition("#")[2]
    coder = database.coder(MACHINE)
    labels = load_concepts().labels
    seen: set[str | None] = set()
    for row in rows:
        if row["claim"] in seen:
            continue
        seen.add(row["claim"])
        id_ = str(row["document"])
        if id_ not in documents:
            documents[id_] = database.document(_document(row, texts[id_], coder))
        text = texts[id_]
        place = [java_offset(text, int(str(row[name]))) for name in ("sentence_start", "sentence_end")]
        kind = TYPES[0] if row["stance"] != "0" else TYPES[1]
        database.statement(kind, int(documents[id_]["ID"] or 0), place, coder, _values(row, classes, labels))
    for label, actor in sorted({(str(row["subject_label"] or row["subject"]), str(row["subject"])) for row in rows}):
        database.attribute(("actor", "person", "organization"), label, "Type", classes.get(actor, ""))
        database.attribute(("actor", "person", "organization"), label, "IRI", actor)


def _document(row: Record, text: str, coder: int) -> Row:
    day = date.fromisoformat(row["date"]) if row["date"] else None
    moment = datetime.combine(day or date(1970, 1, 1), time.min, UTC)
    note = f"{NOTE}{row['document']}" + ("" if day else "\nundated")
    return {
        "Title": row["title"] or row["document"],
        "Text": text,
        "Coder": coder,
        "Author": row["author"] or "",
        "Source": row["publisher"] or "",
        "Section": "",
        "Notes": note,
        "Type": "",
        "Date": int(moment.timestamp()),
    }


def _values(row: Record, classes: Mapping[str | None, str], labels: Mapping[str, str]) -> dict[str, str | int]:
    actor = row["subject_label"] or row["subject"] or ""
    is_person = classes.get(row["subject"]) == "Person"
    return {
        "person": actor if is_person else "",
        "organization": "" if is_person else actor,
        "concept": labels.get(row["concept"] or "", row["concept"] or "") or row["object_label"] or "",
        "agreement": int(int(str(row["stance"])) > 0),
        "actor": actor,
        "relation": row["relation"] or "",
        "object": row["object_label"] or "",
        "modality": row["modality"] or "",
        "source": row["source_label"] or "",
        "confidence": round(100 * float(row["confidence"] or 0)),
        "claim": row["claim"] or "",
    }
