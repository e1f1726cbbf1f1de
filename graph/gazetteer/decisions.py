"""A user's own decisions on which names mean one and which mean two: a CSV file with the columns a, b, decision.

Rows look like "Ryanair,Ryan Air,same" and "Union,CDU/CSU,different".
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from graph.errors import OntologyError
from graph.gazetteer.spelling import stem, words_of

COLUMNS = ("a", "b", "decision")


@dataclass(frozen=True, slots=True)
class Decision:
    """That two names mean the same actor, who then bears the first of them, or that they do not.

    Attributes:
        a, b: names, or IRIs of entities.
        same: the decision.
    """

    a: str
    b: str
    same: bool


def is_decisions(path: Path) -> bool:
    """Tell by its first line whether a CSV file holds decisions and not entities."""
    try:
        with path.open(encoding="utf-8-sig") as lines:
            return tuple(cell.strip() for cell in lines.readline().split(",")) == COLUMNS
    except (OSError, UnicodeDecodeError):
        return False


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Read a file of decisions.

    Raises:
        OntologyError: it cannot be read, its columns are others, or a row lacks a name or decides nothing.
    """
    if not is_decisions(path):
        raise OntologyError(f"{path}:1", "no file of decisions", "the first line must be " + ",".join(COLUMNS))
    found = []
    reader = csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())
    for row in reader:
        a, b, decision = ((row[column] or "").strip() for column in COLUMNS)
        if not a or not b or decision not in ("same", "different"):
            raise OntologyError(
                f"{path}:{reader.line_num}",
                f"{a!r}, {b!r}, {decision!r}",
                "give two names and same or different",
            )
        found.append(Decision(a, b, decision == "same"))
    return tuple(found)


def name_key(name: str) -> tuple[str, ...]:
    """Give what inflected forms of a name have in common.

    >>> name_key("Freien Stadt") == name_key("Freie Stadt")
    True
    """
    return tuple(stem(word) for word in words_of(name))
