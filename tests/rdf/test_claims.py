"""Claims become the triples that ontology/README.md shows."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, RDF, SKOS
from rdflib.term import BNode

from graph.errors import GraphError
from graph.model import Attribution, Document, Entity, Extraction, Kind, Modality, Participant, Run, Sentence
from graph.namespaces import DG, OA
from graph.rdf import article_iri, article_quads, relations
from graph.rdf.claims import stance

BASE = "https://example.org/kg/"
RUN = Run("0.1.0", "0.1.0", "de_news", "0.3.0")
CLAIM = URIRef(f"{BASE}claim/c1")
USHAKOV = URIRef(f"{BASE}actor/uschakow")
TRUCE = URIRef(f"{BASE}proposal/waffenruhe")
PREFIXES = """
@prefix con: <https://w3id.org/diplograph/concept/> .
@prefix dc: <http://purl.org/dc/elements/1.1/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix dg: <https://w3id.org/diplograph/ontology#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://example.org/kg/> .
"""
EXPECTED = (
    PREFIXES
    + """
<claim/c1> a dg:Rejection ;
    dg:subject <actor/uschakow> ; dg:relation dg:rejects ; dg:object <proposal/waffenruhe> ;
    rdf:subject <actor/uschakow> ; rdf:predicate dg:rejects ; rdf:object <proposal/waffenruhe> ;
    dg:polarity dg:positive ; dg:modality dg:asserted ; dg:stance -1 ; dg:confidence 0.93 ;
    dg:evidence <article/wire/2025/a1#char=18,116> ;
    dg:subjectMention <article/wire/2025/a1#char=60,68> ; dg:objectMention <article/wire/2025/a1#char=75,89> ;
    dg:trigger "lehne … ab" ; dg:rules "active_verb source_laut" ;
    prov:wasDerivedFrom <article/wire/2025/a1> ; prov:wasGeneratedBy ?run .
<actor/uschakow> dg:rejects <proposal/waffenruhe> ;
    a dg:Person , dg:Actor ; skos:prefLabel "Uschakow"@de ; owl:sameAs wd:Q4484158 .
<proposal/waffenruhe> a dg:Proposal ; skos:prefLabel "Waffenruhe"@de ; dg:concept con:ceasefire .
<article/wire/2025/a1#char=18,116> a dg:Sentence , oa:SpecificResource ; oa:hasSource <article/wire/2025/a1> ;
    oa:hasSelector <article/wire/2025/a1#char=18,116&by=position> , <article/wire/2025/a1#char=18,116&by=quote> .
<article/wire/2025/a1#char=18,116&by=position> a oa:TextPositionSelector ;
    oa:start 18 ; oa:end 116 .
<article/wire/2025/a1#char=18,116&by=quote> a oa:TextQuoteSelector ;
    oa:exact "Laut Tass sagte Peskow am Montag in Genf, Uschakow lehne die Waffenruhe ab, wenn Kiew mobil macht." ;
    oa:prefix "Agenturen melden: " ; oa:suffix " Ende." .
<article/wire/2025/a1> a dg:Article ; dcterms:identifier "wire/2025/a1" ; dcterms:title "Absage"@de ;
    dcterms:date "2025-03-13"^^xsd:date ; dcterms:publisher <publisher/Beispiel> ; dc:creator "A. B." ;
    dcterms:language "de" ; dcterms:source <https://example.org/a1.html> ;
    dg:digest "sha256:?digest" .
<publisher/Beispiel> a foaf:Agent ; foaf:name "Beispiel" .
?run a dg:Run , prov:Activity ; rdfs:label "diplograph 0.1.0, ontology 0.1.0, de_news 0.3.0" ;
    dg:softwareVersion "0.1.0" ; dg:ontologyVersion "0.1.0" ; dg:model "de_news" ; dg:modelVersion "0.3.0" ;
    prov:used <article/wire/2025/a1> ; prov:wasAssociatedWith <https://w3id.org/diplograph> .
"""
)


def test_a_plain_claim_becomes_the_documented_triples(claim, graph_of, document):
    import hashlib

    g = graph_of(claim())
    run = f"<{g.value(CLAIM, URIRef('http://www.w3.org/ns/prov#wasGeneratedBy'))}>"
    text = EXPECTED.replace("?run", run).replace("?digest", hashlib.sha256(document.text.encode()).hexdigest())
    assert isomorphic(g, Graph().parse(data=text, format="turtle"))


def test_a_chain_of_speakers_leads_from_the_innermost_outwards(full, graph_of):
    g = graph_of(full)
    inner = g.value(CLAIM, DG.attribution)
    outer = g.value(inner, DG.within)
    assert g.value(CLAIM, DG.source) == g.value(inner, DG.speaker) == URIRef(f"{BASE}actor/peskow")
    assert g.value(outer, DG.speaker) == URIRef(f"{BASE}actor/tass")
    assert [str(g.value(link, DG.cue)) for link in (inner, outer)] == ["sagte", "Laut"]
    assert g.value(outer, DG.within) is None


def test_qualifiers_are_nodes_with_their_own_names(full, graph_of):
    g = graph_of(full)
    assert str(g.value(g.value(CLAIM, DG.place), SKOS.prefLabel)) == "Genf"
    assert str(g.value(g.value(CLAIM, DG.condition), SKOS.prefLabel)) == "Mobilmachung"
    assert str(g.value(g.value(CLAIM, DG.time), DG.earliest)) == "2025-03-10"
    assert str(g.value(CLAIM, DG.quote)).endswith("#char=60,92")


def test_every_offset_points_at_the_very_characters(full, graph_of, document):
    g = graph_of(full)
    for predicate, words in (
        (DG.subjectMention, "Uschakow"),
        (DG.objectMention, "die Waffenruhe"),
        (DG.quote, "Uschakow lehne die Waffenruhe ab"),
    ):
        start, end = map(int, str(g.value(CLAIM, predicate)).rpartition("=")[2].split(","))
        assert document.text[start:end] == words
    position, quotation = (g.value(None, RDF.type, t) for t in (OA.TextPositionSelector, OA.TextQuoteSelector))
    start, end = (g.value(position, p).toPython() for p in (OA.start, OA.end))
    assert document.text[start:end] == str(g.value(quotation, OA.exact))


def _owned(g: Graph) -> int:
    return len(list(g.triples((CLAIM, None, None)))) + sum(
        1 for r in relations().values() for _ in g.triples((None, r.iri, None))
    )


def test_a_claim_with_every_qualifier_owns_at_most_25_triples(claim, full, graph_of):
    own_words = replace(full, attribution=(Attribution(full.subject),))
    g = graph_of(own_words)
    assert (USHAKOV, DG.rejects, TRUCE) in g
    assert _owned(g) == 25


def test_conditions_beyond_25_triples_are_left_out(full, graph_of):
    conditions = tuple(
        Participant(f"wenn {i}", 0, 1, Entity(f"{BASE}condition/{i}", f"wenn {i}", Kind.CONDITION)) for i in range(30)
    )
    assert _owned(graph_of(replace(full, conditions=conditions))) == 25


@pytest.mark.parametrize(
    ("changes", "direct"),
    [
        ({}, True),
        ({"negated": True}, False),
        ({"modality": Modality.POSSIBLE}, False),
        ({"modality": Modality.PLANNED}, False),
        ({"modality": Modality.CONDITIONAL}, False),
        ({"modality": Modality.OBLIGATION}, False),
    ],
)
def test_the_direct_triple_stands_only_beside_what_is_asserted(claim, graph_of, changes, direct):
    assert ((USHAKOV, DG.rejects, TRUCE) in graph_of(claim(**changes))) is direct


def test_what_others_say_of_an_actor_gives_no_direct_triple(full, claim, graph_of):
    assert (USHAKOV, DG.rejects, TRUCE) not in graph_of(full)
    assert (USHAKOV, DG.rejects, TRUCE) in graph_of(claim(attribution=(Attribution(full.subject),)))


@pytest.mark.parametrize("name", sorted(relations()))
def test_negation_turns_the_stance_round(claim, name):
    assert stance(claim(relation=name)) == relations()[name].stance
    assert stance(claim(relation=name, negated=True)) == -relations()[name].stance


@pytest.mark.parametrize(("value", "text"), [(0.0, "0"), (1.0, "1"), (0.5, "0.5"), (2 / 3, "0.6667")])
def test_confidence_is_a_decimal_in_one_form(claim, graph_of, value, text):
    assert str(graph_of(claim(confidence=value)).value(CLAIM, DG.confidence)) == text


def test_a_statement_carries_its_words(claim, graph_of):
    said = Participant("die Lage sei ruhig", 0, 18, Entity(f"{BASE}statement/s", "die Lage sei ruhig", Kind.STATEMENT))
    g = graph_of(claim(relation="states", object=said))
    assert str(g.value(URIRef(said.entity.iri), DG.text)) == "die Lage sei ruhig"
    assert (URIRef(said.entity.iri), RDF.type, DG.Statement) in g


def test_of_two_names_for_one_entity_the_first_in_the_text_stays(claim, full, graph_of):
    other = replace(full.subject, entity=replace(full.subject.entity, label="Juri Uschakow", wikidata="Q1"))
    g = graph_of(claim(), claim(id="c2", subject=other))
    assert [str(x) for x in g.objects(USHAKOV, SKOS.prefLabel)] == ["Uschakow"]
    assert len(list(g.objects(USHAKOV, OWL.sameAs))) == 1


@pytest.mark.parametrize("wikidata", ["4484158", "Q", "Qx", "P31", "https://example.org/"])
def test_what_is_no_wikidata_item_is_not_linked(claim, full, graph_of, wikidata):
    odd = replace(full.subject, entity=replace(full.subject.entity, wikidata=wikidata))
    assert not list(graph_of(claim(subject=odd)).objects(USHAKOV, OWL.sameAs))


def test_an_unknown_relation_is_refused(claim, graph_of):
    with pytest.raises(GraphError, match="'befriends' is not in the ontology"):
        graph_of(claim(relation="befriends"))


@pytest.mark.parametrize(
    "base",
    [
        "",
        "kg/",
        "https://example.org/kg",
        "https://example.org/kg#",
        "https://example.org/a b/",
        "https://example.org/?q=/",
    ],
)
def test_a_base_that_names_cannot_be_appended_to_is_refused(document, base):
    with pytest.raises(GraphError, match="not an absolute IRI"):
        list(article_quads(Extraction(document, (), ()), RUN, base=base))


def test_an_article_without_claims_is_described_all_the_same(graph_of, document):
    g = graph_of()
    assert (article_iri(document.id, BASE), RDF.type, DG.Article) in g
    assert not list(g.subjects(DG.relation))


def test_no_blank_nodes_and_each_quad_once(full, document):
    quads = list(article_quads(Extraction(document, (), (full, full)), RUN, base=BASE))
    assert len(quads) == len(set(quads))
    assert not any(isinstance(term, BNode) for quad in quads for term in quad)
    assert {quad[3] for quad in quads} == {article_iri(document.id, BASE)}


def test_context_of_blanks_alone_is_empty(claim, graph_of):
    blank = Document("d", "Ja. \n\n Nein.")
    quads = article_quads(
        Extraction(blank, (), (claim(document="d", sentence=Sentence(1, 7, 12, "Nein.")),)), RUN, base=BASE
    )
    assert [str(o) for _, p, o, _ in quads if p == OA.prefix] == ["Ja. \n\n "]
    quads = article_quads(
        Extraction(Document("d", " \nNein."), (), (claim(document="d", sentence=Sentence(0, 2, 7, "Nein.")),)),
        RUN,
        base=BASE,
    )
    assert [str(o) for _, p, o, _ in quads if p == OA.prefix] == [""]


def test_text_of_any_kind_stays_text(claim, graph_of):
    nasty = '<script>" \\ \x00 \ud800 }\n'
    odd = Participant(nasty, 0, 5, Entity(nasty, nasty, Kind.ACTOR, (nasty,), nasty, nasty))
    g = graph_of(claim(id=nasty, subject=odd, object=odd, rules=(nasty,)))
    assert isomorphic(g, Graph().parse(data=g.serialize(format="nt"), format="nt"))


SCRIPT = """
from graph.model import *
from graph.rdf import article_quads
text = "Uschakow und Lawrow lehnen die Waffenruhe ab."
person = lambda n: Entity(f"https://example.org/{n}", n, Kind.ACTOR, ("Person",))
actors = [Participant(n, 0, 8, person(n)) for n in ("Uschakow", "Lawrow")]
entity = Entity("https://example.org/w", "Waffenruhe", Kind.PROPOSAL, concept="ceasefire")
truce = Participant("Waffenruhe", 31, 41, entity)
sentence, trigger = Sentence(0, 0, 45, text), Trigger("lehnen … ab", "ablehnen", ())
claims = tuple(Claim(a.text, "d", sentence, a, "rejects", truce, trigger) for a in actors)
run = Run("1", "1", "m", "1")
for quad in article_quads(Extraction(Document("d", text), (), claims), run, base="https://example.org/kg/"):
    print(" ".join(term.n3() for term in quad))
"""


def test_the_quads_are_the_same_bytes_in_the_same_order_for_every_hash_seed():
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(outputs) == 1
    assert b"dg:" not in next(iter(outputs))
    assert b"ontology#rejects" in next(iter(outputs))
