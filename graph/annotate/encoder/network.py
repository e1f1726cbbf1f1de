"""Words of sentences in, scores out: the networks of the two pipelines on ONNX Runtime.

That of `de_news_accurate` is a transformer over word pieces, that of `de_news` has LSTMs over words. The weights lie in
8 or 16 bits a number and are widened when the network is loaded; all arithmetic is in 32 bits. Each
sentence is padded to a length that depends on itself alone, and only sentences of equal padded length share a batch:
so its scores are the same bit for bit, whatever else is in the batch and however many threads work.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime

from graph.annotate.encoder import decode
from graph.annotate.encoder.wordpiece import WordPiece

GRAPH = "encoder.onnx"
LABELS = "labels.json"
RELATIONS = "relations.npy"
VOCABULARY = "vocab.txt"
WORDS = "words.tsv"

Floats = npt.NDArray[np.float32]
# Padded lengths are multiples of this many pieces.
_STEP = 8
# Pieces of a batch, padding included: where two threads are at their fastest.
_BUDGET = 1024
#: The outputs that `decode` needs.
SCORES = ("arc", "rh", "rd", "up", "xp", "fj", "ner")


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the network says of one sentence, a value a word.

    Attributes:
        heads: index of the head in the sentence; the root's is its own.
        relations, upos, xpos, feats: UD relation, word class, STTS tag, UD features ("_" for none).
        entities: BIO tags of names.
        arc_confidence, entity_confidence: mean log probability of the chosen arcs, of the chosen tags.
    """

    heads: tuple[int, ...]
    relations: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    entities: tuple[str, ...]
    arc_confidence: float
    entity_confidence: float


@dataclass(frozen=True, slots=True)
class _Encoded:
    pieces: list[int]
    first: list[int]
    rows: list[int]

    @property
    def widths(self) -> tuple[int, int]:
        """Numbers of pieces and of words after padding."""
        pieces, words = (-(-len(items) // _STEP) * _STEP for items in (self.pieces, self.first))
        return pieces, words


class Network:
    """The loaded network; make it once, ask it for many sentences.

    Args:
        folder: what `scripts/train/accurate/export.py` wrote.
        threads: how many may work on one batch; 0 lets the runtime take a thread a core.

    Raises:
        OSError, ValueError: a file is missing or unreadable.
    """

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        settings = json.loads((folder / LABELS).read_text(encoding="utf-8"))
        self.labels: dict[str, list[str]] = settings["labels"]
        self.max_pieces: int = settings["max_pieces"]
        self._words = WordPiece(folder / VOCABULARY, settings["max_pieces_per_word"])
        self._rows = read_rows(folder / WORDS) if (folder / WORDS).exists() else {}
        self._session = _session(folder / GRAPH, threads)
        self._wanted = {given.name for given in self._session.get_inputs()}
        self._recurrent = "counts" in self._wanted
        weights = np.load(folder / RELATIONS, allow_pickle=False).astype(np.float32)
        self._label_count = len(weights)
        self._relations: Floats = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(weights.shape[1], -1))
        self._root = self.labels["dep"].index("root")
        self._transitions = decode.bio_transitions(self.labels["ner"])

    def piece_counts(self, words: Sequence[str]) -> list[int]:
        """Give the number of pieces of each word; a sentence may have `max_pieces` in all, its two frame pieces included."""
        return [len(self._words.pieces(word)) for word in words]

    def scores(self, sentences: Sequence[Sequence[str]], outputs: Sequence[str]) -> Iterator[tuple[int, list[Floats]]]:
        """Run the network.

        Args:
            sentences: words; at least one and at most `max_pieces` pieces each.
            outputs: names of outputs of the network.

        Yields:
            The index of a sentence and its outputs, each with a row for every padded position; shorter sentences first.
        """
        encoded = [self._encode(words) for words in sentences]
        by_width: dict[tuple[int, int], list[int]] = defaultdict(list)
        for index, item in enumerate(encoded):
            pieces, words = item.widths
            # What works word by word saves more by narrow batches than by large ones.
            by_width[pieces, words if self._recurrent else pieces].append(index)
        for width in sorted(by_width):
            size = max(1, _BUDGET // width[0])
            # A batch takes as many recurrent steps as its longest sentence has words.
            indices = sorted(by_width[width], key=lambda index: len(encoded[index].first))
            for start in range(0, len(indices), size):
                batch = indices[start : start + size]
                given = _inputs([encoded[i] for i in batch], width)
                arrays = self._session.run(list(outputs), {name: given[name] for name in self._wanted})
                for row, index in enumerate(batch):
                    yield index, [array[row] for array in arrays]

    def _encode(self, words: Sequence[str]) -> _Encoded:
        pieces, first = self._words.encode(list(words))
        return _Encoded(pieces, first, [self._rows.get(word, 0) for word in words])

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """Tag, parse and find names in sentences, each of at most `max_pieces` pieces."""
        found: dict[int, Analysis] = {}
        for index, arrays in self.scores(sentences, SCORES):
            found[index] = self.decode(len(sentences[index]), dict(zip(SCORES, arrays, strict=True)))
        return [found[index] for index in range(len(sentences))]

    def decode(self, count: int, out: Mapping[str, Floats]) -> Analysis:
        """Find the best tree, tags and names of a sentence of `count` words, given the outputs named in `SCORES`."""
        arcs = decode.log_softmax(out["arc"][: count + 1, : count + 1])
        heads = decode.single_root_tree(arcs)[1:]
        relations = self._relation_scores(heads, out["rh"][: count + 1], out["rd"][: count + 1])
        entity_scores = decode.log_softmax(out["ner"][:count])
        entities = decode.viterbi(entity_scores, self._transitions, self.labels["ner"])
        every = np.arange(count)
        return Analysis(
            heads=tuple(int(head) - 1 if head else at for at, head in enumerate(heads)),
            relations=tuple(self.labels["dep"][i] for i in relations.argmax(1)),
            upos=self._best("upos", out["up"][:count]),
            xpos=self._best("xpos", out["xp"][:count]),
            feats=self._best("feats", out["fj"][:count]),
            entities=tuple(self.labels["ner"][i] for i in entities),
            arc_confidence=float(arcs[every + 1, heads].mean()),
            entity_confidence=float(entity_scores[every, entities].mean()),
        )

    def _best(self, name: str, scores: Floats) -> tuple[str, ...]:
        return tuple(self.labels[name][i] for i in scores.argmax(1))

    def _relation_scores(self, heads: npt.NDArray[np.int64], governors: Floats, dependents: Floats) -> Floats:
        """Score each label for each word and its head: biaffine, after Dozat and Manning (2017)."""
        count = len(heads)
        one = np.ones((count, 1), np.float32)
        left = np.concatenate([dependents[1:], one], 1) @ self._relations
        right = np.concatenate([governors[heads], one], 1)
        scores: Floats = (left.reshape(count, self._label_count, -1) @ right[:, :, None])[:, :, 0]
        # Only the root is a root, and the root is nothing else.
        scores[heads != 0, self._root] = -np.inf
        scores[heads == 0, self._root] = np.inf
        return scores


def read_rows(path: Path) -> dict[str, int]:
    """Read which row of the table of static vectors each word has; row 0 is that of words that have none."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {word: int(row) for word, row in rows}


def _session(graph: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Waiting threads would burn the cores that the rules between two batches need.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


def _inputs(batch: Sequence[_Encoded], width: tuple[int, int]) -> dict[str, npt.NDArray[np.generic]]:
    ids, mask = np.zeros((len(batch), width[0]), np.int64), np.zeros((len(batch), width[0]), np.float32)
    first, last, rows = (np.zeros((len(batch), width[1]), np.int64) for _ in range(3))
    for row, item in enumerate(batch):
        ids[row, : len(item.pieces)] = item.pieces
        mask[row, : len(item.pieces)] = 1
        first[row, : len(item.first)] = item.first
        last[row, : len(item.first)] = [start - 1 for start in [*item.first[1:], len(item.pieces) - 1]]
        rows[row, : len(item.first)] = item.rows
    counts = np.array([len(item.first) for item in batch], np.int64)
    return {"ids": ids, "mask": mask, "first": first, "last": last, "rows": rows, "counts": counts}
