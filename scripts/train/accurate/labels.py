"""The labels of all heads: made from gold trees, or read from the config.json of an earlier model."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from conllu import DEPREL, FEATS, FORM, LEMMA, UPOS, XPOS, Parsed
from lemma_scripts import SAME, WHOLE, derive

ENTITY_KINDS = ("PER", "LOC", "ORG", "MISC")
MAX_SUBTOKENS, MAX_PIECES = 250, 8
#: A target that no loss counts.
IGNORE = -100
Labels = dict[str, list[str]]


def by_frequency(values: list[str], first: str | None = None, least: int = 1) -> list[str]:
    """Different values, the most frequent first, behind the one that has to come first."""
    counts = Counter(values)
    found = [value for value, count in counts.most_common() if count >= least and value != first]
    return found if first is None else [first, *found]


def lemma_labels(gold: list[Parsed]) -> list[str]:
    """Edit scripts that more than one word needs; whole lemmas only where four do."""
    counts = Counter(derive(row[FORM], row[LEMMA]) for sentence in gold for row in sentence.rows)
    kept = [s for s, count in counts.most_common() if count >= (4 if s.startswith(WHOLE) else 2) and s != SAME]
    return [SAME, *kept]


def from_gold(gold: list[Parsed]) -> Labels:
    """All labels that gold trees need, and the entity tags."""
    rows = [row for sentence in gold for row in sentence.rows]
    return {
        "upos": by_frequency([row[UPOS] for row in rows]),
        "xpos": by_frequency([row[XPOS] for row in rows]),
        "dep": by_frequency([row[DEPREL] for row in rows]),
        "lem": lemma_labels(gold),
        "ner": ["O", *(f"{place}-{kind}" for kind in ENTITY_KINDS for place in "BI")],
        "feats": by_frequency([row[FEATS] for row in rows], first="_"),
    }


def read_config(model: Path) -> dict[str, Any] | None:
    """The config.json of a model folder; None for an encoder without heads."""
    path = model / "config.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def make_config(layers: int, low: int, vocab: int, labels: Labels) -> dict[str, Any]:
    """What config.json says."""
    trained = f"layers 0-{low - 1} as published, layers {low}-{layers - 1} fine-tuned"
    return {
        "layers": layers,
        "low": low,
        "hidden": 768,
        "heads": 12,
        "intermediate": 3072,
        "max_subtokens": MAX_SUBTOKENS,
        "max_pieces_per_word": MAX_PIECES,
        "vocab": vocab,
        "base": f"multilingual BERT cased (Apache-2.0), first {layers} layers; {trained}",
        "labels": labels,
    }


class Index:
    """Numbers of labels."""

    def __init__(self, labels: Labels) -> None:
        self.numbers = {head: {name: i for i, name in enumerate(names)} for head, names in labels.items()}

    def __call__(self, head: str, name: str) -> int:
        """The number of a label, that of the relation without subtype where the full one is unknown, else IGNORE."""
        known = self.numbers[head]
        found = known.get(name, IGNORE)
        return known.get(name.split(":")[0], IGNORE) if found == IGNORE and head == "dep" else found
