"""Congruence and conflict networks: actors tied by what they say on the same topics, topics by who speaks of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

import numpy as np

from graph.errors import GraphError
from graph.network.matrix import Array, Network, count, members, quotient, span, tuples
from graph.network.statements import Statement

KINDS = ("ignore", "congruence", "conflict", "subtract")
NORMALIZATIONS = ("no", "average", "jaccard", "cosine")
MODES = ("actor", "concept")


def one_mode(
    statements: Sequence[Statement],
    names: Mapping[str, str],
    *,
    kind: str = "congruence",
    normalization: str = "no",
    nodes: str = "actor",
    isolates: Iterable[Statement] = (),
    weights: Sequence[float] | None = None,
) -> Network:
    """Make a network of actors (or of concepts).

    With a[i, j, k] the number of statements of actor i on topic j with agreement k, the weights between i and i' are
    DNA's:

    - ignore: the sum over j of a[i, j, 0 or 1] · a[i', j, 0 or 1], both levels added up first;
    - congruence: the sum over j and k of a[i, j, k] · a[i', j, k];
    - conflict: the sum over j of a[i, j, 0] · a[i', j, 1] + a[i, j, 1] · a[i', j, 0];
    - subtract: congruence minus conflict.

    They are divided by: "average", the mean number of statements of both; "jaccard", the statements that only one of
    them makes (same topic, same agreement) plus the products of those that both make; "cosine", the product of their
    numbers of statements, which is how DNA's manual and program define it.

    Where statements have weights (time windows with a kernel), a pair of statements counts with the geometric mean of
    both weights, as in DNA, and "average" takes the mean of the weights' sums; the other two are not defined then.

    Args:
        statements: what it is made of, duplicates removed.
        names: names of actors and topics.
        kind: ignore, congruence, conflict or subtract.
        normalization: no, average, jaccard or cosine.
        nodes: "actor", or "concept" for ties between topics by the actors that speak of them.
        isolates: statements whose actors or topics are nodes even without a tie.
        weights: of each statement; None where all count 1.

    Raises:
        GraphError: the kind, the normalization or the nodes are unknown, or the normalization does not go with weights.
    """
    for what, value, possible in (
        ("kind", kind, KINDS),
        ("normalization", normalization, NORMALIZATIONS),
        ("nodes", nodes, MODES),
    ):
        if value not in possible:
            raise GraphError(
                f"{what} {value!r}", "is not possible in a one-mode network", f"possible are {', '.join(possible)}"
            )
    if weights is not None and normalization in ("jaccard", "cosine"):
        what = "is not defined for statements that a kernel weighs"
        raise GraphError(f"normalization {normalization!r}", what, "choose average or no, or leave the kernel out")
    extra = list(isolates)
    actors, topics = members(statements, extra, names, "actor"), members(statements, extra, names, "topic")
    cells = count(statements, actors, topics, weights and [sqrt(weight) for weight in weights])
    activity = cells if weights is None else count(statements, actors, topics, weights)
    if nodes == "concept":
        actors, cells, activity = topics, cells.transpose(1, 0, 2), activity.transpose(1, 0, 2)
    values = quotient(_products(cells, kind), _divisors(activity, normalization))
    np.fill_diagonal(values, 0)
    return Network(actors, actors, tuples(values), False, *span(statements), len(statements))


def _products(cells: Array, kind: str) -> Array:
    against, agreeing = cells[:, :, 0], cells[:, :, 1]
    congruence = against @ against.T + agreeing @ agreeing.T
    conflict = against @ agreeing.T + agreeing @ against.T
    if kind == "ignore":
        return np.asarray(congruence + conflict)
    if kind == "subtract":
        return np.asarray(congruence - conflict)
    return np.asarray(congruence if kind == "congruence" else conflict)


def _divisors(cells: Array, normalization: str) -> Array:
    size = len(cells)
    flat = cells.reshape(size, -1)
    total = flat.sum(axis=1)
    if normalization == "average":
        return np.asarray((total[:, None] + total[None]) / 2)
    if normalization == "cosine":
        return np.asarray(total[:, None] * total[None])
    if normalization == "jaccard":
        alone = flat @ (flat == 0).T
        return np.asarray(alone + alone.T + flat @ flat.T)
    return np.ones((size, size))
