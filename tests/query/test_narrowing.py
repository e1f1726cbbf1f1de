"""A parameter that lets an engine begin elsewhere gives the very rows that it should, and no others."""

from collections.abc import Iterator

import pytest
from rdflib import RDF, SKOS, Literal, URIRef

from graph.links import links_iri
from graph.namespaces import CON, DEFAULT_BASE, DG
from graph.query import library, run
from graph.store import Store, open_store
from tests.sample_graph import graphs

DATED = [q.name for q in library() if {"since", "until"} <= {p.name for p in q.parameters} and "COUNT(" not in q.sparql]
COLUMNS = {
    ("who-rejects", "object"): "30-tägige Waffenruhe",
    ("who-accepts", "object"): "30-tägige Waffenruhe",
    ("claims", "subject"): "Kreml",
    ("uncertain-claims", "actor"): "Kreml",
    ("unmet-conditions", "actor"): "Kreml",
    ("contradictions", "actor"): "Kreml",
    ("strongest-stances", "actor"): "Kreml",
    ("strongest-stances", "relation"): "rejects",
    ("talks", "actor"): "Vereinigte Staaten",
    ("proposal-sides", "proposal"): "30-tägige Waffenruhe",
    ("claims-by-place-and-month", "place"): "Riad",
    ("who-quotes-whom", "speaker"): "Kreml",
    ("who-speaks-of-whom", "speaker"): "Vereinigte Staaten",
    ("actor-concept-matrix", "concept"): "ceasefire",
    ("concepts", "concept"): "ceasefire",
    ("claims-by-month", "relation"): "rejects",
}
NEEDED = {"actor": "Kreml", "proposal": "30-tägige Waffenruhe", "concept": "ceasefire", "relation": "rejects"}
VALUES = {"since": "2025-03-13", "until": "2025-03-14", "minimum": "2", "object": "30-tägige Waffenruhe", "concept": "ceasefire",
          "only": "rejects", "name": "Kreml"}  # fmt: skip
ABOUT_CEASEFIRE = """
PREFIX dg: <https://w3id.org/diplograph/ontology#>
SELECT DISTINCT ?o WHERE { GRAPH ?g { ?o dg:concept <https://w3id.org/diplograph/concept/ceasefire> } }
"""


def needed(name):
    asked = next(q for q in library() if q.name == name)
    return {p.name: NEEDED[p.name] for p in asked.parameters if p.required}


@pytest.mark.parametrize("name", DATED)
def test_the_rows_until_a_day_and_from_the_next_are_all_rows(sample, name):
    whole = run(sample, name, needed(name)).rows
    for until, since in (("2025-03-12", "2025-03-13"), ("2025-03-13", "2025-03-14"), ("2025-03-20", "2025-03-21")):
        early = run(sample, name, {**needed(name), "until": until}).rows
        late = run(sample, name, {**needed(name), "since": since}).rows
        assert sorted(early + late, key=str) == sorted(whole, key=str)
        assert run(sample, name, {**needed(name), "since": since, "until": until}).rows == ()


@pytest.mark.parametrize(("name", "parameter"), COLUMNS)
def test_the_rows_of_one_value_are_those_that_bear_it(sample, recurring, name, parameter):
    sample = recurring if name == "strongest-stances" else sample
    narrowed = run(sample, name, {parameter: COLUMNS[name, parameter]})
    whole = run(sample, name)
    column = whole.variables.index(parameter)
    values = {row[column] for row in narrowed}
    assert len(values) == 1
    assert narrowed.rows == tuple(row for row in whole if row[column] in values)
    assert len(narrowed) < len(whole) or len({row[column] for row in whole}) == 1


@pytest.mark.parametrize("name", ["who-rejects", "who-accepts", "who-demands", "stance-timeline"])
def test_rows_about_a_concept_are_those_whose_object_has_it(sample, name):
    about = {row[0] for row in sample.select(ABOUT_CEASEFIRE)}
    whole = run(sample, name, needed(name))
    column = whole.variables.index("object")
    narrowed = run(sample, name, {**needed(name), "concept": "ceasefire"})
    assert narrowed.rows == tuple(row for row in whole if row[column] in about)


def test_an_entity_is_found_by_its_name_in_every_language_form(sample):
    rows = run(sample, "entities", {"name": "Kreml"})
    assert rows.rows == tuple(row for row in run(sample, "entities") if str(row[1]) == "Kreml")
    assert len(rows) == 1
    assert len(run(sample, "entities", {"name": 'Kreml" } #'})) == 0


@pytest.fixture(scope="module")
def linked() -> Iterator[Store]:
    """Give a store whose ceasefire proposals are one across articles, under a name of its own."""
    whole, name = URIRef(f"{DEFAULT_BASE}proposal/all-ceasefire-1"), links_iri(DEFAULT_BASE)
    with open_store("oxigraph:") as store:
        store.replace_many(graphs())
        triples = [
            (whole, RDF.type, DG.Proposal),
            (whole, SKOS.prefLabel, Literal("Waffenruhe (30 Tage)", lang="de")),
            (whole, DG.concept, CON.ceasefire),
            *((row[0], DG.mergedInto, whole) for row in store.select(ABOUT_CEASEFIRE)),
        ]
        store.replace(name, [(*triple, name) for triple in triples])
        yield store


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("who-rejects", {"concept": "ceasefire"}),
        ("who-rejects", {"object": "Waffenruhe (30 Tage)"}),
        ("who-rejects", {"object": "30-tägige Waffenruhe"}),
        ("proposal-sides", {"proposal": "30-tägige Waffenruhe"}),
        ("entities", {"name": "Waffenruhe (30 Tage)"}),
    ],
)
def test_a_question_begins_with_a_proposal_across_articles(linked, name, parameters):
    whole = run(linked, name)
    narrowed = run(linked, name, parameters)
    assert narrowed.rows == tuple(row for row in whole if any("all-ceasefire" in str(term) for term in row))
    assert len(narrowed) > 0


LIMITED = [q.name for q in library() if "limit" in {p.name for p in q.parameters}]
PAIRS = (
    "actor-concept-matrix",
    "contradictions",
    "proposal-sides",
    "strongest-stances",
    "talks",
    "who-quotes-whom",
    "who-speaks-of-whom",
)
BY_NUMBER = ("actors", "entities", "proposals", *(name for name in PAIRS if name != "contradictions"))


@pytest.mark.parametrize("name", LIMITED)
@pytest.mark.parametrize("limit", ["1", "2", "0003"])
def test_a_limit_gives_the_newest_or_the_most_frequent(sample, recurring, name, limit):
    sample = recurring if name == "strongest-stances" else sample
    whole = run(sample, name, needed(name))
    cut = run(sample, name, {**needed(name), "limit": limit})
    if name in PAIRS:
        found, everything = len(cut), len(whole)
    else:
        counted = next(c for c in ("claim", "proposal", "entity", "article", "actor") if c in whole.variables)
        place = whole.variables.index(counted)
        found, everything = (len({row[place] for row in rows}) for rows in (cut, whole))
    assert found == min(int(limit), everything)
    assert set(cut.rows) <= set(whole.rows)
    if name == "contradictions":
        return
    kept = whole.variables.index("claims" if name in BY_NUMBER else "date")
    values = sorted((row[kept] for row in whole), key=lambda value: str(value or ""), reverse=True)
    if name in BY_NUMBER:
        values.sort(key=lambda value: int(value), reverse=True)
        assert sorted((row[kept] for row in cut), key=lambda value: int(value), reverse=True) == values[: len(cut)]
    elif name != "plover-events" and len(cut) == found == int(limit):
        assert sorted((row[kept] for row in cut), key=str, reverse=True) == values[: len(cut)]


@pytest.mark.parametrize("name", LIMITED)
def test_a_limit_that_nothing_reaches_leaves_all(sample, name):
    assert run(sample, name, {**needed(name), "limit": "1000"}).rows == run(sample, name, needed(name)).rows


@pytest.mark.parametrize("name", LIMITED)
def test_a_limit_goes_with_every_other_parameter(sample, name):
    asked = next(q for q in library() if q.name == name)
    for parameter in asked.parameters:
        value = COLUMNS.get((name, parameter.name), VALUES.get(parameter.name))
        if value is not None and parameter.name != "limit":
            params = {**needed(name), parameter.name: value}
            assert run(sample, name, {**params, "limit": "1000"}).rows == run(sample, name, params).rows


@pytest.mark.parametrize(
    "name", [name for name in LIMITED if name not in (*BY_NUMBER, *PAIRS, "articles", "plover-events")]
)
def test_the_newest_are_those_of_what_was_asked_for(sample, name):
    asked = next(q for q in library() if q.name == name)
    for parameter in asked.parameters:
        value = COLUMNS.get((name, parameter.name), VALUES.get(parameter.name))
        if value is not None and parameter.name != "limit":
            params = {**needed(name), parameter.name: value}
            whole, cut = run(sample, name, params), run(sample, name, {**params, "limit": "1"})
            claim, day = whole.variables.index("claim"), whole.variables.index("date")
            assert len({row[claim] for row in cut}) == min(1, len(whole))
            newest = max((str(row[day] or "") for row in whole), default="")
            assert {str(row[day] or "") for row in cut} <= {newest}


def test_the_newest_contradictions_are_those_of_the_newest_articles(recurring):
    days = {row["article"]: row["date"] for row in run(recurring, "articles").records()}
    whole = run(recurring, "contradictions").records()
    assert len(whole) > 1
    newest = max(days[row[name]] for row in whole for name in ("for_article", "against_article"))
    (row,) = run(recurring, "contradictions", {"limit": "1"}).records()
    assert row in whole
    assert newest in (days[row["for_article"]], days[row["against_article"]])
