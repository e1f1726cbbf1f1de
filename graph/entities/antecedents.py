"""What pronouns ask of an antecedent, and what nouns offer: gender, number, role and the entity they name."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from typing import Protocol

from graph.annotate import scheme
from graph.annotate.parse import Token
from graph.model import Entity, Kind, Mention

_ARTICLE_GENDER = {
    "der": {"Nom": "Masc", "Gen": "Fem", "Dat": "Fem"},
    "den": {"Acc": "Masc"},
    "das": {"Nom": "Neut", "Acc": "Neut"},
    "die": {"Nom": "Fem", "Acc": "Fem"},
    "eine": {"Nom": "Fem", "Acc": "Fem"},
    "einer": {"Gen": "Fem", "Dat": "Fem"},
}

_PERSONAL = {
    "er": ("Masc", "Sing"),
    "ihn": ("Masc", "Sing"),
    "ihm": ("Masc|Neut", "Sing"),
    "es": ("Neut", "Sing"),
    "sie": ("", ""),
    "ihr": ("Fem", "Sing"),
    "ihnen": ("", "Plur"),
}


class Located(Protocol):
    """Where mentions can be asked for by token, as `graph.entities.mentions.Mentions` does."""

    def at(self, i: int) -> Mention | None:
        """Give the mention that a token heads or is covered by."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A noun or pronoun that a later pronoun may take up."""

    head: int
    sentence: int
    entity: Entity | None
    gender: str
    number: str
    subject: bool
    clause: int
    members: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun with what it asks for; an empty gender or number asks for nothing."""

    index: int
    sentence: int
    gender: str
    number: str
    subject: bool
    clause: int
    possessive: bool = False
    inanimate: bool = False
    demonstrative: bool = False


def _clause_of(token: Token) -> int:
    """Give the index of the verb or predicate that a word depends on."""
    head = token.head
    while head.head != head and not (
        scheme.is_verb(head) or scheme.relation(head) in ("root", "conj", "ccomp", "advcl", "acl", "xcomp", "parataxis")
    ):
        head = head.head
    return head.i


def read_pronoun(token: Token, sentence: int, impersonal: Set[str]) -> Pronoun | None:
    """Tell what a pronoun asks of its antecedent; None for first person, expletives and those of things.

    Args:
        impersonal: verbs whose "es" means nobody ("es gibt").
    """
    low = token.lower_
    if scheme.is_possessive(token) and low.startswith(("sein", "ihr")):
        plural_or_feminine = low.startswith("ihr")
        gender, number = ("", "") if plural_or_feminine else ("Masc|Neut", "Sing")
        return Pronoun(token.i, sentence, gender, number, False, _clause_of(token), possessive=True)
    if low in _PERSONAL and scheme.is_personal_pronoun(token):
        if (
            scheme.is_expletive(token)
            or (low == "es" and _is_impersonal(token, impersonal))
            or (
                low == "sie"
                and token.text == "Sie"
                and not token.is_sent_start
                and token.nbor(-1).text not in '„“”"»«:'
            )
        ):
            return None
        gender, number = _PERSONAL[low]
        subject = scheme.is_subject(token)
        if low == "sie":
            number = _verb_number(token) if subject else next(iter(token.morph.get("Number", [])), "")
            gender = "Fem" if number == "Sing" else ""
        return Pronoun(token.i, sentence, gender, number, subject, _clause_of(token), inanimate=low == "es")
    if token.tag_ == "PDS" and low in ("dieser", "diese", "diesen", "diesem") and scheme.is_subject(token):
        number = _verb_number(token)
        return Pronoun(
            token.i, sentence, "Masc" if low == "dieser" else "", number, True, _clause_of(token), demonstrative=True
        )
    return None


def _is_impersonal(token: Token, impersonal: Set[str]) -> bool:
    """Tell whether "es" means nobody: no subject, beside a copula or passive, or with a clause that it announces.

    Sentence: "Es ist klar, dass Kiew zögert. Es wurde kein Termin genannt."
    """
    verb = token.head
    verbs = {verb.lemma_, *(child.lemma_ for child in verb.children)}
    if not scheme.is_subject(token) or scheme.has_copula(verb) or scheme.is_passive(verb) or verbs & impersonal:
        return True
    return any(scheme.is_complement_clause(child) and child.i > token.i for child in verb.children)


def _verb_number(token: Token) -> str:
    """Give the number of the finite verb that a subject goes with, which tells "sie lehnt" from "sie lehnen"."""
    verb = token.head
    finite = scheme.finite_verb(verb) if scheme.is_clausal(verb) else None
    for word in (finite, verb):
        if word is not None and word.morph.get("Number", []):
            return str(word.morph.get("Number", [])[0])
    return next(iter(token.morph.get("Number", [])), "")


def noun_candidate(token: Token, sentence: int, mentions: Located) -> Candidate | None:
    """Give what a noun offers as antecedent; None for parts of names and for names of nobody."""
    mention = mentions.at(token.i)
    if mention is not None and mention.head != token.i:
        return None
    entity = mention.entity if mention is not None else None
    if entity is not None and entity.kind is not Kind.ACTOR and not _still_acts(entity):
        entity = None
    gender, number = _features(token, mention)
    if scheme.is_name_part(token) or (mention is None and (token.ent_type_ == "MISC" or token.tag_ == "NE")):
        return None
    role = token
    while scheme.is_conjunct(role) or scheme.is_apposition(role):
        role = role.head
    return Candidate(token.i, sentence, entity, gender, number, scheme.is_subject(role), _clause_of(role))


def joint_candidate(token: Token, candidate: Candidate, mentions: Located) -> Candidate | None:
    """Give the candidate that conjuncts are together.

    Sentence: "Merz und Macron kamen nach Kiew. Sie sagten Hilfe zu." (Sie -> both)
    """
    if candidate.entity is None or scheme.is_pronoun(token) or scheme.is_conjunct(token):
        return None
    others = [mentions.at(child.i) for child in token.children if scheme.is_conjunct(child)]
    members = (candidate.entity, *(m.entity for m in others if m is not None))
    return replace(candidate, gender="", number="Plur", members=members) if len(members) > 1 else None


def _still_acts(entity: Entity) -> bool:
    """Tell whether a place reading still is a state that later sentences may speak of as an actor."""
    return entity.classes[:1] == ("State",)


def _features(token: Token, mention: Mention | None) -> tuple[str, str]:
    """Give gender and number of a noun: a person's own, else what its article shows, else what the tagger says."""
    entity = mention.entity if mention is not None else None
    number = next(iter(token.morph.get("Number", [])), "Sing")
    if entity is not None and "Person" in entity.classes:
        return entity.gender or "", "Sing"
    if (
        entity is not None
        and mention is not None
        and mention.form in ("name", "metonym")
        and entity.classes[:1] == ("State",)
    ):
        number = entity.number if mention.form == "name" else "Sing"
    elif entity is not None and entity.number == "Plur":
        number = "Plur"
    article = next((child for child in token.children if scheme.is_determiner(child)), None)
    if article is not None:
        cases = _ARTICLE_GENDER.get(article.lower_, {})
        case = next(iter(article.morph.get("Case", [])), "")
        shown = cases.get(case, "")
        if shown and number != "Plur":
            return shown, number
    if (
        entity is not None
        and entity.classes[:1] == ("State",)
        and article is None
        and mention is not None
        and mention.form != "role"
    ):
        return "Neut", number
    return next(iter(token.morph.get("Gender", [])), ""), number


def candidate_of_pronoun(token: Token, chosen: Candidate, pronoun: Pronoun) -> Candidate:
    """Give a resolved pronoun as an antecedent of later ones."""
    number = pronoun.number or chosen.number
    return Candidate(
        token.i,
        pronoun.sentence,
        chosen.entity,
        chosen.gender or pronoun.gender.split("|")[0],
        number,
        pronoun.subject,
        pronoun.clause,
    )
