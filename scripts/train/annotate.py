"""Step 2: annotate order.tsv with the accurate transformer, in files of --chunk sentences under silver/.

A finished file is never made again, so the step can be stopped and started at any time. Each sentence carries
its source and the model's confidence in arcs and entities; entity tags stand in MISC as NER=...
"""

from __future__ import annotations

import time
from pathlib import Path

import steps
from conllu import Parsed, write_conllu
from teacher import Sentence, Teacher


def read_order(path: Path) -> list[tuple[str, list[str], list[bool]]]:
    """The sentences to annotate."""
    lines = (line.rstrip("\n").split("\t") for line in path.open(encoding="utf-8"))
    return [(source, words.split(" "), [c == "1" for c in spaces]) for source, words, spaces in lines]


def to_parsed(source: str, spaces: list[bool], sentence: Sentence) -> Parsed:
    """CoNLL-U rows of one annotated sentence; lemmas are filled in by a later step."""
    rows = []
    for number, (token, space) in enumerate(zip(sentence.tokens, spaces, strict=True), 1):
        misc = f"NER={token.ner}" if space else f"SpaceAfter=No|NER={token.ner}"
        analysis = ["_", token.upos, token.xpos, token.feats, str(token.head), token.deprel]
        rows.append([str(number), token.form, *analysis, "_", misc])
    comments = {
        "source": source,
        "arc_confidence": f"{sentence.arc_confidence:.4f}",
        "ner_confidence": f"{sentence.ner_confidence:.4f}",
    }
    return Parsed(rows, comments)


def main() -> None:
    """Run the step."""
    cli = steps.parser(__doc__)
    cli.add_argument("--threads", type=int, default=2, help="threads of the runtime")
    cli.add_argument("--chunk", type=int, default=2000, help="sentences a file")
    cli.add_argument("--minutes", type=float, default=60, help="stop after this time")
    options = cli.parse_args()
    log = steps.start_log(options.work, "annotate")
    items = read_order(options.work / "order.tsv")
    silver = options.work / "silver"
    silver.mkdir(exist_ok=True)
    teacher = Teacher(options.data / "accurate", options.work / "teacher", options.threads)
    begun = time.monotonic()
    for start in range(0, len(items), options.chunk):
        target = silver / f"{start // options.chunk:03d}.conllu"
        if target.exists():
            continue
        if time.monotonic() - begun > options.minutes * 60:
            log.info("time is up before %s", target.name)
            return
        part, tick = items[start : start + options.chunk], time.monotonic()
        found = teacher.annotate([words for _, words, _ in part])
        pairs = zip(part, found, strict=True)
        write_conllu(target, (to_parsed(item[0], item[2], s) for item, s in pairs if s is not None))
        words = sum(len(item[1]) for item in part)
        log.info("%s: %d words, %.0f words/s", target.name, words, words / (time.monotonic() - tick))


if __name__ == "__main__":
    main()
