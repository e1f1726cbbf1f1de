"""How sure a claim is: a logistic model over what speaks for and against it, fitted to hand-made gold.

The model says both what to print as a claim's confidence and what is too doubtful to be a claim at all. It is a list of
weights (confidence.json, made by scripts/train/confidence.py), so that anyone can read why a claim is doubted.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the features, and the probability below which a claim is dropped."""

    bias: float
    weights: dict[str, float]
    threshold: float

    def probability(self, features: Iterable[str]) -> float:
        """Give the probability that a claim with these features is right, 0 to 1."""
        score = self.bias + sum(self.weights.get(feature, 0.0) for feature in features)
        return 1 / (1 + math.exp(-score))


@lru_cache(maxsize=1)
def load_model() -> Model:
    """Read the weights that ship with the package."""
    data = json.loads(files("graph.claims").joinpath("confidence.json").read_text(encoding="utf-8"))
    return Model(data["bias"], data["weights"], data["threshold"])
