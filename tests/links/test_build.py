"""The graph of links in a store: made from articles, the same for the same articles, and shown by the questions."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from graph.gazetteer import load_gazetteer
from graph.links import derive, forget, links_iri, refresh, relink
from graph.namespaces import DEFAULT_BASE, DG
from graph.pipeline import ExtractionConfig, build
from graph.query import run
from graph.store import open_store
from graph.store.oxigraph import OxigraphStore
from graph.store.validate import validate

pytestmark = pytest.mark.model
ROOT = Path(__file__).parent.parent.parent
SHARED = ROOT.parent / "shared" / "seeds"
DATES = """
SELECT ?relation ?value WHERE { GRAPH ?g {
  ?claim dg:object ?part ; dg:subject ?who ; dg:relation ?relation ; dg:time/dg:value ?value } GRAPH ?l { ?part dg:mergedInto ?p } }
"""


@pytest.fixture(scope="module")
def seeds():
    with open_store("oxigraph:") as store:
        build([str(ROOT / "seeds")], store, ExtractionConfig())
        yield store


def ceasefires(store):
    """Give the proposals about a ceasefire with the labels of their proposers, those of most claims first."""
    rows = run(store, "proposal-sides", {"concept": "ceasefire"}).records()
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["proposal"]] = counts.get(row["proposal"], 0) + int(row["claims"])
    ask = "SELECT ?p ?name WHERE { GRAPH ?l { ?p dg:proposer ?a } GRAPH ?g { ?a skos:prefLabel ?name } }"
    makers = run(store, ask).records()
    return [
        (iri, {row["name"] for row in makers if row["p"] == iri}) for iri in sorted(counts, key=lambda i: -counts[i])
    ]


def stances(store, proposal):
    rows = run(store, "stances-on-proposal", {"proposal": proposal}).records()
    return {(row["subject_label"], row["relation"].rpartition("#")[2], row["date"]) for row in rows}


def test_the_ceasefire_of_four_articles_is_one_proposal(seeds):
    (iri, makers), *_ = ceasefires(seeds)
    assert makers >= {"USA", "Ukraine"}
    told = stances(seeds, iri)
    assert {("USA", "proposes", "2025-03-12"), ("Juri Uschakow", "rejects", "2025-03-13")} <= told
    assert ("Wladimir Putin", "rejects", "2025-03-19") in told
    links = run(
        seeds, f"SELECT ?reason WHERE {{ GRAPH ?l {{ ?x dg:links <{iri}> ; a dg:SameProposal ; dg:reason ?reason }} }}"
    )
    assert len(links) >= 3
    assert all("same concept ceasefire" in str(reason) for (reason,) in links)


def test_every_question_and_list_shows_the_merged_proposal(seeds):
    (iri, _), *_ = ceasefires(seeds)
    for name, params, column in (
        ("claims", {}, "object"),
        ("who-rejects", {"concept": "ceasefire"}, "object"),
        ("strongest-stances", {}, "object"),
        ("proposals", {}, "proposal"),
        ("entities", {}, "entity"),
        ("stance-timeline", {"actor": "Wladimir Putin"}, "object"),
    ):
        found = {row[column] for row in run(seeds, name, params).records()}
        assert iri in found, name
        assert not {other for other in found if "/proposal/ceasefire-" in other}, name


def test_a_proposal_of_one_article_leads_to_the_one_across_articles(seeds):
    (iri, _), *_ = ceasefires(seeds)
    part = run(seeds, f"SELECT ?part WHERE {{ GRAPH ?l {{ ?part dg:mergedInto <{iri}> }} }}").records()[0]["part"]
    assert stances(seeds, part) == stances(seeds, iri)


def test_links_keep_to_the_shapes_and_are_the_same_again(seeds):
    first, again = (list(derive(seeds, load_gazetteer(), base=DEFAULT_BASE)) for _ in range(2))
    assert first == again
    assert len(first) == len(set(first))
    g = Graph()
    for triple in first:
        g.add(triple)
    assert validate(g).lines() == []


def test_decisions_hold_in_later_builds_and_when_articles_are_removed(tmp_path):
    decisions = tmp_path / "decisions.csv"
    with open_store("oxigraph:") as store:
        build([str(ROOT / "seeds")], store, ExtractionConfig())
        (iri, _), *_ = ceasefires(store)
        parts = [
            row["part"]
            for row in run(store, f"SELECT ?part WHERE {{ GRAPH ?l {{ ?part dg:mergedInto <{iri}> }} }}").records()
        ]
        other = next(part for part in parts if part.rpartition("-")[2] != iri.rpartition("-")[2])
        decisions.write_text(f"a,b,decision\n{other},{iri},different\n", encoding="utf-8")
        config = ExtractionConfig(entities=(str(decisions),))
        whole = f"SELECT ?whole WHERE {{ GRAPH ?l {{ <{other}> dg:mergedInto ?whole }} }}"
        for _ in range(2):
            build([str(ROOT / "seeds")], store, config)
            assert run(store, whole).records()[0]["whole"] != iri
        undisturbed = list(store.nquads())
        relink(store, load_gazetteer(), base=DEFAULT_BASE)
        assert run(store, whole).records()[0]["whole"] != iri
        for _ in range(2):  # killed, and killed again
            forget(store, base=DEFAULT_BASE)
        assert run(store, whole).records() == []
        relink(store, load_gazetteer(), base=DEFAULT_BASE)
        assert list(store.nquads()) == undisturbed
        forget(store, base=DEFAULT_BASE)
        build([str(ROOT / "seeds")], store, config)
        assert list(store.nquads()) == undisturbed
        build([str(ROOT / "seeds")], store, ExtractionConfig())
        assert run(store, whole).records()[0]["whole"] == iri


def test_nothing_is_made_anew_where_nothing_has_changed(seeds):
    gazetteer = load_gazetteer()
    assert refresh(seeds, gazetteer, base=DEFAULT_BASE, changed=True) > 0
    assert refresh(seeds, gazetteer, base=DEFAULT_BASE, changed=False) == 0
    seeds.remove(links_iri(DEFAULT_BASE))
    assert refresh(seeds, gazetteer, base=DEFAULT_BASE, changed=False) > 0


def test_conditions_hang_on_the_proposal_that_they_condition(seeds):
    rows = run(
        seeds, "SELECT ?condition ?proposal WHERE { GRAPH ?l { ?condition dg:conditionOf ?proposal } }"
    ).records()
    assert any("/proposal/all-" in row["proposal"] for row in rows)


class Dying(OxigraphStore):
    """A store in memory that goes away when the links are about to be written."""

    def replace(self, graph, quads):
        if graph == links_iri(DEFAULT_BASE):
            raise KeyboardInterrupt
        super().replace(graph, quads)


@pytest.mark.parametrize("prune", [False, True])
def test_a_build_killed_before_its_links_ends_like_an_undisturbed_one(prune):
    articles = sorted((ROOT / "seeds").glob("2025-03-1*"))
    names = [str(path) for path in articles]
    before, after = (names, names[1:]) if prune else (names[:1], names)
    config = ExtractionConfig(model="de_news")
    with open_store("oxigraph:") as undisturbed:
        build(after, undisturbed, config)
        expected = list(undisturbed.nquads())
    with open_store("oxigraph:") as first:
        build(before, first, config)
        quads = list(first.quads())
    store = Dying(None)
    OxigraphStore.replace_many(store, [(g, [q for q in quads if q[3] == g]) for g in sorted({q[3] for q in quads})])
    with pytest.raises(KeyboardInterrupt):
        build(after, store, config, prune=prune)
    with open_store("oxigraph:") as resumed:
        left = list(store.quads())
        resumed.replace_many([(g, [q for q in left if q[3] == g]) for g in sorted({q[3] for q in left})])
        report = build(after, resumed, config)
        assert report.read == 0
        assert list(resumed.nquads()) == expected


@pytest.fixture(scope="module")
def shared():
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not here: the articles that the ceasefire of January to March is told in")
    with open_store("oxigraph:") as store:
        build([str(SHARED)], store, ExtractionConfig())
        yield store


def test_the_shared_articles_have_one_ceasefire_with_its_history(shared):
    found = [(iri, makers) for iri, makers in ceasefires(shared) if makers]
    ((iri, makers),) = found
    assert makers == {"USA", "Ukraine"}
    told = run(shared, DATES.replace("?p }", f"<{iri}> }}"), {}).records()
    assert {(row["relation"].removeprefix(str(DG)), row["value"]) for row in told} >= {
        ("rejects", "XXXX-01"),
        ("considers", "PRESENT_REF"),
    }
    actors = {(who, relation) for who, relation, _ in stances(shared, iri)}
    assert {("Wladimir Putin", "rejects"), ("Russland", "considers"), ("Ukraine", "accepts")} <= actors


def test_the_shared_articles_tell_the_conditions_of_putin(shared):
    rows = run(shared, "conditions-of-actor", {"actor": "Wladimir Putin"}).records()
    labels = {row["condition_label"] for row in rows}
    assert any("NATO-Beitritt" in label and "Ausschluss" in label for label in labels)
    assert any("militärischen Präsenz des Westens" in label for label in labels)
