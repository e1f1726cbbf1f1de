"""Content of speech that no argument slot holds, and terms that an actor sets."""

from __future__ import annotations

import pytest


def test_report_inserted_behind_its_content_has_it_as_its_object(lines):
    text = (
        "Der/der/DET/2/det Krieg/Krieg/NOUN/3/nsubj endet/enden/VERB/0/root bald/bald/ADV/3/advmod ,/,/PUNCT/6/punct sagte/sagen/VERB/3/parataxis "
        "Peskow/Peskow/PROPN/6/nsubj"
    )
    assert lines(text) == ["Dmitri Peskow states Der Krieg endet bald"]


@pytest.mark.parametrize(
    ("modal", "relation"),
    [
        ("müsse/müssen/AUX/6/aux/VMFIN/Mood=Sub|Tense=Pres", "demands"),
        ("solle/sollen/AUX/6/aux/VMFIN/Mood=Sub|Tense=Pres", "demands"),
        ("könne/können/AUX/6/aux/VMFIN/Mood=Sub|Tense=Pres", "rejects"),
    ],
)
def test_what_a_speaker_says_must_be_done_is_demanded(candidates, modal, relation):
    text = (
        "Peskow/Peskow/PROPN/2/nsubj sagte/sagen/VERB/0/root ,/,/PUNCT/6/punct Kiew/Kiew/PROPN/6/nsubj Pläne/Plan/NOUN/6/obj ablehnen/ablehnen/VERB/2/ccomp/VVINF "
        f"{modal}"
    )
    found = [c for c in candidates(text) if c.relation != "states"]
    assert [c.relation for c in found] == [relation]
    assert found[0].subject.entity.label == ("Dmitri Peskow" if relation == "demands" else "Ukraine")


def test_obligation_that_nobody_voices_is_no_demand(candidates):
    text = (
        "Kiew/Kiew/PROPN/4/nsubj muss/müssen/AUX/4/aux/VMFIN Pläne/Plan/NOUN/4/obj ablehnen/ablehnen/VERB/0/root/VVINF"
    )
    assert [c.relation for c in candidates(text)] == ["rejects"]


TERMS = "Kiew/Kiew/PROPN/2/nsubj {verb}/VERB/0/root {more} ,/,/PUNCT/{n}/punct {mark}/{mark}/SCONJ/{n}/mark Rom/Rom/PROPN/{n}/nsubj zahlt/zahlen/VERB/2/advcl"


@pytest.mark.parametrize(("mark", "demanded"), [("wenn", True), ("falls", True), ("nachdem", False)])
def test_condition_of_a_concession_is_demanded(lines, mark, demanded):
    text = TERMS.format(
        verb="verhandelt/verhandeln", more="mit/mit/ADP/4/case Moskau/Moskau/PROPN/2/obl", mark=mark, n=8
    )
    assert ("Ukraine demands Rom zahlt" in lines(text)) is demanded


def test_condition_of_another_act_is_not_demanded(lines):
    text = TERMS.format(
        verb="angreift/angreifen", more="Moskau/Moskau/PROPN/2/obj nun/nun/ADV/2/advmod", mark="wenn", n=8
    )
    assert lines(text) == ["Ukraine attacks Russland"]


def test_clause_with_a_source_phrase_is_a_statement_of_the_source(lines):
    text = "Laut/laut/ADP/2/case Peskow/Peskow/PROPN/3/obl regnet/regnen/VERB/0/root es/es/PRON/3/expl viel/viel/ADV/3/advmod dort/dort/ADV/3/advmod"
    assert lines(text) == ["Dmitri Peskow states regnet es viel dort"]


def test_clause_without_a_source_phrase_is_none(lines):
    assert lines("Dort/dort/ADV/2/advmod regnet/regnen/VERB/0/root es/es/PRON/2/expl viel/viel/ADV/2/advmod") == []


def test_reported_clause_without_a_relation_is_a_statement_of_who_spoke_last(lines):
    text = (
        "Peskow/Peskow/PROPN/2/nsubj sagt/sagen/VERB/0/root Neues/Neues/NOUN/2/ccomp Es/es/PRON/5/expl regne/regnen/VERB/0/root/VVFIN/Mood=Sub|Tense=Pres "
        "sehr/sehr/ADV/7/advmod viel/viel/ADV/5/advmod"
    )
    assert "Dmitri Peskow states Es regne sehr viel" in lines(text)


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("nicht/nicht/PART/6/advmod"),
        "vielleicht/vielleicht/ADV/6/advmod",
    ],
)
def test_saying_is_asserted_whatever_is_said(claim, word):
    text = f"Laut/laut/ADP/2/case Peskow/Peskow/PROPN/6/obl es/es/PRON/6/expl dort/dort/ADV/6/advmod {word} regnet/regnen/VERB/0/root"
    found = claim(text, "states")
    assert (found.negated, found.modality.value) == (False, "asserted")


def test_demand_that_something_must_be_done_is_asserted(claim):
    text = (
        "Peskow/Peskow/PROPN/2/nsubj sagte/sagen/VERB/0/root ,/,/PUNCT/6/punct Kiew/Kiew/PROPN/6/nsubj Pläne/Plan/NOUN/6/obj "
        "ablehnen/ablehnen/VERB/2/ccomp/VVINF müsse/müssen/AUX/6/aux/VMFIN/Mood=Sub|Tense=Pres"
    )
    assert claim(text, "demands").modality.value == "asserted"


def test_demand_of_a_condition_is_asserted(claim):
    text = TERMS.format(
        verb="verhandelt/verhandeln", more="mit/mit/ADP/4/case Moskau/Moskau/PROPN/2/obl", mark="wenn", n=8
    )
    assert claim(text, "demands").modality.value == "asserted"
