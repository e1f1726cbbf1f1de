"""Repairs after the parse: each mends its error and leaves the right parse beside it alone."""

from __future__ import annotations

import pytest
from spacy.lang.de import German
from spacy.tokens import Doc

from graph.annotate.repair import repair_parse


def labels(doc):
    return {token.text: (token.dep_, token.head.text) for token in doc}


def test_dative_becomes_indirect_object(parsed):
    doc = repair_parse(
        parsed("""Deutschland Deutschland PROPN 2 nsubj NE Gender=Neut|Number=Sing
                  liefert liefern VERB 0 root VVFIN Number=Sing
                  der der DET 4 det ART
                  Ukraine Ukraine PROPN 2 nsubj NE Gender=Fem|Number=Sing
                  Panzer Panzer NOUN 4 flat NN Number=Plur""")
    )
    assert labels(doc)["Ukraine"] == ("obl:arg", "liefert")
    assert labels(doc)["Panzer"] == ("obj", "liefert")
    assert labels(doc)["Deutschland"] == ("nsubj", "liefert")


def test_feminine_subject_stays(parsed):
    doc = repair_parse(
        parsed("""Die der DET 2 det ART
                  Ukraine Ukraine PROPN 3 nsubj NE Gender=Fem|Number=Sing
                  liefert liefern VERB 0 root VVFIN Number=Sing
                  Panzer Panzer NOUN 3 obj NN Number=Plur""")
    )
    assert labels(doc)["Ukraine"] == ("nsubj", "liefert")


RELATIVE = """Sanktionen Sanktion NOUN 0 root NN Gender=Fem|Number={antecedent}
              , , PUNCT 1 punct
              die der PRON 6 nsubj PRELS _
              die der DET 5 det ART
              EU EU PROPN 6 obj NE Gender=Fem|Number=Sing
              verhängt verhängen VERB 1 acl:relcl VVPP
              {finite} haben AUX 6 aux VAFIN Number={number}"""


@pytest.mark.parametrize(
    ("finite", "number", "subject"),
    [("hat", "Sing", "EU"), ("haben", "Plur", "die")],
)
def test_relative_pronoun_agrees_through_its_antecedent(parsed, finite, number, subject):
    doc = repair_parse(parsed(RELATIVE.format(finite=finite, number=number, antecedent="Plur")))
    assert [token.text for token in doc if token.dep_ == "nsubj"] == [subject]
    assert [token.dep_ for token in doc if token.i in (2, 4)] == (
        ["obj", "nsubj"] if subject == "EU" else ["nsubj", "obj"]
    )


def test_object_in_front_is_told_by_agreement(parsed):
    doc = repair_parse(
        parsed("""Die der DET 2 det ART
                  Sanktionen Sanktion NOUN 3 nsubj NN Gender=Fem|Number=Plur
                  verhängte verhängen VERB 0 root VVFIN Number=Sing
                  die der DET 5 det ART
                  EU EU PROPN 3 obj NE Gender=Fem|Number=Sing""")
    )
    assert labels(doc)["Sanktionen"] == ("obj", "verhängte")
    assert labels(doc)["EU"] == ("nsubj", "verhängte")


def test_accusative_is_no_subject(parsed):
    doc = repair_parse(
        parsed("""Ihn er PRON 2 nsubj PPER
                  kennt kennen VERB 0 root VVFIN Number=Sing
                  Kiew Kiew PROPN 2 obj NE Number=Sing""")
    )
    assert labels(doc)["Ihn"] == ("obj", "kennt")
    assert labels(doc)["Kiew"] == ("nsubj", "kennt")


def test_second_subject_becomes_object(parsed):
    doc = repair_parse(
        parsed("""Das der PRON 2 nsubj PDS
                  haben haben VERB 0 root VVFIN Number=Plur
                  sie sie PRON 2 nsubj PPER Number=Plur
                  nicht nicht PART 2 advmod""")
    )
    assert sorted(token.dep_ for token in doc[:3]) == ["ROOT", "nsubj", "obj"]


def test_clause_in_front_leaves_its_verb_a_subject(parsed):
    doc = repair_parse(
        parsed("""Dass dass SCONJ 3 mark
                  Kiew Kiew PROPN 3 nsubj
                  zustimmt zustimmen VERB 5 advcl VVFIN Number=Sing
                  , , PUNCT 3 punct
                  bezweifelt bezweifeln VERB 0 root VVFIN Number=Sing
                  Moskau Moskau PROPN 5 obj NE Number=Sing""")
    )
    assert labels(doc)["zustimmt"] == ("ccomp", "bezweifelt")
    assert labels(doc)["Moskau"] == ("nsubj", "bezweifelt")


@pytest.mark.parametrize(("auxiliary", "label"), [("aux:pass", "obl:agent"), ("aux", "nmod")])
def test_agent_leaves_the_noun_before_it_only_in_a_passive(parsed, auxiliary, label):
    doc = repair_parse(
        parsed(f"""Abkommen Abkommen NOUN 6 nsubj
                   wurde werden AUX 6 {auxiliary} VAFIN
                   von von ADP 5 case
                   beiden beide DET 5 det PIAT
                   Seiten Seite NOUN 1 nmod
                   verletzt verletzen VERB 0 root VVPP""")
    )
    assert labels(doc)["Seiten"][0] == label


def test_title_and_name_are_one_subject(parsed):
    doc = parsed("""Außenminister Außenminister NOUN 3 nsubj NN
                    Wadephul Wadephul PROPN 3 nsubj NE
                    reist reisen VERB 0 root VVFIN Number=Sing""")
    doc.set_ents([doc.char_span(14, 22, label="PER")])
    assert labels(repair_parse(doc))["Außenminister"] == ("compound", "Wadephul")
    assert labels(doc)["Wadephul"] == ("nsubj", "reist")


def test_title_with_article_heads_its_name(parsed):
    doc = parsed("""Der der DET 2 det ART
                    Minister Minister NOUN 4 nsubj NN
                    Wadephul Wadephul PROPN 4 nsubj NE
                    reist reisen VERB 0 root VVFIN Number=Sing""")
    doc.set_ents([doc.char_span(13, 21, label="PER")])
    assert labels(repair_parse(doc))["Wadephul"] == ("appos", "Minister")


ENCLOSED = """Fidan Fidan PROPN 7 nsubj NE
              , , PUNCT 4 punct
              seit seit ADP 4 case
              Außenminister Außenminister NOUN 1 conj NN
              Russlands Russland PROPN 4 nmod NE
              {after} {after} {pos} 4 {label}
              schweigt schweigen VERB 0 root VVFIN"""


@pytest.mark.parametrize(
    ("after", "pos", "label", "expected"), [(",", "PUNCT", "punct", "appos"), ("heute", "ADV", "advmod", "conj")]
)
def test_apposition_between_commas(parsed, after, pos, label, expected):
    doc = repair_parse(parsed(ENCLOSED.format(after=after, pos=pos, label=label)))
    assert labels(doc)["Außenminister"][0] == expected


def test_genitive_name_behind_its_noun(parsed):
    doc = repair_parse(
        parsed("""Vertrauter Vertrauter NOUN 3 nsubj NN
                  Putins Putin PROPN 1 appos NE Case=Gen
                  schweigt schweigen VERB 0 root VVFIN""")
    )
    assert labels(doc)["Putins"] == ("nmod", "Vertrauter")


def test_prefix_goes_to_the_nearest_verb_without_one(parsed):
    doc = repair_parse(
        parsed("""Er er PRON 2 nsubj
                  hob heben VERB 0 root VVFIN
                  ab ab ADP 2 compound:prt
                  und und CCONJ 5 cc
                  gab geben VERB 2 conj VVFIN
                  auf auf ADP 2 advmod PTKVZ""")
    )
    assert labels(doc)["auf"] == ("compound:prt", "gab")


def test_prepositional_object_is_oblique(parsed):
    doc = repair_parse(
        parsed("""In in ADP 2 case
                  Genf Genf PROPN 3 nsubj NE
                  verhandeln verhandeln VERB 0 root VVFIN
                  sie sie PRON 3 nsubj PPER""")
    )
    assert labels(doc)["Genf"] == ("obl", "verhandeln")


def test_a_right_parse_stays_as_it_is(parsed):
    doc = parsed("""Putin-Berater Putin-Berater NOUN 3 nsubj NN Gender=Masc|Number=Sing
                    Uschakow Uschakow PROPN 1 appos NE
                    lehnt lehnen VERB 0 root VVFIN Number=Sing
                    den der DET 5 det ART
                    Vorschlag Vorschlag NOUN 3 obj NN Gender=Masc|Number=Sing
                    der der DET 7 det ART
                    EU EU PROPN 5 nmod NE Gender=Fem|Number=Sing
                    ab ab ADP 3 compound:prt""")
    before = labels(doc)
    assert labels(repair_parse(doc)) == before


def test_prefix_that_heads_its_verb_changes_places_with_it(parsed):
    doc = repair_parse(
        parsed("""Er er PRON 3 nsubj
                  lud laden VERB 3 dep VVFIN
                  ein ein ADP 0 root PTKVZ""")
    )
    assert labels(doc) == {"Er": ("nsubj", "lud"), "lud": ("ROOT", "lud"), "ein": ("compound:prt", "lud")}


def test_white_space_heads_nothing():
    words = ["Kiew", " ", "lehnt", "ab"]
    doc = Doc(
        German().vocab,
        words=words,
        heads=[1, 1, 1, 1],
        deps=["nsubj", "ROOT", "dep", "compound:prt"],
        tags=["NE", "VVFIN", "VVFIN", "PTKVZ"],
    )
    assert [(token.dep_, token.head.text) for token in repair_parse(doc) if not token.is_space] == [
        ("nsubj", "lehnt"),
        ("ROOT", "lehnt"),
        ("compound:prt", "lehnt"),
    ]


def test_relative_clause_hangs_on_the_noun_before_it(parsed):
    doc = repair_parse(
        parsed("""Er er PRON 2 nsubj PPER
                  klagt klagen VERB 0 root VVFIN Number=Sing
                  über über ADP 4 case
                  Regeln Regel NOUN 2 obl NN Number=Plur
                  , , PUNCT 7 punct
                  die der PRON 7 nsubj PRELS
                  schaden schaden VERB 2 advcl VVFIN Number=Plur""")
    )
    assert labels(doc)["schaden"] == ("acl:relcl", "Regeln")


@pytest.mark.parametrize(
    ("form", "features", "expected"),
    [("wolle", "Mood=Sub|Tense=Pres", "ccomp"), ("will", "Mood=Ind|Tense=Pres", "advcl")],
)
def test_reported_clause_is_told_by_its_mood(parsed, form, features, expected):
    doc = repair_parse(
        parsed(f"""Er er PRON 2 nsubj PPER
                   erklärt erklären VERB 0 root VVFIN Number=Sing
                   , , PUNCT 6 punct
                   Kiew Kiew PROPN 6 nsubj NE
                   {form} wollen AUX 6 aux VMFIN {features}
                   reden reden VERB 2 advcl VVINF""")
    )
    assert labels(doc)["reden"][0] == expected


def test_speech_after_a_comma_is_no_second_main_clause(parsed):
    rows = """Peskow Peskow PROPN 2 nsubj NE
              sagte sagen VERB 0 root VVFIN Mood=Ind|Number=Sing|Tense=Past
              {joint} {joint} {pos} 5 {label}
              Moskau Moskau PROPN 5 nsubj NE
              bereit bereit ADJ 2 conj ADJD
              sei sein AUX 5 cop VAFIN Mood=Sub|Tense=Pres"""
    comma = repair_parse(parsed(rows.format(joint=",", pos="PUNCT", label="punct")))
    coordinated = repair_parse(parsed(rows.format(joint="und", pos="CCONJ", label="cc")))
    assert labels(comma)["bereit"][0] == "ccomp"
    assert labels(coordinated)["bereit"][0] == "conj"


def test_second_name_with_title_is_a_conjunct(parsed):
    doc = parsed("""Merz Merz PROPN 5 nsubj NE
                    und und CCONJ 3 cc
                    Präsident Präsident NOUN 1 conj NN
                    Macron Macron PROPN 1 flat NE
                    warten warten VERB 0 root VVFIN Number=Plur""")
    doc.set_ents([doc.char_span(0, 4, label="PER"), doc.char_span(19, 25, label="PER")])
    assert labels(repair_parse(doc))["Macron"] == ("conj", "Merz")
    assert labels(doc)["Präsident"] == ("compound", "Macron")
    assert labels(doc)["und"] == ("cc", "Macron")


@pytest.mark.parametrize(("first", "expected"), [("Nun", "nsubj"), ("", "obj")])
def test_only_a_verb_behind_another_word_wants_a_subject(parsed, first, expected):
    rows = [f"{first} {first} ADV 2 advmod"] * bool(first)
    verb = len(rows) + 1
    rows += ["droht drohen VERB 0 root VVFIN Number=Sing", f"Eskalation Eskalation NOUN {verb} obj NN Number=Sing"]
    assert repair_parse(parsed("\n".join(rows)))[verb].dep_ == expected


def test_heading_before_a_colon_is_no_subject(parsed):
    doc = repair_parse(
        parsed("""Klimaschutz Klimaschutz NOUN 4 nsubj NN Number=Sing
                  : : PUNCT 1 punct
                  Kiew Kiew PROPN 4 nsubj NE Number=Sing
                  zögert zögern VERB 0 root VVFIN Number=Sing""")
    )
    assert labels(doc)["Klimaschutz"][0] == "dep"
    assert labels(doc)["Kiew"][0] == "nsubj"


def test_article_of_a_name_opens_a_clause_that_nothing_else_subordinates(parsed):
    doc = repair_parse(
        parsed("""Pläne Plan NOUN 0 root NN Gender=Masc|Number=Plur
                  , , PUNCT 5 punct $,
                  den der DET 4 det ART Case=Acc|Gender=Masc|Number=Sing
                  Ankara Ankara PROPN 5 obj NE Gender=Neut|Number=Sing
                  unterstützt unterstützen VERB 1 acl:relcl VVFIN VerbForm=Fin|Number=Sing""")
    )
    assert labels(doc)["den"] == ("obj", "unterstützt")
    assert labels(doc)["Ankara"] == ("nsubj", "unterstützt")


def test_article_of_a_name_stays_where_the_verb_stands_second(parsed):
    doc = repair_parse(
        parsed("""Rom Rom PROPN 2 nsubj NE Number=Sing
                  schweigt schweigen VERB 0 root VVFIN VerbForm=Fin|Number=Sing
                  , , PUNCT 6 punct $,
                  den der DET 5 det ART Case=Acc|Gender=Masc|Number=Sing
                  Irak Irak PROPN 6 obj NE Gender=Masc|Number=Sing
                  warnt warnen VERB 2 conj VVFIN VerbForm=Fin|Number=Sing
                  Paris Paris PROPN 6 nsubj NE Number=Sing""")
    )
    assert labels(doc)["den"] == ("det", "Irak")


def test_separated_prefix_leaves_the_participle_beside_it(parsed):
    doc = repair_parse(
        parsed("""Kiew Kiew PROPN 2 nsubj NE
                  lehnt lehnen VERB 0 root VVFIN
                  den der DET 4 det ART
                  Plan Plan NOUN 2 obj NN
                  entschieden entscheiden VERB 2 ccomp VVPP
                  ab ab ADP 5 compound:prt PTKVZ""")
    )
    assert labels(doc)["ab"] == ("compound:prt", "lehnt")
    assert labels(doc)["entschieden"] == ("advmod", "lehnt")


@pytest.mark.parametrize(("adverb", "head"), [("dann", "verhandle"), ("gern", "sagt")])
def test_condition_hangs_on_the_clause_whose_adverb_points_at_it(parsed, adverb, head):
    doc = repair_parse(
        parsed(f"""Rom Rom PROPN 2 nsubj
                  sagt sagen VERB 0 root
                  , , PUNCT 7 punct
                  dass dass SCONJ 7 mark
                  es es PRON 7 nsubj
                  {adverb} {adverb} ADV 7 advmod
                  verhandle verhandeln VERB 2 ccomp
                  , , PUNCT 11 punct
                  wenn wenn SCONJ 11 mark
                  Kiew Kiew PROPN 11 nsubj
                  nachgebe nachgeben VERB 2 advcl""")
    )
    assert labels(doc)["nachgebe"] == ("advcl", head)
