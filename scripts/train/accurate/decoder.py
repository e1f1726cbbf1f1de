"""From the accurate model's scores to annotation: heads, labels, tags, features and entities of a sentence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from lemma_scripts import apply

from graph.annotate.encoder.decode import bio_transitions, log_softmax, single_root_tree, viterbi

#: What CoreNLP's choice of head, label and word class adds to the model's logarithmic probabilities.
PEER_ARC, PEER_LABEL, PEER_CLASS = 1.5, 1.0, 1.0


@dataclass(frozen=True)
class Token:
    """One annotated word; `head` is 1-based, 0 for the root; the lemma is `_` where the lemma head was not asked."""

    form: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    ner: str
    lemma: str


@dataclass(frozen=True)
class Sentence:
    """Annotated words with the mean log probability of the chosen arcs and of the entity tags.

    `arcs` [words, words + 1] and `entities` [words, tags] are the logarithmic probabilities they were chosen from.
    """

    tokens: list[Token]
    arc_confidence: float
    ner_confidence: float
    arcs: np.ndarray
    entities: np.ndarray


@dataclass(frozen=True)
class Opinion:
    """Another parser's tree of the same words."""

    heads: list[int]
    labels: list[str]
    classes: list[str]


class Decoder:
    """Knows the labels and the biaffine tensor of the relations."""

    def __init__(self, labels: dict[str, list[str]], relations: np.ndarray) -> None:
        self.labels = labels
        self.relations = relations
        self.root = labels["dep"].index("root")
        self.label_ids = {name: number for number, name in enumerate(labels["dep"])}
        self.class_ids = {name: number for number, name in enumerate(labels["upos"])}
        self.transitions = bio_transitions(labels["ner"])

    def relation_labels(self, heads: np.ndarray, rh: np.ndarray, rd: np.ndarray, opinion: Opinion | None) -> np.ndarray:
        """Best relation of each word to its head (biaffine over all labels)."""
        count = len(heads)
        one = np.ones((count, 1), np.float32)
        dependent = np.concatenate([rd[1:], one], 1)
        governor = np.concatenate([rh[heads], one], 1)
        scores = np.einsum("nr,lrq,nq->nl", dependent, self.relations, governor, optimize=True)
        scores[heads != 0, self.root] = -1e9
        if opinion is not None:
            scores = log_softmax(scores)
            for word, (head, label) in enumerate(zip(opinion.heads, opinion.labels, strict=True)):
                if head == heads[word] and label in self.label_ids:
                    scores[word, self.label_ids[label]] += PEER_LABEL
        return scores.argmax(1)

    def word_classes(self, scores: np.ndarray, opinion: Opinion | None) -> np.ndarray:
        """Best word class of each word."""
        if opinion is None:
            return scores.argmax(1)
        scores = log_softmax(scores)
        for word, name in enumerate(opinion.classes):
            if name in self.class_ids:
                scores[word, self.class_ids[name]] += PEER_CLASS
        return scores.argmax(1)

    def tree(self, arcs: np.ndarray, opinion: Opinion | None) -> np.ndarray:
        """Heads of the best tree."""
        if opinion is not None:
            arcs = arcs.copy()
            arcs[np.arange(1, len(arcs)), opinion.heads] += PEER_ARC
        return single_root_tree(arcs)[1:].astype(int)

    def lemmas(self, words: list[str], out: dict[str, np.ndarray]) -> list[str]:
        """What the best edit scripts make of the words."""
        if "lem" not in out:
            return ["_"] * len(words)
        scripts = [self.labels["lem"][i] for i in out["lem"][: len(words)].argmax(1)]
        return [apply(word, script) for word, script in zip(words, scripts, strict=True)]

    def decode(self, words: list[str], out: dict[str, np.ndarray], opinion: Opinion | None = None) -> Sentence:
        """Turn the scores of one sentence, and perhaps another parser's opinion, into annotation."""
        count = len(words)
        arcs = log_softmax(out["arc"][: count + 1, : count + 1])
        heads = self.tree(arcs, opinion)
        relations = self.relation_labels(heads, out["rh"][: count + 1], out["rd"][: count + 1], opinion)
        entity_scores = log_softmax(out["ner"][:count])
        entities = viterbi(entity_scores, self.transitions, self.labels["ner"])
        classes = self.word_classes(out["up"][:count], opinion)
        lemmas = self.lemmas(words, out)
        tags, features = (out[name][:count].argmax(1) for name in ("xp", "fj"))
        tokens = [
            Token(
                form=words[i],
                upos=self.labels["upos"][classes[i]],
                xpos=self.labels["xpos"][tags[i]],
                feats=self.labels["feats"][features[i]],
                head=int(heads[i]),
                deprel="root" if heads[i] == 0 else self.labels["dep"][relations[i]],
                ner=self.labels["ner"][entities[i]],
                lemma=lemmas[i],
            )
            for i in range(count)
        ]
        arc_confidence = float(arcs[np.arange(1, count + 1), heads].mean())
        ner_confidence = float(entity_scores[np.arange(count), entities].mean())
        return Sentence(tokens, arc_confidence, ner_confidence, arcs[1:], entity_scores)
