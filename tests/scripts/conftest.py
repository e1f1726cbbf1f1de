"""The training steps are scripts that import one another by name: their folders come first on the path."""

import sys
from pathlib import Path

TRAIN = Path(__file__).resolve().parents[2] / "scripts" / "train"
FOLDERS = [str(TRAIN), str(TRAIN / "accurate"), str(TRAIN / "small")]
sys.path[:0] = [folder for folder in FOLDERS if folder not in sys.path]
