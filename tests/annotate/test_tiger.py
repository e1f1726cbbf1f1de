"""TIGER parses become the UD parses that a treebank of German would have."""

from __future__ import annotations

from graph.annotate.tiger import convert_tiger


def rows(doc):
    return [(token.text, token.head.i, token.dep_, token.pos_) for token in doc]


def test_both_parses_of_a_sentence_become_one(twins):
    assert len(twins) == 10
    for name, (tiger, universal) in twins.items():
        assert rows(tiger) != rows(universal), name
        assert rows(convert_tiger(tiger)) == rows(universal), name


def test_a_sentence_stays_one(twins):
    for tiger, _ in twins.values():
        assert len(list(convert_tiger(tiger).sents)) == 1
