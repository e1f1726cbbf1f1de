"""Same articles, same bytes: the whole chain from text to every RDF file, whatever the hash seed and the file order."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ARTICLES = {
    "absage.txt": (
        "Absage aus Moskau\n\nPutins Berater Juri Uschakow lehnte die 30-tägige Waffenruhe am Donnerstag ab. "
        "Der Kreml fordert, dass die Ukraine auf einen NATO-Beitritt verzichtet. Laut Tass sagte Peskow, "
        "Moskau werde Gesprächen in Riad nur zustimmen, wenn Kiew die Mobilmachung stoppt.\n"
    ),
    "zusage.txt": (
        "Zusage aus Kiew\n\nPräsident Selenskyj begrüßte den Vorschlag der USA. Frankreich und Großbritannien wollen "
        "Friedenstruppen entsenden. Außenminister Rubio warnte vor neuen Sanktionen gegen Russland.\n"
    ),
}
SCRIPT = """
import sys
from pathlib import Path
from graph.cli import main
from graph.export import FORMATS, write
from graph.pipeline import build
from graph.store import open_store
folder, *inputs = sys.argv[1:]
with open_store("oxigraph:") as store:
    build(inputs, store)
    for name in FORMATS:
        write(store, Path(folder) / f"graph.{name}")
main(["extract", *sorted(inputs), "--format", "turtle", "--output", folder + "/extract.ttl"])
"""


def files_of(folder: Path, articles: list[str], seed: str) -> dict[str, bytes]:
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), *articles],
        cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.model
@pytest.mark.slow
def test_the_whole_chain_gives_the_same_bytes_for_three_hash_seeds_and_any_file_order(tmp_path):
    paths = []
    for name, text in ARTICLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        paths.append(str(tmp_path / name))
    first = files_of(tmp_path / "0", paths, "0")
    assert b"dg:Rejection" in first["graph.ttl"]
    assert b"dg:Rejection" in first["extract.ttl"]
    for seed, order in (("1", paths), ("4242", paths[::-1])):
        again = files_of(tmp_path / seed, order, seed)
        assert [name for name in first if first[name] != again.get(name)] == [], f"PYTHONHASHSEED={seed}"
