"""Step 3 (optional): let CoreNLP parse order.tsv, in files under peer/ that belong to those of label.py.

`label.py --peer` then prefers CoreNLP's arcs and labels a little. A finished file is never made again, so the step
can be stopped and started at any time. CoreNLP (GPL-3) is fetched with Maven and run as a tool of its own.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import steps
from conllu import Parsed, write_conllu
from corenlp import CoreNLP, default_cache
from order import CHUNK, chunks, read_order
from scoring import Word


def to_parsed(words: list[str], tree: list[Word]) -> Parsed:
    """CoNLL-U rows of a tree."""
    pairs = enumerate(zip(words, tree, strict=True), 1)
    return Parsed([[str(i), form, "_", w.upos, "_", "_", str(w.head), w.deprel, "_", "_"] for i, (form, w) in pairs])


def main() -> None:
    """Run the step."""
    cli = steps.parser(__doc__)
    cli.add_argument("--chunk", type=int, default=CHUNK, help="sentences a file, as for label.py")
    cli.add_argument("--minutes", type=float, default=60, help="stop after this time")
    cli.add_argument("--cache", type=Path, default=default_cache(), help="folder of the CoreNLP jars")
    options = cli.parse_args()
    log = steps.start_log(options.work, "peer")
    folder = options.work / "peer"
    folder.mkdir(exist_ok=True)
    tool = CoreNLP(options.cache)
    begun = time.monotonic()
    for name, part in chunks(read_order(options.work / "order.tsv"), options.chunk):
        target = folder / f"{name}.conllu"
        if target.exists():
            continue
        if time.monotonic() - begun > options.minutes * 60:
            log.info("time is up before %s", target.name)
            return
        sentences = [words for _, words, _ in part]
        trees, rate = tool.trees(sentences)
        write_conllu(target, (to_parsed(words, tree) for words, tree in zip(sentences, trees, strict=True)))
        log.info("%s: %d sentences, %.0f words/s", target.name, len(trees), rate)


if __name__ == "__main__":
    main()
