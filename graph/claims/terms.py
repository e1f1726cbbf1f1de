"""What a proposal's own words say of it: how long it is to last, what it is limited to, whom it is about."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from graph.annotate import scheme
from graph.annotate.compounds import split_compound
from graph.claims.context import Context
from graph.claims.labels import phrase_label
from graph.ingest.durations import duration_of
from graph.model import Terms

#: Prepositions behind which stands what a proposal is limited to.
_LIMITS = frozenset(("für", "auf"))


def terms_of(context: Context, noun: Token) -> Terms:
    """Read the terms of a proposal from the phrase of its noun.

    Genitives of a word for a proposal name who made it, not whom it is about ("der Vorschlag der USA").

    Sentence: "eine 30-tägige Waffenruhe für Energieanlagen in der Ukraine" (P30D, Energieanlagen, Ukraine)
    """
    tokens = scheme.np_tokens(noun)
    return Terms(
        duration=duration_of(" ".join(token.text for token in tokens)),
        scope=_scope(context, noun),
        about=tuple(sorted(_about(context, noun, tokens))),
        process=context.mentions.conflict,
    )


def _scope(context: Context, noun: Token) -> str:
    """Give the things in the plural that a proposal is limited to. Sentence: "Waffenruhe für Energieanlagen" """
    for child in noun.children:
        limits = child.i > noun.i and scheme.is_noun(child) and scheme.preposition_of(child) in _LIMITS
        limits = limits and scheme.has_feature(child, "Number", "Plur")
        if limits and context.mentions.at(child.i) is None and not context.is_time(child.i):
            words = [t.i for t in scheme.np_tokens(child) if t == child or scheme.is_attributive_adjective(t)]
            return phrase_label(context.doc, words, child.i)
    return ""


def _about(context: Context, noun: Token, tokens: Sequence[Token]) -> set[str]:
    made = split_compound(noun.lemma_)[-1]
    proposing = any(sense.relation == "proposes" for sense in context.lexicon.senses("noun", made.capitalize()))
    found = set()
    for token in tokens:
        mention = context.mentions.at(token.i)
        if token.i <= noun.i or mention is None or mention.form in ("adjective", "compound", "pronoun", "possessive"):
            continue
        if not (proposing and token.head.i == noun.i and scheme.is_genitive(token)):
            found.add(mention.entity.iri)
    return found
