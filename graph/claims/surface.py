"""Content of speech as the surface shows it, where the parse hangs it elsewhere: commas, word order, "wie"."""

from __future__ import annotations

from collections.abc import Iterator

from graph.annotate import scheme
from graph.annotate.parse import Doc, Token
from graph.annotate.parse import Span as DocSpan

_OPENERS = frozenset(("dass", "ob"))
_CLOSING_MARKS = frozenset(("“", "”", "«", '"', "‹", "’", "–", "-"))


def stripped(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """Give first and last token of a stretch of at least two words without the punctuation at its ends."""
    words = [t for t in doc[start:end] if not scheme.is_punctuation(t)]
    return (words[0].i, words[-1].i) if len(words) > 1 else None


def is_reported(head: Token) -> bool:
    """Tell whether a clause without conjunction stands in the Konjunktiv. Sentence: "…, er sei schuld" """
    finite = scheme.finite_verb(head)
    return finite is not None and scheme.is_subjunctive(finite) and not scheme.subordinator_of(head)


def opening_wie(predicate: Token, sent: DocSpan) -> Token | None:
    """Give the "wie" that opens the clause of a verb. Sentence: "Wie die Polizei mitteilt, …" (Wie)"""
    for token in reversed(list(predicate.doc[sent.start : predicate.i])):
        if token.lower_ == "wie" and (token.i == sent.start or token.doc[token.i - 1].text in (",", "–", "-")):
            return token
        if token.i != predicate.i and scheme.is_verb(token) and scheme.is_finite(token):
            return None
    return None


def matrix(predicate: Token, wie: Token, sent: DocSpan) -> Iterator[tuple[int, int]]:
    """Give the sentence around a clause with "wie"."""
    doc = predicate.doc
    behind = next((i for i in range(predicate.i + 1, sent.end) if doc[i].text in (",", "–", "-")), None)
    if wie.i > sent.start:
        if (span := stripped(doc, sent.start, wie.i)) is not None:
            yield span
    elif behind is not None and (span := stripped(doc, behind + 1, sent.end)) is not None:
        yield span


def _is_inverted(predicate: Token) -> bool:
    return any(scheme.is_subject(child) and child.i > predicate.i for child in predicate.children)


def is_inserted(predicate: Token, sent: DocSpan) -> bool:
    """Tell whether a verb opens a frame behind a comma. Sentence: "Die Lage sei ernst, sagte Lanzer." (sagte)"""
    if not scheme.is_finite(predicate) or predicate.i <= sent.start + 1:
        return False
    before = predicate.doc[predicate.i - 1]
    if not _is_inverted(predicate) or (before.text != "," and before.text not in _CLOSING_MARKS):
        return False
    return any(scheme.is_verb(t) and scheme.is_finite(t) for t in predicate.doc[sent.start : predicate.i])


def parts(predicate: Token, sent: DocSpan) -> bool:
    """Tell whether a frame parts one clause in two. Sentence: "Die Lage, sagte Peskow, sei ernst." (sagte)"""
    doc = predicate.doc
    if not scheme.is_finite(predicate) or predicate.i <= sent.start + 1 or doc[predicate.i - 1].text != ",":
        return False
    if not _is_inverted(predicate):
        return False
    behind = next((i for i in range(predicate.i + 1, sent.end) if doc[i].text == ","), sent.end)
    finite = [t.i for t in sent if scheme.is_verb(t) and scheme.is_finite(t) and t.i != predicate.i]
    return bool(finite) and min(finite) > behind


def behind_comma(predicate: Token, sent: DocSpan) -> Token | None:
    """Give the clause that opens right behind the comma after a predicate. Sentence: "…, der betonte, er gehe" (gehe)"""
    doc = predicate.doc
    comma = next((i for i in range(predicate.i + 1, sent.end) if doc[i].text in (",", ":")), None)
    if comma is None or any(scheme.is_verb(t) and scheme.is_finite(t) for t in doc[predicate.i + 1 : comma]):
        return None
    for token in doc[comma + 1 : sent.end]:
        if scheme.is_clausal(token) and token.left_edge.i in (comma, comma + 1):
            opener = scheme.subordinator_of(token) in _OPENERS
            return token if opener or is_reported(token) or scheme.is_zu_infinitive(token) else None
    return None
