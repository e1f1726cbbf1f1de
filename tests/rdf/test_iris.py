"""Any text gives IRIs and literals that every parser reads."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from graph.rdf.iris import article_iri, clean, digest, entity_iri, is_iri, minted_iri, plain, spoken, web_iri

BASE = "https://example.org/kg/"
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=())) | st.sampled_from(
    ["", "\ud800", "\x00", "<>", "a b", "..", "a/../b", "%", "#", "é"]
)


def _is_read_by_oxigraph(iri: str) -> bool:
    try:
        return bool(ox.NamedNode(iri))
    except ValueError:
        return False


@given(ANY_TEXT)
def test_every_minted_iri_is_valid_and_below_the_base(text):
    for iri in (article_iri(text, BASE), minted_iri("claim", text, BASE), entity_iri(text, BASE)):
        assert is_iri(iri)
        assert _is_read_by_oxigraph(iri)
    assert article_iri(text, BASE).startswith(f"{BASE}article/")


@given(ANY_TEXT)
def test_every_text_becomes_a_literal_that_comes_back(text):
    literal = plain(text)
    line = f"<{BASE}s> <{BASE}p> {literal.n3()} ."
    (triple,) = ox.parse(line.encode(), format=ox.RdfFormat.TURTLE)
    assert triple.object.value == str(literal)
    assert len(clean(text)) == len(text)


@given(ANY_TEXT)
def test_what_counts_as_an_iri_is_one_for_oxigraph_too(text):
    for candidate in (text, f"https://example.org/{text}", f"urn:x:{text}"):
        if is_iri(candidate):
            assert _is_read_by_oxigraph(candidate)


@given(ANY_TEXT, ANY_TEXT)
def test_different_documents_get_different_iris(one, other):
    assert (article_iri(one, BASE) == article_iri(other, BASE)) is (one == other)


def test_parts_of_a_digest_are_kept_apart():
    assert digest("ab", "c") != digest("a", "bc")


@pytest.mark.parametrize("name", ["de-news/2025-09-17/berlin", "a1", "x_1.txt"])
def test_a_plain_name_stays_readable(name):
    assert article_iri(name, BASE) == URIRef(f"{BASE}article/{name}")


@pytest.mark.parametrize("name", ["../etc", "a//b", "a b", "é", "/a", "a/", "a#b", "a?b", ".hidden", "x" * 121])
def test_any_other_name_becomes_a_hash(name):
    assert article_iri(name, BASE).startswith(f"{BASE}article/-")


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=c#d", "http://bücher.example/ä", "https://example.org:8080/%C3%A4"]
)
def test_a_web_address_is_an_iri(address):
    assert web_iri(address) == URIRef(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        None,
        "javascript:alert(1)",
        "ftp://example.org/",
        "https://",
        "https:///a",
        "example.org",
        "https://example.org/a b",
        "https://example.org/<x>",
        "https://example.org/%zz",
        "https://example.org:port/",
        "https://example.org/\ud800",
        "https://a#b#c",
        "file:///etc/passwd",
        "https://[::1/",
    ],
)
def test_what_is_no_web_address_gives_none(address):
    assert web_iri(address) is None


@pytest.mark.parametrize(
    ("tag", "language"), [("de", "de"), ("de-AT", "de-at"), ("", None), ("de_AT", None), ("x y", None), ("1", None)]
)
def test_a_language_tag_that_is_none_is_left_away(tag, language):
    assert spoken("Frieden", tag).language == language
