"""`diplograph network` from end to end."""

import csv

import networkx as nx
import pytest
from click.testing import CliRunner

from graph.cli import network as command
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
