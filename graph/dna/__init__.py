"""Discourse Network Analyzer (DNA): its databases as claims coded by people, and a store as a database of its own."""

from __future__ import annotations

from graph.dna.codings import CodingReport, import_codings
from graph.dna.write import write_dna

__all__ = ["CodingReport", "import_codings", "write_dna"]
