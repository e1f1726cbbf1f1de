"""Expressions of time and their values, counted from a Thursday."""

from __future__ import annotations

from datetime import date

import pytest

from graph.claims.time import find_times

PUBLISHED = date(2025, 3, 13)
PAST = "Kiew/Kiew/PROPN/2/nsubj lehnte/ablehnen/VERB/0/root/VVFIN/Tense=Past|Mood=Ind {} ab/ab/ADP/2/compound:prt"
FUTURE = "Kiew/Kiew/PROPN/2/nsubj lehnt/ablehnen/VERB/0/root/VVFIN/Tense=Pres|Mood=Ind {} ab/ab/ADP/2/compound:prt"


def times(line, words, frame=PAST, published=PUBLISHED):
    tokens = words.split()
    inner = " ".join(f"{word}/{word}/NOUN/2/obl" for word in tokens)
    return [(t.text, t.value) for t in find_times(line(frame.format(inner)), published)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("am 11. März 2025", "2025-03-11"),
        ("am 11. März", "2025-03-11"),
        ("am 24. Dezember", "2024-12-24"),
        ("am 11.03.2025", "2025-03-11"),
        ("am 1.9.2024", "2024-09-01"),
        ("im Februar 2022", "2022-02"),
        ("im Februar", "2025-02"),
        ("Ende Februar", "2025-02"),
        ("im November", "2024-11"),
        ("am Dienstag", "2025-03-11"),
        ("am Donnerstag", "2025-03-13"),
        ("am vergangenen Freitag", "2025-03-07"),
        ("am kommenden Montag", "2025-03-17"),
        ("am Dienstagabend", "2025-03-11TEV"),
        ("gestern", "2025-03-12"),
        ("vorgestern", "2025-03-11"),
        ("heute", "2025-03-13"),
        ("übermorgen", "2025-03-15"),
        ("gestern Abend", "2025-03-12TEV"),
        ("vor drei Wochen", "2025-W08"),
        ("vor 3 Tagen", "2025-03-10"),
        ("vor zwei Monaten", "2025-01"),
        ("vor zehn Jahren", "2015"),
        ("in zwei Wochen", "2025-W13"),
        ("vergangene Woche", "2025-W10"),
        ("nächste Woche", "2025-W12"),
        ("kommenden Monat", "2025-04"),
        ("letztes Jahr", "2024"),
        ("am Wochenende", "2025-W11-WE"),
        ("im Sommer 2023", "2023-SU"),
        ("im Frühjahr", "2025-SP"),
        ("im ersten Quartal", "2025-Q1"),
        ("im vierten Quartal 2024", "2024-Q4"),
        ("seit 2014", "2014"),
        ("derzeit", "PRESENT_REF"),
        ("kürzlich", "PAST_REF"),
        ("künftig", "FUTURE_REF"),
    ],
)
def test_value_of_an_expression(line, words, value):
    assert [found for _, found in times(line, words)] == [value]


@pytest.mark.parametrize("words", ["im mai", "2000 Soldaten", "1990 Euro", "am 5. des", "die Mittwochsrunde"])
def test_what_is_no_expression(line, words):
    assert times(line, words) == []


@pytest.mark.parametrize(("frame", "value"), [(PAST, "2025-03-11"), (FUTURE, "2025-03-18")])
def test_tense_decides_between_the_last_and_the_next_day(line, frame, value):
    assert times(line, "am Dienstag", frame) == [("Dienstag", value)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("am Dienstag", ""),
        ("gestern", ""),
        ("im Februar", "XXXX-02"),
        ("jetzt", "PRESENT_REF"),
        ("am 11. März 2025", "2025-03-11"),
        ("seit 2014", "2014"),
    ],
)
def test_without_a_publication_date_only_what_needs_no_anchor_has_a_value(line, words, value):
    assert [found for _, found in times(line, words, published=None)] == [value]


def test_longest_expression_wins_and_none_overlap(line):
    assert times(line, "am Dienstag, dem 11. März 2025")[0][1] == "2025-03-11"
    assert len(times(line, "am Dienstag, dem 11. März 2025")) == 1


def test_time_of_day_belongs_to_the_day_named_last(line):
    assert [value for _, value in times(line, "gestern um 14.30 Uhr")] == ["2025-03-12", "2025-03-12T14:30"]


def test_turn_of_the_year(line):
    assert times(line, "am Dienstag", published=date(2025, 1, 2)) == [("Dienstag", "2024-12-31")]
    assert times(line, "vor zwei Monaten", published=date(2025, 1, 31)) == [("vor zwei Monaten", "2024-11")]


def test_leap_day(line):
    assert times(line, "am 29. Februar")[0][1] == "2024-02-29"


def test_time_of_a_claim_is_that_of_its_own_clause(claim):
    text = (
        "Kiew/Kiew/PROPN/2/nsubj lehnte/ablehnen/VERB/0/root/VVFIN/Tense=Past gestern/gestern/ADV/2/advmod Pläne/Plan/NOUN/2/obj und/und/CCONJ/6/cc "
        "zustimmte/zustimmen/VERB/2/conj/VVFIN/Tense=Past Rom/Rom/PROPN/6/iobj"
    )
    assert claim(text, "rejects", published="2025-03-13").time.value == "2025-03-12"
    assert claim(text, "accepts", published="2025-03-13").time is None


def test_infinitive_has_the_time_of_what_it_hangs_on(claim):
    text = (
        "Moskau/Moskau/PROPN/2/nsubj plant/planen/VERB/0/root/VVFIN nun/nun/ADV/2/advmod ,/,/PUNCT/7/punct Kiew/Kiew/PROPN/7/obj "
        "zu/zu/PART/7/mark schlagen/angreifen/VERB/2/xcomp/VVINF"
    )
    assert claim(text, "attacks").time.value == "PRESENT_REF"
    assert claim(text.replace("nun/nun", "gern/gern"), "attacks").time is None
