"""Words to the pieces of the vocabulary (WordPiece as in BERT, cased), for text that is already in words."""

from __future__ import annotations

import unicodedata
from pathlib import Path

MAX_WORD = 100
CJK = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))


def is_punctuation(char: str) -> bool:
    """Tell whether BERT treats `char` as a token of its own (ASCII symbols count)."""
    code = ord(char)
    ascii_symbol = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return ascii_symbol or unicodedata.category(char).startswith("P")


def is_cjk(char: str) -> bool:
    """Tell whether `char` is a CJK ideograph, which BERT splits off."""
    return any(low <= ord(char) <= high for low, high in CJK)


class WordPiece:
    """Greedy longest-match-first WordPiece over a vocabulary file, with a memo per word."""

    def __init__(self, vocab_file: Path, max_pieces: int) -> None:
        lines = vocab_file.read_text(encoding="utf-8").split("\n")
        self.ids = {piece: index for index, piece in enumerate(lines) if piece}
        self.unknown = self.ids["[UNK]"]
        self.start, self.end = self.ids["[CLS]"], self.ids["[SEP]"]
        self.max_pieces = max_pieces
        self._memo: dict[str, list[int]] = {}

    def basic_split(self, word: str) -> list[str]:
        """Split a word at white space, punctuation and CJK; drop control characters."""
        parts = [""]
        for char in word:
            category = unicodedata.category(char)
            if char in "\t\n\r" or category == "Zs":
                parts.append("")
            elif char in "\0\ufffd" or category.startswith("C"):
                continue
            elif is_punctuation(char) or is_cjk(char):
                parts += [char, ""]
            else:
                parts[-1] += char
        return [part for part in parts if part]

    def _match(self, part: str) -> list[int]:
        """Longest-match pieces of one part, or the unknown piece."""
        if len(part) > MAX_WORD:
            return [self.unknown]
        found: list[int] = []
        start = 0
        while start < len(part):
            prefix = "##" if start else ""
            end = len(part)
            while end > start and prefix + part[start:end] not in self.ids:
                end -= 1
            if end == start:
                return [self.unknown]
            found.append(self.ids[prefix + part[start:end]])
            start = end
        return found

    def pieces(self, word: str) -> list[int]:
        """Piece ids of one word, at least one and at most `max_pieces`."""
        known = self._memo.get(word)
        if known is None:
            known = [piece for part in self.basic_split(word) for piece in self._match(part)]
            known = (known or [self.unknown])[: self.max_pieces]
            self._memo[word] = known
        return known

    def encode(self, words: list[str]) -> tuple[list[int], list[int]]:
        """Piece ids of a sentence with its frame, and the position of each word's first piece."""
        ids, first = [self.start], []
        for word in words:
            first.append(len(ids))
            ids += self.pieces(word)
        return [*ids, self.end], first
