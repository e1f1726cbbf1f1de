"""Questions about tokens, on hand-built parses."""

from __future__ import annotations

import pytest

from graph.annotate import scheme


def test_separated_prefix_rejoins_its_verb(parsed):
    doc = parsed("""Uschakow   Uschakow   PROPN 2 nsubj
                    lehnt      lehnen     VERB  0 root
                    die        der        DET   4 det
                    Waffenruhe Waffenruhe NOUN  2 obj
                    ab         ab         ADP   2 compound:prt""")
    assert scheme.full_lemma(doc[1]) == "ablehnen"
    assert scheme.full_lemma(doc[3]) == "Waffenruhe"


@pytest.mark.parametrize(
    ("form", "lemma", "tag", "expected"),
    [
        ("abgelehnt", "lehnen", "VVPP", "ablehnen"),
        ("abgelehnt", "ablehnen", "VVPP", "ablehnen"),
        ("anzunehmen", "anzunehmen", "VVIZU", "annehmen"),
        ("anzunehmen", "annehmen", "VVIZU", "annehmen"),
        ("zurückzuziehen", "zurückziehen", "VVIZU", "zurückziehen"),
        ("gelehnt", "lehnen", "VVPP", "lehnen"),
        ("ablehnt", "ablehnen", "VVFIN", "ablehnen"),
    ],
)
def test_joined_prefix_stays_once(parsed, form, lemma, tag, expected):
    assert scheme.full_lemma(parsed(f"{form} {lemma} VERB 0 root {tag}")[0]) == expected


def test_werden_with_participle_is_passive_and_haben_is_not(parsed):
    passive = parsed("""Plan Plan NOUN 3 nsubj
                        wurde werden AUX 3 aux VAFIN
                        abgelehnt ablehnen VERB 0 root VVPP""")
    active = parsed("""Kiew Kiew PROPN 3 nsubj
                       hat haben AUX 3 aux VAFIN
                       abgelehnt ablehnen VERB 0 root VVPP""")
    future = parsed("""Kiew Kiew PROPN 3 nsubj
                       wird werden AUX 3 aux VAFIN
                       abgelehnt ablehnen VERB 0 root VVPP
                       haben haben AUX 3 aux VAINF""")
    assert scheme.is_passive(passive[2])
    assert not scheme.is_passive(active[2])
    assert not scheme.is_passive(future[2])
    assert scheme.is_future(future[2])
    assert not scheme.is_future(passive[2])


def test_bekommen_passive_has_its_recipient_as_subject(parsed):
    doc = parsed("""Kiew Kiew PROPN 4 nsubj
                    bekam bekommen AUX 4 aux VVFIN
                    Panzer Panzer NOUN 4 obj
                    geliefert liefern VERB 0 root VVPP""")
    assert scheme.is_passive(doc[3])
    assert scheme.is_recipient_passive(doc[3])


def test_agent_needs_a_passive(parsed):
    passive = parsed("""Er er PRON 5 nsubj:pass
                        wurde werden AUX 5 aux:pass
                        von von ADP 4 case
                        Rebellen Rebell NOUN 5 obl
                        gestürzt stürzen VERB 0 root""")
    active = parsed("""Er er PRON 2 nsubj
                       spricht sprechen VERB 0 root
                       von von ADP 4 case
                       Rebellen Rebell NOUN 2 obl""")
    assert scheme.is_agent(passive[3])
    assert not scheme.is_agent(active[3])


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("zum", "", "zu"),
        ("", "zufolge", "zufolge"),
        ("um", "willen", "um willen"),
        ("von", "aus", "von"),
        ("beim", "", "bei"),
        ("", "", ""),
    ],
)
def test_preposition_in_front_behind_and_around(parsed, before, after, expected):
    rows = (
        [f"{before} {before} ADP 0 case"] * bool(before)
        + ["Gipfel Gipfel NOUN 0 root"]
        + [f"{after} {after} ADP 0 case"] * bool(after)
    )
    noun = 2 if before else 1
    doc = parsed("\n".join(row.replace(" 0 case", f" {noun} case") for row in rows))
    assert scheme.preposition_of(doc[noun - 1]) == expected


@pytest.mark.parametrize(
    ("word", "expected"), [("davor", "vor"), ("darüber", "über"), ("wogegen", "gegen"), ("dort", ""), ("damals", "")]
)
def test_pronominal_adverb_holds_a_preposition(parsed, word, expected):
    assert scheme.pronominal_adverb(parsed(f"{word} {word} ADV 0 root ADV")[0]) == expected


@pytest.mark.parametrize(
    ("form", "lemma", "subject", "features", "expected"),
    [
        ("sei", "sein", "er", "_", "I"),
        ("lehne", "lehnen", "er", "_", "I"),
        ("lehne", "lehnen", "ich", "_", ""),
        ("lehnt", "lehnen", "er", "_", ""),
        ("lehnte", "lehnen", "er", "Tense=Past", ""),
        ("hätte", "haben", "er", "_", "II"),
        ("wäre", "sein", "er", "_", "II"),
        ("bliebe", "bleiben", "er", "Mood=Sub|Tense=Past", "II"),
    ],
)
def test_subjunctive_by_form_and_feature(parsed, form, lemma, subject, features, expected):
    doc = parsed(f"""{subject} {subject} PRON 2 nsubj
                     {form} {lemma} VERB 0 root VVFIN {features}""")
    assert scheme.subjunctive(doc[1]) == expected


def test_phrase_keeps_genitive_and_leaves_clause_and_apposition(parsed):
    doc = parsed("""den der DET 2 det
                    Vorschlag Vorschlag NOUN 0 root
                    der der DET 4 det ART Case=Gen
                    EU EU PROPN 2 nmod
                    , , PUNCT 2 punct
                    einen ein DET 7 det
                    Entwurf Entwurf NOUN 2 appos
                    , , PUNCT 2 punct
                    den der PRON 11 obj
                    er er PRON 11 nsubj
                    ablehnt ablehnen VERB 2 acl:relcl""")
    assert [token.text for token in scheme.np_tokens(doc[1])] == ["den", "Vorschlag", "der", "EU"]
    assert scheme.is_genitive(doc[3])
    assert scheme.antecedent_of(doc[8]) == doc[1]


def test_clause_words_leave_conjunction_and_commas(parsed):
    doc = parsed("""Er er PRON 2 nsubj
                    sagt sagen VERB 0 root
                    , , PUNCT 6 punct
                    dass dass SCONJ 6 mark
                    Kiew Kiew PROPN 6 nsubj
                    ablehnt ablehnen VERB 2 ccomp
                    . . PUNCT 2 punct""")
    assert [token.text for token in scheme.clause_tokens(doc[5])] == ["Kiew", "ablehnt"]
    assert scheme.subordinator_of(doc[5]) == "dass"
    assert scheme.is_complement_clause(doc[5])


@pytest.mark.parametrize("word", ["nicht", "keine", "niemals", "nie", "weder", "keinesfalls"])
def test_negation_is_a_closed_class(parsed, word):
    assert scheme.is_negation(parsed(f"{word} {word.replace('keine', 'kein')} ADV 0 root")[0])


def test_hyphenated_role_is_no_name(parsed):
    doc = parsed("""Putin-Berater Putin-Berater PROPN 0 root NN
                    Uschakow Uschakow PROPN 1 appos NE""")
    assert not scheme.is_name(doc[0])
    assert scheme.is_noun(doc[0])
    assert scheme.is_name(doc[1])


def test_word_before_its_verb_is_no_prefix(parsed):
    doc = parsed("""vom von ADP 2 case
                    Dach Dach NOUN 4 obl
                    aus aus ADP 4 compound:prt
                    angriffen angreifen VERB 0 root""")
    assert scheme.full_lemma(doc[3]) == "angreifen"
