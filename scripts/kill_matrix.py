"""Kills a process that fills an embedded store, again and again, and checks what is left each time.

After every kill the store must open, hold only whole articles, and after the next run be byte-identical (sorted
N-Quads) with a store that was filled undisturbed.

Example: python scripts/kill_matrix.py --kills 200
"""

from __future__ import annotations

import argparse
import hashlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from rdflib import Literal, URIRef  # noqa: E402

from graph.store import Quad, open_store  # noqa: E402

ARTICLES, SENTENCES = 24, 60
BASE = "https://example.org/"


def articles() -> Iterator[tuple[URIRef, list[Quad]]]:
    """Give graphs whose every triple is told by the graph's name, so that a torn one is seen."""
    for number in range(ARTICLES):
        graph = URIRef(f"{BASE}article/{number}")
        yield (
            graph,
            [
                (URIRef(f"{graph}/c{i}"), URIRef(BASE + "says"), Literal(f"Satz {i} von {number}", lang="de"), graph)
                for i in range(SENTENCES)
            ],
        )


def fill(folder: Path) -> None:
    """Write all articles, every second one on its own, the others four to a transaction."""
    ready = list(articles())
    with open_store(str(folder)) as store:
        print("open", flush=True)
        for graph, quads in ready[::2]:
            store.replace(graph, quads)
        rest = ready[1::2]
        for i in range(0, len(rest), 4):
            store.replace_many(rest[i : i + 4])


def checksum(folder: Path) -> str:
    """Give the hash of a store's sorted N-Quads."""
    digest = hashlib.sha256()
    with open_store(str(folder), read_only=True) as store:
        for line in store.nquads():
            digest.update(line)
    return digest.hexdigest()


def torn_articles(folder: Path) -> tuple[int, list[str]]:
    """Count the articles in a store and name those that are not whole."""
    query = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    with open_store(str(folder)) as store:
        sizes = {str(graph): int(str(size)) for graph, size in store.select(query)}
    return len(sizes), [graph for graph, size in sizes.items() if size != SENTENCES]


def run(folder: Path, *, kill_after: float | None) -> float:
    """Fill a store in a process of its own and give the seconds that it took; end it early by SIGKILL if asked."""
    begin = time.perf_counter()
    command = [sys.executable, __file__, "--fill", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        if kill_after is not None:
            time.sleep(kill_after)
            process.kill()
        code = process.wait()
    if kill_after is None and code != 0:
        sys.exit(f"the run after a kill failed with {code}")
    return time.perf_counter() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where the stores are put; a temporary folder by default")
    parser.add_argument("--fill", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.fill:
        fill(options.fill)
        return
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        took = run(folder / "undisturbed", kill_after=None)
        expected = checksum(folder / "undisturbed")
        chance = random.Random(options.seed)
        counts = []
        for number in range(options.kills):
            store = folder / "killed"
            run(store, kill_after=chance.uniform(0.3, 1.0) * took)
            found, torn = torn_articles(store) if store.exists() else (0, [])
            if torn:
                sys.exit(f"kill {number}: torn articles {torn}")
            counts.append(found)
            if number % 5 == 4:
                run(store, kill_after=None)
                if checksum(store) != expected:
                    sys.exit(f"kill {number}: the next run ended differently")
                shutil.rmtree(store)
        partly = sum(0 < count < ARTICLES for count in counts)
        print(
            f"{options.kills} kills: 0 torn articles, {partly} in the midst of writing, every next run byte-identical"
        )


if __name__ == "__main__":
    main()
