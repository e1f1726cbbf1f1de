"""What belongs together across articles: one proposal, a change of stance, one copied text.

All of it stands in a graph of its own, which is made anew from the articles' graphs and holds nothing that they do not.
"""

from __future__ import annotations

from graph.links.derive import derive, forget, links_iri, refresh, relink

__all__ = ["derive", "forget", "links_iri", "refresh", "relink"]
