"""The texts of a store's articles, for exports that need them: a store holds no text but the sentences of its claims."""

from __future__ import annotations

from collections.abc import Iterable

from graph.errors import ExportError
from graph.model import Document
from graph.rdf.provenance import text_digest
from graph.store import Store

_SENTENCES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX dg: <https://w3id.org/diplograph/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT DISTINCT ?document ?start ?words WHERE {
    GRAPH ?g {
        ?article a dg:Article ; dcterms:identifier ?document .
        ?sentence a dg:Sentence ; oa:hasSource ?article ; oa:hasSelector ?position , ?quote .
        ?position oa:start ?start .
        ?quote oa:exact ?words .
    }
}
ORDER BY ?document ?start ?words
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
        ExportError: an article has another text than the one that its claims come from.
        StoreError: the store cannot be read.
    """
    digests = {str(document): str(digest) for document, digest in store.select(_DIGESTS)}
    given: dict[str, str] = {}
    for article in articles:
        if article.id in digests:
            if text_digest(article.text) != digests[article.id]:
                what = f"the article {article.id} has changed since its claims were found"
                raise ExportError(article.origin or article.id, what, "build the store anew, or leave the article out")
            given[article.id] = article.text
    sentences: dict[str, list[tuple[int, str]]] = {}
    for document, start, words in store.select(_SENTENCES):
        sentences.setdefault(str(document), []).append((int(str(start)), str(words)))
    return {id_: given.get(id_) or _skeleton(sentences.get(id_, [])) for id_ in digests}


def _skeleton(sentences: Iterable[tuple[int, str]]) -> str:
    """Put sentences at their places, each on a line of its own."""
    text = ""
    for start, words in sorted(sentences):
        if start > len(text):
            text += "\n".rjust(start - len(text))
        text = text[:start] + words + text[start + len(words) :]
    return text
