"""Statements that people coded in Discourse Network Analyzer, as claims in a store."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, XSD

from graph import __version__
from graph.dna.bookkeeping import database_iri, database_triples, kept_parts
from graph.dna.offsets import code_points, java_offset
from graph.dna.tables import DATA, Row, Tables, read_tables
from graph.entities.link import mint_actor, slug
from graph.errors import IngestError
from graph.gazetteer import ConceptScheme, Gazetteer, load_concepts, load_gazetteer, stem, words_of
from graph.ingest.dna import document, open_database, published
from graph.ingest.normalise import from_original
from graph.model import (
    Claim,
    Document,
    Entity,
    Extraction,
    Kind,
    Participant,
    Run,
    Sentence,
    Span,
    Trigger,
)
from graph.namespaces import DEFAULT_BASE
from graph.rdf import Quad, article_iri, article_quads, coding_iri, ontology_version
from graph.rdf.iris import is_iri
from graph.store import Store

ROLES = ("person", "organization", "concept", "agreement")
MACHINE = "diplograph"
"""Name of the coder under whom `diplograph export` writes its own claims; they are no codings."""

_TRIGGER = 80


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
class _Source:
    """What claims are made of.

    Attributes:
        gazetteer, concepts: names that are known.
        variables: role -> variable that holds this part of a statement.
        marked: name of an actor -> its IRI and class, where the database has them as attributes.
        base: start of minted IRIs.
        run: the run without its coder.
    """

    gazetteer: Gazetteer
    concepts: ConceptScheme
    variables: Mapping[str, str]
    marked: Mapping[str, tuple[str, str]]
    base: str
    run: Run


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
    way back. What an earlier import of the file brought in is replaced.

    Args:
        path: the file.
        store: where the graphs go.
        base: start of all minted IRIs, ending in "/".
        entities: files with actors of the user's own.
        variables: role (person, organization, concept, agreement) -> name of the variable, where it is another one.

    Raises:
        GraphError: the file is no database of DNA 3, no statement type has the variables, or the store cannot be
            written.
    """
    tables = _without_machine(_read(path))
    chosen = dict(zip(ROLES, ROLES, strict=True)) | dict(variables or {})
    _check(tables, chosen, str(path))
    version = next((str(row["Value"]) for row in tables["SETTINGS"] if row["Property"] == "version"), "3")
    run = Run(__version__, ontology_version(), "dna", version or "3")
    gazetteer = load_gazetteer(tuple(map(Path, entities)))
    source = _Source(gazetteer, load_concepts(), chosen, _marked(tables), base, run)
    report = CodingReport()
    graphs = dict(_graphs(tables, path.stem, source, report, str(path)))
    database = database_iri(path.stem, base)
    for old in sorted(kept_parts(store, path.stem, base) - graphs.keys()):
        store.remove(old)
    kept = [(*triple, database) for triple in database_triples(path.stem, tables, graphs, base)]
    store.replace_many([*graphs.items(), (database, kept)])
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
    tables: Tables, stem: str, source: _Source, report: CodingReport, where: str
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
        for coder, statements in sorted(coded[row["ID"]].items()):
            extraction = _extraction(article, str(row["Text"]), coder, statements, values, source)
            report.kept += len(statements) - len(extraction.claims)
            if extraction.claims:
                report.claims += len(extraction.claims)
                report.documents.add(article.id)
                report.coders.add(coder)
                yield _graph(extraction, moment, coder, source)


def _graph(extraction: Extraction, moment: datetime, coder: str, source: _Source) -> tuple[URIRef, list[Quad]]:
    name = coding_iri(extraction.document.id, coder, source.base)
    run = Run(source.run.software, source.run.ontology, source.run.model, source.run.model_version, coder)
    quads = list(article_quads(extraction, run, base=source.base, graph=name))
    if moment.time() != time.min:
        issued = Literal(moment.isoformat(), datatype=XSD.dateTime)
        quads.append((article_iri(extraction.document.id, source.base), DCTERMS.issued, issued, name))
    return name, quads


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


def _extraction(
    article: Document,
    text: str,
    coder: str,
    statements: list[Row],
    values: Mapping[object, Mapping[str, str | int]],
    source: _Source,
) -> Extraction:
    """Make the claims of a coder's statements, whose offsets become those of the article's text."""
    claims = []
    for row in statements:
        start, end = (
            from_original(article.offset_map, code_points(text, int(row[name] or 0))) for name in ("Start", "Stop")
        )
        first, last = (java_offset(article.text, offset) for offset in (start, end))
        row["Start"], row["Stop"] = first, max(last, first + 1)
        claim = _claim(article, (start, end), values.get(row["ID"], {}), f"{coder}\x1f{row['ID']}", source)
        if claim is not None:
            claims.append(claim)
    return Extraction(article, tuple(claim.sentence for claim in claims), tuple(claims))


def _claim(
    article: Document, place: tuple[int, int], values: Mapping[str, str | int], key: str, source: _Source
) -> Claim | None:
    """Make the claim of a statement; None where it lacks actor, concept, agreement or words."""
    person, organization, concept, agreement = (values.get(source.variables[role]) for role in ROLES)
    start, end = place
    words = article.text[start:end]
    if not (person or organization) or not concept or agreement is None or not words.strip():
        return None

    def part(entity: Entity) -> Participant:
        return Participant(words, start, end, entity)

    body = _actor(str(organization), "Organization", source) if organization else None
    subject = _actor(str(person), "Person", source) if person else body
    assert subject is not None
    shown = " ".join(words.split())
    shown = shown if len(shown) <= _TRIGGER else shown[: _TRIGGER - 1] + "…"
    return Claim(
        id=hashlib.sha256(f"{article.id}\x1f{key}".encode("utf-8", "surrogatepass")).hexdigest()[:20],
        document=article.id,
        sentence=Sentence(0, start, end, words),
        subject=part(subject),
        relation="supports" if int(agreement) else "rejects",
        object=part(_topic(str(concept), source)),
        trigger=Trigger(shown, "", (Span(words, start, end),)),
        confidence=1.0,
        rules=("coded_by_hand",),
        on_behalf_of=part(body) if body else None,
    )


def _actor(label: str, cls: str, source: _Source) -> Entity:
    """Give the entity of an actor's name: the one that it is marked as, else the gazetteer's of this class."""
    if label in source.marked:
        iri, marked_class = source.marked[label]
        return Entity(iri, label, Kind.ACTOR, (marked_class,) if marked_class else (cls,))
    known = source.gazetteer.known(label)
    if known is not None and known.kind is Kind.ACTOR and (known.classes[:1] == ("Person",)) == (cls == "Person"):
        return known
    return mint_actor(label, Kind.ACTOR, (cls,), base=source.base)


def _topic(label: str, source: _Source) -> Entity:
    """Give the entity of what a statement is about, with its concept where the scheme has the very word."""
    concept = source.concepts.words.get(" ".join(stem(word) for word in words_of(label)))
    if concept is not None and source.concepts.labels[concept] == label:
        name = concept
    else:
        name = f"{slug(label)[:60].rstrip('-')}-{hashlib.sha256(label.encode()).hexdigest()[:8]}"
    return Entity(f"{source.base}proposal/{name}", label, Kind.PROPOSAL, ("Proposal",), concept=concept)
