"""What a picture shows: filters, folding, choice of the strongest, places; and how the file is written."""

import json
import re
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from rdflib import Literal, URIRef

from graph.errors import ExportError, QueryError
from graph.export import html
from graph.export.html import page_data, view_page, write_view
from graph.export.layout import positions, without_overlap
from graph.export.page import marked
from graph.export.view_data import ViewFilter, copy_groups, read_picture
from graph.export.view_style import extent, wrapped
from graph.store import open_store
from tests.debate import graphs
from tests.export.chance import chance_picture

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def store():
    with open_store("oxigraph:") as store:
        store.replace_many(graphs())
        yield store


def drawn(store, **filters):
    picture = read_picture(store, ViewFilter(**filters))
    return {(picture.nodes[edge.subject][0], edge.relation, picture.nodes[edge.object][0]) for edge in picture.edges}


def test_actor_is_found_as_subject_and_object(store):
    assert drawn(store, actors=("Steve Witkoff",)) == {("Steve Witkoff", "consults", "Wladimir Putin")}
    assert ("Donald Trump", "threatens", "Russland") in drawn(store, actors=("russland",))


def test_actor_may_be_given_by_a_word_of_the_name(store):
    assert drawn(store, actors=("Uschakow",)) == {("Juri Uschakow", "rejects", "30-tägige Waffenruhe")}


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        ({"actors": ("Uschakov",)}, "Juri Uschakow"),
        ({"actors": ("Waffenruhe",)}, "fits several names; did you mean 30-tägige Waffenruhe, Energie-Waffenruhe"),
        ({"actors": ("Putn",)}, "nothing in the store is called 'Putn'; did you mean Wladimir Putin"),
        ({"relations": ("reject",)}, "is not a relation; did you mean rejects"),
        ({"concepts": ("Wafenruhe",)}, "waffenruhe"),
        ({"since": date(2030, 1, 1)}, "no claim fits the filters"),
    ],
)
def test_filter_that_fits_nothing_names_the_nearest(store, filters, told):
    with pytest.raises(QueryError, match=told):
        read_picture(store, ViewFilter(**filters))


def test_relations_concepts_and_days_are_filters(store):
    assert {relation for _, relation, _ in drawn(store, relations=("mediates", "promises"))} == {"mediates", "promises"}
    assert {thing for _, _, thing in drawn(store, concepts=("Waffenruhe",))} == {"30-tägige Waffenruhe"}
    assert len(drawn(store, since=date(2025, 4, 1))) == 3
    assert len(drawn(store, until=date(2025, 3, 11))) == 2


def test_date_that_is_none_counts_as_undated():
    with open_store("oxigraph:") as store:
        name, quads = next(graphs())
        date_of = URIRef("http://purl.org/dc/terms/date")
        store.replace(name, [quad for quad in quads if quad[1] != date_of] + [(name, date_of, Literal("bald"), name)])
        (row, *_) = read_picture(store, ViewFilter()).edges[0].rows
        assert "date" not in row
        with pytest.raises(QueryError, match="no claim fits"):
            read_picture(store, ViewFilter(until=date(2030, 1, 1)))


def test_limit_keeps_the_strongest_edges(store):
    picture = read_picture(store, ViewFilter(limit=2))
    assert [edge.strength for edge in picture.edges] == [2, 2]
    assert picture.left_out == 33


def test_what_the_concept_scheme_knows_comes_before_mere_phrases(store):
    kept = drawn(store, limit=24)
    assert {thing for _, _, thing in kept} >= {"Sicherheitsgarantien", "Ende der Waffenlieferungen"}
    assert ("Wladimir Putin", "captures", "Kursk") not in kept
    assert ("Russland", "violates", "Minsker Abkommen") not in kept


def test_statements_and_one_off_events_are_drawn_only_when_asked(store):
    assert len(read_picture(store, ViewFilter()).edges) == 35
    assert len(read_picture(store, ViewFilter(everything=True)).edges) == 36
    assert [row["relation"] for row in read_picture(store, ViewFilter()).loose] == ["states"]


def test_denied_claim_is_another_edge(store):
    picture = read_picture(
        store, ViewFilter(actors=("Wladimir Putin",), relations=("rejects",), concepts=("ceasefire",))
    )
    assert sorted(edge.negated for edge in picture.edges) == [False, True]


def rows(*pairs):
    return [{"article": article, "sentence": sentence} for article, sentence in pairs]


def test_copies_of_one_text_and_repetitions_in_one_article_count_once():
    assert copy_groups(rows(("a", "Er lehnt ab."), ("b", "er  lehnt ab."), ("c", "Er sagt nein."))) == [0, 0, 2]
    assert len(set(copy_groups(rows(("a", "x"), ("a", "y"))))) == 1


def test_article_that_joins_two_copies_joins_their_groups():
    assert len(set(copy_groups(rows(("a", "x"), ("b", "y"), ("c", "x"), ("c", "y"))))) == 1


@pytest.mark.parametrize(
    ("sentence", "trigger", "pieces"),
    [
        ("Er lehnt es ab.", "lehnt … ab", ["Er ", "lehnt", " es ", "ab", "."]),
        ("Die Ablehnung lehnt er ab.", "lehnt … ab", ["Die Ablehnung ", "lehnt", " er ", "ab", "."]),
        ("Ein Waffenruhevorschlag.", "vorschlag", ["Ein Waffenruhe", "vorschlag", "."]),
        ("Ohne Wort.", "fehlt", ["Ohne Wort."]),
        ("Leer.", "", ["Leer."]),
    ],
)
def test_trigger_is_marked_where_it_stands(sentence, trigger, pieces):
    assert marked(sentence, trigger) == pieces


def test_long_name_is_broken_and_cut():
    assert wrapped("Ende der Waffenlieferungen") == "Ende der\nWaffenlieferungen"
    assert wrapped("eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn").endswith(" …")
    assert all(len(line) <= 34 for line in wrapped("x" * 900).split("\n"))


def overlaps(places, boxes):
    found = 0
    for i in places:
        for j in places:
            wide, high = ((boxes[i][axis] + boxes[j][axis]) / 2 for axis in (0, 1))
            found += i < j and abs(places[i][0] - places[j][0]) < wide and abs(places[i][1] - places[j][1]) < high
    return found


def test_names_do_not_lie_upon_each_other(store):
    picture = read_picture(store, ViewFilter())
    names = [wrapped(label) for label, _, _ in picture.nodes.values()]
    boxes = {number: extent(name, 20) for number, name in enumerate(names)}
    numbers = {iri: number for number, iri in enumerate(picture.nodes)}
    places = positions(boxes, [(numbers[edge.subject], numbers[edge.object]) for edge in picture.edges])
    assert overlaps(places, boxes) == 0


def test_star_with_many_rays_and_lone_pairs_find_room():
    boxes = dict.fromkeys(range(70), (140.0, 60.0))
    places = positions(
        boxes, [*((0, number) for number in range(1, 60)), *((number, number + 1) for number in range(60, 70, 2))]
    )
    assert overlaps(places, boxes) == 0


def test_boxes_on_one_spot_come_apart():
    apart = without_overlap(np.zeros((4, 2)), np.full((4, 2), 50.0))
    assert len({tuple(place) for place in np.round(apart)}) == 4


def test_file_is_the_same_for_every_hash_seed(tmp_path):
    code = (
        "import sys; from pathlib import Path; from tests.debate import graphs; from graph.store import open_store\n"
        "from graph.export.html import page_data, view_page, write_view\n"
        "with open_store('oxigraph:') as store: store.replace_many(graphs()); write_view(store, Path(sys.argv[1]))"
    )
    for seed in ("1", "2"):
        command = [sys.executable, "-c", code, str(tmp_path / f"{seed}.html")]
        subprocess.run(
            command,
            check=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "LC_ALL": "C", "PATH": "/usr/bin"},
        )
    assert (tmp_path / "1.html").read_bytes() == (tmp_path / "2.html").read_bytes()


def test_page_names_no_address_outside_and_allows_scripts_by_hash_only(store, tmp_path):
    write_view(store, tmp_path / "bild.html")
    page = (tmp_path / "bild.html").read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r'<(?:script|link|img)[^>]+(?:src|href)="(?!data:)', page)
    assert len(page) < 700_000


def test_page_that_cannot_be_written_leaves_the_old_one(store, tmp_path):
    (tmp_path / "bild.html").write_text("alt", encoding="utf-8")
    with pytest.raises(QueryError):
        write_view(store, tmp_path / "bild.html", ViewFilter(actors=("Niemand Sonst",)))
    assert (tmp_path / "bild.html").read_text(encoding="utf-8") == "alt"
    with pytest.raises(ExportError, match="cannot be written"):
        write_view(store, tmp_path / "fehlt" / "bild.html")


def test_too_many_nodes_are_told_with_the_remedy(store, tmp_path, monkeypatch):
    monkeypatch.setattr(html, "MOST_NODES", 5)
    with pytest.raises(ExportError, match="23 nodes are too many for a picture; 5 are possible; lower --limit"):
        write_view(store, tmp_path / "bild.html")
    assert not (tmp_path / "bild.html").exists()


def test_small_part_goes_into_a_gap_beside_the_large_one():
    boxes = dict.fromkeys(range(22), (60.0, 40.0))
    ring = [(number, (number + 1) % 20) for number in range(20)]
    alone = positions({number: boxes[number] for number in range(20)}, ring)
    both = positions(boxes, [*ring, (20, 21)])
    assert overlaps(both, boxes) == 0
    for axis in (0, 1):
        assert max(place[axis] for place in both.values()) <= max(place[axis] for place in alone.values())


def test_page_of_two_thousand_nodes_has_at_most_six_megabytes():
    assert len(view_page(chance_picture(2000, 6000))) < 6_000_000


@pytest.mark.slow
def test_ten_thousand_nodes_and_thirty_thousand_edges_are_laid_out_in_seconds():
    picture = chance_picture(10_000, 30_000)
    before = time.process_time()
    data = page_data(picture, large=True)
    assert time.process_time() - before < 12
    assert len({(node["x"], node["y"]) for node in data["nodes"]}) > 9_900
    assert page_data(picture, large=True) == data


def test_large_page_tells_claims_after_the_scripts_that_draw():
    picture = chance_picture(1600, 2000)
    page = view_page(picture).decode()
    lines = re.search(r'<script type="application/json" id="claims">(.*?)</script>', page, re.DOTALL)
    assert lines.start() > page.rindex('"use strict"')
    claims = [claim for line in lines[1].split("\n") for claim in json.loads(line)]
    assert claims == page_data(picture, large=True)["claims"]
    assert "claims" not in json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])


def test_many_edges_between_two_nodes_stay_near_each_other():
    edge = chance_picture(2, 1).edges[0]
    few, many = html._curves([edge] * 3), html._curves([edge] * 40)
    assert sorted(few) == [-0.32, 0.0, 0.32]
    assert len(set(many)) == 40
    assert max(map(abs, many)) == 0.8
