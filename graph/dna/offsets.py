"""DNA counts characters as Java does, in UTF-16: those beyond U+FFFF count twice."""

from __future__ import annotations

import re

_WIDE = re.compile("[\U00010000-\U0010ffff]")


def code_points(text: str, offset: int) -> int:
    """Turn an offset of DNA's into one of characters.

    >>> code_points("a😀b", 3)
    2
    """
    for number, match in enumerate(_WIDE.finditer(text)):
        if match.start() + number >= offset:
            return offset - number
        if match.start() + number + 1 >= offset:  # in the middle of a character
            return match.start() + (offset > match.start() + number)
    return offset - len(_WIDE.findall(text))


def java_offset(text: str, offset: int) -> int:
    """Turn an offset of characters into one of DNA's.

    >>> java_offset("a😀b", 2)
    3
    """
    return offset + len(_WIDE.findall(text[:offset]))
