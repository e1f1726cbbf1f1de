"""Statements that people coded in Discourse Network Analyzer, as claims in a store."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, XSD
from rdflib.term import Node

from graph import __version__
from graph.dna.bookkeeping import database_iri, database_triples, kept_parts
from graph.dna.claims import ROLES, Source, coded_claims
from graph.dna.tables import DATA, Row, Tables, read_tables
from graph.errors import IngestError
from graph.gazetteer import load_concepts, load_gazetteer
from graph.ingest.dna import document, open_database, published
from graph.links import forget, relink
from graph.model import Document, Extraction, Run
from graph.namespaces import DEFAULT_BASE, DG, OA
from graph.query.texts import Quote, article_digests, article_sentences, holds
from graph.rdf import Quad, article_iri, article_quads, coding_iri, ontology_version
from graph.rdf.iris import is_iri, plain
from graph.store import Store

_CONTEXTS = f"""
SELECT ?quote ?property ?text WHERE {{
    VALUES ?property {{ <{OA.prefix}> <{OA.suffix}> }}
    GRAPH ?g {{ ?quote ?property ?text }}
}}
ORDER BY ?quote ?property ?g
"""
MACHINE = "diplograph"
"""Name of the coder under whom `diplograph export` writes its own claims; they are no codings."""


@dataclass(slots=True)
class CodingReport:
    """What an import brought in.

    Attributes:
        claims: statements that became claims.
        documents, coders: articles and people that they come from.
        kept: statements without actor, concept or agreement, which are kept for the way back to DNA only.
        unreadable: documents that cannot be read, and what is coded in them.
    """

    claims: int = 0
    documents: set[str] = field(default_factory=set)
    coders: set[str] = field(default_factory=set)
    kept: int = 0
    unreadable: int = 0

    def __str__(self) -> str:
        text = f"{self.claims} claims of {len(self.coders)} coders in {len(self.documents)} articles"
        text += f", {self.kept} other statements kept" if self.kept else ""
        return text + (f", {self.unreadable} documents not readable" if self.unreadable else "")


@dataclass(frozen=True, slots=True)
class _Known:
    """What the store says of articles by their ids, and of quotations by their nodes.

    Attributes:
        digests: hash of the text.
        sentences: what is quoted, by where it begins.
        contexts: what stands before and after a quotation.
    """

    digests: Mapping[str, str]
    sentences: Mapping[str, list[Quote]]
    contexts: Mapping[Node, Mapping[Node, Node]]


def import_codings(
    path: Path,
    store: Store,
    *,
    base: str = DEFAULT_BASE,
    entities: tuple[str, ...] = (),
    variables: Mapping[str, str] | None = None,
) -> CodingReport:
    """Put the codings of a `.dna` file into a store, one named graph for each coder and article.

    A statement with an actor (person, else organization), a concept and an agreement becomes a claim: the actor
    supports or rejects the concept. Its run names the coder, so that codings and machine-made claims can be told apart
    and compared: both come from the same article. Everything else in the file is kept in a graph of its own, for the
    way back. What an earlier import of the file brought in is replaced, and what is linked across articles made anew.

    Args:
        path: the file.
        store: where the graphs go.
        base: start of all minted IRIs, ending in "/".
        entities: files with actors of the user's own.
        variables: role (person, organization, concept, agreement) -> name of the variable, where it is another one.

    Raises:
        GraphError: the file is no database of DNA 3, no statement type has the variables, an article of the store has
            another text in the file, or the store cannot be written.
    """
    tables = _without_machine(_read(path))
    chosen = dict(zip(ROLES, ROLES, strict=True)) | dict(variables or {})
    _check(tables, chosen, str(path))
    version = next((str(row["Value"]) for row in tables["SETTINGS"] if row["Property"] == "version"), "3")
    run = Run(__version__, ontology_version(), "dna", version or "3")
    gazetteer = load_gazetteer(tuple(map(Path, entities)))
    source = Source(gazetteer, load_concepts(), chosen, _marked(tables), base, run)
    report = CodingReport()
    parts = kept_parts(store, path.stem, base)
    known = _Known(article_digests(store), article_sentences(store, parts), _contexts(store))
    graphs = dict(_graphs(tables, path.stem, source, known, report, str(path)))
    database = database_iri(path.stem, base)
    forget(store, base=base)
    for old in sorted(parts - graphs.keys()):
        store.remove(old)
    kept = [(*triple, database) for triple in database_triples(path.stem, tables, graphs, base)]
    store.replace_many([*graphs.items(), (database, kept)])
    relink(store, gazetteer, base=base)
    return report


def _read(path: Path) -> Tables:
    try:
        data = path.read_bytes()
    except OSError as error:
        what = (error.strerror or "cannot be read").lower()
        raise IngestError(str(path), what, "give a .dna file") from error
    connection = open_database(data, str(path))
    try:
        return read_tables(connection)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise IngestError(str(path), f"a damaged database ({error})", "open and save it in DNA") from error
    finally:
        connection.close()


def _without_machine(tables: Tables) -> Tables:
    """Leave out the coder of our own export, with what is coded under that name."""
    ours = {row["ID"] for row in tables["CODERS"] if row["Name"] == MACHINE}
    statements = {row["ID"] for row in tables["STATEMENTS"] if row["Coder"] in ours}
    left = dict(tables)
    left["CODERS"] = [row for row in tables["CODERS"] if row["ID"] not in ours]
    left["CODERRELATIONS"] = [row for row in tables["CODERRELATIONS"] if not {row["Coder"], row["OtherCoder"]} & ours]
    left["STATEMENTS"] = [dict(row) for row in tables["STATEMENTS"] if row["ID"] not in statements]
    for table in DATA.values():
        left[table] = [row for row in tables[table] if row["StatementId"] not in statements]
    left["DOCUMENTS"] = [{**row, "Coder": None} if row["Coder"] in ours else row for row in tables["DOCUMENTS"]]
    return left


def _check(tables: Tables, variables: Mapping[str, str], where: str) -> None:
    """Make sure that some statement type has what a claim is made of."""
    by_type: defaultdict[object, dict[str, str]] = defaultdict(dict)
    for row in tables["VARIABLES"]:
        by_type[row["StatementTypeId"]][str(row["Variable"])] = str(row["DataType"])
    for types in by_type.values():
        actor = {types.get(variables["person"]), types.get(variables["organization"])}
        if (
            "short text" in actor
            and types.get(variables["concept"]) == "short text"
            and types.get(variables["agreement"]) == "boolean"
        ):
            return
    wanted = ", ".join(variables[role] for role in ROLES)
    names = ", ".join(sorted({name for types in by_type.values() for name in types})) or "none"
    raise IngestError(
        where, f"no statement type has the variables {wanted}", f"it has {names}; name yours with --variable concept=…"
    )


def _graphs(
    tables: Tables, stem: str, source: Source, known: _Known, report: CodingReport, where: str
) -> Iterator[tuple[URIRef, list[Quad]]]:
    coders = {row["ID"]: str(row["Name"]) for row in tables["CODERS"]}
    values = _values(tables)
    coded: defaultdict[object, defaultdict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in sorted(tables["STATEMENTS"], key=lambda row: (int(row["Start"] or 0), int(row["ID"] or 0))):
        coded[row["DocumentId"]][coders.get(row["Coder"], "unknown")].append(row)
    for row in tables["DOCUMENTS"]:
        try:
            article = _article(row, stem, where)
            moment = published(int(row["Date"] or 0), where)
        except IngestError:
            report.unreadable += 1
            continue
        if not holds(article.text, known.sentences.get(article.id, ())):
            what = f"the text is another one than that of the article {article.id} in the store"
            raise IngestError(article.origin, what, "export the store to DNA anew, or build the article anew first")
        for coder, statements in sorted(coded[row["ID"]].items()):
            extraction = coded_claims(article, str(row["Text"]), coder, statements, values, source)
            report.kept += len(statements) - len(extraction.claims)
            if extraction.claims:
                report.claims += len(extraction.claims)
                report.documents.add(article.id)
                report.coders.add(coder)
                yield _graph(extraction, moment, coder, source, known)


def _graph(
    extraction: Extraction, moment: datetime, coder: str, source: Source, known: _Known
) -> tuple[URIRef, list[Quad]]:
    """Make the graph of a coder's claims in an article.

    Where the store knows the article already, its hash and what stands around a sentence stay as they are: the file
    may hold no more of the text than its sentences.
    """
    name = coding_iri(extraction.document.id, coder, source.base)
    run = Run(source.run.software, source.run.ontology, source.run.model, source.run.model_version, coder)
    digest = known.digests.get(extraction.document.id)
    quads: list[Quad] = []
    for s, p, o, g in article_quads(extraction, run, base=source.base, graph=name):
        kept = plain(digest) if digest and p == DG.digest else known.contexts.get(s, {}).get(p, o)
        quads.append((s, p, kept, g))
    if moment.time() != time.min:
        issued = Literal(moment.isoformat(), datatype=XSD.dateTime)
        quads.append((article_iri(extraction.document.id, source.base), DCTERMS.issued, issued, name))
    return name, quads


def _contexts(store: Store) -> dict[Node, dict[Node, Node]]:
    found: dict[Node, dict[Node, Node]] = {}
    for quote, property_, text in store.select(_CONTEXTS):
        if quote is not None and property_ is not None and text is not None:
            found.setdefault(quote, {})[property_] = text
    return found


def _article(row: Row, stem: str, where: str) -> Document:
    fields = tuple(str(row[name] or "") for name in ("Title", "Author", "Source", "Notes"))
    title, author, publisher, notes = fields
    return document(
        int(row["ID"] or 0),
        str(row["Text"]),
        (title, author, publisher, notes),
        int(row["Date"] or 0),
        stem=stem,
        origin=f"{where}:document {row['ID']}",
    )


def _values(tables: Tables) -> dict[object, dict[str, str | int]]:
    """Give the values of each statement by the names of the variables; empty texts are left out."""
    names = {row["ID"]: str(row["Variable"]) for row in tables["VARIABLES"]}
    entities = {row["ID"]: row["Value"] for row in tables["ENTITIES"]}
    found: defaultdict[object, dict[str, str | int]] = defaultdict(dict)
    for table in DATA.values():
        for row in tables[table]:
            value = entities.get(row["Entity"]) if table == "DATASHORTTEXT" else row["Value"]
            if value is not None and value != "":
                found[row["StatementId"]][names.get(row["VariableId"], "")] = value
    return found


def _marked(tables: Tables) -> dict[str, tuple[str, str]]:
    """Give the actors whose IRI the database knows, as those that `diplograph export` wrote."""
    attributes = {row["ID"]: row["AttributeVariable"] for row in tables["ATTRIBUTEVARIABLES"]}
    found: defaultdict[object, dict[object, str]] = defaultdict(dict)
    for row in tables["ATTRIBUTEVALUES"]:
        found[row["EntityId"]][attributes.get(row["AttributeVariableId"])] = str(row["AttributeValue"])
    return {
        str(row["Value"]): (values["IRI"], values.get("Type", ""))
        for row in tables["ENTITIES"]
        if is_iri((values := found[row["ID"]]).get("IRI", ""))
    }
