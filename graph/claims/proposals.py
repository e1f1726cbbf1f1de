"""Which mentions of an article mean one proposal, and what its terms are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from graph.annotate import scheme
from graph.claims.context import Context
from graph.claims.identity import claim_id
from graph.claims.terms import terms_of
from graph.entities.concepts import concept_of
from graph.ingest.durations import duration_words
from graph.model import Claim, Entity, Kind, Participant, Terms

#: How many sentences back "der Vorschlag" may look for what it takes up, and how many characters ahead ("… einer Pause").
_REACH, _AHEAD = 5, 30
_PEACE = "peace-process"
_DEFINITE = ("der", "die", "das", "den", "dem", "des", "dies", "jen")


@dataclass(slots=True)
class _Proposal:
    """One proposal of the article: its concept, its terms as far as they are known, and where it is named."""

    concept: str
    terms: Terms
    places: list[tuple[int, int]] = field(default_factory=list)
    proposed: bool = False


def identify(context: Context, claims: Sequence[Claim]) -> list[Claim]:
    """Give the proposals of an article their identity: one entity for all mentions that can mean the same.

    Mentions of one concept are one proposal unless their terms contradict each other; one without terms joins the
    nearest that stands before it. "Der Vorschlag" without more takes up the proposal named last.

    Sentence: "Kiew schlägt eine 30-tägige Waffenruhe vor. Moskau lehnt die Feuerpause ab." (one proposal)
    """
    found: list[_Proposal] = []
    of_claim: dict[int, _Proposal] = {}
    mentions = [(n, *spot) for n, claim in enumerate(claims) if (spot := _named(context, claim.object)) is not None]
    for n, concept, terms in sorted(mentions, key=lambda m: (-_specific(m[2]), claims[m[0]].object.start, m[0])):
        place = claims[n].object.start
        proposal = _fitting(found, concept, terms, place)
        if proposal is None:
            proposal = _Proposal(concept, terms)
            found.append(proposal)
        proposal.terms = proposal.terms.joined(terms)
        proposal.places.append((claims[n].sentence.index, place))
        proposal.proposed = proposal.proposed or claims[n].relation == "proposes"
        of_claim[n] = proposal
    for n, claim in enumerate(claims):
        if n not in of_claim and _takes_up(context, claim.object):
            last = _taken_up(context, found, claim)
            if last is not None:
                of_claim[n] = last
    return [_with_proposal(context, c, of_claim[n]) if n in of_claim else c for n, c in enumerate(claims)]


def _named(context: Context, thing: Participant) -> tuple[str, Terms] | None:
    concept = thing.entity.concept
    if concept is None:
        return None
    span = context.doc.char_span(thing.start, thing.end, alignment_mode="expand")
    nouns = [t for t in span or () if scheme.is_noun(t) and concept_of(context.doc, t.i, context.concepts) == concept]
    terms = terms_of(context, nouns[0]) if nouns else Terms(process=context.mentions.conflict)
    return concept, terms


def _specific(terms: Terms) -> int:
    return bool(terms.duration) + bool(terms.scope) + bool(terms.about)


def _fitting(found: Sequence[_Proposal], concept: str, terms: Terms, place: int) -> _Proposal | None:
    """Give the known proposal that a mention can mean: the one named last before it, else the first."""
    fitting = [p for p in found if p.concept == concept and not p.terms.contradicts(terms)]

    def distance(proposal: _Proposal) -> tuple[bool, int]:
        before = [start for _, start in proposal.places if start <= place]
        return not before, place - max(before) if before else min(start for _, start in proposal.places)

    return min(fitting, key=distance, default=None)


def _takes_up(context: Context, thing: Participant) -> bool:
    """Tell whether a phrase is only a definite word for a proposal. Sentence: "Moskau lehnt den Vorschlag ab." """
    if thing.entity.kind is not Kind.PROPOSAL or thing.entity.concept is not None:
        return False
    span = context.doc.char_span(thing.start, thing.end, alignment_mode="expand")
    if span is None or not scheme.is_noun(span.root):
        return False
    noun: Token = span.root
    first = span[0] if scheme.is_determiner(span[0]) else None
    contracted = span.start > 0 and context.doc[span.start - 1].tag_ == "APPRART"
    definite = first.lower_.startswith(_DEFINITE) if first is not None else contracted
    plain = all(t.i == noun.i or scheme.is_determiner(t) or scheme.is_attributive_adjective(t) for t in span)
    words = context.lexicon.senses("noun", noun.lemma_)
    return (
        definite
        and plain
        and not scheme.has_feature(noun, "Number", "Plur")
        and any(s.relation == "proposes" for s in words)
    )


def _taken_up(context: Context, found: Sequence[_Proposal], claim: Claim) -> _Proposal | None:
    """Find the proposal named last, within a few sentences, that somebody made or that is about making peace.

    What the word for a proposal goes on to name comes first.

    Sentence: "Kiew stimmte dem amerikanischen Vorschlag einer Waffenruhe zu." (the ceasefire)
    """
    thing, best = claim.object, (0, 0)
    chosen: _Proposal | None = None
    for proposal in found:
        if not (proposal.proposed or _PEACE in _line(context, proposal.concept)):
            continue
        for sentence, start in proposal.places:
            before = 0 <= claim.sentence.index - sentence <= _REACH and start < thing.start
            ahead = sentence == claim.sentence.index and 0 < start - thing.end <= _AHEAD
            if (before or ahead) and (ahead, start) > best:
                best, chosen = (ahead, start), proposal
    return chosen


def _line(context: Context, concept: str) -> Iterator[str]:
    """Give a concept and those above it."""
    known: str | None = concept
    while known is not None:
        yield known
        known = context.concepts.broader.get(known)


def _with_proposal(context: Context, claim: Claim, proposal: _Proposal) -> Claim:
    thing = replace(claim.object, entity=_entity(context, proposal))
    name = claim_id(claim.document, claim.trigger, claim.relation, claim.subject, thing)
    return replace(claim, id=name, object=thing)


def _entity(context: Context, proposal: _Proposal) -> Entity:
    terms = proposal.terms
    key = "\x1f".join((context.document.id, proposal.concept, terms.duration, terms.scope, *terms.about))
    mark = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    limits = [duration_words(terms.duration)] if terms.duration else []
    limits += [terms.scope] if terms.scope else []
    label = context.concepts.labels[proposal.concept] + (f" ({', '.join(limits)})" if limits else "")
    middle = f"-{terms.duration.lower()}" if terms.duration else ""
    return Entity(
        f"{context.base}proposal/{proposal.concept}{middle}-{mark}",
        label,
        Kind.PROPOSAL,
        ("Proposal",),
        concept=proposal.concept,
        terms=terms,
    )
