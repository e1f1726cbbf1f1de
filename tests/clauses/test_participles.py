"""Attributive participles: from the inflected form to the verb, and who does what to the noun."""

from __future__ import annotations

import pytest

from graph.clauses.participles import participle_verb

ENDINGS = ("e", "en", "er", "em", "es")
PAST = {
    "vorgeschlagen": "vorschlagen", "abgelehnt": "ablehnen", "angekündigt": "ankündigen", "festgenommen": "festnehmen", "besetzt": "besetzen",
    "zerstört": "zerstören", "erobert": "erobern", "geplant": "planen", "gefordert": "fordern", "unterzeichnet": "unterzeichnen",
    "akzeptiert": "akzeptieren", "kritisiert": "kritisieren", "geschlossen": "schließen", "vereinbart": "vereinbaren", "verhängt": "verhängen",
    "getötet": "töten", "inhaftiert": "inhaftieren", "eingefroren": "einfrieren", "ausgehandelt": "aushandeln", "kontrolliert": "kontrollieren",
}  # fmt: skip


@pytest.mark.parametrize("stem", PAST)
def test_past_participle_gives_its_verb_in_every_ending(stem):
    wrong = {
        stem + ending: participle_verb(stem + ending)
        for ending in ENDINGS
        if participle_verb(stem + ending) != (PAST[stem], True)
    }
    assert not wrong


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("angreifenden", "angreifen"),
        ("ablehnender", "ablehnen"),
        pytest.param("fordernde", "fordern"),
        pytest.param("vermittelnden", "vermitteln"),
    ],
)
def test_present_participle_gives_its_verb(form, verb):
    assert participle_verb(form) == (verb, False)


@pytest.mark.parametrize(
    "form",
    [
        "russische",
        "neuen",
        "geheimen",
        "vereinten",
        "schwere",
        "letzten",
        "dritten",
        "militärischen",
        "weiteren",
        "bekannten",
    ],
)
def test_adjective_is_no_participle(form):
    assert participle_verb(form)[0] in ("", "vereinen", "bekennen", "bekannen")


def test_noun_behind_a_past_participle_is_the_object_of_its_agent(clause, slots):
    text = (
        "Der/der/DET/6/det von/von/ADP/4/case den/der/DET/4/det USA/USA/PROPN/5/obl vorgeschlagenen/vorgeschlagen/ADJ/6/amod Pläne/Plan/NOUN/7/nsubj "
        "fehlen/fehlen/VERB/0/root"
    )
    found, _ = clause(text, "vorschlagen")
    assert (found.kind, found.passive) == ("participle", True)
    assert slots(text, "vorschlagen") == [("agent", "den USA"), ("obj", "Pläne")]


def test_noun_behind_a_present_participle_is_its_subject(clause, slots):
    text = "Die/der/DET/4/det Rom/Rom/PROPN/3/obj unterstützenden/unterstützend/ADJ/4/amod Parteien/Partei/NOUN/5/nsubj fehlen/fehlen/VERB/0/root"
    found, _ = clause(text, "unterstützen")
    assert (found.kind, found.passive) == ("participle", False)
    assert slots(text, "unterstützen") == [("obj", "Rom"), ("nsubj", "Parteien")]


def test_every_agent_of_a_participle_counts(slots):
    text = (
        "von/von/ADP/2/case Rom/Rom/PROPN/5/obl und/und/CCONJ/4/cc Bern/Bern/PROPN/2/conj vorgeschlagenen/vorgeschlagen/ADJ/6/amod "
        "Pläne/Plan/NOUN/7/nsubj fehlen/fehlen/VERB/0/root"
    )
    assert slots(text, "vorschlagen")[:2] == [("agent", "Rom"), ("agent", "Bern")]


@pytest.mark.parametrize("pos", ["ADJ", "VERB"])
def test_participle_in_front_of_its_noun_whatever_its_part_of_speech(clause, pos):
    text = f"von/von/ADP/2/case Rom/Rom/PROPN/3/obl vorgeschlagenen/vorschlagen/{pos}/4/amod/ADJA Pläne/Plan/NOUN/5/nsubj fehlen/fehlen/VERB/0/root"
    assert clause(text, "vorschlagen")[0].kind == "participle"


def test_plain_adjective_makes_no_clause(line, lexicon):
    from graph.clauses import find_clauses

    doc = line("neue/neu/ADJ/2/amod Pläne/Plan/NOUN/3/nsubj fehlen/fehlen/VERB/0/root")
    assert [c.lemma for c in find_clauses(doc, lexicon)] == ["fehlen"]
