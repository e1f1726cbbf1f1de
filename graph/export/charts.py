"""Stances over time, and actors by topics, as HTML files that need no network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graph.export import whole_file
from graph.export.lanes import Lane, day_of, lanes, ticks
from graph.export.page import Articles, record, render, shared_data
from graph.export.view_data import ViewFilter
from graph.export.view_rows import read_claims
from graph.store import Store

_SCRIPTS = ("page.js", "claims.js", "chart.js")


def write_timeline(store: Store, path: Path, filters: ViewFilter, language: str = "de") -> None:
    """Draw the stances of actors on topics over time, with the days on which they turn round.

    Args:
        store: what to draw.
        path: the file, replaced whole at the end.
        filters: which claims; its limit is that of lanes, those with the most claims first.
        language: "de" or "en", in which the page opens.

    Raises:
        QueryError: an actor, relation or concept is unknown, or no dated claim with a stance fits.
        ExportError: the file cannot be written.
    """
    _write(store, path, filters, "timeline", language)


def write_matrix(store: Store, path: Path, filters: ViewFilter, language: str = "de") -> None:
    """Draw a table of actors by topics, each cell coloured by the claims for less those against.

    What one actor says of another's stance is left out. Arguments and errors are those of `write_timeline`; the limit
    chooses the cells with the most claims, whose rows and columns come whole.
    """
    _write(store, path, filters, "matrix", language)


def _write(store: Store, path: Path, filters: ViewFilter, kind: str, language: str) -> None:
    claims = read_claims(store)
    chosen, left_out = lanes(claims, filters, timeline=kind == "timeline")
    articles = Articles(claims.urls)
    records: list[dict[str, Any]] = []
    drawn = []
    for lane in chosen:
        first = len(records)
        records += [record(row, articles, {}) | {"stance": row["stance"]} for row in lane.rows]
        drawn.append(
            {
                "actor": lane.actor,
                "topic": lane.topic,
                "concept": lane.concept,
                "claims": list(range(first, len(records))),
                "turns": [first + place for place in lane.turns],
            }
        )
    topics = [{"concept": lane.topic} for lane in chosen if lane.concept]
    data = {
        "kind": kind,
        "language": language,
        "lanes": drawn,
        "claims": records,
        "ticks": _ticks(chosen),
        "articles": articles.records,
        "leftOut": left_out,
    }
    page = render(data | shared_data(topics + records), "chart.html", _SCRIPTS)
    with whole_file(path) as out:
        out.write(page)


def _ticks(chosen: Sequence[Lane]) -> list[str]:
    days = sorted(day_of(row) for lane in chosen for row in lane.rows if "date" in row)
    return [day.isoformat() for day in ticks(days[0], days[-1])] if days else []
