"""Spellings of names: local names of IRIs, literals, transliteration variants, demonyms and adjectives of cities."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator


def slug(label: str) -> str:
    """Give the local name of an entity: lower-case ASCII, German umlauts written out.

    >>> slug("Élysée-Palast"), slug("Russische Föderation")
    ('elysee-palast', 'russische-foederation')
    """
    text = (
        label.replace("+", " plus")
        .casefold()
        .translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i", "ł": "l", "ø": "o", "đ": "d"}))
    )
    text = unicodedata.normalize("NFD", text)
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def literal(text: str, language: str = "") -> str:
    """Write a Turtle literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"@{language}' if language else f'"{escaped}"'


#: German ways to write Slavic sounds and the English ones, the longest first.
_ENGLISH = (
    ("schtsch", "shch"), ("dsch", "j"), ("tsch", "ch"), ("sch", "sh"), ("ch", "kh"), ("ja", "ya"),
    ("ju", "yu"), ("je", "ye"), ("ij", "y"), ("yj", "yi"), ("ss", "s"), ("w", "v"), ("z", "ts"), ("s", "s"),
    ("Schtsch", "Shch"), ("Dsch", "J"), ("Tsch", "Ch"), ("Sch", "Sh"), ("Ch", "Kh"), ("Ja", "Ya"),
    ("Ju", "Yu"), ("Je", "Ye"), ("W", "V"), ("Z", "Ts"),
)  # fmt: skip

_PLAIN_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "Ł": "L",
        "ø": "ö",
        "Ø": "Ö",
        "đ": "dj",
        "Đ": "Dj",
        "æ": "ä",
        "å": "a",
        "Å": "A",
        "’": "'",
        "ʻ": "'",
    }
)

_SLAVIC = frozenset(("RU", "UA", "BY", "KZ", "KG", "TJ", "UZ", "TM", "BG"))


def english_spelling(name: str) -> str:
    """Respell a name that German writes down by ear from Cyrillic letters.

    >>> english_spelling("Juri Uschakow")
    'Yuri Ushakov'
    """
    out, i = "", 0
    while i < len(name):
        sound = next(
            ((a, b) for a, b in sorted(_ENGLISH, key=lambda pair: -len(pair[0])) if name.startswith(a, i)),
            (name[i], name[i]),
        )
        out += sound[1]
        i += len(sound[0])
    return out


def english_name(names: list[str]) -> str:
    """Choose the name of a person that English texts use: the first that is not spelled the German way.

    >>> english_name(["Wolodymyr Selenskyj", "Volodymyr Zelenskyy"]), english_name(["Olaf Scholz"])
    ('Volodymyr Zelenskyy', 'Olaf Scholz')
    """
    german = re.compile(r"[Ss]ch|[ao]w|ew\b|j[aeou]|[ei]j\b|W[oijl]|Wal[ei]|Wass|König|Papst|Ajatollah|Mullah")
    return next((name for name in names if not german.search(name)), names[1] if len(names) > 1 else names[0])


def without_accents(name: str) -> str:
    """Write a name with the letters of a German keyboard.

    >>> without_accents("Recep Tayyip Erdoğan"), without_accents("Gerhard Schröder")
    ('Recep Tayyip Erdogan', 'Gerhard Schröder')
    """
    out = []
    for char in name.translate(_PLAIN_LETTERS):
        out.append(
            char
            if char in "äöüÄÖÜß"
            else "".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c))
        )
    return "".join(out)


def spellings(name: str, code: str = "") -> Iterator[str]:
    """Give the other ways in which German texts write a foreign name."""
    yield without_accents(name)
    if code in _SLAVIC:
        yield english_spelling(name)
    for article, others in (
        ("al-", ("Al-", "al ", "el-")),
        (" as-", (" al-",)),
        (" az-", (" al-",)),
        (" bin ", (" ibn ",)),
    ):
        if article in name:
            yield from (name.replace(article, other) for other in others)


def demonyms(word: str) -> list[str]:
    """Give the forms of a demonym: plural, feminine, feminine plural.

    >>> demonyms("Russe")
    ['Russe', 'Russen', 'Russin', 'Russinnen']
    """
    if word == "Deutscher":
        return ["Deutscher", "Deutsche", "Deutschen"]
    if " " in word:
        return [word, "bosnische Serben"] if word == "bosnischer Serbe" else [word]
    if word.endswith("e"):
        return [word, word + "n", word[:-1] + "in", word[:-1] + "innen"]
    if word.endswith("er"):
        return [word, word + "n", word + "in", word + "innen"]
    if word.endswith(("i", "o")):
        return [word, word + "s", word + "in", word + "innen"]
    return (
        [word, word + "en", word + "in", word + "innen"]
        if word.endswith("it")
        else [word, word + "n", word + "in", word + "innen"]
    )


def city_adjective(city: str) -> str:
    """Give the adjective of a seat of government; "" for one of several words or that is used of the town only.

    >>> city_adjective("Kiew"), city_adjective("Teheran"), city_adjective("Warschau")
    ('Kiewer', 'Teheraner', 'Warschauer')
    """
    irregular = {
        "Rom": "Römer",
        "Athen": "Athener",
        "Havanna": "Havannaer",
        "Skopje": "Skopjer",
        "Tripolis": "",
        "Paris": "Pariser",
        "Brüssel": "Brüsseler",
    }
    if " " in city or "-" in city or not city or city == "Singapur":
        return ""
    if city in irregular:
        return irregular[city]
    return city + ("r" if city.endswith("e") else "er")
