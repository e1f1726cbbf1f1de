"""Modality: how certain the sentence presents a claim as."""

from __future__ import annotations

from collections.abc import Iterator

from graph.annotate import scheme
from graph.annotate.parse import Token
from graph.claims.conditions import circumstances, condition_phrases
from graph.claims.context import Context
from graph.claims.frame import Frame
from graph.model import Clause, Modality

_OF_MODAL = {
    ("wollen", ""): Modality.PLANNED,
    ("wollen", "I"): Modality.PLANNED,
    ("sollen", ""): Modality.PLANNED,
    ("sollen", "I"): Modality.PLANNED,
    ("sollen", "II"): Modality.OBLIGATION,
    ("müssen", ""): Modality.OBLIGATION,
    ("müssen", "I"): Modality.OBLIGATION,
    ("müssen", "II"): Modality.OBLIGATION,
    ("können", ""): Modality.POSSIBLE,
    ("können", "I"): Modality.POSSIBLE,
    ("können", "II"): Modality.POSSIBLE,
    ("dürfen", "II"): Modality.POSSIBLE,
    ("mögen", "II"): Modality.PLANNED,
}
#: Relations whose infinitive lies ahead of the subject.
_AHEAD = frozenset(("announces", "threatens", "promises", "accepts", "considers"))
#: Places in which a noun is what its verb says, and not a circumstance ("Nach dem Treffen kündigte er an …").
_CARRIED = frozenset(("nsubj", "nsubj:pass", "obj", "nmod"))
#: Conjunctions of a condition: what stands in such a clause is not said to be so.
CONDITIONAL_MARKS = frozenset(("wenn", "falls", "sofern", "solange"))


def modality_of(context: Context, frame: Frame) -> Modality:
    """Read the modality of a claim from modals, tense and mood, adverbs, and the clause that it stands in.

    Sentence: "Kiew könnte zustimmen." -> possible; "Kiew wird zustimmen." -> planned
    Sentence: "Kiew würde zustimmen, wenn Moskau abzieht." -> conditional
    """
    clause = frame.clause
    if not frame.sense.lemma or frame.rules[0].startswith("volition"):
        return Modality.ASSERTED  # what is said, demanded or intended is said, demanded and intended now
    if frame.sense.modality:
        return Modality(frame.sense.modality)
    if clause.mark == "um":
        return Modality.PLANNED
    if clause.mark in CONDITIONAL_MARKS or _has_condition(context, clause):
        return Modality.CONDITIONAL
    return (
        _of_complex(context, clause)
        or _of_adverbs(context, clause)
        or _of_context(context, clause)
        or Modality.ASSERTED
    )


def _of_complex(context: Context, clause: Clause) -> Modality | None:
    """Read modals, future and "würde" among the auxiliaries."""
    predicate = context.predicate(clause)
    found: Modality | None = None
    for aux in (context.doc[i] for i in clause.auxiliaries):
        if scheme.is_modal(aux):
            found = _of_modal(context, clause, aux) or found
        elif aux.lemma_ == "werden" and (
            not scheme.is_passive_auxiliary(aux) or _is_future_passive(context, clause, aux)
        ):
            found = found or (Modality.CONDITIONAL if scheme.subjunctive(aux) == "II" else Modality.PLANNED)
    if found is None and scheme.is_modal(predicate):
        found = _of_modal(context, clause, predicate)
    return found


def _is_future_passive(context: Context, clause: Clause, aux: Token) -> bool:
    """Sentence: "Der Plan wird geprüft werden." -> True for wird, whatever the parser calls it"""
    others = (context.doc[i] for i in clause.auxiliaries if i != aux.i)
    return scheme.is_finite(aux) and any(o.lower_ == "werden" and scheme.is_infinitive(o) for o in others)


def _of_modal(context: Context, clause: Clause, modal: Token) -> Modality | None:
    """Read one modal; "soll" over a perfect infinitive is hearsay ("soll getötet haben")."""
    if (
        modal.lemma_ == "sollen"
        and scheme.subjunctive(modal) != "II"
        and scheme.is_participle(context.predicate(clause))
    ) and any(context.doc[i].lemma_ in ("haben", "sein") for i in clause.auxiliaries):
        return Modality.POSSIBLE
    if modal.lemma_ == "können" and scheme.is_past(modal):
        return None  # "konnte fliehen": it happened
    return _OF_MODAL.get((modal.lemma_, scheme.subjunctive(modal)))


def _of_adverbs(context: Context, clause: Clause) -> Modality | None:
    for token in _words_around(context, clause):
        value = context.lexicon.qualifier(_part_of_speech(token), token.lemma_)
        if value and value != "negative":
            return Modality(value)
    return None


def _part_of_speech(token: Token) -> str:
    if scheme.is_verb(token):
        return "verb"
    if scheme.is_noun(token):
        return "noun"
    return "adjective" if scheme.is_attributive_adjective(token) else "adverb"


def _words_around(context: Context, clause: Clause) -> Iterator[Token]:
    """Give the adverbs of a predicate, for a noun its adjectives and the verb or noun that carries it."""
    predicate = context.predicate(clause)
    yield from (
        child for child in predicate.children if scheme.is_adverbial(child) or scheme.is_attributive_adjective(child)
    )
    if clause.pos == "noun" and predicate.head.i != predicate.i and clause.link in _CARRIED:
        head = predicate.head
        yield head
        if scheme.is_verb(head):
            yield from (child for child in head.children if scheme.is_adverbial(child))


def _of_context(context: Context, clause: Clause) -> Modality | None:
    """Take over the modality of the verb that carries an infinitive or a nominal predicate.

    Sentence: "Moskau scheint bereit, den Plan zu prüfen." -> possible
    """
    if clause.parent is None:
        return None
    parent = context.clauses.by_predicate.get(clause.parent)
    if parent is None or parent.predicate == clause.predicate:
        return None
    frame = context.matched.get((parent.predicate, parent.pos))
    if clause.kind == "infinitive" and frame is not None and frame.sense.relation in _AHEAD:
        return Modality.PLANNED
    if context.lexicon.qualifier("verb", parent.lemma) in ("possible", "planned") and (
        clause.kind == "infinitive" or clause.pos == "noun"
    ):
        return Modality(context.lexicon.qualifier("verb", parent.lemma))
    if clause.pos == "noun" and _is_carried(context, clause, parent):
        return _of_complex(context, parent) or _of_adverbs(context, parent)
    return None


def _is_carried(context: Context, clause: Clause, parent: Clause) -> bool:
    """Tell whether a verb only lends its form to a noun ("Gespräche sollen beginnen"), saying nothing of its own."""
    return clause.link in ("nsubj", "nsubj:pass", "obj") and context.matched.get((parent.predicate, parent.pos)) is None


def _has_condition(context: Context, clause: Clause) -> bool:
    """Tell whether a clause depends on a condition and is not stated as a fact.

    Sentence: "Wenn Moskau abzieht, wird Kiew zustimmen." -> True for zustimmen
    """
    predicate = context.predicate(clause)
    if any(scheme.subordinator_of(child) in CONDITIONAL_MARKS for child in predicate.children):
        return True
    return any(True for _ in circumstances(context, predicate)) or any(
        scheme.is_nominal(head) or scheme.subordinator_of(head) == "dass"
        for head, _ in condition_phrases(context, predicate)
    )
