"""Conditions: the clauses and phrases that a claim hangs on."""

from __future__ import annotations

from graph.annotate import scheme
from graph.claims.context import Context
from graph.claims.participants import GIST_WORDS, mint
from graph.model import Clause, Entity, Kind, Participant

#: Conjunctions that open a condition.
_MARKS = frozenset(("wenn", "falls", "sofern", "solange", "bevor"))


def conditions_of(context: Context, clause: Clause) -> tuple[Participant, ...]:
    """Give the conditions under which a claim is said to hold.

    Sentence: "Putin verhandelt erst, wenn der Westen nachgibt." -> der Westen nachgibt
    """
    found = []
    predicates = [context.predicate(clause)]
    if clause.kind == "infinitive" and clause.parent is not None:
        predicates.append(context.doc[clause.parent])
    for predicate in predicates:
        for child in predicate.children:
            if scheme.is_clausal(child) and scheme.subordinator_of(child) in _MARKS:
                found.append(_condition(context, [t.i for t in scheme.clause_tokens(child)]))
            elif scheme.preposition_of(child) in ("unter", "bei") and _names_condition(context, child.lemma_):
                found.append(_condition(context, [t.i for t in scheme.np_tokens(child)]))
    return tuple(found)


def _names_condition(context: Context, lemma: str) -> bool:
    return context.lexicon.qualifier("noun", lemma) == "conditional"


def _condition(context: Context, tokens: list[int]) -> Participant:
    words = [context.doc[i] for i in tokens if not scheme.is_punctuation(context.doc[i])]
    start, end = words[0].idx, words[-1].idx + len(words[-1])
    label = " ".join(t.text for t in words[:GIST_WORDS])
    entity = Entity(mint(context, Kind.CONDITION, label, local=True), label, Kind.CONDITION, ("Condition",))
    return Participant(context.document.text[start:end], start, end, entity)
