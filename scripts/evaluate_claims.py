"""Measure the extraction: golden sentences by phenomenon, then the gold articles of claims, quotations and times.

The golden sentences are those of tests/golden. The gold articles and their scorers lie outside the project
(--gold, a folder with score_claims.py and its data); where they are missing, only the sentences are measured.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import test_golden as golden  # noqa: E402

from graph.annotate.shipped import DEFAULT_MODEL  # noqa: E402
from graph.pipeline import ExtractionConfig, Extractor  # noqa: E402

#: What is measured: scorer, gold, what is read, form of extraction, how many of the last lines tell the figures.
PARTS = (
    ("score_claims.py", "dev", "dev/*.txt", "jsonl", 3),
    ("score_claims.py", "train", "train/*.txt", "jsonl", 3),
    ("score_quotations.py", "quotations/quotations.jsonl", "quotations/quotations.jsonl", "quotations", 2),
    ("score_times.py", "times/times.jsonl", "times/times.jsonl", "times", 2),
)


def figures(folder: Path, part: tuple[str, str, str, str, int], model: str) -> list[str]:
    """Extract one part and give the last lines of its scorer."""
    scorer, gold, texts, form, lines = part
    with tempfile.TemporaryDirectory() as scratch:
        found = Path(scratch, "found.jsonl")
        call = ["extract", str(folder / texts), "--model", model, "--format", form, "-o", str(found)]
        subprocess.run([sys.executable, "-m", "graph.cli", *call], cwd=ROOT, check=True)
        command = [sys.executable, str(folder / scorer), str(folder / gold), str(found)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.strip().splitlines()[-lines:]


def main() -> int:
    """Print all tables."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    cli.add_argument("--model", default=DEFAULT_MODEL, help="German spaCy pipeline: a name or a folder")
    cli.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "eval", help="folder of gold and scorers")
    options = cli.parse_args()
    found = golden.claims_found(Extractor.load(ExtractionConfig(model=options.model)))
    print("\n".join(golden.table(found)[1]))
    if not (options.gold / "score_claims.py").is_file():
        print(f"no gold articles in {options.gold}: only the golden sentences were measured", file=sys.stderr)
        return 0
    for part in PARTS:
        print(f"\n{part[1]}")
        print("\n".join(figures(options.gold, part, options.model)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
