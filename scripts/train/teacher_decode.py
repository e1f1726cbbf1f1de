"""Decoding of the accurate model's scores: maximum spanning tree with one root, and BIO Viterbi."""

from __future__ import annotations

import numpy as np

NEVER = -1e18


def find_cycle(head: np.ndarray) -> list[int]:
    """Nodes of one cycle in a head array (node 0 is the root), or an empty list."""
    state = [0] * len(head)
    for start in range(1, len(head)):
        path, node = [], start
        while node > 0 and state[node] == 0:
            state[node] = start
            path.append(node)
            node = int(head[node])
        if node > 0 and state[node] == start and node in path:
            return path[path.index(node) :]
    return []


def chu_liu_edmonds(scores: np.ndarray) -> np.ndarray:
    """Heads of the maximum spanning arborescence; `scores[d, h]`, node 0 is the root."""
    scores = scores.copy()
    np.fill_diagonal(scores, NEVER)
    head = scores.argmax(1)
    head[0] = -1
    cycle = find_cycle(head)
    if not cycle:
        return head
    rest = [node for node in range(len(head)) if node not in set(cycle)]
    size = len(rest)
    small = np.full((size + 1, size + 1), NEVER)
    small[:size, :size] = scores[np.ix_(rest, rest)]
    cycle_array = np.array(cycle)
    own = scores[cycle_array, head[cycle_array]]
    leaving = cycle_array[scores[np.ix_(rest, cycle)].argmax(1)]
    small[:size, size] = scores[rest, leaving]
    gain = scores[np.ix_(cycle, rest)] - own[:, None]
    entered = cycle_array[gain.argmax(0)]
    small[size, :size] = gain.max(0) + own.sum()
    inner = chu_liu_edmonds(small)
    result = head.copy()
    for index, node in enumerate(rest):
        if node:
            result[node] = leaving[index] if inner[index] == size else rest[inner[index]]
    result[entered[inner[size]]] = rest[inner[size]]
    return result


def tree_score(scores: np.ndarray, head: np.ndarray) -> float:
    """Sum of the chosen arcs' scores."""
    return float(scores[np.arange(1, len(head)), head[1:]].sum())


def single_root_tree(scores: np.ndarray, tries: int = 3) -> np.ndarray:
    """Best tree in which exactly one word hangs on the root."""
    head = chu_liu_edmonds(scores)
    roots = [node for node in range(1, len(head)) if head[node] == 0]
    if len(roots) <= 1:
        return head
    candidates = []
    for root in sorted(roots, key=lambda node: -scores[node, 0])[:tries]:
        forced = scores.copy()
        forced[:, 0] = -1e9
        forced[root, 0] = scores[root, 0]
        tree = chu_liu_edmonds(forced)
        candidates.append((tree_score(forced, tree), tree))
    return max(candidates, key=lambda pair: pair[0])[1]


def log_softmax(x: np.ndarray) -> np.ndarray:
    """Logarithm of the softmax over the last axis."""
    shifted = x - x.max(-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))


def bio_transitions(tags: list[str]) -> np.ndarray:
    """Matrix of 0 and -1e9: I-X may only follow B-X or I-X."""

    def allowed(before: str, after: str) -> bool:
        return not after.startswith("I") or (before[:1] in "BI" and before[2:] == after[2:])

    return np.array([[0.0 if allowed(a, b) else -1e9 for b in tags] for a in tags])


def viterbi(scores: np.ndarray, tags: list[str], transitions: np.ndarray) -> list[str]:
    """Best legal BIO sequence."""
    total = scores[0].copy()
    total[[tag.startswith("I") for tag in tags]] = -1e9
    back = []
    for row in scores[1:]:
        step = total[:, None] + transitions
        back.append(step.argmax(0))
        total = step.max(0) + row
    best = [int(total.argmax())]
    for pointers in reversed(back):
        best.append(int(pointers[best[-1]]))
    return [tags[index] for index in reversed(best)]
