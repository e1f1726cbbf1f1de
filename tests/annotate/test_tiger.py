"""TIGER parses become the UD parses that a treebank of German would have."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from graph.annotate.tiger import convert_tiger

_spec = importlib.util.spec_from_file_location("twins", Path(__file__).with_name("twins.py"))
twins = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(twins)


@pytest.mark.parametrize("name", twins.TWINS)
def test_both_parses_of_a_sentence_become_one(parsed, name):
    converted = convert_tiger(parsed(twins.tiger(twins.TWINS[name])))
    expected = parsed(twins.universal(twins.TWINS[name]))

    def rows(doc):
        return [(token.text, token.head.i, token.dep_, token.pos_) for token in doc]

    assert rows(converted) == rows(expected)


def test_sentences_stay_apart(parsed):
    doc = convert_tiger(parsed(twins.tiger(twins.TWINS["separable verb"])))
    assert len(list(doc.sents)) == 1
