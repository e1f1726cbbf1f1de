"""Quotation marks of every convention, and marks that are none."""

from __future__ import annotations

import random

import pytest

from graph.annotate.quotations import quoted_spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„Nein“, sagte er.", ["Nein"]),
        ("»Nein«, sagte er.", ["Nein"]),
        ("«Nein», sagte er.", ["Nein"]),
        ('"Nein", sagte er.', ["Nein"]),
        ("“Nein”, sagte er.", ["Nein"]),
        ("”Nein”, sagte er.", ["Nein"]),
        ("‚Nein‘, sagte er.", ["Nein"]),
        ("›Nein‹, sagte er.", ["Nein"]),
        ("'Nein', sagte er.", ["Nein"]),
        ("„Das ist ‚fair‘ genug“", ["Das ist ‚fair‘ genug", "fair"]),
        ("»Das ist ›fair‹ genug«", ["Das ist ›fair‹ genug", "fair"]),
        ("Er nannte es „fair” und ging.", ["fair"]),
        ('Er nannte es „fair" und ging.', ["fair"]),
    ],
)
def test_every_convention_is_read(text, expected):
    assert [text[start:end] for start, end in quoted_spans(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Trumps’ Plan und Putins' Antwort",
        "So geht's nicht, 's ist spät.",
        "D’Annunzio’s Haus",
        "“",
        "”",
        '"""',
        "",
        "„“",
    ],
)
def test_apostrophes_and_stray_marks_are_no_quotations(text):
    assert quoted_spans(text) == ()


def test_unclosed_quotation_ends_with_its_paragraph():
    text = "Er sagte: „Wir gehen.\n\nDann nannte er es „fair“ und ging."
    assert [text[start:end] for start, end in quoted_spans(text)] == ["Wir gehen.", "fair"]


def test_unclosed_quotation_ends_before_the_next_one():
    text = "Er sagte: „Wir gehen. Dann nannte er es „fair“ und ging."
    assert "fair" in [text[start:end] for start, end in quoted_spans(text)]
    assert all(end <= len(text) for _, end in quoted_spans(text))


def test_an_odd_mark_shifts_nothing():
    text = 'Ein " zu viel.\n\nEr sagte "nein" und "ja".'
    assert [text[start:end] for start, end in quoted_spans(text)][-2:] == ["nein", "ja"]


def test_no_text_makes_it_fail():
    letters = "„“”‟\"»«‚‘’‛›‹'ab .\n"
    choose = random.Random(7)
    for _ in range(5_000):
        text = "".join(choose.choice(letters) for _ in range(choose.randint(0, 30)))
        spans = quoted_spans(text)
        assert all(0 < start < end <= len(text) for start, end in spans)
        assert list(spans) == sorted(spans, key=lambda span: (span[0], -span[1]))
