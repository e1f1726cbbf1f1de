"""Training examples: gold trees, machine-annotated sentences with soft targets, and gold entities."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soft
from conllu import DEPREL, FEATS, FORM, HEAD, LEMMA, UPOS, XPOS, Parsed, entity_tag, normal_form, read_conllu
from labels import IGNORE, Index
from lemma_scripts import derive

from graph.annotate.encoder.wordpiece import WordPiece

#: How far the targets of machine-annotated text are the chosen tree and tags; the rest is the model's probabilities.
HARD_ARCS, HARD_ENTITIES = 0.5, 0.4
LONGEST_GOLD, LONGEST_SILVER = 120, 90


@dataclass
class Tree:
    """Targets of the tree and tag heads: numbers of labels, and the share of each head [words, words + 1]."""

    arcs: np.ndarray
    heads: list[int]
    classes: dict[str, list[int]]


@dataclass
class Example:
    """A sentence in pieces with the targets that are known for it; `gold` where tree or entities are made by hand."""

    key: str
    ids: list[int]
    first: list[int]
    gold: bool
    tree: Tree | None = None
    entities: np.ndarray | None = None


@dataclass(frozen=True)
class Silver:
    """A machine-annotated sentence with the annotator's probabilities, if they were kept."""

    sentence: Parsed
    soft: soft.Soft | None


def one_hot(numbers: list[int], width: int) -> np.ndarray:
    """A row of zeros and a one for each number."""
    result = np.zeros((len(numbers), width), np.float32)
    result[np.arange(len(numbers)), numbers] = 1
    return result


def blend(hard: np.ndarray, log_probabilities: np.ndarray | None, share: float) -> np.ndarray:
    """Mix chosen targets and probabilities."""
    if log_probabilities is None:
        return hard.astype(np.float16)
    probabilities = np.exp(log_probabilities.astype(np.float32))
    probabilities /= probabilities.sum(-1, keepdims=True)
    return (share * hard + (1 - share) * probabilities).astype(np.float16)


class Maker:
    """Turns sentences into examples with the pieces and labels of one model."""

    def __init__(self, pieces: WordPiece, index: Index) -> None:
        self.pieces = pieces
        self.index = index

    def tree(self, sentence: Parsed, arcs: np.ndarray | None, fine: Collection[str]) -> Tree:
        """Targets of a tree; those of the heads "feats" and "lem" only where they are `fine`, that is good enough."""
        rows = sentence.rows
        heads = [int(row[HEAD]) for row in rows]
        columns = {"upos": UPOS, "xpos": XPOS, "dep": DEPREL}
        classes = {head: [self.index(head, row[column]) for row in rows] for head, column in columns.items()}
        unknown = [IGNORE] * len(rows)
        classes["feats"] = [self.index("feats", row[FEATS]) for row in rows] if "feats" in fine else unknown
        scripts = [derive(row[FORM], row[LEMMA]) for row in rows] if "lem" in fine else []
        classes["lem"] = [self.index("lem", script) for script in scripts] if "lem" in fine else unknown
        return Tree(blend(one_hot(heads, len(rows) + 1), arcs, HARD_ARCS), heads, classes)

    def entities(self, tags: list[str], probabilities: np.ndarray | None = None) -> np.ndarray:
        """Targets of the entity head."""
        numbers = [self.index("ner", tag) for tag in tags]
        return blend(one_hot(numbers, len(self.index.numbers["ner"])), probabilities, HARD_ENTITIES)

    def example(self, key: str, words: list[str], gold: bool) -> Example:
        """A sentence without targets."""
        ids, first = self.pieces.encode(words)
        return Example(key, ids, first, gold)

    def from_gold(self, key: str, sentence: Parsed) -> Example:
        """A gold tree."""
        result = self.example(key, sentence.words, gold=True)
        result.tree = self.tree(sentence, None, fine=("feats", "lem"))
        return result

    def from_silver(self, key: str, silver: Silver, with_tree: bool, gold_tags: list[str] | None) -> Example:
        """A machine-annotated sentence, with gold entities where they are known."""
        result = self.example(key, silver.sentence.words, gold=gold_tags is not None)
        arcs, probabilities = silver.soft or (None, None)
        if with_tree:
            result.tree = self.tree(silver.sentence, arcs, fine=())
        tags = gold_tags or [entity_tag(row) or "O" for row in silver.sentence.rows]
        result.entities = self.entities(tags, None if gold_tags else probabilities)
        return result

    def from_tags(self, key: str, words: list[str], tags: list[str]) -> Example:
        """A sentence of which only the entities are known."""
        result = self.example(key, words, gold=True)
        result.entities = self.entities(tags)
        return result


def read_silver(folder: Path, leave_out: set[str]) -> list[Silver]:
    """All annotated sentences of a folder other than those of the sources to leave out."""
    result = []
    for path in sorted(folder.glob("*.conllu")):
        sentences = list(read_conllu(path))
        stored = soft.beside(path)
        kept: Iterable[soft.Soft | None] = soft.read(stored) if stored.exists() else [None] * len(sentences)
        pairs = zip(sentences, kept, strict=True)
        result += [Silver(s, values) for s, values in pairs if s.comments["source"] not in leave_out]
    return result


def limit(silver: list[Silver], drop: float) -> float:
    """The confidence below which the share `drop` of the trees lies."""
    values = sorted(float(s.sentence.comments["arc_confidence"]) for s in silver)
    return values[int(len(values) * drop)] if values else 0.0


def silver_examples(
    maker: Maker, silver: list[Silver], gold_tags: dict[str, list[str]], dev: set[str], drop: float
) -> list[Example]:
    """Examples of annotated text; the least certain trees are left out, entities that are known by hand stay gold.

    Sentences of the entity corpus whose gold tags are not among `gold_tags` (its dev part) get none.
    """
    least = limit(silver, drop)
    result = []
    for number, item in enumerate(silver):
        words = item.sentence.words
        if normal_form("".join(words)) in dev:
            continue
        tags = gold_tags.pop(" ".join(words), None)
        sure = float(item.sentence.comments["arc_confidence"]) >= least
        if sure or tags:
            result.append(maker.from_silver(f"s{number}", item, sure, tags))
    return [example for example in result if len(example.ids) <= LONGEST_SILVER]


def gold_examples(maker: Maker, gold: list[Parsed]) -> list[Example]:
    """Examples of gold trees."""
    found = [maker.from_gold(f"g{number}", sentence) for number, sentence in enumerate(gold)]
    return [example for example in found if len(example.ids) <= LONGEST_GOLD]


def tag_examples(maker: Maker, gold_tags: dict[str, list[str]]) -> list[Example]:
    """Examples of gold entities without a tree."""
    pairs = enumerate(gold_tags.items())
    found = [maker.from_tags(f"t{number}", words.split(" "), tags) for number, (words, tags) in pairs]
    return [example for example in found if len(example.ids) <= LONGEST_GOLD]
