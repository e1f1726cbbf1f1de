"""What several claims say alike: the edges of the graph that are worth counting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.links.read import Stated

_LEAST_CLAIMS = 2
_NO_DAY_YET = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Edge:
    """Subject, relation and object of several claims.

    Attributes:
        claims: how many there are.
        first, last: the claim of the oldest and that of the newest article; one without a date is neither, where
            another has one.
    """

    subject: str
    relation: str
    object: str
    claims: int
    first: str
    last: str


def edges(claims: Iterable[tuple[str, str, Stated]], merged: Mapping[str, str]) -> list[Edge]:
    """Count the claims that have subject, relation and object in common.

    Args:
        claims: (claim, day of its article or "", what it states); each claim once.
        merged: proposal of an article -> the one across articles.

    Returns:
        The edges of two claims or more, in the order of their IRIs.
    """
    told: dict[Stated, list[tuple[str, str]]] = defaultdict(list)
    for claim, day, (subject, relation, object_) in claims:
        told[subject, relation, merged.get(object_, object_)].append((day, claim))
    return [
        Edge(*stated, len(found), min((day or _NO_DAY_YET, claim) for day, claim in found)[1], max(found)[1])
        for stated, found in sorted(told.items())
        if len(found) >= _LEAST_CLAIMS
    ]
