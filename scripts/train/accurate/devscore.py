"""Scores of a torch model on the visible dev parts, gold words and gold sentences, as in evaluate_pipeline.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from conllu import DEPREL, FEATS, HEAD, LEMMA, UPOS, XPOS, read_conllu, read_iob
from decoder import Sentence
from scoring import TreeScores, Word, entity_f1, entity_spans

COLUMNS = ("UPOS", "XPOS", "FEATS", "lemma", "UAS", "LAS")
RELATIONS = ("nsubj", "obj")


class Scorer:
    """Holds the dev parts."""

    def __init__(self, data: Path) -> None:
        self.trees = list(read_conllu(data / "gold-dev.conllu.xz"))
        self.named = list(read_iob(data / "ner-dev.iob2.tsv.xz"))

    def score(self, annotate: Callable[[list[list[str]]], Sequence[Sentence | None]]) -> dict[str, float]:
        """All figures of what `annotate` makes of the words of sentences, in percent."""
        trees = annotate([s.words for s in self.trees])
        named = annotate([[word for word, _ in s] for s in self.named])
        scores = self.score_trees([found for found in trees if found is not None])
        tags = [[token.ner for token in found.tokens] for found in named if found is not None]
        pairs = zip(self.named, tags, strict=True)
        entities = entity_f1((entity_spans([t for _, t in gold]), entity_spans(found)) for gold, found in pairs)
        figures = {name: scores.share(name) for name in COLUMNS}
        figures |= {name: scores.relation_f1(name) for name in RELATIONS} | entities
        return {name: round(100 * value, 2) for name, value in figures.items()}

    def score_trees(self, annotated: list[Sentence]) -> TreeScores:
        """Counts over the gold trees; every sentence of the dev part has to fit into the model."""
        scores = TreeScores()
        for gold, found in zip(self.trees, annotated, strict=True):
            right = [Word(r[UPOS], r[XPOS], r[LEMMA], r[FEATS], int(r[HEAD]), r[DEPREL]) for r in gold.rows]
            scores.add(right, [Word(t.upos, t.xpos, t.lemma, t.feats, t.head, t.deprel) for t in found.tokens])
        return scores
