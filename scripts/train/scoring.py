"""Scores of an annotator against gold trees, gold sentences and gold entities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

ENTITY_KINDS = ("PER", "ORG", "LOC")
RELATIONS = ("nsubj", "obj", "iobj", "obl", "nmod", "appos", "acl", "ccomp", "advcl", "conj")
Span = tuple[int, int, str]


@dataclass(frozen=True)
class Word:
    """What is compared of one word; `head` is 1-based within the sentence, 0 for a root."""

    upos: str
    xpos: str
    lemma: str
    feats: str
    head: int
    deprel: str

    @property
    def relation(self) -> str:
        """The label without its subtype."""
        return self.deprel.split(":")[0]


def f1(right: int, gold: int, found: int) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * right / (gold + found) if gold + found else 0.0


@dataclass
class TreeScores:
    """Counts over all words of a treebank part."""

    words: int = 0
    right: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    both: Counter[str] = field(default_factory=Counter)
    confusions: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, gold: Sequence[Word], found: Sequence[Word]) -> None:
        """Compare one sentence."""
        for a, b in zip(gold, found, strict=True):
            self.words += 1
            attached = a.head == b.head
            labelled = attached and a.relation == b.relation
            self.right["UPOS"] += a.upos == b.upos
            self.right["XPOS"] += a.xpos == b.xpos
            self.right["FEATS"] += a.feats == b.feats
            self.right["lemma"] += a.lemma == b.lemma
            self.right["UAS"] += attached
            self.right["LAS"] += labelled
            self.gold[a.relation] += 1
            self.found[b.relation] += 1
            self.both[a.relation] += labelled
            if a.relation != b.relation:
                self.confusions[a.relation, b.relation] += 1

    def share(self, name: str) -> float:
        """Accuracy of one column or of attachment."""
        return self.right[name] / self.words if self.words else 0.0

    def relation_f1(self, name: str) -> float:
        """F1 of arcs with one label (head and label right)."""
        return f1(self.both[name], self.gold[name], self.found[name])


def entity_spans(tags: Sequence[str]) -> set[Span]:
    """Spans of an IOB2 sequence."""
    spans: set[Span] = set()
    start, kind = -1, ""
    for index, tag in enumerate([*tags, "O"]):
        if start >= 0 and tag != f"I-{kind}":
            spans.add((start, index, kind))
            start = -1
        if tag != "O" and start < 0:
            start, kind = index, tag[2:]
    return spans


def entity_f1(pairs: Iterable[tuple[set[Span], set[Span]]]) -> dict[str, float]:
    """F1 of exact spans for each kind and for all three together (key `all`), from (gold, found) pairs."""
    right: Counter[str] = Counter()
    gold_count: Counter[str] = Counter()
    found_count: Counter[str] = Counter()
    for gold, found in pairs:
        gold_count.update(kind for _, _, kind in gold)
        found_count.update(kind for _, _, kind in found)
        right.update(kind for _, _, kind in gold & found)
    result = {k: f1(right[k], gold_count[k], found_count[k]) for k in ENTITY_KINDS}
    totals = (sum(count[k] for k in ENTITY_KINDS) for count in (right, gold_count, found_count))
    result["all"] = f1(*totals)
    return result


def span_f1(gold: set[tuple[int, int]], found: set[tuple[int, int]]) -> float:
    """F1 of character spans, as for sentences."""
    return f1(len(gold & found), len(gold), len(found))
