"""`diplograph extract`: articles in, claims out, no store."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import click

from graph.cli import options
from graph.cli.output import opened
from graph.cli.progress import Progress

if TYPE_CHECKING:
    from graph.model import Document, Extraction
    from graph.pipeline import Extractor


@click.command(epilog='Example: echo "Der Kreml lehnt eine Waffenruhe ab." | diplograph extract -')
@options.inputs
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "turtle", "quotations", "times", "propositions", "text", "conllu", "unmapped"]),
    default="jsonl",
    show_default=True,
    help="Claims as JSON lines, CSV or Turtle; who is quoted with what; expressions of time; open subject-predicate-"
    "object triples; the cleaned text; the parse; the words that the lexicon lacks.",
)
@options.output("File to write instead of standard output.")
@options.extraction
def extract(
    inputs: tuple[str, ...],
    form: str,
    output: str | None,
    model: str,
    entities: tuple[str, ...],
    base: str,
    strict: bool,
) -> int:
    """Print the claims of articles without a store.

    INPUT is a file (.txt, .html, .jsonl, .json, .warc), a folder, a pattern or - for standard input.
    """
    from graph.ingest import read_documents

    progress = Progress(strict=strict)
    documents = progress.count(read_documents(inputs, on_error=progress.report))
    if form == "text":
        pieces = _text(documents)
    else:
        from graph.pipeline import ExtractionConfig, Extractor

        extractor = Extractor.load(ExtractionConfig(model=model, base=base, entities=entities))
        pieces = _FORMATS[form](extractor, documents)
    with opened(output) as out:
        for piece in pieces:
            out.write(piece.encode("utf-8"))
        out.flush()
    return progress.finish()


def _text(documents: Iterable[Document]) -> Iterator[str]:
    """Give the text of one article just as it is; several begin with a line that names them."""
    ahead = iter(documents)
    first = list(itertools.islice(ahead, 2))
    for document in itertools.chain(first, ahead):
        head = f"# newdoc id = {document.id}\n" if len(first) > 1 else ""
        yield f"{head}{document.text}" + ("" if document.text.endswith("\n") else "\n")


def _jsonl(extractor: Extractor, documents: Iterable[Document]) -> Iterator[str]:
    from graph.export.records import jsonl

    for extraction in extractor.extract(documents):
        yield from jsonl(extraction.claims)


def _csv(extractor: Extractor, documents: Iterable[Document]) -> Iterator[str]:
    from graph.export.records import claims_csv

    yield claims_csv(())
    for extraction in extractor.extract(documents):
        yield claims_csv(extraction.claims, header=False)


def _turtle(extractor: Extractor, documents: Iterable[Document]) -> Iterator[str]:
    from graph.export.turtle import turtle
    from graph.rdf import article_quads

    base, run = extractor.config.base, extractor.run
    extractions: Iterator[Extraction] = extractor.extract(documents)
    yield turtle([quad[:3] for extraction in extractions for quad in article_quads(extraction, run, base=base)])


def _quotations(extractor: Extractor, documents: Iterable[Document]) -> Iterator[str]:
    from graph.claims import find_quotations
    from graph.export.records import quotation_line

    for analysis in extractor.analyse(documents):
        for quotation in find_quotations(analysis):
            yield quotation_line(analysis.context.document.id, quotation)


def _times(extractor: Extractor, documents: Iterable[Document]) -> Iterator[str]:
    from graph.annotate.load import annotate
    from graph.annotate.parse import Doc
    from graph.claims import find_times
    from graph.export.records import time_line

    for document, doc in annotate(extractor.nlp, documents):
        for expression in find_times(Doc(doc), document.date):
            yield time_line(document.id, expression)


def _propositions(extractor: Extractor, documents: Iterable[Document]) -> Iterator[str]:
    from graph.claims import find_propositions
    from graph.export.records import proposition_line

    for analysis in extractor.analyse(documents):
        for proposition in find_propositions(analysis):
            yield proposition_line(analysis.context.document.id, proposition)


def _conllu(extractor: Extractor, documents: Iterable[Document]) -> Iterator[str]:
    from graph.annotate.conllu import conllu
    from graph.annotate.load import annotate

    for document, doc in annotate(extractor.nlp, documents):
        yield conllu(document, doc)


def _unmapped(extractor: Extractor, documents: Iterable[Document]) -> Iterator[str]:
    """Give the predicates that no lexicon entry maps, the most frequent first."""
    counted: Counter[str] = Counter()
    for extraction in extractor.extract(documents):
        counted.update(extraction.unmapped)
    for word, number in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
        yield f"{number}\t{word}\n"


_FORMATS: dict[str, Callable[[Extractor, Iterable[Document]], Iterator[str]]] = {
    "jsonl": _jsonl,
    "csv": _csv,
    "turtle": _turtle,
    "quotations": _quotations,
    "times": _times,
    "propositions": _propositions,
    "conllu": _conllu,
    "unmapped": _unmapped,
}
