"""Step 4: annotate order.tsv with a torch model (a teacher, or the last compact model), to train another one on.

Works in files of --chunk sentences under --output; a finished file is never made again, so the step can be stopped and
started at any time. Each sentence carries its source and the model's confidence in arcs and entities; entity tags stand
in MISC as NER=... The model's own probabilities of arcs and entity tags are kept beside each file (soft.py).
With --peer the arcs that CoreNLP chose (peer.py) get a bonus in the maximum spanning tree, and its labels and word
classes one of their own; `peer_agreement` is the share of heads in which the result and CoreNLP agree.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import soft
import steps
from annotator import TorchAnnotator
from conllu import DEPREL, HEAD, UPOS, Parsed, read_conllu, write_conllu
from decoder import Opinion, Sentence
from folder import open_model
from labels import MAX_PIECES
from order import CHUNK, Item, chunks, read_order

from graph.annotate.encoder.wordpiece import WordPiece


def to_parsed(item: Item, sentence: Sentence, opinion: Opinion | None) -> Parsed:
    """CoNLL-U rows of one annotated sentence; lemmas are filled in by a later step."""
    source, _, spaces = item
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
    if opinion is not None:
        agreeing = sum(t.head == head for t, head in zip(sentence.tokens, opinion.heads, strict=True))
        comments["peer_agreement"] = f"{agreeing / len(rows):.3f}"
    return Parsed(rows, comments)


def read_opinions(path: Path, part: list[Item]) -> list[Opinion | None]:
    """CoreNLP's trees of a piece of order.tsv."""
    found: list[Opinion | None] = []
    for item, tree in zip(part, read_conllu(path), strict=True):
        if tree.words != item[1]:
            raise ValueError(f"{path} belongs to another order.tsv: {' '.join(tree.words)}")
        columns = [[row[column] for row in tree.rows] for column in (HEAD, DEPREL, UPOS)]
        found.append(Opinion([int(head) for head in columns[0]], columns[1], columns[2]))
    return found


def label_piece(annotator: TorchAnnotator, part: list[Item], peer: Path | None, target: Path) -> None:
    """Annotate some sentences and write them and their probabilities."""
    opinions = read_opinions(peer, part) if peer else [None] * len(part)
    found = annotator.annotate([words for _, words, _ in part], opinions)
    kept = [(i, s, o) for i, s, o in zip(part, found, opinions, strict=True) if s is not None]
    soft.write(soft.beside(target), [(s.arcs, s.entities) for _, s, _ in kept])
    write_conllu(target, (to_parsed(item, sentence, opinion) for item, sentence, opinion in kept))


def main() -> None:
    """Run the step."""
    cli = steps.parser(__doc__)
    cli.add_argument("--model", type=Path, required=True, help="folder of the annotating model")
    cli.add_argument("--output", default="silver-accurate", help="folder under the work folder")
    cli.add_argument("--peer", action="store_true", help="let CoreNLP's trees under peer/ have a say")
    cli.add_argument("--bf16", action="store_true", help="compute in 16 bits: faster on processors with AMX")
    cli.add_argument("--threads", type=int, default=2, help="threads")
    cli.add_argument("--chunk", type=int, default=CHUNK, help="sentences a file")
    cli.add_argument("--minutes", type=float, default=60, help="stop after this time")
    options = cli.parse_args()
    log = steps.start_log(options.work, "accurate-label")
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    model, config = open_model(options.model)
    annotator = TorchAnnotator(model, WordPiece(options.model / "vocab.txt", MAX_PIECES), config, options.bf16)
    output = options.work / options.output
    output.mkdir(exist_ok=True)
    begun = time.monotonic()
    for name, part in chunks(read_order(options.work / "order.tsv"), options.chunk):
        target = output / f"{name}.conllu"
        if target.exists():
            continue
        if time.monotonic() - begun > options.minutes * 60:
            log.info("time is up before %s", target.name)
            return
        peer = options.work / "peer" / target.name if options.peer else None
        if peer and not peer.exists():
            log.info("no %s: run peer.py, then this step again", peer)
            return
        tick = time.monotonic()
        label_piece(annotator, part, peer, target)
        words = sum(len(item[1]) for item in part)
        log.info("%s: %d words, %.0f words/s", target.name, words, words / (time.monotonic() - tick))


if __name__ == "__main__":
    main()
