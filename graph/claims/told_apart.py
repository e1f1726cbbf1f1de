"""Which argument is which, where form leaves it open: subject or object, receiver or gift, content or circumstance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from graph.annotate import scheme
from graph.claims import participants
from graph.claims.context import Context
from graph.model import Argument, Clause


def pool_of(arguments: Sequence[Argument]) -> dict[str, list[Argument]]:
    """Sort arguments by their slots."""
    pool: dict[str, list[Argument]] = defaultdict(list)
    for a in arguments:
        pool[a.slot].append(a)
    return pool


def told_apart(context: Context, clause: Clause, arguments: Sequence[Argument]) -> Sequence[Argument]:
    """Make one of two subjects the object, where a transitive clause has none.

    German lets the object stand first, and its nominative and accusative often look alike; of two phrases the one that
    can act is the subject, and between two that can, the first.

    Sentence: "Weitere Forderungen lehnt die Bundesregierung ab." -> obj = Forderungen
    """
    subjects = [a for a in arguments if a.slot == "nsubj"]
    objects = [a for a in arguments if a.slot == "obj"]
    if any(a.slot == "obl:mit" and _gives_reason(context, a) for a in arguments):
        arguments = [a for a in arguments if a.slot != "ccomp"]
    if subjects and objects and clause.pos == "verb":
        return _datives_told_apart(context, arguments, objects)
    if clause.passive or clause.pos != "verb" or bool(subjects) == bool(objects):
        return arguments
    groups: dict[int, list[Argument]] = defaultdict(list)
    for a in subjects or objects:
        groups[_first_conjunct(context, a.head)].append(a)
    if len(groups) != 2:
        return arguments
    first, second = groups.values()
    acts = [participants.is_actor(context, group[0]) for group in (first, second)]
    if subjects:
        other = first if acts == [False, True] else second
        return [replace(a, slot="obj") if a in other else a for a in arguments]
    if acts[0] == acts[1] and "relative_antecedent" not in clause.rules:
        return arguments
    actor = second if acts[1] else first
    return [replace(a, slot="nsubj") if a in actor else a for a in arguments]


def _gives_reason(context: Context, argument: Argument) -> bool:
    """Tell whether a phrase has what follows for its content, not the verb ("lehnte mit der Begründung ab, …")."""
    noun = context.doc[argument.head]
    return any(sense.reporting for sense in context.lexicon.senses("noun", noun.lemma_))


def _datives_told_apart(
    context: Context, arguments: Sequence[Argument], objects: Sequence[Argument]
) -> Sequence[Argument]:
    """Make the one who receives of two objects the indirect one.

    Sentence: "Die USA haben Russland eine Waffenruhe vorgeschlagen." -> iobj = Russland
    """
    heads = {_first_conjunct(context, a.head) for a in objects}
    receivers = [a for a in objects if participants.is_actor(context, a)]
    if len(heads) != 2 or not receivers or len(receivers) == len(objects):
        return arguments
    return [replace(a, slot="iobj") if a in receivers else a for a in arguments]


def _first_conjunct(context: Context, i: int) -> int:
    token = context.doc[i]
    while scheme.is_conjunct(token) and token.head.i != token.i:
        token = token.head
    return int(token.i)
