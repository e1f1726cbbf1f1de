"""Attribution: who says so, from the outermost to the innermost speaker.

Four ways lead to a speaker: a reporting verb that embeds the clause, a phrase with laut/zufolge/nach Angaben, a quotation
whose frame stands in the same or a neighbouring sentence, and a main clause in the Konjunktiv that goes on reporting
what the speaker of the sentence before said.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.annotate import scheme
from graph.annotate.parse import Span as DocSpan
from graph.annotate.parse import Token
from graph.claims import participants
from graph.claims.context import Context
from graph.claims.frame import Frame
from graph.clauses.arguments import is_headline_speaker
from graph.model import Argument, Attribution, Clause, Span

#: Prepositions that name a source by themselves, and those that need a noun of saying ("nach Angaben").
_SOURCE_PREPOSITIONS = frozenset(("laut", "zufolge", "gemäß", "so"))
_CUE_PREPOSITIONS = frozenset(("nach", "aus", "zu", "in", "mit", *_SOURCE_PREPOSITIONS))

#: A clause with one of these is not what is said.
_CIRCUMSTANCES = frozenset(("weil", "da", "obwohl", "obgleich", "nachdem", "bevor", "damit", "wonach"))


class Speakers:
    """Finds the speakers of clauses in one article; what reports what is worked out once."""

    def __init__(self, context: Context, frames: dict[int, Frame]) -> None:
        self._context = context
        self._frames = frames
        self._frame_in_sentence: dict[int, Attribution] = {}
        self._phrases: dict[int, list[tuple[Token, Attribution]]] = {}
        self._inserted: dict[int, Attribution] = {}
        for predicate, frame in sorted(frames.items()):
            if frame.sense.reporting and (speaker := self.speaker(frame)):
                self._frame_in_sentence.setdefault(context.sentence_of[predicate], speaker)
                if "inserted_report" in frame.rules:
                    self._inserted[frame.objects[0].head] = speaker

    def chain(self, frame: Frame) -> tuple[Attribution, ...]:
        """Give who says what a frame says, the outermost first; empty where the article itself does."""
        return self.chain_of(frame.clause, frame)

    def chain_of(self, clause: Clause, frame: Frame | None = None) -> tuple[Attribution, ...]:
        """Give who says what a clause says, whether or not it is a frame."""
        found: list[Attribution] = []
        if clause.predicate in self._inserted:
            found.append(self._inserted[clause.predicate])
        for inner, outer in self._embeddings(clause):
            if outer.predicate in self._inserted:
                found.append(self._inserted[outer.predicate])
            cued = self._cued(outer)
            if self._reports(outer, inner):
                found.extend(filter(None, [self.speaker(self._frames[outer.predicate])]))
            found.extend(cued)
        found = [*self._cued(clause, own=frame), *found]
        token = self._context.predicate(clause)
        if not found or self._context.quotation_at(token):
            found.extend(a for a in self.quoted(token) if a.speaker.entity not in [b.speaker.entity for b in found])
        if not found:
            found.extend(self.continued(clause))
        return tuple(reversed(_unique(found)))

    def _embeddings(self, clause: Clause) -> Iterator[tuple[Clause, Clause]]:
        inner = clause
        for outer in self._context.clauses.above(clause):
            yield inner, outer
            inner = outer

    def _reports(self, outer: Clause, inner: Clause) -> bool:
        """Tell whether a clause is the content of a reporting one, directly or as a part of it."""
        frame = self._frames.get(outer.predicate)
        if frame is None or not frame.sense.reporting or inner.mark in _CIRCUMSTANCES:
            return False
        if any(
            a.slot in ("ccomp", "xcomp", "acl") or _is_clause(self._context, a)
            for a in outer.arguments
            if inner.predicate in a.tokens
        ):
            return True
        return inner.link == "parataxis"

    def speaker(self, frame: Frame) -> Attribution | None:
        """Give the subject of a reporting frame as a speaker."""
        if not frame.subjects:
            return None
        speaker = participants.actor(self._context, frame.subjects[0])
        return Attribution(speaker, _span(self._context.predicate(frame.clause))) if speaker else None

    def _cued(self, clause: Clause, own: Frame | None = None) -> list[Attribution]:
        used = {a.head for a in own.subjects} if own else set()
        return [attribution for token, attribution in self.source_phrases(clause) if token.i not in used]

    def source_phrases(self, clause: Clause) -> list[tuple[Token, Attribution]]:
        """Read "laut X", "X zufolge", "nach Angaben von X", "so X", "wie X sagte" around a predicate.

        Returns:
            The head of each phrase and the speaker that it names.
        """
        if clause.predicate not in self._phrases:
            self._phrases[clause.predicate] = list(self._source_phrases(clause))
        return self._phrases[clause.predicate]

    def _source_phrases(self, clause: Clause) -> Iterator[tuple[Token, Attribution]]:
        for token in self._context.predicate(clause).children:
            if not (scheme.is_nominal(token) or scheme.is_clausal(token)):
                continue
            preposition = scheme.preposition_of(token)
            cue = next((child for child in token.children if child.lower_ == "so" and child.i < token.i), None)
            found: list[Attribution | None] = []
            if is_headline_speaker(token):
                found.extend(self._named(token, token))
            elif preposition in _CUE_PREPOSITIONS:
                found.extend(self._source_phrase(token, preposition))
            elif cue is not None and scheme.is_noun(token) and token.i > clause.predicate:
                found.extend(self._named(token, cue))
            elif scheme.is_clausal(token) and token.i in self._frames and _opened_by_wie(token):
                found.append(self.speaker(self._frames[token.i]))
            yield from ((token, attribution) for attribution in found if attribution is not None)

    def _source_phrase(self, noun: Token, preposition: str) -> list[Attribution]:
        cue_noun = noun.lemma_.lower() in self._context.lexicon.cues
        if cue_noun:
            for child in noun.children:
                if (
                    scheme.is_nominal_modifier(child)
                    or scheme.is_possessor(child)
                    or scheme.preposition_of(child) == "von"
                    or scheme.is_genitive(child)
                ) and (named := self._named(child, noun)):
                    return named
            if preposition in _SOURCE_PREPOSITIONS and (named := self._named(noun, noun)):
                return named
            return []
        return self._named(noun, noun) if preposition in _SOURCE_PREPOSITIONS else []

    def _named(self, token: Token, cue: Token) -> list[Attribution]:
        argument = Argument("obl", token.i, tuple(t.i for t in scheme.np_tokens(token)))
        speaker = participants.actor(self._context, argument)
        return [Attribution(speaker, _span(cue))] if speaker else []

    def quoted(self, token: Token) -> list[Attribution]:
        """Find the frame of the quotation around a token: in its own sentence, else just before or after it."""
        quotation = self._context.quotation_at(token)
        if quotation is None:
            return []
        start, end = quotation
        number = self._context.sentence_of[token.i]
        first = next((n for n, sent in enumerate(self._context.sentences) if sent.end_char > start), number)
        last = max(
            (n for n in range(number, len(self._context.sentences)) if self._context.sentences[n].start_char < end),
            default=number,
        )
        for candidate in dict.fromkeys((number, last, first, last + 1, first - 1)):
            if 0 <= candidate < len(self._context.sentences) and (
                found := self._frame_outside(self._context.sentences[candidate], start, end)
            ):
                return [found]
        return []

    def _frame_outside(self, sent: DocSpan, start: int, end: int) -> Attribution | None:
        for token in sent:
            frame = self._frames.get(token.i)
            if (
                frame is not None
                and frame.sense.reporting
                and not start <= token.idx < end
                and (speaker := self.speaker(frame))
            ):
                return speaker
        return None

    def continued(self, clause: Clause) -> list[Attribution]:
        """Go on with the speaker of the sentence before, where a main clause stands in the Konjunktiv I.

        Sentence: "Peskow wies den Plan zurück. Er sei unannehmbar." -> the second is said by Peskow
        """
        root = clause
        for outer in self._context.clauses.above(clause):
            root = outer
        finite = scheme.finite_verb(self._context.predicate(root))
        mood = scheme.subjunctive(finite) if finite is not None else ""
        if not mood:
            return []
        number = self._context.sentence_of[root.predicate]
        # Konjunktiv II may as well be a wish or a condition: it goes on only from the sentence right before.
        reach = 3 if mood == "I" else 1
        for previous in range(number - 1, max(-1, number - 1 - reach), -1):
            if (
                "\n\n"
                in self._context.document.text[
                    self._context.sentences[previous].end_char : self._context.sentences[number].start_char
                ]
            ):
                return []
            if speaker := self._frame_in_sentence.get(previous):
                return [speaker]
        return []


def _is_clause(context: Context, argument: Argument) -> bool:
    return scheme.is_clausal(context.doc[argument.head])


def _opened_by_wie(token: Token) -> bool:
    return any(child.lower_ == "wie" for child in token.children)


def _unique(found: list[Attribution]) -> list[Attribution]:
    seen: set[str] = set()
    result = []
    for attribution in found:
        if attribution.speaker.entity.iri not in seen:
            seen.add(attribution.speaker.entity.iri)
            result.append(attribution)
    return result


def _span(token: Token) -> Span:
    return Span(token.text, token.idx, token.idx + len(token))
