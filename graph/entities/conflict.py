"""Which conflict an article tells of, named by where it is fought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from graph.annotate import scheme
from graph.gazetteer import Gazetteer
from graph.model import Mention


def conflict_of(tokens: Sequence[Token], mentions: Iterable[Mention], gazetteer: Gazetteer) -> str:
    """Give the IRI of the place whose war or conflict is named most often; "" where none is, or two equally often.

    A place within a state counts as the state.

    Sentence: "Der Ukraine-Krieg dauert an, der Krieg in der Ukraine kostet Leben." (Ukraine)
    """
    counts: Counter[str] = Counter()
    for mention in mentions:
        token = tokens[mention.head]
        inside = mention.form == "compound" and _is_conflict(token, gazetteer)
        beside = mention.form == "name" and token.head.i < token.i and _is_conflict(token.head, gazetteer)
        if inside or (beside and (scheme.preposition_of(token) in ("in", "um") or scheme.is_possessor(token))):
            iri = mention.entity.iri
            counts[gazetteer.home.get(iri, iri) if mention.entity.classes[0] == "Place" else iri] += 1
    ranked = counts.most_common(2)
    return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else ""


def _is_conflict(token: Token, gazetteer: Gazetteer) -> bool:
    return scheme.is_noun(token) and token.lemma_.lower().endswith(tuple(gazetteer.words["conflict"]))
