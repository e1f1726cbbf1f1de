"""What belongs together across articles: one proposal, a change of stance, one copied text, what several claims say alike.

All of it stands in a graph of its own, which is made anew from the articles' graphs and holds nothing that they do not.
"""

from __future__ import annotations

from graph.links.derive import derive, forget, is_linked, links_iri, refresh, relink
from graph.links.loading import load_linked

__all__ = ["derive", "forget", "is_linked", "links_iri", "load_linked", "refresh", "relink"]
