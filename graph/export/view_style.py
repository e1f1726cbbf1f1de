"""How kinds and stances look: shapes and colours after Okabe and Ito, which colour-blind readers tell apart."""

from __future__ import annotations

import math
import textwrap
from typing import Any

from graph.model import Kind

MANY_NODES = 1500
"""Above so many nodes WebGL draws the network, and print cannot."""

SHAPES = {
    Kind.ACTOR: ("dot", "#56B4E9"),
    Kind.PROPOSAL: ("square", "#E69F00"),
    Kind.CONDITION: ("diamond", "#CC79A7"),
    Kind.PLACE: ("triangle", "#009E73"),
    Kind.AGREEMENT: ("hexagon", "#F0E442"),
    Kind.EVENT: ("star", "#F0E442"),
    Kind.STATEMENT: ("triangleDown", "#B0B0B0"),
    Kind.OTHER: ("triangleDown", "#B0B0B0"),
}
"""Kind -> shape and colour of a node."""

STANCES: dict[int, dict[str, Any]] = {
    -1: {"name": "negative", "light": "#C44E00", "dark": "#FF8A3C", "dashes": [9, 6]},
    0: {"name": "neutral", "light": "#6B6B6B", "dark": "#A9A9A9", "dashes": [2, 5]},
    1: {"name": "positive", "light": "#0072B2", "dark": "#56B4E9", "dashes": False},
}
"""Stance -> its name, the colour of its edges on light and dark ground, and their dashes."""

_LINE = 17
_LINES = 4
_LETTER = 9.4
_LINE_HEIGHT = 21.0


def wrapped(label: str) -> str:
    """Break a name into short lines; a very long one is cut, the panel has it whole."""
    lines = textwrap.wrap(" ".join(label.split()), _LINE, break_long_words=False) or ["?"]
    lines = [line if len(line) <= 2 * _LINE else line[: 2 * _LINE - 1] + "…" for line in lines]
    return "\n".join(lines) if len(lines) <= _LINES else "\n".join([*lines[: _LINES - 1], f"{lines[_LINES - 1]} …"])


def node_size(claims: int) -> float:
    """Give the radius of a node that so many claims name."""
    return round(min(9 + 2.6 * math.sqrt(claims), 30), 1)


def extent(text: str, size: float) -> tuple[float, float]:
    """Give the room that a node and the name below it take, in pixels."""
    lines = text.split("\n")
    return max(2 * size, max(map(len, lines)) * _LETTER) + 8, 2 * size + len(lines) * _LINE_HEIGHT + 14
