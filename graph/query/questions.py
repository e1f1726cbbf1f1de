"""The library of named questions: one .rq file each, documented in its head.

A head is made of comment lines:

    # title (de): Wer lehnt was ab?
    # title (en): Who rejects what?
    # description: What the question answers, over
    #   as many lines as it needs.
    # param actor (entity, optional): what the parameter does
    # example: actor="Juri Uschakow"
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from graph.errors import QueryError

LIBRARY = Path(__file__).parent / "library"
TYPES = ("text", "iri", "entity", "concept", "relation", "date", "integer", "count")

_FIELD = re.compile(r"# (title \((?:de|en)\)|description|param \w+ \([a-z, ]+\)|example): (.*)")
_PARAMETER = re.compile(r"param (\w+) \(([a-z]+)(, optional)?\)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a question.

    Attributes:
        name: the query's variable, without question mark.
        type: text, iri, entity (IRI or name), concept (IRI or local name), relation (local name), date, integer,
            or count (an integer of 1 or more).
        required: the question makes no sense without it.
        description: what it does.
    """

    name: str
    type: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Question:
    """A query with its documentation."""

    name: str
    title_de: str
    title_en: str
    description: str
    parameters: tuple[Parameter, ...]
    example: str
    sparql: str


@cache
def library() -> tuple[Question, ...]:
    """Give all named questions, by name.

    Raises:
        QueryError: a file's head is incomplete.
    """
    return tuple(read_question(path.read_text("utf-8"), path.stem) for path in sorted(LIBRARY.glob("*.rq")))


def question(name: str) -> Question:
    """Give a named question.

    Raises:
        QueryError: there is none of this name; the nearest names are told.
    """
    names = {entry.name: entry for entry in library()}
    if name in names:
        return names[name]
    near = get_close_matches(name, names, n=3, cutoff=0.4)
    remedy = f"did you mean {' or '.join(near)}?" if near else "'diplograph query' lists the questions"
    raise QueryError(f"question {name!r}", "there is no question of this name", remedy)


def read_question(text: str, name: str) -> Question:
    """Read a query and the documentation in its head.

    Args:
        text: content of a .rq file; a head is not needed, except for the library's own.
        name: file name without suffix.

    Raises:
        QueryError: a parameter has an unknown type, or the library's file lacks a field.
    """
    fields = _fields(text)
    parameters = tuple(_parameter(key, value, name) for key, value in fields.items() if key.startswith("param"))
    missing = [key for key in ("title (de)", "title (en)", "description", "example") if not fields.get(key)]
    if missing and (LIBRARY / f"{name}.rq").exists():
        raise QueryError(f"{name}.rq", f"the head lacks {', '.join(missing)}")
    return Question(
        name=name,
        title_de=fields.get("title (de)", ""),
        title_en=fields.get("title (en)", ""),
        description=fields.get("description", ""),
        parameters=parameters,
        example=fields.get("example", ""),
        sparql=text,
    )


def _fields(text: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if match := _FIELD.fullmatch(line.rstrip()):
            key = match[1]
            fields[key] = match[2].strip()
        elif key and line.startswith("#   "):
            fields[key] += " " + line[1:].strip()
    return fields


def _parameter(key: str, description: str, name: str) -> Parameter:
    match = _PARAMETER.fullmatch(key)
    if match is None or match[2] not in TYPES:
        raise QueryError(f"{name}.rq", f"{key!r} is not a parameter", f"types are {', '.join(TYPES)}")
    return Parameter(match[1], match[2], match[3] is None, description)
