"""The embedded store: Oxigraph in a folder, or in memory."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import pyoxigraph
from rdflib import URIRef
from rdflib.term import Node

from graph.errors import QueryError, StoreError
from graph.store.base import Quad, Rows, Triple
from graph.store.dataset import named_graphs
from graph.store.locking import LOCK_NAME, lock_folder
from graph.store.sorting import sorted_lines
from graph.store.syntax import bind, check_query
from graph.store.terms import from_oxigraph, sorted_triples
from graph.store.updates import removal, replacements

_TRIPLES_A_TRANSACTION = 50_000


class OxigraphStore:
    """An Oxigraph store on disk, held by one writer or by any number of readers at a time.

    Args:
        folder: where it lies; None for a store in memory.
        read_only: open what is there and refuse writing.

    Raises:
        StoreError: the folder is no store, is damaged, cannot be written, or another process holds it.
    """

    def __init__(self, folder: Path | None, *, read_only: bool = False) -> None:
        self.name = "memory" if folder is None else str(folder)
        self._read_only = read_only
        self._lock: IO[bytes] | None = None
        if folder is None:
            self._store: pyoxigraph.Store | None = pyoxigraph.Store()
            return
        _check_folder(folder, read_only=read_only)
        self._lock = lock_folder(folder, read_only=read_only)
        try:
            with self._errors("cannot be opened"):
                self._store = pyoxigraph.Store.read_only(str(folder)) if read_only else pyoxigraph.Store(folder)
        except StoreError:
            self.close()
            raise

    @classmethod
    def over(cls, engine: pyoxigraph.Store, name: str) -> Self:
        """Make a store of an engine that somebody else has opened, and has locked where that is needed."""
        made = cls(None)
        made.name, made._store = name, engine
        return made

    def replace(self, graph: URIRef, quads: Iterable[Quad]) -> None:
        """Put these quads in the place of all that the graph held, whole or not at all, flushed on return."""
        self.replace_many([(graph, quads)])

    def replace_many(self, graphs: Iterable[tuple[URIRef, Iterable[Quad]]]) -> int:
        """Replace many graphs, several to a transaction, each whole or not at all, and give their number."""
        self._check_writable()
        total = 0
        for update, count in replacements(graphs, triples=_TRIPLES_A_TRANSACTION):
            self._update(update)
            total += count
        return total

    def remove(self, graph: URIRef) -> None:
        """Take a named graph away; one that is not there is no error."""
        self._check_writable()
        self._update(removal(graph))

    def graphs(self) -> list[URIRef]:
        """Give the names of all graphs that hold a triple, sorted."""
        with self._errors("cannot be read"):
            store = self._opened()
            names = [name for name in store.named_graphs() if isinstance(name, pyoxigraph.NamedNode)]
            filled = (name for name in names if any(store.quads_for_pattern(None, None, None, name)))
            return sorted(URIRef(name.value) for name in filled)

    def select(self, sparql: str, substitutions: Mapping[str, Node] | None = None) -> Rows:
        """Ask a SELECT query, with terms bound to some of its variables."""
        with self._errors("cannot be read"):
            answer = self._query(sparql, substitutions, "SELECT")
            assert isinstance(answer, pyoxigraph.QuerySolutions)
            variables = tuple(variable.value for variable in answer.variables)
            rows = tuple(tuple(None if t is None else from_oxigraph(t) for t in solution) for solution in answer)
        return Rows(variables, rows)

    def ask(self, sparql: str, substitutions: Mapping[str, Node] | None = None) -> bool:
        """Ask an ASK query."""
        with self._errors("cannot be read"):
            return bool(self._query(sparql, substitutions, "ASK"))

    def construct(self, sparql: str, substitutions: Mapping[str, Node] | None = None) -> list[Triple]:
        """Ask a CONSTRUCT or DESCRIBE query; the triples come sorted, each once."""
        with self._errors("cannot be read"):
            answer = self._query(sparql, substitutions, "CONSTRUCT", "DESCRIBE")
            assert isinstance(answer, pyoxigraph.QueryTriples)
            return sorted_triples(answer)

    def quads(self) -> Iterator[Quad]:
        """Give every quad of the named graphs, in no promised order."""
        for quad in self._named():
            s, p, o = (from_oxigraph(term) for term in (quad.subject, quad.predicate, quad.object))
            yield s, p, o, URIRef(str(quad.graph_name)[1:-1])

    def nquads(self) -> Iterator[bytes]:
        """Give every quad of the named graphs as lines of N-Quads, sorted by their bytes, each once."""
        return sorted_lines(f"{quad} .\n".encode() for quad in self._named())

    def close(self) -> None:
        """Let go of the store and its lock; closing twice is no error."""
        self._store = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _opened(self) -> pyoxigraph.Store:
        if self._store is None:
            raise StoreError(self.name, "the store has been closed", "open it again")
        return self._store

    def _check_writable(self) -> None:
        if self._read_only:
            raise StoreError(self.name, "the store was opened for reading only", "open it for writing")

    def _query(
        self, sparql: str, substitutions: Mapping[str, Node] | None, *forms: str
    ) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples:
        """Ask a query; a pattern outside of GRAPH is asked of all graphs, unless FROM names some."""
        form = check_query(sparql)
        if form not in forms:
            raise QueryError("query", f"is {form}, not {' or '.join(forms)}")
        union = not named_graphs(sparql, "")
        return self._opened().query(bind(sparql, substitutions or {}), use_default_graph_as_union=union)

    def _update(self, update: str) -> None:
        """Run this in one transaction, then make sure that it is on disk."""
        with self._errors("cannot be written"):
            self._opened().update(update)
            self._opened().flush()

    def _named(self) -> Iterator[pyoxigraph.Quad]:
        with self._errors("cannot be read"):
            for quad in self._opened():
                if isinstance(quad.graph_name, pyoxigraph.NamedNode):
                    yield quad

    @contextmanager
    def _errors(self, what: str) -> Iterator[None]:
        """Turn what the engine raises into one line that names the store."""
        try:
            yield
        except (OSError, RuntimeError) as error:
            remedy = "nothing was deleted; check disk space and rights, or rebuild it from its N-Quads elsewhere"
            raise StoreError(self.name, f"the store {what} ({error})", remedy) from error


def _check_folder(folder: Path, *, read_only: bool) -> None:
    """Refuse a path that is no store, before the engine would write files into it."""
    where = str(folder)
    try:
        if folder.exists() and not folder.is_dir():
            raise StoreError(where, "a file, not the folder of a store", "name a folder")
        names = os.listdir(folder) if folder.exists() else []
        if names and "CURRENT" not in names and LOCK_NAME not in names:
            raise StoreError(where, "the folder holds other files and no store", "name an empty or new folder")
        if read_only and "CURRENT" not in names:
            raise StoreError(where, "no store is here", "build one first: diplograph build … --store " + where)
        if not read_only:
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(where, f"cannot be used as a store ({error.strerror})", "name another folder") from error
