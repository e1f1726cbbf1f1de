"""Times: expressions of date and time with TimeML-like values, anchored on the publication date.

A small grammar over the words of the text (dates, months, weekdays, "vor drei Wochen", "Ende Februar"); what it leaves
open (which Tuesday, which year) is decided by the tense of the clause. The values follow TimeML's TIMEX3 as the German
KRAUTS corpus uses them: 2025-03-11, 2025-03, 2025-W11, 2025-SP, 2025-03-11TEV, PRESENT_REF.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from graph.annotate import scheme
from graph.ingest.dates import MONTHS
from graph.model import TimeExpression

_WEEKDAYS = {
    name: n
    for n, names in enumerate(
        ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag sonnabend", "sonntag")
    )
    for name in names.split()
}
_PARTS = {
    "morgen": "MO",
    "früh": "MO",
    "vormittag": "MO",
    "mittag": "MI",
    "nachmittag": "AF",
    "abend": "EV",
    "nacht": "NI",
}
_SEASONS = {"frühjahr": "SP", "frühling": "SP", "sommer": "SU", "herbst": "FA", "winter": "WI"}
_NUMBERS = {
    word: n
    for n, words in enumerate(
        (
            "",
            "einem einer einen eine ein",
            "zwei",
            "drei",
            "vier",
            "fünf",
            "sechs",
            "sieben",
            "acht",
            "neun",
            "zehn",
            "elf",
            "zwölf",
        )
    )
    for word in words.split()
}
_DAYS = {"vorgestern": -2, "gestern": -1, "heute": 0, "morgen": 1, "übermorgen": 2}
_REFERENCES = {
    **dict.fromkeys(
        ("jetzt", "derzeit", "derzeitigen?", "zurzeit", "momentan", "gegenwärtig", "aktuell"), "PRESENT_REF"
    ),
    **dict.fromkeys(("damals", "kürzlich", "jüngst", "neulich", "vor kurzem", "früher", "einst"), "PAST_REF"),
    **dict.fromkeys(("künftig", "zukünftig", "zukünftigen?", "demnächst", "zukunft"), "FUTURE_REF"),
}
_BEFORE = ("vergangen", "letzt", "vorig", "vorangegangen")
_AFTER = ("nächst", "kommend", "folgend")
_ORDINALS = {"erst": 1, "zwei": 2, "drit": 3, "vier": 4}
_UNITS = {"tag": "D", "woche": "W", "monat": "M", "jahr": "Y"}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
_PART = "|".join(_PARTS)
_SEASON = "|".join(_SEASONS)
_NUMBER = r"\d{1,2}|" + "|".join(_NUMBERS)
_RELATIVE = rf"(?P<rel>(?:{'|'.join(_BEFORE + _AFTER)})e[nrms]?|dies(?:e[nrms]?)|laufenden)"

_Match = re.Match[str]
_Value = Callable[["_Anchor", _Match], str]


class _Anchor:
    """The day that relative expressions count from, whether the clause speaks of the future, and the day named last."""

    def __init__(self, day: date, future: bool, mentioned: date) -> None:
        self.day = day
        self.future = future
        self.mentioned = mentioned

    def near(self, month: int, day: int) -> date | None:
        """Give the date of a day and month in the year that is nearest in the direction of the tense."""
        candidates = []
        for year in (self.day.year - 1, self.day.year, self.day.year + 1):
            try:
                candidates.append(date(year, month, day))
            except ValueError:
                continue
        if not candidates:
            return None
        ahead = 300 if self.future else 120
        fitting = [d for d in candidates if -365 + ahead <= (d - self.day).days <= ahead]
        return min(fitting or candidates, key=lambda d: abs((d - self.day).days))

    def weekday(self, number: int, direction: int) -> date:
        """Give the last (-1) or next (+1) day of the week with a number (Monday = 0); the day itself counts as past."""
        back = (self.day.weekday() - number) % 7
        if direction < 0:
            return self.day - timedelta(days=back)
        return self.day + timedelta(days=(number - self.day.weekday()) % 7 or 7)


def _direction(word: str) -> int:
    stem = word.lower()
    return -1 if stem.startswith(_BEFORE) else 1 if stem.startswith(_AFTER) else 0


def _full(anchor: _Anchor, m: _Match) -> str:
    month = int(m["mn"]) if m["mn"] else MONTHS[m["m"].lower()]
    year = m["y"]
    if year:
        year = year if len(year) == 4 else ("20" if int(year) < 50 else "19") + year
        return f"{year}-{month:02d}-{int(m['d']):02d}"
    near = anchor.near(month, int(m["d"]))
    return near.isoformat() if near else ""


def _month(anchor: _Anchor, m: _Match) -> str:
    month = MONTHS[m["m"].lower()]
    if m["y"]:
        return f"{m['y']}-{month:02d}"
    if anchor.day == _DAY_ONLY:
        return f"XXXX-{month:02d}"
    near = anchor.near(month, 15)
    return f"{near.year}-{month:02d}" if near else ""


def _season(anchor: _Anchor, m: _Match) -> str:
    return f"{m['y'] or anchor.day.year}-{_SEASONS[m['s'].lower()]}"


def _weekday(anchor: _Anchor, m: _Match) -> str:
    direction = _direction(m["rel"]) if m["rel"] else 0
    day = anchor.weekday(_WEEKDAYS[m["w"].lower()], direction or (1 if anchor.future else -1))
    return day.isoformat() + (f"T{_PARTS[m['p'].lower()]}" if m["p"] else "")


def _day(anchor: _Anchor, m: _Match) -> str:
    day = anchor.day + timedelta(days=_DAYS[m["n"].lower()])
    return day.isoformat() + (f"T{_PARTS[m['p'].lower()]}" if m["p"] else "")


def _unit(anchor: _Anchor, m: _Match) -> str:
    direction, unit = _direction(m["rel"] or ""), m["u"].lower()
    if unit.startswith("jahr"):
        return str(anchor.day.year + direction)
    if unit.startswith("monat"):
        return _shift_months(anchor.day, direction).isoformat()[:7]
    if unit.startswith("wochenende"):
        year, week, _ = (anchor.day + timedelta(weeks=direction)).isocalendar()
        return f"{year}-W{week:02d}-WE"
    year, week, _ = (anchor.day + timedelta(weeks=direction)).isocalendar()
    return f"{year}-W{week:02d}"


def _ago(anchor: _Anchor, m: _Match) -> str:
    count = int(m["n"]) if m["n"].isdigit() else _NUMBERS[m["n"].lower()]
    sign = -1 if m["dir"].lower() == "vor" else 1
    unit = _UNITS[next(u for u in _UNITS if m["u"].lower().startswith(u))]
    if unit == "D":
        return (anchor.day + timedelta(days=sign * count)).isoformat()
    if unit == "W":
        year, week, _ = (anchor.day + timedelta(weeks=sign * count)).isocalendar()
        return f"{year}-W{week:02d}"
    if unit == "M":
        return _shift_months(anchor.day, sign * count).isoformat()[:7]
    return str(anchor.day.year + sign * count)


def _shift_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _clock(anchor: _Anchor, m: _Match) -> str:
    return f"{anchor.mentioned.isoformat()}T{int(m['h']):02d}:{m['min'] or '00'}"


def _reference(anchor: _Anchor, m: _Match) -> str:
    word = m["r"].lower()
    return next(value for pattern, value in _REFERENCES.items() if re.fullmatch(pattern, word))


def _quarter(anchor: _Anchor, m: _Match) -> str:
    return f"{m['y'] or anchor.day.year}-Q{_ORDINALS[m['o'].lower()[:4]]}"


_RULES: tuple[tuple[re.Pattern[str], _Value], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), value)
    for pattern, value in (
        (rf"\b(?:(?:{_WEEKDAY}),?\s+(?:de[mnr]\s+)?)?(?P<d>\d{{1,2}})\.\s*(?:(?P<m>{_MONTH})|(?P<mn>\d{{1,2}})\.)(?:\s*(?P<y>\d{{4}}|(?<=\.)\d{{2}}))?(?!\d)", _full),
        (rf"\b(?:(?:Anfang|Mitte|Ende)\s+)?(?P<m>{_MONTH})(?:\s+(?P<y>\d{{4}}))?\b", _month),
        (rf"\b(?P<s>{_SEASON})(?:\s+(?P<y>\d{{4}}))?\b", _season),
        (rf"\b(?:{_RELATIVE}\s+)?(?P<w>{_WEEKDAY})s?(?P<p>{_PART})?\b", _weekday),
        (rf"\b(?P<n>vorgestern|gestern|heute|übermorgen)(?:\s+(?P<p>{_PART}))?\b", _day),
        (r"\b(?P<o>(?:erst|zweit|dritt|viert)e[nrms]?)\s+Quartal(?:s|\s+(?P<y>\d{4}))?\b", _quarter),
        (rf"\b(?:{_RELATIVE}\s+)?(?P<u>Wochenende)s?\b", _unit),
        (rf"\b{_RELATIVE}\s+(?P<u>Woche|Monats?|Jahre?s?)\b", _unit),
        (rf"\b(?P<dir>vor|in)\s+(?P<n>{_NUMBER})\s+(?P<u>Tag|Woche|Monat|Jahr)(?:en|n|s)?\b", _ago),
        (r"\b(?P<h>[01]?\d|2[0-4])(?:[.:](?P<min>[0-5]\d))?\s+Uhr\b", _clock),
        (r"\b(?P<y>heuer|Vorjahr)(?:e?s)?\b", lambda anchor, m: str(anchor.day.year - (m["y"].lower() == "vorjahr"))),
        (r"\bVortag(?:e?s)?\b", lambda anchor, m: (anchor.day - timedelta(days=1)).isoformat()),
        (r"\b(?:Jahr(?:es|e)?\s+)?(?P<y>(?:1[89]|20)\d\d)(?!\d|\.\d|-\w|\s+(?:Euro|Dollar|Menschen|Soldaten|Personen|Uhr|Meter|Kilometer))\b", lambda anchor, m: m["y"]),
        (rf"\b(?P<r>{'|'.join(_REFERENCES)})\b", _reference),
    )
)  # fmt: skip
_DAY_ONLY = date(1, 1, 1)


def find_times(doc: Doc, published: date | None) -> list[TimeExpression]:
    """Find the expressions of date and time of an article.

    Args:
        doc: the parsed article; its tenses decide between last and next Tuesday.
        published: publication date; without it, only expressions that need no anchor get a value.

    Returns:
        Expressions in the order of the text, never overlapping.

    Sentence: "Noch im Januar lehnte er ab, am Dienstag sagte er zu." published 2025-03-13 -> 2025-01, 2025-03-11
    """
    taken: list[tuple[int, int, _Match, _Value]] = []
    text = doc.text
    for pattern, value in _RULES:
        for m in pattern.finditer(text):
            start, end = m.span()
            if not any(start < e and s < end for s, e, _, _ in taken) and _is_expression(m):
                taken.append((start, end, m, value))
    found = []
    mentioned = published or _DAY_ONLY
    for start, end, m, value in sorted(taken, key=lambda item: item[:2]):
        result = ""
        if published or _is_absolute(m) or value in (_month, _reference):
            result = value(_Anchor(published or _DAY_ONLY, _speaks_of_future(doc, start, end), mentioned), m)
        if re.match(r"\d{4}-\d\d-\d\d", result):
            mentioned = date.fromisoformat(result[:10])
        found.append(TimeExpression(m[0], start, end, result))
    return found


def find_now(doc: Doc) -> list[TimeExpression]:
    """Find "nun" where it dates a clause. It is no expression of time by itself, for often it only urges or contrasts.

    Sentence: "Der Kreml ist nun bereit." (but "Er ist nun einmal so.")
    """
    return [
        TimeExpression(token.text, token.idx, token.idx + len(token), "PRESENT_REF")
        for token in doc[:-1]
        if token.lower_ == "nun" and scheme.is_adverbial(token) and token.nbor().lower_ not in ("mal", "einmal")
    ]


def is_time_unit(token: Token) -> bool:
    """Tell whether a noun measures time: "Tage", "Wochen", "Stunde"."""
    return token.lemma_.lower() in (*_UNITS, "stunde", "minute")


def _is_expression(m: _Match) -> bool:
    """Refuse a month or season in lower case ("mai", "sommer") and an impossible day."""
    groups = m.groupdict()
    for name in ("m", "s", "w"):
        if groups.get(name) and not groups[name][0].isupper():
            return False
    if groups.get("d") and not 1 <= int(groups["d"]) <= 31:
        return False
    return not (groups.get("mn") and not 1 <= int(groups["mn"]) <= 12)


def _is_absolute(m: _Match) -> bool:
    return bool(m.groupdict().get("y", "") and m.groupdict()["y"].isdigit())


def _speaks_of_future(doc: Doc, start: int, end: int) -> bool:
    span = doc.char_span(start, end, alignment_mode="expand")
    for token in _verbs_above(span.root) if span is not None else ():
        finite = scheme.finite_verb(token)
        if finite is None:
            continue
        if scheme.is_past(finite) or (scheme.is_participle(token) and not scheme.is_passive(token)):
            return False
        return not scheme.is_subjunctive(finite)
    return False


def _verbs_above(token: Token) -> Iterator[Token]:
    yield token
    yield from token.ancestors
