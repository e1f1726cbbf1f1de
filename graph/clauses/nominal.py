"""Nominal predicates: nouns and compounds that name an act, with the places where its actor and its aim can stand."""

from __future__ import annotations

from collections.abc import Iterator

from graph.annotate import scheme
from graph.annotate.compounds import split_compound
from graph.annotate.parse import Token, once
from graph.clauses.arguments import argument, conjuncts
from graph.model import Argument


@once
def noun_arguments(noun: Token) -> list[Argument]:
    """Collect what hangs on a noun, in the lexicon's terms.

    Sentence: "Putins Ablehnung des Plans" -> poss = Putin, nmod:gen = Plan
    Sentence: "die russische Forderung nach Garantien" -> amod = russische, nmod:nach = Garantien
    """
    found: list[Argument] = []
    for child in noun.children:
        found.extend(_slots_of(child, noun))
    found.extend(_adjacent_phrases(noun, {a.slot for a in found}))
    found.extend(Argument("compound", noun.i, (noun.i,), span) for span in modifier_spans(noun))
    return sorted(found, key=lambda a: (a.head, a.span or (0, 0), a.slot))


def _slots_of(child: Token, noun: Token) -> Iterator[Argument]:
    if scheme.is_possessor(child) or (_is_bare_genitive(child) and child.i < noun.i):
        yield from (argument("poss", part) for part in conjuncts(child))
    elif _is_bare_genitive(child) and child.i == noun.i + 1:
        yield from (argument("nmod:gen", part) for part in conjuncts(child))
        yield from _misplaced(child)
    elif scheme.is_clausal(child) and scheme.is_noun_clause(child) and not scheme.is_relative_clause(child):
        yield argument("acl", child, clausal=True)
    elif scheme.is_attributive_adjective(child):
        yield Argument("amod", child.i, (child.i,))
    elif preposition := scheme.preposition_of(child):
        if scheme.is_nominal_modifier(child) or scheme.is_oblique(child):
            yield from (argument(f"nmod:{preposition}", part) for part in conjuncts(child))
    elif scheme.is_nominal_modifier(child) and child.i > noun.i:
        yield from (argument("nmod:gen", part) for part in conjuncts(child))
        yield from _misplaced(child)


def _is_bare_genitive(token: Token) -> bool:
    """Tell whether it is a name in the genitive, whatever the parser calls it. Sentence: "die Forderung Kiews" (Kiews)"""
    return (
        scheme.is_name(token)
        and token.text.endswith("s")
        and scheme.relation(token) in ("nmod", "flat", "appos", "dep", "compound")
        and not token.lemma_.endswith("s")
        and not scheme.preposition_of(token)
        and not scheme.is_name(token.head)
    )


def _misplaced(genitive: Token) -> Iterator[Argument]:
    """Give the phrases behind a genitive that belong to the noun above it; parsers hang them on the nearer one.

    Sentence: "die Zurückweisung der Truppen durch Moskau", "das Telefonat des Kanzlers mit Erdoğan"
    """
    for child in genitive.children:
        preposition = scheme.preposition_of(child)
        if preposition and child.i > genitive.i and scheme.relation(child) in ("nmod", "obl"):
            yield from (argument(f"nmod:{preposition}", part) for part in conjuncts(child))


def _adjacent_phrases(noun: Token, taken: set[str]) -> Iterator[Argument]:
    """Read a prepositional phrase that follows the noun directly but was attached to the verb.

    Sentence: "Er äußerte Kritik an dem Plan." with `Plan` on the verb -> nmod:an = Plan
    """
    governor = noun.head
    if governor.i == noun.i or not scheme.is_verb(governor):
        return
    end = max(token.i for token in scheme.np_tokens(noun)) + 1
    for sibling in governor.children:
        preposition = scheme.preposition_of(sibling)
        if (
            preposition
            and scheme.is_oblique(sibling)
            and min(token.i for token in sibling.subtree) == end
            and f"nmod:{preposition}" not in taken
        ):
            yield from (argument(f"nmod:{preposition}", part) for part in conjuncts(sibling))


def host_arguments(noun: Token, subject: list[Argument]) -> list[Argument]:
    """Offer the subject of the verb that carries the noun as its object ("Kiew erhob Vorwürfe")."""
    return [Argument("host", a.head, a.tokens, a.span) for a in subject if a.head != noun.i]


def modifier_spans(noun: Token) -> list[tuple[int, int]]:
    """Give the character spans of a compound's modifiers, offsets in the text.

    Sentence: "US-Waffenruhe-Vorschlag" -> US, Waffenruhe
    """
    return [(noun.idx + start, noun.idx + end) for start, end in part_spans(noun.text)[:-1]]


def head_lemma(noun: Token) -> str:
    """Give the head of a compound in lower case, the lemma itself where it is no compound.

    Sentence: "Waffenruhe-Vorschlag" -> vorschlag
    """
    return split_compound(noun.lemma_)[-1]


def part_spans(word: str) -> list[tuple[int, int]]:
    """Give where the parts of a compound stand in it, linking letters left out.

    >>> part_spans("Friedensvertrag")
    [(0, 7), (8, 15)]
    """
    spans, position, lower = [], 0, word.lower()
    for part in split_compound(word):
        start = lower.find(part, position)
        if start < 0:
            start, part = position, lower[position:]
        spans.append((start, start + len(part)))
        position = start + len(part)
    return spans
