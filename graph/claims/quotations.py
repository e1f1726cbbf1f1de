"""Quotations: what somebody is reported to have said, word for word or in other words, and who said it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from graph.annotate import scheme
from graph.annotate.parse import Span as DocSpan
from graph.annotate.parse import Token
from graph.claims.context import Context
from graph.claims.extract import Analysis
from graph.claims.frame import Frame
from graph.claims.sayings import Sayings
from graph.claims.sources import source_phrases
from graph.claims.speaker import whole_speaker
from graph.model import Attribution, Quotation, Span

#: Fewer words in quotation marks are a name or an ironic word, unless they stand within reported speech.
_SHORTEST = 4
#: Relations whose bare naming is an act of speech ("Kiew warf Moskau Verzögerung vor").
_NAMED_ACTS = frozenset(("states", "announces", "demands", "warns", "threatens", "accuses", "promises", "fears"))
#: Reported speech around a quotation has at least so many characters of its own.
_ADDED = 12
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
        self._said = {saying.predicate: saying for saying in self._sayings.all}
        self._phrases = list(source_phrases(analysis.context))
        self._sources = {phrase.token: phrase.speaker for phrase in self._phrases}
        self._found: list[Quotation] = []

    def find(self) -> list[Quotation]:
        for quotation in (*self._indirect(), *self._cued(), *self._pointed_at()):
            self._add(quotation)
        indirect = self._found
        self._found = [q for start, end in self._context.quotations if (q := self._direct(start, end, indirect))]
        for quotation in indirect:
            self._add(quotation)
        self._run_through()
        for quotation in self._reported():
            self._add(quotation)
        return sorted(self._found, key=lambda q: (q.quote.start, q.quote.end))

    def _add(self, quotation: Quotation) -> None:
        """Take a quotation unless another one has its words, or it is a part of direct speech."""
        if not any(_covers(other, quotation) for other in self._found):
            self._found.append(quotation)

    # Content of sayings and phrases

    def _indirect(self) -> Iterator[Quotation]:
        """Give the contents of sayings. Sentence: "Er sagte, die Lage sei ernst." -> die Lage sei ernst"""
        for saying in sorted(self._sayings.all, key=lambda saying: not saying.words):
            for first, last in saying.contents:
                yield self._quotation(self._span(first, last), saying.speaker, "indirect")

    def _cued(self) -> Iterator[Quotation]:
        """Give clauses with a source phrase. Sentence: "Ersten Angaben zufolge brannte ein Lager." """
        for source in self._phrases:
            if source.content is None:
                continue
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
        if not self._is_speech(span, words, around is not None or self._is_verdict(span)):
            return None
        if around is not None and around.speaker is not None:
            return Quotation(self._text(start, end), around.speaker, around.cue, "direct")
        return self._quotation(self._text(start, end), self._framed(span), "direct")

    def _is_speech(self, span: DocSpan, words: int, within: bool) -> bool:
        """Tell words that somebody said from titles, names and irony."""
        if words >= 2 * _SHORTEST or (words >= _SHORTEST and any(scheme.is_verb(token) for token in span)):
            return True
        if not words or all(scheme.is_name(token) or not token.is_alpha for token in span):
            return False
        lower = span.text[0].islower()
        return (within and (lower or words <= _SHORTEST)) or (lower and words > 1)

    def _is_verdict(self, span: DocSpan) -> bool:
        """Tell whether words are somebody's verdict. Sentence: "Er wies das als „haltlos“ zurück." (haltlos)"""
        before = [t for t in self._context.doc[max(0, span.start - 3) : span.start] if t.text.isalpha()][-2:]
        sent = self._context.sentences[self._context.sentence_of[span.start]]
        frames = (self._analysis.frames.get(t.i) for t in sent)
        return any(t.lower_ == "als" for t in before) and any(f is not None and f.sense.reporting for f in frames)

    def _framed(self, span: DocSpan) -> Attribution | None:
        """Give the speaker of quoted words from their frame: behind them, before them, or the sentence with the colon.

        Sentence: "„Wir lehnen das ab“, sagte Peskow." and "Peskow schloss mit den Worten: „Wir lehnen das ab.“"
        """
        first = self._context.sentences[self._context.sentence_of[span.start]]
        last = self._context.sentences[self._context.sentence_of[span.end - 1]]
        behind = list(self._context.doc[span.end : max(last.end, min(span.end + 2, len(self._context.doc)))])
        before = list(reversed(self._context.doc[first.start : span.start]))
        if not any(t.is_alpha for t in before) and first.start and _ends_with_colon(self._context, first.start - 1):
            number = self._context.sentence_of[first.start - 1]
            before = list(reversed(list(self._context.sentences[number])))
        for token in (*behind, *before):
            if (source := self._sources.get(token.i)) is not None:
                return source
            saying = self._said.get(token.i)
            if saying is not None and saying.words and saying.speaker is not None:
                return saying.speaker
        colon = any(t.text == ":" for t in before[:2])
        if colon or any(t.is_alpha for t in before):
            return self._sayings.main_speaker(before[-1].sent, span)
        return None

    # Running text

    def _run_through(self) -> None:
        """Follow the speaker through the sentences: quoted words without a frame are the last one's, and so is what
        goes on in the Konjunktiv.

        Sentence: "Lanzer äußerte sich besorgt. Die Lage sei ernst. „Wir brauchen Hilfe.“"
        """
        in_sentence = defaultdict(list)
        for q in self._found:
            in_sentence[self._number_at(q.quote.start)].append(q)
        speaker: Attribution | None = None
        age, running = 0, None
        for number in range(len(self._context.sentences)):
            age += 1
            if number and not self._in_paragraph(number - 1):
                running = None
                age += 1
            own = [self._inherit(q, speaker, age) for q in in_sentence[number]]
            if speaker is not None and self._goes_on(number, age, own):
                running = self._continued(number, speaker, running)
                age = 0
            else:
                running = None
                if said := self._spoke(number, own):
                    speaker, age = said, 0

    def _inherit(self, quotation: Quotation, speaker: Attribution | None, age: int) -> Quotation:
        """Give quoted words without a speaker the one who spoke in the sentence before."""
        if quotation.kind != "direct" or quotation.speaker is not None or speaker is None or age > 1:
            return quotation
        known = replace(quotation, speaker=speaker.speaker)
        self._found[self._found.index(quotation)] = known
        return known

    def _continued(self, number: int, speaker: Attribution, running: Quotation | None) -> Quotation:
        """Add a sentence that goes on reporting, to the one before it where that does so as well."""
        span = self._sentence_span(number)
        if running is not None:
            self._found.remove(running)
            span = self._text(running.quote.start, span.end)
        quotation = Quotation(span, speaker.speaker, None, "indirect")
        self._found.append(quotation)
        return quotation

    def _goes_on(self, number: int, age: int, own: list[Quotation]) -> bool:
        """Tell whether a sentence goes on reporting: in the Konjunktiv, with "demnach", or as hearsay with "soll … haben"."""
        sent = self._context.sentences[number]
        root = sent.root
        if any(q.kind != "direct" and _holds(q, root) for q in own):
            return False
        whole = self._sentence_span(number)
        if any(q.kind == "direct" and 2 * _shared(q.quote, whole) > len(whole.text) for q in own):
            return False
        finite = scheme.finite_verb(root)
        mood = scheme.subjunctive(finite) if finite is not None else ""
        if mood == "I" or _is_hearsay(root) or any(t.lower_ == "demnach" for t in root.children):
            return age <= _REACH
        return bool(mood) and age <= 1

    def _spoke(self, number: int, own: list[Quotation]) -> Attribution | None:
        """Give who spoke last in a sentence: of its last quotation, else the subject of its last verb of speech."""
        outer = [q for q in own if not any(q is not o and _within(q.quote, o.quote) for o in own)]
        for q in sorted(outer, key=lambda q: q.quote.end, reverse=True):
            if q.speaker is not None:
                return Attribution(q.speaker, q.cue)
        sent = self._context.sentences[number]
        for i in range(sent.end - 1, sent.start - 1, -1):
            frame = self._analysis.frames.get(i)
            if (
                frame is not None
                and frame.sense.reporting
                and frame.clause.pos != "noun"
                and frame.clause.parent is None
                and (said := self._analysis.speakers.speaker(frame))
            ):
                return Attribution(whole_speaker(self._context, said.speaker), said.cue)
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
        verdict = "evaluation" in frame.rules
        if clause.pos != "verb" or clause.parent is not None or not (frame.sense.reporting or verdict):
            return False
        if "inserted_report" in frame.rules or not (frame.sense.relation in _NAMED_ACTS or verdict):
            return False
        sent = self._context.sentences[self._context.sentence_of[clause.predicate]]
        if clause.passive or any(sent.start_char <= q.quote.start < sent.end_char for q in self._found if _full(q)):
            return False
        told = any(a.slot.startswith("obl:") for a in frame.objects)
        judged = any(a.slot in ("attr", "obl:als", "obl:für", "xcomp") for a in clause.arguments)
        return told or judged or (bool(frame.objects) and frame.sense.relation != "states")

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
        speaker = whole_speaker(self._context, attribution.speaker) if attribution else None
        return Quotation(quote, speaker, attribution.cue if attribution else None, kind)


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and inner != outer


def _ends_with_colon(context: Context, i: int) -> bool:
    """Tell whether the words before a place, white space and opening marks left out, end with a colon."""
    before = context.document.text[: context.doc[i].idx + len(context.doc[i])].rstrip()
    return before.endswith(":")


def _holds(quotation: Quotation, token: Token) -> bool:
    return quotation.quote.start <= token.idx < quotation.quote.end


def _is_hearsay(root: Token) -> bool:
    """Tell whether "sollen" and a perfect infinitive tell what is only said. Sentence: "Er soll Geld veruntreut haben." """
    perfect = scheme.is_participle(root) and any(scheme.is_infinitive(aux) for aux in scheme.auxiliaries(root))
    finite = scheme.finite_verb(root)
    return perfect and finite is not None and finite.lemma_ == "sollen" and not scheme.is_past(finite)


def _full(quotation: Quotation) -> bool:
    """Tell whether words in quotation marks are utterances of their own and not just a few picked ones."""
    return quotation.kind == "direct" and quotation.quote.text.count(" ") >= 2 * _SHORTEST


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _covers(other: Quotation, quotation: Quotation) -> bool:
    """Tell whether a quotation has the words of a later one; reported speech around quoted words has more than they."""
    a, b = other.quote, quotation.quote
    shared = _shared(a, b)
    if other.kind == "direct" and quotation.kind != "direct":
        return shared > 0 and len(b.text) - shared < _ADDED
    return shared > 0.7 * max(a.end - a.start, b.end - b.start)
