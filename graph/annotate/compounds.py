"""Splits German compounds at the seam that the dictionary of word forms shows.

The head must be a noun of the dictionary, the modifier a noun with or without a linking element ("Frieden-s-plan",
"Grenz(e)übergang"), or itself a compound. Verb prefixes are no modifiers ("Vorschlag"), suffixes no heads
("Botschaft"). Of several seams the last one is taken, so that the modifier stays as long as it can: readers hear
"Waffenruhe-Vorschlag", not "Waffen-Ruhevorschlag".
"""

from __future__ import annotations

import re
from functools import lru_cache

from graph.annotate.forms import is_lemma, lemma_of
from graph.annotate.scheme import SEPARABLE_PREFIXES

_NO_MODIFIER = frozenset(
    (*SEPARABLE_PREFIXES, "be", "ent", "er", "ge", "gegen", "miss", "rück", "ver", "wider", "zer", "un", "ur")
)
# Words that open compounds without being nouns.
_BOUND = frozenset(
    ("anti", "außen", "erst", "ex", "groß", "haupt", "hoch", "innen", "nord", "ost", "sonder", "süd", "vize", "west")
)
# Suffixes that look like nouns, and nouns so rare that what looks like them is nearly always something else.
_NO_HEAD = re.compile(
    r"(?:schaft|heit|keit|tum|ling|nis|[lrtdngsk]ung|ion|[ai]ent|ster|innen|erin|aner|ator|ität|ismus|list|haft|after|tand|ade)\w{0,2}|schaft\w+"
)
# Linking elements, as what is put in their place to give the modifier's own form back.
_LINKS = (("", ""), ("s", ""), ("es", ""), ("n", ""), ("en", ""), ("er", ""), ("s", "e"), ("", "e"), ("", "en"))
_SHORTEST = 3


@lru_cache(maxsize=50_000)
def split_compound(word: str) -> tuple[str, ...]:
    """Give the parts of a noun in lower case, as lemmas, the head last; one part where it is no compound.

    Hyphens part words wherever they stand, and what they part stays whole if the dictionary has it.

    >>> split_compound("Friedensverhandlungen"), split_compound("US-Waffenruhe-Vorschlag"), split_compound("Vorschlag")
    (('frieden', 'verhandlung'), ('us', 'waffenruhe', 'vorschlag'), ('vorschlag',))
    """
    if "-" in word.strip("-"):
        return tuple(part for piece in word.split("-") if piece for part in _piece(piece))
    return _split(_base(word)) or (_base(word),)


def _piece(piece: str) -> tuple[str, ...]:
    if piece.isupper() or _noun(piece.lower()):
        return (piece.lower() if piece.isupper() else _base(piece),)
    return _split(_base(piece)) or (_base(piece),)


def _base(word: str) -> str:
    return (_noun(word.lower()) or word).lower()


def _noun(form: str) -> str:
    """Give the lemma of a noun form, or ""."""
    lemma = lemma_of(form.capitalize())
    return lemma if lemma[:1].isupper() else ""


def _split(form: str) -> tuple[str, ...]:
    """Split at the last seam between two words of the dictionary; a word that it lacks, at one between compounds too."""
    if (participle := re.fullmatch(r"(\w+)ende[rn]?", form)) and is_lemma(participle[1] + "en"):
        return ()
    seams = [(form[:at], head) for at in range(len(form) - _SHORTEST, 1, -1) if (head := _head(form[:at], form[at:]))]
    # The shortest heads come last: "Generalstab" is no "Tab".
    for before, head in sorted(seams, key=lambda seam: len(seam[1]) == _SHORTEST):
        if modifier := _modifier(before):
            return (modifier, head)
    if _noun(form):
        return ()
    for before, head in seams:
        if len(head) > _SHORTEST and (modifiers := _split(before.removesuffix("s"))):
            return (*modifiers, head)
    return ()


def _head(before: str, form: str) -> str:
    # "Vorsitzende" is no end of a "Vorsitz": the noun "Ende" wants its linking element ("Kriegsende", "Wochenende").
    if len(before) + len(form) < 7 or _NO_HEAD.fullmatch(form) or (form == "ende" and not before.endswith(("s", "n"))):
        return ""
    return _noun(form).lower()


def _modifier(form: str) -> str:
    """Give the modifier as a lemma, freed from its linking element, or "" where it is no word."""
    if form in _BOUND:
        return form
    if form in _NO_MODIFIER:
        return ""
    for link, instead in _LINKS:
        stem = form.removesuffix(link) + instead
        if not form.endswith(link) or stem in _NO_MODIFIER or (len(stem) < _SHORTEST + len(instead) and stem != "öl"):
            continue
        # A plural has its lemma ("Länder"), a word that the form only begins has not ("Kont").
        lemma = _noun(stem).lower()
        if lemma == stem or (lemma and not instead and len(lemma) <= len(stem)):
            return lemma
    return form if len(form) > _SHORTEST and is_lemma(form) and not form.endswith("en") else ""
