"""Compounds and their parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.annotate.compounds import split_compound

GOLD = [line.split("\t") for line in Path(__file__).with_name("compounds.tsv").read_text(encoding="utf-8").splitlines()]


def test_hand_made_list():
    wrong = [(word, parts, split_compound(word)) for word, parts in GOLD if " ".join(split_compound(word)) != parts]
    assert len(GOLD) >= 120
    assert len(wrong) <= len(GOLD) // 10, wrong


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Friedensverhandlungen", ("frieden", "verhandlung")),
        ("US-Waffenruhe-Vorschlag", ("us", "waffenruhe", "vorschlag")),
        ("Grenzübergang", ("grenze", "übergang")),
        ("Generalstab", ("general", "stab")),
        ("Vorschlag", ("vorschlag",)),
        ("Vorsitzende", ("vorsitzende",)),
        ("-", ("-",)),
        ("", ("",)),
    ],
)
def test_seams(word, parts):
    assert split_compound(word) == parts
