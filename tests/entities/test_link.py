"""IRIs of what no file knows."""

from __future__ import annotations

import pytest

from graph.entities.link import mint_actor, slug, within
from graph.model import Kind

BASE = "https://example.org/"


def test_spellings_of_a_person_share_an_iri():
    one, other = (mint_actor(name, Kind.ACTOR, ("Person",), base=BASE) for name in ("Anton Schukow", "Anton Zhukov"))
    assert one.iri == other.iri
    assert one.label != other.label


def test_a_group_keeps_its_words():
    assert (
        mint_actor("nationalistische Kreise", Kind.ACTOR, ("Group",), base=BASE).iri
        == BASE + "actor/nationalistische-kreise"
    )


@pytest.mark.parametrize("label", ["<script>", "a/../b", "x y#z?q=1", "\u202e", "«»", "Müller & Söhne", "李强", ""])
def test_iri_is_well_formed_whatever_the_name(label):
    iri = mint_actor(label, Kind.ACTOR, ("Organization",), base=BASE).iri
    assert iri.startswith(BASE + "actor/")
    assert not set(iri[len(BASE) + 6 :]) & set(' <>"{}|\\^`#?/%')
    assert len(iri) > len(BASE) + 6


def test_slug_writes_umlauts_out():
    assert slug("Österreichische Ärzte") == "oesterreichische-aerzte"


def test_what_has_no_name_has_an_iri_of_its_article():
    group = mint_actor("Menschen", Kind.ACTOR, ("Group",), base=BASE)
    one, again, other = (within(group, name).iri for name in ("a", "a", "b"))
    assert one == again != other
    assert one.startswith(group.iri + "-")
