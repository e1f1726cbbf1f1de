"""Affiliation networks: actors tied to what they speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from graph.errors import GraphError
from graph.network.matrix import Array, Network, count, members, quotient, span, tuples
from graph.network.statements import Statement

TIES = ("count", "binary", "combine", "subtract")
NORMALIZATIONS = ("no", "activity", "prominence")


def two_mode(
    statements: Sequence[Statement],
    names: Mapping[str, str],
    *,
    ties: str = "count",
    normalization: str = "no",
    isolates: Iterable[Statement] = (),
    weights: Sequence[float] | None = None,
) -> Network:
    """Make an affiliation network.

    Weights are DNA's: "count" (its "ignore") is the number of statements of an actor on a topic, for or against;
    "binary" is 1 where there is any; "combine" is 1 for only agreement, 2 for only disagreement, 3 for both;
    "subtract" is the number for minus the number against. "activity" divides by the number of the actor's statements,
    "prominence" by the number of statements on the topic. Where statements have weights (time windows with a kernel),
    their sums take the place of the numbers; "binary" and "combine" are not defined then.

    Args:
        statements: what it is made of, duplicates removed.
        names: names of actors and topics.
        ties: count, binary, combine or subtract.
        normalization: no, activity or prominence; neither of the last two means anything for combined ties.
        isolates: statements whose actors and topics are nodes even without a tie.
        weights: of each statement; None where all count 1.

    Raises:
        GraphError: the kind of ties or the normalization is unknown, or they do not go together.
    """
    if ties not in TIES:
        raise GraphError(
            f"ties {ties!r}", "is not a kind of ties of an affiliation network", f"kinds are {', '.join(TIES)}"
        )
    if normalization not in NORMALIZATIONS:
        what = "is not a normalization of an affiliation network"
        raise GraphError(f"normalization {normalization!r}", what, f"those are {', '.join(NORMALIZATIONS)}")
    if ties == "combine" and normalization != "no":
        raise GraphError(
            f"normalization {normalization!r}",
            "combined ties are codes, which cannot be divided",
            "use count or subtract",
        )
    if weights is not None and ties in ("binary", "combine"):
        what = "are not defined for statements that a kernel weighs"
        raise GraphError(f"ties {ties!r}", what, "use count or subtract, or leave the kernel out")
    extra = list(isolates)
    actors, topics = members(statements, extra, names, "actor"), members(statements, extra, names, "topic")
    cells = count(statements, actors, topics, weights)
    values = _ties(cells, ties)
    used = values if ties == "binary" else cells.sum(axis=2)
    if normalization == "activity":
        values = quotient(values, np.broadcast_to(used.sum(axis=1, keepdims=True), values.shape))
    elif normalization == "prominence":
        values = quotient(values, np.broadcast_to(used.sum(axis=0, keepdims=True), values.shape))
    return Network(actors, topics, tuples(values), True, *span(statements), len(statements))


def _ties(cells: Array, ties: str) -> Array:
    against, agreeing = cells[:, :, 0], cells[:, :, 1]
    if ties == "binary":
        return np.asarray((against + agreeing > 0).astype(float))
    if ties == "combine":
        return np.asarray((agreeing > 0) * 1.0 + (against > 0) * 2.0)
    return agreeing - against if ties == "subtract" else against + agreeing
