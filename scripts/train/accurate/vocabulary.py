"""Step 2: cut the encoder's vocabulary to the pieces that German text needs, and write base/ in the work folder.

Kept are the special pieces, single Latin letters, digits and signs, all pieces of the words in order.tsv, the gold
trees and gold entities (dev parts are not looked at), then, up to --size, the most frequent pieces of their case
variants and of the forms in simplemma's dictionary. With --pieces the vocabulary of an earlier model is taken as it is.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import steps
import weights
from conllu import read_conllu, read_iob
from labels import MAX_PIECES
from order import read_order
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from graph.annotate.encoder.wordpiece import WordPiece

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
#: Latin with its extensions, general punctuation, currency signs.
BLOCKS = ((0x0, 0x250), (0x1E00, 0x1F00), (0x2000, 0x2070), (0x20A0, 0x20D0))


def basic(piece: str) -> bool:
    """Tell whether a piece is one sign of the blocks above."""
    sign = piece.removeprefix("##") if len(piece) > 2 else piece
    return len(sign) == 1 and any(low <= ord(sign) < high for low, high in BLOCKS)


def training_words(work: Path, data: Path) -> Counter[str]:
    """Frequencies of all words of the training text."""
    counts: Counter[str] = Counter()
    for _, words, _ in read_order(work / "order.tsv"):
        counts.update(words)
    for tree in read_conllu(work / "gold.conllu"):
        counts.update(tree.words)
    for sentence in read_iob(data / "ner-train.iob2.tsv.xz"):
        counts.update(word for word, _ in sentence)
    return counts


def case_variants(counts: Counter[str]) -> Iterator[str]:
    """Words seen twice or more, in the ways of writing that were not seen."""
    for word, count in counts.items():
        if count >= 2:
            variants = {word.lower(), word[:1].upper() + word[1:].lower(), word.upper()}
            yield from sorted(variant for variant in variants if variant not in counts)


def dictionary_forms() -> list[str]:
    """All German forms that simplemma knows."""
    keys = DefaultDictionaryFactory().get_dictionary("de")
    return sorted(key.decode("utf-8") if isinstance(key, bytes) else key for key in keys)


def piece_counts(tokenizer: WordPiece, words: Iterable[str]) -> Counter[int]:
    """How many words need each piece."""
    return Counter(piece for word in words for piece in tokenizer.pieces(word))


def choose(tokenizer: WordPiece, counts: Counter[str], size: int) -> list[int]:
    """Numbers of the pieces to keep: the special ones first, then in the order of the full vocabulary."""
    special = [tokenizer.ids[piece] for piece in SPECIAL]
    kept = set(special) | {number for piece, number in tokenizer.ids.items() if basic(piece)}
    kept |= set(piece_counts(tokenizer, counts))
    further = piece_counts(tokenizer, (*case_variants(counts), *dictionary_forms()))
    for number, _ in sorted(further.items(), key=lambda pair: (-pair[1], pair[0])):
        if len(kept) >= size:
            break
        kept.add(number)
    return [*special, *sorted(kept - set(special))]


def main() -> None:
    """Run the step."""
    cli = steps.parser(__doc__)
    cli.add_argument("--size", type=int, default=30_000, help="pieces to fill the vocabulary up to")
    cli.add_argument("--pieces", type=Path, help="vocab.txt of an earlier model, to be taken as it is")
    options = cli.parse_args()
    log = steps.start_log(options.work, "accurate-vocabulary")
    encoder, base = options.work / "encoder", options.work / "base"
    tokenizer = WordPiece(encoder / "vocab.txt", MAX_PIECES)
    if options.pieces:
        numbers = [tokenizer.ids[p] for p in options.pieces.read_text(encoding="utf-8").split("\n") if p]
    else:
        numbers = choose(tokenizer, training_words(options.work, options.data), options.size)
    names = {number: piece for piece, number in tokenizer.ids.items()}
    arrays = weights.load(encoder)
    arrays["emb.w"] = arrays["emb.w"][np.array(numbers)]
    weights.save(arrays, base, weights.PLAIN_LAYERS)
    (base / "vocab.txt").write_text("".join(f"{names[number]}\n" for number in numbers), encoding="utf-8")
    log.info("base/: %d of %d pieces", len(numbers), len(tokenizer.ids))


if __name__ == "__main__":
    main()
