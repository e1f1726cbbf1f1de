"""The fixed words of multiword expressions, found among the arguments of their verb."""

from __future__ import annotations

from collections.abc import Sequence

from graph.annotate import scheme
from graph.annotate.compounds import split_compound
from graph.annotate.parse import Token
from graph.claims.context import Context
from graph.lexicon import Fixed, Sense, folded
from graph.model import Argument, Clause


def fixed_words(
    context: Context, clause: Clause, arguments: Sequence[Argument], sense: Sense
) -> tuple[int, ...] | None:
    """Find all words that an expression needs, or give None where one is missing."""
    found = []
    for fixed in sense.fixed:
        head = _fixed_word(context, clause, arguments, fixed)
        if head is None:
            return None
        found.append(head)
    return tuple(found)


def _fixed_word(context: Context, clause: Clause, arguments: Sequence[Argument], fixed: Fixed) -> int | None:
    """Find the word that an expression needs; a compound of it will do ("Luftangriffe fliegen").

    A fixed phrase may have been attached to the object ("zog einen Einsatz in Betracht"), and the complement of a
    copula is the predicate itself ("ist Mitglied").
    """
    if clause.kind == "predicative":
        predicate = context.predicate(clause)
        stands = fixed.slot in ("attr", f"obl:{scheme.preposition_of(predicate)}")
        return clause.predicate if stands and _is_word(predicate, fixed.lemma) else None
    if fixed.slot == "aux":
        purpose = clause.predicate if clause.mark == "um" and fixed.lemma == "wollen" else None
        return next((i for i in clause.auxiliaries if context.doc[i].lemma_ == fixed.lemma), purpose)
    for a in arguments:
        if (a.slot == fixed.slot or (fixed.slot == "attr" and a.slot == "xcomp")) and _is_word(
            context.doc[a.head], fixed.lemma
        ):
            return a.head
    if fixed.slot == "attr":
        for child in context.predicate(clause).children:
            if child.lower_ == fixed.lemma and not scheme.is_noun(child):
                return int(child.i)
    if fixed.slot.startswith("obl:"):
        for a in arguments:
            if a.slot == "obj":
                for child in context.doc[a.head].children:
                    if scheme.preposition_of(child) == fixed.slot[4:] and _is_word(child, fixed.lemma):
                        return int(child.i)
    return None


def _is_word(token: Token, lemma: str) -> bool:
    wanted = folded(lemma)
    return (
        wanted in (folded(token.lemma_), folded(token.text))
        or folded(split_compound(token.lemma_.lower())[-1]) == wanted
    )
