"""The verb complex: lemma, voice, auxiliaries, and what is a clause at all."""

from __future__ import annotations

import pytest

from graph.clauses import find_clauses


@pytest.mark.parametrize(
    ("text", "lemma", "passive"),
    [
        ("Kiew/Kiew/PROPN/2/nsubj lobt/loben/VERB/0/root Rom/Rom/PROPN/2/obj", "loben", False),
        ("Kiew/Kiew/PROPN/3/nsubj hat/haben/AUX/3/aux gelobt/loben/VERB/0/root", "loben", False),
        ("Kiew/Kiew/PROPN/3/nsubj:pass wird/werden/AUX/3/aux:pass gelobt/loben/VERB/0/root", "loben", True),
        ("Kiew/Kiew/PROPN/4/nsubj ist/sein/AUX/4/aux worden/werden/AUX/4/aux gelobt/loben/VERB/0/root", "loben", True),
        ("Kiew/Kiew/PROPN/3/nsubj wird/werden/AUX/3/aux loben/loben/VERB/0/root/VVINF", "loben", False),
        ("Kiew/Kiew/PROPN/3/nsubj wird/werden/AUX/3/aux gelobt/loben/VERB/0/root", "loben", True),
        (
            "Kiew/Kiew/PROPN/4/nsubj wird/werden/AUX/4/aux/VAFIN haben/haben/AUX/4/aux/VAINF gelobt/loben/VERB/0/root/VVPP",
            "loben",
            True,
        ),
    ],
)
def test_voice(clause, text, lemma, passive):
    assert clause(text, lemma)[0].passive is passive


def test_future_perfect_is_active(clause):
    text = (
        "Kiew/Kiew/PROPN/3/nsubj wird/werden/AUX/3/aux/VAFIN gelobt/loben/VERB/0/root/VVPP haben/haben/AUX/3/aux/VAINF"
    )
    assert not clause(text, "loben")[0].passive


@pytest.mark.parametrize(
    ("particle", "lemma", "trigger"),
    [("ab/ab/ADP/2/compound:prt", "ablehnen", "lehnt ab"), ("stark/stark/ADJ/2/advmod", "lehnen", "lehnt")],
)
def test_separated_prefix_belongs_to_lemma_and_trigger(clause, particle, lemma, trigger):
    found, doc = clause(
        f"Kiew/Kiew/PROPN/2/nsubj lehnt/lehnen/VERB/0/root den/der/DET/4/det Plan/Plan/NOUN/2/obj {particle}", lemma
    )
    assert " ".join(doc[i].text for i in found.tokens) == trigger


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kiew/Kiew/PROPN/2/nsubj zögert/zögern/VERB/0/root", "finite"),
        ("Kiew/Kiew/PROPN/2/nsubj droht/drohen/VERB/0/root zu/zu/PART/4/mark zögern/zögern/VERB/2/xcomp", "infinitive"),
    ],
)
def test_kind(clause, text, kind):
    assert clause(text, "zögern")[0].kind == kind


def test_auxiliaries_of_a_clause_are_all_around_it(clause):
    text = (
        "Kiew/Kiew/PROPN/5/nsubj:pass soll/sollen/AUX/5/aux nicht/nicht/PART/5/advmod werden/werden/AUX/5/aux:pass gelobt/loben/VERB/0/root "
        "worden/werden/AUX/5/aux:pass"
    )
    found, doc = clause(text, "loben")
    assert [doc[i].text for i in found.auxiliaries] == ["soll", "werden", "worden"]


TWO_VERBS = "Er/er/PRON/3/nsubj:pass wurde/werden/AUX/3/aux:pass ergriffen/ergreifen/VERB/0/root und/und/CCONJ/{n}/cc {second}/conj"


def test_second_participle_shares_the_auxiliary(clause):
    found, doc = clause(
        TWO_VERBS.format(n=5, second="verhört/verhören/VERB/3").replace("/conj", "/conj/VVPP"), "verhören"
    )
    assert [doc[i].text for i in found.auxiliaries] == ["wurde"]
    assert found.passive


def test_second_finite_verb_has_no_auxiliary(clause):
    found, _ = clause(TWO_VERBS.format(n=5, second="schwieg/schweigen/VERB/3"), "schweigen")
    assert found.auxiliaries == ()
    assert not found.passive


def test_modal_alone_is_a_predicate_and_beside_an_infinitive_none(line, lexicon):
    alone = find_clauses(line("Kiew/Kiew/PROPN/2/nsubj will/wollen/VERB/0/root Ruhe/Ruhe/NOUN/2/obj"), lexicon)
    beside = find_clauses(line("Kiew/Kiew/PROPN/3/nsubj will/wollen/AUX/3/aux zögern/zögern/VERB/0/root"), lexicon)
    assert [c.lemma for c in alone] == ["wollen"]
    assert [c.lemma for c in beside] == ["zögern"]


@pytest.mark.parametrize(
    ("mark", "expected"),
    [("weil/weil/SCONJ/6/mark", "weil"), ("dass/dass/SCONJ/6/mark", "dass"), ("dann/dann/ADV/6/advmod", "")],
)
def test_mark_is_the_subordinating_conjunction(clause, mark, expected):
    found, _ = clause(
        f"Rom/Rom/PROPN/2/nsubj klagt/klagen/VERB/0/root ,/,/PUNCT/6/punct {mark} Kiew/Kiew/PROPN/6/nsubj zögert/zögern/VERB/2/ccomp",
        "zögern",
    )
    assert found.mark == expected


def test_clauses_above_are_given_from_the_nearest_on(line, lexicon):
    doc = line(
        "Tass/Tass/PROPN/2/nsubj meldet/melden/VERB/0/root Rom/Rom/PROPN/4/nsubj sage/sagen/VERB/2/ccomp Kiew/Kiew/PROPN/6/nsubj zögere/zögern/VERB/4/ccomp"
    )
    found = find_clauses(doc, lexicon)
    assert [c.lemma for c in found.above(found.by_predicate[5])] == ["sagen", "melden"]
    assert list(found.above(found.by_predicate[1])) == []
