"""Who acts where a phrase names no actor: the one behind a thing or an act, and each of several that adjectives name."""

from __future__ import annotations

from collections.abc import Iterator

from graph.annotate import scheme
from graph.claims.context import Context
from graph.clauses.arguments import conjuncts
from graph.clauses.nominal import noun_arguments
from graph.model import Argument, Kind

#: Where a noun names whose thing or act it is, the surest first.
_OWNERS = ("poss", "amod", "compound", "nmod:gen", "nmod:von")


def owners(context: Context, argument: Argument) -> tuple[Argument, ...]:
    """Give those who act through what an argument names.

    Sentence: "Iranische Raketen trafen die Stadt." -> Iran; "Trumps Plan verlangt Zugeständnisse." -> Trump
    """
    head = context.doc[argument.head]
    if argument.span is not None or not scheme.is_noun(head):
        return ()
    found = noun_arguments(head)
    for slot in _OWNERS:
        acting = tuple(a for a in found if a.slot == slot and _names_actor(context, a))
        if acting:
            return acting
    return ()


def is_proposal(context: Context, argument: Argument) -> bool:
    """Tell whether an argument is a plan, which says what whoever put it forward wants."""
    head = context.doc[argument.head]
    return scheme.is_noun(head) and any(s.relation == "proposes" for s in context.lexicon.senses("noun", head.lemma_))


def _names_actor(context: Context, argument: Argument) -> bool:
    if argument.span is not None:
        start, end = argument.span
        parts = context.mentions.parts(argument.head)
        return any(m.start_char < end and m.end_char > start and m.entity.kind is Kind.ACTOR for m in parts)
    mention = context.mentions.at(argument.head)
    return mention is not None and mention.entity.kind is Kind.ACTOR


def coordinated_adjectives(context: Context, argument: Argument) -> Iterator[Argument]:
    """Give the actors that all but the last of coordinated adjectives name; the last one goes with the noun.

    Sentence: "Amerikanische und israelische Truppen rückten vor." -> Amerikanische
    """
    head = context.doc[argument.head]
    if argument.span is not None or not scheme.is_noun(head) or not scheme.has_feature(head, "Number", "Plur"):
        return
    adjectives = [child for child in head.children if scheme.is_attributive_adjective(child)]
    row = [*adjectives, *(other for child in adjectives for other in child.children if scheme.is_conjunct(other))]
    named = [a for t in sorted(row, key=lambda t: t.i) if _names_actor(context, a := Argument("amod", t.i, (t.i,)))]
    yield from named[:-1]


def origins(context: Context, argument: Argument) -> Iterator[Argument]:
    """Give the further states or bodies that several people come from; the first goes with their noun.

    Sentence: "Vertreter aus Polen, Rumänien und der Ukraine trafen sich." -> Rumänien, Ukraine
    Sentence: "Er traf Unterhändler der Regierung und der Rebellen." -> Rebellen
    """
    head = context.doc[argument.head]
    if argument.span is not None or not scheme.is_noun(head) or not scheme.has_feature(head, "Number", "Plur"):
        return
    mention = context.mentions.at(argument.head)
    if mention is None or "Group" not in mention.entity.classes:
        return
    for child in head.children:
        if (
            child.i > head.i
            and scheme.is_nominal_modifier(child)
            and scheme.preposition_of(child) in ("", "aus", "von")
        ):
            for part in list(conjuncts(child))[1:]:
                named = context.mentions.at(part.i)
                if named is not None and named.entity.classes[0] != "Person":
                    yield Argument("nmod", part.i, (part.i,))
