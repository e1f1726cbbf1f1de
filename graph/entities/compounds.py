"""Names inside other words: "US-Vorschlag", "Putin-Berater", "Ukrainekrieg", "russischer", "US-israelisch"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from graph.annotate.forms import is_lemma, lemma_of
from graph.annotate.parse import Token
from graph.entities.names import one_word
from graph.gazetteer import Gazetteer, Name, fold

_ENDING = re.compile(r"e[mnrs]?$")


@lru_cache(maxsize=20_000)
def adjective_of(word: str, gazetteer: Gazetteer) -> str | None:
    """Give the IRI that a nationality adjective belongs to, inflected or not.

    Sentence: "die russischen Truppen und der Kiewer Bürgermeister" (Russland, Ukraine)
    """
    low = fold(word).lower()
    return gazetteer.adjectives.get(low) or gazetteer.adjectives.get(_ENDING.sub("", low))


def adjectives_in(token: Token, gazetteer: Gazetteer) -> Iterator[tuple[int, int, str]]:
    """Give the nationalities that an adjective names, with their offsets in the word.

    Sentence: "die US-israelischen Angriffe" (USA, Israel)
    """
    whole = adjective_of(token.text, gazetteer)
    if whole is not None:
        yield 0, len(token.text), whole
        return
    start = 0
    for part in token.text.split("-"):
        iri = (
            adjective_of(part, gazetteer) or _state_of(one_word(part, gazetteer)[0], gazetteer)
            if len(part) > 1
            else None
        )
        if iri is not None and "-" in token.text:
            yield start, start + len(part), iri
        start += len(part) + 1


def _state_of(names: tuple[Name, ...], gazetteer: Gazetteer) -> str | None:
    return next(
        (n.entity for n in names if gazetteer.entities[n.entity].classes[0] in ("State", "InternationalOrganization")),
        None,
    )


def names_in(token: Token, gazetteer: Gazetteer) -> Iterator[tuple[int, int, str, tuple[Name, ...]]]:
    """Give the names in front of a compound's head, with their offsets in the word and their readings.

    Sentence: "Der Putin-Berater prüft den US-Vorschlag im Irankrieg." (Putin, US, Iran)
    """
    *front, _ = token.text.split("-")
    start = 0
    while front:
        for size in range(len(front), 0, -1):
            part = "-".join(front[:size])
            names, text = one_word(part, gazetteer)
            if (names or size == 1) and len(part) > 1:
                if names or part[:1].isupper():
                    yield start, start + len(part), text, names
                break
        else:
            size = 1
        start += len("-".join(front[:size])) + 1
        front = front[size:]
    if "-" not in token.text:
        cut = _closed(token.text, gazetteer)
        if cut:
            yield 0, cut, token.text[:cut], gazetteer.names[fold(token.text[:cut])]


@lru_cache(maxsize=20_000)
def _closed(word: str, gazetteer: Gazetteer) -> int:
    """Give the length of a state's, place's or metonym's name that a closed compound begins with, or 0."""
    if len(word) < 8 or fold(word) in gazetteer.names:
        return 0
    for cut in range(len(word) - 4, 3, -1):
        names = gazetteer.names.get(fold(word[:cut]), ())
        if (
            names
            and word[cut:].islower()
            and _is_word(word[cut:])
            and all(n.form in ("name", "metonym") for n in names)
            and _is_political(names, gazetteer)
        ):
            return cut
    return 0


def _is_political(names: tuple[Name, ...], gazetteer: Gazetteer) -> bool:
    return any(
        gazetteer.entities[n.entity].classes[0] in ("State", "ArmedGroup", "InternationalOrganization")
        or n.form == "metonym"
        for n in names
    )


@lru_cache(maxsize=20_000)
def _is_word(tail: str) -> bool:
    noun = tail.capitalize()
    return is_lemma(noun) or bool(lemma_of(noun))
