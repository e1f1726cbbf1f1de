"""Communities and centralities of the nodes of a network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import networkx as nx
import numpy as np

from graph.network.matrix import Network, Node

MEASURES = ("degree", "strength", "betweenness", "closeness", "eigenvector", "community")
_WHOLE = ("degree", "community")


def measured(network: Network) -> Network:
    """Add to every node its centralities and the community that it belongs to.

    - degree: number of its ties;
    - strength: sum of their weights, negative ones included;
    - betweenness: share of the shortest paths between others that lead through it (Freeman 1977), normalised;
    - closeness: inverse mean distance to all that it can reach (Wasserman and Faust's form for parted networks);
    - eigenvector: centrality by central neighbours (Bonacich 1987), weighted, the largest of a network 1;
    - community: number of its community, found by the Louvain method (Blondel et al. 2008), the largest first.

    Paths, eigenvectors and communities are about nearness, so that ties with a negative weight (more conflict than
    congruence) are left out of them; paths count steps. A node without ties is a community of its own.
    """
    net = _graph(network)
    near = nx.Graph()
    near.add_nodes_from(net)
    near.add_weighted_edges_from(tie for tie in net.edges(data="weight") if tie[2] > 0)
    values: dict[str, Mapping[str, float]] = {
        "degree": dict(net.degree()),
        "strength": dict(net.degree(weight="weight")),
        "betweenness": nx.betweenness_centrality(near),
        "closeness": nx.closeness_centrality(near),
        "eigenvector": _eigenvector(near),
        "community": _communities(near),
    }
    rows, columns = (tuple(_with(node, values) for node in nodes) for nodes in (network.rows, network.columns))
    return replace(network, rows=rows, columns=columns)


def _graph(network: Network) -> nx.Graph[str]:
    net: nx.Graph[str] = nx.Graph()
    net.add_nodes_from(node.id for node in (*network.rows, *network.columns))
    net.add_weighted_edges_from((row.id, column.id, weight) for row, column, weight in network.ties())
    return net


def _eigenvector(near: nx.Graph[str]) -> dict[str, float]:
    """Compute it in each connected part by itself, since between parts it would depend on rounding."""
    found = dict.fromkeys(near, 0.0)
    for part in nx.connected_components(near):
        if len(part) > 1:
            members = sorted(part)
            _, vectors = np.linalg.eigh(nx.to_numpy_array(near, members, weight="weight"))
            first = np.abs(vectors[:, -1])
            found |= dict(zip(members, (first / first.max()).tolist(), strict=True))
    return found


def _communities(near: nx.Graph[str]) -> dict[str, float]:
    names = sorted(near)  # numbers, because the order of sets of names changes with Python's hash seed
    plain = nx.relabel_nodes(near, {name: number for number, name in enumerate(names)})
    found = nx.community.louvain_communities(plain, weight="weight", seed=0) if near.number_of_edges() else []
    alone = set(plain) - {node for members in found for node in members}
    ordered = sorted([*found, *({node} for node in alone)], key=lambda members: (-len(members), min(members)))
    return {names[node]: number for number, members in enumerate(ordered, 1) for node in members}


def _with(node: Node, values: Mapping[str, Mapping[str, float]]) -> Node:
    return replace(node, measures=tuple((name, _rounded(name, values[name][node.id])) for name in MEASURES))


def _rounded(name: str, value: float) -> float:
    """Round away what differs between machines; every measure has one type, since GraphML declares it once."""
    return int(value) if name in _WHOLE else round(float(value), 6) + 0.0
