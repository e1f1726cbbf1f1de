"""Sayings: the predicates that report somebody's words or thoughts, who speaks, and where the content stands.

Wider than the frames of claims: a saying needs neither a speaker that can act ("In dem Papier heißt es, …") nor a content
that the parser hung on it. What the parse does not show is read from the surface: a clause behind the comma, the matrix
of "wie X sagte", the words before an inserted "…, sagte X".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.annotate import scheme
from graph.annotate.parse import Span as DocSpan
from graph.annotate.parse import Token
from graph.claims import participants
from graph.claims.attribution import Speakers
from graph.claims.context import Context
from graph.claims.frame import Frame
from graph.claims.surface import behind_comma, is_inserted, is_reported, matrix, opening_wie, parts, stripped
from graph.entities.link import mint_actor
from graph.model import Argument, Attribution, Clause, Kind, Participant, Span

#: Slots that hold content; an "obl:zu" counts where its filler is a clause ("rief dazu auf, …").
_CONTENT = ("ccomp", "xcomp", "acl")
#: Whose infinitive or clause tells what somebody wants, allows or blames others for, as good as in words.
_SPEECH_ACTS = frozenset(
    ["proposes", "demands", "fears", "warns", "threatens", "accuses", "promises", "announces", "states", "agrees"]
)
#: An adjective tells an attitude where a verb would tell a deed ("bereit, zu …", but "versucht, zu …").
_ATTITUDES = {"adjective": ("seeks", "accepts", "rejects")}


@dataclass(frozen=True, slots=True)
class Saying:
    """An act of speech.

    Attributes:
        predicate: the token that expresses it.
        speaker: None where the article does not tell ("es heißt").
        contents: first and last token of each stretch of content, in the order of the text.
        stands_for: the demonstrative that points back at the sentence before ("Das teilte er mit."), or None.
        words: whether the lexicon knows the predicate as one of speech.
    """

    predicate: int
    speaker: Attribution | None
    contents: tuple[tuple[int, int], ...]
    stands_for: int | None
    words: bool


class Sayings:
    """Finds the sayings of one article."""

    def __init__(self, context: Context, frames: dict[int, Frame], speakers: Speakers) -> None:
        self._context = context
        self._frames = frames
        self._speakers = speakers
        self.all = [saying for clause in context.clauses if (saying := self._saying(clause)) is not None]

    def _saying(self, clause: Clause) -> Saying | None:
        """Read a clause as an act of speech, or give None where it is none or nothing shows what was said."""
        frame = self._frames.get(clause.predicate)
        known = self._is_speech(clause, frame)
        contents = [
            span
            for a in clause.arguments
            if self._is_content(clause, a, frame, known=known) and (span := _trimmed(self._context, a.tokens))
        ]
        if known and clause.pos == "verb" and clause.kind != "participle":
            contents = self._parted(clause) or contents or list(self._on_the_surface(clause))
        points_back = self._points_back(clause) if known and not contents else None
        if not contents and not known:
            return None
        return Saying(
            clause.predicate,
            self.speaker(clause, frame),
            tuple(_merged(contents, clause.predicate)),
            points_back,
            known,
        )

    def _is_speech(self, clause: Clause, frame: Frame | None) -> bool:
        if frame is not None:
            return frame.sense.reporting
        present = {a.slot for a in clause.arguments}
        return any(
            sense.reporting
            and not set(_CONTENT).isdisjoint(sense.object_slots)
            and ("refl" not in sense.requires or "refl" in present)
            for sense in self._context.lexicon.senses(clause.pos, clause.lemma)
        )

    def _is_content(self, clause: Clause, a: Argument, frame: Frame | None, *, known: bool) -> bool:
        """Tell whether an argument is what is said.

        Sentence: "Kiew lehnt es ab, zu verhandeln." -> content by the relation of ablehnen
        Sentence: "Der Bericht schließt, er sei schuld." -> content by the Konjunktiv, whatever schließen is
        """
        head = self._context.doc[a.head]
        clausal = a.slot in _CONTENT or (a.slot.startswith(("obl", "attr")) and _is_announced(head))
        if not clausal or a.head == clause.predicate or clause.predicate in a.tokens:
            return False
        if known:
            return True
        if frame is not None and frame.sense.relation in (*_SPEECH_ACTS, *_ATTITUDES.get(clause.pos, ())):
            return frame.rules[0].startswith("lexicon:")
        return clause.pos != "noun" and a.slot == "ccomp" and is_reported(head)

    def _parted(self, clause: Clause) -> list[tuple[int, int]]:
        predicate = self._context.predicate(clause)
        sent = self._context.sentences[self._context.sentence_of[predicate.i]]
        span = stripped(self._context.doc, sent.start, sent.end) if parts(predicate, sent) else None
        return [span] if span is not None else []

    def _on_the_surface(self, clause: Clause) -> Iterator[tuple[int, int]]:
        """Find content that hangs elsewhere: around "wie X sagte", beside "…, sagte X", or behind the comma."""
        predicate = self._context.predicate(clause)
        sent = self._context.sentences[self._context.sentence_of[predicate.i]]
        if (wie := opening_wie(predicate, sent)) is not None:
            yield from matrix(predicate, wie, sent)
        elif is_inserted(predicate, sent):
            if span := _bounded(self._context, sent.start, predicate.i - 1):
                yield span
        elif (behind := behind_comma(predicate, sent)) is not None and (
            span := _trimmed(self._context, [t.i for t in scheme.clause_tokens(behind) if t.i > predicate.i])
        ):
            yield span

    def _points_back(self, clause: Clause) -> int | None:
        """Give a demonstrative that opens the sentence. Sentence: "Das teilte die Polizei mit." (Das)"""
        number = self._context.sentence_of[clause.predicate]
        first = self._context.sentences[number][0]
        stands = scheme.is_demonstrative(first) or scheme.pronominal_adverb(first).startswith(("von", "über"))
        own = any(a.head == first.i for a in clause.arguments)
        return int(first.i) if number and stands and own and clause.parent is None else None

    def speaker(self, clause: Clause, frame: Frame | None) -> Attribution | None:
        """Give who speaks: the frame's subject, else the clause's, else the text that "es heißt" stands in."""
        if frame is not None and (found := self._speakers.speaker(frame)):
            return found
        predicate = self._context.predicate(clause)
        spoken = self._speaking(clause)
        return Attribution(named(self._context, spoken), _span(predicate)) if spoken is not None else None

    def _speaking(self, clause: Clause) -> Argument | None:
        """Find the argument that speaks.

        Sentence: "Das berichtete die „Automobilwoche“." -> Automobilwoche, whatever the parser made of "Das"
        Sentence: "Wie aus Kreisen verlautete, …" -> Kreise
        Sentence: "Von der Leyen betonte, …" -> von der Leyen, with "von" as a preposition in the parse
        """
        given = [a for a in clause.arguments if not self._is_empty(a) and not self._context.is_time(a.head)]
        if clause.pos == "noun":
            order: tuple[str, ...] = ("poss", "nmod:gen", "nmod:von", "amod")
        elif clause.passive:
            order = ("agent",)
        else:
            order = ("nsubj",)
        found = next((a for slot in order for a in given if a.slot == slot), None)
        if found is not None or clause.pos == "noun" or clause.passive:
            return found
        subjects = [a for a in clause.arguments if a.slot == "nsubj"]
        if any(self._is_demonstrative(a) for a in subjects):
            found = next((a for a in given if a.slot == "obj"), None)
        if found is None:
            found = next((a for a in given if self._is_person(a) and a.head < clause.predicate), None)
        if found is None and not any(a.slot == "nsubj" for a in given):
            found = next((a for a in given if a.slot in ("obl:in", "obl:aus", "obl:von")), None)
        return found

    def _is_demonstrative(self, a: Argument) -> bool:
        return scheme.is_demonstrative(self._context.doc[a.head])

    def _is_person(self, a: Argument) -> bool:
        mention = participants.mention_of(self._context, a)
        return mention is not None and "Person" in mention.entity.classes

    def main_speaker(self, sent: DocSpan, quoted: DocSpan) -> Attribution | None:
        """Give the one whom the main clause around quoted words is about, if it can speak."""
        clause = self._context.clauses.by_predicate.get(sent.root.i)
        if clause is None:
            return None
        for a in clause.arguments:
            outside = not quoted.start <= a.head < quoted.end
            about = a.slot == ("obj" if clause.passive else "nsubj")
            if about and outside and participants.is_actor(self._context, a):
                return Attribution(named(self._context, a), None)
        return None

    def _is_empty(self, a: Argument) -> bool:
        head = self._context.doc[a.head]
        return head.lower_ in ("es", "man", "das", "dies", "sich") or scheme.is_clausal(head)


def named(context: Context, argument: Argument) -> Participant:
    """Give a speaker that need not be able to act: a report, a rule, the mood of a country."""
    if found := participants.actor(context, argument):
        return found
    tokens = [t for i in argument.tokens if not scheme.is_punctuation(t := context.doc[i])] or [
        context.doc[argument.head]
    ]
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    text = context.document.text[start:end]
    return Participant(text, start, end, mint_actor(text, Kind.OTHER, (), base=context.base))


def _span(token: Token) -> Span:
    return Span(token.text, token.idx, token.idx + len(token))


def _is_announced(head: Token) -> bool:
    """Tell whether a prepositional argument is a clause. Sentence: "Er rief dazu auf, zu verhandeln." (verhandeln)"""
    clause = scheme.is_verb(head) and not scheme.preposition_of(head)
    return clause and (scheme.finite_verb(head) is not None or scheme.is_zu_infinitive(head))


def _trimmed(context: Context, tokens: tuple[int, ...] | list[int]) -> tuple[int, int] | None:
    """Give first and last token of a stretch without the punctuation at its ends."""
    return stripped(context.doc, min(tokens), max(tokens) + 1) if tokens else None


def _bounded(context: Context, start: int, end: int) -> tuple[int, int] | None:
    """Give a stretch unless all of it stands in quotation marks, where it is direct speech."""
    span = stripped(context.doc, start, end)
    if span is None:
        return None
    first = context.quotation_at(context.doc[span[0]])
    return None if first is not None and first == context.quotation_at(context.doc[span[1]]) else span


def _merged(contents: list[tuple[int, int]], predicate: int) -> Iterator[tuple[int, int]]:
    """Join the stretches on each side of the predicate: coordinated contents are one utterance."""
    for side in (
        [span for span in contents if span[1] < predicate],
        [span for span in contents if span[0] > predicate],
    ):
        if side:
            yield min(span[0] for span in side), max(span[1] for span in side)
    yield from (span for span in contents if span[0] <= predicate <= span[1])
