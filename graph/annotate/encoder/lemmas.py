"""Lemmas for words whose class is known: those of the treebank, else the dictionary's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph.annotate.forms import lemma_of

TABLE = "lemmas.tsv"

_NOMINAL = frozenset({"NOUN", "PROPN"})
_UNCHANGED = frozenset({"PROPN", "PUNCT", "NUM", "X", "SYM"})


def key(form: str, upos: str) -> tuple[str, str]:
    """Give what a form is looked up by: nouns and names keep their case, other words do not.

    >>> key("Ging", "VERB")
    ('ging', 'VERB')
    """
    return (form if upos in _NOMINAL else form.lower()), upos


@dataclass(frozen=True)
class Lemmas:
    """A table from (form, word class) to lemma, with the dictionary of word forms behind it."""

    known: Mapping[tuple[str, str], str]

    @classmethod
    def read(cls, folder: Path) -> Lemmas:
        """Read the table that lies in the folder of a network: form, word class and lemma, parted by tabs."""
        lines = (folder / TABLE).read_text(encoding="utf-8").splitlines()
        rows = (line.split("\t") for line in lines)
        return cls({(form, upos): lemma for form, upos, lemma in rows})

    def lemma(self, form: str, upos: str) -> str:
        """Give the lemma of a form as a word of a class."""
        found = self.known.get(key(form, upos))
        if found is not None:
            return found
        return form if upos in _UNCHANGED else _from_dictionary(form, upos)


@lru_cache(maxsize=100_000)
def _from_dictionary(form: str, upos: str) -> str:
    found = lemma_of(form) or lemma_of(form.lower()) or form
    return found[:1].upper() + found[1:] if upos == "NOUN" else found.lower()
