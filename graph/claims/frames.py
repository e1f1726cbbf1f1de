"""Matches the lexicon's senses with clauses: which relation a predicate expresses, and who fills its two places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.annotate import scheme
from graph.annotate.compounds import split_compound
from graph.claims import participants
from graph.claims.context import Context
from graph.clauses.nominal import noun_arguments
from graph.lexicon import Fixed, Sense
from graph.model import Argument, Clause, Kind

#: Acts of force, which news tells in a row; one without an agent is kept, since the act before may have named it.
SERIAL_ACTS = frozenset(("attacks", "detains", "captures"))
_CLAUSAL = ("ccomp", "xcomp", "acl")


@dataclass(frozen=True, slots=True)
class Frame:
    """A clause read in one sense, with the arguments that fill the relation's places.

    Attributes:
        subjects, objects: several where they are coordinated; objects may be empty.
        fixed: token indices of the other words of a multiword expression.
        rules: readable names of what was used to fill the places.
    """

    clause: Clause
    sense: Sense
    subjects: tuple[Argument, ...]
    objects: tuple[Argument, ...]
    fixed: tuple[int, ...] = ()
    rules: tuple[str, ...] = ()


def match(context: Context, clause: Clause) -> Frame | None:
    """Find the sense in which a clause is to be read, or None where the lexicon knows none that fits.

    Expressions come before single words, constrained senses before free ones; the first that has a subject wins,
    one that has an object, too, is preferred.
    """
    key = (clause.predicate, clause.pos)
    if key not in context.matched:
        context.matched[key] = _match(context, clause)
    return context.matched[key]


def _match(context: Context, clause: Clause) -> Frame | None:
    without_object: Frame | None = None
    for sense, arguments, fixed in _candidates(context, clause):
        pool = _pool(_told_apart(context, clause, arguments))
        if not _admissible(sense, pool, clause):
            continue
        frame = _fill(context, clause, sense, pool, fixed)
        if frame is None:
            continue
        if frame.objects and frame.subjects:
            return frame
        without_object = without_object or frame
    return without_object


def _candidates(context: Context, clause: Clause) -> Iterator[tuple[Sense, Sequence[Argument], tuple[int, ...]]]:
    """Give the senses of a predicate with the arguments that each can use, expressions first."""
    if clause.pos != "noun":
        for sense in context.lexicon.headed_by("verb" if clause.pos == "verb" else clause.pos, clause.lemma):
            heads = [_fixed_argument(context, clause, fixed) for fixed in sense.fixed]
            if all(head is not None for head in heads):
                tokens = tuple(head for head in heads if head is not None)
                inner = [a for i in tokens if scheme.is_noun(context.doc[i]) for a in noun_arguments(context.doc[i])]
                outer = [a for a in clause.arguments if a.head not in tokens]
                yield sense, [*outer, *inner], tokens
    for sense in context.lexicon.senses(clause.pos, clause.lemma):
        yield sense, clause.arguments, ()


def _fixed_argument(context: Context, clause: Clause, fixed: Fixed) -> int | None:
    """Find the word that an expression needs; a compound of it will do ("Luftangriffe fliegen")."""
    wanted = fixed.lemma.lower()
    for a in clause.arguments:
        if a.slot == fixed.slot or (fixed.slot == "attr" and a.slot == "xcomp"):
            lemma = context.doc[a.head].lemma_.lower()
            if wanted in (lemma, context.doc[a.head].lower_) or split_compound(lemma)[-1] == wanted:
                return a.head
    return None


def _pool(arguments: Sequence[Argument]) -> dict[str, list[Argument]]:
    pool: dict[str, list[Argument]] = defaultdict(list)
    for a in arguments:
        pool[a.slot].append(a)
    return pool


def _told_apart(context: Context, clause: Clause, arguments: Sequence[Argument]) -> Sequence[Argument]:
    """Make one of two subjects the object, where a transitive clause has none.

    German lets the object stand first, and its nominative and accusative often look alike; of two phrases the one that
    can act is the subject, and between two that can, the first.

    Sentence: "Weitere Forderungen lehnt die Bundesregierung ab." -> obj = Forderungen
    """
    subjects = [a for a in arguments if a.slot == "nsubj"]
    if clause.passive or clause.pos != "verb" or len(subjects) < 2 or any(a.slot == "obj" for a in arguments):
        return arguments
    groups: dict[int, list[Argument]] = defaultdict(list)
    for a in subjects:
        groups[_first_conjunct(context, a.head)].append(a)
    if len(groups) != 2:
        return arguments
    first, second = groups.values()
    other = first if not participants.is_actor(context, first[0]) and participants.is_actor(context, second[0]) else second
    return [replace(a, slot="obj") if a in other else a for a in arguments]


def _first_conjunct(context: Context, i: int) -> int:
    token = context.doc[i]
    while scheme.is_conjunct(token) and token.head.i != token.i:
        token = token.head
    return int(token.i)


def _admissible(sense: Sense, pool: dict[str, list[Argument]], clause: Clause) -> bool:
    """Tell whether the slots that a sense requires are filled and those that it excludes are not."""
    present = {slot for slot, arguments in pool.items() if arguments}
    if clause.passive and "agent" in present:
        present.add("nsubj")
    required = sense.requires - {"refl"} if clause.kind == "participle" else sense.requires
    return required <= present and not (sense.excludes & present)


def _fill(context: Context, clause: Clause, sense: Sense, pool: dict[str, list[Argument]], fixed: tuple[int, ...]) -> Frame | None:
    subjects, subject_slot = _subjects(context, clause, sense, pool)
    if not subjects and not (sense.relation in SERIAL_ACTS and (clause.passive or clause.pos == "noun")):
        return None
    taken = {(a.head, a.span) for a in subjects}
    objects: list[Argument] = []
    object_slot = ""
    for slot in sense.object_slots:
        offered = [a for a in _offered(pool, slot, clause, "object") if (a.head, a.span) not in taken]
        objects = [a for a in offered if _fits_object(context, a, sense)]
        if objects:
            object_slot = slot
            break
    if not objects and (sense.object_kind in ("actor",) or sense.requires & set(sense.object_slots)):
        return None
    if not subjects and not objects:
        return None
    if sense.reciprocal and not objects and len(subjects) > 1:
        object_slot = "reciprocal"
    rules = (f"lexicon:{sense.id}", f"subject:{subject_slot}", f"object:{object_slot or 'none'}")
    return Frame(clause, sense, tuple(subjects), tuple(objects), fixed, rules)


def _offered(pool: dict[str, list[Argument]], slot: str, clause: Clause, place: str) -> list[Argument]:
    """Give the arguments of a slot; in a passive, the agent stands where the subject was."""
    if clause.passive and slot == "nsubj" and place == "subject":
        return pool.get("agent", [])
    if slot == "iobj" and not pool.get("iobj"):
        return [a for a in pool.get("obj", []) if a.slot == "obj"]
    return pool.get(slot, [])


def _subjects(context: Context, clause: Clause, sense: Sense, pool: dict[str, list[Argument]]) -> tuple[list[Argument], str]:
    """Choose the subject's slot: the first whose filler can act.

    A genitive that could be either is the subject when it names an actor and no other slot does.
    """
    for slot in sorted(sense.subject_slots, key=lambda s: _SUBJECT_ORDER.get(s.split(":")[0], 9)):
        can_act = participants.can_act if slot in ("nsubj", "agent") else participants.is_actor
        fillers = [a for a in _offered(pool, slot, clause, "subject") if can_act(context, a)]
        if sense.subject_kind == "thing":
            fillers = [a for a in _offered(pool, slot, clause, "subject") if not participants.is_actor(context, a)]
        if fillers and not (slot == "host" and _governor_is_mapped(context, clause)):
            return fillers, slot
    return [], ""


_SUBJECT_ORDER = {"nsubj": 0, "agent": 0, "poss": 1, "nmod": 2, "amod": 3, "compound": 4, "obl": 5, "host": 6}


def _governor_is_mapped(context: Context, clause: Clause) -> bool:
    """Tell whether the verb that carries a noun says something of its own about it ("wies die Kritik zurück")."""
    if clause.parent is None or clause.parent not in context.clauses.by_predicate:
        return False
    frame = match(context, context.clauses.by_predicate[clause.parent])
    return frame is not None and frame.sense.relation != "seeks"


def _fits_object(context: Context, a: Argument, sense: Sense) -> bool:
    """Tell whether an argument has the kind that the sense wants of its object."""
    wanted = sense.object_kind
    mention = participants.mention_of(context, a)
    if mention is None and context.doc[a.head].lower_ in ("es", "sich"):
        return False
    if not wanted:
        return True
    kind = mention.entity.kind if mention is not None else None
    if wanted == "actor":
        return kind is Kind.ACTOR or (a.slot not in _CLAUSAL and mention is None and participants.actor(context, a) is not None)
    if wanted == "place":
        return kind in (Kind.PLACE, Kind.ACTOR)
    if wanted in ("notActor", "thing", "event", "proposal"):
        return kind is not Kind.ACTOR
    return True
