"""A large debate made by chance, always the same: who says what of whom, in camps around topics, as N-Quads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np
from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, PROV, RDF, SKOS

from graph.namespaces import CON, DG, OA
from graph.rdf.relations import relations

_BASE = "https://example.org/"
_KINDS = ("Actor",) * 9 + ("Proposal",) * 6 + ("Condition",) * 2 + ("Place",) * 2 + ("Agreement",)
_CONCEPTS = ("ceasefire", "peacekeepers", "energy-truce", "security-guarantees", "nato-accession", "arms-deliveries")
_SYLLABLES = ("ba", "dor", "fan", "gul", "hem", "jas", "ke", "lin", "mo", "ri", "san", "ter", "vo", "win", "zel", "ru")
_OUTLETS = 12
_CAMPS = 40
_ABROAD = 0.08  # share of the edges between two camps
_NAMES = {
    "Actor": "{}",
    "Proposal": "{}-Plan",
    "Condition": "Rückzug aus {}",
    "Place": "{}stadt",
    "Agreement": "{}-Abkommen",
}


def debate(nodes: int, edges: int, seed: int = 5) -> Iterator[str]:
    """Give the quads of a debate, one a line.

    Most nodes have a link or two, few have hundreds; nine of ten links stay within a camp. An edge stands for one claim
    mostly, for up to some dozen where it leads to what many talk of.

    Args:
        nodes: how many there are, at least 100; all of them are linked.
        edges: how many there are, at least as many as nodes.
        seed: of the chance.
    """
    chance = np.random.default_rng(seed)
    kinds = [_KINDS[int(k)] for k in chance.integers(0, len(_KINDS), nodes)]
    camp = np.minimum((chance.pareto(1.2, nodes) * 6).astype(int), _CAMPS - 1)
    things = [URIRef(f"{_BASE}entity/{number}") for number in range(nodes)]
    for number, (thing, kind) in enumerate(zip(things, kinds, strict=True)):
        yield from _thing(thing, kind, number, chance)
    for day in range(400):
        yield from _article(day)
    verbs = [name for name, relation in relations().items() if name != "states" and relation.stance >= -1]
    claim = 0
    for subject, obj in _links(chance, kinds, camp, edges):
        verb = verbs[int(chance.integers(0, len(verbs)))]
        for _ in range(min(1 + int(chance.pareto(2.2) * 0.6), 24)):
            yield from _claim(claim, things[subject], verb, things[obj], chance)
            claim += 1


def _links(chance: Any, kinds: list[str], camp: Any, edges: int) -> list[tuple[int, int]]:
    """Choose pairs of an actor and a node, each once, so that every node has one."""
    actors = np.array([number for number, kind in enumerate(kinds) if kind == "Actor"])
    members = [np.flatnonzero(camp == number) for number in range(_CAMPS)]
    speakers = [actors[camp[actors] == number] for number in range(_CAMPS)]
    speakers = [some if len(some) else actors[:1] for some in speakers]

    def some(among: Any) -> int:
        return int(among[min(int(chance.pareto(0.9) * 4), len(among) - 1)])

    found: dict[tuple[int, int], None] = {}
    for number, kind in enumerate(kinds):
        other = some(speakers[camp[number]])
        if kind == "Actor" and other == number:
            other = some(actors)
        found[other, number] = None
    while len(found) < edges:
        home = int(camp[int(chance.integers(0, len(kinds)))])
        away = int(chance.integers(0, _CAMPS)) if chance.random() < _ABROAD else home
        spread = members[away] if len(members[away]) else members[home]
        found[some(speakers[home]), int(spread[int(chance.integers(0, len(spread)))])] = None
    return list(found)


def _thing(thing: URIRef, kind: str, number: int, chance: Any) -> Iterator[str]:
    name = "".join(_SYLLABLES[int(k)] for k in chance.integers(0, len(_SYLLABLES), 3)).capitalize()
    graph = URIRef(f"{_BASE}names")
    yield _quad(thing, RDF.type, DG[kind], graph)
    yield _quad(thing, SKOS.prefLabel, Literal(f"{_NAMES[kind].format(name)} {number}"), graph)
    if kind == "Proposal":
        yield _quad(thing, DG.concept, CON[_CONCEPTS[number % len(_CONCEPTS)]], graph)


def _article(day: int) -> Iterator[str]:
    article, outlet = URIRef(f"{_BASE}article/{day}"), URIRef(f"{_BASE}outlet/{day % _OUTLETS}")
    told = {
        DCTERMS.identifier: Literal(f"a{day}"),
        DCTERMS.title: Literal(f"Bericht {day}"),
        DCTERMS.date: Literal((date(2025, 1, 1) + timedelta(days=day)).isoformat()),
        DCTERMS.publisher: outlet,
        DCTERMS.source: Literal(f"{_BASE}bericht/{day}"),
    }
    for prop, value in told.items():
        yield _quad(article, prop, value, article)
    yield _quad(outlet, FOAF.name, Literal(f"Blatt {day % _OUTLETS}"), article)


def _claim(number: int, subject: URIRef, verb: str, obj: URIRef, chance: Any) -> Iterator[str]:
    article = URIRef(f"{_BASE}article/{int(chance.integers(0, 400))}")
    claim, span, words = (URIRef(f"{_BASE}{part}/{number}") for part in ("claim", "span", "words"))
    sentence = f"Am Abend {verb}, so hieß es nach langer Beratung mit allen Seiten, der Sprecher den {number}. Entwurf."
    told = {
        DG.subject: subject,
        DG.object: obj,
        DG.relation: DG[verb],
        DG.modality: DG.asserted if chance.random() < 0.9 else DG.possible,
        DG.trigger: Literal(verb),
        DG.confidence: Literal(round(0.5 + 0.5 * chance.random(), 2)),
        PROV.wasDerivedFrom: article,
        DG.evidence: span,
    }
    if chance.random() < 0.05:
        told[DG.polarity] = DG.negative
    for prop, value in told.items():
        yield _quad(claim, prop, value, article)
    yield _quad(span, OA.hasSelector, words, article)
    yield _quad(words, OA.exact, Literal(sentence), article)
    yield _quad(words, OA.start, Literal(number % 5000), article)


def _quad(subject: URIRef, prop: Any, value: Any, graph: URIRef) -> str:
    return f"{subject.n3()} {URIRef(prop).n3()} {value.n3() if isinstance(value, Literal) else URIRef(value).n3()} {graph.n3()} .\n"
