"""Which claims count as statements: by relation, concept, modality and time, and by the value of any variable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from graph.errors import QueryError
from graph.gazetteer import load_concepts
from graph.model import Modality
from graph.rdf.relations import relations

TOPICS = ("concept", "object")
_MOST_NAMED = 12
MACHINE = "diplograph"
"""Value of the variable coder for claims that no person coded."""

ACTORS: Mapping[str, tuple[str, ...]] = {
    "subject": ("subject_label", "subject"),
    "organization": ("organization_label", "organization"),
    "source": ("source_label", "source"),
    "publisher": ("publisher",),
    "author": ("author",),
}
"""What the actors of a network may be -> the columns of a claim that name it, the identifier last."""

VARIABLES: Mapping[str, tuple[str, ...]] = {
    **ACTORS,
    "concept": ("concept",),
    "object": ("object_label", "object"),
    "relation": ("relation",),
    "modality": ("modality",),
    "agreement": ("stance",),
    "document": ("document",),
    "coder": ("coder",),
}
"""Variables that statements are included or excluded by -> the columns whose value may be given."""

Row = Mapping[str, str | None]
Values = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StatementFilter:
    """Which claims count as statements, and what they tie.

    Claims without a stance ("berät sich mit") never count: they neither agree nor disagree.

    Attributes:
        topic: what actors are tied to: "concept" (whatever it is called) or "object" (each proposal by itself).
        relations, concepts, modalities: local names; empty for all.
        since, until: articles from and up to this day.
        hearsay: count what one actor says of another's stance, too; else only what the article or the actor says.
        actor: who the actors are: the claims' subjects, the organizations in whose name they speak, the sources, or the
            articles' publishers or authors.
        include: pairs (variable, value): only statements that have one of the values given for each variable.
        exclude: pairs (variable, value): no statement that has one of these values.
    """

    topic: str = "concept"
    relations: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    hearsay: bool = False
    actor: str = "subject"
    include: Values = ()
    exclude: Values = ()


def check_names(chosen: StatementFilter) -> None:
    """Make sure that a filter names what exists in the ontology.

    Raises:
        QueryError: it does not; the message names what is near.
    """
    _known("topic", (chosen.topic,), TOPICS)
    _known("actor", (chosen.actor,), tuple(ACTORS))
    _known("relation", chosen.relations, tuple(relations()))
    _known("concept", chosen.concepts, tuple(sorted(load_concepts().labels)))
    _known("modality", chosen.modalities, tuple(value.value for value in Modality))
    _known("variable", tuple(name for name, _ in (*chosen.include, *chosen.exclude)), tuple(VARIABLES))


def check_values(rows: Iterable[Row], chosen: StatementFilter) -> None:
    """Make sure that every value to include or exclude is in the store: a mistyped one would go unnoticed.

    Raises:
        QueryError: it is not; the message names what is near.
    """
    wanted = {name for name, _ in (*chosen.include, *chosen.exclude)}
    present: dict[str, set[str]] = {name: set() for name in wanted}
    for row in rows:
        for name in wanted:
            present[name].update(_values(row, name))
    for name, value in (*chosen.include, *chosen.exclude):
        _known(name, (value,), tuple(sorted(present[name])))


def fits(row: Row, chosen: StatementFilter) -> bool:
    """Tell whether a claim (a row of the question "claims") counts as a statement."""
    day = row["date"] or ""
    return (
        row["stance"] != "0"
        and (not chosen.relations or row["relation"] in chosen.relations)
        and (not chosen.concepts or row["concept"] in chosen.concepts)
        and (not chosen.modalities or row["modality"] in chosen.modalities)
        and (chosen.hearsay or row["source"] in (None, row["subject"]))
        and (chosen.since is None or day >= chosen.since.isoformat())
        and (chosen.until is None or "" < day <= chosen.until.isoformat())
        and not any(value in _values(row, name) for name, value in chosen.exclude)
        and all(
            any(value in _values(row, name) for other, value in chosen.include if other == name)
            for name in {name for name, _ in chosen.include}
        )
    )


def value_of(row: Row, variable: str) -> str | None:
    """Give a variable's value for people: the label, else the identifier."""
    return next((row[column] for column in VARIABLES[variable] if row[column]), None)


def _values(row: Row, variable: str) -> set[str]:
    """Give everything by which the value of a variable may be named, the empty text where there is none."""
    if variable == "agreement":
        return {"true" if int(str(row["stance"])) > 0 else "false"}
    if variable == "coder":
        return {row["coder"] or MACHINE}
    return {str(row[column] or "") for column in VARIABLES[variable]}


def _known(what: str, given: tuple[str, ...], possible: tuple[str, ...]) -> None:
    for value in given:
        if value not in possible:
            near = get_close_matches(value, possible, n=5, cutoff=0.5) or possible[:_MOST_NAMED]
            raise QueryError(f"{what} {value!r}", "is not known", f"possible are {', '.join(near)}")
