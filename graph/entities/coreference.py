"""Pronouns, possessives and relative pronouns: whom they stand for, within an article.

Every noun so far is weighed as antecedent by number, gender, person, recency and grammatical role (subjects and
topics before others); a noun that names no actor can win and then leaves the pronoun without an entity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from spacy.tokens import Doc, Token

from graph.annotate import scheme
from graph.model import Entity, Kind, Mention

_WINDOW = 4  # sentences that an antecedent may lie back
_ENOUGH = 0.0
_ARTICLE_GENDER = {
    "der": {"Nom": "Masc", "Gen": "Fem", "Dat": "Fem"}, "den": {"Acc": "Masc"}, "dem": {"Dat": ""}, "das": {"Nom": "Neut", "Acc": "Neut"},
    "die": {"Nom": "Fem", "Acc": "Fem"}, "des": {"Gen": ""}, "ein": {}, "eine": {"Nom": "Fem", "Acc": "Fem"}, "einer": {"Gen": "Fem", "Dat": "Fem"},
}  # fmt: skip
_PERSONAL = {
    "er": ("Masc", "Sing"), "ihn": ("Masc", "Sing"), "ihm": ("Masc|Neut", "Sing"), "es": ("Neut", "Sing"), "sie": ("", ""), "ihr": ("Fem", "Sing"),
    "ihnen": ("", "Plur"),
}  # fmt: skip


class _Located(Protocol):
    def at(self, i: int) -> Mention | None: ...


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A noun or pronoun that a later pronoun may take up."""

    head: int
    sentence: int
    entity: Entity | None
    gender: str
    number: str
    subject: bool
    clause: int


@dataclass(frozen=True, slots=True)
class _Pronoun:
    index: int
    sentence: int
    gender: str
    number: str
    subject: bool
    clause: int
    possessive: bool
    inanimate: bool


def resolve_pronouns(doc: Doc, mentions: _Located) -> Iterator[Mention]:
    """Give the pronouns of the text as mentions of their antecedents' entities, in the order of the text.

    Sentence: "Lawrow lehnt den Plan ab. Er droht Kiew." (Er -> Lawrow)
    """
    sentence_of = _sentences(doc)
    candidates: list[_Candidate] = []
    named: Counter[str] = Counter()
    for token in doc:
        if scheme.is_relative_pronoun(token):
            antecedent = scheme.antecedent_of(token)
            known = mentions.at(antecedent.i) if antecedent is not None else None
            if known is not None and known.head == antecedent.i:
                yield _mention(token, known.entity, "pronoun", "relative_pronoun")
            continue
        pronoun = _read_pronoun(token, sentence_of[token.i])
        if pronoun is not None:
            chosen = _choose(pronoun, candidates, named)
            if chosen is not None and chosen.entity is not None:
                form = "possessive" if pronoun.possessive else "pronoun"
                yield _mention(token, chosen.entity, form, "pronoun_antecedent")
                named[chosen.entity.iri] += 1
                if not pronoun.possessive:
                    candidates.append(_as_candidate(token, chosen, pronoun))
        elif scheme.is_noun(token):
            candidate = _noun_candidate(token, sentence_of[token.i], mentions)
            if candidate is not None:
                candidates.append(candidate)
                if candidate.entity is not None:
                    named[candidate.entity.iri] += 1


def _sentences(doc: Doc) -> list[int]:
    numbers = [0] * len(doc)
    current = -1
    for i, token in enumerate(doc):
        current += bool(token.is_sent_start) or i == 0
        numbers[i] = current
    return numbers


def _mention(token: Token, entity: Entity, form: str, rule: str) -> Mention:
    return Mention(token.i, token.i + 1, token.i, token.idx, token.idx + len(token.text), entity, form, rule)


def _clause_of(token: Token) -> int:
    """Give the index of the verb or predicate that a word depends on."""
    head = token.head
    while head.head != head and not (scheme.is_verb(head) or scheme.relation(head) in ("root", "conj", "ccomp", "advcl", "acl", "xcomp", "parataxis")):
        head = head.head
    return head.i


def _read_pronoun(token: Token, sentence: int) -> _Pronoun | None:
    """Tell what a pronoun asks of its antecedent; None for first person, expletives and those of things."""
    low = token.lower_
    if scheme.is_possessive(token) and low.startswith(("sein", "ihr")):
        plural_or_feminine = low.startswith("ihr")
        gender, number = ("", "") if plural_or_feminine else ("Masc|Neut", "Sing")
        return _Pronoun(token.i, sentence, gender, number, False, _clause_of(token), True, False)
    if low in _PERSONAL and scheme.is_personal_pronoun(token):
        if scheme.is_expletive(token) or (low == "es" and not scheme.is_subject(token)) or (low == "sie" and token.text == "Sie" and not token.is_sent_start and token.nbor(-1).text not in "„“”\"»«:"):
            return None
        gender, number = _PERSONAL[low]
        subject = scheme.is_subject(token)
        if low == "sie":
            number = _verb_number(token) if subject else next(iter(token.morph.get("Number")), "")
            gender = "Fem" if number == "Sing" else ""
        return _Pronoun(token.i, sentence, gender, number, subject, _clause_of(token), False, low == "es")
    if token.tag_ == "PDS" and low in ("dieser", "diese", "diesen", "diesem") and scheme.is_subject(token):
        number = _verb_number(token)
        return _Pronoun(token.i, sentence, "Masc" if low == "dieser" else "", number, True, _clause_of(token), False, False)
    return None


def _verb_number(token: Token) -> str:
    """Give the number of the finite verb that a subject goes with, which tells "sie lehnt" from "sie lehnen"."""
    verb = token.head
    finite = scheme.finite_verb(verb) if scheme.is_clausal(verb) else None
    for word in (finite, verb):
        if word is not None and word.morph.get("Number"):
            return str(word.morph.get("Number")[0])
    return next(iter(token.morph.get("Number")), "")


def _noun_candidate(token: Token, sentence: int, mentions: _Located) -> _Candidate | None:
    mention = mentions.at(token.i)
    if mention is not None and mention.head != token.i:
        return None
    entity = mention.entity if mention is not None else None
    if entity is not None and entity.kind is not Kind.ACTOR and not mention_is_actor(entity):
        entity = None
    gender, number = _features(token, mention)
    if scheme.is_name_part(token) or (mention is None and (token.ent_type_ == "MISC" or token.tag_ == "NE")):
        return None
    role = token
    while scheme.is_conjunct(role) or scheme.is_apposition(role):
        role = role.head
    return _Candidate(token.i, sentence, entity, gender, number, scheme.is_subject(role), _clause_of(role))


def mention_is_actor(entity: Entity) -> bool:
    """Tell whether a place reading still is a state that later sentences may speak of as an actor."""
    return entity.classes[:1] == ("State",)


def _features(token: Token, mention: Mention | None) -> tuple[str, str]:
    """Give gender and number of a noun: a person's own, else what its article shows, else what the tagger says."""
    entity = mention.entity if mention is not None else None
    number = next(iter(token.morph.get("Number")), "Sing")
    if entity is not None and "Person" in entity.classes:
        return entity.gender or "", "Sing"
    if entity is not None and mention is not None and mention.form in ("name", "metonym") and entity.classes[:1] == ("State",):
        number = entity.number if mention.form == "name" else "Sing"
    elif entity is not None and entity.number == "Plur":
        number = "Plur"
    article = next((child for child in token.children if scheme.is_determiner(child)), None)
    if article is not None:
        cases = _ARTICLE_GENDER.get(article.lower_, {})
        case = next(iter(article.morph.get("Case")), "")
        shown = cases.get(case, "")
        if shown and number != "Plur":
            return shown, number
    if entity is not None and entity.classes[:1] == ("State",) and article is None and mention is not None and mention.form != "role":
        return "Neut", number
    return next(iter(token.morph.get("Gender")), ""), number


def _as_candidate(token: Token, chosen: _Candidate, pronoun: _Pronoun) -> _Candidate:
    number = pronoun.number or chosen.number
    return _Candidate(token.i, pronoun.sentence, chosen.entity, chosen.gender or pronoun.gender.split("|")[0], number, pronoun.subject, pronoun.clause)


def _choose(pronoun: _Pronoun, candidates: Sequence[_Candidate], named: Counter[str]) -> _Candidate | None:
    best: tuple[float, int] | None = None
    chosen = None
    for candidate in reversed(candidates):
        if pronoun.sentence - candidate.sentence > _WINDOW:
            break
        if not _agrees(pronoun, candidate) or _is_barred(pronoun, candidate):
            continue
        score = (_score(pronoun, candidate, named), candidate.head)
        if best is None or score > best:
            best, chosen = score, candidate
    return chosen if best is not None and best[0] > _ENOUGH else None


def _agrees(pronoun: _Pronoun, candidate: _Candidate) -> bool:
    if pronoun.number and candidate.number and pronoun.number != candidate.number:
        return False
    if pronoun.gender and candidate.gender and candidate.gender not in pronoun.gender.split("|"):
        return False
    if pronoun.possessive and not pronoun.number and candidate.number == "Sing" and candidate.gender not in ("Fem", ""):
        return False
    if pronoun.inanimate and candidate.entity is not None and "Person" in candidate.entity.classes:
        return False
    return True


def _is_barred(pronoun: _Pronoun, candidate: _Candidate) -> bool:
    """Tell whether grammar forbids it: two arguments of one verb are two, unless one is a possessive."""
    return not pronoun.possessive and pronoun.clause == candidate.clause and pronoun.sentence == candidate.sentence


def _score(pronoun: _Pronoun, candidate: _Candidate, named: Counter[str]) -> float:
    distance = pronoun.sentence - candidate.sentence
    score = 3.0 - 1.2 * distance
    if candidate.subject:
        score += 1.5 if pronoun.subject or pronoun.possessive else 0.7
    if pronoun.possessive and candidate.clause == pronoun.clause:
        score += 1.0
    entity = candidate.entity
    if entity is None:
        return score - 2.2
    if "Person" in entity.classes:
        score += 1.2 if not pronoun.inanimate else -3.0
    score += min(named[entity.iri], 4) * 0.25
    if not candidate.gender and "Person" not in entity.classes:
        score -= 0.5
    return score
