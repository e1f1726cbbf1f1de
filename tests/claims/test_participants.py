"""Participants: the words of an argument and the entity that they stand for."""

from __future__ import annotations

import pytest

from graph.model import Kind

REJECTS = "Kiew/Kiew/PROPN/2/nsubj ablehnt/ablehnen/VERB/0/root {}"


def thing(claim, words, **options):
    return claim(REJECTS.format(words), "rejects", **options).object


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("den/der/DET/4/det Plan/Plan/NOUN/2/obj", "Plan"),
        ("den/der/DET/5/det alten/alt/ADJ/5/amod/ADJA Plan/Plan/NOUN/2/obj", "alten Plan"),
        ("Pläne/Plan/NOUN/2/obj für/für/ADP/5/case Genf/Genf/PROPN/3/nmod", "Pläne für Genf"),
        ("Pläne/Plan/NOUN/2/obj ,/,/PUNCT/5/punct etwas/etwas/PRON/3/appos", "Pläne"),
    ],
)
def test_label_is_the_phrase_without_its_article(claim, words, label):
    assert thing(claim, words).entity.label == label


def test_text_and_offsets_agree(candidates):
    doc_text = "Kiew ablehnt den Plan für Genf"
    found = candidates(
        REJECTS.format("den/der/DET/4/det Plan/Plan/NOUN/2/obj für/für/ADP/6/case Genf/Genf/PROPN/4/nmod")
    )[0]
    for participant in (found.subject, found.object):
        assert doc_text[participant.start : participant.end] == participant.text


LONG = " ".join("viel/viel/ADV/{n}/advmod" for _ in range(20))


def test_gist_of_a_content_clause_has_twelve_words_at_most(claim):
    n = 25
    text = f"Peskow/Peskow/PROPN/2/nsubj sagt/sagen/VERB/0/root ,/,/PUNCT/{n}/punct Regen/Regen/NOUN/{n}/nsubj {LONG.format(n=n)} fällt/fallen/VERB/2/ccomp"
    assert len(claim(text, "states").object.entity.label.split()) == 12


def test_gist_leaves_out_subordinate_clauses(claim):
    text = (
        "Peskow/Peskow/PROPN/2/nsubj sagt/sagen/VERB/0/root ,/,/PUNCT/9/punct Regen/Regen/NOUN/9/nsubj ,/,/PUNCT/7/punct der/der/PRON/7/nsubj "
        "nützt/nützen/VERB/4/acl:relcl ,/,/PUNCT/9/punct fällt/fallen/VERB/2/ccomp"
    )
    assert claim(text, "states").object.entity.label == "Regen fällt"


def test_concept_makes_a_proposal_that_articles_share(claim):
    words = "die/der/DET/4/det Waffenruhe/Waffenruhe/NOUN/2/obj"
    one, two = thing(claim, words), thing(claim, words, name="b")
    assert (one.entity.kind, one.entity.concept, one.entity.iri) == (
        Kind.PROPOSAL,
        "ceasefire",
        "https://example.org/data/proposal/ceasefire",
    )
    assert one.entity == two.entity


def test_unknown_thing_stays_within_its_article(claim):
    words = "die/der/DET/4/det Idee/Idee/NOUN/2/obj"
    assert thing(claim, words).entity.iri == thing(claim, words).entity.iri
    assert thing(claim, words).entity.iri != thing(claim, words, name="b").entity.iri


@pytest.mark.parametrize(
    ("adjective", "ending"),
    [
        ("30-tägige/30-tägig", "ceasefire-p30d"),
        ("72-stündige/72-stündig", "ceasefire-pt72h"),
        ("6-monatige/6-monatig", "ceasefire-p6m"),
        ("lange/lang", "ceasefire"),
    ],
)
def test_term_tells_proposals_apart(claim, adjective, ending):
    entity = thing(claim, f"die/der/DET/5/det {adjective}/ADJ/5/amod Waffenruhe/Waffenruhe/NOUN/2/obj").entity
    assert entity.iri.endswith("/" + ending)


def test_unresolved_pronoun_is_no_participant(candidates):
    assert candidates(REJECTS.format("ihn/ihn/PRON/2/obj")) == []


def test_resolved_pronoun_keeps_its_place_and_takes_the_entity(claim):
    found = claim("er/er/PRON/2/nsubj ablehnt/ablehnen/VERB/0/root Pläne/Plan/NOUN/2/obj", "rejects").subject
    assert (found.text, found.entity.label) == ("er", "Dmitri Peskow")


def test_nobody_rejects_himself(candidates):
    assert candidates(REJECTS.format("Kiew/Kiew/PROPN/2/obj")) == []


@pytest.mark.parametrize(
    ("before", "label", "same"),
    [("Die/der/DET", "Bauern", False), ("russische/russisch/ADJ", "russische Bauern", True)],
)
def test_unknown_group_is_one_for_all_articles_only_with_a_name_in_it(claim, before, label, same):
    text = f"{before}/2/amod Bauern/Bauer/NOUN/3/nsubj ablehnen/ablehnen/VERB/0/root/VVFIN Pläne/Plan/NOUN/3/obj"
    text = text.replace("Die/der/DET/2/amod", "Die/der/DET/2/det")
    one, two = claim(text, "rejects").subject, claim(text, "rejects", name="b").subject
    assert (one.entity == two.entity) is same
    assert (one.entity.label, one.entity.classes) == (label, ("Group",))
