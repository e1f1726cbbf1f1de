"""Loads a German spaCy pipeline, checks it, adds our components, and annotates documents with it."""

from __future__ import annotations

import importlib
import re
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import get_installed_models, is_package, load_config

from graph.annotate.components import prepare
from graph.annotate.sentences import sentence_starts
from graph.annotate.shipped import DEFAULT_MODEL, SHIPPED
from graph.errors import PipelineError
from graph.model import Document

#: The name under which other rooms speak of a loaded spaCy pipeline.
Pipeline = Language

BATCH_SIZE = 16
# Longer texts go through the pipeline in pieces: its memory grows with the longest text of a batch.
PIECE_LENGTH = 20_000

_REMEDY = f"use a shipped pipeline ({' or '.join(SHIPPED)}), or name an installed German spaCy pipeline or its folder"
# What is read with pickle somewhere below: never from a folder that just lies there.
_UNSAFE = re.compile(r"torch|transformer|pickle|joblib|sklearn", re.IGNORECASE)
_NEEDED = {
    "a parser": "token.dep",
    "a tagger": "token.tag",
    "a morphologizer": "token.morph",
    "a lemmatizer": "token.lemma",
}
_SURROGATE = re.compile("[\ud800-\udfff]")
_PARAGRAPH_END = re.compile(r"\n\s*\n\s*")


def load(model: str = DEFAULT_MODEL) -> Language:
    """Load a pipeline that annotates German with UD labels, whatever labels its parser gives.

    Args:
        model: the name of a shipped pipeline or of an installed spaCy package, or the folder of a pipeline.

    Returns:
        The pipeline with our components; name and version are in its `meta`.

    Raises:
        PipelineError: it is not there, is not German, or lacks what the extraction reads.
    """
    nlp = _open(model)
    if nlp.lang != "de":
        raise PipelineError(model, f"the pipeline is for the language {nlp.lang!r}, not for German", _REMEDY)
    for what, attribute in _NEEDED.items():
        if not any(attribute in nlp.get_pipe_meta(name).assigns for name in nlp.pipe_names):
            raise PipelineError(model, f"the pipeline has no {what.partition(' ')[2]}", f"it needs {what}; {_REMEDY}")
    parser: Any = next(nlp.get_pipe(name) for name in nlp.pipe_names if "token.dep" in nlp.get_pipe_meta(name).assigns)
    labels = set(parser.labels)
    tiger = {"sb", "oa"} <= labels
    if not tiger and "nsubj" not in labels:
        raise PipelineError(model, "the parser's labels are neither those of UD nor those of TIGER", _REMEDY)
    prepare(nlp, tiger=tiger)
    return nlp


def _open(model: str) -> Language:
    with warnings.catch_warnings():
        # The versions that fit are named in our own check of labels; spaCy warns about each minor release.
        warnings.simplefilter("ignore", UserWarning)
        if model in SHIPPED:
            return _read(importlib.import_module(SHIPPED[model]).DATA, model)
        if is_package(model) or model in get_installed_models():
            return _read(model, model)
    if Path(model).is_dir():
        _refuse_unsafe(Path(model), model)
        return _read(Path(model), model)
    raise PipelineError(model, "no such spaCy pipeline", _REMEDY)


def _read(source: str | Path, model: str) -> Language:
    try:
        return spacy.load(source)
    except (OSError, ValueError, KeyError, ImportError) as error:
        reason = " ".join(str(error).split())[:200]
        raise PipelineError(
            model, f"the pipeline cannot be read ({reason})", "install it again, or " + _REMEDY
        ) from error


def _refuse_unsafe(folder: Path, model: str) -> None:
    """Refuse a folder whose parts would be read with pickle, which can run code; an installed package is trusted."""
    config = folder / "config.cfg"
    if not config.is_file():
        raise PipelineError(model, "the folder holds no spaCy pipeline (config.cfg is missing)", _REMEDY)
    try:
        text = config.read_text(encoding="utf-8")
        load_config(config)
    except (OSError, ValueError) as error:
        raise PipelineError(model, "config.cfg cannot be read", "check the folder, or " + _REMEDY) from error
    if found := _UNSAFE.search(text):
        raise PipelineError(
            model,
            f"the pipeline names {found[0]!r}, whose files can run code",
            "install it as a package, or " + _REMEDY,
        )


def annotate(
    nlp: Language, documents: Iterable[Document], *, batch_size: int = BATCH_SIZE
) -> Iterator[tuple[Document, Doc]]:
    """Annotate documents in a stream, each as one Doc whose offsets are those of `document.text`.

    Args:
        nlp: what `load` gave.
        documents: read as they are needed, never all at once.
        batch_size: how many pieces of text go through the pipeline together.
    """
    parts: list[Doc] = []
    for doc, (document, last) in nlp.pipe(_pieces(documents), as_tuples=True, batch_size=batch_size):
        parts.append(doc)
        if last:
            yield document, _join(parts)
            parts = []


def _pieces(documents: Iterable[Document]) -> Iterator[tuple[str, tuple[Document, bool]]]:
    for document in documents:
        # spaCy stores text as UTF-8, which has no lone surrogates.
        pieces = cut(_SURROGATE.sub("\ufffd", document.text))
        for number, piece in enumerate(pieces, start=1):
            yield piece, (document, number == len(pieces))


def cut(text: str, *, length: int = PIECE_LENGTH) -> list[str]:
    """Cut a text into pieces that give it back when they are joined: at paragraphs, else sentences, else anywhere.

    >>> cut("Eins.\\n\\nZwei.", length=8)
    ['Eins.\\n\\n', 'Zwei.']
    """
    if len(text) <= length:
        return [text]
    ends = sorted(
        {*(match.end() for match in _PARAGRAPH_END.finditer(text)), *_within_paragraphs(text, length), len(text)}
    )
    pieces: list[str] = []
    begin = 0
    for end, following in zip(ends, [*ends[1:], len(text) + length], strict=True):
        if following - begin > length:
            pieces.extend(text[at : min(at + length, end)] for at in range(begin, end, length))
            begin = end
    return pieces


def _within_paragraphs(text: str, length: int) -> Iterator[int]:
    """Give the sentence boundaries of those paragraphs that are too long for one piece."""
    begin = 0
    for match in [*_PARAGRAPH_END.finditer(text), None]:
        end = match.end() if match else len(text)
        if end - begin > length:
            yield from (begin + start for start in sentence_starts(text[begin:end]) if start)
        begin = end


def _join(parts: list[Doc]) -> Doc:
    if len(parts) == 1:
        return parts[0]
    return Doc.from_docs(parts, ensure_whitespace=False) or parts[0]
