"""`diplograph build`: articles in, a store of claims out."""

from __future__ import annotations

import click

from graph.cli import options
from graph.cli.progress import Progress


@click.command(epilog="Example: diplograph build seeds/ --store wissen")
@options.inputs
@options.store()
@options.extraction
@click.option("--prune", is_flag=True, help="Remove the articles of the store that INPUT does not hold.")
def build(
    inputs: tuple[str, ...],
    store_name: str,
    model: str,
    entities: tuple[str, ...],
    base: str,
    strict: bool,
    prune: bool,
) -> int:
    """Extract the claims of articles into a store.

    INPUT is a file (.txt, .html, .jsonl, .json, .warc), a folder, a pattern or - for standard input. An article that
    is in the store unchanged is skipped. A build may be stopped at any moment and run again.
    """
    from graph.pipeline import ExtractionConfig
    from graph.pipeline import build as run
    from graph.store import open_store

    progress = Progress(strict=strict)
    config = ExtractionConfig(model=model, base=base, entities=entities)
    with open_store(store_name) as store:
        report = run(inputs, store, config, prune=prune, on_error=progress.report, on_article=progress.advance)
    code = progress.finish()
    click.echo(f"{store_name}: {report}", err=True)
    return code
