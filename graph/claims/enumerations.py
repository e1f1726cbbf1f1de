"""Lists that go on in the next sentence: "Kiew stellt Bedingungen. Dazu gehören …" """

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.annotate import scheme
from graph.claims.context import Context
from graph.claims.frame import Frame
from graph.model import Argument, Clause

#: Verbs of belonging to a list, and the adverbs that take up what the list is of.
_LISTING = frozenset(("gehören", "zählen"))
_TAKEN_UP = frozenset(("dazu", "darunter", "hierzu", "hierunter"))
#: Relations whose objects are told one by one.
_LISTED = frozenset(("demands", "proposes", "promises", "announces", "seeks"))


def listed_after(context: Context, sentence: int) -> Sequence[Argument]:
    """Give what the sentence behind another one names as parts of what that one speaks of.

    Sentence: "Kiew stellt Bedingungen. Dazu gehören Garantien und ein Abzug." -> Garantien, ein Abzug
    """
    return [a for clause in _listing_clauses(context, sentence + 1) for a in _members(context, clause)]


def listed(context: Context, frames: Iterable[Frame]) -> Iterator[Frame]:
    """Give a demand, proposal or the like once more for the list of the next sentence.

    Args:
        frames: those that became claims, in the order of the text.

    Sentence: "Rom fordert Reformen. Dazu zählt eine Wahl." -> Rom demands eine Wahl
    """
    last: dict[int, Frame] = {}
    for frame in frames:
        if frame.sense.relation in _LISTED and frame.subjects:
            last[context.sentence_of[frame.clause.predicate]] = frame
    for sentence, frame in sorted(last.items()):
        for clause in _listing_clauses(context, sentence + 1):
            rules = (*frame.rules[:-2], "listed_in_next_sentence", frame.rules[-2], "object:obj")
            objects = tuple(_members(context, clause))
            if objects:
                yield replace(frame, clause=clause, objects=objects, fixed=(), rules=rules)


def _listing_clauses(context: Context, sentence: int) -> Iterator[Clause]:
    for clause in context.clauses:
        if context.sentence_of[clause.predicate] != sentence or clause.parent is not None or clause.pos != "verb":
            continue
        children = context.predicate(clause).children
        if clause.lemma in _LISTING and any(child.lower_ in _TAKEN_UP for child in children):
            yield clause


def _members(context: Context, clause: Clause) -> Iterator[Argument]:
    for a in clause.arguments:
        if a.slot == "nsubj" and scheme.is_noun(context.doc[a.head]):
            yield replace(a, slot="obj")
