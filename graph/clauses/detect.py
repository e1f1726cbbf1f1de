"""Finds all clauses of a Doc: every full verb, predicative adjective, attributive participle, and noun that the lexicon knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.annotate import scheme
from graph.annotate.parse import Doc, Token
from graph.clauses import nominal, verbs
from graph.clauses.arguments import argument, conjuncts, verb_arguments
from graph.clauses.inheritance import complete
from graph.clauses.participles import participle_verb
from graph.lexicon import Lexicon
from graph.model import Argument, Clause


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of one Doc, in the order of the text, and by the token of their predicate."""

    all: tuple[Clause, ...]
    by_predicate: dict[int, Clause]

    def __iter__(self) -> Iterator[Clause]:
        return iter(self.all)

    def above(self, clause: Clause) -> Iterator[Clause]:
        """Give the clauses that embed a clause, the nearest first."""
        seen = {clause.predicate}
        while clause.parent is not None and clause.parent in self.by_predicate and clause.parent not in seen:
            clause = self.by_predicate[clause.parent]
            seen.add(clause.predicate)
            yield clause


def find_clauses(doc: Doc, lexicon: Lexicon) -> Clauses:
    """Find the clauses of a document.

    Args:
        doc: a parsed document.
        lexicon: tells which nouns name an act; other nouns are no predicates.
    """
    found: list[Clause] = []
    copular = {token.head.i for token in doc if scheme.is_copula(token)}
    for token in doc:
        if scheme.is_adjectival_modifier(token):
            if participle_verb(token.text)[0]:
                found.append(_attributive(token))
        elif verbs.is_verbal_predicate(token):
            found.append(_verbal(token, lexicon))
        elif token.i in copular or (
            scheme.is_adjective(token)
            and (scheme.is_open_complement(token) or lexicon.senses("adjective", token.lemma_))
        ):
            found.append(_predicative(token))
        if scheme.is_noun(token) and token.ent_type_ != "PER":
            found.extend(_nominal(token, lexicon))
    return Clauses(tuple(found), {clause.predicate: clause for clause in reversed(found)})


def _parent(token: Token) -> int | None:
    """Give the nearest predicate above a token: a verb, a predicative, or a noun that carries a clause."""
    node = token
    while node.head.i != node.i:
        node = node.head
        if verbs.is_verbal_predicate(node) or scheme.has_copula(node):
            return int(node.i)
    return None


def _lemma(verb: Token, lexicon: Lexicon) -> str:
    """Give a verb's lemma, with an adjective that the lexicon has as its first part. Sentence: "Er gab es bekannt." """
    lemma = scheme.full_lemma(verb).lower()
    for child in verb.children:
        if child.tag_ == "ADJD" and (lexicon.senses("verb", child.lower_ + lemma)):
            return child.lower_ + lemma
    return lemma


def _verbal(token: Token, lexicon: Lexicon) -> Clause:
    passive = verbs.is_passive(token)
    own = verb_arguments(token, passive=passive)
    arguments, rules = complete(token, own, passive=passive)
    kind = "infinitive" if scheme.is_infinitival(token) else "finite"
    if passive:
        rules.append("passive")
    return Clause(
        predicate=token.i,
        lemma=_lemma(token, lexicon),
        pos="verb",
        kind=kind,
        tokens=verbs.trigger_tokens(token),
        auxiliaries=tuple(aux.i for aux in verbs.auxiliaries(token)),
        arguments=tuple(arguments),
        passive=passive,
        parent=_parent(token),
        link=token.dep_,
        mark=scheme.subordinator_of(token),
        rules=tuple(rules),
    )


def _predicative(token: Token) -> Clause:
    """Read an adjective or noun with a copula, or an adjective after "sich … erklären", as a predicate.

    Sentence: "Der Kreml ist bereit, den Plan zu prüfen." -> bereit(nsubj Kreml, xcomp prüfen)
    """
    arguments, rules = complete(token, verb_arguments(token, passive=False), passive=False)
    if not scheme.has_copula(token):
        governor = token.head
        arguments = [
            *arguments,
            *(
                a
                for a in verb_arguments(governor, passive=verbs.is_passive(governor))
                if a.head != token.i and a.slot != "refl" and not (a.slot == "nsubj" and "control" in rules)
            ),
        ]
    return Clause(
        predicate=token.i,
        lemma=token.lemma_.lower(),
        pos="adjective" if scheme.is_adjective(token) or not scheme.is_noun(token) else "noun",
        kind="predicative",
        tokens=(token.i,),
        auxiliaries=tuple(aux.i for aux in verbs.auxiliaries(token)),
        arguments=tuple(arguments),
        parent=_parent(token),
        link=token.dep_,
        mark=scheme.subordinator_of(token),
        rules=(*rules, "predicative"),
    )


def _attributive(token: Token) -> Clause:
    """Read a participle in front of its noun as a clause.

    Sentence: "der von den USA vorgeschlagene Plan" -> vorschlagen(agent USA, obj Plan)
    Sentence: "die angreifenden Truppen" -> angreifen(nsubj Truppen)
    """
    lemma, passive = participle_verb(token.text)
    own: list[Argument] = []
    for child in token.children:
        preposition = scheme.preposition_of(child)
        if passive and preposition in ("von", "durch"):
            own.extend(argument("agent", part) for part in conjuncts(child))
        elif preposition:
            own.append(argument(f"obl:{preposition}", child))
        elif scheme.is_object(child) or scheme.is_indirect_object(child):
            own.append(argument("obj" if scheme.is_object(child) else "iobj", child))
        elif scheme.is_oblique(child):
            own.append(argument("obl", child))
    head = argument("obj" if passive else "nsubj", token.head)
    return Clause(
        predicate=token.i,
        lemma=lemma,
        pos="verb",
        kind="participle",
        tokens=(token.i,),
        arguments=(*own, replace(head, tokens=tuple(i for i in head.tokens if i > token.i or i == token.head.i))),
        passive=passive,
        parent=_parent(token),
        link=token.dep_,
        rules=("attributive_participle",),
    )


def _nominal(token: Token, lexicon: Lexicon) -> list[Clause]:
    """Read a noun that the lexicon knows, or whose compound head it knows, as a predicate."""
    lemma, kind = token.lemma_.lower(), "nominal"
    if not lexicon.senses("noun", lemma):
        lemma, kind = nominal.head_lemma(token), "compound"
        if not lexicon.senses("noun", lemma):
            return []
    governor = token.head
    host: list[Argument] = []
    if governor.i != token.i and verbs.is_verbal_predicate(governor):
        passive = verbs.is_passive(governor)
        arguments, _ = complete(governor, verb_arguments(governor, passive=passive), passive=passive)
        host = nominal.host_arguments(token, [a for a in arguments if a.slot in ("nsubj", "agent")])
    return [
        Clause(
            predicate=token.i,
            lemma=lemma,
            pos="noun",
            kind=kind,
            tokens=(token.i,),
            arguments=(*nominal.noun_arguments(token), *host),
            parent=_parent(token),
            link=token.dep_,
            rules=(kind,),
        )
    ]
