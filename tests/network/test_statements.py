"""From claims to statements: what counts, duplicates, time windows."""

from collections import Counter
from datetime import date

import pytest

from graph.errors import GraphError, QueryError
from graph.network import (
    NetworkChoice,
    Statement,
    StatementFilter,
    networks,
    read_statements,
    windows,
    without_duplicates,
)
from graph.store import open_store
from tests.debate import graphs


@pytest.fixture(scope="module")
def store():
    with open_store("oxigraph:") as store:
        store.replace_many(graphs())
        yield store


def said(store, **choice):
    statements, names = read_statements(store, StatementFilter(**choice))
    return Counter((names[entry.actor], names[entry.topic], entry.agreement) for entry in statements)


def test_statement_is_the_stance_of_an_actor_on_a_concept(store):
    found = said(store)
    assert found["Juri Uschakow", "Waffenruhe", False] == 3
    assert found["Ukraine", "Waffenruhe", True] == 2


def test_denial_turns_the_stance_round(store):
    assert said(store)["Wladimir Putin", "Waffenruhe", True] == 1
    assert said(store)["Wladimir Putin", "Waffenruhe", False] == 1


def test_claim_without_stance_is_no_statement(store):
    assert not any(actor == "Steve Witkoff" for actor, _, _ in said(store))


def test_what_others_say_of_an_actor_counts_only_as_hearsay(store):
    violation = "Russland", "Energie-Waffenruhe", False
    assert said(store)[violation] == 0
    assert said(store, hearsay=True)[violation] == 1


def test_topics_may_be_the_objects_themselves(store):
    assert said(store, topic="object")["Juri Uschakow", "30-tägige Waffenruhe", False] == 3


def test_filters_leave_what_fits(store):
    assert {topic for _, topic, _ in said(store, concepts=("ceasefire",))} == {"Waffenruhe"}
    assert sum(said(store, relations=("rejects",)).values()) == 10
    assert sum(said(store, since=date(2025, 4, 1)).values()) == 2
    assert sum(said(store, until=date(2025, 3, 11)).values()) == 2
    assert said(store, modalities=("planned",)) == {}


def test_values_of_any_variable_are_included_or_excluded(store):
    assert {
        actor for actor, _, _ in said(store, include=(("subject", "Ukraine"), ("subject", "Wolodymyr Selenskyj")))
    } == {
        "Ukraine",
        "Wolodymyr Selenskyj",
    }
    everything = said(store)
    without = said(store, exclude=(("subject", "Ukraine"),))
    assert everything.keys() - without.keys() == {key for key in everything if key[0] == "Ukraine"}
    assert sum(said(store, include=(("agreement", "false"), ("concept", "ceasefire"))).values()) == 4
    assert said(store, include=(("publisher", "Tagesbote"),), exclude=(("relation", "rejects"),)).keys() >= {
        ("Ukraine", "Waffenruhe", True)
    }
    assert said(store, include=(("coder", "diplograph"),)) == everything
    assert said(store, exclude=(("source", ""),)) == said(
        store, include=(("source", "Wladimir Putin"), ("source", "Juri Uschakow"), ("source", "Ukraine"))
    )


def test_actors_may_be_the_outlets(store):
    found = said(store, actor="publisher")
    assert found["Nordblatt", "Waffenruhe", False] == 1
    assert {actor for actor, _, _ in found} == {"Beispielblatt", "Tagesbote", "Morgenpost Muster", "Nordblatt"}


def test_networks_that_ignore_the_agreement_count_a_pro_and_a_contra_of_one_article_once(store):
    filters = StatementFilter(concepts=("ceasefire",), include=(("document", "Tagesbote/2025-04-02"),))
    ((_, network),) = networks(store, filters, NetworkChoice("affiliation"))
    assert network.statements == 2


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({"include": (("subject", "Ukrane"),)}, "Ukraine"),
        ({"exclude": (("publishr", "Tagesbote"),)}, "publisher"),
        ({"actor": "person"}, "subject"),
        ({"relations": ("reject",)}, "rejects"),
        ({"concepts": ("ceasefre",)}, "ceasefire"),
        ({"modalities": ("sure",)}, "asserted"),
    ],
)
def test_unknown_filter_names_the_nearest(store, choice, told):
    with pytest.raises(QueryError, match=told):
        read_statements(store, StatementFilter(**choice))


def statement(day, document="a", actor="Ada", agreement=True):
    return Statement(actor, "ceasefire", agreement, document, day)


SAME = [
    statement(date(2025, 3, 3), "a"),
    statement(date(2025, 3, 3), "a"),
    statement(date(2025, 3, 9), "b"),  # Sunday of the same week
    statement(date(2025, 3, 10), "c"),  # Monday of the next
    statement(date(2025, 4, 1), "d"),
    statement(date(2026, 4, 1), "e"),
]


@pytest.mark.parametrize(
    ("rule", "left"), [("include", 6), ("document", 5), ("week", 4), ("month", 3), ("year", 2), ("acrossrange", 1)]
)
def test_duplicates_count_once_within(rule, left):
    assert len(without_duplicates(SAME, rule)) == left


def test_opposite_stance_of_the_same_day_is_no_duplicate():
    day = date(2025, 3, 3)
    assert len(without_duplicates([statement(day), statement(day, agreement=False)], "acrossrange")) == 2


def test_opposite_stance_is_a_duplicate_where_the_agreement_is_ignored():
    day = date(2025, 3, 3)
    both = [statement(day), statement(day, agreement=False)]
    assert len(without_duplicates(both, "document", ignore_agreement=True)) == 1
    assert len(without_duplicates(both, "include", ignore_agreement=True)) == 2


def test_undated_statements_are_duplicates_within_their_article_only():
    assert len(without_duplicates([statement(None, "a"), statement(None, "a"), statement(None, "b")], "week")) == 2


def test_unknown_rule_is_told():
    with pytest.raises(GraphError, match="rules are include, document"):
        without_duplicates(SAME, "decade")


def test_window_reaches_as_far_back_as_ahead_and_lies_within_the_time():
    days = [statement(date(2025, 3, day)) for day in (1, 2, 4, 6)]
    found = [(w.middle.day, w.first.day, w.last.day, len(w.statements)) for w in windows(days, 3)]
    assert found == [(2, 1, 3, 2), (3, 2, 4, 2), (4, 3, 5, 1), (5, 4, 6, 2)]


def test_window_moves_by_its_step():
    days = [statement(date(2025, 3, day)) for day in (1, 2, 4, 6)]
    assert [window.middle.day for window in windows(days, 3, step=2)] == [2, 4]


def test_window_longer_than_the_time_is_told():
    with pytest.raises(GraphError, match="2025-03-03 and 2026-04-01"):
        list(windows(SAME, 1000))


def test_store_becomes_a_network(store):
    ((day, network),) = networks(store, StatementFilter(concepts=("ceasefire",)), NetworkChoice("subtract"))
    assert day is None
    assert network.weight("Juri Uschakow", "Ukraine") == -6  # three articles against, two for
    assert network.weight("Ukraine", "Vereinigte Staaten") == 4
    assert (network.first, network.last) == (date(2025, 3, 11), date(2025, 4, 2))


def test_isolates_keep_the_actors_of_the_whole_store(store):
    filters = StatementFilter(concepts=("ceasefire",))
    ((_, small),) = networks(store, filters, NetworkChoice("congruence"))
    ((_, large),) = networks(store, filters, NetworkChoice("congruence", isolates=True))
    assert {node.label for node in large.rows} - {node.label for node in small.rows} >= {"Keir Starmer", "NATO"}


def test_windows_of_a_store_are_networks_of_their_days(store):
    made = dict(networks(store, StatementFilter(), NetworkChoice("affiliation", window=3)))
    assert [(day.month, day.day) for day in made] == [*((3, day) for day in (*range(12, 22), 23, 24, 25)), (4, 1)]
    assert made[date(2025, 3, 12)].first == date(2025, 3, 11)


@pytest.mark.parametrize(
    "choice", [NetworkChoice("affiliation", nodes="concept"), NetworkChoice("conflict", ties="binary")]
)
def test_choices_that_do_not_go_together_are_told(store, choice):
    with pytest.raises(GraphError):
        list(networks(store, StatementFilter(), choice))


def test_nothing_left_is_told(store):
    with pytest.raises(GraphError, match="no claim with a stance"):
        list(networks(store, StatementFilter(since=date(2030, 1, 1)), NetworkChoice()))
