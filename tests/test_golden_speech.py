"""Golden quotations, propositions and conditions: what the shipped pipeline finds in sentences of our own, line by line.

A line "> …" is a text, the lines below it are what is found in it; none means that nothing is. `pytest --update-golden`
rewrites them, and the difference is what you review.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.claims import find_claims, find_propositions, find_quotations
from graph.model import Document
from graph.pipeline import ExtractionConfig, Extractor

pytestmark = pytest.mark.model

GOLDEN = Path(__file__).parent / "golden"


def quotation_lines(analysis):
    """Write quotations as golden lines: kind, speaker, words."""
    return [f"{q.kind} | {q.speaker.text if q.speaker else '-'} | {q.quote.text}" for q in find_quotations(analysis)]


def proposition_lines(analysis):
    """Write propositions as golden lines: subject, predicate, further arguments."""
    return [" | ".join((p.subject, p.predicate, *p.arguments)) for p in find_propositions(analysis)]


def condition_lines(analysis):
    """Write claims with what they depend on: subject, relation, object, modality, conditions."""
    return [
        " | ".join((c.subject.text, c.relation, c.object.text, c.modality, *(x.text for x in c.conditions)))
        for c in find_claims(analysis)
    ]


FOLDERS = {"conditions": condition_lines, "quotations": quotation_lines, "propositions": proposition_lines}


def entries(path):
    """Give the texts of a golden file with their lines."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("> "):
            found.append((line[2:], []))
        elif line.strip() and not line.startswith("#"):
            found[-1][1].append(line)
    return found


@pytest.fixture(scope="module")
def extractor():
    return Extractor.load(ExtractionConfig())


def cases():
    return [
        pytest.param(folder, text, lines, id=f"{path.stem}:{text[:60]}")
        for folder in FOLDERS
        for path in sorted((GOLDEN / folder).glob("*.md"))
        for text, lines in entries(path)
    ]


@pytest.mark.parametrize(("folder", "text", "lines"), cases())
def test_a_text_gives_its_golden_lines(extractor, folder, text, lines, request):
    if request.config.getoption("--update-golden"):
        pytest.skip("rewriting")
    (analysis,) = extractor.analyse([Document("golden", text)])
    assert FOLDERS[folder](analysis) == lines


def test_golden_lines_are_rewritten_on_request(extractor, request):
    if not request.config.getoption("--update-golden"):
        pytest.skip("only with --update-golden")
    for folder, write in FOLDERS.items():
        for path in sorted((GOLDEN / folder).glob("*.md")):
            rewritten = []
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.startswith("> "):
                    (analysis,) = extractor.analyse([Document("golden", line[2:])])
                    rewritten.extend([line, *write(analysis)])
                elif not line.strip() or line.startswith("#"):
                    rewritten.append(line)
            path.write_text("\n".join(rewritten) + "\n", encoding="utf-8")
