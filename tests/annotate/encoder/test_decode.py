"""From scores to trees and tag sequences."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from graph.annotate.encoder.decode import bio_transitions, log_softmax, single_root_tree, viterbi


def _reaches_root(heads: list[int]) -> bool:
    for node in range(1, len(heads)):
        seen = set()
        while node:
            if node in seen:
                return False
            seen.add(node)
            node = heads[node]
    return True


def _best_by_search(scores: np.ndarray) -> float:
    """Try every tree with one root."""
    size = len(scores)
    best = -np.inf
    for choice in itertools.product(range(size), repeat=size - 1):
        heads = [0, *choice]
        if any(heads[d] == d for d in range(1, size)) or choice.count(0) != 1 or not _reaches_root(heads):
            continue
        best = max(best, sum(scores[d, heads[d]] for d in range(1, size)))
    return float(best)


@pytest.mark.parametrize("seed", range(25))
def test_tree_is_the_best_of_all_with_one_root(seed):
    scores = log_softmax(np.random.default_rng(seed).normal(size=(6, 6)) * 3)
    heads = single_root_tree(scores, tries=5).tolist()
    assert heads[1:].count(0) == 1
    assert _reaches_root(heads)
    assert sum(scores[d, heads[d]] for d in range(1, 6)) == pytest.approx(_best_by_search(scores))


def test_cycle_is_broken_where_it_costs_least():
    scores = np.full((3, 3), -10.0)
    scores[1, 2] = scores[2, 1] = 0.0
    scores[1, 0], scores[2, 0] = -1.0, -2.0
    assert single_root_tree(scores)[1:].tolist() == [0, 1]


def test_single_word_is_the_root():
    assert single_root_tree(np.zeros((2, 2)))[1:].tolist() == [0]


@pytest.mark.parametrize("seed", range(10))
def test_tags_are_the_best_legal_sequence(seed):
    tags = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
    scores = np.random.default_rng(seed).normal(size=(4, len(tags)))

    def legal(sequence):
        return all(
            not tag.startswith("I") or (before[2:] == tag[2:] and before != "O")
            for before, tag in zip(["O", *sequence], sequence, strict=False)
        )

    found = [tags[i] for i in viterbi(scores, bio_transitions(tags), tags)]
    every = (s for s in itertools.product(range(len(tags)), repeat=4) if legal([tags[i] for i in s]))
    best = max(every, key=lambda s: sum(scores[at, i] for at, i in enumerate(s)))
    assert found == [tags[i] for i in best]
