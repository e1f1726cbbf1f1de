"""Quotations on hand-built parses: what is said, who says it, and what is none."""

from __future__ import annotations

import pytest

from graph.claims import find_quotations

SAID = (
    "Peskow/Peskow/PROPN/2/nsubj sagte/sagen/VERB/0/root/VVFIN ,/,/PUNCT/6/punct Kiew/Kiew/PROPN/6/nsubj "
    "habe/haben/AUX/6/aux/VAFIN/Mood=Sub abgelehnt/ablehnen/VERB/2/ccomp/VVPP"
)
INSERTED = (
    "Kiew/Kiew/PROPN/3/nsubj habe/haben/AUX/3/aux/VAFIN/Mood=Sub abgelehnt/ablehnen/VERB/0/root/VVPP ,/,/PUNCT/5/punct "
    "sagte/sagen/VERB/3/parataxis/VVFIN Peskow/Peskow/PROPN/5/nsubj"
)
LAUT = (
    "Laut/laut/ADP/2/case Peskow/Peskow/PROPN/4/obl hat/haben/AUX/4/aux/VAFIN "
    "abgelehnt/ablehnen/VERB/0/root/VVPP Kiew/Kiew/PROPN/4/nsubj"
)
COMMON = (
    "Peskow/Peskow/PROPN/2/nsubj sah/sehen/VERB/0/root/VVFIN ,/,/PUNCT/6/punct dass/dass/SCONJ/6/mark "
    "Kiew/Kiew/PROPN/6/nsubj ablehnte/ablehnen/VERB/2/ccomp/VVFIN"
)


def quotations(analysis, text):
    return [
        (q.kind, q.speaker.text if q.speaker else None, q.quote.text)
        for q in find_quotations(analysis(text, actors={"Peskow": "actor", "Kiew": "actor"}))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(SAID, "Kiew habe abgelehnt", id="content clause"),
        pytest.param(INSERTED, "Kiew habe abgelehnt", id="frame behind"),
        pytest.param(LAUT, "hat abgelehnt Kiew", id="source phrase"),
    ],
)
def test_reported_speech_has_its_speaker(analysis, text, expected):
    assert quotations(analysis, text) == [("indirect", "Peskow", expected)]


def test_what_is_seen_is_not_said(analysis):
    assert quotations(analysis, COMMON) == []
