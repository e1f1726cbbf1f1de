"""Durations in words, and back."""

from __future__ import annotations

import pytest

from graph.ingest.durations import duration_of, duration_words


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("30-tägige Waffenruhe", "P30D"),
        ("dreißigtägige Feuerpause", "P30D"),
        ("Feuerpause von dreißig Tagen", "P30D"),
        ("Waffenruhe für 72 Stunden", "PT72H"),
        ("die einwöchige Pause", "P1W"),
        ("einen Monat lang", "P1M"),
        ("lange Waffenruhe", ""),
        ("Waffenruhe am 30. Tag", ""),
        ("Tagesordnung", ""),
    ],
)
def test_duration(phrase, value):
    assert duration_of(phrase) == value


@pytest.mark.parametrize(("value", "words"), [("P30D", "30 Tage"), ("P1W", "1 Woche"), ("PT72H", "72 Stunden")])
def test_duration_in_words(value, words):
    assert duration_words(value) == words
