"""Last step: weights in 8 bits to the spaCy pipeline `de_news_accurate`, with its metadata.

Reads the folder of the quantised weights (`--weights`: int8/*.safetensors, config.json, vocab.txt) and gold.conllu of
the work folder, whose lemmas become the pipeline's table.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import steps
from conllu import Parsed, read_conllu
from onnx_graph import Weights, build
from package import SOURCES, Package, write_pipeline, write_tables
from weights import read

sys.path.insert(0, str(steps.ROOT))

from graph.annotate.encoder.network import GRAPH

LIMIT = 90_000_000
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
    tensors = Weights(read(weights / "int8"))
    build(tensors, target / GRAPH, config["layers"], config["low"])
    longest = config["max_subtokens"], config["max_pieces_per_word"]
    write_tables(config["labels"], tensors.wide("W"), longest, gold, weights / "vocab.txt", target)


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
    sources = OWN_SOURCES + [s for s in SOURCES if not s["name"].startswith(LEFT_OUT)]
    package = Package("news_accurate", options.version, DESCRIPTION, sources, LIMIT)
    return write_pipeline(staged, package, options.target, options.data, log)


if __name__ == "__main__":
    sys.exit(main())
