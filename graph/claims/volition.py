"""Will and intent: "wollen" over a verb that has no relation of its own says what the subject seeks."""

from __future__ import annotations

from graph.annotate import scheme
from graph.annotate.parse import Token
from graph.claims import participants
from graph.claims.context import Context
from graph.claims.frame import Frame
from graph.lexicon import Sense
from graph.model import Argument, Clause

_AIM = Sense("wollen", "wollen", "verb", "seeks", ("nsubj",), ("xcomp", "obj"))
_OWN_ACT = Sense("wollen+infinitive", "wollen", "verb", "announces", ("nsubj",), ("xcomp",))
_FUTURE = Sense("werden+infinitive", "werden", "verb", "announces", ("nsubj",), ("xcomp",))


def volition_frame(context: Context, clause: Clause) -> Frame | None:
    """Read what an actor wants or is going to do where the verb itself is not in the lexicon.

    Sentence: "Kiew will Garantien." -> Kiew seeks Garantien; "Kiew möchte Mitglied werden." -> seeks
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


def _sense(context: Context, clause: Clause) -> tuple[Sense | None, Token | None]:
    predicate = context.predicate(clause)
    if scheme.is_modal(predicate) and predicate.lemma_ in ("wollen", "mögen"):
        return _AIM, predicate
    for aux in (context.doc[i] for i in clause.auxiliaries):
        if scheme.is_modal(aux):
            if aux.lemma_ == "mögen" and scheme.subjunctive(aux) == "II":
                return _AIM, aux
            return (_OWN_ACT, aux) if aux.lemma_ == "wollen" else (None, None)
        if aux.lemma_ == "werden" and scheme.is_future(predicate):
            return _FUTURE, aux
    return None, None
