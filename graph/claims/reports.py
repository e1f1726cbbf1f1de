"""Content of speech that no argument slot holds: inserted frames, quotations, source phrases, and what must be done.

The lexicon's frames see a content clause only where the parser hangs it on the verb of saying. German news just as often
lets the frame follow ("…, sagte Peskow"), names the source in a phrase ("laut Peskow"), or goes on reporting in
the Konjunktiv without any frame.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graph.annotate import scheme
from graph.annotate.parse import Token
from graph.claims.attribution import Speakers
from graph.claims.conditions import condition_phrases
from graph.claims.context import Context
from graph.claims.frame import Frame
from graph.lexicon import Sense
from graph.model import Argument, Attribution, Clause, Kind

_REPORT = Sense("report", "", "verb", "states", ("nsubj",), ("ccomp",), reporting=True)
_MUST = Sense("deontic", "", "verb", "demands", ("nsubj",), ("ccomp",))
_TERMS = Sense("condition", "", "verb", "demands", ("nsubj",), ("ccomp",))
#: Relations whose subject sets terms when it names a condition ("verhandelt nur, wenn …").
_CONDITIONED = frozenset(
    ("accepts", "consults", "announces", "promises", "supports", "agrees", "halts", "withdraws", "deploys")
)


def with_content(context: Context, frame: Frame) -> Frame:
    """Give a reporting frame without an object the clause or quotation that it reports.

    Sentence: "Die Lage sei ernst, sagen Beobachter." -> object = die Lage sei ernst
    """
    if frame.objects or not frame.sense.reporting or frame.clause.pos != "verb":
        return frame
    predicate = context.predicate(frame.clause)
    found = _clause_beside(predicate) or _quotation_beside(context, predicate)
    if found is None:
        return frame
    rules = (*frame.rules[:-1], f"object:{found.slot}", "inserted_report")
    return replace(frame, objects=(found,), rules=rules)


def _clause_beside(predicate: Token) -> Argument | None:
    """Find the clause that a frame is inserted into or stands behind."""
    for child in predicate.children:
        if scheme.is_parataxis(child) and scheme.is_clausal(child):
            return Argument("ccomp", child.i, tuple(t.i for t in scheme.clause_tokens(child)))
    head = predicate.head
    inserted = (
        _follows_speech(predicate)
        or scheme.is_parataxis(predicate)
        or (scheme.is_adverbial_clause(predicate) and _opened_by_wie(predicate))
    )
    if inserted and head.i != predicate.i and scheme.is_clausal(head):
        own = {t.i for t in predicate.subtree}
        return Argument("ccomp", head.i, tuple(t.i for t in scheme.clause_tokens(head) if t.i not in own))
    return None


def _follows_speech(predicate: Token) -> bool:
    """Tell whether a clause that passes for coordinated is a frame behind what was said.

    Sentence: "Die Grenzen bleiben zu, kündigte die Regierung an." (kündigte)
    """
    if not scheme.is_conjunct(predicate) or any(scheme.is_coordinator(child) for child in predicate.children):
        return False
    inverted = any(scheme.is_subject(child) and child.i > predicate.i for child in predicate.children)
    return inverted and predicate.i > 0 and predicate.doc[predicate.i - 1].text in (",", "“", "”", "«", '"')


def _opened_by_wie(predicate: Token) -> bool:
    return any(child.lower_ == "wie" for child in predicate.children)


def _quotation_beside(context: Context, predicate: Token) -> Argument | None:
    """Find the quotation in the sentence of a frame, or the one that opens after its colon."""
    sent = context.sentences[context.sentence_of[predicate.i]]
    for start, end in context.quotations:
        inside = sent.start_char <= start < sent.end_char and not start <= predicate.idx < end
        after_colon = sent.text.rstrip().endswith(":") and 0 <= start - sent.end_char <= 3
        if (inside or after_colon) and end - start > 20:
            span = context.doc.char_span(start, end, alignment_mode="contract")
            if span is not None and len(span) > 3:
                return Argument("ccomp", span.root.i, tuple(t.i for t in span))
    return None


def may_report(context: Context, clause: Clause) -> bool:
    """Tell whether a clause that the lexicon does not know can still be content of speech: a main clause, or a duty."""
    if clause.kind not in ("finite", "predicative"):
        return False
    return clause.parent is None or any(scheme.is_modal(context.doc[i]) for i in clause.auxiliaries)


def source_statements(context: Context, clause: Clause, speakers: Speakers) -> Iterator[Frame]:
    """Read a clause with a source phrase as a statement of that source.

    Sentence: "Laut dem Ministerium gab es zehn Tote." -> Ministerium states gab es zehn Tote
    """
    if clause.pos == "noun" or clause.kind not in ("finite", "predicative"):
        return
    for token, attribution in speakers.source_phrases(clause):
        own = {t.i for t in token.subtree}
        tokens = tuple(t.i for t in scheme.clause_tokens(context.predicate(clause)) if t.i not in own)
        if len(tokens) > 2:
            yield _report(context, clause, attribution, tokens, "source_phrase")


def continued_statement(context: Context, clause: Clause, chain: tuple[Attribution, ...]) -> Frame | None:
    """Read a main clause that goes on reporting, or stands within a longer quotation, as a statement of its speaker.

    Sentence: "Peskow äußerte sich besorgt. Die Lage sei ernst." -> Peskow states die Lage sei ernst
    """
    if clause.pos == "noun" or clause.parent is not None or not chain:
        return None
    tokens = tuple(t.i for t in scheme.clause_tokens(context.predicate(clause)))
    return _report(context, clause, chain[-1], tokens, "continued_report") if len(tokens) > 2 else None


def _report(context: Context, clause: Clause, attribution: Attribution, tokens: tuple[int, ...], rule: str) -> Frame:
    speaker = _argument(context, attribution)
    cue = attribution.cue
    trigger = context.doc.char_span(cue.start, cue.end) if cue is not None and rule == "source_phrase" else None
    spot = replace(clause, tokens=tuple(t.i for t in trigger) if trigger is not None else clause.tokens)
    return Frame(
        spot,
        _REPORT,
        (speaker,),
        (Argument("ccomp", clause.predicate, tokens),),
        (),
        (rule, "subject:speaker", "object:ccomp"),
    )


def voiced(context: Context, frame: Frame, chain: tuple[Attribution, ...]) -> Frame | None:
    """Give an evaluation without a subject to the speaker who voices it; None where the article itself does.

    Sentence: "Das sei inakzeptabel, sagte Lawrow." -> Lawrow rejects das
    """
    if frame.subjects:
        return frame
    if not chain:
        return None
    return replace(
        frame, subjects=(_argument(context, chain[-1]),), rules=(*frame.rules[:-2], "subject:speaker", frame.rules[-1])
    )


def demanded(context: Context, clause: Clause, chain: tuple[Attribution, ...]) -> Frame | None:
    """Read what a speaker says must or should be done as a demand of that speaker.

    Sentence: "Der Iran müsse die Anreicherung beenden, so Rice." -> Rice demands die Anreicherung beenden
    """
    if not chain or clause.pos == "noun":
        return None
    modals = [context.doc[i] for i in clause.auxiliaries if scheme.is_modal(context.doc[i])]
    must = [m for m in modals if m.lemma_ == "müssen" or (m.lemma_ == "sollen" and scheme.is_subjunctive(m))]
    if not must:
        return None
    tokens = tuple(t.i for t in scheme.clause_tokens(context.predicate(clause)) if t.i != must[0].i)
    speaker = _argument(context, chain[-1])
    return Frame(
        clause,
        _MUST,
        (speaker,),
        (Argument("ccomp", clause.predicate, tokens),),
        (),
        ("deontic", "subject:speaker", "object:ccomp"),
    )


def terms(context: Context, frame: Frame) -> Frame | None:
    """Read a condition that an actor sets as a demand of that actor.

    Sentence: "Kiew verhandelt nur, wenn Moskau die Angriffe einstellt." -> Kiew demands Moskau die Angriffe einstellt
    """
    if frame.sense.relation not in _CONDITIONED or frame.clause.pos == "noun":
        return None
    predicate = context.predicate(frame.clause)
    insists = any(child.lower_ in ("nur", "erst") for child in predicate.children)
    for head, tokens in condition_phrases(context, predicate):
        asks_somebody = any(scheme.is_subject(t) and _is_other_actor(context, t, frame) for t in head.children)
        if insists or asks_somebody:
            return Frame(
                replace(frame.clause, tokens=(head.i,)),
                _TERMS,
                frame.subjects,
                (Argument("ccomp", head.i, tuple(tokens)),),
                (),
                ("condition_set", "subject:nsubj", "object:ccomp"),
            )
    return None


def _is_other_actor(context: Context, token: Token, frame: Frame) -> bool:
    """Tell whether the condition is for somebody else to meet, and not the weather."""
    mention = context.mentions.at(token.i)
    return mention is not None and mention.entity.kind is Kind.ACTOR and all(a.head != token.i for a in frame.subjects)


def _argument(context: Context, attribution: Attribution) -> Argument:
    """Find the speaker's place in the Doc again."""
    span = context.doc.char_span(attribution.speaker.start, attribution.speaker.end, alignment_mode="expand")
    head = span.root.i if span is not None else 0
    return Argument("speaker", head, tuple(t.i for t in span) if span is not None else (head,))
