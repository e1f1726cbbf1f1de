"""Model folders: config.json, vocab.txt and weights; made, read into a torch model, and written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import torch
import weights
from model import Accurate, Shape
from torch import Tensor


def tensors(model: Path) -> dict[str, Tensor]:
    """Weights of a folder, 32 bits."""
    return {name: torch.from_numpy(array) for name, array in weights.load(model).items()}


def take_over(model: Accurate, found: dict[str, Tensor]) -> list[str]:
    """Copy all weights whose name and shape fit; gives the names of the model's weights that stay as they were."""
    own = model.state_dict()
    fitting = {name: value for name, value in found.items() if name in own and own[name].shape == value.shape}
    model.load_state_dict(fitting, strict=False)
    return sorted(own.keys() - fitting.keys())


def open_model(folder: Path) -> tuple[Accurate, dict[str, Any]]:
    """A complete model with its configuration."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    model = Accurate(Shape.of(config))
    missing = take_over(model, tensors(folder))
    if missing:
        raise ValueError(f"{folder} lacks {', '.join(missing)}")
    return model, config


def write_model(model: Accurate, config: dict[str, Any], vocabulary: Path, target: Path) -> None:
    """Write weights of 32 bits with configuration and vocabulary."""
    arrays = {name: value.detach().numpy() for name, value in model.state_dict().items()}
    weights.save(arrays, target, weights.PLAIN_LAYERS)
    write_texts(config, vocabulary, target)


def write_texts(config: dict[str, Any], vocabulary: Path, target: Path) -> None:
    """Write configuration and vocabulary."""
    text = json.dumps(config, ensure_ascii=False, indent=0)
    (target / "config.json").write_text(text + "\n", encoding="utf-8")
    if vocabulary.resolve() != (target / "vocab.txt").resolve():
        shutil.copyfile(vocabulary, target / "vocab.txt")
