"""From a store to its networks, one for the whole time or one for each time window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from graph.errors import GraphError
from graph.network.matrix import Network
from graph.network.onemode import one_mode
from graph.network.statements import Statement, StatementFilter, read_statements, without_duplicates
from graph.network.twomode import two_mode
from graph.network.windows import windows
from graph.store import Store


@dataclass(frozen=True, slots=True)
class NetworkChoice:
    """Which network is made of the statements.

    Attributes:
        kind: affiliation, or ignore, congruence, conflict, subtract.
        nodes: "actor" or "concept", for all kinds but affiliation.
        ties: weights of an affiliation network: count, binary, combine, subtract.
        normalization: what weights are divided by.
        duplicates: within what the same statement counts once.
        isolates: keep all actors and topics of the store.
        window: days of a time window, None for one network of all.
        step: days from one window to the next.
    """

    kind: str = "congruence"
    nodes: str = "actor"
    ties: str = "count"
    normalization: str = "no"
    duplicates: str = "document"
    isolates: bool = False
    window: int | None = None
    step: int = 1


def networks(store: Store, filters: StatementFilter, choice: NetworkChoice) -> Iterator[tuple[date | None, Network]]:
    """Make the networks of a store.

    Args:
        store: where the claims are.
        filters: which of them count as statements.
        choice: what is made of them.

    Yields:
        The middle day of each time window, None for the whole time, and the network.

    Raises:
        GraphError: choices that are unknown or do not go together, or no statement is left.
        StoreError: the store cannot be read.
    """
    if choice.kind == "affiliation" and choice.nodes != "actor":
        raise GraphError(
            f"nodes {choice.nodes!r}", "an affiliation network has actors and concepts at once", "choose another kind"
        )
    if choice.kind != "affiliation" and choice.ties != "count":
        raise GraphError(
            f"ties {choice.ties!r}",
            "are for affiliation networks",
            f"leave them out, or choose affiliation instead of {choice.kind}",
        )
    found, names = read_statements(store, filters)
    if not found:
        raise GraphError(store.name, "no claim with a stance fits the filters", "widen them")
    statements = without_duplicates(found, choice.duplicates)
    extra: list[Statement] = []
    if choice.isolates:
        extra, more = read_statements(store, StatementFilter(topic=filters.topic, hearsay=True))
        names = more | names
    if choice.window is None:
        yield None, _network(statements, names, choice, extra)
        return
    for middle, first, last, inside in windows(statements, choice.window, step=choice.step):
        yield middle, replace(_network(inside, names, choice, extra), first=first, last=last)


def _network(
    statements: list[Statement], names: dict[str, str], choice: NetworkChoice, extra: list[Statement]
) -> Network:
    if choice.kind == "affiliation":
        return two_mode(statements, names, ties=choice.ties, normalization=choice.normalization, isolates=extra)
    return one_mode(
        statements, names, kind=choice.kind, normalization=choice.normalization, nodes=choice.nodes, isolates=extra
    )
