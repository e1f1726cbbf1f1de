"""The training steps are scripts that import one another by name: their folders come first on the path."""

import sys
from pathlib import Path

TRAIN = Path(__file__).resolve().parents[2] / "scripts" / "train"
sys.path[:0] = [path for path in (str(TRAIN), str(TRAIN / "accurate")) if path not in sys.path]
