"""HTTP to a SPARQL server, on the standard library alone.

rdflib's SPARQLUpdateStore would follow redirects with the password in hand, knows no tokens and sends no graph store
requests; this is the little that is needed, with none of that.
"""

from __future__ import annotations

import base64
import socket
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPException
from ipaddress import ip_address
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit, urlunsplit
from urllib.request import (
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    HTTPRedirectHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from graph.errors import QueryError, StoreError


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The three addresses of a server: SPARQL query, SPARQL update, graph store protocol."""

    query: str
    update: str
    graphs: str

    @staticmethod
    def of(url: str, *, update: str | None = None, graphs: str | None = None) -> Endpoints:
        """Tell the update and graph store addresses from the query address, as the known servers lay them out.

        Oxigraph: /query, /update, /store. Fuseki: /DATASET or /DATASET/query (or /sparql), /update, /data. RDF4J and
        GraphDB: /repositories/NAME, /statements, /rdf-graphs/service. Virtuoso: /sparql, /sparql-graph-crud.

        Args:
            url: the query address.
            update, graphs: the other two, where the server lays them out otherwise.

        Raises:
            StoreError: an address is not http(s), or carries a password.
        """
        told_update, told_graphs = _layout(_checked(url))
        return Endpoints(url, _checked(update) if update else told_update, _checked(graphs) if graphs else told_graphs)

    def graph(self, iri: str) -> str:
        """Give the address of one graph (indirect graph identification)."""
        return f"{self.graphs}{'&' if '?' in self.graphs else '?'}graph={quote(iri, safe='')}"


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        valid = False
    if not valid or not url.isprintable() or " " in url:
        raise StoreError(ascii(url), "not the http(s) address of a SPARQL server", "write http://host:port/query")
    if parts.username or parts.password:
        where = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        remedy = "set DIPLOGRAPH_STORE_USER and DIPLOGRAPH_STORE_PASSWORD"
        raise StoreError(where, "a password does not belong into an address", remedy)
    return url


def _layout(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    folder, _, last = path.rpartition("/")
    if "/repositories/" in path:
        update, graphs = f"{path}/statements", f"{path}/rdf-graphs/service"
    elif path in ("", "/query"):
        update, graphs = "/update", "/store"
    elif path in ("/sparql", "/sparql-auth"):
        update, graphs = path, path.replace("sparql", "sparql-graph-crud")
    elif last in ("query", "sparql"):
        update, graphs = f"{folder}/update", f"{folder}/data"
    else:
        update, graphs = path, path
    return (
        urlunsplit(parts._replace(path=update, query="", fragment="")),
        urlunsplit(parts._replace(path=graphs, query="", fragment="")),
    )


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who we are to a server: a token, or a user with a password; neither for an open one."""

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)

    def header(self) -> dict[str, str]:
        """Give the Authorization header that is sent from the start."""
        if self.token:
            return {"Authorization": f"Bearer {self.token}"}
        if self.user:
            pair = f"{self.user}:{self.password or ''}".encode()
            return {"Authorization": "Basic " + base64.b64encode(pair).decode("ascii")}
        return {}


class Connection:
    """Sends requests to one server and turns its refusals into StoreErrors.

    Args:
        url: the query address; it stands for the server in messages.
        credentials: sent with each request (a password by Basic, or by Digest where the server asks for that), and to
            no other host, since no redirect is followed.
        timeout: seconds that the server may stay silent.
    """

    def __init__(self, url: str, credentials: Credentials, *, timeout: float) -> None:
        self._name = url
        self._by_challenge = bool(credentials.user and not credentials.token)
        self._timeout = timeout
        self._opener = _opener(url, credentials)
        self._header = credentials.header()

    def send(
        self, method: str, url: str, *, body: bytes = b"", media: str = "", accept: str = "*/*"
    ) -> tuple[bytes, str]:
        """Send one request and give the answer's body and media type.

        Raises:
            QueryError: the server finds the query or update at fault (400).
            StoreError: it cannot be reached, refuses us, is too slow or fails.
        """
        headers = {"Accept": accept, "User-Agent": "diplograph", **self._header}
        if media:
            headers["Content-Type"] = media
        try:
            request = Request(url, data=body, headers=headers, method=method)
            with self._opener.open(request, timeout=self._timeout) as response:
                return response.read(), response.headers.get_content_type()
        except HTTPError as error:
            with error:
                offered = (error.headers.get("WWW-Authenticate") or "").lower()
                if error.code != 401 or not self._by_challenge or offered.startswith("basic"):
                    raise self._refusal(error) from None
            # A server that knows Digest only, as Virtuoso, asks for it where nothing was sent.
            self._by_challenge, self._header = False, {}
            return self.send(method, url, body=body, media=media, accept=accept)
        except (URLError, OSError, HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            if isinstance(reason, TimeoutError | socket.timeout):
                remedy = "ask for less, or ask the server's operator"
                raise StoreError(self._name, f"no answer within {self._timeout:g} s", remedy) from None
            raise StoreError(self._name, f"cannot be reached ({reason})", "check the address and the network") from None

    def _refusal(self, error: HTTPError) -> StoreError:
        try:
            said = error.read(2000).decode("utf-8", "replace").strip().partition("\n")[0][:300]
        except OSError:
            said = ""
        what = f"the server answers {error.code} {error.reason}" + (f": {said}" if said else "")
        if error.code == 400:
            return QueryError(self._name, what, "check the query")
        if error.code in (401, 403):
            remedy = "set DIPLOGRAPH_STORE_USER and DIPLOGRAPH_STORE_PASSWORD, or DIPLOGRAPH_STORE_TOKEN"
            return StoreError(self._name, what, remedy)
        if error.code in (301, 302, 303, 307, 308):
            target = ascii(error.headers.get("Location", ""))
            return StoreError(
                self._name, f"the server points elsewhere, to {target}", "name that address if you trust it"
            )
        if error.code in (404, 405):
            remedy = "check the address; DIPLOGRAPH_STORE_UPDATE_URL and DIPLOGRAPH_STORE_GRAPHS_URL set the others"
            return StoreError(self._name, what, remedy)
        return StoreError(self._name, what)


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str) -> None:
        return None


def _opener(url: str, credentials: Credentials) -> OpenerDirector:
    handlers: list[ProxyHandler | HTTPDigestAuthHandler] = []
    if _is_loopback(urlsplit(url).hostname or ""):
        handlers.append(ProxyHandler({}))
    if credentials.user:
        passwords = HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, urljoin(url, "/"), credentials.user, credentials.password or "")
        handlers.append(HTTPDigestAuthHandler(passwords))
    return build_opener(_NoRedirects, *handlers)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
