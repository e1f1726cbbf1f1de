"""Questions to a store: the documented library of .rq files, and SPARQL of one's own."""

from __future__ import annotations

from graph.query.questions import Parameter, Question, library, question
from graph.query.run import run

__all__ = ["Parameter", "Question", "library", "question", "run"]
