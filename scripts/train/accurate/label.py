"""Step 3: annotate order.tsv with a torch model, a teacher for instance, as annotate.py does with the shipped one.

All options are those of ../annotate.py; with --peer CoreNLP's trees have a say, with --soft the probabilities are kept.
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import steps
from annotate import annotate_order, arguments
from annotator import TorchAnnotator
from folder import open_model
from labels import MAX_PIECES
from wordpiece import WordPiece


def main() -> None:
    """Run the step."""
    cli = arguments(__doc__)
    cli.add_argument("--model", type=Path, required=True, help="folder of the annotating model")
    cli.add_argument("--bf16", action="store_true", help="compute in 16 bits: faster on processors with AMX")
    options = cli.parse_args()
    log = steps.start_log(options.work, "accurate-label")
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    model, config = open_model(options.model)
    pieces = WordPiece(options.model / "vocab.txt", MAX_PIECES)
    annotate_order(TorchAnnotator(model, pieces, config, options.bf16), options, log)


if __name__ == "__main__":
    main()
