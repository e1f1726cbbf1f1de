"""The whole way of the data: documents in, claims out, and from there into a store. Read this module first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from graph import __version__
from graph.annotate.load import annotate, load
from graph.claims import find_claims
from graph.claims.extract import unmapped
from graph.clauses import find_clauses
from graph.entities import find_mentions
from graph.gazetteer import ConceptScheme, Gazetteer, load_concepts, load_gazetteer
from graph.lexicon import Lexicon, load_lexicon
from graph.model import Document, Extraction, Run, Sentence
from graph.namespaces import DEFAULT_BASE, ontology_version


@dataclass(frozen=True, slots=True)
class ExtractionConfig:
    """What an extraction depends on.

    Attributes:
        model: name or path of a German spaCy pipeline.
        base: IRI below which articles, claims and new entities are minted; ends with "/" or "#".
        entities: Turtle or CSV files with entities of the user's own.
    """

    model: str = "de_news"
    base: str = DEFAULT_BASE
    entities: tuple[str, ...] = ()


@dataclass(frozen=True)
class Extractor:
    """A loaded pipeline with its lexicon and gazetteer; make it once, use it for many documents."""

    config: ExtractionConfig
    nlp: Language
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
        return cls(config, load(config.model), load_lexicon(), gazetteer, load_concepts())

    @property
    def run(self) -> Run:
        """The versions that stand in the provenance of every claim."""
        meta = self.nlp.meta
        return Run(__version__, ontology_version(), f"{meta['lang']}_{meta['name']}", str(meta["version"]))

    def extract(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """Find the claims of documents, one after the other; memory does not grow with their number."""
        for document, doc in annotate(self.nlp, documents):
            clauses = find_clauses(doc, self.lexicon)
            mentions = find_mentions(doc, document, self.gazetteer, base=self.config.base)
            claims = find_claims(
                doc, document, clauses, mentions, lexicon=self.lexicon, concepts=self.concepts, base=self.config.base
            )
            sentences = tuple(
                Sentence(index, sent.start_char, sent.end_char, sent.text) for index, sent in enumerate(doc.sents)
            )
            yield Extraction(document, sentences, tuple(claims), unmapped(clauses, doc, self.lexicon))


def extract(documents: Iterable[Document], config: ExtractionConfig | None = None) -> Iterator[Extraction]:
    """Find the claims of documents.

    Example:
        >>> from graph.ingest import read_documents
        >>> for extraction in extract(read_documents(["seeds"])):  # doctest: +SKIP
        ...     print(extraction.document.id, len(extraction.claims))
    """
    yield from Extractor.load(config or ExtractionConfig()).extract(documents)
