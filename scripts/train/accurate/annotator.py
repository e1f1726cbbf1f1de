"""A torch model as an annotator, for any number of layers, and with another parser's opinions."""

from __future__ import annotations

from typing import Any

import torch
from decoder import Decoder, Opinion, Sentence
from model import Accurate
from padding import by_length, pad

from graph.annotate.encoder.wordpiece import WordPiece

OUTPUTS = ("arc", "rh", "rd", "up", "xp", "lem", "fj", "ner")
BUDGET = 3000


class TorchAnnotator:
    """Runs a model in 32 bits, or in 16 where `bf16` is set."""

    def __init__(self, model: Accurate, pieces: WordPiece, config: dict[str, Any], bf16: bool) -> None:
        self.model = model
        self.pieces = pieces
        self.labels: dict[str, list[str]] = config["labels"]
        self.limit: int = config["max_subtokens"]
        self.bf16 = bf16

    @torch.no_grad()
    def annotate(
        self, sentences: list[list[str]], opinions: list[Opinion | None] | None = None
    ) -> list[Sentence | None]:
        """Annotate tokenised sentences; None for those that are longer than the model's limit."""
        self.model.eval()
        decoder = Decoder(self.labels, self.model.W.detach().float().numpy())
        encoded = [self.pieces.encode(words) for words in sentences]
        results: list[Sentence | None] = [None] * len(sentences)
        for batch in by_length([len(ids) for ids, _ in encoded], self.limit, BUDGET):
            ids, mask, first = map(torch.from_numpy, pad([encoded[i] for i in batch]))
            with torch.autocast("cpu", torch.bfloat16, enabled=self.bf16):
                scores = self.model(self.model.lower(ids, mask > 0), mask > 0, first)
            arrays = {name: getattr(scores, name).float().numpy() for name in OUTPUTS}
            for row, number in enumerate(batch):
                out = {name: array[row] for name, array in arrays.items()}
                results[number] = decoder.decode(sentences[number], out, opinions[number] if opinions else None)
        return results
