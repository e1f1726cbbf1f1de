"""RDF syntaxes written by Oxigraph's serialisers, with headers in a fixed order (its own order changes from run to run)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from typing import IO, cast

import pyoxigraph
from rdflib import URIRef

from graph.store.base import Triple
from graph.store.terms import to_oxigraph_triple

_ROOT = re.compile(rb"<rdf:RDF((?: [\w:]+=\"[^\"]*\")*)>")
_ATTRIBUTE = re.compile(rb" [\w:]+=\"[^\"]*\"")


def turtle_header(prefixes: Mapping[str, str]) -> bytes:
    """Write the prefix declarations of Turtle or TriG, sorted, with an empty line behind them."""
    lines = [f"@prefix {name}: <{prefixes[name]}> .\n" for name in sorted(prefixes)]
    return "".join([*lines, "\n" if lines else ""]).encode()


def turtle_body(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> bytes:
    """Write triples as Turtle in the order given, neighbours of one subject in one block, without the header."""
    ready = [to_oxigraph_triple(triple) for triple in triples]
    return _without_header(pyoxigraph.serialize(ready, format=pyoxigraph.RdfFormat.TURTLE, prefixes=dict(prefixes)))


def trig_body(graph: URIRef, triples: Iterable[Triple], prefixes: Mapping[str, str]) -> bytes:
    """Write the triples of one graph as a block of TriG in the order given, without the header."""
    name = pyoxigraph.NamedNode(str(graph))
    ready = [pyoxigraph.Quad(t.subject, t.predicate, t.object, name) for t in map(to_oxigraph_triple, triples)]
    return _without_header(pyoxigraph.serialize(ready, format=pyoxigraph.RdfFormat.TRIG, prefixes=dict(prefixes)))


def write_rdf_xml(triples: Iterable[Triple], out: IO[bytes], prefixes: Mapping[str, str]) -> None:
    """Write triples as RDF/XML in the order given; any number of them, one at a time."""
    target = cast(IO[bytes], _SortedRoot(out))  # only its write() is called
    pyoxigraph.serialize(
        map(to_oxigraph_triple, triples), target, pyoxigraph.RdfFormat.RDF_XML, prefixes=dict(prefixes)
    )


def _without_header(text: bytes | None) -> bytes:
    lines = (text or b"").splitlines(keepends=True)
    while lines and lines[0].startswith(b"@prefix "):
        lines.pop(0)
    return b"".join(lines).replace(b" .\n", b" .\n\n")  # an empty line after each subject; literals hold no raw newline


class _SortedRoot(io.RawIOBase):
    """Passes bytes on, with the namespace declarations of the root element sorted."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._head: bytes | None = b""

    def writable(self) -> bool:
        return True

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        if self._head is None:
            self._out.write(data)
            return len(data)
        self._head += bytes(data)
        match = _ROOT.search(self._head)
        if match:
            root = b"<rdf:RDF" + b"".join(sorted(_ATTRIBUTE.findall(match[1]))) + b">"
            self._out.write(self._head[: match.start()] + root + self._head[match.end() :])
            self._head = None
        return len(data)
