"""Pages to browse the store, made here and shown without scripts; all that comes from the store is escaped."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from rdflib import Literal, URIRef
from rdflib.term import Node
from starlette.requests import Request as HttpRequest
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from graph.errors import QueryError
from graph.namespaces import PREFIXES
from graph.query import library, question
from graph.rdf.iris import is_iri
from graph.rdf.relations import relations
from graph.service.pool import Pool, Request
from graph.store.syntax import bind

_HERE = Path(__file__).parent
_PAGE = 100  # rows
_LISTED = 1000  # rows of a list; the search finds what is not in it
_LONGEST_SEARCH = 200
_LOCKED = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_WITH_FORM = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_LISTS = {  # path -> title, question of the library
    "/": ("Articles", "articles"),
    "/actors": ("Actors", "actors"),
    "/proposals": ("Proposals", "proposals"),
}
Row = dict[str, str]
Page = Callable[[HttpRequest], Awaitable[Response]]


class Trouble(Exception):
    """A page that cannot be shown.

    Args:
        status: of HTTP.
        message: what is wrong, for people.
    """

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of an answer, and whether there would be more."""

    rows: list[Row]
    cut: bool


class Pages:
    """The pages of a server.

    Args:
        pool: evaluates queries.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals["relation_label"] = _relation_label
        self._templates.filters["short"] = _short

    def routes(self) -> list[Route]:
        """Give the routes of all pages."""
        return [
            *(Route(path, self._shown(self._list), methods=["GET"]) for path in _LISTS),
            Route("/search", self._shown(self._search), methods=["GET"]),
            Route("/thing", self._shown(self._thing), methods=["GET"]),
            Route("/article", self._shown(self._article), methods=["GET"]),
            Route("/claim", self._shown(self._claim), methods=["GET"]),
            Route("/query", self._form, methods=["GET"]),
            Route("/questions/{name}.rq", _question, methods=["GET"]),
        ]

    def _shown(self, page: Page) -> Page:
        """Turn what a page says of trouble into a page of its own."""

        async def answer(request: HttpRequest) -> Response:
            try:
                return await page(request)
            except Trouble as trouble:
                return self._render("trouble.html", {"title": "Not shown", "message": trouble.message}, trouble.status)

        return answer

    async def _list(self, request: HttpRequest) -> Response:
        title, name = _LISTS[request.url.path]
        found = await self._ask(question(name).sparql, {"limit": Literal(_LISTED)})
        if name == "articles":
            found.rows.reverse()  # the newest first
        return self._render(f"{name}.html", {"title": title, **_page(request, found)})

    async def _search(self, request: HttpRequest) -> Response:
        words = " ".join(request.query_params.get("q", "").split())[:_LONGEST_SEARCH]
        told: dict[str, Any] = {"title": "Search", "q": words, "things": [], "articles": []}
        if words:
            asked = {"words": Literal(words.lower())}
            told["things"] = [row for row in (await self._ask(_read("search"), asked)).rows if is_iri(row["thing"])]
            told["articles"] = (await self._ask(_read("search-articles"), asked)).rows
        return self._render("search.html", told)

    async def _thing(self, request: HttpRequest) -> Response:
        thing: dict[str, Node] = {"thing": _iri(request)}
        about = (await self._ask(_read("thing"), thing)).rows
        names = _values(about, "label")
        if not names:
            raise Trouble(404, "The store holds nothing of this name.")
        total = int((await self._ask(_read("number-with-thing"), thing)).rows[0]["claims"])
        number, last = _number(request, total)
        place = {"limit": Literal(_PAGE), "offset": Literal((number - 1) * _PAGE)}
        rows = _one_per_claim((await self._ask(_read("claims-with-thing"), thing | place)).rows)
        told = {
            "title": names[0],
            "iri": thing["thing"],
            "names": names,
            "classes": _values(about, "class"),
            "concepts": _values(about, "concept"),
            "parts": {row["claim"]: sorted(row["parts"].split()) for row in rows},
            "rows": rows,
        }
        return self._render("thing.html", told | _turning(request, number, last, total, cut=False))

    async def _article(self, request: HttpRequest) -> Response:
        article = _iri(request)
        found = await self._ask(question("claims").sparql, {"article": article})
        if not found.rows:
            raise Trouble(404, "The store holds no claim of such an article.")
        first = found.rows[0]
        found = Found(_one_per_claim(found.rows), found.cut)
        told = {"title": first.get("title") or first["document"], "iri": article, "article": first}
        return self._render("article.html", {**told, **_page(request, found)})

    async def _claim(self, request: HttpRequest) -> Response:
        claim = _iri(request)
        rows = (await self._ask(question("claims").sparql, {"claim": claim})).rows
        if not rows:
            raise Trouble(404, "The store holds no such claim.")
        conditions = (await self._ask(question("claim-conditions").sparql, {"claim": claim})).rows
        told = {"title": "Claim", "iri": claim, "claim": _one_per_claim(rows)[0], "conditions": conditions}
        return self._render("claim.html", told)

    async def _form(self, request: HttpRequest) -> Response:
        return self._render("query.html", {"title": "Query", "questions": library()}, policy=_WITH_FORM)

    async def _ask(self, sparql: str, terms: Mapping[str, Node] | None = None) -> Found:
        reply = await self._pool.ask(Request(bind(sparql, terms or {}), "application/sparql-results+json"))
        if reply.status != 200:
            raise Trouble(503, f"The store gave no answer: {reply.body.decode('utf-8', 'replace')}.")
        bindings = json.loads(reply.body)["results"]["bindings"]
        return Found([{name: term["value"] for name, term in row.items()} for row in bindings], reply.cut)

    def _render(self, template: str, told: Mapping[str, Any], status: int = 200, policy: str = _LOCKED) -> Response:
        text = self._templates.get_template(template).render(told)
        headers = {"Content-Security-Policy": policy, "Cache-Control": "no-cache"}
        body = text.encode("utf-8", "replace")
        return Response(body, status, headers, media_type="text/html")


async def _question(request: HttpRequest) -> Response:
    """Send the text of a named question."""
    try:
        return PlainTextResponse(question(request.path_params["name"]).sparql)
    except QueryError:
        return PlainTextResponse("not found\n", 404)


def _read(name: str) -> str:
    return (_HERE / "queries" / f"{name}.rq").read_text("utf-8")


def _iri(request: HttpRequest) -> URIRef:
    text = request.query_params.get("iri", "")
    if not is_iri(text):
        raise Trouble(400, "The address names no IRI.")
    return URIRef(text)


def _page(request: HttpRequest, found: Found) -> dict[str, Any]:
    """Choose the rows of the page that the address asks for."""
    total = len(found.rows)
    number, last = _number(request, total)
    rows = found.rows[(number - 1) * _PAGE : number * _PAGE]
    return {"rows": rows, **_turning(request, number, last, total, cut=found.cut or total == _LISTED)}


def _number(request: HttpRequest, total: int) -> tuple[int, int]:
    """Give the page that the address asks for, and the last one."""
    last = max(1, -(-total // _PAGE))
    text = request.query_params.get("page", "1")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
    if not 1 <= number <= last:
        raise Trouble(404, "There is no such page.")
    return number, last


def _turning(request: HttpRequest, number: int, last: int, total: int, *, cut: bool) -> dict[str, Any]:
    """Give what a page needs to lead to the others."""
    kept = {name: value for name, value in request.query_params.items() if name == "iri"}
    return {"page": number, "last": last, "total": total, "cut": cut, "kept": kept}


def _one_per_claim(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Join the rows of a claim, one for each of its sources, into one."""
    claims: dict[str, dict[str, Any]] = {}
    for row in rows:
        claim = claims.setdefault(row["claim"], {**row, "sources": {}})
        if "source" in row:
            claim["sources"].setdefault(row["source"], row.get("source_label", row["source"]))
    return list(claims.values())


def _values(rows: Sequence[Row], name: str) -> list[str]:
    return list(dict.fromkeys(row[name] for row in rows if name in row))


def _relation_label(name: str) -> str:
    relation = relations().get(name)
    return relation.label_en if relation else name


def _short(iri: str) -> str:
    """Shorten an IRI by our prefixes."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and iri != namespace:
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
