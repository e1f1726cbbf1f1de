"""`diplograph network` from end to end."""

import csv

import click
import networkx as nx
import pytest
from click.testing import CliRunner

from graph.cli import network as command
from graph.errors import QueryError
from graph.model import Modality
from graph.network import FORMATS, filters, onemode, statements, twomode
from graph.network.windows import KERNELS, UNITS
from graph.store import open_store
from tests.debate import graphs


@pytest.fixture
def call(tmp_path):
    with open_store(str(tmp_path / "wissen")) as store:
        store.replace_many(graphs())

    def invoke(*args):
        result = CliRunner().invoke(
            command.network, ["--store", str(tmp_path / "wissen"), *map(str, args)], standalone_mode=False
        )
        if result.exception:
            raise result.exception
        return result

    return invoke


def test_network_is_written_in_the_format_of_its_suffix(call, tmp_path):
    call("--kind", "subtract", "--concept", "ceasefire", "-o", tmp_path / "netz.graphml")
    net = nx.read_graphml(tmp_path / "netz.graphml")
    labels = {data["label"]: node for node, data in net.nodes(data=True)}
    assert net.edges[labels["Juri Uschakow"], labels["Ukraine"]]["weight"] == -6


def test_windows_become_a_file_each(call, tmp_path):
    call("--kind", "affiliation", "--window", 3, "--step", 5, "-o", tmp_path / "netz.csv")
    assert sorted(path.name for path in tmp_path.glob("netz*")) == [
        "netz-2025-03-12.csv",
        "netz-2025-03-17.csv",
        "netz-2025-04-01.csv",
    ]
    with (tmp_path / "netz-2025-03-12.csv").open(encoding="utf-8", newline="") as file:
        assert ["Ukraine", "0", "2"] in [[row[0], *row[-2:]] for row in csv.reader(file)]


def test_choices_of_the_command_are_those_of_the_library():
    offered = {parameter.name: parameter.type for parameter in command.network.params}
    assert list(offered["kind"].choices) == ["affiliation", *onemode.KINDS, "polarization"]
    assert list(offered["nodes"].choices) == list(onemode.MODES)
    assert list(offered["actor"].choices) == list(filters.ACTORS)
    assert list(offered["ties"].choices) == list(twomode.TIES)
    assert set(offered["normalization"].choices) == {*twomode.NORMALIZATIONS, *onemode.NORMALIZATIONS}
    assert list(offered["duplicates"].choices) == list(statements.DUPLICATES)
    assert list(offered["topic"].choices) == list(filters.TOPICS)
    assert list(offered["unit"].choices) == list(UNITS)
    assert list(offered["kernel"].choices) == list(KERNELS)
    assert list(offered["modalities"].choices) == [value.value for value in Modality]
    assert list(offered["form"].choices) == list(FORMATS)
    assert set(filters.VARIABLES) == set(command.VARIABLES.split(", "))


def test_values_are_included_and_excluded(call, tmp_path):
    call(
        "--kind",
        "affiliation",
        "--include",
        "publisher=Tagesbote",
        "--exclude",
        "concept=ceasefire",
        "-o",
        tmp_path / "n.csv",
    )
    with (tmp_path / "n.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert "Waffenruhe" not in rows[0]
    assert "Ukraine" not in [row[0] for row in rows]


@pytest.mark.parametrize("value", ["publisher", "=Tagesbote=", "outlet=Tagesbote", "publisher=Abendbote"])
def test_value_that_cannot_be_is_told(call, tmp_path, value):
    with pytest.raises((click.BadParameter, QueryError)):
        call("--kind", "affiliation", "--include", value, "-o", tmp_path / "n.csv")
    assert not list(tmp_path.glob("n*"))


def test_measures_are_attributes_of_nodes(call, tmp_path):
    call("--kind", "congruence", "--measures", "-o", tmp_path / "netz.graphml")
    net = nx.read_graphml(tmp_path / "netz.graphml")
    assert all({"betweenness", "eigenvector", "community"} <= data.keys() for _, data in net.nodes(data=True))


def test_windows_of_a_kernel_in_weeks(call, tmp_path):
    call("--kind", "subtract", "--window", 2, "--unit", "weeks", "--kernel", "triangular", "-o", tmp_path / "netz.csv")
    assert [path.name for path in sorted(tmp_path.glob("netz*"))] == ["netz-2025-03-18.csv", "netz-2025-03-25.csv"]


def test_polarization_is_a_table_over_time(call, tmp_path):
    call("--kind", "polarization", "--window", 7, "-o", tmp_path / "polarisierung.csv")
    with (tmp_path / "polarisierung.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["middle"] for row in rows] == sorted(row["middle"] for row in rows)
    assert all(-1 <= float(row["modularity"]) <= 1 for row in rows)
    with pytest.raises(click.UsageError, match="--measures does not go with"):
        call("--kind", "polarization", "--measures", "-o", tmp_path / "x.csv")
