"""Timelines and matrices: what they show, and how they behave in a browser."""

from datetime import date

import pytest
from click.testing import CliRunner

from graph.cli.view import view
from graph.errors import QueryError
from graph.export.charts import write_matrix, write_timeline
from graph.export.lanes import lanes, ticks, turns
from graph.export.view_data import ViewFilter
from graph.export.view_rows import read_claims
from graph.store import open_store
from tests.debate import graphs
from tests.export.hostile import ACTIVE, UNSPOILT, hostile_lines
from tests.export.html_browser import opened


@pytest.fixture(scope="module")
def store():
    with open_store("oxigraph:") as store:
        store.replace_many(graphs())
        yield store


def said(*stances, subject="a"):
    return [
        {"subject": subject, "stance": stance, "date": day} | ({"source": source} if source else {})
        for day, stance, source in stances
    ]


@pytest.mark.parametrize(
    ("stances", "expected"),
    [
        ([("1", 1, None), ("2", 1, None)], []),
        ([("1", 1, None), ("2", -1, None), ("3", 1, None)], [1, 2]),
        ([("1", 1, None), ("1", -1, None), ("2", -1, None)], []),  # a day of both says nothing
        ([("1", 1, None), ("2", 1, None), ("2", -1, None), ("3", -1, None)], [3]),
        ([("1", 1, None), ("2", -1, "b")], []),  # what others say turns nobody round
        ([("1", 1, None), ("2", -1, "a")], [1]),
        ([("1", 1, None), ("2", -1, None), ("2", -1, None), ("2", 1, None)], [1]),
    ],
)
def test_actor_turns_round_on_the_day_whose_sum_differs(stances, expected):
    assert turns(said(*stances)) == expected


def test_lane_is_an_actor_on_a_topic_with_its_reversals(store):
    found, left_out = lanes(
        read_claims(store), ViewFilter(actors=("Wladimir Putin",), concepts=("ceasefire",)), timeline=True
    )
    assert left_out == 0
    (lane,) = found
    assert (lane.actor, lane.topic, len(lane.rows), lane.turns) == ("Wladimir Putin", "ceasefire", 2, (1,))


def test_matrix_leaves_out_what_others_say(store):
    topics = {(lane.actor, lane.topic) for lane in lanes(read_claims(store), ViewFilter(), timeline=False)[0]}
    assert ("Russland", "energy-truce") not in topics
    assert ("Russland", "energy-truce") in {
        (lane.actor, lane.topic) for lane in lanes(read_claims(store), ViewFilter(), timeline=True)[0]
    }


def test_limit_keeps_the_lanes_with_most_claims(store):
    found, left_out = lanes(read_claims(store), ViewFilter(limit=1), timeline=True)
    assert [(lane.actor, lane.topic) for lane in found] == [("Juri Uschakow", "ceasefire")]
    assert left_out == 25


def test_limit_of_a_matrix_keeps_rows_and_columns_whole(store):
    everything = lanes(read_claims(store), ViewFilter(limit=100), timeline=False)[0]
    found, left_out = lanes(read_claims(store), ViewFilter(limit=8), timeline=False)
    actors, topics = {lane.actor for lane in found}, {lane.topic for lane in found}
    assert len(found) == 10
    assert found == [lane for lane in everything if lane.actor in actors and lane.topic in topics]
    assert left_out == len(everything) - len(found)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2025-03-12", "2025-03-12", ["2025-03-12"]),
        ("2025-03-12", "2025-03-14", ["2025-03-12", "2025-03-13", "2025-03-14"]),
        ("2025-03-01", "2025-03-29", ["2025-03-01", "2025-03-08", "2025-03-15", "2025-03-22", "2025-03-29"]),
        ("2025-12-31", "2026-03-12", ["2026-01-01", "2026-02-01", "2026-03-01"]),
    ],
)
def test_days_at_even_steps_are_written_on_the_axis(first, last, expected):
    found = ticks(date.fromisoformat(first), date.fromisoformat(last))
    assert [day.isoformat() for day in found] == expected


def test_axis_of_many_years_has_few_days():
    assert len(ticks(date(1990, 1, 1), date(2026, 1, 1))) <= 8


def test_nothing_left_is_told(store):
    with pytest.raises(QueryError, match="no claim with a stance"):
        lanes(read_claims(store), ViewFilter(since=date(2030, 1, 1)), timeline=True)


def test_timeline_marks_stances_and_reversals_and_opens_sentences(store, browser, tmp_path):
    write_timeline(store, tmp_path / "zeit.html", ViewFilter(concepts=("ceasefire",)))
    with opened(browser, tmp_path / "zeit.html") as page:
        assert page.text("counts") == "6 Reihen, 11 Aussagen"
        assert page.run("document.querySelectorAll('.mark').length") == 11
        assert page.run("document.querySelectorAll('.turn').length") == 1
        page.run("document.querySelector('.mark:has(.turn)').focus()")
        page.press("Enter")
        assert "Putin sagte Nein zur vollen Waffenruhe." in page.text("content")
        page.press("Escape")
        assert page.run("document.getElementById('panel').hidden")
        page.click("#language")
        assert page.text("headline") == "Stances over time"
        assert page.faults() == []


def test_matrix_sums_stances_and_opens_sentences(store, browser, tmp_path):
    write_matrix(store, tmp_path / "tafel.html", ViewFilter(concepts=("ceasefire",)))
    with opened(browser, tmp_path / "tafel.html", dark=True) as page:
        cells = "[...document.querySelectorAll('tbody tr')].map((e) => [...e.cells].map((cell) => cell.textContent))"
        assert dict(page.run(cells)) == {
            "Juri Uschakow": "−3",
            "Ukraine": "+2",
            "Vereinigte Staaten": "+2",
            "Wladimir Putin": "±0",
            "Donald Trump": "+1",
            "Europäische Union": "+1",
        }
        page.click("td[role]", "−3")
        assert page.run("document.querySelectorAll('#content article').length") == 3
        assert page.faults() == []


@pytest.mark.parametrize("write", [write_timeline, write_matrix])
def test_hostile_texts_stay_texts(browser, tmp_path, write):
    with open_store("oxigraph:") as store:
        store.replace_many(graphs(hostile_lines()))
        write(store, tmp_path / "bild.html", ViewFilter(limit=100))
    with opened(browser, tmp_path / "bild.html") as page:
        before = page.run(ACTIVE)
        for element in (".mark", "td[role]"):
            page.run(f"document.querySelectorAll({element!r}).forEach((e) => e.dispatchEvent(new MouseEvent('click')))")
        page.click("#language")
        assert page.run(ACTIVE) == before
        assert page.run(UNSPOILT)
        assert page.run("[...document.querySelectorAll('a')].every((e) => e.protocol === 'https:')")
        assert page.faults() == []


@pytest.mark.parametrize(
    ("kind", "marker"), [("network", 'id="picture"'), ("timeline", 'id="chart"'), ("matrix", 'id="chart"')]
)
def test_command_writes_every_kind(tmp_path, kind, marker):
    with open_store(str(tmp_path / "wissen")) as store:
        store.replace_many(graphs())
    target = tmp_path / "bild.html"
    result = CliRunner().invoke(view, ["--store", str(tmp_path / "wissen"), "--kind", kind, "-o", str(target)])
    assert result.exit_code == 0, result.output
    assert marker in target.read_text(encoding="utf-8")
