"""From a store to its networks, one for the whole time or one for each time window."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from graph.errors import GraphError
from graph.network.filters import StatementFilter
from graph.network.matrix import Network
from graph.network.measures import measured
from graph.network.onemode import one_mode
from graph.network.statements import Statement, read_statements, without_duplicates
from graph.network.twomode import two_mode
from graph.network.windows import Window, windows
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
        isolates: keep all actors and topics of the store that speak in the time asked for.
        window: length of a time window, None for one network of all.
        unit: what window and step are counted in.
        step: from one window to the next.
        kernel: how statements lose weight with their distance from the middle of a window.
        indent: whether windows must lie wholly within the time of the statements.
        measures: add communities and centralities to the nodes.
    """

    kind: str = "congruence"
    nodes: str = "actor"
    ties: str = "count"
    normalization: str = "no"
    duplicates: str = "document"
    isolates: bool = False
    window: int | None = None
    unit: str = "days"
    step: int = 1
    kernel: str = "no"
    indent: bool = True
    measures: bool = False


def networks(store: Store, filters: StatementFilter, choice: NetworkChoice) -> Iterator[tuple[date | None, Network]]:
    """Make the networks of a store.

    Args:
        store: where the claims are.
        filters: which of them count as statements.
        choice: what is made of them.

    Yields:
        The middle of each time window (a date, or a date with a time of day), None for the whole time, and the network.

    Raises:
        GraphError: choices that are unknown or do not go together, or no statement is left.
        StoreError: the store cannot be read.
    """
    _check(choice)
    statements, names = chosen_statements(
        store, filters, choice.duplicates, ignore_agreement=ignores_agreement(choice.kind, choice.ties)
    )
    extra: list[Statement] = []
    if choice.isolates:
        everything = StatementFilter(
            topic=filters.topic, actor=filters.actor, since=filters.since, until=filters.until, hearsay=True
        )
        extra, more = read_statements(store, everything)
        names = more | names
    if choice.window is None:
        yield None, _network(statements, names, choice, extra)
        return
    if choice.kernel != "no":
        extra += statements  # as in DNA, so that the networks have the same nodes and can be compared
    for window in cut(statements, choice):
        made = _network(window.statements, names, choice, extra, window.weights)
        yield plain_day(window.middle), replace(made, first=plain_day(window.first), last=plain_day(window.last))


def chosen_statements(
    store: Store, filters: StatementFilter, duplicates: str, *, ignore_agreement: bool = False
) -> tuple[list[Statement], dict[str, str]]:
    """Read the statements that fit a filter, each once, with the names of their actors and topics.

    Raises:
        GraphError: no statement is left.
    """
    found, names = read_statements(store, filters)
    if not found:
        raise GraphError(store.name, "no claim with a stance fits the filters", "widen them")
    return without_duplicates(found, duplicates, ignore_agreement=ignore_agreement), names


def cut(statements: Sequence[Statement], choice: NetworkChoice) -> Iterator[Window]:
    """Cut statements into the windows of a choice."""
    assert choice.window is not None
    return windows(
        statements, choice.window, unit=choice.unit, step=choice.step, kernel=choice.kernel, indent=choice.indent
    )


def ignores_agreement(kind: str, ties: str) -> bool:
    """Tell whether a network does not care whether actors are for or against."""
    return kind == "ignore" or (kind == "affiliation" and ties in ("count", "binary"))


def plain_day(moment: datetime) -> date:
    """Give midnight as the day, any other time as it is."""
    return moment.date() if moment.time() == time.min else moment


def _check(choice: NetworkChoice) -> None:
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
    if choice.window is None and choice.kernel != "no":
        raise GraphError(
            f"kernel {choice.kernel!r}", "weighs statements in time windows", "add a window, or leave it out"
        )


def _network(
    statements: Sequence[Statement],
    names: Mapping[str, str],
    choice: NetworkChoice,
    extra: Sequence[Statement],
    weights: Sequence[float] | None = None,
) -> Network:
    if choice.kind == "affiliation":
        made = two_mode(
            statements, names, ties=choice.ties, normalization=choice.normalization, isolates=extra, weights=weights
        )
    else:
        made = one_mode(
            statements,
            names,
            kind=choice.kind,
            normalization=choice.normalization,
            nodes=choice.nodes,
            isolates=extra,
            weights=weights,
        )
    return measured(made) if choice.measures else made
