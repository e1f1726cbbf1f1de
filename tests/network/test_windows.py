"""Time windows in every unit, and the weights of statements in them."""

from datetime import date, datetime

import pytest

from graph.errors import GraphError
from graph.network import NetworkChoice, Statement, StatementFilter, networks, one_mode, two_mode, windows
from graph.network.windows import elapsed, kernel_weight, shift
from graph.store import open_store
from tests.debate import graphs


def at(moment, actor="Ada", agreement=True):
    return Statement(actor, "ceasefire", agreement, f"{actor}{moment}", moment.date(), moment)


def on(month, day, actor="Ada", agreement=True):
    return at(datetime(2025, month, day), actor, agreement)


def middles(statements, size, **choice):
    return [window.middle for window in windows(statements, size, **choice)]


@pytest.mark.parametrize(
    ("unit", "last", "middle"),
    [
        ("seconds", datetime(2025, 3, 1, 0, 0, 2), datetime(2025, 3, 1, 0, 0, 1)),
        ("minutes", datetime(2025, 3, 1, 0, 2), datetime(2025, 3, 1, 0, 1)),
        ("hours", datetime(2025, 3, 1, 2), datetime(2025, 3, 1, 1)),
        ("days", datetime(2025, 3, 3), datetime(2025, 3, 2)),
        ("weeks", datetime(2025, 3, 15), datetime(2025, 3, 8)),
        ("months", datetime(2025, 5, 1), datetime(2025, 4, 1)),
        ("years", datetime(2027, 3, 1), datetime(2026, 3, 1)),
    ],
)
def test_three_units_are_one_before_and_one_after_the_middle(unit, last, middle):
    first = datetime(2025, 3, 1)
    (window,) = windows([at(first), at(last)], 3, unit=unit)
    assert (window.first, window.middle, window.last, len(window.statements)) == (first, middle, last, 2)


def test_even_size_becomes_the_next_odd_one_without_a_kernel():
    statements = [on(3, day) for day in range(1, 8)]
    assert middles(statements, 4) == middles(statements, 5)


def test_odd_size_becomes_the_next_even_one_with_a_kernel():
    statements = [on(3, day) for day in range(1, 8)]
    assert middles(statements, 3, kernel="uniform") == middles(statements, 4, kernel="uniform")


def test_last_day_of_a_month_stays_the_last_day():
    assert shift(datetime(2025, 1, 31), 1, "months") == datetime(2025, 2, 28)
    assert shift(datetime(2024, 2, 29), -1, "years") == datetime(2023, 2, 28)
    assert shift(datetime(2025, 1, 15), -2, "months") == datetime(2024, 11, 15)


@pytest.mark.parametrize(
    ("start", "end", "unit", "whole"),
    [
        (datetime(2025, 3, 1), datetime(2025, 3, 14), "weeks", 1),
        (datetime(2025, 3, 14), datetime(2025, 3, 1), "weeks", -1),
        (datetime(2025, 3, 15), datetime(2025, 4, 14), "months", 0),
        (datetime(2025, 3, 15), datetime(2026, 4, 15), "months", 13),
        (datetime(2025, 3, 15), datetime(2027, 3, 14), "years", 1),
        (datetime(2025, 3, 1, 1), datetime(2025, 3, 2, 0, 59), "hours", 23),
    ],
)
def test_only_whole_units_count(start, end, unit, whole):
    assert elapsed(start, end, unit) == whole


@pytest.mark.parametrize(
    ("kernel", "middle", "half", "end", "beyond"),
    [
        ("uniform", 0.5, 0.5, 0.5, 0),
        ("triangular", 1, 0.5, 0, 0),
        ("epanechnikov", 0.75, 0.75 * 0.75, 0, 0),
        ("gaussian", 0.3989423, 0.3520653, 0.2419707, 0.0539910),  # standard normal density at 0, 0.5, 1 and 2
    ],
)
def test_kernel_falls_alike_to_both_sides(kernel, middle, half, end, beyond):
    assert kernel_weight(0, kernel) == pytest.approx(middle)
    for distance, expected in ((0.5, half), (1, end), (2, beyond)):
        assert kernel_weight(distance, kernel) == pytest.approx(expected, abs=1e-6)
        assert kernel_weight(-distance, kernel) == kernel_weight(distance, kernel)


# Ada on day 3, Ben on days 3 and 5, of a window of 4 days around day 3; days 1 and 7 only set the ends.
KERNEL_DAYS = [on(3, 1, "Cem"), on(3, 3, "Ada"), on(3, 3, "Ben"), on(3, 4, "Ben"), on(3, 7, "Cem")]


def window(kernel):
    return next(w for w in windows(KERNEL_DAYS, 4, kernel=kernel) if w.middle.day == 3)


@pytest.mark.parametrize(
    ("kernel", "same_day", "next_day"),
    [
        ("uniform", 0.5, 0.5),  # the geometric mean of two halves
        ("triangular", 1, 0.5**0.5),  # 1 and 1 - 1/2
        ("epanechnikov", 0.75, (0.75 * 0.5625) ** 0.5),  # 3/4 and 3/4 (1 - 1/4)
    ],
)
def test_pair_of_statements_counts_with_the_geometric_mean_of_both_weights(kernel, same_day, next_day):
    found = window(kernel)
    network = one_mode(found.statements, {}, kind="congruence", weights=found.weights)
    assert network.weight("Ada", "Ben") == pytest.approx(same_day + next_day)


def test_average_activity_under_a_kernel_is_the_mean_of_the_weights():
    found = window("triangular")
    network = one_mode(found.statements, {}, kind="congruence", normalization="average", weights=found.weights)
    assert network.weight("Ada", "Ben") == pytest.approx((1 + 0.5**0.5) / ((1 + 1.5) / 2))


def test_uniform_kernel_with_average_activity_equals_no_kernel():
    found = window("uniform")
    weighted = one_mode(found.statements, {}, normalization="average", weights=found.weights)
    plain = one_mode(found.statements, {}, normalization="average")
    assert weighted.weight("Ada", "Ben") == pytest.approx(plain.weight("Ada", "Ben"))


def test_affiliation_under_a_kernel_adds_the_weights():
    found = window("triangular")
    network = two_mode(found.statements, {}, ties="subtract", weights=found.weights)
    assert network.weight("Ben", "ceasefire") == pytest.approx(1.5)
    share = two_mode(found.statements, {}, normalization="prominence", weights=found.weights)
    assert share.weight("Ben", "ceasefire") == pytest.approx(1.5 / 2.5)


def test_gaussian_looks_beyond_the_window():
    assert len(window("gaussian").statements) == 5
    assert len(window("uniform").statements) == 4


def test_without_indenting_the_first_and_last_statement_are_middles():
    statements = [on(3, day) for day in (1, 3, 5)]
    assert [day.day for day in middles(statements, 3)] == [2, 3, 4]
    assert [day.day for day in middles(statements, 3, indent=False)] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({"unit": "decades"}, "unit 'decades'"),
        ({"kernel": "cosine"}, "kernel 'cosine'"),
        ({"step": 0}, "1 or more"),
        ({"unit": "seconds"}, "more than 100000 times"),
        ({"unit": "years"}, "shorter window"),
    ],
)
def test_window_that_cannot_be_is_told(choice, told):
    with pytest.raises(GraphError, match=told):
        list(windows([on(1, 1), on(4, 1)], 3, **choice))


def test_size_beyond_the_calendar_is_told():
    with pytest.raises(GraphError, match="shorter window"):
        list(windows([on(1, 1), on(4, 1)], 10**9, unit="years"))


@pytest.fixture(scope="module")
def store():
    with open_store("oxigraph:") as store:
        store.replace_many(graphs())
        yield store


def test_networks_of_a_kernel_have_the_same_nodes(store):
    made = [network for _, network in networks(store, StatementFilter(), NetworkChoice(window=4, kernel="triangular"))]
    assert len({network.rows[0].id for network in made}) == 1
    assert len({tuple(node.id for node in network.rows) for network in made}) == 1


def test_windows_of_weeks_name_their_middle(store):
    made = networks(store, StatementFilter(), NetworkChoice(window=1, unit="weeks", kernel="uniform"))
    assert [day for day, _ in made] == [date(2025, 3, 18), date(2025, 3, 25)]


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        (NetworkChoice(kernel="uniform"), "add a window"),
        (NetworkChoice(kernel="uniform", window=4, normalization="cosine"), "not defined"),
        (NetworkChoice("affiliation", kernel="uniform", window=4, ties="combine"), "not defined"),
    ],
)
def test_choice_that_does_not_go_with_a_kernel_is_told(store, choice, told):
    with pytest.raises(GraphError, match=told):
        list(networks(store, StatementFilter(), choice))
