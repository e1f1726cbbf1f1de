"""The dictionary of German word forms, that of simplemma: read at the first question, not at import."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from simplemma.strategies import DefaultDictionaryFactory

_OLD_SPELLING = re.compile(r"(?<!ie)(?<!ei)(?<!au)(?<!eu)(?<!äu)ß")


@cache
def _dictionary() -> Mapping[str, str]:
    return DefaultDictionaryFactory().get_dictionary("de")


def lemma_of(form: str) -> str:
    """Give the lemma that the dictionary has for a form as it is written, or "".

    >>> lemma_of("anzunehmen")
    'annehmen'
    """
    lemma = _dictionary().get(form, "")
    # Many of its lemmas are in the spelling before 1996: "Kompromisse" has "Kompromiß". After a diphthong ß is right in
    # both: "erschossen" has "erschießen".
    return _OLD_SPELLING.sub("ss", lemma) if "ss" in form and "ß" not in form else lemma


def is_lemma(word: str) -> bool:
    """Tell whether the dictionary has a word as the lemma of itself.

    >>> is_lemma("ablehnen"), is_lemma("abgelehnt")
    (True, False)
    """
    return _dictionary().get(word) == word
