"""The SPARQL 1.1 Protocol for queries: what a request asks, read strictly, and what it is answered."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from graph.service.limits import Limits
from graph.service.media import offers
from graph.service.pool import Pool, Reply, Request

CUT_HEADER = "Diplograph-Rows-Limited"
_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_UPDATE = "application/sparql-update"
_READ_ONLY = "this endpoint only reads; updates are refused"
_MOST_FIELDS = 1000


class Refusal(Exception):
    """A request that cannot be answered.

    Args:
        status: of HTTP.
        message: what is wrong, for people.
        headers: further headers of the answer.
    """

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers


class Endpoint:
    """Answers /sparql.

    Args:
        pool: evaluates queries.
        limits: bounds of a request.
    """

    def __init__(self, pool: Pool, limits: Limits) -> None:
        self._pool = pool
        self._limits = limits

    async def __call__(self, request: HttpRequest) -> Response:
        """Answer one request; a browser that asks nothing is sent to the page with the form."""
        if request.method != "POST" and not request.url.query and "text/html" in request.headers.get("accept", ""):
            return RedirectResponse("/query", 303)
        try:
            asked = await read_request(request, self._limits.body, self._limits.timeout)
        except Refusal as refusal:
            return PlainTextResponse(refusal.message + "\n", refusal.status, refusal.headers)
        return respond(await self._pool.ask(asked), self._limits.rows)


def respond(reply: Reply, rows: int) -> Response:
    """Turn a worker's reply into HTTP; an answer that was cut says so in a header.

    Args:
        reply: what became of the query.
        rows: how many rows or triples are left of a cut answer.
    """
    if reply.status != 200:
        hint = {"Retry-After": "5"} if reply.status == 503 else None
        return PlainTextResponse(reply.body + b"\n", reply.status, hint)
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    if reply.cut:
        headers[CUT_HEADER] = f"{rows}; the answer was cut, ask with LIMIT and OFFSET for the rest"
    text = reply.media.startswith("text/") or reply.media in offers("SELECT")
    kind = f"{reply.media}; charset=utf-8" if text and "json" not in reply.media else reply.media
    return Response(reply.body, media_type=None, headers={**headers, "Content-Type": kind})


async def read_request(request: HttpRequest, most: int, patience: float) -> Request:
    """Read a query from a GET, a POST of a form, or a POST of the query itself.

    Args:
        request: the HTTP request.
        most: bytes that its body may have.
        patience: seconds that the body may take to arrive.

    Raises:
        Refusal: it holds no query or several, an update, is too large, or of the wrong type.
    """
    fields = _fields(request.url.query.encode("ascii", "replace"))
    if request.method == "POST":
        media, charset = _content_type(request)
        body = await _body(request, most, patience)
        if media == _DIRECT:
            if "query" in fields:
                raise Refusal(400, "the query stands both in the address and in the body")
            fields["query"] = [_decoded(body, charset)]
        elif media == _FORM:
            for name, values in _fields(body).items():
                fields.setdefault(name, []).extend(values)
        else:
            message = _READ_ONLY if media == _UPDATE else f"send the query as {_FORM} or {_DIRECT}"
            raise Refusal(415, message, {"Accept-Post": f"{_FORM}, {_DIRECT}"})
    if "update" in fields:
        raise Refusal(400, _READ_ONLY)
    if len(fields.get("query", ())) != 1:
        raise Refusal(400, "several queries" if fields.get("query") else "no query; the form for people is /query")
    return Request(
        query=fields["query"][0],
        accept=", ".join(request.headers.getlist("accept")),
        base=f"{request.url.scheme}://{request.url.netloc}/sparql",
        default=_iris(fields.get("default-graph-uri", ())),
        named=_iris(fields.get("named-graph-uri", ())),
    )


def _fields(text: bytes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(
            text.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=_MOST_FIELDS
        )
    except ValueError:
        raise Refusal(400, "the parameters are not URL-encoded UTF-8, or too many") from None
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _content_type(request: HttpRequest) -> tuple[str, str]:
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Refusal(415, "send the body as it is, not compressed")
    media, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    charset = next((p.partition("=")[2].strip('" ') for p in parameters if p.startswith("charset=")), "utf-8")
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise Refusal(415, "send the body in UTF-8")
    return media, charset


async def _body(request: HttpRequest, most: int, patience: float) -> bytes:
    told = request.headers.get("content-length", "0")
    if told.isdecimal() and int(told) > most:
        raise _too_large(most)
    body = bytearray()
    try:
        async with asyncio.timeout(patience):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    raise _too_large(most)
    except (TimeoutError, ClientDisconnect):
        raise Refusal(400, "the body did not arrive in time") from None
    return bytes(body)


def _too_large(most: int) -> Refusal:
    return Refusal(413, f"the body is larger than {most} bytes", {"Connection": "close"})


def _decoded(body: bytes, charset: str) -> str:
    try:
        return body.decode(charset)
    except UnicodeDecodeError:
        raise Refusal(400, "the query is not UTF-8") from None


def _iris(values: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    for value in values:
        try:
            absolute = bool(urlsplit(value).scheme)
        except ValueError:
            absolute = False
        if not absolute or not value.isprintable() or set(value) & set(' <>"{}|\\^`'):
            raise Refusal(400, "a graph must be named by an absolute IRI")
    return tuple(values)
