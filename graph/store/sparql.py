"""A store behind any SPARQL 1.1 server: query, update and graph store protocol."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

import pyoxigraph
from rdflib import URIRef
from rdflib.term import Node

from graph.errors import QueryError, StoreError
from graph.store.base import Quad, Rows, Triple
from graph.store.endpoint import Connection, Credentials, Endpoints
from graph.store.sorting import sorted_lines
from graph.store.syntax import bind, check_query
from graph.store.terms import from_oxigraph, sorted_triples, sparql_term
from graph.store.updates import ntriples, removal, replacements

_TRIPLES_A_REQUEST = 20_000
_TIMEOUT_S = 300.0
_SERVERS_OWN = frozenset(
    {
        "http://localhost:8890/DAV/",
        "http://localhost:8890/sparql",
        "http://localuriqaserver/sparql",
        "http://www.openlinksw.com/schemas/virtrdf#",
        "http://www.w3.org/2002/07/owl#",
        "http://www.w3.org/ns/ldp#",
    }
)
"""Graphs that Virtuoso makes for itself; they are no articles, and without some of them it does not work."""
_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples, text/turtle;q=0.5"


class SparqlStore:
    """A SPARQL 1.1 server, asked anew for everything: nothing is cached here.

    Args:
        endpoints: its addresses.
        credentials: who we are to it.
        read_only: refuse writing before asking the server.
        timeout: seconds that the server may stay silent.
    """

    def __init__(
        self,
        endpoints: Endpoints,
        credentials: Credentials | None = None,
        *,
        read_only: bool = False,
        timeout: float = _TIMEOUT_S,
    ) -> None:
        self.name = endpoints.query
        self._endpoints = endpoints
        self._read_only = read_only
        self._connection = Connection(endpoints.query, credentials or Credentials(), timeout=timeout)

    def replace(self, graph: URIRef, quads: Iterable[Quad]) -> None:
        """Put these quads in the place of all that the graph held, by one PUT of the graph store protocol."""
        self._check_writable()
        lines = ntriples(graph, quads)
        if not lines:
            self.remove(graph)
            return
        url = self._endpoints.graph(str(graph))
        body = "".join(f"{line}\n" for line in lines).encode()
        self._connection.send("PUT", url, body=body, media="application/n-triples")

    def replace_many(self, graphs: Iterable[tuple[URIRef, Iterable[Quad]]]) -> int:
        """Replace many graphs by updates of 20,000 triples or more, and give their number."""
        self._check_writable()
        total = 0
        for update, count in replacements(graphs, triples=_TRIPLES_A_REQUEST):
            self._update(update)
            total += count
        return total

    def remove(self, graph: URIRef) -> None:
        """Take a named graph away; one that is not there is no error."""
        self._check_writable()
        self._update(removal(graph))

    def graphs(self) -> list[URIRef]:
        """Give the names of all graphs that hold a triple, sorted."""
        return sorted(self._sizes())

    def select(self, sparql: str, substitutions: Mapping[str, Node] | None = None) -> Rows:
        """Ask a SELECT query, with terms bound to some of its variables."""
        answer = self._results(sparql, substitutions, "SELECT")
        if not isinstance(answer, pyoxigraph.QuerySolutions):
            raise StoreError(self.name, "the server answers SELECT with a boolean")
        variables = tuple(variable.value for variable in answer.variables)
        try:
            rows = tuple(tuple(None if t is None else from_oxigraph(t) for t in solution) for solution in answer)
        except (SyntaxError, ValueError) as error:
            raise self._garbled(error) from None
        return Rows(variables, rows)

    def ask(self, sparql: str, substitutions: Mapping[str, Node] | None = None) -> bool:
        """Ask an ASK query."""
        return bool(self._results(sparql, substitutions, "ASK"))

    def construct(self, sparql: str, substitutions: Mapping[str, Node] | None = None) -> list[Triple]:
        """Ask a CONSTRUCT or DESCRIBE query; the triples come sorted, each once."""
        return sorted_triples(self._triples(sparql, substitutions, "CONSTRUCT", "DESCRIBE"))

    def quads(self) -> Iterator[Quad]:
        """Give every quad of the named graphs, graph by graph."""
        for graph, triples in self._dump():
            for s, p, o in sorted_triples(triples):
                yield s, p, o, graph

    def nquads(self) -> Iterator[bytes]:
        """Give every quad of the named graphs as lines of N-Quads, sorted by their bytes, each once."""
        return sorted_lines(
            f"{t.subject} {t.predicate} {t.object} {sparql_term(graph)} .\n".encode()
            for graph, triples in self._dump()
            for t in triples
        )

    def close(self) -> None:
        """Nothing is held open between two requests."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _check_writable(self) -> None:
        if self._read_only:
            raise StoreError(self.name, "the store was opened for reading only", "open it for writing")

    def _update(self, update: str) -> None:
        self._connection.send("POST", self._endpoints.update, body=update.encode(), media="application/sparql-update")

    def _ask_server(
        self, sparql: str, substitutions: Mapping[str, Node] | None, accept: str, *forms: str
    ) -> tuple[bytes, str]:
        form = check_query(sparql)
        if form not in forms:
            raise QueryError("query", f"is {form}, not {' or '.join(forms)}")
        body = urlencode({"query": bind(sparql, substitutions or {})}).encode("ascii")
        media = "application/x-www-form-urlencoded"
        return self._connection.send("POST", self._endpoints.query, body=body, media=media, accept=accept)

    def _results(
        self, sparql: str, substitutions: Mapping[str, Node] | None, form: str
    ) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean:
        body, _ = self._ask_server(sparql, substitutions, _RESULTS, form)
        try:
            return pyoxigraph.parse_query_results(body, pyoxigraph.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise self._garbled(error) from None

    def _triples(self, sparql: str, substitutions: Mapping[str, Node] | None, *forms: str) -> list[pyoxigraph.Quad]:
        body, media = self._ask_server(sparql, substitutions, _TRIPLES, *forms)
        syntax = pyoxigraph.RdfFormat.from_media_type(media) or pyoxigraph.RdfFormat.N_TRIPLES
        try:
            return list(pyoxigraph.parse(body, syntax))
        except (SyntaxError, ValueError) as error:
            raise self._garbled(error) from None

    def _garbled(self, error: Exception) -> StoreError:
        return StoreError(self.name, f"the server's answer cannot be read ({error})", "is this its query address?")

    def _sizes(self) -> dict[URIRef, int]:
        rows = self.select("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        return {g: int(str(n)) for g, n in rows if isinstance(g, URIRef) and str(g) not in _SERVERS_OWN}

    def _dump(self) -> Iterator[tuple[URIRef, list[pyoxigraph.Quad]]]:
        """Fetch graph after graph and compare the counts, since some servers cut long answers without a word."""
        for graph, size in sorted(self._sizes().items()):
            query = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"
            triples = self._triples(query, {"g": graph}, "CONSTRUCT")
            if len({str(t) for t in triples}) != size:
                what = f"graph <{graph}> has {size} triples, but the server gave {len(triples)}"
                raise StoreError(self.name, what, "raise the server's limit of rows, or let other writers finish")
            yield graph, triples
