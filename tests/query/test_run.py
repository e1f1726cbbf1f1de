import re
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef

from graph.errors import QueryError
from graph.model import Document, Entity, Extraction, Kind
from graph.namespaces import DEFAULT_BASE, DG
from graph.query import library, question, run
from graph.query.questions import read_question
from graph.rdf import article_iri, article_quads
from graph.resources import ontology_path
from graph.store import open_store
from tests.sample_graph import KYIV, NEUTRAL, RUN, claim, graphs

ENT = "https://w3id.org/diplograph/entity/"
ATTACKS = [
    '"} } DELETE WHERE { ?s ?p ?o } #',
    'Kreml" } ; DROP ALL ; SELECT * { "',
    "x> } UNION { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } #",
    "'''\"\"\"\\",
    "\\",
    "\u0022 . } #",
    "?claim",
    "{}",
    "a\nb\r\0c",
]


def column(rows, name):
    return [None if row[rows.variables.index(name)] is None else str(row[rows.variables.index(name)]) for row in rows]


def test_who_rejects_leaves_out_acceptances_and_negated_claims(sample):
    rows = run(sample, "who-rejects", {"concept": "ceasefire"})
    assert column(rows, "subject_label") == ["Juri Uschakow", "Kreml"]
    assert column(run(sample, "who-accepts"), "subject_label") == ["Ukrainische Regierung", "Kreml"]


def test_who_takes_the_relation_as_a_parameter(sample):
    assert run(sample, "who", {"relation": "rejects"}).rows == run(sample, "who", {"relation": "dg:rejects"}).rows
    assert column(run(sample, "who", {"relation": "proposes"}), "subject_label") == ["Vereinigte Staaten"]


def test_dates_limit_the_answer_on_both_sides(sample):
    assert len(run(sample, "who-rejects", {"since": "2025-03-20"})) == 2
    assert len(run(sample, "who-rejects", {"until": "2025-03-19"})) == 1


@pytest.mark.parametrize("actor", ["Kreml", "ent:kreml", f"{ENT}kreml", f"<{ENT}kreml>"])
def test_an_actor_may_be_named_or_given_by_its_iri(sample, actor):
    assert len(run(sample, "stance-timeline", {"actor": actor})) == 5


def test_a_negated_acceptance_counts_as_a_stance_against(sample):
    rows = run(sample, "proposal-sides")
    sides = {
        (s, a): n
        for s, a, n in zip(column(rows, "stance"), column(rows, "actor_label"), column(rows, "claims"), strict=True)
    }
    assert sides[("-1", "Kreml")] == "2"
    assert sides[("1", "Kreml")] == "1"


def test_a_change_of_stance_is_found_with_both_days(sample):
    rows = run(sample, "stance-changes", {"actor": "Kreml"})
    assert set(zip(column(rows, "from_date"), column(rows, "to_date"), column(rows, "to_stance"), strict=True)) == {
        ("2025-03-20", "2025-04-02", "1")
    }


def test_a_planned_or_possible_claim_makes_no_contradiction(sample):
    rows = run(sample, "contradictions")
    assert column(rows, "actor_label") == ["Kreml"]
    assert column(rows, "against_article") == ["https://w3id.org/diplograph/data/article/maerz-20"]


def test_a_condition_is_unmet_until_somebody_accepts_it_or_its_like():
    met = Entity(ENT + "other", "NATO-Verzicht", Kind.CONDITION, (), None, "nato-membership")
    for entity, left in ((None, {"Verzicht auf den NATO-Beitritt"}), (NEUTRAL, set()), (met, set())):
        with open_store("oxigraph:") as store:
            store.replace_many(graphs())
            if entity:
                found = (claim("mai-01", 0, KYIV, "accepts", entity),)
                extraction = Extraction(Document("mai-01", " " * 200), tuple(c.sentence for c in found), found)
                store.replace(article_iri("mai-01", DEFAULT_BASE), article_quads(extraction, RUN, base=DEFAULT_BASE))
            assert set(column(run(store, "unmet-conditions"), "condition_label")) == left


def test_the_claim_s_own_time_decides_the_month(sample):
    rows = run(sample, "claims-by-place-and-month", {"place": "Riad"})
    assert column(rows, "month") == ["2025-03", "2025-04"]


def test_an_outer_speaker_quotes_the_inner_one(sample):
    rows = run(sample, "who-quotes-whom")
    assert set(zip(column(rows, "quoting"), column(rows, "speaker_label"), strict=True)) == {
        ("Beispielblatt", "Vereinigte Staaten"), ("Juri Uschakow", "Kreml")
    }  # fmt: skip


def test_the_modes_of_plover_follow_polarity_and_modality(sample):
    rows = run(sample, "plover-events")
    assert {"historical", "future", "negation"} == set(column(rows, "mode"))


def test_the_plover_table_is_the_ontology_s():
    table = re.findall(r'\(dg:(\w+) "(\w+)" "(\d+)"', question("plover-events").sparql)
    g = Graph()
    for name in ("vocabulary.ttl", "alignments.ttl"):
        g.parse(ontology_path(name), format="turtle")
    assert {(name, code) for name, code, _ in table} == {
        (str(r).rpartition("#")[2], str(code)) for r, code in g.subject_objects(DG.plover)
    }
    for name, _, cameo in table:
        assert Literal(cameo) in set(g.objects(DG[name], DG.cameo))


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("name", ["claims-of-article", "who-rejects", "who", "stance-timeline", "proposals"])
def test_no_value_of_a_parameter_becomes_sparql(sample, name, attack):
    before = b"".join(sample.nquads())
    for parameter in question(name).parameters:
        params = {"relation": "rejects"} if name == "who" else {"actor": "Kreml"} if name == "stance-timeline" else {}
        asked = {**params, parameter.name: attack}
        if parameter.type == "text":
            assert len(run(sample, name, asked)) == 0
        else:
            with pytest.raises(QueryError) as caught:
                run(sample, name, asked)
            assert len(str(caught.value).splitlines()) == 1
    assert b"".join(sample.nquads()) == before


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_text_parameter_is_compared_as_it_is(sample, attack):
    rows = run(sample, "SELECT ?text ?same WHERE { BIND(STR(?text) = ?text AS ?same) }", {"text": attack})
    assert rows.rows == ((Literal(attack), Literal(True)),)


@pytest.mark.parametrize(
    ("name", "params", "message"),
    [
        ("who-rejcts", {}, "who-rejects"),
        ("stance-timeline", {}, "needs the parameter 'actor'"),
        ("stance-timeline", {"actor": ""}, "needs the parameter 'actor'"),
        ("stance-timeline", {"actor": "Niemand"}, "nothing in the store is called 'Niemand'"),
        ("who-rejects", {"since": "gestern"}, "not a date"),
        ("who-rejects", {"since": "2025-02-30"}, "not a date"),
        ("who-rejects", {"since": "٢٠٢٥-٠١-٠١"}, "not a date"),
        ("proposals", {"minimum": "1.5"}, "not a whole number"),
        ("proposals", {"limit": "0"}, "0 is less than 1"),
        ("proposals", {"limit": "-3"}, "-3 is less than 1"),
        ("proposals", {"limit": "all"}, "not a whole number"),
        ("who", {"relation": "hates"}, "not a relation"),
        ("who", {"relation": "rejects", "x": "1"}, "no such parameter"),
        ("who-rejects", {"concept": "Waffen ruhe"}, "did you mean waffenruhe"),
        ("stance-timeline", {"actor": "https://exa mple.org/"}, "nothing in the store"),
        ("stance-timeline", {"actor": "<https://a.org/>x>"}, "not an absolute IRI"),
    ],
)
def test_a_wrong_question_or_parameter_is_told_in_one_line(sample, name, params, message):
    with pytest.raises(QueryError, match=re.escape(message)) as caught:
        run(sample, name, params)
    assert len(str(caught.value).splitlines()) == 1


def test_own_sparql_needs_no_prefixes_of_ours(sample):
    assert len(run(sample, "SELECT ?c WHERE { GRAPH ?g { ?c a dg:Rejection } }")) == 3


def test_own_sparql_may_declare_a_prefix_of_ours_otherwise(sample):
    text = "PREFIX dg: <https://example.org/> SELECT ?c WHERE { GRAPH ?g { ?c a dg:Rejection } }"
    assert len(run(sample, text)) == 0


def test_own_sparql_takes_parameters_by_their_look(sample):
    text = "SELECT ?a WHERE { GRAPH ?g { ?a dcterms:date ?day } }"
    assert len(run(sample, text, {"day": "2025-03-13"})) == 1
    assert len(run(sample, "SELECT ?c WHERE { GRAPH ?g { ?c dg:stance ?n } }", {"n": "-1"})) == 4
    assert len(run(sample, "SELECT ?c WHERE { GRAPH ?g { ?c dg:subject ?who } }", {"who": "ent:usa"})) == 2


def test_own_sparql_with_a_head_takes_typed_parameters(sample):
    text = "# param who (entity): the actor\nSELECT ?c WHERE { GRAPH ?g { ?c dg:subject ?who } }"
    assert len(run(sample, text, {"who": "Kreml"})) == 5
    with pytest.raises(QueryError, match="needs the parameter"):
        run(sample, text)


def test_ask_and_construct_have_their_own_form(sample):
    asked = run(sample, "ASK { GRAPH ?g { ?s a dg:Rejection } }")
    assert (asked.form, asked.rows) == ("ASK", ((Literal(True),),))
    drawn = run(sample, "actor-graph", {"actor": "Juri Uschakow"})
    assert drawn.form == "CONSTRUCT"
    assert (
        URIRef(ENT + "juri-uschakow"),
        DG.rejects,
        URIRef("https://w3id.org/diplograph/data/proposal/waffenruhe"),
    ) in drawn.rows


@pytest.mark.parametrize(
    "text", ["DROP ALL", "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SELECT * { ?s", "{}", ";"]
)
def test_what_is_no_query_is_refused(sample, text):
    with pytest.raises(QueryError):
        run(sample, text)


@pytest.mark.parametrize("entry", library(), ids=lambda q: q.name)
def test_every_question_is_documented_in_both_languages(entry):
    assert entry.title_de.endswith("?") or entry.title_de.startswith(("Der ", "Alle ", "Ereignis"))
    assert entry.title_en != entry.title_de
    assert len(entry.description) > 40
    given = dict(re.findall(r'(\w+)=("[^"]*"|\S+)', entry.example))
    assert given
    assert set(given) <= {parameter.name for parameter in entry.parameters}
    assert {p.name for p in entry.parameters if p.required} <= set(given)


@pytest.mark.parametrize("entry", library(), ids=lambda q: q.name)
def test_every_parameter_stands_in_the_query_and_every_answer_is_ordered(entry):
    body = entry.sparql.partition("\n\n")[2]
    for parameter in entry.parameters:
        assert f"?{parameter.name}" in re.sub(r"\?\w+_\w+", "", body) or parameter.name in body
        assert len(parameter.description) > 10
    assert "ORDER BY" in body or body.startswith("CONSTRUCT")


def test_docs_list_every_question_with_its_parameters():
    text = (Path(__file__).parents[2] / "docs" / "questions.md").read_text("utf-8")
    for entry in library():
        assert f"## {entry.name}\n" in text
        assert entry.title_de in text
        assert entry.title_en in text
        assert entry.description in text
        for parameter in entry.parameters:
            assert f"`{parameter.name}` ({parameter.type}" in text


def test_a_head_with_an_unknown_type_is_refused():
    with pytest.raises(QueryError, match="not a parameter"):
        read_question("# param x (colour): something\nSELECT * {}", "x")


def test_near_names_are_near():
    with pytest.raises(QueryError) as caught:
        question("who-reject")
    near = str(caught.value).partition("did you mean ")[2].split(" ")[0]
    assert SequenceMatcher(None, near, "who-reject").ratio() > 0.8
