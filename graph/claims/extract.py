"""Claims of one article: every frame, its participants crossed, its qualifiers read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.annotate import scheme
from graph.annotate.parse import Doc, Token
from graph.claims import enumerations, participants, proposals, reports
from graph.claims.agents import with_agents
from graph.claims.attribution import Speakers
from graph.claims.conditions import conditions_of
from graph.claims.confidence import load_model
from graph.claims.context import Context
from graph.claims.evaluation import evaluated
from graph.claims.evidence import Candidate, evidence
from graph.claims.frame import Frame
from graph.claims.frames import match
from graph.claims.identity import claim_id
from graph.claims.modality import modality_of
from graph.claims.polarity import is_negated
from graph.claims.selection import accepted, is_covered, keep
from graph.claims.volition import purpose, refusal, volition_frame
from graph.clauses import Clauses
from graph.entities import Mentions
from graph.gazetteer import ConceptScheme
from graph.lexicon import Lexicon
from graph.model import Argument, Claim, Clause, Document, Kind, Participant, Sentence, Span, TimeExpression, Trigger

#: Attitudes to something: a noun for one says nothing without it ("die Unterstützung der USA").
_NEEDS_OBJECT = frozenset(("supports", "accepts", "rejects", "accuses"))


@dataclass(frozen=True)
class Analysis:
    """One article as the claims room reads it: its clauses in their senses, and who says what."""

    context: Context
    frames: dict[int, Frame]
    speakers: Speakers


def analyse(
    doc: Doc,
    document: Document,
    clauses: Clauses,
    mentions: Mentions,
    *,
    lexicon: Lexicon,
    concepts: ConceptScheme,
    base: str,
) -> Analysis:
    """Read an article's clauses in their senses.

    Args:
        doc: the parsed article; its text is the document's.
        clauses, mentions: what the rooms before found in it.
        base: IRI below which new entities are minted.
    """
    context = Context(document, doc, clauses, mentions, lexicon, concepts, base)
    frames = find_frames(context)
    return Analysis(context, frames, Speakers(context, frames))


def find_claims(analysis: Analysis) -> list[Claim]:
    """Give the claims of an article in the order of their triggers."""
    model = load_model()
    found = list(candidates(analysis))
    sure = [model.probability(features) for features in evidence(analysis.context, found)]
    return chosen(analysis.context, found, sure, model.threshold)


def candidates(analysis: Analysis) -> Iterator[Candidate]:
    """Give every claim that the rules find, before the doubtful ones are dropped."""
    frames = list(_all_frames(analysis.context, analysis.frames, analysis.speakers))
    for frame in (*frames, *enumerations.listed(analysis.context, frames)):
        yield from _claims(analysis.context, frame, analysis.speakers)


def chosen(context: Context, found: Sequence[Candidate], sure: Sequence[float], threshold: float) -> list[Claim]:
    """Choose among an article's candidates.

    Args:
        found: the candidates, in any order.
        sure: the probability of each.
        threshold: the least probability that makes a claim.
    """
    return keep(proposals.identify(context, accepted([claim for _, claim in found], sure, threshold)))


def find_frames(context: Context) -> dict[int, Frame]:
    """Read every clause in a sense of the lexicon where one fits, by the token of its predicate."""
    frames: dict[int, Frame] = {}
    for clause in context.clauses:
        frame = match(context, clause) or volition_frame(context, clause)
        if frame is not None:
            frame = refusal(context, purpose(context, evaluated(context, reports.with_content(context, frame))))
            frames.setdefault(clause.predicate, frame)
    return with_agents(context, frames)


def _all_frames(context: Context, frames: dict[int, Frame], speakers: Speakers) -> Iterator[Frame]:
    """Give the frames of predicates that are no mere content of others, and those that come from reports around them."""
    said: set[int] = set()
    for predicate in sorted(frames):
        chain = speakers.chain(frames[predicate])
        frame = reports.voiced(context, frames[predicate], chain)
        if frame is None or is_covered(context, frame, frames):
            continue
        said.add(context.sentence_of[predicate])
        if (demand := reports.demanded(context, frame.clause, chain)) is not None:
            yield demand
            continue
        yield frame
        if (condition := reports.terms(context, frame)) is not None:
            yield condition
    for clause in context.clauses:
        if clause.predicate in frames or clause.pos == "noun" or not reports.may_report(context, clause):
            continue
        chain = speakers.chain_of(clause)
        if (demand := reports.demanded(context, clause, chain)) is not None:
            yield demand
            continue
        statements = list(reports.source_statements(context, clause, speakers))
        yield from statements
        if (
            not statements
            and context.sentence_of[clause.predicate] not in said
            and (report := reports.continued_statement(context, clause, chain))
        ):
            yield report


def unmapped(context_clauses: Clauses, doc: Doc, lexicon: Lexicon) -> tuple[str, ...]:
    """Give the lemmas of verbal predicates that the lexicon does not know, in the order of the text."""
    found = []
    for clause in context_clauses:
        known = lexicon.senses(clause.pos, clause.lemma) or lexicon.headed_by(clause.pos, clause.lemma)
        if clause.pos == "verb" and not known and doc[clause.predicate].is_alpha:
            found.append(clause.lemma)
    return tuple(found)


def _claims(context: Context, frame: Frame, speakers: Speakers) -> Iterator[Candidate]:
    chain = speakers.chain(frame)
    for subject, object_, told in _pairs(context, frame):
        relation = frame.sense.relation
        trigger = _trigger(context, frame)
        sentence = _sentence(context, frame.clause)
        negated = is_negated(context, told)
        modality = modality_of(context, frame)
        attribution = () if relation == "states" else chain
        claim = Claim(
            id=claim_id(context.document.id, trigger, relation, subject, object_),
            document=context.document.id,
            sentence=sentence,
            subject=subject,
            relation=relation,
            object=object_,
            trigger=trigger,
            negated=negated,
            modality=modality,
            attribution=attribution,
            conditions=() if "condition_set" in frame.rules else conditions_of(context, frame.clause),
            place=_place(context, frame, object_),
            time=_time(context, frame.clause),
            quote=_quote(context, frame.clause),
            rules=(*frame.clause.rules, *frame.rules),
        )
        yield told, claim


def _pairs(context: Context, frame: Frame) -> Iterator[tuple[Participant, Participant, Frame]]:
    """Cross the subjects with the objects; without an object, each of several subjects meets the others.

    Yields:
        Subject, object, and the frame narrowed to them, for a negation of one conjunct leaves the others alone.
    """
    subjects = [(s, (a,)) for a in frame.subjects for s in participants.actors(context, a)]
    objects: list[tuple[Participant, tuple[Argument, ...]]] = [
        (o, (a,)) for a in frame.objects if (o := participants.thing(context, a, frame.sense.relation))
    ]
    objects += [(o, (a,)) for a in frame.objects for o in participants.parties(context, a)]
    if not objects and frame.sense.reciprocal and len(subjects) > 1:
        objects = [(s, ()) for s, _ in subjects]
    if not objects:
        objects = [(o, ()) for o in _own_object(context, frame)]
    for subject, by in subjects:
        for object_, to in objects:
            if subject.entity.iri != object_.entity.iri:
                yield subject, object_, replace(frame, subjects=by, objects=to)


def _own_object(context: Context, frame: Frame) -> list[Participant]:
    """Take the act itself for the object where nothing else is named: "Moskau und Kiew nahmen Gespräche auf"."""
    predicate = context.predicate(frame.clause)
    own = frame.clause.pos == "noun" and frame.sense.relation not in _NEEDS_OBJECT
    heads = [context.doc[i] for i in frame.fixed] or ([predicate] if own else [])
    for head in heads:
        if scheme.is_noun(head):
            argument = Argument("self", head.i, tuple(t.i for t in scheme.np_tokens(head)))
            if act := participants.thing(context, argument, frame.sense.relation):
                return [act]
    return []


def _trigger(context: Context, frame: Frame) -> Trigger:
    tokens = [context.doc[i] for i in sorted({*frame.clause.tokens, *frame.fixed})]
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and runs[-1][-1].i == token.i - 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    spans = tuple(_span(context, run) for run in runs)
    return Trigger(" … ".join(span.text for span in spans), frame.sense.lemma, spans)


def _span(context: Context, tokens: list[Token]) -> Span:
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    return Span(context.document.text[start:end], start, end)


def _sentence(context: Context, clause: Clause) -> Sentence:
    number = context.sentence_of[clause.predicate]
    sent = context.sentences[number]
    text = sent.text.rstrip()
    return Sentence(number, sent.start_char, sent.start_char + len(text), text)


def _quote(context: Context, clause: Clause) -> Span | None:
    quotation = context.quotation_at(context.predicate(clause))
    if quotation is None:
        return None
    start, end = quotation
    return Span(context.document.text[start:end], start, end)


def _place(context: Context, frame: Frame, object_: Participant) -> Participant | None:
    """Give the first place that the act is said to happen at. Sentence: "Sie trafen sich in Riad." -> Riad"""
    for a in frame.clause.arguments:
        if a.slot in ("obl:in", "obl:bei", "obl:auf", "obl:an", "nmod:in", "nmod:bei"):
            mention = participants.mention_of(context, a)
            if mention is not None and mention.entity.kind is Kind.PLACE and mention.entity.iri != object_.entity.iri:
                return Participant(
                    context.document.text[mention.start_char : mention.end_char],
                    mention.start_char,
                    mention.end_char,
                    mention.entity,
                )
    return None


def _time(context: Context, clause: Clause) -> TimeExpression | None:
    """Give the first expression of time that belongs to a clause, or to the one that its infinitive hangs on.

    Sentence: "Am Dienstag lehnte er ab." -> Dienstag; "Er ist jetzt gewillt, den Plan zu prüfen." -> jetzt
    """
    predicates = [clause.predicate]
    if clause.kind == "infinitive":
        predicates += [context.predicate(clause).head.i, *([clause.parent] if clause.parent is not None else [])]
    for predicate in predicates:
        for expression, governors in context.times:
            if predicate in governors:
                return expression
    return None
