"""Names as users type them."""

from __future__ import annotations

import re

import pytest

from graph.errors import QueryError
from graph.query import run
from graph.query.names import find_concept, find_entity

A, B, C = (f"https://example.org/{name}" for name in "abc")
LABELS = {A: "Donald Trump", B: "Trump werde zustimmen", C: "Donald Tusk"}


def test_an_iri_names_an_entity_exactly():
    assert find_entity(A, {A: "A", B: "A"}, where="actor") == [A]


def test_a_whole_name_in_any_case_means_all_who_bear_it():
    assert find_entity("a", {A: "A", B: "A", C: "A B"}, where="actor") == [A, B]


@pytest.mark.parametrize(("word", "found"), [("Trump", [A]), ("tusk", [C]), ("zustimmen", [B])])
def test_a_word_of_a_name_means_an_actor_before_anything_else(word, found):
    assert find_entity(word, LABELS, where="actor", first={A, C}) == found


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("Donald", "'Donald' fits several names; did you mean Donald Trump, Donald Tusk?"),
        ("Trum", "nothing in the store is called 'Trum'; did you mean Donald Trump?"),
        ("Meloni", "nothing in the store is called 'Meloni'; 'diplograph query actors' lists the names"),
        ("", "nothing in the store is called ''"),
    ],
)
def test_a_name_that_fits_nobody_or_several_tells_the_nearest(word, told):
    with pytest.raises(QueryError, match=re.escape(f"actor: {told}")):
        find_entity(word, LABELS, where="actor", first={A, C})


@pytest.mark.parametrize("name", ["ceasefire", "Waffenruhe", "waffenruhe"])
def test_a_concept_has_a_local_name_and_one_in_the_scheme(name):
    assert find_concept(name, where="concept") == "ceasefire"


def test_a_question_takes_a_word_of_the_name_and_the_german_name_of_a_concept(sample):
    assert run(sample, "actor-profile", {"actor": "Uschakow"}) == run(
        sample, "actor-profile", {"actor": "Juri Uschakow"}
    )
    found = run(sample, "who-rejects", {"concept": "Waffenruhe"})
    assert len(found) > 0
    assert found == run(sample, "who-rejects", {"concept": "ceasefire"})


@pytest.mark.parametrize("concept", ["ceasfire", "Wafenruhe"])
def test_a_mistyped_concept_is_told(sample, concept):
    with pytest.raises(QueryError, match=re.escape(f"{concept!r} is not in the concept scheme; did you mean")):
        run(sample, "who-rejects", {"concept": concept})
