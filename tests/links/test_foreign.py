"""Files that others made: what has not the shape of the ontology has no links, and does not stop those of the rest."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.gazetteer import load_gazetteer
from graph.links.loading import load_linked
from graph.namespaces import DEFAULT_BASE, DG
from graph.store import open_store
from graph.store.load import Source
from tests.foreign import STRANGE, lines, strange_articles

MERGED = f"SELECT ?proposal ?merged WHERE {{ GRAPH <{DEFAULT_BASE}links> {{ ?proposal <{DG.mergedInto}> ?merged }} }}"


def linked(folder, *parts):
    """Load each part as a file into one store, and give the proposal across articles that each article's is part of."""
    folder.mkdir(exist_ok=True)
    for n, quads in enumerate(parts):
        file = folder / f"{n}.nq"
        file.write_bytes(ox.serialize(quads, format=ox.RdfFormat.N_QUADS))
        load_linked(str(folder / "wissen"), [Source.of(str(file))], load_gazetteer())
    with open_store(str(folder / "wissen"), read_only=True) as store:
        return {str(proposal).rpartition("-")[2]: str(merged) for proposal, merged in store.select(MERGED)}


@pytest.mark.parametrize("value", STRANGE, ids=range(len(STRANGE)))
def test_a_strange_value_of_any_property_leaves_the_links_of_the_others(tmp_path, value):
    strange = strange_articles(value)
    found = linked(tmp_path, lines("a", "b"), [quad for article in strange for quad in article])
    assert found["a"] == found["b"]
    assert len(found) > len(strange) / 2, "most properties do not matter"


def test_a_node_that_is_no_iri_is_passed_over(tmp_path):
    nodes = len({q.subject for q in lines("c")})
    changed = []
    for n in range(nodes):
        quads = lines(f"c{n}")
        node = sorted({q.subject for q in quads}, key=str)[n]
        blank = {node: ox.BlankNode(f"n{n}")}
        changed += [
            ox.Quad(blank.get(q.subject, q.subject), q.predicate, blank.get(q.object, q.object), q.graph_name)
            for q in quads
        ]
    found = linked(tmp_path, lines("a", "b"), changed)
    assert found["a"] == found["b"]
    assert nodes / 2 < len(found) < nodes + 2


def test_graphs_that_share_a_blank_node_are_loaded_into_a_store(tmp_path):
    own, other = lines("a", "b"), lines("c", "d")
    shared, says = ox.BlankNode("s"), ox.NamedNode("https://elsewhere.example/says")
    graphs = sorted({q.graph_name for q in other}, key=str)
    found = linked(tmp_path, own, [*other, *(ox.Quad(shared, says, ox.Literal(str(g)), g) for g in graphs)])
    assert {found[name] for name in "abcd"} == {found["a"]}
    with open_store(str(tmp_path / "wissen"), read_only=True) as store:
        assert len(store.select(f"SELECT DISTINCT ?node WHERE {{ GRAPH ?g {{ ?node <{says.value}> ?o }} }}")) == 1
