"""A store with what others made of the ontology: commands pass over it, and tell the rest."""

from __future__ import annotations

import csv
import io
import re

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from graph.cli import main
from tests.foreign import STRANGE, lines, strange_articles

OUTPUTS = {
    "export": ["ttl", "csv", "parquet", "graphml", "gexf", "dna", "neo4j.zip", "labelstudio.zip"],
    "view": ["html"],
    "view --kind timeline": ["svg"],
    "view --kind matrix": ["svg"],
    "network --kind congruence": ["csv"],
}
TABLES = ["info", "entities", "entities --merges", "entities --proposals", "query claims", "query articles"]


@pytest.fixture(scope="module", params=STRANGE, ids=range(len(STRANGE)))
def folder(request, tmp_path_factory):
    found = tmp_path_factory.mktemp("fremd")
    files = {
        "eigen.nq": lines("a", "b"),
        "fremd.nq": [q for article in strange_articles(request.param) for q in article],
    }
    for name, quads in files.items():
        (found / name).write_bytes(ox.serialize(quads, format=ox.RdfFormat.N_QUADS))
    names = [str(found / name) for name in files]
    result = CliRunner().invoke(main, ["load", *names, "--store", str(found / "wissen")])
    assert result.exit_code == 0, result.output
    return found


def told(folder, command, *options):
    result = CliRunner().invoke(main, [*command.split(), "--store", str(folder / "wissen"), *options])
    assert result.exit_code == 0, f"{command}: {result.output}"
    return result.stdout


@pytest.mark.parametrize("command", OUTPUTS)
def test_exports_pass_over_what_is_strange(folder, tmp_path, command):
    for suffix in OUTPUTS[command]:
        told(folder, command, "-o", str(tmp_path / f"bild.{suffix}"))
        assert (tmp_path / f"bild.{suffix}").stat().st_size > 0


@pytest.mark.parametrize("command", TABLES)
def test_tables_pass_over_what_is_strange(folder, command):
    text = told(folder, command)
    assert any(own in text for own in ("USA", "2025-01-10", "Waffenruhe"))
    assert not any(line.lstrip().startswith("<c>") for line in text.splitlines())


def test_a_check_tells_all_that_is_wrong(folder):
    result = CliRunner().invoke(main, ["validate", "--store", str(folder / "wissen")])
    assert (result.exit_code, "Traceback" in result.output) == (1, False)
    assert len(result.stdout.splitlines()) > 20


def test_the_description_of_the_data_names_days_only(folder, tmp_path):
    told(folder, "export", "-o", str(tmp_path / "alles.nq"))
    begin = re.search(r'startDate> "([^"]+)"', (tmp_path / "alles.nq").read_text("utf-8"))
    assert begin is not None
    assert begin[1] == "2025-01-10"


def test_the_claims_of_the_others_are_all_there(folder, tmp_path):
    told(folder, "export", "-o", str(tmp_path / "alles.csv"))
    rows = list(csv.DictReader(io.StringIO((tmp_path / "alles.csv").read_text("utf-8"))))
    assert {row["claim"].rpartition("/")[2] for row in rows} >= {"a-0", "a-1", "b-0", "b-1"}
