"""Agents that a sentence leaves out because the one before named them."""

from __future__ import annotations

from dataclasses import replace

from graph.claims.context import Context
from graph.claims.frame import Frame
from graph.claims.frames import SERIAL_ACTS

#: How many sentences back an agent may stand.
_REACH = 3


def with_agents(context: Context, frames: dict[int, Frame]) -> dict[int, Frame]:
    """Give acts of force without an agent that of the act of force told just before, in the same paragraph or the last.

    Args:
        frames: by predicate; those without subjects are completed or left out.

    Sentence: "Israel griff Beirut an. Dabei wurden zwei Menschen getötet." -> Israel attacks zwei Menschen
    """
    result: dict[int, Frame] = {}
    last: Frame | None = None
    for predicate in sorted(frames):
        frame = frames[predicate]
        if not frame.subjects and frame.sense.relation in SERIAL_ACTS:
            if last is None or context.sentence_of[predicate] - context.sentence_of[last.clause.predicate] > _REACH:
                continue
            frame = replace(
                frame,
                subjects=last.subjects,
                rules=(*frame.rules[:-2], "implied_agent", "subject:implied", frame.rules[-1]),
            )
        elif frame.sense.relation in SERIAL_ACTS and not frame.sense.reciprocal:
            last = frame
        result[predicate] = frame
    return result
