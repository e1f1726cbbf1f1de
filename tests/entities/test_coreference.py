"""Pronouns: rules on hand-built parses, and the accuracy of the whole on sentences of our own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.entities import find_mentions
from graph.gazetteer import load_gazetteer
from graph.model import Document

ITEMS = [
    line.split("\t")
    for line in (Path(__file__).parent / "coreference.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
FLOOR = 0.85
DAY = date(2025, 6, 1)
BASE = "https://example.org/"


def mentions_in(doc):
    return find_mentions(doc, Document("artikel", doc.text, date=DAY), load_gazetteer(), base=BASE)


def test_pronoun_takes_subject_of_the_sentence_before(parsed):
    doc = parsed("""Lawrow Lawrow PROPN 2 nsubj _ Case=Nom|Gender=Masc|Number=Sing
                    lehnt lehnen VERB 0 root _ Number=Sing
                    ab ab ADP 2 compound:prt
                    . . PUNCT 2 punct
                    Er er PRON 6 nsubj _ Case=Nom|Gender=Masc|Number=Sing|PronType=Prs
                    droht drohen VERB 2 parataxis _ Number=Sing
                    . . PUNCT 6 punct""")
    found = mentions_in(doc).at(4)
    assert found is not None
    assert found.entity.label == "Sergej Lawrow"
    assert found.form == "pronoun"


def test_subject_and_object_pronoun_of_one_verb_are_two(parsed):
    doc = parsed("""Lawrow Lawrow PROPN 2 nsubj _ Case=Nom|Gender=Masc|Number=Sing
                    lobt loben VERB 0 root _ Number=Sing
                    ihn er PRON 2 obj _ Case=Acc|Gender=Masc|Number=Sing|PronType=Prs
                    . . PUNCT 2 punct""")
    assert mentions_in(doc).at(2) is None


@pytest.mark.parametrize(("form", "number"), [("lehnt", "Sing"), ("lehnen", "Plur")])
def test_verb_tells_one_from_many(parsed, form, number):
    doc = parsed(f"""Merkel Merkel PROPN 2 nsubj _ Case=Nom|Gender=Fem|Number=Sing
                     besucht besuchen VERB 0 root _ Number=Sing
                     Rebellen Rebell NOUN 2 obj _ Case=Acc|Gender=Masc|Number=Plur
                     . . PUNCT 2 punct
                     sie sie PRON 6 nsubj _ Case=Nom|Number={number}|PronType=Prs
                     {form} lehnen VERB 2 parataxis _ Number={number}
                     ab ab ADP 6 compound:prt
                     . . PUNCT 6 punct""")
    found = mentions_in(doc).at(4)
    assert found is not None
    assert found.entity.label == {"Sing": "Angela Merkel", "Plur": "Rebellen"}[number]


def test_relative_pronoun_stands_for_its_noun(parsed):
    doc = parsed("""Merz Merz PROPN 6 nsubj _ Case=Nom|Gender=Masc|Number=Sing
                    , , PUNCT 5 punct
                    der der PRON 5 nsubj PRELS Case=Nom|Gender=Masc|Number=Sing
                    den der DET 5 obj
                    zögert zögern VERB 1 acl:relcl _ Number=Sing
                    reist reisen VERB 0 root _ Number=Sing""")
    found = mentions_in(doc).at(2)
    assert found is not None
    assert found.entity.label == "Friedrich Merz"
    assert found.rule == "relative_pronoun"


@pytest.mark.model
def test_accuracy_on_sentences_of_our_own(nlp, capsys):
    wrong = []
    for marked, expected in ITEMS:
        start, end = marked.index("["), marked.index("]") - 1
        doc = nlp(marked.replace("[", "").replace("]", ""))
        head = doc.char_span(start, end, alignment_mode="expand").root.i
        mention = mentions_in(doc).at(head)
        label = mention.entity.label if mention is not None else "-"
        if label != expected:
            wrong.append(f"{marked}: {label}, not {expected}")
    accuracy = 1 - len(wrong) / len(ITEMS)
    with capsys.disabled():
        print(f"\ncoreference: {accuracy:.3f} of {len(ITEMS)}")
    assert accuracy >= FLOOR, "\n".join(wrong)


def test_there_are_enough_items():
    assert len(ITEMS) >= 60
    assert all(len(item) == 2 and item[0].count("[") == 1 for item in ITEMS)


def test_plural_pronoun_takes_up_all_conjuncts(parsed):
    doc = parsed("""Merz Merz PROPN 4 nsubj _ Case=Nom|Gender=Masc|Number=Sing
                    und und CCONJ 3 cc
                    Macron Macron PROPN 1 conj _ Case=Nom|Gender=Masc|Number=Sing
                    kamen kommen VERB 0 root _ Number=Plur
                    . . PUNCT 4 punct
                    sie sie PRON 7 nsubj _ Case=Nom|Number=Plur|PronType=Prs
                    halfen helfen VERB 4 parataxis _ Number=Plur
                    . . PUNCT 7 punct""")
    assert [m.entity.label for m in mentions_in(doc).members(5)] == ["Friedrich Merz", "Emmanuel Macron"]
