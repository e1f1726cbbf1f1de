"""From a parse to entities: who and what is named where, under stable IRIs."""

from graph.entities.mentions import Mentions, find_mentions

__all__ = ["Mentions", "find_mentions"]
