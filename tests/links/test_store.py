"""Links of claims made by hand: what the graph holds, what the command lists, and what removing an article leaves."""

from __future__ import annotations

import csv
from datetime import date

import pytest
from click.testing import CliRunner

from graph.cli import main
from graph.gazetteer import load_gazetteer
from graph.links import refresh
from graph.model import Claim, Document, Entity, Extraction, Kind, Participant, Run, Sentence, Span, Terms, Trigger
from graph.namespaces import DEFAULT_BASE
from graph.query import run
from graph.rdf import article_iri, article_quads
from graph.store import open_store

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


@pytest.fixture
def folder(tmp_path):
    articles = [
        extraction(
            "a", "2025-01-20", [("USA", "proposes", 1), ("Russland", "rejects", 2), ("Ukraine", "accepts", 3)], "P30D"
        ),
        extraction("b", "2025-02-10", [("USA", "proposes", 1), ("Russland", "accepts", 2), ("Ukraine", "accepts", 4)]),
        extraction("c", "2025-02-12", [("Iran", "rejects", 5)], process="iran"),
    ]
    path = tmp_path / "wissen"
    with open_store(str(path)) as store:
        for found in articles:
            quads = article_quads(found, Run("1", "1", "de", "1"), base=DEFAULT_BASE)
            store.replace(article_iri(found.document.id, DEFAULT_BASE), quads)
        refresh(store, load_gazetteer(), base=DEFAULT_BASE, changed=True)
    return path


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
