"""Why spellings are one actor, and the command that lists them."""

from __future__ import annotations

import csv

import pytest
from click.testing import CliRunner

from graph.cli import main
from graph.gazetteer import load_gazetteer, why_merged
from graph.model import Claim, Document, Entity, Extraction, Kind, Participant, Run, Sentence, Span, Trigger
from graph.rdf import article_iri, article_quads
from graph.store import open_store

ENT = "https://w3id.org/diplograph/entity/"
OWN = "https://example.org/actor/x"
TEXT = "Putin lehnt ab. Er zögert. Russlands Präsident Wladimir Putin schweigt. Putins Plan scheitert."


@pytest.mark.parametrize(
    ("variant", "label", "iri", "why"),
    [
        ("Kreml", "Russland", ENT + "russland", "gazetteer metonym"),
        ("russischen", "Russland", ENT + "russland", "gazetteer adjective"),
        ("Vereinigten Staaten", "USA", ENT + "usa", "gazetteer name"),
        ("Merz", "Friedrich Merz", ENT + "friedrich-merz", "gazetteer family name"),
        ("Musters", "Erika Muster", OWN, "family name"),
        ("Ärztin Erika Muster", "Erika Muster", OWN, "title and name"),
        ("Yuri Musterov", "Juri Musterow", OWN, "transliteration"),
        ("DHM", "Deutsche Hilfe Musterstadt", OWN, "abbreviation"),
        ("Deutschen Hilfe", "Deutsche Hilfe", OWN, "inflection"),
        ("die Ärztin", "Erika Muster", OWN, "context"),
        ("Erika Muster", "Erika Muster", OWN, ""),
    ],
)
def test_reason_is_told_from_the_words(variant, label, iri, why):
    assert why_merged(variant, label, iri, load_gazetteer()) == why


@pytest.fixture
def store(tmp_path):
    putin = Entity(ENT + "wladimir-putin", "Wladimir Putin", Kind.ACTOR, ("Person",))
    plan = Entity("https://example.org/proposal/plan", "Plan", Kind.PROPOSAL, ("Proposal",))
    sentence = Sentence(0, 0, len(TEXT), TEXT)

    def claim(words):
        start = TEXT.index(words)
        subject = Participant(words, start, start + len(words), putin)
        thing = Participant("Plan", TEXT.index("Plan"), TEXT.index("Plan") + 4, plan)
        trigger = Trigger("lehnt ab", "ablehnen", (Span("lehnt", 6, 11),))
        return Claim(f"claim-{start}", "artikel", sentence, subject, "rejects", thing, trigger)

    claims = tuple(claim(words) for words in ("Putin", "Er", "Russlands Präsident Wladimir Putin", "Putins"))
    quads = article_quads(
        Extraction(Document("artikel", TEXT), (sentence,), claims),
        Run("1", "1", "de", "1"),
        base="https://example.org/",
    )
    folder = tmp_path / "wissen"
    with open_store(str(folder)) as opened:
        opened.replace(article_iri("artikel", "https://example.org/"), quads)
    return folder


def listed(*args):
    result = CliRunner().invoke(main, ["entities", *map(str, args), "--format", "csv"])
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(result.stdout.splitlines()))


def test_actors_are_listed_with_their_spellings_but_no_pronouns(store):
    (row,) = listed("--store", store)
    assert (row["actor"], row["mentions"]) == ("Wladimir Putin", "4")
    assert row["spellings"] == "Putin, Putins, Russlands Präsident Wladimir Putin"


def test_merges_tell_why_and_what_the_user_decided(store, tmp_path):
    decisions = tmp_path / "meine.csv"
    decisions.write_text("a,b,decision\nPutin,Wladimir Putin,same\n", encoding="utf-8")
    rows = listed("--store", store, "--merges", "--decisions", decisions)
    assert {row["spelling"]: (row["why"], row["decision"]) for row in rows} == {
        "Putin": ("gazetteer family name", "same"),
        "Putins": ("gazetteer family name", ""),
        "Er": ("context", ""),
        "Russlands Präsident Wladimir Putin": ("title and name", ""),
    }
