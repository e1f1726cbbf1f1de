"""What a training run needs to go on after a stop: weights, optimizer, average, place in the stream, time spent."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from batches import Stream
from torch import Tensor, nn


@dataclass
class Progress:
    """How far a run is."""

    step: int = 0
    seconds: float = 0.0
    pieces: int = 0
    evaluated: float = 0.0
    scores: list[dict[str, float]] = field(default_factory=list)


class Average:
    """Exponential moving average of the trained weights, brought up to date every few steps."""

    EVERY = 5

    def __init__(self, parameters: list[nn.Parameter], decay: float) -> None:
        self.parameters = parameters
        self.decay = decay
        self.values = [p.detach().clone() for p in parameters]

    @torch.no_grad()
    def update(self, step: int) -> None:
        """Move towards the present weights; faster in the beginning, so that the start is soon forgotten."""
        if step % self.EVERY == 0:
            decay = min(self.decay, step / (step + 10 * self.EVERY))
            torch._foreach_lerp_(self.values, [p.detach() for p in self.parameters], 1 - decay)

    @torch.no_grad()
    def swap(self) -> None:
        """Exchange average and present weights."""
        for value, parameter in zip(self.values, self.parameters, strict=True):
            held = parameter.detach().clone()
            parameter.copy_(value)
            value.copy_(held)


def save(
    path: Path, model: nn.Module, optimizer: torch.optim.Optimizer, average: Average, stream: Stream, progress: Progress
) -> None:
    """Write a checkpoint through a temporary file."""
    trained = {name: p.detach() for name, p in model.named_parameters() if p.requires_grad}
    state = {
        "model": trained,
        "optimizer": optimizer.state_dict(),
        "average": average.values,
        "stream": stream.state(),
        "progress": asdict(progress),
        "random": torch.get_rng_state(),
    }
    partial = path.with_suffix(".part")
    torch.save(state, partial)
    partial.replace(path)


def restore(
    path: Path, model: nn.Module, optimizer: torch.optim.Optimizer, average: Average, stream: Stream
) -> Progress:
    """Go back to a checkpoint."""
    state: dict[str, Any] = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"], strict=False)
    optimizer.load_state_dict(state["optimizer"])
    stored: list[Tensor] = state["average"]
    for value, kept in zip(average.values, stored, strict=True):
        value.copy_(kept)
    for name, value in state["stream"].items():
        setattr(stream, name, value)
    torch.set_rng_state(state["random"])
    return Progress(**state["progress"])
