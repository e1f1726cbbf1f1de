"""How polarised a debate is, over time: into camps that agree inside and disagree across."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.errors import GraphError
from graph.network.build import NetworkChoice, chosen_statements, cut, plain_day
from graph.network.filters import StatementFilter
from graph.network.matrix import Array, span
from graph.network.onemode import one_mode
from graph.network.statements import Statement
from graph.store import Store

_GAIN = 1e-12


@dataclass(frozen=True, slots=True)
class Polarization:
    """How polarised the actors of a stretch of time are.

    Attributes:
        middle: the window's middle, None for the whole time.
        first, last: the window's ends, or the days of the first and last statement.
        statements, actors: how many there are.
        congruence, conflict: sums of the weights between different actors, each pair once.
        modularity: of the camps, -1 to 1; 0 where nobody is tied.
        ei_congruence, ei_conflict: E-I index of the two networks over the camps, -1 to 1; None without ties.
        camps: names of the actors of each camp, the largest first; those without ties are in none.
    """

    middle: date | None
    first: date | None
    last: date | None
    statements: int
    actors: int
    congruence: float
    conflict: float
    modularity: float
    ei_congruence: float | None
    ei_conflict: float | None
    camps: tuple[tuple[str, ...], ...]


def polarization(store: Store, filters: StatementFilter, choice: NetworkChoice) -> Iterator[Polarization]:
    """Measure polarisation for each time window of a store, or for the whole time.

    The camps are those that make signed modularity largest (see `camps`); how well they part the debate is told by
    this modularity and by the E-I index (Krackhardt and Stern 1988, "Informal Networks and Organizational Crises",
    Social Psychology Quarterly 51, 123-140): ties between camps less ties within, divided by all, by weight. A
    polarised debate has an index near -1 in its congruence network and near 1 in its conflict network.

    Args:
        store: where the claims are.
        filters: which of them count as statements.
        choice: normalization, duplicates and windows; kind, nodes and ties do not matter.

    Raises:
        GraphError: choices that are unknown, or no statement is left.
        StoreError: the store cannot be read.
    """
    if choice.window is None and choice.kernel != "no":
        raise GraphError(f"kernel {choice.kernel!r}", "weighs statements in time windows", "add a window")
    statements, names = chosen_statements(store, filters, choice.duplicates)
    if choice.window is None:
        yield _measure(statements, None, names, choice, None, *span(statements))
        return
    for window in cut(statements, choice):
        ends = plain_day(window.middle), plain_day(window.first), plain_day(window.last)
        yield _measure(window.statements, window.weights, names, choice, *ends)


def camps(congruence: Array, conflict: Array) -> list[int]:
    """Part actors so that as much congruence as possible lies within and as much conflict as possible between camps.

    What is made largest is modularity for signed networks (Gómez, Jensen and Arenas 2009, "Analysis of community
    structure in networks of correlated data", Physical Review E 80, 016114), which is Newman's and Girvan's where
    there is no conflict. Camps grow by the best merger until none helps (Newman 2004), then single actors change
    camps while that helps. The same matrices give the same camps.

    Args:
        congruence, conflict: symmetric, with an empty diagonal.

    Returns:
        The number of each actor's camp, from 0 in the order of their first actors.
    """
    gains = _gains(congruence, conflict)
    size = len(gains)
    merged = gains.copy()
    np.fill_diagonal(merged, -np.inf)
    camp = np.arange(size)
    while size > 1 and merged.max() > _GAIN:
        one, other = sorted(int(place) for place in np.unravel_index(int(merged.argmax()), merged.shape))
        merged[one] += merged[other]
        merged[:, one] = merged[one]
        merged[one, one] = merged[other] = merged[:, other] = -np.inf
        camp[camp == other] = one
    _move(gains, camp)
    order = list(dict.fromkeys(camp.tolist()))
    return [order.index(number) for number in camp.tolist()]


def modularity(congruence: Array, conflict: Array, camp: Sequence[int]) -> float:
    """Give the signed modularity of a partition, 0 for a network without ties."""
    same = np.equal.outer(np.asarray(camp), np.asarray(camp))
    return float((_gains(congruence, conflict) * same).sum())


def ei_index(weights: Array, camp: Sequence[int]) -> float | None:
    """Give ties between camps less ties within, divided by all ties; None where there are none."""
    same = np.equal.outer(np.asarray(camp), np.asarray(camp))
    within, between = float(weights[same].sum()), float(weights[~same].sum())
    return (between - within) / (between + within) if between + within else None


def _gains(congruence: Array, conflict: Array) -> Array:
    """Give what each pair adds to modularity when it is in one camp."""
    total = congruence.sum() + conflict.sum()
    found = np.zeros_like(congruence)
    for weights, sign in ((congruence, 1.0), (conflict, -1.0)):
        if weights.sum():
            strength = weights.sum(axis=1)
            found += sign * (weights - np.outer(strength, strength) / weights.sum()) / total
    return found


def _move(gains: Array, camp: NDArray[np.int_]) -> None:
    """Let single actors change to the camp, or to one of their own, that adds most, while any of them gains."""
    changed = True
    while changed:
        changed = False
        for actor in range(len(camp)):
            own = gains[actor, actor]
            sums = {int(number): float(gains[actor, camp == number].sum()) for number in np.unique(camp)}
            here = sums[int(camp[actor])] - own
            alone = next(number for number in range(len(camp) + 1) if number not in sums)
            sums = {number: value for number, value in sums.items() if number != camp[actor]} | {alone: 0.0}
            best = max(sums, key=lambda number: (sums[number], -number))
            if sums[best] > here + _GAIN:
                camp[actor] = best
                changed = True


def _measure(
    statements: Sequence[Statement],
    weights: Sequence[float] | None,
    names: Mapping[str, str],
    choice: NetworkChoice,
    middle: date | None,
    first: date | None,
    last: date | None,
) -> Polarization:
    made = [
        one_mode(statements, names, kind=kind, normalization=choice.normalization, weights=weights)
        for kind in ("congruence", "conflict")
    ]
    congruence, conflict = (np.asarray(network.weights) for network in made)
    camp = camps(congruence, conflict)
    tied = (congruence + conflict).sum(axis=1) > 0
    members: dict[int, list[str]] = {}
    for node, number, has_ties in zip(made[0].rows, camp, tied, strict=True):
        if has_ties:
            members.setdefault(number, []).append(node.label)
    return Polarization(
        middle,
        first,
        last,
        len(statements),
        len(camp),
        float(congruence.sum()) / 2,
        float(conflict.sum()) / 2,
        modularity(congruence, conflict, camp),
        ei_index(congruence, camp),
        ei_index(conflict, camp),
        tuple(tuple(found) for found in sorted(members.values(), key=lambda found: (-len(found), found))),
    )
