"""Every question answers alike whether the default graph is empty or the union of all, and in other engines."""

from dataclasses import replace

import pyoxigraph
import pytest
import rdflib
from rdflib import Dataset

from graph.gazetteer import load_gazetteer
from graph.links import refresh
from graph.namespaces import DEFAULT_BASE
from graph.query import library
from graph.query.run import terms_of
from graph.rdf import article_quads, coding_iri
from graph.store import open_store
from graph.store.syntax import bind
from tests.sample_graph import RUN, extractions, graphs

VALUES = {
    "limit": "1000",
    "actor": "Kreml", "proposal": "30-tägige Waffenruhe", "concept": "ceasefire", "article": "maerz-13", "subject": "Juri Uschakow",
    "object": "30-tägige Waffenruhe", "relation": "rejects", "speaker": "Vereinigte Staaten", "place": "Riad", "since": "2025-03-14",
    "until": "2025-12-31", "minimum": "1", "only": "rejects", "name": "Kreml",
    "coder": "Anna", "document": "maerz-13",
}  # fmt: skip
CASES = [
    pytest.param(q, every, id=f"{q.name}-{'all' if every else 'required'}")
    for q in library()
    for every in (False, True)
]


def coded():
    """Give what a person coded in an article: what the machine found, and one stance the other way round."""
    extraction = extractions()[0]
    claims = [replace(claim, id=f"anna-{claim.id}") for claim in extraction.claims]
    claims[0] = replace(claims[0], relation="supports")
    name = coding_iri(extraction.document.id, "Anna", DEFAULT_BASE)
    run = replace(RUN, model="dna", coder="Anna")
    return name, list(article_quads(replace(extraction, claims=tuple(claims)), run, base=DEFAULT_BASE, graph=name))


@pytest.fixture(scope="module")
def sample():
    """Give a store with the sample graph, a person's codings, and what is linked across articles."""
    with open_store("oxigraph:") as store:
        store.replace_many([*graphs(), coded()])
        refresh(store, load_gazetteer(), base=DEFAULT_BASE, changed=True)
        yield store


@pytest.fixture(scope="module")
def engines(sample):
    nquads = b"".join(sample.nquads())
    oxigraph = pyoxigraph.Store()
    oxigraph.load(nquads, pyoxigraph.RdfFormat.N_QUADS)
    datasets = {union: Dataset(default_union=union) for union in (False, True)}
    for dataset in datasets.values():
        dataset.parse(data=nquads, format="nquads")

    def ox(union):
        def ask(text):
            answer = oxigraph.query(text, use_default_graph_as_union=union)
            if isinstance(answer, pyoxigraph.QueryTriples):
                return sorted({str(triple) for triple in answer})
            return [[None if term is None else term.value for term in row] for row in answer]

        return ask

    def rd(union):
        def ask(text):
            answer = datasets[union].query(text)
            if answer.type == "CONSTRUCT":
                return sorted(f"{s.n3()} {p.n3()} {o.n3()}" for s, p, o in answer.graph)
            return [[None if term is None else str(term) for term in row] for row in answer]

        return ask

    return {"oxigraph union": ox(True), "rdflib": rd(False), "rdflib union": rd(True), "oxigraph": ox(False)}


@pytest.mark.parametrize(("question", "every"), CASES)
def test_a_question_answers_alike_in_every_engine(engines, sample, question, every):
    params = {p.name: VALUES[p.name] for p in question.parameters if every or p.required}
    text = bind(question.sparql, terms_of(sample, question, params))
    expected = engines["oxigraph"](text)
    if not every:
        assert expected, "the sample graph gives this question nothing to answer"
    for name, ask in engines.items():
        assert ask(text) == expected, name


@pytest.mark.parametrize("question", library(), ids=lambda q: q.name)
def test_a_question_touches_named_graphs_only(question):
    algebra = str(rdflib.plugins.sparql.prepareQuery(question.sparql).algebra)
    assert "Graph_" in algebra or "Graph" in algebra


def test_there_are_the_questions_that_users_were_promised():
    names = {question.name for question in library()}
    assert len(names) >= 20
    assert names >= {"who-rejects", "who-accepts", "who-demands", "stances-on-proposal", "conditions-of-actor", "stance-changes",
                     "contradictions", "who-quotes-whom", "claims-by-place-and-month", "most-contested", "evidence-of-edge",
                     "unmet-conditions", "claims-of-article", "plover-events", "strongest-stances"}  # fmt: skip
