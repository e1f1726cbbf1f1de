"""The texts of a store's articles, for exports that need them: a store holds no text but the sentences of its claims."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rdflib import URIRef

from graph.errors import ExportError
from graph.model import Document
from graph.query.claims import PLACE
from graph.store import Store

Quote = tuple[int, str]

_SENTENCES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX dg: <https://w3id.org/diplograph/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT DISTINCT ?g ?document ?start ?words WHERE {
    GRAPH ?g {
        ?article a dg:Article ; dcterms:identifier ?document .
        ?sentence a dg:Sentence ; oa:hasSource ?article ; oa:hasSelector ?position , ?quote .
        ?position oa:start ?start .
        ?quote oa:exact ?words .
    }
}
ORDER BY ?document ?start ?words ?g
"""
_DIGESTS = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX dg: <https://w3id.org/diplograph/ontology#>
SELECT DISTINCT ?document ?digest WHERE {
    GRAPH ?g { ?article a dg:Article ; dcterms:identifier ?document ; dg:digest ?digest }
}
ORDER BY ?document ?digest
"""


def article_texts(store: Store, articles: Iterable[Document] = ()) -> dict[str, str]:
    """Give the text of every article of a store, sorted by id; all offsets of its claims hold in it.

    Args:
        store: what the articles are in.
        articles: where the texts are taken from. Of an article that is not among them, only the sentences that claims
            stand in are known: they stand at their places, with blanks between them.

    Raises:
        ExportError: the sentences of an article's claims do not stand at their places in the text.
        StoreError: the store cannot be read.
    """
    digests, sentences = article_digests(store), article_sentences(store)
    given: dict[str, str] = {}
    for article in articles:
        if article.id in digests:
            if not holds(article.text, sentences.get(article.id, ())):
                what = f"the article {article.id} has changed since its claims were found"
                raise ExportError(article.origin or article.id, what, "build the store anew, or leave the article out")
            given[article.id] = article.text
    return {id_: given.get(id_) or _skeleton(sentences.get(id_, ())) for id_ in digests}


def article_digests(store: Store) -> dict[str, str]:
    """Give the hash of each article's text by the article's id, sorted."""
    return {str(document): str(digest) for document, digest in store.select(_DIGESTS)}


def article_sentences(store: Store, without: Collection[URIRef] = ()) -> dict[str, list[Quote]]:
    """Give what is quoted of each article: where a sentence begins, and its words.

    Args:
        store: what the articles are in.
        without: graphs that do not count.
    """
    found: dict[str, list[Quote]] = {}
    for graph, document, start, words in store.select(_SENTENCES):
        if graph not in without and PLACE.fullmatch(str(start)):
            found.setdefault(str(document), []).append((int(str(start)), str(words)))
    return found


def holds(text: str, sentences: Iterable[Quote]) -> bool:
    """Tell whether all sentences stand at their places in a text."""
    return all(text.startswith(words, start) for start, words in sentences)


def _skeleton(sentences: Iterable[Quote]) -> str:
    """Put sentences at their places, each on a line of its own."""
    text = ""
    for start, words in sorted(sentences):
        if start > len(text):
            text += "\n".rjust(start - len(text))
        text = text[:start] + words + text[start + len(words) :]
    return text
