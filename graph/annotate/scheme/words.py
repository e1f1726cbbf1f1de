"""What a tag, a part of speech or a closed class says of a word by itself."""

from __future__ import annotations

from functools import lru_cache

from graph.annotate.parse import Token

NEGATIONS = frozenset(
    (
        "nicht",
        "nie",
        "niemals",
        "kein",
        "keiner",
        "keinerlei",
        "keinesfalls",
        "keineswegs",
        "mitnichten",
        "nichts",
        "niemand",
        "nirgends",
        "nirgendwo",
        "weder",
    )
)
QUOTATION_MARKS = frozenset('„“”‟"»«‚‘’›‹')
_DEMONSTRATIVES = frozenset(("dies", "diese", "diesem", "diesen", "dieser", "dieses"))
_INANIMATE = frozenset(("das", "dem", "dies", "es"))


def relation(token: Token) -> str:
    """Give the universal dependency label without its subtype ("nsubj:pass" -> "nsubj", "ROOT" -> "root")."""
    return _universal(token.dep_)


@lru_cache(maxsize=256)
def _universal(label: str) -> str:
    return label.partition(":")[0].lower()


def has_feature(token: Token, name: str, value: str) -> bool:
    """Tell whether a morphological feature has a value, among others perhaps ("PronType=Dem,Rel")."""
    return value in token.morph.get(name, [])


def is_noun(token: Token) -> bool:
    """Tell whether it is a common noun or a name; the tag decides for hyphenated ones that pass as names."""
    return token.pos_ in ("NOUN", "PROPN") or token.tag_ in ("NN", "NE")


def is_name(token: Token) -> bool:
    """Tell whether it is a proper name ("Putin-Berater" is tagged NN and is none)."""
    return token.tag_ == "NE" or (token.pos_ == "PROPN" and token.tag_ != "NN")


def is_pronoun(token: Token) -> bool:
    """Tell whether it stands for a nominal."""
    return token.pos_ == "PRON" or token.tag_ in ("PPER", "PDS", "PIS", "PRELS", "PRF", "PWS", "PPOSS")


def is_nominal(token: Token) -> bool:
    """Tell whether it can be an argument: noun, name, pronoun or number."""
    return is_noun(token) or is_pronoun(token) or token.pos_ in ("NUM", "X", "SYM")


def is_verb(token: Token) -> bool:
    """Tell whether it is any verb form, auxiliaries included."""
    return token.pos_ in ("VERB", "AUX") or token.tag_.startswith("V")


def is_adjective(token: Token) -> bool:
    """Tell whether it is an adjective, attributive or predicative."""
    return token.pos_ == "ADJ" or token.tag_ in ("ADJA", "ADJD")


def is_punctuation(token: Token) -> bool:
    """Tell whether it is punctuation or white space."""
    return token.pos_ in ("PUNCT", "SPACE") or token.tag_.startswith("$") or token.is_space


def is_coordinator(token: Token) -> bool:
    """Tell whether it joins conjuncts. Sentence: "Paris und Rom" (und)"""
    return token.tag_ == "KON" or (token.pos_ == "CCONJ" and token.tag_ not in ("KOUS", "KOUI", "KOKOM"))


def is_personal_pronoun(token: Token) -> bool:
    """Tell whether it is a personal pronoun. Sentence: "Er lehnt ab." (Er)"""
    return token.tag_ == "PPER" or (
        has_feature(token, "PronType", "Prs") and is_pronoun(token) and not is_reflexive(token)
    )


def is_reflexive(token: Token) -> bool:
    """Tell whether it refers back to the subject. Sentence: "Sie treffen sich." (sich)"""
    return token.lower_ in ("sich", "einander") or token.tag_ == "PRF" or has_feature(token, "Reflex", "Yes")


def is_possessive(token: Token) -> bool:
    """Tell whether it is a possessive determiner or pronoun. Sentence: "sein Vorschlag" (sein)"""
    return token.tag_ in ("PPOSAT", "PPOSS") or has_feature(token, "Poss", "Yes")


def is_demonstrative(token: Token) -> bool:
    """Tell whether it points at something said before. Sentence: "Dies lehnt er ab." (Dies)"""
    return token.tag_ in ("PDS", "PDAT") or token.lower_ in _DEMONSTRATIVES


def is_relative_pronoun(token: Token) -> bool:
    """Tell whether it opens a relative clause. Sentence: "Der Plan, den er ablehnt." (den)"""
    return token.tag_ in ("PRELS", "PRELAT")


def is_interrogative(token: Token) -> bool:
    """Tell whether it is a question word. Sentence: "Er fragt, wer komme." (wer)"""
    return token.tag_ in ("PWS", "PWAT", "PWAV")


def is_negation(token: Token) -> bool:
    """Tell whether it negates. Sentence: "Er lehnt den Plan nicht ab." (nicht)"""
    return token.lemma_.lower() in NEGATIONS or token.lower_ in NEGATIONS or token.tag_ == "PTKNEG"


def is_inanimate_pronoun(token: Token) -> bool:
    """Tell whether a pronoun cannot stand for a person. Sentence: "Das lehnt er ab." (Das)"""
    return token.lower_ in _INANIMATE and is_pronoun(token)
