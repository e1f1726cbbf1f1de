"""Files for other tools, written whole or not at all, the same bytes for the same claims."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from graph.dna import write_dna
from graph.dna.write import DEFAULT_PASSWORD
from graph.errors import ExportError
from graph.export.claims_table import write_claims_csv, write_parquet
from graph.export.graphml import write_gexf, write_graphml
from graph.export.label_studio import write_label_studio
from graph.export.neo4j import write_neo4j
from graph.export.turtle import (
    write_jsonld,
    write_nquads,
    write_ntriples,
    write_rdfxml,
    write_trig,
    write_turtle,
)
from graph.ingest import read_documents
from graph.store import Store

__all__ = ["DEFAULT_PASSWORD", "FORMATS", "whole_file", "write"]

FORMATS: dict[str, Callable[[Store, IO[bytes]], None]] = {
    "ttl": write_turtle,
    "nt": write_ntriples,
    "nq": write_nquads,
    "trig": write_trig,
    "jsonld": write_jsonld,
    "rdf": write_rdfxml,
    "graphml": write_graphml,
    "gexf": write_gexf,
    "csv": write_claims_csv,
    "parquet": write_parquet,
    "dna": write_dna,
    "neo4j": write_neo4j,
    "labelstudio": write_label_studio,
}
"""File suffix to the function that writes it; "neo4j" and "labelstudio" are written as .neo4j.zip, .labelstudio.zip."""

WITH_TEXT = ("dna", "labelstudio")
"""Formats that hold the articles' texts."""

_OTHER_NAMES = {
    "turtle": "ttl",
    "ntriples": "nt",
    "nquads": "nq",
    "json-ld": "jsonld",
    "rdfxml": "rdf",
    "xml": "rdf",
    "owl": "rdf",
}


def write(
    store: Store,
    path: Path,
    *,
    format: str | None = None,
    articles: Sequence[str] = (),
    password: str = DEFAULT_PASSWORD,
) -> None:
    """Write what a store holds to a file.

    Args:
        store: what to write.
        path: the file, replaced whole at the end; an error leaves an older one untouched.
        format: a suffix of FORMATS; None takes the file's own.
        articles: files or folders with the articles, for formats that hold their texts.
        password: of the coders in a .dna file.

    Raises:
        ExportError: the format is unknown, has no place for texts, or the file cannot be written.
        IngestError: an article cannot be read.
        StoreError: the store cannot be read.
    """
    wanted = _wanted(path) if format is None else format.lower().removeprefix(".")
    name = _OTHER_NAMES.get(wanted, wanted)
    writer = FORMATS.get(name)
    if writer is None:
        what = f"{wanted!r} is not a known format" if wanted else "the file name has no suffix to tell the format"
        raise ExportError(str(path), what, f"formats are {', '.join(FORMATS)}")
    if articles and name not in WITH_TEXT:
        raise ExportError(
            f"format {name}", "holds no texts", f"leave the articles out; {', '.join(WITH_TEXT)} take them"
        )
    documents = read_documents(articles)
    with whole_file(path) as out:
        if name == "dna":
            write_dna(store, out, documents, password=password)
        elif name == "labelstudio":
            write_label_studio(store, out, documents)
        else:
            writer(store, out)


def _wanted(path: Path) -> str:
    """Give the suffix that tells the format: "neo4j" for "wissen.neo4j.zip"."""
    suffixes = [suffix.lower().removeprefix(".") for suffix in path.suffixes]
    return suffixes[-2] if suffixes[-1:] == ["zip"] and len(suffixes) > 1 else "".join(suffixes[-1:])


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write that takes its name only when all is written; an error leaves nothing behind.

    Raises:
        ExportError: it cannot be written.
    """
    if path.is_dir():
        raise ExportError(str(path), "a folder, not a file", "add a file name")
    if path.exists() and not path.is_file():  # a pipe or a device, which must not be replaced by a file
        with _reported(path), path.open("wb") as stream:
            yield stream
        return
    try:
        file = NamedTemporaryFile(dir=path.parent, prefix=f".{path.name[:80]}.", delete=False)  # noqa: SIM115
    except OSError as error:
        raise ExportError(
            str(path), f"cannot be written ({error.strerror})", "check the folder and its rights"
        ) from error
    try:
        with _reported(path), file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            os.chmod(file.name, 0o666 & ~_umask())
            os.replace(file.name, path)
    finally:
        Path(file.name).unlink(missing_ok=True)


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ExportError(str(path), f"cannot be written ({error.strerror})", "check disk space and rights") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
