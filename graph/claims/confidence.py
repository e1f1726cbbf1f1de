"""How sure a claim is: the share of right ones among claims made the same way on the training gold."""

from __future__ import annotations

from graph.claims.frames import Frame
from graph.model import Participant


def of(frame: Frame, subject: Participant, object_: Participant) -> float:
    """Estimate the probability that a claim is right."""
    return 0.5
