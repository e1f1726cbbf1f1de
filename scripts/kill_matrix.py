"""Kills `build`, `load` and `remove` again and again, and checks what each has left in the embedded store.

A store with an older state of the articles is copied, a command that changes, adds and removes articles runs on it and
is ended by SIGKILL at a random moment, every second time after it has begun to write. The store must then open, each article must be whole, as it was or as it is to
be, and links across articles must be those of the articles that are there, or missing. The same command, run again,
must end byte-identical (sorted N-Quads) with one that was not disturbed; every fifth time it is killed only once.

Example: python scripts/kill_matrix.py --kills 200 --command build
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from graph.namespaces import DEFAULT_BASE  # noqa: E402
from graph.store import open_store  # noqa: E402

PROGRAM = (sys.executable, "-c", "from graph.cli import main; main()")
LINKS = f"{DEFAULT_BASE}links"
DECISIONS = b"ontology#decisions>"
Graphs = Mapping[str, tuple[bytes, ...]]
"""Name of a graph -> its lines of N-Quads, in a fixed order."""


@dataclass(frozen=True, slots=True)
class Task:
    """A command, and what its store holds before and after.

    Attributes:
        arguments: without the store.
        start: folder of the store before.
        again: exit codes of the command when it is run once more.
    """

    arguments: tuple[str, ...]
    start: Path
    again: tuple[int, ...] = (0,)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200, help="of each command")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--command", choices=["build", "load", "remove"], action="append", help="all of them by default"
    )
    parser.add_argument("--folder", type=Path, help="where the stores are put; a temporary folder by default")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        tasks = prepared(Path(name))
        for command in options.command or tasks:
            print(f"{command}: {kill(tasks[command], options.kills, random.Random(options.seed))}", flush=True)


def prepared(folder: Path) -> dict[str, Task]:
    """Make the articles, older and newer, and the stores that the commands begin with."""
    old, new = folder / "alt", folder / "neu"
    old.mkdir()
    new.mkdir()
    articles = sorted((ROOT / "seeds").glob("*.txt"))
    for n, path in enumerate(articles):
        text = path.read_text("utf-8")
        if n != 0:
            (new / path.name).write_text(text, "utf-8")
        if n != 1:
            (old / path.name).write_text(text if n % 2 else text.strip().rpartition("\n\n")[0], "utf-8")
    build = ("build", "--model", "de_news")
    for name in ("alt", "neu"):
        diplograph(*build, str(folder / name), "--store", str(folder / f"{name}.store"))
    diplograph("export", "--store", str(folder / "neu.store"), "-o", str(folder / "neu.nq"))
    gone = [path.stem for path in articles[2:4]]
    return {
        "build": Task((*build, str(new), "--prune"), folder / "alt.store"),
        "load": Task(("load", str(folder / "neu.nq")), folder / "alt.store"),
        "remove": Task(("remove", *gone), folder / "alt.store", again=(0, 2)),
    }


def kill(task: Task, kills: int, chance: random.Random) -> str:
    """Kill a command so often, check what is left each time, and say what was seen."""
    store = task.start.with_name("killed.store")
    shutil.copytree(task.start, store)
    took, writing = watched(task, store)
    start, end = graphs_of(task.start), graphs_of(store)
    if start == end:
        sys.exit("the command has changed nothing")
    between = 0
    for number in range(kills):
        if number == 0 or number % 5 == 0:
            shutil.rmtree(store)
            shutil.copytree(task.start, store)
        watched(
            task, store, kill_after=chance.uniform(0.0, 1.0) * (writing if number % 2 else took), aimed=number % 2 == 1
        )
        found = graphs_of(store)
        fault = next(faults(found, start, end), None)
        if fault is not None:
            sys.exit(f"kill {number}: {fault}")
        between += found not in (start, end)
        if number % 5 == 4 or number == kills - 1:
            diplograph(*task.arguments, "--store", str(store), codes=task.again)
            if graphs_of(store) != end:
                sys.exit(f"kill {number}: the next run ended differently")
    shutil.rmtree(store)
    return f"{kills} kills, {between} in the midst of writing: no torn article, no stale link, every next run byte-identical"


def diplograph(*arguments: str, codes: tuple[int, ...] = (0,)) -> None:
    """Run a command to its end."""
    done = subprocess.run([*PROGRAM, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode not in codes:
        sys.exit(f"{arguments[0]} ended with {done.returncode}: {done.stderr}")


def watched(task: Task, store: Path, *, kill_after: float | None = None, aimed: bool = False) -> tuple[float, float]:
    """Run a command and give the seconds that it took, and those from its first write on; kill it early if asked.

    Args:
        task: the command.
        store: its store.
        kill_after: seconds from its start, or where `aimed` from its first write.
        aimed: wait for the first write.
    """
    command = [*PROGRAM, *task.arguments, "--store", str(store)]
    before, begin = frozenset(path.name for path in store.glob("*.log")), time.perf_counter()
    first = None
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            now = time.perf_counter()
            if first is None and begun(store, before):
                first = now
            since = first if aimed else begin
            if kill_after is not None and since is not None and now - since >= kill_after:
                process.kill()
                break
            time.sleep(0.001)
    end = time.perf_counter()
    return end - begin, end - (first or end)


def begun(store: Path, before: frozenset[str]) -> bool:
    """Tell whether anything stands in a write-ahead log of RocksDB that is not among these."""
    for path in store.glob("*.log"):
        with suppress(FileNotFoundError):
            if path.name not in before and path.stat().st_size:
                return True
    return False


def graphs_of(folder: Path) -> dict[str, tuple[bytes, ...]]:
    """Read the graphs of a store."""
    with open_store(str(folder), read_only=True) as store:
        lines = sorted(store.nquads(), key=_graph_name)
    return {name: tuple(found) for name, found in groupby(lines, key=_graph_name)}


def faults(found: Graphs, start: Graphs, end: Graphs) -> Iterator[str]:
    """Tell which graphs of a store are neither as they were nor as they are to be, and whether links are stale."""
    names = (found.keys() | start.keys() | end.keys()) - {LINKS}
    yield from (f"torn: {name}" for name in sorted(names) if found.get(name) not in (start.get(name), end.get(name)))
    if any(DECISIONS not in line for line in found.get(LINKS, ())):
        fitting = [state for state in (start, end) if all(found.get(name) == state.get(name) for name in names)]
        if all(found[LINKS] != state.get(LINKS) for state in fitting):
            yield "links of articles that are not there"


def _graph_name(line: bytes) -> str:
    return line.rsplit(b" ", 2)[1][1:-1].decode()


if __name__ == "__main__":
    main()
