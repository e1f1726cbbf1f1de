"""Propositions: open subject-predicate-object triples of all clauses, in the words of the sentence."""

from __future__ import annotations

from collections.abc import Sequence

from graph.annotate import scheme
from graph.claims.extract import Analysis
from graph.model import Argument, Clause, Proposition

_OBJECTS = ("obj", "iobj", "attr", "ccomp", "xcomp", "obl")


def find_propositions(analysis: Analysis) -> list[Proposition]:
    """Find the open triples of an article; several where subjects or objects are coordinated.

    Returns:
        Propositions in the order of their predicates; `sentence` counts from 0.

    Sentence: "Kiew lehnt den Plan ab." -> Kiew | lehnt ab | den Plan
    """
    found = []
    for clause in analysis.context.clauses:
        if clause.pos == "noun" or (clause.kind == "predicative" and not clause.auxiliaries):
            continue
        subjects = _of(clause, ("agent", "nsubj") if clause.passive else ("nsubj",))
        objects = _of(clause, ("obj",))
        others = [a for slot in _OBJECTS[1:] for a in clause.arguments if a.slot.split(":")[0] == slot]
        for subject in subjects:
            for combination in [[o, *others] for o in objects] or [others]:
                if combination:
                    found.append(_proposition(analysis, clause, subject, combination))
    return found


def _of(clause: Clause, slots: Sequence[str]) -> list[Argument]:
    return [a for a in clause.arguments if a.slot in slots]


def _proposition(analysis: Analysis, clause: Clause, subject: Argument, arguments: Sequence[Argument]) -> Proposition:
    doc = analysis.context.doc
    words = sorted(
        {*clause.tokens, *clause.auxiliaries, *(t.i for t in doc[clause.predicate].children if scheme.is_negation(t))}
    )
    return Proposition(
        sentence=analysis.context.sentence_of[clause.predicate],
        subject=_words(analysis, subject.tokens),
        predicate=" ".join(doc[i].text for i in words),
        arguments=tuple(_phrase(analysis, a) for a in arguments),
    )


def _phrase(analysis: Analysis, a: Argument) -> str:
    """Give an argument with its preposition, which the slot names but the phrase leaves out."""
    before = [
        t.i for t in analysis.context.doc[a.head].children if a.slot.startswith("obl:") and scheme.relation(t) == "case"
    ]
    return _words(analysis, sorted({*before, *a.tokens}))


def _words(analysis: Analysis, tokens: Sequence[int]) -> str:
    return " ".join(analysis.context.doc[i].text for i in tokens if not analysis.context.doc[i].is_space)
