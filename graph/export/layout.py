"""Positions for a picture: the same on every run, without names that lie upon each other."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

_EDGE_LENGTH = 200.0
_STRIDE = 40.0
_WIDE = np.array([1.3, 0.95])  # names are wide, and so are screens
_GAP = 0.4  # steps between parts
_SEED = 7
_MANY = 1500  # nodes of one part above which distances between all pairs take too long
_FEW = 300  # nodes up to which room for small parts is looked for among the others
_ROUNDS = 300  # of a large part
_APART = 0.03  # how far such nodes are spread, against the size of the whole
_CELLS = 40  # a side of the grid over a large part
_ROOM = 0.5

Size = tuple[float, float]
Place = tuple[int, int]
Places = NDArray[np.float64]


def positions(
    sizes: Mapping[int, Size], links: Iterable[tuple[int, int]], *, step: float = _EDGE_LENGTH
) -> dict[int, Place]:
    """Place the nodes of a graph.

    Each connected part is laid out by itself, with ForceAtlas2 from a fixed start and then by its distances, a large
    one with its far nodes taken together; the parts are set beside each other, the largest first.

    Args:
        sizes: node -> width and height of the node together with its name, in pixels.
        links: pairs of nodes.
        step: length of an edge between two nodes that have nothing else around them.

    Returns:
        Node -> x and y, whole pixels, so that tiny differences between machines vanish.
    """
    net: nx.Graph[int] = nx.Graph()
    net.add_nodes_from(sorted(sizes))
    net.add_edges_from(sorted({(min(pair), max(pair)) for pair in links if pair[0] != pair[1]}))
    parts = sorted((sorted(part) for part in nx.connected_components(net)), key=lambda part: (-len(part), part))
    boxes = [_lay_out(net, part, sizes, step) for part in parts]
    if len(sizes) > _FEW:
        return _set_side_by_side(parts, boxes, sizes, step * _GAP)
    return _set_into_gaps(net, parts, boxes, sizes, step * _GAP)


def _lay_out(net: nx.Graph[int], part: Sequence[int], sizes: Mapping[int, Size], step: float) -> Places:
    """Give the places of one connected part, its upper left corner at the origin."""
    box = np.array([sizes[node] for node in part], dtype=float)
    if len(part) == 1:
        return box / 2
    if len(part) > _MANY:
        places = _spread(net, part) * step
        return np.asarray(places - (places - box / 2).min(axis=0))
    sub = nx.Graph()
    sub.add_nodes_from(part)
    sub.add_edges_from(sorted(net.subgraph(part).edges))
    angles = [2 * math.pi * index / len(part) for index in range(len(part))]
    start = {node: np.array([math.cos(angle), math.sin(angle)]) for node, angle in zip(part, angles, strict=True)}
    found = nx.forceatlas2_layout(sub, pos=start, max_iter=_rounds(len(part)), seed=_SEED)
    places = np.array([found[node] for node in part])
    places = places - places.mean(axis=0)
    places = places / max(float(np.abs(places).max()), 1e-9) + 0.01 * np.array(
        [start[node] for node in part]
    )  # no two on one spot
    places = _relaxed(places, _distances(sub, part)) * step
    places = without_overlap(_lying(places) * _WIDE, box)
    return np.asarray(places - (places - box / 2).min(axis=0))


def _spread(net: nx.Graph[int], part: Sequence[int]) -> Places:
    """Place a large part: too many names to keep them all apart, so nodes alone take room.

    Forces as in ForceAtlas2 (Jacomy et al. 2014): nodes repel each other by the inverse of their distance and by their
    numbers of links, links pull by their length. Far nodes act through the cells of a grid they lie in, so that a
    round takes time by the number of cells, not by the square of the number of nodes.
    """
    index = {node: number for number, node in enumerate(part)}
    links = np.array(sorted((index[a], index[b]) for a, b in net.subgraph(part).edges))
    mass = np.asarray(1.0 + np.bincount(links.ravel(), minlength=len(part)), dtype=np.float64)
    angle = np.arange(len(part)) * math.pi * (3 - math.sqrt(5))  # a sunflower: even from the start, the same every time
    start = np.sqrt(np.arange(1, len(part) + 1))[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    places = start
    for turn in range(_ROUNDS):
        force = _pushed(places, mass) + _pulled(places, links)
        length = np.sqrt((force**2).sum(axis=1))[:, None]
        reach = float(np.sqrt((places**2).sum(axis=1).mean())) * 0.1 * (1 - turn / _ROUNDS)
        places = places + force * np.minimum(1.0 / mass[:, None], reach / np.maximum(length, 1e-9))
    places = places - places.mean(axis=0)
    spread = float(np.sqrt((places**2).sum(axis=1).mean()))
    # Nodes with the same links come to lie on one spot; the sunflower spreads them around it.
    places = places * (_ROOM * math.sqrt(len(part)) / max(spread, 1e-9)) + start * _APART
    return np.asarray(_lying(places) * _WIDE)


def _pushed(places: Places, mass: NDArray[np.float64]) -> Places:
    """Give the force by which all other nodes push each node away, those of a cell of the grid taken together."""
    low = places.min(axis=0)
    width = max(float((places - low).max()) / _CELLS, 1e-9)
    column, row = ((places - low) / width).astype(int).clip(0, _CELLS - 1).T
    cells, cell = np.unique(column * _CELLS + row, return_inverse=True)
    weight = np.bincount(cell, weights=mass, minlength=len(cells))
    centre = np.stack([np.bincount(cell, weights=mass * axis, minlength=len(cells)) / weight for axis in places.T], 1)
    x, y = (axis[:, None] - axis[None] for axis in centre.T)
    share = weight[None] / (x * x + y * y + 1e-9)
    np.fill_diagonal(share, 0)
    far = np.stack([(share * x).sum(axis=1), (share * y).sum(axis=1)], axis=1)
    within = places - centre[cell]
    near = within * ((weight[cell] - mass) / ((within**2).sum(axis=1) + width**2 / 16))[:, None]
    return np.asarray((far[cell] + near) * mass[:, None])


def _pulled(places: Places, links: NDArray[np.int64]) -> Places:
    """Give the force by which its links pull each node."""
    difference = places[links[:, 1]] - places[links[:, 0]]
    ends = np.concatenate([links[:, 0], links[:, 1]])
    both = np.concatenate([difference, -difference])
    return np.stack([np.bincount(ends, weights=axis, minlength=len(places)) for axis in both.T], axis=1)


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
    pull = weights * steps
    places = places * steps.mean()
    for _ in range(_rounds(len(places))):
        x, y = (axis[:, None] - axis[None] for axis in places.T)
        wanted = pull / np.maximum(np.sqrt(x * x + y * y), 1e-6)
        push = np.stack([(wanted * x).sum(axis=1), (wanted * y).sum(axis=1)], axis=1)
        places = (weights @ places + push) / total
    return places


def _rounds(size: int) -> int:
    """Give how often to go over so many nodes: each time takes the square of their number, and a few settle soon."""
    return max(10, min(300, 15 * size, 30_000_000 // (size * size)))


def _lying(places: Places) -> Places:
    """Turn a part so that its longest extent lies level, as screens do."""
    centred = places - places.mean(axis=0)
    angle = 0.5 * math.atan2(
        2 * float((centred[:, 0] * centred[:, 1]).sum()), float((centred[:, 0] ** 2 - centred[:, 1] ** 2).sum())
    )
    angle -= 0.03  # vis-network loses the names of edges that lie quite level
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    return np.asarray(centred @ turn)


def without_overlap(places: Places, box: Places) -> Places:
    """Push boxes apart, along the side on which they overlap less, until none lies upon another.

    Args:
        places: centres, one row a box.
        box: widths and heights.
    """
    places = places + np.arange(len(places))[:, None] * np.array([1e-3, 7e-4])  # boxes on the very same spot
    wide, high = ((side[:, None] + side[None]) / 2 + 8.0 for side in box.T)
    np.fill_diagonal(wide, 0)  # nothing lies upon itself
    for _ in range(3 * _rounds(len(places))):
        x, y = (axis[:, None] - axis[None] for axis in places.T)
        over_x, over_y = wide - np.abs(x), high - np.abs(y)
        first, second = np.nonzero((over_x > 0.5) & (over_y > 0.5))
        if not len(first):
            break
        dx, dy = over_x[first, second], over_y[first, second]
        push = (
            np.where(dx <= dy, np.sign(x[first, second]) * dx, 0),
            np.where(dx > dy, np.sign(y[first, second]) * dy, 0),
        )
        places = places + 0.35 * np.stack(
            [np.bincount(first, weights=axis, minlength=len(places)) for axis in push], axis=1
        )
    return places


def _set_into_gaps(
    net: nx.Graph[int],
    parts: Sequence[Sequence[int]],
    boxes: Sequence[Places],
    sizes: Mapping[int, Size],
    gap: float,
) -> dict[int, Place]:
    """Set each part where it widens the picture least, clear of nodes, names and edges that are there."""
    found: dict[int, Place] = {}
    taken: list[tuple[float, float, float, float]] = []  # left, top, right, bottom
    for part, places in zip(parts, boxes, strict=True):
        half = np.array([sizes[node] for node in part]) / 2
        x, y = _free_spot(np.array(taken), (places + half).max(axis=0) + gap) if taken else (0.0, 0.0)
        here = places + np.array([x, y])
        taken += [(*low, *high) for low, high in zip(here - half, here + half, strict=True)]
        at = dict(zip(part, here, strict=True))
        for a, b in sorted(net.subgraph(part).edges):
            count = max(int(np.abs(at[a] - at[b]).max() / _STRIDE), 1)
            taken += [(*spot, *spot) for spot in np.linspace(at[a], at[b], count)]
        found |= {node: (round(float(px)), round(float(py))) for node, (px, py) in at.items()}
    return found


def _free_spot(taken: Places, room: Places) -> tuple[float, float]:
    """Give the place for a box at which the whole stays smallest, in the shape of a screen, and nearest its middle."""
    low, high = taken[:, :2].min(axis=0), taken[:, 2:].max(axis=0)
    columns, rows = (np.arange(low[axis] - room[axis], high[axis] + _STRIDE, _STRIDE) for axis in (0, 1))
    spots = np.array([(x, y) for x in columns for y in rows])
    ends = spots + room
    clear = ~(
        (spots[:, None, 0] < taken[None, :, 2])
        & (ends[:, None, 0] > taken[None, :, 0])
        & (spots[:, None, 1] < taken[None, :, 3])
        & (ends[:, None, 1] > taken[None, :, 1])
    ).any(axis=1)
    spots, ends = spots[clear], ends[clear]
    wide = np.maximum(ends[:, 0], high[0]) - np.minimum(spots[:, 0], low[0])
    tall = np.maximum(ends[:, 1], high[1]) - np.minimum(spots[:, 1], low[1])
    away = np.abs((spots + ends) / 2 - (low + high) / 2).max(axis=1)
    best = int(np.lexsort((away, np.maximum(wide / 1.35, tall)))[0])
    return float(spots[best, 0]), float(spots[best, 1])


def _set_side_by_side(
    parts: Sequence[Sequence[int]], boxes: Sequence[Places], sizes: Mapping[int, Size], gap: float
) -> dict[int, Place]:
    """Set parts into rows beside and below the largest one, in the shape of a screen."""
    extents = [
        (places + np.array([sizes[node] for node in part]) / 2).max(axis=0)
        for part, places in zip(parts, boxes, strict=True)
    ]
    area = sum((width + gap) * (height + gap) for width, height in extents)
    row_width = max(max((width for width, _ in extents), default=0.0), math.sqrt(area * 1.6))
    x = y = row_height = 0.0
    found: dict[int, Place] = {}
    for part, places, (width, height) in zip(parts, boxes, extents, strict=True):
        if x and x + width > row_width:
            x, y, row_height = 0.0, y + row_height + gap, 0.0
        for node, (px, py) in zip(part, places, strict=True):
            found[node] = round(float(px) + x), round(float(py) + y)
        x, row_height = x + width + gap, max(row_height, float(height))
    return found
