"""The accurate transformer as an annotator: words in, heads, labels, tags, features and entities out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from teacher_decode import bio_transitions, log_softmax, single_root_tree, viterbi
from teacher_graph import build, load_weights
from wordpiece import WordPiece

ROW_OUTPUTS = ["arc", "rh", "rd", "up", "xp", "fj", "ner"]


@dataclass(frozen=True)
class Token:
    """One annotated word; `head` is 1-based, 0 for the root."""

    form: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    ner: str


@dataclass(frozen=True)
class Sentence:
    """Annotated words with the mean log probability of the chosen arcs and of the entity tags."""

    tokens: list[Token]
    arc_confidence: float
    ner_confidence: float


class Teacher:
    """Loader and predictor; the quantised graph is built once under `cache`."""

    def __init__(self, folder: Path, cache: Path, threads: int) -> None:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.labels: dict[str, list[str]] = config["labels"]
        self.max_subtokens: int = config["max_subtokens"]
        self.pieces = WordPiece(folder / "vocab.txt", config["max_pieces_per_word"])
        cache.mkdir(parents=True, exist_ok=True)
        graph = cache / "teacher.onnx"
        if not graph.exists():
            build(folder / "int8", graph, config["layers"], config["low"])
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
        self.relations = load_weights(folder / "int8")["W"]
        self.root = self.labels["dep"].index("root")
        self.transitions = bio_transitions(self.labels["ner"])

    def run(self, encoded: list[tuple[list[int], list[int]]], outputs: list[str]) -> list[np.ndarray]:
        """Pad a batch of encoded sentences and run the graph."""
        width = max(len(ids) for ids, _ in encoded)
        words = max(len(first) for _, first in encoded)
        ids = np.zeros((len(encoded), width), np.int64)
        mask = np.zeros((len(encoded), width), np.float32)
        first = np.zeros((len(encoded), words), np.int64)
        for row, (pieces, starts) in enumerate(encoded):
            ids[row, : len(pieces)] = pieces
            mask[row, : len(pieces)] = 1
            first[row, : len(starts)] = starts
        return self.session.run(outputs, {"ids": ids, "mask": mask, "first": first})

    def relation_labels(self, heads: np.ndarray, rh: np.ndarray, rd: np.ndarray) -> np.ndarray:
        """Best relation of each word to its head (biaffine over 40 labels)."""
        count = len(heads)
        one = np.ones((count, 1), np.float32)
        dependent = np.concatenate([rd[1:], one], 1)
        governor = np.concatenate([rh[heads], one], 1)
        scores = np.einsum("nr,lrq,nq->nl", dependent, self.relations, governor, optimize=True)
        scores[heads != 0, self.root] = -1e9
        return scores.argmax(1)

    def decode(self, words: list[str], out: dict[str, np.ndarray]) -> Sentence:
        """Turn the scores of one sentence into annotation."""
        count = len(words)
        arcs = log_softmax(out["arc"][: count + 1, : count + 1])
        heads = single_root_tree(arcs)[1:].astype(int)
        relations = self.relation_labels(heads, out["rh"][: count + 1], out["rd"][: count + 1])
        entity_scores = log_softmax(out["ner"][:count])
        entities = viterbi(entity_scores, self.labels["ner"], self.transitions)
        picks = {name: out[name][:count].argmax(1) for name in ("up", "xp", "fj")}
        tokens = [
            Token(
                form=words[i],
                upos=self.labels["upos"][picks["up"][i]],
                xpos=self.labels["xpos"][picks["xp"][i]],
                feats=self.labels["feats"][picks["fj"][i]],
                head=int(heads[i]),
                deprel="root" if heads[i] == 0 else self.labels["dep"][relations[i]],
                ner=entities[i],
            )
            for i in range(count)
        ]
        arc_confidence = float(arcs[np.arange(1, count + 1), heads].mean())
        tags = [self.labels["ner"].index(tag) for tag in entities]
        return Sentence(tokens, arc_confidence, float(entity_scores[np.arange(count), tags].mean()))

    def annotate(self, sentences: list[list[str]], budget: int = 1500) -> list[Sentence | None]:
        """Annotate tokenised sentences; those longer than the model's limit come back as None."""
        encoded = [self.pieces.encode(words) for words in sentences]
        fitting = [i for i, s in enumerate(sentences) if s and len(encoded[i][0]) <= self.max_subtokens]
        fitting.sort(key=lambda i: len(encoded[i][0]))
        results: list[Sentence | None] = [None] * len(sentences)
        start = 0
        while start < len(fitting):
            end = start + 1
            while end < len(fitting) and (end - start + 1) * len(encoded[fitting[end]][0]) <= budget:
                end += 1
            batch = fitting[start:end]
            arrays = self.run([encoded[i] for i in batch], ROW_OUTPUTS)
            for row, i in enumerate(batch):
                scores = {name: a[row] for name, a in zip(ROW_OUTPUTS, arrays, strict=True)}
                results[i] = self.decode(sentences[i], scores)
            start = end
        return results
