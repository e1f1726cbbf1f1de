"""Parses in one line, and the clauses found in them with a lexicon of a few nouns."""

from __future__ import annotations

import pytest

from graph.clauses import find_clauses
from graph.lexicon import Lexicon, Sense

NOUNS = ("ablehnung", "angriff", "beitritt", "bereitschaft", "forderung", "kritik", "vorschlag", "vorwurf", "ziel")
ADJECTIVES = ("bereit",)


@pytest.fixture(scope="session")
def line(parsed):
    """Build a Doc from words in one line: FORM/LEMMA/UPOS/HEAD/DEPREL[/XPOS[/FEATS]]."""
    return lambda text: parsed("\n".join(word.replace("/", " ") for word in text.split()))


@pytest.fixture(scope="session")
def lexicon():
    words = {("noun", lemma): (Sense(lemma, lemma, "noun", "states", ("poss",), ("nmod:gen",)),) for lemma in NOUNS}
    words |= {
        ("adjective", lemma): (Sense(lemma, lemma, "adjective", "accepts", ("nsubj",), ("xcomp",)),)
        for lemma in ADJECTIVES
    }
    return Lexicon(words=words)


@pytest.fixture(scope="session")
def clause(line, lexicon):
    """Give the first clause with a lemma, and the document."""

    def find(text, lemma):
        doc = line(text)
        found = [c for c in find_clauses(doc, lexicon) if c.lemma == lemma]
        assert found, f"no clause {lemma}: {[c.lemma for c in find_clauses(doc, lexicon)]}"
        return found[0], doc

    return find


@pytest.fixture(scope="session")
def slots(clause):
    """Give the arguments of a clause as (slot, words)."""

    def read(text, lemma):
        found, doc = clause(text, lemma)
        return [
            (a.slot, doc.text[slice(*a.span)] if a.span else " ".join(doc[i].text for i in a.tokens))
            for a in found.arguments
        ]

    return read
