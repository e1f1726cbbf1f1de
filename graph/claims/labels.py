"""Labels of things: noun phrases as a reader would write them in a list, in the nominative and without article."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from graph.annotate import scheme

#: Endings of an adjective without article in the nominative, by gender of its noun.
_ENDINGS = {"Masc": "er", "Fem": "e", "Neut": "es"}
_OBLIQUE = ("en", "em", "er", "es", "e")


def phrase_label(doc: Doc, tokens: Sequence[int], head: int) -> str:
    """Write a noun phrase as a label.

    The head and the adjectives that agree with it are put into the nominative; where the gender is not known, they stay
    as they stand.

    Sentence: "… des temporären Waffenstillstands in Gaza" -> temporärer Waffenstillstand in Gaza
    """
    kept = [doc[i] for i in tokens] or [doc[head]]
    while len(kept) > 1 and kept[0].i != head and _is_no_content(kept[0]):
        kept.pop(0)
    words = [_nominative(token, doc[head]) + token.whitespace_ for token in kept]
    return " ".join("".join(words).split())


def _is_no_content(token: Token) -> bool:
    """Tell whether a word in front of a phrase only points or weighs. Sentence: "insbesondere ein Abzug" -> Abzug"""
    weighs = scheme.is_adverbial(token) and not scheme.is_adjective(token) and not any(token.children)
    return scheme.is_determiner(token) or scheme.is_punctuation(token) or weighs


def _nominative(token: Token, head: Token) -> str:
    plural = "Plur" in head.morph.get("Number", [])
    if token.i == head.i:
        return _noun(token, plural)
    if token.head.i == head.i and scheme.is_attributive_adjective(token) and token.i < head.i:
        return _adjective(token, head, plural)
    return token.text


def _noun(token: Token, plural: bool) -> str:
    case = token.morph.get("Case", [])
    if not scheme.is_noun(token) or not token.text[:1].isupper():
        return token.text
    if plural:
        # The dative plural adds -n to a plural that does not end in it: "Angriffen" -> "Angriffe".
        return (
            token.text[:-1]
            if "Dat" in case and token.text.endswith(("en", "ern")) and _plural_of(token)
            else token.text
        )
    if "Gen" in case and token.text.endswith("s") and not token.lemma_.endswith("s"):
        return token.lemma_ if token.text.startswith(token.lemma_[:3]) else token.text
    return token.text


def _plural_of(token: Token) -> bool:
    """Tell whether the plural without its dative ending is the singular with -e or -er ("Angriff" + "e")."""
    return token.text[:-1] in (token.lemma_ + "e", token.lemma_ + "er", token.lemma_)


def _adjective(token: Token, head: Token, plural: bool) -> str:
    gender = (head.morph.get("Gender", []) or [""])[0]
    ending = "e" if plural else _ENDINGS.get(gender)
    stem = next(
        (token.text[: -len(e)] for e in _OBLIQUE if token.text.endswith(e) and len(token.text) > len(e) + 3), None
    )
    if ending is None or stem is None or scheme.relation(token) != "amod":
        return token.text
    return stem + ending
