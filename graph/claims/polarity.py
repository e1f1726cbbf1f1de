"""Polarity: whether a sentence denies a relation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.annotate import scheme
from graph.annotate.parse import Token
from graph.claims.context import Context
from graph.claims.frame import Frame
from graph.model import Argument, Clause

#: "nicht nur …, sondern auch" affirms.
_AFFIRMING_FOLLOWERS = frozenset(("nur", "allein", "bloß", "zuletzt"))

#: Adverbs that a parser puts between "nicht" and the verb ("nicht mehr", "noch nicht").
_NEGATED_ADVERBS = frozenset(("mehr", "länger", "noch", "einmal", "auch"))


def is_negated(context: Context, frame: Frame) -> bool:
    """Tell whether a claim is denied.

    Sentence: "Kiew lehnt den Plan nicht ab." -> True
    Sentence: "Es gab keine Gespräche zwischen Moskau und Kiew." -> True
    Sentence: "Moskau lehnt nicht nur den Plan ab." -> False
    """
    if not frame.sense.lemma:
        return False
    phrases = {i for head in _phrase_heads(context, frame) for i in _denials(context.doc[head])}
    modifiers = {child.i for child in _modifiers(context, frame.clause) if _negates(context, child)} - phrases
    count = int(frame.sense.negated) + bool(phrases) + bool(modifiers)
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
    if token.lower_ in _NEGATED_ADVERBS:
        denials = [child for child in token.children if scheme.is_negation(child)]
        return any(child.i == 0 or token.doc[child.i - 1].text != "," for child in denials)
    negative = scheme.is_negation(token) or context.lexicon.qualifier("adverb", token.lemma_) == "negative"
    if not negative or scheme.is_noun(token) or scheme.is_pronoun(token):
        return False
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    return following not in _AFFIRMING_FOLLOWERS


def _first_conjunct(token: Token) -> int:
    while scheme.is_conjunct(token) and token.head.i != token.i:
        token = token.head
    return int(token.i)


def _phrase_heads(context: Context, frame: Frame) -> Iterable[int]:
    """Give the nouns whose "kein" denies the whole claim: both arguments, and the noun that is the predicate."""
    arguments: tuple[Argument, ...] = (*frame.subjects, *frame.objects)
    yield from (a.head for a in arguments if a.span is None and a.slot not in ("ccomp", "xcomp", "acl"))
    # What is given or done without being the object of the relation: "liefert der Ukraine keine Panzer".
    told = {_first_conjunct(context.doc[a.head]) for a in arguments}
    for a in frame.clause.arguments:
        if a.slot in ("obj", "iobj") and a.span is None and _first_conjunct(context.doc[a.head]) not in told:
            yield a.head
    yield from frame.fixed
    if frame.clause.pos == "noun":
        yield frame.clause.predicate


def _denials(head: Token) -> Iterator[int]:
    """Give the words that deny a phrase. Sentence: "kein Abkommen", "weder Moskau noch Kiew", "niemand" """
    if scheme.is_pronoun(head):
        if scheme.is_negation(head):
            yield head.i
    elif not scheme.is_clausal(head):
        for child in head.children:
            beside = scheme.is_determiner(child) or child.i == head.i - 1
            if beside and (scheme.is_negation(child) or _follows_weder(child)):
                yield child.i


def _follows_weder(token: Token) -> bool:
    """Tell whether it is the second half of "weder … noch"."""
    return token.lower_ == "noch" and any(word.lower_ == "weder" for word in token.sent if word.i < token.i)


def _without(context: Context, clause: Clause) -> bool:
    """Sentence: "…, ohne den Plan abzulehnen." -> True"""
    return clause.mark in ("ohne", "statt", "anstatt")
