"""Which mentions of an article are one proposal, and what its terms are."""

from __future__ import annotations

import pytest

from graph.claims import extract
from graph.claims.proposals import identify
from graph.claims.terms import terms_of
from graph.model import Terms


@pytest.fixture(scope="session")
def proposals(analysis):
    """Give the IRI of the proposal of each claim that is about one, in the order of the text."""

    def find(text, **options):
        read = analysis(text, **options)
        found = identify(read.context, sorted((c for _, c in extract.candidates(read)), key=lambda c: c.object.start))
        return [claim.object.entity for claim in found if claim.object.entity.terms is not None]

    return find


def rejects(at, *words):
    """Write "Moskau ablehnen …" whose last word is the object and whose other words hang on it, beginning at token `at`."""
    head = at + 1 + len(words)
    parts = [f"Moskau/Moskau/PROPN/{at + 1}/nsubj", "ablehnt/ablehnen/VERB/0/root/VVFIN"]
    parts += [f"{word}/{head}/{label}" for word, label in words[:-1]]
    return " ".join([*parts, f"{words[-1][0]}/{at + 1}/{words[-1][1]}"])


TRUCE = ("Waffenruhe/Waffenruhe/NOUN", "obj")
THE = ("die/der/DET", "det")
LONG = ("30-tägige/30-tägig/ADJ", "amod")
SHORT = ("7-tägige/7-tägig/ADJ", "amod")


def test_a_mention_without_terms_is_the_proposal_that_has_them(proposals):
    first = rejects(1, THE, LONG, TRUCE)
    one, two = proposals(f"{first} {rejects(6, THE, TRUCE)}")
    assert one == two
    assert one.terms == Terms(duration="P30D")
    assert one.label == "Waffenruhe (30 Tage)"


def test_the_order_does_not_matter(proposals):
    one, two = proposals(f"{rejects(1, THE, TRUCE)} {rejects(5, THE, LONG, TRUCE)}")
    assert one == two


def test_other_durations_are_other_proposals(proposals):
    one, two = proposals(f"{rejects(1, THE, LONG, TRUCE)} {rejects(6, THE, SHORT, TRUCE)}")
    assert one.iri != two.iri


def test_articles_have_proposals_of_their_own(proposals):
    (one,), (two,) = (proposals(rejects(1, THE, TRUCE), name=name) for name in ("a", "b"))
    assert one.iri != two.iri
    assert one.iri == proposals(rejects(1, THE, TRUCE), name="a")[0].iri


@pytest.mark.parametrize(
    ("article", "same"), [("den/der/DET", True), ("diesen/dieser/DET", True), ("einen/ein/DET", False)]
)
def test_a_definite_word_for_a_proposal_takes_up_the_last_one(analysis, article, same):
    text = (
        "Kiew/Kiew/PROPN/2/nsubj schlagen/schlagen/VERB/0/root/VVFIN die/der/DET/4/det Waffenruhe/Waffenruhe/NOUN/2/obj "
        f"Moskau/Moskau/PROPN/6/nsubj ablehnt/ablehnen/VERB/0/root/VVFIN {article}/8/det Vorschlag/Vorschlag/NOUN/6/obj"
    )
    read = analysis(text)
    found = identify(read.context, [c for _, c in extract.candidates(read)])
    proposed, rejected = (next(c.object.entity for c in found if c.relation == r) for r in ("proposes", "rejects"))
    assert (proposed == rejected) is same


def test_a_claim_whose_object_got_another_name_got_another_id(analysis):
    read = analysis(rejects(1, THE, TRUCE))
    before = [c for _, c in extract.candidates(read)]
    after = identify(read.context, before)
    assert {c.id for c in before}.isdisjoint(c.id for c in after)


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("für/für/ADP/4/case Anlagen/Anlage/NOUN/2/nmod/NN/Number=Plur", "Anlagen"),
        ("für/für/ADP/4/case Ruhe/Ruhe/NOUN/2/nmod/NN/Number=Sing", ""),
        ("mit/mit/ADP/4/case Anlagen/Anlage/NOUN/2/nmod/NN/Number=Plur", ""),
    ],
)
def test_scope(analysis, words, scope):
    context = analysis(f"die/der/DET/2/det Waffenruhe/Waffenruhe/NOUN/0/root {words}").context
    assert terms_of(context, context.doc[1]).scope == scope


def test_whom_it_is_about_is_not_who_proposed_it(analysis):
    about = "die/der/DET/2/det {noun}/{noun}/NOUN/0/root Kiew/Kiew/PROPN/2/nmod/NE/Case=Gen"
    found = [
        terms_of(context, context.doc[1]).about
        for noun in ("Waffenruhe", "Vorschlag")
        for context in [analysis(about.format(noun=noun)).context]
    ]
    assert found == [("https://example.org/data/actor/Ukraine",), ()]
