"""Who acts where a phrase names no actor."""

from __future__ import annotations

import pytest

STRIKES = (
    "{adjective}/{adjective}/ADJ/2/amod Angriffe/Angriff/NOUN/3/nsubj beenden/beenden/VERB/0/root Ruhe/Ruhe/NOUN/3/obj"
)


@pytest.mark.parametrize(
    ("adjective", "expected"), [("russische", ["Russland halts Ruhe"]), ("heftige", [])], ids=["named", "unnamed"]
)
def test_an_act_stands_for_whoever_acts(lines, adjective, expected):
    assert [line for line in lines(STRIKES.format(adjective=adjective)) if "halts" in line] == expected


TROOPS = (
    "{first} und/und/CCONJ/3/cc russische/russisch/ADJ/4/amod Truppen/Truppe/NOUN/5/nsubj/NN/Number={number} "
    "angreifen/angreifen/VERB/0/root Rom/Rom/PROPN/5/obj"
)


@pytest.mark.parametrize(
    ("first", "number", "agents"),
    [
        ("syrische/syrisch/ADJ/4/amod", "Plur", ["Syrien", "syrische und russische Truppen"]),
        ("syrische/syrisch/ADJ/4/amod", "Sing", ["syrische und russische Truppen"]),
        ("müde/müde/ADJ/4/amod", "Plur", ["müde und russische Truppen"]),
    ],
)
def test_each_of_several_adjectives_names_an_actor(candidates, first, number, agents):
    text = TROOPS.format(first=first, number=number)
    found = candidates(text, actors={"syrische": "Syrien"})
    assert [c.subject.entity.label for c in found] == agents


def test_what_is_announced_as_a_noun_is_done_by_the_same(lines):
    text = "Kiew/Kiew/PROPN/2/nsubj {verb}/VERB/0/root Lieferung/Lieferung/NOUN/2/obj an/an/ADP/5/case Rom/Rom/PROPN/3/nmod"
    assert "Ukraine aids Italien" in lines(text.format(verb="kündigt/ankündigen"))
    assert "Ukraine aids Italien" not in lines(text.format(verb="fordert/fordern"))


def test_a_reason_has_what_follows_for_its_content(lines):
    text = (
        "Kiew/Kiew/PROPN/2/nsubj fordert/fordern/VERB/0/root Geld/Geld/NOUN/2/obj mit/mit/ADP/5/case {noun}/NOUN/2/obl "
        ",/,/PUNCT/8/punct Rom/Rom/PROPN/8/nsubj zahle/zahlen/VERB/2/ccomp"
    )
    assert "Ukraine states Rom zahle" in lines(text.format(noun="Begründung/Begründung"))
    assert "Ukraine states Rom zahle" not in lines(text.format(noun="Nachdruck/Nachdruck"))


def test_a_plan_wants_what_its_proposer_wants(lines):
    known = "Kiews/Kiew/PROPN/3/nmod:poss legt/legen/VERB/0/root Plan/Plan/NOUN/2/obj zu/zu/PART/5/mark/PTKZU zahlen/zahlen/VERB/3/acl/VVINF ././PUNCT/2/punct/$."
    wants = " Plan/Plan/NOUN/8/nsubj fordert/fordern/VERB/0/root Geld/Geld/NOUN/8/obj"
    assert "Ukraine demands Geld" in lines(known + wants, actors={"Kiews": "Ukraine"})
    assert "Ukraine demands Geld" not in lines(known.replace("zahlen/VERB/3/acl", "zahlen/VERB/2/advcl") + wants)
