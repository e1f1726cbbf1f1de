"""Which frames become claims: what another claim already says, or what is only wished for, does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.annotate import scheme
from graph.claims.context import Context
from graph.claims.frame import Frame
from graph.model import Claim

#: Relations whose content is what someone wants or fears, not what happens: it makes no claims of its own.
_IRREALIS = frozenset(("demands", "seeks", "fears", "warns", "considers", "rejects", "proposes", "supports"))


#: What one does by trying to.
_TALKS = frozenset(("consults", "mediates"))


def is_covered(context: Context, frame: Frame, frames: dict[int, Frame]) -> bool:
    """Tell whether a frame is only the content of another claim.

    Sentence: "Kiew fordert, den Krieg zu beenden." -> `beenden` is no claim of its own
    """
    clause = frame.clause
    if _is_carried_out(context, frame, frames) or any(
        clause.predicate in other.fixed for other in frames.values() if other is not frame
    ):
        return True
    if frame.sense.relation == "states" and any(a.slot == "attr" and a.head in frames for a in frame.objects):
        return True  # "zeigte sich besorgt": that he is worried says it
    for outer in context.clauses.above(clause):
        above = frames.get(outer.predicate)
        if above is not None and _is_carried_out(context, above, frames):
            return False
        if (
            above is not None
            and above.sense.relation in _IRREALIS
            and any(clause.predicate in a.tokens for a in above.objects if _is_clause(context, a.head))
        ):
            return True
    return False


def _is_carried_out(context: Context, frame: Frame, frames: dict[int, Frame]) -> bool:
    """Tell whether an aim is talks, which whoever aims at them holds already.

    Sentence: "Paris versucht zu vermitteln." -> mediates, not seeks; "Paris versucht, den Krieg zu beenden." -> seeks
    """
    if frame.sense.relation != "seeks" or len(frame.objects) != 1 or frame.objects[0].slot != "xcomp":
        return False
    aim = frames.get(frame.objects[0].head)
    return frame.objects[0].head != frame.clause.predicate and aim is not None and aim.sense.relation in _TALKS


def _is_clause(context: Context, head: int) -> bool:
    return scheme.is_clausal(context.doc[head])


def accepted(claims: Sequence[Claim], sure: Sequence[float], threshold: float) -> list[Claim]:
    """Give the claims that are probable enough, in the order of their triggers.

    Args:
        claims: what the rules found in an article.
        sure: the probability of each.
        threshold: the least that counts.
    """
    chosen: dict[str, Claim] = {}
    for claim, probability in zip(claims, sure, strict=True):
        if probability >= threshold:
            chosen.setdefault(claim.id, replace(claim, confidence=round(probability, 2)))
    return sorted(chosen.values(), key=lambda c: (c.trigger.spans[0].start, c.relation, c.id))


def keep(claims: list[Claim]) -> list[Claim]:
    """Drop a bare `states` whose content gave a claim of its own, and repetitions within a sentence.

    The content claim carries the speaker as its source, so nothing is lost.
    """
    covered = {
        (c.sentence.index, c.source.entity.iri) for c in claims if c.source is not None and c.relation != "states"
    }
    result: list[Claim] = []
    seen: set[tuple[int, str, str, str]] = set()
    for claim in claims:
        if claim.relation == "states" and (claim.sentence.index, claim.subject.entity.iri) in covered:
            continue
        key = (claim.sentence.index, claim.subject.entity.iri, claim.relation, claim.object.entity.iri)
        if key not in seen:
            seen.add(key)
            result.append(claim)
    return result
