"""Finds what stands between quotation marks, in every German convention and in the English one.

„…“, ‚…‘, »…«, ›…‹, «…», ‹…›, "…", '…', “…”, ”…” are read, nested ones as well. U+201C closes a German quotation but
opens an English one, and » opens in Germany but closes in Switzerland, so a mark is read by its neighbours and by
what is open. Apostrophes are no quotations. Each paragraph is read by itself: an odd mark shifts nothing behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![^\S\n]*\n))*")
_MARK = re.compile("[„“”‟\"»«‚‘’‛›‹']")
_SINGLE_CLOSE = re.compile(r"\S[’'](?!\w)")
_ALWAYS_OPEN = frozenset("„‟‚‛")
# What closes a quotation that a mark opened.
_CLOSERS = {
    "„": "“”\"‟", "‟": "”“", "“": "”\"", "”": "”", '"': "\"“”", "»": "«»", "«": "»«",
    "‚": "‘’'", "‛": "’", "‘": "’'", "’": "’", "'": "'", "›": "‹›", "‹": "›‹",
}  # fmt: skip
# Marks that are apostrophes as well, or single: unclosed they are taken for a slip.
_WEAK = frozenset("‚‘’‛'›‹")


def quoted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Give the offsets of all quotations, inside their marks, ascending, the outer before the inner one.

    A quotation that is never closed ends with its paragraph, or before the next one of its kind that is.

    Sentence: "Er nannte den Plan „nicht ‚fair‘ genug“." -> nicht ‚fair‘ genug; fair

    >>> quoted_spans("Er sagte: »Nein«.")
    ((11, 15),)
    """
    spans: list[tuple[int, int]] = []
    for paragraph in _PARAGRAPH.finditer(text):
        spans.extend(_paragraph_spans(text, paragraph.start(), paragraph.end()))
    return tuple(sorted(spans, key=lambda span: (span[0], -span[1])))


def _paragraph_spans(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    open_marks: list[tuple[str, int]] = []
    closed: list[tuple[int, int]] = []
    for match in _MARK.finditer(text, begin, end):
        mark, at = match[0], match.start()
        left, right = text[begin:at][-1:], text[at + 1 : end][:1]
        level = _closes(mark, left, right, open_marks)
        if level is not None:
            closed.append((open_marks[level][1], at))
            del open_marks[level:]
        elif _opens(mark, left, right, text, at + 1, end):
            open_marks.append((mark, at + 1))
    yield from (span for span in closed if span[0] < span[1])
    limit = begin + len(text[begin:end].rstrip())
    for mark, start in open_marks:
        inner = [span[0] - 1 for span in closed if span[0] > start and text[span[0] - 1] == mark]
        stop = begin + len(text[begin : min(inner)].rstrip()) if inner else limit
        if mark not in _WEAK and start < stop:
            yield start, stop


def _closes(mark: str, left: str, right: str, open_marks: list[tuple[str, int]]) -> int | None:
    """Give the place in the stack of the quotation that a mark closes, or None where it closes none."""
    if mark in _ALWAYS_OPEN and mark != "‟":
        return None
    if mark in "’'" and left.isalnum() and right.isalnum():
        return None
    if mark in "\"»«›‹'’”" and (not left or left.isspace()) and right and not right.isspace():
        return None
    for level in range(len(open_marks) - 1, -1, -1):
        if mark in _CLOSERS[open_marks[level][0]]:
            return level
    return None


def _opens(mark: str, left: str, right: str, text: str, at: int, end: int) -> bool:
    """Tell whether a mark stands where a quotation begins: before a word and behind none."""
    if not right or right.isspace():
        return False
    if mark in _ALWAYS_OPEN:
        return True
    if left and not (left.isspace() or left in "([{-–—/„“‚‘»«›‹\"'"):
        return False
    # "'s" and "’ne" begin with an apostrophe: only a mark that closes later on makes a quotation of them.
    return mark not in "'’‘" or _SINGLE_CLOSE.search(text, at, end) is not None
