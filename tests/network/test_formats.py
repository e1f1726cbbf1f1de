"""Networks in the formats of other programs, read back where there is a reader."""

import csv
import io
import json
from datetime import date

import igraph
import networkx as nx
import pytest

from graph.errors import ExportError
from graph.network import FORMATS, Statement, measured, one_mode, to_bytes, to_networkx, two_mode

STATEMENTS = [
    Statement("a", "t", True, "1", None),
    Statement("b", "t", True, "2", None),
    Statement("b", "t", True, "3", None),
    Statement("c", "t", False, "4", None),
]
NAMES = {"a": 'Ada "die Kühne"', "b": "Ben; Sohn", "c": "=Cem()", "t": "Waffenruhe"}
ONE = one_mode(STATEMENTS, NAMES, kind="subtract")
TWO = two_mode(STATEMENTS, NAMES, ties="subtract", normalization="prominence")


def attributes(net):
    nodes = {
        str(node): {key: data[key] for key in ("label", "mode", "frequency", "bipartite")}
        for node, data in net.nodes(data=True)
    }
    return nodes, sorted((*sorted((str(a), str(b))), data["weight"]) for a, b, data in net.edges(data=True))


EDGES = [("a", "b", 2.0), ("a", "c", -1.0), ("b", "c", -2.0)]


@pytest.mark.parametrize("network", [ONE, TWO], ids=["one-mode", "two-mode"])
def test_graphml_and_gexf_and_json_come_back_equal(network):
    graphml = nx.parse_graphml(to_bytes(network, "graphml").decode())
    gexf = nx.read_gexf(io.BytesIO(to_bytes(network, "gexf")))
    linked = nx.node_link_graph(json.loads(to_bytes(network, "json")), edges="edges")
    assert attributes(graphml) == attributes(gexf) == attributes(linked)


def test_one_mode_ties_are_written_once():
    nodes, edges = attributes(nx.parse_graphml(to_bytes(ONE, "graphml").decode()))
    assert edges == EDGES
    assert nodes["a"] == {"label": 'Ada "die Kühne"', "mode": "actor", "frequency": 1, "bipartite": 0}


def test_two_mode_nodes_know_their_side():
    nodes, edges = attributes(nx.parse_graphml(to_bytes(TWO, "graphml").decode()))
    assert {name: data["bipartite"] for name, data in nodes.items()} == {"a": 0, "b": 0, "c": 0, "t": 1}
    assert edges == [("a", "t", 0.25), ("b", "t", 0.5), ("c", "t", -0.25)]


DATED = [
    Statement("a", "t", True, "1", date(2025, 3, 1)),
    Statement("b", "t", True, "2", date(2025, 3, 5)),
    Statement("c", "t", False, "4", date(2025, 4, 1)),
]


def plain(data):
    return {key: float(value) if isinstance(value, int | float) else value for key, value in data.items()}


@pytest.mark.parametrize("made", [one_mode, two_mode], ids=["one-mode", "two-mode"])
def test_graphml_and_gexf_keep_every_attribute_in_networkx_and_igraph(made, tmp_path):
    network = measured(made(DATED, NAMES))
    net = to_networkx(network)
    expected = {node: plain(data) for node, data in net.nodes(data=True)}
    ties = {frozenset(pair[:2]): pair[2] for pair in net.edges(data="weight")}
    path = tmp_path / "netz.graphml"
    path.write_bytes(to_bytes(network, "graphml"))
    assert {node: plain(data) for node, data in nx.read_graphml(path).nodes(data=True)} == expected
    drawn = nx.read_gexf(io.BytesIO(to_bytes(network, "gexf")))
    assert {node: plain(data) for node, data in drawn.nodes(data=True)} == expected
    assert {frozenset(pair[:2]): pair[2] for pair in drawn.edges(data="weight")} == ties
    for back in (igraph.Graph.Read_GraphML(str(path)), igraph.Graph.from_networkx(drawn)):
        name = "id" if "id" in back.vs.attributes() else "_nx_name"
        found = {vertex[name]: plain(vertex.attributes()) for vertex in back.vs}
        assert {node: {key: data[key] for key in expected[node]} for node, data in found.items()} == expected
        ends = {frozenset(back.vs[end][name] for end in edge.tuple): edge["weight"] for edge in back.es}
        assert ends == ties


def test_pajek_is_read_by_igraph(tmp_path):
    path = tmp_path / "netz.net"
    path.write_bytes(to_bytes(one_mode(STATEMENTS, {"a": "Ada", "b": "Ben", "c": "Cem"}, kind="ignore"), "net"))
    back = igraph.Graph.Read_Pajek(str(path))
    ends = {frozenset(back.vs[end]["name"] for end in edge.tuple): edge["weight"] for edge in back.es}
    assert ends == {frozenset(("Ada", "Ben")): 2, frozenset(("Ada", "Cem")): 1, frozenset(("Ben", "Cem")): 2}


def test_gexf_knows_when_a_node_speaks():
    text = to_bytes(two_mode(DATED, NAMES), "gexf").decode()
    assert 'mode="dynamic"' in text
    assert 'timeformat="date"' in text
    assert 'start="2025-03-01" end="2025-04-01"' in text


def test_node_list_has_centralities_and_communities():
    found = list(csv.DictReader(io.StringIO(to_bytes(ONE, "nodes").decode(), newline="")))
    assert [row["label"] for row in found] == ["'=Cem()", 'Ada "die Kühne"', "Ben; Sohn"]
    assert [row["strength"] for row in found] == ["-3", "1", "0"]
    assert [row["community"] for row in found] == ["2", "1", "1"]


def rows(content):
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def test_matrix_has_names_on_both_sides_and_no_formula():
    assert rows(to_bytes(ONE, "csv")) == [
        ["", "'=Cem()", 'Ada "die Kühne"', "Ben; Sohn"],
        ["'=Cem()", "0", "-1", "-2"],
        ['Ada "die Kühne"', "-1", "0", "2"],
        ["Ben; Sohn", "-2", "2", "0"],
    ]


def test_edge_list_has_one_tie_a_row():
    found = rows(to_bytes(TWO, "edges"))
    assert found[0] == ["source", "target", "weight", "source_id", "target_id"]
    assert found[2] == ['Ada "die Kühne"', "Waffenruhe", "0.250000", "a", "t"]


def test_pajek_counts_vertices_from_one_and_parts_from_the_head():
    assert to_bytes(TWO, "net").decode().splitlines() == [
        "*Vertices 4 3",
        '1 "=Cem()"',
        "2 \"Ada 'die Kühne'\"",
        '3 "Ben; Sohn"',
        '4 "Waffenruhe"',
        "*Edges",
        "1 4 -0.250000",
        "2 4 0.250000",
        "3 4 0.500000",
    ]


def test_pajek_is_read_by_networkx():
    net = nx.parse_pajek(
        to_bytes(one_mode(STATEMENTS, {"a": "Ada", "b": "Ben", "c": "Cem"}, kind="ignore"), "net").decode()
    )
    assert {frozenset((a, b)): data["weight"] for a, b, data in net.edges(data=True)} == {
        frozenset(("Ada", "Ben")): 2,
        frozenset(("Ada", "Cem")): 1,
        frozenset(("Ben", "Cem")): 2,
    }


def test_ucinet_full_matrix():
    assert to_bytes(TWO, "dl").decode().splitlines()[:2] == ["dl nr = 3, nc = 1, format = fullmatrix", "row labels:"]
    assert to_bytes(ONE, "dl").decode().splitlines() == [
        "dl n = 3, format = fullmatrix",
        "labels:",
        '"=Cem()"',
        "\"Ada 'die Kühne'\"",
        '"Ben; Sohn"',
        "data:",
        "0 -1 -2",
        "-1 0 2",
        "-2 2 0",
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_same_network_gives_the_same_bytes(form):
    assert to_bytes(ONE, form) == to_bytes(one_mode(STATEMENTS, NAMES, kind="subtract"), form)


def test_unknown_format_is_told():
    with pytest.raises(ExportError, match="graphml, gexf, csv"):
        to_bytes(ONE, "pdf")
