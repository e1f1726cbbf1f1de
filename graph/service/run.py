"""Running the server: the store is tried and the port taken before anything starts."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from graph.errors import GraphError, StoreError
from graph.service.limits import Limits
from graph.store import open_store
from graph.store.locking import lock_folder

_MOST_CONNECTIONS = 200
_PATIENCE = 2  # seconds that open requests get when the server ends


def serve(
    store: str,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    cors: str | None = None,
    limits: Limits | None = None,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve a store until the process is told to stop.

    Args:
        store: folder of an embedded store, as `open_store` reads it.
        host: address to listen on.
        port: port to listen on; 0 takes a free one.
        cors: the one origin whose pages may ask from a browser, or "*".
        limits: bounds of a request.
        on_ready: called with the address once requests are answered.

    Raises:
        StoreError: the store cannot be read, or the port is taken.
    """
    import uvicorn

    from graph.service.app import application

    folder = _folder(store)
    with open_store(str(folder), read_only=True):
        pass
    listening = _listen(host, port)
    app = application(folder, limits or Limits(), host=host, cors=cors)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="on",
        ws="none",
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_graceful_shutdown=_PATIENCE,
    )

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if on_ready is not None and not self.should_exit:
                on_ready(_address(host, listening.getsockname()[1]))

    server = Server(config)
    with listening, lock_folder(folder, read_only=True) or nullcontext():  # also while no worker lives
        try:
            server.run(sockets=[listening])
        except KeyboardInterrupt:  # uvicorn has ended in order and raises the signal again
            return
    if not server.started:
        raise GraphError(store, "the server did not start", "see its message above")


def _folder(store: str) -> Path:
    """Give the folder that a selector names; a server elsewhere already has an endpoint."""
    kind, colon, rest = store.partition(":")
    if (kind in ("http", "https", "sparql") and colon) or store == "oxigraph:":
        raise StoreError(store, "only a store in a folder can be served", "give its folder")
    return Path(rest if kind == "oxigraph" and colon else store).absolute()


def _listen(host: str, port: int) -> socket.socket:
    where = _address(host, port)
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, proto)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen(128)
        except OSError:
            listening.close()
            raise
    except (OSError, UnicodeError) as error:
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise StoreError(where, "another program listens there", "choose another --port") from None
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "not a host"
        raise StoreError(where, f"cannot be listened on ({reason})", "choose another --host or --port") from None
    return listening


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
