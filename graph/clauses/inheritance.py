"""What a clause takes over from its surroundings: the subject of a governing verb, a coordinated verb, an antecedent."""

from __future__ import annotations

from collections.abc import Sequence

from graph.annotate import scheme
from graph.annotate.parse import Token
from graph.clauses.arguments import argument, conjuncts, verb_arguments
from graph.clauses.verbs import is_passive, is_verbal_predicate
from graph.model import Argument


def complete(predicate: Token, own: Sequence[Argument], *, passive: bool) -> tuple[list[Argument], list[str]]:
    """Fill the slots that a predicate shares with another one.

    Args:
        predicate: the head of the clause.
        own: the arguments that hang on it.
        passive: whether it is read as a passive.

    Returns:
        All arguments, and the readable names of the rules that added or replaced some.
    """
    rules: list[str] = []
    arguments = _relative_pronouns(predicate, own, rules)
    subject_slot = "obj" if passive else "nsubj"
    if not any(a.slot == subject_slot for a in arguments) and not any(
        scheme.is_subject(child) for child in predicate.children
    ):
        inherited, rule = _inherited_subject(predicate)
        if inherited:
            arguments = [*(Argument(subject_slot, a.head, a.tokens, a.span) for a in inherited), *arguments]
            rules.append(rule)
    if not any(a.slot in ("obj", "ccomp", "xcomp") for a in arguments):
        shared = _shared_object(predicate)
        if shared:
            arguments = [*arguments, *shared]
            rules.append("shared_object")
    return arguments, rules


def _relative_pronouns(predicate: Token, own: Sequence[Argument], rules: list[str]) -> list[Argument]:
    """Put the antecedent in the place of a relative pronoun.

    Sentence: "der Plan, den die USA vorlegten" -> obj of vorlegten = Plan
    """
    doc = predicate.doc
    result: list[Argument] = []
    for a in own:
        antecedent = scheme.antecedent_of(doc[a.head]) if scheme.is_relative_pronoun(doc[a.head]) else None
        if antecedent is None:
            result.append(a)
            continue
        rules.append("relative_antecedent")
        result.extend(argument(a.slot, part) for part in conjuncts(antecedent))
    return result


def _inherited_subject(predicate: Token) -> tuple[list[Argument], str]:
    head = predicate.head
    if head.i == predicate.i:
        return [], ""
    if scheme.is_conjunct(predicate) and scheme.is_open_complement(head) and scheme.is_finite(predicate):
        # "Er zeigte sich besorgt und sagte …": a finite verb is coordinated with the verb, whatever the parser took.
        head = head.head
    if scheme.is_conjunct(predicate) and (is_verbal_predicate(head) or scheme.has_copula(head)):
        return _subject_of(head, expected=is_passive(predicate)), "coordinated_subject"
    if (scheme.is_infinitival(predicate) or scheme.is_open_complement(predicate)) and (
        is_verbal_predicate(head) or scheme.has_copula(head) or scheme.is_adjective(head)
    ):
        return _controller(head), "control"
    if scheme.is_noun_clause(predicate) and scheme.is_infinitival(predicate):
        return _noun_controller(head), "noun_control"
    return [], ""


def _subject_of(predicate: Token, *, expected: bool | None = None) -> list[Argument]:
    """Give the subject of a clause, its own or an inherited one.

    A passive clause coordinated with an active one shares the surface subject, whatever its role in either.
    """
    passive = is_passive(predicate)
    arguments, _ = complete(predicate, verb_arguments(predicate, passive=passive), passive=passive)
    return [a for a in arguments if a.slot == ("obj" if passive else "nsubj")]


def _controller(governor: Token) -> list[Argument]:
    """Find who does what a zu-infinitive says: the accusative object of the governing verb, else its subject.

    Sentence: "Die EU forderte Russland auf, den Krieg zu beenden." -> Russland
    Sentence: "Er versprach Kiew, Waffen zu liefern." -> Er
    Sentence: "Den Rebellen gelang es, die Stadt zu halten." -> Rebellen
    """
    experiencer = next((child for child in governor.children if scheme.is_indirect_object(child)), None)
    if experiencer is not None and any(
        scheme.is_subject(child) and child.lower_ == "es" for child in governor.children
    ):
        return [argument("nsubj", part) for part in conjuncts(experiencer)]
    if is_verbal_predicate(governor):
        objects = [
            child
            for child in governor.children
            if scheme.is_object(child) and not scheme.is_reflexive(child) and not scheme.is_clausal(child)
        ]
        if objects and not is_passive(governor) and _takes_person(objects[0]):
            return [argument("nsubj", part) for part in conjuncts(objects[0])]
    return _subject_of(governor)


def _takes_person(token: Token) -> bool:
    """Tell whether an object can be the one who acts: a name or a personal pronoun, not a thing."""
    return scheme.is_name(token) or scheme.is_personal_pronoun(token) or bool(token.ent_type_)


def _noun_controller(noun: Token) -> list[Argument]:
    """Find who does what an infinitive on a noun says: its possessor, else the subject of the verb it stands with.

    Sentence: "Putins Bereitschaft, den Plan zu prüfen" -> Putin; "Kiew hat das Ziel, der Nato beizutreten." -> Kiew
    """
    for child in noun.children:
        if scheme.is_possessor(child):
            return [argument("nsubj", child)]
    governor = noun.head
    if governor.i != noun.i and is_verbal_predicate(governor):
        return [a for a in _subject_of(governor) if a.head != noun.i]
    return []


def _shared_object(predicate: Token) -> list[Argument]:
    """Give a first coordinated verb the object that stands only behind the second.

    Sentence: "Kiew prüft und begrüßt den Plan." -> obj of prüft = Plan
    """
    for child in predicate.children:
        adjacent = child.i == predicate.i + 2 and scheme.follows_coordinator(child, predicate)
        if scheme.is_conjunct(child) and is_verbal_predicate(child) and adjacent:
            if any(scheme.is_subject(grandchild) for grandchild in child.children):
                return []
            return [a for a in verb_arguments(child, passive=is_passive(child)) if a.slot == "obj"]
    return []
