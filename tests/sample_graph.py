"""A small graph of claims, made by hand, for the tests of store, query, network and export."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rdflib import URIRef

from graph.model import (
    Attribution,
    Claim,
    Document,
    Entity,
    Extraction,
    Kind,
    Modality,
    Participant,
    Run,
    Sentence,
    Span,
    TimeExpression,
    Trigger,
)
from graph.namespaces import DEFAULT_BASE
from graph.rdf import Quad, article_iri, article_quads

RUN = Run("0.1.0", "0.1.0", "de_news", "0.1.0")
ENT = "https://w3id.org/diplograph/entity/"

USHAKOV = Entity(ENT + "juri-uschakow", "Juri Uschakow", Kind.ACTOR, ("Person",), "Q4478793")
KREMLIN = Entity(ENT + "kreml", "Kreml", Kind.ACTOR, ("Government",))
KYIV = Entity(ENT + "ukrainische-regierung", "Ukrainische Regierung", Kind.ACTOR, ("Government",))
USA = Entity(ENT + "usa", "Vereinigte Staaten", Kind.ACTOR, ("State",), "Q30")
RIYADH = Entity(ENT + "riad", "Riad", Kind.PLACE, (), "Q3692")
TRUCE = Entity(DEFAULT_BASE + "proposal/waffenruhe", "30-tägige Waffenruhe", Kind.PROPOSAL, (), None, "ceasefire")
NEUTRAL = Entity(
    DEFAULT_BASE + "entity/neutral", "Verzicht auf den NATO-Beitritt", Kind.CONDITION, (), None, "nato-membership"
)
TALKS = Entity(DEFAULT_BASE + "entity/gespraeche", '=Gespräche; "Riad"', Kind.EVENT)


def claim(
    document: str,
    index: int,
    subject: Entity,
    relation: str,
    obj: Entity,
    *,
    negated: bool = False,
    modality: Modality = Modality.ASSERTED,
    speakers: tuple[Entity, ...] = (),
    conditions: tuple[Entity, ...] = (),
    place: Entity | None = None,
    time: str = "",
) -> Claim:
    """Make a claim whose sentence says its parts; sentence `index` stands at 100 * index."""
    text = f"{subject.label} {relation} {obj.label}."
    start = 100 * index
    here = start, start + 5

    def part(entity: Entity) -> Participant:
        return Participant(entity.label, *here, entity)

    return Claim(
        id=f"{document}-{index}-{relation}-{subject.label.split()[0].lower()}",
        document=document,
        sentence=Sentence(index, start, start + len(text), text),
        subject=part(subject),
        relation=relation,
        object=part(obj),
        trigger=Trigger(relation, relation, (Span(relation, *here),)),
        negated=negated,
        modality=modality,
        attribution=tuple(
            Attribution(part(speaker), Span("sagte", start + i, start + i + 5)) for i, speaker in enumerate(speakers)
        ),
        conditions=tuple(part(condition) for condition in conditions),
        place=part(place) if place else None,
        time=TimeExpression("am Dienstag", start, start + 11, time) if time else None,
        confidence=0.9,
        rules=("finite", "object"),
    )


def extractions() -> list[Extraction]:
    """Give three articles of March and April 2025."""
    claims = {
        "maerz-13": (
            claim("maerz-13", 0, USHAKOV, "rejects", TRUCE),
            claim("maerz-13", 1, USA, "proposes", TRUCE),
            claim("maerz-13", 1, KYIV, "accepts", TRUCE, speakers=(USA,)),
            claim("maerz-13", 2, KREMLIN, "demands", NEUTRAL, speakers=(USHAKOV, KREMLIN)),
            claim("maerz-13", 3, KREMLIN, "consults", USA, modality=Modality.PLANNED, place=RIYADH, time="2025-03-18"),
        ),
        "maerz-20": (
            claim("maerz-20", 0, KREMLIN, "rejects", TRUCE, conditions=(NEUTRAL,)),
            claim("maerz-20", 1, KYIV, "rejects", NEUTRAL),
            claim("maerz-20", 2, KREMLIN, "accepts", TRUCE, negated=True, modality=Modality.POSSIBLE),
        ),
        "april-02": (
            claim("april-02", 0, KREMLIN, "accepts", TRUCE, time="2025-04-01"),
            claim("april-02", 1, USA, "consults", KREMLIN, place=RIYADH),
            claim("april-02", 2, KYIV, "states", TALKS),
        ),
    }
    days = {"maerz-13": date(2025, 3, 13), "maerz-20": date(2025, 3, 20), "april-02": date(2025, 4, 2)}
    return [
        Extraction(
            Document(
                name,
                " " * 1000,
                title=f"Bericht {name}",
                date=days[name],
                publisher="Beispielblatt" if "maerz" in name else None,
            ),
            tuple(entry.sentence for entry in found),
            found,
        )
        for name, found in claims.items()
    ]


def graphs() -> Iterator[tuple[URIRef, list[Quad]]]:
    """Give the articles as named graphs."""
    for extraction in extractions():
        name = article_iri(extraction.document.id, DEFAULT_BASE)
        yield name, list(article_quads(extraction, RUN, base=DEFAULT_BASE))
