"""Time expressions as nodes with the days that they cover."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, RDFS, XSD

from graph.model import TimeExpression
from graph.namespaces import DG
from graph.rdf.evidence import Triple
from graph.rdf.iris import digest, plain, spoken

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_CALENDAR_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_MONTHS = re.compile(r"(\d{4})-(?:(\d\d)|Q([1-4])|H([12])|(SP|SU|FA|AU|WI))")
_YEAR = re.compile(r"\d{4}")
# First month and number of months; winter is the one that begins in the year.
_SEASONS = {"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "AU": (9, 3), "WI": (12, 3)}


def time_iri(time: TimeExpression, base: str) -> URIRef:
    """Mint the IRI of a time from its value and its words."""
    return URIRef(f"{base}time/{digest(time.value, time.text)}")


def time_triples(time: TimeExpression, base: str) -> Iterator[Triple]:
    """Describe a time: its words, its TimeML value, and the first and last day where the calendar tells them."""
    node = time_iri(time, base)
    yield node, RDF.type, DG.Time
    yield node, RDFS.label, spoken(time.text)
    if time.value:
        yield node, DG.value, plain(time.value)
    days = covered_days(time.value)
    if days is not None:
        yield node, DG.earliest, Literal(days[0].isoformat(), datatype=XSD.date)
        yield node, DG.latest, Literal(days[1].isoformat(), datatype=XSD.date)


def day_of(text: str) -> date | None:
    """Read a calendar day such as "2025-03-12"; None for anything else, as the stores of others may hold.

    >>> day_of("2025-03-12"), day_of("2025-02-30"), day_of("")
    (datetime.date(2025, 3, 12), None, None)
    """
    try:
        return date.fromisoformat(text) if _CALENDAR_DAY.fullmatch(text) else None
    except ValueError:
        return None


def covered_days(value: str) -> tuple[date, date] | None:
    """Give the first and last day of a TimeML value, None for durations, sets and anything vague.

    >>> [day.isoformat() for day in covered_days("2025-W11")]
    ['2025-03-10', '2025-03-16']
    """
    first, slash, last = value.partition("/")
    if slash:
        begin, end = covered_days(first), covered_days(last)
        return (begin[0], end[1]) if begin and end and begin[0] <= end[1] else None
    try:
        return _one_period(value)
    except ValueError:  # 2025-02-30, 2025-W60, year 0000
        return None


def _one_period(value: str) -> tuple[date, date] | None:
    if match := _DAY.fullmatch(value):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return day, day
    if match := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday + timedelta(days=5 if match[3] else 0), monday + timedelta(days=6)
    if match := _MONTHS.fullmatch(value):
        year = int(match[1])
        if match[2]:
            return _months(year, int(match[2]), 1)
        if match[3]:
            return _months(year, 3 * int(match[3]) - 2, 3)
        if match[4]:
            return _months(year, 6 * int(match[4]) - 5, 6)
        return _months(year, *_SEASONS[match[5]])
    if _YEAR.fullmatch(value):
        return _months(int(value), 1, 12)
    return None


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    years, month = divmod(first + count - 2, 12)
    end_year, end_month = year + years, month + 1
    return date(year, first, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])
