"""Will and intent: "wollen" over a verb that has no relation of its own says what the subject seeks."""

from __future__ import annotations

from dataclasses import replace

from graph.annotate import scheme
from graph.annotate.parse import Token
from graph.claims import participants
from graph.claims.context import Context
from graph.claims.frame import Frame
from graph.claims.polarity import is_negated
from graph.lexicon import Sense
from graph.model import Argument, Clause

_AIM = Sense("wollen", "wollen", "verb", "seeks", ("nsubj",), ("xcomp", "obj"))
_OWN_ACT = Sense("wollen+infinitive", "wollen", "verb", "announces", ("nsubj",), ("xcomp",))
_FUTURE = Sense("werden+infinitive", "werden", "verb", "announces", ("nsubj",), ("xcomp",))


#: What is going on already when it is said to be the purpose.
_UNDER_WAY = frozenset(("consults", "mediates", "agrees", "attacks", "seeks", "states", "considers", "promises"))


def volition_frame(context: Context, clause: Clause) -> Frame | None:
    """Read what an actor wants or is going to do where the verb itself is not in the lexicon.

    Sentence: "Kiew will Garantien." -> Kiew seeks Garantien; "Kiew möchte Mitglied werden." -> seeks
    Sentence: "Kiew wollte Drohnen bauen." -> seeks, for whether it did is not told
    Sentence: "Kiew will Drohnen bauen." -> Kiew announces Drohnen bauen; "Kiew wird Drohnen bauen." -> likewise
    """
    if clause.pos != "verb" or clause.passive:
        return None
    sense, verb = _sense(context, clause)
    subjects = tuple(a for a in clause.arguments if a.slot == "nsubj" and participants.is_actor(context, a))
    if sense is None or verb is None or not subjects:
        return None
    if verb.i == clause.predicate:
        objects = tuple(a for a in clause.arguments if a.slot in ("obj", "ccomp"))
    else:
        taken = {i for a in subjects for i in a.tokens} | {verb.i}
        tokens = tuple(t.i for t in scheme.clause_tokens(context.predicate(clause)) if t.i not in taken)
        objects = (Argument("xcomp", clause.predicate, tokens),)
    if not objects:
        return None
    return Frame(
        clause, sense, subjects, objects, (), (f"volition:{sense.id}", "subject:nsubj", f"object:{objects[0].slot}")
    )


def purpose(context: Context, frame: Frame) -> Frame:
    """Read what "um … zu" is for as an aim, unless it is talks or an attack, which are under way.

    Sentence: "Er trat für eine Steuer ein, um den Krieg zu beenden." -> seeks den Krieg zu beenden
    """
    clause = frame.clause
    if clause.mark != "um" or clause.pos != "verb" or frame.sense.relation in _UNDER_WAY:
        return frame
    taken = {i for a in frame.subjects for i in a.tokens if i < clause.predicate}
    tokens = tuple(t.i for t in scheme.clause_tokens(context.predicate(clause)) if t.i not in taken)
    aim = Argument("xcomp", clause.predicate, tokens)
    return Frame(clause, _AIM, frame.subjects, (aim,), (), ("volition:um+zu", "subject:nsubj", "object:xcomp"))


def refusal(context: Context, frame: Frame) -> Frame:
    """Read the will not to take part or give in as a refusal.

    Sentence: "Berlin wird sich nicht an dem Krieg beteiligen." -> rejects Krieg; "Kiew will keine Zugeständnisse machen."
    """
    wills = any(_is_will(context.doc[i]) for i in frame.clause.auxiliaries)
    yields = frame.sense.relation == "joins" or (frame.sense.relation == "accepts" and bool(frame.fixed))
    if not yields or frame.clause.pos != "verb" or not wills or not is_negated(context, frame):
        return frame
    sense = replace(frame.sense, relation="rejects", negated=not frame.sense.negated, modality="asserted")
    return replace(frame, sense=sense, rules=(*frame.rules[:-2], "refusal", *frame.rules[-2:]))


def _is_will(aux: Token) -> bool:
    return (scheme.is_modal(aux) and aux.lemma_ == "wollen") or (
        aux.lemma_ == "werden" and scheme.subjunctive(aux) != "II"
    )


def _sense(context: Context, clause: Clause) -> tuple[Sense | None, Token | None]:
    predicate = context.predicate(clause)
    if scheme.is_modal(predicate) and predicate.lemma_ in ("wollen", "mögen"):
        return _AIM, predicate
    for aux in (context.doc[i] for i in clause.auxiliaries):
        if scheme.is_modal(aux):
            if aux.lemma_ == "mögen" and scheme.subjunctive(aux) == "II":
                return _AIM, aux
            if aux.lemma_ != "wollen":
                return None, None
            return (_AIM if scheme.is_past(aux) else _OWN_ACT), aux
        if aux.lemma_ == "werden" and scheme.is_future(predicate):
            return _FUTURE, aux
    return None, None
