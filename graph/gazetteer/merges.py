"""Why two spellings are one actor, told from the words themselves."""

from __future__ import annotations

from graph.gazetteer.decisions import name_key
from graph.gazetteer.spelling import family_name, fold, variant_key, words_of
from graph.gazetteer.tables import Gazetteer


def why_merged(variant: str, label: str, iri: str, gazetteer: Gazetteer) -> str:
    """Name the reason why a spelling was taken for an actor; "" where it is the actor's own name.

    Returns:
        "inflection", "gazetteer name", "gazetteer metonym", "gazetteer adjective", …, "transliteration",
        "abbreviation", "family name", "title and name", or "context": a pronoun or role that the article resolves.

    >>> from graph.gazetteer import load_gazetteer
    >>> why_merged("Müllers", "Erika Müller", "x:", load_gazetteer())
    'family name'
    """
    if variant == label:
        return ""
    if name_key(variant) == name_key(label):
        return "inflection"
    known = _known_name(variant, iri, gazetteer)
    if known:
        return f"gazetteer {known}"
    if variant_key(variant) == variant_key(label):
        return "transliteration"
    if _is_abbreviation(variant, label):
        return "abbreviation"
    family = family_name(label)
    if family and _ends_with(variant, family):
        return "title and name" if _ends_with(variant, label) else "family name"
    return "title and name" if _ends_with(variant, label) else "context"


def _known_name(variant: str, iri: str, gazetteer: Gazetteer) -> str:
    """Give the form of the gazetteer's name that a spelling is, genitive or not; "" where it is none."""
    for text in (variant, variant.removesuffix("s")):
        words = name_key(text)
        several = gazetteer.starts.get((words[0], words[1]), ()) if len(words) > 1 else ()
        readings = [name for stems, names in several if stems == words for name in names]
        for name in (*gazetteer.names.get(fold(text), ()), *readings):
            if name.entity == iri:
                return "family name" if name.form == "family" else name.form
    low = fold(variant).lower()
    adjectives = (low[: len(low) - cut] for cut in range(3))
    return "adjective" if any(gazetteer.adjectives.get(text) == iri for text in adjectives) else ""


def _is_abbreviation(variant: str, label: str) -> bool:
    initials = "".join(word[0] for word in words_of(label) if word[:1].isupper())
    return len(variant) > 1 and variant.isupper() and variant == initials


def _ends_with(variant: str, name: str) -> bool:
    whole, tail = variant_key(variant), variant_key(name)
    return f" {whole}".endswith((f" {tail}", f" {tail}s"))
