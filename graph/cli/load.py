"""`diplograph load`: exported quads back into a store."""

from __future__ import annotations

import click

from graph.cli import options
from graph.cli.progress import Progress


@click.command(epilog="Example: diplograph load wissen.nq --store wissen")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@options.store()
def load(files: tuple[str, ...], store_name: str) -> None:
    """Load files of quads into a store, such as those that 'export' has written.

    FILE is N-Quads (.nq), TriG (.trig) or JSON-LD (.jsonld), as it is or packed (.gz), or - for N-Quads from standard
    input. A store that is not there yet is made in one piece, by Oxigraph's bulk loader; in one that is there, each
    graph of the files takes the place of what the store held under its name, and all others stay.
    """
    from graph.store.load import Source, load_store

    progress = Progress(noun="graphs")
    sources = [Source.of(name) for name in files]
    graphs = load_store(store_name, sources, on_bytes=progress.bytes_read, on_graph=progress.advance)
    progress.clear()
    click.echo(f"{store_name}: {graphs} {'graph' if graphs == 1 else 'graphs'} loaded", err=True)
