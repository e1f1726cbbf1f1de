"""Step 6: score models on the visible dev parts, computing in 32 bits: one row a figure, one column a folder."""

from __future__ import annotations

import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import steps
from annotator import TorchAnnotator
from devscore import Scorer
from folder import open_model
from labels import MAX_PIECES

from graph.annotate.encoder.wordpiece import WordPiece


def main() -> None:
    """Run the step."""
    cli = steps.parser(__doc__)
    cli.add_argument("models", type=Path, nargs="+", help="model folders, plain or with int8/")
    cli.add_argument("--threads", type=int, default=2, help="threads")
    options = cli.parse_args()
    log = steps.start_log(options.work, "accurate-evaluate")
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    columns = []
    for path in options.models:
        model, config = open_model(path)
        annotator = TorchAnnotator(model, WordPiece(path / "vocab.txt", MAX_PIECES), config, bf16=False)
        columns.append(Scorer(options.data).score(annotator.annotate))
        log.info("%s: %s", path, columns[-1])
    for name in columns[0]:
        print(f"{name:8}" + "".join(f"{column[name]:10.2f}" for column in columns))


if __name__ == "__main__":
    main()
