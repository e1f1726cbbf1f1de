"""Files of quads into a store, and the links across articles made to fit."""

from __future__ import annotations

from collections.abc import Sequence

from graph.gazetteer import Decision, Gazetteer
from graph.links.derive import forget, held_decisions, relink
from graph.rdf.iris import is_iri
from graph.store import Store, embedded_folder, open_store
from graph.store.load import Loaded, OnBytes, OnGraph, Source, load_store


def load_linked(
    spec: str,
    sources: Sequence[Source],
    gazetteer: Gazetteer,
    *,
    on_bytes: OnBytes | None = None,
    on_graph: OnGraph | None = None,
) -> Loaded:
    """Load files into a store, as `load_store` does, and make the links anew where they are not those of its articles.

    They are where one file makes a new store, which then holds what the file holds. A load into a store that is killed leaves it
    without links, but the decisions that they were made with; loading again, or the next build, makes them.

    Args:
        spec: the store, as for `open_store`.
        sources: what to load.
        gazetteer: whose state a person stands for, and the user's decisions; where it has none, those hold that the
            links of the store and of the files were made with.
        on_bytes: told how many bytes of a file have been read.
        on_graph: told of each graph that replaces one in a store that was there.

    Raises:
        StoreError: a file is faulty or cannot be read, or the store cannot be written.
    """
    there = _is_there(spec)
    base, held = _linked_before(spec) if there else (None, ())

    def prepare(files: Store) -> None:
        own = _base(files) if there or len(sources) > 1 else None
        if own is not None:
            forget(files, base=own, also=held)

    def before(store: Store) -> None:
        if base is not None:
            forget(store, base=base)

    loaded = load_store(spec, sources, prepare=prepare, before=before, on_bytes=on_bytes, on_graph=on_graph)
    if there or len(sources) > 1:
        with open_store(spec) as store:
            now = _base(store)
            if now is not None:
                relink(store, gazetteer, base=now, also=held)
    return loaded


def _is_there(spec: str) -> bool:
    folder = embedded_folder(spec)
    return folder is None or (folder / "CURRENT").exists()


def _linked_before(spec: str) -> tuple[str | None, tuple[Decision, ...]]:
    with open_store(spec, read_only=True) as store:
        base = _base(store)
        return base, held_decisions(store, base) if base is not None else ()


def _base(store: Store) -> str | None:
    """Give the start of the IRIs that the runs over the store's articles have; None where no article is in it."""
    bases = {str(run).rpartition("run/")[0] for (run,) in store.select(_RUNS)}
    return min((base for base in bases if base.endswith("/") and is_iri(base)), default=None)


_RUNS = """
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT DISTINCT ?run WHERE { GRAPH ?article { ?run prov:used ?article } }
"""
