"""Time windows: the same network again and again while the days go by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from graph.errors import GraphError
from graph.network.matrix import span
from graph.network.statements import Statement


def windows(
    statements: Sequence[Statement], days: int, *, step: int = 1
) -> Iterator[tuple[date, date, date, list[Statement]]]:
    """Cut statements into windows around each day, as DNA does.

    A window reaches as far back as ahead, so an even number of days becomes the next odd one. Only windows that lie
    wholly between the first and the last statement are given, and only those with a statement in them.

    Args:
        statements: those of the whole time; undated ones are in no window.
        days: length of a window.
        step: days from one window to the next.

    Yields:
        The middle day, the first and the last day, and the statements.

    Raises:
        GraphError: the window is longer than the time of the statements, or a number is not positive.
    """
    if days < 1 or step < 1:
        raise GraphError("time window", "length and step must be 1 day or more", "give positive numbers")
    first, last = span(statements)
    half = timedelta(days=days // 2)
    if first is None or last is None or first + 2 * half > last:
        told = f"the statements lie between {first} and {last}" if first else "no statement has a date"
        raise GraphError(f"time window of {days} days", told, "choose a shorter window")
    middle = first + half
    while middle + half <= last:
        inside = [
            entry for entry in statements if entry.day is not None and middle - half <= entry.day <= middle + half
        ]
        if inside:
            yield middle, middle - half, middle + half, inside
        middle += timedelta(days=step)
