"""The finished parse as plain Python objects, with the part of spaCy's reading interface that the rules use.

spaCy makes a new object for every token that is looked at and reads every label from its string table; rules look at
each token some fifty times. Here each token is made once, with its strings and its neighbours in the tree, so that a
look is an attribute access. `Doc`, `Span` and `Token` are named as in spaCy because rules read either: tests on hand-built
parses use spaCy's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, overload

import numpy as np
import spacy.tokens

_COLUMNS = ("HEAD", "DEP", "TAG", "POS", "LEMMA", "MORPH", "ENT_TYPE", "ENT_IOB", "SENT_START", "IDX")
_IOB = ("", "I", "O", "B")

P = ParamSpec("P")
T = TypeVar("T")


def once(function: Callable[Concatenate[Token, P], T]) -> Callable[Concatenate[Token, P], T]:
    """Answer a question about a word once a parse; whoever asks must not change the answer."""

    @wraps(function)
    def asked(token: Token, /, *args: P.args, **options: P.kwargs) -> T:
        memo = getattr(token.doc, "memo", None)
        if memo is None:
            return function(token, *args, **options)
        key = (function, token.i, *options.values()) if options else (function, token.i)
        if key not in memo:
            memo[key] = function(token, *args, **options)
        answer: T = memo[key]
        return answer

    return asked


class Morph:
    """The morphological features of a word ("Case=Nom|Number=Sing")."""

    __slots__ = ("_text", "_values")

    def __init__(self, text: str) -> None:
        self._text = text
        pairs = (feature.partition("=") for feature in text.split("|") if feature)
        self._values = {name: values.split(",") for name, _, values in pairs}

    def get(self, name: str, default: list[str] | None = None) -> list[str]:
        """Give the values of a feature, none where the word does not have it."""
        found = self._values.get(name)
        return found if found is not None else (default or [])

    def __str__(self) -> str:
        return self._text


_morph = lru_cache(maxsize=4096)(Morph)


class Token:
    """A word of a parse.

    Attributes:
        children: its dependents in the order of the text, made once.
        depth: how many heads stand above it.
    """

    __slots__ = (
        "children",
        "dep_",
        "depth",
        "doc",
        "ent_iob_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_sent_start",
        "is_space",
        "left_edge",
        "lemma_",
        "lower_",
        "morph",
        "pos_",
        "right_edge",
        "tag_",
        "text",
    )

    doc: Doc
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    ent_iob_: str
    morph: Morph
    is_alpha: bool
    is_space: bool
    is_sent_start: bool
    head: Token
    children: tuple[Token, ...]
    left_edge: Token
    right_edge: Token
    depth: int

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text

    @property
    def whitespace_(self) -> str:
        """The space behind the word."""
        return self.text_with_ws[len(self.text) :]

    @property
    def text_with_ws(self) -> str:
        """The word with the space behind it."""
        tokens = self.doc.tokens
        return self.doc.text[self.idx : tokens[self.i + 1].idx if self.i + 1 < len(tokens) else None]

    @property
    def subtree(self) -> Iterator[Token]:
        """The word and all below it, as spaCy orders them: what depends from the left, itself, the rest."""
        found: list[Token] = []
        _gather(self, found)
        return iter(found)

    @property
    def ancestors(self) -> Iterator[Token]:
        """The words above it, the nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def sent(self) -> Span:
        """The sentence that it stands in."""
        return self.doc.sentence_at(self.i)

    def nbor(self, distance: int = 1) -> Token:
        """Give the word some places further on."""
        at = self.i + distance
        if not 0 <= at < len(self.doc):
            raise IndexError(at)
        return self.doc[at]


def _gather(token: Token, found: list[Token]) -> None:
    placed = False
    for child in token.children:
        if not placed and child.i > token.i:
            found.append(token)
            placed = True
        if child.children:
            _gather(child, found)
        else:
            found.append(child)
    if not placed:
        found.append(token)


class Span:
    """A stretch of words."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __getitem__(self, i: int) -> Token:
        return self.doc.tokens[self.start + i if i >= 0 else self.end + i]

    @property
    def start_char(self) -> int:
        """Where its first word begins."""
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        """Where its last word ends."""
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The words as they stand in the text."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> Token:
        """The word that the others hang on: a sentence's root, else the first that is nearest to one."""
        tokens = self.doc.tokens[self.start : self.end]
        for token in tokens:
            if token.head is token:
                return token
        outer = [token for token in tokens if not self.start <= token.head.i < self.end]
        return min(outer, key=lambda token: token.depth, default=tokens[0])


class Doc:
    """A parsed text.

    Attributes:
        tokens: all its words.
        memo: answers to questions about its words, see `once`.
    """

    __slots__ = ("_numbers", "_sents", "ents", "memo", "text", "tokens")

    def __init__(self, source: spacy.tokens.Doc) -> None:
        self.memo: dict[tuple[Any, ...], Any] = {}
        self.text: str = source.text
        self.tokens = _tokens(self, source)
        self.ents = tuple(Span(self, ent.start, ent.end, ent.label_) for ent in source.ents)
        starts = [token.i for token in self.tokens if token.is_sent_start or token.i == 0]
        ends = [*starts[1:], len(self.tokens)]
        self._sents = tuple(Span(self, start, end) for start, end in zip(starts, ends, strict=False) if end > start)
        self._numbers = [number for number, sent in enumerate(self._sents) for _ in range(len(sent))]

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, i: int) -> Token: ...
    @overload
    def __getitem__(self, i: slice) -> Span: ...
    def __getitem__(self, i: int | slice) -> Token | Span:
        if isinstance(i, slice):
            start, end, _ = i.indices(len(self.tokens))
            return Span(self, start, max(start, end))
        return self.tokens[i]

    @property
    def sents(self) -> tuple[Span, ...]:
        """The sentences in order."""
        return self._sents

    def sentence_at(self, i: int) -> Span:
        """Give the sentence of a word."""
        return self._sents[self._numbers[i]]

    def char_span(self, start: int, end: int, *, alignment_mode: str = "strict") -> Span | None:
        """Give the words between two characters, None where there are none or, strictly, where they do not fit.

        Args:
            alignment_mode: "strict", "contract" to the words wholly within, or "expand" to those touched.
        """
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        a, z = self.tokens[first], self.tokens[last]
        if alignment_mode == "strict" and (start != a.idx or end != z.idx + len(z.text)):
            return None
        if alignment_mode == "contract":
            first += a.idx < start
            last -= end < z.idx + len(z.text)
            if last < first:
                return None
        elif alignment_mode == "expand":
            first += start == a.idx + len(a.text)
        return Span(self, first, last + 1)

    def _at(self, char: int) -> int | None:
        """Give the word that a character belongs to; the space behind a word belongs to it."""
        low, high = 0, len(self.tokens) - 1
        while low <= high:
            middle = (low + high) // 2
            if char < self.tokens[middle].idx:
                high = middle - 1
            elif middle + 1 < len(self.tokens) and char >= self.tokens[middle + 1].idx:
                low = middle + 1
            else:
                return middle if char < len(self.text) else None
        return None


def _tokens(doc: Doc, source: spacy.tokens.Doc) -> list[Token]:
    strings = source.vocab.strings
    table: Any = source.to_array(list(_COLUMNS))
    if not len(source):
        return []
    heads = (table[:, 0].astype(np.int64) + np.arange(len(source))).tolist()
    columns = [table[:, k].tolist() for k in range(1, len(_COLUMNS))]
    names = {number: strings[number] for number in set().union(*columns[:6])}
    deps, tags, poses, lemmas, morphs, types, iobs, starts, offsets = columns
    tokens = []
    for i, word in enumerate(source):
        token = Token.__new__(Token)
        text = word.text
        token.doc, token.i, token.idx = doc, i, offsets[i]
        token.text, token.lower_, token.lemma_ = text, text.lower(), names[lemmas[i]]
        token.dep_, token.tag_, token.pos_ = names[deps[i]], names[tags[i]], names[poses[i]]
        token.ent_type_, token.ent_iob_ = names[types[i]], _IOB[iobs[i]]
        token.morph = _morph(names[morphs[i]])
        token.is_alpha, token.is_space, token.is_sent_start = text.isalpha(), text.isspace(), starts[i] == 1
        tokens.append(token)
    _link(tokens, heads)
    return tokens


def _link(tokens: list[Token], heads: list[int]) -> None:
    """Tie the words to their heads, children and edges."""
    children: list[list[Token]] = [[] for _ in tokens]
    for token, head in zip(tokens, heads, strict=True):
        token.head = tokens[head]
        token.left_edge = token.right_edge = token
        token.depth = 0
        if head != token.i:
            children[head].append(token)
    for token, own in zip(tokens, children, strict=True):
        token.children = tuple(own)
    order = [token for token in tokens if token.head is token]
    for token in order:
        for child in token.children:
            child.depth = token.depth + 1
            order.append(child)
    for token in reversed(order):
        head_token = token.head
        if token.left_edge.i < head_token.left_edge.i:
            head_token.left_edge = token.left_edge
        if token.right_edge.i > head_token.right_edge.i:
            head_token.right_edge = token.right_edge
