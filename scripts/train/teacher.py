"""The accurate transformer as an annotator: words in, heads, labels, tags, features and entities out."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnxruntime
from decoder import Decoder, Opinion, Sentence
from teacher_graph import build
from weights import load
from wordpiece import WordPiece, by_length, pad

ROW_OUTPUTS = ["arc", "rh", "rd", "up", "xp", "fj", "ner"]


class Teacher:
    """Loader and predictor; the quantised graph is built once under `cache`."""

    def __init__(self, folder: Path, cache: Path, threads: int) -> None:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.max_subtokens: int = config["max_subtokens"]
        self.pieces = WordPiece(folder / "vocab.txt", config["max_pieces_per_word"])
        cache.mkdir(parents=True, exist_ok=True)
        graph = cache / "teacher.onnx"
        if not graph.exists():
            build(folder, graph, config["layers"], config["low"])
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
        self.decoder = Decoder(config["labels"], load(folder)["W"])

    def run(self, encoded: list[tuple[list[int], list[int]]], outputs: list[str]) -> list[np.ndarray]:
        """Pad a batch of encoded sentences and run the graph."""
        ids, mask, first = pad(encoded)
        return self.session.run(outputs, {"ids": ids, "mask": mask, "first": first})

    def annotate(
        self, sentences: list[list[str]], opinions: list[Opinion | None] | None = None, budget: int = 1500
    ) -> list[Sentence | None]:
        """Annotate tokenised sentences; those longer than the model's limit come back as None."""
        encoded = [self.pieces.encode(words) for words in sentences]
        results: list[Sentence | None] = [None] * len(sentences)
        for batch in by_length([len(ids) for ids, _ in encoded], self.max_subtokens, budget):
            arrays = self.run([encoded[i] for i in batch], ROW_OUTPUTS)
            for row, i in enumerate(batch):
                scores = {name: a[row] for name, a in zip(ROW_OUTPUTS, arrays, strict=True)}
                results[i] = self.decoder.decode(sentences[i], scores, opinions[i] if opinions else None)
        return results
