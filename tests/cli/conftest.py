"""A store with the sample graph, and a way to call the command line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from sample_graph import graphs

from graph.cli import main
from graph.store import open_store

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def call():
    """Call a command in this process; `result.stdout`, `result.stderr` and `result.exit_code` tell what it did."""

    def invoke(*args, stdin=None):
        result = CliRunner().invoke(main, [str(arg) for arg in args], input=stdin)
        assert result.exit_code in (0, 1, 2), result.stderr
        return result

    return invoke


@pytest.fixture
def shell():
    """Call a command in a process of its own."""

    def run(*args, **options):
        env = {**os.environ, "PYTHONUTF8": "0", "LC_ALL": "C"}
        return subprocess.run(
            [sys.executable, "-m", "graph.cli", *map(str, args)],
            capture_output=True,
            cwd=ROOT,
            env=env,
            check=False,
            **options,
        )

    return run


@pytest.fixture
def sample_store(tmp_path):
    """Give the folder of a store that holds the sample graph."""
    folder = tmp_path / "wissen"
    with open_store(str(folder)) as store:
        store.replace_many(graphs())
    return folder
