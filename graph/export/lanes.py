"""What an actor says on a topic over time, and where it turns round: the data of timelines and matrices."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from graph.errors import QueryError
from graph.export.view_data import DEFAULT_LIMIT, ViewFilter, chosen_rows
from graph.export.view_rows import Claims, Row

_TICKS = 8


@dataclass(frozen=True, slots=True)
class Lane:
    """What an actor says on a topic, by day.

    Attributes:
        actor: its name.
        topic: name of a concept in the scheme (`concept` is then true), or of the object itself.
        rows: claims with a stance, in the order of time.
        turns: the first rows after a change from being for it to being against it or back.
    """

    actor: str
    topic: str
    concept: bool
    rows: tuple[Row, ...]
    turns: tuple[int, ...]


def lanes(claims: Claims, filters: ViewFilter, *, timeline: bool) -> tuple[list[Lane], int]:
    """Give what actors say on topics, those with the most claims first, and how many the limit cut.

    A timeline needs dates, and shows what one actor says of another's stance, which does not make that one turn round.

    Raises:
        QueryError: an actor, relation or concept is unknown, or no claim with a stance fits.
    """
    together: dict[tuple[str, str, bool], list[Row]] = defaultdict(list)
    for row in chosen_rows(claims, filters):
        kind = claims.kinds[row["subject"]][1]
        if row["stance"] != 0 and kind == "actor" and ("date" in row if timeline else _is_own(row)):
            concept = row.get("concept")
            topic = concept or row.get("object_label", row["object"])
            together[str(row.get("subject_label", row["subject"])), str(topic), concept is not None].append(row)
    if not together:
        raise QueryError(claims.name, "no claim with a stance fits the filters", "widen them")
    found = []
    for (actor, topic, concept), rows in together.items():
        rows.sort(
            key=lambda row: (str(row.get("date", "")), str(row["document"]), row["sentence_start"], str(row["claim"]))
        )
        found.append(Lane(actor, topic, concept, tuple(rows), tuple(turns(rows))))
    found.sort(key=lambda lane: (-len(lane.rows), not lane.concept, lane.actor, lane.topic))
    limit = DEFAULT_LIMIT if filters.limit is None else filters.limit
    kept = found[:limit] if timeline else _whole(found, found[:limit])
    return kept, len(found) - len(kept)


def _whole(found: Sequence[Lane], strongest: Sequence[Lane]) -> list[Lane]:
    """Give all cells of the rows and columns of the strongest: an empty cell of a matrix says that there is nothing."""
    actors, topics = {lane.actor for lane in strongest}, {(lane.topic, lane.concept) for lane in strongest}
    return [lane for lane in found if lane.actor in actors and (lane.topic, lane.concept) in topics]


def ticks(first: date, last: date) -> list[date]:
    """Give at most eight days at even steps; in more than ten weeks the first days of months."""
    days = (last - first).days
    if days <= 70:
        step = next((step for step in (1, 2, 7) if days / step < _TICKS), 14)
        return [first + timedelta(days=number * step) for number in range(days // step + 1)]
    months = range(12 * first.year + first.month, 12 * last.year + last.month)
    return [date(month // 12, month % 12 + 1, 1) for month in months[:: math.ceil(len(months) / _TICKS)]]


def day_of(row: Row) -> date:
    """Give the day of a dated claim's article."""
    return date.fromisoformat(str(row["date"]))


def turns(rows: Sequence[Row]) -> list[int]:
    """Find the claims with which an actor turns round.

    A day counts as for or against by the sum of what the actor itself or the article says on it; a day on which both
    are equal changes nothing.

    Args:
        rows: claims of one actor on one topic, in the order of time.

    Returns:
        Places of the first claims of the days on which the stance differs from the last one.
    """
    found = []
    before = 0
    own = [(place, row) for place, row in enumerate(rows) if _is_own(row)]
    for _, day in groupby(own, key=lambda entry: str(entry[1].get("date", ""))):
        said = list(day)
        total = sum(int(row["stance"]) for _, row in said)
        now = (total > 0) - (total < 0)
        if now and before and now != before:
            found.append(next(place for place, row in said if int(row["stance"]) == now))
        before = now or before
    return found


def _is_own(row: Row) -> bool:
    """Tell whether the article or the actor itself says it."""
    return row.get("source") in (None, row["subject"])
