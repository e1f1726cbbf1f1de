"""The forms of German verbs: the whole lemma, auxiliaries, voice, mood and tense."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.annotate.parse import Token
from graph.annotate.scheme.words import has_feature, is_verb, relation

MODALS = frozenset(("dürfen", "können", "mögen", "müssen", "sollen", "wollen"))
RECIPIENT_AUXILIARIES = frozenset(("bekommen", "erhalten", "kriegen"))
# Separable prefixes, the longer ones first, so that "zurück" is tried before "zu".
SEPARABLE_PREFIXES = (
    "auseinander", "gegenüber", "hindurch", "herunter", "herüber", "hinunter", "hinüber", "zusammen", "dagegen",
    "dahinter", "entgegen", "entlang", "entzwei", "herauf", "heraus", "herbei", "herein", "hervor", "hinauf",
    "hinaus", "hinein", "hinweg", "hinzu", "nieder", "vorbei", "vorweg", "voraus", "voran", "vorher", "vorüber",
    "weiter", "wieder", "zurecht", "zurück", "aneinander", "bereit", "davon", "dazu", "durch", "einher", "empor",
    "fehl", "fern", "fest", "fort", "frei", "heran", "herum", "hinter", "hoch", "inne", "kund", "preis",
    "nach", "statt", "stand", "teil", "über", "umher", "unter", "wahr", "auf", "aus", "bei", "dar", "ein", "her",
    "hin", "los", "mit", "vor", "weg", "ab", "an", "da", "um", "zu",
)  # fmt: skip
# Konjunktiv forms that no indicative shares, whatever the tagger says.
_PRESENT_SUBJUNCTIVE = frozenset(("sei", "seiest", "seist", "seien", "seiet"))
_PAST_SUBJUNCTIVE = re.compile(
    r"(?:hätte|wäre?|würde|könnte|dürfte|müsste|müßte|möchte|gäbe|käme|ließe|fände)(?:n|st|t)?"
)
_FINITE_TAGS = frozenset(("VVFIN", "VAFIN", "VMFIN", "VVIMP", "VAIMP"))


def is_verb_particle(token: Token) -> bool:
    """Tell whether it is the separated prefix of its head. Sentence: "Er lehnt den Plan ab." (ab)"""
    return token.dep_ == "compound:prt"


def full_lemma(verb: Token) -> str:
    """Give a verb's dictionary form with its separated prefix put back.

    German main clauses send the prefix to the end ("lehnt ... ab"), and UD lemmas leave it out ("lehnen"), so the
    lexicon would miss every such verb. At the end of a clause it is joined already, with "ge" or "zu" between.

    Args:
        verb: the token that carries the stem; another word gives its plain lemma.

    Returns:
        The joined lemma in lower case for verbs.

    Sentence: "Uschakow lehnt die Waffenruhe ab." -> ablehnen
    """
    if not is_verb(verb):
        return verb.lemma_
    lemma, form = verb.lemma_.lower(), verb.lower_
    for child in verb.children:
        # "vom Dach aus angriffen": what stands before its verb is no prefix of it.
        if is_verb_particle(child) and child.i > verb.i:
            return lemma if lemma.startswith(child.lower_) and lemma != child.lower_ + "en" else child.lower_ + lemma
    if is_participle(verb) or verb.tag_ == "VVIZU":
        for prefix in SEPARABLE_PREFIXES:
            if form.startswith((prefix + "ge", prefix + "zu")):
                return _joined(prefix, lemma)
    return lemma


def _joined(prefix: str, lemma: str) -> str:
    """Repair the lemma of "abgelehnt" or "abzulehnen", given without its prefix or with "zu" left in."""
    if lemma.startswith(prefix + "zu") and not lemma.startswith(prefix + "zurück"):
        return prefix + lemma[len(prefix) + 2 :]
    return lemma if lemma.startswith(prefix) else prefix + lemma


def is_auxiliary(token: Token) -> bool:
    """Tell whether it is an auxiliary or modal of its head. Sentence: "Er hat abgelehnt." (hat)"""
    return relation(token) == "aux"


def is_modal(token: Token) -> bool:
    """Tell whether it is a modal verb, with an infinitive or alone. Sentence: "Er will gehen." (will)"""
    return token.tag_.startswith("VM") or (is_verb(token) and token.lemma_ in MODALS)


def is_copula(token: Token) -> bool:
    """Tell whether it links a subject with a predicate noun or adjective. Sentence: "Er ist bereit." (ist)"""
    return relation(token) == "cop"


def is_passive_auxiliary(token: Token) -> bool:
    """Tell whether it makes its head passive: "werden", "sein" or "bekommen" with a participle.

    Sentence: "Der Plan ist abgelehnt worden." (worden)
    """
    if token.dep_ == "aux:pass":
        return True
    if not is_auxiliary(token) or not is_participle(token.head):
        return False
    if token.lemma_ in RECIPIENT_AUXILIARIES or token.lower_ == "worden":
        return True
    # Futur II ("wird abgelehnt haben") has "werden" with a participle, too, and an infinitive "haben" or "sein".
    return token.lemma_ == "werden" and not any(
        is_auxiliary(other) and other.lower_ in ("haben", "sein") and other.i > token.head.i
        for other in token.head.children
    )


def is_passive(verb: Token) -> bool:
    """Tell whether a predicate is in the passive. Sentence: "Der Plan wurde abgelehnt." (abgelehnt)"""
    return any(is_passive_auxiliary(child) for child in verb.children)


def is_recipient_passive(verb: Token) -> bool:
    """Tell whether the subject is the recipient. Sentence: "Kiew bekam Panzer geliefert." (geliefert)"""
    return any(is_passive_auxiliary(child) and child.lemma_ in RECIPIENT_AUXILIARIES for child in verb.children)


def modal_lemma(verb: Token) -> str:
    """Give the modal over a predicate, or "". Sentence: "Er will den Plan prüfen." (prüfen -> wollen)"""
    return next((child.lemma_ for child in verb.children if is_auxiliary(child) and is_modal(child)), "")


def auxiliaries(verb: Token) -> Iterator[Token]:
    """Give auxiliaries, modals and copula of a predicate in the order of the text."""
    return (child for child in verb.children if is_auxiliary(child) or is_copula(child))


def is_finite(token: Token) -> bool:
    """Tell whether a verb form is finite. Sentence: "Er hat abgelehnt." (hat)"""
    return token.tag_ in _FINITE_TAGS or has_feature(token, "VerbForm", "Fin")


def finite_verb(predicate: Token) -> Token | None:
    """Give the finite form of a predicate: itself, its auxiliary or its copula; None for an infinitive."""
    if is_verb(predicate) and is_finite(predicate):
        return predicate
    return next((token for token in auxiliaries(predicate) if is_finite(token)), None)


def is_infinitive(token: Token) -> bool:
    """Tell whether a verb form is an infinitive, with or without "zu"."""
    return token.tag_ in ("VVINF", "VAINF", "VMINF", "VVIZU") or has_feature(token, "VerbForm", "Inf")


def is_infinitival(predicate: Token) -> bool:
    """Tell whether a predicate is an infinitive without a finite form. Sentence: "Er droht anzugreifen." """
    words = [predicate, *auxiliaries(predicate)]
    return not any(is_finite(token) for token in words) and any(is_infinitive(token) for token in words)


def has_copula(predicate: Token) -> bool:
    """Tell whether a noun or adjective is a predicate by a copula. Sentence: "Er ist bereit." (bereit)"""
    return any(is_copula(child) for child in predicate.children)


def is_zu_infinitive(verb: Token) -> bool:
    """Tell whether a predicate is an infinitive with "zu". Sentence: "Er droht anzugreifen." (anzugreifen)"""
    return verb.tag_ == "VVIZU" or any(
        is_infinitival_marker(child) for word in (verb, *auxiliaries(verb)) for child in word.children
    )


def is_participle(token: Token) -> bool:
    """Tell whether a verb form is a past participle. Sentence: "Er hat abgelehnt." (abgelehnt)"""
    return token.tag_ in ("VVPP", "VAPP", "VMPP") or (is_verb(token) and has_feature(token, "VerbForm", "Part"))


def is_infinitival_marker(token: Token) -> bool:
    """Tell whether it is the "zu" before an infinitive. Sentence: "Er hofft zu gewinnen." (zu)"""
    return token.tag_ == "PTKZU" or (token.lower_ == "zu" and token.pos_ == "PART")


def is_imperative(token: Token) -> bool:
    """Tell whether a verb form is an imperative. Sentence: "Stoppt den Krieg!" (Stoppt)"""
    return token.tag_ in ("VVIMP", "VAIMP") or has_feature(token, "Mood", "Imp")


def is_future(predicate: Token) -> bool:
    """Tell whether "werden" and an infinitive make the future. Sentence: "Er wird den Plan prüfen." (prüfen)

    "werde" counts as well: in reported speech it is the same form in the Konjunktiv.
    """
    return any(
        child.lemma_ == "werden" and not is_passive_auxiliary(child) and subjunctive(child) != "II"
        for child in auxiliaries(predicate)
        if is_auxiliary(child)
    )


def is_past(token: Token) -> bool:
    """Tell whether a finite form is in the Präteritum (indicative). Sentence: "Er lehnte ab." (lehnte)"""
    return has_feature(token, "Tense", "Past") and not subjunctive(token)


def subjunctive(token: Token) -> str:
    """Give "I" or "II" for a finite form in the Konjunktiv, "" for any other form.

    Features decide, and forms that no indicative shares. A third person in "-e" on the stem of its infinitive is
    Konjunktiv I whatever the tagger says: its indicative ends in "-t".

    Sentence: "Kiew lehne den Plan ab, das wäre ein Fehler." (lehne -> I, wäre -> II)
    """
    if not is_verb(token):
        return ""
    form, lemma = token.lower_, token.lemma_.lower()
    if _PAST_SUBJUNCTIVE.fullmatch(form):
        return "II"
    if form in _PRESENT_SUBJUNCTIVE and not is_imperative(token):
        return "I"
    if has_feature(token, "Mood", "Sub"):
        return "II" if has_feature(token, "Tense", "Past") else "I"
    if is_finite(token) and form.endswith("e") and form in (lemma[:-1], lemma[:-2] + "e") and _third_person(token):
        return "I"
    return ""


def _third_person(token: Token) -> bool:
    """Tell whether the subject of a finite form is seen and is neither "ich" nor plural."""
    predicate = token.head if is_auxiliary(token) or is_copula(token) else token
    subjects = [child for child in predicate.children if relation(child) == "nsubj"]
    return bool(subjects) and all(
        child.lower_ != "ich" and not has_feature(child, "Number", "Plur") for child in subjects
    )


def is_subjunctive(token: Token) -> bool:
    """Tell whether a finite form is in the Konjunktiv. Sentence: "Er habe nichts gewusst." (habe)"""
    return bool(subjunctive(token))
