"""The network as a figure for print, at the places and with the looks of the page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch
from matplotlib.patheffects import withStroke

from graph.export.html import page_data
from graph.export.view_data import Picture
from graph.export.view_style import SHAPES, STANCES
from graph.export.words import Words

_INCH = 150.0  # pixels of the page
_POINT = 72 / _INCH
_MARGIN = 60.0
_LEGEND = 0.55  # inches
_NARROWEST = 6.0
_NAMED = 60  # edges up to which relations are written on them
_INK = "#1C1F24"
_MARKERS = {
    "dot": "o", "square": "s", "diamond": "D", "triangle": "^", "triangleDown": "v", "hexagon": "h", "star": "*",
}  # fmt: skip
_LOOKS = {kind.value: (_MARKERS[shape], color) for kind, (shape, color) in SHAPES.items()}
_BIGGER = {"h": 1.15, "*": 1.5, "^": 1.15, "v": 1.15, "D": 0.8}  # what matplotlib draws smaller or larger for one size


def network_figure(picture: Picture, words: Words) -> Figure:
    """Draw the network."""
    data = page_data(picture)
    nodes: list[dict[str, Any]] = data["nodes"]
    left, right, top, bottom = _frame(nodes)
    wide, high = (right - left) / _INCH, (bottom - top) / _INCH
    figure = Figure(figsize=(max(wide, _NARROWEST), high + _LEGEND))
    shown = figure.add_axes((0, _LEGEND / (high + _LEGEND), 1, high / (high + _LEGEND)))
    spare = max(_NARROWEST - wide, 0) * _INCH / 2
    shown.set(xlim=(left - spare, right + spare), ylim=(-bottom, -top))
    shown.set_axis_off()
    for edge in data["edges"]:
        _draw_edge(shown, nodes, edge, words, named=len(data["edges"]) <= _NAMED)
    for node in nodes:
        _draw_node(shown, node)
    handles = _legend(nodes, words)
    figure.legend(
        handles=handles, loc="lower center", ncols=min(len(handles), int(max(wide, _NARROWEST) / 0.95)), frameon=False,
        fontsize=8, handlelength=3, columnspacing=1.1,
    )  # fmt: skip
    return figure


def _frame(nodes: Sequence[dict[str, Any]]) -> tuple[float, float, float, float]:
    """Give left, right, top and bottom of all nodes with their names."""
    half = [max(node["size"], max(map(len, node["label"].split("\n"))) * 4.7) for node in nodes]
    below = [node["size"] + 21 * len(node["label"].split("\n")) for node in nodes]
    return (
        min(node["x"] - room for node, room in zip(nodes, half, strict=True)) - _MARGIN,
        max(node["x"] + room for node, room in zip(nodes, half, strict=True)) + _MARGIN,
        min(node["y"] - node["size"] for node in nodes) - _MARGIN,
        max(node["y"] + room for node, room in zip(nodes, below, strict=True)) + _MARGIN,
    )


def _draw_node(shown: Axes, node: dict[str, Any]) -> None:
    marker, color = _LOOKS[node["group"]]
    across = 2 * node["size"] * _POINT * _BIGGER.get(marker, 1)
    shown.scatter(node["x"], -node["y"], s=across**2, marker=marker, c=color, edgecolors=_INK, linewidths=0.7, zorder=3)
    text = shown.annotate(
        node["label"], (node["x"], -node["y"]), xytext=(0, -node["size"] * _POINT - 2), textcoords="offset points",
        ha="center", va="top", fontsize=(21 if node["size"] > 16 else 18) * _POINT * 0.92, linespacing=1.05, color=_INK,
        zorder=5,
    )  # fmt: skip
    text.set_path_effects([withStroke(linewidth=2, foreground="white")])


def _draw_edge(
    shown: Axes, nodes: Sequence[dict[str, Any]], edge: dict[str, Any], words: Words, *, named: bool
) -> None:
    start, end = nodes[edge["from"]], nodes[edge["to"]]
    a, b = (start["x"], -start["y"]), (end["x"], -end["y"])
    if a == b:
        return
    look = STANCES[edge["stance"]]
    width = (1.2 + 1.5 * math.sqrt(edge["strength"])) * _POINT * 0.8
    dashes = (0, tuple(dash * _POINT / width for dash in look["dashes"])) if look["dashes"] else "solid"
    bend = -1.4 * edge["curve"]
    shown.add_patch(
        FancyArrowPatch(
            a, b, connectionstyle=f"arc3,rad={bend}", arrowstyle="-|>,head_length=4,head_width=1.8", linestyle=dashes,
            linewidth=width, color=look["light"], shrinkA=start["size"] * _POINT + 1, shrinkB=end["size"] * _POINT + 2,
            mutation_scale=1.1, zorder=2,
        )
    )  # fmt: skip
    if named:
        dx, dy = b[0] - a[0], b[1] - a[1]
        place = ((a[0] + b[0]) / 2 + bend * dy / 2, (a[1] + b[1]) / 2 - bend * dx / 2)
        angle = math.degrees(math.atan2(dy, dx))
        shown.text(
            *place, words.relation(edge["relation"], edge["negated"]), rotation=(angle + 90) % 180 - 90, ha="center",
            va="center", fontsize=6.2, color=look["light"], rotation_mode="anchor", zorder=4,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4},
        )  # fmt: skip


def _legend(nodes: Sequence[dict[str, Any]], words: Words) -> list[Line2D]:
    there = {node["group"] for node in nodes}
    kinds = [
        Line2D(
            [], [], linestyle="none", marker=marker, markersize=7 * _BIGGER.get(marker, 1), markerfacecolor=color,
            markeredgecolor=_INK, markeredgewidth=0.7, label=words.say(f"{kind}_kind"),
        )
        for kind, (marker, color) in _LOOKS.items()
        if kind in there
    ]  # fmt: skip
    stances = [
        Line2D(
            [], [], color=look["light"], linewidth=1.5, label=words.say(look["name"]),
            linestyle=(0, tuple(dash / 3 for dash in look["dashes"])) if look["dashes"] else "solid",
        )
        for _, look in sorted(STANCES.items(), reverse=True)
    ]  # fmt: skip
    return kinds + stances
