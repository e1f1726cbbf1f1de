"""Claims for correction by hand in Label Studio: tasks with the claims as predictions, and the labelling set-up.

Subjects and objects are regions of the article's text; a claim is a relation between two regions whose labels are the
claim's relation, its modality where it is not asserted, and "negated". Label Studio was chosen over INCEpTION (UIMA
CAS) because a task is plain JSON with offsets in characters, relations may bear several labels, and regions keep the
ids that we give them, so that what was corrected can be traced to its claim.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import IO, Any
from xml.sax.saxutils import quoteattr

from graph.export.archive import write_archive
from graph.export.claims_table import Value, full_rows
from graph.model import Document, Kind, Modality
from graph.query.texts import article_texts
from graph.rdf import relations
from graph.store import Store

_NEGATED = "negated"
_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#999999")  # Okabe and Ito
_NEEDED = ("subject_start", "object_start")
_SHOWN = (
    "claim",
    "relation",
    "subject_label",
    "object_label",
    "source_label",
    "conditions",
    "place_label",
    "time_text",
)
Record = Mapping[str, Value]


def write_label_studio(store: Store, out: IO[bytes], articles: Iterable[Document] = ()) -> None:
    """Write a zip archive of tasks.json (one task an article, to be imported) and config.xml (the labelling set-up).

    Args:
        store: what to write.
        out: where to.
        articles: where the texts are taken from; else they are made of the sentences that claims stand in.

    Raises:
        ExportError: an article has changed since its claims were found.
    """
    texts = article_texts(store, articles)
    by_article: dict[str, list[Record]] = {id_: [] for id_ in texts}
    for row in full_rows(store):
        if row["document"] in by_article and all(name in row for name in _NEEDED):  # foreign claims may have no places
            by_article[str(row["document"])].append(row)
    tasks = [_task(id_, texts[id_], rows) for id_, rows in by_article.items() if rows]
    content = (json.dumps(tasks, ensure_ascii=False, indent=1) + "\n").encode()
    write_archive(out, {"tasks.json": content, "config.xml": config().encode()})


def config() -> str:
    """Give the labelling set-up: regions by kind of thing, relations, modalities and negation as labels of relations."""
    kinds = [f"    <Label value={quoteattr(kind.value)} background={quoteattr(colour)}/>" for kind, colour in _kinds()]
    names = [*relations(), *(value.value for value in Modality if value is not Modality.ASSERTED), _NEGATED]
    return "\n".join(
        (
            "<View>",
            '  <Header value="$title"/>',
            '  <Relations choice="multiple">',
            *(f"    <Relation value={quoteattr(name)}/>" for name in names),
            "  </Relations>",
            '  <Labels name="label" toName="text">',
            *kinds,
            "  </Labels>",
            '  <Text name="text" value="$text" granularity="word"/>',
            "</View>",
            "",
        )
    )


def _kinds() -> Iterable[tuple[Kind, str]]:
    return zip(Kind, _COLOURS, strict=True)


def _task(id_: str, text: str, rows: list[Record]) -> dict[str, Any]:
    """Make the task of an article, with one prediction by each model or coder."""
    first = rows[0]
    data = {
        "document": id_,
        "title": str(first.get("title", id_)),
        "date": str(first.get("date", "")),
        "publisher": str(first.get("publisher", "")),
        "text": text,
        "claims": [{name: row[name] for name in _SHOWN if name in row} for row in rows],
    }
    makers = dict.fromkeys(_maker(row) for row in rows)
    predictions = [
        {"model_version": maker, "result": _result(text, [row for row in rows if _maker(row) == maker])}
        for maker in makers
    ]
    return {"data": data, "predictions": predictions}


def _maker(row: Record) -> str:
    return str(row.get("coder") or f"{row.get('model', '')} {row.get('model_version', '')}".strip())


def _result(text: str, rows: list[Record]) -> list[dict[str, Any]]:
    """Give regions, each place and kind once, and the relations between them."""
    regions: dict[str, dict[str, Any]] = {}
    ties = []
    for row in rows:
        ends = [_region(text, row, part) for part in ("subject", "object")]
        for region in ends:
            regions.setdefault(region["id"], region)
        labels = [str(row["relation"])]
        labels += [str(row["modality"])] if row["modality"] != Modality.ASSERTED.value else []
        labels += [_NEGATED] if row["negated"] == "true" else []
        start, end = (region["id"] for region in ends)
        ties.append({"type": "relation", "from_id": start, "to_id": end, "direction": "right", "labels": labels})
    return [*regions.values(), *ties]


def _region(text: str, row: Record, part: str) -> dict[str, Any]:
    start, end = int(row[f"{part}_start"]), int(row[f"{part}_end"])
    kind = _kind(str(row[f"{part}_class"]))
    return {
        "id": f"{kind}-{start}-{end}",
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {"start": start, "end": end, "text": text[start:end], "labels": [kind]},
    }


def _kind(cls: str) -> str:
    """Give the kind of thing that a class is of; the classes that have no kind of their own are actors'."""
    name = cls.lower()
    if name in set(Kind):
        return name
    return Kind.OTHER.value if name in ("", "entity") else Kind.ACTOR.value
