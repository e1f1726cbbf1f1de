"""Makes the modules of the steps and of the accurate model importable; imported before them."""

import sys
from pathlib import Path

TRAIN = Path(__file__).resolve().parents[1]
for folder in (TRAIN.parents[1], TRAIN / "accurate", TRAIN):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
