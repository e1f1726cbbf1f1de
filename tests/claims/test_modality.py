"""Modality: each value with the words that bring it."""

from __future__ import annotations

import pytest

from graph.model import Modality

WITH_MODAL = "Kiew/Kiew/PROPN/4/nsubj {aux}/4/aux/{tag} Pläne/Plan/NOUN/4/obj ablehnen/ablehnen/VERB/0/root/VVINF"
PAST_SUB = "VMFIN/Mood=Sub|Tense=Past|VerbForm=Fin"
PRESENT = "VMFIN/Mood=Ind|Tense=Pres|VerbForm=Fin"


@pytest.mark.parametrize(
    ("aux", "tag", "value"),
    [
        ("will/wollen/AUX", PRESENT, Modality.PLANNED),
        ("soll/sollen/AUX", PRESENT, Modality.PLANNED),
        ("sollte/sollen/AUX", PAST_SUB, Modality.OBLIGATION),
        ("muss/müssen/AUX", PRESENT, Modality.OBLIGATION),
        ("müsste/müssen/AUX", PAST_SUB, Modality.OBLIGATION),
        ("kann/können/AUX", PRESENT, Modality.POSSIBLE),
        ("könnte/können/AUX", PAST_SUB, Modality.POSSIBLE),
        ("dürfte/dürfen/AUX", PAST_SUB, Modality.POSSIBLE),
        ("darf/dürfen/AUX", PRESENT, Modality.ASSERTED),
        ("möchte/mögen/AUX", PAST_SUB, Modality.PLANNED),
        ("wird/werden/AUX", "VAFIN/Mood=Ind|Tense=Pres|VerbForm=Fin", Modality.PLANNED),
        ("werde/werden/AUX", "VAFIN/Mood=Sub|Tense=Pres|VerbForm=Fin", Modality.PLANNED),
        ("würde/werden/AUX", "VAFIN/Mood=Sub|Tense=Past|VerbForm=Fin", Modality.CONDITIONAL),
    ],
)
def test_modal_and_future(claim, aux, tag, value):
    assert claim(WITH_MODAL.format(aux=aux, tag=tag), "rejects").modality is value


@pytest.mark.parametrize(
    ("aux", "value"),
    [
        ("hat/haben/AUX/4/aux/VAFIN", Modality.ASSERTED),
        ("soll/sollen/AUX/4/aux/VMFIN haben/haben/AUX/4/aux/VAINF", Modality.POSSIBLE),
    ],
    ids=["perfect", "hearsay"],
)
def test_sollen_over_a_perfect_is_hearsay(claim, aux, value):
    first, *rest = aux.split()
    text = " ".join(
        ["Kiew/Kiew/PROPN/4/nsubj", first, "Pläne/Plan/NOUN/4/obj", "abgelehnt/ablehnen/VERB/0/root/VVPP", *rest]
    )
    assert claim(text, "rejects").modality is value


@pytest.mark.parametrize(
    ("aux", "value"),
    [
        ("wurden/werden/AUX/2/aux:pass/VAFIN", Modality.ASSERTED),
        ("könnten/können/AUX/2/aux/VMFIN/Mood=Sub|Tense=Past", Modality.POSSIBLE),
    ],
)
def test_passive_auxiliary_is_no_future(claim, aux, value):
    text = f"Pläne/Plan/NOUN/2/nsubj:pass abgelehnt/ablehnen/VERB/0/root/VVPP von/von/ADP/4/case Kiew/Kiew/PROPN/2/obl {aux} werden/werden/AUX/2/aux:pass/VAINF"
    assert claim(text if "können" in aux else text.rsplit(" ", 1)[0], "rejects").modality is value


def test_future_of_the_passive_is_planned(claim):
    text = (
        "Pläne/Plan/NOUN/5/nsubj:pass werden/werden/AUX/5/aux:pass/VAFIN von/von/ADP/4/case Kiew/Kiew/PROPN/5/obl abgelehnt/ablehnen/VERB/0/root/VVPP "
        "werden/werden/AUX/5/aux:pass/VAINF"
    )
    assert claim(text, "rejects").modality is Modality.PLANNED


@pytest.mark.parametrize(("adverb", "value"), [("vielleicht", Modality.POSSIBLE), ("heute", Modality.ASSERTED)])
def test_adverb_of_the_lexicon(claim, adverb, value):
    text = f"Kiew/Kiew/PROPN/2/nsubj lehnt/ablehnen/VERB/0/root {adverb}/{adverb}/ADV/2/advmod Pläne/Plan/NOUN/2/obj"
    assert claim(text, "rejects").modality is value


def test_word_brings_its_own_modality(claim):
    assert (
        claim("Kiew/Kiew/PROPN/2/nsubj plant/planen/VERB/0/root Wahlen/Wahl/NOUN/2/obj", "announces").modality
        is Modality.PLANNED
    )


CONDITION = "{mark}/{mark}/SCONJ/3/mark Rom/Rom/PROPN/3/nsubj zahlt/zahlen/VERB/5/{label} ,/,/PUNCT/3/punct lehnt/ablehnen/VERB/0/root Kiew/Kiew/PROPN/5/nsubj Pläne/Plan/NOUN/5/obj"


@pytest.mark.parametrize(
    ("mark", "value"),
    [
        ("wenn", Modality.CONDITIONAL),
        ("falls", Modality.CONDITIONAL),
        ("sofern", Modality.CONDITIONAL),
        ("nachdem", Modality.ASSERTED),
    ],
)
def test_condition_makes_the_claim_conditional(claim, mark, value):
    assert claim(CONDITION.format(mark=mark, label="advcl"), "rejects").modality is value


def test_condition_counts_under_a_wrong_label(claim):
    assert claim(CONDITION.format(mark="wenn", label="ccomp"), "rejects").modality is Modality.CONDITIONAL


def test_act_within_a_condition_is_conditional(claim):
    text = "Rom/Rom/PROPN/2/nsubj zahlt/zahlen/VERB/0/root ,/,/PUNCT/7/punct wenn/wenn/SCONJ/7/mark Kiew/Kiew/PROPN/7/nsubj Pläne/Plan/NOUN/7/obj ablehnt/ablehnen/VERB/2/advcl"
    assert claim(text, "rejects").modality is Modality.CONDITIONAL


@pytest.mark.parametrize(
    ("verb", "value"), [("scheint/scheinen", Modality.POSSIBLE), ("beginnt/beginnen", Modality.ASSERTED)]
)
def test_infinitive_takes_over_the_modality_of_its_verb(claim, verb, value):
    text = f"Kiew/Kiew/PROPN/2/nsubj {verb}/VERB/0/root Rom/Rom/PROPN/5/obj zu/zu/PART/5/mark schlagen/angreifen/VERB/2/xcomp/VVINF"
    assert claim(text, "attacks").modality is value


@pytest.mark.parametrize(("adverb", "value"), [("vielleicht", Modality.POSSIBLE), ("heute", Modality.ASSERTED)])
def test_nominal_claim_takes_over_the_modality_of_its_verb(claim, adverb, value):
    text = (
        "Die/der/DET/3/det russische/russisch/ADJ/3/amod Angriffe/Angriff/NOUN/6/nsubj auf/auf/ADP/5/case Kiew/Kiew/PROPN/3/nmod beginnen/beginnen/VERB/0/root "
        f"{adverb}/{adverb}/ADV/6/advmod"
    )
    assert claim(text, "attacks").modality is value
