"""Matches the lexicon's senses with clauses: which relation a predicate expresses, and who fills its two places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.annotate import scheme
from graph.annotate.compounds import split_compound
from graph.annotate.parse import Token
from graph.claims import participants
from graph.claims.context import Context
from graph.claims.frame import Frame
from graph.clauses.nominal import noun_arguments
from graph.lexicon import Fixed, Sense
from graph.model import Argument, Clause, Kind

#: Acts of force, which news tells in a row; one without an agent is kept, since the act before may have named it.
SERIAL_ACTS = frozenset(("attacks", "detains", "captures"))
_CLAUSAL = ("ccomp", "xcomp", "acl")


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
    """Find the best sense; a place that no gazetteer knows ("das Dorf") counts only where no other sense fits."""
    without_object: Frame | None = None
    for unnamed_places in (False, True):
        for sense, arguments, fixed in _candidates(context, clause):
            pool = _pool(_told_apart(context, clause, arguments))
            if (unnamed_places and sense.object_kind != "place") or not _admissible(sense, pool, clause):
                continue
            frame = _fill(context, clause, replace(sense, object_kind="") if unnamed_places else sense, pool, fixed)
            if frame is None:
                continue
            if frame.objects and frame.subjects:
                return replace(frame, sense=sense)
            without_object = without_object or frame
    return without_object


def _candidates(context: Context, clause: Clause) -> Iterator[tuple[Sense, Sequence[Argument], tuple[int, ...]]]:
    """Give the senses of a predicate with the arguments that each can use, expressions first."""
    arguments = _around(context, clause)
    verb = "sein" if clause.kind == "predicative" else clause.lemma
    if clause.pos != "noun" or clause.kind == "predicative":
        for sense in context.lexicon.headed_by("verb", verb):
            tokens = _fixed_words(context, clause, arguments, sense)
            if tokens is not None:
                inner = [a for i in tokens if scheme.is_noun(context.doc[i]) for a in noun_arguments(context.doc[i])]
                yield sense, [*(a for a in arguments if a.head not in tokens), *inner], tokens
    for sense in context.lexicon.senses(clause.pos, clause.lemma):
        yield sense, arguments, ()
    if clause.pos == "verb" and scheme.is_participle(context.predicate(clause)):
        yield from _adjectival(context, clause)


def _around(context: Context, clause: Clause) -> Sequence[Argument]:
    """Give the arguments of a clause; a predicative has its prepositional phrases as attributes of its own word.

    Sentence: "Kiew ist offen für Gespräche." with Gespräche as nmod -> obl:für
    """
    if clause.kind == "infinitive" and "control" in clause.rules:
        return _controlled(context, clause)
    if clause.kind != "predicative":
        return clause.arguments
    own = noun_arguments(context.predicate(clause))
    return [*clause.arguments, *(replace(a, slot="obl" + a.slot[4:]) for a in own if a.slot.startswith("nmod:"))]


def _controlled(context: Context, clause: Clause) -> Sequence[Argument]:
    """Give an infinitive the accused for its subject, and not the accuser.

    Sentence: "Kiew warf Moskau vor, die Waffenruhe zu brechen." -> Moskau violates
    """
    above = context.clauses.by_predicate.get(clause.parent) if clause.parent is not None else None
    frame = match(context, above) if above is not None else None
    if (
        frame is None
        or frame.sense.relation != "accuses"
        or not all(participants.is_actor(context, a) for a in frame.objects)
    ):
        return clause.arguments
    return [*(replace(a, slot="nsubj") for a in frame.objects), *(a for a in clause.arguments if a.slot != "nsubj")]


def _adjectival(context: Context, clause: Clause) -> Iterator[tuple[Sense, Sequence[Argument], tuple[int, ...]]]:
    """Read a participle with "sein" as an adjective ("Kiew ist besorgt über den Plan")."""
    predicate = context.predicate(clause)
    arguments = [replace(a, slot="nsubj") if clause.passive and a.slot == "obj" else a for a in clause.arguments]
    for sense in context.lexicon.senses("adjective", predicate.lower_):
        yield sense, arguments, ()


def _fixed_words(
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
    for a in arguments:
        if (a.slot == fixed.slot or (fixed.slot == "attr" and a.slot == "xcomp")) and _is_word(
            context.doc[a.head], fixed.lemma
        ):
            return a.head
    if fixed.slot.startswith("obl:"):
        for a in arguments:
            if a.slot == "obj":
                for child in context.doc[a.head].children:
                    if scheme.preposition_of(child) == fixed.slot[4:] and _is_word(child, fixed.lemma):
                        return int(child.i)
    return None


def _is_word(token: Token, lemma: str) -> bool:
    wanted = lemma.lower()
    return wanted in (token.lemma_.lower(), token.lower_) or split_compound(token.lemma_.lower())[-1] == wanted


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
    objects = [a for a in arguments if a.slot == "obj"]
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


def _admissible(sense: Sense, pool: dict[str, list[Argument]], clause: Clause) -> bool:
    """Tell whether the slots that a sense requires are filled and those that it excludes are not."""
    present = {slot for slot, arguments in pool.items() if arguments}
    if clause.passive and sense.pos == "verb" and "agent" in present:
        present.add("nsubj")
    required = sense.requires - {"refl"} if clause.kind == "participle" else sense.requires
    return required <= present and not (sense.excludes & present)


def _fill(
    context: Context, clause: Clause, sense: Sense, pool: dict[str, list[Argument]], fixed: tuple[int, ...]
) -> Frame | None:
    subjects, subject_slot = _subjects(context, clause, sense, pool)
    if not subjects and not _may_lack_subject(sense, clause):
        return None
    taken = {(a.head, a.span) for a in subjects}
    objects: list[Argument] = []
    object_slot = ""
    for slot in sense.object_slots:
        offered = [a for a in _offered(pool, slot) if (a.head, a.span) not in taken]
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


def _may_lack_subject(sense: Sense, clause: Clause) -> bool:
    """Tell whether someone outside the clause may fill the subject.

    An act of force may have been told of its agent before, and an evaluation is that of whoever voices it ("das sei
    inakzeptabel, sagte Kiew").
    """
    if sense.relation in SERIAL_ACTS:
        return clause.passive or clause.pos == "noun"
    return sense.pos == "adjective" and "nsubj" not in sense.subject_slots


def _offered(pool: dict[str, list[Argument]], slot: str) -> list[Argument]:
    """Give the arguments of a slot; a dative that the parser took for an accusative is offered as both."""
    return pool.get(slot) or pool.get({"iobj": "obj", "obj": "iobj"}.get(slot, ""), [])


def _subjects(
    context: Context, clause: Clause, sense: Sense, pool: dict[str, list[Argument]]
) -> tuple[list[Argument], str]:
    """Choose the subject's slot: the first whose filler can act.

    A genitive that could be either is the subject when it names an actor and no other slot does.
    """
    for slot in sorted(
        sense.subject_slots, key=lambda s: _SUBJECT_ORDER.get(s, _SUBJECT_ORDER.get(s.split(":")[0], 9))
    ):
        place = "agent" if slot == "nsubj" and clause.passive and sense.pos == "verb" else slot
        can_act = participants.can_act if slot in ("nsubj", "agent") else participants.is_actor
        fillers = [a for a in _offered(pool, place) if can_act(context, a)]
        if sense.subject_kind == "thing":
            fillers = [a for a in _offered(pool, place) if not participants.is_actor(context, a)]
        if fillers and not (slot == "host" and _governor_is_mapped(context, clause)):
            return fillers, slot
    return [], ""


_SUBJECT_ORDER = {
    "nsubj": 0,
    "agent": 0,
    "nmod:durch": 1,
    "poss": 1,
    "nmod": 2,
    "amod": 3,
    "compound": 4,
    "obl": 5,
    "host": 6,
}


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
    head = context.doc[a.head]
    empty = head.lower_ == "sich" or (
        head.lower_ == "es" and (a.slot != "obj" or participants.antecedent(context, head) is None)
    )
    if (mention is None and empty) or context.is_time(a.head):
        return False
    if not wanted:
        return True
    kind = mention.entity.kind if mention is not None else None
    if wanted == "actor":
        return kind is Kind.ACTOR or (
            a.slot not in _CLAUSAL and mention is None and participants.actor(context, a) is not None
        )
    if wanted == "place":
        return kind in (Kind.PLACE, Kind.ACTOR)
    if wanted in ("notActor", "thing", "event", "proposal"):
        return kind is not Kind.ACTOR
    return True
