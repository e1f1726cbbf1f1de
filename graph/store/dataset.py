"""The graphs that a query names in FROM and FROM NAMED, read before it is evaluated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

_TOKEN = re.compile(
    r'(?P<string>"""(?:"{0,2}(?:[^"\\]|\\.))*"""|\'\'\'(?:\'{0,2}(?:[^\'\\]|\\.))*\'\'\''
    r'|"(?:[^"\\\n\r]|\\.)*"|\'(?:[^\'\\\n\r]|\\.)*\')'
    r"|(?P<comment>\#[^\n\r]*)"
    r'|(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)'
    r"|(?P<name>[\w.\-]*:[\w.\-%:\\]*)|(?P<word>[?$]?\w+)|(?P<mark>[{}])",
    re.DOTALL,
)


def named_graphs(sparql: str, base: str) -> tuple[str, ...]:
    """Give the absolute IRIs behind FROM and FROM NAMED, in the order of the text.

    Dataset clauses stand before the WHERE group; what a group, a string or a comment holds is not read.

    Args:
        sparql: a query whose syntax has been checked.
        base: what relative IRIs are relative to.
    """
    prefixes: dict[str, str] = {}
    found = []
    tokens = _prologue(sparql)
    for kind, text in tokens:
        word = text.upper() if kind == "word" else ""
        if word == "BASE":
            base = urljoin(base, next(tokens)[1][1:-1])
        elif word == "PREFIX":
            name = next(tokens)[1]
            prefixes[name] = urljoin(base, next(tokens)[1][1:-1])
        elif word == "FROM":
            kind, text = next(tokens)
            if text.upper() == "NAMED":
                kind, text = next(tokens)
            found.append(urljoin(base, text[1:-1]) if kind == "iri" else _expanded(text, prefixes))
    return tuple(found)


def _prologue(sparql: str) -> Iterator[tuple[str, str]]:
    """Give the tokens outside of braces, since the template of a CONSTRUCT comes before FROM."""
    depth = 0
    for match in _TOKEN.finditer(sparql):
        kind, text = str(match.lastgroup), match.group()
        if kind == "mark":
            depth += 1 if text == "{" else -1
        elif depth == 0 and kind not in ("comment", "string"):
            yield kind, text


def _expanded(name: str, prefixes: dict[str, str]) -> str:
    prefix, _, local = name.partition(":")
    return prefixes.get(f"{prefix}:", "") + local.replace("\\", "")
