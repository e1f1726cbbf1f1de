"""Step 2: annotate order.tsv with the network of the accurate pipeline, in files of --chunk sentences under silver/.

A finished file is never made again, so the step can be stopped and started at any time. Sentences
longer than the network takes are left out. Each sentence carries its source and the model's confidence in arcs and entities; entity tags stand in MISC as NER=...
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import steps
from conllu import Parsed, write_conllu

sys.path.insert(0, str(steps.ROOT))

from graph.annotate.encoder.network import Analysis, Network


def read_order(path: Path) -> list[tuple[str, list[str], list[bool]]]:
    """The sentences to annotate."""
    lines = (line.rstrip("\n").split("\t") for line in path.open(encoding="utf-8"))
    return [(source, words.split(" "), [c == "1" for c in spaces]) for source, words, spaces in lines]


def to_parsed(item: tuple[str, list[str], list[bool]], analysis: Analysis) -> Parsed:
    """CoNLL-U rows of one annotated sentence; lemmas are filled in by a later step."""
    source, words, spaces = item
    rows = []
    for at, (word, space) in enumerate(zip(words, spaces, strict=True)):
        head = analysis.heads[at]
        label = analysis.relations[at]
        misc = f"NER={analysis.entities[at]}" if space else f"SpaceAfter=No|NER={analysis.entities[at]}"
        tree = [str(0 if head == at else head + 1), label]
        tags = [analysis.upos[at], analysis.xpos[at], analysis.feats[at]]
        rows.append([str(at + 1), word, "_", *tags, *tree, "_", misc])
    comments = {
        "source": source,
        "arc_confidence": f"{analysis.arc_confidence:.4f}",
        "ner_confidence": f"{analysis.entity_confidence:.4f}",
    }
    return Parsed(rows, comments)


def main() -> None:
    """Run the step."""
    cli = steps.parser(__doc__)
    cli.add_argument("--network", type=Path, default=steps.NETWORK, help="folder of the accurate pipeline's network")
    cli.add_argument("--threads", type=int, default=0, help="threads of the runtime; 0: one a core")
    cli.add_argument("--chunk", type=int, default=2000, help="sentences a file")
    cli.add_argument("--minutes", type=float, default=60, help="stop after this time")
    options = cli.parse_args()
    log = steps.start_log(options.work, "annotate")
    items = read_order(options.work / "order.tsv")
    silver = options.work / "silver"
    silver.mkdir(exist_ok=True)
    network = Network(options.network, threads=options.threads)
    begun = time.monotonic()
    for start in range(0, len(items), options.chunk):
        target = silver / f"{start // options.chunk:03d}.conllu"
        if target.exists():
            continue
        if time.monotonic() - begun > options.minutes * 60:
            log.info("time is up before %s", target.name)
            return
        part, tick = items[start : start + options.chunk], time.monotonic()
        part = [item for item in part if sum(network.piece_counts(item[1])) + 2 <= network.max_pieces]
        found = network.analyse([words for _, words, _ in part])
        write_conllu(target, (to_parsed(item, analysis) for item, analysis in zip(part, found, strict=True)))
        words = sum(len(item[1]) for item in part)
        log.info("%s: %d words, %.0f words/s", target.name, words, words / (time.monotonic() - tick))


if __name__ == "__main__":
    main()
