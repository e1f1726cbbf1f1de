"""The verb complex: which tokens make up a predicate, and in which voice."""

from __future__ import annotations

from graph.annotate import scheme
from graph.annotate.parse import Token


def is_verbal_predicate(token: Token) -> bool:
    """Tell whether a token heads a clause of its own as a full verb.

    Auxiliaries and copulas do not; a modal does where no infinitive stands beside it ("Kiew will Garantien").
    """
    return scheme.is_verb(token) and not scheme.is_auxiliary(token) and not scheme.is_copula(token)


def auxiliaries(predicate: Token) -> tuple[Token, ...]:
    """Give the auxiliaries, modals and copulas of a predicate.

    A coordinated participle or infinitive without any shares those of the first conjunct:
    "Er wurde festgenommen und verhört." -> verhört has `wurde`.
    """
    own = tuple(child for child in predicate.children if scheme.is_auxiliary(child) or scheme.is_copula(child))
    if (
        not own
        and scheme.is_conjunct(predicate)
        and not scheme.is_finite(predicate)
        and predicate.head.i != predicate.i
    ):
        return auxiliaries(predicate.head)
    return own


def is_passive(predicate: Token) -> bool:
    """Tell whether the subject of a predicate is its patient.

    Sentence: "Der Plan wurde von Kiew begrüßt." -> True; "Kiew begrüßte den Plan." -> False
    Sentence: "Minister in Lomé festgenommen" -> True
    """
    if any(scheme.is_passive_subject(child) for child in predicate.children):
        return True
    if not scheme.is_participle(predicate):
        return False
    complex_ = auxiliaries(predicate)
    if not complex_:
        # Headlines leave "wurde" out.
        return scheme.is_root(predicate) or scheme.is_parataxis(predicate) or scheme.is_conjunct(predicate)
    return any(scheme.is_passive_auxiliary(aux) for aux in complex_)


def is_agent(token: Token, *, passive: bool) -> bool:
    """Tell whether an oblique names who acts in a passive clause.

    Sentence: "Die Stadt wurde von Rebellen eingenommen." -> Rebellen
    """
    return scheme.is_agent(token) or (
        passive and scheme.is_oblique(token) and scheme.preposition_of(token) in ("von", "durch")
    )


def trigger_tokens(predicate: Token) -> tuple[int, ...]:
    """Give the tokens that a reader would underline as the predicate: the stem and its separated prefix."""
    particles = [child.i for child in predicate.children if scheme.is_verb_particle(child)]
    return tuple(sorted([predicate.i, *particles]))
