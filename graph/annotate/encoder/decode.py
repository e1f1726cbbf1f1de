"""Scores to structure: the maximum spanning tree with one root, and the best legal sequence of BIO tags."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]
Ints = npt.NDArray[np.int64]

_NEVER = -1e18


def log_softmax(scores: Floats) -> Floats:
    """Give the logarithm of the softmax over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result


def single_root_tree(scores: Floats, *, tries: int = 3) -> Ints:
    """Give the best tree in which exactly one word hangs on the root.

    Args:
        scores: `scores[d, h]` of the arc from head h to dependent d; node 0 is the root, shape (n + 1, n + 1).
        tries: how many of several roots of the unrestricted tree are tried as the only one.

    Returns:
        The head of each node, shape (n + 1,); the first is meaningless.
    """
    head = _spanning_tree(scores)
    roots = [node for node in range(1, len(head)) if head[node] == 0]
    if len(roots) <= 1:
        return head
    candidates = []
    for root in sorted(roots, key=lambda node: (-scores[node, 0], node))[:tries]:
        forced = scores.copy()
        forced[:, 0] = -1e9
        forced[root, 0] = scores[root, 0]
        tree = _spanning_tree(forced)
        candidates.append((float(forced[np.arange(1, len(tree)), tree[1:]].sum()), tree))
    return max(candidates, key=lambda pair: pair[0])[1]


def _spanning_tree(scores: Floats) -> Ints:
    """Give the heads of the maximum spanning arborescence, by Chu and Liu (1965) and Edmonds (1967)."""
    scores = scores.copy()
    np.fill_diagonal(scores, _NEVER)
    head: Ints = scores.argmax(1)
    head[0] = -1
    cycle = _find_cycle(head)
    if not cycle:
        return head
    # The cycle becomes one node, the last of a smaller graph.
    rest = [node for node in range(len(head)) if node not in set(cycle)]
    size = len(rest)
    small = np.full((size + 1, size + 1), _NEVER)
    small[:size, :size] = scores[np.ix_(rest, rest)]
    members = np.array(cycle)
    own = scores[members, head[members]]
    leaving = members[scores[np.ix_(rest, cycle)].argmax(1)]
    small[:size, size] = scores[rest, leaving]
    gain = scores[np.ix_(cycle, rest)] - own[:, None]
    entered = members[gain.argmax(0)]
    small[size, :size] = gain.max(0) + own.sum()
    inner = _spanning_tree(small)
    result = head.copy()
    for index, node in enumerate(rest):
        if node:
            result[node] = leaving[index] if inner[index] == size else rest[inner[index]]
    result[entered[inner[size]]] = rest[inner[size]]
    return result


def _find_cycle(head: Ints) -> list[int]:
    """Give the nodes of one cycle in a head array, or nothing."""
    state = [0] * len(head)
    for start in range(1, len(head)):
        path: list[int] = []
        node = start
        while node > 0 and state[node] == 0:
            state[node] = start
            path.append(node)
            node = int(head[node])
        if node > 0 and state[node] == start and node in path:
            return path[path.index(node) :]
    return []


def bio_transitions(tags: Sequence[str]) -> Floats:
    """Give a matrix of 0 and -1e9 (shape tags x tags): I-X may only follow B-X or I-X."""

    def allowed(before: str, after: str) -> bool:
        return not after.startswith("I") or (before[:1] in "BI" and before[2:] == after[2:])

    return np.array([[0.0 if allowed(a, b) else -1e9 for b in tags] for a in tags])


def viterbi(scores: Floats, transitions: Floats, tags: Sequence[str]) -> list[int]:
    """Give the best legal sequence of tags by their indices; `scores` has a row a word, at least one."""
    inside = [tag.startswith("I") for tag in tags]
    likely: list[int] = scores.argmax(1).tolist()
    if not inside[likely[0]] and all(transitions[a, b] == 0 for a, b in pairwise(likely)):
        return likely
    total = scores[0].copy()
    total[inside] = -1e9
    back = []
    for row in scores[1:]:
        step = total[:, None] + transitions
        back.append(step.argmax(0))
        total = step.max(0) + row
    best = [int(total.argmax())]
    for pointers in reversed(back):
        best.append(int(pointers[best[-1]]))
    return best[::-1]
