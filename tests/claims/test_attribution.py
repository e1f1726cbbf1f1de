"""Who says so: embedding, source phrases, quotations, reported subjunctive, chains."""

from __future__ import annotations

import pytest

REJECTS = "Kiew/Kiew/PROPN/{v}/nsubj lehnt/ablehnen/VERB/{head} Pläne/Plan/NOUN/{v}/obj"


def speakers(claim):
    return [link.speaker.entity.label for link in claim.attribution]


@pytest.fixture
def said_by(claim):
    """Give the speakers of the only rejection of a text, the outermost first."""
    return lambda text, **options: speakers(claim(text, "rejects", **options))


def test_article_speaks_for_itself(said_by):
    assert said_by(REJECTS.format(v=2, head="0/root")) == []


@pytest.mark.parametrize(("verb", "expected"), [("sagt/sagen", ["Dmitri Peskow"]), ("weint/weinen", [])])
def test_verb_of_saying_embeds_what_is_said(said_by, verb, expected):
    text = f"Peskow/Peskow/PROPN/2/nsubj {verb}/VERB/0/root ,/,/PUNCT/5/punct Kiew/Kiew/PROPN/5/nsubj lehne/ablehnen/VERB/2/ccomp Pläne/Plan/NOUN/5/obj"
    assert said_by(text) == expected


@pytest.mark.parametrize("mark", ["weil", "dass"])
def test_reason_is_not_said(said_by, mark):
    text = (
        f"Peskow/Peskow/PROPN/2/nsubj sagt/sagen/VERB/0/root ,/,/PUNCT/6/punct {mark}/{mark}/SCONJ/6/mark Kiew/Kiew/PROPN/6/nsubj ablehnt/ablehnen/VERB/2/ccomp "
        "Pläne/Plan/NOUN/6/obj"
    )
    assert said_by(text) == (["Dmitri Peskow"] if mark == "dass" else [])


@pytest.mark.parametrize(
    "phrase",
    [
        "Laut/laut/ADP/2/case Peskow/Peskow/PROPN/{v}/obl",
        "Peskow/Peskow/PROPN/{v}/obl zufolge/zufolge/ADP/1/case",
        "Nach/nach/ADP/2/case Angaben/Angabe/NOUN/{v}/obl Peskow/Peskow/PROPN/2/nmod/NE/Case=Gen",
        "Nach/nach/ADP/2/case Angaben/Angabe/NOUN/{v}/obl von/von/ADP/4/case Peskow/Peskow/PROPN/2/nmod",
    ],
)
def test_source_phrase_names_the_speaker(said_by, phrase):
    n = len(phrase.split())
    text = f"{phrase} Kiew/Kiew/PROPN/{{v}}/nsubj lehnt/ablehnen/VERB/0/root Pläne/Plan/NOUN/{{v}}/obj".format(v=n + 2)
    assert said_by(text) == ["Dmitri Peskow"]


@pytest.mark.parametrize(
    "phrase",
    [
        "Nach/nach/ADP/2/case Peskow/Peskow/PROPN/{v}/obl",
        "Mit/mit/ADP/2/case Peskow/Peskow/PROPN/{v}/obl",
        "Nach/nach/ADP/2/case Reisen/Reise/NOUN/{v}/obl von/von/ADP/4/case Peskow/Peskow/PROPN/2/nmod",
    ],
)
def test_other_phrase_names_none(said_by, phrase):
    n = len(phrase.split())
    text = f"{phrase} Kiew/Kiew/PROPN/{{v}}/nsubj lehnt/ablehnen/VERB/0/root Pläne/Plan/NOUN/{{v}}/obj".format(v=n + 2)
    assert said_by(text) == []


def test_source_phrase_labelled_as_subject(said_by):
    assert said_by(
        "Peskow/Peskow/PROPN/4/nsubj zufolge/zufolge/ADP/1/case Kiew/Kiew/PROPN/4/nsubj lehnt/ablehnen/VERB/0/root Pläne/Plan/NOUN/4/obj"
    ) == ["Dmitri Peskow"]


@pytest.mark.parametrize(("cue", "expected"), [("so/so/ADV", ["Dmitri Peskow"]), ("auch/auch/ADV", [])])
def test_so_and_a_name_behind_the_sentence(said_by, cue, expected):
    text = f"Kiew/Kiew/PROPN/2/nsubj lehnt/ablehnen/VERB/0/root Pläne/Plan/NOUN/2/obj ,/,/PUNCT/6/punct {cue}/6/advmod Peskow/Peskow/PROPN/2/parataxis"
    assert said_by(text) == expected


@pytest.mark.parametrize(("opener", "expected"), [("Wie/wie/SCONJ", ["Dmitri Peskow"]), ("Als/als/SCONJ", [])])
def test_wie_clause_names_the_speaker(said_by, opener, expected):
    text = f"{opener}/3/mark Peskow/Peskow/PROPN/3/nsubj sagte/sagen/VERB/5/advcl ,/,/PUNCT/3/punct lehnt/ablehnen/VERB/0/root Kiew/Kiew/PROPN/5/nsubj Pläne/Plan/NOUN/5/obj"
    assert said_by(text) == expected


def test_quotation_belongs_to_the_frame_behind_it(said_by):
    text = (
        "„/„/PUNCT/3/punct Kiew/Kiew/PROPN/3/nsubj lehnt/ablehnen/VERB/0/root Pläne/Plan/NOUN/3/obj ab/ab/ADV/3/advmod ./././3/punct “/“/PUNCT/3/punct "
        "Das/das/PRON/9/obj sagte/sagen/VERB/0/root Peskow/Peskow/PROPN/9/nsubj"
    ).replace("./././3", "././PUNCT/3")
    assert said_by(text) == ["Dmitri Peskow"]


def test_without_quotation_marks_the_frame_behind_says_nothing(said_by):
    text = "Kiew/Kiew/PROPN/2/nsubj lehnt/ablehnen/VERB/0/root Pläne/Plan/NOUN/2/obj Das/das/PRON/5/obj sagte/sagen/VERB/0/root Peskow/Peskow/PROPN/5/nsubj"
    assert said_by(text) == []


def test_quotation_belongs_to_the_frame_before_it(said_by):
    text = (
        "Peskow/Peskow/PROPN/2/nsubj sagte/sagen/VERB/0/root :/:/PUNCT/2/punct „/„/PUNCT/6/punct Kiew/Kiew/PROPN/6/nsubj lehnt/ablehnen/VERB/0/root "
        "Pläne/Plan/NOUN/6/obj ab/ab/ADV/6/advmod “/“/PUNCT/6/punct"
    )
    assert said_by(text) == ["Dmitri Peskow"]


SAID = "Peskow/Peskow/PROPN/2/nsubj {verb}/VERB/0/root Neues/Neues/NOUN/2/ccomp "
NEXT = "Kiew/Kiew/PROPN/5/nsubj {form}/ablehnen/VERB/0/root/VVFIN/{feats} Pläne/Plan/NOUN/5/obj"


@pytest.mark.parametrize(
    ("verb", "form", "feats", "expected"),
    [
        ("sagt/sagen", "lehne", "Mood=Sub|Tense=Pres|VerbForm=Fin", ["Dmitri Peskow"]),
        ("sagt/sagen", "lehnt", "Mood=Ind|Tense=Pres|VerbForm=Fin", []),
        ("kauft/kaufen", "lehne", "Mood=Sub|Tense=Pres|VerbForm=Fin", []),
    ],
    ids=["subjunctive", "indicative", "nobody spoke"],
)
def test_subjunctive_goes_on_reporting(said_by, verb, form, feats, expected):
    assert said_by(SAID.format(verb=verb) + NEXT.format(form=form, feats=feats)) == expected


def test_chain_names_every_speaker_from_the_outermost_on(said_by):
    text = (
        "Tass/Tass/PROPN/2/nsubj meldet/melden/VERB/0/root ,/,/PUNCT/5/punct Peskow/Peskow/PROPN/5/nsubj sage/sagen/VERB/2/ccomp ,/,/PUNCT/8/punct "
        "Kiew/Kiew/PROPN/8/nsubj lehne/ablehnen/VERB/5/ccomp Pläne/Plan/NOUN/8/obj"
    )
    assert said_by(text) == ["Tass", "Dmitri Peskow"]


def test_source_is_the_innermost_speaker_and_the_cue_is_kept(claim):
    text = (
        "Laut/laut/ADP/2/case Tass/Tass/PROPN/3/obl sagte/sagen/VERB/0/root Peskow/Peskow/PROPN/3/nsubj ,/,/PUNCT/7/punct Kiew/Kiew/PROPN/7/nsubj "
        "lehne/ablehnen/VERB/3/ccomp Pläne/Plan/NOUN/7/obj"
    )
    found = claim(text, "rejects")
    assert speakers(found) == ["Tass", "Dmitri Peskow"]
    assert found.source.entity.label == "Dmitri Peskow"
    assert [link.cue.text for link in found.attribution] == ["Tass", "sagte"]


def test_a_statement_has_no_source(claim):
    text = "Laut/laut/ADP/2/case Tass/Tass/PROPN/3/obl sagte/sagen/VERB/0/root Peskow/Peskow/PROPN/3/nsubj ,/,/PUNCT/6/punct geregnet/regnen/VERB/3/ccomp"
    assert claim(text, "states").attribution == ()


def test_name_before_a_colon_speaks(candidates):
    text = "Peskow/Peskow/PROPN/4/nsubj :/:/PUNCT/4/punct Kiew/Kiew/PROPN/4/nsubj ablehnt/ablehnen/VERB/0/root Pläne/Plan/NOUN/4/obj"
    assert [(c.subject.entity.label, speakers(c)) for c in candidates(text)] == [("Ukraine", ["Dmitri Peskow"])]
