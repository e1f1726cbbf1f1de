"""What is known of a candidate: every feature has a name and a value, and tells minimal pairs apart."""

from __future__ import annotations

import pytest

from graph.claims.evidence import evidence
from graph.claims.extract import candidates

CLAIM = "Kiew/Kiew/PROPN/2/nsubj {verb}/VERB/0/root {object}/2/obj"
TWO = (
    "Kiew/Kiew/PROPN/2/nsubj verschmäht/verschmähen/VERB/0/root Pläne/Plan/NOUN/2/obj und/und/CCONJ/5/cc "
    "{verb}/VERB/2/conj Moskau/Moskau/PROPN/5/obj"
)


@pytest.fixture
def features(analysis):
    def of(rows):
        found = analysis(rows)
        return [set(names) for names in evidence(found.context, list(candidates(found)))]

    return of


def test_every_feature_of_a_claim_has_a_name_and_a_value(features):
    (found,) = features(CLAIM.format(verb="ablehnt/ablehnen", object="Pläne/Plan/NOUN"))
    assert {
        "relation=rejects",
        "negated=False",
        "modality=asserted",
        "source=False",
        "above=main",
        "subject.form=name",
        "subject.distance=before 1",
        "object.distance=behind 1",
        "rivals=1",
    } <= found
    assert all("=" in name for name in found)


def test_another_object_changes_what_is_known_of_the_object_alone(features):
    (one,) = features(CLAIM.format(verb="ablehnt/ablehnen", object="Pläne/Plan/NOUN"))
    (other,) = features(CLAIM.format(verb="ablehnt/ablehnen", object="Moskau/Moskau/PROPN"))
    assert "object.kind=actor" in other - one
    assert all("object" in name for name in one ^ other)


@pytest.mark.parametrize(("verb", "same_act"), [("angreift/angreifen", 0), ("verschmäht/verschmähen", 1)])
def test_a_second_claim_of_the_same_subject_is_seen_from_both(features, verb, same_act):
    found = features(TWO.format(verb=verb))
    assert len(found) == 2
    expected = {"rivals=2", "triggers=2", "same subject=1", f"same act={same_act}", "swapped=0", "mates=1"}
    assert all(expected <= names for names in found)
    assert ["before=0" in names for names in found] == [True, False]


def test_a_claim_alone_has_no_rivals(features):
    (found,) = features(CLAIM.format(verb="ablehnt/ablehnen", object="Pläne/Plan/NOUN"))
    assert {"rivals=1", "mates=1", "same act=0", "same subject=0", "triggers=1"} <= found
