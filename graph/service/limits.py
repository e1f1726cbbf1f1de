"""How much one request may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one request.

    Attributes:
        timeout: seconds that a query may take; also the longest wait for a free worker.
        rows: rows or triples of an answer; what is cut is told in a header.
        memory: bytes of address space of a worker.
        body: bytes of a request's body.
        answer: bytes of an answer.
        workers: queries that run at a time.
    """

    timeout: float = 10.0
    rows: int = 10_000
    memory: int = 2 << 30
    body: int = 1 << 20
    answer: int = 64 << 20
    workers: int = 4
