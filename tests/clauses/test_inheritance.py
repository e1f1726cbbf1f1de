"""What a clause takes over from its surroundings: control, coordination, relative pronouns."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("object_", "subject"),
    [
        ("Kiew/Kiew/PROPN/2/obj", "Kiew"),
        ("ihn/er/PRON/2/obj", "ihn"),
        ("Kiew/Kiew/PROPN/2/iobj", "Rom"),
        ("Hilfe/Hilfe/NOUN/2/obj", "Rom"),
        ("sich/sich/PRON/2/obj", "Rom"),
    ],
    ids=["name", "pronoun", "dative", "thing", "reflexive"],
)
def test_infinitive_is_controlled_by_a_personal_accusative_else_by_the_subject(slots, object_, subject):
    text = f"Rom/Rom/PROPN/2/nsubj bittet/bitten/VERB/0/root {object_} ,/,/PUNCT/6/punct zu/zu/PART/6/mark zögern/zögern/VERB/2/xcomp"
    assert slots(text, "zögern") == [("nsubj", subject)]


def test_every_conjunct_of_a_controlling_object_acts(slots):
    text = (
        "Rom/Rom/PROPN/2/nsubj bittet/bitten/VERB/0/root Kiew/Kiew/PROPN/2/obj und/und/CCONJ/5/cc Minsk/Minsk/PROPN/3/conj "
        "zu/zu/PART/7/mark zögern/zögern/VERB/2/xcomp"
    )
    assert slots(text, "zögern") == [("nsubj", "Kiew"), ("nsubj", "Minsk")]


def test_patient_of_a_passive_controls(slots):
    text = "Kiew/Kiew/PROPN/3/nsubj:pass wird/werden/AUX/3/aux:pass gebeten/bitten/VERB/0/root zu/zu/PART/5/mark zögern/zögern/VERB/3/xcomp"
    assert slots(text, "zögern") == [("nsubj", "Kiew")]


def test_subject_passes_through_two_infinitives(slots):
    text = (
        "Rom/Rom/PROPN/2/nsubj verspricht/versprechen/VERB/0/root zu/zu/PART/4/mark versuchen/versuchen/VERB/2/xcomp "
        "zu/zu/PART/6/mark helfen/helfen/VERB/4/xcomp"
    )
    assert slots(text, "helfen") == [("nsubj", "Rom")]


def test_subject_of_a_predicative_adjective_controls(slots):
    text = (
        "Rom/Rom/PROPN/3/nsubj ist/sein/AUX/3/cop bereit/bereit/ADJ/0/root zu/zu/PART/5/mark helfen/helfen/VERB/3/xcomp"
    )
    assert slots(text, "helfen") == [("nsubj", "Rom")]


@pytest.mark.parametrize(
    ("noun", "subject"),
    [
        ("Romas/Roma/PROPN/2/nmod:poss Ziel/Ziel/NOUN/6/nsubj", "Romas"),
        ("sein/sein/DET/2/det:poss Ziel/Ziel/NOUN/6/nsubj", "sein"),
    ],
)
def test_possessor_of_a_noun_controls_its_infinitive(slots, noun, subject):
    text = f"{noun} ,/,/PUNCT/5/punct zu/zu/PART/5/mark helfen/helfen/VERB/2/acl bleibt/bleiben/VERB/0/root"
    assert slots(text, "helfen") == [("nsubj", subject)]


def test_subject_of_the_verb_controls_the_infinitive_of_its_object(slots):
    text = "Rom/Rom/PROPN/2/nsubj hat/haben/VERB/0/root das/der/DET/4/det Ziel/Ziel/NOUN/2/obj zu/zu/PART/6/mark helfen/helfen/VERB/4/acl"
    assert slots(text, "helfen") == [("nsubj", "Rom")]


def test_finite_clause_inherits_no_subject(slots):
    text = "Rom/Rom/PROPN/2/nsubj sagt/sagen/VERB/0/root dass/dass/SCONJ/5/mark geholfen/helfen/VERB/2/ccomp/VVPP werde/werden/AUX/4/aux:pass"
    assert slots(text, "helfen") == []


PAIR = "Rom/Rom/PROPN/2/nsubj prüfte/prüfen/VERB/0/root den/der/DET/4/det Plan/Plan/NOUN/2/obj und/und/CCONJ/{n}/cc {second}"


def test_coordinated_verb_shares_the_subject(slots):
    assert slots(PAIR.format(n=6, second="zögerte/zögern/VERB/2/conj"), "zögern") == [("nsubj", "Rom")]


def test_coordinated_verb_keeps_its_own_subject(slots):
    assert slots(PAIR.format(n=7, second="Minsk/Minsk/PROPN/7/nsubj zögerte/zögern/VERB/2/conj"), "zögern") == [
        ("nsubj", "Minsk")
    ]


def test_all_conjuncts_of_a_shared_subject_act(slots):
    text = "Rom/Rom/PROPN/4/nsubj und/und/CCONJ/3/cc Bern/Bern/PROPN/1/conj zögerten/zögern/VERB/0/root und/und/CCONJ/6/cc schwiegen/schweigen/VERB/4/conj"
    assert slots(text, "schweigen") == [("nsubj", "Rom"), ("nsubj", "Bern")]


def test_subject_shared_by_active_and_passive_is_the_patient_of_the_passive(slots):
    text = "Er/er/PRON/2/nsubj floh/fliehen/VERB/0/root und/und/CCONJ/5/cc wurde/werden/AUX/5/aux:pass ergriffen/ergreifen/VERB/2/conj"
    assert slots(text, "ergreifen") == [("obj", "Er")]


def test_patient_of_a_passive_is_the_subject_of_a_coordinated_active(slots):
    text = "Er/er/PRON/3/nsubj:pass wurde/werden/AUX/3/aux:pass ergriffen/ergreifen/VERB/0/root und/und/CCONJ/5/cc floh/fliehen/VERB/3/conj/VVFIN"
    assert slots(text, "fliehen") == [("nsubj", "Er")]


SHARED = "Rom/Rom/PROPN/2/nsubj prüft/prüfen/VERB/0/root und/und/CCONJ/4/cc begrüßt/begrüßen/VERB/2/conj {rest}"


def test_object_behind_the_second_verb_belongs_to_both(slots):
    assert slots(SHARED.format(rest="Pläne/Plan/NOUN/4/obj"), "prüfen") == [("nsubj", "Rom"), ("obj", "Pläne")]


def test_object_of_a_second_verb_with_its_own_subject_is_not_shared(slots):
    text = "Rom/Rom/PROPN/2/nsubj zögert/zögern/VERB/0/root und/und/CCONJ/5/cc Bern/Bern/PROPN/5/nsubj begrüßt/begrüßen/VERB/2/conj Pläne/Plan/NOUN/5/obj"
    assert slots(text, "zögern") == [("nsubj", "Rom")]


def test_object_of_a_second_verb_is_not_shared_with_one_that_has_its_own_complement(slots):
    text = (
        "Rom/Rom/PROPN/2/nsubj reiste/reisen/VERB/0/root nach/nach/ADP/4/case Kiew/Kiew/PROPN/2/obl und/und/CCONJ/6/cc "
        "begrüßte/begrüßen/VERB/2/conj Pläne/Plan/NOUN/6/obj"
    )
    assert slots(text, "reisen") == [("nsubj", "Rom"), ("obl:nach", "Kiew")]


RELATIVE = "Der/der/DET/2/det Plan/Plan/NOUN/{root} ,/,/PUNCT/{verb}/punct {clause} fehlt/fehlen/VERB/0/root"


@pytest.mark.parametrize(
    ("clause_", "lemma", "expected"),
    [
        (
            "den/der/PRON/6/obj Rom/Rom/PROPN/6/nsubj lobt/loben/VERB/2/acl:relcl",
            "loben",
            [("obj", "Der Plan"), ("nsubj", "Rom")],
        ),
        (
            "der/der/PRON/6/nsubj Rom/Rom/PROPN/6/obj hilft/helfen/VERB/2/acl:relcl",
            "helfen",
            [("nsubj", "Der Plan"), ("obj", "Rom")],
        ),
    ],
)
def test_antecedent_takes_the_slot_of_its_relative_pronoun(slots, clause_, lemma, expected):
    assert slots(RELATIVE.format(root="7/nsubj", verb=6, clause=clause_), lemma) == expected


def test_antecedent_takes_the_slot_behind_a_preposition(slots):
    clause_ = "auf/auf/ADP/5/case dem/der/PRON/7/obl Rom/Rom/PROPN/7/nsubj besteht/bestehen/VERB/2/acl:relcl"
    assert slots(RELATIVE.format(root="8/nsubj", verb=7, clause=clause_), "bestehen") == [
        ("obl:auf", "Der Plan"),
        ("nsubj", "Rom"),
    ]


def test_relative_pronoun_of_a_passive_makes_the_antecedent_its_object(slots):
    clause_ = "der/der/PRON/7/nsubj:pass von/von/ADP/6/case Rom/Rom/PROPN/7/obl gelobt/loben/VERB/2/acl:relcl/VVPP wird/werden/AUX/7/aux:pass"
    assert slots(RELATIVE.format(root="9/nsubj", verb=7, clause=clause_), "loben") == [
        ("obj", "Der Plan"),
        ("agent", "Rom"),
    ]


def test_every_conjunct_of_the_antecedent_counts(slots):
    text = (
        "Pläne/Plan/NOUN/8/nsubj und/und/CCONJ/3/cc Reden/Rede/NOUN/1/conj ,/,/PUNCT/7/punct die/der/PRON/7/obj Rom/Rom/PROPN/7/nsubj "
        "lobt/loben/VERB/1/acl:relcl fehlen/fehlen/VERB/0/root"
    )
    assert slots(text, "loben") == [("obj", "Pläne"), ("obj", "Reden"), ("nsubj", "Rom")]


def test_demonstrative_stands_for_itself(slots):
    text = "Den/der/PRON/2/obj/PDS lobt/loben/VERB/0/root Rom/Rom/PROPN/2/nsubj"
    assert slots(text, "loben") == [("obj", "Den"), ("nsubj", "Rom")]
