"""Conditions that a claim hangs on."""

from __future__ import annotations

import pytest


@pytest.fixture
def talks(claim):
    """Give the conditions of Kiew's talks with Moskau."""
    return lambda rest: [
        c.text
        for c in claim(
            f"Kiew/Kiew/PROPN/2/nsubj verhandelt/verhandeln/VERB/0/root mit/mit/ADP/4/case Moskau/Moskau/PROPN/2/obl {rest}",
            "consults",
        ).conditions
    ]


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("wenn", ["Rom zahlt"]),
        ("falls", ["Rom zahlt"]),
        ("solange", ["Rom zahlt"]),
        ("bevor", ["Rom zahlt"]),
        ("weil", []),
        ("nachdem", []),
    ],
)
def test_clause_of_condition(talks, mark, expected):
    assert (
        talks(f",/,/PUNCT/8/punct {mark}/{mark}/SCONJ/8/mark Rom/Rom/PROPN/8/nsubj zahlt/zahlen/VERB/2/advcl")
        == expected
    )


@pytest.mark.parametrize(
    ("preposition", "noun", "expected"),
    [("unter", "Bedingung", ["einer Bedingung"]), ("ohne", "Bedingung", []), ("unter", "Protest", [])],
)
def test_phrase_of_condition(talks, preposition, noun, expected):
    assert talks(f"{preposition}/{preposition}/ADP/7/case einer/ein/DET/7/det {noun}/{noun}/NOUN/2/obl") == expected


def test_condition_of_the_governing_verb_holds_for_its_infinitive(claim):
    text = (
        "Kiew/Kiew/PROPN/2/nsubj hofft/hoffen/VERB/0/root Rom/Rom/PROPN/5/obj zu/zu/PART/5/mark schlagen/angreifen/VERB/2/xcomp/VVINF ,/,/PUNCT/9/punct "
        "wenn/wenn/SCONJ/9/mark Moskau/Moskau/PROPN/9/nsubj zahlt/zahlen/VERB/2/advcl"
    )
    assert [c.text for c in claim(text, "attacks").conditions] == ["Moskau zahlt"]


def test_equal_conditions_of_one_article_share_an_entity(claim):
    rest = "mit/mit/ADP/4/case Moskau/Moskau/PROPN/2/obl wenn/wenn/SCONJ/7/mark Rom/Rom/PROPN/7/nsubj zahlt/zahlen/VERB/2/advcl"
    text = f"Kiew/Kiew/PROPN/2/nsubj verhandelt/verhandeln/VERB/0/root {rest}"
    one, two, other = (claim(text, "consults", name=name).conditions[0].entity.iri for name in ("a", "a", "b"))
    assert one == two != other
