"""Place or actor: which reading a name has where it stands."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from graph.annotate import scheme

#: Prepositions that make a place of a name. "mit Moskau", "gegen Kiew", "von Berlin", "für Paris" name actors.
_LOCATIVE = frozenset(("in", "nach", "aus", "bei", "über", "um", "nahe", "innerhalb", "außerhalb", "nördlich", "südlich", "östlich", "westlich", "durch", "an", "auf", "unweit", "rund"))
_DIRECTED = frozenset(("bis", "richtung", "ab"))


def is_place_reading(doc: Doc, head: Token, start: int) -> bool:
    """Tell whether a name stands for the place, not for who governs there.

    A locative preposition makes it a place; as subject, agent, possessor or object it acts or is acted upon.

    Sentence: "In Moskau lehnt Moskau den Vorschlag ab." (the first one)
    """
    preposition = scheme.preposition_of(head)
    before = doc[start - 1].lower_ if start > 0 else ""
    if before in ("der", "dem", "den", "die", "das") and start > 1:
        before = doc[start - 2].lower_
    before = scheme.CONTRACTIONS.get(before, before)
    if preposition in _LOCATIVE or before in _LOCATIVE or before in _DIRECTED:
        return True
    if scheme.is_conjunct(head) and not preposition:
        return scheme.preposition_of(head.head) in _LOCATIVE
    return False
