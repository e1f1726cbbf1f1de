"""Quotations: what somebody is reported to have said, word for word or in other words, and who said it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span as DocSpan

from graph.annotate import scheme
from graph.claims import reports
from graph.claims.context import Context
from graph.claims.extract import Analysis
from graph.model import Attribution, Participant, Quotation, Span

#: Fewer words in quotation marks are a name or an ironic word, not a quotation.
_SHORTEST = 4
_CLAUSAL = ("ccomp", "xcomp", "acl")


def find_quotations(analysis: Analysis) -> list[Quotation]:
    """Find the quotations of an article, direct ones first where both readings cover the same words.

    Returns:
        Quotations in the order of the text.

    Sentence: "„Wir lehnen das ab“, sagte Peskow." -> direct, Peskow: Wir lehnen das ab
    Sentence: "Laut Peskow ist das unannehmbar." -> indirect, Peskow: ist das unannehmbar
    Sentence: "Peskow kritisierte den Plan." -> reported, Peskow: the whole sentence
    """
    found: list[Quotation] = []
    for quotation in (*_direct(analysis), *_indirect(analysis), *_cued(analysis), *_reported(analysis)):
        if not any(_same(quotation.quote, other.quote) for other in found):
            found.append(quotation)
    return sorted(found, key=lambda q: (q.quote.start, q.quote.end))


def _same(a: Span, b: Span) -> bool:
    """Tell whether two spans share more than half of the shorter one."""
    return 2 * (min(a.end, b.end) - max(a.start, b.start)) > min(a.end - a.start, b.end - b.start)


def _direct(analysis: Analysis) -> Iterator[Quotation]:
    context = analysis.context
    for start, end in context.quotations:
        span = context.doc.char_span(start, end, alignment_mode="contract")
        if span is None:
            continue
        chain = analysis.speakers.quoted(span.root)
        words = sum(token.is_alpha for token in span)
        whole = words >= _SHORTEST and (words >= 2 * _SHORTEST or any(scheme.is_verb(token) for token in span))
        if not whole and not (words and chain and _in_sentence(context, span, chain[0])):
            continue
        yield _quotation(context, start, end, chain[-1] if chain else None, "direct")


def _in_sentence(context: Context, span: DocSpan, attribution: Attribution) -> bool:
    """Tell whether the cue of a speaker stands in the sentence of a quoted word ("wies das als „haltlos“ zurück")."""
    sent = context.sentences[context.sentence_of[span.start]]
    return attribution.cue is not None and sent.start_char <= attribution.cue.start < sent.end_char


def _indirect(analysis: Analysis) -> Iterator[Quotation]:
    context = analysis.context
    for predicate in sorted(analysis.frames):
        frame = analysis.frames[predicate]
        if not frame.sense.reporting:
            continue
        for a in frame.objects:
            if a.slot in _CLAUSAL or scheme.is_clausal(context.doc[a.head]):
                first, last = context.doc[a.tokens[0]], context.doc[a.tokens[-1]]
                yield _quotation(context, first.idx, last.idx + len(last), analysis.speakers.speaker(frame), "indirect")


def _cued(analysis: Analysis) -> Iterator[Quotation]:
    """Give clauses with a source phrase, and main clauses in the Konjunktiv that go on reporting."""
    context = analysis.context
    for clause in context.clauses:
        if clause.pos == "noun" or clause.kind not in ("finite", "predicative"):
            continue
        phrases = analysis.speakers.source_phrases(clause)
        tokens = scheme.clause_tokens(context.predicate(clause))
        if phrases and tokens:
            yield _quotation(context, tokens[0].idx, tokens[-1].idx + len(tokens[-1]), phrases[0][1], "indirect")
            continue
        chain = tuple(analysis.speakers.continued(clause))
        if report := reports.continued_statement(context, clause, chain):
            words = [context.doc[i] for i in report.objects[0].tokens]
            yield _quotation(context, words[0].idx, words[-1].idx + len(words[-1]), chain[-1], "indirect")


def _reported(analysis: Analysis) -> Iterator[Quotation]:
    """Give sentences that name an act of speech without its wording. Sentence: "Kiew warf Moskau Verzögerung vor." """
    context = analysis.context
    for predicate in sorted(analysis.frames):
        frame = analysis.frames[predicate]
        clausal = any(a.slot in _CLAUSAL or scheme.is_clausal(context.doc[a.head]) for a in frame.objects)
        main = frame.clause.pos == "verb" and frame.clause.parent is None
        if frame.sense.reporting and frame.objects and main and not clausal:
            sent = context.sentences[context.sentence_of[predicate]]
            end = sent.start_char + len(sent.text.rstrip())
            yield _quotation(context, sent.start_char, end, analysis.speakers.speaker(frame), "reported")


def _quotation(context: Context, start: int, end: int, attribution: Attribution | None, kind: str) -> Quotation:
    speaker = _whole(context, attribution.speaker) if attribution else None
    return Quotation(
        Span(context.document.text[start:end], start, end), speaker, attribution.cue if attribution else None, kind
    )


def _whole(context: Context, speaker: Participant) -> Participant:
    """Give a speaker with all that the text says of it beside the name: "Emily Lau, die Vorsitzende der Partei"."""
    span = context.doc.char_span(speaker.start, speaker.end, alignment_mode="expand")
    if span is None or not scheme.is_noun(span.root):
        return speaker
    tokens = [t for t in span.root.subtree if not any(scheme.is_relative_clause(a) for a in (t, *t.ancestors))]
    last = max(span.end - 1, *(t.i for t in tokens)) if tokens else span.end - 1
    while scheme.is_punctuation(context.doc[last]) and last >= span.end:
        last -= 1
    start = min(speaker.start, *(t.idx for t in tokens[:1]), speaker.start)
    end = context.doc[last].idx + len(context.doc[last])
    return replace(speaker, text=context.document.text[start:end], start=start, end=end)
