"""Where the quads are kept: one interface over an embedded Oxigraph store and any SPARQL 1.1 server."""

from __future__ import annotations

import os
from pathlib import Path

from graph.errors import StoreError
from graph.store.base import Quad, Rows, Store, Triple
from graph.store.endpoint import Credentials, Endpoints
from graph.store.oxigraph import OxigraphStore
from graph.store.sparql import SparqlStore

__all__ = ["OxigraphStore", "Quad", "Rows", "SparqlStore", "Store", "Triple", "embedded_folder", "open_store"]

_REMEDY = "give a folder, oxigraph:FOLDER, oxigraph: (memory) or the http(s) address of a SPARQL 1.1 server"


def open_store(spec: str, *, read_only: bool = False) -> Store:
    """Open the store that a selector string names.

    User, password or token of a server are taken from DIPLOGRAPH_STORE_USER, DIPLOGRAPH_STORE_PASSWORD and
    DIPLOGRAPH_STORE_TOKEN, never from the address. DIPLOGRAPH_STORE_UPDATE_URL and DIPLOGRAPH_STORE_GRAPHS_URL name a
    server's update and graph store addresses where they cannot be told from the query address.

    Args:
        spec: "FOLDER" or "oxigraph:FOLDER" (embedded, made if missing), "oxigraph:" (in memory), "http(s)://…" or
            "sparql:http(s)://…" (a server's query address).
        read_only: refuse writing; an embedded store must then exist already.

    Raises:
        StoreError: the selector is malformed, or the store cannot be opened.
    """
    kind, colon, rest = spec.partition(":")
    if kind in ("http", "https") and rest.startswith("//"):
        return _open_server(spec, read_only=read_only)
    if kind == "sparql" and colon:
        return _open_server(rest, read_only=read_only)
    return OxigraphStore(embedded_folder(spec), read_only=read_only)


def embedded_folder(spec: str) -> Path | None:
    """Give the folder of the embedded store that a selector string names; None for memory and for servers.

    Raises:
        StoreError: the selector is malformed.
    """
    kind, colon, rest = spec.partition(":")
    if kind in ("http", "https", "sparql") and colon:
        return None
    if kind == "oxigraph" and colon:
        return _folder(rest) if rest else None
    if not spec.strip() or "://" in spec:
        raise StoreError(spec or "store", "not the name of a store", _REMEDY)
    return _folder(spec)


def _folder(text: str) -> Path:
    if "\0" in text:
        raise StoreError(repr(text), "a path cannot hold a zero byte", _REMEDY)
    return Path(text)


def _open_server(url: str, *, read_only: bool) -> SparqlStore:
    environment = os.environ.get
    endpoints = Endpoints.of(
        url,
        update=environment("DIPLOGRAPH_STORE_UPDATE_URL"),
        graphs=environment("DIPLOGRAPH_STORE_GRAPHS_URL"),
    )
    credentials = Credentials(
        user=environment("DIPLOGRAPH_STORE_USER"),
        password=environment("DIPLOGRAPH_STORE_PASSWORD"),
        token=environment("DIPLOGRAPH_STORE_TOKEN"),
    )
    return SparqlStore(endpoints, credentials, read_only=read_only)
