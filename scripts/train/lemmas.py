"""Lemmas for machine-annotated words: the gold trees' own lemma where there is one, else the dictionary's."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable

import steps
from conllu import FORM, LEMMA, UPOS, Parsed

sys.path.insert(0, str(steps.ROOT))

from graph.annotate.encoder.lemmas import Lemmas, key


def lemmas_of(gold: Iterable[Parsed]) -> Lemmas:
    """The most frequent lemma of each form in each word class."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in gold:
        for row in sentence.rows:
            counts[key(row[FORM], row[UPOS])][row[LEMMA]] += 1
    return Lemmas({k: min(found, key=lambda lemma: (-found[lemma], lemma)) for k, found in counts.items()})
