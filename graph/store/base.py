"""What every store can do, and the shape of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from rdflib import URIRef
from rdflib.term import Node

Quad = tuple[Node, Node, Node, URIRef]
Triple = tuple[Node, Node, Node]


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a question.

    Attributes:
        variables: column names in the order of the query.
        rows: one term or None per column; the store's order, which is fixed only where the query says ORDER BY.
        form: SELECT, ASK (one row, one xsd:boolean), CONSTRUCT or DESCRIBE (columns subject, predicate, object).
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Node | None, ...], ...]
    form: str = "SELECT"

    def __iter__(self) -> Iterator[tuple[Node | None, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def records(self) -> list[dict[str, str | None]]:
        """Give each row as column name -> text, None where unbound."""
        return [
            {name: None if term is None else str(term) for name, term in zip(self.variables, row, strict=True)}
            for row in self.rows
        ]


class Store(Protocol):
    """A place for quads, one named graph an article.

    Every method raises StoreError (QueryError for a faulty query) and nothing else for what a user can mend.
    """

    @property
    def name(self) -> str:
        """The store as the user would name it in a message."""

    def replace(self, graph: URIRef, quads: Iterable[Quad]) -> None:
        """Put these quads in the place of all that the graph held, whole or not at all, safe on disk on return."""

    def replace_many(self, graphs: Iterable[tuple[URIRef, Iterable[Quad]]]) -> int:
        """Replace many graphs, several to a transaction, and give their number.

        Each graph is replaced whole or not at all; after an error or a kill a prefix of them has been written.
        """

    def remove(self, graph: URIRef) -> None:
        """Take a named graph away; one that is not there is no error."""

    def graphs(self) -> list[URIRef]:
        """Give the names of all graphs that hold a triple, sorted."""

    def select(self, sparql: str, substitutions: Mapping[str, Node] | None = None) -> Rows:
        """Ask a SELECT query, with terms bound to some of its variables."""

    def ask(self, sparql: str, substitutions: Mapping[str, Node] | None = None) -> bool:
        """Ask an ASK query."""

    def construct(self, sparql: str, substitutions: Mapping[str, Node] | None = None) -> list[Triple]:
        """Ask a CONSTRUCT or DESCRIBE query; the triples come sorted, each once."""

    def quads(self) -> Iterator[Quad]:
        """Give every quad of the named graphs, in no promised order."""

    def nquads(self) -> Iterator[bytes]:
        """Give every quad of the named graphs as lines of N-Quads, sorted by their bytes, each once."""

    def close(self) -> None:
        """Let go of the store; closing twice is no error."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
