"""Prepositions, pronominal adverbs and subordinating conjunctions, each asked at the word that they belong to."""

from __future__ import annotations

import re

from graph.annotate.parse import Token
from graph.annotate.scheme.words import relation

CONTRACTIONS = {
    "am": "an", "ans": "an", "aufs": "auf", "beim": "bei", "durchs": "durch", "fürs": "für", "hinterm": "hinter",
    "hinters": "hinter", "im": "in", "ins": "in", "überm": "über", "übers": "über", "ums": "um", "unterm": "unter",
    "unters": "unter", "vom": "von", "vorm": "vor", "vors": "vor", "zum": "zu", "zur": "zu",
}  # fmt: skip
_PRONOMINAL = re.compile(r"(?:da|wo|hier)r?(?=\w)")
_IN_ADVERBS = frozenset(
    (
        "an",
        "auf",
        "aus",
        "bei",
        "durch",
        "für",
        "gegen",
        "hinter",
        "in",
        "mit",
        "nach",
        "neben",
        "über",
        "um",
        "unter",
        "von",
        "vor",
        "zu",
        "zwischen",
    )
)


def preposition_of(token: Token) -> str:
    """Give the preposition of a nominal in lower case, without a contracted article; "" where it has none.

    One behind the noun counts alike ("Berichten zufolge"); of two in front the nearer one counts ("bis zu"); both
    halves of "um … willen" are given as "um willen", while the second half of "von … aus" adds nothing.

    Sentence: "Medien zufolge reist er zum Gipfel." (Medien -> zufolge, Gipfel -> zu)
    """
    before = after = ""
    for child in token.children:
        if relation(child) == "case" or (child.tag_ in ("APPO", "APPRART") and relation(child) != "fixed"):
            if child.i < token.i:
                before = CONTRACTIONS.get(child.lower_, child.lower_)
            else:
                after = child.lower_
    if before and after:
        return f"{before} {after}" if after == "willen" else before
    return before or after


def pronominal_adverb(token: Token) -> str:
    """Give the preposition within a pronominal adverb, or "". Sentence: "Er warnt davor." (davor -> vor)"""
    if token.tag_ not in ("PAV", "PROAV", "PWAV") and not _PRONOMINAL.match(token.lower_):
        return ""
    rest = _PRONOMINAL.sub("", token.lower_, count=1)
    return rest if rest in _IN_ADVERBS else ""


def subordinator_of(verb: Token) -> str:
    """Give the conjunction that subordinates a clause, in lower case, or "". Sentence: "…, weil er geht." (weil)"""
    for child in verb.children:
        if (relation(child) == "mark" or child.tag_ in ("KOUS", "KOUI")) and child.tag_ != "PTKZU":
            return child.lower_
    return ""
