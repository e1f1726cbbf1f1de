"""Real sentences with the claims that they make: the whole pipeline, measured file by file.

Each file of tests/golden treats one phenomenon. A line "> …" is a sentence, the lines below it are its claims as
"subject | relation | object", with polarity, modality and source behind where they are not the usual ones; "-" means
that it makes none. golden/floors.json holds the F1 that each file must reach, in percent and a little below what it
reaches now: raise a floor after an improvement, and lower none without a word about it in the commit.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from graph.model import Claim, Document, Participant

GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(GOLDEN.glob("*.md"))
FLOORS = json.loads((GOLDEN / "floors.json").read_text(encoding="utf-8"))
DEFAULTS = {"negated": "false", "modality": "asserted", "source": ""}
ARTICLES = {
    "der",
    "die",
    "das",
    "den",
    "dem",
    "des",
    "ein",
    "eine",
    "einen",
    "einem",
    "einer",
    "eines",
    "kein",
    "keine",
    "keinen",
}


@dataclass(frozen=True)
class Expected:
    """One line of a golden file."""

    subject: str
    relation: str
    object: str
    qualifiers: tuple[tuple[str, str], ...]


@dataclass
class Score:
    """Counts of a phenomenon, and the lines that tell what went wrong."""

    right: int = 0
    missed: int = 0
    wrong: int = 0

    def __add__(self, other):
        return Score(self.right + other.right, self.missed + other.missed, self.wrong + other.wrong)

    @property
    def precision(self):
        return 100 * self.right / max(1, self.right + self.wrong)

    @property
    def recall(self):
        return 100 * self.right / max(1, self.right + self.missed)

    @property
    def f1(self):
        return 200 * self.right / max(1, 2 * self.right + self.missed + self.wrong)


def read_cases(path):
    """Give the sentences of a golden file, each with its number of line and its claims."""
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("> "):
            cases.append((number, line[2:].strip(), []))
        elif line.strip() and not line.startswith("#") and line.strip() != "-":
            subject, relation, object_, *rest = (cell.strip() for cell in line.split(" | "))
            given = dict(cell.split("=", 1) for cell in rest)
            assert given.keys() <= DEFAULTS.keys(), f"{path.name}:{number}: unknown qualifier"
            cases[-1][2].append(Expected(subject, relation, object_, tuple((DEFAULTS | given).items())))
    return cases


def words(text):
    """Give the words of a phrase, parts of hyphenated ones, without articles and without the -s of a genitive."""
    found = [word for word in re.findall(r"\w+", text.casefold()) if word not in ARTICLES]
    return {word[:-1] if len(word) > 3 and word.endswith("s") else word for word in found}


def names(participant: Participant, wanted: str) -> bool:
    """Tell whether a participant is what a golden line calls it: all of its words are there, or only some of them."""
    asked = words(wanted)
    for found in (words(participant.text), words(participant.entity.label)):
        if asked <= found or (found and found <= asked and 2 * len(found) >= len(asked)):
            return True
    return False


def agrees(claim: Claim, expected: Expected) -> bool:
    qualifiers = dict(expected.qualifiers)
    if (
        claim.relation != expected.relation
        or str(claim.negated).lower() != qualifiers["negated"]
        or claim.modality != qualifiers["modality"]
    ):
        return False
    if (claim.source is None) != (not qualifiers["source"]) or (
        claim.source is not None and not names(claim.source, qualifiers["source"])
    ):
        return False
    return names(claim.subject, expected.subject) and names(claim.object, expected.object)


def turned(claim: Claim) -> Claim:
    """Give a meeting as the other side would tell it."""
    return replace(claim, subject=claim.object, object=claim.subject)


def line_of(claim: Claim) -> str:
    """Write a claim as a golden line."""
    cells = [claim.subject.text, claim.relation, claim.object.text]
    cells += ["negated=true"] if claim.negated else []
    cells += [f"modality={claim.modality}"] if claim.modality != "asserted" else []
    cells += [f"source={claim.source.text}"] if claim.source else []
    return " | ".join(cells)


def compare(claims, expected):
    """Pair claims with golden lines, each once; give the score, lines without a claim, and claims without a line.

    Who meets whom is said once in a golden file; that the other meets the one, too, counts neither way.
    """
    left = list(claims)
    missed = []
    for wanted in expected:
        hit = next((claim for claim in left if agrees(claim, wanted)), None)
        if hit is None:
            missed.append(wanted)
        else:
            left.remove(hit)
    left = [
        claim
        for claim in left
        if claim.relation != "consults" or not any(agrees(turned(claim), wanted) for wanted in expected)
    ]
    return Score(len(expected) - len(missed), len(missed), len(left)), missed, left


def claims_found(extractor):
    """Give the claims of all golden sentences by file and line, from one run of the pipeline."""
    documents = [
        Document(id=f"{path.stem}:{number}", text=text) for path in FILES for number, text, _ in read_cases(path)
    ]
    return {extraction.document.id: extraction.claims for extraction in extractor.extract(documents)}


@pytest.fixture(scope="module")
def found(nlp):
    from graph.gazetteer import load_concepts, load_gazetteer
    from graph.lexicon import load_lexicon
    from graph.pipeline import ExtractionConfig, Extractor

    return claims_found(Extractor(ExtractionConfig(), nlp, load_lexicon(), load_gazetteer(), load_concepts()))


def measure(found, path):
    total, report = Score(), []
    for number, text, expected in read_cases(path):
        score, missed, wrong = compare(found[f"{path.stem}:{number}"], expected)
        total += score
        if missed or wrong:
            report.append(f"{path.name}:{number} {text}")
            report += [f"    missed  {e.subject} | {e.relation} | {e.object} {e.qualifiers}" for e in missed]
            report += [f"    wrong   {line_of(claim)}  ({claim.confidence}, {claim.trigger.lemma})" for claim in wrong]
    return total, report


def test_every_file_has_a_floor():
    assert set(FLOORS) == {path.stem for path in FILES} | {"all"}


def test_golden_files_are_well_formed():
    sentences = defaultdict(list)
    for path in FILES:
        for number, text, expected in read_cases(path):
            sentences[text, path.stem].append((number, expected))
            assert text[-1] in ".?!“", f"{path.name}:{number}: no sentence"
    assert len(sentences) > 300


@pytest.mark.model
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_phenomenon_holds_its_floor(found, path):
    score, report = measure(found, path)
    print("\n".join(report))
    assert score.f1 >= FLOORS[path.stem]


def table(found):
    """Give the scores of each phenomenon and of all, and the lines that show them."""
    scores = {path.stem: measure(found, path)[0] for path in FILES}
    scores["all"] = sum(scores.values(), Score())
    lines = [f"{'phenomenon':<18}{'right':>6}{'missed':>7}{'wrong':>6}{'P':>7}{'R':>7}{'F1':>7}"]
    for name, s in scores.items():
        lines.append(f"{name:<18}{s.right:>6}{s.missed:>7}{s.wrong:>6}{s.precision:>7.1f}{s.recall:>7.1f}{s.f1:>7.1f}")
    return scores, lines


@pytest.mark.model
def test_all_phenomena_together(found):
    """`python scripts/evaluate_claims.py` prints the table."""
    scores, lines = table(found)
    print("\n" + "\n".join(lines))
    assert scores["all"].f1 >= FLOORS["all"]
