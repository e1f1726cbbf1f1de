"""`diplograph serve`: ask and browse a store in the browser and over the SPARQL protocol."""

from __future__ import annotations

import click

from graph.cli import options


@click.command(epilog="Example: diplograph serve --store wissen --port 8000")
@options.store()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port to listen on; 0 takes a free one.",
)
@click.option("--cors", metavar="ORIGIN", help="Let web pages of this origin ask, e.g. https://example.org, or *.")
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(0.1, 3600),
    default=10.0,
    show_default=True,
    help="Stop queries that take longer.",
)
@click.option(
    "--max-rows",
    metavar="N",
    type=click.IntRange(1, 10_000_000),
    default=10_000,
    show_default=True,
    help="Cut longer answers, and say so in a header.",
)
def serve(store_name: str, host: str, port: int, cors: str | None, timeout: float, max_rows: int) -> None:
    """Serve a store for reading: SPARQL endpoint, query form, and pages to browse it.

    The store cannot be built on while it is served. Nothing but this computer reaches the server unless --host is
    given. Ctrl-C stops it.
    """
    from graph.service.limits import Limits
    from graph.service.run import serve as run

    limits = Limits(timeout=timeout, rows=max_rows)
    run(store_name, host=host, port=port, cors=cors, limits=limits, on_ready=_tell)


def _tell(address: str) -> None:
    click.echo(
        f"Serving at {address} (SPARQL at {address}sparql, query form at {address}query); Ctrl-C stops", err=True
    )
