"""Polarisation against values worked out by hand."""

import csv
import io
import json
from itertools import product

import numpy as np
import pytest

from graph.errors import ExportError, GraphError
from graph.network import NetworkChoice, StatementFilter, polarization, polarization_table
from graph.network.polarization import camps, ei_index, modularity
from graph.store import open_store
from tests.debate import graphs

# Two pairs, a-b and c-d, each of which agrees once; all of the other pair are in conflict.
AGREE = np.array([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]], float)
FIGHT = np.array([[0, 0, 1, 1], [0, 0, 1, 1], [1, 1, 0, 0], [1, 1, 0, 0]], float)
NONE = np.zeros((4, 4))


def test_camps_agree_inside_and_fight_across():
    assert camps(AGREE, FIGHT) == [0, 0, 1, 1]
    assert ei_index(AGREE, [0, 0, 1, 1]) == -1
    assert ei_index(FIGHT, [0, 0, 1, 1]) == 1


def test_modularity_is_that_of_newman_and_girvan_without_conflict():
    # Half of the ties within each camp, half expected: (1/2 - 1/4) + (1/2 - 1/4)
    assert modularity(AGREE, NONE, [0, 0, 1, 1]) == pytest.approx(0.5)
    assert modularity(AGREE, NONE, [0, 0, 0, 0]) == pytest.approx(0)


def test_conflict_between_camps_adds_to_modularity():
    # Weights: congruence 4, conflict 8, both directions counted. Congruence part (4/12) * 1/2;
    # conflict: none within where 8/2 were expected, (8/12) * 1/2. Together 1/2.
    assert modularity(AGREE, FIGHT, [0, 0, 1, 1]) == pytest.approx(1 / 6 + 1 / 3)


def test_one_camp_is_no_polarisation():
    everyone = np.ones((3, 3)) - np.eye(3)
    assert camps(everyone, np.zeros((3, 3))) == [0, 0, 0]
    assert modularity(everyone, np.zeros((3, 3)), [0, 0, 0]) == pytest.approx(0)


def test_conflict_alone_parts_all_who_fight():
    found = camps(NONE, FIGHT)
    assert found[0] != found[2]
    assert found[1] != found[3]


@pytest.mark.parametrize("seed", range(12))
def test_no_partition_of_a_small_network_is_better_by_much(seed):
    random = np.random.default_rng(seed)
    agree, fight = (np.triu(random.integers(0, 4, (6, 6)), 1).astype(float) for _ in range(2))
    agree, fight = agree + agree.T, fight + fight.T
    best = max(modularity(agree, fight, partition) for partition in product(range(3), repeat=6))
    assert modularity(agree, fight, camps(agree, fight)) >= best - 0.02


def test_nobody_tied_has_no_index():
    assert ei_index(NONE, [0, 1, 2, 3]) is None
    assert modularity(NONE, NONE, camps(NONE, NONE)) == 0


@pytest.fixture(scope="module")
def store():
    with open_store("oxigraph:") as store:
        store.replace_many(graphs())
        yield store


def test_debate_on_the_ceasefire_has_two_camps(store):
    (found,) = polarization(store, StatementFilter(concepts=("ceasefire",)), NetworkChoice())
    assert found.camps == (
        ("Donald Trump", "Europäische Union", "Ukraine", "Vereinigte Staaten"),
        ("Juri Uschakow", "Wladimir Putin"),
    )
    assert found.ei_congruence is not None
    assert found.ei_congruence < 0 < found.modularity
    assert found.ei_conflict == pytest.approx(1, abs=0.35)  # Putin's denial ties him to both camps


def test_polarisation_over_time_has_a_line_a_window(store):
    found = list(polarization(store, StatementFilter(), NetworkChoice(window=7)))
    assert len(found) > 5
    assert all(entry.first <= entry.middle <= entry.last for entry in found)


def test_table_is_written_as_csv_and_json(store):
    found = list(polarization(store, StatementFilter(), NetworkChoice(window=7)))
    rows = list(csv.DictReader(io.StringIO(polarization_table(found, "csv").decode(), newline="")))
    assert [row["middle"] for row in rows] == [entry.middle.isoformat() for entry in found]
    assert rows[0]["camps"].split(" | ")[0].split("; ") == list(found[0].camps[0])
    records = json.loads(polarization_table(found, "json"))
    assert [record["statements"] for record in records] == [entry.statements for entry in found]
    with pytest.raises(ExportError, match="csv, json"):
        polarization_table(found, "graphml")


def test_kernel_needs_a_window(store):
    with pytest.raises(GraphError, match="add a window"):
        list(polarization(store, StatementFilter(), NetworkChoice(kernel="gaussian")))
