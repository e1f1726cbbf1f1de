"""Which claims are kept, how they are named, and how sure they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.claims import confidence, extract
from graph.claims.identity import claim_id
from graph.claims.selection import accepted, keep
from graph.model import Attribution, Entity, Kind, Modality, Participant, Sentence

CONTENT = (
    "Moskau/Moskau/PROPN/2/nsubj {verb}/VERB/0/root ,/,/PUNCT/6/punct dass/dass/SCONJ/6/mark Kiew/Kiew/PROPN/6/nsubj angreift/angreifen/VERB/2/ccomp "
    "Rom/Rom/PROPN/6/obj"
)


@pytest.mark.parametrize(
    ("verb", "attacks"),
    [("fordert/fordern", 0), ("ablehnt/ablehnen", 0), ("sagt/sagen", 1), ("meldet/melden", 1)],
)
def test_what_is_only_wished_for_or_denied_is_no_claim(candidates, verb, attacks):
    assert len([c for c in candidates(CONTENT.format(verb=verb)) if c.relation == "attacks"]) == attacks


def claim_of(relation, subject="A", source=None, sentence=0, object_="X"):
    from graph.model import Claim, Span, Trigger

    def participant(label):
        return Participant(label, 0, 1, Entity(f"https://example.org/{label}", label, Kind.ACTOR))

    return Claim(
        id=f"{relation}{subject}{object_}{sentence}",
        document="d",
        sentence=Sentence(sentence, 0, 9, "…"),
        subject=participant(subject),
        relation=relation,
        object=participant(object_),
        trigger=Trigger("t", "t", (Span("t", 0, 1),)),
        attribution=(Attribution(participant(source)),) if source else (),
    )


def test_statement_gives_way_to_the_claim_that_it_makes():
    claims = [claim_of("states", "A", object_="S"), claim_of("rejects", "B", source="A")]
    assert [c.relation for c in keep(claims)] == ["rejects"]


@pytest.mark.parametrize(
    "other",
    [claim_of("rejects", "B", source="C"), claim_of("rejects", "B", source="A", sentence=1), claim_of("rejects", "B")],
)
def test_statement_stays_beside_claims_of_others(other):
    assert [c.relation for c in keep([claim_of("states", "A", object_="S"), other])] == ["states", "rejects"]


def test_repetition_within_a_sentence_is_dropped_and_in_another_kept():
    assert len(keep([claim_of("rejects"), claim_of("rejects")])) == 1
    assert len(keep([claim_of("rejects"), claim_of("rejects", sentence=1)])) == 2


REJECTS = "Kiew/Kiew/PROPN/2/nsubj {verb}/ablehnen/VERB/0/root Pläne/Plan/NOUN/2/obj"


def test_name_of_a_claim_is_the_same_in_every_run(claim):
    one = claim(REJECTS.format(verb="ablehnt"), "rejects")
    assert one.id == claim(REJECTS.format(verb="ablehnt"), "rejects").id
    assert len(one.id) == 20
    assert set(one.id) <= set("0123456789abcdef")


def test_qualifiers_do_not_change_the_name_and_everything_else_does(claim):
    one = claim(REJECTS.format(verb="ablehnt"), "rejects")

    def named(c):
        return claim_id(c.document, c.trigger, c.relation, c.subject, c.object)

    assert named(replace(one, negated=True, modality=Modality.POSSIBLE, confidence=0.1)) == one.id
    moved = replace(one.object, start=one.object.start + 1)
    others = [
        replace(one, document="b"),
        replace(one, relation="accepts"),
        replace(one, subject=one.object),
        replace(one, object=moved),
    ]
    assert len({named(c) for c in others} | {one.id}) == 5


def test_lone_surrogate_does_not_break_the_name(claim):
    one = claim(REJECTS.format(verb="ablehnt"), "rejects")
    assert claim_id("\ud800", one.trigger, one.relation, one.subject, one.object) != one.id


MODEL = confidence.Model(bias=0.0, weights={"good": 2.0, "bad": -2.0}, threshold=0.5)


def test_confidence_grows_with_the_weights():
    values = [
        MODEL.probability(iter(names))
        for names in (["bad", "bad"], ["bad"], [], ["unknown"], ["good"], ["good", "good"])
    ]
    assert values == sorted(values)
    assert values[2] == values[3] == 0.5
    assert 0 < values[0] < values[-1] < 1


def test_shipped_model_is_complete():
    model = confidence.load_model()
    assert 0 < model.threshold < 1
    assert model.weights
    assert all(isinstance(weight, float) for weight in model.weights.values())


def test_doubtful_claims_are_dropped(analysis, monkeypatch):
    found = analysis(REJECTS.format(verb="ablehnt"))
    counts = []
    for threshold in (0.0, 1.0):
        monkeypatch.setattr(extract, "load_model", lambda threshold=threshold: confidence.Model(0.0, {}, threshold))
        counts.append(len(extract.find_claims(found)))
    assert counts == [1, 0]


def test_accepted_claims_bear_their_probability_and_stand_in_the_order_of_the_text():
    late, early = claim_of("rejects", sentence=1), claim_of("demands")
    chosen = accepted([late, early, claim_of("seeks")], [0.911, 0.5, 0.1], threshold=0.3)
    assert [(c.relation, c.confidence) for c in chosen] == [("demands", 0.5), ("rejects", 0.91)]
