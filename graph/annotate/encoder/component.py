"""The encoder as a spaCy component: tags, features, lemmas, trees and names of a stream of documents."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

import numpy as np
from spacy.pipeline import Pipe
from spacy.tokens import Doc
from spacy.vocab import Vocab

from graph.annotate.encoder.lemmas import Lemmas
from graph.annotate.encoder.network import LABELS, Analysis, Network
from graph.annotate.sentences import set_sentences

_ATTRIBUTES: tuple[int | str, ...] = ("TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE")
_ENT_IOB = {"I": 1, "O": 2, "B": 3}
# Where a sentence too long for the network may be cut.
_PAUSES = frozenset(",;:–—")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Tokens of one document that go through the network together: a sentence without its white space, or a part of one.

    Attributes:
        tokens: indices in the document.
        continues: whether the piece before it belongs to the same sentence.
    """

    document: int
    tokens: tuple[int, ...]
    continues: bool


class Encoder(Pipe):
    """Gives what tagger, morphologizer, lemmatizer, parser and entity recogniser give, from one network.

    Sentences that a document has are kept; one without any gets them by the project's own rules. Sentences longer than
    the network's limit are cut at a comma, and the roots of their later parts hang on the first as `parataxis`.

    Args:
        threads: how many threads work on a batch; 0 takes one a core. Results do not depend on it.
    """

    def __init__(self, vocab: Vocab, name: str, *, threads: int = 0) -> None:
        self.vocab = vocab
        self.name = name
        self.cfg = {"threads": threads}
        self._folder: Path | None = None

    @cached_property
    def network(self) -> Network:
        """The network, loaded at the first question."""
        return Network(self._files, threads=self.cfg["threads"])

    @cached_property
    def _lemmas(self) -> Lemmas:
        return Lemmas.read(self._files)

    def use_threads(self, count: int) -> None:
        """Let so many threads work on a batch from now on; 0 takes one a core."""
        self.cfg["threads"] = count
        self.__dict__.pop("network", None)

    @property
    def _files(self) -> Path:
        if self._folder is None:
            raise ValueError(f"the component {self.name!r} has no network; load it from the folder of a pipeline")
        return self._folder

    @property
    def labels(self) -> tuple[str, ...]:
        """The relations that it gives, those of the parser of `de_news`; none before it has a network."""
        if self._folder is None:
            return ()
        return tuple("ROOT" if label == "root" else label for label in self.network.labels["dep"])

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Annotate documents in batches; the sentences of a batch are sorted by length."""
        waiting = iter(stream)
        while batch := list(islice(waiting, batch_size)):
            docs = [doc if doc.has_annotation("SENT_START") else set_sentences(doc) for doc in batch]
            pieces = [piece for number, doc in enumerate(docs) for piece in self._pieces(number, doc)]
            words = [[docs[piece.document][i].text for i in piece.tokens] for piece in pieces]
            results: list[list[tuple[_Piece, Analysis]]] = [[] for _ in docs]
            for piece, analysis in zip(pieces, self.network.analyse(words), strict=True):
                results[piece.document].append((piece, analysis))
            for doc, found in zip(docs, results, strict=True):
                yield self._annotate(doc, found)

    def _pieces(self, number: int, doc: Doc) -> Iterator[_Piece]:
        for sent in doc.sents:
            tokens = [token.i for token in sent if not token.is_space]
            if tokens:
                counts = self.network.piece_counts([doc[i].text for i in tokens])
                cuts = cut([doc[i].text for i in tokens], counts, self.network.max_pieces - 2)
                for start, end in cuts:
                    yield _Piece(number, tuple(tokens[start:end]), start > 0)

    def _annotate(self, doc: Doc, found: Sequence[tuple[_Piece, Analysis]]) -> Doc:
        strings = self.vocab.strings
        values = np.zeros((len(doc), len(_ATTRIBUTES)), dtype=np.int64)
        values[:, 6] = _ENT_IOB["O"]
        first_root = 0
        rows: dict[int, tuple[int, ...]] = {}
        for piece, analysis in found:
            root = piece.tokens[next(i for i, head in enumerate(analysis.heads) if head == i)]
            first_root = first_root if piece.continues else root
            for at, token in enumerate(piece.tokens):
                head, relation = piece.tokens[analysis.heads[at]], analysis.relations[at]
                if relation == "root":
                    head, relation = first_root, "ROOT" if token == first_root else "parataxis"
                mark, _, kind = analysis.entities[at].partition("-")
                feats = analysis.feats[at]
                rows[token] = (
                    strings.add(analysis.xpos[at]),
                    strings.add(analysis.upos[at]),
                    self.vocab.morphology.add(feats if feats != "_" else ""),
                    strings.add(self._lemmas.lemma(doc[token].text, analysis.upos[at])),
                    strings.add(relation),
                    head - token,
                    _ENT_IOB[mark],
                    strings.add(kind) if kind else 0,
                )
        unsigned: Any = values.view(np.uint64)
        for token, row in rows.items():
            unsigned[token] = [value % 2**64 for value in row]
        self._attach_spaces(doc, values, rows.keys())
        doc.from_array([*_ATTRIBUTES], unsigned)
        return doc

    def _attach_spaces(self, doc: Doc, values: np.ndarray, words: Collection[int]) -> None:
        """Hang white space, which the network has not seen, on the word before it; within a name it is part of it."""
        if len(words) == len(doc):
            return
        tag, relation = self.vocab.strings.add("_SP"), self.vocab.strings.add("punct")
        unsigned = values.view(np.uint64)
        for sent in doc.sents:
            inside = [token.i for token in sent if token.i in words]
            for token in sent:
                if token.i in words:
                    continue
                following = next((i for i in inside if i > token.i), None)
                head = max((i for i in inside if i < token.i), default=sent.start if following is None else following)
                label = relation if head != token.i else self.vocab.strings.add("ROOT")
                lemma = self.vocab.strings.add(token.text)
                entity = (_ENT_IOB["O"], 0)
                if following is not None and values[following, 6] == _ENT_IOB["I"]:
                    entity = (_ENT_IOB["I"], int(unsigned[following, 7]))
                row = (tag, self.vocab.strings.add("SPACE"), 0, lemma, label, (head - token.i) % 2**64, *entity)
                unsigned[token.i] = row

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Copy the network's files to a folder."""
        target = Path(path)
        target.mkdir(parents=True, exist_ok=True)
        for source in sorted(self._files.iterdir()):
            if source.is_file() and source.resolve() != (target / source.name).resolve():
                shutil.copyfile(source, target / source.name)

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> Encoder:
        """Take the network from a folder.

        Raises:
            OSError: the folder holds no network.
        """
        folder = Path(path)
        if not (folder / LABELS).is_file():
            raise OSError(f"{folder} holds no network: {LABELS} is missing")
        self._folder = folder
        for loaded in ("network", "_lemmas"):
            self.__dict__.pop(loaded, None)
        # Whoever loads a pipeline expects faults and waiting then, not at the first text.
        assert self.network
        return self


def cut(words: Sequence[str], counts: Sequence[int], limit: int) -> list[tuple[int, int]]:
    """Cut a sentence into parts of at most so many pieces, at the last comma or dash of each part where there is one.

    >>> cut(["Er", "kam", ",", "sie", "ging"], [1, 1, 1, 1, 1], 4)
    [(0, 3), (3, 5)]
    """
    ends = list(accumulate(counts))
    parts: list[tuple[int, int]] = []
    start = 0
    while start < len(words):
        done = ends[start - 1] if start else 0
        end = start + 1
        while end < len(words) and ends[end] - done <= limit:
            end += 1
        if end < len(words):
            end = next((i for i in range(end, start + 1, -1) if words[i - 1] in _PAUSES), end)
        parts.append((start, end))
        start = end
    return parts
