"""Conditions: the clauses and phrases that a claim hangs on."""

from __future__ import annotations

from collections.abc import Iterator

from graph.annotate import scheme
from graph.annotate.parse import Span, Token
from graph.claims import participants
from graph.claims.context import Context
from graph.claims.enumerations import listed_after
from graph.claims.participants import GIST_WORDS, mint
from graph.model import Clause, Entity, Kind, Participant

#: Conjunctions that open a condition.
_MARKS = frozenset(("wenn", "falls", "sofern", "solange", "bevor", "ehe"))
#: What is given back is done on condition of what was given.
_RETURNS = frozenset(("Gegenzug", "Gegenleistung"))


def conditions_of(context: Context, clause: Clause) -> tuple[Participant, ...]:
    """Give the conditions under which a claim is said to hold.

    What the next sentence lists as part of a condition is a condition, too.

    Sentence: "Putin verhandelt erst, wenn der Westen nachgibt. Dazu gehört ein Abzug." -> der Westen nachgibt, ein Abzug
    """
    predicates = [context.predicate(clause)]
    if clause.kind == "infinitive" and clause.parent is not None:
        predicates.append(context.doc[clause.parent])
    found = [
        _condition(context, tokens)
        for predicate in predicates
        for _, tokens in (*condition_phrases(context, predicate), *circumstances(context, predicate))
    ]
    if found:
        listed = listed_after(context, context.sentence_of[clause.predicate])
        found += [thing for a in listed if (thing := participants.thing(context, a, "demands")) is not None]
    found += [_condition(context, tokens) for predicate in predicates if (tokens := _in_return(context, predicate))]
    return tuple(found)


def condition_phrases(context: Context, predicate: Token) -> Iterator[tuple[Token, list[int]]]:
    """Find the clauses and phrases around a predicate that state its condition.

    Yields:
        The head of each and its tokens without the conjunction or "unter der Bedingung, dass".

    Sentence: "… nur unter der Bedingung, dass die Geiseln freikommen" -> die Geiseln freikommen
    """
    for child in predicate.children:
        if scheme.is_clausal(child) and scheme.subordinator_of(child) in _MARKS:
            yield child, [t.i for t in scheme.clause_tokens(child)]
        elif scheme.preposition_of(child) in ("unter", "bei") and _names_condition(context, child.lemma_):
            content = next(
                (c for c in child.children if scheme.is_clausal(c) and not scheme.is_relative_clause(c)), None
            ) or next((c for c in predicate.children if c.i > child.i and scheme.subordinator_of(c) == "dass"), None)
            yield (
                (content or child),
                [t.i for t in (scheme.clause_tokens(content) if content else scheme.np_tokens(child))],
            )


def circumstances(context: Context, predicate: Token) -> Iterator[tuple[Token, list[int]]]:
    """Find conditions that nobody sets: a clause with its verb in front, "im Falle …", "es sei denn", "vorausgesetzt".

    Sentence: "Greift Moskau an, verhängt die EU Sanktionen." -> Greift Moskau an
    Sentence: "Im Falle eines Angriffs verhängt die EU Sanktionen." -> eines Angriffs
    """
    sent = context.sentences[context.sentence_of[predicate.i]]
    if (fronted := _fronted(predicate, sent)) is not None:
        yield fronted.root, [t.i for t in fronted]
    if (proviso := _proviso(predicate, sent)) is not None:
        yield proviso.root, [t.i for t in proviso]
    for child in predicate.children:
        if scheme.preposition_of(child) in ("in", "für") and _names_condition(context, child.lemma_):
            for inner in child.children:
                if scheme.is_genitive(inner) or scheme.is_nominal_modifier(inner) or scheme.is_clausal(inner):
                    words = scheme.clause_tokens(inner) if scheme.is_clausal(inner) else scheme.np_tokens(inner)
                    yield inner, [t.i for t in words]


def _fronted(predicate: Token, sent: Span) -> Span | None:
    """Give the clause before a predicate that opens the sentence with its finite verb, as only conditions and questions do.

    Sentence: "Sollte Moskau angreifen, verhängt die EU Sanktionen." (verhängt -> Sollte Moskau angreifen)
    """
    finite = scheme.finite_verb(predicate)
    first = sent[0]
    other = scheme.is_participle(first) or scheme.is_infinitive(first) or scheme.is_imperative(first)
    opens = scheme.is_verb(first) and not other
    if finite is None or not opens or finite.i < sent.start + 3 or sent.text.rstrip().endswith(("?", "“", '"')):
        return None
    doc = predicate.doc
    return doc[sent.start : finite.i - 1] if doc[finite.i - 1].text == "," else None


def _proviso(predicate: Token, sent: Span) -> Span | None:
    """Give what follows "vorausgesetzt" or "es sei denn" in the sentence of a predicate before it."""
    for token in predicate.doc[predicate.i + 1 : sent.end]:
        before = [t.lower_ for t in predicate.doc[max(sent.start, token.i - 2) : token.i]]
        if token.lower_ == "vorausgesetzt" or (token.lower_ == "denn" and before == ["es", "sei"]):
            rest = [t for t in predicate.doc[token.i + 1 : sent.end] if not scheme.is_punctuation(t)]
            rest = rest[1:] if rest and rest[0].lower_ == "dass" else rest
            between = any(
                scheme.is_verb(t) and scheme.is_finite(t) for t in predicate.doc[predicate.i + 1 : token.i - 2]
            )
            return predicate.doc[rest[0].i : rest[-1].i + 1] if rest and not between else None
    return None


def _in_return(context: Context, predicate: Token) -> list[int]:
    """Give what an act is the return for: the phrase with it, else what the sentence before tells.

    Sentence: "Moskau stoppte die Angriffe. Im Gegenzug zieht Kiew Truppen ab." -> Moskau stoppte die Angriffe
    """
    for child in predicate.children:
        if scheme.preposition_of(child) in ("in", "als") and child.lemma_ in _RETURNS:
            given = next((c for c in child.children if scheme.preposition_of(c) in ("für", "zu")), None)
            if given is not None:
                return [t.i for t in scheme.np_tokens(given)]
            number = context.sentence_of[predicate.i]
            return [t.i for t in scheme.clause_tokens(context.sentences[number - 1].root)] if number else []
    return []


def _names_condition(context: Context, lemma: str) -> bool:
    return context.lexicon.qualifier("noun", lemma) == "conditional"


def _condition(context: Context, tokens: list[int]) -> Participant:
    words = [context.doc[i] for i in tokens if not scheme.is_punctuation(context.doc[i])]
    start, end = words[0].idx, words[-1].idx + len(words[-1])
    label = " ".join(t.text for t in words[:GIST_WORDS])
    entity = Entity(mint(context, Kind.CONDITION, label, local=True), label, Kind.CONDITION, ("Condition",))
    return Participant(context.document.text[start:end], start, end, entity)
