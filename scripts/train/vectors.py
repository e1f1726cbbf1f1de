"""Step 3: static word vectors, read off the accurate model for each word on its own, reduced by PCA.

Words: those seen at least twice in order.tsv and gold.conllu, the whole words of the accurate model's vocabulary,
frequent
German words and names (see names.py). Words seen once in the training text stay without
a vector, so that training meets as many unknown words as real text does. The --rows most frequent words have a
row of their own, all others share that of their nearest neighbour. Writes vectors.npz (8 bits a number, a scale a row),
words.tsv (word and row) and a copy of the network's vocabulary.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import steps
from conllu import read_conllu
from names import frequent_words, load_names

sys.path.insert(0, str(steps.ROOT))

from graph.annotate.encoder.network import VOCABULARY, Network

BATCH = 10_000
WHOLE_WORD = re.compile(r"[A-Za-zÄÖÜäöüßéèáóíšçğı]{3,}")
VIEWS = ["px", "nx", "tx"]


def training_counts(work: Path) -> Counter[str]:
    """Word frequencies of the training text."""
    counts: Counter[str] = Counter()
    with (work / "order.tsv").open(encoding="utf-8") as handle:
        for line in handle:
            counts.update(line.split("\t")[1].split(" "))
    for sentence in read_conllu(work / "gold.conllu"):
        counts.update(sentence.words)
    return counts


def choose_words(work: Path, vocabulary: Path, frequent: int) -> list[str]:
    """All words that get a vector, the most frequent of the training text first."""
    counts = training_counts(work)
    pieces = vocabulary.read_text(encoding="utf-8").split("\n")
    lists = [
        [word for word, count in counts.most_common() if count >= 2],
        frequent_words(frequent),
        [piece for piece in pieces if WHOLE_WORD.fullmatch(piece)],
        sorted(load_names().words()),
    ]
    return list(dict.fromkeys(word for words in lists for word in words))


def encode_words(network: Network, words: list[str]) -> np.ndarray:
    """The three mixtures of hidden states (parse, entities, tags) of each word as a one-word sentence."""
    result = np.zeros((len(words), len(VIEWS) * 768), np.float32)
    for start in range(0, len(words), BATCH):
        part = words[start : start + BATCH]
        for index, views in network.scores([[word] for word in part], VIEWS):
            result[start + index] = np.concatenate([view[0] for view in views])
    return result


def reduce_width(states: np.ndarray, width: int) -> np.ndarray:
    """Principal components, scaled to unit length."""
    centred = states - states.mean(0)
    _, basis = np.linalg.eigh(centred.T @ centred / len(centred))
    reduced = centred @ basis[:, ::-1][:, :width]
    return (reduced / (np.linalg.norm(reduced, axis=1, keepdims=True) + 1e-6)).astype(np.float32)


def nearest(rows: np.ndarray, queries: np.ndarray) -> np.ndarray:
    """Index of the row with the highest dot product, for each query."""
    parts = [(queries[i : i + 1000] @ rows.T).argmax(1) for i in range(0, len(queries), 1000)]
    return np.concatenate(parts) if parts else np.zeros(0, dtype=int)


def in_bytes(vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Numbers in 8 bits and the scale of each row."""
    scales = np.abs(vectors).max(1) / 127
    return np.rint(vectors / scales[:, None]).astype(np.int8), scales.astype(np.float32)


def save_vectors(words: list[str], vectors: np.ndarray, rows: int, target: Path) -> None:
    """Write the table and the row of each word; row 0 is that of unknown words, all zeros."""
    own = vectors[:rows]
    numbers = [*range(1, len(own) + 1), *(int(row) + 1 for row in nearest(own, vectors[rows:]))]
    table, scales = in_bytes(own)
    table = np.concatenate([np.zeros((1, own.shape[1]), np.int8), table])
    np.savez(target / "vectors.npz", table=table, scales=np.concatenate([[0], scales]).astype(np.float32))
    lines = (f"{word}\t{row}\n" for word, row in zip(words, numbers, strict=True))
    (target / "words.tsv").write_text("".join(lines), encoding="utf-8")


def main() -> None:
    """Run the step."""
    cli = steps.parser(__doc__)
    cli.add_argument("--frequent", type=int, default=75_000, help="words of the frequency list")
    cli.add_argument("--rows", type=int, default=60_000, help="rows of the table")
    cli.add_argument("--width", type=int, default=192, help="width of a vector")
    cli.add_argument("--network", type=Path, default=steps.NETWORK, help="folder of the accurate pipeline's network")
    cli.add_argument("--threads", type=int, default=0, help="threads of the runtime; 0: one a core")
    options = cli.parse_args()
    log = steps.start_log(options.work, "vectors")
    words = choose_words(options.work, options.network / VOCABULARY, options.frequent)
    log.info("%d words", len(words))
    network = Network(options.network, threads=options.threads)
    vectors = reduce_width(encode_words(network, words), options.width)
    shutil.copyfile(options.network / VOCABULARY, options.work / VOCABULARY)
    save_vectors(words, vectors, options.rows, options.work)
    log.info("vectors.npz: %d words in %d rows of %d", len(words), min(options.rows, len(words)), options.width)


if __name__ == "__main__":
    main()
