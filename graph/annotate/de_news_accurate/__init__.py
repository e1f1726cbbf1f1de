"""The shipped German pipeline `de_news_accurate`: `load()` returns it, as installed spaCy model packages do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.util import load_model_from_path

import graph.annotate.components  # noqa: F401 - makes the encoder known to spaCy

DATA = Path(__file__).resolve().parent

__version__: str = json.loads((DATA / "meta.json").read_text(encoding="utf-8"))["version"]


def load(**overrides: Any) -> Language:
    """Load the pipeline whose files lie beside this module.

    Keyword arguments (`vocab`, `disable`, `enable`, `exclude`, `config`) go to
    `spacy.util.load_model_from_path` unchanged.
    """
    return load_model_from_path(DATA, **overrides)
