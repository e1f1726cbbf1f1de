"""Answers as text: an aligned table for people, CSV, JSON and XML results, Turtle."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from unicodedata import east_asian_width
from xml.sax.saxutils import escape, quoteattr

from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from graph.errors import ExportError
from graph.export.turtle import turtle
from graph.namespaces import PREFIXES
from graph.store import Rows

FORMATS = ("table", "csv", "json", "xml", "turtle")
_NARROWEST = 8
_RESULTS = "http://www.w3.org/2005/sparql-results#"


def format_rows(rows: Rows, format: str = "table", *, width: int | None = None) -> str:
    """Write an answer as text.

    Args:
        rows: the answer.
        format: table, csv, json (SPARQL 1.1 results), xml (SPARQL results) or turtle (CONSTRUCT and DESCRIBE only).
        width: columns of the terminal; None leaves every cell whole.

    Raises:
        ExportError: the format is unknown, or does not suit the form of the query.
    """
    match format:
        case "table":
            return _people_table(rows, width)
        case "csv":
            return csv_text(rows.variables, ([None if t is None else str(t) for t in row] for row in rows))
        case "json":
            return _json(rows)
        case "xml":
            return _xml(rows)
        case "turtle" if rows.form in ("CONSTRUCT", "DESCRIBE"):
            return turtle([(s, p, o) for s, p, o in rows if s is not None and p is not None and o is not None])
        case "turtle":
            raise ExportError("--format turtle", f"suits CONSTRUCT, not {rows.form}", "choose table, csv, json or xml")
    raise ExportError(f"--format {format}", "not a known format", f"formats are {', '.join(FORMATS)}")


def _people_table(rows: Rows, width: int | None) -> str:
    """Show names instead of IRIs: the column "x" gives way to "x_label", which falls back on the IRI."""
    columns = list(enumerate(rows.variables))
    labels = {name.removesuffix("_label"): i for i, name in columns if name.endswith("_label")}
    shown = [
        (i, labels.get(name))
        for i, name in columns
        if name.removesuffix("_label") == name or name[:-6] not in rows.variables
    ]
    cells = [[_readable(row[i] if k is None or row[k] is None else row[k]) for i, k in shown] for row in rows]
    return text_table([rows.variables[i] for i, _ in shown], cells, width=width)


def text_table(header: Sequence[str], rows: Sequence[Sequence[str]], *, width: int | None = None) -> str:
    """Align columns with spaces; where a width is given, the widest columns are cut with "…" until all fits.

    Args:
        header: column names.
        rows: cells; line breaks and control characters in them are shown as spaces.
        width: columns of the terminal.
    """
    table = [[_one_line(cell) for cell in row] for row in (header, *rows)]
    if not header:
        return ""
    sizes = [max(_columns(row[i]) for row in table) for i in range(len(header))]
    while width is not None and sum(sizes) + 2 * (len(sizes) - 1) > width and max(sizes) > _NARROWEST:
        sizes[sizes.index(max(sizes))] -= 1
    lines = ["  ".join(_fit(cell, size) for cell, size in zip(row, sizes, strict=True)).rstrip() for row in table]
    lines.insert(1, "  ".join("-" * size for size in sizes))
    return "\n".join(lines) + "\n"


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write CSV (RFC 4180) in which no cell can become a formula of a spreadsheet.

    Args:
        header: column names.
        rows: cells; None is an empty cell, numbers stay numbers.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([guarded(cell) for cell in header])
    for row in rows:
        writer.writerow([guarded(cell) for cell in row])
    return out.getvalue()


def guarded(cell: object) -> object:
    """Put an apostrophe before a text that a spreadsheet would calculate; plain numbers are left alone.

    >>> guarded('=HYPERLINK("http://evil")')
    '\\'=HYPERLINK("http://evil")'
    >>> guarded("-1")
    '-1'
    """
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return cell
    text = cell.replace("\0", "")
    if text.lstrip(" ")[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n") or _is_number(text):
        return text
    return "'" + text


def _is_number(text: str) -> bool:
    return text.strip(" +-").replace(".", "", 1).isdecimal() and text.isascii() and text[1:2] not in "+-"


def _readable(term: Node | None) -> str:
    """Give a term as people read it: a literal's text, an IRI shortened by our prefixes."""
    if term is None:
        return ""
    text = str(term)
    if isinstance(term, URIRef):
        for prefix, namespace in PREFIXES.items():
            if text.startswith(namespace) and text != namespace:
                return f"{prefix}:{text[len(namespace) :]}"
    return text


def _one_line(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _fit(text: str, size: int) -> str:
    if _columns(text) <= size:
        return text + " " * (size - _columns(text))
    cut = text[: size - 1]
    while _columns(cut) > size - 1:
        cut = cut[:-1]
    return cut + "…" + " " * (size - 1 - _columns(cut))


def _json(rows: Rows) -> str:
    if rows.form == "ASK":
        answer: dict[str, object] = {"head": {}, "boolean": _truth(rows)}
    else:
        bindings = [
            {name: _json_term(term) for name, term in zip(rows.variables, row, strict=True) if term is not None}
            for row in rows
        ]
        answer = {"head": {"vars": list(rows.variables)}, "results": {"bindings": bindings}}
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Node) -> dict[str, str]:
    if not isinstance(term, Literal):
        return {"type": "bnode" if isinstance(term, BNode) else "uri", "value": str(term)}
    entry = {"type": "literal", "value": str(term)}
    if term.language:
        entry["xml:lang"] = term.language
    elif term.datatype:
        entry["datatype"] = str(term.datatype)
    return entry


def _xml(rows: Rows) -> str:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<sparql xmlns="{_RESULTS}">', " <head>"]
    if rows.form == "ASK":
        lines += [" </head>", f" <boolean>{str(_truth(rows)).lower()}</boolean>"]
    else:
        lines += [f"  <variable name={quoteattr(name)}/>" for name in rows.variables]
        lines += [" </head>", " <results>"]
        for row in rows:
            lines.append("  <result>")
            for name, term in zip(rows.variables, row, strict=True):
                if term is not None:
                    lines.append(f"   <binding name={quoteattr(name)}>{_xml_term(term)}</binding>")
            lines.append("  </result>")
        lines.append(" </results>")
    return "\n".join([*lines, "</sparql>", ""])


def _xml_term(term: Node) -> str:
    text = escape(xml_text(str(term)), {"\r": "&#13;"})
    if isinstance(term, URIRef):
        return f"<uri>{text}</uri>"
    if isinstance(term, BNode):
        return f"<bnode>{text}</bnode>"
    assert isinstance(term, Literal)
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{text}</literal>"
    if term.datatype:
        return f"<literal datatype={quoteattr(str(term.datatype))}>{text}</literal>"
    return f"<literal>{text}</literal>"


def xml_text(text: str) -> str:
    """Leave out the characters that XML 1.0 cannot hold."""
    return "".join(char for char in text if char in "\t\n\r" or (char >= " " and char not in "\ufffe\uffff"))


def _truth(rows: Rows) -> bool:
    return str(rows.rows[0][0]) == "true"
