"""Durations in German words: "30-tägig", "dreißig Tage", "48-stündig"."""

from __future__ import annotations

import re

_NUMBERS = {
    word: str(value)
    for words, value in (
        ("ein eine einem einen einer", 1), ("zwei", 2), ("drei", 3), ("vier", 4), ("fünf", 5), ("sechs", 6),
        ("sieben", 7), ("acht", 8), ("neun", 9), ("zehn", 10), ("elf", 11), ("zwölf", 12), ("vierzehn", 14),
        ("zwanzig", 20), ("dreißig", 30), ("vierzig", 40), ("fünfzig", 50), ("sechzig", 60), ("neunzig", 90),
        ("hundert", 100),
    )
    for word in words.split()
}  # fmt: skip
#: Beginning of a unit -> its letter in TimeML, its singular and its plural.
_UNITS = {
    "t": ("D", "Tag", "Tage"),
    "w": ("W", "Woche", "Wochen"),
    "m": ("M", "Monat", "Monate"),
    "j": ("Y", "Jahr", "Jahre"),
    "s": ("H", "Stunde", "Stunden"),
}
_DURATION = re.compile(
    rf"\b(?P<n>\d{{1,4}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
    r"(?:[- ]?(?P<a>täg|wöch|monat|jähr|stünd)ig\w*|[- ](?P<b>tag|woche|monat|jahr|stunde)(?:e|en|n|s|es)?\b)"
)
_VALUE = re.compile(r"P(?:[0-9]{1,4}[DWMY]|T[0-9]{1,4}H)")


def duration_of(phrase: str) -> str:
    """Give the duration that a phrase names, in TimeML's notation; "" where it names none.

    >>> duration_of("30-tägige Waffenruhe"), duration_of("Feuerpause von dreißig Tagen"), duration_of("lange Pause")
    ('P30D', 'P30D', '')
    """
    match = _DURATION.search(phrase.lower())
    if match is None:
        return ""
    unit = _UNITS[(match["a"] or match["b"])[0]][0]
    return f"P{'T' if unit == 'H' else ''}{_NUMBERS.get(match['n'], match['n'])}{unit}"


def is_duration(value: str) -> bool:
    """Tell whether a text is a duration as `duration_of` writes them.

    >>> is_duration("P30D"), is_duration("PT48H"), is_duration("lange")
    (True, True, False)
    """
    return _VALUE.fullmatch(value) is not None


def duration_words(value: str) -> str:
    """Write a duration in words.

    >>> duration_words("P30D"), duration_words("PT1H")
    ('30 Tage', '1 Stunde')
    """
    count = re.sub(r"\D", "", value)
    singular, plural = next((words[1], words[2]) for words in _UNITS.values() if words[0] == value[-1])
    return f"{count} {singular if count == '1' else plural}"
