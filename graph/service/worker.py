"""The process that evaluates queries, one at a time; it has no network and may be killed at any moment.

Its master writes requests to standard input and reads replies from standard output: a line of JSON, and behind a reply
as many bytes as the line says. A line {"stage": "checked"} comes before the reply once the query has been found legal.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import nullcontext
from itertools import islice
from pathlib import Path
from typing import IO, Any

import pyoxigraph
from rdflib import Literal

from graph.errors import GraphError, QueryError
from graph.service.media import negotiate, offers
from graph.service.results import write_rows, write_triples
from graph.service.sandbox import close_network, limit_memory, set_alarm
from graph.store import Rows
from graph.store.dataset import named_graphs
from graph.store.locking import lock_folder
from graph.store.syntax import check_query
from graph.store.terms import from_oxigraph, sorted_triples

_GRACE = 2.0  # seconds that the master has to kill us before the alarm does


class Evaluator:
    """Answers requests from one store.

    Args:
        store: opened for reading.
        rows: rows or triples of an answer at most.
        size: bytes of an answer at most.
    """

    def __init__(self, store: pyoxigraph.Store, *, rows: int, size: int) -> None:
        self._store = store
        self._rows = rows
        self._size = size

    def check(self, request: dict[str, Any]) -> tuple[str, str]:
        """Give form and media type of an answer.

        Raises:
            QueryError: the query is faulty, not allowed, or names a graph that the store does not hold.
            LookupError: no syntax that the client accepts suits it.
        """
        sparql, base = request["query"], request["base"]
        try:
            form = check_query(sparql)
        except QueryError as error:
            form = _with_base(sparql, base, error)
        for iri in named_graphs(sparql, base):
            if not self._holds(iri):
                raise QueryError("query", f"FROM <{iri}> is no graph of this store, and nothing is fetched")
        media = negotiate(request["accept"], form)
        if media is None:
            raise LookupError(f"an answer to {form} can be had as {', '.join(offers(form))}")
        return form, media

    def answer(self, request: dict[str, Any], form: str, media: str) -> tuple[bytes, bool]:
        """Evaluate a checked request and give the answer and whether it was cut."""
        syntax = offers(form)[media]
        found = self._store.query(request["query"], base_iri=request["base"], **_dataset(request))
        if isinstance(found, pyoxigraph.QueryBoolean):
            return write_rows(Rows(("answer",), ((Literal(bool(found)),),), form), syntax), False
        if isinstance(found, pyoxigraph.QueryTriples):
            some = list(islice(found, self._rows + 1))
            return write_triples(sorted_triples(some[: self._rows]), syntax), len(some) > self._rows
        variables = tuple(variable.value for variable in found.variables)
        rows = [tuple(None if t is None else from_oxigraph(t) for t in row) for row in islice(found, self._rows + 1)]
        return write_rows(Rows(variables, tuple(rows[: self._rows]), form), syntax), len(rows) > self._rows

    def reply(self, request: dict[str, Any], out: IO[bytes]) -> None:
        """Answer one request, or say why not."""
        try:
            form, media = self.check(request)
            _send(out, {"stage": "checked"})
            body, cut = self.answer(request, form, media)
        except GraphError as error:
            _send(out, {"status": 400}, str(error).encode("utf-8", "replace"))
        except LookupError as error:
            _send(out, {"status": 406}, str(error).encode())
        except MemoryError:
            _send(out, {"status": 503}, b"the query needs more memory than it may have")
        except OSError:
            _send(out, {"status": 503}, b"the store cannot be read")
        except (ValueError, RuntimeError) as error:
            _send(out, {"status": 400}, f"the query cannot be evaluated: {error}".encode("utf-8", "replace"))
        else:
            if len(body) > self._size:
                _send(out, {"status": 503}, b"the answer is too large; ask for less, with LIMIT or shorter values")
            else:
                _send(out, {"status": 200, "media": media, "cut": cut}, body)

    def _holds(self, iri: str) -> bool:
        try:
            return self._store.contains_named_graph(pyoxigraph.NamedNode(iri))
        except ValueError:
            return False


def main(folder: str, timeout: float, rows: int, memory: int, size: int) -> None:
    """Serve requests from standard input until it ends.

    Args:
        folder: the store.
        timeout, rows, memory, size: bounds of a request, see Limits.
    """
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print must not get between the replies
    close_network()
    limit_memory(memory)
    try:
        lock = lock_folder(Path(folder), read_only=True)
        store = pyoxigraph.Store.read_only(folder)
    except (GraphError, OSError) as error:
        _send(out, {"status": 503}, str(error).encode("utf-8", "replace"))
        return
    _send(out, {"status": 200})
    evaluator = Evaluator(store, rows=rows, size=size)
    with lock or nullcontext():
        for line in sys.stdin.buffer:
            set_alarm(timeout + _GRACE)
            evaluator.reply(json.loads(line), out)
            set_alarm(0)


def _with_base(sparql: str, base: str, error: QueryError) -> str:
    """Check a query again with a base for its relative IRIs; where that does not help, its first fault counts."""
    try:
        return check_query(f"BASE <{base}> {sparql}")
    except QueryError:
        raise error from None


def _dataset(request: dict[str, Any]) -> dict[str, Any]:
    """Give the graphs to ask: those of the protocol, else those of the query, else the union of all.

    Articles are named graphs and the default graph is empty, so a pattern outside of GRAPH is asked of all of them.
    """
    default, named = request["default"], request["named"]
    if default or named:
        return {
            "default_graph": [pyoxigraph.NamedNode(iri) for iri in default],
            "named_graphs": [pyoxigraph.NamedNode(iri) for iri in named],
        }
    return {"use_default_graph_as_union": not named_graphs(request["query"], request["base"])}


def _send(out: IO[bytes], head: dict[str, Any], body: bytes = b"") -> None:
    out.write(json.dumps({**head, "length": len(body)}).encode() + b"\n" + body)
    out.flush()
