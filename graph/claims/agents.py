"""Agents that a sentence leaves out because another one named them."""

from __future__ import annotations

from dataclasses import replace

from graph.claims import participants
from graph.claims.context import Context
from graph.claims.frame import Frame
from graph.claims.frames import SERIAL_ACTS
from graph.claims.modality import modality_of
from graph.claims.stand_ins import is_proposal
from graph.model import Modality

#: How many sentences back an agent may stand.
_REACH = 3


def with_agents(context: Context, frames: dict[int, Frame]) -> dict[int, Frame]:
    """Give acts of force without an agent that of the act of force told just before, and plans that of their proposer.

    What is only threatened or supposed names nobody who did something.

    Args:
        frames: by predicate; those without subjects are completed or left out.

    Sentence: "Israel griff Beirut an. Dabei wurden zwei Menschen getötet." -> Israel attacks zwei Menschen
    Sentence: "Israel griff Beirut an. Die Raketen trafen ein Haus." -> Israel attacks ein Haus
    Sentence: "Rom legte einen Plan vor. Der Plan verlangt Reformen." -> Rom demands Reformen
    Sentence: "Israel griff Beirut an. Ziel war es, die Führung zu treffen." -> Israel seeks die Führung zu treffen
    """
    result: dict[int, Frame] = {}
    last: Frame | None = None
    proposer: Frame | None = None
    for predicate in sorted(frames):
        frame = frames[predicate]
        aim = frame.sense.relation == "seeks" and not frame.subjects
        if frame.sense.relation in SERIAL_ACTS or aim:
            if not _has_agent(context, frame):
                if last is None or context.sentence_of[predicate] - context.sentence_of[last.clause.predicate] > _REACH:
                    continue
                frame = replace(
                    frame,
                    subjects=last.subjects,
                    rules=(*frame.rules[:-2], "implied_agent", "subject:implied", frame.rules[-1]),
                )
            elif not frame.sense.reciprocal and modality_of(context, frame) in (Modality.ASSERTED, Modality.POSSIBLE):
                last = frame
        elif frame.subjects and not _has_agent(context, frame):
            if proposer is None or not any(is_proposal(context, a) for a in frame.subjects):
                continue
            rules = (*frame.rules[:-2], "proposer", "subject:implied", frame.rules[-1])
            frame = replace(frame, subjects=proposer.subjects, rules=rules)
        elif frame.sense.relation == "proposes":
            proposer = frame
        result[predicate] = frame
    return result


def _has_agent(context: Context, frame: Frame) -> bool:
    return bool(frame.subjects) and any(participants.actors(context, a) for a in frame.subjects)
