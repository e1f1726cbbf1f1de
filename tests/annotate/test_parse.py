"""The finished parse as plain objects answers as spaCy's own does."""

from __future__ import annotations

import pytest

from graph.annotate.parse import Doc, Morph, once

PARSE = """
Peskow Peskow PROPN 2 nsubj NE Case=Nom|Number=Sing
lehnt ablehnen VERB 0 root VVFIN VerbForm=Fin
den der DET 4 det
Plan Plan NOUN 2 obj
der der DET 6 det
EU EU PROPN 4 nmod NE
ab ab ADP 2 compound:prt PTKVZ
. . PUNCT 2 punct
"""


@pytest.fixture
def pair(parsed):
    source = parsed(PARSE)
    return source, Doc(source)


@pytest.mark.parametrize(
    "name", ["i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "is_alpha", "is_space"]
)
def test_words_bear_the_same_labels(pair, name):
    source, plain = pair
    assert [getattr(t, name) for t in plain] == [getattr(t, name) for t in source]


@pytest.mark.parametrize("name", ["children", "subtree", "ancestors"])
def test_words_have_the_same_neighbours(pair, name):
    source, plain = pair
    assert [[n.i for n in getattr(t, name)] for t in plain] == [[n.i for n in getattr(t, name)] for t in source]


def test_edges_heads_and_features_are_the_same(pair):
    source, plain = pair
    for ours, theirs in zip(plain, source, strict=True):
        assert (ours.head.i, ours.left_edge.i, ours.right_edge.i) == (
            theirs.head.i,
            theirs.left_edge.i,
            theirs.right_edge.i,
        )
        assert ours.morph.get("Case", []) == theirs.morph.get("Case", [])
        assert ours.text_with_ws == theirs.text_with_ws


def bounds(span):
    return None if span is None else (span.start, span.end)


@pytest.mark.parametrize("mode", ["strict", "contract", "expand"])
def test_characters_lead_to_the_same_words(pair, mode):
    source, plain = pair
    for start in range(len(source.text)):
        for end in range(start + 1, len(source.text) + 1):
            theirs = source.char_span(start, end, alignment_mode=mode)
            ours = plain.char_span(start, end, alignment_mode=mode)
            assert bounds(ours) == bounds(theirs)


def test_stretches_have_the_same_roots_and_texts(pair):
    source, plain = pair
    for start in range(len(source)):
        for end in range(start + 1, len(source) + 1):
            assert plain[start:end].root.i == source[start:end].root.i
            assert plain[start:end].text == source[start:end].text


def test_an_answer_is_worked_out_once_a_parse(pair):
    asked = []

    @once
    def question(token):
        asked.append(token.i)
        return token.text

    source, plain = pair
    assert [question(plain[0]), question(plain[0])] == ["Peskow", "Peskow"]
    assert asked == [0]
    assert [question(source[0]), question(source[0])] == ["Peskow", "Peskow"]
    assert asked == [0, 0, 0]


def test_a_word_may_have_no_features():
    assert Morph("").get("Case") == []
    assert Morph("PronType=Dem,Rel").get("PronType") == ["Dem", "Rel"]
