"""The CSV files of Neo4j's import: every end of a relationship is a node, every value has its column's type."""

import csv
import io
import os
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest

from graph.export import write
from graph.export.neo4j import COMMAND
from tests.sample_graph import extractions

POM = Path(__file__).parents[2] / "scripts" / "interop" / "neo4j" / "pom.xml"
CLAIMS = [claim for extraction in extractions() for claim in extraction.claims]
TYPES = {
    "int": int,
    "float": float,
    "date": date.fromisoformat,
    "boolean": {"true": True, "false": False}.__getitem__,
    "localdatetime": str,
}


@pytest.fixture(scope="module")
def archive(sample, tmp_path_factory):
    path = tmp_path_factory.mktemp("neo4j") / "wissen.neo4j.zip"
    write(sample, path)
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def table(archive, name):
    return list(csv.DictReader(io.StringIO(archive[name], newline="")))


def test_command_names_every_file(archive):
    assert {f"{word.partition('=')[2]}" for word in COMMAND.split() if "=" in word} == archive.keys() - {"README.txt"}
    assert archive["README.txt"].strip() == COMMAND


def test_ends_of_relationships_are_nodes_of_their_groups(archive):
    nodes = {
        group: {row[f"iri:ID({group})"] for row in table(archive, f"{name}.csv")}
        for group, name in (("Entity", "entities"), ("Article", "articles"), ("Claim", "claims"))
    }
    for name in ("links", "sources", "relations"):
        rows = table(archive, f"{name}.csv")
        assert rows
        for column in rows[0]:
            if column.startswith((":START_ID", ":END_ID")):
                group = column.partition("(")[2].rstrip(")")
                assert {row[column] for row in rows} <= nodes[group], (name, column)


def test_ids_are_unique(archive):
    for name in ("entities", "articles", "claims"):
        ids = [next(iter(row.values())) for row in table(archive, f"{name}.csv")]
        assert len(ids) == len(set(ids))


def test_values_have_the_types_of_their_columns(archive):
    for name in archive.keys() - {"README.txt"}:
        for row in table(archive, name):
            for column, value in row.items():
                kind = column.partition(":")[2]
                if value and kind in TYPES:
                    TYPES[kind](value)


def test_every_claim_is_a_node_and_a_relation(archive):
    assert len(table(archive, "claims.csv")) == len(CLAIMS)
    relations = [row[":TYPE"] for row in table(archive, "relations.csv")]
    assert sorted(relations) == sorted(claim.relation.upper() for claim in CLAIMS)


def test_claim_is_tied_to_all_that_it_names(archive):
    types = [row[":TYPE"] for row in table(archive, "links.csv")]
    assert types.count("SUBJECT") == types.count("OBJECT") == len(CLAIMS)
    assert types.count("SOURCE") == sum(claim.source is not None for claim in CLAIMS)
    assert types.count("CONDITION") == sum(len(claim.conditions) for claim in CLAIMS)
    assert types.count("PLACE") == sum(claim.place is not None for claim in CLAIMS)


def test_entity_has_its_classes_as_labels(archive):
    labels = {row["label"]: row[":LABEL"] for row in table(archive, "entities.csv")}
    assert labels["Juri Uschakow"] == "Entity;Actor;Person"
    assert labels["30-tägige Waffenruhe"] == "Entity;Proposal"


def test_no_field_breaks_its_line(archive):
    for name, content in archive.items():
        if name.endswith(".csv"):
            assert len(content.splitlines()) == len(table(archive, name)) + 1


@pytest.fixture(scope="module")
def jars(tmp_path_factory):
    """Give the folder of Neo4j's import, from the local Maven repository alone."""
    if shutil.which("java") is None or shutil.which("mvn") is None:
        pytest.skip("java and mvn are not installed")
    folder = tmp_path_factory.mktemp("jars")
    goal = ["dependency:copy-dependencies", f"-DoutputDirectory={folder}"]
    if subprocess.run(["mvn", "-o", "-q", "-B", "-f", str(POM), *goal], capture_output=True, check=False).returncode:
        pytest.skip("neo4j-import-tool is not in the local Maven repository; scripts/interop/neo4j/pom.xml says how")
    return folder


@pytest.mark.slow
def test_neo4j_itself_imports_the_archive(archive, jars, tmp_path):
    for name, content in archive.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    command = ["java", "-Xmx1g", "-cp", f"{jars}/*", "org.neo4j.cli.AdminTool", *COMMAND.split()[1:]]
    environment = {**os.environ, "NEO4J_HOME": str(tmp_path / "home"), "NEO4J_CONF": str(tmp_path / "home")}
    (tmp_path / "home").mkdir()
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    nodes = sum(len(table(archive, f"{name}.csv")) for name in ("entities", "articles", "claims"))
    ties = sum(len(table(archive, f"{name}.csv")) for name in ("links", "sources", "relations"))
    assert f"{nodes} nodes" in done.stdout
    assert f"{ties} relationships" in done.stdout
