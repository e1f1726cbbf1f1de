"""Step 2: annotate order.tsv with the accurate pipeline's network, in files of --chunk sentences under silver/.

A finished file is never made again, so the step can be stopped and started at any time. Sentences that
are too long for the network are left out. Each sentence carries its source and the network's confidence in arcs and
entities; entity tags stand in MISC as NER=... The probabilities of arcs and entity tags are kept beside each file (soft.py).
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import soft
import steps
from conllu import Parsed, write_conllu
from order import CHUNK, Item, chunks, read_order

sys.path.insert(0, str(steps.ROOT))

from graph.annotate.encoder.decode import log_softmax
from graph.annotate.encoder.network import SCORES, Analysis, Network


def to_parsed(item: Item, found: Analysis) -> Parsed:
    """CoNLL-U rows of one annotated sentence; lemmas are filled in by a later step."""
    source, words, spaces = item
    rows = []
    for at, (word, space) in enumerate(zip(words, spaces, strict=True)):
        misc = f"NER={found.entities[at]}" if space else f"SpaceAfter=No|NER={found.entities[at]}"
        head = 0 if found.heads[at] == at else found.heads[at] + 1
        analysis = ["_", found.upos[at], found.xpos[at], found.feats[at], str(head), found.relations[at]]
        rows.append([str(at + 1), word, *analysis, "_", misc])
    comments = {
        "source": source,
        "arc_confidence": f"{found.arc_confidence:.4f}",
        "ner_confidence": f"{found.entity_confidence:.4f}",
    }
    return Parsed(rows, comments)


def annotate(network: Network, part: list[Item]) -> tuple[list[Parsed], list[soft.Soft]]:
    """Annotate the sentences that are not too long for the network; gives trees and probabilities."""
    fitting = [item for item in part if sum(network.piece_counts(item[1])) <= network.max_pieces - 2]
    found: dict[int, tuple[Parsed, soft.Soft]] = {}
    for index, arrays in network.scores([words for _, words, _ in fitting], SCORES):
        count, out = len(fitting[index][1]), dict(zip(SCORES, arrays, strict=True))
        kept = log_softmax(out["arc"][: count + 1, : count + 1])[1:], log_softmax(out["ner"][:count])
        found[index] = to_parsed(fitting[index], network.decode(count, out)), kept
    ordered = [found[index] for index in range(len(fitting))]
    return [tree for tree, _ in ordered], [kept for _, kept in ordered]


def main() -> None:
    """Run the step."""
    cli = steps.parser(__doc__)
    cli.add_argument("--network", type=Path, default=steps.NETWORK, help="folder of the network")
    cli.add_argument("--threads", type=int, default=0, help="threads of the runtime; 0: one a core")
    cli.add_argument("--chunk", type=int, default=CHUNK, help="sentences a file")
    cli.add_argument("--minutes", type=float, default=60, help="stop after this time")
    options = cli.parse_args()
    log = steps.start_log(options.work, "annotate")
    silver = options.work / "silver"
    silver.mkdir(exist_ok=True)
    network = Network(options.network, threads=options.threads)
    begun = time.monotonic()
    for name, part in chunks(read_order(options.work / "order.tsv"), options.chunk):
        target = silver / f"{name}.conllu"
        if target.exists():
            continue
        if time.monotonic() - begun > options.minutes * 60:
            log.info("time is up before %s", target.name)
            return
        tick = time.monotonic()
        trees, kept = annotate(network, part)
        soft.write(soft.beside(target), kept)
        write_conllu(target, trees)
        words = sum(len(item[1]) for item in part)
        log.info("%s: %d words, %.0f words/s", target.name, words, words / (time.monotonic() - tick))


if __name__ == "__main__":
    main()
