"""Reading and writing CoNLL-U and IOB2 files, plain or xz, with multiword tokens merged to surface tokens."""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, MISC = 1, 2, 3, 4, 5, 6, 7, 9
ARTICLE_FEATURES = ("Case", "Gender", "Number")


@dataclass
class Parsed:
    """One sentence: ten-column rows and its comments."""

    rows: list[list[str]]
    comments: dict[str, str] = field(default_factory=dict)

    @property
    def words(self) -> list[str]:
        """Surface forms."""
        return [row[FORM] for row in self.rows]

    @property
    def spaces(self) -> list[bool]:
        """Whether a space follows each word (the last one always gets it)."""
        flags = ["SpaceAfter=No" not in row[MISC].split("|") for row in self.rows]
        return [*flags[:-1], True]


def normal_form(text: str) -> str:
    """Letters and digits only, lower case: the key by which sentences are compared."""
    return re.sub(r"\W+", "", text.lower())


def open_text(path: Path) -> IO[str]:
    """Open a plain or xz-compressed UTF-8 file for reading."""
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def read_blocks(path: Path) -> Iterator[list[str]]:
    """Yield the non-empty line groups of a file."""
    block: list[str] = []
    with open_text(path) as handle:
        for line in handle:
            line = line.rstrip("\n")
            if line:
                block.append(line)
            elif block:
                yield block
                block = []
    if block:
        yield block


def features(text: str) -> dict[str, str]:
    """Parse a FEATS column."""
    return dict(pair.split("=", 1) for pair in text.split("|")) if text != "_" else {}


def merge_features(first: str, second: str) -> str:
    """Features of a contraction: those of the adposition and the article's case, gender, number."""
    merged = features(first)
    article = features(second)
    merged.update({name: article[name] for name in ARTICLE_FEATURES if name in article})
    return "|".join(f"{k}={v}" for k, v in sorted(merged.items())) or "_"


def merge_contraction(surface: list[str], parts: list[list[str]]) -> list[str]:
    """One row for a multiword token such as `im`: syntax of its first part, tag APPRART."""
    row = list(parts[0])
    row[FORM], row[MISC] = surface[FORM], surface[MISC]
    if len(parts) == 2 and parts[0][UPOS] == "ADP":
        row[LEMMA], row[XPOS] = parts[0][LEMMA], "APPRART"
        row[FEATS] = merge_features(parts[0][FEATS], parts[1][FEATS])
    inside = {part[0] for part in parts}
    outer = next((part for part in parts if part[HEAD] not in inside), parts[0])
    row[HEAD], row[DEPREL] = outer[HEAD], outer[DEPREL]
    return row


def to_surface(rows: list[list[str]]) -> list[list[str]]:
    """Merge multiword tokens, drop empty nodes, and number the words anew."""
    words = {row[0]: row for row in rows if "-" not in row[0] and "." not in row[0]}
    merged: list[list[str]] = []
    new_index = {"0": "0"}
    skip_until = 0
    for row in rows:
        if "." in row[0] or ("-" not in row[0] and int(row[0]) <= skip_until):
            continue
        members = [row[0]]
        if "-" in row[0]:
            low, high = map(int, row[0].split("-"))
            members, skip_until = [str(i) for i in range(low, high + 1)], high
            row = merge_contraction(row, [words[i] for i in members])
        merged.append(list(row))
        new_index.update({member: str(len(merged)) for member in members})
    for number, row in enumerate(merged, 1):
        row[0], row[HEAD] = str(number), new_index[row[HEAD]]
    return merged


def read_conllu(path: Path) -> Iterator[Parsed]:
    """Yield the sentences of a CoNLL-U file as surface tokens."""
    for block in read_blocks(path):
        comments = dict(line[2:].split(" = ", 1) for line in block if line.startswith("# ") and " = " in line)
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        yield Parsed(to_surface(rows), comments)


def write_conllu(path: Path, sentences: Iterable[Parsed]) -> None:
    """Write sentences to `path` through a temporary file, so that a file is complete or absent."""
    partial = path.with_suffix(".part")
    with partial.open("w", encoding="utf-8") as handle:
        for sentence in sentences:
            handle.writelines(f"# {key} = {value}\n" for key, value in sentence.comments.items())
            handle.writelines("\t".join(row) + "\n" for row in sentence.rows)
            handle.write("\n")
    partial.replace(path)


def read_iob(path: Path) -> Iterator[list[tuple[str, str]]]:
    """Yield sentences of (word, tag) pairs from a two-column IOB2 file."""
    for block in read_blocks(path):
        yield [(cells[0], cells[1]) for cells in (line.split("\t") for line in block)]


def entity_tag(row: list[str]) -> str | None:
    """The IOB2 tag that MISC holds as NER=..., if any."""
    return next((item[4:] for item in row[MISC].split("|") if item.startswith("NER=")), None)


def dev_keys(data: Path) -> set[str]:
    """Normal forms of all sentences of the visible dev parts."""
    keys = {normal_form("".join(s.words)) for s in read_conllu(data / "gold-dev.conllu.xz")}
    keys |= {normal_form("".join(w for w, _ in s)) for s in read_iob(data / "ner-dev.iob2.tsv.xz")}
    return keys
