"""Lemmas repaired by the dictionary of forms."""

from __future__ import annotations

import pytest

from graph.annotate.lemmas import adjective_lemma, noun_lemma, repair_lemmas, verb_lemma


@pytest.mark.parametrize(
    ("form", "guess", "expected"),
    [
        ("Nächte", "Nächt", "Nacht"),
        ("Verhandlungen", "Verhandlung", "Verhandlung"),
        ("Sicherheitsgarantien", "Sicherheitsgaranti", "Sicherheitsgarantie"),
        ("Russland", "Rußland", "Russland"),
        ("Frankreichs", "Frankreich", "Frankreich"),
        ("Qxyzw", "Qxyz", "Qxyz"),
    ],
)
def test_nouns(form, guess, expected):
    assert noun_lemma(form, guess) == expected


@pytest.mark.parametrize(
    ("form", "guess", "expected"),
    [
        ("hervorzuheben", "hervorzuheben", "hervorheben"),
        ("abgefertigt", "abgefertigen", "abfertigen"),
        ("geschoben", "schoben", "schieben"),
        ("storniert", "storniert", "stornieren"),
        ("geht", "Gehen", "gehen"),
        ("lehnt", "lehnen", "lehnen"),
        ("beschossen", "beschossen", "beschießen"),
        ("verübt", "verübt", "verüben"),
        ("erschossen", "erschossen", "erschießen"),
        ("erfahren", "erfahren", "erfahren"),
        ("verhandeln", "verhandeln", "verhandeln"),
        ("gewusst", "gewusst", "wissen"),
    ],
)
def test_verbs(form, guess, expected):
    assert verb_lemma(form, guess) == expected


@pytest.mark.parametrize(
    ("form", "guess", "expected"),
    [("neuesten", "neuest", "neu"), ("russische", "russisch", "russisch"), ("nette", "Nett", "nett")],
)
def test_adjectives(form, guess, expected):
    assert adjective_lemma(form, guess) == expected


def test_lemmas_are_repaired_in_place(parsed):
    doc = repair_lemmas(
        parsed("""Nächte Nächt NOUN 2 nsubj
                  blieben bleiben VERB 0 root
                  ruhig ruhig ADJ 2 xcomp""")
    )
    assert [token.lemma_ for token in doc] == ["Nacht", "bleiben", "ruhig"]
