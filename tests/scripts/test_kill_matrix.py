"""Commands killed in the midst of their work: a few kills of what scripts/kill_matrix.py does hundreds of times."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_killed_at_any_moment_every_command_leaves_whole_articles_and_ends_alike_when_repeated(tmp_path):
    seed = str(random.Random(7).randrange(1000))
    result = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "kill_matrix.py"), "--kills", "5", "--seed", seed, "--folder", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr
    assert [line.partition(":")[0] for line in result.stdout.splitlines()] == ["build", "load", "remove"]
