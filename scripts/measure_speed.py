#!/usr/bin/env python3
"""What extraction costs on top of the bare spaCy parse, stage by stage.

    python scripts/measure_speed.py seeds --model de_news --articles 100

The bare parse is the pipeline without the components of this project. Times are processor time, so that a busy machine
does not show; the best of several rounds counts.
"""

from __future__ import annotations

import itertools
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

import click

from graph.annotate.load import BATCH_SIZE
from graph.annotate.parse import Doc
from graph.claims import analyse, find_claims, unmapped
from graph.clauses import find_clauses
from graph.entities import find_mentions
from graph.ingest import read_documents
from graph.model import Document
from graph.pipeline import ExtractionConfig, Extractor


@click.command()
@click.argument("inputs", nargs=-1, required=True)
@click.option("--model", default="de_news", show_default=True)
@click.option("--articles", default=100, show_default=True, help="How many articles to read.")
@click.option("--rounds", default=3, show_default=True, help="How often to measure.")
def main(inputs: tuple[str, ...], model: str, articles: int, rounds: int) -> None:
    """Measure the stages of the extraction and print their share of the bare parse."""
    extractor = Extractor.load(ExtractionConfig(model=model))
    documents = list(itertools.islice(read_documents(inputs), articles))
    best: dict[str, float] = {}
    for _ in range(rounds):
        for stage, seconds in _measured(extractor, documents).items():
            best[stage] = min(seconds, best.get(stage, seconds))
    bare = best["bare parse"]
    click.echo(f"{len(documents)} articles, {sum(len(d.text) for d in documents):,} characters, {model}")
    for stage, seconds in best.items():
        click.echo(f"{stage:<24}{seconds:8.3f} s {100 * seconds / bare:7.1f} %")
    own = sum(seconds for stage, seconds in best.items() if stage != "bare parse")
    click.echo(f"{'on top of the parse':<24}{own:8.3f} s {100 * own / bare:7.1f} %")


def _measured(extractor: Extractor, documents: list[Document]) -> dict[str, float]:
    """Give the processor time of each stage; the components of this project are run one by one behind the parser's."""
    spent: dict[str, float] = defaultdict(float)

    @contextmanager
    def stage(name: str) -> Iterator[None]:
        begin = time.process_time()
        yield
        spent[name] += time.process_time() - begin

    nlp, base = extractor.nlp, extractor.config.base
    own = [name for name in nlp.pipe_names if name.startswith("diplograph_")]
    texts = [document.text for document in documents]
    with stage("bare parse"), nlp.select_pipes(disable=own):
        list(nlp.pipe(texts, batch_size=BATCH_SIZE))
    first, *behind = own
    components = dict(nlp.pipeline)
    docs = []
    for text in texts:
        doc = nlp.make_doc(text)
        with stage(first):
            docs.append(components[first](doc))
    with nlp.select_pipes(disable=own):
        docs = list(nlp.pipe(docs, batch_size=BATCH_SIZE))
    for document, doc in zip(documents, docs, strict=True):
        for name in behind:
            with stage(name):
                doc = components[name](doc)
        with stage("plain objects"):
            parse = Doc(doc)
        with stage("clauses"):
            clauses = find_clauses(parse, extractor.lexicon)
        with stage("mentions"):
            mentions = find_mentions(parse, document, extractor.gazetteer, base=base)
        with stage("analysis"):
            analysis = analyse(
                parse, document, clauses, mentions, lexicon=extractor.lexicon, concepts=extractor.concepts, base=base
            )
        with stage("claims"):
            find_claims(analysis)
            unmapped(clauses, parse, extractor.lexicon)
    return spent


if __name__ == "__main__":
    main()
