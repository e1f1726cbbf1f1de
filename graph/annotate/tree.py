"""A parse that can be changed: heads and labels of a Doc as lists, written back in one go."""

from __future__ import annotations

from bisect import insort
from typing import Any

import numpy as np
from spacy.tokens import Doc

ROOT = "ROOT"


class Tree:
    """Heads and labels of a Doc; a root is its own head."""

    def __init__(self, doc: Doc) -> None:
        # Rules ask spaCy's tokens, while they can still be changed, what they ask those of a finished parse.
        self.doc: Any = doc
        strings = doc.vocab.strings
        table: Any = doc.to_array(["HEAD", "DEP", "TAG"])
        self.heads = (
            [at + distance for at, distance in enumerate(table[:, 0].astype(np.int64).tolist())] if len(doc) else []
        )
        names = (
            {number: strings[number] for number in {*table[:, 1].tolist(), *table[:, 2].tolist()}} if len(doc) else {}
        )
        self.labels = [names[number] for number in table[:, 1].tolist()] if len(doc) else []
        self.tags = [names[number] for number in table[:, 2].tolist()] if len(doc) else []
        self._children: list[list[int]] = [[] for _ in self.heads]
        for child, head in enumerate(self.heads):
            if child != head:
                self._children[head].append(child)
        self._changed = False

    def labelled(self, *labels: str) -> list[int]:
        """Give the tokens that bear one of the labels now, in the order of the text."""
        return [at for at, label in enumerate(self.labels) if label in labels]

    def heads_of(self, *labels: str) -> list[int]:
        """Give the tokens that have a dependent with one of the labels, each once, in the order of the text."""
        return sorted({self.heads[at] for at in self.labelled(*labels)})

    def subtree(self, at: int) -> list[int]:
        """Give a token and all below it in the order of the text."""
        found = [at]
        for token in found:
            found.extend(self._children[token])
        return sorted(found)

    def children(self, at: int) -> list[int]:
        """Give the dependents of a token in the order of the text."""
        return list(self._children[at])

    def below(self, at: int, ancestor: int) -> bool:
        """Tell whether a token is another one or lies in its subtree."""
        while at != ancestor and self.heads[at] != at:
            at = self.heads[at]
        return at == ancestor

    def attach(self, at: int, head: int, label: str) -> None:
        """Give a token another head and label; one that lies below it already is refused, so that trees stay trees."""
        if head != at and self.below(head, at):
            return
        if self.heads[at] != at:
            self._children[self.heads[at]].remove(at)
        if head != at:
            insort(self._children[head], at)
        self.heads[at] = head
        self.labels[at] = label
        self._changed = True

    def relabel(self, at: int, label: str) -> None:
        """Give a token another label under the head that it has."""
        self.labels[at] = label
        self._changed = True

    def swap(self, at: int, label: str) -> None:
        """Put a token in the place of its head, with all of the head's other dependents; the head gets the label.

        Sentence: "Der Plan wurde abgelehnt." (abgelehnt takes the place of wurde, which becomes its auxiliary)
        """
        head = self.heads[at]
        if head == at:
            return
        above, function = self.heads[head], self.labels[head]
        others = [child for child in self._children[head] if child != at]
        self._children[head].clear()
        if above != head:
            self._children[above].remove(head)
            insort(self._children[above], at)
        self.heads[at] = above if above != head else at
        self.labels[at] = function
        for child in (*others, head):
            self.heads[child] = at
            insort(self._children[at], child)
        self.labels[head] = label
        self._changed = True

    def write(self) -> None:
        """Write heads and labels back into the Doc, if any has changed."""
        if not self._changed:
            return
        strings = self.doc.vocab.strings
        # spaCy stores a head as its distance, in an array of unsigned numbers.
        heads = np.array([head - at for at, head in enumerate(self.heads)], dtype=np.int64).astype(np.uint64)
        labels = np.array([strings.add(label) for label in self.labels], dtype=np.uint64)
        rows: Any = np.column_stack([heads, labels])
        self.doc.from_array(["HEAD", "DEP"], rows)
