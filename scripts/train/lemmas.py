"""Lemmas for machine-annotated words: the gold trees' own lemma where there is one, else simplemma's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

import simplemma
from conllu import FORM, LEMMA, UPOS, Parsed

NAMES = {"NOUN", "PROPN"}
UNCHANGED = {"PROPN", "PUNCT", "NUM", "X", "SYM"}


@lru_cache(maxsize=300_000)
def dictionary_lemma(form: str) -> str:
    """simplemma's lemma of a form."""
    return simplemma.lemmatize(form, lang="de")


class Lemmatizer:
    """Looks a (form, word class) pair up in the gold trees first."""

    def __init__(self, gold: Iterable[Parsed]) -> None:
        counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for sentence in gold:
            for row in sentence.rows:
                counts[self.key(row[FORM], row[UPOS])][row[LEMMA]] += 1
        self.known = {key: found.most_common(1)[0][0] for key, found in counts.items()}

    @staticmethod
    def key(form: str, upos: str) -> tuple[str, str]:
        """Nouns and names keep their case, other words do not."""
        return (form if upos in NAMES else form.lower()), upos

    def __call__(self, form: str, upos: str) -> str:
        """Lemma of `form` as a word of class `upos`."""
        known = self.known.get(self.key(form, upos))
        if known is not None:
            return known
        if upos in UNCHANGED:
            return form
        lemma = dictionary_lemma(form)
        lemma = lemma[:1].upper() + lemma[1:] if upos == "NOUN" else lemma.lower()
        return lemma or form
