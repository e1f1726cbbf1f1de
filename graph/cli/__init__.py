"""The command line: one file per command; each is imported only when it is called."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from graph import __version__
from graph.errors import GraphError

_COMMANDS = (
    "build",
    "codings",
    "extract",
    "query",
    "serve",
    "export",
    "load",
    "view",
    "network",
    "validate",
    "entities",
    "remove",
    "info",
)
_SUMMARIES = {
    "build": "Extract the claims of articles into a store.",
    "codings": "Take what people coded in Discourse Network Analyzer into a store.",
    "extract": "Print the claims of articles without a store.",
    "query": "Ask a store one of the shipped questions, or one of your own.",
    "serve": "Serve a store for reading: SPARQL endpoint, query form, and pages to browse it.",
    "export": "Write a store to a file.",
    "load": "Load exported quads into a store.",
    "view": "Draw a store as one HTML file.",
    "network": "Make discourse networks of a store, as Discourse Network Analyzer does.",
    "validate": "Check a Turtle file or a store against the shapes of the ontology.",
    "entities": "List who a store speaks of, under which names and why.",
    "remove": "Take articles out of a store.",
    "info": "Tell versions, pipeline and what a store holds.",
}


class Commands(click.Group):
    """The group of all commands: finds them by name and tells every fault of the user's in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order of the work."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command."""
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(f"graph.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _SUMMARIES[name]) for name in _COMMANDS])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader that has seen enough, such as `head`, is no fault."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that the last flush finds an open end
            return 0
        return result

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, *rest: Any, **extra: Any) -> Any:
        """Run a command and exit: 0 done, 1 done without some articles, 2 a fault of the input, 3 a fault of ours."""
        extra["standalone_mode"] = False
        logging.getLogger("rdflib.term").setLevel(
            logging.ERROR
        )  # else a traceback for each ill-formed literal of others
        try:
            sys.exit(super().main(args, prog_name or "diplograph", *rest, **extra) or 0)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(2)
        except click.UsageError as error:
            path = error.ctx.command_path if error.ctx else "diplograph"
            _complain(f"{error.format_message().rstrip('.')}; see {path} --help")
            sys.exit(2)
        except (GraphError, click.ClickException) as error:
            _complain(error.format_message() if isinstance(error, click.ClickException) else str(error))
            sys.exit(2)
        except click.Abort:
            _complain("stopped")
            sys.exit(130)
        except Exception:  # a fault of ours: the traceback is for its report, the code tells it from 1 and 2
            traceback.print_exc()
            sys.exit(3)


def _complain(message: str) -> None:
    click.echo(f"diplograph: {' '.join(message.split())}", err=True)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: diplograph build artikel/ --store wissen && diplograph view --store wissen -o bild.html",
)
@click.version_option(__version__, prog_name="diplograph")
def main() -> None:
    """German news about conflict diplomacy as a knowledge graph of claims."""
