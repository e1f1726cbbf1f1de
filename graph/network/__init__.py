"""Discourse networks: who is tied to whom by what they say, with the weights of Discourse Network Analyzer (DNA)."""

from __future__ import annotations

from graph.network.build import NetworkChoice, networks
from graph.network.formats import FORMATS, to_bytes, to_networkx
from graph.network.matrix import Network, Node
from graph.network.onemode import one_mode
from graph.network.statements import Statement, StatementFilter, read_statements, without_duplicates
from graph.network.twomode import two_mode
from graph.network.windows import windows

__all__ = [
    "FORMATS",
    "Network",
    "NetworkChoice",
    "Node",
    "Statement",
    "StatementFilter",
    "networks",
    "one_mode",
    "read_statements",
    "to_bytes",
    "to_networkx",
    "two_mode",
    "windows",
    "without_duplicates",
]
