"""The words that name a speaker: the name with the office, the body and the place beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graph.annotate import scheme
from graph.annotate.parse import Span as DocSpan
from graph.annotate.parse import Token
from graph.claims.context import Context
from graph.claims.sources import OPENING_WORDS
from graph.model import Participant


def whole_speaker(context: Context, speaker: Participant) -> Participant:
    """Give a speaker with all that the text says of it beside the name: "Emily Lau, die Vorsitzende der Partei"."""
    span = context.doc.char_span(speaker.start, speaker.end, alignment_mode="expand")
    if span is None or not scheme.is_noun(span.root):
        return speaker
    tokens = [t for t in _words(span.root) if t.lower_ not in OPENING_WORDS and not scheme.is_punctuation(t)]
    while tokens and scheme.relation(tokens[0]) == "case":
        del tokens[0]
    last = max(span.end - 1, *(t.i for t in tokens)) if tokens else span.end - 1
    while scheme.is_punctuation(context.doc[last]) and last >= span.end:
        last -= 1
    if (field := _first_field(context, span)) is not None:
        last = max(last, field)
    start = tokens[0].idx if tokens else speaker.start
    end = context.doc[last].idx + len(context.doc[last])
    return replace(speaker, text=context.document.text[start:end], start=start, end=end)


def _words(root: Token) -> Iterator[Token]:
    """Give a speaker's words without the clauses among them. Sentence: "Der General, der gestern sprach, …" """
    for child in root.children:
        if child.i < root.i and not scheme.is_clausal(child):
            yield from _words(child)
    yield root
    for child in root.children:
        if child.i > root.i and not scheme.is_clausal(child):
            yield from _words(child)


def _first_field(context: Context, speaker: DocSpan) -> int | None:
    """Give the last word before the finite verb of a main clause that a speaker opens: all of it is one phrase.

    Sentence: "Minister Sathit von der Kanzlei erklärte, …" -> Kanzlei
    """
    sent = context.sentences[context.sentence_of[speaker.start]]
    if speaker.start - sent.start > 4 or any(scheme.is_verb(t) for t in context.doc[sent.start : speaker.end]):
        return None
    for token in context.doc[speaker.end : sent.end]:
        if scheme.is_verb(token):
            last = token.i - 1
            opens = scheme.is_finite(token) and not scheme.is_relative_clause(token) and last >= speaker.end
            rest = context.doc[speaker.end : last + 1]
            simple = not any(t.text in (",", ":", ";") or t.lower_ in OPENING_WORDS for t in rest)
            return last if opens and simple and not scheme.is_punctuation(context.doc[last]) else None
    return None
