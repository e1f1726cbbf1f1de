"""Grows a graph of claims: the same articles again and again under new names, joined by the entities that recur.

A round writes every article once more. Articles, claims and speakers' chains get names of their own, and so do entities
that fewer than three articles name, as a corpus goes on to bring new people and proposals; the others are the same in
all rounds, so that a state that one article in ten names is still named by one in ten. Texts that belong to one article
(its id, title and sentences) are told apart as well, and each round's articles are dated anew. What is linked across articles is left out, as it would
not fit the grown ones. Nothing is left to chance.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

_OWN = re.compile(rb"<[^<> ]*/data/(?:article|attribution|claim|coding)/[^<> #]*(?=[#>])")
_ENTITY = re.compile(rb"<[^<> ]*/(?:entity|data/(?:actor|agreement|condition|event|place|proposal|statement))/[^<> ]*>")
_OWN_TEXT = (
    b"http://purl.org/dc/terms/identifier",
    b"http://purl.org/dc/terms/title",
    b"http://www.w3.org/ns/oa#exact",
    b"https://w3id.org/diplograph/ontology#text",
)
_LABEL = b"http://www.w3.org/2004/02/skos/core#prefLabel"
_DATE = re.compile(rb'(<http://purl\.org/dc/terms/date> )"(\d{4}-\d\d-\d\d)"')
_ROUND, _DAY = b"\x00", b"\x01"  # stand in no line of N-Quads
_ARTICLES_OF_A_KNOWN_ENTITY = 3
_DAYS_A_ROUND, _DAYS = 37, 3650
_EARLIEST = date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class Grown:
    """What was written: quads, articles, and how often the articles were repeated."""

    quads: int
    articles: int
    rounds: int


def grow(lines: Iterable[bytes], target: Path, quads: int) -> Grown:
    """Write N-Quads of about so many quads, whole articles only.

    Args:
        lines: the N-Quads of some articles, in any order.
        target: the file to write.
        quads: where to stop.
    """
    articles = _templates(lines)
    written = count = number = 0
    with target.open("wb") as out:
        while written < quads:
            for text, day, size in articles:
                written += size
                count += 1
                out.write(_in_round(text, day, number))
                if written >= quads:
                    break
            number += 1
    return Grown(written, count, number)


def _templates(lines: Iterable[bytes]) -> list[tuple[bytes, date | None, int]]:
    graphs: dict[bytes, list[bytes]] = defaultdict(list)
    for line in lines:
        name = line[line.rindex(b"<") : -3]
        if not name.endswith(b"/data/links>"):
            graphs[name].append(line)
    named = Counter(entity for own in graphs.values() for entity in {e for line in own for e in _ENTITY.findall(line)})
    known = frozenset(entity for entity, number in named.items() if number >= _ARTICLES_OF_A_KNOWN_ENTITY)
    found = []
    for name in sorted(graphs):
        text = b"".join(_template(line, known) for line in sorted(graphs[name]))
        day = _DATE.search(text)
        found.append(
            (
                _DATE.sub(rb'\1"' + _DAY + b'"', text),
                date.fromisoformat(day[2].decode()) if day else None,
                len(graphs[name]),
            )
        )
    return found


def _template(line: bytes, known: frozenset[bytes]) -> bytes:
    """Mark the places of a line that differ from round to round."""
    subject, predicate, _ = line.split(b" ", 2)
    new = _ENTITY.fullmatch(subject) is not None and subject not in known
    if predicate[1:-1] in _OWN_TEXT or (predicate[1:-1] == _LABEL and new):
        end = line.rindex(b'"')
        line = line[:end] + _ROUND + line[end:]
    line = _OWN.sub(lambda match: match[0] + _ROUND, line)
    return _ENTITY.sub(lambda match: match[0] if match[0] in known else match[0][:-1] + _ROUND + b">", line)


def _in_round(text: bytes, day: date | None, number: int) -> bytes:
    name = b"-%d" % number if number else b""
    text = text.replace(_ROUND, name)
    if day is None:
        return text
    moved = max(day, _EARLIEST) - timedelta(days=number * _DAYS_A_ROUND % _DAYS)
    return text.replace(_DAY, moved.isoformat().encode())
