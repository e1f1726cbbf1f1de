"""Networks in the formats of other programs, the same bytes for the same network."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, fields

import networkx as nx

from graph.errors import ExportError
from graph.network.matrix import Network, Node
from graph.network.measures import MEASURES, measured
from graph.network.polarization import Polarization

_MODIFIED = re.compile(rb'<meta lastmodifieddate="[^"]*">')
_FORMULA = ("=", "+", "-", "@")


def to_bytes(network: Network, form: str) -> bytes:
    """Write a network.

    Args:
        network: what to write.
        form: graphml, gexf (Gephi), csv (matrix), edges (CSV, one tie a row), nodes (CSV, one node a row with its
            centralities and community), net (Pajek), dl (UCINET) or json (node-link).

    Raises:
        ExportError: the format is unknown.
    """
    if form not in FORMATS:
        raise ExportError(f"format {form!r}", "is not a format of networks", f"formats are {', '.join(FORMATS)}")
    return FORMATS[form](network)


def to_networkx(network: Network) -> nx.Graph[str]:
    """Give a network as an undirected graph with flat attributes.

    Two-mode nodes carry `bipartite` 0 or 1; `start` and `end` are the days of a node's first and last statement, by
    which Gephi shows the network over time.
    """
    net: nx.Graph[str] = nx.Graph()
    if network.first is not None and network.last is not None:
        net.graph |= {"first": network.first.isoformat(), "last": network.last.isoformat()}
    net.graph["statements"] = network.statements
    for part, nodes in enumerate((network.rows, network.columns) if network.two_mode else (network.rows,)):
        for node in nodes:
            net.add_node(node.id, **_attributes(node), bipartite=part)
    for row, column, weight in network.ties():
        net.add_edge(row.id, column.id, weight=weight)
    return net


def _attributes(node: Node) -> dict[str, str | float]:
    found: dict[str, str | float] = {"label": node.label, "mode": node.mode, "frequency": node.frequency}
    if node.first is not None and node.last is not None:
        found |= {"start": node.first.isoformat(), "end": node.last.isoformat()}
    return found | dict(node.measures)


def _graphml(network: Network) -> bytes:
    return "".join(f"{line}\n" for line in nx.generate_graphml(to_networkx(network), named_key_ids=True)).encode()


def _gexf(network: Network) -> bytes:
    buffer = io.BytesIO()
    net = to_networkx(network)
    nx.write_gexf(net, buffer, version="1.2draft")
    return _MODIFIED.sub(b"<meta>", buffer.getvalue())


def _matrix(network: Network) -> bytes:
    header = ["", *(_safe(node.label) for node in network.columns)]
    return _csv(
        [
            header,
            *([_safe(row.label), *map(_number, line)] for row, line in zip(network.rows, network.weights, strict=True)),
        ]
    )


def _edges(network: Network) -> bytes:
    lines = (
        [_safe(row.label), _safe(column.label), _number(weight), row.id, column.id]
        for row, column, weight in network.ties()
    )
    return _csv([["source", "target", "weight", "source_id", "target_id"], *lines])


def _nodes(network: Network) -> bytes:
    known = network if all(node.measures for node in network.rows) else measured(network)
    header = ["id", "label", "mode", "frequency", "first", "last", *MEASURES]
    lines = [
        [
            node.id,
            _safe(node.label),
            node.mode,
            str(node.frequency),
            *("" if day is None else day.isoformat() for day in (node.first, node.last)),
            *(_number(value) for _, value in node.measures),
        ]
        for node in (*known.rows, *(known.columns if known.two_mode else ()))
    ]
    return _csv([header, *lines])


def polarization_table(found: Iterable[Polarization], form: str) -> bytes:
    """Write how polarised a debate is over time, as CSV or JSON; in CSV actors are joined by ";", camps by " | ".

    Raises:
        ExportError: the format is another one.
    """
    records = [asdict(entry) for entry in found]
    if form == "json":
        return (json.dumps(records, ensure_ascii=False, indent=1, default=str) + "\n").encode()
    if form != "csv":
        raise ExportError(f"format {form!r}", "is not a format of polarisation", "formats are csv, json")
    header = [field.name for field in fields(Polarization)]
    return _csv([header, *([_cell(record[name]) for name in header] for record in records)])


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return _safe(" | ".join("; ".join(camp) for camp in value))
    return "" if value is None else _number(value) if isinstance(value, float) else str(value)


def _pajek(network: Network) -> bytes:
    nodes = [*network.rows, *network.columns] if network.two_mode else list(network.rows)
    number = {node.id: place for place, node in enumerate(nodes, 1)}
    head = f"*Vertices {len(nodes)} {len(network.rows)}" if network.two_mode else f"*Vertices {len(nodes)}"
    lines = [head, *(f'{place} "{_unquoted(node.label)}"' for place, node in enumerate(nodes, 1)), "*Edges"]
    lines += [f"{number[row.id]} {number[column.id]} {_number(weight)}" for row, column, weight in network.ties()]
    return ("\n".join(lines) + "\n").encode()


def _ucinet(network: Network) -> bytes:
    size = f"nr = {len(network.rows)}, nc = {len(network.columns)}" if network.two_mode else f"n = {len(network.rows)}"
    lines = [f"dl {size}, format = fullmatrix", "row labels:" if network.two_mode else "labels:"]
    lines += [f'"{_unquoted(node.label)}"' for node in network.rows]
    if network.two_mode:
        lines += ["col labels:", *(f'"{_unquoted(node.label)}"' for node in network.columns)]
    lines += ["data:", *(" ".join(map(_number, line)) for line in network.weights)]
    return ("\n".join(lines) + "\n").encode()


def _node_link(network: Network) -> bytes:
    data = nx.node_link_data(to_networkx(network), edges="edges")
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


FORMATS: dict[str, Callable[[Network], bytes]] = {
    "graphml": _graphml,
    "gexf": _gexf,
    "csv": _matrix,
    "edges": _edges,
    "nodes": _nodes,
    "net": _pajek,
    "dl": _ucinet,
    "json": _node_link,
}
"""Format -> the function that writes it; all but "edges" and "nodes" are file suffixes."""


def _csv(lines: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(lines)
    return out.getvalue().encode()


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.6f}"


def _safe(label: str) -> str:
    """Put an apostrophe before a name that a spreadsheet would calculate."""
    return f"'{label}" if label.startswith(_FORMULA) else label


def _unquoted(label: str) -> str:
    """Take away the quotation marks that end a name in Pajek and UCINET."""
    return label.replace('"', "'")
