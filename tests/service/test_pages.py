"""The pages to browse a store, and the page with the query form."""

from __future__ import annotations

import hashlib
import re
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import debate
import pytest

from graph import service
from graph.model import Kind
from graph.store import open_store

STATIC = Path(service.__file__).parent / "static"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }}</td>&lt;"


class Reader(HTMLParser):
    """Collects elements and links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def links(self) -> list[str]:
        return [str(told["href"]) for tag, told in self.elements if tag == "a"]


def page(server, path: str) -> Reader:
    answer = server.get(path)
    assert answer.status == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return Reader(answer.text)


def test_every_link_from_the_start_leads_to_a_page(server):
    waiting, seen = ["/"], set()
    while waiting and len(seen) < 60:
        path = waiting.pop(0)
        if path in seen or path.endswith(".rq"):
            continue
        seen.add(path)
        waiting += [link for link in page(server, path).links() if link.startswith("/")]
    kinds = {path.partition("?")[0] for path in seen}
    assert kinds == {"/", "/actors", "/proposals", "/query", "/article", "/thing", "/claim"}


def test_actors_and_proposals_are_listed_with_their_numbers(server):
    actors = page(server, "/actors")
    assert "Wladimir Putin" in actors.words
    assert re.search(r"1[0-9] actors", actors.words)
    assert re.search(r"30-tägige Waffenruhe5\d11", page(server, "/proposals").words.replace("\n", ""))


def test_a_proposal_shows_who_stands_where_with_the_sentence(server):
    (link,) = [link for link in page(server, "/proposals").links() if "proposal%2F30" in link]
    proposal = page(server, link)
    for words in (
        "Juri Uschakow",
        "rejects",
        "Putins Berater Uschakow lehnt die Waffenruhe ab.",
        "11 claims",
        "con:ceasefire",
    ):
        assert words in proposal.words
    assert re.search(r"not\s+rejects", proposal.words)


def test_the_search_finds_things_and_articles_in_any_case(server):
    found = page(server, "/search?q=uscha")
    assert "Juri Uschakow" in found.words
    assert any(link.startswith("/thing?iri=") for link in found.links())
    assert "1 in whose name" in found.words
    articles = page(server, f"/search?q={quote('2025-03-13')}")
    assert "0 in whose name" in articles.words
    assert any(link.startswith("/article?iri=") for link in articles.links())
    assert "Write words" in page(server, "/search").words


@pytest.mark.parametrize("words", [HOSTILE, "%", "*", '"', "\\", "} } DROP ALL #", "a" * 5000, "\x00\u2028"])
def test_a_search_for_anything_shows_a_page(server, words):
    shown = page(server, f"/search?q={quote(words, safe='')}")
    assert not {tag for tag, _ in shown.elements} & {"script", "img"}
    assert "0 in whose name" in shown.words


@pytest.fixture(scope="module")
def crowded(served, tmp_path_factory):
    """Give a server of 230 articles, in each of which one actor rejects a plan of the day."""
    actor, folder = debate.entity("Juri Uschakow"), tmp_path_factory.mktemp("viele") / "wissen"
    days = [(date(2025, 1, 1) + timedelta(n)).isoformat() for n in range(230)]
    lines = [
        debate.Line(day, "Blatt", actor, "rejects", debate.entity(f"Plan {day}", Kind.PROPOSAL, "ceasefire"), f"Nein am {day}.", "Nein")
        for day in days
    ]  # fmt: skip
    with open_store(str(folder)) as store:
        store.replace_many(debate.graphs(lines))
    with served(folder) as server:
        yield server, days


def test_claims_of_a_thing_are_shown_page_by_page_the_newest_first(crowded):
    server, days = crowded
    path = next(link for link in page(server, "/actors").links() if link.startswith("/thing"))
    shown = [page(server, f"{path}&page={number}").words for number in (1, 2, 3)]
    assert all("230 claims" in words for words in shown)
    assert [day for words in shown for day in re.findall(r"Nein am (\S+)\.", words)] == days[::-1]
    assert server.get(f"{path}&page=4").status == 404


def test_articles_are_listed_from_the_newest_on(crowded):
    server, days = crowded
    told = re.findall(r"2025-\d\d-\d\d", page(server, "/").words)
    assert list(dict.fromkeys(told)) == days[::-1][:100]


def test_a_claim_shows_its_sentence_condition_and_source(server):
    query = "SELECT ?c WHERE { ?c <https://w3id.org/diplograph/ontology#condition> ?x }"
    claim = server.ask(query).rows()[0]["c"]
    shown = page(server, f"/claim?iri={quote(claim, safe='')}")
    for words in (
        "Putin lehnt eine Waffenruhe nicht grundsätzlich ab.",
        "Verzicht auf den NATO-Beitritt",
        "Says",
        "lehnt … ab",
    ):
        assert words in shown.words
    assert any(link.startswith("/article?iri=") for link in shown.links())


@pytest.mark.parametrize("path", ["/thing", "/article", "/claim"])
def test_an_iri_that_is_unknown_or_none_is_told_so(server, path):
    assert server.get(f"{path}?iri=https%3A%2F%2Fexample.org%2Fnone").status == 404
    for iri in ("", "x", "https%3A%2F%2Fa%20b", "%3E%20%7D%20DROP", "a%3Ab%3E"):
        assert server.get(f"{path}?iri={iri}").status == 400


@pytest.mark.parametrize("number", ["0", "-1", "2", "x", "1e9", "9" * 30, "%C2%B2"])
def test_a_page_that_is_not_there_is_told_so(server, number):
    assert server.get(f"/actors?page={number}").status == 404


def test_pages_run_no_scripts_and_say_so_in_their_policy(server):
    for path in ("/", "/actors", "/proposals"):
        answer = server.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert "unsafe" not in policy
        assert not [tag for tag, told in Reader(answer.text).elements if tag == "script" or "style" in told]


def test_the_form_loads_nothing_from_elsewhere(server):
    answer = server.get("/query")
    assert "script-src 'self';" in answer.headers["content-security-policy"]
    assert "connect-src 'self';" in answer.headers["content-security-policy"]
    sources = [
        told.get("src") or told.get("href") for tag, told in Reader(answer.text).elements if tag in ("script", "link")
    ]
    assert sources
    for source in sources:
        assert source.startswith("/static/")
        assert server.get(source).status == 200


def test_every_ready_made_question_can_be_fetched(server):
    links = [link for link in page(server, "/query").links() if link.endswith(".rq")]
    assert len(links) > 20
    assert "SELECT" in server.get(links[0]).text


def test_the_vendored_files_are_those_that_their_readme_names():
    text = (STATIC / "README.md").read_text("utf-8")
    for name in ("yasgui.min.js", "yasgui.min.css"):
        assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() in text


def test_hostile_names_and_sentences_stay_text(served, tmp_path):
    evil = debate.entity(HOSTILE)
    proposal = debate.entity(f"Plan {HOSTILE}", Kind.PROPOSAL, "ceasefire")
    line = debate.Line(
        "2025-03-11", HOSTILE, evil, "rejects", proposal, HOSTILE, HOSTILE, evil, title=HOSTILE, conditions=(proposal,)
    )
    with open_store(str(tmp_path / "store")) as store:
        store.replace_many(debate.graphs([line]))
    with served(tmp_path / "store") as server:
        paths = {"/", "/actors", "/proposals"}
        for path in sorted(paths):
            paths |= {link for link in page(server, path).links() if link.startswith(("/thing", "/article"))}
        for path in sorted(paths):
            paths |= {link for link in page(server, path).links() if link.startswith("/claim")}
        assert {path.partition("?")[0] for path in paths} == {
            "/",
            "/actors",
            "/proposals",
            "/thing",
            "/article",
            "/claim",
        }
        for path in sorted(paths):
            shown = page(server, path)
            assert not {tag for tag, _ in shown.elements} & {"script", "img"}
            assert not [name for _, told in shown.elements for name in told if name.startswith("on")]
            assert "<script>alert(1)</script>" in shown.words
            assert "{{ 7*7 }}" in shown.words
