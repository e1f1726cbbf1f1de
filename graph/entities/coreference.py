"""Pronouns, possessives and relative pronouns: whom they stand for, within an article.

Every noun so far is weighed as antecedent by number, gender, person, recency and grammatical role (subjects and
topics before others); a noun that names no actor can win and then leaves the pronoun without an entity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set

from graph.annotate import scheme
from graph.annotate.parse import Token
from graph.entities.antecedents import (
    Candidate,
    Located,
    Pronoun,
    candidate_of_pronoun,
    joint_candidate,
    noun_candidate,
    read_pronoun,
)
from graph.model import Entity, Kind, Mention

_WINDOW = 4  # sentences that an antecedent may lie back
_NAMELESS_WINDOW = 2  # from here on a noun that names nobody scores too low to win
_HIGHEST = 6.7  # no candidate of an earlier sentence scores more, less what its distance costs
_PER_SENTENCE = 1.2
_NOUN_TAGS = frozenset(("NN", "NE"))
_PRONOUN_TAGS = frozenset(("PPER", "PPOSAT", "PPOSS", "PDS"))
_RELATIVE_TAGS = frozenset(("PRELS", "PRELAT"))
_FIRST_PERSON = frozenset(
    (
        "ich",
        "mir",
        "mich",
        "wir",
        "uns",
        "mein",
        "meine",
        "meinen",
        "meinem",
        "meiner",
        "unser",
        "unsere",
        "unseren",
        "unserem",
        "unserer",
        "unseres",
    )
)
_CLOSING = frozenset('“”"»«’‹›')


def resolve_pronouns(tokens: Sequence[Token], mentions: Located, impersonal: Set[str]) -> Iterator[Mention]:
    """Give the pronouns of the text as mentions of their antecedents' entities, in the order of the text.

    Args:
        impersonal: verbs whose "es" means nobody.

    Sentence: "Lawrow lehnt den Plan ab. Er droht Kiew." (Er -> Lawrow)
    """
    history = _History(_sentences(tokens), mentions, impersonal)
    for token in tokens:
        tag = token.tag_
        if tag in _NOUN_TAGS:
            history.add(token)
        elif tag in _PRONOUN_TAGS:
            if token.lower_ in _FIRST_PERSON:
                speaker = history.speaker(token, tokens)
                if speaker is not None:
                    yield _mention(
                        token,
                        speaker,
                        "possessive" if scheme.is_possessive(token) else "pronoun",
                        "first_person_speaker",
                    )
            else:
                yield from _third_person(token, history)
        elif tag in _RELATIVE_TAGS:
            antecedent = scheme.antecedent_of(token)
            known = mentions.at(antecedent.i) if antecedent is not None else None
            if antecedent is not None and known is not None and known.head == antecedent.i:
                yield _mention(token, known.entity, "pronoun", "relative_pronoun")


def _third_person(token: Token, history: _History) -> Iterator[Mention]:
    """Give a pronoun as mentions of what it stands for: one, or all conjuncts of a plural."""
    pronoun = read_pronoun(token, history.sentences[token.i], history.impersonal)
    chosen = _choose(pronoun, history) if pronoun is not None else None
    if pronoun is None or chosen is None or chosen.entity is None:
        return
    for entity in chosen.members or (chosen.entity,):
        yield _mention(token, entity, "possessive" if pronoun.possessive else "pronoun", "pronoun_antecedent")
    history.take_up(token, chosen, pronoun)


class _History:
    """The nouns so far; what an antecedent's form says is read only when a pronoun asks."""

    def __init__(self, sentences: list[int], mentions: Located, impersonal: Set[str]) -> None:
        self.sentences = sentences
        self.impersonal = impersonal
        self.named: Counter[str] = Counter()
        self._mentions = mentions
        self._nouns: list[Token] = []
        self._read: dict[int, Candidate | None] = {}

    def add(self, token: Token) -> None:
        """Note a noun."""
        self._nouns.append(token)
        mention = self._mentions.at(token.i)
        if mention is not None and mention.head == token.i:
            self.named[mention.entity.iri] += 1

    def take_up(self, token: Token, chosen: Candidate, pronoun: Pronoun) -> None:
        """Note that a pronoun was resolved, so that later ones may follow it."""
        assert chosen.entity is not None
        self.named[chosen.entity.iri] += 1
        if not pronoun.possessive:
            self._nouns.append(token)
            self._read[token.i] = candidate_of_pronoun(token, chosen, pronoun)

    def speaker(self, token: Token, tokens: Sequence[Token]) -> Entity | None:
        """Give who says "ich" or "wir": the subject behind the quotation, else the last person or body before it.

        Sentence: "„Ich lehne das ab“, sagte Lawrow." (Ich -> Lawrow)
        """
        sentence = self.sentences[token.i]
        k = token.i + 1
        while k < len(tokens) and self.sentences[k] == sentence:
            if tokens[k].text in _CLOSING:
                after = next(
                    (
                        w
                        for w in tokens[k:]
                        if self.sentences[w.i] > sentence or (w.tag_ in ("NN", "NE") and scheme.is_subject(w))
                    ),
                    None,
                )
                mention = (
                    self._mentions.at(after.i) if after is not None and self.sentences[after.i] == sentence else None
                )
                if mention is not None and mention.entity.kind is Kind.ACTOR:
                    return mention.entity
            k += 1
        people = (
            c.entity
            for c in self.before(sentence)
            if c.subject and c.entity is not None and "Person" in c.entity.classes
        )
        bodies = (c.entity for c in self.before(sentence) if c.subject and c.entity is not None)
        return next(people, None) or next(bodies, None)

    def before(self, sentence: int) -> Iterator[Candidate]:
        """Give the candidates of this sentence and of those not too far back, the last first."""
        for token in reversed(self._nouns):
            distance = sentence - self.sentences[token.i]
            if distance > _WINDOW:
                return
            if distance >= _NAMELESS_WINDOW and self._mentions.at(token.i) is None:
                continue
            if token.i not in self._read:
                self._read[token.i] = noun_candidate(token, self.sentences[token.i], self._mentions)
            candidate = self._read[token.i]
            if candidate is not None:
                yield candidate
                joint = joint_candidate(token, candidate, self._mentions)
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


def _choose(pronoun: Pronoun, history: _History) -> Candidate | None:
    best: tuple[float, int] | None = None
    chosen = None
    for candidate in history.before(pronoun.sentence):
        distance = pronoun.sentence - candidate.sentence
        if best is not None and distance and best[0] > _HIGHEST - _PER_SENTENCE * distance:
            break
        if not _agrees(pronoun, candidate) or _is_barred(pronoun, candidate):
            continue
        score = (_score(pronoun, candidate, history.named), candidate.head)
        if best is None or score > best:
            best, chosen = score, candidate
    return chosen if best is not None and best[0] > 0 else None


def _agrees(pronoun: Pronoun, candidate: Candidate) -> bool:
    if pronoun.number and candidate.number and pronoun.number != candidate.number:
        return False
    if pronoun.gender and candidate.gender and candidate.gender not in pronoun.gender.split("|"):
        return False
    if pronoun.possessive and not pronoun.number and candidate.number == "Sing" and candidate.gender not in ("Fem", ""):
        return False
    return not (pronoun.inanimate and candidate.entity is not None and "Person" in candidate.entity.classes)


def _is_barred(pronoun: Pronoun, candidate: Candidate) -> bool:
    """Tell whether grammar forbids it: two arguments of one verb are two, unless one is a possessive."""
    return not pronoun.possessive and pronoun.clause == candidate.clause and pronoun.sentence == candidate.sentence


def _score(pronoun: Pronoun, candidate: Candidate, named: Counter[str]) -> float:
    distance = pronoun.sentence - candidate.sentence
    score = 3.0 - _PER_SENTENCE * distance
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
