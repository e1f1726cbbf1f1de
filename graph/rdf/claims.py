"""Claims and the entities that they speak of, as triples."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Literal, URIRef
from rdflib.namespace import OWL, PROV, RDF, SKOS, XSD

from graph.errors import GraphError
from graph.model import Attribution, Claim, Entity, Kind, Modality, Participant, Run, Terms
from graph.namespaces import CON, DG, WD
from graph.rdf.evidence import Triple
from graph.rdf.iris import article_iri, claim_iri, digest, entity_iri, is_iri, plain, span_iri, spoken
from graph.rdf.provenance import run_iri
from graph.rdf.relations import Relation, relations
from graph.rdf.times import time_iri

MOST_TRIPLES = 25

_KIND_CLASS = {
    Kind.ACTOR: DG.Actor,
    Kind.PLACE: DG.Place,
    Kind.PROPOSAL: DG.Proposal,
    Kind.CONDITION: DG.Condition,
    Kind.EVENT: DG.Event,
    Kind.AGREEMENT: DG.Agreement,
    Kind.STATEMENT: DG.Statement,
    Kind.OTHER: DG.Entity,
}


def claim_triples(claim: Claim, run: Run, base: str) -> list[Triple]:
    """Turn a claim into its own triples: the node, its qualifiers, its evidence, and the direct triple.

    Sentences, speakers' chains, times and entities are nodes that claims share; others describe them. A claim with so
    many conditions that it would pass 25 triples keeps the first ones.

    Args:
        claim: the claim.
        run: what made it.
        base: start of all minted IRIs.

    Raises:
        GraphError: its relation is not one of the ontology's.
    """
    relation = relations().get(claim.relation)
    if relation is None:
        raise GraphError(
            f"claim {claim.id}", f"relation {claim.relation!r} is not in the ontology", "use one of its 29"
        )
    node = claim_iri(claim.id, base)
    needed = [*_proposition(claim, node, relation, base), *_evidence(claim, node, run, base)]
    needed += _qualifiers(claim, node, base)
    if is_direct(claim):
        needed.append((_participant(claim.subject, base), relation.iri, _participant(claim.object, base)))
    conditions = dict.fromkeys((node, DG.condition, _participant(c, base)) for c in claim.conditions)
    return needed + list(conditions)[: MOST_TRIPLES - len(needed)]


def is_direct(claim: Claim) -> bool:
    """Tell whether the plain triple subject-relation-object stands beside the claim.

    It does when the claim is asserted, not negated, and said by the article itself or by the subject: what others say
    of an actor stays a claim.
    """
    said_by_others = claim.source is not None and claim.source.entity.iri != claim.subject.entity.iri
    return claim.modality is Modality.ASSERTED and not claim.negated and not said_by_others


def stance(claim: Claim) -> int:
    """Give the subject's stance towards the object: the relation's, turned round by a negation."""
    value = relations()[claim.relation].stance
    return -value if claim.negated else value


def attribution_triples(claim: Claim, base: str) -> Iterator[Triple]:
    """Describe the chain of who says so, from the outermost speaker to the innermost."""
    for length in range(1, len(claim.attribution) + 1):
        chain = claim.attribution[:length]
        node = _attribution_iri(claim.document, chain, base)
        yield node, RDF.type, DG.Attribution
        yield node, DG.speaker, _participant(chain[-1].speaker, base)
        cue = chain[-1].cue
        if cue is not None:
            yield node, DG.cue, plain(cue.text)
        if length > 1:
            yield node, DG.within, _attribution_iri(claim.document, chain[:-1], base)


def entity_triples(participant: Participant, base: str) -> Iterator[Triple]:
    """Describe what a participant stands for: classes, name, concept, Wikidata item; a statement with its words."""
    entity = participant.entity
    node = entity_iri(entity.iri, base)
    for entity_class in _classes(entity):
        yield node, RDF.type, entity_class
    yield node, SKOS.prefLabel, spoken(entity.label)
    if entity.concept and is_iri(CON[entity.concept]):
        yield node, DG.concept, CON[entity.concept]
    if entity.wikidata and entity.wikidata.startswith("Q") and entity.wikidata[1:].isdecimal():
        yield node, OWL.sameAs, WD[entity.wikidata]
    if entity.terms is not None:
        yield from _terms(node, entity.terms, base)
    if entity.kind is Kind.STATEMENT:
        yield node, DG.text, plain(participant.text)


def _terms(node: URIRef, terms: Terms, base: str) -> Iterator[Triple]:
    if terms.duration:
        yield node, DG.duration, plain(terms.duration)
    if terms.scope:
        yield node, DG.scope, spoken(terms.scope)
    for iri in terms.about:
        yield node, DG.about, entity_iri(iri, base)
    if terms.process:
        yield node, DG.process, entity_iri(terms.process, base)


def participants(claim: Claim) -> Iterator[Participant]:
    """Give everything that a claim names, in a fixed order."""
    yield claim.subject
    yield claim.object
    yield from (link.speaker for link in claim.attribution)
    yield from claim.conditions
    if claim.place is not None:
        yield claim.place
    if claim.on_behalf_of is not None:
        yield claim.on_behalf_of


def _proposition(claim: Claim, node: URIRef, relation: Relation, base: str) -> Iterator[Triple]:
    subject, obj = _participant(claim.subject, base), _participant(claim.object, base)
    yield node, RDF.type, relation.claim_class
    yield node, DG.subject, subject
    yield node, DG.relation, relation.iri
    yield node, DG.object, obj
    yield node, RDF.subject, subject
    yield node, RDF.predicate, relation.iri
    yield node, RDF.object, obj
    yield node, DG.polarity, DG.negative if claim.negated else DG.positive
    yield node, DG.modality, DG[claim.modality.value]
    yield node, DG.stance, Literal(str(stance(claim)), datatype=XSD.integer)
    yield node, DG.confidence, Literal(_decimal(claim.confidence), datatype=XSD.decimal)


def _evidence(claim: Claim, node: URIRef, run: Run, base: str) -> Iterator[Triple]:
    article = article_iri(claim.document, base)
    yield node, DG.evidence, span_iri(article, claim.sentence.start, claim.sentence.end)
    yield node, DG.subjectMention, span_iri(article, claim.subject.start, claim.subject.end)
    yield node, DG.objectMention, span_iri(article, claim.object.start, claim.object.end)
    yield node, DG.trigger, plain(claim.trigger.text)
    yield node, DG.rules, plain(" ".join(claim.rules))
    yield node, PROV.wasDerivedFrom, article
    yield node, PROV.wasGeneratedBy, run_iri(run, base)


def _qualifiers(claim: Claim, node: URIRef, base: str) -> Iterator[Triple]:
    if claim.source is not None:
        yield node, DG.source, _participant(claim.source, base)
        yield node, DG.attribution, _attribution_iri(claim.document, claim.attribution, base)
    if claim.on_behalf_of is not None:
        yield node, DG.onBehalfOf, _participant(claim.on_behalf_of, base)
    if claim.place is not None:
        yield node, DG.place, _participant(claim.place, base)
    if claim.time is not None:
        yield node, DG.time, time_iri(claim.time, base)
    if claim.quote is not None:
        yield node, DG.quote, span_iri(article_iri(claim.document, base), claim.quote.start, claim.quote.end)


def _attribution_iri(document: str, chain: tuple[Attribution, ...], base: str) -> URIRef:
    links: list[str | int] = [document]
    for link in chain:
        links += [link.speaker.entity.iri, *((link.cue.start, link.cue.end) if link.cue else (-1, -1))]
    return URIRef(f"{base}attribution/{digest(*links)}")


def _classes(entity: Entity) -> list[URIRef]:
    named = [DG[name] for name in entity.classes if name in DG]
    return list(dict.fromkeys([*named, _KIND_CLASS[entity.kind]]))


def _participant(participant: Participant, base: str) -> URIRef:
    return entity_iri(participant.entity.iri, base)


def _decimal(number: float) -> str:
    """Write a number in the canonical form of XSD 1.1, which Oxigraph gives back as it is: 0.93, 1."""
    return f"{number:.4f}".rstrip("0").rstrip(".")
