"""Networks as matrices with named rows and columns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.network.statements import Statement

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Node:
    """An actor or a topic.

    Attributes:
        id: IRI or local name.
        label: name, unlike that of every other node of its kind.
        mode: "actor" or "topic".
        frequency: number of its statements in the network.
        first, last: days of its first and last statement.
        measures: centralities and the like, by name (see `graph.network.measures`).
    """

    id: str
    label: str
    mode: str
    frequency: int
    first: date | None = None
    last: date | None = None
    measures: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """A weighted network.

    Attributes:
        rows, columns: its nodes; the same ones where it is one-mode.
        weights: one row for each of `rows`; 0 is no tie.
        two_mode: whether rows and columns are different things.
        first, last: days of the first and last statement, or the ends of its time window.
        statements: how many it is made of.
    """

    rows: tuple[Node, ...]
    columns: tuple[Node, ...]
    weights: tuple[tuple[float, ...], ...]
    two_mode: bool
    first: date | None
    last: date | None
    statements: int

    def weight(self, row: str, column: str) -> float:
        """Give the weight of a tie by the labels of its ends."""
        labels = [node.label for node in self.rows], [node.label for node in self.columns]
        return self.weights[labels[0].index(row)][labels[1].index(column)]

    def ties(self) -> Iterator[tuple[Node, Node, float]]:
        """Give the ties that are not 0, each once."""
        for i, row in enumerate(self.rows):
            for j, column in enumerate(self.columns):
                if self.weights[i][j] != 0 and (self.two_mode or i < j):
                    yield row, column, self.weights[i][j]


def members(
    statements: Iterable[Statement], extra: Iterable[Statement], names: Mapping[str, str], mode: str
) -> tuple[Node, ...]:
    """Give the actors or topics of statements, sorted by name.

    Args:
        statements: those that the network is made of.
        extra: statements whose actors and topics become nodes even without a tie.
        names: name of every actor and topic.
        mode: "actor" or "topic".
    """
    counts: Counter[str] = Counter()
    days: defaultdict[str, list[date]] = defaultdict(list)
    for statement in statements:
        id_ = getattr(statement, mode)
        counts[id_] += 1
        if statement.day is not None:
            days[id_].append(statement.day)
    ids = set(counts) | {getattr(statement, mode) for statement in extra}
    taken: Counter[str] = Counter()
    nodes = []
    for id_ in sorted(ids, key=lambda id_: (names.get(id_, id_).casefold(), id_)):
        label = names.get(id_, id_)
        taken[label] += 1
        name = label if taken[label] == 1 else f"{label} ({taken[label]})"
        first, last = (min(days[id_]), max(days[id_])) if days[id_] else (None, None)
        nodes.append(Node(id_, name, mode, counts[id_], first, last))
    return tuple(nodes)


def count(
    statements: Sequence[Statement],
    actors: Sequence[Node],
    topics: Sequence[Node],
    weights: Iterable[float] | None = None,
) -> Array:
    """Count statements by actor, topic and agreement (0: against, 1: for), or add up their weights."""
    row, column = ({node.id: place for place, node in enumerate(nodes)} for nodes in (actors, topics))
    cells = np.zeros((len(actors), len(topics), 2))
    for statement, weight in zip(statements, weights or [1.0] * len(statements), strict=True):
        cells[row[statement.actor], column[statement.topic], int(statement.agreement)] += weight
    return cells


def quotient(values: Array, divisors: Array) -> Array:
    """Divide; where the divisor is 0 there are no statements, so the tie is 0."""
    return np.divide(values, divisors, out=np.zeros_like(values), where=divisors != 0)


def tuples(values: Array) -> tuple[tuple[float, ...], ...]:
    """Give an array as plain numbers, without negative zeros."""
    return tuple(tuple(float(value) + 0.0 for value in row) for row in values)


def span(statements: Sequence[Statement]) -> tuple[date | None, date | None]:
    """Give the first and the last day of statements."""
    days = [statement.day for statement in statements if statement.day is not None]
    return (min(days), max(days)) if days else (None, None)
