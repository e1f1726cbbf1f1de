"""Claims as JSON lines, CSV and plain records, as `diplograph extract` prints them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from graph.export.table import csv_text
from graph.model import Claim, Participant, Proposition, Quotation, Span, TimeExpression

_COLUMNS = (
    "id", "document", "sentence_start", "sentence_end", "sentence_text", "subject_text", "subject_start", "subject_end",
    "subject_label", "subject_iri", "subject_type", "relation", "object_text", "object_start", "object_end",
    "object_label", "object_iri", "object_type", "object_concept", "negated", "modality", "source_text", "source_label",
    "source_iri", "conditions", "place_label", "place_iri", "time_text", "time_value", "quote", "trigger_text",
    "trigger_lemma", "confidence", "attribution", "rules",
)  # fmt: skip


def claim_record(claim: Claim) -> dict[str, Any]:
    """Give a claim as the record that its JSON line holds.

    The keys and their order are a promise to other tools. `attribution` is the whole chain of speakers, outermost
    first, each with its cue; `source` is its last link.
    """
    return {
        "id": claim.id,
        "document": claim.document,
        "sentence": {"start": claim.sentence.start, "end": claim.sentence.end, "text": claim.sentence.text},
        "subject": _participant(claim.subject),
        "relation": claim.relation,
        "object": _participant(claim.object),
        "negated": claim.negated,
        "modality": claim.modality.value,
        "source": None if claim.source is None else _participant(claim.source),
        "conditions": [_participant(condition) for condition in claim.conditions],
        "place": None if claim.place is None else _participant(claim.place),
        "time": None
        if claim.time is None
        else {
            "text": claim.time.text,
            "start": claim.time.start,
            "end": claim.time.end,
            "value": claim.time.value or None,
        },
        "quote": None if claim.quote is None else _span(claim.quote),
        "trigger": {"text": claim.trigger.text, "lemma": claim.trigger.lemma},
        "confidence": round(claim.confidence, 4),
        "attribution": [
            {"speaker": _participant(link.speaker), "cue": None if link.cue is None else _span(link.cue)}
            for link in claim.attribution
        ],
        "rules": list(claim.rules),
    }


def jsonl(claims: Iterable[Claim]) -> Iterator[str]:
    """Give one JSON line a claim; lone surrogates come escaped, so that every line is valid UTF-8."""
    for claim in claims:
        text = json.dumps(claim_record(claim), ensure_ascii=False)
        yield (text if _encodable(text) else json.dumps(claim_record(claim))) + "\n"


def claims_csv(claims: Iterable[Claim], *, header: bool = True) -> str:
    """Give claims as CSV, one row each; lists are joined with " | ".

    Args:
        claims: what to write.
        header: begin with the column names; false for what is appended to an earlier piece.
    """
    text = csv_text(_COLUMNS, ([_cell(value) for value in _row(claim)] for claim in claims))
    return text if header else text.partition("\r\n")[2]


def _participant(participant: Participant) -> dict[str, Any]:
    entity = participant.entity
    record: dict[str, Any] = {
        "text": participant.text,
        "start": participant.start,
        "end": participant.end,
        "label": entity.label,
        "iri": entity.iri,
        "type": entity.kind.value,
    }
    if entity.concept is not None:
        record["concept"] = entity.concept
    return record


def _span(span: Span) -> dict[str, Any]:
    return {"text": span.text, "start": span.start, "end": span.end}


def _row(claim: Claim) -> Iterator[object]:
    subject, obj, source, place, time = claim.subject, claim.object, claim.source, claim.place, claim.time
    yield from (claim.id, claim.document, claim.sentence.start, claim.sentence.end, claim.sentence.text)
    yield from (subject.text, subject.start, subject.end)
    yield from (subject.entity.label, subject.entity.iri, subject.entity.kind.value, claim.relation)
    yield from (obj.text, obj.start, obj.end, obj.entity.label, obj.entity.iri, obj.entity.kind.value)
    yield from (obj.entity.concept, "true" if claim.negated else "false", claim.modality.value)
    yield from (source.text, source.entity.label, source.entity.iri) if source else (None, None, None)
    yield " | ".join(condition.text for condition in claim.conditions)
    yield from (place.entity.label, place.entity.iri) if place else (None, None)
    yield from (time.text, time.value) if time else (None, None)
    yield claim.quote.text if claim.quote else None
    yield from (claim.trigger.text, claim.trigger.lemma, round(claim.confidence, 4))
    yield " | ".join(link.speaker.entity.label for link in claim.attribution)
    yield " | ".join(claim.rules)


def _cell(value: object) -> object:
    return value if not isinstance(value, str) or _encodable(value) else ascii(value)[1:-1]


def _encodable(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)


def quotation_line(document: str, quotation: Quotation) -> str:
    """Give a quotation as a JSON line: who is reported to have said what, with the offsets of the words."""
    speaker = quotation.speaker
    return _line(
        {
            "document": document,
            "quote": _span(quotation.quote),
            "speaker": None if speaker is None else _participant(speaker),
            "cue": None if quotation.cue is None else _span(quotation.cue),
            "type": quotation.kind,
        }
    )


def time_line(document: str, expression: TimeExpression) -> str:
    """Give an expression of time as a JSON line with its TimeML-like value."""
    return _line(
        {
            "document": document,
            "text": expression.text,
            "start": expression.start,
            "end": expression.end,
            "value": expression.value,
        }
    )


def proposition_line(document: str, proposition: Proposition) -> str:
    """Give an open triple as tab-separated words: document, sentence from 1, subject, predicate, arguments."""
    fields = (
        document,
        str(proposition.sentence + 1),
        proposition.subject,
        proposition.predicate,
        *proposition.arguments,
    )
    return "\t".join(" ".join(field.split()) for field in fields) + "\n"


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"
