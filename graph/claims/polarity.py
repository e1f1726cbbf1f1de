"""Polarity: whether a sentence denies a relation."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from graph.annotate import scheme
from graph.claims.context import Context
from graph.claims.frame import Frame
from graph.model import Argument, Clause

#: "nicht nur …, sondern auch" affirms.
_AFFIRMING_FOLLOWERS = frozenset(("nur", "allein", "bloß", "zuletzt"))


def is_negated(context: Context, frame: Frame) -> bool:
    """Tell whether a claim is denied.

    Sentence: "Kiew lehnt den Plan nicht ab." -> True
    Sentence: "Es gab keine Gespräche zwischen Moskau und Kiew." -> True
    Sentence: "Moskau lehnt nicht nur den Plan ab." -> False
    """
    count = int(frame.sense.negated)
    count += any(_negates(context, child) for child in _modifiers(context, frame.clause))
    count += any(_is_denied_phrase(context.doc[i]) for i in _phrase_heads(frame))
    if frame.clause.kind == "infinitive":
        count += _without(context, frame.clause)
    return count % 2 == 1


def _modifiers(context: Context, clause: Clause) -> Iterable[Token]:
    predicate = context.predicate(clause)
    yield from predicate.children
    for i in clause.auxiliaries:
        yield from context.doc[i].children
    if clause.pos == "noun" and clause.parent is not None and clause.link in ("nsubj", "nsubj:pass", "obj"):
        return


def _negates(context: Context, token: Token) -> bool:
    negative = scheme.is_negation(token) or context.lexicon.qualifier("adverb", token.lemma_) == "negative"
    if not negative or scheme.is_noun(token) or scheme.is_pronoun(token):
        return False
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    return following not in _AFFIRMING_FOLLOWERS


def _phrase_heads(frame: Frame) -> Iterable[int]:
    """Give the nouns whose "kein" denies the whole claim: both arguments, and the noun that is the predicate."""
    arguments: tuple[Argument, ...] = (*frame.subjects, *frame.objects)
    yield from (a.head for a in arguments if a.span is None and a.slot not in ("ccomp", "xcomp", "acl"))
    yield from frame.fixed
    if frame.clause.pos == "noun":
        yield frame.clause.predicate


def _is_denied_phrase(head: Token) -> bool:
    """Sentence: "kein Abkommen", "weder Moskau noch Kiew", "niemand" -> True"""
    if scheme.is_pronoun(head):
        return scheme.is_negation(head)
    return any(
        scheme.is_negation(child)
        and (scheme.is_determiner(child) or child.i == head.i - 1)
        and not scheme.is_clausal(head)
        for child in head.children
    )


def _without(context: Context, clause: Clause) -> bool:
    """Sentence: "…, ohne den Plan abzulehnen." -> True"""
    return clause.mark in ("ohne", "statt", "anstatt")
