"""Validation finds what is wrong, says where, and finds nothing in what we write."""

from __future__ import annotations

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, SH, SKOS, XSD
from rdflib.term import BNode

from graph.errors import OntologyError
from graph.namespaces import DG, OA
from graph.store.validate import merged, validate

BASE = "https://example.org/kg/"
CLAIM = URIRef(f"{BASE}claim/c1")
ACTOR, TRUCE, PESKOV = (
    URIRef(f"{BASE}actor/uschakow"),
    URIRef(f"{BASE}proposal/waffenruhe"),
    URIRef(f"{BASE}actor/peskow"),
)
ARTICLE = URIRef(f"{BASE}article/wire/2025/a1")
SENTENCE = URIRef(f"{ARTICLE}#char=18,116")
POSITION, QUOTATION = URIRef(f"{SENTENCE}&by=position"), URIRef(f"{SENTENCE}&by=quote")
NOWHERE = URIRef(f"{BASE}nowhere")


def drop(subject, predicate):
    return lambda g: g.remove((subject, predicate, None))


def put(subject, predicate, value):
    return lambda g: g.set((subject, predicate, value))


def add(subject, predicate, value):
    return lambda g: g.add((subject, predicate, value))


def on_node(cls, edit):
    return lambda g: edit(g.value(None, RDF.type, cls))(g)


def count(number):
    return Literal(str(number), datatype=XSD.integer)


SEEDED = {
    "no class of a relation": (put(CLAIM, RDF.type, DG.Claim), "ClaimShape-type"),
    "two classes": (add(CLAIM, RDF.type, DG.Support), "SupportShape-relation"),
    "no subject": (drop(CLAIM, DG.subject), "ClaimShape-subject"),
    "undescribed object": (put(CLAIM, DG.object, NOWHERE), "ClaimShape-object"),
    "other rdf:object": (put(CLAIM, RDF.object, PESKOV), "ClaimShape-object"),
    "relation of another class": (put(CLAIM, DG.relation, DG.demands), "RejectionShape-relation"),
    "relation that does not exist": (put(CLAIM, DG.relation, DG.subject), "ClaimShape-relation"),
    "no polarity": (drop(CLAIM, DG.polarity), "ClaimShape-polarity"),
    "odd polarity": (put(CLAIM, DG.polarity, Literal("nein")), "ClaimShape-polarity"),
    "two modalities": (add(CLAIM, DG.modality, DG.planned), "ClaimShape-modality"),
    "stance out of range": (put(CLAIM, DG.stance, Literal(2)), "ClaimShape-stance"),
    "stance of the wrong sign": (put(CLAIM, DG.stance, Literal(1)), "RejectionShape"),
    "negated, stance not turned": (put(CLAIM, DG.polarity, DG.negative), "RejectionShape"),
    "confidence above 1": (put(CLAIM, DG.confidence, Literal("1.2", datatype=XSD.decimal)), "ClaimShape-confidence"),
    "confidence as text": (put(CLAIM, DG.confidence, Literal("high")), "ClaimShape-confidence"),
    "no evidence": (drop(CLAIM, DG.evidence), "ClaimShape-evidence"),
    "mention without characters": (put(CLAIM, DG.subjectMention, ARTICLE), "ClaimShape-subjectMention"),
    "no trigger": (put(CLAIM, DG.trigger, Literal("")), "ClaimShape-trigger"),
    "no article": (drop(CLAIM, PROV.wasDerivedFrom), "ClaimShape-article"),
    "no run": (drop(CLAIM, PROV.wasGeneratedBy), "ClaimShape-run"),
    "undescribed condition": (add(CLAIM, DG.condition, NOWHERE), "ClaimShape-condition"),
    "source is not the speaker": (put(CLAIM, DG.source, ACTOR), "source"),
    "chain within itself": (
        lambda g: g.set((g.value(CLAIM, DG.attribution), DG.within, g.value(CLAIM, DG.attribution))),
        "chain",
    ),
    "nobody speaks": (on_node(DG.Attribution, lambda n: drop(n, DG.speaker)), "AttributionShape-speaker"),
    "time ends before it begins": (
        on_node(DG.Time, lambda n: put(n, DG.latest, Literal("2025-01-01", datatype=XSD.date))),
        "TimeShape-earliest",
    ),
    "no identifier": (drop(ARTICLE, DCTERMS.identifier), "ArticleShape-identifier"),
    "address of another kind": (put(ARTICLE, DCTERMS.source, URIRef("javascript:alert(1)")), "ArticleShape-source"),
    "digest of another kind": (put(ARTICLE, DG.digest, Literal("md5:00")), "ArticleShape-digest"),
    "sentence with one selector": (lambda g: g.remove((SENTENCE, OA.hasSelector, POSITION)), "SentenceShape-selector"),
    "negative offset": (put(POSITION, OA.start, Literal("-1", datatype=XSD.integer)), "PositionShape-start"),
    "end before start": (put(POSITION, OA.end, count(3)), "PositionShape-start"),
    "offsets that miss a character": (put(POSITION, OA.end, count(115)), "offset"),
    "other words": (put(QUOTATION, OA.exact, Literal("Etwas anderes.")), "offset"),
    "run without model": (on_node(DG.Run, lambda n: drop(n, DG.model)), "RunShape-model"),
    "two names in one language": (add(ACTOR, SKOS.prefLabel, Literal("U.", lang="de")), "EntityShape-label"),
    "nameless entity": (drop(TRUCE, SKOS.prefLabel), "EntityShape-label"),
    "person and organization": (add(ACTOR, RDF.type, DG.Organization), "PersonShape"),
    "actor and event": (add(ACTOR, RDF.type, DG.Event), "ActorShape"),
    "concept of another scheme": (put(TRUCE, DG.concept, URIRef("https://example.org/c")), "EntityShape-concept"),
    "same as a literal": (put(ACTOR, OWL.sameAs, Literal("Q1")), "EntityShape-wikidata"),
    "plain triple of a claim said by others": (add(ACTOR, DG.rejects, TRUCE), "direct-triple"),
    "claim of another article": (
        lambda g: (
            [g.add((NOWHERE, p, o)) for p, o in g.predicate_objects(ARTICLE)]
            and g.set((CLAIM, PROV.wasDerivedFrom, NOWHERE))
        ),
        "article",
    ),
}


def test_what_we_write_conforms(full, claim, graph_of):
    assert validate(graph_of(full, claim(id="c2"), claim(id="c3", relation="demands", negated=True))).lines() == []


def test_at_least_thirty_faults_are_seeded():
    assert len(SEEDED) >= 30


@pytest.mark.parametrize("fault", SEEDED)
def test_a_seeded_fault_is_reported_under_the_shape_that_it_breaks(full, graph_of, fault):
    edit, shape = SEEDED[fault]
    g = graph_of(full)
    edit(g)
    assert shape in {finding.shape.rpartition("#")[2].rpartition("/")[2] for finding in validate(g).findings}


def test_a_claim_without_its_direct_triple_is_reported(claim, graph_of):
    g = graph_of(claim())
    g.remove((ACTOR, DG.rejects, TRUCE))
    assert [f.shape.rpartition("/")[2] for f in validate(g).findings] == ["missing-direct-triple"]


def test_a_line_names_the_claim_its_sentence_and_the_fault(full, graph_of):
    g = graph_of(full)
    g.remove((CLAIM, DG.modality, None))
    (line,) = validate(g).lines()
    assert "claim/c1" in line
    assert (
        "Uschakow | rejects | Waffenruhe in “Laut Tass sagte Peskow am Montag in Genf, Uschakow lehne die Waffenruhe ab"
        in line
    )
    assert "dg:modality must have one of the five modalities" in line


def test_a_line_stays_one_line_whatever_the_names_hold(full, graph_of):
    g = graph_of(full)
    g.set((ACTOR, SKOS.prefLabel, Literal("U\n\r\u2028x")))
    g.add((ACTOR, SKOS.prefLabel, Literal("A\nB", lang="de")))
    g.set((CLAIM, DG.trigger, Literal("\n", lang="de")))
    assert all(len(line.splitlines()) == 1 for line in validate(g).lines())


def test_the_report_as_rdf_names_every_finding_without_blank_nodes(full, graph_of):
    g = graph_of(full)
    g.remove((CLAIM, DG.modality, None))
    g.remove((ACTOR, SKOS.prefLabel, None))
    report = validate(g)
    rdf = report.graph()
    results = list(rdf.subjects(RDF.type, SH.ValidationResult))
    assert len(results) == len(report.findings) >= 2
    assert set(rdf.objects(None, SH.focusNode)) == {CLAIM, ACTOR}
    assert not any(isinstance(term, BNode) for triple in rdf for term in triple)
    assert rdf.value(rdf.value(None, RDF.type, SH.ValidationReport), SH.conforms) == Literal(False)


def test_validation_leaves_the_data_as_it_is(full, graph_of):
    g = graph_of(full)
    before = set(g)
    validate(g)
    assert set(g) == before


def test_imports_are_not_fetched(full, graph_of):
    g = graph_of(full)
    g.add((NOWHERE, RDF.type, OWL.Ontology))
    g.add((NOWHERE, OWL.imports, URIRef("https://nowhere.invalid/ontology.ttl")))
    assert validate(g).conforms


def test_reports_of_several_graphs_join_into_one(full, graph_of):
    g = graph_of(full)
    g.remove((CLAIM, DG.modality, None))
    report = validate(g)
    assert merged([report, report, validate(graph_of(full))]) == report


def test_shapes_that_do_not_exist_are_named(full, graph_of):
    with pytest.raises(OntologyError, match=r"shapes/cheese\.ttl"):
        validate(graph_of(full), shapes=("cheese",))


def test_an_empty_graph_conforms():
    assert validate(Graph()).conforms
