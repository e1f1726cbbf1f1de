"""Claims as statements in the sense of discourse network analysis: an actor agrees or disagrees with a concept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from graph.errors import GraphError
from graph.gazetteer import load_concepts
from graph.network.filters import ACTORS, Row, StatementFilter, check_names, check_values, fits, value_of
from graph.query import question
from graph.query.claims import all_claims
from graph.store import Store

DUPLICATES = ("include", "document", "week", "month", "year", "acrossrange")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement.

    Attributes:
        actor: IRI of who says or does it; a name where the actors are outlets or authors.
        topic: concept (local name) or object (IRI) that it is about.
        agreement: whether the actor is for it.
        document: the article's id.
        day: the article's date.
        time: its date and time of day, where the store has one (codings imported from DNA).
    """

    actor: str
    topic: str
    agreement: bool
    document: str
    day: date | None
    time: datetime | None = None

    @property
    def moment(self) -> datetime | None:
        """When it was published, midnight where only the day is known."""
        return self.time or (None if self.day is None else datetime.combine(self.day, time.min))


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
    check_names(chosen)
    rows = all_claims(store).records()
    check_values(rows, chosen)
    actors = {str(row[0]) for row in store.select(question("entities").sparql) if str(row[2]) == "actor"}
    concept_names = load_concepts().labels
    names: dict[str, str] = {}
    found: list[Statement] = []
    seen: set[str | None] = set()
    for row in rows:
        actor, label = _actor(row, chosen.actor, actors)
        topic = row["concept"] if chosen.topic == "concept" else row["object"]
        if row["claim"] in seen or not actor or not topic or not fits(row, chosen):
            continue
        seen.add(row["claim"])
        names.setdefault(actor, _one_line(label or actor))
        names.setdefault(
            topic,
            _one_line(concept_names.get(topic, topic) if chosen.topic == "concept" else row["object_label"] or topic),
        )
        agreement = int(str(row["stance"])) > 0
        found.append(Statement(actor, topic, agreement, str(row["document"]), _day(row["date"]), _time(row["issued"])))
    return sorted(found, key=lambda entry: (entry.moment or datetime.min, entry.document)), names


def without_duplicates(
    statements: Iterable[Statement], rule: str, *, ignore_agreement: bool = False
) -> list[Statement]:
    """Keep the first of identical statements.

    Args:
        statements: in the order of time.
        rule: within what two statements count once: "document", calendar "week" (Monday to Sunday), "month", "year",
            the whole time ("acrossrange"); "include" keeps all.
        ignore_agreement: the same actor and topic are enough to be identical; else the agreement must be the same,
            too. As in DNA, networks that ignore the agreement do so here already.

    Raises:
        GraphError: there is no such rule.
    """
    if rule not in DUPLICATES:
        raise GraphError(f"duplicates {rule!r}", "is not a rule for duplicates", f"rules are {', '.join(DUPLICATES)}")
    if rule == "include":
        return list(statements)
    kept: dict[tuple[object, ...], Statement] = {}
    for statement in statements:
        agreement = None if ignore_agreement else statement.agreement
        kept.setdefault((statement.actor, statement.topic, agreement, _period(statement, rule)), statement)
    return list(kept.values())


def _period(statement: Statement, rule: str) -> object:
    """Give what two statements must share to be duplicates; without a date, the article."""
    if rule == "acrossrange":
        return None
    if rule == "document" or statement.day is None:
        return statement.document
    if rule == "week":
        return tuple(statement.day.isocalendar())[:2]
    return (statement.day.year, statement.day.month) if rule == "month" else statement.day.year


def _actor(row: Row, variable: str, actors: set[str]) -> tuple[str | None, str | None]:
    """Give the node that a claim speaks for and its name, None where it has none."""
    if variable == "subject":
        return (row["subject"] if row["subject"] in actors else None), row["subject_label"]
    found = row[ACTORS[variable][-1]]
    return found, value_of(row, variable) or found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _time(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None) if text else None
    except ValueError:  # a foreign store may hold any literal
        return None


def _one_line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
