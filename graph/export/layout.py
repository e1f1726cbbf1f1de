"""Positions for a picture: the same on every run, without names that lie upon each other."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

_EDGE_LENGTH = 185.0
_WIDE = np.array([1.3, 0.95])  # names are wide, and so are screens
_GAP = 70.0
_SEED = 7
_ROUNDS = 400

Size = tuple[float, float]
Place = tuple[int, int]
Places = NDArray[np.float64]


def positions(sizes: Mapping[int, Size], links: Iterable[tuple[int, int]]) -> dict[int, Place]:
    """Place the nodes of a graph.

    Each connected part is laid out by itself, with ForceAtlas2 from a fixed start and then by its distances; the parts
    are set beside each other, the largest first.

    Args:
        sizes: node -> width and height of the node together with its name, in pixels.
        links: pairs of nodes.

    Returns:
        Node -> x and y, whole pixels, so that tiny differences between machines vanish.
    """
    net: nx.Graph[int] = nx.Graph()
    net.add_nodes_from(sorted(sizes))
    net.add_edges_from(sorted({(min(pair), max(pair)) for pair in links if pair[0] != pair[1]}))
    parts = sorted((sorted(part) for part in nx.connected_components(net)), key=lambda part: (-len(part), part))
    boxes = [_lay_out(net, part, sizes) for part in parts]
    return _set_side_by_side(parts, boxes, sizes)


def _lay_out(net: nx.Graph[int], part: Sequence[int], sizes: Mapping[int, Size]) -> Places:
    """Give the places of one connected part, its upper left corner at the origin."""
    box = np.array([sizes[node] for node in part], dtype=float)
    if len(part) == 1:
        return box / 2
    sub = nx.Graph()
    sub.add_nodes_from(part)
    sub.add_edges_from(sorted(net.subgraph(part).edges))
    angles = [2 * math.pi * index / len(part) for index in range(len(part))]
    start = {node: np.array([math.cos(angle), math.sin(angle)]) for node, angle in zip(part, angles, strict=True)}
    found = nx.forceatlas2_layout(sub, pos=start, max_iter=300 if len(part) <= 300 else 60, seed=_SEED)
    begin = np.array([found[node] + 0.01 * start[node] for node in part])  # never two nodes on one spot
    places = _relaxed(begin, _distances(sub, part)) * _EDGE_LENGTH
    places = without_overlap(_lying(places) * _WIDE, box)
    return np.asarray(places - (places - box / 2).min(axis=0))


def _distances(net: nx.Graph[int], part: Sequence[int]) -> Places:
    """Give the number of steps between all pairs of nodes."""
    index = {node: number for number, node in enumerate(part)}
    steps = np.zeros((len(part), len(part)))
    for node, reached in nx.all_pairs_shortest_path_length(net):
        for other, length in reached.items():
            steps[index[node], index[other]] = length
    return steps


def _relaxed(places: Places, steps: Places) -> Places:
    """Bring distances in the plane close to the numbers of steps (stress majorisation, each node by itself)."""
    weights = 1 / np.maximum(steps, 0.5) ** 2
    np.fill_diagonal(weights, 0)
    total = weights.sum(axis=1)[:, None]
    places = places * (2 * steps.mean() / max(float(np.abs(places).max()), 1e-9))
    for _ in range(300 if len(places) <= 300 else 60):
        apart = places[:, None] - places[None]
        length = np.maximum(np.linalg.norm(apart, axis=2), 1e-6)
        wanted = weights * steps / length
        places = (weights @ places + (wanted[:, :, None] * apart).sum(axis=1)) / total
    return places


def _lying(places: Places) -> Places:
    """Turn a part so that its longest extent lies level, as screens do."""
    centred = places - places.mean(axis=0)
    angle = 0.5 * math.atan2(2 * float((centred[:, 0] * centred[:, 1]).sum()), float((centred[:, 0] ** 2 - centred[:, 1] ** 2).sum()))
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    return np.asarray(centred @ turn)


def without_overlap(places: Places, box: Places) -> Places:
    """Push boxes apart, along the side on which they overlap less, until none lies upon another.

    Args:
        places: centres, one row a box.
        box: widths and heights.
    """
    places = places + np.arange(len(places))[:, None] * np.array([1e-3, 7e-4])  # boxes on the very same spot
    room = (box[:, None] + box[None]) / 2 + 8.0
    for _ in range(_ROUNDS):
        apart = places[:, None] - places[None]
        over = room - np.abs(apart)
        hit = (over > 0.5).all(axis=2) & ~np.eye(len(places), dtype=bool)
        if not hit.any():
            break
        sideways = over[:, :, 0] <= over[:, :, 1]
        push = np.zeros_like(apart)
        push[:, :, 0] = np.where(hit & sideways, np.sign(apart[:, :, 0]) * over[:, :, 0], 0)
        push[:, :, 1] = np.where(hit & ~sideways, np.sign(apart[:, :, 1]) * over[:, :, 1], 0)
        places = places + push.sum(axis=1) * 0.35
    return places


def _set_side_by_side(parts: Sequence[Sequence[int]], boxes: Sequence[Places], sizes: Mapping[int, Size]) -> dict[int, Place]:
    """Set parts into rows beside and below the largest one, in the shape of a screen."""
    extents = [
        (places + np.array([sizes[node] for node in part]) / 2).max(axis=0) for part, places in zip(parts, boxes, strict=True)
    ]
    area = sum((width + _GAP) * (height + _GAP) for width, height in extents)
    row_width = max(max((width for width, _ in extents), default=0.0), math.sqrt(area * 1.6))
    x = y = row_height = 0.0
    found: dict[int, Place] = {}
    for part, places, (width, height) in zip(parts, boxes, extents, strict=True):
        if x and x + width > row_width:
            x, y, row_height = 0.0, y + row_height + _GAP, 0.0
        for node, (px, py) in zip(part, places, strict=True):
            found[node] = round(float(px) + x), round(float(py) + y)
        x, row_height = x + width + _GAP, max(row_height, float(height))
    return found
