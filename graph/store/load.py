"""Files of quads back into a store: what an export wrote, or what others made.

A new store is filled by Oxigraph's bulk loader in a folder beside its place, which takes the store's name when all is
in: it is there whole or not at all. In a store that holds something already each graph of the files replaces its
namesake, several graphs to a transaction; the files then wait in a store of their own, because the lines of sorted
N-Quads are not in the order of the graphs.
"""

from __future__ import annotations

import gzip
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

import pyoxigraph
from rdflib import URIRef

from graph.errors import StoreError
from graph.store import embedded_folder, open_store
from graph.store.base import Quad, Store
from graph.store.locking import LOCK_NAME, lock_folder
from graph.store.oxigraph import OxigraphStore
from graph.store.terms import from_oxigraph

FORMATS = {
    "nq": pyoxigraph.RdfFormat.N_QUADS,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
}
"""Suffixes of the files that can be loaded: the syntaxes that name their graphs."""

_SUFFIX = ".loading"
_REMEDY = f"give a file ending in {', '.join(f'.{suffix}' for suffix in FORMATS)}, or one of these with .gz behind it"
OnBytes = Callable[[int], None]
OnGraph = Callable[[], None]
OnStore = Callable[[Store], None]


@dataclass(frozen=True, slots=True)
class Source:
    """A file to load.

    Attributes:
        name: as the user wrote it; "-" is standard input.
        format: its syntax.
    """

    name: str
    format: pyoxigraph.RdfFormat

    @classmethod
    def of(cls, name: str) -> Source:
        """Tell a file's syntax from its name; standard input holds N-Quads.

        Raises:
            StoreError: it is no file, or its name tells no syntax that keeps graphs apart.
        """
        if name == "-":
            return cls(name, FORMATS["nq"])
        found = FORMATS.get(name.lower().removesuffix(".gz").rpartition(".")[2])
        if found is None:
            raise StoreError(name, "its name tells no syntax of RDF that keeps articles apart", _REMEDY)
        if not Path(name).is_file():
            raise StoreError(name, "a folder, not a file" if Path(name).is_dir() else "no such file", _REMEDY)
        return cls(name, found)

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """Open it for reading, unpacked."""
        if self.name == "-":
            yield sys.stdin.buffer
            return
        with ExitStack() as files:
            file: BinaryIO = files.enter_context(open(self.name, "rb"))
            if self.name.lower().endswith(".gz"):
                yield cast(IO[bytes], files.enter_context(gzip.open(file)))
            else:
                yield file


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded.

    Attributes:
        graphs: how many.
        new: the store was made by it, and holds nothing else.
    """

    graphs: int
    new: bool


def load_store(
    spec: str,
    sources: Sequence[Source],
    *,
    prepare: OnStore | None = None,
    before: OnStore | None = None,
    on_bytes: OnBytes | None = None,
    on_graph: OnGraph | None = None,
) -> Loaded:
    """Load files into the store that a selector string names.

    What is linked across articles is loaded as the files have it; `graph.links.relink` makes it anew.

    Args:
        spec: the store, as for `open_store`.
        sources: what to load.
        prepare: called with a store that holds what was read, before it takes its place or is copied.
        before: called with a store that was there, before it is written.
        on_bytes: told how many bytes of a file have been read.
        on_graph: told of each graph that replaces one in a store that was there.

    Raises:
        StoreError: a file is faulty or cannot be read, or the store cannot be written.
    """
    folder = embedded_folder(spec)
    if folder is not None and (not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))):
        return Loaded(load_new(folder, sources, prepare=prepare, on_bytes=on_bytes), new=True)
    with open_store(spec) as store:
        beside = folder.absolute().parent if folder is not None else None
        count = load_into(
            store, sources, beside=beside, prepare=prepare, before=before, on_bytes=on_bytes, on_graph=on_graph
        )
        return Loaded(count, new=False)


def load_new(
    folder: Path, sources: Sequence[Source], *, prepare: OnStore | None = None, on_bytes: OnBytes | None = None
) -> int:
    """Make a new store of files and give the number of its graphs; it is there whole or not at all.

    Args:
        folder: where the store will be; nothing may be there but an empty folder.
        sources: what to load.
        prepare: called with the store before it takes its place.
        on_bytes: told how many bytes have been read.

    Raises:
        StoreError: a file is faulty or cannot be read, or the store cannot be written.
    """
    with _reported(str(folder)), _workplace(folder.parent, f".{folder.name}.") as place:
        graphs = _fill(place, sources, prepare, on_bytes, compact=True)
        _sync(place)
        os.rename(place, folder)
        _sync_folder(folder.parent)
    return graphs


def load_into(
    store: Store,
    sources: Sequence[Source],
    *,
    beside: Path | None = None,
    prepare: OnStore | None = None,
    before: OnStore | None = None,
    on_bytes: OnBytes | None = None,
    on_graph: OnGraph | None = None,
) -> int:
    """Replace graphs of a store by those of files, and give their number.

    Nothing is written where one of the files is faulty. Each graph is replaced whole or not at all; after an error or
    a kill some are new and some old, and loading again ends it.

    Args:
        store: where the graphs go.
        sources: what to load.
        beside: a folder on a disk with room for all; the system's temporary one where it is None.
        prepare: called with a store that holds what was read, before it is copied.
        before: called with the store once all files have been read, before it is written.
        on_bytes: told how many bytes have been read.
        on_graph: told of each graph that is about to be written.

    Raises:
        StoreError: a file is faulty or cannot be read, or the store cannot be written.
    """

    def graphs(read: pyoxigraph.Store) -> Iterator[tuple[URIRef, list[Quad]]]:
        for name in sorted(read.named_graphs(), key=str):
            iri = URIRef(name.value)
            found = read.quads_for_pattern(None, None, None, name)
            yield iri, [(*map(from_oxigraph, (q.subject, q.predicate, q.object)), iri) for q in found]  # type: ignore[misc]
            if on_graph is not None:
                on_graph()

    with _reported(store.name), _workplace(beside or Path(tempfile.gettempdir()), ".diplograph.") as place:
        _fill(place, sources, prepare, on_bytes, compact=False)
        if before is not None:
            before(store)
        return store.replace_many(graphs(pyoxigraph.Store.read_only(str(place))))


def _fill(
    place: Path, sources: Sequence[Source], prepare: OnStore | None, on_bytes: OnBytes | None, *, compact: bool
) -> int:
    """Fill a fresh store and give the number of its graphs, all of them named by an IRI."""
    store = pyoxigraph.Store(place)
    for source in sources:
        try:
            with source.opened() as file:
                stream = cast(IO[bytes], _Counted(file, on_bytes))
                store.bulk_load(stream, format=source.format)
        except (SyntaxError, ValueError, EOFError) as error:
            said = str(error).splitlines()[0][:200]
            raise StoreError(source.name, f"cannot be read: {said}", "nothing was loaded; mend the file") from None
    nameless = next(store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph()), None)
    if nameless is not None:
        what = f"a triple belongs to no graph: {str(nameless)[:120]}"
        raise StoreError(", ".join(source.name for source in sources), what, "nothing was loaded; name its graph")
    graphs = list(store.named_graphs())
    blank = next((name for name in graphs if isinstance(name, pyoxigraph.BlankNode)), None)
    if blank is not None:
        raise StoreError(", ".join(source.name for source in sources), f"the graph {blank} is named by no IRI")
    if prepare is not None:
        prepare(OxigraphStore.over(store, str(place)))
    if compact:
        # The bulk loader leaves ten files and more for each index, and every look-up reads all of them. The engine has
        # begun to merge them; closing the store would stop it.
        store.optimize()
    store.flush()
    return len(graphs)


class _Counted:
    """Reads a file in pieces, and tells how far it is."""

    def __init__(self, file: IO[bytes], on_bytes: OnBytes | None) -> None:
        self._file = file
        self._on_bytes = on_bytes
        self._read = 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._read += len(data)
        if self._on_bytes is not None:
            self._on_bytes(self._read)
        return data


@contextmanager
def _workplace(parent: Path, prefix: str) -> Iterator[Path]:
    """Make a locked folder that is gone at the end, unless it has been renamed; sweep up what killed loads left."""
    parent.mkdir(parents=True, exist_ok=True)
    _sweep(parent, prefix)
    place = parent / f"{prefix}{secrets.token_hex(6)}{_SUFFIX}"
    place.mkdir()
    try:
        lock = lock_folder(place, read_only=False)
        try:
            yield place
        finally:
            if lock is not None:
                lock.close()
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _sweep(parent: Path, prefix: str) -> None:
    """Remove the folders of loads that were killed; those at work hold their lock."""
    for left in parent.iterdir():
        if not (left.name.startswith(prefix) and left.name.endswith(_SUFFIX)):
            continue
        try:
            lock = lock_folder(left, read_only=False) if (left / LOCK_NAME).exists() else None
        except StoreError:
            continue
        if lock is not None:
            shutil.rmtree(left, ignore_errors=True)
            lock.close()


@contextmanager
def _reported(where: str) -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise StoreError(
            where, f"cannot be loaded ({said})", "nothing was lost; check disk space and rights"
        ) from error


def _sync(folder: Path) -> None:
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":  # a folder cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
