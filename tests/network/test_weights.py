"""Weights of discourse networks, worked out by hand.

The statements, with the number of times that each is made (for, against):

              ceasefire   peacekeepers   sanctions
    Ada         2, 0          0, 1         0, 0        3 statements
    Ben         1, 1          0, 2         0, 0        4 statements
    Cem         0, 3          0, 0         1, 0        4 statements
"""

from datetime import date

import pytest

from graph.errors import GraphError
from graph.network import Statement, one_mode, two_mode

COUNTS = {
    ("Ada", "ceasefire"): (2, 0),
    ("Ada", "peacekeepers"): (0, 1),
    ("Ben", "ceasefire"): (1, 1),
    ("Ben", "peacekeepers"): (0, 2),
    ("Cem", "ceasefire"): (0, 3),
    ("Cem", "sanctions"): (1, 0),
}
STATEMENTS = [
    Statement(actor, topic, agreement, f"{actor}-{number}", date(2025, 3, 11))
    for (actor, topic), numbers in COUNTS.items()
    for agreement, times in zip((True, False), numbers, strict=True)
    for number in range(times)
]
NAMES = {name: name for pair in COUNTS for name in pair}
PAIRS = (("Ada", "Ben"), ("Ada", "Cem"), ("Ben", "Cem"))

# Ada-Ben  congruence: ceasefire 2*1, peacekeepers 1*2          = 4; conflict: ceasefire 2*1            = 2
# Ada-Cem  congruence: none                                     = 0; conflict: ceasefire 2*3            = 6
# Ben-Cem  congruence: ceasefire against 1*3                    = 3; conflict: ceasefire 1*3            = 3
# ignore = both together. Activity: 3, 4, 4.
# Jaccard: statements of one alone (cell by cell) plus products of cells that both have:
# Ada-Ben  alone: Ben against ceasefire 1; both: 2*1 + 1*2 = 4  -> 5
# Ada-Cem  alone: Ada 3, Cem 4; both: none                      -> 7
# Ben-Cem  alone: Ben 1 for ceasefire + 2, Cem 1; both: 1*3 = 3 -> 7
RAW = {"ignore": (6, 6, 6), "congruence": (4, 0, 3), "conflict": (2, 6, 3), "subtract": (2, -6, 0)}
DIVISORS = {"no": (1, 1, 1), "average": (3.5, 3.5, 4), "cosine": (12, 12, 16), "jaccard": (5, 7, 7)}


@pytest.mark.parametrize("normalization", DIVISORS)
@pytest.mark.parametrize("kind", RAW)
def test_one_mode_weight_is_the_product_of_statements_divided_by_the_norm(kind, normalization):
    network = one_mode(STATEMENTS, NAMES, kind=kind, normalization=normalization)
    for pair, raw, divisor in zip(PAIRS, RAW[kind], DIVISORS[normalization], strict=True):
        assert network.weight(*pair) == pytest.approx(raw / divisor), pair
        assert network.weight(*reversed(pair)) == network.weight(*pair)


def test_nobody_is_tied_to_himself():
    network = one_mode(STATEMENTS, NAMES, kind="congruence")
    assert all(network.weights[i][i] == 0 for i in range(3))


# ceasefire-peacekeepers: Ben against both 1*2 = 2 congruent; Ada 2*1, Ben 1*2 = 4 conflicting
# ceasefire-sanctions: Cem 3*1 = 3 conflicting
@pytest.mark.parametrize(
    ("kind", "first", "second"), [("ignore", 6, 3), ("congruence", 2, 0), ("conflict", 4, 3), ("subtract", -2, -3)]
)
def test_topics_are_tied_by_the_actors_that_speak_of_them(kind, first, second):
    network = one_mode(STATEMENTS, NAMES, kind=kind, nodes="concept")
    assert network.weight("ceasefire", "peacekeepers") == first
    assert network.weight("ceasefire", "sanctions") == second
    assert network.weight("peacekeepers", "sanctions") == 0


# Rows Ada, Ben, Cem; columns ceasefire, peacekeepers, sanctions.
TWO_MODE = {
    ("count", "no"): ((2, 1, 0), (2, 2, 0), (3, 0, 1)),
    ("count", "activity"): ((2 / 3, 1 / 3, 0), (2 / 4, 2 / 4, 0), (3 / 4, 0, 1 / 4)),
    ("count", "prominence"): ((2 / 7, 1 / 3, 0), (2 / 7, 2 / 3, 0), (3 / 7, 0, 1)),
    ("binary", "no"): ((1, 1, 0), (1, 1, 0), (1, 0, 1)),
    ("binary", "activity"): ((1 / 2, 1 / 2, 0), (1 / 2, 1 / 2, 0), (1 / 2, 0, 1 / 2)),
    ("binary", "prominence"): ((1 / 3, 1 / 2, 0), (1 / 3, 1 / 2, 0), (1 / 3, 0, 1)),
    ("combine", "no"): ((1, 2, 0), (3, 2, 0), (2, 0, 1)),
    ("subtract", "no"): ((2, -1, 0), (0, -2, 0), (-3, 0, 1)),
    ("subtract", "activity"): ((2 / 3, -1 / 3, 0), (0, -2 / 4, 0), (-3 / 4, 0, 1 / 4)),
    ("subtract", "prominence"): ((2 / 7, -1 / 3, 0), (0, -2 / 3, 0), (-3 / 7, 0, 1)),
}


@pytest.mark.parametrize(("ties", "normalization"), TWO_MODE)
def test_two_mode_weight(ties, normalization):
    network = two_mode(STATEMENTS, NAMES, ties=ties, normalization=normalization)
    assert [node.label for node in network.rows] == ["Ada", "Ben", "Cem"]
    assert [node.label for node in network.columns] == ["ceasefire", "peacekeepers", "sanctions"]
    for row, expected in zip(network.weights, TWO_MODE[ties, normalization], strict=True):
        assert row == pytest.approx(expected)


def test_node_knows_how_often_it_speaks():
    network = two_mode(STATEMENTS, NAMES)
    assert [node.frequency for node in network.rows] == [3, 4, 4]
    assert [node.frequency for node in network.columns] == [7, 3, 1]


@pytest.mark.parametrize("normalization", ["no", "average", "jaccard", "cosine"])
def test_isolate_has_no_tie_and_divides_nothing_by_zero(normalization):
    silent = Statement("Dov", "aid", True, "x", None)
    network = one_mode(STATEMENTS, NAMES | {"Dov": "Dov"}, normalization=normalization, isolates=[silent])
    assert [node.label for node in network.rows] == ["Ada", "Ben", "Cem", "Dov"]
    assert network.weights[3] == (0, 0, 0, 0)


def test_two_things_with_one_name_stay_two_nodes():
    first, second = Statement("a", "t", True, "x", None), Statement("b", "t", True, "x", None)
    network = one_mode([first, second], {"a": "Fidan", "b": "Fidan", "t": "t"})
    assert [node.label for node in network.rows] == ["Fidan", "Fidan (2)"]
    assert network.weight("Fidan", "Fidan (2)") == 1


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: one_mode(STATEMENTS, NAMES, kind="harmony"), "kind 'harmony'"),
        (lambda: one_mode(STATEMENTS, NAMES, normalization="activity"), "normalization 'activity'"),
        (lambda: one_mode(STATEMENTS, NAMES, nodes="article"), "nodes 'article'"),
        (lambda: two_mode(STATEMENTS, NAMES, ties="congruence"), "ties 'congruence'"),
        (lambda: two_mode(STATEMENTS, NAMES, normalization="jaccard"), "normalization 'jaccard'"),
        (lambda: two_mode(STATEMENTS, NAMES, ties="combine", normalization="activity"), "cannot be divided"),
    ],
)
def test_choice_that_does_not_exist_is_told(make, told):
    with pytest.raises(GraphError, match=told):
        make()
