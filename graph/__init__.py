"""diplograph: German news about conflict diplomacy as a knowledge graph of claims.

The way of the data is the order of the rooms: ingest, annotate, entities, clauses, claims, rdf, store, query,
network, export. `graph.pipeline` is the only module that knows it; read that one first.
"""

__version__ = "0.1.0"
