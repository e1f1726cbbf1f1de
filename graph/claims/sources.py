"""Source phrases wherever they stand in a sentence: "laut X", "X zufolge", "nach Angaben von X", "so X"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.annotate import scheme
from graph.annotate.compounds import split_compound
from graph.annotate.parse import Token
from graph.claims.context import Context
from graph.claims.sayings import named
from graph.claims.surface import stripped
from graph.clauses.arguments import is_headline_speaker
from graph.model import Argument, Attribution, Kind, Span

_BY_ITSELF = frozenset(("laut", "zufolge", "gemäß"))
_WITH_CUE = frozenset((*_BY_ITSELF, "nach"))
#: Words that open or close a source phrase and name nobody.
OPENING_WORDS = frozenset((*_WITH_CUE, "so"))
_OPENS_PHRASE = frozenset((",", "“", "”", "«", '"', "–", "-", "…"))


@dataclass(frozen=True, slots=True)
class Source:
    """A phrase that names who says what its clause says.

    Attributes:
        token: the word that opens it.
        content: first and last token of what is said; None where the phrase stands alone.
    """

    token: int
    speaker: Attribution
    content: tuple[int, int] | None


def source_phrases(context: Context) -> Iterator[Source]:
    """Find the source phrases of an article in the order of the text.

    Sentence: "Ersten Angaben zufolge brannte ein Lager." -> erste Angaben: brannte ein Lager
    Sentence: "Die Lage sei ernst, so Lanzer." -> Lanzer: Die Lage sei ernst
    """
    for token in context.doc:
        word = token.lower_
        if word in _WITH_CUE and scheme.relation(token) == "case":
            noun = token.head
            cue = noun if _is_cue(context, noun) else None
            if word == "nach" and (cue is None or _is_moment(cue)):
                continue
            phrase = [t.i for t in scheme.np_tokens(noun)] + [token.i]
        elif word == "so" and _names_speaker(token):
            noun, cue = token.head, None
            phrase = [t.i for t in noun.subtree]
        elif is_headline_speaker(token) and not _is_place(context, token):
            noun, cue = token, None
            phrase = [t.i for t in noun.subtree]
        else:
            continue
        content = _content(context, noun, min(phrase), max(phrase))
        yield Source(token.i, Attribution(named(context, _owner(context, noun, cue)), _span(token)), content)


def _is_cue(context: Context, noun: Token) -> bool:
    """Tell whether a noun, or the head of a compound, names a saying. Sentence: "Nach Unternehmensangaben …" """
    lemma = noun.lemma_.lower()
    return scheme.is_noun(noun) and (
        lemma in context.lexicon.cues or split_compound(noun.lemma_)[-1] in context.lexicon.cues
    )


def _is_moment(cue: Token) -> bool:
    """Tell whether "nach" is meant in time: "nach der Rede", but "nach Angaben", "nach den Berichten", "nach der Meinung X"."""
    definite = any(scheme.is_determiner(c) and c.lower_ in ("der", "dem") for c in cue.children)
    owned = any(scheme.is_genitive(c) or scheme.is_possessor(c) or scheme.is_nominal_modifier(c) for c in cue.children)
    return definite and not owned and not scheme.has_feature(cue, "Number", "Plur")


def _names_speaker(so: Token) -> bool:
    """Tell whether "so" opens a source phrase: behind a comma, before a nominal. Sentence: "…, so die Armee." """
    if so.i == 0 or so.nbor(-1).text not in _OPENS_PHRASE or not scheme.is_noun(so.head) or so.head.i < so.i:
        return False
    return so.head.left_edge.i in (so.i, so.i - 1) and not scheme.has_copula(so.head)


def _is_place(context: Context, token: Token) -> bool:
    """Tell whether a headline opens with the place of what it tells. Sentence: "Myanmar: Mönche protestieren" """
    mention = context.mentions.at(token.i)
    return mention is None or mention.entity.kind is Kind.PLACE or "Person" not in mention.entity.classes


def _owner(context: Context, noun: Token, cue: Token | None) -> Argument:
    """Give who is named beside a noun of saying, else the phrase itself. Sentence: "nach Angaben der Armee" (Armee)"""
    if cue is not None:
        for child in cue.children:
            by = scheme.is_possessor(child) or scheme.is_genitive(child) or scheme.preposition_of(child) == "von"
            if by and scheme.is_nominal(child) and not context.is_time(child.i):
                return Argument("source", child.i, tuple(t.i for t in scheme.np_tokens(child)))
    words = [t.i for t in scheme.np_tokens(noun) if t.lower_ not in OPENING_WORDS]
    return Argument("source", noun.i, tuple(words))


def _content(context: Context, noun: Token, first: int, last: int) -> tuple[int, int] | None:
    """Give the clause that a phrase belongs to: the relative or subordinate one around it, else the sentence."""
    sent = context.sentences[context.sentence_of[noun.i]]
    start, end = sent.start, sent.end
    for ancestor in noun.ancestors:
        if scheme.is_relative_clause(ancestor) or scheme.subordinator_of(ancestor):
            tokens = scheme.clause_tokens(ancestor)
            start, end = (tokens[0].i, tokens[-1].i + 1) if tokens else (start, end)
            break
    for mark in (i for i in range(start, end) if context.doc[i].text in (":", ";")):
        start, end = (mark + 1, end) if mark < first else (start, min(end, mark))
    if first <= start + 1:
        start = last + 1
    elif last >= end - 2:
        end = first
    return stripped(context.doc, start, end) if end - start > 2 else None


def _span(token: Token) -> Span:
    return Span(token.text, token.idx, token.idx + len(token))
