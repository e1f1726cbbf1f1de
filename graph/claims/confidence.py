"""How sure a claim is: a logistic model over how it was found, fitted to hand-made gold.

The model says both what to print as a claim's confidence and what is too doubtful to be a claim at all. It is a short
list of weights (confidence.json, made by scripts/train/confidence.py), so that anyone can read why a claim is doubted.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from graph.claims.context import Context
from graph.claims.frame import Frame
from graph.claims.participants import mention_of
from graph.model import Claim, Kind


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the features, and the probability below which a claim is dropped."""

    bias: float
    weights: dict[str, float]
    threshold: float

    def probability(self, features: Iterator[str]) -> float:
        """Give the probability that a claim with these features is right, 0 to 1."""
        score = self.bias + sum(self.weights.get(feature, 0.0) for feature in features)
        return 1 / (1 + math.exp(-score))


@lru_cache(maxsize=1)
def load_model() -> Model:
    """Read the weights that ship with the package."""
    data = json.loads(files("graph.claims").joinpath("confidence.json").read_text(encoding="utf-8"))
    return Model(data["bias"], data["weights"], data["threshold"])


def features(context: Context, frame: Frame, claim: Claim) -> Iterator[str]:
    """Name what is known of how a claim was found."""
    clause, relation = frame.clause, claim.relation
    subject_slot = frame.rules[-2].removeprefix("subject:") if len(frame.rules) > 1 else ""
    object_slot = frame.rules[-1].removeprefix("object:").split(":")[0]
    yield f"relation={relation}"
    yield f"predicate={clause.pos}/{clause.kind}"
    yield f"link={clause.link.split(':')[0]}"
    yield f"subject={subject_slot}"
    yield f"object={object_slot}"
    yield f"relation+subject={relation}/{subject_slot.split(':')[0]}"
    yield f"relation+object={relation}/{object_slot}"
    yield f"modality={claim.modality}"
    yield f"negated={claim.negated}"
    yield f"source={claim.source is not None}"
    yield f"quote={claim.quote is not None}"
    yield f"object.kind={claim.object.entity.kind}"
    yield f"relation+kind={relation}/{claim.object.entity.kind}"
    yield f"concept={claim.object.entity.concept is not None}"
    yield f"sense={frame.sense.id}"
    yield f"subject.class={(claim.subject.entity.classes or ('none',))[0]}"
    mention = mention_of(context, frame.subjects[0]) if frame.subjects else None
    yield f"subject.form={mention.form if mention else 'unknown'}"
    yield f"above={_above(context, frame)}"
    yield f"headline={not claim.sentence.text.rstrip('“”«»’ ').endswith(('.', '!', '?', ':'))}"
    yield from (f"rule={rule}" for rule in clause.rules)
    if claim.object.entity.kind is not Kind.ACTOR:
        yield f"object.words={min(4, len(claim.object.entity.label.split()))}"


def _above(context: Context, frame: Frame) -> str:
    """Give the relation of the nearest predicate above, or how the clause stands."""
    for outer in context.clauses.above(frame.clause):
        if context.lexicon.qualifier("verb", outer.lemma) == "possible":
            continue  # "scheint zu unterstützen": the verb above only shades it
        above = context.matched.get((outer.predicate, outer.pos))
        return f"{frame.clause.kind}<{above.sense.relation if above else outer.pos}"
    return "main"
