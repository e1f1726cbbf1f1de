"""The joint loss: one term a head, each averaged over the batch's words, so that words count alike in all batches."""

from __future__ import annotations

from typing import Protocol

import torch
import torch.nn.functional as F
from batches import Batch
from labels import IGNORE
from torch import Tensor


class Relations(Protocol):
    """A model that scores labels."""

    def relations(self, rd: Tensor, rh: Tensor) -> Tensor:
        """Label scores of dependents `rd` with the heads `rh` chosen for them (both [words, features])."""


class Scores(Protocol):
    """What the heads of a model say of a batch, by word (`arc`, `rh` and `rd` with the root as word 0)."""

    arc: Tensor
    rh: Tensor
    rd: Tensor
    ner: Tensor

    def classes(self) -> dict[str, Tensor]:
        """Scores of the heads that give each word a label, by name."""


WEIGHTS = {"arc": 1.0, "dep": 1.0, "upos": 0.5, "xpos": 0.5, "lem": 0.3, "feats": 0.4, "ner": 2.0}


def soft_loss(logits: Tensor, targets: Tensor) -> Tensor:
    """Sum of cross-entropies with shares as targets; rows of zeros add nothing."""
    return -(targets * logits.float().log_softmax(-1)).sum()


def hard_loss(logits: Tensor, targets: Tensor) -> Tensor:
    """Sum of cross-entropies with numbers as targets."""
    return F.cross_entropy(logits.float(), targets, ignore_index=IGNORE, reduction="sum")


def arc_loss(arc: Tensor, batch: Batch) -> Tensor:
    """Loss of the heads of all words, over the words of each sentence and the root."""
    places = torch.arange(arc.shape[-1])
    absent = places[None, :] > batch.words[:, None]
    return soft_loss(arc.float().masked_fill(absent[:, None, :], -1e9)[:, 1:], batch.arcs)


def relation_loss(model: Relations, scores: Scores, batch: Batch) -> Tensor:
    """Loss of the labels, each given the right head."""
    known = batch.classes["dep"] != IGNORE
    governors = scores.rh.gather(1, batch.heads[:, :, None].expand(-1, -1, scores.rh.shape[-1]))
    logits = model.relations(scores.rd[:, 1:][known], governors[known])
    return hard_loss(logits, batch.classes["dep"][known])


def joint_loss(model: Relations, scores: Scores, batch: Batch) -> tuple[Tensor, dict[str, float]]:
    """The weighted sum, and each term by itself."""
    terms = {name: hard_loss(x.flatten(0, 1), batch.classes[name].flatten()) for name, x in scores.classes().items()}
    terms["arc"] = arc_loss(scores.arc, batch)
    terms["dep"] = relation_loss(model, scores, batch)
    terms["ner"] = soft_loss(scores.ner, batch.entities)
    words = batch.words.sum()
    parts = [WEIGHTS[name] * term / words for name, term in terms.items()]
    return torch.stack(parts).sum(), {name: float(term.detach() / words) for name, term in terms.items()}
