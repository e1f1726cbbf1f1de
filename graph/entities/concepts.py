"""What a noun of diplomacy is about, in terms of the concept scheme."""

from __future__ import annotations

from functools import lru_cache

from graph.annotate.compounds import split_compound
from graph.annotate.parse import Doc
from graph.gazetteer import ConceptScheme, stem

#: Forms of talks and agreements: what stands before them in a compound says more ("Waffenruhe-Abkommen").
_FORMS = frozenset(
    ("diplomacy", "military-action", "peace-agreement", "peace-conference", "peace-talks", "summit", "un-resolution")
)
_BEFORE, _AFTER = 2, 4


def concept_of(doc: Doc, i: int, concepts: ConceptScheme) -> str | None:
    """Give the concept that a noun names, by itself, with the words beside it, or as a compound.

    Args:
        i: index of the noun.

    Returns:
        The concept's local name, or None.

    Sentence: "Moskau lehnt den US-Waffenruhe-Vorschlag und die Anreicherung von Uran ab." (ceasefire,
    nuclear-programme)
    """
    phrase = _of_phrase(doc, i, concepts)
    if phrase is not None:
        return phrase
    token = doc[i]
    return _of_compound(token.text, token.lemma_, concepts)


def _of_phrase(doc: Doc, i: int, concepts: ConceptScheme) -> str | None:
    """Find the longest label of several words that a noun is part of."""
    first, last = max(0, i - _BEFORE), min(len(doc), i + _AFTER)
    stems = {k: _stem(doc[k].text) for k in range(first, last)}
    for size in range(_AFTER, 1, -1):
        for start in range(max(first, i - size + 1), i + 1):
            if start + size <= last:
                found = concepts.words.get(" ".join(stems[k] for k in range(start, start + size)))
                if found is not None:
                    return found
    return None


def _of_compound(text: str, lemma: str, concepts: ConceptScheme) -> str | None:
    """Find a word, the longest end of a compound, or what stands before its head."""
    for word in (text, lemma):
        found = concepts.words.get(_stem(word)) or concepts.heads.get(word.lower())
        if found is not None:
            return found
    parts = _parts(text)
    ends = [
        concepts.words.get(_stem(joined))
        for k in range(1, len(parts))
        for joined in ("".join(parts[k:]), "-".join(parts[k:]))
    ]
    head = next((found for found in ends if found is not None), None)
    if head is not None and head not in _FORMS:
        return head
    for k in range(len(parts) - 1):
        for end in range(len(parts) - 1, k, -1):
            found = concepts.words.get(_stem("".join(parts[k:end])))
            if found is not None:
                return found
    return head


@lru_cache(maxsize=20_000)
def _parts(word: str) -> tuple[str, ...]:
    return split_compound(word)


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return stem(word)
