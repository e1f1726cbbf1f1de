"""Lemmas that the model gets wrong, looked up in the dictionary of word forms or joined from their parts.

The model's lemmatizer rewrites endings and so makes words that do not exist ("Nächte" -> "Nächt"). Where its lemma is
no entry of the dictionary, the dictionary's lemma of the form is taken, and for compounds that of their last part.
Separable verbs get their prefix back at the end of a clause ("abgefertigt"); in main clauses `scheme.full_lemma` does it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Doc, Token

from graph.annotate import scheme
from graph.annotate.forms import is_lemma, lemma_of

_INSEPARABLE_PREFIXES = ("be", "ent", "er", "miss", "ver", "zer")
_FOREIGN_PARTICIPLE = re.compile(r"(?P<stem>\w{2,}ier)t")


def repair_lemmas(doc: Doc) -> Doc:
    """Correct the lemmas of nouns, verbs and adjectives in place. Sentence: "Die Nächte blieben ruhig." -> Nacht"""
    for token in doc:
        if token.is_space:
            # The tagger has seen no white space and takes it for anything.
            token.pos_, token.tag_, token.lemma_ = "SPACE", "_SP", token.text
            token.set_morph("")  # type: ignore[attr-defined]
            continue
        lemma = _lemma(token)
        if lemma and lemma != token.lemma_:
            token.lemma_ = lemma
    return doc


def _lemma(token: Token) -> str:
    if token.pos_ in ("NOUN", "PROPN"):
        return token.lemma_ if token.ent_type_ == "PER" else noun_lemma(token.text, token.lemma_)
    if token.pos_ in ("VERB", "AUX"):
        return verb_lemma(token.lower_, token.lemma_)
    if token.pos_ == "ADJ" and (token.text.islower() or token.is_sent_start):
        return adjective_lemma(token.lower_, token.lemma_)
    return token.lemma_


@lru_cache(maxsize=50_000)
def noun_lemma(form: str, guess: str) -> str:
    """Give a noun's lemma by the dictionary, or by that of its last part, else the guess.

    >>> noun_lemma("Sicherheitsgarantien", "Sicherheitsgaranti")
    'Sicherheitsgarantie'
    """
    if form == guess + "s" and is_lemma(guess):
        return guess
    if is_lemma(form):
        return form
    known = lemma_of(form)
    if known[:1].isupper() and (not is_lemma(guess) or "ß" in guess):
        return known
    if is_lemma(guess):
        return guess
    head = form.rpartition("-")[2]
    for at in range(len(form) - len(head) + (0 if head != form else 3), len(form) - 3):
        tail = lemma_of(form[at:].capitalize())
        if tail[:1].isupper() and len(tail) > 3:
            return form[:at] + (tail if form[at].isupper() else tail.lower())
    return guess


@lru_cache(maxsize=50_000)
def verb_lemma(form: str, guess: str) -> str:
    """Give a verb's infinitive in lower case, with the prefix that a participle or infinitive with "zu" bears.

    >>> verb_lemma("hervorzuheben", "hervorzuheben"), verb_lemma("abgefertigt", "abgefertigen")
    ('hervorheben', 'abfertigen')
    """
    guess = guess.lower()
    if guess.endswith("n") and guess != form and is_lemma(guess):
        return guess
    if prefixed := _prefixed(form):
        return prefixed
    if _is_infinitive(known := lemma_of(form)) and len(known) < len(form) + 3:
        return known
    if form.endswith("n") and not guess.endswith("n"):
        return form
    for prefix in scheme.SEPARABLE_PREFIXES:
        if form.startswith((prefix + "ge", prefix + "zu")):
            rest = form.removeprefix(prefix)
            stem = lemma_of(rest) or lemma_of(rest.removeprefix("zu"))
            if _is_infinitive(stem):
                return prefix + stem
    if match := _FOREIGN_PARTICIPLE.fullmatch(form):
        return match["stem"] + "en"
    return guess


def _prefixed(form: str) -> str:
    """Give the infinitive of a participle that the dictionary has only as an adjective ("beschossen"), by its verb.

    >>> _prefixed("beschossen"), _prefixed("verübt"), _prefixed("verhandeln")
    ('beschießen', 'verüben', '')
    """
    if not is_lemma(form) or not form.endswith(("en", "t")):
        return ""
    for prefix in _INSEPARABLE_PREFIXES:
        rest = form.removeprefix(prefix)
        if rest != form and len(rest) > 2:
            stem = lemma_of("ge" + rest) or (lemma_of(rest) if rest.endswith("t") else "")
            if stem.endswith(("en", "ln", "rn")) and stem != "ge" + rest:
                return prefix + stem
    return ""


def _is_infinitive(lemma: str) -> bool:
    return lemma.endswith("n") and lemma.islower()


@lru_cache(maxsize=50_000)
def adjective_lemma(form: str, guess: str) -> str:
    """Give an adjective's base form in lower case.

    >>> adjective_lemma("bitterer", "bitterer")
    'bitter'
    """
    guess = guess.lower()
    if is_lemma(guess) and guess != form:
        return guess
    known = lemma_of(form)
    return known if known.islower() and not known.endswith("en") else guess
