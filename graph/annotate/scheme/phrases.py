"""The words that belong to a phrase or clause."""

from __future__ import annotations

from collections.abc import Iterator

from graph.annotate.parse import Token, once
from graph.annotate.scheme.relations import is_apposition, is_relative_clause
from graph.annotate.scheme.verbs import has_copula
from graph.annotate.scheme.words import is_punctuation, relation

_CLAUSE_LABELS = frozenset(("acl", "advcl", "ccomp", "csubj", "parataxis"))
_PREDICATE_LABELS = frozenset(("nsubj", "csubj", "cop", "aux", "mark", "obj", "iobj", "expl", "xcomp", "vocative"))


@once
def np_tokens(head: Token) -> tuple[Token, ...]:
    """Give the words of a nominal's own phrase in the order of the text.

    Articles, adjectives, genitives and prepositional attributes belong to it; its preposition, conjuncts, clauses,
    appositions behind a comma, punctuation, and what a predicate noun has as a clause do not.

    Sentence: "den Vorschlag der EU, den er ablehnt" (Vorschlag -> den Vorschlag der EU)
    """
    words = [head]
    predicative = has_copula(head)
    for child in head.children:
        label = relation(child)
        if label in ("case", "cc", "conj") or label in _PREDICATE_LABELS:
            continue
        if predicative and label in ("advmod", "obl"):
            continue
        if _belongs(child):
            words.extend(_phrase(child))
    return tuple(sorted(words, key=lambda token: token.i))


def _belongs(child: Token) -> bool:
    """Tell whether a dependent is part of the phrase of the nominal above it."""
    if is_punctuation(child) or relation(child) in _CLAUSE_LABELS:
        return False
    return not (is_apposition(child) and _after_comma(child))


def _after_comma(token: Token) -> bool:
    """Tell whether a comma, dash or bracket parts a phrase from what stands before it."""
    first = token.left_edge.i
    return token.left_edge.text in (",", "–", "-", "(") or (
        first > 0 and token.doc[first - 1].text in (",", "–", "-", "(")
    )


def _phrase(token: Token) -> Iterator[Token]:
    """Give a dependent and all below it that belongs to the phrase."""
    yield token
    for child in token.children:
        if _belongs(child):
            yield from _phrase(child)


def clause_tokens(head: Token) -> tuple[Token, ...]:
    """Give the words of a clause in the order of the text, without the punctuation around it and its conjunction.

    Sentence: "Er sagt, dass Kiew den Plan ablehnt." (ablehnt -> Kiew den Plan ablehnt)
    """
    words = [token for token in head.subtree if not token.is_space]
    while words and (is_punctuation(words[0]) or (relation(words[0]) in ("mark", "cc") and words[0].head == head)):
        words.pop(0)
    while words and is_punctuation(words[-1]):
        words.pop()
    return tuple(words)


def antecedent_of(pronoun: Token) -> Token | None:
    """Give the noun that a relative pronoun stands for, or None where its clause depends on no noun.

    Sentence: "der Plan, den die USA vorlegten" (den -> Plan)
    """
    for ancestor in (pronoun, *pronoun.ancestors):
        if is_relative_clause(ancestor):
            return ancestor.head
    return None
