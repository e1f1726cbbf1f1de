"""Dates of headers, names and records."""

from datetime import date

import pytest

from graph.ingest.dates import date_in_name, iso_date, written_date

DAY = date(2025, 3, 13)


@pytest.mark.parametrize(
    "text",
    [
        "13. März 2025",
        "13.März 2025",
        "13.03.2025",
        "13. 3. 2025",
        "13.3.25",
        "2025-03-13",
        "2025-03-13T08:00:00+01:00",
        "13. Mär 2025",
        "13. Maerz 2025",
    ],
)
def test_written_dates(text):
    assert written_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "31. Februar 2025",
        "13.13.2025",
        "00.01.2025",
        "März 2025",
        "13. Merz 2025",
        "gestern",
        "",
        "13. März 2025 in Moskau",
        "99999-01-01",
    ],
)
def test_no_written_dates(text):
    assert written_date(text) is None


def test_austrian_january():
    assert written_date("6. Jänner 2025") == date(2025, 1, 6)


@pytest.mark.parametrize(
    "name", ["2025-03-13-kreml", "kreml_20250313", "2025/03/13/kreml", "a.2025.03.13", "99/2025-03-13T10"]
)
def test_dates_in_names(name):
    assert date_in_name(name) == DAY


@pytest.mark.parametrize("name", ["kreml", "2025-13-40", "1202503131", "2025-0313", "20250230", "de-2025"])
def test_no_dates_in_names(name):
    assert date_in_name(name) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-03-13", DAY),
        ("2025-03-13T08:00Z", DAY),
        (" 2025-03-13 ", DAY),
        ("2025-3-13", None),
        ("13.03.2025", None),
        ("2025-02-30", None),
        ("2025-03-131", None),
        ("0001-01-01", None),
    ],
)
def test_iso_dates(text, day):
    assert iso_date(text) == day
