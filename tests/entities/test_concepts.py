"""Which concept a noun names: by itself, with its neighbours, in a compound."""

from __future__ import annotations

import pytest

from graph.entities.concepts import concept_of
from graph.gazetteer import load_concepts


@pytest.mark.parametrize(
    ("word", "concept"),
    [
        ("Waffenruhe", "ceasefire"),
        ("Waffenruhen", "ceasefire"),
        ("US-Waffenruhe-Vorschlag", "ceasefire"),
        ("Waffenruhevorschlag", "ceasefire"),
        ("Friedenstruppen", "peacekeepers"),
        ("NATO-Beitritt", "nato-accession"),
        ("Wirtschaftssanktionen", "sanctions"),
        ("Waffenlieferungen", "arms-deliveries"),
        ("Regenschirm", None),
    ],
)
def test_word_or_compound(parsed, word, concept):
    doc = parsed(f"{word} {word} NOUN 0 root")
    assert concept_of(doc, 0, load_concepts()) == concept


def test_words_beside_make_the_concept(parsed):
    doc = parsed("""Anreicherung Anreicherung NOUN 0 root
                    von von ADP 3 case
                    Uran Uran NOUN 1 nmod""")
    assert concept_of(doc, 0, load_concepts()) == "nuclear-programme"


def test_adjective_makes_the_concept(parsed):
    doc = parsed("""den der DET 3 det
                    humanitären humanitär ADJ 3 amod
                    Korridoren Korridor NOUN 0 root""")
    assert concept_of(doc, 2, load_concepts()) == "aid-corridor"
