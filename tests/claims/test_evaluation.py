"""Evaluations: what somebody is called or held for."""

from __future__ import annotations

import pytest

CALLS = "Kiew/Kiew/PROPN/2/nsubj nennt/nennen/VERB/0/root {object_} {name}"
ADJECTIVE = "{word}/{word}/ADJ/2/xcomp/ADJD"


@pytest.mark.parametrize(("word", "relation"), [("falsch", "accuses"), ("neu", "states")])
def test_a_word_of_blame_makes_a_statement_an_accusation(candidates, word, relation):
    text = CALLS.format(object_="Zölle/Zoll/NOUN/2/obj", name=ADJECTIVE.format(word=word))
    assert [c.relation for c in candidates(text)] == [relation]


@pytest.mark.parametrize(("object_", "relation"), [("Waffenruhe", "rejects"), ("Worte", "accuses")])
def test_what_is_turned_down_is_a_proposal(candidates, object_, relation):
    text = CALLS.format(object_=f"{object_}/{object_}/NOUN/2/obj", name=ADJECTIVE.format(word="unzumutbar"))
    assert [c.relation for c in candidates(text) if c.object.text == object_] == [relation]


@pytest.mark.parametrize(("name", "relation"), [("Gefahr", "fears"), ("Angriff", "accuses"), ("Brücke", "states")])
def test_of_two_objects_the_second_is_the_name(candidates, name, relation):
    text = CALLS.format(object_="Zölle/Zoll/NOUN/2/obj", name=f"eine/ein/DET/5/det {name}/{name}/NOUN/2/obj")
    assert [(c.relation, c.object.text) for c in candidates(text)] == [(relation, "Zölle")]


def test_a_view_is_said_of_the_subject_of_a_copula_and_not_of_an_object(candidates):
    held = "Kiew/Kiew/PROPN/2/nsubj macht/machen/VERB/0/root Rom/Rom/PROPN/2/obj unzumutbar/unzumutbar/ADJ/2/xcomp/ADJD"
    assert not candidates(held)
