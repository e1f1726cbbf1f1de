"""Writes a parse as CoNLL-U, for other tools and for looking at it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from graph.model import Document


def conllu(document: Document, doc: Doc) -> str:
    """Give an annotated article in the ten columns of CoNLL-U.

    White space tokens of spaCy are left out. MISC holds the characters of the token in the article's text and the
    named entity, as in `TokenRange=0:6|NER=B-LOC`.

    Sentence: "Moskau lehnt ab." -> four lines below `# text = Moskau lehnt ab.`
    """
    lines = [f"# newdoc id = {document.id}"]
    for number, sent in enumerate(doc.sents, 1):
        words = [token for token in sent if not token.is_space]
        if words:
            lines += [f"# sent_id = {number}", f"# text = {' '.join(sent.text.split())}", *_rows(sent, words), ""]
    return "\n".join(lines) + "\n"


def _rows(sent: Span, words: list[Token]) -> Iterator[str]:
    ids = {token.i: number for number, token in enumerate(words, 1)}
    for token in words:
        is_root = token.head.i == token.i
        head = 0 if is_root else ids.get(token.head.i, 0)
        label = "root" if is_root else token.dep_.lower()
        columns = (
            ids[token.i],
            token.text,
            token.lemma_,
            token.pos_,
            token.tag_,
            str(token.morph),
            head,
            label,
            "",
            _misc(token, sent),
        )
        yield "\t".join(str(column) if column != "" else "_" for column in columns)


def _misc(token: Token, sent: Span) -> str:
    """Give what has no column: the place in the text, the entity, and whether the next word follows without a space."""
    fields = [f"TokenRange={token.idx}:{token.idx + len(token)}"]
    if token.ent_iob_ in ("B", "I"):
        fields.insert(0, f"NER={token.ent_iob_}-{token.ent_type_}")
    if not token.whitespace_ and token.i + 1 < sent.end and not token.nbor().is_space:
        fields.insert(-1, "SpaceAfter=No")
    return "|".join(fields)
