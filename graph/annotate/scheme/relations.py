"""What a dependency label says of a token's place in the sentence."""

from __future__ import annotations

from graph.annotate.parse import Token
from graph.annotate.scheme.function_words import preposition_of
from graph.annotate.scheme.verbs import has_copula, is_passive
from graph.annotate.scheme.words import (
    has_feature,
    is_adjective,
    is_coordinator,
    is_nominal,
    is_possessive,
    is_verb,
    relation,
)


def is_root(token: Token) -> bool:
    """Tell whether the token heads its sentence."""
    return token.dep_ in ("ROOT", "root")


def is_subject(token: Token) -> bool:
    """Tell whether a nominal is the subject. Sentence: "Kiew lehnt ab." (Kiew)"""
    return relation(token) == "nsubj"


def is_passive_subject(token: Token) -> bool:
    """Tell whether the subject is labelled as that of a passive. Sentence: "Der Plan wurde abgelehnt." (Plan)"""
    return token.dep_ == "nsubj:pass"


def is_clausal_subject(token: Token) -> bool:
    """Tell whether a clause is the subject. Sentence: "Dass Kiew zustimmt, ist offen." (zustimmt)"""
    return relation(token) == "csubj"


def is_object(token: Token) -> bool:
    """Tell whether a nominal is the accusative object. Sentence: "Kiew lehnt den Plan ab." (Plan)"""
    return token.dep_ == "obj"


def is_indirect_object(token: Token) -> bool:
    """Tell whether a nominal is a dative object; GSD writes it `obl:arg`. Sentence: "Berlin hilft Kiew." (Kiew)"""
    return token.dep_ == "iobj" or (token.dep_ == "obl:arg" and not preposition_of(token))


def is_oblique(token: Token) -> bool:
    """Tell whether it is a prepositional or adverbial nominal of a verb. Sentence: "Er warnt vor Krieg." (Krieg)"""
    return relation(token) == "obl" and not is_indirect_object(token)


def is_agent(token: Token) -> bool:
    """Tell whether it names the agent of a passive. Sentence: "Er wurde von der Armee gestürzt." (Armee)"""
    if token.dep_ == "obl:agent":
        return True
    return is_oblique(token) and preposition_of(token) in ("von", "durch") and is_passive(token.head)


def is_complement_clause(token: Token) -> bool:
    """Tell whether a finite clause is the object. Sentence: "Er sagt, der Krieg ende." (ende)"""
    return token.dep_ == "ccomp"


def is_open_complement(token: Token) -> bool:
    """Tell whether a clause takes its subject from the verb above. Sentence: "Er droht anzugreifen." (anzugreifen)"""
    return token.dep_ == "xcomp"


def is_adverbial_clause(token: Token) -> bool:
    """Tell whether a clause is an adverbial. Sentence: "Er geht, weil es regnet." (regnet)"""
    return relation(token) == "advcl"


def is_relative_clause(token: Token) -> bool:
    """Tell whether a clause is opened by a relative pronoun. Sentence: "Der Plan, den er ablehnt." (ablehnt)"""
    return token.dep_ == "acl:relcl"


def is_noun_clause(token: Token) -> bool:
    """Tell whether a clause belongs to a noun without a relative pronoun. Sentence: "die Bitte zu helfen" (helfen)"""
    return token.dep_ == "acl"


def is_parataxis(token: Token) -> bool:
    """Tell whether a clause stands beside another. Sentence: "Der Krieg, so der Minister, dauert an." (Minister)"""
    return relation(token) == "parataxis"


def is_conjunct(token: Token) -> bool:
    """Tell whether it is coordinated with its head. Sentence: "Paris und Rom stimmen zu." (Rom)"""
    return relation(token) == "conj"


def is_apposition(token: Token) -> bool:
    """Tell whether a nominal names its head again. Sentence: "Lawrow, der Minister, sprach." (Minister)"""
    return relation(token) == "appos"


def is_nominal_modifier(token: Token) -> bool:
    """Tell whether a nominal depends on a nominal, with a preposition or in the genitive (Vorschlag der EU: EU)."""
    return relation(token) == "nmod"


def is_genitive(token: Token) -> bool:
    """Tell whether a nominal is the genitive of another. Sentence: "der Plan der Regierung" (Regierung)

    The tagger sees the genitive of a name without article seldom, so that of its article counts as well.
    """
    if relation(token) not in ("nmod", "dep") or not is_nominal(token.head) or preposition_of(token):
        return False
    return has_feature(token, "Case", "Gen") or any(
        relation(child) in ("det", "amod") and has_feature(child, "Case", "Gen") for child in token.children
    )


def is_adjectival_modifier(token: Token) -> bool:
    """Tell whether an adjective or participle stands before its noun. Sentence: "russische Angriffe" (russische)"""
    return relation(token) == "amod"


def is_adverbial(token: Token) -> bool:
    """Tell whether it is an adverb of its head. Sentence: "Er kommt wohl." (wohl)"""
    return relation(token) == "advmod"


def is_name_part(token: Token) -> bool:
    """Tell whether it continues a name or a title's name. Sentence: "Juri Uschakow spricht." (Uschakow)"""
    return relation(token) in ("flat", "compound") and token.dep_ != "compound:prt"


def is_expletive(token: Token) -> bool:
    """Tell whether "es" or "sich" fills a place without meaning. Sentence: "Es gibt Streit." (Es)"""
    return relation(token) == "expl"


def is_determiner(token: Token) -> bool:
    """Tell whether it is an article or stands in its place. Sentence: "die Waffenruhe" (die)"""
    return relation(token) == "det"


def is_numeral(token: Token) -> bool:
    """Tell whether it counts its head. Sentence: "30 Tage" (30)"""
    return relation(token) == "nummod" or token.pos_ == "NUM"


def is_attributive_adjective(token: Token) -> bool:
    """Tell whether it is an adjective (no participle with arguments) before its noun. Sentence: "russische Angriffe" """
    return is_adjectival_modifier(token) and is_adjective(token)


def is_possessor(token: Token) -> bool:
    """Tell whether it owns or does what the noun says: a possessive or a genitive in front.

    Sentence: "Putins Ablehnung und seine Forderung" (Putins, seine)
    """
    if relation(token) in ("det", "nmod") and is_possessive(token):
        return True
    return token.i < token.head.i and (token.dep_ == "nmod:poss" or is_genitive(token))


def is_clausal(token: Token) -> bool:
    """Tell whether the token heads a clause: a verb that is no auxiliary, or a predicate with a copula."""
    if has_copula(token):
        return True
    return is_verb(token) and relation(token) not in ("aux", "cop", "amod")


def follows_coordinator(token: Token, conjunct: Token) -> bool:
    """Tell whether "und" or another coordinator stands between two conjuncts.

    Sentence: "Kiew prüft und begrüßt den Plan." (begrüßt, prüft)
    """
    return any(is_coordinator(word) for word in token.doc[conjunct.i + 1 : token.i])
