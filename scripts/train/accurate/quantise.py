"""Step 5: write a trained model with 8 bits a weight, a scale a row, and check the sizes of the files.

Reads a model folder, writes --target with int8/, config.json and vocab.txt. To be multiplied out when loaded:
computing is done in 32 bits. Each file has to be below 50 MB, all together at most 90 MB.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import folder
import steps
import weights
from labels import read_config

FILE_LIMIT, LIMIT = 50_000_000, 90_000_000


def main() -> int:
    """Run the step."""
    cli = steps.parser(__doc__)
    cli.add_argument("model", type=Path, help="folder of a trained model")
    cli.add_argument("--target", type=Path, required=True, help="folder to write")
    options = cli.parse_args()
    log = steps.start_log(options.work, "accurate-quantise")
    config = read_config(options.model)
    if config is None:
        log.error("%s: no config.json, so no trained model; give a folder that train.py wrote", options.model)
        return 2
    files = weights.save(weights.quantise(weights.load(options.model)), options.target / "int8", weights.SMALL_LAYERS)
    folder.write_texts(config, options.model / "vocab.txt", options.target)
    sizes = {path.name: path.stat().st_size for path in sorted(files)}
    for name, size in sizes.items():
        log.info("%s: %.1f MB", name, size / 1e6)
    total = sum(sizes.values())
    log.info("together %.1f MB", total / 1e6)
    if total > LIMIT or max(sizes.values()) > FILE_LIMIT:
        log.error("too large: at most %d MB a file and %d MB in all", FILE_LIMIT // 1_000_000, LIMIT // 1_000_000)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
