"""The whole way of the data: documents in, claims out, and from there into a store. Read this module first."""

from __future__ import annotations

import gc
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from rdflib import URIRef

from graph import __version__
from graph.annotate.load import Pipeline, annotate, load
from graph.annotate.parse import Doc
from graph.annotate.shipped import DEFAULT_MODEL
from graph.claims import Analysis, analyse, find_claims, unmapped
from graph.clauses import find_clauses
from graph.entities import find_mentions
from graph.errors import IngestError
from graph.gazetteer import ConceptScheme, Gazetteer, load_concepts, load_gazetteer
from graph.ingest import read_documents
from graph.lexicon import Lexicon, load_lexicon
from graph.links import forget, refresh
from graph.model import Document, Extraction, Run, Sentence
from graph.namespaces import DEFAULT_BASE, ontology_version
from graph.rdf import Quad, article_iri, article_quads
from graph.rdf.provenance import article_triples, run_iri
from graph.store import Store
from graph.store.terms import sparql_term


@dataclass(frozen=True, slots=True)
class ExtractionConfig:
    """What an extraction depends on.

    Attributes:
        model: name or path of a German spaCy pipeline.
        base: IRI below which articles, claims and new entities are minted; ends with "/" or "#".
        entities: Turtle or CSV files with entities of the user's own.
    """

    model: str = DEFAULT_MODEL
    base: str = DEFAULT_BASE
    entities: tuple[str, ...] = ()


@dataclass(frozen=True)
class Extractor:
    """A loaded pipeline with its lexicon and gazetteer; make it once, use it for many documents."""

    config: ExtractionConfig
    nlp: Pipeline
    lexicon: Lexicon
    gazetteer: Gazetteer
    concepts: ConceptScheme

    @classmethod
    def load(cls, config: ExtractionConfig) -> Extractor:
        """Load everything that a configuration names.

        Raises:
            PipelineError: the spaCy pipeline is missing or unfit.
            OntologyError: a lexicon or entity file has a fault.
        """
        gazetteer = load_gazetteer(tuple(Path(path) for path in config.entities))
        extractor = cls(config, load(config.model), load_lexicon(), gazetteer, load_concepts())
        # What is loaded stays; the garbage collector need not walk through it again and again.
        gc.freeze()
        return extractor

    @property
    def run(self) -> Run:
        """The versions that stand in the provenance of every claim; a user's entities count as part of the ontology."""
        meta = self.nlp.meta
        ontology = ontology_version()
        if self.config.entities:
            contents = b"\0".join(Path(path).read_bytes() for path in self.config.entities)
            ontology += f"+entities.{hashlib.sha256(contents).hexdigest()[:8]}"
        return Run(__version__, ontology, f"{meta['lang']}_{meta['name']}", str(meta["version"]))

    def extract(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """Find the claims of documents, one after the other; memory does not grow with their number."""
        for analysis in self.analyse(documents):
            doc, clauses = analysis.context.doc, analysis.context.clauses
            sentences = tuple(
                Sentence(index, sent.start_char, sent.end_char, sent.text) for index, sent in enumerate(doc.sents)
            )
            claims = tuple(find_claims(analysis))
            yield Extraction(analysis.context.document, sentences, claims, unmapped(clauses, doc, self.lexicon))

    def analyse(self, documents: Iterable[Document]) -> Iterator[Analysis]:
        """Read documents up to the claims room, whose finders then say what is in them."""
        base = self.config.base
        for document, parsed in annotate(self.nlp, documents):
            doc = Doc(parsed)
            clauses = find_clauses(doc, self.lexicon)
            mentions = find_mentions(doc, document, self.gazetteer, base=base)
            yield analyse(doc, document, clauses, mentions, lexicon=self.lexicon, concepts=self.concepts, base=base)


def extract(documents: Iterable[Document], config: ExtractionConfig | None = None) -> Iterator[Extraction]:
    """Find the claims of documents.

    Example:
        >>> from graph.ingest import read_documents
        >>> for extraction in extract(read_documents(["seeds"])):  # doctest: +SKIP
        ...     print(extraction.document.id, len(extraction.claims))
    """
    yield from Extractor.load(config or ExtractionConfig()).extract(documents)


@dataclass(slots=True)
class BuildReport:
    """What a build did, counted in articles and claims."""

    read: int = 0
    unchanged: int = 0
    removed: int = 0
    unreadable: int = 0
    claims: int = 0
    shared: int = 0
    seen: set[URIRef] = field(default_factory=set, repr=False)

    def __str__(self) -> str:
        parts = [f"{self.read + self.unchanged} articles", f"{self.claims} claims in {self.read} new or changed ones"]
        if self.unchanged:
            parts.append(f"{self.unchanged} unchanged")
        if self.removed:
            parts.append(f"{self.removed} removed")
        if self.unreadable:
            parts.append(f"{self.unreadable} not readable")
        if self.shared:
            parts.append(f"{self.shared} {'proposal' if self.shared == 1 else 'proposals'} in several articles")
        return ", ".join(parts)


def build(
    inputs: Sequence[str],
    store: Store,
    config: ExtractionConfig | None = None,
    *,
    prune: bool = False,
    on_error: Callable[[IngestError], None] | None = None,
    on_article: Callable[[], None] | None = None,
) -> BuildReport:
    """Read articles, extract their claims and put them into a store, one named graph an article.

    An article that the store holds with the same text, metadata and versions is skipped; a changed one is replaced
    whole. The build can be stopped at any moment and run again. At its end the graph of links between articles is made
    anew, if anything has changed.

    Args:
        inputs: files, folders, patterns or "-".
        store: where the graphs go.
        config: what to extract with.
        prune: remove articles that the inputs do not hold; not done where one of them could not be read.
        on_error: told of every article that cannot be read; raised where it is None.
        on_article: called after each article.

    Raises:
        GraphError: the pipeline, the ontology, the store or (without `on_error`) an article has a fault.
    """
    extractor = Extractor.load(config or ExtractionConfig())
    report = BuildReport()

    def unreadable(error: IngestError) -> None:
        if on_error is None:
            raise error
        report.unreadable += 1
        on_error(error)

    documents = _changed(read_documents(inputs, on_error=unreadable), store, extractor, report, on_article)
    store.replace_many(_graphs(documents, store, extractor, report, on_article))
    if prune and not report.unreadable:
        gone = {URIRef(str(graph)) for (graph,) in store.select(_ARTICLES)} - report.seen
        if gone:
            forget(store, base=extractor.config.base)
        for graph in sorted(gone):
            store.remove(graph)
            report.removed += 1
    changed = bool(report.read or report.removed)
    report.shared = refresh(store, extractor.gazetteer, base=extractor.config.base, changed=changed)
    return report


def _changed(
    documents: Iterable[Document],
    store: Store,
    extractor: Extractor,
    report: BuildReport,
    on_article: Callable[[], None] | None,
) -> Iterator[Document]:
    """Hand on the documents that the store does not hold just so."""
    run, base = extractor.run, extractor.config.base
    waiting = iter(documents)
    while batch := list(islice(waiting, _ASKED_AT_ONCE)):
        graphs = [article_iri(document.id, base) for document in batch]
        known = _known(store, graphs)
        report.seen.update(graphs)
        for graph, document in zip(graphs, batch, strict=True):
            described = {(str(p), o.n3()) for s, p, o in article_triples(document, run, base) if s == graph}
            if known.get(graph) == described | {("run", run_iri(run, base).n3())}:
                report.unchanged += 1
                if on_article is not None:
                    on_article()
            else:
                yield document


def _known(store: Store, graphs: Iterable[URIRef]) -> dict[URIRef, set[tuple[str, str]]]:
    """Give what the store says of some articles themselves: metadata, the hash of the text, and the run."""
    named = " ".join(sparql_term(graph) for graph in graphs)
    known: dict[URIRef, set[tuple[str, str]]] = defaultdict(set)
    for graph, predicate, value in store.select(_METADATA % named):
        known[URIRef(str(graph))].add((str(predicate), value.n3() if value is not None else ""))
    for graph, run in store.select(_RUNS % named):
        known[URIRef(str(graph))].add(("run", run.n3() if run is not None else ""))
    return dict(known)


_ASKED_AT_ONCE = 100  # articles; what the store says of all would not fit into memory
_ARTICLES = "SELECT ?g WHERE { GRAPH ?g { ?g a <https://w3id.org/diplograph/ontology#Article> } }"
_METADATA = """
PREFIX dg: <https://w3id.org/diplograph/ontology#>
SELECT ?article ?predicate ?value WHERE {
    VALUES ?article { %s }
    GRAPH ?article { ?article a dg:Article ; ?predicate ?value }
}
"""
_RUNS = """
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?article ?run WHERE { VALUES ?article { %s } GRAPH ?article { ?run prov:used ?article } }
"""


def _graphs(
    documents: Iterable[Document],
    store: Store,
    extractor: Extractor,
    report: BuildReport,
    on_article: Callable[[], None] | None,
) -> Iterator[tuple[URIRef, Iterable[Quad]]]:
    run, base = extractor.run, extractor.config.base
    for extraction in extractor.extract(documents):
        if not report.read:
            forget(store, base=base)
        report.read += 1
        report.claims += len(extraction.claims)
        yield article_iri(extraction.document.id, base), list(article_quads(extraction, run, base=base))
        if on_article is not None:
            on_article()
