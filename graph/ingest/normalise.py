"""Bytes to text, and text to clean text with a way back to the original's offsets."""

from __future__ import annotations

import codecs
import re
import unicodedata
from bisect import bisect_right

from graph.errors import IngestError

OffsetMap = tuple[tuple[int, int], ...]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip or office file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"{\\rtf", "an RTF file"),
    (b"SQLite format 3", "a database"),
)
_LEGACY = ["cp1252", "iso8859_15", "cp850", "mac_roman", "cp1250"]
_INVISIBLE = dict.fromkeys(
    (0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), ""
)
_SPACES = dict.fromkeys((0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x0009), " ")
_BREAKS = dict.fromkeys((0x000B, 0x000C, 0x000D, 0x0085, 0x2028, 0x2029), "\n")
_CONTROLS = {
    code: " " for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85)
}
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")
_TABLE: dict[int, str] = {**_CONTROLS, **_BREAKS, **_SPACES, **_INVISIBLE, **_SURROGATES}
_CHANGED = re.compile(
    "\r\n"  # one break
    # What goes, or may be joined with the character before it by NFC; none below U+0300 is joined leftwards.
    "|[\x00-\xac\xae-\u02ff]?[\xad\u0300-\U0010ffff]+"
    "|[\x00-\x09\x0b-\x1f\x7f-\xa0]"
)


def decode(data: bytes, where: str, *, declared: str | None = None) -> str:
    """Turn the bytes of a file into text: byte order mark, UTF-8, the declared encoding, then a guess.

    Args:
        data: the whole file.
        where: its name, for the error message.
        declared: the encoding that the file names for itself (HTML), if any.

    Raises:
        IngestError: the bytes are not text.
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise IngestError(where, f"{kind} is not an article", "save its text as .txt or .html")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, errors="replace")
    if _is_binary(data):
        utf16 = _unmarked_utf16(data)
        if utf16 is None:
            raise IngestError(where, "a binary file is not an article", "give .txt, .html, .jsonl or .warc files")
        return data.decode(utf16, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_known_encoding(declared) or _guess(data), errors="replace")


def _is_binary(data: bytes) -> bool:
    """Tell whether the bytes hold more control characters than a text with a few stray ones would."""
    sample = data[:65536]
    odd = sum(sample.count(bytes((code,))) for code in range(32) if code not in (9, 10, 12, 13, 27))
    return odd * 50 > len(sample)


def _unmarked_utf16(data: bytes) -> str | None:
    """Recognise UTF-16 without its mark: German text then has a zero in nearly every second byte."""
    even, odd = data[0:8192:2], data[1:8192:2]
    if len(data) % 2 or not odd:
        return None
    if odd.count(0) > 0.8 * len(odd) and not even.count(0):
        return "utf-16-le"
    if even.count(0) > 0.8 * len(even) and not odd.count(0):
        return "utf-16-be"
    return None


def _known_encoding(name: str | None) -> str | None:
    """Give Python's name of an encoding that a page may declare, None where it is not one of those."""
    try:
        known = codecs.lookup(name).name if name else ""
    except (LookupError, ValueError):
        return None
    if known in ("iso8859-1", "ascii"):
        return "cp1252"  # as browsers read them
    return known if known.startswith(("cp", "iso8859", "mac", "koi8", "utf-16")) else None


def _guess(data: bytes) -> str:
    """Guess an 8-bit encoding among those that German texts came in; Windows-1252 where nothing speaks for another."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:65536], cp_isolation=_LEGACY, preemptive_behaviour=False).best()
    return best.encoding if best else "cp1252"


def clean(text: str) -> tuple[str, OffsetMap]:
    """Give the text as the pipeline reads it, with the map of its offsets into the original.

    Invisible characters (soft hyphen, zero-width, directional) go, every kind of space and tab becomes a space, every
    kind of line break "\\n", control characters a space, lone surrogates U+FFFD; the rest is brought to NFC.

    Returns:
        The cleaned text and pairs (offset in it, offset in `text`), see `graph.model.Document.offset_map`.
    """
    pieces: list[str] = []
    pairs: list[tuple[int, int]] = []
    length = done = 0
    for match in _CHANGED.finditer(text):
        start, end = match.span()
        piece = "\n" if match.group() == "\r\n" else unicodedata.normalize("NFC", match.group().translate(_TABLE))
        pieces += text[done:start], piece
        length += start - done + len(piece)
        done = end
        if len(piece) != end - start:
            if pairs and pairs[-1][0] == length:
                pairs.pop()
            pairs.append((length, end))
    pieces.append(text[done:])
    return "".join(pieces), tuple(pairs)


def to_original(offset_map: OffsetMap, offset: int) -> int | None:
    """Find where an offset of the cleaned text lies in the original.

    Args:
        offset_map: the pairs of a document.
        offset: code points from the start of the cleaned text.

    Returns:
        Code points from the start of the original; None in a title that was put before it.

    >>> text, pairs = clean("Waffen\\u00adruhe ab")
    >>> text, to_original(pairs, text.index("ab"))
    ('Waffenruhe ab', 12)
    """
    index = bisect_right(offset_map, offset, key=lambda pair: pair[0])
    if not index:
        return offset
    start, original = offset_map[index - 1]
    found = original + offset - start
    if index < len(offset_map):
        found = min(found, offset_map[index][1])
    return found if found >= 0 else None


def from_original(offset_map: OffsetMap, offset: int) -> int:
    """Find where an offset of the original lies in the cleaned text; what is gone lies where it was.

    Args:
        offset_map: the pairs of a document without a title put before it.
        offset: code points from the start of the original.

    >>> text, pairs = clean("Waffen\\u00adruhe ab")
    >>> text[from_original(pairs, 12) :]
    'ab'
    """
    index = bisect_right(offset_map, offset, key=lambda pair: pair[1])
    start, original = offset_map[index - 1] if index else (0, 0)
    found = start + offset - original
    return min(found, offset_map[index][0]) if index < len(offset_map) else found
