"""Other names and quotation marks in training sentences, word for word, so that their trees stay."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from names import Names

QUOTES = [("„", "“"), ('"', '"'), ("»", "«"), ("«", "»"), ("“", "”"), ("‚", "‘")]
OPENING, CLOSING = {"„", "»"}, {"“", "”", "«"}
KINDS = ("PER", "LOC", "ORG")


def mentions(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Entities of a sentence in BIO tags as (start, end, kind)."""
    start = 0
    while start < len(tags):
        end = start + 1
        if tags[start].startswith("B-"):
            while end < len(tags) and tags[end].startswith("I-"):
                end += 1
            yield start, end, tags[start][2:]
        start = end


class Variety:
    """Draws names of the same kind and number of words from lists and from the sentences themselves.

    Args:
        sentences: words and BIO tags.
    """

    def __init__(self, names: Names, sentences: Iterable[tuple[Sequence[str], Sequence[str]]]) -> None:
        self.names = names
        self.towns = [town for town in names.towns if " " not in town]
        self.seen: dict[tuple[str, int], list[list[str]]] = defaultdict(list)
        for words, tags in sentences:
            for start, end, kind in mentions(tags):
                self.seen[kind, end - start].append(list(words[start:end]))

    def name(self, words: list[str], kind: str, rng: random.Random) -> list[str]:
        """Another name: half of the people and a third of the places from lists, else one from the sentences."""
        genitive = "s" if words[-1].endswith("s") and rng.random() < 0.5 else ""
        listed = rng.random()
        if kind == "PER" and self.names.given and listed < 0.5 and len(words) <= 3:
            first = [rng.choice(self.names.given)] if len(words) > 1 else []
            return [*first, *words[1:-1], rng.choice(self.names.family) + genitive]
        if kind == "LOC" and self.towns and listed < 0.33 and len(words) == 1:
            return [rng.choice(self.towns) + genitive]
        return rng.choice(self.seen.get((kind, len(words)), [words]))

    def renamed(self, words: Sequence[str], tags: Sequence[str], rng: random.Random) -> list[str]:
        """The sentence with other names in the place of its people, places and organisations."""
        result = list(words)
        for start, end, kind in mentions(tags):
            if kind in KINDS:
                result[start:end] = self.name(result[start:end], kind, rng)
        return result


def requoted(words: Sequence[str], rng: random.Random) -> list[str]:
    """The sentence with another convention of quotation marks."""
    if not (OPENING | CLOSING) & set(words):
        return list(words)
    opening, closing = rng.choice(QUOTES)
    return [opening if w in OPENING else closing if w in CLOSING else w for w in words]
