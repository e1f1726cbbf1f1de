"""How names are compared: without accents and endings, and across ways to spell foreign names."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ASCII = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i", "ł": "l", "ø": "o", "đ": "d"})
#: How one foreign sound is spelled in German, English and scholarly ways, the longest first.
_SPELLINGS = (
    ("schtsch", "sh"), ("dsch", "j"), ("tsch", "c"), ("sch", "s"), ("tch", "c"), ("shch", "s"), ("ch", "c"),
    ("sh", "s"), ("kh", "c"), ("zh", "s"), ("ck", "k"), ("ph", "f"), ("th", "t"), ("gh", "g"), ("ow", "of"),
    ("ov", "of"), ("off", "of"), ("w", "v"), ("q", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("yj", "i"),
    ("ij", "i"), ("iy", "i"), ("yy", "i"), ("y", "i"), ("j", "i"), ("z", "s"), ("c", "k"),
)  # fmt: skip


@lru_cache(maxsize=4096)
def variant_key(name: str) -> str:
    """Give what the spellings of one foreign name have in common.

    >>> variant_key("Juri Uschakow") == variant_key("Yuri Ushakov")
    True
    >>> variant_key("Abbas Araghtschi") == variant_key("Abbas Araghchi")
    True
    """
    text = fold(name).casefold().translate(ASCII)
    for spelling, sound in _SPELLINGS:
        text = text.replace(spelling, sound)
    text = re.sub(r"[^a-z0-9]+", " ", text)
    return re.sub(r"(\w)\1+", r"\1", text).strip()


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Give the form that names are compared in: no accents but umlauts, one kind of apostrophe and hyphen.

    >>> fold("Erdoğan"), fold("Ratko Mladić"), fold("Köhler")
    ('Erdogan', 'Ratko Mladic', 'Köhler')
    """
    if text.isascii():
        return text
    out = []
    for char in text.translate(_PLAIN):
        if char in "äöüÄÖÜß":
            out.append(char)
        else:
            out.extend(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c))
    return "".join(out)


_PLAIN = str.maketrans(
    {
        "’": "'",
        "ʼ": "'",
        "‘": "'",
        "`": "'",
        "´": "'",
        "‑": "-",
        "–": "-",
        "ı": "i",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "đ": "d",
    }
)
_ENDING = re.compile(r"(?<=\w\w\w)(?:ern|en|em|er|es|e|n|(?<![uis])s)$")


def stem(word: str) -> str:
    """Give a word of a longer name without its German ending, so that "Weißen Hauses" meets "Weißes Haus".

    >>> [stem(w) for w in ("Weißen", "Hauses", "Vereinten", "Nationen", "of")]
    ['weiss', 'haus', 'vereint', 'nation', 'of']
    """
    return _ENDING.sub("", fold(word).lower().replace("ß", "ss"))


def words_of(label: str) -> list[str]:
    """Split a name as the tokenizer does: at blanks, punctuation apart, hyphens and full stops within words kept."""
    if label.replace(" ", "").isalpha():
        return label.split()
    return re.findall(r"[\w.'’+/&-]*\w[.+]?|[^\w\s]", label)


_PARTICLES = frozenset(
    (
        *(
            "abu",
            "al",
            "an",
            "ar",
            "as",
            "at",
            "az",
            "ben",
            "bin",
            "da",
            "de",
            "del",
            "della",
            "den",
            "der",
            "di",
            "dos",
            "du",
            "el",
            "ibn",
        ),
        *("la", "le", "van", "von", "zu", "zum"),
    )
)


def is_particle(word: str) -> bool:
    """Tell whether a word stands before family names: "de", "von", "al"."""
    return word.lower() in _PARTICLES


def family_name(full: str) -> str:
    """Give the family name within a full name, with its particles; "" where there is only one word.

    >>> family_name("Wladimir Putin"), family_name("Ursula von der Leyen"), family_name("Papst Leo XIV.")
    ('Putin', 'von der Leyen', '')
    """
    words = full.split()
    if len(words) < 2 or re.fullmatch(r"[IVX]+\.?", words[-1]):
        return ""
    start = len(words) - 1
    while start > 1 and is_particle(words[start - 1]):
        start -= 1
    return " ".join(words[start:])
