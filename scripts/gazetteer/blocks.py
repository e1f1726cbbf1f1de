"""Subjects with their statements, by file, and how tables are read and Turtle is written."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gazetteer.spelling import literal, slug

ENTITIES = Path(__file__).resolve().parents[2] / "ontology" / "entities"

SOURCES = ENTITIES / "sources"

PREFIXES = """\
@prefix dg: <https://w3id.org/diplograph/ontology#> .
@prefix ent: <https://w3id.org/diplograph/entity/> .
@prefix geo: <https://sws.geonames.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@dataclass
class Block:
    """One subject with its statements, already in Turtle terms."""

    name: str
    cls: str
    statements: dict[str, set[str]] = field(default_factory=dict)

    def add(self, prop: str, *values: str) -> None:
        for value in values:
            self.statements.setdefault(prop, set()).add(value)

    def label(self, de: Iterable[str], en: str = "") -> None:
        """Set the preferred German label (the first) and the other ones."""
        first, *rest = list(dict.fromkeys(x for x in de if x))
        self.add("skos:prefLabel", literal(first, "de"), literal(en or first, "en"))
        for other in rest:
            if other != first:
                self.add("skos:altLabel", literal(other, "de"))

    def turtle(self) -> str:
        lines = [f"ent:{self.name} a {self.cls if ':' in self.cls else 'dg:' + self.cls}"]
        lines += [f"    {prop} {', '.join(sorted(values))}" for prop, values in sorted(self.statements.items())]
        return " ;\n".join(lines) + " .\n"


class Gazetteer:
    """All blocks by file, and the look-up that ties the tables to each other."""

    def __init__(self) -> None:
        self.files: dict[str, dict[str, Block]] = {}
        self.by_label: dict[str, str] = {}
        self.state_of_code: dict[str, str] = {}
        self.person_of_name: dict[str, Block] = {}

    def block(self, file: str, cls: str, label: str, *, prefix: str = "", name: str = "") -> Block:
        """Give the block of a label, made where it is new; a name taken by another class gets the class behind it."""
        local = name or prefix + slug(label)
        for blocks in self.files.values():
            other = blocks.get(local)
            if other is not None and other.cls != cls:
                local = f"{local}-{slug(cls)}"
                break
        return self.files.setdefault(file, {}).setdefault(local, Block(local, cls))


def table(name: str) -> Iterator[list[str]]:
    """Read a tab-separated table; lines with # in front are remarks; short rows are filled."""
    path = SOURCES / name
    width = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") and not width:
            width = len(line.split("\t"))
        if line.strip() and not line.startswith("#"):
            row = [cell.strip() for cell in line.split("\t")]
            yield row + [""] * (width - len(row))


def parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def write(g: Gazetteer) -> None:
    for file, blocks in sorted(g.files.items()):
        body = "\n".join(block.turtle() for _, block in sorted(blocks.items()))
        (ENTITIES / f"{file}.ttl").write_text(f"{PREFIXES}\n{body}", encoding="utf-8")
    labels = sum(
        1
        for blocks in g.files.values()
        for b in blocks.values()
        for values in b.statements.values()
        for v in values
        if v.endswith("@de")
    )
    count = sum(len(blocks) for blocks in g.files.values())
    print(f"{count} subjects, {labels} German labels", file=sys.stderr)
