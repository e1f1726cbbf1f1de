"""Times say which days they cover, where the calendar tells."""

from __future__ import annotations

import pytest
from rdflib.namespace import RDFS

from graph.model import TimeExpression
from graph.namespaces import DG
from graph.rdf.times import covered_days, time_iri, time_triples

BASE = "https://example.org/kg/"


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025-03-11", "2025-03-11", "2025-03-11"),
        ("2025-03-11T14:00", "2025-03-11", "2025-03-11"),
        ("2025-03-11TEV", "2025-03-11", "2025-03-11"),
        ("2025-W11", "2025-03-10", "2025-03-16"),
        ("2025-W11-WE", "2025-03-15", "2025-03-16"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-12", "2024-12-01", "2024-12-31"),
        ("2024-Q4", "2024-10-01", "2024-12-31"),
        ("2024-H2", "2024-07-01", "2024-12-31"),
        ("2024-SU", "2024-06-01", "2024-08-31"),
        ("2024-WI", "2024-12-01", "2025-02-28"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-03/2024-05", "2024-03-01", "2024-05-31"),
    ],
)
def test_a_date_covers_its_days(value, first, last):
    assert [day.isoformat() for day in covered_days(value) or ()] == [first, last]


@pytest.mark.parametrize(
    "value",
    [
        "",
        "P3D",
        "PRESENT_REF",
        "2025-02-30",
        "2025-13",
        "2025-W60",
        "0000",
        "202",
        "2025-05/2025-03",
        "XXXX-05",
        "9999-WI",
    ],
)
def test_what_the_calendar_does_not_tell_has_no_days(value):
    assert covered_days(value) is None


def test_a_vague_time_keeps_its_words_and_nothing_else():
    triples = list(time_triples(TimeExpression("bald", 0, 4, ""), BASE))
    assert str(next(o for _, p, o in triples if p == RDFS.label)) == "bald"
    assert not {p for _, p, _ in triples} & {DG.value, DG.earliest, DG.latest}


def test_the_same_words_with_another_value_are_another_time():
    one, other = (TimeExpression("am Montag", 0, 9, value) for value in ("2025-03-10", "2025-03-17"))
    assert time_iri(one, BASE) != time_iri(other, BASE)
