"""Score the linking of the development articles: who names, roles, metonyms, groups and pronouns stand for.

    python scripts/evaluate_entities.py [--errors]

The map tests/entities/dev-entities.tsv says for each string that names an actor of a gold claim which entity of the
gazetteer it means. Every occurrence within the sentences that carry claims is looked up in what the real pipeline
finds; the head of tests/entities/dev-entities.tsv explains its columns.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from spacy.tokens import Doc  # noqa: E402

from graph.annotate.load import annotate, load  # noqa: E402
from graph.entities import Mentions, find_mentions  # noqa: E402
from graph.gazetteer import load_gazetteer  # noqa: E402
from graph.ingest import read_documents  # noqa: E402
from graph.model import Document, Entity  # noqa: E402

MAP = ROOT / "tests" / "entities" / "dev-entities.tsv"
DEV = ROOT.parent / "shared" / "eval" / "dev"
BASE = "https://example.org/"
ENT = "https://w3id.org/diplograph/entity/"
#: What must be reached, by kind; groups are reported only.
FLOORS = {"name": 0.90, "role": 0.75, "metonym": 0.75, "pronoun": 0.75}
_SUBJECTS = frozenset(("er", "sie", "es", "dieser", "diese"))


@dataclass(frozen=True)
class Row:
    """One line of the map."""

    sentences: frozenset[int]
    text: str
    occurrence: int
    expected: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class Outcome:
    """What the pipeline made of one occurrence."""

    article: str
    sentence: int
    row: Row
    found: str
    right: bool

    @property
    def kinds(self) -> tuple[str, ...]:
        """Give what the occurrence counts for; pronouns that may be subjects count apart as well."""
        subject = self.row.kind == "pronoun" and self.row.text.lower() in _SUBJECTS
        return (self.row.kind, "pronoun subject") if subject else (self.row.kind,)


def read_map(path: Path = MAP) -> dict[str, list[Row]]:
    """Read the map: article -> rows, the longest strings first."""
    rows: dict[str, list[Row]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        article, sentences, text, expected, kind = line.split("\t")
        words, _, number = text.partition("#")
        numbers = frozenset(int(n) for n in sentences.split(",") if n)
        row = Row(numbers, words, int(number or 0), tuple(expected.split("|")), kind)
        rows.setdefault(article, []).append(row)
    return {article: sorted(found, key=lambda row: -len(row.text)) for article, found in rows.items()}


def claim_sentences(article: str, dev: Path) -> dict[int, tuple[int, int]]:
    """Give the offsets of the sentences that carry a gold claim."""
    claims = (dev / f"{article}.jsonl").read_text(encoding="utf-8").splitlines()
    wanted = {json.loads(line)["sent"] for line in claims}
    cells = [line.split("\t") for line in (dev / f"{article}.sents").read_text(encoding="utf-8").splitlines()]
    return {int(n): (int(start), int(end)) for n, start, end, _ in cells if int(n) in wanted}


def occurrences(row: Row, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give where a string stands within a stretch of the text."""
    close = "" if row.text.endswith("-") else r"(?![\w-])"
    found = list(re.compile(rf"(?<![\w-]){re.escape(row.text)}{close}").finditer(text, start, end))
    for match in found[row.occurrence - 1 : row.occurrence] if row.occurrence else found:
        yield match.start(), match.end()


def readings(doc: Doc, mentions: Mentions, start: int, end: int) -> list[Entity]:
    """Give what the words at these offsets stand for; several entities for a pronoun that takes up several."""
    if doc.text[start:end].endswith("-"):
        return [m.entity for m in mentions if m.form == "compound" and m.start_char == start]
    span = doc.char_span(start, end, alignment_mode="expand")
    return [m.entity for m in mentions.members(span.root.i)] if span is not None else []


def is_right(expected: Sequence[str], found: Sequence[Entity]) -> bool:
    """Tell whether everything that was found is expected; nothing or minted ones only where that is."""
    fits = [
        (entity.iri.removeprefix(ENT) if entity.iri.startswith(ENT) else f"~{entity.label}") in expected
        or ("-" in expected and not entity.iri.startswith(ENT))
        for entity in found
    ]
    return all(fits) if found else "-" in expected


def outcomes(document: Document, doc: Doc, mentions: Mentions, rows: Sequence[Row], dev: Path) -> Iterator[Outcome]:
    """Look up every string of the map in one article; a stretch counts for the longest string alone."""
    for number, (start, end) in claim_sentences(document.id, dev).items():
        taken: list[tuple[int, int]] = []
        for row in rows:
            if row.sentences and number not in row.sentences:
                continue
            for here in occurrences(row, document.text, start, end):
                if any(here[0] < stop and begin < here[1] for begin, stop in taken):
                    continue
                taken.append(here)
                found = readings(doc, mentions, *here)
                shown = ", ".join(entity.iri.removeprefix(ENT).removeprefix(BASE) for entity in found) or "-"
                yield Outcome(document.id, number, row, shown, is_right(row.expected, found))


def evaluate(dev: Path = DEV) -> list[Outcome]:
    """Run the pipeline over the development articles and judge every occurrence."""
    gazetteer, rows = load_gazetteer(), read_map()
    documents = read_documents([str(dev / f"{article}.txt") for article in sorted(rows)])
    found: list[Outcome] = []
    for document, doc in annotate(load(), documents):
        mentions = find_mentions(doc, document, gazetteer, base=BASE)
        found += outcomes(document, doc, mentions, rows[document.id], dev)
    return found


def accuracies(found: Sequence[Outcome]) -> dict[str, tuple[int, int]]:
    """Give right ones and all by kind."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for outcome in found:
        for kind in outcome.kinds:
            total[kind] += 1
            right[kind] += outcome.right
    return {kind: (right[kind], total[kind]) for kind in sorted(total)}


def main() -> int:
    """Print the accuracies; 1 where a floor is not reached."""
    cli = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    cli.add_argument("--dev", type=Path, default=DEV, help="folder of the development articles")
    cli.add_argument("--errors", action="store_true", help="list what is wrong")
    options = cli.parse_args()
    found = evaluate(options.dev)
    if options.errors:
        for o in found:
            if not o.right:
                print(
                    f"{o.row.kind}\t{o.article}:{o.sentence}\t{o.row.text}\t{o.found}, not {'|'.join(o.row.expected)}"
                )
    shares = accuracies(found)
    for kind, (right, total) in shares.items():
        print(f"{kind:16} {right / total:.3f} ({right} of {total})")
    return int(any(shares[kind][0] < floor * shares[kind][1] for kind, floor in FLOORS.items()))


if __name__ == "__main__":
    sys.exit(main())
