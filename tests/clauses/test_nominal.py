"""Nouns as predicates, and predicative adjectives and nouns."""

from __future__ import annotations

import pytest

from graph.clauses import find_clauses
from graph.clauses.nominal import part_spans

GEN = "Case=Gen"


@pytest.mark.parametrize(
    ("phrase", "lemma", "expected"),
    [
        pytest.param(f"Die/der/DET/2/det Ablehnung/Ablehnung/NOUN/5/nsubj des/der/DET/4/det/ART/{GEN} Plans/Plan/NOUN/2/nmod/NN/{GEN}", "ablehnung", ("nmod:gen", "des Plans"), id="genitive behind"),
        pytest.param(f"Putins/Putin/PROPN/2/nmod/NE/{GEN} Ablehnung/Ablehnung/NOUN/5/nsubj am/an/ADP/4/case Montag/Montag/NOUN/2/nmod", "ablehnung", ("poss", "Putins"), id="genitive in front"),
        pytest.param("Ihre/ihr/DET/2/det:poss Ablehnung/Ablehnung/NOUN/5/nsubj am/an/ADP/4/case Montag/Montag/NOUN/2/nmod", "ablehnung", ("poss", "Ihre"), id="possessive"),
        pytest.param("Die/der/DET/3/det russische/russisch/ADJ/3/amod Forderung/Forderung/NOUN/5/nsubj selbst/selbst/ADV/3/advmod", "forderung", ("amod", "russische"), id="adjective"),
        pytest.param("Die/der/DET/2/det Forderung/Forderung/NOUN/5/nsubj nach/nach/ADP/4/case Geld/Geld/NOUN/2/nmod", "forderung", ("nmod:nach", "Geld"), id="preposition"),
        pytest.param("Die/der/DET/2/det Forderung/Forderung/NOUN/5/nsubj nach/nach/ADP/4/case Geld/Geld/NOUN/2/obl", "forderung", ("nmod:nach", "Geld"), id="preposition labelled obl"),
        pytest.param("Die/der/DET/2/det Forderung/Forderung/NOUN/5/nsubj nach/nach/ADP/4/case Geld/Geld/NOUN/5/obl", "forderung", ("nmod:nach", "Geld"), id="adjacent phrase on the verb"),
    ],
)  # fmt: skip
def test_argument_of_a_noun(slots, phrase, lemma, expected):
    assert expected in slots(f"{phrase} bleibt/bleiben/VERB/0/root", lemma)


def test_phrase_apart_from_the_noun_stays_with_the_verb(slots):
    text = "Die/der/DET/2/det Forderung/Forderung/NOUN/3/nsubj bleibt/bleiben/VERB/0/root nach/nach/ADP/5/case Jahren/Jahr/NOUN/3/obl"
    assert slots(text, "forderung") == []


def test_adjacent_phrase_is_not_taken_twice(slots):
    text = (
        "Die/der/DET/2/det Forderung/Forderung/NOUN/7/nsubj nach/nach/ADP/4/case Geld/Geld/NOUN/2/nmod nach/nach/ADP/6/case Jahren/Jahr/NOUN/7/obl "
        "bleibt/bleiben/VERB/0/root"
    )
    assert slots(text, "forderung") == [("nmod:nach", "Geld")]


def test_each_conjunct_is_an_argument(slots):
    text = "Forderung/Forderung/NOUN/0/root nach/nach/ADP/3/case Geld/Geld/NOUN/1/nmod und/und/CCONJ/5/cc Waffen/Waffe/NOUN/3/conj"
    assert slots(text, "forderung") == [("nmod:nach", "Geld"), ("nmod:nach", "Waffen")]


def test_infinitive_on_a_noun_is_its_content_and_a_relative_clause_is_none(slots):
    content = "Die/der/DET/2/det Forderung/Forderung/NOUN/0/root ,/,/PUNCT/6/punct Geld/Geld/NOUN/6/obj zu/zu/PART/6/mark zahlen/zahlen/VERB/2/acl"
    relative = "Die/der/DET/2/det Forderung/Forderung/NOUN/0/root ,/,/PUNCT/6/punct die/der/PRON/6/nsubj lange/lange/ADV/6/advmod bleibt/bleiben/VERB/2/acl:relcl"
    assert slots(content, "forderung") == [("acl", "Geld zu zahlen")]
    assert slots(relative, "forderung") == []


def test_parts_of_a_compound_are_arguments_with_their_place(slots, clause):
    text = "Der/der/DET/2/det US-Waffenruhe-Vorschlag/US-Waffenruhe-Vorschlag/NOUN/3/nsubj bleibt/bleiben/VERB/0/root"
    assert slots(text, "vorschlag") == [("compound", "US"), ("compound", "Waffenruhe")]
    assert clause(text, "vorschlag")[0].kind == "compound"


def test_unknown_noun_is_no_predicate(line, lexicon):
    doc = line("Der/der/DET/2/det Tisch/Tisch/NOUN/3/nsubj bleibt/bleiben/VERB/0/root")
    assert [c.lemma for c in find_clauses(doc, lexicon)] == ["bleiben"]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Friedensvertrag", ["Frieden", "vertrag"]),
        ("US-Vorschlag", ["US", "Vorschlag"]),
        ("Tisch", ["Tisch"]),
        pytest.param("Interesse", ["Interesse"], marks=pytest.mark.xfail(reason="read as Inter and esse")),
    ],
)
def test_parts_lie_in_the_word(word, parts):
    spans = part_spans(word)
    assert [word[start:end].rstrip("s") if len(spans) > 1 else word[start:end] for start, end in spans] == parts


HOST = "Kiew/Kiew/PROPN/2/nsubj erhob/erheben/VERB/0/root Vorwürfe/Vorwurf/NOUN/2/{label} gegen/gegen/ADP/5/case Minsk/Minsk/PROPN/3/nmod"


def test_subject_of_the_carrying_verb_is_offered_as_host(slots):
    assert slots(HOST.format(label="obj"), "vorwurf") == [("nmod:gegen", "Minsk"), ("host", "Kiew")]


def test_agent_of_a_passive_is_offered_as_host(slots):
    text = "Von/von/ADP/2/case Kiew/Kiew/PROPN/5/obl wurden/werden/AUX/5/aux:pass Vorwürfe/Vorwurf/NOUN/5/nsubj:pass erhoben/erheben/VERB/0/root"
    assert slots(text, "vorwurf") == [("host", "Kiew")]


def test_noun_hosts_itself_not(slots):
    assert slots("Vorwürfe/Vorwurf/NOUN/2/nsubj bleiben/bleiben/VERB/0/root", "vorwurf") == []


def test_predicative_adjective_has_subject_and_infinitive(slots, clause):
    text = "Rom/Rom/PROPN/3/nsubj ist/sein/AUX/3/cop bereit/bereit/ADJ/0/root zu/zu/ADP/5/case Hilfe/Hilfe/NOUN/3/obl"
    found, doc = clause(text, "bereit")
    assert (found.pos, found.kind, [doc[i].text for i in found.auxiliaries]) == ("adjective", "predicative", ["ist"])
    assert slots(text, "bereit") == [("nsubj", "Rom"), ("obl:zu", "Hilfe")]


def test_adjective_after_a_reflexive_verb_takes_its_subject(slots):
    text = "Rom/Rom/PROPN/2/nsubj erklärte/erklären/VERB/0/root sich/sich/PRON/2/obj bereit/bereit/ADJ/2/xcomp"
    assert slots(text, "bereit") == [("nsubj", "Rom")]


def test_predicative_noun(slots, clause):
    text = "Riga/Riga/PROPN/3/nsubj ist/sein/AUX/3/cop Mitglied/Mitglied/NOUN/0/root der/der/DET/5/det/ART/Case=Gen Nato/Nato/PROPN/3/nmod"
    assert (clause(text, "mitglied")[0].pos, clause(text, "mitglied")[0].kind) == ("noun", "predicative")
    assert slots(text, "mitglied") == [("nsubj", "Riga")]


def test_plain_adjective_in_the_predicate_is_a_clause_so_that_it_can_carry_others(slots):
    text = "Die/der/DET/2/det Lage/Lage/NOUN/4/nsubj ist/sein/AUX/4/cop ernst/ernst/ADJ/0/root"
    assert slots(text, "ernst") == [("nsubj", "Die Lage")]


def test_phrase_that_the_parser_hung_on_the_genitive_belongs_to_the_act(slots):
    text = (
        "Der/der/DET/2/det Angriff/Angriff/NOUN/7/nsubj der/der/DET/4/det/ART/Case=Gen Armee/Armee/NOUN/2/nmod auf/auf/ADP/6/case Kiew/Kiew/PROPN/4/nmod "
        "dauert/dauern/VERB/0/root"
    )
    assert ("nmod:auf", "Kiew") in slots(text, "angriff")


@pytest.mark.parametrize("label", ["flat", "appos", "dep"])
def test_name_in_the_genitive_behind_its_noun(slots, label):
    text = f"Die/der/DET/2/det Forderung/Forderung/NOUN/4/nsubj Kiews/Kiew/PROPN/2/{label} bleibt/bleiben/VERB/0/root"
    assert slots(text, "forderung") == [("nmod:gen", "Kiews")]
