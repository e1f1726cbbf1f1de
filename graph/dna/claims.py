"""A statement of DNA as a claim: an actor supports or rejects a concept, in the words that were coded."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from graph.dna.offsets import code_points, java_offset
from graph.dna.tables import Row
from graph.entities.link import mint_actor, slug
from graph.gazetteer import ConceptScheme, Gazetteer, stem, words_of
from graph.ingest.normalise import from_original
from graph.model import Claim, Document, Entity, Extraction, Kind, Participant, Run, Sentence, Span, Trigger

ROLES = ("person", "organization", "concept", "agreement")
Values = Mapping[str, str | int]

_TRIGGER = 80


@dataclass(frozen=True, slots=True)
class Source:
    """What claims are made of.

    Attributes:
        gazetteer, concepts: names that are known.
        variables: role -> variable that holds this part of a statement.
        marked: name of an actor -> its IRI and class, where the database has them as attributes.
        base: start of minted IRIs.
        run: the run without its coder.
    """

    gazetteer: Gazetteer
    concepts: ConceptScheme
    variables: Mapping[str, str]
    marked: Mapping[str, tuple[str, str]]
    base: str
    run: Run


def coded_claims(
    article: Document,
    text: str,
    coder: str,
    statements: list[Row],
    values: Mapping[object, Values],
    source: Source,
) -> Extraction:
    """Make the claims of a coder's statements, whose offsets become those of the article's text."""
    claims = []
    for row in statements:
        start, end = (
            from_original(article.offset_map, code_points(text, int(row[name] or 0))) for name in ("Start", "Stop")
        )
        first, last = (java_offset(article.text, offset) for offset in (start, end))
        row["Start"], row["Stop"] = first, max(last, first + 1)
        claim = _claim(article, (start, end), values.get(row["ID"], {}), f"{coder}\x1f{row['ID']}", source)
        if claim is not None:
            claims.append(claim)
    return Extraction(article, tuple(claim.sentence for claim in claims), tuple(claims))


def _claim(article: Document, place: tuple[int, int], values: Values, key: str, source: Source) -> Claim | None:
    """Make the claim of a statement; None where it lacks actor, concept, agreement or words."""
    person, organization, concept, agreement = (values.get(source.variables[role]) for role in ROLES)
    start, end = place
    words = article.text[start:end]
    if not (person or organization) or not concept or agreement is None or not words.strip():
        return None

    def part(entity: Entity) -> Participant:
        return Participant(words, start, end, entity)

    body = _actor(str(organization), "Organization", source) if organization else None
    subject = _actor(str(person), "Person", source) if person else body
    assert subject is not None
    shown = " ".join(words.split())
    shown = shown if len(shown) <= _TRIGGER else shown[: _TRIGGER - 1] + "…"
    return Claim(
        id=hashlib.sha256(f"{article.id}\x1f{key}".encode("utf-8", "surrogatepass")).hexdigest()[:20],
        document=article.id,
        sentence=Sentence(0, start, end, words),
        subject=part(subject),
        relation="supports" if int(agreement) else "rejects",
        object=part(_topic(str(concept), source)),
        trigger=Trigger(shown, "", (Span(words, start, end),)),
        confidence=1.0,
        rules=("coded_by_hand",),
        on_behalf_of=part(body) if body else None,
    )


def _actor(label: str, cls: str, source: Source) -> Entity:
    """Give the entity of an actor's name: the one that it is marked as, else the gazetteer's of this class."""
    if label in source.marked:
        iri, marked_class = source.marked[label]
        return Entity(iri, label, Kind.ACTOR, (marked_class,) if marked_class else (cls,))
    known = source.gazetteer.known(label)
    if known is not None and known.kind is Kind.ACTOR and (known.classes[:1] == ("Person",)) == (cls == "Person"):
        return known
    return mint_actor(label, Kind.ACTOR, (cls,), base=source.base)


def _topic(label: str, source: Source) -> Entity:
    """Give the entity of what a statement is about, with its concept where the scheme has the very word."""
    concept = source.concepts.words.get(" ".join(stem(word) for word in words_of(label)))
    if concept is not None and source.concepts.labels[concept] == label:
        name = concept
    else:
        name = f"{slug(label)[:60].rstrip('-')}-{hashlib.sha256(label.encode()).hexdigest()[:8]}"
    return Entity(f"{source.base}proposal/{name}", label, Kind.PROPOSAL, ("Proposal",), concept=concept)
