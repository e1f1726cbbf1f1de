"""A page that needs no network: our template, its scripts allowed by their hashes, data as JSON, claims as records."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from rdflib import Graph, URIRef
from rdflib.namespace import RDFS, SKOS

from graph.export.view_rows import Row
from graph.export.view_style import SHAPES, STANCES
from graph.export.words import MESSAGES
from graph.model import Modality
from graph.namespaces import CON, DG, vocabulary
from graph.rdf.relations import relations
from graph.resources import ontology_path

_TEMPLATES = Path(__file__).parent / "templates"
_A_LINE = 250
_DANGEROUS = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def render(
    data: Mapping[str, Any],
    template: str,
    scripts: Sequence[str],
    vendor: str = "",
    later: Sequence[Mapping[str, Any]] = (),
) -> bytes:
    """Fill a page: scripts and style are allowed by their hashes, data is JSON that no markup can leave.

    Args:
        data: what the scripts read.
        template: name of the page's template.
        scripts: names of our scripts, in the order in which they run.
        vendor: a script of others that runs before ours.
        later: records that the scripts read when they have drawn, some hundred a line.
    """
    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=False, undefined=StrictUndefined)
    script = "".join((_TEMPLATES / name).read_text("utf-8") for name in scripts)
    parts = {
        "vendor": vendor,
        "script": f'"use strict";\n(() => {{\n{script}}})();\n',
        "style": (_TEMPLATES / "view.css").read_text("utf-8"),
    }
    policy = (
        f"default-src 'none'; script-src {_hash(parts['vendor'])} {_hash(parts['script'])}; "
        f"style-src {_hash(parts['style'])}; img-src data:; base-uri 'none'; form-action 'none'"
    )
    lines = "\n".join(_json(later[start : start + _A_LINE]) for start in range(0, len(later), _A_LINE))
    page = environment.get_template(template).render(policy=policy, data=_json(data), later=lines, **parts)
    return page.encode("utf-8", "replace")


def shared_data(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Give what every page knows: names of relations, concepts and modalities, looks, and words in both languages.

    Args:
        records: the page's claims, whose concepts are named.
    """
    concepts = {str(entry["concept"]) for entry in records if "concept" in entry}
    g = Graph().parse(ontology_path("concepts.ttl"), format="turtle")
    return {
        "relations": {name: {"de": r.label_de, "en": r.label_en} for name, r in relations().items()},
        "concepts": _labels(g, {name: CON[name] for name in sorted(concepts)}, SKOS.prefLabel),
        "modalities": _labels(vocabulary(), {value.value: DG[value.value] for value in Modality}, RDFS.label),
        "stances": {str(stance): look for stance, look in STANCES.items()},
        "shapes": {kind.value: {"shape": shape, "color": color} for kind, (shape, color) in SHAPES.items()},
        "messages": json.loads(MESSAGES.read_text("utf-8")),
    }


class Articles:
    """The articles of the claims, each told once."""

    def __init__(self, urls: Mapping[str, str]) -> None:
        self.records: list[dict[str, str]] = []
        self._urls = urls
        self._numbers: dict[str, int] = {}

    def number(self, row: Row) -> int:
        """Give an article's place in the list."""
        iri = str(row["article"])
        if iri not in self._numbers:
            self._numbers[iri] = len(self.records)
            told = {
                "id": row["document"],
                "title": row.get("title"),
                "date": row.get("date"),
                "outlet": row.get("publisher"),
                "url": self._urls.get(iri),
            }
            self.records.append({key: str(value) for key, value in told.items() if value is not None})
        return self._numbers[iri]


def record(
    row: Row, articles: Articles, numbers: Mapping[str, int], *, edge: int | None = None, group: int = 0
) -> dict[str, Any]:
    """Give what the panel tells of a claim; what is not known is left out."""
    known = {
        "edge": edge,
        "group": group,
        "subject": numbers.get(str(row["subject"]), str(row.get("subject_label", row["subject"]))),
        "object": numbers.get(str(row["object"]), str(row.get("object_label", row["object"]))),
        "relation": row["relation"],
        "negated": row["negated"] or None,
        "modality": row["modality"],
        "source": row.get("source_label"),
        "article": articles.number(row),
        "sentence": marked(str(row["sentence"]), str(row["trigger"])),
        "conditions": row.get("conditions"),
        "place": row.get("place_label"),
        "time": row.get("time"),
        "concept": row.get("concept"),
        "confidence": row["confidence"],
    }
    return {key: value for key, value in known.items() if value is not None}


def marked(sentence: str, trigger: str) -> list[str]:
    """Cut a sentence so that every second piece is a word of the trigger.

    >>> marked("Er lehnt die Waffenruhe ab.", "lehnt … ab")
    ['Er ', 'lehnt', ' die Waffenruhe ', 'ab', '.']
    """
    pieces, rest = [], sentence
    for word in trigger.split(" … "):
        match = (
            re.search(rf"(?<!\w){re.escape(word)}(?!\w)", rest) or re.search(re.escape(word), rest) if word else None
        )
        if match:
            pieces += [rest[: match.start()], match[0]]
            rest = rest[match.end() :]
    return [*pieces, rest]


def _labels(g: Graph, terms: Mapping[str, URIRef], prop: URIRef) -> dict[str, dict[str, str]]:
    return {
        name: {
            language: next(
                (str(x) for x in sorted(g.objects(term, prop), key=str) if getattr(x, "language", "") == language), name
            )
            for language in ("de", "en")
        }
        for name, term in terms.items()
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_DANGEROUS)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
