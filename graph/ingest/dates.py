"""Dates as file names, headers and records write them; a date that does not exist is none."""

from __future__ import annotations

import re
from datetime import date

#: German names of the months in lower case, Austrian and transliterated ones included, with their numbers.
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner",
            "februar feber",
            "märz maerz",
            "april",
            "mai",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "dezember",
        ),
        1,
    )
    for name in names.split()
}
_IN_NAME = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<sep>[-_./]?)(?P<m>\d\d)(?P=sep)(?P<d>\d\d)(?!\d)")
_WRITTEN = re.compile(
    r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4}|\d\d)"
    r"|(?P<d2>\d{1,2})\.\s?(?P<month>[A-Za-zäÄ]{3,9})\.?\s(?P<y2>\d{4})"
    r"|(?P<y3>\d{4})-(?P<m3>\d\d)-(?P<d3>\d\d)(?:T[\d:.+Z-]*)?"
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?=$|[T ])")
# No newspaper is older; programs write 0001-01-01 where they know no date.
_FIRST_YEAR = 1600


def date_in_name(name: str) -> date | None:
    """Find the date in a file name, e.g. "2025-03-13-kreml.txt" or "kreml_20250313.html"."""
    return next(
        (found for match in _IN_NAME.finditer(name) if (found := _date(match["y"], match["m"], match["d"]))), None
    )


def written_date(text: str) -> date | None:
    """Read a text that is nothing but a date as Germans write it.

    Sentence: "13. März 2025", "13.03.2025" and "2025-03-13" are one date.
    """
    match = _WRITTEN.fullmatch(text.strip())
    if not match:
        return None
    if match["month"]:
        return _date(match["y2"], _month(match["month"]), match["d2"])
    if match["y3"]:
        return _date(match["y3"], match["m3"], match["d3"])
    year = match["y"] if len(match["y"]) == 4 else f"20{match['y']}"
    return _date(year, match["m"], match["d"])


def iso_date(text: str) -> date | None:
    """Read "2025-03-13", also with a time behind it."""
    match = _ISO.match(text.strip())
    return _date(*match.group().split("-")) if match else None


def stands_for_no_date(text: str) -> bool:
    """Tell whether this is a day before all newspapers, such as the 0001-01-01 of programs that know no date."""
    match = _ISO.match(text.strip())
    try:
        return match is not None and date.fromisoformat(match.group()).year < _FIRST_YEAR
    except ValueError:
        return False


def _month(name: str) -> int:
    """Give the number of a month, also for "Mär" and the Austrian "Jänner"; 0 where the word names none."""
    name = name.lower()
    return next((n for month, n in MONTHS.items() if month == name or (len(name) == 3 and month.startswith(name))), 0)


def _date(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year >= _FIRST_YEAR else None
