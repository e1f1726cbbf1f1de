"""Conditions: the clauses and phrases that a claim hangs on."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph.annotate import scheme
from graph.claims import participants
from graph.claims.context import Context
from graph.claims.enumerations import listed_after
from graph.claims.participants import GIST_WORDS, mint
from graph.model import Clause, Entity, Kind, Participant

#: Conjunctions that open a condition.
_MARKS = frozenset(("wenn", "falls", "sofern", "solange", "bevor"))


def conditions_of(context: Context, clause: Clause) -> tuple[Participant, ...]:
    """Give the conditions under which a claim is said to hold.

    What the next sentence lists as part of a condition is a condition, too.

    Sentence: "Putin verhandelt erst, wenn der Westen nachgibt. Dazu gehört ein Abzug." -> der Westen nachgibt, ein Abzug
    """
    predicates = [context.predicate(clause)]
    if clause.kind == "infinitive" and clause.parent is not None:
        predicates.append(context.doc[clause.parent])
    found = [
        _condition(context, tokens) for predicate in predicates for _, tokens in condition_phrases(context, predicate)
    ]
    if found:
        listed = listed_after(context, context.sentence_of[clause.predicate])
        found += [thing for a in listed if (thing := participants.thing(context, a, "demands")) is not None]
    return tuple(found)


def condition_phrases(context: Context, predicate: Token) -> Iterator[tuple[Token, list[int]]]:
    """Find the clauses and phrases around a predicate that state its condition.

    Yields:
        The head of each and its tokens without the conjunction or "unter der Bedingung, dass".

    Sentence: "… nur unter der Bedingung, dass die Geiseln freikommen" -> die Geiseln freikommen
    """
    for child in predicate.children:
        if scheme.is_clausal(child) and scheme.subordinator_of(child) in _MARKS:
            yield child, [t.i for t in scheme.clause_tokens(child)]
        elif scheme.preposition_of(child) in ("unter", "bei") and _names_condition(context, child.lemma_):
            content = next(
                (c for c in child.children if scheme.is_clausal(c) and not scheme.is_relative_clause(c)), None
            )
            yield (
                (content or child),
                [t.i for t in (scheme.clause_tokens(content) if content else scheme.np_tokens(child))],
            )


def _names_condition(context: Context, lemma: str) -> bool:
    return context.lexicon.qualifier("noun", lemma) == "conditional"


def _condition(context: Context, tokens: list[int]) -> Participant:
    words = [context.doc[i] for i in tokens if not scheme.is_punctuation(context.doc[i])]
    start, end = words[0].idx, words[-1].idx + len(words[-1])
    label = " ".join(t.text for t in words[:GIST_WORDS])
    entity = Entity(mint(context, Kind.CONDITION, label, local=True), label, Kind.CONDITION, ("Condition",))
    return Participant(context.document.text[start:end], start, end, entity)
