"""`diplograph load`: exported quads back into a store."""

from __future__ import annotations

import click

from graph.cli import options
from graph.cli.progress import Progress


@click.command(epilog="Example: diplograph load wissen.nq --store wissen")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@options.store()
@options.entities
def load(files: tuple[str, ...], store_name: str, entities: tuple[str, ...]) -> None:
    """Load files of quads into a store, such as those that 'export' has written.

    FILE is N-Quads (.nq), TriG (.trig) or JSON-LD (.jsonld), as it is or packed (.gz), or - for N-Quads from standard
    input. A store that is not there yet is made in one piece, by Oxigraph's bulk loader; in one that is there, each
    graph of the files takes the place of what the store held under its name, and all others stay.

    The links across articles are those of the file where one file makes a new store; else they are made anew, with the
    decisions that those of the store and of the files were made with unless --entities gives others.
    """
    from pathlib import Path

    from graph.gazetteer import load_gazetteer
    from graph.links import load_linked
    from graph.store.load import Source

    progress = Progress(noun="graphs")
    gazetteer = load_gazetteer(tuple(Path(path) for path in entities))
    loaded = load_linked(
        store_name,
        [Source.of(name) for name in files],
        gazetteer,
        on_bytes=progress.bytes_read,
        on_graph=progress.advance,
    )
    progress.clear()
    noun = "graph" if loaded.graphs == 1 else "graphs"
    click.echo(f"{store_name}: {loaded.graphs} {noun} loaded", err=True)
