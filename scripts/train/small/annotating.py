"""The small network in torch as an annotator."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from decoder import Decoder, Sentence
from lstm import Small
from padding import by_length
from words import Words

OUTPUTS = ("arc", "rh", "rd", "up", "xp", "fj", "ner")
LONGEST, BUDGET = 250, 6000


class Annotator:
    """Runs the network on tokenised sentences."""

    def __init__(self, model: Small, words: Words, labels: dict[str, list[str]]) -> None:
        self.model = model
        self.words = words
        self.labels = labels

    @torch.no_grad()
    def annotate(self, sentences: Sequence[list[str]]) -> list[Sentence | None]:
        """Annotate sentences; None for those with more than 250 pieces."""
        self.model.eval()
        decoder = Decoder(self.labels, self.model.W.detach().numpy())
        sizes = [len(self.words.pieces.encode(words)[0]) for words in sentences]
        results: list[Sentence | None] = [None] * len(sentences)
        for batch in by_length(sizes, LONGEST, BUDGET):
            scores = self.model(self.words.inputs([sentences[i] for i in batch]))
            arrays = {name: getattr(scores, name).numpy() for name in OUTPUTS}
            for row, number in enumerate(batch):
                results[number] = decoder.decode(sentences[number], {k: a[row] for k, a in arrays.items()})
        return results
