"""Quotations: what somebody is reported to have said, word for word or in other words, and who said it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from graph.annotate import scheme
from graph.claims.context import Context
from graph.claims.extract import Analysis
from graph.claims.frame import Frame
from graph.claims.sayings import Sayings
from graph.claims.sources import source_phrases
from graph.model import Attribution, Participant, Quotation, Span

#: Fewer words in quotation marks are a name or an ironic word, unless they stand within reported speech.
_SHORTEST = 4
#: Relations whose bare naming is an act of speech ("Kiew warf Moskau Verzögerung vor").
_NAMED_ACTS = frozenset("states demands warns threatens accuses promises fears".split())
#: How many sentences a speaker is remembered for in running text.
_REACH = 3


def find_quotations(analysis: Analysis) -> list[Quotation]:
    """Find the quotations of an article; words in quotation marks within reported speech are given beside it.

    Returns:
        Quotations in the order of the text.

    Sentence: "„Wir lehnen das ab“, sagte Peskow." -> direct, Peskow: Wir lehnen das ab
    Sentence: "Laut Peskow ist das unannehmbar." -> indirect, Peskow: ist das unannehmbar
    Sentence: "Peskow kritisierte den Plan." -> reported, Peskow: the whole sentence
    """
    return _Finder(analysis).find()


class _Finder:
    """Collects the quotations of one article, the surest kinds first; each later kind sees what is there."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._context = analysis.context
        self._sayings = Sayings(analysis.context, analysis.frames, analysis.speakers)
        self._found: list[Quotation] = []

    def find(self) -> list[Quotation]:
        marked = list(self._context.quotations)
        for quotation in (*self._indirect(), *self._cued(), *self._pointed_at()):
            self._add(quotation)
        indirect = list(self._found)
        self._found = []
        for start, end in marked:
            if quotation := self._direct(start, end, indirect):
                self._found.append(quotation)
        direct = list(self._found)
        for quotation in indirect:
            self._add(quotation)
        self._continue()
        for quotation in self._reported():
            self._add(quotation)
        del direct
        return sorted(self._found, key=lambda q: (q.quote.start, q.quote.end))

    def _add(self, quotation: Quotation) -> None:
        """Take a quotation unless another one has its words, or it is a part of direct speech."""
        for other in self._found:
            within = other.kind == "direct" and _shared(quotation.quote, other.quote) > 0.8 * len(quotation.quote.text)
            if within or _same(quotation.quote, other.quote):
                return
        self._found.append(quotation)

    # Content of sayings and phrases

    def _indirect(self) -> Iterator[Quotation]:
        """Give the contents of sayings. Sentence: "Er sagte, die Lage sei ernst." -> die Lage sei ernst"""
        for saying in self._sayings.all:
            for first, last in saying.contents:
                yield self._quotation(self._span(first, last), saying.speaker, "indirect")

    def _cued(self) -> Iterator[Quotation]:
        """Give clauses with a source phrase. Sentence: "Ersten Angaben zufolge brannte ein Lager." """
        for source in source_phrases(self._context):
            yield self._quotation(self._span(*source.content), source.speaker, "indirect")

    def _pointed_at(self) -> Iterator[Quotation]:
        """Give the sentence that a demonstrative takes up. Sentence: "Ein Lager brannte. Das teilte Kiew mit." """
        for saying in self._sayings.all:
            if saying.stands_for is not None:
                number = self._context.sentence_of[saying.predicate] - 1
                if not self._in_paragraph(number):
                    continue
                yield self._quotation(self._sentence_span(number), saying.speaker, "indirect")

    # Words in quotation marks

    def _direct(self, start: int, end: int, indirect: list[Quotation]) -> Quotation | None:
        span = self._context.doc.char_span(start, end, alignment_mode="contract")
        if span is None:
            return None
        words = sum(token.is_alpha for token in span)
        around = next((q for q in indirect if q.quote.start <= start and end <= q.quote.end), None)
        if not self._is_speech(span, words, around is not None):
            return None
        if around is not None and around.speaker is not None:
            return Quotation(self._text(start, end), around.speaker, around.cue, "direct")
        speaker = self._speaker_of(span)
        return self._quotation(self._text(start, end), speaker, "direct")

    def _is_speech(self, span: DocSpan, words: int, within: bool) -> bool:
        """Tell words that somebody said from titles, names and irony."""
        if words >= 2 * _SHORTEST or (words >= _SHORTEST and any(scheme.is_verb(token) for token in span)):
            return True
        if not words or all(scheme.is_name(token) or not token.is_alpha for token in span):
            return False
        lower = span.text[0].islower()
        return (within and (lower or words <= 1)) or (lower and words > 1)

    def _speaker_of(self, span: DocSpan) -> Attribution | None:
        """Give the speaker of words in quotation marks: within the sentence, beside it, or who spoke last."""
        chain = self._analysis.speakers.quoted(span.root)
        return chain[-1] if chain else None

    # Running text

    def _continue(self) -> None:
        """Go through the sentences: a main clause in the Konjunktiv goes on with what the last speaker says."""
        speaker: Attribution | None = None
        age = 0
        running: Quotation | None = None
        starts = {}
        for q in self._found:
            starts.setdefault(self._number_at(q.quote.start), []).append(q)
        for number in range(len(self._context.sentences)):
            if number and not self._in_paragraph(number - 1):
                running = None
            age += 1
            own = starts.get(number, [])
            if speaker is not None or own:
                continued = self._goes_on(number, speaker, age, own)
            else:
                continued = False
            if continued:
                span = self._sentence_span(number)
                if running is not None:
                    joined = self._text(running.quote.start, span.end)
                    self._found.remove(running)
                    running = replace(running, quote=joined)
                else:
                    running = self._quotation(span, speaker, "indirect")
                self._found.append(running)
                age = 0
                continue
            running = None
            if said := self._spoke(number, own):
                speaker, age = said, 0

    def _goes_on(self, number: int, speaker: Attribution | None, age: int, own: list[Quotation]) -> bool:
        sent = self._context.sentences[number]
        root = sent.root
        finite = scheme.finite_verb(root)
        mood = scheme.subjunctive(finite) if finite is not None else ""
        if not mood or speaker is None or age > (_REACH if mood == "I" else 1):
            return False
        if any(q.kind != "direct" for q in own):
            return False
        return not any(
            q.kind == "direct" and 2 * _shared(q.quote, self._sentence_span(number)) > len(sent.text) for q in own
        )

    def _spoke(self, number: int, own: list[Quotation]) -> Attribution | None:
        """Give who spoke last in a sentence: of its last quotation, else the subject of its last frame of speech."""
        for q in sorted(own, key=lambda q: q.quote.end, reverse=True):
            if q.speaker is not None:
                return Attribution(q.speaker, q.cue)
        sent = self._context.sentences[number]
        for i in range(sent.end - 1, sent.start - 1, -1):
            frame = self._analysis.frames.get(i)
            if frame is not None and frame.sense.reporting and (said := self._analysis.speakers.speaker(frame)):
                return said
        return None

    # Acts of speech without their wording

    def _reported(self) -> Iterator[Quotation]:
        """Give sentences that name an act of speech without its wording. Sentence: "Kiew warf Moskau Verzögerung vor." """
        taken = {self._number_at(q.quote.start) for q in self._found if q.kind != "direct"}
        for predicate in sorted(self._analysis.frames):
            frame = self._analysis.frames[predicate]
            number = self._context.sentence_of[predicate]
            if number not in taken and self._is_act(frame):
                taken.add(number)
                yield self._quotation(self._sentence_span(number), self._analysis.speakers.speaker(frame), "reported")

    def _is_act(self, frame: Frame) -> bool:
        """Tell whether a frame gives the gist of what is said, and not just its topic.

        Sentence: "Er sprach von einem Irrtum.", "Er nannte den Plan falsch." -> yes; "Er erläuterte den Plan." -> no
        """
        clause = frame.clause
        if clause.pos != "verb" or clause.parent is not None or not frame.sense.reporting or not frame.objects:
            return False
        if "inserted_report" in frame.rules or frame.sense.relation not in _NAMED_ACTS:
            return False
        told = any(a.slot.startswith("obl:") for a in frame.objects)
        judged = any(a.slot in ("attr", "obl:als", "obl:für", "xcomp") for a in clause.arguments)
        return told or judged or frame.sense.relation != "states"

    # Spans

    def _number_at(self, start: int) -> int:
        span = self._context.doc.char_span(start, start + 1, alignment_mode="expand")
        return self._context.sentence_of[span.start] if span is not None else 0

    def _in_paragraph(self, number: int) -> bool:
        """Tell whether a sentence and the next one stand in one paragraph."""
        sents = self._context.sentences
        return "\n\n" not in self._context.document.text[sents[number].end_char - 1 : sents[number + 1].start_char]

    def _sentence_span(self, number: int) -> Span:
        sent = self._context.sentences[number]
        return self._text(sent.start_char, sent.start_char + len(sent.text.rstrip()))

    def _span(self, first: int, last: int) -> Span:
        doc = self._context.doc
        return self._text(doc[first].idx, doc[last].idx + len(doc[last]))

    def _text(self, start: int, end: int) -> Span:
        return Span(self._context.document.text[start:end], start, end)

    def _quotation(self, quote: Span, attribution: Attribution | None, kind: str) -> Quotation:
        speaker = _whole(self._context, attribution.speaker) if attribution else None
        return Quotation(quote, speaker, attribution.cue if attribution else None, kind)


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _same(a: Span, b: Span) -> bool:
    """Tell whether two spans share most of the longer one."""
    return _shared(a, b) > 0.7 * max(a.end - a.start, b.end - b.start)


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
