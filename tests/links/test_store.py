"""Links of claims made by hand: what the graph holds, what the command lists, and what removing an article leaves."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner

from graph.cli import main
from graph.gazetteer import load_gazetteer
from graph.links import forget, is_linked, load_linked, refresh
from graph.links.derive import held_decisions
from graph.model import Claim, Document, Entity, Extraction, Kind, Participant, Run, Sentence, Span, Terms, Trigger
from graph.namespaces import DEFAULT_BASE
from graph.query import run
from graph.rdf import article_iri, article_quads
from graph.store import open_store
from graph.store.load import Source

ENT = "https://w3id.org/diplograph/entity/"
STATES = {
    name: Entity(ENT + name.lower(), name, Kind.ACTOR, ("State",)) for name in ("USA", "Ukraine", "Russland", "Iran")
}
COPY = "Die Unterhändler der {n}. Runde berieten in der Stadt über eine Waffenruhe."


def extraction(name, day, stances, duration="", process="ukraine"):
    """Make an article whose claims are (who, relation, number of its sentence) about one ceasefire."""
    node = f"{DEFAULT_BASE}proposal/ceasefire-{name}"
    terms = Terms(duration=duration, process=ENT + process)
    truce = Entity(node, "Waffenruhe", Kind.PROPOSAL, ("Proposal",), concept="ceasefire", terms=terms)
    claims, text = [], ""
    for n, (who, relation, number) in enumerate(stances):
        words = COPY.format(n=number)
        sentence = Sentence(n, len(text), len(text) + len(words), words)
        here = (len(text), len(text) + 3)
        claims.append(
            Claim(
                f"{name}-{n}",
                name,
                sentence,
                Participant("Die", *here, STATES[who]),
                relation,
                Participant("Die", *here, truce),
                Trigger("Die", "die", (Span("Die", *here),)),
            )
        )
        text += words + " "
    document = Document(name, text, date=date.fromisoformat(day))
    return Extraction(document, tuple(c.sentence for c in claims), tuple(claims))


def filled(path, articles, entities=()):
    """Make a store of articles with what is linked across them."""
    with open_store(str(path)) as store:
        for found in articles:
            quads = article_quads(found, Run("1", "1", "de", "1"), base=DEFAULT_BASE)
            store.replace(article_iri(found.document.id, DEFAULT_BASE), quads)
        refresh(store, load_gazetteer(tuple(entities)), base=DEFAULT_BASE, changed=True)
    return path


@pytest.fixture
def articles():
    return [
        extraction(
            "a", "2025-01-20", [("USA", "proposes", 1), ("Russland", "rejects", 2), ("Ukraine", "accepts", 3)], "P30D"
        ),
        extraction("b", "2025-02-10", [("USA", "proposes", 1), ("Russland", "accepts", 2), ("Ukraine", "accepts", 4)]),
        extraction("c", "2025-02-12", [("Iran", "rejects", 5)], process="iran"),
    ]


@pytest.fixture
def folder(tmp_path, articles):
    return filled(tmp_path / "wissen", articles)


def asked(folder, sparql):
    with open_store(str(folder), read_only=True) as store:
        return run(store, sparql).records()


def listed(*args):
    result = CliRunner().invoke(main, ["entities", *map(str, args), "--proposals", "--format", "csv"])
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(result.stdout.splitlines()))


def test_proposals_are_listed_with_makers_terms_and_days(folder):
    first, second = listed("--store", folder)
    assert [first[c] for c in ("proposal", "articles", "proposed by", "duration", "first", "last")] == [
        "Waffenruhe (30 Tage, Ukraine)",
        "2",
        "USA",
        "30 Tage",
        "2025-01-20",
        "2025-02-10",
    ]
    assert second["proposal"] == "Waffenruhe (Iran)"


def test_merges_of_proposals_tell_why(folder):
    rows = listed("--store", folder, "--merges")
    reasons = {row["article"]: row["why"] for row in rows}
    assert reasons["a"] == reasons["c"] == ""
    assert (
        reasons["b"]
        == "same concept ceasefire; same conflict; parties in common: Russland, USA, Ukraine; 21 days apart"
    )


def test_a_change_of_stance_links_its_claims(folder):
    (row,) = asked(
        folder,
        "SELECT ?reason ?from ?to WHERE { GRAPH ?l { ?x a dg:StanceChange ; dg:reason ?reason ; dg:earlier ?from ; dg:later ?to } }",
    )
    assert row["reason"] == "Russland, Waffenruhe: rejects 2025-01-20, accepts 2025-02-10"
    assert (row["from"].endswith("a-1"), row["to"].endswith("b-1")) == (True, True)


def test_copied_sentences_link_their_articles(folder):
    (row,) = asked(folder, "SELECT ?reason WHERE { GRAPH ?l { ?x a dg:TextCopy ; dg:reason ?reason } }")
    assert row["reason"] == "2 sentences word for word"


def test_removing_an_article_makes_the_links_anew(folder):
    result = CliRunner().invoke(main, ["remove", "a", "--store", str(folder)])
    assert result.exit_code == 0, result.stderr
    assert {row["proposal"]: row["articles"] for row in listed("--store", folder)} == {
        "Waffenruhe (Iran)": "1",
        "Waffenruhe (Ukraine)": "1",
    }
    assert asked(folder, "SELECT ?x WHERE { GRAPH ?l { ?x a dg:StanceChange } }") == []
    assert edges_of(folder) == set()


def edges_of(folder):
    with open_store(str(folder), read_only=True) as store:
        rows = run(store, "strongest-stances").records()
    names = ("actor_label", "object_label", "claims", "first", "last")
    return {(*(row[name] for name in names), row["relation"].rpartition("#")[2]) for row in rows}


TRUCE = "Waffenruhe (30 Tage, Ukraine)"
BOTH = {
    ("USA", TRUCE, "2", "2025-01-20", "2025-02-10", "proposes"),
    ("Ukraine", TRUCE, "2", "2025-01-20", "2025-02-10", "accepts"),
}


def test_what_two_articles_say_of_one_proposal_is_an_edge(folder):
    assert edges_of(folder) == BOTH
    (row,) = asked(
        folder, "SELECT ?a ?b WHERE { GRAPH ?l { ?e rdf:predicate dg:accepts ; dg:firstClaim ?a ; dg:lastClaim ?b } }"
    )
    assert (row["a"].endswith("/a-2"), row["b"].endswith("/b-2")) == (True, True)


def test_a_negated_claim_makes_no_edge(tmp_path, articles):
    a, b, c = articles
    negated = replace(b, claims=(b.claims[0], b.claims[1], replace(b.claims[2], negated=True)))
    found = edges_of(filled(tmp_path / "wissen", [a, negated, c]))
    assert found == {edge for edge in BOTH if edge[0] == "USA"}


def exported(tmp_path, name, articles, entities=()):
    file = tmp_path / f"{name}.nq"
    call("export", "--store", filled(tmp_path / f"aus-{name}", articles, entities), "-o", file)
    return file


def call(*args):
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    assert result.exit_code == 0, result.stderr
    return result


def test_files_of_two_stores_are_linked_like_one_store(tmp_path, articles, folder):
    files = [exported(tmp_path, name, part) for name, part in (("a", articles[:1]), ("bc", articles[1:]))]
    call("load", *files, "--store", tmp_path / "neu")
    assert edges_of(tmp_path / "neu") == BOTH
    assert listed("--store", tmp_path / "neu") == listed("--store", folder)


def test_a_file_is_linked_with_what_the_store_holds(tmp_path, articles, folder):
    filled(tmp_path / "neu", articles[:1])
    assert edges_of(tmp_path / "neu") == set()
    call("load", exported(tmp_path, "bc", articles[1:]), "--store", tmp_path / "neu")
    assert edges_of(tmp_path / "neu") == BOTH
    assert listed("--store", tmp_path / "neu") == listed("--store", folder)


@pytest.mark.parametrize("decided", ["store", "file"])
def test_the_decisions_of_store_and_file_hold_after_loading(tmp_path, articles, decided):
    own = tmp_path / "eigene.csv"
    parts = ",".join(f"{DEFAULT_BASE}proposal/ceasefire-{name}" for name in "ab")
    own.write_text(f"a,b,decision\n{parts},different\n", encoding="utf-8")
    filled(tmp_path / "neu", articles[:1], [own] if decided == "store" else ())
    file = exported(tmp_path, "b", articles[1:2], [own] if decided == "file" else ())
    call("load", file, "--store", tmp_path / "neu")
    assert [row["articles"] for row in listed("--store", tmp_path / "neu")] == ["1", "1"]
    call("load", file, "--store", tmp_path / "neu")  # once more, as after a kill
    assert edges_of(tmp_path / "neu") == set()


def lines_of(folder):
    with open_store(str(folder), read_only=True) as store:
        return list(store.nquads())


@pytest.mark.parametrize("decided", [False, True])
def test_a_killed_load_leaves_decisions_without_links_and_ends_alike_when_repeated(tmp_path, articles, decided):
    own = tmp_path / "eigene.csv"
    parts = ",".join(f"{DEFAULT_BASE}proposal/ceasefire-{name}" for name in "ac")
    own.write_text(f"a,b,decision\n{parts},different\n", encoding="utf-8")
    entities = [own] if decided else []
    file = exported(tmp_path, "bc", articles[1:])
    for name in ("neu", "vergleich"):
        filled(tmp_path / name, articles[:2], entities)
    call("load", file, "--store", tmp_path / "vergleich")

    def killed():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_linked(str(tmp_path / "neu"), [Source.of(str(file))], load_gazetteer(), on_graph=killed)
    assert listed("--store", tmp_path / "neu") == [] or edges_of(tmp_path / "neu") == set()
    with open_store(str(tmp_path / "neu"), read_only=True) as store:
        assert not is_linked(store, DEFAULT_BASE)
        assert len(held_decisions(store, DEFAULT_BASE)) == decided
    call("load", file, "--store", tmp_path / "neu")
    assert lines_of(tmp_path / "neu") == lines_of(tmp_path / "vergleich")


def test_a_killed_removal_ends_alike_when_repeated(tmp_path, articles):
    for name in ("neu", "vergleich"):
        filled(tmp_path / name, articles)
    call("remove", "a", "c", "--store", tmp_path / "vergleich")
    with open_store(str(tmp_path / "neu")) as store:  # what a removal has done when it comes to the links
        forget(store, base=DEFAULT_BASE)
        store.replace_many((article_iri(name, DEFAULT_BASE), ()) for name in "ac")
    for _ in range(2):
        result = CliRunner().invoke(main, ["remove", "a", "c", "--store", str(tmp_path / "neu")])
        assert (result.exit_code, "no article 'a'" in result.stderr) == (2, True)
        assert lines_of(tmp_path / "neu") == lines_of(tmp_path / "vergleich")


def test_loading_what_holds_no_article_makes_no_links(tmp_path):
    (tmp_path / "fremd.nq").write_text("<urn:s> <urn:p> <urn:o> <urn:g> .\n", encoding="utf-8")
    for _ in range(2):
        call("load", tmp_path / "fremd.nq", "--store", tmp_path / "neu")
    assert len(asked(tmp_path / "neu", "SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }")) == 1
