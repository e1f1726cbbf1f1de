"""Claims as statements in the sense of discourse network analysis: an actor agrees or disagrees with a concept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from graph.errors import GraphError, QueryError
from graph.gazetteer import load_concepts
from graph.model import Modality
from graph.query import question
from graph.rdf.relations import relations
from graph.store import Store

DUPLICATES = ("include", "document", "week", "month", "year", "range")
TOPICS = ("concept", "object")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement.

    Attributes:
        actor: IRI of who says or does it.
        topic: concept (local name) or object (IRI) that it is about.
        agreement: whether the actor is for it.
        document: the article's id.
        day: the article's date.
    """

    actor: str
    topic: str
    agreement: bool
    document: str
    day: date | None


@dataclass(frozen=True, slots=True)
class StatementFilter:
    """Which claims count as statements.

    Claims without a stance ("berät sich mit") never do: they neither agree nor disagree.

    Attributes:
        topic: what actors are tied to: "concept" (whatever it is called) or "object" (each proposal by itself).
        relations, concepts, modalities: local names; empty for all.
        since, until: articles from and up to this day.
        hearsay: count what one actor says of another's stance, too; else only what the article or the actor says.
    """

    topic: str = "concept"
    relations: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    hearsay: bool = False


def read_statements(store: Store, filters: StatementFilter | None = None) -> tuple[list[Statement], dict[str, str]]:
    """Read the statements of a store.

    Args:
        store: where the claims are.
        filters: which of them count.

    Returns:
        The statements by day, article and place in the text; and the names of all actors and topics.

    Raises:
        GraphError: a filter names something that does not exist.
        StoreError: the store cannot be read.
    """
    chosen = filters or StatementFilter()
    _check(chosen)
    actors = {str(row[0]) for row in store.select(question("entities").sparql) if str(row[2]) == "actor"}
    concept_names = load_concepts().labels
    names: dict[str, str] = {}
    found: list[Statement] = []
    seen: set[str | None] = set()
    for row in store.select(question("claims").sparql).records():
        topic = row["concept"] if chosen.topic == "concept" else row["object"]
        if row["claim"] in seen or row["subject"] not in actors or not topic or not _fits(row, chosen):
            continue
        seen.add(row["claim"])
        actor = str(row["subject"])
        names.setdefault(actor, _one_line(row["subject_label"] or actor))
        names.setdefault(
            topic,
            _one_line(concept_names.get(topic, topic) if chosen.topic == "concept" else row["object_label"] or topic),
        )
        found.append(Statement(actor, topic, int(str(row["stance"])) > 0, str(row["document"]), _day(row["date"])))
    return sorted(found, key=lambda statement: (statement.day or date.min, statement.document)), names


def without_duplicates(statements: Iterable[Statement], rule: str) -> list[Statement]:
    """Keep the first of identical statements.

    Args:
        statements: in the order of time.
        rule: within what two statements count once: "document", calendar "week", "month", "year", the whole "range";
            "include" keeps all. As in DNA, identical means the same actor, topic and agreement.

    Raises:
        GraphError: there is no such rule.
    """
    if rule not in DUPLICATES:
        raise GraphError(f"duplicates {rule!r}", "is not a rule for duplicates", f"rules are {', '.join(DUPLICATES)}")
    if rule == "include":
        return list(statements)
    kept: dict[tuple[object, ...], Statement] = {}
    for statement in statements:
        kept.setdefault((statement.actor, statement.topic, statement.agreement, _period(statement, rule)), statement)
    return list(kept.values())


def _period(statement: Statement, rule: str) -> object:
    """Give what two statements must share to be duplicates; without a date, the article."""
    if rule == "range":
        return None
    if rule == "document" or statement.day is None:
        return statement.document
    if rule == "week":
        return tuple(statement.day.isocalendar())[:2]
    return (statement.day.year, statement.day.month) if rule == "month" else statement.day.year


def _fits(row: Mapping[str, str | None], chosen: StatementFilter) -> bool:
    day = row["date"] or ""
    return (
        row["stance"] != "0"
        and (not chosen.relations or row["relation"] in chosen.relations)
        and (not chosen.concepts or row["concept"] in chosen.concepts)
        and (not chosen.modalities or row["modality"] in chosen.modalities)
        and (chosen.hearsay or row["source"] in (None, row["subject"]))
        and (chosen.since is None or day >= chosen.since.isoformat())
        and (chosen.until is None or "" < day <= chosen.until.isoformat())
    )


def _check(chosen: StatementFilter) -> None:
    _known("topic", (chosen.topic,), TOPICS)
    _known("relation", chosen.relations, tuple(relations()))
    _known("concept", chosen.concepts, tuple(sorted(load_concepts().labels)))
    _known("modality", chosen.modalities, tuple(value.value for value in Modality))


def _known(what: str, given: tuple[str, ...], possible: tuple[str, ...]) -> None:
    for value in given:
        if value not in possible:
            near = get_close_matches(value, possible, n=5, cutoff=0.5) or possible[:10]
            raise QueryError(f"{what} {value!r}", "is not known", f"possible are {', '.join(near)}")


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:  # a foreign store may hold any literal
        return None


def _one_line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
