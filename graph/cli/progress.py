"""Words on standard error while the work goes on: how far it is, and which articles could not be read."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

from graph.errors import IngestError

T = TypeVar("T")

_PATIENCE = 2.0
_INTERVAL = 0.2
_MOST_MESSAGES = 20


class Progress:
    """A counter line on a terminal, shown when the work takes longer than two seconds, and the tally of bad articles.

    Args:
        strict: raise at the first bad article instead of counting it.
        noun: what is counted.
    """

    def __init__(self, *, strict: bool = False, noun: str = "articles") -> None:
        self.strict = strict
        self.noun = noun
        self.done = 0
        self.bad = 0
        self._begun = time.monotonic()
        self._shown = 0.0
        self._terminal = sys.stderr.isatty()

    def count(self, items: Iterable[T]) -> Iterator[T]:
        """Hand the items on, counting each."""
        try:
            for item in items:
                yield item
                self.advance()
        finally:
            self.clear()

    def advance(self) -> None:
        """Count one more."""
        self.done += 1
        self._show(f"{self.done} {self.noun}", self.done)

    def _show(self, words: str, done: int = 0) -> None:
        now = time.monotonic()
        if self._terminal and now - self._begun > _PATIENCE and now - self._shown > _INTERVAL:
            self._shown = now
            speed = f", {done / (now - self._begun):.1f} a second" if done else ""
            click.echo(f"\r\x1b[K{words}{speed}", nl=False, err=True)

    def bytes_read(self, number: int) -> None:
        """Tell how much of a large file has been read."""
        self._show(f"{number / 1e6:.0f} MB read")

    def clear(self) -> None:
        """Take the counter line off the terminal."""
        if self._shown:
            self._shown = 0.0
            click.echo("\r\x1b[K", nl=False, err=True)

    def report(self, error: IngestError) -> None:
        """Tell of an article that cannot be read."""
        if self.strict:
            raise error
        self.bad += 1
        if self.bad <= _MOST_MESSAGES:
            self.clear()
            click.echo(f"diplograph: {error}", err=True)

    def finish(self) -> int:
        """Say how many articles could not be read, and give the exit code: 1 for some of them, 2 for all."""
        self.clear()
        if self.bad > _MOST_MESSAGES:
            click.echo(
                f"diplograph: {self.bad} articles could not be read, {_MOST_MESSAGES} of them named above", err=True
            )
        return 0 if not self.bad else 1 if self.done else 2
