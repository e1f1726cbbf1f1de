"""Which conflict an article tells of."""

from __future__ import annotations

from datetime import date

import pytest

from graph.entities import find_mentions
from graph.gazetteer import load_gazetteer
from graph.model import Document

pytestmark = pytest.mark.model
ENT = "https://w3id.org/diplograph/entity/"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Der Ukraine-Krieg dauert an.", "ukraine"),
        (
            "Der Krieg in der Ukraine dauert an. Auch der Gaza-Krieg geht weiter. Der Ukrainekrieg kostet Leben.",
            "ukraine",
        ),
        ("Der Ukraine-Krieg und der Gaza-Krieg dauern an.", ""),
        ("Die Ukraine-Hilfe kommt an.", ""),
        ("In der Ukraine wird gewählt.", ""),
    ],
    ids=["compound", "most-often", "two", "other-compound", "place-only"],
)
def test_conflict(nlp, text, place):
    found = find_mentions(
        nlp(text), Document("a", text, date=date(2025, 6, 1)), load_gazetteer(), base="https://x.org/"
    )
    assert found.conflict == (ENT + place if place else "")
