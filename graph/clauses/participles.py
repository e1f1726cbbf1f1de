"""Attributive participles: from the inflected form ("vorgeschlagenen") to the verb ("vorschlagen") and its voice."""

from __future__ import annotations

import re
from functools import lru_cache

import simplemma

_ENDING = re.compile(r"(?:e[nrsm]?)$")
_INSEPARABLE = ("be", "emp", "ent", "er", "ge", "miss", "ver", "zer")
_WEAK = re.compile(r"^(?P<prefix>[a-zäöü]*?)ge(?P<stem>[a-zäöüß]{2,}?)e?t$")
_PRESENT_SHORT = re.compile(r"^(?P<stem>[a-zäöüß]{2,}e[lr])nd$")
_PRESENT = re.compile(r"^(?P<stem>[a-zäöüß]{3,})end$")


@lru_cache(maxsize=20_000)
def participle_verb(form: str) -> tuple[str, bool]:
    """Give the verb of an attributive participle.

    Args:
        form: an inflected adjective form, e.g. "vorgeschlagenen".

    Returns:
        The infinitive and whether it is a past participle (its noun is then the patient); ("", False) for a word that
        is no participle.

    >>> participle_verb("vorgeschlagenen")
    ('vorschlagen', True)
    >>> participle_verb("angekündigte")
    ('ankündigen', True)
    >>> participle_verb("angreifenden")
    ('angreifen', False)
    >>> participle_verb("russische")
    ('', False)
    """
    stem = _ENDING.sub("", form.lower()) if not form.lower().endswith("end") else form.lower()
    for candidate in dict.fromkeys((stem, form.lower())):
        if match := _PRESENT.match(candidate):
            return match["stem"] + "en", False
        if match := _PRESENT_SHORT.match(candidate):
            return match["stem"] + "n", False
    for candidate in (stem, form.lower(), stem + "en"):
        lemma = simplemma.lemmatize(candidate, "de").lower()
        if lemma != candidate and lemma.endswith("n") and _shares_stem(lemma, candidate):
            return lemma, True
    if match := _WEAK.match(stem):
        return match["prefix"] + match["stem"] + "en", True
    if stem.startswith(_INSEPARABLE) and stem.endswith("t") and len(stem) > 6:
        return stem[:-1] + "en", True
    return "", False


def _shares_stem(lemma: str, form: str) -> bool:
    """Guard against look-alikes: a participle has "ge" or an inseparable prefix, and the verb's first letters."""
    return form[:2] == lemma[:2] or (form.startswith("ge") and form[2:3] == lemma[:1])
