"""The engines that answer: a store of ours, in a process that is ended when it takes too long, and rdflib's memory."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Protocol

from rdflib import Dataset

from graph.errors import GraphError
from graph.query import question, run
from graph.query.run import terms_of
from graph.store import Store, open_store
from graph.store.syntax import bind


@dataclass(frozen=True, slots=True)
class Answer:
    """Seconds by the clock, seconds that the process worked, and rows."""

    wall: float
    cpu: float
    rows: int


class Engine(Protocol):
    """Something that answers a named question, or SPARQL text."""

    def ask(self, text: str, params: Mapping[str, str]) -> int:
        """Ask, and give the number of rows."""


class OfStore:
    """A store of ours."""

    def __init__(self, spec: str) -> None:
        self._store: Store = open_store(spec, read_only=True)

    def ask(self, text: str, params: Mapping[str, str]) -> int:
        return len(run(self._store, text, params))


class OfRdflib:
    """rdflib's memory store, with the same query text; names are looked up in a store of ours beside it."""

    def __init__(self, spec: str) -> None:
        file, _, beside = spec.removeprefix("rdflib:").partition("|")
        self._data = Dataset(default_union=False)
        self._data.parse(file, format="nquads")
        self._beside = open_store(beside, read_only=True)

    def ask(self, text: str, params: Mapping[str, str]) -> int:
        if params or " " not in text:
            asked = question(text)
            text = bind(asked.sparql, terms_of(self._beside, asked, params))
        return len(list(self._data.query(text)))


class Timed:
    """An engine in a process of its own.

    Args:
        spec: a store as for `open_store`, or "rdflib:FILE.nq|STORE".
        limit: seconds after which a question is given up, and the process is ended.
    """

    def __init__(self, spec: str, limit: float) -> None:
        self._spec = spec
        self._limit = limit
        self._worker: BaseProcess | None = None
        self._pipe: Connection | None = None

    def ask(self, text: str, params: Mapping[str, str]) -> Answer | None:
        """Ask and time; None where it took too long or was refused."""
        pipe = self._started()
        pipe.send((text, dict(params)))
        if not pipe.poll(self._limit):
            self.close()
            return None
        answer: Answer | None = pipe.recv()
        return answer

    def close(self) -> None:
        if self._worker is not None:
            self._worker.kill()
            self._worker.join()
        self._worker = self._pipe = None

    def _started(self) -> Connection:
        if self._pipe is None:
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._worker = context.Process(target=_serve, args=(self._spec, theirs), daemon=True)
            self._worker.start()
            self._pipe.recv()  # it has opened its store
        return self._pipe


def _serve(spec: str, pipe: Connection) -> None:
    engine: Engine = OfRdflib(spec) if spec.startswith("rdflib:") else OfStore(spec)
    pipe.send(Path(spec).name)
    while True:
        text, params = pipe.recv()
        begin, worked = time.perf_counter(), time.process_time()
        try:
            rows = engine.ask(text, params)
        except GraphError:
            pipe.send(None)
            continue
        pipe.send(Answer(time.perf_counter() - begin, time.process_time() - worked, rows))
