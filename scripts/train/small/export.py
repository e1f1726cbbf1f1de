"""Last step: the trained network to the spaCy pipeline `de_news`, with its metadata.

Reads network.pt and config.json of --network, vectors.npz, words.tsv, vocab.txt and gold.conllu of the work folder; the
lemmas of the gold trees become the pipeline's table.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import paths  # noqa: F401 - makes the modules below importable

import numpy as np  # isort: skip
import steps
import torch
from annotating import LONGEST
from conllu import Parsed, read_conllu
from lstm_graph import build, stored
from onnx_graph import Weights
from package import SOURCES, Package, write_pipeline, write_tables
from words import MAX_PIECES_PER_WORD

from graph.annotate.encoder.network import GRAPH, VOCABULARY, WORDS

LIMIT = 45_000_000
DESCRIPTION = (
    "German pipeline for news text: STTS tags, UD word classes, features and trees on surface tokens, lemmas, "
    "sentences, and entities (PER, ORG, LOC, MISC); bidirectional LSTMs, taught by a multilingual BERT model, on ONNX "
    "Runtime."
)


def write_network(work: Path, network: Path, gold: Iterable[Parsed], target: Path) -> None:
    """Write all files of the network to `target`."""
    config = json.loads((network / "config.json").read_text(encoding="utf-8"))
    arrays = stored(torch.load(network / "network.pt", weights_only=True))
    with np.load(work / "vectors.npz") as vectors:
        arrays["vectors"], arrays["vectors.scale"] = vectors["table"], vectors["scales"]
    target.mkdir(parents=True, exist_ok=True)
    tensors = Weights(arrays)
    build(tensors, target / GRAPH, config["shape"]["layers"], config["shape"]["name_layers"])
    write_tables(config["labels"], tensors.wide("W"), (LONGEST, MAX_PIECES_PER_WORD), gold, work / VOCABULARY, target)
    shutil.copyfile(work / WORDS, target / WORDS)


def main() -> int:
    """Run the step."""
    cli = steps.parser(__doc__)
    cli.add_argument("--network", default="small", help="folder of the trained network under the work folder")
    cli.add_argument(
        "--target", type=Path, default=steps.ROOT / "graph" / "annotate" / "de_news", help="package folder"
    )
    cli.add_argument("--version", default="1.0.0", help="version of the pipeline")
    options = cli.parse_args()
    log = steps.start_log(options.work, "small-export")
    staged = options.work / "small-network"
    shutil.rmtree(staged, ignore_errors=True)
    gold = read_conllu(options.work / "gold.conllu")
    write_network(options.work, options.work / options.network, gold, staged)
    package = Package("news", options.version, DESCRIPTION, SOURCES, LIMIT)
    return write_pipeline(staged, package, options.target, options.data, log)


if __name__ == "__main__":
    sys.exit(main())
