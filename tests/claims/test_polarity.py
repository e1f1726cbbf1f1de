"""Polarity: minimal pairs of sentences that do or do not deny a relation."""

from __future__ import annotations

import pytest

PLAN = "Kiew/Kiew/PROPN/2/nsubj {verb}/ablehnen/VERB/0/root {word} den/der/DET/{n}/det Plan/Plan/NOUN/2/obj"


@pytest.mark.parametrize(
    ("word", "negated"),
    [
        ("nicht/nicht/PART/2/advmod", True),
        ("nie/nie/ADV/2/advmod", True),
        ("keineswegs/keineswegs/ADV/2/advmod", True),
        ("kaum/kaum/ADV/2/advmod", True),
        ("gern/gern/ADV/2/advmod", False),
        ("nicht/nicht/PART/2/advmod nur/nur/ADV/2/advmod", False),
        ("nicht/nicht/PART/2/advmod zuletzt/zuletzt/ADV/2/advmod", False),
        ("nicht/nicht/PART/2/advmod mehr/mehr/ADV/3/advmod", True),
        pytest.param("nicht/nicht/PART/4/advmod mehr/mehr/ADV/2/advmod", True),
    ],
)
def test_negative_adverb_denies(claim, word, negated):
    found = claim(PLAN.format(verb="lehnt", word=word, n=4 + len(word.split())), "rejects")
    assert found.negated is negated


@pytest.mark.parametrize(("article", "negated"), [("keinen/kein/DET", True), ("den/der/DET", False)])
def test_kein_on_the_object_denies(claim, article, negated):
    assert (
        claim(
            f"Kiew/Kiew/PROPN/2/nsubj plant/planen/VERB/0/root {article}/4/det Angriff/Abzug/NOUN/2/obj", "announces"
        ).negated
        is negated
    )


@pytest.mark.parametrize(("article", "negated"), [("Keine/kein/DET", True), ("Die/der/DET", False)])
def test_kein_on_the_subject_denies(claim, article, negated):
    assert (
        claim(
            f"{article}/2/det Armee/Armee/NOUN/3/nsubj fordert/fordern/VERB/0/root Geld/Geld/NOUN/3/obj", "demands"
        ).negated
        is negated
    )


@pytest.mark.parametrize(("article", "negated"), [("keine/kein/DET", True), ("eine/ein/DET", False)])
def test_kein_on_the_noun_of_an_expression_denies(claim, article, negated):
    text = f"Kiew/Kiew/PROPN/2/nsubj erteilt/erteilen/VERB/0/root Rom/Rom/PROPN/2/iobj {article}/5/det Absage/Absage/NOUN/2/obj"
    assert claim(text, "rejects").negated is negated


NO_TALKS = (
    "Es/es/PRON/2/expl gibt/geben/VERB/0/root {}/4/det Gespräche/Gespräch/NOUN/2/obj zwischen/zwischen/ADP/6/case Kiew/Kiew/PROPN/4/nmod "
    "und/und/CCONJ/8/cc Rom/Rom/PROPN/6/conj"
)


def test_kein_on_a_nominal_predicate_denies(candidates):
    assert {c.negated for c in candidates(NO_TALKS.format("keine/kein/DET"))} == {True}


def test_article_on_a_nominal_predicate_denies_nothing(candidates):
    assert {c.negated for c in candidates(NO_TALKS.format("die/der/DET"))} == {False}


def test_kein_on_the_thing_given_denies_the_giving(claim):
    text = "Rom/Rom/PROPN/2/nsubj hilft/helfen/VERB/0/root Kiew/Kiew/PROPN/2/iobj {}/5/det Panzer/Panzer/NOUN/2/obj"
    assert not claim(text.format("den/der/DET"), "aids").negated
    assert claim(text.format("keine/kein/DET"), "aids").negated


def test_weder_noch_denies_both(candidates):
    text = "Weder/weder/CCONJ/2/cc Kiew/Kiew/PROPN/5/nsubj noch/noch/CCONJ/4/cc Rom/Rom/PROPN/2/conj greifen/angreifen/VERB/0/root Moskau/Moskau/PROPN/5/obj"
    assert [(c.subject.text, c.negated) for c in candidates(text)] == [("Kiew", True), ("Rom", True)]


def test_negated_conjunct_leaves_the_other_affirmed(candidates):
    text = (
        "Nicht/nicht/PART/2/advmod Kiew/Kiew/PROPN/6/nsubj ,/,/PUNCT/5/punct sondern/sondern/CCONJ/5/cc Rom/Rom/PROPN/2/conj greift/angreifen/VERB/0/root "
        "Moskau/Moskau/PROPN/6/obj"
    )
    assert [(c.subject.text, c.negated) for c in candidates(text)] == [("Kiew", True), ("Rom", False)]


@pytest.mark.parametrize(("mark", "negated"), [("ohne", True), ("statt", True), ("um", False)])
def test_ohne_and_statt_deny_their_infinitive(claim, mark, negated):
    text = (
        f"Kiew/Kiew/PROPN/2/nsubj schweigt/schweigen/VERB/0/root ,/,/PUNCT/7/punct {mark}/{mark}/SCONJ/7/mark Rom/Rom/PROPN/7/obj "
        "zu/zu/PART/7/mark schlagen/angreifen/VERB/2/advcl/VVINF"
    )
    assert claim(text, "attacks").negated is negated


def test_two_negations_cancel_out(claim):
    text = "Kiew/Kiew/PROPN/2/nsubj verschmäht/verschmähen/VERB/0/root {} den/der/DET/5/det Plan/Plan/NOUN/2/obj"
    assert claim(text.format("oft/oft/ADV/2/advmod"), "accepts").negated
    assert not claim(text.format("nicht/nicht/PART/2/advmod"), "accepts").negated


def test_negation_of_the_outer_clause_stays_there(candidates):
    text = (
        "Peskow/Peskow/PROPN/2/nsubj sagte/sagen/VERB/0/root nicht/nicht/PART/2/advmod ,/,/PUNCT/6/punct Kiew/Kiew/PROPN/6/nsubj "
        "lehne/ablehnen/VERB/2/ccomp Pläne/Plan/NOUN/6/obj"
    )
    assert {c.relation: c.negated for c in candidates(text)}["rejects"] is False


def test_negation_inside_an_attribute_stays_there(claim):
    text = "Kiew/Kiew/PROPN/2/nsubj fordert/fordern/VERB/0/root die/der/DET/6/det nicht/nicht/PART/5/advmod bindende/bindend/ADJ/6/amod Resolution/Resolution/NOUN/2/obj"
    assert not claim(text, "demands").negated


ALS = "Kiew/Kiew/PROPN/2/nsubj nennt/nennen/VERB/0/root Rom/Rom/PROPN/2/obj nicht/nicht/PART/2/advmod/PTKNEG {als} Hilfe/Hilfe/NOUN/2/obl"


@pytest.mark.parametrize(("als", "negated"), [("als/als/ADP/6/case", False), ("zur/zu/ADP/6/case", True)])
def test_a_name_that_is_denied_is_still_said(claim, als, negated):
    assert claim(ALS.format(als=als), "states").negated is negated


def test_weder_denies_every_conjunct(candidates):
    text = (
        "weder/weder/CCONJ/2/cc Kiew/Kiew/PROPN/5/nsubj noch/noch/CCONJ/4/cc Rom/Rom/PROPN/2/conj fordert/fordern/VERB/0/root "
        "Geld/Geld/NOUN/5/obj"
    )
    assert [c.negated for c in candidates(text)] == [True, True]
    assert [c.negated for c in candidates(text.replace("weder/weder", "sowohl/sowohl"))] != [True, True]
