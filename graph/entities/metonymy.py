"""Place or actor: which reading a name has where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from graph.annotate import scheme
from graph.annotate.parse import Token

#: Prepositions that make a place of a name. "mit Moskau", "gegen Kiew", "von Berlin", "für Paris" name actors.
_LOCATIVE = frozenset(
    (
        "in",
        "nach",
        "bei",
        "nahe",
        "innerhalb",
        "außerhalb",
        "nördlich",
        "südlich",
        "östlich",
        "westlich",
        "unweit",
        "rund",
        "bis",
        "richtung",
        "ab",
        "durch",
    )
)
#: Prepositions that do so only where they belong to a verb: "reist aus Moskau ab", but "Signale aus Moskau".
_LOCATIVE_OF_VERB = frozenset(("aus", "über", "an", "auf"))
_ARTICLES = frozenset(("der", "dem", "den", "die", "das"))


def is_place_reading(tokens: Sequence[Token], head: Token, start: int) -> bool:
    """Tell whether a name stands for the place, not for who governs there.

    A locative preposition makes it a place; as subject, agent, possessor or object it acts or is acted upon.

    Sentence: "In Moskau stößt Moskaus Nein auf Kritik." (the first one)
    """
    preposition = scheme.preposition_of(head)
    if not preposition and not (head.text.endswith("s") and head.head.i > head.i and scheme.is_noun(head.head)):
        preposition = _word_before(tokens, start)
    if preposition in _LOCATIVE:
        return True
    if preposition in _LOCATIVE_OF_VERB:
        return scheme.is_oblique(head)
    if scheme.is_conjunct(head) and not preposition:
        return scheme.preposition_of(head.head) in _LOCATIVE and head.head.pos_ == "PROPN"
    return False


def _word_before(tokens: Sequence[Token], start: int) -> str:
    """Give the word in front of a name and its article, a contraction taken apart ("im" -> in)."""
    k = start - 1
    if k > 0 and tokens[k].lower_ in _ARTICLES:
        k -= 1
    return scheme.CONTRACTIONS.get(tokens[k].lower_, tokens[k].lower_) if k >= 0 else ""
