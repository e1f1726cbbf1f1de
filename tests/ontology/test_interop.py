"""What others' tools make of the ontology and of a claim; scripts/check_interop.py has the rest."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "check_interop.py"


@pytest.mark.slow
@pytest.mark.parametrize("tool", ["oxigraph", "jena", "robot"])
def test_a_tool_reads_ontology_and_claims_without_a_complaint(tool):
    if not SCRIPT.exists():
        pytest.skip("scripts/ is not shipped with this copy")
    if tool != "oxigraph" and (shutil.which("java") is None or shutil.which("mvn") is None):
        pytest.skip("java and mvn are not installed")
    done = subprocess.run([sys.executable, str(SCRIPT), "--tool", tool], capture_output=True, text=True, check=False)
    if done.returncode == 3:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stdout
