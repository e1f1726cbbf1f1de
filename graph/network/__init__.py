"""Discourse networks: who is tied to whom by what they say, with the weights of Discourse Network Analyzer (DNA)."""

from __future__ import annotations

from graph.network.build import NetworkChoice, networks
from graph.network.filters import StatementFilter
from graph.network.formats import FORMATS, polarization_table, to_bytes, to_networkx
from graph.network.matrix import Network, Node
from graph.network.measures import measured
from graph.network.onemode import one_mode
from graph.network.polarization import Polarization, polarization
from graph.network.statements import Statement, read_statements, without_duplicates
from graph.network.twomode import two_mode
from graph.network.windows import Window, windows

__all__ = [
    "FORMATS",
    "Network",
    "NetworkChoice",
    "Node",
    "Polarization",
    "Statement",
    "StatementFilter",
    "Window",
    "measured",
    "networks",
    "one_mode",
    "polarization",
    "polarization_table",
    "read_statements",
    "to_bytes",
    "to_networkx",
    "two_mode",
    "windows",
    "without_duplicates",
]
