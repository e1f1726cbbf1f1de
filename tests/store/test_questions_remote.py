"""The library's questions give the same answers through a real server as embedded, parameters bound."""

from graph.gazetteer import load_gazetteer
from graph.links import refresh
from graph.namespaces import DEFAULT_BASE
from graph.query import library, run
from graph.store import open_store
from tests.sample_graph import graphs

VALUES = {"actor": "Kreml", "proposal": "30-tägige Waffenruhe", "concept": "ceasefire", "article": "maerz-13", "subject": "Juri Uschakow",
          "object": "30-tägige Waffenruhe", "relation": "rejects", "since": "2025-03-14", "minimum": "1", "limit": "1000"}  # fmt: skip

# Virtuoso 7.2.5 loses the rows for which an OPTIONAL sub-SELECT has nothing.
OTHERWISE_IN_VIRTUOSO = {"actor-profile", "articles", "claims", "claims-by-place-and-month", "entities", "plover-events", "proposal-sides",
                         "stance-changes", "who", "who-accepts", "who-demands", "who-quotes-whom", "who-rejects"}  # fmt: skip


def test_a_server_answers_as_the_embedded_store_does(server_store, request):
    left_out = OTHERWISE_IN_VIRTUOSO if "virtuoso" in request.node.callspec.id else ()
    remote = server_store
    with open_store("oxigraph:") as embedded:
        for store in (remote, embedded):
            store.replace_many(graphs())
            refresh(store, load_gazetteer(), base=DEFAULT_BASE, changed=True)
        assert list(remote.nquads()) == list(embedded.nquads())
        for question in (q for q in library() if q.name not in left_out):
            for every in (False, True):
                params = {
                    p.name: VALUES[p.name] for p in question.parameters if p.name in VALUES and (every or p.required)
                }
                assert run(remote, question.name, params) == run(embedded, question.name, params), question.name
