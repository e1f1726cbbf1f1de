"""Senses matched with clauses: which one is chosen, and who fills its places."""

from __future__ import annotations

import pytest

from graph.model import Kind


@pytest.mark.parametrize(
    ("object_", "relation"),
    [("Rom/Rom/PROPN/2/obj", "attacks"), ("Regelungen/Regelung/NOUN/2/obj", "proposes")],
    ids=["actor", "thing"],
)
def test_kind_of_the_object_tells_senses_apart(candidates, object_, relation):
    assert [c.relation for c in candidates(f"Kiew/Kiew/PROPN/2/nsubj schlägt/schlagen/VERB/0/root {object_}")] == [
        relation
    ]


def test_excluded_slot_rules_a_sense_out(candidates):
    text = "Kiew/Kiew/PROPN/2/nsubj schlägt/schlagen/VERB/0/root ,/,/PUNCT/6/punct dass/dass/SCONJ/6/mark Rom/Rom/PROPN/6/nsubj zahlt/zahlen/VERB/2/ccomp"
    assert [c.relation for c in candidates(text)] == ["proposes"]


@pytest.mark.parametrize(("reflexive", "found"), [("sich/sich/PRON/2/obj", ["supports"]), ("oft/oft/ADV/2/advmod", [])])
def test_required_slot_must_be_filled(candidates, reflexive, found):
    text = f"Kiew/Kiew/PROPN/2/nsubj freut/freuen/VERB/0/root {reflexive} über/über/ADP/5/case Pläne/Plan/NOUN/2/obl"
    assert [c.relation for c in candidates(text)] == found


@pytest.mark.parametrize(("noun", "relation"), [("Absage/Absage", "rejects"), ("Auskunft/Auskunft", "states")])
def test_expression_comes_before_its_verb(candidates, noun, relation):
    text = f"Kiew/Kiew/PROPN/2/nsubj erteilt/erteilen/VERB/0/root Rom/Rom/PROPN/2/iobj eine/ein/DET/5/det {noun}/NOUN/2/obj"
    assert [c.relation for c in candidates(text)] == [relation]


def test_object_of_an_expression_hangs_on_verb_or_noun(lines):
    text = "Kiew/Kiew/PROPN/2/nsubj erteilt/erteilen/VERB/0/root eine/ein/DET/4/det Absage/Absage/NOUN/2/obj an/an/ADP/6/case Rom/Rom/PROPN/{}"
    assert "Ukraine rejects Italien" in lines(text.format("2/obl"))


def test_trigger_of_an_expression_is_all_its_words(claim):
    text = "Kiew/Kiew/PROPN/2/nsubj erteilt/erteilen/VERB/0/root Rom/Rom/PROPN/2/iobj eine/ein/DET/5/det Absage/Absage/NOUN/2/obj"
    assert claim(text, "rejects").trigger.text == "erteilt … Absage"


FRONT = "{first}/2/nsubj {verb}/VERB/0/root {second}/2/nsubj"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Pläne/Plan/NOUN", "Kiew/Kiew/PROPN", "Ukraine rejects Pläne"),
        ("Kiew/Kiew/PROPN", "Pläne/Plan/NOUN", "Ukraine rejects Pläne"),
        ("Kiew/Kiew/PROPN", "Rom/Rom/PROPN", "Ukraine rejects Italien"),
    ],
)
def test_of_two_subjects_the_one_that_can_act_is_the_subject(lines, first, second, expected):
    assert lines(FRONT.format(first=first, verb="ablehnt/ablehnen", second=second)) == [expected]


@pytest.mark.parametrize(
    ("first", "second"), [("Pläne/Plan/NOUN", "Kiew/Kiew/PROPN"), ("Kiew/Kiew/PROPN", "Pläne/Plan/NOUN")]
)
def test_of_two_objects_the_one_that_can_act_is_the_subject(lines, first, second):
    assert lines(f"{first}/2/obj ablehnt/ablehnen/VERB/0/root {second}/2/obj") == ["Ukraine rejects Pläne"]


@pytest.mark.parametrize("slot", ["iobj", "obj"])
def test_dative_counts_as_such_even_where_the_parser_saw_an_accusative(lines, slot):
    assert lines(f"Rom/Rom/PROPN/2/nsubj hilft/helfen/VERB/0/root Kiew/Kiew/PROPN/2/{slot}") == ["Italien aids Ukraine"]


def test_bare_oblique_with_dative_article_is_a_dative(lines):
    text = "Rom/Rom/PROPN/2/nsubj hilft/helfen/VERB/0/root der/der/DET/4/det/ART/Case=Dat Kiew/Kiew/PROPN/2/obl"
    assert lines(text) == ["Italien aids Ukraine"]


@pytest.mark.parametrize(
    ("object_", "expected"),
    [
        ("Riad/Riad/PROPN/4/obj", ["Rebellen captures Riad"]),
        pytest.param("Stadt/Stadt/NOUN/4/obj", ["Rebellen captures Stadt"]),
    ],
)
def test_sense_of_a_place_takes_named_and_unnamed_places(lines, object_, expected):
    text = f"Die/der/DET/2/det Rebellen/Rebell/NOUN/4/nsubj gestern/gestern/ADV/4/advmod nehmen/nehmen/VERB/0/root {object_}"
    assert lines(text) == expected


def test_passive_turns_the_places_round(lines):
    text = "Pläne/Plan/NOUN/5/nsubj:pass werden/werden/AUX/5/aux:pass von/von/ADP/4/case Kiew/Kiew/PROPN/5/obl abgelehnt/ablehnen/VERB/0/root"
    assert lines(text) == ["Ukraine rejects Pläne"]


def test_passive_without_an_agent_makes_no_claim(lines):
    assert lines("Pläne/Plan/NOUN/3/nsubj:pass werden/werden/AUX/3/aux:pass abgelehnt/ablehnen/VERB/0/root") == []


def test_every_subject_meets_every_object(lines):
    text = "Kiew/Kiew/PROPN/4/nsubj und/und/CCONJ/3/cc Rom/Rom/PROPN/1/conj ablehnen/ablehnen/VERB/0/root/VVFIN Pläne/Plan/NOUN/4/obj und/und/CCONJ/7/cc Wahlen/Wahl/NOUN/5/conj"
    assert sorted(lines(text)) == [
        "Italien rejects Pläne",
        "Italien rejects Wahlen",
        "Ukraine rejects Pläne",
        "Ukraine rejects Wahlen",
    ]


def test_several_parties_are_each_others_object(lines):
    text = "Kiew/Kiew/PROPN/4/nsubj und/und/CCONJ/3/cc Rom/Rom/PROPN/1/conj verhandeln/verhandeln/VERB/0/root/VVFIN"
    assert sorted(lines(text)) == ["Italien consults Ukraine", "Ukraine consults Italien"]


def test_party_with_an_object_meets_that(lines):
    text = "Kiew/Kiew/PROPN/2/nsubj verhandelt/verhandeln/VERB/0/root mit/mit/ADP/4/case Rom/Rom/PROPN/2/obl"
    assert lines(text) == ["Ukraine consults Italien"]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Putins/Putin/PROPN/2/nmod/NE/Case=Gen Angriff/Angriff/NOUN/5/nsubj", "Wladimir Putin attacks Ukraine"),
        ("Der/der/DET/2/det Angriff/Angriff/NOUN/5/nsubj", None),
    ],
)
def test_nominal_act_needs_an_agent(lines, phrase, expected):
    text = f"{phrase} auf/auf/ADP/4/case Kiew/Kiew/PROPN/2/nmod dauert/dauern/VERB/0/root"
    assert lines(text) == ([expected] if expected else [])


def test_adjective_of_nationality_acts(lines):
    text = "Der/der/DET/3/det russische/russisch/ADJ/3/amod Angriff/Angriff/NOUN/6/nsubj auf/auf/ADP/5/case Kiew/Kiew/PROPN/3/nmod dauert/dauern/VERB/0/root"
    assert lines(text) == ["Russland attacks Ukraine"]


def test_parts_of_a_compound_are_actor_and_matter(candidates):
    found = candidates(
        "Der/der/DET/2/det US-Waffenruhe-Vorschlag/US-Waffenruhe-Vorschlag/NOUN/3/nsubj bleibt/bleiben/VERB/0/root"
    )
    assert [(c.subject.text, c.relation, c.object.text) for c in found] == [("US", "proposes", "Waffenruhe")]


@pytest.mark.parametrize(("verb", "expected"), [("hat/haben", 1), ("ablehnt/ablehnen", 0)])
def test_subject_of_the_verb_voices_a_noun_only_under_an_empty_verb(candidates, verb, expected):
    text = f"Kiew/Kiew/PROPN/2/nsubj {verb}/VERB/0/root die/der/DET/4/det Forderung/Forderung/NOUN/2/obj nach/nach/ADP/6/case Geld/Geld/NOUN/4/nmod"
    assert len([c for c in candidates(text) if c.relation == "demands"]) == expected


def test_abstract_noun_does_not_act(lines):
    text = "Die/der/DET/2/det {}/{}/NOUN/3/nsubj ablehnt/ablehnen/VERB/0/root Pläne/Plan/NOUN/3/obj"
    assert lines(text.format("Lähmung", "Lähmung")) == []
    assert lines(text.format("Bauern", "Bauer")) == ["Bauern rejects Pläne"]


VOLITION = "Kiew/Kiew/PROPN/4/nsubj {aux}/4/aux/{tag} Drohnen/Drohne/NOUN/4/obj bauen/bauen/VERB/0/root/VVINF"


@pytest.mark.parametrize(
    ("aux", "tag", "expected"),
    [
        ("will/wollen/AUX", "VMFIN", ["Ukraine announces Drohnen bauen"]),
        pytest.param("möchte/mögen/AUX", "VMFIN/Mood=Sub|Tense=Past", ["Ukraine seeks Drohnen bauen"]),
        ("wird/werden/AUX", "VAFIN", ["Ukraine announces Drohnen bauen"]),
        ("kann/können/AUX", "VMFIN", []),
        ("hat/haben/AUX", "VAFIN", []),
    ],
)
def test_will_over_an_unknown_verb_is_an_aim_or_an_announcement(lines, aux, tag, expected):
    assert lines(VOLITION.format(aux=aux, tag=tag)) == expected


def test_will_over_a_known_verb_is_that_verbs_relation(lines):
    text = (
        "Kiew/Kiew/PROPN/4/nsubj will/wollen/AUX/4/aux/VMFIN Pläne/Plan/NOUN/4/obj ablehnen/ablehnen/VERB/0/root/VVINF"
    )
    assert lines(text) == ["Ukraine rejects Pläne"]


ACTS = "Kiew/Kiew/PROPN/2/nsubj griff/angreifen/VERB/0/root Moskau/Moskau/PROPN/2/obj {between} Riad/Riad/PROPN/{p}/nsubj:pass wurde/werden/AUX/{p}/aux:pass geschlagen/angreifen/VERB/0/root/VVPP"
PAUSE = "Es/es/PRON/{n}/expl regnete/regnen/VERB/0/root"


@pytest.mark.parametrize(("pauses", "found"), [(0, True), (2, True), (3, False)])
def test_act_of_force_takes_over_the_agent_told_shortly_before(lines, pauses, found):
    between = " ".join(PAUSE.format(n=5 + 2 * k) for k in range(pauses))
    text = " ".join(ACTS.format(between=between, p=6 + 2 * pauses).split())
    assert ("Ukraine attacks Riad" in lines(text)) is found


def test_other_passive_takes_over_no_agent(lines):
    text = ACTS.format(between="", p=6).replace("geschlagen/angreifen", "gelobt/ablehnen")
    assert lines(" ".join(text.split())) == ["Ukraine attacks Russland"]


def test_place_of_the_act(claim):
    text = "Kiew/Kiew/PROPN/2/nsubj verhandelt/verhandeln/VERB/0/root mit/mit/ADP/4/case Rom/Rom/PROPN/2/obl {}/{}/ADP/6/case Genf/Genf/PROPN/2/obl"
    assert claim(text.format("in", "in"), "consults").place.entity.label == "Genf"
    assert claim(text.format("über", "über"), "consults").place is None


def test_known_mention_keeps_its_entity(claim):
    found = claim("Kiew/Kiew/PROPN/2/nsubj ablehnt/ablehnen/VERB/0/root Riad/Riad/PROPN/2/obj", "rejects")
    assert (found.object.entity.label, found.object.entity.kind) == ("Riad", Kind.PLACE)


@pytest.mark.parametrize("second", ["Pläne/Plan/NOUN/2/obj", "Waffen/Waffe/NOUN/2/obj"])
def test_of_two_objects_the_one_that_can_act_receives(lines, second):
    text = f"Rom/Rom/PROPN/2/nsubj fordert/fordern/VERB/0/root Kiew/Kiew/PROPN/2/obj {second}"
    assert lines(text) == [f"Italien demands {second.split('/')[0]}"]


def test_single_actor_stays_the_object(lines):
    text = "Rom/Rom/PROPN/2/nsubj ablehnt/ablehnen/VERB/0/root Kiew/Kiew/PROPN/2/obj"
    assert lines(text) == ["Italien rejects Ukraine"]


TOLD = "Kiew/Kiew/PROPN/2/nsubj fordert/fordern/VERB/0/root {object_}/2/obj ,/,/PUNCT/6/punct dass/dass/SCONJ/6/mark zahlt/zahlen/VERB/2/ccomp"


@pytest.mark.parametrize(("object_", "wanted"), [("Rom/Rom/PROPN", "zahlt"), ("Geld/Geld/NOUN", "Geld")])
def test_who_is_told_is_not_what_is_told(candidates, object_, wanted):
    assert [c.object.text for c in candidates(TOLD.format(object_=object_))] == [wanted]


@pytest.mark.parametrize(("word", "wanted"), [("alles/alles/PRON", 0), ("Geld/Geld/NOUN", 1)])
def test_a_pronoun_that_names_nothing_is_no_object(candidates, word, wanted):
    text = f"Kiew/Kiew/PROPN/2/nsubj plant/planen/VERB/0/root {word}/2/obj"
    assert len(candidates(text)) == wanted
