r"""Reading SPARQL only as far as safety needs: its form, forbidden words, and where bound terms go.

No engine's parser is copied here. The text is cut into the tokens of the SPARQL grammar; where a character allows two
readings (`<` opens an IRI or compares, `\"""` opens a long string or closes an empty one) both are followed, so that
SERVICE cannot hide in what one reader takes for a string and another for code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

import pyoxigraph
from rdflib import BNode, Literal
from rdflib.namespace import XSD
from rdflib.term import Node

from graph.errors import QueryError
from graph.store.terms import sparql_term

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_PROLOGUE = ("PREFIX", "BASE", "VERSION")
_SHORT = r'"(?:[^"\\\n\r]|\\.)*"' "|" r"'(?:[^'\\\n\r]|\\.)*'"
_LONG = r'"""(?:"{0,2}(?:[^"\\]|\\.))*"""' "|" r"'''(?:'{0,2}(?:[^'\\]|\\.))*'''"
_IRI = r'<[^<>"{}|^`\\\x00-\x20]*>'
_TOKEN = re.compile(
    rf"(?P<space>\s+|\#[^\n\r]*)|(?P<string>{_LONG}|{_SHORT})|(?P<iri>{_IRI})|(?P<variable>[?$]\w+)"
    r"|(?P<name>[\w.\-]*:[\w.\-%:\\]*)|(?P<word>\w+)|(?P<mark>.)",
    re.DOTALL,
)
_SECOND_READINGS = {"<": re.compile("<"), '"': re.compile(_SHORT, re.DOTALL), "'": re.compile(_SHORT, re.DOTALL)}
_SEAM = re.compile("[#\"']")  # only from these on can two readings of what follows differ
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_VARIABLE = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_DIGITS = re.compile(r"[0-9]+", re.ASCII)
_WITH = re.compile(r"# with (\w+(?: and \w+)*): *([^\n\r]*)")


@lru_cache(maxsize=64)
def check_query(sparql: str) -> str:
    """Check that a text is a query that reads and touches this store only, and give its form.

    Args:
        sparql: SPARQL 1.1 text.

    Returns:
        SELECT, ASK, CONSTRUCT or DESCRIBE.

    Raises:
        QueryError: it is an update, uses SERVICE, or is not SPARQL.
    """
    for text in {sparql, _unescaped(sparql)}:
        if any("service" in word for word in _possible_words(text)):
            raise QueryError(
                "query", "SERVICE is refused, since it sends data to another host", "rename a prefix called so"
            )
    form = _form(sparql)
    try:
        pyoxigraph.Store().query(sparql)
    except SyntaxError as error:
        said = str(error).splitlines()[0][:160]
        raise QueryError("query", f"not SPARQL: {said}", "check the text at that line and column") from None
    except (ValueError, RuntimeError) as error:
        raise QueryError("query", str(error)) from None
    return form


def bind(sparql: str, substitutions: Mapping[str, Node]) -> str:
    """Bind terms to variables of a query by a VALUES block at the head of its WHERE group.

    Every SPARQL 1.1 engine understands this in the same way. The terms are written by the RDF library, so that no
    value can end its own literal or IRI. A variable is bound in the outermost group and what is joined to it, not
    within a sub-SELECT, unless the query asks for that by a comment in a line of its own:

        # with concept: ?object dg:concept ?concept .
        # with actor:
        # with limit and actor: ?claim dg:subject ?actor .

    Such a line is switched on where `concept` is among the terms, or all that it names are, with the terms in the place
    of the variables; an empty one becomes VALUES blocks. So a query can say where an engine should begin when a parameter is given.

    Args:
        sparql: a query that `check_query` has passed.
        substitutions: variable name, without question mark, -> IRI or literal.

    Raises:
        QueryError: the query has no such variable, or no WHERE group, or a line switched on is not allowed.
    """
    if not substitutions:
        return sparql
    written = {name: _written(name, term) for name, term in substitutions.items()}
    text, switched = _switched(sparql, written)
    tokens = list(_tokens(text))
    names = sorted({token[1:] for kind, token, _ in tokens if kind == "variable"} & set(written))
    for name in written:
        if name not in names and name not in switched:
            raise QueryError(f"parameter {name!r}", "the query has no variable of this name", "check its spelling")
    if switched:
        check_query(text)
    if not names:
        return text
    variables = " ".join(f"?{name}" for name in names)
    terms = " ".join(written[name] for name in names)
    start = _where(tokens)
    return f"{text[:start]} VALUES ({variables}) {{ ({terms}) }} {text[start:]}"


def _written(name: str, term: Node) -> str:
    if not _VARIABLE.fullmatch(name):
        raise QueryError(f"parameter {name!r}", "the query has no variable of this name", "check its spelling")
    if isinstance(term, BNode):
        raise QueryError(f"parameter {name!r}", "a blank node cannot be bound", "give an IRI or a literal")
    if isinstance(term, Literal) and term.datatype == XSD.integer and _DIGITS.fullmatch(term):
        return str(term)  # LIMIT takes bare digits only, and elsewhere they are the same literal
    return sparql_term(term)


def _switched(sparql: str, written: Mapping[str, str]) -> tuple[str, set[str]]:
    """Switch on the comments that are there for these parameters, and give the text and their names."""
    pieces, end, names = [], 0, set()
    for match in _TOKEN.finditer(sparql):
        line = _WITH.fullmatch(match.group()) if match.lastgroup == "space" else None
        given = set(line[1].split(" and ")) if line else set()
        if line is None or not given <= written.keys():
            continue
        terms = {f"{mark}{name}": written[name] for name in given for mark in "?$"}
        body = "".join(terms.get(part.group(), part.group()) for part in _TOKEN.finditer(line[2]))
        values = " ".join(f"VALUES ?{name} {{ {written[name]} }}" for name in sorted(given))
        pieces += [sparql[end : match.start()], body.strip() or values]
        end = match.end()
        names |= given
    return "".join([*pieces, sparql[end:]]), names


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """Cut a text into (kind, text, start), space and comments left out."""
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "space":
            yield str(match.lastgroup), match.group(), match.start()


def _possible_words(text: str) -> Iterator[str]:
    """Give, in lower case, every bare word and every prefix that some reading of the text contains."""
    waiting, seen = [0], {0}
    while waiting:
        start = waiting.pop()
        match = _TOKEN.match(text, start)
        if match is None:
            continue
        if match.lastgroup in ("word", "name"):
            yield match.group().partition(":")[0].lower()
        ends = {match.end()}
        second = _SECOND_READINGS.get(text[start])
        if second is not None and _SEAM.search(match.group()) and (other := second.match(text, start)):
            ends.add(other.end())
        waiting.extend(ends - seen)
        seen |= ends


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(min(int(match[1] or match[2], 16), 0x10FFFF)), text)


def _form(sparql: str) -> str:
    words = (text.upper() for kind, text, _ in _tokens(sparql) if kind == "word")
    first = next((word for word in words if word not in _PROLOGUE), "")
    if first not in FORMS:
        raise QueryError("query", f"begins with {first or 'nothing'}", f"only {', '.join(FORMS)} are allowed")
    return first


def _where(tokens: list[tuple[str, str, int]]) -> int:
    """Find the place behind the brace that opens the WHERE group."""
    form = next((text.upper() for kind, text, _ in tokens if kind == "word" and text.upper() in FORMS), "")
    depth, groups = 0, 0
    for kind, text, start in tokens:
        if kind != "mark" or text not in "{}":
            continue
        if text == "{" and depth == 0:
            groups += 1
            if form != "CONSTRUCT" or groups == 2:
                return start + 1
        depth += 1 if text == "{" else -1
    raise QueryError("query", "has no WHERE group to bind parameters in", "write it as … WHERE { … }")
