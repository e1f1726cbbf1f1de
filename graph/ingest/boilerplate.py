"""Blank what a web page puts around its article, without moving a single offset.

Such lines are overwritten with spaces: the text keeps its length, so that places in it are those of the file, and no
later room sees a sentence there. The wordings are data: `ontology/boilerplate.txt`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from graph.errors import OntologyError
from graph.resources import ontology_path

_SECTIONS = ("anywhere", "ends", "rest")
_FILE = "boilerplate.txt"
_LINE = re.compile(r"[^\n]+")
_INITIALS = re.compile(r"\(?[A-ZÄÖÜ]{2,4}\)?|\(?[a-zäöü]{2,4}(?:/[a-zäöüA-Z]{2,6})+\)?|\([a-zäöü]{2,4}\)")
_FULL_STOP = re.compile(r"[.…][“”\"«»‘’')\]]*$|[.…][“”\"«»‘’')\]]* \(\w+(?:/\w+)*\)$")
_LONG = 200


class _Line(NamedTuple):
    start: int
    end: int
    text: str


def blank_boilerplate(text: str) -> str:
    """Overwrite page furniture with spaces; the text keeps its length and its line breaks.

    Blanked are the lines that `ontology/boilerplate.txt` names, the initials of the author after the last sentence
    ("MAB"), and a section's name glued to a headline that follows once more without it. A line that reads
    like a sentence of the article is kept wherever a wording alone would not tell.

    Sentence: "Nächste Seite" -> blank; "Die nächste Seite der Verhandlungen beginnt." -> kept
    """
    lines = [
        _Line(match.start(), match.end(), match.group().strip())
        for match in _LINE.finditer(text)
        if match.group().strip()
    ]
    patterns = _patterns()
    alone = {i for i, line in enumerate(lines) if _matches(patterns["anywhere"], line)}
    outer = {i for i, line in enumerate(lines) if _matches(patterns["ends"], line)}
    teasers = _teasers(text, lines, patterns["rest"], alone | outer)
    gone = alone | teasers
    sentences = [i for i, line in enumerate(lines) if i not in gone | outer and _is_sentence(line.text)]
    if sentences:
        gone |= {i for i in outer if not sentences[0] < i < sentences[-1]}
        gone |= {i for i in range(sentences[-1] + 1, len(lines)) if _INITIALS.fullmatch(lines[i].text)}
    return _overwrite(text, [*_section_name(lines), *((lines[i].start, lines[i].end) for i in gone)])


def _matches(pattern: re.Pattern[str], line: _Line) -> bool:
    return len(line.text) < _LONG and bool(pattern.fullmatch(line.text))


def _teasers(text: str, lines: list[_Line], heading: re.Pattern[str], furniture: set[int]) -> set[int]:
    """Find the lists of other articles: to the end of the text, or the heading's own block where the article goes on.

    "Das könnte Dich auch interessieren" stands before headlines, which have no full stop.
    """
    gone: set[int] = set()
    for i, line in enumerate(lines):
        if not heading.fullmatch(line.text.rstrip(" :")):
            continue
        end = next(
            (j for j in range(i + 1, len(lines)) if j not in furniture and _is_sentence(lines[j].text)), len(lines)
        )
        if end < len(lines):
            end = next((j for j in range(i + 1, end) if text.count("\n", lines[j - 1].end, lines[j].start) > 1), end)
        gone.update(range(i, end))
    return gone


def _is_sentence(line: str) -> bool:
    """Tell whether a line ends as the sentences of an article do; a question or a call may be a teaser's headline."""
    return len(line) > _LONG or bool(_FULL_STOP.search(line))


def _section_name(lines: list[_Line]) -> list[tuple[int, int]]:
    """Find a section's name before the headline, given away by the headline that comes again without it."""
    if len(lines) < 2:
        return []
    first, second = lines[0], lines[1]
    extra = len(first.text) - len(second.text)
    if extra <= 0 or len(second.text) < 15 or not first.text.endswith(" " + second.text):
        return []
    return [(first.start, first.end - len(second.text))]


def _overwrite(text: str, spans: list[tuple[int, int]]) -> str:
    pieces: list[str] = []
    done = 0
    for start, end in sorted(spans):
        start = max(start, done)
        pieces += text[done:start], " " * (end - start)
        done = end
    return "".join((*pieces, text[done:]))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Read the wordings, one expression a section."""
    wordings: dict[str, list[str]] = {name: [] for name in _SECTIONS}
    section = ""
    for number, line in enumerate(ontology_path(_FILE).read_text(encoding="utf-8").splitlines(), 1):
        line = line.strip()
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
        elif line and not line.startswith(";"):
            if section not in wordings:
                raise OntologyError(
                    f"ontology/{_FILE}:{number}", f"unknown section {section!r}", f"use one of {', '.join(_SECTIONS)}"
                )
            wordings[section].append(re.escape(line).replace(r"\*", ".*").replace(r"\#", r"\d+").replace(r"\ ", " "))
    return {name: re.compile("|".join(found) or r"(?!)", re.IGNORECASE) for name, found in wordings.items()}
