"""Roles and names that the rest of the article explains: minimal pairs on real parses."""

from __future__ import annotations

from datetime import date

import pytest

from graph.entities import find_mentions
from graph.gazetteer import load_gazetteer
from graph.model import Document

pytestmark = pytest.mark.model
BASE = "https://example.org/"


def labels(nlp, text, day=date(2025, 6, 1)):
    """Give the label of each mention by its words, the last one where words come twice."""
    found = find_mentions(nlp(text), Document("artikel", text, date=day), load_gazetteer(), base=BASE)
    return {text[m.start_char : m.end_char]: m.entity.label for m in found}


@pytest.mark.parametrize(
    ("second", "label"),
    [
        ("Das sei unvorstellbar, sagte Kluge.", "Erika Kluge"),
        ("Der kluge Plan scheitert.", None),
    ],
)
def test_family_name_is_found_where_the_recogniser_misses_it(nlp, second, label):
    found = labels(nlp, f"Die Gesandte Erika Kluge reist nach Genf. {second}")
    assert found.get("Kluge") == label


@pytest.mark.parametrize(("adjective", "label"), [("frühere", "Angela Merkel"), ("deutsche", "Friedrich Merz")])
def test_former_holder_of_an_office_is_not_todays(nlp, adjective, label):
    noun = "Bundeskanzlerin" if adjective == "frühere" else "Bundeskanzler"
    article = "Die" if adjective == "frühere" else "Der"
    found = labels(nlp, f"Angela Merkel kam nach Paris. {article} {adjective} {noun} warnt vor einem Krieg.")
    assert found[f"{adjective} {noun}"] == label


@pytest.mark.parametrize(
    ("noun", "label"), [("Sozialdemokrat", "Olaf Scholz"), ("Polizist", "Polizist"), ("Politiker", "Olaf Scholz")]
)
def test_description_takes_up_the_person_named_before(nlp, noun, label):
    found = labels(nlp, f"Olaf Scholz lehnt den Vorschlag ab. Der {noun} warnt vor einem Krieg.")
    assert found[noun] == label


@pytest.mark.parametrize(
    ("plural", "label"),
    [("Augenzeugen", "Augenzeugen"), ("Flugzeuge", None), ("Reisende", None), ("Abgeordneten", "Abgeordnete")],
)
def test_noun_that_only_ends_like_a_role_is_none(nlp, plural, label):
    assert labels(nlp, f"Gestern warnten die {plural} vor einem Angriff.").get(plural) == label


@pytest.mark.parametrize(("abbreviation", "label"), [("(SPD)", "SPD"), ("(XYP)", None)])
def test_party_with_another_abbreviation_is_another(nlp, abbreviation, label):
    name = "Sozialdemokratische Partei Deutschlands"
    found = labels(nlp, f"Die {name} {abbreviation} lehnt den Plan ab.")
    assert (found.get(name) == "SPD") is (label is not None)


def test_government_is_that_of_whom_the_article_introduced_last(nlp):
    text = "Moskau zögert. Der serbische Präsident Aleksandar Vučić reist ab. Die Regierung lehnt den Plan ab."
    assert labels(nlp, text)["Regierung"] == "Serbien"


def test_headline_role_means_whom_the_article_introduces(nlp):
    text = "US-Außenminister warnt vor Krieg.\n\nUS-Außenminister John Kerry sprach in Genf."
    assert labels(nlp, text, None)["US-Außenminister"] == "John Kerry"


def test_passive_without_subject_means_nobody(nlp):
    text = "Der Iran lehnt ab. Es wurde noch kein Termin genannt."
    assert "Es" not in labels(nlp, text)
