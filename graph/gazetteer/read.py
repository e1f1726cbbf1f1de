"""Reads Turtle and CSV into plain statements: subject -> property -> values."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

from graph.errors import OntologyError
from graph.gazetteer.spelling import fold

DG = "https://w3id.org/diplograph/ontology#"
ENT = "https://w3id.org/diplograph/entity/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
WIKIDATA = "http://www.wikidata.org/entity/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
ACTORS = (
    "Person",
    "State",
    "Government",
    "InternationalOrganization",
    "ArmedGroup",
    "Party",
    "Media",
    "Group",
    "Organization",
)
_CSV_COLUMNS = ("label", "class", "other_labels", "wikidata", "adjective", "metonym", "gender")

_LABELS = frozenset((SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel"))

Facts = defaultdict[str, defaultdict[str, list[str]]]


def new_facts() -> Facts:
    """Give an empty set of statements."""
    return defaultdict(lambda: defaultdict(list))


def first(entry: Mapping[str, list[str]], prop: str) -> str | None:
    """Give the first value of a property, or None."""
    return next(iter(entry.get(prop, ())), None)


def read_turtle(path: Path, facts: Facts) -> None:
    """Add the statements of a Turtle file, English labels left out.

    Raises:
        OntologyError: the file cannot be read or is not Turtle.
    """
    try:
        for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            value = triple.object
            predicate = triple.predicate.value
            if predicate in _LABELS and value.language == "en":
                continue
            facts[triple.subject.value][predicate].append(value.value)
    except SyntaxError as error:
        raise OntologyError(
            f"{path}:{error.lineno or 1}", f"not Turtle: {error.msg}", "mend the file or leave it out"
        ) from error
    except OSError as error:
        raise OntologyError(str(path), error.strerror or "cannot be read", "check the path") from error


def read_csv(path: Path, facts: Facts) -> None:
    """Add the entities of a user's CSV file.

    Raises:
        OntologyError: the file cannot be read, its columns are others, or a row lacks label or class.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise OntologyError(str(path), "cannot be read as UTF-8 text", "check the path and the encoding") from error
    reader = csv.DictReader(text.splitlines())
    unknown = set(reader.fieldnames or ()) - set(_CSV_COLUMNS)
    if unknown or not {"label", "class"} <= set(reader.fieldnames or ()):
        raise OntologyError(
            f"{path}:1", "columns must be among " + ", ".join(_CSV_COLUMNS), "label and class are needed"
        )
    for row in reader:
        label, cls = (row["label"] or "").strip(), (row["class"] or "").strip()
        if not label or cls not in (*ACTORS, "Place"):
            raise OntologyError(
                f"{path}:{reader.line_num}",
                f"label {label!r}, class {cls!r}",
                "give a label and one of " + ", ".join((*ACTORS, "Place")),
            )
        entry = facts[ENT + re.sub(r"\W+", "-", fold(label).lower()).strip("-")]
        entry[TYPE].append(DG + cls)
        entry[SKOS + "prefLabel"].append(label)
        entry[SKOS + "altLabel"] += _cell(row, "other_labels")
        entry[SKOS + "exactMatch"] += [WIKIDATA + q for q in _cell(row, "wikidata")]
        for column in ("adjective", "metonym", "gender"):
            entry[DG + column] += _cell(row, column)


def _cell(row: Mapping[str, str | None], column: str) -> list[str]:
    return [part.strip() for part in (row.get(column) or "").split("|") if part.strip()]
