"""Will, aims, purposes and refusals."""

from __future__ import annotations

import pytest

from graph.model import Modality

WILL = "Kiew/Kiew/PROPN/4/nsubj {modal}/AUX/4/aux/VMFIN{feats} Brücken/Brücke/NOUN/4/obj {verb}/VERB/0/root/VVINF"


@pytest.mark.parametrize(
    ("modal", "feats", "verb", "relation"),
    [
        ("will/wollen", "/Mood=Ind|Tense=Pres", "bauen/bauen", "announces"),
        ("wollte/wollen", "/Mood=Ind|Tense=Past", "bauen/bauen", "seeks"),
        ("will/wollen", "/Mood=Ind|Tense=Pres", "verhindern/verhindern", "seeks"),
        ("soll/sollen", "/Mood=Ind|Tense=Pres", "verhindern/verhindern", None),
    ],
)
def test_an_outcome_is_sought_and_an_own_act_announced(candidates, modal, feats, verb, relation):
    found = [c.relation for c in candidates(WILL.format(modal=modal, feats=feats, verb=verb))]
    assert found == ([relation] if relation else [])


def test_what_is_sought_is_sought_now(claim):
    text = WILL.format(modal="will/wollen", feats="/Mood=Ind|Tense=Pres", verb="verhindern/verhindern")
    assert claim(text, "seeks").modality is Modality.ASSERTED


PURPOSE = (
    "Kiew/Kiew/PROPN/2/nsubj reist/fahren/VERB/0/root ,/,/PUNCT/{end}/punct um/um/SCONJ/{end}/mark/KOUI {inner} zu/zu/PART/{end}/mark/PTKZU "
    "{verb}/VERB/2/advcl/VVINF"
)


def test_a_purpose_is_an_aim_and_talks_are_under_way(lines):
    ends = PURPOSE.format(end=7, inner="Kriege/Krieg/NOUN/7/obj", verb="beenden/beenden")
    meets = PURPOSE.format(end=7, inner="Rom/Rom/PROPN/7/obj", verb="treffen/treffen")
    assert lines(ends) == ["Ukraine seeks Kriege zu beenden"]
    assert lines(meets) == ["Ukraine consults Italien"]


TRIES = (
    "Kiew/Kiew/PROPN/2/nsubj versucht/versuchen/VERB/0/root ,/,/PUNCT/{end}/punct {inner} zu/zu/PART/{end}/mark/PTKZU "
    "{verb}/VERB/2/xcomp/VVINF"
)


def test_trying_to_talk_is_talking_and_trying_anything_else_an_aim(lines):
    talks = TRIES.format(end=7, inner="in/in/ADP/5/case Streit/Streit/NOUN/7/obl", verb="vermitteln/vermitteln")
    ends = TRIES.format(end=6, inner="Kriege/Krieg/NOUN/6/obj", verb="beenden/beenden")
    assert lines(talks) == ["Ukraine mediates Streit"]
    assert "Ukraine seeks Kriege zu beenden" in lines(ends)


JOINS = "Kiew/Kiew/PROPN/{end}/nsubj {middle} nicht/nicht/PART/{end}/advmod/PTKNEG an/an/ADP/{noun}/case Kämpfen/Kampf/NOUN/{end}/obl {last}"


def test_who_will_not_take_part_refuses(claim):
    wills = JOINS.format(
        end=6, noun=5, middle="wird/werden/AUX/6/aux/VAFIN", last="beteiligen/beteiligen/VERB/0/root/VVINF"
    )
    does = JOINS.format(end=2, noun=5, middle="beteiligt/beteiligen/VERB/0/root/VVFIN", last="")
    assert not claim(wills, "rejects").negated
    assert claim(does, "joins").negated
