"""Hand-made claims, from which each test builds the one that it needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from rdflib import Graph

from graph.model import (
    Attribution,
    Claim,
    Document,
    Entity,
    Extraction,
    Kind,
    Participant,
    Run,
    Sentence,
    Span,
    TimeExpression,
    Trigger,
)
from graph.rdf import article_quads

BASE = "https://example.org/kg/"
TEXT = (
    "Agenturen melden: Laut Tass sagte Peskow am Montag in Genf, "
    "Uschakow lehne die Waffenruhe ab, wenn Kiew mobil macht. Ende."
)
RUN = Run("0.1.0", "0.1.0", "de_news", "0.3.0")


def _participant(words: str, kind: Kind, name: str, **more: str) -> Participant:
    start = TEXT.index(words)
    classes = (more.pop("cls"),) if "cls" in more else ()
    return Participant(
        words, start, start + len(words), Entity(f"{BASE}{kind}/{name}", name.title(), kind, classes, **more)
    )


def _span(words: str) -> Span:
    return Span(words, TEXT.index(words), TEXT.index(words) + len(words))


USHAKOV = _participant("Uschakow", Kind.ACTOR, "uschakow", cls="Person", wikidata="Q4484158")
PESKOV = _participant("Peskow", Kind.ACTOR, "peskow", cls="Person")
TASS = _participant("Tass", Kind.ACTOR, "tass", cls="Media")
TRUCE = _participant("die Waffenruhe", Kind.PROPOSAL, "waffenruhe", concept="ceasefire")
GENEVA = _participant("Genf", Kind.PLACE, "genf")
MOBILISATION = _participant("wenn Kiew mobil macht", Kind.CONDITION, "mobilmachung")
CHAIN = (Attribution(TASS, _span("Laut")), Attribution(PESKOV, _span("sagte")))
MONDAY = TimeExpression("am Montag", TEXT.index("am Montag"), TEXT.index("am Montag") + 9, "2025-03-10")
SENTENCE = Sentence(0, 18, 116, TEXT[18:116])


@pytest.fixture
def document() -> Document:
    return Document(
        "wire/2025/a1",
        TEXT,
        title="Absage",
        date=date(2025, 3, 13),
        publisher="Beispiel",
        author="A. B.",
        url="https://example.org/a1.html",
    )


@pytest.fixture
def claim() -> Callable[..., Claim]:
    """Gives "Uschakow rejects the truce" with the qualifiers that a test asks for."""

    def make(**changes: object) -> Claim:
        values: dict[str, object] = {
            "id": "c1",
            "document": "wire/2025/a1",
            "sentence": SENTENCE,
            "subject": USHAKOV,
            "relation": "rejects",
            "object": TRUCE,
            "trigger": Trigger("lehne … ab", "ablehnen", (_span("lehne"), _span("ab,"))),
            "confidence": 0.93,
            "rules": ("active_verb", "source_laut"),
        }
        return Claim(**{**values, **changes})  # type: ignore[arg-type]

    return make


@pytest.fixture
def full(claim: Callable[..., Claim]) -> Claim:
    """A claim with every qualifier."""
    return claim(
        attribution=CHAIN,
        conditions=(MOBILISATION,),
        place=GENEVA,
        time=MONDAY,
        quote=_span("Uschakow lehne die Waffenruhe ab"),
    )


@pytest.fixture
def graph_of(document: Document) -> Callable[..., Graph]:
    """Turns claims into the graph of their article."""

    def make(*claims: Claim, **changes: object) -> Graph:
        g = Graph()
        for subject, predicate, value, _ in article_quads(Extraction(document, (SENTENCE,), claims), RUN, base=BASE):
            g.add((subject, predicate, value))
        return g

    return make
