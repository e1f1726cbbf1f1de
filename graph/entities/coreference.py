"""Pronouns, possessives and relative pronouns: whom they stand for, within an article.

Every noun so far is weighed as antecedent by number, gender, person, recency and grammatical role (subjects and
topics before others); a noun that names no actor can win and then leaves the pronoun without an entity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from spacy.tokens import Token

from graph.annotate import scheme
from graph.model import Entity, Kind, Mention

_WINDOW = 4  # sentences that an antecedent may lie back
_PRONOUN_TAGS = frozenset(("PPER", "PPOSAT", "PPOSS", "PDS"))
_ARTICLE_GENDER = {
    "der": {"Nom": "Masc", "Gen": "Fem", "Dat": "Fem"}, "den": {"Acc": "Masc"}, "dem": {"Dat": ""}, "das": {"Nom": "Neut", "Acc": "Neut"},
    "die": {"Nom": "Fem", "Acc": "Fem"}, "des": {"Gen": ""}, "ein": {}, "eine": {"Nom": "Fem", "Acc": "Fem"}, "einer": {"Gen": "Fem", "Dat": "Fem"},
}  # fmt: skip
_PERSONAL = {
    "er": ("Masc", "Sing"), "ihn": ("Masc", "Sing"), "ihm": ("Masc|Neut", "Sing"), "es": ("Neut", "Sing"), "sie": ("", ""), "ihr": ("Fem", "Sing"),
    "ihnen": ("", "Plur"),
}  # fmt: skip


_FIRST_PERSON = frozenset(
    ("ich", "mir", "mich", "wir", "uns", "mein", "meine", "meinen", "meinem", "meiner", "unser", "unsere", "unseren", "unserem", "unserer", "unseres")
)
_IMPERSONAL = frozenset(("geben", "gehen", "handeln", "heißen", "gelten", "kommen", "bedürfen", "scheinen"))
_CLOSING = frozenset('“”"»«’‹›')


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
    members: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pronoun:
    index: int
    sentence: int
    gender: str
    number: str
    subject: bool
    clause: int
    possessive: bool = False
    inanimate: bool = False
    demonstrative: bool = False


def resolve_pronouns(tokens: Sequence[Token], mentions: _Located) -> Iterator[Mention]:
    """Give the pronouns of the text as mentions of their antecedents' entities, in the order of the text.

    Sentence: "Lawrow lehnt den Plan ab. Er droht Kiew." (Er -> Lawrow)
    """
    history = _History(_sentences(tokens), mentions)
    for token in tokens:
        if scheme.is_relative_pronoun(token):
            antecedent = scheme.antecedent_of(token)
            known = mentions.at(antecedent.i) if antecedent is not None else None
            if antecedent is not None and known is not None and known.head == antecedent.i:
                yield _mention(token, known.entity, "pronoun", "relative_pronoun")
        elif token.lower_ in _FIRST_PERSON:
            speaker = history.speaker(token, tokens)
            if speaker is not None:
                yield _mention(token, speaker, "possessive" if scheme.is_possessive(token) else "pronoun", "first_person_speaker")
        elif token.tag_ in _PRONOUN_TAGS:
            pronoun = _read_pronoun(token, history.sentences[token.i])
            chosen = _choose(pronoun, history) if pronoun is not None else None
            if pronoun is not None and chosen is not None and chosen.entity is not None:
                form = "possessive" if pronoun.possessive else "pronoun"
                for entity in chosen.members or (chosen.entity,):
                    yield _mention(token, entity, form, "pronoun_antecedent")
                history.take_up(token, chosen, pronoun)
        elif token.tag_ in ("NN", "NE"):
            history.add(token)


class _History:
    """The nouns so far; what an antecedent's form says is read only when a pronoun asks."""

    def __init__(self, sentences: list[int], mentions: _Located) -> None:
        self.sentences = sentences
        self.named: Counter[str] = Counter()
        self._mentions = mentions
        self._nouns: list[Token] = []
        self._read: dict[int, _Candidate | None] = {}

    def add(self, token: Token) -> None:
        """Note a noun."""
        self._nouns.append(token)
        mention = self._mentions.at(token.i)
        if mention is not None and mention.head == token.i:
            self.named[mention.entity.iri] += 1

    def take_up(self, token: Token, chosen: _Candidate, pronoun: _Pronoun) -> None:
        """Note that a pronoun was resolved, so that later ones may follow it."""
        assert chosen.entity is not None
        self.named[chosen.entity.iri] += 1
        if not pronoun.possessive:
            self._nouns.append(token)
            self._read[token.i] = _as_candidate(token, chosen, pronoun)

    def speaker(self, token: Token, tokens: Sequence[Token]) -> Entity | None:
        """Give who says "ich" or "wir": the subject behind the quotation, else the last person or body before it.

        Sentence: "„Ich lehne das ab“, sagte Lawrow." (Ich -> Lawrow)
        """
        sentence = self.sentences[token.i]
        k = token.i + 1
        while k < len(tokens) and self.sentences[k] == sentence:
            if tokens[k].text in _CLOSING:
                after = next((w for w in tokens[k:] if self.sentences[w.i] > sentence or (w.tag_ in ("NN", "NE") and scheme.is_subject(w))), None)
                mention = self._mentions.at(after.i) if after is not None and self.sentences[after.i] == sentence else None
                if mention is not None and mention.entity.kind is Kind.ACTOR:
                    return mention.entity
            k += 1
        people = (c.entity for c in self.before(sentence) if c.subject and c.entity is not None and "Person" in c.entity.classes)
        bodies = (c.entity for c in self.before(sentence) if c.subject and c.entity is not None)
        return next(people, None) or next(bodies, None)

    def before(self, sentence: int) -> Iterator[_Candidate]:
        """Give the candidates of this sentence and of those not too far back, the last first."""
        for token in reversed(self._nouns):
            if sentence - self.sentences[token.i] > _WINDOW:
                return
            if token.i not in self._read:
                self._read[token.i] = _noun_candidate(token, self.sentences[token.i], self._mentions)
            candidate = self._read[token.i]
            if candidate is not None:
                yield candidate
                joint = _joint(token, candidate, self._mentions)
                if joint is not None:
                    yield joint


def _sentences(tokens: Sequence[Token]) -> list[int]:
    numbers = [0] * len(tokens)
    current = -1
    for i, token in enumerate(tokens):
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
        return _Pronoun(token.i, sentence, gender, number, False, _clause_of(token), possessive=True)
    if low in _PERSONAL and scheme.is_personal_pronoun(token):
        if (
            scheme.is_expletive(token)
            or (low == "es" and _is_impersonal(token))
            or (low == "sie" and token.text == "Sie" and not token.is_sent_start and token.nbor(-1).text not in '„“”"»«:')
        ):
            return None
        gender, number = _PERSONAL[low]
        subject = scheme.is_subject(token)
        if low == "sie":
            number = _verb_number(token) if subject else next(iter(token.morph.get("Number", [])), "")
            gender = "Fem" if number == "Sing" else ""
        return _Pronoun(token.i, sentence, gender, number, subject, _clause_of(token), inanimate=low == "es")
    if token.tag_ == "PDS" and low in ("dieser", "diese", "diesen", "diesem") and scheme.is_subject(token):
        number = _verb_number(token)
        return _Pronoun(token.i, sentence, "Masc" if low == "dieser" else "", number, True, _clause_of(token), demonstrative=True)
    return None


def _is_impersonal(token: Token) -> bool:
    """Tell whether "es" means nobody: no subject, beside a copula, or with a clause that it announces.

    Sentence: "Es ist klar, dass Kiew zögert."
    """
    verb = token.head
    if not scheme.is_subject(token) or scheme.has_copula(verb) or verb.lemma_ in _IMPERSONAL:
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


def _noun_candidate(token: Token, sentence: int, mentions: _Located) -> _Candidate | None:
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
    return _Candidate(token.i, sentence, entity, gender, number, scheme.is_subject(role), _clause_of(role))


def _joint(token: Token, candidate: _Candidate, mentions: _Located) -> _Candidate | None:
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
    if entity is not None and mention is not None and mention.form in ("name", "metonym") and entity.classes[:1] == ("State",):
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
    if entity is not None and entity.classes[:1] == ("State",) and article is None and mention is not None and mention.form != "role":
        return "Neut", number
    return next(iter(token.morph.get("Gender", [])), ""), number


def _as_candidate(token: Token, chosen: _Candidate, pronoun: _Pronoun) -> _Candidate:
    number = pronoun.number or chosen.number
    return _Candidate(token.i, pronoun.sentence, chosen.entity, chosen.gender or pronoun.gender.split("|")[0], number, pronoun.subject, pronoun.clause)


def _choose(pronoun: _Pronoun, history: _History) -> _Candidate | None:
    best: tuple[float, int] | None = None
    chosen = None
    for candidate in history.before(pronoun.sentence):
        if not _agrees(pronoun, candidate) or _is_barred(pronoun, candidate):
            continue
        score = (_score(pronoun, candidate, history.named), candidate.head)
        if best is None or score > best:
            best, chosen = score, candidate
    return chosen if best is not None and best[0] > 0 else None


def _agrees(pronoun: _Pronoun, candidate: _Candidate) -> bool:
    if pronoun.number and candidate.number and pronoun.number != candidate.number:
        return False
    if pronoun.gender and candidate.gender and candidate.gender not in pronoun.gender.split("|"):
        return False
    if pronoun.possessive and not pronoun.number and candidate.number == "Sing" and candidate.gender not in ("Fem", ""):
        return False
    return not (pronoun.inanimate and candidate.entity is not None and "Person" in candidate.entity.classes)


def _is_barred(pronoun: _Pronoun, candidate: _Candidate) -> bool:
    """Tell whether grammar forbids it: two arguments of one verb are two, unless one is a possessive."""
    return not pronoun.possessive and pronoun.clause == candidate.clause and pronoun.sentence == candidate.sentence


def _score(pronoun: _Pronoun, candidate: _Candidate, named: Counter[str]) -> float:
    distance = pronoun.sentence - candidate.sentence
    score = 3.0 - 1.2 * distance
    if candidate.subject and not pronoun.demonstrative:
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
