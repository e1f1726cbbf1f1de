"""Last step: weights in 8 bits to the spaCy pipeline `de_news_accurate`, with its metadata.

Reads the folder of the quantised weights (`--weights`: int8/*.safetensors, config.json, vocab.txt) and gold.conllu of
the work folder, whose lemmas become the pipeline's table. Python files that lie in the target folder stay; every other
file there is replaced. Scores are measured from the written files.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
import spacy
import steps
from conllu import Parsed, read_conllu
from lemmas import lemmas_of
from onnx_graph import Weights, build
from package import SOURCES, performance, replace_files

sys.path.insert(0, str(steps.ROOT))

import graph.annotate.components  # noqa: F401 - makes the factory known
from graph.annotate.encoder.lemmas import TABLE
from graph.annotate.encoder.network import GRAPH, LABELS, RELATIONS, VOCABULARY
from scripts.evaluate_pipeline import read_dev, score_spacy

LIMIT = 90_000_000
NAME = "encoder"
DESCRIPTION = (
    "German pipeline for news text: STTS tags, UD word classes, features and trees on surface tokens, lemmas, "
    "sentences, and entities (PER, ORG, LOC, MISC); eight layers of multilingual BERT on ONNX Runtime."
)
# The vectors of the small pipeline and their word lists play no part here.
LEFT_OUT = ("wordfreq", "Faker", "GeoNames", "multilingual BERT")
OWN_SOURCES = [{"name": "multilingual BERT, cased (the layers it was made from)", "license": "Apache-2.0"}]


def write_network(weights: Path, gold: Iterable[Parsed], target: Path) -> None:
    """Write all files of the network to `target`."""
    config = json.loads((weights / "config.json").read_text(encoding="utf-8"))
    target.mkdir(parents=True, exist_ok=True)
    tensors = Weights(weights / "int8")
    build(tensors, target / GRAPH, config["layers"], config["low"])
    np.save(target / RELATIONS, tensors.wide("W").astype(np.float32))
    settings = {
        "labels": {name: config["labels"][name] for name in ("dep", "upos", "xpos", "feats", "ner")},
        "max_pieces": config["max_subtokens"],
        "max_pieces_per_word": config["max_pieces_per_word"],
    }
    (target / LABELS).write_text(json.dumps(settings, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    lemmas = sorted(lemmas_of(gold).known.items())
    table = "".join(f"{form}\t{upos}\t{lemma}\n" for (form, upos), lemma in lemmas)
    (target / TABLE).write_text(table, encoding="utf-8")
    shutil.copyfile(weights / "vocab.txt", target / VOCABULARY)


def metadata(version: str) -> dict[str, Any]:
    """What meta.json says beside the labels and scores."""
    sources = [s for s in SOURCES if not s["name"].startswith(LEFT_OUT)]
    return {
        "name": "news_accurate",
        "version": version,
        "description": DESCRIPTION,
        "spacy_version": ">=3.8.7,<3.9.0",
        "author": "the diplograph authors",
        "license": "CC BY-SA 4.0",
        "sources": OWN_SOURCES + sources,
    }


def main() -> int:
    """Run the step."""
    cli = steps.parser(__doc__)
    cli.add_argument("--weights", type=Path, default=steps.DATA / "accurate", help="folder of the quantised weights")
    cli.add_argument(
        "--target", type=Path, default=steps.ROOT / "graph" / "annotate" / "de_news_accurate", help="package folder"
    )
    cli.add_argument("--version", default="1.0.0", help="version of the pipeline")
    options = cli.parse_args()
    log = steps.start_log(options.work, "export")
    staged = options.work / "encoder"
    shutil.rmtree(staged, ignore_errors=True)
    write_network(options.weights, read_conllu(options.work / "gold.conllu"), staged)
    nlp = spacy.blank("de")
    nlp.add_pipe("diplograph_encoder", name=NAME)
    nlp.get_pipe(NAME).from_disk(staged)
    nlp.meta.update(metadata(options.version))
    size = replace_files(nlp, options.target)
    log.info("%.1f MB", size / 1e6)
    if size > LIMIT:
        log.error("larger than %d MB", LIMIT // 1_000_000)
        return 1
    meta = json.loads((options.target / "meta.json").read_text(encoding="utf-8"))
    meta["performance"] = performance(score_spacy(str(options.target), *read_dev(options.data)))
    (options.target / "meta.json").write_text(json.dumps(meta, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    log.info("%s", json.dumps(meta["performance"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
