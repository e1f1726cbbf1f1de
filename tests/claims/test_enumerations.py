"""What the next sentence lists as parts of a demand or of a condition."""

from __future__ import annotations

import pytest

DEMAND = "Kiew/Kiew/PROPN/2/nsubj fordert/fordern/VERB/0/root/VVFIN Regeln/Regel/NOUN/2/obj ././PUNCT/2/punct"
LIST = "{adverb}/{adverb}/ADV/6/advmod/PAV {verb}/{lemma}/VERB/0/root/VVFIN Wahlen/Wahl/NOUN/6/nsubj und/und/CCONJ/9/cc Abzug/Abzug/NOUN/7/conj"


@pytest.mark.parametrize(
    ("adverb", "verb", "lemma", "found"),
    [
        ("Dazu", "gehören", "gehören", ["Wahlen", "Abzug"]),
        ("Darunter", "zählen", "zählen", ["Wahlen", "Abzug"]),
        ("Dazu", "kommen", "kommen", []),
        ("Damit", "gehören", "gehören", []),
    ],
)
def test_list_in_the_next_sentence(lines, adverb, verb, lemma, found):
    told = lines(f"{DEMAND} {LIST.format(adverb=adverb, verb=verb, lemma=lemma)}")
    assert [line for line in told if "Regeln" not in line] == [f"Ukraine demands {thing}" for thing in found]


def test_a_sentence_between_ends_the_list(lines):
    between = "Regen/Regen/NOUN/6/nsubj fällt/fallen/VERB/0/root ././PUNCT/6/punct"
    text = "Dazu/dazu/ADV/9/advmod/PAV gehören/gehören/VERB/0/root Wahlen/Wahl/NOUN/9/nsubj"
    assert lines(f"{DEMAND} {between} {text}") == ["Ukraine demands Regeln"]


def test_list_of_a_condition_are_conditions(claim):
    text = (
        "Kiew/Kiew/PROPN/2/nsubj verhandelt/verhandeln/VERB/0/root/VVFIN mit/mit/ADP/4/case Rom/Rom/PROPN/2/obl wenn/wenn/SCONJ/7/mark "
        "Moskau/Moskau/PROPN/7/nsubj zahlt/zahlen/VERB/2/advcl ././PUNCT/2/punct "
        "Dazu/dazu/ADV/10/advmod/PAV gehören/gehören/VERB/0/root Wahlen/Wahl/NOUN/10/nsubj"
    )
    assert [c.text for c in claim(text, "consults").conditions] == ["Moskau zahlt", "Wahlen"]
