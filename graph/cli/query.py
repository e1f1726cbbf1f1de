"""`diplograph query`: a shipped question or SPARQL of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli import options
from graph.cli.output import opened, terminal_width
from graph.errors import QueryError

if TYPE_CHECKING:
    from graph.store import Rows

_MAX_QUERY = 1_000_000
_ROWS_TO_READ = 1000


@click.command(epilog="Example: diplograph query who-rejects --store wissen --param concept=ceasefire")
@click.argument("question", metavar="[NAME|FILE.rq|-]", required=False)
@options.store(required=False)
@click.option(
    "-e", "--execute", "sparql", metavar="SPARQL", help="Ask this SPARQL instead of a named question or a file."
)
@click.option(
    "-p", "--param", "params", metavar="NAME=VALUE", multiple=True, help="Parameter of the question; may be repeated."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "xml", "turtle"]),
    default="table",
    show_default=True,
    help="Form of the answer.",
)
@options.output("File to write instead of standard output.")
@click.option(
    "--view", metavar="FILE.html", help="Draw the triples that CONSTRUCT or DESCRIBE gives, instead of printing."
)
def query(
    question: str | None,
    store_name: str | None,
    sparql: str | None,
    params: tuple[str, ...],
    form: str,
    output: str | None,
    view: str | None,
) -> None:
    """Ask a store one of the shipped questions, or SPARQL of your own from a file, standard input or -e.

    Without a question, the shipped ones are listed with their parameters. A table shows the first 1,000 rows (the
    newest, or the most frequent) of a question that has the parameter limit; the other forms hold all.
    """
    if question is not None and sparql is not None:
        raise click.UsageError("Give either a question or -e, not both.")
    if view is not None and output is not None:
        raise click.UsageError("Give either --view or --output, not both.")
    if question is None and sparql is None:
        _list_questions()
        return
    if store_name is None:
        raise click.UsageError("Missing option '--store'.")
    from graph.query import run
    from graph.store import open_store

    text = _question_text(question) if question is not None else _checked(sparql or "", "-e")
    given = dict(_pair(param) for param in params)
    cut = form == "table" and "limit" not in given and _has_limit(text)
    if cut:
        given["limit"] = str(_ROWS_TO_READ)
    with open_store(store_name, read_only=True) as store:
        rows = run(store, text, given)
    if view is not None:
        _draw(rows, Path(view), question or "-e")
        return
    from graph.export.table import format_rows

    answer = format_rows(rows, form, width=None if output else terminal_width())
    with opened(output) as out:
        out.write(answer.encode("utf-8"))
        if not answer.endswith("\n"):
            out.write(b"\n")
    if cut and len(rows) >= _ROWS_TO_READ:
        note = f"a table ends after {_ROWS_TO_READ:,} rows: --param limit=… gives more, --format csv gives all"
        click.echo(f"diplograph: {note}", err=True)


def _list_questions() -> None:
    from graph.query import library

    for entry in library():
        click.echo(f"{entry.name}: {entry.title_de} ({entry.title_en})")
        for parameter in entry.parameters:
            needed = "" if parameter.required else ", optional"
            click.echo(f"    --param {parameter.name}=…  {parameter.description} ({parameter.type}{needed})")


def _has_limit(text: str) -> bool:
    """Tell whether this is a shipped question that can give the first rows only."""
    from graph.query import library

    return any(entry.name == text and any(p.name == "limit" for p in entry.parameters) for entry in library())


def _question_text(question: str) -> str:
    """Give a question's name as it is, and the text of a file or of standard input."""
    if question != "-" and not question.endswith((".rq", ".sparql")) and "/" not in question:
        return question
    try:
        data = sys.stdin.buffer.read(_MAX_QUERY) if question == "-" else Path(question).read_bytes()[:_MAX_QUERY]
        text = data.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "not UTF-8 text"
        raise QueryError(question, f"cannot be read ({reason})", "check the file") from error
    return _checked(text, question)


def _checked(text: str, where: str) -> str:
    """Refuse an empty query, and one word, which would be taken for the name of a shipped question."""
    if len(text.split()) < 2:
        raise QueryError(where, "no query in it", "write SPARQL, or name a shipped question")
    return text


def _draw(rows: Rows, file: Path, where: str) -> None:
    from graph.export.triples import write_triples_view

    if rows.form not in ("CONSTRUCT", "DESCRIBE"):
        raise QueryError(where, f"{rows.form} gives no triples to draw", "ask by CONSTRUCT, or leave --view away")
    write_triples_view(
        [(s, p, o) for s, p, o in rows if s is not None and p is not None and o is not None], file, where=where
    )


def _pair(param: str) -> tuple[str, str]:
    name, equals, value = param.partition("=")
    if not equals or not name.strip():
        raise click.BadParameter(f"{param!r} is not NAME=VALUE", param_hint="--param")
    return name.strip(), value.strip()
