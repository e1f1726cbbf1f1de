"""Matches the lexicon's senses with clauses: which relation a predicate expresses, and who fills its two places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.annotate import scheme
from graph.annotate.parse import Token
from graph.claims import participants
from graph.claims.context import Context
from graph.claims.evaluation import is_evaluative
from graph.claims.expressions import fixed_words
from graph.claims.frame import Frame
from graph.claims.stand_ins import is_proposal, owners
from graph.claims.told_apart import pool_of, told_apart
from graph.clauses.nominal import noun_arguments
from graph.lexicon import Sense
from graph.model import Argument, Clause, Kind

#: Acts of force, which news tells in a row; one without an agent is kept, since the act before may have named it.
SERIAL_ACTS = frozenset(("attacks", "detains", "captures"))
#: Relations to an act that the subject itself is to do.
OWN_ACTS = frozenset(("seeks", "announces", "promises"))
#: Where and for what several meet: whom each of them met says more.
_OCCASIONS = frozenset(("obl:in", "obl:zu", "obl:bei"))
#: Pronouns that name nothing of their own.
_EMPTY = frozenset(("sich", "alles", "nichts", "etwas", "einiges", "vieles"))
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
            pool = pool_of(told_apart(context, clause, arguments))
            if (unnamed_places and sense.object_kind != "place") or not _admissible(sense, pool, clause):
                continue
            if is_evaluative(sense) and not _is_said_of_subject(context, clause):
                continue
            frame = _fill(context, clause, replace(sense, object_kind="") if unnamed_places else sense, pool, fixed)
            if frame is None:
                continue
            if frame.objects and frame.subjects:
                return replace(frame, sense=sense)
            without_object = without_object or frame
    return without_object


def _is_said_of_subject(context: Context, clause: Clause) -> bool:
    """Tell whether a word is the predicate of a sentence, and neither an attribute nor said of its object."""
    return clause.pos == "verb" or (clause.kind == "predicative" and scheme.has_copula(context.predicate(clause)))


def _candidates(context: Context, clause: Clause) -> Iterator[tuple[Sense, Sequence[Argument], tuple[int, ...]]]:
    """Give the senses of a predicate with the arguments that each can use, expressions first."""
    arguments = _around(context, clause)
    verb = "sein" if clause.kind == "predicative" else clause.lemma
    if clause.pos != "noun" or clause.kind == "predicative":
        for sense in context.lexicon.headed_by("verb", verb):
            tokens = fixed_words(context, clause, arguments, sense)
            if tokens is not None:
                inner = [a for i in tokens if scheme.is_noun(context.doc[i]) for a in noun_arguments(context.doc[i])]
                phrases = {fixed.slot for fixed in sense.fixed} & set(sense.object_slots)
                outer = (a for a in arguments if a.head not in tokens or a.slot in phrases)
                yield sense, [*outer, *inner], tokens
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
    predicate = context.predicate(clause)
    own = noun_arguments(predicate) if clause.pos == "noun" else []
    return [*clause.arguments, *own, *_attributes(predicate)]


def _attributes(predicate: Token) -> list[Argument]:
    """Give the prepositional attributes of a predicative as a verb has them."""
    own = noun_arguments(predicate)
    return [replace(a, slot="obl" + a.slot[4:]) for a in own if a.slot.startswith("nmod:")]


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
    known = {a.head for a in arguments}
    arguments += [a for a in _attributes(predicate) if a.head not in known]
    for sense in context.lexicon.senses("adjective", predicate.lower_):
        yield sense, arguments, ()


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
    if _are_told(context, sense, objects) and pool.get("ccomp"):
        objects, object_slot = pool["ccomp"], "ccomp"
    if sense.reciprocal and len(subjects) > 1 and object_slot in _OCCASIONS:
        objects = []
    if not objects and (sense.object_kind in ("actor",) or sense.requires & set(sense.object_slots)):
        return None
    if not subjects and not objects:
        return None
    if sense.reciprocal and not objects and len(subjects) > 1:
        object_slot = "reciprocal"
    rules = (f"lexicon:{sense.id}", f"subject:{subject_slot}", f"object:{object_slot or 'none'}")
    return Frame(clause, sense, tuple(subjects), tuple(objects), fixed, rules)


def _are_told(context: Context, sense: Sense, objects: Sequence[Argument]) -> bool:
    """Tell whether objects are only those who hear it. Sentence: "Er sagte dem Sender ARD, die Lage sei ernst." """
    hearers = all(a.slot in ("obj", "iobj") and participants.is_actor(context, a) for a in objects)
    return bool(objects) and hearers and sense.reporting and "ccomp" in sense.object_slots


def _may_lack_subject(sense: Sense, clause: Clause) -> bool:
    """Tell whether someone outside the clause may fill the subject.

    An act of force may have been told of its agent before, an aim is that of whoever acts ("Ziel war es, …"), and an evaluation is that of whoever voices it ("das sei
    inakzeptabel, sagte Kiew").
    """
    if sense.relation in SERIAL_ACTS:
        return clause.passive or clause.pos == "noun"
    if sense.relation == "seeks" and (sense.head == "sein" or (clause.pos == "noun" and clause.parent is None)):
        return True
    return is_evaluative(sense)


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
        if not fillers and slot == "nsubj" and sense.subject_kind != "actor":
            fillers = [a for a in _offered(pool, place) if owners(context, a) or is_proposal(context, a)]
        if fillers and not (
            slot == "host" and _governor_is_mapped(context, clause, sense) and not _is_occasion(clause, pool)
        ):
            return fillers, slot
    planned = [a for a in pool.get("host", []) if participants.is_actor(context, a)]
    own = clause.link == "obj" and _governor(context, clause) in OWN_ACTS
    if planned and (own or (sense.relation == "consults" and _is_occasion(clause, pool))):
        return planned, "host"
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


def _governor_is_mapped(context: Context, clause: Clause, sense: Sense) -> bool:
    """Tell whether the verb that carries a noun says something of its own about it ("wies die Kritik zurück").

    What an actor plans or announces is an act of its own, and so is what it answers with.

    Sentence: "Berlin kündigte die Lieferung von Panzern an."; "Teheran antwortete mit Angriffen auf Israel."
    """
    relation = _governor(context, clause)
    means = scheme.preposition_of(context.predicate(clause)) == "mit"
    answers = means and (relation == "states" or sense.reporting)
    return bool(relation) and relation not in OWN_ACTS and not answers


def _is_occasion(clause: Clause, pool: dict[str, list[Argument]]) -> bool:
    """Tell whether talks with somebody are the occasion on which the subject does something.

    Sentence: "Er sagte nach einem Treffen mit Rice, …" -> True
    """
    return clause.link.startswith("obl") and bool(pool.get("nmod:mit"))


def _governor(context: Context, clause: Clause) -> str:
    """Give the relation of the predicate above, "" where it has none."""
    if clause.parent is None or clause.parent not in context.clauses.by_predicate:
        return ""
    frame = match(context, context.clauses.by_predicate[clause.parent])
    return frame.sense.relation if frame is not None else ""


def _fits_object(context: Context, a: Argument, sense: Sense) -> bool:
    """Tell whether an argument has the kind that the sense wants of its object."""
    wanted = sense.object_kind
    mention = participants.mention_of(context, a)
    head = context.doc[a.head]
    empty = head.lower_ in _EMPTY or (
        head.lower_ == "es" and (a.slot != "obj" or participants.antecedent(context, head) is None)
    )
    if (mention is None and empty) or context.is_time(a.head):
        return False
    if a.slot == "xcomp" and sense.relation in OWN_ACTS and scheme.is_perfect_infinitive(head):
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
