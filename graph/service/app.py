"""The web application: routes, and the checks that every request passes."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import ip_address
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.service.browse import Pages
from graph.service.limits import Limits
from graph.service.pool import Pool
from graph.service.protocol import CUT_HEADER, Endpoint

_STATIC = Path(__file__).parent / "static"
_FILES = {
    "yasgui.min.js": "text/javascript",
    "yasgui.min.css": "text/css",
    "form.js": "text/javascript",
    "pages.css": "text/css",
}
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def application(folder: Path, limits: Limits, *, host: str, cors: str | None = None) -> Starlette:
    """Make the application; its workers live as long as the server that runs it.

    Args:
        folder: the store.
        limits: bounds of a request.
        host: the address that the server listens on.
        cors: the one origin whose pages may ask from a browser, or "*".
    """
    pool = Pool(folder, limits)
    pages = Pages(pool)
    endpoint = Endpoint(pool, limits)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await pool.open()
        try:
            yield
        finally:
            await pool.close()

    middleware = [Middleware(Guard, host=host)]
    if cors:
        exposed = [CUT_HEADER]
        middleware.append(
            Middleware(CORSMiddleware, allow_origins=[cors], allow_methods=["GET", "POST"], expose_headers=exposed)
        )
    routes = [
        Route("/sparql", endpoint.__call__, methods=["GET", "POST"]),
        Route("/sparql/", endpoint.__call__, methods=["GET", "POST"]),
        Route("/static/{name}", _static),
        Route("/favicon.ico", _no_icon),
        *pages.routes(),
    ]
    return Starlette(routes=routes, middleware=middleware, lifespan=lifespan)


class Guard:
    """Refuses requests for other hosts, so that no page elsewhere can reach us by a name of its own (DNS rebinding).

    Args:
        app: what is behind it.
        host: the address that the server listens on.
    """

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app = app
        self._names = {"localhost", host.lower()}
        self._any_address = not _is_loopback(host)
        if self._any_address:
            self._names.add(socket.gethostname().lower())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if self._is_ours(Headers(scope=scope).getlist("host")):
            await self._app(scope, receive, send_guarded)
        else:
            await PlainTextResponse("this host is not served here\n", 400)(scope, receive, send_guarded)

    def _is_ours(self, hosts: list[str]) -> bool:
        if len(hosts) != 1:
            return False
        name, _, port = hosts[0].lower().rpartition(":") if _has_port(hosts[0]) else (hosts[0].lower(), "", "")
        name = name[1:-1] if name.startswith("[") and name.endswith("]") else name
        if port and not port.isdecimal():
            return False
        return name in self._names or (_is_address(name) and (self._any_address or _is_loopback(name)))


async def _static(request: Request) -> Response:
    """Send one of our files; a name stands in the table or there is nothing, so that no path leads elsewhere."""
    name = request.path_params["name"]
    if name not in _FILES:
        return PlainTextResponse("not found\n", 404)
    return FileResponse(_STATIC / name, media_type=_FILES[name], headers={"Cache-Control": "no-cache"})


async def _no_icon(request: Request) -> Response:
    return Response(status_code=204)


def _has_port(host: str) -> bool:
    return ":" in host and not host.endswith("]")


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_loopback(name: str) -> bool:
    return name == "localhost" or (_is_address(name) and ip_address(name).is_loopback)
