"""What others' tools make of the ontology and of a graph of claims, with the real tools: scripts/check_interop.py."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "check_interop.py"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SCRIPT.exists(), reason="scripts/ is not shipped with this copy"),
]


def checked(*arguments: str) -> str:
    done = subprocess.run([sys.executable, str(SCRIPT), *arguments], capture_output=True, text=True, check=False)
    if done.returncode == 3:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.model
@pytest.mark.skipif(
    shutil.which("java") is None or shutil.which("mvn") is None, reason="java and mvn are not installed"
)
def test_jena_and_owl_api_read_ontology_and_seeds_without_a_complaint():
    said = checked("--tool", "jena", "--tool", "robot", str(ROOT / "seeds"))
    for line in ("jena      riot --validate", "jena      shacl validate, articles.ttl", "robot     articles-claims"):
        assert f"ok    {line}" in said


def test_oxigraph_loads_the_ontology_and_gives_it_back():
    said = checked("--tool", "oxigraph")
    assert "ontology/vocabulary.ttl" in said


@pytest.mark.skipif(
    shutil.which("virtuoso-t") is None or shutil.which("isql-vt") is None, reason="virtuoso-t is not installed"
)
def test_virtuoso_loads_the_ontology_with_the_same_number_of_triples():
    said = checked("--tool", "virtuoso")
    assert "ontology/vocabulary.ttl" in said
