"""Communities and centralities against values worked out by hand."""

import pytest

from graph.network import Statement, measured, one_mode, two_mode

NAMES = {}


def said(*pairs):
    return [Statement(actor, topic, sign == "+", f"{i}", None) for i, (actor, topic, sign) in enumerate(pairs)]


# Ada-Ben and Ben-Cem agree (on x, on y): a path; Dov disagrees with Cem on y and agrees with nobody.
PATH = said(("Ada", "x", "+"), ("Ben", "x", "+"), ("Ben", "y", "+"), ("Cem", "y", "+"), ("Dov", "y", "-"))


def values(network, name):
    return {node.label: dict(node.measures)[name] for node in measured(network).rows}


def test_middle_of_a_path_is_central():
    network = one_mode(PATH, NAMES, kind="congruence")
    assert values(network, "degree") == {"Ada": 1, "Ben": 2, "Cem": 1, "Dov": 0}
    assert values(network, "betweenness") == {"Ada": 0, "Ben": 1 / 3, "Cem": 0, "Dov": 0} or (
        values(network, "betweenness")["Ben"] == pytest.approx(1 / 3, abs=1e-6)
    )
    # Eigenvector of a path of three: 1, sqrt 2, 1
    assert values(network, "eigenvector") == pytest.approx({"Ada": 0.707107, "Ben": 1, "Cem": 0.707107, "Dov": 0})
    # Ben reaches 2 of the 3 others at distance 1: (2/2) * (2/3); Ada at 1 and 2: (2/3) * (2/3)
    assert values(network, "closeness") == pytest.approx({"Ada": 4 / 9, "Ben": 2 / 3, "Cem": 4 / 9, "Dov": 0}, abs=1e-6)


def test_conflict_counts_for_strength_but_joins_no_community():
    network = one_mode(PATH, NAMES, kind="subtract")
    assert values(network, "strength") == {"Ada": 1, "Ben": 1, "Cem": 0, "Dov": -2}
    community = values(network, "community")
    assert community["Ada"] == community["Ben"] == community["Cem"] == 1
    assert community["Dov"] == 2


def test_two_camps_are_two_communities_the_larger_first():
    camps = said(*((actor, "x", "+") for actor in "abc"), *((actor, "x", "-") for actor in "de"))
    community = values(one_mode(camps, NAMES, kind="congruence"), "community")
    assert community == {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}


def test_topics_of_an_affiliation_network_have_measures_too():
    network = measured(two_mode(PATH, NAMES))
    assert {node.label: dict(node.measures)["degree"] for node in network.columns} == {"x": 2, "y": 3}


def test_network_without_ties_has_measures():
    network = measured(one_mode(said(("Ada", "x", "+"), ("Ben", "y", "+")), NAMES))
    assert [dict(node.measures)["community"] for node in network.rows] == [1, 2]
