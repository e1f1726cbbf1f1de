"""Large networks made by chance, always the same."""

import numpy as np

from graph.export.view_data import Edge, Picture


def chance_picture(nodes, edges):
    """Make a network by chance, a few nodes of which have most edges."""
    names = {f"https://example.org/{n}": (f"Name {n}", ("actor", "proposal", "place")[n % 3], 1) for n in range(nodes)}
    iris = sorted(names)
    chance = np.random.default_rng(3)
    ends = np.minimum((chance.pareto(0.8, (edges, 2)) * 30).astype(int), nodes - 1)
    ends[:nodes, 1] = np.arange(nodes)[: len(ends)]
    row = {"relation": "rejects", "negated": False, "modality": "asserted", "article": "a", "document": "a"}
    row |= {"sentence": "Er lehnt die Waffenruhe nach langer Beratung mit allen Seiten ab. " * 3, "trigger": "lehnt"}
    found = [
        Edge(
            iris[a],
            "rejects",
            False,
            iris[b],
            (row | {"subject": iris[a], "object": iris[b], "confidence": 0.9},),
            (0,),
        )
        for a, b in ends.tolist()
    ]
    return Picture(names, found, [], {})
