"""Time windows: the same network again and again while time goes by, statements weighted by their distance."""

from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from graph.errors import GraphError
from graph.network.statements import Statement

UNITS = ("seconds", "minutes", "hours", "days", "weeks", "months", "years")
KERNELS = ("no", "uniform", "triangular", "epanechnikov", "gaussian")
_LENGTHS = {
    "seconds": timedelta(seconds=1),
    "minutes": timedelta(minutes=1),
    "hours": timedelta(hours=1),
    "days": timedelta(days=1),
    "weeks": timedelta(weeks=1),
    "months": timedelta(days=28),
    "years": timedelta(days=365),
}
_MOST_STEPS = 100_000


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time.

    Attributes:
        middle: what it is named by.
        first, last: its ends, both within.
        statements: what was said in it.
        weights: weight of each statement by its distance from the middle; None where all count 1.
    """

    middle: datetime
    first: datetime
    last: datetime
    statements: tuple[Statement, ...]
    weights: tuple[float, ...] | None = None


def windows(
    statements: Sequence[Statement],
    size: int,
    *,
    unit: str = "days",
    step: int = 1,
    kernel: str = "no",
    indent: bool = True,
) -> Iterator[Window]:
    """Cut statements into windows around each point of time, as DNA does.

    A window reaches as far back as ahead: an odd size without kernel counts the middle, an even one is taken for the
    next odd one; with a kernel it is the other way round, as the window is two halves. Only windows with a statement
    in them are given. The Gaussian kernel looks beyond the window, at all statements.

    Args:
        statements: those of the whole time; undated ones are in no window.
        size: length of a window.
        unit: what the length and the step are counted in.
        step: from one window to the next.
        kernel: how statements lose weight with their distance from the middle.
        indent: give only windows that lie wholly between the first and the last statement; else the first and last
            statement are the first and last middle.

    Yields:
        The windows in the order of time.

    Raises:
        GraphError: unit or kernel are unknown, the window is longer than the time of the statements, a number is not
            positive, or there would be too many windows.
    """
    for what, value, possible in (("unit", unit, UNITS), ("kernel", kernel, KERNELS)):
        if value not in possible:
            raise GraphError(f"{what} {value!r}", "is not known", f"possible are {', '.join(possible)}")
    if size < 1 or step < 1:
        raise GraphError("time window", "length and step must be 1 or more", "give positive numbers")
    dated = [(moment, entry) for entry in statements if (moment := entry.moment) is not None]
    if not dated:
        raise GraphError(f"time window of {size} {unit}", "no statement has a date", "leave the window out")
    begin, end = min(moment for moment, _ in dated), max(moment for moment, _ in dated)
    half = size // 2 if kernel == "no" else (size + 1) // 2
    if (end - begin) / (_LENGTHS[unit] * step) > _MOST_STEPS:
        raise GraphError(
            f"time window of {size} {unit}",
            f"would move more than {_MOST_STEPS} times between {begin} and {end}",
            "choose a longer unit or step, or a shorter time (--since, --until)",
        )
    if not _fits(begin, end, half, unit, indent=indent):
        told = f"the statements lie between {begin.date()} and {end.date()}"
        raise GraphError(f"time window of {size} {unit}", told, "choose a shorter window")
    middle = shift(begin, half, unit) if indent else begin
    stop = shift(end, -half, unit) if indent else end
    while middle <= stop:
        first, last = shift(middle, -half, unit), shift(middle, half, unit)
        if not indent or (begin <= first and last <= end):
            found = _window(dated, middle, max(first, begin), min(last, end), unit, half, kernel)
            if found.statements:
                yield found
        middle = shift(middle, step, unit)


def shift(moment: datetime, number: int, unit: str) -> datetime:
    """Go forward or back by calendar units; the 31st becomes the last day of a shorter month.

    >>> str(shift(datetime(2025, 1, 31), 1, "months").date())
    '2025-02-28'
    """
    if unit not in ("months", "years"):
        return moment + number * _LENGTHS[unit]
    months = moment.year * 12 + moment.month - 1 + (number if unit == "months" else 12 * number)
    year, month = months // 12, months % 12 + 1
    return moment.replace(year=year, month=month, day=min(moment.day, monthrange(year, month)[1]))


def elapsed(start: datetime, end: datetime, unit: str) -> int:
    """Count whole units from one point of time to another, negative where the end comes first."""
    if end < start:
        return -elapsed(end, start, unit)
    if unit not in ("months", "years"):
        return (end - start) // _LENGTHS[unit]
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    return months if unit == "months" else months // 12


def kernel_weight(distance: float, kernel: str) -> float:
    """Weigh a statement by its distance from the middle, -1 to 1 at the ends of the window.

    The functions are those of kernel density estimation: uniform 1/2, triangular 1 - |d|, Epanechnikov
    3/4 (1 - d²), all 0 outside of the window, and the standard normal density.

    >>> [round(kernel_weight(0.5, kernel), 4) for kernel in KERNELS]
    [1.0, 0.5, 0.5, 0.5625, 0.3521]
    """
    if kernel == "gaussian":
        return math.exp(-0.5 * distance * distance) / math.sqrt(2 * math.pi)
    if abs(distance) > 1:
        return 0.0
    weights = {
        "no": 1.0,
        "uniform": 0.5,
        "triangular": 1 - abs(distance),
        "epanechnikov": 0.75 * (1 - distance * distance),
    }
    return weights[kernel]


def _fits(begin: datetime, end: datetime, half: int, unit: str, *, indent: bool) -> bool:
    """Tell whether a window lies within the time of the statements or, without indenting, within the calendar."""
    try:
        shift(begin, -half, unit)
        shift(end, half, unit)
        return not indent or shift(begin, 2 * half, unit) <= end
    except (OverflowError, ValueError):
        return False


def _window(
    dated: Sequence[tuple[datetime, Statement]],
    middle: datetime,
    first: datetime,
    last: datetime,
    unit: str,
    half: int,
    kernel: str,
) -> Window:
    near = dated if kernel == "gaussian" else [entry for entry in dated if first <= entry[0] <= last]
    if kernel == "no":
        return Window(middle, first, last, tuple(entry for _, entry in near))
    weighed = [(entry, kernel_weight(elapsed(moment, middle, unit) / half, kernel)) for moment, entry in near]
    weighed = [(entry, weight) for entry, weight in weighed if weight > 0]
    return Window(middle, first, last, tuple(entry for entry, _ in weighed), tuple(weight for _, weight in weighed))
