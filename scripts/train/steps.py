"""What all training steps share: folders, the log, and reproducible seeds."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
WORK = ROOT / "work" / "train"
NETWORK = ROOT / "graph" / "annotate" / "de_news_accurate" / "encoder"
SEED = 20


def parser(description: str | None) -> argparse.ArgumentParser:
    """Command line parser with the two folders every step knows."""
    result = argparse.ArgumentParser(description=description, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    result.add_argument("--data", type=Path, default=DATA, help="folder of the training data")
    result.add_argument("--work", type=Path, default=WORK, help="folder of intermediate files")
    return result


def start_log(work: Path, step: str) -> logging.Logger:
    """Log to standard error and to `<work>/<step>.log`."""
    work.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(message)s",
        datefmt="%H:%M:%S",
        handlers=[
            logging.StreamHandler(sys.stderr),
            logging.FileHandler(work / f"{step}.log", encoding="utf-8"),
        ],
    )
    return logging.getLogger(step)
