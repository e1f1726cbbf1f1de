"""A clause read in one of the lexicon's senses."""

from __future__ import annotations

from dataclasses import dataclass

from graph.lexicon import Sense
from graph.model import Argument, Clause


@dataclass(frozen=True, slots=True)
class Frame:
    """A clause read in one sense, with the arguments that fill the relation's places.

    Attributes:
        subjects, objects: several where they are coordinated; objects may be empty.
        fixed: token indices of the other words of a multiword expression.
        rules: readable names of what was used to fill the places.
    """

    clause: Clause
    sense: Sense
    subjects: tuple[Argument, ...]
    objects: tuple[Argument, ...]
    fixed: tuple[int, ...] = ()
    rules: tuple[str, ...] = ()
