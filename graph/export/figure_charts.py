"""Timeline and matrix as figures for print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from graph.export.lanes import Lane, day_of, ticks
from graph.export.view_rows import Row
from graph.export.view_style import STANCES
from graph.export.words import Words

_FAINT = "#D3D7DD"
_INK = "#1C1F24"
_LONGEST = 42
_LETTER = 0.064  # inches a letter of a name takes
_LANE = 0.27
_CELL = 0.36


def timeline_figure(lanes: Sequence[Lane], words: Words) -> Figure:
    """Draw each lane as a line of marks, those ringed with which an actor turns round."""
    titles = [_short(f"{lane.actor}: {_topic(lane, words)}") for lane in lanes]
    names, wide, high = _room(titles), 10.0, _LANE * len(lanes) + 1.0
    figure = Figure(figsize=(wide, high))
    shown = figure.add_axes((names / wide, 0.7 / high, 1 - (names + 0.2) / wide, 1 - 0.75 / high))
    days = sorted({day_of(row) for lane in lanes for row in lane.rows})
    first, last = days[0].toordinal(), days[-1].toordinal()
    span = max(last - first, 1)
    for place, lane in enumerate(lanes):
        shown.axhline(place, color=_FAINT, linewidth=0.6, zorder=0)
        same_day: Counter[date] = Counter()
        for number, row in enumerate(lane.rows):
            x = day_of(row).toordinal() + same_day[day_of(row)] * span * 0.011
            same_day[day_of(row)] += 1
            _mark(shown, x, place, row, turned=number in lane.turns)
    shown.set(ylim=(len(lanes) - 0.5, -0.5), xlim=(first - span * 0.03, last + span * 0.06))
    shown.set_yticks(range(len(lanes)), titles, fontsize=8)
    marks = ticks(days[0], days[-1])
    shown.set_xticks([day.toordinal() for day in marks], [words.day(day) for day in marks], fontsize=8)
    shown.tick_params(length=0)
    shown.grid(axis="x", color=_FAINT, linewidth=0.6)
    shown.set_axisbelow(True)
    for side in shown.spines.values():
        side.set_visible(False)
    figure.legend(handles=_signs(words), loc="lower center", ncols=4, frameon=False, fontsize=8)
    return figure


def matrix_figure(lanes: Sequence[Lane], words: Words) -> Figure:
    """Draw actors by topics: each cell coloured by the claims for less those against."""
    actors = _ordered(Counter(), [(lane.actor, len(lane.rows)) for lane in lanes])
    topics = _ordered(Counter(), [(_topic(lane, words), len(lane.rows)) for lane in lanes])
    names, heads = _room(actors), 0.75 * _room([_short(name, 34) for name in topics])
    wide, high = names + _CELL * len(topics) + heads, _CELL * len(actors) + heads + 0.45
    figure = Figure(figsize=(max(wide, 4.0), high))
    wide = max(wide, 4.0)
    shown = figure.add_axes((names / wide, 0.4 / high, _CELL * len(topics) / wide, _CELL * len(actors) / high))
    sums: Counter[tuple[str, str]] = Counter()
    for lane in lanes:
        sums[lane.actor, _topic(lane, words)] += sum(int(row["stance"]) for row in lane.rows)
    largest = max((abs(total) for total in sums.values()), default=1) or 1
    for (actor, topic), total in sums.items():
        _cell(shown, topics.index(topic), actors.index(actor), total, largest)
    shown.set(xlim=(0, len(topics)), ylim=(len(actors), 0))
    shown.set_yticks([place + 0.5 for place in range(len(actors))], [_short(name) for name in actors], fontsize=8)
    shown.xaxis.tick_top()
    shown.set_xticks(
        [place + 0.5 for place in range(len(topics))], [_short(name, 34) for name in topics], fontsize=8, rotation=50,
        ha="left", rotation_mode="anchor",
    )  # fmt: skip
    shown.tick_params(length=0)
    shown.hlines(range(len(actors)), 0, len(topics), color=_FAINT, linewidth=0.4, zorder=0)
    shown.vlines(range(len(topics)), 0, len(actors), color=_FAINT, linewidth=0.4, zorder=0)
    for side in shown.spines.values():
        side.set_color(_FAINT)
    figure.text(0.15 / wide, 0.14 / high, _caption(words), fontsize=7.5, color=_INK)
    return figure


def _caption(words: Words) -> str:
    return f"{words.say('cell')} (+ {words.say('positive')}, − {words.say('negative')})"


def _cell(shown: Axes, x: int, y: int, total: int, largest: int) -> None:
    sign = (total > 0) - (total < 0)
    strength = 0.2 + 0.5 * abs(total) / largest
    color = tuple(1 - strength * (1 - part) for part in to_rgb(STANCES[sign]["light"]))
    shown.add_patch(Rectangle((x, y), 1, 1, facecolor=color, edgecolor="white", linewidth=1))
    text = f"+{total}" if total > 0 else f"−{-total}" if total < 0 else "±0"
    shown.text(x + 0.5, y + 0.53, text, ha="center", va="center", fontsize=8, color=_INK)


def _mark(shown: Axes, x: float, y: float, row: Row, *, turned: bool) -> None:
    color = STANCES[int(row["stance"])]["light"]
    said_by_others = row.get("source") not in (None, row["subject"])
    shown.plot(
        x, y, "^" if row["stance"] > 0 else "v", markersize=6.5, markeredgecolor=color if said_by_others else "white",
        markeredgewidth=1.1 if said_by_others else 0.5, markerfacecolor="white" if said_by_others else color, zorder=2,
    )  # fmt: skip
    if turned:
        shown.plot(
            x, y, "o", markersize=13, markerfacecolor="none", markeredgecolor=_INK, markeredgewidth=1.1, zorder=3
        )


def _signs(words: Words) -> list[Line2D]:
    looks = [
        ("^", STANCES[1]["light"], STANCES[1]["light"], 6.5, words.say("positive")),
        ("v", STANCES[-1]["light"], STANCES[-1]["light"], 6.5, words.say("negative")),
        ("^", "white", _INK, 6.5, words.say("hearsay")),
        ("o", "none", _INK, 10, words.say("turn")),
    ]
    return [
        Line2D(
            [],
            [],
            linestyle="none",
            marker=marker,
            markersize=size,
            markerfacecolor=fill,
            markeredgecolor=rim,
            label=name,
        )
        for marker, fill, rim, size, name in looks
    ]


def _ordered(sums: Counter[str], entries: Sequence[tuple[str, int]]) -> list[str]:
    for name, count in entries:
        sums[name] += count
    return sorted(sums, key=lambda name: (-sums[name], name))


def _room(names: Sequence[str]) -> float:
    """Give the inches that the longest of some names takes."""
    return 0.25 + _LETTER * max(len(_short(name)) for name in names)


def _topic(lane: Lane, words: Words) -> str:
    return words.concept(lane.topic) if lane.concept else lane.topic


def _short(text: str, longest: int = _LONGEST) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
