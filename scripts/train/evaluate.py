"""Step 6: score every checkpoint of both training runs on the visible dev parts, by part and by run.

Reads model-<part>/run-*/ and prints the columns that matter for the choice between checkpoints.
"""

from __future__ import annotations

import sys
from pathlib import Path

import spacy
import steps

sys.path.insert(0, str(steps.ROOT / "scripts"))

from evaluate_pipeline import Labelled, Parsed, read_dev, score_entities, score_trees


def tree_line(checkpoint: Path, gold: list[Parsed]) -> str:
    """Scores of a parse checkpoint."""
    scores = score_trees(spacy.load(checkpoint), gold)
    shares = [f"{name} {100 * scores.share(name):.1f}" for name in ("UPOS", "XPOS", "FEATS", "lemma", "UAS", "LAS")]
    arcs = [f"{name} {100 * scores.relation_f1(name):.1f}" for name in ("nsubj", "obj")]
    return "  ".join(shares + arcs)


def entity_line(checkpoint: Path, named: list[Labelled]) -> str:
    """Scores of an entity checkpoint."""
    scores = score_entities(spacy.load(checkpoint), named)
    return "  ".join(f"{kind} {100 * value:.1f}" for kind, value in scores.items())


def main() -> None:
    """Run the step."""
    options = steps.parser(__doc__).parse_args()
    log = steps.start_log(options.work, "evaluate")
    gold, named = read_dev(options.data)
    for checkpoint in sorted(options.work.glob("model-*/run-*/model-*")):
        part = checkpoint.parts[-3].removeprefix("model-")
        line = tree_line(checkpoint, gold) if part == "parse" else entity_line(checkpoint, named)
        log.info("%s: %s", checkpoint.relative_to(options.work), line)


if __name__ == "__main__":
    main()
