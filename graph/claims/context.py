"""Everything about one article that the rules of this room look things up in."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from graph.annotate.quotations import quoted_spans
from graph.claims.frame import Frame
from graph.claims.time import find_now, find_times, is_time_unit
from graph.clauses import Clauses
from graph.entities import Mentions
from graph.gazetteer import ConceptScheme
from graph.lexicon import Lexicon
from graph.model import Clause, Document, TimeExpression


@dataclass(frozen=True)
class Context:
    """One article on its way through the claims room.

    Attributes:
        base: IRI below which new entities are minted.
        matched: frames that were worked out already, by predicate and part of speech.
    """

    document: Document
    doc: Doc
    clauses: Clauses
    mentions: Mentions
    lexicon: Lexicon
    concepts: ConceptScheme
    base: str
    matched: dict[tuple[int, str], Frame | None] = field(default_factory=dict)

    def predicate(self, clause: Clause) -> Token:
        """Give the token that heads a clause."""
        return self.doc[clause.predicate]

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences of the article in order."""
        return list(self.doc.sents)

    @cached_property
    def sentence_of(self) -> list[int]:
        """Token index -> number of its sentence."""
        numbers = [0] * len(self.doc)
        for number, sent in enumerate(self.sentences):
            for token in sent:
                numbers[token.i] = number
        return numbers

    @cached_property
    def quotations(self) -> tuple[tuple[int, int], ...]:
        """Character spans inside quotation marks, the outermost first."""
        return quoted_spans(self.document.text)

    @cached_property
    def _time_spans(self) -> list[tuple[TimeExpression, Span]]:
        found = []
        for expression in (*find_times(self.doc, self.document.date), *find_now(self.doc)):
            span = self.doc.char_span(expression.start, expression.end, alignment_mode="expand")
            if span is not None:
                found.append((expression, span))
        return found

    @cached_property
    def times(self) -> list[tuple[TimeExpression, frozenset[int]]]:
        """Expressions of time, each with the tokens above it up to and including its own clause's predicate."""
        found = []
        for expression, span in self._time_spans:
            governors = {span.root.i}
            for ancestor in span.root.ancestors:
                governors.add(ancestor.i)
                if ancestor.i in self.clauses.by_predicate and self.clauses.by_predicate[ancestor.i].pos != "noun":
                    break
            found.append((expression, frozenset(governors)))
        return found

    @cached_property
    def _time_tokens(self) -> frozenset[int]:
        return frozenset(token.i for _, span in self._time_spans for token in span)

    def is_time(self, i: int) -> bool:
        """Tell whether a token belongs to an expression of time or heads a span of it ("dreißig Tage")."""
        return i in self._time_tokens or is_time_unit(self.doc[i])

    def quotation_at(self, token: Token) -> tuple[int, int] | None:
        """Give the outermost quotation around a token."""
        return next(((start, end) for start, end in self.quotations if start <= token.idx < end), None)
